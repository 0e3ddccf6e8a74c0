/* load_commitment.c: reads the commitment that stands and its seed record back; everything is checked, since a store
 * may have been edited by hand. */
#include <openssl/crypto.h>
#include <string.h>

#include "gen/commit/commitment.h"
#include "gen/commit/leaves.h"
#include "load_rows.h"

static scr_result damaged(const struct row_loading *loading) {
    return scr_refuse(loading->diagnosis, SCR_STORE, loading->store->shown,
                      "the store is damaged: its commitment or seed record is not as it was written");
}

static scr_result load_hash(const struct row_loading *loading, sqlite3_stmt *row, int column, struct scr_hash *hash,
                            bool *given) {
    const char *hex;
    SCR_TRY(load_text(loading, row, column, &hex));
    *given = *hex != 0;
    return !*given || scr_hash_parse(hex, hash) ? scr_done() : damaged(loading);
}

static scr_result take_commitment(struct row_loading *loading, sqlite3_stmt *row, struct commitment *c) {
    const char **const texts[] = {&c->election_id,  &c->election_name, &c->election_date, &c->jurisdiction,
                                  &c->source.kind,  &c->source.beacon, &c->source.chain,  &c->source.pulse,
                                  &c->source.place, &c->source.time};
    bool given;
    SCR_TRY(load_hash(loading, row, 0, &c->digest, &given));
    if (!given) return damaged(loading);
    SCR_TRY(load_hash(loading, row, 1, &c->superseded, &c->supersedes));
    const void *key = sqlite3_column_blob(row, 2);
    if (!key || sqlite3_column_bytes(row, 2) != (int)sizeof c->key.bytes) return damaged(loading);
    memcpy(c->key.bytes, key, sizeof c->key.bytes);
    for (size_t i = 0; i < sizeof texts / sizeof *texts; i++) SCR_TRY(load_text(loading, row, 3 + (int)i, texts[i]));
    return scr_done();
}

static scr_result take_contest(struct row_loading *loading, sqlite3_stmt *row, struct committed_contest *contest) {
    size_t bearing, arrangement, arity;
    bool given;
    SCR_TRY(load_text(loading, row, 1, &contest->id));
    SCR_TRY(load_number(loading, row, 2, 1, &bearing));
    SCR_TRY(load_text(loading, row, 3, &contest->batches));
    SCR_TRY(load_number(loading, row, 4, LEAVES_MOST, &contest->ballots));
    SCR_TRY(load_number(loading, row, 5, TREE_RIVEST2019, &arrangement));
    SCR_TRY(load_number(loading, row, 6, TREE_ARITY_MOST, &arity));
    SCR_TRY(load_number(loading, row, 7, LEAVES_MOST, &contest->replication));
    SCR_TRY(load_hash(loading, row, 8, &contest->root, &given));
    if (!given || !contest->ballots || arity < TREE_ARITY_LEAST || !contest->replication) return damaged(loading);
    contest->bearing = bearing;
    contest->arrangement = (enum tree_arrangement_kind)arrangement;
    contest->arity = (unsigned)arity;
    return scr_done();
}

static scr_result load_commitment(struct row_loading *loading, struct commitment *c, bool *stands) {
    sqlite3_stmt *statement = NULL;
    size_t taken = 0;
    bool row = false;
    SCR_TRY(load_array(loading, "commitment_contest", sizeof *c->contests, &c->arena, &c->contests, &c->count));
    SCR_TRY(store_prepare(loading->store,
                          "SELECT sha256, supersedes, salt_key, election_id, election_name, election_date,"
                          " jurisdiction, kind, beacon, chain, pulse, place, time FROM commitment",
                          &statement, loading->diagnosis));
    scr_result result = store_next(loading->store, statement, stands, loading->diagnosis);
    if (!scr_failed(result) && *stands) result = take_commitment(loading, statement, c);
    sqlite3_finalize(statement);
    if (scr_failed(result) || !*stands) return result;
    SCR_TRY(store_prepare(loading->store, "SELECT * FROM commitment_contest ORDER BY position", &statement,
                          loading->diagnosis));
    while (!scr_failed(result)) {
        result = store_next(loading->store, statement, &row, loading->diagnosis);
        if (scr_failed(result) || !row) break;
        result = taken < c->count ? take_contest(loading, statement, &c->contests[taken++]) : damaged(loading);
    }
    sqlite3_finalize(statement);
    return !scr_failed(result) && taken != c->count ? damaged(loading) : result;
}

