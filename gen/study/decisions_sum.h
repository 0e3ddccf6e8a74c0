/* decisions_sum.h: sums of exact fractions of any size: machine words while they fit, big fractions where not. */
#ifndef GEN_STUDY_DECISIONS_SUM_H
#define GEN_STUDY_DECISIONS_SUM_H

#include "gen/release/fraction.h"
#include "scrutineer/rational.h"

/* p/q, not reduced, with |p| <= 2^124 and 0 < q <= 2^62; or `big` when `is_big`. Start with STUDY_SUM_ZERO, release
 * with study_sum_free; setting a sum again keeps its memory. */
struct study_sum {
    release_wide p;
    int64_t q;
    bool is_big;
    struct scr_rational *big;
};
#define STUDY_SUM_ZERO ((struct study_sum){0, 1, false, NULL})
void study_sum_free(struct study_sum *sum);

void study_sum_set(struct study_sum *sum, struct release_fraction value);
SCR_MUST_CHECK scr_result study_sum_add(struct study_sum *sum, struct release_fraction value);
/* into = a ca + b cb, |ca| and |cb| <= 2^40; `into` may be a or b. */
SCR_MUST_CHECK scr_result study_sum_combine(struct study_sum *into, const struct study_sum *a, int64_t ca,
                                            const struct study_sum *b, int64_t cb);
/* -1, 0 or 1. */
SCR_MUST_CHECK scr_result study_sum_sign(const struct study_sum *sum, int *sign);
/* The greatest whole number that is at most sum / divisor, divisor above 0; SCR_LIMIT when beyond 2^62. */
SCR_MUST_CHECK scr_result study_sum_floor(const struct study_sum *sum, int64_t divisor, int64_t *floor);
/* sum / divisor, rounded: for statements, never for decisions. */
SCR_MUST_CHECK scr_result study_sum_value(const struct study_sum *sum, int64_t divisor, long double *value);

#endif
