/* save_returns.c: writes precinct returns into the store, within the transaction that is open. */
#include "../import/cvr/cvr_chunk.h"
#include "database.h"

static scr_result put_units(const struct store *store, const struct returns *returns, sqlite3_stmt *insert,
                            struct scr_diagnosis *diagnosis) {
    for (size_t i = 0; i < returns->unit_count; i++) {
        const struct returns_unit *unit = &returns->units[i];
        bool ballots = unit->ballots != RETURNS_UNKNOWN, registered = unit->registered != RETURNS_UNKNOWN;
        /* Types tell how each value is bound; '0' takes none. */
        char types[] = {'n', i ? 'n' : '0', 'n', 'n', 't', ballots ? 'n' : '0', registered ? 'n' : '0', 0};
        size_t values[2] = {0};
        size_t count = 0;
        if (ballots) values[count++] = unit->ballots;
        if (registered) values[count++] = unit->registered;
        scr_result result = i ? store_run(store, insert, diagnosis, types, i, unit->parent, (size_t)unit->level,
                                          (size_t)unit->apart, unit->name, values[0], values[1])
                              : store_run(store, insert, diagnosis, types, i, (size_t)unit->level, (size_t)unit->apart,
                                          unit->name, values[0], values[1]);
        SCR_TRY(result);
    }
    return scr_done();
}

/* Lines that merge several stand as candidates: loading tells them from their names, also in stores made before. */
static size_t kept_kind(enum returns_kind kind) {
    return (size_t)(kind > RETURNS_OVERVOTES ? RETURNS_CANDIDATE : kind);
}

static scr_result put_contests(const struct store *store, const struct returns *returns, sqlite3_stmt *contest,
                               sqlite3_stmt *option, struct scr_diagnosis *diagnosis) {
    for (size_t i = 0; i < returns->contest_count; i++) {
        const struct returns_contest *c = &returns->contests[i];
        SCR_TRY(store_run(store, contest, diagnosis, "ntn", i, c->name, (size_t)c->votes_allowed));
        for (size_t k = 0; k < c->option_count; k++)
            SCR_TRY(store_run(store, option, diagnosis, "nnttn", i, k, c->options[k].name, c->options[k].party,
                              kept_kind(c->options[k].kind)));
    }
    return scr_done();
}

static scr_result put_counts(const struct store *store, const struct returns *returns, sqlite3_stmt *insert,
                             struct scr_diagnosis *diagnosis) {
    struct scr_buffer packed = {0};
    scr_result result = scr_done();
    for (size_t c = 0; c < returns->contest_count; c++) {
        const struct returns_contest *contest = &returns->contests[c];
        for (size_t i = 0; i < contest->row_count && !scr_failed(result); i++) {
            const struct returns_row *row = &returns->rows[contest->first_row + i];
            packed.length = 0;
            for (size_t k = 0; k < contest->option_count && !scr_failed(result); k++)
                result = cvr_put(&packed, row->votes[k]);
            if (!scr_failed(result)) result = store_run(store, insert, diagnosis, "nb", c << 32 | row->unit, &packed);
        }
    }
    scr_buffer_free(&packed);
    return result;
}

static scr_result put_sources(const struct store *store, const struct returns *returns, sqlite3_stmt *source,
                              sqlite3_stmt *note, struct scr_diagnosis *diagnosis) {
    for (size_t i = 0; i < returns->source_count; i++) {
        char hex[SCR_HEX_SIZE];
        scr_hash_hex(&returns->sources[i].hash, hex);
        SCR_TRY(
            store_run(store, source, diagnosis, "nttt", i, returns->sources[i].name, returns->sources[i].format, hex));
    }
    for (size_t i = 0; i < returns->note_count; i++)
        SCR_TRY(store_run(store, note, diagnosis, "ntt", i, returns->notes[i].place, returns->notes[i].message));
    return scr_done();
}

scr_result store_put_returns(const struct store *store, const struct returns *returns,
                             struct scr_diagnosis *diagnosis) {
    enum { SUMMARY, SOURCE, NOTE, UNIT, CONTEST, OPTION, COUNTS, STATEMENTS };
    static const char *const sql[STATEMENTS] = {
        [SUMMARY] = "INSERT INTO returns_summary VALUES (1, ?)",
        [SOURCE] = "INSERT INTO returns_source VALUES (?, ?, ?, ?)",
        [NOTE] = "INSERT INTO returns_note VALUES (?, ?, ?)",
        [UNIT] = "INSERT INTO returns_unit VALUES (?, ?, ?, ?, ?, ?, ?)",
        [CONTEST] = "INSERT INTO returns_contest VALUES (?, ?, ?)",
        [OPTION] = "INSERT INTO returns_option VALUES (?, ?, ?, ?, ?)",
        [COUNTS] = "INSERT INTO returns_counts VALUES (?, ?)",
    };
    sqlite3_stmt *made[STATEMENTS] = {0};
    scr_result result = scr_done();
    for (size_t i = 0; i < STATEMENTS && !scr_failed(result); i++)
        result = store_prepare(store, sql[i], &made[i], diagnosis);
    if (!scr_failed(result)) result = store_run(store, made[SUMMARY], diagnosis, "n", returns->unit_count);
    if (!scr_failed(result)) result = put_sources(store, returns, made[SOURCE], made[NOTE], diagnosis);
    if (!scr_failed(result)) result = put_units(store, returns, made[UNIT], diagnosis);
    if (!scr_failed(result)) result = put_contests(store, returns, made[CONTEST], made[OPTION], diagnosis);
    if (!scr_failed(result)) result = put_counts(store, returns, made[COUNTS], diagnosis);
    for (size_t i = 0; i < STATEMENTS; i++) sqlite3_finalize(made[i]);
    return result;
}
