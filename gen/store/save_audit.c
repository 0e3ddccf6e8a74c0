/* save_audit.c: writes trees, rounds and entries. */
#include <string.h>

#include "gen/store/database.h"
#include "gen/store/store_audit.h"

/* One number, asked with up to three numbers. */
static scr_result ask(const struct store *store, const char *sql, const size_t *values, int count, size_t *answer,
                      struct scr_diagnosis *diagnosis) {
    sqlite3_stmt *statement = NULL;
    bool row = false;
    *answer = 0;
    scr_result result = store_prepare(store, sql, &statement, diagnosis);
    for (int i = 0; i < count && !scr_failed(result); i++)
        if (sqlite3_bind_int64(statement, i + 1, (sqlite3_int64)values[i]) != SQLITE_OK)
            result = store_refuse(store, diagnosis);
    if (!scr_failed(result)) result = store_next(store, statement, &row, diagnosis);
    if (row) *answer = (size_t)sqlite3_column_int64(statement, 0);
    sqlite3_finalize(statement);
    return result;
}

static scr_result run_once(const struct store *store, const char *sql, size_t tree, struct scr_diagnosis *diagnosis) {
    sqlite3_stmt *statement = NULL;
    scr_result result = store_prepare(store, sql, &statement, diagnosis);
    if (!scr_failed(result)) result = store_run(store, statement, diagnosis, "n", tree);
    sqlite3_finalize(statement);
    return result;
}

static bool same_plan(const struct tree_record *a, const struct tree_record *b) {
    return !strcmp(a->seed, b->seed) && !strcmp(a->plan_kind, b->plan_kind) && a->plan_count == b->plan_count &&
           (!a->plan_count || !memcmp(a->plan, b->plan, a->plan_count * sizeof *a->plan));
}

/* Whether `record` may take the place of the tree that stands. */
static scr_result may_replace(const struct store *store, const struct tree_record *standing,
                              const struct tree_record *record, struct scr_diagnosis *diagnosis) {
    char hex[SCR_HEX_SIZE];
    size_t rounds;
    scr_hash_hex(&standing->digest, hex);
    if (!record->supersedes || !scr_hash_equal(&record->superseded, &standing->digest))
        return scr_refuse(diagnosis, SCR_STORE, store->shown,
                          "another tree of this contest was published, with SHA-256 %s; --replace publishes one that "
                          "supersedes it",
                          hex);
    SCR_TRY(ask(store, "SELECT count(*) FROM audit_round WHERE tree = ?", &standing->number, 1, &rounds, diagnosis));
    if (!rounds || same_plan(standing, record)) return scr_done();
    return scr_refuse(diagnosis, SCR_STORE, store->shown,
                      "the audit of the tree with SHA-256 %s has begun, so that another tree must have its seed and "
                      "plan; only --disclose may differ",
                      hex);
}

static scr_result put_plan(const struct store *store, size_t tree, const struct tree_record *record,
                           struct scr_diagnosis *diagnosis) {
    sqlite3_stmt *insert = NULL;
    SCR_TRY(run_once(store, "DELETE FROM tree_plan WHERE tree = ?", tree, diagnosis));
    scr_result result = store_prepare(store, "INSERT INTO tree_plan VALUES (?, ?)", &insert, diagnosis);
    for (size_t i = 0; i < record->plan_count && !scr_failed(result); i++)
        result = store_run(store, insert, diagnosis, "nn", tree, (size_t)record->plan[i]);
    sqlite3_finalize(insert);
    return result;
}

static scr_result put_disclosure(const struct store *store, const struct tree_record *record, const char *hex,
                                 struct scr_diagnosis *diagnosis) {
    sqlite3_stmt *insert = NULL;
    scr_result result =
        store_prepare(store, "INSERT OR IGNORE INTO disclosure VALUES (?, 'tree-all', ?)", &insert, diagnosis);
    if (!scr_failed(result)) result = store_run(store, insert, diagnosis, "tt", record->contest, hex);
    sqlite3_finalize(insert);
    return result;
}

