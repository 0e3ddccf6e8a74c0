/* database.c: thin, checked calls of SQLite. */
#include "database.h"

#include <stdarg.h>
#include <string.h>

scr_result store_refuse(const struct store *store, struct scr_diagnosis *diagnosis) {
    int code = sqlite3_errcode(store->database) & 0xFF;
    if (code == SQLITE_NOMEM)
        return scr_refuse(diagnosis, SCR_MEMORY, store->shown, "the store needs more memory than there is");
    if (code == SQLITE_NOTADB)
        return scr_refuse(diagnosis, SCR_STORE, store->shown, "the file is not a store of scrutineer-gen");
    if (code == SQLITE_BUSY || code == SQLITE_LOCKED)
        return scr_refuse(diagnosis, SCR_STORE, store->shown,
                          "the store is in use by another program; try again later");
    if (code == SQLITE_CORRUPT)
        return scr_refuse(diagnosis, SCR_STORE, store->shown,
                          "the store is damaged; import the election again into a new one");
    if (code == SQLITE_CANTOPEN && sqlite3_system_errno(store->database))
        return scr_refuse(diagnosis, SCR_IO, store->shown, "the store could not be opened: %s",
                          strerror(sqlite3_system_errno(store->database)));
    return scr_refuse(diagnosis, SCR_IO, store->shown, "the store failed: %s", sqlite3_errmsg(store->database));
}

scr_result store_execute(const struct store *store, const char *sql, struct scr_diagnosis *diagnosis) {
    if (sqlite3_exec(store->database, sql, NULL, NULL, NULL) == SQLITE_OK) return scr_done();
    return store_refuse(store, diagnosis);
}

scr_result store_roll_back(const struct store *store, scr_result result, struct scr_diagnosis *diagnosis) {
    if (sqlite3_get_autocommit(store->database)) return result;
    /* What cannot be rolled back now is rolled back when the store is opened next: the journal stands. */
    int ended = sqlite3_exec(store->database, "ROLLBACK", NULL, NULL, NULL);
    return scr_failed(result) || ended == SQLITE_OK ? result : store_refuse(store, diagnosis);
}

scr_result store_settle(const struct store *store, scr_result result, struct scr_diagnosis *diagnosis) {
    if (!scr_failed(result)) result = store_execute(store, "COMMIT", diagnosis);
    return scr_failed(result) ? store_roll_back(store, result, diagnosis) : result;
}

scr_result store_prepare(const struct store *store, const char *sql, sqlite3_stmt **statement,
                         struct scr_diagnosis *diagnosis) {
    if (sqlite3_prepare_v2(store->database, sql, -1, statement, NULL) == SQLITE_OK) return scr_done();
    return store_refuse(store, diagnosis);
}

scr_result store_run(const struct store *store, sqlite3_stmt *statement, struct scr_diagnosis *diagnosis,
                     const char *types, ...) {
    va_list values;
    int problem = SQLITE_OK;
    va_start(values, types);
    for (int i = 0; types[i] && problem == SQLITE_OK; i++) {
        if (types[i] == 't') {
            problem = sqlite3_bind_text(statement, i + 1, va_arg(values, const char *), -1, SQLITE_STATIC);
        } else if (types[i] == 'n') {
            problem = sqlite3_bind_int64(statement, i + 1, (sqlite3_int64)va_arg(values, size_t));
        } else if (types[i] == 'b') {
            const struct scr_buffer *bytes = va_arg(values, const struct scr_buffer *);
            problem = sqlite3_bind_blob64(statement, i + 1, bytes->length ? (const void *)bytes->data : "",
                                          bytes->length, SQLITE_STATIC);
        } else {
            problem = sqlite3_bind_null(statement, i + 1);
        }
    }
    va_end(values);
    if (problem == SQLITE_OK) problem = sqlite3_step(statement) == SQLITE_DONE ? SQLITE_OK : SQLITE_ERROR;
    scr_result result = problem == SQLITE_OK ? scr_done() : store_refuse(store, diagnosis);
    /* The reset repeats a failure of the step, which is recorded; the texts bound are the caller's. */
    sqlite3_reset(statement);
    sqlite3_clear_bindings(statement);
    return result;
}

scr_result store_next(const struct store *store, sqlite3_stmt *statement, bool *row, struct scr_diagnosis *diagnosis) {
    int step = sqlite3_step(statement);
    *row = step == SQLITE_ROW;
    return *row || step == SQLITE_DONE ? scr_done() : store_refuse(store, diagnosis);
}
