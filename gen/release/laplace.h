/* laplace.h: exact draws of discrete Laplace noise with a rational scale, in integers only.
 *
 * P(z) = (1-q)/(1+q) q^|z| with q = e^(-1/t) and t = sensitivity/epsilon = d/s in lowest terms. Source: C. Canonne,
 * G. Kamath, T. Steinke, "The Discrete Gaussian for Differential Privacy" (2020), algorithms 1 and 2. Words of the
 * stream (bits.h) are taken in exactly this order:
 *
 *   E(u, v), 0 <= u <= v, true with probability e^(-u/v):
 *       k = 1; while Bernoulli(u / (v k)): k = k + 1; true when k is odd          (v k is not reduced with u)
 *   draw:
 *     1. U = uniform(d); if not E(U, d), again from 1
 *     2. V = 0; while E(1, 1): V = V + 1
 *     3. M = (V d + U) div s
 *     4. negative = Bernoulli(1/2); if negative and M = 0, again from 1
 *     5. the draw is -M when negative, else M
 *
 * The worked example of bits.h with t = 5: U = 3 (word d1cabd5d), E stops at k = 1 (74dfeaeb); E(1, 1) stops at k = 5
 * (12c1b98d 579e1a56 3d83a986 a00e1f2c 951940eb), then at k = 2 (7ac04b75 0840c063), so V = 1; M = 8; not negative
 * (7745465f): the draw is 8.
 *
 * Only -0 starts again: keeping it would give 0 twice its due. */
#ifndef GEN_RELEASE_LAPLACE_H
#define GEN_RELEASE_LAPLACE_H

#include "gen/release/bits.h"

#define RELEASE_SCALE_LIMIT (UINT64_C(1) << 31) /* of d and of s */

/* t = d/s: `d` and `s` in lowest terms, both from 1 to RELEASE_SCALE_LIMIT. */
struct release_scale {
    uint64_t d, s;
};

/* Reduces sensitivity / (numerator/denominator of epsilon). SCR_LIMIT when a term is 0, overflows or leaves the limit.
 */
SCR_MUST_CHECK scr_result release_scale_set(struct release_scale *scale, uint64_t sensitivity,
                                            uint64_t epsilon_numerator, uint64_t epsilon_denominator);

/* One draw from the stream that `bits` was keyed with. SCR_LIMIT when the scale is not as said above, or when a product
 * would leave 2^62: then V or k has passed 2^31, with probability below e^(-2^31). The stream must be thrown away. */
SCR_MUST_CHECK scr_result release_laplace(struct release_bits *bits, const struct release_scale *scale, int64_t *noise);

#endif
