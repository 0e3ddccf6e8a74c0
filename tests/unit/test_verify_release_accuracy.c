/* test_verify_release_accuracy.c: errors against sums over the distribution itself, and known values. */
#include "unit.h"
#include "verify/release/accuracy.h"
#include "verify/release/real.h"

static bool near(long double a, long double b, long double most) { return a - b <= most && b - a <= most; }

/* Digits from tables of constants: e^-1, ln 10, sqrt 2. */
UNIT_TEST(verify_release_accuracy, functions) {
    CU_ASSERT(near(real_exp_minus(1), 0.36787944117144232160L, 1e-17L));
    CU_ASSERT(near(real_exp_minus(0), 1, 0));
    CU_ASSERT(near(real_exp_minus(10000) / real_exp_minus(9999), 0.36787944117144232160L, 1e-14L));
    CU_ASSERT(near(real_exp_minus(1e9L), 0, 0));
    CU_ASSERT(near(real_log(10), 2.30258509299404568402L, 1e-17L));
    CU_ASSERT(near(real_log(1e-9L), -9 * 2.30258509299404568402L, 1e-16L));
    CU_ASSERT(near(real_sqrt(2), 1.41421356237309504880L, 1e-17L));
    CU_ASSERT(near(real_sqrt(1e18L), 1e9L, 1e-8L) && near(real_sqrt(0), 0, 0) && near(real_sqrt(1e-8L), 1e-4L, 1e-20L));
    for (long double y = 1e-9L; y < 20; y *= 1.7L) {
        CU_ASSERT(near(real_exp_minus(y) + real_one_minus_exp(y), 1, 1e-18L));
        CU_ASSERT(near(real_log(real_exp_minus(y)), -y, 1e-16L));
    }
    CU_ASSERT(near(real_one_minus_exp(1e-12L), 1e-12L - 5e-25L, 1e-30L));
}

/* By summing P(Z = z) P(Z' = z') themselves. */
UNIT_TEST(verify_release_accuracy, tails) {
    const struct fraction scales[] = {{1, 2}, {1, 1}, {5, 1}, {7, 3}};
    for (size_t i = 0; i < sizeof scales / sizeof *scales; i++) {
        long double q = real_exp_minus((long double)scales[i].q / (long double)scales[i].p), powers[400] = {1};
        long double p0 = (1 - q) / (1 + q);
        for (int z = 1; z < 400; z++) powers[z] = powers[z - 1] * q;
        for (int m = 0; m < 20; m++) {
            long double count = 0, margin = 0;
            for (int z = -199; z < 200; z++) {
                long double p = p0 * powers[z < 0 ? -z : z];
                if (z > m || -z > m) count += p;
                for (int other = -199; other < 200; other++)
                    if (z - other > m || other - z > m) margin += p * p0 * powers[other < 0 ? -other : other];
            }
            CU_ASSERT(near(accuracy_count_tail(&scales[i], (uint64_t)m), count, 1e-12L));
            CU_ASSERT(near(accuracy_margin_tail(&scales[i], (uint64_t)m), margin, 1e-12L));
        }
    }
}

UNIT_TEST(verify_release_accuracy, least) {
    for (uint64_t p = 1; p < 40; p++) {
        const struct fraction scale = {p, 3};
        accuracy_tail *const tails[] = {accuracy_count_tail, accuracy_margin_tail};
        for (int i = 0; i < 2; i++) {
            uint64_t least = 0;
            while (tails[i](&scale, least) > 0.05L) least++;
            CU_ASSERT_EQUAL(accuracy_least(tails[i], &scale), least);
            CU_ASSERT(accuracy_is_least(tails[i], &scale, least));
            CU_ASSERT_FALSE(accuracy_is_least(tails[i], &scale, least + 1));
            CU_ASSERT_FALSE(least && accuracy_is_least(tails[i], &scale, least - 1));
        }
    }
    const struct fraction extreme[] = {{1, UINT64_C(1) << 31}, {UINT64_C(1) << 31, 1}};
    CU_ASSERT_EQUAL(accuracy_least(accuracy_margin_tail, &extreme[0]), 0);
    CU_ASSERT(accuracy_is_least(accuracy_margin_tail, &extreme[0], 0));
    CU_ASSERT_FALSE(accuracy_is_least(accuracy_margin_tail, &extreme[0], 1));
    CU_ASSERT(accuracy_is_least(accuracy_margin_tail, &extreme[1], accuracy_least(accuracy_margin_tail, &extreme[1])));
}

/* Variance 2q/(1-q)^2 = 49.8337 at scale 5 (the mathematics of the paper), 2 t^2 - 1/6 for large scales. */
UNIT_TEST(verify_release_accuracy, deviation) {
    const struct fraction five = {5, 1}, large = {UINT64_C(1) << 31, 1}, tiny = {1, 100000};
    long double deviation = accuracy_deviation(&five, 1);
    CU_ASSERT(near(deviation * deviation, 49.8337L, 5e-5L));
    deviation = accuracy_deviation(&five, 100);
    CU_ASSERT(near(deviation * deviation, 4983.37L, 5e-3L));
    deviation = accuracy_deviation(&large, 1);
    CU_ASSERT(near(deviation, 1.41421356237309504880L * 2147483648.0L, 1e-6L));
    CU_ASSERT(near(accuracy_deviation(&tiny, 1000), 0, 0));
}
