/* toydown.h: ToyDown's second stage: noisy counts of a hierarchy are made to add up, from the root down, exactly.
 *
 * Source: A. Cohen, M. Duchin, J. Matthews, B. Suwal, "Census TopDown" (2021), appendix A, algorithm 2; math.md section
 * 3. For a unit with n children whose noisy counts are a_1 .. a_n, and its own settled value P, the children get the
 * values closest to the a_i in Euclidean distance that sum to P:
 *   with negatives     x_i = a_i + (P - sum a) / n
 *   non-negative       x_i = max(0, a_i - tau), tau the number for which these sum to P (a negative root becomes 0)
 * Every option is treated apart: the sum of squares of the paper's multi-attribute form is a sum over options and no
 * constraint joins two of them, so one option is the single-attribute form and several the multi-attribute one. */
#ifndef GEN_RELEASE_TOYDOWN_H
#define GEN_RELEASE_TOYDOWN_H

#include "gen/release/fraction.h"
#include "gen/release/hierarchy.h"

struct release_toydown {
    const struct release_hierarchy *tree;
    uint32_t options;
    /* [units * options], a unit's options together: noisy counts; certified ones on levels 1 .. exact_levels, which
     * must add up (and not be negative in the non-negative form). 0: the root is noisy too. */
    const int64_t *measured;
    uint32_t exact_levels;
    bool non_negative;
};

/* Writes adjusted[units * options] in the same order. SCR_INPUT when exact levels contradict each other, SCR_LIMIT when
 * a count passes RELEASE_COUNT_LIMIT or a fraction the limits of fraction.h; with one sentence each. */
SCR_MUST_CHECK scr_result release_toydown(const struct release_toydown *problem, struct release_fraction *adjusted,
                                          struct scr_diagnosis *diagnosis);

#endif
