/* parameters.h: the parameters of an impact statement as numbers, and the scales of its draws. Section 16.1, IMP-04. */
#ifndef VERIFY_IMPACT_PARAMETERS_H
#define VERIFY_IMPACT_PARAMETERS_H

#include "verify/impact/table.h"

enum { DAWA_LENGTHS = 15 }; /* 1, 2, .. 2^14 <= 20,000 */

/* What DAWA draws with at one epsilon. */
struct dawa_scales {
    bool clamped;             /* dawa-published */
    uint64_t t[DAWA_LENGTHS]; /* of the costs, by length */
    int64_t h;                /* 2^16 / epsilon2, rounded down */
    wide p, q;                /* epsilon2 = p/q */
};
struct impact_parameters {
    uint64_t trials;
    struct fraction rate, delta; /* delta.p = 0: none */
    struct fraction epsilons[IMPACT_EPSILONS], rho;
    struct fraction scales[IMPACT_EPSILONS]; /* of the draws, without DAWA */
    struct dawa_scales dawa[IMPACT_EPSILONS];
    wide slack[IMPACT_EPSILONS]; /* D as the document has it */
};

/* What Truth rests on: a rate w/v below 1, w and v at most 10^6; a House of at most 10^6. */
bool impact_rule_sound(const struct impact *impact, struct fraction *rate);
/* IMP-04; `parameters` may be used when it holds. */
SCR_MUST_CHECK scr_result impact_add_imp04(const struct impact *impact, const struct impact_table *table,
                                           struct impact_parameters *parameters, struct findings *findings);
/* IMP-08. */
SCR_MUST_CHECK scr_result impact_add_imp08(const struct impact *impact, struct findings *findings);
static inline bool impact_dawa(const struct impact *impact) { return impact->mechanism >= MECHANISM_DAWA_SOUND; }

#endif
