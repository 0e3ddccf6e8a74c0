/* load_disclosure.c: what was published that reveals single ballots, as entries of the ledger. */
#include <string.h>

#include "gen/store/store_release.h"
#include "load_rows.h"

static bool stands(const struct ledger *ledger, const char *contest, const struct scr_hash *digest) {
    for (size_t i = 0; i < ledger->count; i++) {
        const struct ledger_entry *entry = &ledger->entries[i];
        if (entry->kind == LEDGER_DISCLOSURE && scr_hash_equal(&entry->digest, digest) && entry->loss_count == 1 &&
            !strcmp(entry->losses[0].contest, contest))
            return true;
    }
    return false;
}

scr_result store_add_disclosures(struct store *store, struct ledger *ledger, struct scr_diagnosis *diagnosis) {
    struct row_loading loading = {.store = store, .diagnosis = diagnosis, .arena = &ledger->arena};
    sqlite3_stmt *statement = NULL;
    bool row = true;
    SCR_TRY(
        store_prepare(store, "SELECT contest, sha256 FROM disclosure ORDER BY contest, sha256", &statement, diagnosis));
    scr_result result = scr_done();
    while (!scr_failed(result)) {
        struct ledger_loss loss = {.epsilon = "unlimited"};
        struct ledger_entry entry = {.kind = LEDGER_DISCLOSURE, .losses = &loss, .loss_count = 1};
        const char *hex;
        SCR_TRY_OR(result, store_next(store, statement, &row, diagnosis), done);
        if (!row) break;
        SCR_TRY_OR(result, load_text(&loading, statement, 0, &loss.contest), done);
        SCR_TRY_OR(result, load_text(&loading, statement, 1, &hex), done);
        if (!scr_hash_parse(hex, &entry.digest))
            result = load_damaged(&loading);
        else if (!stands(ledger, loss.contest, &entry.digest))
            result = ledger_append(ledger, &entry);
    }
done:
    sqlite3_finalize(statement);
    return result;
}

scr_result store_has_records(struct store *store, bool *has, struct scr_diagnosis *diagnosis) {
    return store_any(store, "SELECT 1 FROM cvr_summary", has, diagnosis);
}
