/* toydown.c: exact projection of one group of children after the other, parents before children.
 *
 * Bounds of the arithmetic in 128 bits: counts are at most 2^40 in size and a unit has fewer than 2^25 children, so a
 * sum of counts or a count times the number of children is below 2^65; times a denominator (2^60) it is below 2^125. */
#include "gen/release/toydown.h"

#include <stdlib.h>

static int descending(const void *a, const void *b) {
    int64_t x = *(const int64_t *)a, y = *(const int64_t *)b;
    return (x < y) - (x > y);
}

/* The group of `count` children; measured and adjusted step by `stride`. */
struct group {
    const int64_t *measured;
    struct release_fraction *adjusted;
    size_t count, stride;
    struct release_fraction total; /* of the parent */
};

/* x_i = a_i + shift where that is positive, else 0 if `clipped`. The denominator of shift is in lowest terms with every
 * numerator a_i q + p too, since that differs from p by a multiple of q. */
static scr_result add_shift(const struct group *g, struct release_fraction shift, bool clipped) {
    for (size_t i = 0; i < g->count; i++) {
        release_wide p = (release_wide)g->measured[i * g->stride] * shift.q + shift.p;
        if (p > RELEASE_NUMERATOR_LIMIT || p < -RELEASE_NUMERATOR_LIMIT) return (scr_result){SCR_LIMIT};
        g->adjusted[i * g->stride] =
            clipped && p <= 0 ? (struct release_fraction){0, 1} : (struct release_fraction){(int64_t)p, shift.q};
    }
    return scr_done();
}

static scr_result project(const struct group *g) {
    release_wide sum = 0, n = (release_wide)g->count;
    struct release_fraction shift;
    for (size_t i = 0; i < g->count; i++) sum += g->measured[i * g->stride];
    SCR_TRY(release_fraction_set(&shift, g->total.p - sum * g->total.q, n * g->total.q));
    return add_shift(g, shift, false);
}

/* Sort-based projection onto the simplex (Held, Wolfe, Crowder 1974): the k largest stay positive, k the largest number
 * for which the k-th exceeds tau_k = (their sum - P) / k; that is (k a_k - sum) q + p > 0 with P = p/q. */
static scr_result project_non_negative(const struct group *g, int64_t *sorted) {
    release_wide sum = 0, positive = 0, best = 0;
    for (size_t i = 0; i < g->count; i++) sorted[i] = g->measured[i * g->stride];
    qsort(sorted, g->count, sizeof *sorted, descending);
    for (size_t i = 0; i < g->count; i++) {
        release_wide k = (release_wide)i + 1;
        sum += sorted[i];
        if ((k * sorted[i] - sum) * g->total.q + g->total.p <= 0) break;
        positive = k;
        best = sum;
    }
    if (!positive) { /* P = 0 */
        for (size_t i = 0; i < g->count; i++) g->adjusted[i * g->stride] = (struct release_fraction){0, 1};
        return scr_done();
    }
    struct release_fraction shift;
    SCR_TRY(release_fraction_set(&shift, g->total.p - best * g->total.q, positive * g->total.q));
    return add_shift(g, shift, true);
}

/* Certified values stand; those of a unit and of its children must agree. */
static scr_result take_exact(const struct release_toydown *problem, uint32_t unit, uint32_t option,
                             struct release_fraction *adjusted, struct scr_diagnosis *diagnosis) {
    const struct release_hierarchy *tree = problem->tree;
    size_t options = problem->options, first = tree->first_child[unit];
    release_wide sum = 0;
    for (size_t i = 0; i < tree->children[unit]; i++) {
        int64_t count = problem->measured[(first + i) * options + option];
        if (count < 0 && problem->non_negative)
            return scr_refuse(diagnosis, SCR_INPUT, "", "unit %zu, option %u: a certified count is negative", first + i,
                              option);
        sum += count;
        adjusted[(first + i) * options + option] = (struct release_fraction){count, 1};
    }
    if (sum != adjusted[unit * options + option].p)
        return scr_refuse(diagnosis, SCR_INPUT, "", "unit %u, option %u: its certified parts do not add up to it", unit,
                          option);
    return scr_done();
}

static scr_result settle(const struct release_toydown *problem, int64_t *sorted, struct release_fraction *adjusted,
                         struct scr_diagnosis *diagnosis) {
    const struct release_hierarchy *tree = problem->tree;
    size_t options = problem->options;
    /* The children of units before `exact_parents` are on exact levels. */
    uint32_t exact_parents = problem->exact_levels > 1 ? tree->level_begin[problem->exact_levels - 1] : 0;
    for (uint32_t unit = 0; unit < tree->units; unit++) {
        if (!tree->children[unit]) continue;
        for (uint32_t option = 0; option < options; option++) {
            if (unit < exact_parents) {
                SCR_TRY(take_exact(problem, unit, option, adjusted, diagnosis));
                continue;
            }
            size_t first = tree->first_child[unit] * options + option;
            struct group group = {problem->measured + first, adjusted + first, tree->children[unit], options,
                                  adjusted[unit * options + option]};
            scr_result result = problem->non_negative ? project_non_negative(&group, sorted) : project(&group);
            if (scr_failed(result))
                return scr_refuse(diagnosis, result.code, "",
                                  "unit %u, option %u: the exact fractions of its parts pass 60 bits", unit, option);
        }
    }
    return scr_done();
}

scr_result release_toydown(const struct release_toydown *problem, struct release_fraction *adjusted,
                           struct scr_diagnosis *diagnosis) {
    const struct release_hierarchy *tree = problem->tree;
    size_t options = problem->options, most = 1;
    if (problem->exact_levels > tree->levels)
        return scr_refuse(diagnosis, SCR_INPUT, "", "%u levels are called exact, but the hierarchy has %u",
                          problem->exact_levels, tree->levels);
    for (size_t i = 0; i < tree->units * options; i++)
        if (problem->measured[i] > RELEASE_COUNT_LIMIT || problem->measured[i] < -RELEASE_COUNT_LIMIT)
            return scr_refuse(diagnosis, SCR_LIMIT, "", "unit %zu, option %zu: a count passes 2^40", i / options,
                              i % options);
    for (size_t option = 0; option < options; option++) {
        int64_t root = problem->measured[option];
        if (root < 0 && problem->non_negative) {
            if (problem->exact_levels)
                return scr_refuse(diagnosis, SCR_INPUT, "", "unit 0, option %zu: a certified count is negative",
                                  option);
            root = 0;
        }
        adjusted[option] = (struct release_fraction){root, 1};
    }
    for (uint32_t unit = 0; unit < tree->units; unit++)
        if (tree->children[unit] > most) most = tree->children[unit];
    int64_t *sorted = malloc(most * sizeof *sorted); /* most <= RELEASE_UNIT_LIMIT */
    if (!sorted) return (scr_result){SCR_MEMORY};
    scr_result result = settle(problem, sorted, adjusted, diagnosis);
    free(sorted);
    return result;
}
