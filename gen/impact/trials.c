/* trials.c: runs the trials one after the other; sums are exact, so that their order does not matter. */
#include "gen/impact/trials.h"

#include <stdlib.h>
#include <string.h>

#include "gen/impact/noise.h"
#include "gen/impact/study_parts.h"
#include "gen/release/field.h"

static const char purpose[] = "scrutineer impact trial 1";

struct running {
    const struct impact_study *study;
    struct impact_noise noise;
    struct impact_trial trial;
    int64_t (*samples)[IMPACT_COLUMNS];
    struct scr_buffer digested;
    impact_progress *progress;
    void *context;
    struct scr_diagnosis *diagnosis;
};

static scr_result begin(struct running *run) {
    const struct impact_study *study = run->study;
    SCR_TRY(impact_noise_begin(&run->noise, study));
    run->trial = (struct impact_trial){.study = study, .unit = 1, .digested = &run->digested};
    if (impact_is_dawa(study->parameters->mechanism)) run->trial.unit = INT64_C(1) << IMPACT_DAWA_UNIT;
    for (size_t c = 0; c < impact_noisy_columns(study->parameters->decision); c++)
        if (!(run->trial.noisy[c] = calloc(study->count, sizeof **run->trial.noisy))) return (scr_result){SCR_MEMORY};
    run->trial.work = calloc(study->count, sizeof *run->trial.work);
    run->samples = calloc((size_t)study->parameters->samples + 1, sizeof *run->samples);
    return run->trial.work && run->samples ? scr_done() : (scr_result){SCR_MEMORY};
}

static void end(struct running *run) {
    impact_noise_end(&run->noise);
    for (size_t c = 0; c < IMPACT_COLUMNS; c++) free(run->trial.noisy[c]);
    free(run->trial.work);
    free(run->samples);
    scr_buffer_free(&run->digested);
}

static scr_result digest(struct running *run, uint32_t k) {
    struct scr_hash hash;
    char hex[SCR_HEX_SIZE];
    SCR_TRY(scr_hash_bytes(run->digested.data, run->digested.length, &hash));
    scr_hash_hex(&hash, hex);
    memcpy(run->trial.outcome->digests[k], hex, IMPACT_DIGEST_SIZE - 1);
    return scr_done();
}

static scr_result do_trial(struct running *run, uint32_t k) {
    run->digested.length = 0;
    SCR_TRY(release_field_text(&run->digested, purpose));
    SCR_TRY(release_field_u32(&run->digested, run->noise.epsilon));
    SCR_TRY(release_field_u32(&run->digested, k));
    SCR_TRY(impact_noise_trial(&run->noise, k, run->trial.noisy));
    switch (run->study->parameters->decision) {
    case IMPACT_COVERAGE:
        SCR_TRY(impact_coverage_trial(&run->trial));
        break;
    case IMPACT_FUNDS:
        SCR_TRY(impact_funds_trial(&run->trial));
        break;
    case IMPACT_SEATS:
        SCR_TRY(impact_seats_trial(&run->trial));
        break;
    }
    return digest(run, k);
}

static scr_result prepare(struct running *run, struct impact_outcome *outcome, size_t e) {
    const struct impact_parameters *parameters = run->study->parameters;
    outcome->width = 3;
    if (parameters->decision == IMPACT_COVERAGE) outcome->width = parameters->samples ? 1 + IMPACT_GRID : 1;
    outcome->sums = calloc(run->study->count * outcome->width, sizeof *outcome->sums);
    outcome->digests = calloc(parameters->trials, sizeof *outcome->digests);
    if (!outcome->sums || !outcome->digests) return (scr_result){SCR_MEMORY};
    if (parameters->delta.q)
        outcome->slack = impact_slack(run->study->count, parameters->delta, parameters->epsilons[e]);
    scr_result result = impact_noise_epsilon(&run->noise, e);
    if (result.code == SCR_LIMIT)
        return scr_refuse(run->diagnosis, SCR_USAGE, "--epsilon",
                          "epsilon number %zu is so small that the scale of the noise passes 2^31", e + 1);
    if (scr_failed(result)) return result;
    if (parameters->samples) SCR_TRY(impact_noise_samples(&run->noise, run->samples, parameters->samples));
    run->trial.samples = (const int64_t(*)[IMPACT_COLUMNS])run->samples;
    run->trial.outcome = outcome;
    return scr_done();
}

static scr_result run_epsilon(struct running *run, struct impact_outcome *outcome, size_t e) {
    const struct impact_parameters *parameters = run->study->parameters;
    SCR_TRY(prepare(run, outcome, e));
    for (uint32_t k = 0; k < parameters->trials; k++) {
        scr_result result = do_trial(run, k);
        if (result.code == SCR_LIMIT)
            return scr_refuse(run->diagnosis, SCR_LIMIT, "--seed",
                              "a draw at epsilon number %zu is too large for the arithmetic; take another seed", e + 1);
        if (scr_failed(result)) return result;
        if (run->progress)
            run->progress(run->context, e * parameters->trials + k + 1, parameters->epsilon_count * parameters->trials);
    }
    impact_wide unit = (impact_wide)run->trial.unit;
    for (size_t c = 0; c < IMPACT_COLUMNS; c++) outcome->errors[c] /= unit;
    return scr_done();
}

scr_result impact_run(const struct impact_study *study, struct impact_outcome outcomes[static IMPACT_EPSILONS_MOST],
                      impact_progress *progress, void *context, struct scr_diagnosis *diagnosis) {
    struct running run = {.study = study, .progress = progress, .context = context, .diagnosis = diagnosis};
    scr_result result = begin(&run);
    for (size_t e = 0; e < study->parameters->epsilon_count && !scr_failed(result); e++)
        result = run_epsilon(&run, &outcomes[e], e);
    end(&run);
    return result;
}

void impact_outcomes_free(struct impact_outcome outcomes[static IMPACT_EPSILONS_MOST]) {
    for (size_t e = 0; e < IMPACT_EPSILONS_MOST; e++) {
        free(outcomes[e].sums);
        free(outcomes[e].digests);
        outcomes[e] = (struct impact_outcome){0};
    }
}
