/* test_cvr_reconcile.c: disagreements of records and manifest, each provoked alone; resolutions; the order in storage.
 */
#include <stdlib.h>
#include <string.h>

#include "../../gen/reconcile/reconcile.h"
#include "cvr_case.h"
#include "import_case.h"

#define RECORDS "ballot,contest,selection,tabulator,batch,position\n"
#define MANIFEST "Container,Tabulator,Batch Name,Number of Ballots\n"

static const char records[] = RECORDS "1,M,a,7,1,1\n2,M,b,7,1,2\n3,M,a,7,1,3\n4,M,a,7,2,2\n";

/* Imports both and runs reconcile. */
static scr_result compare(struct cvr_case *c, const char *records_text, const char *manifest_text) {
    char first[600], second[600];
    strcpy(first, cvr_case_file(c, "records.csv", records_text));
    strcpy(second, cvr_case_file(c, "manifest.csv", manifest_text));
    scr_result result = cvr_case_run(c, "import", "--replace", first, second, NULL);
    if (scr_failed(result)) import_case_show(&c->diagnosis);
    CU_ASSERT_FATAL(!scr_failed(result));
    return cvr_case_run(c, "reconcile", NULL);
}

static void disagrees(const char *records_text, const char *manifest_text, const char *kind, const char *words,
                      const char *near, const char *count) {
    struct cvr_case c;
    char id[30] = "", manner[60];
    cvr_case_begin(&c);
    CU_ASSERT_EQUAL(compare(&c, records_text, manifest_text).code, SCR_STORE);
    CU_ASSERT_PTR_NOT_NULL(strstr(c.said, words));
    CU_ASSERT_PTR_NOT_NULL(strstr(c.said, near));
    CU_ASSERT_PTR_NOT_NULL(strstr(c.said, count));
    const char *at = strstr(c.said, kind);
    CU_ASSERT_PTR_NOT_NULL_FATAL(at);
    strncat(id, at, strlen(kind) + 10);
    /* The id is the same the next time, and takes one reason. */
    CU_ASSERT_EQUAL(cvr_case_run(&c, "reconcile", "--json", NULL).code, SCR_STORE);
    CU_ASSERT_PTR_NOT_NULL(strstr(c.said, id));
    CU_ASSERT_PTR_NOT_NULL(strstr(c.said, "\"resolved\": false"));
    CU_ASSERT_EQUAL(cvr_case_run(&c, "reconcile", "resolve", id, NULL).code, SCR_USAGE);
    CU_ASSERT_EQUAL(cvr_case_run(&c, "reconcile", "resolve", id, "--reason", " ", NULL).code, SCR_USAGE);
    CU_ASSERT_EQUAL(cvr_case_run(&c, "reconcile", "resolve", "row-0000000000", "--reason", "x", NULL).code, SCR_USAGE);
    setenv("SOURCE_DATE_EPOCH", "1793750400", 1); /* 2026-11-04 */
    CU_ASSERT_EQUAL(cvr_case_run(&c, "reconcile", "resolve", id, "--reason", "counted again by hand", NULL).code,
                    SCR_DONE);
    unsetenv("SOURCE_DATE_EPOCH");
    strcpy(manner, "resolved 2026-11-04: counted again by hand");
    (void)cvr_case_run(&c, "reconcile", NULL).code;
    CU_ASSERT_PTR_NOT_NULL(strstr(c.said, manner));
    cvr_case_end(&c);
}

UNIT_TEST(cvr_reconcile, agreement) {
    struct cvr_case c;
    cvr_case_begin(&c);
    CU_ASSERT_EQUAL(compare(&c, records, MANIFEST "Bin 1,7,1,3\nBin 1,7,2,1\n").code, SCR_DONE);
    CU_ASSERT_PTR_NOT_NULL(strstr(c.said, "no disagreements"));
    struct store *store;
    CU_ASSERT_EQUAL_FATAL(store_open(c.store, STORE_READ, &store, NULL).code, SCR_DONE);
    CU_ASSERT_EQUAL(reconcile_require(store, NULL).code, SCR_DONE);
    store_close(store);
    cvr_case_end(&c);
}

UNIT_TEST(cvr_reconcile, each_disagreement) {
    disagrees(records, MANIFEST "Bin 1,7,1,5\nBin 1,7,2,1\n", "missing-",
              "tabulator 7, batch 1: 5 ballots in the manifest (line 2), 3 records; without record: 4-5", "",
              "2 ballots without record (phantoms), 0 records without ballot");
    disagrees(records, MANIFEST "Bin 1,7,1,2\nBin 1,7,2,1\n", "extra-", "2 ballots in the manifest (line 2), 3 records",
              "the last 1 have no ballot", "0 ballots without record (phantoms), 1 records without ballot");
    disagrees(records, MANIFEST "Bin 1,7,1,3\nBin 1,7,2,1\nBin 2,7,3,4\n", "empty-",
              "tabulator 7, batch 3: 4 ballots in the manifest (line 4), but no record", "",
              "4 ballots without record");
    disagrees(records, MANIFEST "Bin 1,7,01,3\nBin 1,7,2,1\n", "batch-",
              "tabulator 7, batch 1: 3 records, but the manifest does not list the batch",
              "nearest: tabulator 7, batch 01 of the manifest, line 2, 3 ballots", "2 disagreements, 2 not resolved");
    disagrees(records, MANIFEST "Bin 1,7,1,3\nBin 1,7,2,1\nBin 1,7,1,3\n", "row-",
              "the manifest lists the batch a second time on line 4, with 3 ballots", "the first line",
              "1 disagreements");
    disagrees(RECORDS "1,M,a,7,1,1\n2,M,b,7,1,1\n", MANIFEST "Bin 1,7,1,2\n", "place-",
              "tabulator 7, batch 1: 2 records stand at position 1", "records 1 and 2 of the files", "1 disagreements");
    disagrees(RECORDS "1,M,a,7,1,1\n2,M,b,7,1,2\n1,M,a,7,1,3\n", MANIFEST "Bin 1,7,1,3\n", "id-",
              "2 records have the identifier 1", "records 1 and 3 of the files", "1 disagreements, 1 not resolved");
    disagrees("ballot,contest,selection,batch,imprinted\n1,M,a,1,x9\n2,M,a,1,x9\n", MANIFEST "Bin 1,7,1,2\n", "paper-",
              "2 records have the imprinted id x9", "records 1 and 2", "1 disagreements");
}

