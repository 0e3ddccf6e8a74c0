/* test_impact_noise.c: the draws of trials, their variances, what they must not depend on, and the promises of the
 * repairs. Keys are fixed, so every run sees the same draws. */
#include <math.h>
#include <string.h>

#include "impact_case.h"
#include "release_fixture.h"

/* lit, lep, vac have 1, 2, 3 times the variance 2q/(1-q)^2 of one draw (1.84, 3.68, 5.52 at epsilon 1), and mean 0;
 * plain Laplace has three times the scale in all. */
static void measure(enum impact_mechanism mechanism, double scale, const double times[static IMPACT_COLUMNS]) {
    enum { ROWS = 4000, TRIALS = 25 };
    static uint64_t values[3 * ROWS];
    static int64_t room[IMPACT_COLUMNS][ROWS];
    int64_t *const noisy[IMPACT_COLUMNS] = {room[0], room[1], room[2]};
    for (size_t i = 0; i < ROWS; i++) {
        values[3 * i] = 1000 + i;
        values[3 * i + 1] = 500;
        values[3 * i + 2] = 100;
    }
    struct impact_case c;
    struct impact_noise noise = {0};
    double sums[3] = {0}, squares[3] = {0}, draws = ROWS * TRIALS;
    impact_case_begin(&c, IMPACT_COVERAGE, values, ROWS);
    c.parameters.mechanism = mechanism;
    impact_case_study(&c);
    CU_ASSERT_FALSE_FATAL(scr_failed(impact_noise_begin(&noise, &c.study)));
    CU_ASSERT_FALSE_FATAL(scr_failed(impact_noise_epsilon(&noise, 0)));
    for (uint32_t k = 0; k < TRIALS; k++) {
        CU_ASSERT_FALSE_FATAL(scr_failed(impact_noise_trial(&noise, k, noisy)));
        for (size_t i = 0; i < ROWS; i++)
            for (size_t col = 0; col < IMPACT_COLUMNS; col++) {
                double z = (double)noisy[col][i] - (double)values[3 * i + col];
                sums[col] += z;
                squares[col] += z * z;
            }
    }
    double q = exp(-1 / scale), unit = 2 * q / ((1 - q) * (1 - q)),
           fourth = 2 * q * (1 + 10 * q + q * q) / pow(1 - q, 4);
    for (size_t col = 0; col < IMPACT_COLUMNS; col++) {
        double variance = times[col] * unit;
        /* fourth moment of a sum of m independent draws: m f + 3 m (m - 1) v^2 */
        double m = times[col], four = m * fourth + 3 * m * (m - 1) * unit * unit;
        CU_ASSERT(fabs(sums[col]) < 6.1 * sqrt(variance * draws));
        CU_ASSERT(fabs(squares[col] - variance * draws) < 6.1 * sqrt((four - variance * variance) * draws));
    }
    impact_noise_end(&noise);
    impact_case_end(&c);
}

UNIT_TEST(impact_noise, decomposed_noise_is_unbiased_with_one_two_three_times_the_variance) {
    measure(IMPACT_D_LAPLACE, 1, (const double[]){3, 2, 1});
    measure(IMPACT_LAPLACE, 3, (const double[]){1, 1, 1});
}

static const uint64_t districts[] = {9, 100, 7, 20, 9, 3, 5, 60, 7, 1, 8, 900};

/* A trial alone is the trial in its row; the digest tells. Other seeds, epsilons or tables give other noise. */
UNIT_TEST(impact_noise, trials_stand_alone_and_bind_everything) {
    char first[4][IMPACT_DIGEST_SIZE];
    for (size_t v = 0; v < 4; v++) {
        struct impact_case c;
        impact_case_begin(&c, IMPACT_FUNDS, districts, 6);
        if (v == 1) c.parameters.seed = "other";
        if (v == 2) c.parameters.epsilons[c.parameters.epsilon_count++] = (struct impact_fraction){2, 1};
        if (v == 3) c.table.rows[5].name = "renamed";
        impact_case_run(&c);
        memcpy(first[v], c.outcomes[0].digests[0], IMPACT_DIGEST_SIZE);
        CU_ASSERT(strcmp(c.outcomes[0].digests[0], c.outcomes[0].digests[1]) != 0);
        if (v == 0) {
            struct impact_noise noise = {0};
            int64_t late[6], again[6], other[6];
            CU_ASSERT_FALSE_FATAL(scr_failed(impact_noise_begin(&noise, &c.study)));
            CU_ASSERT_FALSE_FATAL(scr_failed(impact_noise_epsilon(&noise, 0)));
            CU_ASSERT_FALSE(scr_failed(impact_noise_trial(&noise, 7, (int64_t *const[3]){late})));
            CU_ASSERT_FALSE(scr_failed(impact_noise_trial(&noise, 0, (int64_t *const[3]){other})));
            CU_ASSERT_FALSE(scr_failed(impact_noise_trial(&noise, 7, (int64_t *const[3]){again})));
            CU_ASSERT(!memcmp(late, again, sizeof late) && memcmp(late, other, sizeof late) != 0);
            impact_noise_end(&noise);
        }
        impact_case_end(&c);
    }
    for (size_t v = 1; v < 4; v++) CU_ASSERT(strcmp(first[0], first[v]) != 0);
}