static scr_result put_tree(const struct store *store, const struct tree_record *record, size_t number,
                           struct scr_diagnosis *diagnosis) {
    char hex[SCR_HEX_SIZE], superseded[SCR_HEX_SIZE] = "", commitment[SCR_HEX_SIZE], seed[SCR_HEX_SIZE] = "";
    char winner[2] = {record->winner, 0};
    sqlite3_stmt *insert = NULL;
    scr_hash_hex(&record->digest, hex);
    scr_hash_hex(&record->commitment, commitment);
    if (record->supersedes) scr_hash_hex(&record->superseded, superseded);
    if (record->recorded) scr_hash_hex(&record->seed_record, seed);
    /* An update in place keeps the rows of the audit that refer to the tree. */
    scr_result result = store_prepare(store,
                                      "INSERT INTO tree VALUES (?1, ?2, ?3, ?4, ?5, ?6, ?7, ?8, ?9, ?10)"
                                      " ON CONFLICT (number) DO UPDATE SET sha256 = ?3, supersedes = ?4,"
                                      " commitment = ?5, seed = ?6, seed_record = ?7, plan = ?8, disclosure = ?9,"
                                      " winner = ?10",
                                      &insert, diagnosis);
    if (!scr_failed(result))
        result = store_run(store, insert, diagnosis, "nttttttttt", number, record->contest, hex, superseded, commitment,
                           record->seed, seed, record->plan_kind, record->disclose_all ? "all" : "plan", winner);
    sqlite3_finalize(insert);
    SCR_TRY(result);
    SCR_TRY(put_plan(store, number, record, diagnosis));
    return record->disclose_all ? put_disclosure(store, record, hex, diagnosis) : scr_done();
}

static scr_result save_tree(struct store *store, const struct tree_record *record, struct scr_diagnosis *diagnosis) {
    struct tree_record standing = {0};
    bool found;
    size_t number;
    scr_result result = store_load_tree(store, record->contest, &standing, &found, diagnosis);
    if (scr_failed(result)) goto done;
    if (found && scr_hash_equal(&standing.digest, &record->digest)) goto done;
    if (found) SCR_TRY_OR(result, may_replace(store, &standing, record, diagnosis), done);
    SCR_TRY_OR(result, ask(store, "SELECT coalesce(max(number), 0) + 1 FROM tree", NULL, 0, &number, diagnosis), done);
    result = put_tree(store, record, found ? standing.number : number, diagnosis);
done:
    tree_record_free(&standing);
    return result;
}

scr_result store_save_tree(struct store *store, const struct tree_record *record, struct scr_diagnosis *diagnosis) {
    SCR_TRY(store_execute(store, "BEGIN IMMEDIATE", diagnosis));
    return store_settle(store, save_tree(store, record, diagnosis), diagnosis);
}

static scr_result meanwhile(const struct store *store, struct scr_diagnosis *diagnosis) {
    return scr_refuse(diagnosis, SCR_STORE, store->shown,
                      "the audit was changed by another program meanwhile; see 'audit status' and try again");
}

static scr_result require_unchanged(const struct store *store, size_t tree, const struct audit_log *log,
                                    struct scr_diagnosis *diagnosis) {
    size_t rounds, replanned, entries, wanted = 0;
    for (size_t r = 0; r < log->round_count; r++) wanted += log->rounds[r].replanned;
    SCR_TRY(ask(store, "SELECT count(*) FROM audit_round WHERE tree = ?", &tree, 1, &rounds, diagnosis));
    SCR_TRY(ask(store, "SELECT coalesce(sum(replanned), 0) FROM audit_round WHERE tree = ?", &tree, 1, &replanned,
                diagnosis));
    SCR_TRY(ask(store, "SELECT count(*) FROM audit_entry WHERE tree = ?", &tree, 1, &entries, diagnosis));
    bool same = rounds == log->round_count && replanned == wanted && entries == log->entry_count;
    return same ? scr_done() : meanwhile(store, diagnosis);
}

static scr_result put_round(const struct store *store, size_t tree, size_t number, const uint32_t *planned,
                            size_t count, struct scr_diagnosis *diagnosis) {
    sqlite3_stmt *round = NULL, *ballot = NULL;
    scr_result result;
    SCR_TRY_OR(result, store_prepare(store, "INSERT INTO audit_round VALUES (?, ?, 0)", &round, diagnosis), done);
    SCR_TRY_OR(result, store_prepare(store, "INSERT INTO audit_round_ballot VALUES (?, ?, ?)", &ballot, diagnosis),
               done);
    SCR_TRY_OR(result, store_run(store, round, diagnosis, "nn", tree, number), done);
    for (size_t i = 0; i < count; i++)
        SCR_TRY_OR(result, store_run(store, ballot, diagnosis, "nnn", tree, number, (size_t)planned[i]), done);
done:
    sqlite3_finalize(round);
    sqlite3_finalize(ballot);
    return result;
}

/* Closes the last round early, or opens it again. */
static scr_result close_last(const struct store *store, size_t tree, bool closed, struct scr_diagnosis *diagnosis) {
    return run_once(store,
                    closed ? "UPDATE audit_round SET replanned = 1 WHERE tree = ?1 AND number ="
                             " (SELECT max(number) FROM audit_round WHERE tree = ?1)"
                           : "UPDATE audit_round SET replanned = 0 WHERE tree = ?1 AND number ="
                             " (SELECT max(number) FROM audit_round WHERE tree = ?1)",
                    tree, diagnosis);
}

