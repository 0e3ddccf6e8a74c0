/* save_commitment.c: keeps the commitment that stands, with its artifact's bytes, and the seed record after it. */
#include <openssl/crypto.h>

#include "database.h"
#include "gen/commit/commitment.h"

/* A commitment lists every batch and may be long; SQLite is told to refuse values above 1 MiB. */
#define PIECE ((size_t)512 << 10)

scr_result store_refuse_committed(const struct store *store, struct scr_diagnosis *diagnosis) {
    bool stands;
    SCR_TRY(store_any(store, "SELECT 1 FROM commitment", &stands, diagnosis));
    if (!stands) return scr_done();
    return scr_refuse(diagnosis, SCR_STORE, store->shown,
                      "a commitment on these records was published, so that they, the manifest and how their "
                      "disagreements were settled stay as they are; use another store (--db)");
}

/* The row that stands, if any, must be the one that the new one replaces. */
static scr_result make_room(const struct store *store, const char *table, const char *superseded, const char *what,
                            struct scr_diagnosis *diagnosis) {
    char sql[120];
    bool other;
    sqlite3_snprintf(sizeof sql, sql, "SELECT 1 FROM %s WHERE sha256 <> %Q", table, superseded);
    SCR_TRY(store_any(store, sql, &other, diagnosis));
    if (other) return scr_refuse(diagnosis, SCR_STORE, store->shown, "another %s stands in the store already", what);
    sqlite3_snprintf(sizeof sql, sql, "DELETE FROM %s", table);
    return store_execute(store, sql, diagnosis);
}

static scr_result refuse_followed(const struct store *store, struct scr_diagnosis *diagnosis) {
    bool tree, seed;
    SCR_TRY(store_any(store, "SELECT 1 FROM tree", &tree, diagnosis));
    SCR_TRY(store_any(store, "SELECT 1 FROM seed_record", &seed, diagnosis));
    if (tree)
        return scr_refuse(diagnosis, SCR_STORE, store->shown,
                          "a tree was published from the commitment that stands; it cannot be replaced any more");
    if (seed)
        return scr_refuse(diagnosis, SCR_STORE, store->shown,
                          "a seed was recorded for the commitment that stands; it cannot be replaced any more");
    return scr_done();
}

static scr_result put_commitment(const struct store *store, const struct commitment *c,
                                 struct scr_diagnosis *diagnosis) {
    struct salt_key copy = c->key;
    const struct scr_buffer key = {.data = copy.bytes, .length = sizeof copy.bytes};
    char digest[SCR_HEX_SIZE], superseded[SCR_HEX_SIZE] = "";
    sqlite3_stmt *insert = NULL;
    scr_hash_hex(&c->digest, digest);
    if (c->supersedes) scr_hash_hex(&c->superseded, superseded);
    scr_result result = store_prepare(store, "INSERT INTO commitment VALUES (1, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)",
                                      &insert, diagnosis);
    if (!scr_failed(result))
        result = store_run(store, insert, diagnosis, "ttbtttttttttt", digest, superseded, &key, c->election_id,
                           c->election_name, c->election_date, c->jurisdiction, c->source.kind, c->source.beacon,
                           c->source.chain, c->source.pulse, c->source.place, c->source.time);
    sqlite3_finalize(insert);
    OPENSSL_cleanse(&copy, sizeof copy);
    return result;
}

static scr_result put_contests(const struct store *store, const struct commitment *c, struct scr_diagnosis *diagnosis) {
    sqlite3_stmt *insert = NULL;
    scr_result result =
        store_prepare(store, "INSERT INTO commitment_contest VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?)", &insert, diagnosis);
    for (size_t i = 0; i < c->count && !scr_failed(result); i++) {
        const struct committed_contest *contest = &c->contests[i];
        char root[SCR_HEX_SIZE];
        scr_hash_hex(&contest->root, root);
        result = store_run(store, insert, diagnosis, "ntntnnnnt", i, contest->id, (size_t)contest->bearing,
                           contest->batches, contest->ballots, (size_t)contest->arrangement, (size_t)contest->arity,
                           contest->replication, root);
    }
    sqlite3_finalize(insert);
    return result;
}

