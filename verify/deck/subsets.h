/* subsets.h: sets of totals that a contest can have: how many there are, and the least weights among them.
 * Specification, section 4.5 (L3, L4). */
#ifndef VERIFY_DECK_SUBSETS_H
#define VERIFY_DECK_SUBSETS_H

#include "verify/verdict.h"

/* The subsets of {low, .., high} with `size` elements and sum at most `most`. low is 0 or 1; all values below 2^32. An
 * empty range is high < low, with high = low - 1 at the least. */
struct subsets {
    uint32_t size;
    int64_t low, high;
    uint64_t most;
};

/* Their number, but at most `cap`: counting stops there. False when the budget ended. */
SCR_MUST_CHECK scr_result total_sets_count(const struct subsets *subsets, uint64_t cap, struct budget *budget,
                                           uint64_t *count, bool *decided);

/* Totals above this, and tables above SUBSETS_CELLS_MOST weights, are not looked at. */
#define SUBSETS_TOTAL_MOST 100000
#define SUBSETS_CELLS_MOST (UINT64_C(1) << 22) /* 32 MiB of weights */

enum subsets_answer { SUBSETS_FOUND, SUBSETS_TOO_FEW, SUBSETS_UNKNOWN };

/* The sum of the `wanted` smallest weights of different such subsets, where weight[t] (for t = 0 .. high, at most 10^6
 * each) is the weight of element t, and a subset's the sum of its elements'. SUBSETS_TOO_FEW when there are not so many
 * subsets; SUBSETS_UNKNOWN beyond the budget or the limits above. size * wanted stays below 2^32: no sum overflows. */
SCR_MUST_CHECK scr_result subsets_least(const struct subsets *subsets, uint32_t wanted, const uint32_t *weight,
                                        struct budget *budget, enum subsets_answer *answer, uint64_t *sum);

/* b over t, or UINT64_MAX when that is not below 2^64 - 1. */
uint64_t binomial(uint64_t b, uint64_t t);

#endif