scr_result store_add_round(struct store *store, size_t tree, const struct audit_log *log, bool replanned,
                           const uint32_t *planned, size_t count, struct scr_diagnosis *diagnosis) {
    scr_result result;
    SCR_TRY(store_execute(store, "BEGIN IMMEDIATE", diagnosis));
    SCR_TRY_OR(result, require_unchanged(store, tree, log, diagnosis), done);
    if (replanned) SCR_TRY_OR(result, close_last(store, tree, true, diagnosis), done);
    if (count) result = put_round(store, tree, log->round_count + 1, planned, count, diagnosis);
done:
    return store_settle(store, result, diagnosis);
}

/* What stands for a ballot in a round; false in *matches when that is not `was`. */
static scr_result compare_standing(const struct store *store, sqlite3_stmt *latest, size_t tree,
                                   const struct audit_entry *entry, bool *matches, struct scr_diagnosis *diagnosis) {
    char was[2] = {entry->was, 0};
    bool row = false;
    sqlite3_bind_int64(latest, 1, (sqlite3_int64)tree);
    sqlite3_bind_int64(latest, 2, (sqlite3_int64)entry->round);
    sqlite3_bind_int64(latest, 3, (sqlite3_int64)entry->ballot);
    scr_result result = store_next(store, latest, &row, diagnosis);
    const char *now = row ? (const char *)sqlite3_column_text(latest, 0) : "";
    *matches = now && !strcmp(now, was);
    sqlite3_reset(latest);
    return result;
}

/* `last` is the last round; `closed`: it takes no first entries. */
static scr_result put_entries(const struct store *store, size_t tree, const struct audit_entry *entries, size_t count,
                              size_t last, bool closed, struct scr_diagnosis *diagnosis) {
    sqlite3_stmt *latest = NULL, *insert = NULL;
    scr_result result;
    SCR_TRY_OR(result,
               store_prepare(store,
                             "SELECT now FROM audit_entry WHERE tree = ? AND round = ? AND ballot = ?"
                             " ORDER BY sequence DESC LIMIT 1",
                             &latest, diagnosis),
               done);
    SCR_TRY_OR(result,
               store_prepare(store,
                             "INSERT INTO audit_entry (tree, round, ballot, was, now, reason, time, during)"
                             " VALUES (?, ?, ?, ?, ?, ?, ?, ?)",
                             &insert, diagnosis),
               done);
    for (size_t i = 0; i < count; i++) {
        const struct audit_entry *entry = &entries[i];
        char was[2] = {entry->was, 0}, now[2] = {entry->now, 0};
        bool matches;
        SCR_TRY_OR(result, compare_standing(store, latest, tree, entry, &matches, diagnosis), done);
        if (!matches || entry->during != last || (!entry->was && (closed || entry->round != last))) {
            result = meanwhile(store, diagnosis);
            goto done;
        }
        SCR_TRY_OR(result,
                   store_run(store, insert, diagnosis, "nnnttttn", tree, entry->round, (size_t)entry->ballot, was, now,
                             entry->reason, entry->time, entry->during),
                   done);
    }
done:
    sqlite3_finalize(latest);
    sqlite3_finalize(insert);
    return result;
}

static scr_result add_entries(struct store *store, size_t tree, const struct audit_entry *entries, size_t count,
                              const struct audit_log *unchanged, bool reopen, struct scr_diagnosis *diagnosis) {
    size_t last, closed;
    scr_result result;
    SCR_TRY(store_execute(store, "BEGIN IMMEDIATE", diagnosis));
    if (unchanged) SCR_TRY_OR(result, require_unchanged(store, tree, unchanged, diagnosis), done);
    SCR_TRY_OR(
        result,
        ask(store, "SELECT coalesce(max(number), 0) FROM audit_round WHERE tree = ?", &tree, 1, &last, diagnosis),
        done);
    SCR_TRY_OR(result,
               ask(store, "SELECT replanned FROM audit_round WHERE tree = ? ORDER BY number DESC LIMIT 1", &tree, 1,
                   &closed, diagnosis),
               done);
    SCR_TRY_OR(result, put_entries(store, tree, entries, count, last, closed, diagnosis), done);
    if (reopen) result = close_last(store, tree, false, diagnosis);
done:
    return store_settle(store, result, diagnosis);
}

scr_result store_add_entries(struct store *store, size_t tree, const struct audit_entry *entries, size_t count,
                             const struct audit_log *unchanged, struct scr_diagnosis *diagnosis) {
    return add_entries(store, tree, entries, count, unchanged, false, diagnosis);
}

scr_result store_add_correction(struct store *store, size_t tree, const struct audit_entry *entry,
                                const struct audit_log *unchanged, bool reopen, struct scr_diagnosis *diagnosis) {
    return add_entries(store, tree, entry, 1, unchanged, reopen, diagnosis);
}
