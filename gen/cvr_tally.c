/* cvr_tally.c: counts codes first and looks at the sets of candidates behind them once. */
#include "cvr_tally.h"

#include <stdlib.h>

static scr_result count_codes(void *context, size_t first, const uint32_t *codes, size_t count) {
    uint64_t *counts = context;
    (void)first;
    for (size_t i = 0; i < count; i++) counts[codes[i]]++; /* within bounds: the store checks every code */
    return scr_done();
}

static void add_up(const struct cvr_contest *contest, const uint64_t *counts, struct cvr_tally *tally) {
    for (size_t s = 0; s < contest->selection_count; s++) {
        const struct cvr_selection *selection = &contest->selections[s];
        uint64_t ballots = counts[CVR_FIRST_SELECTION + s];
        if (cvr_is_overvote(contest, CVR_FIRST_SELECTION + s)) {
            tally->overvotes += ballots;
            continue;
        }
        tally->voted += ballots;
        tally->undervotes += ballots * (contest->votes_allowed - selection->count);
        for (size_t k = 0; k < selection->count; k++) tally->votes[selection->candidates[k]] += ballots;
    }
}

scr_result cvr_tally_count(struct store *store, const struct cvr_records *records, size_t contest,
                           struct cvr_tally *tally, struct scr_diagnosis *diagnosis) {
    const struct cvr_contest *in = &records->contests[contest];
    uint64_t *counts = calloc(CVR_FIRST_SELECTION + in->selection_count, sizeof *counts);
    *tally = (struct cvr_tally){.votes = calloc(in->candidate_count + 1, sizeof *tally->votes)};
    scr_result result = counts && tally->votes ? scr_done() : (scr_result){SCR_MEMORY};
    if (!scr_failed(result)) result = store_each_code(store, records, contest, count_codes, counts, diagnosis);
    if (!scr_failed(result)) {
        tally->blanks = counts[CVR_BLANK];
        tally->overvotes = counts[CVR_OVERVOTE];
        tally->unknown = counts[CVR_UNKNOWN];
        add_up(in, counts, tally);
        /* Chunks without a ballot that bears the contest have no codes. */
        tally->not_on_ballot = records->ballot_count - tally->voted - tally->blanks - tally->overvotes - tally->unknown;
    }
    free(counts);
    return result;
}

void cvr_tally_free(struct cvr_tally *tally) {
    free(tally->votes);
    *tally = (struct cvr_tally){0};
}
