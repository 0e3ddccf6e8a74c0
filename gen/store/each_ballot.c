/* each_ballot.c: streams ballots and codes out of the store, one chunk in memory at a time. */
#include <stdlib.h>

#include "../import/cvr/cvr_chunk.h"
#include "load_rows.h"

static bool unpack_blob(sqlite3_stmt *row, int column, struct cvr_unpacking *from) {
    const uint8_t *bytes = sqlite3_column_blob(row, column);
    int length = sqlite3_column_bytes(row, column);
    *from = (struct cvr_unpacking){bytes, bytes ? bytes + (length > 0 ? length : 0) : bytes};
    return bytes != NULL;
}

/* One ballot; the texts hold those of the ballot before. */
static bool unpack_ballot(struct cvr_unpacking *from, const struct cvr_records *records, char *id, char *imprinted,
                          struct cvr_ballot *ballot) {
    uint64_t batch, position, style, precinct;
    if (!records->batch_count || !cvr_take(from, records->batch_count - 1, &batch) ||
        !cvr_take(from, CVR_POSITION_MOST, &position) || !cvr_take(from, records->style_count, &style) ||
        !cvr_take(from, records->precinct_count, &precinct) || !cvr_take_id(from, id) || !cvr_take_id(from, imprinted))
        return false;
    *ballot =
        (struct cvr_ballot){id, imprinted, (size_t)batch, (size_t)style - 1, (size_t)precinct - 1, (uint32_t)position};
    return true;
}

struct each {
    struct row_loading loading;
    const struct cvr_records *records;
    sqlite3_stmt *statement;
    size_t index, chunk;
};

static scr_result visit_chunk(struct each *each, store_ballot *visit, void *context) {
    struct cvr_unpacking from;
    char id[CVR_ID_MOST + 1] = "", imprinted[CVR_ID_MOST + 1] = "";
    size_t chunk, count;
    SCR_TRY(load_number(&each->loading, each->statement, 0, CVR_BALLOTS_MOST, &chunk));
    SCR_TRY(load_number(&each->loading, each->statement, 1, CVR_BALLOTS_MOST, &count));
    if (chunk != each->chunk++ || count > each->records->ballot_count - each->index ||
        !unpack_blob(each->statement, 2, &from))
        return load_damaged(&each->loading);
    for (size_t i = 0; i < count; i++) {
        struct cvr_ballot ballot;
        if (!unpack_ballot(&from, each->records, id, imprinted, &ballot)) return load_damaged(&each->loading);
        SCR_TRY(visit(context, each->index++, &ballot));
    }
    return from.at == from.end ? scr_done() : load_damaged(&each->loading);
}

scr_result store_each_ballot(struct store *store, const struct cvr_records *records, store_ballot *visit, void *context,
                             struct scr_diagnosis *diagnosis) {
    struct each each = {.loading = {.store = store, .diagnosis = diagnosis}, .records = records};
    bool row = false;
    scr_result result = store_prepare(store, "SELECT chunk, ballots, columns FROM cvr_identities ORDER BY chunk",
                                      &each.statement, diagnosis);
    while (!scr_failed(result)) {
        result = store_next(store, each.statement, &row, diagnosis);
        if (scr_failed(result) || !row) break;
        result = visit_chunk(&each, visit, context);
    }
    if (!scr_failed(result) && each.index != records->ballot_count) result = load_damaged(&each.loading);
    sqlite3_finalize(each.statement);
    return result;
}

static scr_result visit_codes(struct each *each, const struct cvr_contest *contest, uint32_t **codes, size_t *capacity,
                              store_codes *visit, void *context) {
    struct cvr_unpacking from;
    size_t count, column;
    SCR_TRY(load_number(&each->loading, each->statement, 0, CVR_BALLOTS_MOST, &count));
    SCR_TRY(load_number(&each->loading, each->statement, 2, 1, &column)); /* 1: the chunk has a column */
    if (count > each->records->ballot_count - each->index) return load_damaged(&each->loading);
    if (column) {
        if (!unpack_blob(each->statement, 1, &from) || count > (size_t)(from.end - from.at))
            return load_damaged(&each->loading);
        SCR_TRY(scr_grow(codes, capacity, count, sizeof **codes));
        for (size_t i = 0; i < count; i++) {
            uint64_t code;
            if (!cvr_take(&from, CVR_FIRST_SELECTION + contest->selection_count - 1, &code))
                return load_damaged(&each->loading);
            (*codes)[i] = (uint32_t)code;
        }
        if (from.at != from.end) return load_damaged(&each->loading);
        SCR_TRY(visit(context, each->index, *codes, count));
    }
    each->index += count;
    return scr_done();
}

scr_result store_each_code(struct store *store, const struct cvr_records *records, size_t contest, store_codes *visit,
                           void *context, struct scr_diagnosis *diagnosis) {
    struct each each = {.loading = {.store = store, .diagnosis = diagnosis}, .records = records};
    uint32_t *codes = NULL;
    size_t capacity = 0;
    bool row = false;
    scr_result result = store_prepare(store,
                                      "SELECT i.ballots, c.codes, c.key IS NOT NULL FROM cvr_identities i"
                                      " LEFT JOIN cvr_codes c ON c.key = (?1 << 32) + i.chunk ORDER BY i.chunk",
                                      &each.statement, diagnosis);
    if (!scr_failed(result) && sqlite3_bind_int64(each.statement, 1, (sqlite3_int64)contest) != SQLITE_OK)
        result = store_refuse(store, diagnosis);
    while (!scr_failed(result)) {
        result = store_next(store, each.statement, &row, diagnosis);
        if (scr_failed(result) || !row) break;
        result = visit_codes(&each, &records->contests[contest], &codes, &capacity, visit, context);
    }
    if (!scr_failed(result) && each.index != records->ballot_count) result = load_damaged(&each.loading);
    sqlite3_finalize(each.statement);
    free(codes);
    return result;
}
