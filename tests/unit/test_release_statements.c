/* test_release_statements.c: accuracies against sums of probabilities, the guarantee's numbers, and both adjacencies.
 */
#include <math.h>
#include <stdlib.h>
#include <string.h>

#include "gen/release/error95.h"
#include "gen/release/statements.h"
#include "release_case.h"

static const struct release_scale scales[] = {{1, 1}, {4, 1}, {5, 1}, {10, 3}, {1, 2}, {40, 1}, {1, 7}, {333, 2}};
#define SCALES (sizeof scales / sizeof *scales)

/* P(|Z| > m) and P(|Z-Z'| > m) from the probabilities themselves, not from the closed forms. */
static long double summed(const struct release_scale *scale, uint64_t m, bool margin) {
    long double q = expl(-(long double)scale->s / (long double)scale->d), one = (1 - q) / (1 + q), within = 0;
    for (int64_t d = -(int64_t)m; d <= (int64_t)m; d++) {
        if (!margin) {
            within += one * powl(q, (long double)llabs(d));
            continue;
        }
        for (int64_t z = -300; z <= 300; z++)
            within += one * powl(q, (long double)llabs(z)) * one * powl(q, (long double)llabs(z - d));
    }
    return 1 - within;
}

UNIT_TEST(release_statements, errors_are_the_least_that_hold_for_95_of_100) {
    for (size_t i = 0; i < SCALES; i++) {
        const struct release_scale *scale = &scales[i];
        uint64_t count = release_count_error95(scale);
        CU_ASSERT(summed(scale, count, false) <= 0.05L);
        CU_ASSERT(!count || summed(scale, count - 1, false) > 0.05L);
        CU_ASSERT(fabsl(release_count_beyond(scale, count) - summed(scale, count, false)) < 1e-12L);
        if (scale->d > 20) continue; /* the double sum takes long */
        uint64_t margin = release_margin_error95(scale);
        CU_ASSERT(summed(scale, margin, true) <= 0.05L);
        CU_ASSERT(!margin || summed(scale, margin - 1, true) > 0.05L);
        CU_ASSERT(fabsl(release_margin_beyond(scale, margin) - summed(scale, margin, true)) < 1e-12L);
    }
    CU_ASSERT_EQUAL(release_count_error95(&(struct release_scale){5, 1}), 15); /* 2 q^16/(1+q) = .0448, q^15: .0548 */
}

/* The numbers do not hang on rounding: on either side of each step the probability is far from 1/20 compared with its
 * error, which two ways of computing it show. */
UNIT_TEST(release_statements, decisions_are_stable) {
    for (uint64_t d = 1; d <= 2000; d++)
        for (uint64_t s = 1; s <= 3; s++) {
            const struct release_scale scale = {d, s};
            if (s > 1 && d % s == 0) continue;
            uint64_t count = release_count_error95(&scale), margin = release_margin_error95(&scale);
            CU_ASSERT(0.05L - release_count_beyond(&scale, count) > 1e-12L);
            CU_ASSERT(!count || release_count_beyond(&scale, count - 1) - 0.05L > 1e-12L);
            CU_ASSERT(0.05L - release_margin_beyond(&scale, margin) > 1e-12L);
            CU_ASSERT(!margin || release_margin_beyond(&scale, margin - 1) - 0.05L > 1e-12L);
        }
    /* The largest scale: the continuous limit e^(-m/t) = 1/20 gives 2^31 ln 20. */
    const struct release_scale largest = {RELEASE_SCALE_LIMIT, 1};
    CU_ASSERT(fabsl((long double)release_count_error95(&largest) - 2147483648.0L * logl(20)) < 2);
    CU_ASSERT_EQUAL(release_count_error95(&(struct release_scale){1, RELEASE_SCALE_LIMIT}), 0);
}

/* Variance 2q/(1-q)^2: 49.8337 for t = 5 (math.md, section 3). */
UNIT_TEST(release_statements, sums_have_the_variance_of_their_draws) {
    uint64_t thousandths, error;
    const struct release_scale five = {5, 1};
    CU_ASSERT_FALSE(scr_failed(release_sum_error95(&five, 1, &thousandths, &error)));
    CU_ASSERT_EQUAL(thousandths, 7059); /* sqrt(49.8337) = 7.05930 */
    CU_ASSERT_EQUAL(error, 14);         /* 1.96 * 7.059 = 13.84 */
    CU_ASSERT_FALSE(scr_failed(release_sum_error95(&five, 10000, &thousandths, &error)));
    CU_ASSERT_EQUAL(thousandths, 705930);
    CU_ASSERT_EQUAL(error, 1384);
    /* Far less than a thousandth: a deviation of 0 leaves an error of 0. */
    CU_ASSERT_FALSE(scr_failed(release_sum_error95(&(struct release_scale){1, 100}, 1, &thousandths, &error)));
    CU_ASSERT(thousandths == 0 && error == 0);
    CU_ASSERT_EQUAL(
        release_sum_error95(&(struct release_scale){RELEASE_SCALE_LIMIT, 1}, 1u << 24, &thousandths, &error).code,
        SCR_LIMIT);
}

