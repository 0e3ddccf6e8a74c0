/* load_rows.c: checked columns. */
#include "load_rows.h"

#include <string.h>

#include "scrutineer/text.h"

scr_result load_damaged(const struct row_loading *loading) {
    return scr_refuse(loading->diagnosis, SCR_STORE, loading->store->shown,
                      "the store is damaged: its cast-vote records, manifest or returns are not as they were written; "
                      "import them again with --replace");
}

scr_result load_text(const struct row_loading *loading, sqlite3_stmt *row, int column, const char **text) {
    const char *value = (const char *)sqlite3_column_text(row, column);
    int length = sqlite3_column_bytes(row, column);
    if (!value || length < 0 || memchr(value, 0, (size_t)length) || !scr_utf8_valid(value, (size_t)length))
        return load_damaged(loading);
    *text = scr_arena_copy(loading->arena, value, (size_t)length);
    return *text ? scr_done() : (scr_result){SCR_MEMORY};
}

scr_result load_number(const struct row_loading *loading, sqlite3_stmt *row, int column, size_t most, size_t *number) {
    sqlite3_int64 value = sqlite3_column_int64(row, column);
    if (sqlite3_column_type(row, column) != SQLITE_INTEGER || value < 0 || (uint64_t)value > most)
        return load_damaged(loading);
    *number = (size_t)value;
    return scr_done();
}

scr_result load_source(const struct row_loading *loading, sqlite3_stmt *row, struct source_file *source) {
    const char *hex;
    SCR_TRY(load_text(loading, row, 1, &source->name));
    SCR_TRY(load_text(loading, row, 2, &source->format));
    SCR_TRY(load_text(loading, row, 3, &hex));
    return scr_hash_parse(hex, &source->hash) ? scr_done() : load_damaged(loading);
}

scr_result load_count(const struct row_loading *loading, const char *sql, size_t most, size_t *count) {
    sqlite3_stmt *statement = NULL;
    bool row = false;
    *count = 0;
    scr_result result = store_prepare(loading->store, sql, &statement, loading->diagnosis);
    if (!scr_failed(result)) result = store_next(loading->store, statement, &row, loading->diagnosis);
    if (!scr_failed(result) && row) result = load_number(loading, statement, 0, most, count);
    sqlite3_finalize(statement);
    return result;
}

scr_result load_array(const struct row_loading *loading, const char *table, size_t size, struct scr_arena *arena,
                      void *items, size_t *count) {
    char *sql = sqlite3_mprintf("SELECT count(*) FROM \"%w\"", table);
    size_t found = 0;
    scr_result result = sql ? load_count(loading, sql, CVR_BALLOTS_MOST, &found) : (scr_result){SCR_MEMORY};
    sqlite3_free(sql);
    SCR_TRY(result);
    void *room = scr_arena_alloc(arena, found, size);
    if (!room) return (scr_result){SCR_MEMORY};
    memcpy(items, &room, sizeof room);
    *count = found;
    return scr_done();
}

scr_result load_rows(struct row_loading *loading, const char *sql, size_t count, load_take *take) {
    sqlite3_stmt *statement = NULL;
    bool row = false;
    size_t taken = 0;
    scr_result result = store_prepare(loading->store, sql, &statement, loading->diagnosis);
    while (!scr_failed(result)) {
        result = store_next(loading->store, statement, &row, loading->diagnosis);
        if (scr_failed(result) || !row) break;
        size_t position = 0;
        if (count != CVR_NONE) {
            result = load_number(loading, statement, 0, CVR_BALLOTS_MOST, &position);
            if (!scr_failed(result) && (position != taken || taken >= count)) result = load_damaged(loading);
        }
        if (!scr_failed(result)) result = take(loading, statement, taken++);
    }
    if (!scr_failed(result) && count != CVR_NONE && taken != count) result = load_damaged(loading);
    sqlite3_finalize(statement);
    return result;
}
