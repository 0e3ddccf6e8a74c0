/* rule.c: distances to thresholds, and the spread of seats per person. */
#include "verify/impact/rule.h"

/* The greatest whole number whose square is not above n, bit by bit. */
static uint64_t square_root(wide_count n) {
    uint64_t root = 0;
    for (uint64_t bit = UINT64_C(1) << 63; bit; bit >>= 1) {
        wide_count next = root | bit;
        if (next * next <= n) root |= bit;
    }
    return root;
}

/* r(n, m); |n| is at most 10^15 + 10^15, so that 10^6 n^2 stays below 2^122. */
static uint64_t root_of(wide n, wide m) { return square_root((wide_count)(1000000 * n * n / m)); }

uint64_t rule_distance(const struct fraction *rate, const int64_t counts[static 3]) {
    const wide vac = counts[0], lep = counts[1], lit = counts[2], v = (wide)rate->q, w = (wide)rate->p;
    const bool number = lep > 10000, percent = 20 * lep > vac, illiterate = v * lit > w * lep;
    const uint64_t a = root_of(lep - 10000, 1), b = root_of(20 * lep - vac, 401),
                   c = root_of(v * lit - w * lep, v * v + w * w);
    const bool size = number || percent;
    uint64_t s = number ? a : b; /* where only one of them holds */
    if (number == percent) s = (a < b) == number ? b : a;
    if (size && illiterate) return s < c ? s : c;
    if (!size && !illiterate) return s > c ? s : c;
    return size ? c : s;
}

wide rule_max_multiplicative(const struct impact_row *rows, const wide *seats, size_t count) {
    size_t most = 0, least = 0; /* seats per person */
    for (size_t i = 1; i < count; i++) {
        const wide x = rows[i].numbers[0];
        if (seats[i] * rows[most].numbers[0] > seats[most] * x) most = i;
        if (seats[i] * rows[least].numbers[0] < seats[least] * x) least = i;
    }
    return 1000000 * seats[most] * rows[least].numbers[0] / (rows[most].numbers[0] * seats[least]);
}
