/* save_release.c: keeps the noise key, announced releases and the ledger; nothing of them is ever changed. */
#include <openssl/crypto.h>
#include <string.h>

#include "gen/store/store_release.h"
#include "ledger_head.h"

#define PIECE ((size_t)512 << 10) /* SQLite is told to refuse values above 1 MiB */

static scr_result save_noise(const struct store *store, const struct noise_record *record,
                             const struct scr_buffer *artifact, struct scr_diagnosis *diagnosis) {
    struct noise_key copy = record->key;
    const struct scr_buffer key = {.data = copy.bytes, .length = sizeof copy.bytes};
    char digest[SCR_HEX_SIZE];
    sqlite3_stmt *insert = NULL;
    bool stands;
    scr_hash_hex(&record->digest, digest);
    scr_result result;
    SCR_TRY_OR(result, store_execute(store, "BEGIN IMMEDIATE", diagnosis), done);
    SCR_TRY_OR(result, store_any(store, "SELECT 1 FROM noise", &stands, diagnosis), done);
    if (stands) {
        result = scr_refuse(diagnosis, SCR_STORE, store->shown, "a noise commitment stands in the store already");
        goto done;
    }
    SCR_TRY_OR(result, store_prepare(store, "INSERT INTO noise VALUES (1, ?, ?, ?, ?, ?, ?, ?, ?)", &insert, diagnosis),
               done);
    SCR_TRY_OR(result,
               store_run(store, insert, diagnosis, "tbnttttb", digest, &key, (size_t)record->releases,
                         record->election_id, record->election_name, record->election_date, record->jurisdiction,
                         artifact),
               done);
done:
    sqlite3_finalize(insert);
    OPENSSL_cleanse(&copy, sizeof copy);
    return result;
}

scr_result store_save_noise(struct store *store, const struct noise_record *record, const struct scr_buffer *artifact,
                            struct scr_diagnosis *diagnosis) {
    return store_settle(store, save_noise(store, record, artifact, diagnosis), diagnosis);
}

static scr_result put_shares(const struct store *store, size_t release, size_t index,
                             const struct measurement_plan_contest *contest, struct scr_diagnosis *diagnosis) {
    sqlite3_stmt *share = NULL, *zero = NULL;
    scr_result result;
    SCR_TRY_OR(result,
               store_prepare(store, "INSERT INTO release_share VALUES (?, ?, ?, ?, ?, ?, ?)", &share, diagnosis), done);
    SCR_TRY_OR(result, store_prepare(store, "INSERT INTO release_zero VALUES (?, ?, ?, ?)", &zero, diagnosis), done);
    for (size_t i = 0; i < contest->share_count; i++) {
        const struct measurement_share *s = &contest->shares[i];
        SCR_TRY_OR(result,
                   store_run(store, share, diagnosis, "nnnnnnn", release, index, i, (size_t)s->level, (size_t)s->total,
                             (size_t)s->epsilon.p, (size_t)s->epsilon.q),
                   done);
    }
    for (size_t i = 0; i < contest->zero_count; i++)
        for (size_t u = 0; u < contest->zeros[i].unit_count; u++)
            SCR_TRY_OR(result,
                       store_run(store, zero, diagnosis, "nnnn", release, index, contest->zeros[i].option,
                                 contest->zeros[i].units[u]),
                       done);
done:
    sqlite3_finalize(share);
    sqlite3_finalize(zero);
    return result;
}

static scr_result put_plan(const struct store *store, size_t release, const struct measurement_plan *plan,
                           struct scr_diagnosis *diagnosis) {
    sqlite3_stmt *insert = NULL;
    scr_result result =
        store_prepare(store, "INSERT INTO release_contest VALUES (?, ?, ?, ?, ?, ?)", &insert, diagnosis);
    for (size_t i = 0; i < plan->contest_count && !scr_failed(result); i++) {
        const struct measurement_plan_contest *contest = &plan->contests[i];
        result = store_run(store, insert, diagnosis, "nnttnn", release, i, contest->name, contest->id,
                           (size_t)contest->votes_allowed, (size_t)contest->ballots_cast);
        if (!scr_failed(result)) result = put_shares(store, release, i, contest, diagnosis);
    }
    sqlite3_finalize(insert);
    return result;
}

