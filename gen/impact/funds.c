/* funds.c: shares in proportion to weighted counts, and the repair that leaves nobody worse off. */
#include <math.h>
#include <stdlib.h>

#include "gen/impact/study_parts.h"
#include "gen/release/field.h"

#define INFLATION_MOST UINT64_C(1000000000000000)

static uint64_t weight_of(const struct impact_study *study, size_t i) {
    return study->table->rows[i].values[IMPACT_WEIGHT];
}

/* floor(10^12 w x / S): w < 2^20, x < 2^61 also in DAWA's units, 10^12 < 2^40: below 2^121. */
static uint64_t share_of(impact_wide weighted, impact_wide total) {
    return total ? (uint64_t)(weighted * IMPACT_SHARE / total) : 0;
}

void impact_funds_truth(struct impact_study *study) {
    for (size_t i = 0; i < study->count; i++) study->total += (impact_wide)weight_of(study, i) * study->counts[0][i];
    for (size_t i = 0; i < study->count; i++)
        study->truth[i] = share_of((impact_wide)weight_of(study, i) * study->counts[0][i], study->total);
}

uint64_t impact_slack(size_t n, struct impact_fraction delta, struct impact_fraction epsilon) {
    /* No noise and no published share goes through this logarithm: only how many whole persons the repair adds. */
    double exponent = log((double)n * (double)delta.q / (double)delta.p);
    return (uint64_t)ceil(exponent * (double)epsilon.q / (double)epsilon.p);
}

/* 0 repaired, 1 failed, 2 refused. n <= 20,000 < 2^15, |x| <= 2^30 + 2^40, D < 2^40. */
static uint8_t no_penalty(struct impact_trial *trial, uint64_t *inflation) {
    const struct impact_study *study = trial->study;
    impact_signed slack = (impact_signed)trial->outcome->slack, rest = 0;
    impact_wide given = 0;
    bool failed = false;
    *inflation = 0;
    for (size_t i = 0; i < study->count; i++) {
        impact_signed x = trial->noisy[0][i];
        rest += (impact_signed)weight_of(study, i) * (x - slack);
        if (x + slack > 0) given += (impact_wide)weight_of(study, i) * (impact_wide)(x + slack);
    }
    if (rest <= 0) return 2;
    for (size_t i = 0; i < study->count && !failed; i++) {
        impact_signed more = trial->noisy[0][i] + slack;
        /* the weight stands on both sides; below 2^65 2^42 and 2^30 2^78 */
        failed =
            (more > 0 ? (impact_wide)more * study->total : 0) < (impact_wide)study->counts[0][i] * (impact_wide)rest;
    }
    impact_wide times = given * 1000000 / (impact_wide)rest;
    *inflation = times < INFLATION_MOST ? (uint64_t)times : INFLATION_MOST;
    return failed;
}

scr_result impact_funds_trial(struct impact_trial *trial) {
    const struct impact_study *study = trial->study;
    struct impact_outcome *outcome = trial->outcome;
    impact_wide total = 0;
    for (size_t i = 0; i < study->count; i++)
        if (trial->noisy[0][i] > 0) total += (impact_wide)weight_of(study, i) * (uint64_t)trial->noisy[0][i];
    outcome->empty += !total;
    for (size_t i = 0; i < study->count; i++) {
        impact_wide *row = outcome->sums + 3 * i, x = trial->noisy[0][i] > 0 ? (impact_wide)trial->noisy[0][i] : 0;
        uint64_t share = share_of(weight_of(study, i) * x, total), truth = study->truth[i];
        row[0] += share;
        row[1] += share > truth ? share - truth : truth - share;
        row[2] += (impact_wide)share * share;
        SCR_TRY(release_field_u64(trial->digested, share));
    }
    if (!study->parameters->delta.q) return scr_done();
    uint64_t inflation;
    uint8_t fate = no_penalty(trial, &inflation);
    outcome->failures += fate == 1;
    outcome->refused += fate == 2;
    outcome->inflation += inflation;
    SCR_TRY(scr_buffer_append(trial->digested, &fate, 1));
    return release_field_u64(trial->digested, inflation);
}
