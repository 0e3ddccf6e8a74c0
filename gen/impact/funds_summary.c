/* funds_summary.c: who loses and who gains on average, and pairs of districts that change places. */
#include <stdlib.h>

#include "gen/impact/inversions.h"

static void add(struct impact_funds_summary *summary, const struct impact_study *study, size_t i,
                const impact_wide *row, bool *any) {
    uint32_t trials = study->parameters->trials;
    impact_signed more = (impact_signed)row[0] - (impact_signed)((impact_wide)trials * study->truth[i]);
    summary->total += (impact_wide)(more < 0 ? -more : more);
    summary->deviation += row[1];
    if (!i || more < summary->least) summary->least = more, summary->least_row = i;
    if (!i || more > summary->most) summary->most = more, summary->most_row = i;
    if (!study->truth[i]) return;
    impact_wide times = row[0] * 1000000 / ((impact_wide)trials * study->truth[i]);
    if (!*any || times < summary->multiplicative_least) summary->multiplicative_least = times;
    if (!*any || times > summary->multiplicative_most) summary->multiplicative_most = times;
    *any = true;
}

scr_result impact_funds_summarise(const struct impact_study *study, const struct impact_outcome *outcome,
                                  struct impact_funds_summary *summary) {
    uint32_t trials = study->parameters->trials;
    bool any = false;
    struct impact_district *districts = calloc(study->count, sizeof *districts);
    if (!districts) return (scr_result){SCR_MEMORY};
    *summary = (struct impact_funds_summary){0};
    for (size_t i = 0; i < study->count; i++) {
        const impact_wide *row = outcome->sums + 3 * i;
        uint64_t weight = study->table->rows[i].values[IMPACT_WEIGHT];
        districts[i] = (struct impact_district){weight, study->counts[0][i], (uint64_t)row[0],
                                                (trials * row[2] - row[0] * row[0]) / trials};
        add(summary, study, i, row, &any);
    }
    struct impact_inversions inversions;
    scr_result result = impact_inversions_count(districts, study->count, &inversions);
    free(districts);
    SCR_TRY(result);
    summary->inversions = inversions.pairs;
    summary->certain = inversions.certain;
    summary->inverted = inversions.losers;
    return scr_done();
}
