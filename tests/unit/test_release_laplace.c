/* test_release_laplace.c: discrete Laplace draws against exact probabilities and vectors; known wrong samplers must
 * fail.
 *
 * Keys are fixed, so every run sees the same draws; the stated false-alarm rate of 10^-9 per statistic is what a change
 * of the key would risk. */
#include <math.h>
#include <stdlib.h>

#include "gen/release/laplace.h"
#include "release_fixture.h"
#include "unit.h"

enum { DRAWS = 200000, REACH = 4000 };

typedef scr_result sampler(struct release_bits *bits, const struct release_scale *scale, int64_t *noise);

struct statistics {
    double chi_square, threshold; /* of goodness of fit: bins of at least 20 expected draws, two tails */
    double mean, variance;        /* in standard deviations from what is expected */
    double sides;                 /* positive less negative draws, in standard deviations */
};

/* The chi-square value that `freedom` degrees exceed with probability 10^-9 (Wilson and Hilferty, z = 5.998). */
static double chi_square_limit(double freedom) {
    double ninth = 2 / (9 * freedom), root = 1 - ninth + 5.998 * sqrt(ninth);
    return freedom * root * root * root;
}

static struct statistics measure(sampler *draw, struct release_scale scale, uint64_t key) {
    static unsigned counts[2 * REACH + 1];
    for (size_t i = 0; i < sizeof counts / sizeof *counts; i++) counts[i] = 0;
    struct release_bits bits = {0};
    CU_ASSERT_FALSE_FATAL(scr_failed(release_bits_begin(&bits)));
    fixture_stream(&bits, key);
    double sum = 0, squares = 0, sides = 0, moved = 0;
    for (int i = 0; i < DRAWS; i++) {
        int64_t noise = 0;
        CU_ASSERT_FALSE_FATAL(scr_failed(draw(&bits, &scale, &noise)));
        sum += (double)noise;
        squares += (double)noise * (double)noise;
        sides += noise > 0 ? 1 : noise < 0 ? -1 : 0;
        moved += noise != 0;
        counts[noise < -REACH ? 0 : noise > REACH ? 2 * REACH : noise + REACH]++;
    }
    release_bits_end(&bits);

    double q = exp(-(double)scale.s / (double)scale.d), zero = (1 - q) / (1 + q);
    int reach = 0;
    while (reach + 1 < REACH && DRAWS * zero * pow(q, reach + 1) >= 20) reach++;
    struct statistics s = {0};
    double tail = pow(q, reach + 1) / (1 + q), seen[2] = {0, 0}; /* of one side beyond reach */
    for (int z = -REACH; z <= REACH; z++) {
        double expected = DRAWS * zero * pow(q, abs(z)), count = counts[z + REACH];
        if (abs(z) <= reach)
            s.chi_square += (count - expected) * (count - expected) / expected;
        else
            seen[z > 0] += count;
    }
    for (int side = 0; side < 2; side++)
        s.chi_square += (seen[side] - DRAWS * tail) * (seen[side] - DRAWS * tail) / (DRAWS * tail);
    s.threshold = chi_square_limit(2 * reach + 2);
    /* Var = 2q/(1-q)^2, fourth moment 2q(1 + 10q + q^2)/(1-q)^4 */
    double variance = 2 * q / ((1 - q) * (1 - q)), fourth = 2 * q * (1 + 10 * q + q * q) / pow(1 - q, 4);
    s.mean = sum / sqrt(variance * DRAWS);
    s.variance = (squares - DRAWS * variance) / sqrt((fourth - variance * variance) * DRAWS);
    s.sides = sides / sqrt(moved > 0 ? moved : 1);
    return s;
}

static bool passes(struct statistics s) {
    return s.chi_square < s.threshold && fabs(s.mean) < 6.1 && fabs(s.variance) < 6.1 && fabs(s.sides) < 6.1;
}

static const struct release_scale scales[] = {{5, 1}, {1, 1}, {10, 3}, {2, 7}, {40, 1}, {100, 1}};

UNIT_TEST(release_laplace, draws_have_their_exact_probabilities) {
    for (size_t i = 0; i < sizeof scales / sizeof *scales; i++)
        CU_ASSERT(passes(measure(release_laplace, scales[i], 100 + i)));
}

/* Rounding continuous noise to integers: P(0) = 1 - e^(-1/2t) instead of (1-q)/(1+q); t = 1: 0.39347, not 0.46212. */
static scr_result rounded(struct release_bits *bits, const struct release_scale *scale, int64_t *noise) {
    uint64_t a, side;
    SCR_TRY(release_bits_uniform(bits, UINT64_C(1) << 52, &a));
    SCR_TRY(release_bits_uniform(bits, 2, &side));
    double size = -(double)scale->d / (double)scale->s * log(((double)a + 0.5) / 0x1p52);
    *noise = llround(side ? size : -size);
    return scr_done();
}

