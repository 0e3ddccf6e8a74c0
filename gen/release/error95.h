/* error95.h: how far a noisy count, a margin and a sum of counts may be from the truth (specification, section 14.4).
 *
 * Noise of scale t = d/s has P(z) = (1-q)/(1+q) q^|z|, q = e^(-s/d). Statements for people: long double, whose relative
 * error in every probability here is below 10^-15 (no difference of like numbers is taken; 1 - q comes from expm1). The
 * probability steps by about 1/(20 t) from one whole number to the next, so an answer could differ from the exact one
 * only where a step falls within 10^-15 of 1/20. */
#ifndef GEN_RELEASE_ERROR95_H
#define GEN_RELEASE_ERROR95_H

#include "gen/release/laplace.h"

/* P(|Z| > m) = 2 q^(m+1)/(1+q). */
long double release_count_beyond(const struct release_scale *scale, uint64_t m);
/* P(|Z-Z'| > m), Z and Z' independent: 2 ((1-q)/(1+q))^2 q^(m+1) ((m+1+c)/(1-q) + q/(1-q)^2), c = (1+q^2)/(1-q^2). */
long double release_margin_beyond(const struct release_scale *scale, uint64_t m);

/* The least whole m for which these are at most 1/20. Scales as release_scale_set makes them. */
uint64_t release_count_error95(const struct release_scale *scale);
uint64_t release_margin_error95(const struct release_scale *scale);

/* Standard deviation of a sum of `draws` draws, sqrt(2 draws q)/(1-q), in thousandths, rounded; and 1.96 times that
 * number, rounded up to a whole one. SCR_LIMIT from 10^12 on. */
SCR_MUST_CHECK scr_result release_sum_error95(const struct release_scale *scale, uint64_t draws, uint64_t *thousandths,
                                              uint64_t *error);

#endif
