/* test_returns_store.c: precinct returns come back from the store as they were; damage is noticed; nothing is replaced
 * unasked. */
#include <sqlite3.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "../../gen/store/store.h"
#include "import_case.h"
#include "returns_case.h"

static const char text[] = "state,county,precinct,contest,selection,party,votes,votes_allowed\n"
                           "A,x,1,Q,Yes,,5,1\nA,x,1,Q,No,,600,1\nA,x,2,Q,Yes,,999999990,1\nA,x,,Q,Yes,,999999995,1\n"
                           "A,x,,Q,No,,600,1\nA,x,[Jurisdiction-wide],R,\"O\"\"Neil, J\",Dem,7,3\n"
                           "A,x,1,Registered Voters,,,900,\nA,x,1,Ballots Cast,,,700.0,\nA,y,2,R,Write-in,,0,3\n";

static scr_result save(const char *path, const struct returns *returns, bool replace, struct scr_diagnosis *diagnosis) {
    struct store *store;
    SCR_TRY(store_open(path, STORE_WRITE, &store, diagnosis));
    const struct store_changes changes = {.returns = returns};
    scr_result result = store_save(store, &changes, replace, diagnosis);
    store_close(store);
    return result;
}

static scr_result load(const char *path, struct returns *returns, struct scr_diagnosis *diagnosis) {
    struct store *store;
    *returns = (struct returns){0};
    SCR_TRY(store_open(path, STORE_READ, &store, diagnosis));
    scr_result result = store_load_returns(store, returns, diagnosis);
    store_close(store);
    return result;
}

static void execute(const char *path, const char *sql) {
    sqlite3 *database = NULL;
    CU_ASSERT_EQUAL_FATAL(sqlite3_open(path, &database), SQLITE_OK);
    CU_ASSERT_EQUAL_FATAL(sqlite3_exec(database, sql, NULL, NULL, NULL), SQLITE_OK);
    sqlite3_close(database);
}

UNIT_TEST(returns_store, gives_back_what_it_was_given) {
    struct returns_case c;
    struct returns loaded;
    char path[400];
    returns_case_begin(&c);
    snprintf(path, sizeof path, "%s/s.sqlite", c.folder);
    returns_case_text(&c, "r.csv", text);
    CU_ASSERT_FATAL(returns_case_good(&c));
    CU_ASSERT_EQUAL_FATAL(save(path, &c.returns, false, NULL).code, SCR_DONE);
    CU_ASSERT_EQUAL_FATAL(load(path, &loaded, NULL).code, SCR_DONE);
    CU_ASSERT(returns_case_equal(&c.returns, &loaded));
    CU_ASSERT_EQUAL(returns_case_votes(&loaded, "Q", "Yes", "A, x"), 999999995);
    CU_ASSERT_EQUAL(returns_case_votes(&loaded, "Q", "Yes", NULL), 999999995);
    CU_ASSERT_EQUAL(loaded.note_count, c.returns.note_count);
    CU_ASSERT_FATAL(loaded.note_count > 0);
    CU_ASSERT_STRING_EQUAL(loaded.notes[0].message, c.returns.notes[0].message);
    /* A second import is refused, and leaves the first. */
    struct scr_diagnosis diagnosis = {0};
    CU_ASSERT_EQUAL(save(path, &c.returns, false, &diagnosis).code, SCR_STORE);
    CU_ASSERT(import_case_says(&diagnosis, path, "the store holds precinct returns already"));
    scr_diagnosis_free(&diagnosis);
    returns_free(&loaded);
    returns_case_text(&c, "r.csv", "precinct,contest,selection,votes\n1,New,Yes,1\n");
    CU_ASSERT_EQUAL(save(path, &c.returns, true, NULL).code, SCR_DONE);
    CU_ASSERT_EQUAL_FATAL(load(path, &loaded, NULL).code, SCR_DONE);
    CU_ASSERT(returns_case_equal(&c.returns, &loaded));
    returns_free(&loaded);
    returns_case_end(&c);
}

