/* trial_noise.c: the keys of trials and the noise that the mechanisms draw under them. Specification, section 16.3. */
#include <stdlib.h>
#include <string.h>

#include "verify/impact/trial.h"

#define SAMPLES_TRIAL UINT32_MAX /* k of the stream of the repair's samples */

/* Of values whose number the document has; texts in its own words. */
static scr_result key_message(const struct impact *impact, struct scr_buffer *message) {
    SCR_TRY(impact_text(message, "scrutineer impact 1"));
    SCR_TRY(impact_text(message, impact_decisions[impact->decision]));
    SCR_TRY(impact_text(message, impact_mechanisms[impact->mechanism]));
    SCR_TRY(impact_text(message, impact->rho));
    SCR_TRY(impact_text(message, impact->trials));
    SCR_TRY(impact_text(message, impact->seed));
    SCR_TRY(impact_u32(message, impact->epsilon_count));
    for (size_t e = 0; e < impact->epsilon_count; e++) SCR_TRY(impact_text(message, impact->epsilons[e]));
    for (size_t i = 0; i < impact->rule_text_count; i++) SCR_TRY(impact_text(message, impact->rule_text[i]));
    return scr_buffer_append(message, impact->table_digest.bytes, SCR_HASH_SIZE);
}

static scr_result make_key(struct trials *trials) {
    struct scr_buffer message = {0};
    scr_result result = key_message(trials->impact, &message);
    if (!scr_failed(result)) result = scr_hash_bytes(message.data, message.length, &trials->key);
    scr_buffer_free(&message);
    return result;
}

static scr_result begin_dawa(struct trials *trials) {
    const size_t n = trials->table->count;
    trials->parts = calloc(n * trials->vectors, sizeof *trials->parts);
    if (!trials->parts) return (scr_result){SCR_MEMORY};
    for (size_t i = 0; i < n; i++) {
        const int64_t *numbers = trials->table->rows[i].numbers;
        if (trials->impact->decision == DECISION_COVERAGE) {
            trials->parts[i] = numbers[2];
            trials->parts[n + i] = numbers[1] - numbers[2];
            trials->parts[2 * n + i] = numbers[0] - numbers[1];
        } else {
            trials->parts[i] = numbers[trials->impact->decision == DECISION_FUNDS ? 1 : 0];
        }
    }
    for (size_t v = 0; v < trials->vectors; v++) SCR_TRY(dawa_begin(&trials->dawa[v], trials->parts + v * n, n));
    return scr_done();
}

scr_result trials_begin(struct trials *trials, const struct impact *impact, const struct impact_table *table,
                        const struct impact_parameters *parameters) {
    *trials = (struct trials){.impact = impact,
                              .table = table,
                              .parameters = parameters,
                              .columns = impact->columns,
                              .unit = impact_dawa(impact) ? IMPACT_ONE : 1,
                              .vectors = !impact_dawa(impact)                    ? 0
                                         : impact->decision == DECISION_COVERAGE ? 3
                                                                                 : 1};
    trials->noisy = calloc(table->count, sizeof *trials->noisy);
    trials->results = calloc(table->count, sizeof *trials->results);
    trials->samples = calloc((size_t)impact->samples + 1, sizeof *trials->samples);
    trials->bytes =
        malloc(table->count * 8 + 64); /* the label, e and k, rows of at most 8 bytes, the repair of funds */
    if (!trials->noisy || !trials->results || !trials->samples || !trials->bytes) return (scr_result){SCR_MEMORY};
    SCR_TRY(noise_stream_new(&trials->stream));
    SCR_TRY(make_key(trials));
    return trials->vectors ? begin_dawa(trials) : scr_done();
}

void trials_free(struct trials *trials) {
    for (size_t v = 0; v < 3; v++) dawa_free(&trials->dawa[v]);
    noise_stream_free(trials->stream);
    free(trials->parts);
    free(trials->noisy);
    free(trials->results);
    free(trials->samples);
    free(trials->bytes);
    *trials = (struct trials){0};
}

static scr_result begin_stream(struct trials *trials, size_t e, uint32_t k) {
    uint8_t message[SCR_HASH_SIZE + 8];
    struct scr_hash key;
    memcpy(message, trials->key.bytes, SCR_HASH_SIZE);
    for (size_t i = 0; i < 4; i++) {
        message[SCR_HASH_SIZE + i] = (uint8_t)(e >> (24 - 8 * i));
        message[SCR_HASH_SIZE + 4 + i] = (uint8_t)(k >> (24 - 8 * i));
    }
    SCR_TRY(scr_hash_bytes(message, sizeof message, &key));
    return noise_key(trials->stream, &key);
}

/* The noise of one row's vac, lep and lit. */
static scr_result draw_three(struct trials *trials, const struct fraction *scale, int64_t noise[static 3]) {
    for (size_t i = 0; i < 3; i++) SCR_TRY(impact_draw(trials->stream, scale, &noise[i]));
    if (trials->impact->mechanism != MECHANISM_D_LAPLACE) return scr_done();
    const int64_t lit = noise[0], lep = lit + noise[1], vac = lep + noise[2];
    noise[0] = vac;
    noise[1] = lep;
    noise[2] = lit;
    return scr_done();
}

static scr_result add_laplace(struct trials *trials, size_t e) {
    const struct fraction *scale = &trials->parameters->scales[e];
    const bool coverage = trials->impact->decision == DECISION_COVERAGE;
    const size_t x = trials->impact->decision == DECISION_FUNDS ? 1 : 0;
    for (size_t i = 0; i < trials->table->count; i++) {
        const int64_t *numbers = trials->table->rows[i].numbers;
        int64_t noise[3];
        if (coverage) {
            SCR_TRY(draw_three(trials, scale, noise));
            for (size_t j = 0; j < 3; j++) trials->noisy[i][j] = numbers[j] + noise[j];
        } else {
            SCR_TRY(impact_draw(trials->stream, scale, noise));
            trials->noisy[i][0] = numbers[x] + noise[0];
        }
    }
    return scr_done();
}

/* lit first, then what lep and vac have above it. */
static scr_result add_dawa(struct trials *trials, size_t e) {
    for (size_t v = 0; v < trials->vectors; v++) {
        const size_t column = trials->vectors - 1 - v;
        SCR_TRY(dawa_run(&trials->dawa[v], &trials->parameters->dawa[e], trials->stream, trials->results));
        for (size_t i = 0; i < trials->table->count; i++)
            trials->noisy[i][column] = trials->results[i] + (v ? trials->noisy[i][column + 1] : 0);
    }
    return scr_done();
}

scr_result trial_noise(struct trials *trials, size_t e, uint32_t k) {
    SCR_TRY(begin_stream(trials, e, k));
    return trials->vectors ? add_dawa(trials, e) : add_laplace(trials, e);
}

scr_result trial_samples(struct trials *trials, size_t e) {
    SCR_TRY(begin_stream(trials, e, SAMPLES_TRIAL));
    for (size_t i = 0; i < trials->impact->samples; i++)
        SCR_TRY(draw_three(trials, &trials->parameters->scales[e], trials->samples[i]));
    trials->samples_of = e + 1;
    return scr_done();
}
