/* load_cvr.c: reads cast-vote records back; every number is checked, since a store may have been edited by hand. */
#include <string.h>

#include "../import/cvr/cvr_chunk.h"
#include "database.h"
#include "load_rows.h"

static scr_result take_contest(struct row_loading *loading, sqlite3_stmt *row, size_t position) {
    struct cvr_contest *contest = &loading->records->contests[position];
    SCR_TRY(load_text(loading, row, 1, &contest->id));
    SCR_TRY(load_text(loading, row, 2, &contest->name));
    size_t votes, candidates, selections;
    SCR_TRY(load_number(loading, row, 3, ELECTION_CANDIDATES_MOST, &votes));
    SCR_TRY(load_number(loading, row, 4, ELECTION_CANDIDATES_MOST, &candidates));
    SCR_TRY(load_number(loading, row, 5, CVR_SELECTIONS_MOST, &selections));
    if (!votes) return load_damaged(loading);
    contest->ranked = sqlite3_column_int(row, 6) != 0;
    contest->votes_allowed = (unsigned)votes;
    contest->candidates = scr_arena_alloc(&loading->records->arena, candidates, sizeof *contest->candidates);
    contest->selections = scr_arena_alloc(&loading->records->arena, selections, sizeof *contest->selections);
    if (!contest->candidates || !contest->selections) return (scr_result){SCR_MEMORY};
    contest->candidate_count = candidates;
    contest->selection_count = selections;
    return scr_done();
}

/* Candidates and selections come in the order of contest and position; `next` tells which must come. */
static scr_result expect(struct row_loading *loading, sqlite3_stmt *row, bool selections, struct cvr_contest **contest,
                         size_t *place) {
    struct cvr_records *records = loading->records;
    size_t number;
    SCR_TRY(load_number(loading, row, 0, CVR_CONTESTS_MOST, &number));
    SCR_TRY(load_number(loading, row, 1, CVR_SELECTIONS_MOST, place));
    if (number >= records->contest_count) return load_damaged(loading);
    *contest = &records->contests[number];
    size_t count = selections ? (*contest)->selection_count : (*contest)->candidate_count;
    return *place < count ? scr_done() : load_damaged(loading);
}

static scr_result take_candidate(struct row_loading *loading, sqlite3_stmt *row, size_t position) {
    struct cvr_contest *contest;
    size_t place, write_in;
    (void)position;
    SCR_TRY(expect(loading, row, false, &contest, &place));
    SCR_TRY(load_text(loading, row, 2, &contest->candidates[place].id));
    SCR_TRY(load_text(loading, row, 3, &contest->candidates[place].name));
    SCR_TRY(load_number(loading, row, 4, 1, &write_in));
    contest->candidates[place].write_in = write_in;
    return scr_done();
}

static scr_result take_selection(struct row_loading *loading, sqlite3_stmt *row, size_t position) {
    struct cvr_contest *contest;
    size_t place;
    (void)position;
    SCR_TRY(expect(loading, row, true, &contest, &place));
    const uint8_t *bytes = sqlite3_column_blob(row, 2);
    int length = sqlite3_column_bytes(row, 2);
    if (!bytes || length < 1) return load_damaged(loading);
    struct cvr_unpacking from = {bytes, bytes + length};
    uint32_t *candidates = scr_arena_alloc(&loading->records->arena, (size_t)length, sizeof *candidates);
    if (!candidates) return (scr_result){SCR_MEMORY};
    size_t count = 0;
    while (from.at < from.end) { /* a number takes at least a byte: `length` places suffice */
        uint64_t value;
        if (!cvr_take(&from, contest->candidate_count - 1, &value) || contest->candidate_count == 0 ||
            (count && value <= candidates[count - 1]))
            return load_damaged(loading);
        candidates[count++] = (uint32_t)value;
    }
    contest->selections[place] = (struct cvr_selection){candidates, count};
    return scr_done();
}

