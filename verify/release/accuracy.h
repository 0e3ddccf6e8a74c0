/* accuracy.h: errors of discrete Laplace noise: tails of one draw and of a difference of two, spread of sums.
 * Specification, section 14.4. */
#ifndef VERIFY_RELEASE_ACCURACY_H
#define VERIFY_RELEASE_ACCURACY_H

#include <stdbool.h>
#include <stdint.h>

#include "verify/release/fraction.h"

/* P(|Z| > m) for one draw, and P(|Z - Z'| > m) for two. */
typedef long double accuracy_tail(const struct fraction *scale, uint64_t m);
accuracy_tail accuracy_count_tail, accuracy_margin_tail;
/* Whether m is the least number whose tail is at most 1/20, a tail within 10^-9 of that being taken for either. */
bool accuracy_is_least(accuracy_tail *tail, const struct fraction *scale, uint64_t m);
/* The least such number, at most 10^12. */
uint64_t accuracy_least(accuracy_tail *tail, const struct fraction *scale);
/* Standard deviation of a sum of `units` draws. */
long double accuracy_deviation(const struct fraction *scale, uint64_t units);

#endif
