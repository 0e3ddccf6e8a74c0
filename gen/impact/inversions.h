/* inversions.h: pairs of districts of one weight where the one with fewer children gets more on average. */
#ifndef GEN_IMPACT_INVERSIONS_H
#define GEN_IMPACT_INVERSIONS_H

#include "gen/impact/study.h"

struct impact_district {
    uint64_t weight, children;
    uint64_t sum;          /* of shares over the trials, at most 10^18 */
    impact_wide deviation; /* sum of squared deviations from the mean, at most 10^30 */
};

struct impact_inversions {
    uint64_t pairs;   /* fewer children, greater sum */
    uint64_t certain; /* of these, the difference squared above 36 times the sum of both deviations */
    uint64_t losers;  /* districts with more children of a certain pair */
};

/* Sorts the districts by weight and children. Takes (count + c) log count steps, c being the pairs whose difference is
 * above 6 deviations of the smaller district alone. */
SCR_MUST_CHECK scr_result impact_inversions_count(struct impact_district *districts, size_t count,
                                                  struct impact_inversions *inversions);

#endif