static scr_result put_artifact(const struct store *store, const struct scr_buffer *artifact,
                               struct scr_diagnosis *diagnosis) {
    sqlite3_stmt *insert = NULL;
    scr_result result = store_prepare(store, "INSERT INTO commitment_artifact VALUES (?, ?)", &insert, diagnosis);
    for (size_t at = 0, piece = 0; at < artifact->length && !scr_failed(result); at += PIECE, piece++) {
        const struct scr_buffer part = {.data = artifact->data + at,
                                        .length = artifact->length - at < PIECE ? artifact->length - at : PIECE};
        result = store_run(store, insert, diagnosis, "nb", piece, &part);
    }
    sqlite3_finalize(insert);
    return result;
}

static scr_result save_commitment(const struct store *store, const struct commitment *commitment,
                                  const struct scr_buffer *artifact, struct scr_diagnosis *diagnosis) {
    char superseded[SCR_HEX_SIZE] = "";
    if (commitment->supersedes) scr_hash_hex(&commitment->superseded, superseded);
    SCR_TRY(store_execute(store, "BEGIN IMMEDIATE", diagnosis));
    SCR_TRY(refuse_followed(store, diagnosis));
    SCR_TRY(make_room(store, "commitment", superseded, "commitment", diagnosis));
    SCR_TRY(store_execute(store, "DELETE FROM commitment_contest; DELETE FROM commitment_artifact;", diagnosis));
    SCR_TRY(put_commitment(store, commitment, diagnosis));
    SCR_TRY(put_contests(store, commitment, diagnosis));
    return put_artifact(store, artifact, diagnosis);
}

scr_result store_save_commitment(struct store *store, const struct commitment *commitment,
                                 const struct scr_buffer *artifact, struct scr_diagnosis *diagnosis) {
    return store_settle(store, save_commitment(store, commitment, artifact, diagnosis), diagnosis);
}

static scr_result put_reason(const struct store *store, const struct seed_record *record, const char *superseded,
                             struct scr_diagnosis *diagnosis) {
    sqlite3_stmt *insert = NULL;
    scr_result result = store_prepare(store, "INSERT INTO seed_replacement (replaced, reason, time) VALUES (?, ?, ?)",
                                      &insert, diagnosis);
    if (!scr_failed(result))
        result = store_run(store, insert, diagnosis, "ttt", superseded, record->reason, record->time);
    sqlite3_finalize(insert);
    return result;
}

static scr_result save_seed(const struct store *store, const struct seed_record *record,
                            const struct scr_buffer *artifact, struct scr_diagnosis *diagnosis) {
    char digest[SCR_HEX_SIZE], commitment[SCR_HEX_SIZE], superseded[SCR_HEX_SIZE] = "";
    sqlite3_stmt *insert = NULL;
    bool tree;
    scr_hash_hex(&record->digest, digest);
    scr_hash_hex(&record->commitment, commitment);
    if (record->supersedes) scr_hash_hex(&record->superseded, superseded);
    SCR_TRY(store_execute(store, "BEGIN IMMEDIATE", diagnosis));
    SCR_TRY(store_any(store, "SELECT 1 FROM tree", &tree, diagnosis));
    if (tree)
        return scr_refuse(diagnosis, SCR_STORE, store->shown,
                          "a tree was published from this store; its seed cannot be recorded anew");
    SCR_TRY(make_room(store, "seed_record", superseded, "seed record", diagnosis));
    if (record->supersedes && record->reason) SCR_TRY(put_reason(store, record, superseded, diagnosis));
    SCR_TRY(store_prepare(store, "INSERT INTO seed_record VALUES (1, ?, ?, ?, ?, ?)", &insert, diagnosis));
    scr_result result =
        store_run(store, insert, diagnosis, "ttttb", digest, superseded, commitment, record->seed, artifact);
    sqlite3_finalize(insert);
    return result;
}

scr_result store_save_seed(struct store *store, const struct seed_record *record, const struct scr_buffer *artifact,
                           struct scr_diagnosis *diagnosis) {
    return store_settle(store, save_seed(store, record, artifact, diagnosis), diagnosis);
}
