/* test_commit_leaves.c: the leaves of a contest in storage order, with phantoms, overvotes, and batches left out. */
#include <stdio.h>
#include <string.h>

#include "cvr_case.h"
#include "gen/commit/leaves.h"
#include "import_case.h"

#define RECORDS "ballot,contest,selection,tabulator,batch,position\n"
#define MANIFEST "Container,Tabulator,Batch Name,Number of Ballots\n"

static void import(struct cvr_case *c, const char *records, const char *manifest) {
    char first[600], second[600];
    strcpy(first, cvr_case_file(c, "records.csv", records));
    strcpy(second, manifest ? cvr_case_file(c, "manifest.csv", manifest) : first);
    scr_result result =
        manifest ? cvr_case_run(c, "import", first, second, NULL) : cvr_case_run(c, "import", first, NULL);
    if (scr_failed(result)) import_case_show(&c->diagnosis);
    CU_ASSERT_FATAL(!scr_failed(result));
}

static void resolve_all(struct cvr_case *c) {
    while (scr_failed(cvr_case_run(c, "reconcile", "--json", NULL))) {
        char *open = strstr(c->said, "\"resolved\": false"), id[40] = "";
        CU_ASSERT_PTR_NOT_NULL_FATAL(open);
        *open = 0;
        for (const char *at = c->said; (at = strstr(at, "\"id\": \"")); at += 7)
            snprintf(id, sizeof id, "%.*s", (int)strcspn(at + 7, "\""), at + 7); /* the last before it */
        CU_ASSERT_FATAL(!scr_failed(cvr_case_run(c, "reconcile", "resolve", id, "--reason", "seen", NULL)));
    }
}

/* The codes of contest `contest`, and its Batches. */
static void expect(struct cvr_case *c, size_t contest, bool bearing, const char *codes, const char *listed) {
    struct store *store;
    struct storage storage = {0};
    struct contest_leaves leaves = {0};
    CU_ASSERT_EQUAL_FATAL(store_open(c->store, STORE_READ, &store, NULL).code, SCR_DONE);
    CU_ASSERT_EQUAL(storage_load(store, &storage, NULL).code, SCR_DONE);
    CU_ASSERT_EQUAL(leaves_of_contest(store, &storage, contest, bearing, &leaves, NULL).code, SCR_DONE);
    CU_ASSERT_EQUAL_FATAL(leaves.count, strlen(codes));
    CU_ASSERT(!memcmp(leaves.codes, codes, leaves.count));
    CU_ASSERT_STRING_EQUAL((const char *)leaves.listed.data, listed);
    CU_ASSERT_EQUAL(leaves.left_out + leaves.count, storage.order.slot_count);
    for (size_t i = 0; i < leaves.count; i++) {
        size_t batch, slot = leaves_slot(&storage, &leaves, i, &batch);
        CU_ASSERT(slot >= storage.batches[batch].first &&
                  slot < storage.batches[batch].first + storage.batches[batch].ballots);
        CU_ASSERT_EQUAL(storage.order.slots[slot] == RECONCILE_PHANTOM, codes[i] == '?');
    }
    contest_leaves_free(&leaves);
    storage_free(&storage);
    store_close(store);
}

UNIT_TEST(commit_leaves, order_of_the_manifest) {
    struct cvr_case c;
    cvr_case_begin(&c);
    /* Batch 2 lies first; its second ballot has no record. Ballot 4 is overvoted, 3 blank, 5 without contest M. */
    import(&c, RECORDS "1,M,a,7,1,1\n2,M,b,7,1,2\n3,M,,7,1,3\n4,M,a,7,2,1\n4,M,b,7,2,1\n6,M,b,7,2,3\n5,N,x,7,3,1\n",
           MANIFEST "Bin 1,7,2,3\nBin 1,7,1,3\nBin 2,7,9,0\nBin 2,7,3,1\nBin 3,7,4,2\n");
    struct store *store;
    struct storage storage = {0};
    CU_ASSERT_EQUAL_FATAL(store_open(c.store, STORE_READ, &store, NULL).code, SCR_DONE);
    CU_ASSERT_EQUAL(storage_load(store, &storage, NULL).code, SCR_STORE);
    storage_free(&storage);
    store_close(store);
    resolve_all(&c);
    expect(&c, 0, false, ".?BAB..??", "1-4");
    /* Nothing is known of the last batch: it stays. */
    expect(&c, 0, true, ".?BAB.??", "1-2 4");
    expect(&c, 1, true, "A??", "3-4");
    cvr_case_end(&c);
}

UNIT_TEST(commit_leaves, runs_without_a_manifest) {
    struct cvr_case c;
    cvr_case_begin(&c);
    import(&c, RECORDS "1,M,a,7,1,1\n2,M,b,7,1,2\n3,M,c,7,2,1\n4,M,a,8,2,1\n", NULL);
    expect(&c, 0, false, "ABCA", "1-3");
    cvr_case_end(&c);
}

UNIT_TEST(commit_leaves, nothing_but_ballots) {
    struct cvr_case c;
    cvr_case_begin(&c);
    import(&c, "ballot,contest,selection\n1,M,a\n2,M,\n", NULL);
    expect(&c, 0, false, "A.", "1");
    cvr_case_end(&c);
}

UNIT_TEST(commit_leaves, unfit_contests) {
    struct cvr_candidate candidates[63] = {{"1", "a", false, 0}, {"1", "b", false, 0}};
    struct cvr_contest contest = {.id = "m", .name = "M", .votes_allowed = 1, .candidates = candidates};
    CU_ASSERT_STRING_EQUAL(leaves_unfit(&contest), "has no candidate");
    contest.candidate_count = 1;
    CU_ASSERT_PTR_NULL(leaves_unfit(&contest));
    contest.candidate_count = 2;
    CU_ASSERT_STRING_EQUAL(leaves_unfit(&contest), "has two candidates with one id");
    contest.candidate_count = 63;
    CU_ASSERT_STRING_EQUAL(leaves_unfit(&contest), "has more than 62 candidates");
    contest.votes_allowed = 2;
    CU_ASSERT_PTR_NOT_NULL(strstr(leaves_unfit(&contest), "more than one vote"));
    CU_ASSERT_EQUAL(leaves_code(0), 'A');
    CU_ASSERT_EQUAL(leaves_code(26), 'a');
    CU_ASSERT_EQUAL(leaves_code(61), '9');
}