/* epsilon = 1/5 gives .450166 and .549834 (math.md, section 3: the published counts at the bound). */
UNIT_TEST(release_statements, beliefs_are_rounded_away_from_one_half) {
    char low[RELEASE_PROBABILITY_SIZE], high[RELEASE_PROBABILITY_SIZE];
    release_belief_bounds("1/5", low, high);
    CU_ASSERT_STRING_EQUAL(low, "0.450166");
    CU_ASSERT_STRING_EQUAL(high, "0.549834");
    release_belief_bounds("1", low, high); /* .26894142.. and .73105857.. */
    CU_ASSERT_STRING_EQUAL(low, "0.268941");
    CU_ASSERT_STRING_EQUAL(high, "0.731059");
    release_belief_bounds("1/1000000000", low, high);
    CU_ASSERT_STRING_EQUAL(low, "0.499999");
    CU_ASSERT_STRING_EQUAL(high, "0.500001");
    release_belief_bounds("1000000000000000000000000000000000000000", low, high);
    CU_ASSERT_STRING_EQUAL(low, "0.000000");
    CU_ASSERT_STRING_EQUAL(high, "1.000000");
}

static struct measurement_share shares[] = {
    {2, false, {1, 3}, {6, 1}}, {3, false, {1, 2}, {4, 1}}, {3, true, {1, 6}, {6, 1}}};

static void make(struct measurement *m, uint32_t exact, enum measurement_adjacency adjacency,
                 struct release_statements *s) {
    static const uint32_t parent[] = {0, 0, 0, 1, 1, 1, 2};
    static const int64_t counts[] = {1, 2, 3, 4, 5, 6, 7, 8};
    const struct release_case wanted = {.parent = parent,
                                        .units = 7,
                                        .options = 2,
                                        .exact_levels = exact,
                                        .leaf_counts = counts,
                                        .shares = shares,
                                        .share_count = 3};
    release_case_make(&wanted, m);
    m->adjacency = adjacency;
    CU_ASSERT_FALSE_FATAL(scr_failed(release_statements_make(m, 0, s, NULL)));
}

UNIT_TEST(release_statements, exact_totals_and_adjacency_change_the_promise) {
    struct measurement m;
    struct release_statements s = {0};
    make(&m, 1, MEASUREMENT_SUBSTITUTE, &s); /* 1/3 + 1/2 + 1/6 = 1 */
    CU_ASSERT_STRING_EQUAL(s.epsilon, "");
    CU_ASSERT_STRING_EQUAL(s.exchange, "2");
    CU_ASSERT_STRING_EQUAL(s.posterior_low, "0.119202"); /* 1/(1+e^2) = .1192029 */
    CU_ASSERT_STRING_EQUAL(s.posterior_high, "0.880798");
    CU_ASSERT_EQUAL_FATAL(s.accuracy_count, 2);
    CU_ASSERT(s.accuracy[0].level == 2 && s.accuracy[1].level == 3 && s.accuracy[1].count == 12);
    CU_ASSERT_EQUAL_FATAL(s.sum_count, 3); /* of the lowest level, by the levels from the top */
    CU_ASSERT(s.sums[0].units == 4 && s.sums[1].units == 3 && s.sums[2].units == 1 && s.sums[2].level == 3);
    CU_ASSERT_EQUAL(s.sums[2].deviation, 5642); /* sqrt(2 q)/(1-q), q = e^(-1/4): 5.64213 */
    release_statements_free(&s);
    measurement_free(&m);

    make(&m, 0, MEASUREMENT_SUBSTITUTE, &s);
    CU_ASSERT_STRING_EQUAL(s.epsilon, "1");
    CU_ASSERT_STRING_EQUAL(s.exchange, "2");
    CU_ASSERT_STRING_EQUAL(s.posterior_low, "0.268941");
    release_statements_free(&s);
    measurement_free(&m);

    /* A changed choice is a removal and an addition: each costs the sum. */
    make(&m, 0, MEASUREMENT_ADD_REMOVE, &s);
    CU_ASSERT_STRING_EQUAL(s.epsilon, "1");
    CU_ASSERT_STRING_EQUAL(s.exchange, "4");
    CU_ASSERT_STRING_EQUAL(s.posterior_low, "0.119202");
    release_statements_free(&s);
    measurement_free(&m);
}
