/* store.c: opens and makes the store, and keeps out files that are none. */
#include "store.h"

#include <stdlib.h>
#include <sys/stat.h>

#include "database.h"
#include "guard.h"
#include "schema.h"
#include "scrutineer/text.h"

static scr_result pragma(const struct store *store, const char *sql, sqlite3_int64 *value,
                         struct scr_diagnosis *diagnosis) {
    sqlite3_stmt *statement = NULL;
    bool row = false;
    *value = 0;
    scr_result result = store_prepare(store, sql, &statement, diagnosis);
    if (!scr_failed(result)) result = store_next(store, statement, &row, diagnosis);
    if (row) *value = sqlite3_column_int64(statement, 0);
    sqlite3_finalize(statement);
    return result;
}

/* Settings of the connection, before anything of the file is believed. */
static scr_result harden(const struct store *store, struct scr_diagnosis *diagnosis) {
    sqlite3_busy_timeout(store->database, 5000);
    sqlite3_db_config(store->database, SQLITE_DBCONFIG_DEFENSIVE, 1, NULL);
    sqlite3_db_config(store->database, SQLITE_DBCONFIG_TRUSTED_SCHEMA, 0, NULL);
    sqlite3_db_config(store->database, SQLITE_DBCONFIG_ENABLE_TRIGGER, 0, NULL);
    sqlite3_db_config(store->database, SQLITE_DBCONFIG_ENABLE_VIEW, 0, NULL);
    sqlite3_limit(store->database, SQLITE_LIMIT_LENGTH, 1 << 20);
    return store_execute(store,
                         "PRAGMA foreign_keys = ON; PRAGMA synchronous = FULL; PRAGMA cell_size_check = ON;"
                         "PRAGMA temp_store = MEMORY; PRAGMA cache_size = -65536;",
                         diagnosis);
}

/* An older schema is brought up to date within the transaction that is open; the version's number comes last. */
static scr_result migrate(const struct store *store, sqlite3_int64 version, struct scr_diagnosis *diagnosis) {
    if (version < 1) SCR_TRY(store_execute(store, store_schema_1, diagnosis));
    if (version < 2) SCR_TRY(store_execute(store, store_schema_2, diagnosis));
    if (version < 3) SCR_TRY(store_execute(store, store_schema_audit, diagnosis));
    if (version < 3) SCR_TRY(store_execute(store, store_schema_returns, diagnosis));
    if (version < 4) SCR_TRY(store_execute(store, store_schema_release, diagnosis));
    SCR_TRY(store_execute(store, store_schema_corrections, diagnosis));
    return store_execute(store, store_schema_version, diagnosis);
}

static scr_result make_or_check(const struct store *store, enum store_mode mode, struct scr_diagnosis *diagnosis) {
    sqlite3_int64 application, version, objects;
    SCR_TRY(pragma(store, "PRAGMA user_version", &version, diagnosis));
    /* Two programs may find an old store at once: what counts is what stands there under the lock. */
    bool writing = mode == STORE_WRITE || version != STORE_VERSION;
    if (writing) SCR_TRY(store_execute(store, mode == STORE_WRITE ? "BEGIN IMMEDIATE" : "BEGIN", diagnosis));
    SCR_TRY(pragma(store, "PRAGMA application_id", &application, diagnosis));
    SCR_TRY(pragma(store, "PRAGMA user_version", &version, diagnosis));
    SCR_TRY(pragma(store, "SELECT count(*) FROM sqlite_schema", &objects, diagnosis));
    /* An empty file is what a run leaves that was killed while it made the store. */
    bool empty = !application && !version && !objects;
    if (empty && mode == STORE_READ)
        return scr_refuse(diagnosis, SCR_STORE, store->shown,
                          "the store is empty; import an election definition first");
    if (!empty && application != STORE_APPLICATION)
        return scr_refuse(diagnosis, SCR_STORE, store->shown, "the file is not a store of scrutineer-gen");
    if (version > STORE_VERSION || (!empty && version < 1))
        return scr_refuse(
            diagnosis, SCR_STORE, store->shown,
            "the store has version %lld, this program reads version %d; use the program that wrote it, or "
            "import the election into a new store",
            (long long)version, STORE_VERSION);
    if (version < STORE_VERSION) SCR_TRY(migrate(store, version, diagnosis));
    return writing ? store_execute(store, "COMMIT", diagnosis) : scr_done();
}

scr_result store_open(const char *path, enum store_mode mode, struct store **store, struct scr_diagnosis *diagnosis) {
    struct scr_buffer shown = {0};
    struct stat state;
    struct store *opened = calloc(1, sizeof *opened);
    scr_result result = opened ? scr_text_terminal(&shown, path) : (scr_result){SCR_MEMORY};
    *store = NULL;
    if (scr_failed(result)) goto end;
    opened->shown = (char *)shown.data;
    shown = (struct scr_buffer){0};
    bool exists = !stat(path, &state);
    if (!exists && mode == STORE_READ)
        result = scr_refuse(diagnosis, SCR_STORE, opened->shown,
                            "there is no store here; import something first, or name another with --db");
    else if (exists && !S_ISREG(state.st_mode))
        result = scr_refuse(diagnosis, SCR_STORE, opened->shown, "the store is not a regular file");
    if (scr_failed(result)) goto end;
    /* A read connection may write too: it must be able to roll back what a killed run left in the journal. */
    if (!exists) SCR_TRY_OR(result, store_guard_make(path, opened->shown, diagnosis), end);
    int flags = SQLITE_OPEN_READWRITE | (mode == STORE_WRITE ? SQLITE_OPEN_CREATE : 0);
    if (sqlite3_open_v2(path, &opened->database, flags, NULL) != SQLITE_OK)
        result = opened->database ? store_refuse(opened, diagnosis) : (scr_result){SCR_MEMORY};
    if (!scr_failed(result)) result = harden(opened, diagnosis);
    if (!scr_failed(result)) result = make_or_check(opened, mode, diagnosis);
end:
    scr_buffer_free(&shown);
    if (scr_failed(result))
        store_close(opened);
    else
        *store = opened;
    return result;
}

void store_close(struct store *store) {
    if (!store) return;
    sqlite3_close(store->database); /* rolls back what is open */
    free(store->shown);
    free(store);
}
