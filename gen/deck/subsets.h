/* subsets.h: the sets of totals that a contest may have: n-element subsets of {least, .., ballots} with bounded sum. */
#ifndef GEN_DECK_SUBSETS_H
#define GEN_DECK_SUBSETS_H

#include "scrutineer/bytes.h"

/* Visits the subsets in lexicographic order, each ascending in `totals`; stops early when `visit` returns false. */
typedef bool subset_visit(void *context, const uint32_t *totals, size_t n);
void subsets_visit(size_t n, uint64_t sum_most, uint32_t least, uint32_t ballots, uint32_t *totals, subset_visit *visit,
                   void *context);

/* How many there are, or `limit` if there are at least as many. `totals` has room for n. */
size_t subsets_number(size_t n, uint64_t sum_most, uint32_t least, uint32_t ballots, size_t limit, uint32_t *totals);

/* min(binomial(n, k), cap). */
uint64_t binomial_capped(uint32_t n, uint32_t k, uint64_t cap);

#endif
