/* test_audit_migration.c: an audit that a store of version 4 holds goes on in one of today: when its corrections were
 * made follows from the entries around them. */
#include <sqlite3.h>
#include <stdio.h>

#include "audit_case.h"
#include "gen/store/schema.h"
#include "gen/store/store_audit.h"
#include "unit.h"

#define TIME ", 'why', '2026-11-12T09:00:00Z')"
#define ENTRY "INSERT INTO audit_entry (tree, round, ballot, was, now, reason, time) VALUES (1, "

static const char *version_4(const char *entries) {
    static char path[400];
    sqlite3 *database = NULL;
    const char *const steps[] = {
        store_schema_1,
        store_schema_2,
        store_schema_audit,
        store_schema_returns,
        store_schema_release,
        "PRAGMA user_version = 4;"
        "INSERT INTO tree VALUES (1, 'mayor', '0101010101010101010101010101010101010101010101010101010101010101', '',"
        " '0202020202020202020202020202020202020202020202020202020202020202', 's', '', 'least', 'plan', 'A');"
        "INSERT INTO audit_round VALUES (1, 1, 1), (1, 2, 0), (1, 3, 0);"
        "INSERT INTO audit_round_ballot VALUES (1, 1, 1), (1, 1, 2), (1, 1, 3), (1, 2, 4), (1, 3, 5);",
        entries};
    snprintf(path, sizeof path, "%s/version4.sqlite", unit_scratch());
    CU_ASSERT_EQUAL_FATAL(sqlite3_open(path, &database), SQLITE_OK);
    for (size_t i = 0; i < sizeof steps / sizeof *steps; i++)
        CU_ASSERT_EQUAL_FATAL(sqlite3_exec(database, steps[i], NULL, NULL, NULL), SQLITE_OK);
    sqlite3_close(database);
    return path;
}

static void load(const char *path, enum store_mode mode, struct audit_log *log) {
    struct store *store;
    CU_ASSERT_EQUAL_FATAL(store_open(path, mode, &store, NULL).code, SCR_DONE);
    CU_ASSERT_EQUAL(store_load_audit(store, 1, log, NULL).code, SCR_DONE);
    store_close(store);
}

UNIT_TEST(audit_migration, corrections_of_version_4_are_placed_among_the_rounds) {
    static const char entries[] =
        ENTRY "1, 1, '', 'A', '', '2026-11-12T09:00:00Z');" ENTRY "1, 2, '', 'B'" TIME ";" ENTRY "1, 2, 'B', '*'" TIME
              ";" ENTRY "2, 4, '', 'A'" TIME ";" ENTRY "1, 1, 'A', '!'" TIME ";" ENTRY "3, 5, '', 'A'" TIME ";" ENTRY
              "2, 4, 'A', 'B'" TIME ";" ENTRY "1, 2, '*', ''" TIME ";";
    static const size_t during[] = {1, 1, 1, 2, 2, 3, 3, 3};
    static const enum store_mode modes[] = {STORE_READ, STORE_WRITE};
    const uint8_t codes[] = "AAAAA";
    for (size_t m = 0; m < 2; m++) {
        struct audit_log log = {0};
        load(version_4(entries), modes[m], &log);
        CU_ASSERT_EQUAL_FATAL(log.entry_count, 8);
        for (size_t e = 0; e < 8; e++) CU_ASSERT_EQUAL(log.entries[e].during, during[e]);
        /* What was taken back when its round was over is now what nobody agrees on. */
        CU_ASSERT_EQUAL(log.entries[7].now, AUDIT_NO_CONSENSUS);
        CU_ASSERT_EQUAL(audit_derive(&log, codes, 5, 2).code, SCR_DONE);
        CU_ASSERT(log.rounds[0].read[0] == '!' && log.rounds[0].read[1] == '~' && log.rounds[1].read[0] == 'B');
        audit_log_free(&log);
    }
}

UNIT_TEST(audit_migration, what_was_taken_back_in_time_stays_so) {
    static const char entries[] =
        ENTRY "1, 1, '', 'A'" TIME ";" ENTRY "1, 1, 'A', ''" TIME ";" ENTRY "1, 1, '', 'B'" TIME ";";
    struct audit_log log = {0};
    load(version_4(entries), STORE_READ, &log);
    CU_ASSERT(log.entry_count == 3 && log.entries[1].now == AUDIT_NONE && log.entries[2].during == 1);
    audit_log_free(&log);
}
