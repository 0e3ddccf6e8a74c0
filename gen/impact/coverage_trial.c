/* coverage_trial.c: one trial of the coverage rule, plain and repaired by the posterior probability of being covered.
 */
#include "gen/impact/study_parts.h"

/* The number of grid points p = g/20 below the share of possible true counts that the rule covers. */
static unsigned repaired(const struct impact_trial *trial, const int64_t noisy[static IMPACT_COLUMNS], bool plain) {
    const struct impact_parameters *parameters = trial->study->parameters;
    uint64_t possible = 0, covered = 0;
    for (uint32_t m = 0; m < parameters->samples; m++) {
        const int64_t *noise = trial->samples[m];
        int64_t vac = noisy[IMPACT_VAC] - noise[IMPACT_VAC], lep = noisy[IMPACT_LEP] - noise[IMPACT_LEP];
        int64_t lit = noisy[IMPACT_LIT] - noise[IMPACT_LIT];
        if (lit < 0 || lit > lep || lep > vac) continue;
        possible++;
        covered += impact_covered(parameters, vac, lep, lit, 1);
    }
    if (!possible) return plain ? IMPACT_GRID : 0;
    unsigned g = 0;
    while (g < IMPACT_GRID && 20 * covered > (g + 1) * possible) g++;
    return g;
}

scr_result impact_coverage_trial(struct impact_trial *trial) {
    const struct impact_study *study = trial->study;
    for (size_t i = 0; i < study->count; i++) {
        int64_t noisy[IMPACT_COLUMNS];
        impact_wide *row = trial->outcome->sums + i * trial->outcome->width;
        for (size_t c = 0; c < IMPACT_COLUMNS; c++) {
            noisy[c] = trial->noisy[c][i];
            impact_signed away = (impact_signed)noisy[c] - (impact_signed)study->counts[c][i] * trial->unit;
            trial->outcome->errors[c] += (impact_wide)(away < 0 ? -away : away);
        }
        bool covered =
            impact_covered(study->parameters, noisy[IMPACT_VAC], noisy[IMPACT_LEP], noisy[IMPACT_LIT], trial->unit);
        row[0] += covered == (study->truth[i] == 1);
        uint8_t bytes[2] = {covered, 0};
        if (study->parameters->samples) {
            unsigned points = repaired(trial, noisy, covered);
            for (unsigned g = 0; g < points; g++) row[1 + g]++;
            bytes[1] = (uint8_t)points;
        }
        SCR_TRY(scr_buffer_append(trial->digested, bytes, study->parameters->samples ? 2 : 1));
    }
    return scr_done();
}
