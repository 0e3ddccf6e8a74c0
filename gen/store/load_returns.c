/* load_returns.c: reads precinct returns back; every number is checked, since a store may have been edited by hand. */
#include <string.h>

#include "../import/cvr/cvr_chunk.h"
#include "load_rows.h"

/* The sum of all cells that an import can have: what a unit's number can be at most. */
#define SUM_MOST (RETURNS_VOTES_MOST * RETURNS_CELLS_MOST)

/* `rows` stands first: what load_rows hands over is also this. */
struct returns_loading {
    struct row_loading rows;
    struct returns *returns;
};

static struct returns_loading *of(struct row_loading *rows) { return (struct returns_loading *)(void *)rows; }

static scr_result take_source(struct row_loading *loading, sqlite3_stmt *row, size_t position) {
    return load_source(loading, row, &of(loading)->returns->sources[position]);
}

static scr_result take_note(struct row_loading *loading, sqlite3_stmt *row, size_t position) {
    SCR_TRY(load_text(loading, row, 1, &of(loading)->returns->notes[position].place));
    return load_text(loading, row, 2, &of(loading)->returns->notes[position].message);
}

static scr_result number_or_unknown(struct row_loading *loading, sqlite3_stmt *row, int column, uint64_t *number) {
    size_t value;
    *number = RETURNS_UNKNOWN;
    if (sqlite3_column_type(row, column) == SQLITE_NULL) return scr_done();
    SCR_TRY(load_number(loading, row, column, SUM_MOST, &value));
    *number = value;
    return scr_done();
}

static scr_result take_unit(struct row_loading *loading, sqlite3_stmt *row, size_t position) {
    struct returns *returns = of(loading)->returns;
    struct returns_unit *unit = &returns->units[position];
    size_t level, apart;
    bool top = sqlite3_column_type(row, 1) == SQLITE_NULL;
    SCR_TRY(load_number(loading, row, 2, RETURNS_LEVELS - 1, &level));
    SCR_TRY(load_number(loading, row, 3, 1, &apart));
    SCR_TRY(load_text(loading, row, 4, &unit->name));
    SCR_TRY(number_or_unknown(loading, row, 5, &unit->ballots));
    SCR_TRY(number_or_unknown(loading, row, 6, &unit->registered));
    unit->level = (enum returns_level)level;
    unit->apart = apart;
    unit->parent = RETURNS_NONE;
    if (top != !position || (top && level)) return load_damaged(loading);
    if (top) return scr_done();
    SCR_TRY(load_number(loading, row, 1, position - 1, &unit->parent));
    return returns->units[unit->parent].level < unit->level ? scr_done() : load_damaged(loading);
}

static scr_result take_contest(struct row_loading *loading, sqlite3_stmt *row, size_t position) {
    struct returns *returns = of(loading)->returns;
    struct returns_contest *contest = &returns->contests[position];
    size_t votes;
    SCR_TRY(load_text(loading, row, 1, &contest->name));
    SCR_TRY(load_number(loading, row, 2, ELECTION_CANDIDATES_MOST, &votes));
    SCR_TRY(load_number(loading, row, 3, RETURNS_OPTIONS_MOST, &contest->option_count));
    contest->votes_allowed = (unsigned)votes;
    contest->options = scr_arena_alloc(&returns->arena, contest->option_count, sizeof *contest->options);
    if (!contest->options) return (scr_result){SCR_MEMORY};
    return contest->option_count ? scr_done() : load_damaged(loading);
}

static scr_result take_option(struct row_loading *loading, sqlite3_stmt *row, size_t taken) {
    struct returns *returns = of(loading)->returns;
    size_t contest, position, kind;
    (void)taken;
    SCR_TRY(load_number(loading, row, 0, RETURNS_CONTESTS_MOST, &contest));
    SCR_TRY(load_number(loading, row, 1, RETURNS_OPTIONS_MOST, &position));
    if (contest >= returns->contest_count || position >= returns->contests[contest].option_count)
        return load_damaged(loading);
    struct returns_option *option = &returns->contests[contest].options[position];
    SCR_TRY(load_text(loading, row, 2, &option->name));
    SCR_TRY(load_text(loading, row, 3, &option->party));
    SCR_TRY(load_number(loading, row, 4, RETURNS_OVERVOTES, &kind));
    option->kind = (enum returns_kind)kind;
    if (option->kind == RETURNS_CANDIDATE) {
        char letters[RETURNS_LETTERS_ROOM];
        returns_letters(option->name, strlen(option->name), letters, sizeof letters);
        option->kind = returns_merged_kind(letters);
    }
    return scr_done();
}

