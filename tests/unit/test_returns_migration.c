/* test_returns_migration.c: a store of version 2 becomes one of today, whole or not at all. */
#include <sqlite3.h>
#include <stdio.h>

#include "../../gen/store/schema.h"
#include "../../gen/store/store.h"
#include "unit.h"

static void execute(const char *path, const char *sql) {
    sqlite3 *database = NULL;
    CU_ASSERT_EQUAL_FATAL(sqlite3_open(path, &database), SQLITE_OK);
    CU_ASSERT_EQUAL_FATAL(sqlite3_exec(database, sql, NULL, NULL, NULL), SQLITE_OK);
    sqlite3_close(database);
}

static int number(const char *path, const char *sql) {
    sqlite3 *database = NULL;
    sqlite3_stmt *statement = NULL;
    CU_ASSERT_EQUAL_FATAL(sqlite3_open(path, &database), SQLITE_OK);
    CU_ASSERT_EQUAL_FATAL(sqlite3_prepare_v2(database, sql, -1, &statement, NULL), SQLITE_OK);
    CU_ASSERT_EQUAL_FATAL(sqlite3_step(statement), SQLITE_ROW);
    int value = sqlite3_column_int(statement, 0);
    sqlite3_finalize(statement);
    sqlite3_close(database);
    return value;
}

static const char *version_2(void) {
    static char path[400];
    snprintf(path, sizeof path, "%s/old.sqlite", unit_scratch());
    execute(path, store_schema_1);
    execute(path, store_schema_2);
    execute(path,
            "INSERT INTO election VALUES (1, 'e', 'Old', '', ''); INSERT INTO contest VALUES (0, 'M', 'Mayor', 0, 1);"
            "INSERT INTO candidate VALUES (0, 0, 'a', 'Ann', 0, NULL, 0), (0, 1, 'b', 'Bob', 0, NULL, 0);"
            "INSERT INTO ballot_style VALUES (0, 's', ''); INSERT INTO style_contest VALUES (0, 0, 0);"
            "INSERT INTO resolution VALUES ('r', 'p', 'because', '2026-11-03');");
    return path;
}

UNIT_TEST(returns_migration, version_2_becomes_todays) {
    static const enum store_mode modes[] = {STORE_READ, STORE_WRITE};
    for (size_t i = 0; i < 2; i++) {
        const char *path = version_2();
        struct store *store;
        struct election election;
        CU_ASSERT_EQUAL_FATAL(number(path, "PRAGMA user_version"), 2);
        CU_ASSERT_EQUAL_FATAL(store_open(path, modes[i], &store, NULL).code, SCR_DONE);
        CU_ASSERT_EQUAL(store_load_election(store, &election, NULL).code, SCR_DONE);
        CU_ASSERT_EQUAL(election.contest_count, 1);
        election_free(&election);
        store_close(store);
        CU_ASSERT_EQUAL(number(path, "PRAGMA user_version"), STORE_VERSION);
        CU_ASSERT_EQUAL(number(path, "SELECT count(*) FROM resolution WHERE reason = 'because'"), 1);
        CU_ASSERT_EQUAL(number(path, "SELECT count(*) FROM returns_unit"), 0);
    }
}

/* A table that is in the way stops the upgrade: nothing of it stays. */
UNIT_TEST(returns_migration, half_an_upgrade_leaves_nothing) {
    const char *path = version_2();
    struct store *store;
    execute(path, "CREATE TABLE returns_note (mine TEXT)");
    CU_ASSERT_NOT_EQUAL(store_open(path, STORE_WRITE, &store, NULL).code, SCR_DONE);
    CU_ASSERT_EQUAL(number(path, "PRAGMA user_version"), 2);
    CU_ASSERT_EQUAL(number(path, "SELECT count(*) FROM sqlite_schema WHERE name LIKE 'returns_%'"), 1);
}