static scr_result off_by_one(struct release_bits *bits, const struct release_scale *scale, int64_t *noise) {
    return release_laplace(bits, &(struct release_scale){scale->d + 1, scale->s}, noise);
}

/* The sampler again, with two switches for mistakes. Bernoulli draws by floating point: fine for a wrong sampler. */
static scr_result mistaken(struct release_bits *bits, const struct release_scale *scale, bool byte_modulo,
                           bool keep_minus_zero, int64_t *noise) {
    for (;;) {
        uint64_t rest, accept, number, side, whole = 0;
        do {
            SCR_TRY(release_bits_uniform(bits, byte_modulo ? 256 : scale->d, &rest));
            rest %= scale->d;
            SCR_TRY(release_bits_uniform(bits, UINT64_C(1) << 52, &accept));
        } while ((double)accept / 0x1p52 >= exp(-(double)rest / (double)scale->d));
        for (;; whole++) {
            SCR_TRY(release_bits_uniform(bits, UINT64_C(1) << 52, &number));
            if ((double)number / 0x1p52 >= exp(-1)) break;
        }
        SCR_TRY(release_bits_uniform(bits, 2, &side));
        uint64_t size = (whole * scale->d + rest) / scale->s;
        if (side && !size && !keep_minus_zero) continue;
        *noise = side ? -(int64_t)size : (int64_t)size;
        return scr_done();
    }
}

static scr_result modulo(struct release_bits *bits, const struct release_scale *scale, int64_t *noise) {
    return mistaken(bits, scale, true, false, noise);
}
static scr_result two_zeros(struct release_bits *bits, const struct release_scale *scale, int64_t *noise) {
    return mistaken(bits, scale, false, true, noise);
}
static scr_result unmistaken(struct release_bits *bits, const struct release_scale *scale, int64_t *noise) {
    return mistaken(bits, scale, false, false, noise);
}
static scr_result never_negative(struct release_bits *bits, const struct release_scale *scale, int64_t *noise) {
    SCR_TRY(release_laplace(bits, scale, noise));
    if (*noise < 0) *noise = -*noise;
    return scr_done();
}

UNIT_TEST(release_laplace, wrong_samplers_are_caught) {
    CU_ASSERT_FALSE(passes(measure(rounded, (struct release_scale){1, 1}, 1)));
    CU_ASSERT_FALSE(passes(measure(off_by_one, (struct release_scale){5, 1}, 2)));
    CU_ASSERT_FALSE(passes(measure(modulo, (struct release_scale){100, 1}, 3)));
    CU_ASSERT_FALSE(passes(measure(two_zeros, (struct release_scale){5, 1}, 4)));
    CU_ASSERT_FALSE(passes(measure(never_negative, (struct release_scale){5, 1}, 5)));
    /* The statistic does not merely refuse everything but ours. */
    CU_ASSERT(passes(measure(unmistaken, (struct release_scale){100, 1}, 6)));
}

UNIT_TEST(release_laplace, zero_is_as_likely_as_published) {
    /* math.md section 3: t = 5: P(0) = 0.0996680; t = 1: 0.46212. Six standard deviations. */
    static const struct {
        struct release_scale scale;
        double zero;
    } cases[] = {{{5, 1}, 0.0996680}, {{1, 1}, 0.46212}};
    struct release_bits bits = {0};
    CU_ASSERT_FALSE_FATAL(scr_failed(release_bits_begin(&bits)));
    for (size_t c = 0; c < 2; c++) {
        fixture_stream(&bits, 50 + c);
        double zeros = 0, p = cases[c].zero;
        for (int i = 0; i < DRAWS; i++) {
            int64_t noise = 1;
            CU_ASSERT_FALSE_FATAL(scr_failed(release_laplace(&bits, &cases[c].scale, &noise)));
            zeros += noise == 0;
        }
        CU_ASSERT(fabs(zeros - DRAWS * p) < 6.1 * sqrt(DRAWS * p * (1 - p)));
    }
    release_bits_end(&bits);
}

