/* real.c: exponential, logarithm and square root by series and Newton's method, with the C library's scaling by powers
 * of 2 and nothing of its mathematics. */
#include "verify/release/real.h"

/* From libc proper, not libm: exact. */
#include <math.h>

static const long double LN2 = 0.693147180559945309417232121458176568L;

/* e^x - 1 for |x| <= 0.5: the terms fall below 2^-64 of the first before the 20th. */
static long double small_expm1(long double x) {
    long double term = x, sum = x;
    for (int n = 2; n < 24; n++) {
        term *= x / n;
        sum += term;
    }
    return sum;
}

long double real_exp_minus(long double y) {
    if (!(y < 11300)) return 0; /* e^-11300 < 2^-16300, near the smallest normal number */
    int k = (int)(y / LN2 + 0.5L);
    return ldexpl(1 + small_expm1(k * LN2 - y), -k);
}

long double real_one_minus_exp(long double y) { return y < 0.5L ? -small_expm1(-y) : 1 - real_exp_minus(y); }

/* x = m 2^k with m in [0.5, 1), brought to [0.7, 1.4); log m = 2 artanh((m - 1)/(m + 1)), the square of which is at
 * most 0.032: 14 terms reach 2^-64. */
long double real_log(long double x) {
    int k;
    long double m = frexpl(x, &k);
    if (m < 0.7L) {
        m *= 2;
        k--;
    }
    long double t = (m - 1) / (m + 1), square = t * t, power = t, sum = 0;
    for (int n = 1; n < 32; n += 2) {
        sum += power / n;
        power *= square;
    }
    return k * LN2 + 2 * sum;
}

/* Newton from within a factor of 2: each of 8 steps doubles the correct digits. */
long double real_sqrt(long double x) {
    int k;
    if (x <= 0) return 0;
    (void)frexpl(x, &k);
    long double root = ldexpl(1, k / 2);
    for (int i = 0; i < 8; i++) root = (root + x / root) / 2;
    return root;
}
