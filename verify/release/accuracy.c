/* accuracy.c: q = e^(-1/scale); every formula is written with 1 - q, which stays accurate where q is near 1. */
#include "verify/release/accuracy.h"

#include "verify/release/real.h"

static const long double AT_MOST = 0.05L, TOLERANCE = 1e-9L;

static long double inverse(const struct fraction *scale) { return (long double)scale->q / (long double)scale->p; }

long double accuracy_count_tail(const struct fraction *scale, uint64_t m) {
    long double s = inverse(scale), q = real_exp_minus(s);
    return 2 * real_exp_minus(((long double)m + 1) * s) / (1 + q);
}

/* 2 ((1-q)/(1+q))^2 q^(m+1) ((m+1+c)/(1-q) + q/(1-q)^2) with (1-q) multiplied in: c (1-q) = (1+q^2)/(1+q). */
long double accuracy_margin_tail(const struct fraction *scale, uint64_t m) {
    long double s = inverse(scale), q = real_exp_minus(s), steps = (long double)m + 1;
    long double sum = steps * real_one_minus_exp(s) + (1 + q * q) / (1 + q) + q;
    return 2 * real_exp_minus(steps * s) / ((1 + q) * (1 + q)) * sum;
}

bool accuracy_is_least(accuracy_tail *tail, const struct fraction *scale, uint64_t m) {
    return tail(scale, m) <= AT_MOST + TOLERANCE && (!m || tail(scale, m - 1) >= AT_MOST - TOLERANCE);
}

uint64_t accuracy_least(accuracy_tail *tail, const struct fraction *scale) {
    uint64_t low = 0, high = UINT64_C(1000000000000);
    while (low < high) {
        uint64_t middle = low + (high - low) / 2;
        if (tail(scale, middle) <= AT_MOST)
            high = middle;
        else
            low = middle + 1;
    }
    return low;
}

long double accuracy_deviation(const struct fraction *scale, uint64_t units) {
    long double s = inverse(scale);
    return real_sqrt(2 * (long double)units * real_exp_minus(s)) / real_one_minus_exp(s);
}
