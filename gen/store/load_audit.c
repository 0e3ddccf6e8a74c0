/* load_audit.c: reads trees, rounds and entries back; every field is checked, since a store may have been edited by
 * hand. */
#include <stdlib.h>
#include <string.h>

#include "gen/store/database.h"
#include "gen/store/store_audit.h"
#include "gen/tree/shape.h"
#include "scrutineer/text.h"

static scr_result damaged(const struct store *store, struct scr_diagnosis *diagnosis) {
    return scr_refuse(diagnosis, SCR_STORE, store->shown,
                      "the store is damaged: its trees or audits are not as they were written");
}

static bool number_of(sqlite3_stmt *row, int column, size_t most, size_t *number) {
    sqlite3_int64 value = sqlite3_column_int64(row, column);
    if (sqlite3_column_type(row, column) != SQLITE_INTEGER || value < 0 || (uint64_t)value > most) return false;
    *number = (size_t)value;
    return true;
}

/* NULL when it is no text. */
static const char *text_of(sqlite3_stmt *row, int column) {
    const char *text = (const char *)sqlite3_column_text(row, column);
    int length = sqlite3_column_bytes(row, column);
    if (!text || length < 0 || memchr(text, 0, (size_t)length) || !scr_utf8_valid(text, (size_t)length)) return NULL;
    return text;
}

/* A digest, or nothing. */
static bool digest_of(sqlite3_stmt *row, int column, bool *stands, struct scr_hash *hash) {
    const char *text = text_of(row, column);
    *stands = text && *text;
    return text && (!*text || scr_hash_parse(text, hash));
}

static bool copy_text(sqlite3_stmt *row, int column, struct scr_arena *arena, const char **text) {
    const char *found = text_of(row, column);
    *text = found ? scr_arena_copy(arena, found, strlen(found)) : NULL;
    return *text != NULL;
}

static bool take_tree(sqlite3_stmt *row, struct tree_record *record) {
    bool digest, commitment;
    const char *disclosure = text_of(row, 8), *winner = text_of(row, 9);
    if (!number_of(row, 0, SIZE_MAX >> 1, &record->number) || !disclosure || !winner || strlen(winner) != 1)
        return false;
    record->disclose_all = !strcmp(disclosure, "all");
    record->winner = *winner;
    return copy_text(row, 1, &record->arena, &record->contest) && digest_of(row, 2, &digest, &record->digest) &&
           digest && digest_of(row, 3, &record->supersedes, &record->superseded) &&
           digest_of(row, 4, &commitment, &record->commitment) && commitment &&
           copy_text(row, 5, &record->arena, &record->seed) &&
           digest_of(row, 6, &record->recorded, &record->seed_record) &&
           copy_text(row, 7, &record->arena, &record->plan_kind);
}

void tree_record_free(struct tree_record *record) {
    scr_arena_free(&record->arena);
    *record = (struct tree_record){0};
}

/* Ballots, ascending: *ballots is malloc'ed. */
static scr_result load_ballots(const struct store *store, const char *sql, size_t tree, size_t round,
                               uint32_t **ballots, size_t *count, struct scr_diagnosis *diagnosis) {
    sqlite3_stmt *statement = NULL;
    size_t room = 0, number;
    bool row = true;
    *ballots = NULL;
    *count = 0;
    scr_result result = store_prepare(store, sql, &statement, diagnosis);
    if (scr_failed(result)) goto done;
    sqlite3_bind_int64(statement, 1, (sqlite3_int64)tree);
    if (round) sqlite3_bind_int64(statement, 2, (sqlite3_int64)round);
    SCR_TRY_OR(result, scr_grow(ballots, &room, 1, sizeof **ballots), done);
    for (;;) {
        SCR_TRY_OR(result, store_next(store, statement, &row, diagnosis), done);
        if (!row) break;
        if (!number_of(statement, 0, TREE_LEAVES_MOST, &number) || !number) {
            result = damaged(store, diagnosis);
            goto done;
        }
        SCR_TRY_OR(result, scr_grow(ballots, &room, *count + 1, sizeof **ballots), done);
        (*ballots)[(*count)++] = (uint32_t)number;
    }
done:
    sqlite3_finalize(statement);
    if (scr_failed(result)) {
        free(*ballots);
        *ballots = NULL;
    }
    return result;
}

static scr_result load_plan(const struct store *store, struct tree_record *record, struct scr_diagnosis *diagnosis) {
    uint32_t *plan, *kept;
    SCR_TRY(load_ballots(store, "SELECT ballot FROM tree_plan WHERE tree = ? ORDER BY ballot", record->number, 0, &plan,
                         &record->plan_count, diagnosis));
    kept = scr_arena_alloc(&record->arena, record->plan_count, sizeof *kept);
    if (kept && record->plan_count) memcpy(kept, plan, record->plan_count * sizeof *kept);
    record->plan = kept;
    free(plan);
    return (scr_result){kept ? SCR_DONE : SCR_MEMORY};
}