static void order(const char *records_text, const char *manifest_text, size_t count, const uint32_t *expected) {
    struct cvr_case c;
    struct store *store;
    struct cvr_records loaded;
    struct manifest manifest;
    struct reconciliation r = {0};
    cvr_case_begin(&c);
    (void)compare(&c, records_text, manifest_text).code;
    CU_ASSERT_EQUAL_FATAL(store_open(c.store, STORE_READ, &store, NULL).code, SCR_DONE);
    CU_ASSERT_EQUAL_FATAL(store_load_cvr(store, &loaded, NULL).code, SCR_DONE);
    CU_ASSERT_EQUAL_FATAL(store_load_manifest(store, &manifest, NULL).code, SCR_DONE);
    CU_ASSERT_EQUAL_FATAL(reconcile(store, &loaded, &manifest, &r, NULL).code, SCR_DONE);
    CU_ASSERT_EQUAL_FATAL(r.slot_count, count);
    for (size_t i = 0; i < count; i++) CU_ASSERT_EQUAL(r.slots[i], expected[i]);
    struct scr_diagnosis diagnosis = {0};
    CU_ASSERT_EQUAL(reconcile_require(store, &diagnosis).code, r.unresolved ? SCR_STORE : SCR_DONE);
    scr_diagnosis_free(&diagnosis);
    reconciliation_free(&r);
    manifest_free(&manifest);
    cvr_records_free(&loaded);
    store_close(store);
    cvr_case_end(&c);
}

UNIT_TEST(cvr_reconcile, order_in_storage) {
    const uint32_t none = RECONCILE_PHANTOM;
    /* The manifest's order of batches, the positions' order in them; 4 lies at position 2 of two. */
    order(records, MANIFEST "B,7,2,2\nA,7,1,3\n", 5, (const uint32_t[]){none, 3, 0, 1, 2});
    /* As many records as ballots: their numbers are labels, in order. */
    order(RECORDS "1,M,a,7,1,9\n2,M,b,7,1,4\n", MANIFEST "A,7,1,2\n", 2, (const uint32_t[]){1, 0});
    /* Too few, with a number beyond the batch: in order, phantoms behind. */
    order(RECORDS "1,M,a,7,1,9\n2,M,b,7,1,4\n", MANIFEST "A,7,1,3\n", 3, (const uint32_t[]){1, 0, none});
    /* Without positions: the order of the file. Too many: the last has no place. */
    order(RECORDS "1,M,a,7,1,\n2,M,b,7,1,\n3,M,b,7,1,\n", MANIFEST "A,7,1,2\n", 2, (const uint32_t[]){0, 1});
    /* Records that know no tabulators are matched by batch. */
    order("ballot,contest,selection,batch\n1,M,a,1\n2,M,a,2\n", MANIFEST "A,7,2,1\nA,7,1,1\n", 2,
          (const uint32_t[]){1, 0});
}

UNIT_TEST(cvr_reconcile, without_manifest_the_files_order_is_it) {
    struct cvr_case c;
    cvr_case_begin(&c);
    CU_ASSERT_FATAL(cvr_case_imports(&c, "fixtures/cvr/good/plain.csv"));
    CU_ASSERT_EQUAL(cvr_case_run(&c, "reconcile", NULL).code, SCR_DONE);
    CU_ASSERT_PTR_NOT_NULL(strstr(c.said, "no manifest"));
    cvr_case_end(&c);
}

UNIT_TEST(cvr_reconcile, manifests_of_every_make) {
    static const char *const files[] = {"manifest_colorado.csv", "manifest_bom_total.csv", "manifest_arlo.csv",
                                        "manifest_dominion.csv"};
    for (size_t i = 0; i < sizeof files / sizeof *files; i++) {
        struct cvr_case c;
        char path[200] = "fixtures/cvr/good/";
        cvr_case_begin(&c);
        strcat(path, files[i]);
        CU_ASSERT_EQUAL(cvr_case_run(&c, "import", "fixtures/cvr/good/dominion.csv", path, NULL).code, SCR_DONE);
        CU_ASSERT_EQUAL(cvr_case_run(&c, "reconcile", NULL).code, SCR_DONE);
        CU_ASSERT_PTR_NOT_NULL(strstr(c.said, "4 records, 4 ballots in the manifest"));
        cvr_case_end(&c);
    }
}
