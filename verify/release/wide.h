/* wide.h: fractions of 128-bit numbers with checked arithmetic, for sums and shifts of ToyDown's counts. */
#ifndef VERIFY_RELEASE_WIDE_H
#define VERIFY_RELEASE_WIDE_H

#include <stdbool.h>
#include <stdint.h>

__extension__ typedef __int128 wide;

/* p/q with q > 0. */
struct wide_fraction {
    wide p, q;
};

static inline wide wide_divisor(wide a, wide b) {
    if (a < 0) a = -a;
    while (b) {
        wide rest = a % b;
        a = b;
        b = rest;
    }
    return a;
}
/* Lowest terms. */
static inline struct wide_fraction wide_reduce(struct wide_fraction f) {
    wide divisor = wide_divisor(f.p, f.q);
    return (struct wide_fraction){f.p / divisor, f.q / divisor};
}
/* sum + p/q in *sum; false when it does not fit. Denominators that are equal, or 1, are not reduced every time. */
static inline bool wide_add(struct wide_fraction *sum, wide p, wide q) {
    wide left, right;
    if (q == sum->q) return !__builtin_add_overflow(sum->p, p, &sum->p);
    if (q == 1) return !__builtin_mul_overflow(p, sum->q, &right) && !__builtin_add_overflow(sum->p, right, &sum->p);
    *sum = wide_reduce(*sum);
    wide divisor = wide_divisor(sum->q, q);
    if (__builtin_mul_overflow(sum->p, q / divisor, &left) || __builtin_mul_overflow(p, sum->q / divisor, &right) ||
        __builtin_add_overflow(left, right, &sum->p) || __builtin_mul_overflow(sum->q, q / divisor, &sum->q))
        return false;
    return true;
}

#endif
