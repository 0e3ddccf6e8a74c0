/* funds_summary.c: who loses and who gains on average, and pairs of districts that change places. */
#include <stdlib.h>

#include "gen/impact/study.h"

struct district {
    uint64_t weight, children;
    uint64_t sum;          /* of shares over the trials, at most 10^18 */
    impact_wide deviation; /* sum of squared deviations from the mean, at most 10^30 */
};

static int by_size(const void *a, const void *b) {
    const struct district *x = a, *y = b;
    if (x->weight != y->weight) return x->weight < y->weight ? -1 : 1;
    return (x->children > y->children) - (x->children < y->children);
}

static void count_inversions(const struct district *districts, size_t count, struct impact_funds_summary *summary) {
    for (size_t larger = 1; larger < count; larger++) {
        const struct district *b = &districts[larger];
        bool certain = false;
        for (size_t smaller = larger; smaller && districts[smaller - 1].weight == b->weight; smaller--) {
            const struct district *a = &districts[smaller - 1];
            if (a->sum <= b->sum || a->children == b->children) continue;
            impact_wide more = a->sum - b->sum;
            summary->inversions++;
            if (more * more <= 36 * (a->deviation + b->deviation)) continue;
            summary->certain++;
            certain = true;
        }
        summary->inverted += certain;
    }
}

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
    struct district *districts = calloc(study->count, sizeof *districts);
    if (!districts) return (scr_result){SCR_MEMORY};
    *summary = (struct impact_funds_summary){0};
    for (size_t i = 0; i < study->count; i++) {
        const impact_wide *row = outcome->sums + 3 * i;
        uint64_t weight = study->table->rows[i].values[IMPACT_WEIGHT];
        districts[i] = (struct district){weight, study->counts[0][i], (uint64_t)row[0],
                                         (trials * row[2] - row[0] * row[0]) / trials};
        add(summary, study, i, row, &any);
    }
    qsort(districts, study->count, sizeof *districts, by_size);
    count_inversions(districts, study->count, summary);
    free(districts);
    return scr_done();
}