/* The no-penalty repair: at most a delta share of 100,000 trials fails, and more than none does at delta 1/2 with few
 * districts (the union bound is not far off), so that the count is not idle. */
UNIT_TEST(impact_noise, no_penalty_fails_in_at_most_a_delta_share) {
    struct impact_case c;
    impact_case_begin(&c, IMPACT_FUNDS, districts, 6);
    c.parameters.trials = 100000;
    c.parameters.delta = (struct impact_fraction){1, 2};
    c.parameters.epsilons[0] = (struct impact_fraction){1, 2};
    impact_case_run(&c);
    const struct impact_outcome *outcome = &c.outcomes[0];
    CU_ASSERT_EQUAL(outcome->slack, 5); /* ceil(ln(12) / 0.5) = ceil(4.97) */
    CU_ASSERT(outcome->failures > 0 && outcome->failures <= 50000);
    CU_ASSERT_EQUAL(outcome->refused, 0);
    CU_ASSERT(outcome->inflation > (impact_wide)100000 * 1000000);
    impact_case_end(&c);

    /* Noise far above the counts: the denominator fails, and the repair says so. */
    impact_case_begin(&c, IMPACT_FUNDS, districts, 6);
    c.parameters.delta = (struct impact_fraction){1, 20};
    c.parameters.epsilons[0] = (struct impact_fraction){1, 1000};
    impact_case_run(&c);
    CU_ASSERT(c.outcomes[0].refused > 5);
    impact_case_end(&c);
}

/* Six standard errors: without noise to speak of there are no inversions; with DAWA's bias there are certain ones. */
UNIT_TEST(impact_noise, inversions_between_districts_of_equal_weight) {
    /* The 1000 among districts of 900 shares their buckets, the 950 among districts of 1100 shares theirs. */
    uint64_t rows[2 * 64];
    for (size_t i = 0; i < 64; i++) {
        rows[2 * i] = 1;
        rows[2 * i + 1] = i == 10 ? 1000 : i == 50 ? 950 : i < 32 ? 900 : 1100;
    }
    uint64_t certain[2] = {0};
    for (size_t v = 0; v < 2; v++) {
        struct impact_case c;
        struct impact_funds_summary summary;
        impact_case_begin(&c, IMPACT_FUNDS, rows, 64);
        c.parameters.trials = 400;
        c.parameters.epsilons[0] = (struct impact_fraction){1, 20};
        if (v) {
            c.parameters.mechanism = IMPACT_DAWA_SOUND;
            c.parameters.rho = (struct impact_fraction){1, 4};
        }
        impact_case_run(&c);
        CU_ASSERT_FALSE_FATAL(scr_failed(impact_funds_summarise(&c.study, &c.outcomes[0], &summary)));
        CU_ASSERT(summary.certain <= summary.inversions && summary.inverted <= 64);
        certain[v] = summary.certain;
        impact_case_end(&c);
    }
    CU_ASSERT_EQUAL(certain[0], 0);
    CU_ASSERT(certain[1] > 0);
}

/* The repair covers more rows when p is smaller, and never loses what the plain count of possible worlds says. */
UNIT_TEST(impact_noise, repair_of_coverage_is_monotone) {
    static const uint64_t rows[] = {2000, 110, 50, 3000, 152, 20, 2000, 99, 60, 4000, 150, 30};
    struct impact_case c;
    struct impact_coverage_summary summary;
    impact_case_begin(&c, IMPACT_COVERAGE, rows, 4);
    c.parameters.mechanism = IMPACT_D_LAPLACE;
    c.parameters.samples = 100;
    c.parameters.trials = 300;
    c.parameters.epsilons[0] = (struct impact_fraction){1, 5};
    impact_case_run(&c);
    impact_coverage_summarise(&c.study, &c.outcomes[0], &summary);
    for (size_t g = 1; g < IMPACT_GRID; g++) {
        CU_ASSERT(summary.repair[g].covered_least <= summary.repair[g - 1].covered_least);
        CU_ASSERT(summary.repair[g].false_positives <= summary.repair[g - 1].false_positives);
    }
    CU_ASSERT(summary.repair[0].covered_least > summary.least[1]);
    CU_ASSERT(summary.repair[0].false_positives > 2 * 300 - summary.sum[0]);
    impact_case_end(&c);
}
