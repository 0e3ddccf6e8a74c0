/* ledger_last.c: whether the ledger's last entry announces the measurement that it stands beside: part of DPR-06. */
#include <inttypes.h>
#include <string.h>

#include "scrutineer/rational.h"
#include "verify/release/statement.h"
#include "verify/sorted.h"

static const char *loss_contest(const void *items, size_t position) {
    return ((const struct ledger_loss *)items)[position].contest_id;
}

/* What a contest's shares cost in the ledger's adjacency, as the canonical text of a fraction. */
static scr_result charge(const struct published_statement *statement, const struct measured_contest *contest,
                         struct scr_rational *sum, struct scr_rational *term, struct scr_buffer *out) {
    SCR_TRY(scr_rational_set(sum, 0, 1));
    for (size_t i = 0; i < contest->share_count; i++) {
        const struct fraction *epsilon = &contest->shares[i].epsilon;
        SCR_TRY(scr_rational_set(term, (int64_t)(statement->add_remove ? 2 * epsilon->p : epsilon->p), epsilon->q));
        SCR_TRY(scr_rational_add(sum, sum, term));
    }
    out->length = 0;
    return scr_rational_print(sum, out);
}

static scr_result check_charges(const struct published_statement *statement, const struct ledger_entry *entry,
                                const size_t *order, struct complaint *complaint) {
    const struct ledger_loss *losses = statement->ledger.losses + entry->first_loss;
    struct scr_rational *sum = NULL, *term = NULL;
    struct scr_buffer text = {0};
    scr_result result = scr_rational_new(&sum);
    if (!scr_failed(result)) result = scr_rational_new(&term);
    for (size_t i = 0; i < statement->contest_count && !scr_failed(result); i++) {
        const struct measured_contest *contest = &statement->contests[i];
        size_t found = sorted_find(order, losses, entry->loss_count, loss_contest, contest->id);
        result = charge(statement, contest, sum, term, &text);
        if (scr_failed(result)) break;
        if (found == entry->loss_count)
            complain(complaint, "the last ledger entry charges nothing for contest %s, whose shares sum to %s",
                     shown(complaint, contest->id), (const char *)text.data);
        else if (strcmp(losses[found].epsilon, (const char *)text.data) != 0)
            complain(complaint, "the last ledger entry charges %s for contest %s, whose shares sum to %s%s",
                     losses[found].epsilon, shown(complaint, contest->id), (const char *)text.data,
                     statement->add_remove ? " (add-remove counts twice)" : "");
    }
    scr_buffer_free(&text);
    scr_rational_free(term);
    scr_rational_free(sum);
    return result;
}

static void check_entry(const struct published_statement *statement, const struct ledger_entry *entry,
                        struct complaint *complaint) {
    char announced[SCR_HEX_SIZE], measured[SCR_HEX_SIZE];
    if (entry->kind != LEDGER_ANNOUNCE) {
        complain(complaint, "the last ledger entry announces nothing");
        return;
    }
    if (entry->release != statement->release)
        complain(complaint, "the last ledger entry announces release %" PRIu32 ", the statement is of release %" PRIu32,
                 entry->release, statement->release);
    if (!scr_hash_equal(&entry->digest, &statement->table_root)) {
        scr_hash_hex(&entry->digest, announced);
        scr_hash_hex(&statement->table_root, measured);
        complain(complaint, "the last ledger entry has the Digest %s, the statement the TableRoot %s", announced,
                 measured);
    }
    /* With each of the statement's contests charged and no contest twice, one more would be for another contest. */
    if (entry->loss_count > statement->contest_count)
        complain(complaint, "the last ledger entry has %zu losses for %zu contests", entry->loss_count,
                 statement->contest_count);
}

scr_result ledger_check_last(const struct published_statement *statement, struct complaint *complaint) {
    const struct ledger *ledger = &statement->ledger;
    const struct ledger_entry *entry = &ledger->entries[ledger->entry_count - 1]; /* the schema asks for one */
    struct scr_arena arena = {0};
    check_entry(statement, entry, complaint);
    const struct ledger_loss *losses = ledger->losses + entry->first_loss;
    const size_t *order = sorted_by_name(&arena, losses, entry->loss_count, loss_contest);
    scr_result result = order ? scr_done() : (scr_result){SCR_MEMORY};
    if (order && entry->kind == LEDGER_ANNOUNCE) result = check_charges(statement, entry, order, complaint);
    scr_arena_free(&arena);
    return result;
}
