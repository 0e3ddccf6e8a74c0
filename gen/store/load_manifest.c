/* load_manifest.c: reads the manifest back, and keeps the resolutions of its disagreements with the records. */
#include "load_rows.h"

static scr_result take_source(struct row_loading *loading, sqlite3_stmt *row, size_t position) {
    return load_source(loading, row, &loading->manifest->sources[position]);
}

static scr_result take_row(struct row_loading *loading, sqlite3_stmt *row, size_t position) {
    struct manifest *manifest = loading->manifest;
    struct manifest_row *taken = &manifest->rows[position];
    size_t line, ballots;
    SCR_TRY(load_number(loading, row, 1, SIZE_MAX / 2, &taken->source));
    SCR_TRY(load_number(loading, row, 2, SIZE_MAX / 2, &line));
    SCR_TRY(load_text(loading, row, 3, &taken->container));
    SCR_TRY(load_text(loading, row, 4, &taken->tabulator));
    SCR_TRY(load_text(loading, row, 5, &taken->batch));
    SCR_TRY(load_number(loading, row, 6, CVR_POSITION_MOST, &ballots));
    if (taken->source >= manifest->source_count) return load_damaged(loading);
    taken->line = (unsigned long)line;
    taken->ballots = (uint32_t)ballots;
    manifest->ballot_count += ballots; /* at most 2 * 10^9 rows of 2 * 10^9 ballots: below 2^62 */
    return manifest->ballot_count <= CVR_BALLOTS_MOST ? scr_done() : load_damaged(loading);
}

static scr_result load(struct row_loading *loading) {
    struct manifest *manifest = loading->manifest;
    SCR_TRY(load_array(loading, "manifest_source", sizeof *manifest->sources, &manifest->arena, &manifest->sources,
                       &manifest->source_count));
    SCR_TRY(load_array(loading, "manifest_row", sizeof *manifest->rows, &manifest->arena, &manifest->rows,
                       &manifest->row_count));
    SCR_TRY(load_rows(loading, "SELECT position, name, format, sha256 FROM manifest_source ORDER BY position",
                      manifest->source_count, take_source));
    return load_rows(loading,
                     "SELECT position, source, line, container, tabulator, batch, ballots FROM manifest_row"
                     " ORDER BY position",
                     manifest->row_count, take_row);
}

void manifest_free(struct manifest *manifest) {
    scr_arena_free(&manifest->arena);
    *manifest = (struct manifest){0};
}

scr_result store_load_manifest(struct store *store, struct manifest *manifest, struct scr_diagnosis *diagnosis) {
    *manifest = (struct manifest){0};
    struct row_loading loading = {
        .store = store, .diagnosis = diagnosis, .arena = &manifest->arena, .manifest = manifest};
    SCR_TRY(store_execute(store, "BEGIN", diagnosis));
    scr_result result = load(&loading);
    result = store_roll_back(store, result, diagnosis);
    return result;
}

scr_result store_resolution(struct store *store, const char *id, struct scr_arena *arena, const char **reason,
                            const char **date, struct scr_diagnosis *diagnosis) {
    struct row_loading loading = {.store = store, .diagnosis = diagnosis, .arena = arena};
    sqlite3_stmt *statement = NULL;
    bool row = false;
    *reason = *date = "";
    scr_result result = store_prepare(store, "SELECT reason, date FROM resolution WHERE id = ?", &statement, diagnosis);
    if (!scr_failed(result) && sqlite3_bind_text(statement, 1, id, -1, SQLITE_STATIC) != SQLITE_OK)
        result = store_refuse(store, diagnosis);
    if (!scr_failed(result)) result = store_next(store, statement, &row, diagnosis);
    if (!scr_failed(result) && row) result = load_text(&loading, statement, 0, reason);
    if (!scr_failed(result) && row) result = load_text(&loading, statement, 1, date);
    sqlite3_finalize(statement);
    return result;
}

scr_result store_resolve(struct store *store, const char *id, const char *problem, const char *reason, const char *date,
                         struct scr_diagnosis *diagnosis) {
    sqlite3_stmt *statement = NULL;
    SCR_TRY(store_refuse_committed(store, diagnosis));
    scr_result result =
        store_prepare(store, "INSERT OR REPLACE INTO resolution VALUES (?, ?, ?, ?)", &statement, diagnosis);
    if (!scr_failed(result)) result = store_run(store, statement, diagnosis, "tttt", id, problem, reason, date);
    sqlite3_finalize(statement);
    return result;
}