scr_result store_load_commitment(struct store *store, struct commitment *commitment, bool *stands,
                                 struct scr_diagnosis *diagnosis) {
    struct row_loading loading = {.store = store, .diagnosis = diagnosis, .arena = &commitment->arena};
    *stands = false;
    SCR_TRY(store_execute(store, "BEGIN", diagnosis));
    scr_result result = load_commitment(&loading, commitment, stands);
    result = store_roll_back(store, result, diagnosis);
    return result;
}

void commitment_free(struct commitment *commitment) {
    scr_arena_free(&commitment->arena);
    OPENSSL_cleanse(&commitment->key, sizeof commitment->key);
    *commitment = (struct commitment){0};
}

static scr_result load_bytes(struct store *store, const char *sql, struct scr_buffer *artifact,
                             struct scr_diagnosis *diagnosis) {
    sqlite3_stmt *statement = NULL;
    bool row = false;
    SCR_TRY(store_prepare(store, sql, &statement, diagnosis));
    scr_result result = scr_done();
    while (!scr_failed(result)) {
        result = store_next(store, statement, &row, diagnosis);
        if (scr_failed(result) || !row) break;
        int length = sqlite3_column_bytes(statement, 0);
        const void *bytes = sqlite3_column_blob(statement, 0);
        if (bytes && length > 0) result = scr_buffer_append(artifact, bytes, (size_t)length);
    }
    sqlite3_finalize(statement);
    return result;
}

static scr_result check_bytes(struct store *store, const struct scr_buffer *artifact, const struct scr_hash *digest,
                              struct scr_diagnosis *diagnosis) {
    const struct row_loading loading = {.store = store, .diagnosis = diagnosis};
    struct scr_hash hash;
    SCR_TRY(scr_hash_bytes(artifact->data, artifact->length, &hash));
    return scr_hash_equal(&hash, digest) ? scr_done() : damaged(&loading);
}

scr_result store_load_commitment_artifact(struct store *store, const struct commitment *commitment,
                                          struct scr_buffer *artifact, struct scr_diagnosis *diagnosis) {
    SCR_TRY(load_bytes(store, "SELECT bytes FROM commitment_artifact ORDER BY position", artifact, diagnosis));
    return check_bytes(store, artifact, &commitment->digest, diagnosis);
}

scr_result store_load_seed(struct store *store, struct seed_record *record, bool *stands,
                           struct scr_diagnosis *diagnosis) {
    struct row_loading loading = {.store = store, .diagnosis = diagnosis, .arena = &record->arena};
    sqlite3_stmt *statement = NULL;
    bool digest = false, commitment = false;
    *stands = false;
    SCR_TRY(store_prepare(store,
                          "SELECT sha256, supersedes, commitment, seed, coalesce(reason, ''), coalesce(time, '')"
                          " FROM seed_record LEFT JOIN seed_replacement ON replaced = supersedes"
                          " ORDER BY sequence DESC LIMIT 1",
                          &statement, diagnosis));
    scr_result result = store_next(store, statement, stands, diagnosis);
    if (!scr_failed(result) && *stands) {
        SCR_TRY_OR(result, load_hash(&loading, statement, 0, &record->digest, &digest), end);
        SCR_TRY_OR(result, load_hash(&loading, statement, 1, &record->superseded, &record->supersedes), end);
        SCR_TRY_OR(result, load_hash(&loading, statement, 2, &record->commitment, &commitment), end);
        SCR_TRY_OR(result, load_text(&loading, statement, 3, &record->seed), end);
        SCR_TRY_OR(result, load_text(&loading, statement, 4, &record->reason), end);
        SCR_TRY_OR(result, load_text(&loading, statement, 5, &record->time), end);
        if (!digest || !commitment || !*record->seed) result = damaged(&loading);
    }
end:
    sqlite3_finalize(statement);
    return result;
}

scr_result store_load_seed_artifact(struct store *store, const struct seed_record *record, struct scr_buffer *artifact,
                                    struct scr_diagnosis *diagnosis) {
    SCR_TRY(load_bytes(store, "SELECT artifact FROM seed_record", artifact, diagnosis));
    return check_bytes(store, artifact, &record->digest, diagnosis);
}

void seed_record_free(struct seed_record *record) {
    scr_arena_free(&record->arena);
    *record = (struct seed_record){0};
}
