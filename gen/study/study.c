/* study.c: the cells of a study: shares, scales, and variances by formula. */
#include "gen/study/study.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "gen/release/error_formula.h"
#include "gen/release/field.h"
#include "gen/release/split.h"

const char *study_mechanism_name(enum study_mechanism mechanism) {
    static const char *const names[] = {"discrete-laplace", "toydown", "toydown-nonnegative", "topdown"};
    return names[mechanism];
}

void study_free(struct study *study) {
    study_decider_end(&study->decider);
    scr_arena_free(&study->arena);
    *study = (struct study){0};
}

scr_result study_key(const struct study_parameters *parameters, const char *purpose, const struct study_cell *cell,
                     uint32_t run, uint32_t level, struct scr_hash *key) {
    struct scr_buffer message = {0};
    char epsilon[48];
    int length = snprintf(epsilon, sizeof epsilon, "%lld/%lld", (long long)cell->epsilon.p, (long long)cell->epsilon.q);
    scr_result result = length > 0 ? release_field_text(&message, "scrutineer study 1") : (scr_result){SCR_INTERNAL};
    const char *const texts[] = {purpose, parameters->seed, epsilon, cell->split};
    for (size_t i = 0; i < sizeof texts / sizeof *texts && !scr_failed(result); i++)
        result = release_field_text(&message, texts[i]);
    if (!scr_failed(result)) result = release_field_u32(&message, run);
    if (!scr_failed(result)) result = release_field_u32(&message, level);
    if (!scr_failed(result)) result = scr_hash_bytes(message.data, message.length, key);
    scr_buffer_free(&message);
    return result;
}

void study_unit_variances(const struct release_hierarchy *tree, uint32_t exact_levels, const long double *noise,
                          long double *variance) {
    for (uint32_t level = 1; level <= tree->levels; level++)
        for (uint32_t unit = tree->level_begin[level - 1]; unit < tree->level_begin[level]; unit++) {
            uint32_t parent = tree->parent[unit];
            long double n = level > 1 ? (long double)tree->children[parent] : 1;
            if (level <= exact_levels)
                variance[unit] = 0;
            else if (level == 1)
                variance[unit] = noise[0];
            else
                variance[unit] = noise[level - 1] * (1 - 1 / n) + variance[parent] / (n * n);
        }
}

static scr_result set_levels(const struct study *study, struct study_cell *cell, struct scr_diagnosis *diagnosis) {
    const struct study_table *table = study->table;
    uint32_t exact = study->parameters->exact_levels;
    for (uint32_t l = exact; l < table->tree.levels; l++) {
        struct release_fraction e;
        scr_result result = release_fraction_set(&e, (release_wide)cell->epsilon.p * cell->share[l].p,
                                                 (release_wide)cell->epsilon.q * cell->share[l].q);
        if (!scr_failed(result))
            result = release_scale_set(&cell->scale[l], table->sensitivity, (uint64_t)e.p, (uint64_t)e.q);
        if (scr_failed(result))
            return scr_refuse(diagnosis, SCR_LIMIT, "--split",
                              "the split \"%s\" gives a level nothing, or a scale beyond 2^31 or finer than 1 in 2^31",
                              cell->split);
        cell->noise[l] = release_discrete_variance(&cell->scale[l]);
    }
    long double *variance = malloc(table->tree.units * sizeof *variance);
    if (!variance) return (scr_result){SCR_MEMORY};
    study_unit_variances(&table->tree, exact, cell->noise, variance);
    for (uint32_t l = 0; l < table->tree.levels; l++) {
        long double sum = 0;
        for (uint32_t u = table->tree.level_begin[l]; u < table->tree.level_begin[l + 1]; u++) sum += variance[u];
        cell->formula[l] = sum / (table->tree.level_begin[l + 1] - table->tree.level_begin[l]);
    }
    free(variance);
    return scr_done();
}

/* Splits that this hierarchy can have, their shares in `shares`. */
static scr_result find_splits(struct study *study, const char **splits,
                              struct release_fraction (*shares)[RELEASE_LEVEL_LIMIT], size_t *count,
                              struct scr_diagnosis *diagnosis) {
    const struct study_parameters *parameters = study->parameters;
    uint32_t exact = parameters->exact_levels;
    *count = 0;
    for (size_t s = 0; s < parameters->split_count; s++) {
        memset(shares[*count], 0, sizeof shares[*count]);
        scr_result result = release_split_shares(parameters->splits[s], &study->table->tree, exact,
                                                 shares[*count] + exact, parameters->splits_given ? diagnosis : NULL);
        if (result.code == SCR_USAGE && !parameters->splits_given) {
            study->left_out[study->left_out_count++] = parameters->splits[s];
            continue;
        }
        SCR_TRY(result);
        splits[(*count)++] = parameters->splits[s];
    }
    return scr_done();
}

