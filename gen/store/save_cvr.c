/* save_cvr.c: writes cast-vote records and a manifest into the store, within the transaction that is open. */
#include "../import/cvr/cvr_chunk.h"
#include "database.h"

static scr_result put_sources(const struct store *store, const char *sql, const struct source_file *sources,
                              size_t count, struct scr_diagnosis *diagnosis) {
    sqlite3_stmt *insert = NULL;
    scr_result result = store_prepare(store, sql, &insert, diagnosis);
    for (size_t i = 0; i < count && !scr_failed(result); i++) {
        char hex[SCR_HEX_SIZE];
        scr_hash_hex(&sources[i].hash, hex);
        result = store_run(store, insert, diagnosis, "nttt", i, sources[i].name, sources[i].format, hex);
    }
    sqlite3_finalize(insert);
    return result;
}

static scr_result put_selections(const struct store *store, sqlite3_stmt *insert, const struct cvr_contest *contest,
                                 size_t position, struct scr_diagnosis *diagnosis) {
    struct scr_buffer packed = {0};
    scr_result result = scr_done();
    for (size_t i = 0; i < contest->selection_count && !scr_failed(result); i++) {
        packed.length = 0;
        for (size_t k = 0; k < contest->selections[i].count && !scr_failed(result); k++)
            result = cvr_put(&packed, contest->selections[i].candidates[k]);
        if (!scr_failed(result)) result = store_run(store, insert, diagnosis, "nnb", position, i, &packed);
    }
    scr_buffer_free(&packed);
    return result;
}

static scr_result put_contests(const struct store *store, const struct cvr_records *records,
                               struct scr_diagnosis *diagnosis) {
    sqlite3_stmt *contest = NULL, *ranked = NULL, *candidate = NULL, *selection = NULL;
    scr_result result;
    SCR_TRY_OR(result, store_prepare(store, "INSERT INTO cvr_contest VALUES (?, ?, ?, ?)", &contest, diagnosis), end);
    SCR_TRY_OR(result, store_prepare(store, "INSERT INTO cvr_ranked VALUES (?)", &ranked, diagnosis), end);
    SCR_TRY_OR(result, store_prepare(store, "INSERT INTO cvr_candidate VALUES (?, ?, ?, ?, ?)", &candidate, diagnosis),
               end);
    SCR_TRY_OR(result, store_prepare(store, "INSERT INTO cvr_selection VALUES (?, ?, ?)", &selection, diagnosis), end);
    for (size_t i = 0; i < records->contest_count; i++) {
        const struct cvr_contest *c = &records->contests[i];
        SCR_TRY_OR(result, store_run(store, contest, diagnosis, "nttn", i, c->id, c->name, (size_t)c->votes_allowed),
                   end);
        if (c->ranked) SCR_TRY_OR(result, store_run(store, ranked, diagnosis, "n", i), end);
        for (size_t k = 0; k < c->candidate_count; k++)
            SCR_TRY_OR(result,
                       store_run(store, candidate, diagnosis, "nnttn", i, k, c->candidates[k].id, c->candidates[k].name,
                                 (size_t)c->candidates[k].write_in),
                       end);
        SCR_TRY_OR(result, put_selections(store, selection, c, i, diagnosis), end);
    }
end:
    sqlite3_finalize(contest);
    sqlite3_finalize(ranked);
    sqlite3_finalize(candidate);
    sqlite3_finalize(selection);
    return result;
}

