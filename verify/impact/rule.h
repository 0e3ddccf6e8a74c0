/* rule.h: the three decision rules of section 16.2, for counts with noise or without. */
#ifndef VERIFY_IMPACT_RULE_H
#define VERIFY_IMPACT_RULE_H

#include "verify/impact/impact.h"

/* Whether counts in units of 1/`unit` cover a row; negative ones count as 0. The rate is w/v with w, v <= 10^6, so that
 * counts below 2^100 do not overflow. */
static inline bool rule_covers(const struct fraction *rate, wide vac, wide lep, wide lit, int64_t unit) {
    if (vac < 0) vac = 0;
    if (lep < 0) lep = 0;
    if (lit < 0) lit = 0;
    return (lep > (wide)10000 * unit || 20 * lep > vac) && (wide)rate->q * lit > (wide)rate->p * lep;
}
/* D of a row: how far, in thousandths of a person, its true counts are from another decision. */
uint64_t rule_distance(const struct fraction *rate, const int64_t counts[static 3]);

/* T of a row with weight w and count x >= 0 where all rows' w x sum to `total`; x below 2^62, w <= 10^6. */
static inline wide rule_share(int64_t w, wide x, wide total) { return total ? (wide)IMPACT_SHARE * w * x / total : 0; }

/* The seats of x >= 0 among `population`. */
static inline wide rule_seats(uint32_t house, wide x, wide population) {
    wide seats = population ? (2 * (wide)house * x + population) / (2 * population) : 1;
    return seats > 1 ? seats : 1;
}
/* X: the greatest seats per person over the least, in millionths; `seats` and the true populations of `count` rows. */
wide rule_max_multiplicative(const struct impact_row *rows, const wide *seats, size_t count);

#endif
