/* laplace.c: the sampler of Canonne, Kamath and Steinke; every product has its bound beside it. */
#include "gen/release/laplace.h"

static uint64_t common_divisor(uint64_t a, uint64_t b) {
    while (b) {
        uint64_t rest = a % b;
        a = b;
        b = rest;
    }
    return a;
}

scr_result release_scale_set(struct release_scale *scale, uint64_t sensitivity, uint64_t epsilon_numerator,
                             uint64_t epsilon_denominator) {
    if (!sensitivity || !epsilon_numerator || !epsilon_denominator) return (scr_result){SCR_LIMIT};
    /* Reduced crosswise first, so that no scale within the limits fails for a product that would have been reduced. */
    uint64_t first = common_divisor(sensitivity, epsilon_numerator);
    uint64_t second = common_divisor(epsilon_denominator, epsilon_numerator / first);
    uint64_t d;
    if (__builtin_mul_overflow(sensitivity / first, epsilon_denominator / second, &d)) return (scr_result){SCR_LIMIT};
    uint64_t s = epsilon_numerator / first / second;
    if (d > RELEASE_SCALE_LIMIT || s > RELEASE_SCALE_LIMIT) return (scr_result){SCR_LIMIT};
    *scale = (struct release_scale){d, s};
    return scr_done();
}

/* True with probability e^(-u/v); 0 <= u <= v <= 2^31. */
static inline scr_result exponential(struct release_bits *bits, uint64_t u, uint64_t v, bool *success) {
    for (uint64_t k = 1; k < UINT64_C(1) << 31; k++) { /* v k < 2^62 */
        bool more;
        SCR_TRY(release_bits_bernoulli(bits, u, v * k, &more));
        if (!more) {
            *success = k & 1;
            return scr_done();
        }
    }
    return (scr_result){SCR_LIMIT};
}

static scr_result magnitude(struct release_bits *bits, const struct release_scale *scale, uint64_t *size) {
    uint64_t rest, whole = 0;
    bool success;
    do {
        SCR_TRY(release_bits_uniform(bits, scale->d, &rest));
        SCR_TRY(exponential(bits, rest, scale->d, &success));
    } while (!success);
    for (;;) {
        SCR_TRY(exponential(bits, 1, 1, &success));
        if (!success) break;
        if (++whole == (UINT64_C(1) << 31) - 1) return (scr_result){SCR_LIMIT};
    }
    /* whole <= 2^31 - 2, d <= 2^31, rest < 2^31: below 2^62. */
    *size = (whole * scale->d + rest) / scale->s;
    return scr_done();
}

scr_result release_laplace(struct release_bits *bits, const struct release_scale *scale, int64_t *noise) {
    if (!scale->d || !scale->s || scale->d > RELEASE_SCALE_LIMIT || scale->s > RELEASE_SCALE_LIMIT)
        return (scr_result){SCR_LIMIT};
    for (;;) {
        uint64_t size;
        bool negative;
        SCR_TRY(magnitude(bits, scale, &size));
        SCR_TRY(release_bits_bernoulli(bits, 1, 2, &negative));
        if (negative && !size) continue;
        *noise = negative ? -(int64_t)size : (int64_t)size;
        return scr_done();
    }
}
