/* posterior.h: what a published count lets an observer believe about the vote of one person.
 *
 * math.md section 3, after the Sarus blog post "precinct privacy". Of n voters one is watched; before, the observer
 * gives her vote for the option the probability p, and that of each other voter q, independently. After d~ is
 * published: p A / (p A + (1 - p) B),  A = sum_j C(n-1, j) q^j (1-q)^(n-1-j) w(d~ - j - 1),  B = the same with w(d~ -
 * j), j the other voters' votes, w(z) = e^(-|z|/t), or [z = 0] without noise.
 *
 * These are statements for people, not released numbers: long double. Each of n steps rounds a logarithm below 43 n in
 * size, so A and B are off by less than n^2 2^-57 of themselves (2^-64 the unit of rounding): below 10^-7 for all n
 * taken. Print at most 6 places. */
#ifndef GEN_RELEASE_POSTERIOR_H
#define GEN_RELEASE_POSTERIOR_H

#include "gen/release/fraction.h"
#include "gen/release/laplace.h"

#define RELEASE_VOTER_LIMIT UINT64_C(100000)

struct release_belief {
    uint64_t voters;                   /* n, from 1 to RELEASE_VOTER_LIMIT */
    int64_t published;                 /* d~, at most RELEASE_COUNT_LIMIT in size */
    struct release_fraction her;       /* p, from 0 to 1 */
    struct release_fraction others;    /* q, from 0 to 1 */
    const struct release_scale *noise; /* NULL: published without noise */
};

/* SCR_INPUT: an argument is out of range, or the observer held what was published for impossible. */
SCR_MUST_CHECK scr_result release_posterior(const struct release_belief *belief, long double *posterior);

#endif