static scr_result put_release(const struct store *store, const struct release_record *record,
                              struct scr_diagnosis *diagnosis) {
    const struct measurement_plan *plan = &record->plan;
    char statement[SCR_HEX_SIZE], measured[SCR_HEX_SIZE], root[SCR_HEX_SIZE], levels[RETURNS_LEVELS + 1] = "";
    sqlite3_stmt *insert = NULL;
    scr_hash_hex(&record->statement, statement);
    scr_hash_hex(&record->measured, measured);
    scr_hash_hex(&record->table_root, root);
    for (uint32_t i = 0; i + 1 < plan->level_count; i++) levels[i] = (char)('0' + plan->levels[i]);
    SCR_TRY(store_prepare(store, "INSERT INTO release VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)",
                          &insert, diagnosis));
    scr_result result =
        store_run(store, insert, diagnosis, "ntttttttttttntnnn", (size_t)record->number, statement, measured, root,
                  record->mechanism, record->source.kind, record->source.beacon, record->source.chain,
                  record->source.pulse, record->source.place, record->source.time, record->root_name, plan->root,
                  levels, (size_t)plan->exact_levels, (size_t)plan->adjacency, (size_t)plan->turnout_public);
    sqlite3_finalize(insert);
    return scr_failed(result) ? result : put_plan(store, record->number, plan, diagnosis);
}

static scr_result put_statement(const struct store *store, size_t release, const struct scr_buffer *statement,
                                struct scr_diagnosis *diagnosis) {
    sqlite3_stmt *insert = NULL;
    scr_result result = store_prepare(store, "INSERT INTO release_statement VALUES (?, ?, ?)", &insert, diagnosis);
    for (size_t at = 0, piece = 0; at < statement->length && !scr_failed(result); at += PIECE, piece++) {
        const struct scr_buffer part = {.data = statement->data + at,
                                        .length = statement->length - at < PIECE ? statement->length - at : PIECE};
        result = store_run(store, insert, diagnosis, "nnb", release, piece, &part);
    }
    sqlite3_finalize(insert);
    return result;
}

static scr_result put_entry(const struct store *store, size_t number, const struct ledger_entry *entry,
                            struct scr_diagnosis *diagnosis) {
    sqlite3_stmt *insert = NULL, *loss = NULL;
    char digest[SCR_HEX_SIZE], hash[SCR_HEX_SIZE];
    scr_hash_hex(&entry->digest, digest);
    scr_hash_hex(&entry->hash, hash);
    scr_result result;
    SCR_TRY_OR(result, store_prepare(store, "INSERT INTO ledger_entry VALUES (?, ?, ?, ?, ?)", &insert, diagnosis),
               done);
    SCR_TRY_OR(result, store_prepare(store, "INSERT INTO ledger_loss VALUES (?, ?, ?, ?)", &loss, diagnosis), done);
    SCR_TRY_OR(result,
               store_run(store, insert, diagnosis, "ntntt", number, ledger_kind_name(entry->kind),
                         (size_t)entry->release, digest, hash),
               done);
    for (size_t i = 0; i < entry->loss_count; i++)
        SCR_TRY_OR(
            result,
            store_run(store, loss, diagnosis, "nntt", number, i, entry->losses[i].contest, entry->losses[i].epsilon),
            done);
done:
    sqlite3_finalize(insert);
    sqlite3_finalize(loss);
    return result;
}

/* What stands in the ledger's table must be the first `known` entries, no more: the hash of the last covers all. */
static scr_result require_known(const struct store *store, const struct ledger *ledger, size_t known,
                                struct scr_diagnosis *diagnosis) {
    char sql[400], hash[SCR_HEX_SIZE] = "";
    bool same;
    if (known) scr_hash_hex(&ledger->entries[known - 1].hash, hash);
    sqlite3_snprintf(
        sizeof sql, sql,
        "SELECT 1 WHERE (SELECT count(*) FROM ledger_entry) = %llu AND coalesce((SELECT hash FROM "
        "ledger_entry WHERE number = %llu), '') = %Q AND NOT EXISTS (SELECT 1 FROM ledger WHERE total <> %Q)",
        (unsigned long long)known, (unsigned long long)known, hash, ledger->total);
    SCR_TRY(store_any(store, sql, &same, diagnosis));
    if (same) return scr_done();
    return scr_refuse(diagnosis, SCR_STORE, store->shown,
                      "the ledger changed meanwhile; nothing was charged: run the command again");
}

