/* error_formula_district.h: districts built out of large units or out of squares, and the bounds on their
 * fragmentation.
 *
 * Source: "Census TopDown" (2021), section 6 and appendix C. In a homogeneous hierarchy every unit of level l < d has
 * n_l children. */
#ifndef GEN_RELEASE_ERROR_FORMULA_DISTRICT_H
#define GEN_RELEASE_ERROR_FORMULA_DISTRICT_H

#include "gen/release/error_formula.h"

/* Algorithm 3, Greedy: floor(leaves / k) leaves in the largest units possible. Going through the children of a unit in
 * their order, from one that uniform(children) of the stream names and around, every child that still fits is taken
 * whole; then the first that was not taken is gone into. Writes district[units], units wholly inside being true. k
 * >= 1. */
SCR_MUST_CHECK scr_result release_greedy(const struct release_hierarchy *tree, uint64_t k, struct release_bits *bits,
                                         bool *district);

/* Algorithm 4, Square: the expected Frag(D) of a square district of leaves/k leaves at a uniformly random place, when
 * each unit is a square tiled by its children. branching[levels - 1] holds n_1 .. and each must be a square, as must
 * leaves/k; SCR_INPUT otherwise. Exact: both coordinates are independent and sums of squared weights factor. */
SCR_MUST_CHECK scr_result release_square_fragmentation(const uint32_t *branching, size_t levels, uint64_t k,
                                                       struct scr_rational *expectation,
                                                       struct scr_diagnosis *diagnosis);

/* Theorem 6.2, for n_1 .. n_{d-2} >= k >= 2 (SCR_INPUT otherwise), L the first level with n_1 .. n_L >= k:
 *   Greedy at most (k-1)/k^2 (n_1 + .. + n_L) + (n_{L+1} + .. + n_{d-1}) / 4
 *   Square at least 2/3 (sqrt(n_1 .. n_{d-1} / k) - 11/2) sqrt(n_{d-1}), with the roots whole as above
 * (for n = (484, 4, 25) and k = 4 the second is 348.33; the paper prints 264). */
SCR_MUST_CHECK scr_result release_greedy_bound(const uint32_t *branching, size_t levels, uint64_t k,
                                               struct scr_rational *bound, struct scr_diagnosis *diagnosis);
SCR_MUST_CHECK scr_result release_square_bound(const uint32_t *branching, size_t levels, uint64_t k,
                                               struct scr_rational *bound, struct scr_diagnosis *diagnosis);

#endif
