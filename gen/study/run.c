/* run.c: draws the noise of a study, processes it under each mechanism, and measures the errors. */
#include <math.h>
#include <stdlib.h>
#include <string.h>

#include "gen/release/topdown.h"
#include "gen/release/toydown.h"
#include "gen/study/study.h"

struct running {
    struct study *study;
    const struct study_table *table;
    struct release_bits bits;
    int64_t *measured, *whole;          /* [units * options] */
    struct release_fraction *fractions; /* [units * options] */
    long double *error;                 /* [units * options] of one mechanism */
    long double *sums;                  /* [districts * options] */
    struct scr_diagnosis *diagnosis;
};

static scr_result draw(struct running *r, const struct study_cell *cell, uint32_t run) {
    const struct release_hierarchy *tree = &r->table->tree;
    size_t options = r->table->option_count;
    memcpy(r->measured, r->table->counts, (size_t)tree->units * options * sizeof *r->measured);
    for (uint32_t l = r->study->parameters->exact_levels; l < tree->levels; l++) {
        struct scr_hash key;
        SCR_TRY(study_key(r->study->parameters, "noise", cell, run, l + 1, &key));
        SCR_TRY(release_bits_key(&r->bits, key.bytes));
        for (size_t i = tree->level_begin[l] * options; i < tree->level_begin[l + 1] * options; i++) {
            int64_t noise;
            SCR_TRY(release_laplace(&r->bits, &cell->scale[l], &noise));
            r->measured[i] += noise; /* counts are below 2^40, draws of any practical chance below 2^40 too */
        }
    }
    return scr_done();
}

static scr_result process_toydown(struct running *r, bool non_negative) {
    const struct release_toydown problem = {.tree = &r->table->tree,
                                            .options = r->table->option_count,
                                            .measured = r->measured,
                                            .exact_levels = r->study->parameters->exact_levels,
                                            .non_negative = non_negative};
    size_t cells = (size_t)r->table->tree.units * r->table->option_count;
    SCR_TRY(release_toydown(&problem, r->fractions, r->diagnosis));
    for (size_t i = 0; i < cells; i++) {
        release_wide away = (release_wide)r->fractions[i].p - (release_wide)r->table->counts[i] * r->fractions[i].q;
        r->error[i] = (long double)away / (long double)r->fractions[i].q;
    }
    return scr_done();
}

static scr_result process_topdown(struct running *r, const struct study_cell *cell, uint32_t run) {
    struct release_source source = {
        (const uint8_t *)r->study->parameters->seed, strlen(r->study->parameters->seed), {{0}}};
    SCR_TRY(study_key(r->study->parameters, "ties", cell, run, 0, &source.statement));
    const struct release_topdown problem = {.tree = &r->table->tree,
                                            .options = r->table->option_count,
                                            .measured = r->measured,
                                            .exact_levels = r->study->parameters->exact_levels,
                                            .totals_kind = RELEASE_NO_TOTALS,
                                            .option_weight = 1,
                                            .source = &source,
                                            .contest = 1};
    size_t cells = (size_t)r->table->tree.units * r->table->option_count;
    SCR_TRY(release_topdown(&problem, &r->bits, r->whole, r->diagnosis));
    for (size_t i = 0; i < cells; i++) r->error[i] = (long double)(r->whole[i] - r->table->counts[i]);
    return scr_done();
}

static scr_result process(struct running *r, const struct study_cell *cell, enum study_mechanism mechanism,
                          uint32_t run) {
    size_t cells = (size_t)r->table->tree.units * r->table->option_count;
    switch (mechanism) {
    case STUDY_DISCRETE_LAPLACE:
        for (size_t i = 0; i < cells; i++) r->error[i] = (long double)(r->measured[i] - r->table->counts[i]);
        return scr_done();
    case STUDY_TOYDOWN:
    case STUDY_TOYDOWN_NONNEGATIVE:
        return process_toydown(r, mechanism == STUDY_TOYDOWN_NONNEGATIVE);
    case STUDY_TOPDOWN:
        return process_topdown(r, cell, run);
    case STUDY_MECHANISMS:
        break;
    }
    return (scr_result){SCR_INTERNAL};
}