static scr_result put_ledger(const struct store *store, const struct ledger *ledger, size_t known,
                             struct scr_diagnosis *diagnosis) {
    sqlite3_stmt *insert = NULL;
    SCR_TRY(require_known(store, ledger, known, diagnosis));
    SCR_TRY(store_prepare(store, "INSERT OR IGNORE INTO ledger VALUES (1, ?)", &insert, diagnosis));
    scr_result result = store_run(store, insert, diagnosis, "t", ledger->total);
    sqlite3_finalize(insert);
    for (size_t i = known; i < ledger->count && !scr_failed(result); i++)
        result = put_entry(store, i + 1, &ledger->entries[i], diagnosis);
    return result;
}

static scr_result announce(const struct store *store, const struct release_record *record, const struct ledger *ledger,
                           size_t known, const struct scr_buffer *statement, struct scr_diagnosis *diagnosis) {
    SCR_TRY(store_execute(store, "BEGIN IMMEDIATE", diagnosis));
    SCR_TRY(put_ledger(store, ledger, known, diagnosis));
    SCR_TRY(put_release(store, record, diagnosis));
    return put_statement(store, record->number, statement, diagnosis);
}

scr_result store_announce(struct store *store, const struct release_record *record, const struct ledger *ledger,
                          size_t known, const struct scr_buffer *statement, struct scr_diagnosis *diagnosis) {
    SCR_TRY(store_settle(store, announce(store, record, ledger, known, statement, diagnosis), diagnosis));
    return ledger_head_write(store, ledger, diagnosis);
}

scr_result store_keep_ledger_head(struct store *store, const struct ledger *ledger, struct scr_diagnosis *diagnosis) {
    return ledger_head_write(store, ledger, diagnosis);
}

/* *standing: the newest finish entry of the release, NULL without one; *announced: it stands in the ledger. */
static void find_finish(const struct ledger *ledger, uint32_t number, const struct ledger_entry **standing,
                        bool *announced) {
    *standing = NULL;
    *announced = false;
    for (size_t i = 0; i < ledger->count; i++) {
        const struct ledger_entry *entry = &ledger->entries[i];
        if (entry->release != number) continue;
        if (entry->kind == LEDGER_ANNOUNCE) *announced = true;
        if (entry->kind == LEDGER_FINISH) *standing = entry;
    }
}

static scr_result finish(struct store *store, uint32_t number, const struct scr_hash *artifact, bool replace,
                         struct ledger *ledger, struct scr_diagnosis *diagnosis) {
    const struct ledger_entry *standing;
    bool announced;
    SCR_TRY(store_load_ledger(store, ledger, diagnosis));
    find_finish(ledger, number, &standing, &announced);
    if (!announced)
        return scr_refuse(diagnosis, SCR_STORE, store->shown, "release %u was never announced", (unsigned)number);
    if (standing && scr_hash_equal(&standing->digest, artifact)) return ledger_head_write(store, ledger, diagnosis);
    if (standing && !replace)
        return scr_refuse(diagnosis, SCR_STORE, store->shown,
                          "release %u was finished with other bytes; --replace publishes it anew, with the same noise",
                          (unsigned)number);
    const struct ledger_entry entry = {.kind = LEDGER_FINISH, .release = number, .digest = *artifact};
    size_t known = ledger->count;
    SCR_TRY(ledger_append(ledger, &entry));
    SCR_TRY(store_execute(store, "BEGIN IMMEDIATE", diagnosis));
    SCR_TRY(store_settle(store, put_ledger(store, ledger, known, diagnosis), diagnosis));
    return ledger_head_write(store, ledger, diagnosis);
}

scr_result store_finish_release(struct store *store, uint32_t number, const struct scr_hash *artifact, bool replace,
                                struct scr_diagnosis *diagnosis) {
    struct ledger ledger = {0};
    scr_result result = finish(store, number, artifact, replace, &ledger, diagnosis);
    ledger_free(&ledger);
    return result;
}
