/* noise.c: keys, streams and draws of the trials. */
#include "gen/impact/noise.h"

#include <stdlib.h>

#include "gen/release/field.h"

/* F of a fraction or count as the artifact writes it. */
static scr_result field_fraction(struct scr_buffer *message, struct impact_fraction fraction) {
    struct scr_buffer text = {0};
    scr_result result = impact_fraction_print(&text, fraction);
    if (!scr_failed(result)) result = release_field_text(message, text.data ? (const char *)text.data : "");
    scr_buffer_free(&text);
    return result;
}

static scr_result field_count(struct scr_buffer *message, uint32_t count) {
    return field_fraction(message, (struct impact_fraction){count, 1});
}

static scr_result table_message(const struct impact_table *table, struct scr_buffer *message,
                                struct scr_buffer *values) {
    SCR_TRY(release_field_text(message, "scrutineer impact table 1"));
    SCR_TRY(release_field_text(message, impact_decision_name(table->decision)));
    SCR_TRY(release_field_u32(message, (uint32_t)table->count));
    for (size_t i = 0; i < table->count; i++) {
        values->length = 0;
        SCR_TRY(impact_row_values(values, table->decision, table->rows[i].values));
        SCR_TRY(release_field_text(message, table->rows[i].id));
        SCR_TRY(release_field_text(message, table->rows[i].name));
        SCR_TRY(release_field_text(message, (const char *)values->data));
    }
    return scr_done();
}

scr_result impact_table_digest(const struct impact_table *table, struct scr_hash *digest) {
    struct scr_buffer message = {0}, values = {0};
    scr_result result = table_message(table, &message, &values);
    if (!scr_failed(result)) result = scr_hash_bytes(message.data, message.length, digest);
    scr_buffer_free(&message);
    scr_buffer_free(&values);
    return result;
}

static scr_result rule_message(const struct impact_parameters *parameters, struct scr_buffer *message) {
    switch (parameters->decision) {
    case IMPACT_COVERAGE:
        SCR_TRY(field_fraction(message, parameters->illiteracy));
        SCR_TRY(release_field_text(message, parameters->constructed ? "true" : "false"));
        return field_count(message, parameters->samples);
    case IMPACT_FUNDS:
        return field_fraction(message, parameters->delta);
    case IMPACT_SEATS:
        return field_count(message, parameters->house);
    }
    return (scr_result){SCR_INTERNAL};
}

static scr_result key_message(const struct impact_study *study, struct scr_buffer *message) {
    const struct impact_parameters *parameters = study->parameters;
    struct scr_hash table;
    SCR_TRY(release_field_text(message, "scrutineer impact 1"));
    SCR_TRY(release_field_text(message, impact_decision_name(parameters->decision)));
    SCR_TRY(release_field_text(message, impact_mechanism_name(parameters->mechanism)));
    SCR_TRY(field_fraction(message, parameters->rho));
    SCR_TRY(field_count(message, parameters->trials));
    SCR_TRY(release_field_text(message, parameters->seed));
    SCR_TRY(release_field_u32(message, (uint32_t)parameters->epsilon_count));
    for (size_t e = 0; e < parameters->epsilon_count; e++) SCR_TRY(field_fraction(message, parameters->epsilons[e]));
    SCR_TRY(rule_message(parameters, message));
    SCR_TRY(impact_table_digest(study->table, &table));
    return scr_buffer_append(message, table.bytes, sizeof table.bytes);
}

static scr_result derive_key(struct impact_noise *noise) {
    struct scr_buffer message = {0};
    scr_result result = key_message(noise->study, &message);
    if (!scr_failed(result)) result = scr_hash_bytes(message.data, message.length, &noise->key);
    scr_buffer_free(&message);
    return result;
}

/* The vectors that DAWA is run on hold each person once. */
static scr_result split(struct impact_noise *noise) {
    const struct impact_study *study = noise->study;
    size_t columns = impact_noisy_columns(study->parameters->decision);
    for (size_t c = 0; c < columns; c++) {
        uint64_t *part = noise->parts[c] = calloc(study->count, sizeof *part);
        if (!part) return (scr_result){SCR_MEMORY};
        for (size_t i = 0; i < study->count; i++) {
            uint64_t *const *counts = study->counts;
            part[i] = columns == 1 ? counts[0][i] : counts[2 - c][i] - (c ? counts[3 - c][i] : 0);
        }
        SCR_TRY(dawa_costs_set(&noise->costs[c], part, study->count));
    }
    noise->cells = calloc(study->count, sizeof *noise->cells);
    if (!noise->cells) return (scr_result){SCR_MEMORY};
    return dawa_room_set(&noise->room, study->count);
}

scr_result impact_noise_begin(struct impact_noise *noise, const struct impact_study *study) {
    noise->study = study;
    SCR_TRY(derive_key(noise));
    SCR_TRY(release_bits_begin(&noise->stream));
    return impact_is_dawa(study->parameters->mechanism) ? split(noise) : scr_done();
}