/* Rows come by contest, then unit. */
static scr_result take_counts(struct row_loading *loading, sqlite3_stmt *row, size_t position) {
    struct returns *returns = of(loading)->returns;
    sqlite3_int64 key = sqlite3_column_int64(row, 0);
    if (key < 0 || position >= returns->row_count) return load_damaged(loading);
    size_t contest = (size_t)key >> 32, unit = (size_t)key & UINT32_MAX;
    if (contest >= returns->contest_count || unit >= returns->unit_count) return load_damaged(loading);
    struct returns_contest *c = &returns->contests[contest];
    const uint8_t *bytes = sqlite3_column_blob(row, 1);
    int length = sqlite3_column_bytes(row, 1);
    if (!bytes || length < 1) return load_damaged(loading);
    if (!c->row_count++) c->first_row = position;
    uint64_t *votes = scr_arena_alloc(&returns->arena, c->option_count, sizeof *votes);
    if (!votes) return (scr_result){SCR_MEMORY};
    struct cvr_unpacking from = {bytes, bytes + length};
    for (size_t i = 0; i < c->option_count; i++)
        if (!cvr_take(&from, SUM_MOST, &votes[i])) return load_damaged(loading);
    returns->rows[position] = (struct returns_row){unit, votes};
    return from.at == from.end ? scr_done() : load_damaged(loading);
}

static scr_result load_names(struct returns_loading *loading) {
    struct returns *returns = loading->returns;
    struct row_loading *rows = &loading->rows;
    struct scr_arena *arena = &returns->arena;
    SCR_TRY(
        load_array(rows, "returns_source", sizeof *returns->sources, arena, &returns->sources, &returns->source_count));
    SCR_TRY(load_array(rows, "returns_note", sizeof *returns->notes, arena, &returns->notes, &returns->note_count));
    SCR_TRY(load_array(rows, "returns_unit", sizeof *returns->units, arena, &returns->units, &returns->unit_count));
    SCR_TRY(load_array(rows, "returns_contest", sizeof *returns->contests, arena, &returns->contests,
                       &returns->contest_count));
    SCR_TRY(load_rows(rows, "SELECT position, name, format, sha256 FROM returns_source ORDER BY position",
                      returns->source_count, take_source));
    SCR_TRY(load_rows(rows, "SELECT position, place, message FROM returns_note ORDER BY position", returns->note_count,
                      take_note));
    SCR_TRY(load_rows(rows,
                      "SELECT position, parent, level, apart, name, ballots, registered FROM returns_unit"
                      " ORDER BY position",
                      returns->unit_count, take_unit));
    SCR_TRY(load_rows(rows,
                      "SELECT position, name, votes_allowed,"
                      " (SELECT count(*) FROM returns_option o WHERE o.contest = c.position)"
                      " FROM returns_contest c ORDER BY position",
                      returns->contest_count, take_contest));
    return load_rows(rows, "SELECT contest, position, name, party, kind FROM returns_option", CVR_NONE, take_option);
}

static scr_result load(struct returns_loading *loading) {
    struct returns *returns = loading->returns;
    size_t units;
    bool any;
    SCR_TRY(store_any(loading->rows.store, "SELECT 1 FROM returns_summary", &any, loading->rows.diagnosis));
    if (!any)
        return scr_refuse(loading->rows.diagnosis, SCR_STORE, loading->rows.store->shown,
                          "the store holds no precinct returns; import them first");
    SCR_TRY(load_count(&loading->rows, "SELECT units FROM returns_summary", RETURNS_UNITS_MOST, &units));
    SCR_TRY(load_names(loading));
    if (!units || units != returns->unit_count) return load_damaged(&loading->rows);
    SCR_TRY(load_array(&loading->rows, "returns_counts", sizeof *returns->rows, &returns->arena, &returns->rows,
                       &returns->row_count));
    return load_rows(&loading->rows, "SELECT key, votes FROM returns_counts ORDER BY key", CVR_NONE, take_counts);
}

scr_result store_load_returns(struct store *store, struct returns *returns, struct scr_diagnosis *diagnosis) {
    *returns = (struct returns){0};
    struct returns_loading loading = {.rows = {.store = store, .diagnosis = diagnosis, .arena = &returns->arena},
                                      .returns = returns};
    SCR_TRY(store_execute(store, "BEGIN", diagnosis));
    scr_result result = load(&loading);
    result = store_roll_back(store, result, diagnosis);
    return result;
}
