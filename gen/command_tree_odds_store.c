/* command_tree_odds_store.c: votes of one contest over the ballots in storage. */
#include "gen/command_tree_odds_store.h"

#include <stdlib.h>
#include <string.h>

#include "gen/reconcile/reconcile.h"
#include "scrutineer/text.h"

struct counting {
    const struct cvr_contest *in;
    const uint8_t *stored; /* [records]: whether the record's ballot is in storage */
    struct odds_contest *out;
};

static scr_result count(void *context, size_t first, const uint32_t *codes, size_t length) {
    struct counting *counting = context;
    for (size_t i = 0; i < length; i++) {
        if (!counting->stored[first + i] || codes[i] < CVR_FIRST_SELECTION) continue;
        const struct cvr_selection *selection = &counting->in->selections[codes[i] - CVR_FIRST_SELECTION];
        if (selection->count != 1) continue; /* overvoted: one vote is allowed */
        counting->out->votes[selection->candidates[0]]++;
        counting->out->voted++;
    }
    return scr_done();
}

static scr_result find(const struct cvr_records *records, const char *wanted, size_t *index,
                       struct scr_diagnosis *diagnosis) {
    size_t found = 0;
    for (size_t i = 0; i < records->contest_count; i++)
        if (!strcmp(wanted, records->contests[i].id) || !strcmp(wanted, records->contests[i].name)) {
            *index = i;
            found++;
        }
    if (!found) return scr_refuse(diagnosis, SCR_USAGE, "tree odds", "no contest has the id or name of --contest");
    if (found > 1)
        return scr_refuse(diagnosis, SCR_USAGE, "tree odds",
                          "%zu contests have the name of --contest; give its id, which 'scrutineer-gen tally' shows",
                          found);
    const struct cvr_contest *in = &records->contests[*index];
    if (in->votes_allowed != 1)
        return scr_refuse(diagnosis, SCR_USAGE, "tree odds",
                          "voters have %u votes in this contest; a plurality tree serves contests of one vote",
                          in->votes_allowed);
    if (in->candidate_count > TREE_CANDIDATES_MOST)
        return scr_refuse(diagnosis, SCR_LIMIT, "tree odds", "the contest has %zu candidates; at most %d are possible",
                          in->candidate_count, TREE_CANDIDATES_MOST);
    return scr_done();
}

/* Names as people see them on a terminal and in JSON are escaped there. */
static scr_result copy_names(const struct cvr_contest *in, struct odds_contest *out) {
    out->name = scr_arena_copy(&out->arena, in->name, strlen(in->name));
    if (!out->name) return (scr_result){SCR_MEMORY};
    for (; out->candidates < in->candidate_count; out->candidates++) {
        const char *name = in->candidates[out->candidates].name;
        out->candidate_names[out->candidates] = scr_arena_copy(&out->arena, name, strlen(name));
        if (!out->candidate_names[out->candidates]) return (scr_result){SCR_MEMORY};
    }
    return scr_done();
}

static scr_result count_stored(struct store *store, const struct cvr_records *records, size_t index,
                               const struct reconciliation *r, struct odds_contest *out,
                               struct scr_diagnosis *diagnosis) {
    uint8_t *stored = calloc(records->ballot_count + 1, 1);
    if (!stored) return (scr_result){SCR_MEMORY};
    for (size_t s = 0; s < r->slot_count; s++)
        if (r->slots[s] != RECONCILE_PHANTOM) stored[r->slots[s]] = 1;
    struct counting counting = {&records->contests[index], stored, out};
    scr_result result = store_each_code(store, records, index, count, &counting, diagnosis);
    free(stored);
    return result;
}

static scr_result load(struct store *store, const char *wanted, struct odds_contest *out,
                       struct scr_diagnosis *diagnosis) {
    struct cvr_records records = {0};
    struct manifest manifest = {0};
    struct reconciliation r = {0};
    size_t index = 0;
    scr_result result = scr_done();
    SCR_TRY_OR(result, store_load_cvr(store, &records, diagnosis), done);
    SCR_TRY_OR(result, find(&records, wanted, &index, diagnosis), done);
    SCR_TRY_OR(result, copy_names(&records.contests[index], out), done);
    SCR_TRY_OR(result, store_load_manifest(store, &manifest, diagnosis), done);
    SCR_TRY_OR(result, reconcile(store, &records, &manifest, &r, diagnosis), done);
    SCR_TRY_OR(result, count_stored(store, &records, index, &r, out, diagnosis), done);
    out->ballots = r.slot_count;
    out->outside = r.outside;
    out->unresolved = r.unresolved;
    if (!out->voted)
        result = scr_refuse(diagnosis, SCR_STORE, "tree odds", "no ballot in storage has a valid vote in this contest");
done:
    reconciliation_free(&r);
    manifest_free(&manifest);
    cvr_records_free(&records);
    return result;
}

scr_result odds_contest_load(const struct command_context *context, const char *wanted, struct odds_contest *contest) {
    struct store *store;
    SCR_TRY(store_open(context->store_path, STORE_READ, &store, context->diagnosis));
    scr_result result = load(store, wanted, contest, context->diagnosis);
    store_close(store);
    return result;
}

void odds_contest_free(struct odds_contest *contest) {
    scr_arena_free(&contest->arena);
    *contest = (struct odds_contest){0};
}