UNIT_TEST(returns_store, damage_is_noticed) {
    static const char *const damages[] = {
        "UPDATE returns_summary SET units = 2",
        "DELETE FROM returns_unit WHERE position = 3",
        "UPDATE returns_unit SET parent = 5 WHERE position = 3",
        "UPDATE returns_unit SET parent = NULL WHERE position = 3",
        "UPDATE returns_unit SET parent = 0 WHERE position = 0",
        "UPDATE returns_unit SET level = 4 WHERE position = 1",
        "UPDATE returns_unit SET level = 9 WHERE position = 3",
        "UPDATE returns_unit SET apart = 2 WHERE position = 3",
        "UPDATE returns_unit SET ballots = -1 WHERE position = 3",
        "UPDATE returns_unit SET ballots = 9223372036854775807 WHERE position = 3",
        "UPDATE returns_unit SET name = x'FF' WHERE position = 3",
        "DELETE FROM returns_contest WHERE position = 0",
        "DELETE FROM returns_option WHERE contest = 0",
        "DELETE FROM returns_option WHERE contest = 0 AND position = 0",
        "UPDATE returns_option SET kind = 4",
        "UPDATE returns_contest SET votes_allowed = 1001",
        "UPDATE returns_counts SET votes = x'05' WHERE key = 3",
        "UPDATE returns_counts SET votes = x'050505' WHERE key = 3",
        "UPDATE returns_counts SET votes = x'' WHERE key = 3",
        "UPDATE returns_counts SET votes = x'FFFFFFFFFFFFFFFF7F05' WHERE key = 3",
        "UPDATE returns_counts SET key = 99 WHERE key = 3",
        "UPDATE returns_counts SET key = -1 WHERE key = 3",
        "UPDATE returns_counts SET key = 9 << 32 WHERE key = 3",
        "UPDATE returns_source SET sha256 = upper(sha256)",
        "UPDATE returns_note SET position = position + 700",
    };
    struct returns_case c;
    returns_case_begin(&c);
    returns_case_text(&c, "r.csv", text);
    CU_ASSERT_FATAL(returns_case_good(&c));
    CU_ASSERT_EQUAL(returns_case_unit(&c.returns, "A, x, 1"), 3);
    for (size_t i = 0; i < sizeof damages / sizeof *damages; i++) {
        struct scr_diagnosis diagnosis = {0};
        struct returns loaded;
        char path[400], sql[300];
        snprintf(path, sizeof path, "%s/%zu.sqlite", c.folder, i);
        CU_ASSERT_EQUAL_FATAL(save(path, &c.returns, false, NULL).code, SCR_DONE);
        snprintf(sql, sizeof sql, "PRAGMA ignore_check_constraints = 1; %s", damages[i]);
        execute(path, sql);
        bool refused = load(path, &loaded, &diagnosis).code == SCR_STORE;
        CU_ASSERT(refused && import_case_says(&diagnosis, ".sqlite", "the store is damaged"));
        if (!refused) printf("\n    %s", damages[i]);
        returns_free(&loaded);
        scr_diagnosis_free(&diagnosis);
    }
    returns_case_end(&c);
}

UNIT_TEST(returns_store, a_store_without_returns_says_so) {
    struct returns_case c;
    struct returns loaded;
    struct store *store;
    char path[400];
    returns_case_begin(&c);
    snprintf(path, sizeof path, "%s/s.sqlite", c.folder);
    CU_ASSERT_EQUAL_FATAL(store_open(path, STORE_WRITE, &store, NULL).code, SCR_DONE);
    store_close(store);
    CU_ASSERT_EQUAL(load(path, &loaded, &c.diagnosis).code, SCR_STORE);
    CU_ASSERT(import_case_says(&c.diagnosis, "", "the store holds no precinct returns; import them first"));
    returns_free(&loaded);
    returns_case_end(&c);
}