scr_result store_load_tree(struct store *store, const char *contest, struct tree_record *record, bool *found,
                           struct scr_diagnosis *diagnosis) {
    sqlite3_stmt *statement = NULL;
    *record = (struct tree_record){0};
    *found = false;
    scr_result result = store_prepare(store,
                                      "SELECT number, contest, sha256, supersedes, commitment, seed, seed_record, plan,"
                                      " disclosure, winner FROM tree WHERE contest = ?",
                                      &statement, diagnosis);
    if (!scr_failed(result) && sqlite3_bind_text(statement, 1, contest, -1, SQLITE_STATIC) != SQLITE_OK)
        result = store_refuse(store, diagnosis);
    if (!scr_failed(result)) result = store_next(store, statement, found, diagnosis);
    if (!scr_failed(result) && *found && !take_tree(statement, record)) result = damaged(store, diagnosis);
    sqlite3_finalize(statement);
    if (!scr_failed(result) && *found) result = load_plan(store, record, diagnosis);
    if (scr_failed(result)) tree_record_free(record);
    return result;
}

scr_result store_only_tree(struct store *store, struct scr_arena *arena, const char **contest,
                           struct scr_diagnosis *diagnosis) {
    sqlite3_stmt *statement = NULL;
    bool row = false;
    *contest = NULL;
    scr_result result =
        store_prepare(store, "SELECT min(contest) FROM tree HAVING count(*) = 1", &statement, diagnosis);
    if (!scr_failed(result)) result = store_next(store, statement, &row, diagnosis);
    if (!scr_failed(result) && row && !copy_text(statement, 0, arena, contest)) result = damaged(store, diagnosis);
    sqlite3_finalize(statement);
    return result;
}

static scr_result load_rounds(const struct store *store, size_t tree, struct audit_log *log,
                              struct scr_diagnosis *diagnosis) {
    sqlite3_stmt *statement = NULL;
    bool row = false;
    scr_result result = store_prepare(store, "SELECT number, replanned FROM audit_round WHERE tree = ? ORDER BY number",
                                      &statement, diagnosis);
    if (!scr_failed(result)) sqlite3_bind_int64(statement, 1, (sqlite3_int64)tree);
    while (!scr_failed(result)) {
        size_t number, replanned, count;
        uint32_t *planned;
        result = store_next(store, statement, &row, diagnosis);
        if (scr_failed(result) || !row) break;
        if (!number_of(statement, 0, AUDIT_ROUNDS_MOST, &number) || number != log->round_count + 1 ||
            !number_of(statement, 1, 1, &replanned)) {
            result = damaged(store, diagnosis);
            break;
        }
        result =
            load_ballots(store, "SELECT ballot FROM audit_round_ballot WHERE tree = ? AND round = ? ORDER BY ballot",
                         tree, number, &planned, &count, diagnosis);
        if (!scr_failed(result)) result = audit_add_round(log, planned, count, replanned);
    }
    sqlite3_finalize(statement);
    return result;
}

static bool take_entry(sqlite3_stmt *row, struct audit_entry *entry) {
    size_t ballot;
    const char *was = text_of(row, 2);
    if (!was || strlen(was) > 1) return false;
    entry->was = *was;
    const char *now = text_of(row, 3);
    entry->reason = text_of(row, 4);
    entry->time = text_of(row, 5);
    if (!now || strlen(now) > 1 || !entry->reason || !entry->time) return false;
    entry->now = *now;
    if (!number_of(row, 0, AUDIT_ROUNDS_MOST, &entry->round) || !number_of(row, 1, TREE_LEAVES_MOST, &ballot) ||
        !number_of(row, 6, AUDIT_ROUNDS_MOST, &entry->during))
        return false;
    entry->ballot = (uint32_t)ballot;
    return true;
}

static scr_result load_entries(const struct store *store, size_t tree, struct audit_log *log,
                               struct scr_diagnosis *diagnosis) {
    sqlite3_stmt *statement = NULL;
    bool row = false;
    scr_result result =
        store_prepare(store,
                      "SELECT round, ballot, was, now, reason, time, during FROM audit_entry WHERE tree = ?"
                      " ORDER BY sequence",
                      &statement, diagnosis);
    if (!scr_failed(result)) sqlite3_bind_int64(statement, 1, (sqlite3_int64)tree);
    while (!scr_failed(result)) {
        struct audit_entry entry;
        result = store_next(store, statement, &row, diagnosis);
        if (scr_failed(result) || !row) break;
        result = take_entry(statement, &entry) ? audit_add_entry(log, &entry) : damaged(store, diagnosis);
    }
    sqlite3_finalize(statement);
    return result;
}

/* One read transaction: rounds and entries belong together. */
scr_result store_load_audit(struct store *store, size_t tree, struct audit_log *log, struct scr_diagnosis *diagnosis) {
    SCR_TRY(store_execute(store, "BEGIN", diagnosis));
    scr_result result = load_rounds(store, tree, log, diagnosis);
    if (!scr_failed(result)) result = load_entries(store, tree, log, diagnosis);
    result = store_roll_back(store, result, diagnosis);
    return result;
}
