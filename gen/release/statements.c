/* statements.c: the guarantee from the sum of the shares, accuracies from the scales. */
#include "gen/release/statements.h"

#include <inttypes.h>
#include <math.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "gen/release/error95.h"
#include "gen/release/publish.h"
#include "scrutineer/rational.h"

#define TERM_DIGITS 40 /* of numerator and denominator */
#define MILLION 1000000.0L

void release_statements_free(struct release_statements *statements) {
    free(statements->determined.items);
    scr_arena_free(&statements->arena);
    *statements = (struct release_statements){0};
}

/* e^x is irrational, so no bound is a whole number of millionths and the two are rounded away from 1/2 alike. Long
 * double: x carries a relative error of 2^-62, which moves the bound by less than 10^-18. */
void release_belief_bounds(const char *x, char low[static RELEASE_PROBABILITY_SIZE],
                           char high[static RELEASE_PROBABILITY_SIZE]) {
    const char *slash = strchr(x, '/');
    long double value = strtold(x, NULL) / (slash ? strtold(slash + 1, NULL) : 1);
    uint64_t millionths = (uint64_t)floorl(MILLION / (1 + expl(value))); /* x > 0: below 500000 */
    millionths %= 1000000;
    snprintf(low, RELEASE_PROBABILITY_SIZE, "0.%06" PRIu64, millionths);
    if (millionths)
        snprintf(high, RELEASE_PROBABILITY_SIZE, "0.%06" PRIu64, 1000000 - millionths);
    else
        snprintf(high, RELEASE_PROBABILITY_SIZE, "1.000000");
}

/* times * sum of the shares' Epsilons, as the artifact writes it. */
static scr_result print_epsilon(const struct measurement_contest *contest, int64_t times, struct scr_arena *arena,
                                const char **text) {
    struct scr_rational *sum = NULL, *factor = NULL;
    struct scr_buffer out = {0};
    scr_result result = scr_rational_new(&sum);
    if (!scr_failed(result)) result = scr_rational_new(&factor);
    if (!scr_failed(result)) result = measurement_epsilon(contest->shares, contest->share_count, sum);
    if (!scr_failed(result)) result = scr_rational_set(factor, times, 1);
    if (!scr_failed(result)) result = scr_rational_multiply(sum, sum, factor);
    if (!scr_failed(result)) result = scr_rational_print(sum, &out);
    if (!scr_failed(result)) {
        const char *printed = (const char *)out.data, *slash = strchr(printed, '/');
        size_t p = slash ? (size_t)(slash - printed) : out.length;
        if (p > TERM_DIGITS || out.length - p > TERM_DIGITS + 1) result.code = SCR_LIMIT;
        *text = scr_arena_copy(arena, printed, out.length);
        if (!*text) result.code = SCR_MEMORY;
    }
    scr_buffer_free(&out);
    scr_rational_free(sum);
    scr_rational_free(factor);
    return result;
}

/* Under add-remove a changed choice is a removal and an addition. */
static scr_result make_guarantee(const struct measurement *measurement, const struct measurement_contest *contest,
                                 struct release_statements *s) {
    int64_t change = measurement->adjacency == MEASUREMENT_ADD_REMOVE ? 2 : 1;
    const char *changed;
    SCR_TRY(print_epsilon(contest, 1, &s->arena, &s->epsilon));
    SCR_TRY(print_epsilon(contest, change, &s->arena, &changed));
    SCR_TRY(print_epsilon(contest, 2 * change, &s->arena, &s->exchange));
    if (measurement->exact_levels) s->epsilon = "";
    release_belief_bounds(measurement->exact_levels ? s->exchange : changed, s->posterior_low, s->posterior_high);
    return scr_done();
}

/* The greatest number of units of level `lowest` below one unit of `level`. */
static uint32_t most_below(const struct release_hierarchy *tree, uint32_t level, uint32_t lowest) {
    uint32_t most = 0;
    for (uint32_t unit = tree->level_begin[level - 1]; unit < tree->level_begin[level]; unit++) {
        uint32_t first = unit, last = unit;
        for (uint32_t at = level; at < lowest; at++) {
            first = tree->first_child[first];
            last = tree->first_child[last] + tree->children[last] - 1;
        }
        if (last - first + 1 > most) most = last - first + 1;
    }
    return most;
}

static scr_result make_accuracy(const struct measurement_contest *contest, struct release_statements *s) {
    const struct measurement_share *lowest = NULL;
    for (uint32_t level = 1; level <= contest->tree.levels; level++) {
        const struct measurement_share *share = release_share_of(contest, level, false);
        if (!share) continue;
        lowest = share;
        s->accuracy[s->accuracy_count++] = (struct release_accuracy){level, release_count_error95(&share->scale),
                                                                     release_margin_error95(&share->scale)};
    }
    for (uint32_t level = 1; lowest && level <= lowest->level; level++) {
        struct release_sum_accuracy *sum = &s->sums[s->sum_count++];
        *sum = (struct release_sum_accuracy){.level = level, .units = most_below(&contest->tree, level, lowest->level)};
        SCR_TRY(release_sum_error95(&lowest->scale, sum->units, &sum->deviation, &sum->error));
    }
    return scr_done();
}

scr_result release_statements_make(const struct measurement *measurement, size_t number,
                                   struct release_statements *statements, struct scr_diagnosis *diagnosis) {
    const struct measurement_contest *contest = &measurement->contests[number];
    scr_result result = make_guarantee(measurement, contest, statements);
    if (!scr_failed(result)) result = make_accuracy(contest, statements);
    if (result.code == SCR_LIMIT)
        return scr_refuse(
            diagnosis, SCR_LIMIT, "release",
            "contest %zu: a sum of epsilons has more than 40 digits, or a standard deviation more than 12", number + 1);
    if (scr_failed(result)) return result;
    return release_determined_find(measurement, number, &statements->arena, &statements->determined);
}
