/* subsets.c: enumeration of sets of totals without dead ends. */
#include "gen/deck/subsets.h"

/* Least sum of `n` distinct numbers from `from` on. */
static uint64_t least_sum(uint64_t from, uint64_t n) { return n * from + n * (n - (n > 0)) / 2; }

/* Advances by always taking the smallest completion that fits, so every partial choice leads to a subset: the work is
 * at most n steps a subset. */
void subsets_visit(size_t n, uint64_t sum_most, uint32_t least, uint32_t ballots, uint32_t *totals, subset_visit *visit,
                   void *context) {
    if (!n || least + (uint64_t)n > (uint64_t)ballots + 1 || least_sum(least, n) > sum_most) return;
    for (size_t i = 0; i < n; i++) totals[i] = least + (uint32_t)i;
    while (visit(context, totals, n)) {
        uint64_t before = 0; /* sum of totals[0 .. i-1] */
        for (size_t i = 0; i < n; i++) before += totals[i];
        size_t i = n;
        bool advanced = false;
        while (i-- && !advanced) {
            before -= totals[i];
            uint64_t next = (uint64_t)totals[i] + 1, rest = n - i;
            if (next + rest > (uint64_t)ballots + 1 || before + least_sum(next, rest) > sum_most) continue;
            for (size_t j = i; j < n; j++) totals[j] = (uint32_t)(next + (j - i));
            advanced = true;
        }
        if (!advanced) return;
    }
}

struct counter {
    size_t count, limit;
};

static bool count_one(void *context, const uint32_t *totals, size_t n) {
    struct counter *counter = context;
    (void)totals, (void)n;
    return ++counter->count < counter->limit;
}

size_t subsets_number(size_t n, uint64_t sum_most, uint32_t least, uint32_t ballots, size_t limit, uint32_t *totals) {
    struct counter counter = {0, limit};
    if (limit) subsets_visit(n, sum_most, least, ballots, totals, count_one, &counter);
    return counter.count;
}

uint64_t binomial_capped(uint32_t n, uint32_t k, uint64_t cap) {
    if (k > n) return 0;
    if (k > n - k) k = n - k;
    uint64_t value = 1;
    for (uint32_t i = 1; i <= k; i++) {
        /* value = C(n-k+i-1, i-1) and grows with i, so stopping at the cap is exact. */
        uint64_t product;
        if (__builtin_mul_overflow(value, (uint64_t)(n - k + i), &product)) return cap;
        value = product / i;
        if (value >= cap) return cap;
    }
    return value < cap ? value : cap;
}