static void measure_districts(struct running *r, struct study_outcome *outcome) {
    const struct study_districts *districts = r->study->parameters->districts;
    size_t options = r->table->option_count, first = study_first_leaf(r->table);
    memset(r->sums, 0, districts->count * options * sizeof *r->sums);
    for (size_t leaf = first; leaf < r->table->tree.units; leaf++) {
        uint32_t district = districts->of[leaf - first];
        for (size_t o = 0; district != UINT32_MAX && o < options; o++)
            r->sums[district * options + o] += r->error[leaf * options + o];
    }
    for (size_t d = 0; d < districts->count; d++) {
        long double squares = 0;
        for (size_t o = 0; o < options; o++) squares += r->sums[d * options + o] * r->sums[d * options + o];
        study_moments_add(&outcome->district[d], squares / (long double)options);
    }
}

static void measure(struct running *r, struct study_outcome *outcome) {
    const struct release_hierarchy *tree = &r->table->tree;
    size_t options = r->table->option_count;
    long double change = 0;
    for (uint32_t l = 0; l < tree->levels; l++) {
        size_t begin = tree->level_begin[l] * options, end = tree->level_begin[l + 1] * options;
        long double squares = 0;
        for (size_t i = begin; i < end; i++) squares += r->error[i] * r->error[i];
        study_moments_add(&outcome->level[l], squares / (long double)(end - begin));
        for (size_t i = begin; l + 1 == tree->levels && i < end; i++) change += fabsl(r->error[i]);
    }
    study_moments_add(&outcome->change, change);
    if (r->study->parameters->districts) measure_districts(r, outcome);
    if (r->study->parameters->regression)
        study_regress_all(r->table, r->study->parameters->regression, r->error, &outcome->fits);
}

static scr_result decide(struct running *r, struct study_outcome *outcome, enum study_mechanism mechanism) {
    const struct study_counts counts[STUDY_MECHANISMS] = {[STUDY_DISCRETE_LAPLACE] = {r->measured, NULL},
                                                          [STUDY_TOYDOWN] = {NULL, r->fractions},
                                                          [STUDY_TOYDOWN_NONNEGATIVE] = {NULL, r->fractions},
                                                          [STUDY_TOPDOWN] = {r->whole, NULL}};
    if (!r->study->parameters->decisions) return scr_done();
    return study_decide(&r->study->decider, &counts[mechanism], outcome->rules);
}

/* The picture shows ToyDown's nonnegative form in the first cell of the middle epsilon. */
static void keep_cloud(struct running *r, const struct study_cell *cell, uint32_t run) {
    struct study_cloud *cloud = &r->study->cloud;
    const struct study_regression *regression = r->study->parameters->regression;
    uint32_t first = study_first_leaf(r->table);
    if (run >= STUDY_CLOUD_RUNS) return;
    cloud->lines[run] = study_regress(r->table, regression, r->error, STUDY_FILTERED);
    cloud->runs = run + 1;
    if (run) return;
    cloud->split = cell->split;
    cloud->epsilon = cell->epsilon;
    for (uint32_t i = 0; i < cloud->count; i++) {
        bool known = study_point(r->table, regression, NULL, first + i, &cloud->x[i], &cloud->y[i]);
        bool noisy = study_point(r->table, regression, r->error, first + i, &cloud->noisy_x[i], &cloud->noisy_y[i]);
        if (!known) cloud->x[i] = cloud->y[i] = NAN;
        if (!noisy) cloud->noisy_x[i] = cloud->noisy_y[i] = NAN;
    }
}