static scr_result put_names(const struct store *store, const struct cvr_records *records,
                            struct scr_diagnosis *diagnosis) {
    sqlite3_stmt *batch = NULL, *style = NULL, *precinct = NULL;
    scr_result result;
    SCR_TRY_OR(result, store_prepare(store, "INSERT INTO cvr_batch VALUES (?, ?, ?)", &batch, diagnosis), end);
    SCR_TRY_OR(result, store_prepare(store, "INSERT INTO cvr_style VALUES (?, ?)", &style, diagnosis), end);
    SCR_TRY_OR(result, store_prepare(store, "INSERT INTO cvr_precinct VALUES (?, ?)", &precinct, diagnosis), end);
    for (size_t i = 0; i < records->batch_count; i++)
        SCR_TRY_OR(
            result,
            store_run(store, batch, diagnosis, "ntt", i, records->batches[i].tabulator, records->batches[i].name), end);
    for (size_t i = 0; i < records->style_count; i++)
        SCR_TRY_OR(result, store_run(store, style, diagnosis, "nt", i, records->styles[i]), end);
    for (size_t i = 0; i < records->precinct_count; i++)
        SCR_TRY_OR(result, store_run(store, precinct, diagnosis, "nt", i, records->precincts[i]), end);
end:
    sqlite3_finalize(batch);
    sqlite3_finalize(style);
    sqlite3_finalize(precinct);
    return result;
}

static scr_result put_ballots(const struct store *store, const struct cvr_records *records, FILE *spool,
                              struct scr_diagnosis *diagnosis) {
    sqlite3_stmt *summary = NULL, *identities = NULL, *codes = NULL;
    struct cvr_column column = {0};
    bool more = true;
    scr_result result;
    SCR_TRY_OR(result, store_prepare(store, "INSERT INTO cvr_summary VALUES (1, ?)", &summary, diagnosis), end);
    SCR_TRY_OR(result, store_prepare(store, "INSERT INTO cvr_identities VALUES (?, ?, ?)", &identities, diagnosis),
               end);
    SCR_TRY_OR(result, store_prepare(store, "INSERT INTO cvr_codes VALUES (?, ?)", &codes, diagnosis), end);
    SCR_TRY_OR(result, store_run(store, summary, diagnosis, "n", records->ballot_count), end);
    for (;;) {
        SCR_TRY_OR(result, cvr_spool_read(spool, &column, &more, diagnosis), end);
        if (!more) break;
        if (column.contest == CVR_IDENTITIES)
            result = store_run(store, identities, diagnosis, "nnb", column.chunk, column.ballots, &column.bytes);
        else /* fewer than 2^32 chunks: there are at most 2 * 10^9 ballots */
            result = store_run(store, codes, diagnosis, "nb", (column.contest << 32) + column.chunk, &column.bytes);
        if (scr_failed(result)) goto end;
    }
end:
    sqlite3_finalize(summary);
    sqlite3_finalize(identities);
    sqlite3_finalize(codes);
    scr_buffer_free(&column.bytes);
    return result;
}

scr_result store_put_cvr(const struct store *store, const struct cvr_records *records, FILE *spool,
                         struct scr_diagnosis *diagnosis) {
    SCR_TRY(put_sources(store, "INSERT INTO cvr_source VALUES (?, ?, ?, ?)", records->sources, records->source_count,
                        diagnosis));
    SCR_TRY(put_contests(store, records, diagnosis));
    SCR_TRY(put_names(store, records, diagnosis));
    return put_ballots(store, records, spool, diagnosis);
}

scr_result store_put_manifest(const struct store *store, const struct manifest *manifest,
                              struct scr_diagnosis *diagnosis) {
    sqlite3_stmt *insert = NULL;
    SCR_TRY(put_sources(store, "INSERT INTO manifest_source VALUES (?, ?, ?, ?)", manifest->sources,
                        manifest->source_count, diagnosis));
    scr_result result =
        store_prepare(store, "INSERT INTO manifest_row VALUES (?, ?, ?, ?, ?, ?, ?)", &insert, diagnosis);
    for (size_t i = 0; i < manifest->row_count && !scr_failed(result); i++) {
        const struct manifest_row *row = &manifest->rows[i];
        result = store_run(store, insert, diagnosis, "nnntttn", i, row->source, (size_t)row->line, row->container,
                           row->tabulator, row->batch, (size_t)row->ballots);
    }
    sqlite3_finalize(insert);
    return result;
}