static scr_result check_work(const struct study *study, size_t cells, struct scr_diagnosis *diagnosis) {
    const struct study_table *table = study->table;
    const struct study_parameters *parameters = study->parameters;
    /* at most 8 * 10^6 * 10^4 * 256 < 2^45 */
    uint64_t work = (uint64_t)table->tree.units * table->option_count * parameters->runs * cells;
    if (parameters->exact_levels >= table->tree.levels)
        return scr_refuse(diagnosis, SCR_USAGE, "--exact", "every level would be exact, and there is nothing to study");
    if (work > STUDY_WORK_MOST)
        return scr_refuse(
            diagnosis, SCR_LIMIT, "--runs",
            "this would draw %llu counts; a study draws at most %llu: take fewer runs, epsilons or splits",
            (unsigned long long)work, (unsigned long long)STUDY_WORK_MOST);
    return scr_done();
}

/* Room for what happens to every decision under every mechanism with every epsilon and split. */
static scr_result begin_decisions(struct study *study, struct scr_diagnosis *diagnosis) {
    const struct study_decisions *decisions = study->parameters->decisions;
    uint64_t outcomes = (uint64_t)study->cell_count * STUDY_MECHANISMS, units = 0; /* at most 1,024; 8,000,000 */
    for (size_t r = 0; r < decisions->count; r++)
        units += study_rule_units(study->table, decisions, &decisions->rules[r]);
    if (units * outcomes > STUDY_TALLIES_MOST)
        return scr_refuse(diagnosis, SCR_LIMIT, "--decisions",
                          "%llu units decide, which under each choice of epsilon, split and mechanism makes %llu "
                          "numbers; a study keeps at most %u: take fewer epsilons, splits or rules",
                          (unsigned long long)units, (unsigned long long)(units * outcomes), STUDY_TALLIES_MOST);
    for (size_t i = 0; i < outcomes; i++) {
        struct study_outcome *outcome = &study->cells[i / STUDY_MECHANISMS].outcome[i % STUDY_MECHANISMS];
        outcome->rules = scr_arena_alloc(&study->arena, decisions->count, sizeof *outcome->rules);
        if (!outcome->rules) return (scr_result){SCR_MEMORY};
        for (size_t r = 0; r < decisions->count; r++) {
            uint32_t count = study_rule_units(study->table, decisions, &decisions->rules[r]);
            struct study_tally *tallies = scr_arena_alloc(&study->arena, count, sizeof *tallies);
            if (!tallies) return (scr_result){SCR_MEMORY};
            for (uint32_t u = 0; u < count; u++) tallies[u].least = INT64_MAX;
            outcome->rules[r].units = tallies;
        }
    }
    return study_decider_begin(&study->decider, study->table, decisions);
}

scr_result study_begin(const struct study_table *table, const struct study_parameters *parameters, struct study *study,
                       struct scr_diagnosis *diagnosis) {
    const char *splits[STUDY_SPLITS_MOST];
    struct release_fraction shares[STUDY_SPLITS_MOST + 1][RELEASE_LEVEL_LIMIT];
    size_t count;
    study->table = table;
    study->parameters = parameters;
    SCR_TRY(check_work(study, 0, diagnosis));
    SCR_TRY(find_splits(study, splits, shares, &count, diagnosis));
    if (!count) return scr_refuse(diagnosis, SCR_USAGE, "--split", "this hierarchy has too few levels for every split");
    SCR_TRY(check_work(study, parameters->epsilon_count * count, diagnosis));
    study->cells = scr_arena_alloc(&study->arena, parameters->epsilon_count * count, sizeof *study->cells);
    if (!study->cells) return (scr_result){SCR_MEMORY};
    uint32_t districts = parameters->districts ? parameters->districts->count : 0;
    for (size_t e = 0; e < parameters->epsilon_count; e++)
        for (size_t s = 0; s < count; s++) {
            struct study_cell *cell = &study->cells[study->cell_count++];
            cell->epsilon = parameters->epsilons[e];
            cell->split = splits[s];
            memcpy(cell->share, shares[s], sizeof cell->share);
            SCR_TRY(set_levels(study, cell, diagnosis));
            for (size_t m = 0; m < STUDY_MECHANISMS; m++) {
                cell->outcome[m].district =
                    scr_arena_alloc(&study->arena, districts, sizeof *cell->outcome[m].district);
                if (!cell->outcome[m].district) return (scr_result){SCR_MEMORY};
            }
        }
    return parameters->decisions ? begin_decisions(study, diagnosis) : scr_done();
}