void impact_noise_end(struct impact_noise *noise) {
    release_bits_end(&noise->stream);
    for (size_t c = 0; c < IMPACT_COLUMNS; c++) {
        dawa_costs_free(&noise->costs[c]);
        free(noise->parts[c]);
    }
    free(noise->cells);
    dawa_room_free(&noise->room);
}

scr_result impact_noise_epsilon(struct impact_noise *noise, size_t index) {
    const struct impact_parameters *parameters = noise->study->parameters;
    struct impact_fraction epsilon = parameters->epsilons[index];
    noise->epsilon = (uint32_t)index;
    if (impact_is_dawa(parameters->mechanism))
        return dawa_plan_set(&noise->plan, parameters->mechanism == IMPACT_DAWA_PUBLISHED, epsilon, parameters->rho,
                             noise->study->count);
    bool shared = parameters->decision == IMPACT_COVERAGE && parameters->mechanism == IMPACT_LAPLACE;
    return release_scale_set(&noise->scale, shared ? IMPACT_COLUMNS : 1, epsilon.p, epsilon.q);
}

static scr_result begin_stream(struct impact_noise *noise, uint32_t k) {
    uint8_t message[SCR_HASH_SIZE + 8];
    struct scr_hash key;
    for (size_t i = 0; i < SCR_HASH_SIZE; i++) message[i] = noise->key.bytes[i];
    for (unsigned i = 0; i < 4; i++) {
        message[SCR_HASH_SIZE + i] = (uint8_t)(noise->epsilon >> (24 - 8 * i));
        message[SCR_HASH_SIZE + 4 + i] = (uint8_t)(k >> (24 - 8 * i));
    }
    SCR_TRY(scr_hash_bytes(message, sizeof message, &key));
    return release_bits_key(&noise->stream, key.bytes);
}

/* Noise of one row's vac, lep, lit. */
static scr_result draw_row(struct impact_noise *noise, int64_t row[static IMPACT_COLUMNS]) {
    bool parts = noise->study->parameters->mechanism == IMPACT_D_LAPLACE;
    for (size_t i = 0; i < IMPACT_COLUMNS; i++) {
        int64_t drawn;
        SCR_TRY(impact_draw(&noise->stream, &noise->scale, &drawn));
        if (parts) /* lit, then lep with it, then vac with both */
            row[2 - i] = drawn + (i ? row[3 - i] : 0);
        else
            row[i] = drawn;
    }
    return scr_done();
}

static scr_result laplace_trial(struct impact_noise *noise, int64_t *const noisy[static IMPACT_COLUMNS]) {
    const struct impact_study *study = noise->study;
    if (study->parameters->decision != IMPACT_COVERAGE) {
        for (size_t i = 0; i < study->count; i++) {
            int64_t drawn;
            SCR_TRY(impact_draw(&noise->stream, &noise->scale, &drawn));
            noisy[0][i] = (int64_t)study->counts[0][i] + drawn;
        }
        return scr_done();
    }
    for (size_t i = 0; i < study->count; i++) {
        int64_t row[IMPACT_COLUMNS];
        SCR_TRY(draw_row(noise, row));
        for (size_t c = 0; c < IMPACT_COLUMNS; c++) noisy[c][i] = (int64_t)study->counts[c][i] + row[c];
    }
    return scr_done();
}

static scr_result dawa_trial(struct impact_noise *noise, int64_t *const noisy[static IMPACT_COLUMNS]) {
    size_t columns = impact_noisy_columns(noise->study->parameters->decision);
    for (size_t c = 0; c < columns; c++) {
        SCR_TRY(dawa_partition(&noise->costs[c], &noise->plan, &noise->stream, &noise->room));
        dawa_weights(&noise->room);
        SCR_TRY(dawa_measure(&noise->costs[c], &noise->plan, &noise->stream, &noise->room, noise->cells));
        int64_t *into = noisy[columns - 1 - c];
        for (size_t i = 0; i < noise->study->count; i++) /* sizes below 2^62: dawa_measure; three add up to 2^63.6 */
            if (__builtin_add_overflow(noise->cells[i], c ? noisy[columns - c][i] : 0, &into[i]))
                return (scr_result){SCR_LIMIT};
    }
    return scr_done();
}

scr_result impact_noise_trial(struct impact_noise *noise, uint32_t k, int64_t *const noisy[static IMPACT_COLUMNS]) {
    SCR_TRY(begin_stream(noise, k));
    if (impact_is_dawa(noise->study->parameters->mechanism)) return dawa_trial(noise, noisy);
    return laplace_trial(noise, noisy);
}

scr_result impact_noise_samples(struct impact_noise *noise, int64_t (*samples)[IMPACT_COLUMNS], size_t count) {
    SCR_TRY(begin_stream(noise, IMPACT_SAMPLE_STREAM));
    for (size_t i = 0; i < count; i++) SCR_TRY(draw_row(noise, samples[i]));
    return scr_done();
}