/* Noise of the same mean size on every leaf's counts, without any structure. */
static scr_result run_gaussian(struct running *r, const struct study_cell *cell, struct study_outcome *outcome,
                               const char *purpose) {
    const struct study_table *table = r->table;
    size_t options = table->option_count;
    outcome->sigma = study_matching_sigma(outcome->change.mean, (uint64_t)study_leaves(table) * options);
    for (uint32_t run = 0; run < r->study->parameters->runs; run++) {
        struct scr_hash key;
        long double pair[2];
        SCR_TRY(study_key(r->study->parameters, purpose, cell, run, 0, &key));
        SCR_TRY(release_bits_key(&r->bits, key.bytes));
        for (size_t i = study_first_leaf(table) * options, k = 0; i < table->tree.units * options; i++, k ^= 1) {
            if (!k) SCR_TRY(study_gaussian_pair(&r->bits, pair));
            r->error[i] = outcome->sigma * pair[k];
        }
        study_regress_all(table, r->study->parameters->regression, r->error, &outcome->gaussian_fits);
    }
    return scr_done();
}

static scr_result run_cell(struct running *r, size_t number, study_progress *progress, void *context) {
    static const char *const gaussian[] = {"gaussian discrete-laplace", "gaussian toydown",
                                           "gaussian toydown-nonnegative", "gaussian topdown"};
    struct study *study = r->study;
    struct study_cell *cell = &study->cells[number];
    size_t splits = study->cell_count / study->parameters->epsilon_count;
    size_t pictured = study->parameters->epsilon_count / 2 * splits;
    const struct study_regression *regression = study->parameters->regression;
    for (uint32_t run = 0; run < study->parameters->runs; run++) {
        SCR_TRY(draw(r, cell, run));
        for (int m = 0; m < STUDY_MECHANISMS; m++) {
            SCR_TRY(process(r, cell, (enum study_mechanism)m, run));
            measure(r, &cell->outcome[m]);
            SCR_TRY(decide(r, &cell->outcome[m], (enum study_mechanism)m));
            if (regression && m == STUDY_TOYDOWN_NONNEGATIVE && number == pictured) keep_cloud(r, cell, run);
        }
        if (progress)
            progress(context, number * study->parameters->runs + run + 1, study->cell_count * study->parameters->runs);
    }
    for (size_t m = 0; regression && m < STUDY_MECHANISMS; m++)
        SCR_TRY(run_gaussian(r, cell, &cell->outcome[m], gaussian[m]));
    return scr_done();
}

static scr_result prepare_regression(struct study *study) {
    const struct study_regression *regression = study->parameters->regression;
    struct study_cloud *cloud = &study->cloud;
    for (int v = 0; v < STUDY_VARIANTS; v++)
        study->true_fit[v] = study_regress(study->table, regression, NULL, (enum study_variant)v);
    cloud->count = study_leaves(study->table);
    long double **const arrays[] = {&cloud->x, &cloud->y, &cloud->noisy_x, &cloud->noisy_y};
    for (size_t i = 0; i < sizeof arrays / sizeof *arrays; i++)
        if (!(*arrays[i] = scr_arena_alloc(&study->arena, cloud->count, sizeof **arrays[i])))
            return (scr_result){SCR_MEMORY};
    return scr_done();
}

scr_result study_run(struct study *study, study_progress *progress, void *context, struct scr_diagnosis *diagnosis) {
    struct running r = {.study = study, .table = study->table, .diagnosis = diagnosis};
    size_t options = r.table->option_count, cells = (size_t)r.table->tree.units * options;
    uint32_t districts = study->parameters->districts ? study->parameters->districts->count : 1;
    r.measured = calloc(cells, sizeof *r.measured);
    r.whole = calloc(cells, sizeof *r.whole);
    r.fractions = calloc(cells, sizeof *r.fractions);
    r.error = calloc(cells, sizeof *r.error);
    r.sums = calloc(districts * options, sizeof *r.sums);
    scr_result result = {SCR_MEMORY};
    if (r.measured && r.whole && r.fractions && r.error && r.sums) result = release_bits_begin(&r.bits);
    if (!scr_failed(result) && study->parameters->regression) result = prepare_regression(study);
    for (size_t c = 0; c < study->cell_count && !scr_failed(result); c++) result = run_cell(&r, c, progress, context);
    release_bits_end(&r.bits);
    free(r.measured);
    free(r.whole);
    free(r.fractions);
    free(r.error);
    free(r.sums);
    return result;
}