static scr_result take_batch(struct row_loading *loading, sqlite3_stmt *row, size_t position) {
    SCR_TRY(load_text(loading, row, 1, &loading->records->batches[position].tabulator));
    return load_text(loading, row, 2, &loading->records->batches[position].name);
}

static scr_result take_style(struct row_loading *loading, sqlite3_stmt *row, size_t position) {
    return load_text(loading, row, 1, &loading->records->styles[position]);
}

static scr_result take_precinct(struct row_loading *loading, sqlite3_stmt *row, size_t position) {
    return load_text(loading, row, 1, &loading->records->precincts[position]);
}

static scr_result take_source(struct row_loading *loading, sqlite3_stmt *row, size_t position) {
    return load_source(loading, row, &loading->records->sources[position]);
}

static scr_result load(struct row_loading *loading) {
    struct cvr_records *records = loading->records;
    struct scr_arena *arena = &records->arena;
    bool any;
    SCR_TRY(load_count(loading, "SELECT ballots FROM cvr_summary", CVR_BALLOTS_MOST, &records->ballot_count));
    SCR_TRY(store_any(loading->store, "SELECT 1 FROM cvr_summary", &any, loading->diagnosis));
    if (!any)
        return scr_refuse(loading->diagnosis, SCR_STORE, loading->store->shown,
                          "the store holds no cast-vote records; import them first");
    SCR_TRY(
        load_array(loading, "cvr_source", sizeof *records->sources, arena, &records->sources, &records->source_count));
    SCR_TRY(load_array(loading, "cvr_contest", sizeof *records->contests, arena, &records->contests,
                       &records->contest_count));
    SCR_TRY(
        load_array(loading, "cvr_batch", sizeof *records->batches, arena, &records->batches, &records->batch_count));
    SCR_TRY(load_array(loading, "cvr_style", sizeof *records->styles, arena, &records->styles, &records->style_count));
    SCR_TRY(load_array(loading, "cvr_precinct", sizeof *records->precincts, arena, &records->precincts,
                       &records->precinct_count));
    SCR_TRY(load_rows(loading, "SELECT position, name, format, sha256 FROM cvr_source ORDER BY position",
                      records->source_count, take_source));
    SCR_TRY(load_rows(loading,
                      "SELECT position, id, name, votes_allowed,"
                      " (SELECT count(*) FROM cvr_candidate k WHERE k.contest = c.position),"
                      " (SELECT count(*) FROM cvr_selection s WHERE s.contest = c.position),"
                      " EXISTS (SELECT 1 FROM cvr_ranked r WHERE r.contest = c.position)"
                      " FROM cvr_contest c ORDER BY position",
                      records->contest_count, take_contest));
    SCR_TRY(load_rows(loading, "SELECT contest, position, id, name, write_in FROM cvr_candidate", CVR_NONE,
                      take_candidate));
    SCR_TRY(load_rows(loading, "SELECT contest, position, candidates FROM cvr_selection", CVR_NONE, take_selection));
    SCR_TRY(load_rows(loading, "SELECT position, tabulator, name FROM cvr_batch ORDER BY position",
                      records->batch_count, take_batch));
    SCR_TRY(
        load_rows(loading, "SELECT position, name FROM cvr_style ORDER BY position", records->style_count, take_style));
    return load_rows(loading, "SELECT position, name FROM cvr_precinct ORDER BY position", records->precinct_count,
                     take_precinct);
}

void cvr_records_free(struct cvr_records *records) {
    scr_arena_free(&records->arena);
    *records = (struct cvr_records){0};
}

scr_result store_load_cvr(struct store *store, struct cvr_records *records, struct scr_diagnosis *diagnosis) {
    *records = (struct cvr_records){0};
    struct row_loading loading = {.store = store, .diagnosis = diagnosis, .arena = &records->arena, .records = records};
    SCR_TRY(store_execute(store, "BEGIN", diagnosis));
    scr_result result = load(&loading);
    result = store_roll_back(store, result, diagnosis);
    return result;
}
