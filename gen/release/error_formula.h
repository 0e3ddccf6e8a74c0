/* error_formula.h: what noise does to the count of a district after ToyDown: exact weights, variance, fragmentation.
 *
 * Source: "Census TopDown" (2021), sections 5 and 6; math.md section 3. A district D is a set of leaves. The weight of
 * a leaf is 1 inside and 0 outside, that of a unit the mean over its children. With negatives allowed, the error of D
 * is E_D = w_1 L_1 + sum over units h other than the root of (w_h - w_parent(h)) L_h, so its variance is the sum over
 * levels of term_l times the noise variance of the level, where term_1 = w_1^2,   term_l = sum over the units of level
 * l of (w_h - w_parent)^2,   Frag(D) = term_2 + term_3 + ... */
#ifndef GEN_RELEASE_ERROR_FORMULA_H
#define GEN_RELEASE_ERROR_FORMULA_H

#include "gen/release/hierarchy.h"
#include "gen/release/laplace.h"
#include "scrutineer/rational.h"

struct release_error_terms {
    uint32_t levels;
    struct scr_rational *term[RELEASE_LEVEL_LIMIT]; /* [levels], owned */
};

/* `district[units]` says of every leaf whether it belongs to D; entries of other units are not read. Zero-initialise
 * `terms`; release_error_terms_free frees it also after a failure. */
SCR_MUST_CHECK scr_result release_error_terms(const struct release_hierarchy *tree, const bool *district,
                                              struct release_error_terms *terms);
void release_error_terms_free(struct release_error_terms *terms);

SCR_MUST_CHECK scr_result release_fragmentation(const struct release_error_terms *terms, struct scr_rational *frag);
/* sum of term_l variance_l, exactly; `variance[levels]`. */
SCR_MUST_CHECK scr_result release_error_variance(const struct release_error_terms *terms,
                                                 struct scr_rational *const *variance, struct scr_rational *sum);

/* Of continuous Laplace noise of scale t: 2 t^2. */
SCR_MUST_CHECK scr_result release_continuous_variance(const struct release_scale *scale, struct scr_rational *variance);
/* Of the discrete noise: 2q/(1-q)^2 = 1/(2 sinh(1/2t)^2), irrational: within 10^-15 of the truth, relatively.
 * Statements print at most 6 significant digits of it. */
long double release_discrete_variance(const struct release_scale *scale);

/* The shares eps_l / eps that make sum term_l / eps_l^2 least: proportional to the cube roots of the terms.
 * share[levels] in units of 10^-places (at most 9), adding up to 10^places. The cube roots are taken of term_l /
 * greatest term, rounded half to even at 36 places, as 12 places rounded down; then the shares are rounded by largest
 * remainder, a tie going to the level nearer the root. A level whose term is 0 gets 0: it needs no noise. SCR_INPUT
 * when all are 0. */
SCR_MUST_CHECK scr_result release_best_split(const struct release_error_terms *terms, unsigned places, uint64_t *share);

#endif