UNIT_TEST(release_laplace, draws_are_those_of_the_independent_program) {
    /* tests/vectors/laplace.py: base key of the worked example of bits.h, level 1, units 0 to 15, option 0. */
    static const struct {
        struct release_scale scale;
        int64_t draws[16];
    } cases[] = {
        {{5, 1}, {7, 9, -13, -1, -1, -9, 12, 1, -7, -8, -19, -11, -8, 1, -2, 4}},
        {{1, 1}, {1, 0, 0, 0, 0, -1, -1, 0, 1, -1, -3, -3, 0, 0, -1, 0}},
        {{10, 3}, {0, 1, -13, -2, 1, -4, -7, 0, 3, 2, -11, -5, 0, 0, 2, 1}},
        {{2, 7}, {0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 1, 0}},
        {{40, 1}, {-13, 49, -13, -11, -1, -64, 117, 11, -42, -58, -154, -13, 35, 11, 37, 24}},
        {{UINT64_C(1) << 31, 1},
         {-639731887, 301720443, -84734290, -920739135, 693881127, 1031703022, -4200775438, 801468603, -3413400442,
          6303960469, -1856453472, -4364246414, 114420331, -3520596733, -1199035109, 2675506391}},
        {{(UINT64_C(1) << 31) - 1, UINT64_C(1) << 31}, {0, 0, 0, 0, 0, 0, -1, 0, -1, 0, 0, -2, 0, -1, -1, 1}},
    };
    struct scr_hash base;
    CU_ASSERT_TRUE_FATAL(scr_hash_parse("1e94b9930a856803e648acd702c59c32fa8719fedcf300b4c71a263c4643485e", &base));
    struct release_bits bits = {0};
    CU_ASSERT_FALSE_FATAL(scr_failed(release_bits_begin(&bits)));
    for (size_t c = 0; c < sizeof cases / sizeof *cases; c++)
        for (uint64_t unit = 0; unit < 16; unit++) {
            int64_t noise = 0;
            CU_ASSERT_FALSE(scr_failed(release_bits_cell(&bits, base.bytes, 1, unit, 0)));
            CU_ASSERT_FALSE(scr_failed(release_laplace(&bits, &cases[c].scale, &noise)));
            CU_ASSERT_EQUAL(noise, cases[c].draws[unit]);
        }
    static const int64_t worked[] = {8, 0, 4}; /* cell (3, 5, 1), step by step in laplace.h for t = 5 */
    for (size_t c = 0; c < 3; c += 2) {
        int64_t noise = 0;
        CU_ASSERT_FALSE(scr_failed(release_bits_cell(&bits, base.bytes, 3, 5, 1)));
        CU_ASSERT_FALSE(scr_failed(release_laplace(&bits, &cases[c].scale, &noise)));
        CU_ASSERT_EQUAL(noise, worked[c]);
    }
    release_bits_end(&bits);
}

UNIT_TEST(release_laplace, scales_are_reduced_and_bounded) {
    struct release_scale scale;
    CU_ASSERT_FALSE(scr_failed(release_scale_set(&scale, 2, 2, 5))); /* 2 / (2/5) = 5 */
    CU_ASSERT(scale.d == 5 && scale.s == 1);
    CU_ASSERT_FALSE(scr_failed(release_scale_set(&scale, 6, 9, 10)));
    CU_ASSERT(scale.d == 20 && scale.s == 3);
    CU_ASSERT_FALSE(scr_failed(release_scale_set(&scale, UINT64_C(1) << 40, UINT64_C(1) << 40, 3)));
    CU_ASSERT(scale.d == 3 && scale.s == 1);
    CU_ASSERT_EQUAL(release_scale_set(&scale, 2, 0, 1).code, SCR_LIMIT);
    CU_ASSERT_EQUAL(release_scale_set(&scale, 2, 1, 0).code, SCR_LIMIT);
    CU_ASSERT_EQUAL(release_scale_set(&scale, 0, 1, 1).code, SCR_LIMIT);
    CU_ASSERT_EQUAL(release_scale_set(&scale, 2, 1, (UINT64_C(1) << 30) + 1).code, SCR_LIMIT);
    CU_ASSERT_EQUAL(release_scale_set(&scale, UINT64_MAX, 2, UINT64_MAX).code, SCR_LIMIT);

    static const struct release_scale wrong[] = {
        {0, 1}, {1, 0}, {1, RELEASE_SCALE_LIMIT + 1}, {RELEASE_SCALE_LIMIT + 1, 1}};
    struct release_bits bits = {0};
    int64_t noise;
    CU_ASSERT_FALSE_FATAL(scr_failed(release_bits_begin(&bits)));
    fixture_stream(&bits, 7);
    for (size_t i = 0; i < sizeof wrong / sizeof *wrong; i++)
        CU_ASSERT_EQUAL(release_laplace(&bits, &wrong[i], &noise).code, SCR_LIMIT);
    release_bits_end(&bits);
}
