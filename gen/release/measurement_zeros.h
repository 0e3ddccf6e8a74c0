/* measurement_zeros.h: a contest's structural zeros, from the plan and from public turnout. */
#ifndef GEN_RELEASE_MEASUREMENT_ZEROS_H
#define GEN_RELEASE_MEASUREMENT_ZEROS_H

#include "gen/release/measurement.h"

/* Of one contest while its measurement is made. All borrowed. */
struct measurement_zeroing {
    const struct returns *returns;
    const struct returns_contest *source;
    const struct measurement_plan_contest *planned;
    const size_t *order;     /* measurement_options.h */
    const bool *is_total;    /* [unit_count of the returns] */
    const uint32_t *leaf_of; /* [unit_count of the returns] index in measurement.units */
    const uint32_t *own;     /* [measurement.tree.units] index in contest->tree */
};

/* Fills zeros and zero_count, by option: precincts of which the plan says that the option is not on their ballot, and
 * all options where public turnout is 0. SCR_INPUT when there are votes. */
SCR_MUST_CHECK scr_result measurement_zeros(const struct measurement_zeroing *zeroing, struct measurement *measurement,
                                            struct measurement_contest *contest, struct scr_diagnosis *diagnosis);

#endif
