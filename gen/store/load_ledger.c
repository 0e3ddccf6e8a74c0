/* load_ledger.c: reads the ledger back and checks its chain and its head. */
#include <string.h>

#include "gen/store/store_release.h"
#include "ledger_head.h"
#include "load_rows.h"

#define LEDGER_ENTRIES_MOST 100000
#define LEDGER_LOSSES_MOST 10000

static scr_result damaged(const struct row_loading *loading) {
    return scr_refuse(loading->diagnosis, SCR_STORE, loading->store->shown,
                      "the store is damaged: its ledger is not as it was written");
}

static scr_result load_hash(const struct row_loading *loading, sqlite3_stmt *row, int column, struct scr_hash *hash) {
    const char *hex;
    SCR_TRY(load_text(loading, row, column, &hex));
    return scr_hash_parse(hex, hash) ? scr_done() : damaged(loading);
}

static bool kind_of(const char *name, enum ledger_kind *kind) {
    static const enum ledger_kind kinds[] = {LEDGER_ANNOUNCE, LEDGER_FINISH, LEDGER_DISCLOSURE};
    for (size_t i = 0; i < sizeof kinds / sizeof *kinds; i++)
        if (!strcmp(name, ledger_kind_name(kinds[i]))) {
            *kind = kinds[i];
            return true;
        }
    return false;
}

static scr_result take_losses(struct row_loading *loading, size_t number, struct ledger_entry *entry) {
    sqlite3_stmt *statement = NULL;
    bool row = true;
    char sql[160];
    sqlite3_snprintf(sizeof sql, sql, "SELECT count(*) FROM ledger_loss WHERE entry = %llu",
                     (unsigned long long)number);
    SCR_TRY(load_count(loading, sql, LEDGER_LOSSES_MOST, &entry->loss_count));
    entry->losses = scr_arena_alloc(loading->arena, entry->loss_count, sizeof *entry->losses);
    if (!entry->losses) return (scr_result){SCR_MEMORY};
    sqlite3_snprintf(sizeof sql, sql, "SELECT contest, epsilon FROM ledger_loss WHERE entry = %llu ORDER BY position",
                     (unsigned long long)number);
    scr_result result = store_prepare(loading->store, sql, &statement, loading->diagnosis);
    for (size_t i = 0; !scr_failed(result); i++) {
        SCR_TRY_OR(result, store_next(loading->store, statement, &row, loading->diagnosis), done);
        if (!row) break;
        if (i >= entry->loss_count) result = damaged(loading);
        if (!scr_failed(result)) result = load_text(loading, statement, 0, &entry->losses[i].contest);
        if (!scr_failed(result)) result = load_text(loading, statement, 1, &entry->losses[i].epsilon);
    }
done:
    sqlite3_finalize(statement);
    return result;
}

static scr_result take_entry(struct row_loading *loading, sqlite3_stmt *row, struct ledger *ledger) {
    struct ledger_entry entry = {0};
    size_t number, release;
    const char *kind;
    SCR_TRY(load_number(loading, row, 0, LEDGER_ENTRIES_MOST, &number));
    SCR_TRY(load_text(loading, row, 1, &kind));
    SCR_TRY(load_number(loading, row, 2, NOISE_RELEASES_MOST, &release));
    SCR_TRY(load_hash(loading, row, 3, &entry.digest));
    SCR_TRY(load_hash(loading, row, 4, &entry.hash));
    if (number != ledger->count + 1 || !kind_of(kind, &entry.kind)) return damaged(loading);
    entry.release = (uint32_t)release;
    SCR_TRY(take_losses(loading, number, &entry));
    SCR_TRY(scr_grow(&ledger->entries, &ledger->capacity, number, sizeof *ledger->entries));
    ledger->entries[ledger->count++] = entry;
    return scr_done();
}

static scr_result take_total(struct row_loading *loading, struct ledger *ledger) {
    sqlite3_stmt *statement = NULL;
    bool row = false;
    SCR_TRY(store_prepare(loading->store, "SELECT total FROM ledger", &statement, loading->diagnosis));
    scr_result result = store_next(loading->store, statement, &row, loading->diagnosis);
    if (!scr_failed(result) && row) result = load_text(loading, statement, 0, &ledger->total);
    sqlite3_finalize(statement);
    return result;
}

static scr_result load(struct row_loading *loading, struct ledger *ledger) {
    sqlite3_stmt *statement = NULL;
    bool row = true, intact = false;
    SCR_TRY(take_total(loading, ledger));
    SCR_TRY(store_prepare(loading->store,
                          "SELECT number, kind, release, digest, hash FROM ledger_entry ORDER BY number", &statement,
                          loading->diagnosis));
    scr_result result = scr_done();
    while (!scr_failed(result)) {
        result = store_next(loading->store, statement, &row, loading->diagnosis);
        if (scr_failed(result) || !row) break;
        result = take_entry(loading, statement, ledger);
    }
    sqlite3_finalize(statement);
    SCR_TRY(result);
    SCR_TRY(ledger_intact(ledger, &intact));
    return intact && !ledger->total == !ledger->count ? scr_done() : damaged(loading);
}

scr_result store_load_ledger(struct store *store, struct ledger *ledger, struct scr_diagnosis *diagnosis) {
    struct row_loading loading = {.store = store, .diagnosis = diagnosis, .arena = &ledger->arena};
    SCR_TRY(store_execute(store, "BEGIN", diagnosis));
    scr_result result = load(&loading, ledger);
    result = store_roll_back(store, result, diagnosis);
    SCR_TRY(result);
    return ledger_head_check(store, ledger, diagnosis);
}
