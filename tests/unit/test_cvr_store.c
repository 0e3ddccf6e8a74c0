/* test_cvr_store.c: stores of version 1 are brought up to date; damaged records are refused; ballots come back as
 * packed. */
#include <sqlite3.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "../../gen/store/schema.h"
#include "cvr_case.h"
#include "import_case.h"

static void execute(const char *path, const char *sql) {
    sqlite3 *database = NULL;
    CU_ASSERT_EQUAL_FATAL(sqlite3_open(path, &database), SQLITE_OK);
    CU_ASSERT_EQUAL_FATAL(sqlite3_exec(database, sql, NULL, NULL, NULL), SQLITE_OK);
    sqlite3_close(database);
}

UNIT_TEST(cvr_store, a_store_of_version_1_is_brought_up_to_date) {
    struct cvr_case c;
    struct store *store;
    struct election election;
    cvr_case_begin(&c);
    execute(c.store, store_schema_1);
    execute(c.store,
            "INSERT INTO election VALUES (1, 'e', 'Old', '', ''); INSERT INTO contest VALUES (0, 'M', 'Mayor', 0, 1);"
            "INSERT INTO candidate VALUES (0, 0, 'a', 'Ann', 0, NULL, 0), (0, 1, 'b', 'Bob', 0, NULL, 0);"
            "INSERT INTO ballot_style VALUES (0, 's', ''); INSERT INTO style_contest VALUES (0, 0, 0);");
    /* Also by a command that only reads. */
    CU_ASSERT_EQUAL(cvr_case_run(&c, "tally", NULL).code, SCR_STORE);
    CU_ASSERT(import_case_says(&c.diagnosis, "", "the store holds no cast-vote records; import them first"));
    CU_ASSERT_EQUAL_FATAL(store_open(c.store, STORE_READ, &store, NULL).code, SCR_DONE);
    CU_ASSERT_EQUAL_FATAL(store_load_election(store, &election, NULL).code, SCR_DONE);
    CU_ASSERT_STRING_EQUAL(election.contests[0].candidates[1].name, "Bob");
    election_free(&election);
    store_close(store);
    CU_ASSERT_EQUAL(
        cvr_case_run(&c, "import", cvr_case_file(&c, "r.csv", "ballot,contest,selection\n1,Mayor,Bob\n"), NULL).code,
        SCR_DONE);
    CU_ASSERT_EQUAL(cvr_case_votes(&c, "M", "Bob"), 1);
    cvr_case_end(&c);
}

UNIT_TEST(cvr_store, damage_is_noticed) {
    static const char *const damages[] = {
        "UPDATE cvr_summary SET ballots = 6",
        "UPDATE cvr_summary SET ballots = 1",
        "UPDATE cvr_contest SET votes_allowed = 0",
        "DELETE FROM cvr_contest WHERE position = 0",
        "UPDATE cvr_selection SET candidates = x'09' WHERE contest = 0 AND position = 0",
        "UPDATE cvr_selection SET candidates = x'0000' WHERE contest = 0 AND position = 0",
        "UPDATE cvr_candidate SET write_in = 2",
        "UPDATE cvr_identities SET ballots = 4",
        "UPDATE cvr_codes SET codes = x'0101010163' WHERE key = 0",
        "UPDATE cvr_codes SET codes = x'01010101' WHERE key = 0",
        "UPDATE cvr_codes SET codes = x'010101010101' WHERE key = 0",
        "DELETE FROM cvr_identities",
    };
    for (size_t i = 0; i < sizeof damages / sizeof *damages; i++) {
        struct cvr_case c;
        char sql[300];
        cvr_case_begin(&c);
        CU_ASSERT_FATAL(cvr_case_imports(&c, "fixtures/cvr/good/plain.csv"));
        snprintf(sql, sizeof sql, "PRAGMA ignore_check_constraints = 1; %s", damages[i]);
        execute(c.store, sql);
        bool refused = cvr_case_run(&c, "tally", NULL).code == SCR_STORE;
        if (!refused) printf("\n    %s", damages[i]);
        CU_ASSERT(refused);
        CU_ASSERT(import_case_says(&c.diagnosis, "case.sqlite", "the store is damaged"));
        cvr_case_end(&c);
    }
}

/* More ballots than a chunk holds, with contests that come and go, long identifiers, and hundreds of selections. */
UNIT_TEST(cvr_store, many_chunks) {
    enum { BALLOTS = 10000 };
    struct cvr_case c;
    struct scr_buffer text = {0};
    uint64_t odd = 0, third = 0, pairs = 0;
    char expected[300];
    cvr_case_begin(&c);
    CU_ASSERT_FATAL(!scr_failed(scr_buffer_text(&text, "ballot,contest,selection,batch,position,votes_allowed\n")));
    for (unsigned i = 0; i < BALLOTS; i++) {
        char row[400];
        snprintf(row, sizeof row, "%0*u,A,%s,%u,%u,1\n", i % 100 ? 5 : 150, i, i % 2 ? "odd" : "even", i / 500,
                 i % 500 + 1);
        CU_ASSERT_FATAL(!scr_failed(scr_buffer_text(&text, row)));
        odd += i % 2;
        /* Contest B is borne by the ballots of the last chunk alone, with one of 190 pairs each. */
        for (unsigned k = 0; i >= 9000 && k < 2; k++) {
            snprintf(row, sizeof row, "%0*u,B,c%u,%u,%u,2\n", i % 100 ? 5 : 150, i, k ? 20 + i % 19 : i % 10, i / 500,
                     i % 500 + 1);
            CU_ASSERT_FATAL(!scr_failed(scr_buffer_text(&text, row)));
            third += !k && i % 10 == 3;
            pairs += k;
        }
    }
    CU_ASSERT_FATAL(cvr_case_imports(&c, cvr_case_file(&c, "many.csv", (const char *)text.data)));
    CU_ASSERT_EQUAL(cvr_case_votes(&c, "A", "odd"), odd);
    CU_ASSERT_EQUAL(cvr_case_votes(&c, "A", "even"), BALLOTS - odd);
    CU_ASSERT_EQUAL(cvr_case_votes(&c, "B", "c3"), third);
    CU_ASSERT_EQUAL(cvr_case_votes(&c, "B", "-"), BALLOTS - pairs);
    for (unsigned i = 4090; i < 4100; i++) {
        snprintf(expected, sizeof expected, "/%u/%u/%0*u///", i / 500, i % 500 + 1, i % 100 ? 5 : 150, i);
        CU_ASSERT_STRING_EQUAL(cvr_case_ballot(&c, i), expected);
    }
    CU_ASSERT_EQUAL(cvr_case_run(&c, "reconcile", NULL).code, SCR_DONE);
    scr_buffer_free(&text);
    cvr_case_end(&c);
}
