/* fraction.h: exact fractions of one machine word each, for millions of cells; refused, never rounded, when too large.
 *
 * Post-processing a hierarchy multiplies denominators along a path only, so that a national tree stays far below the
 * bounds: 51 states, 254 counties, 5000 precincts make at most 2^26. */
#ifndef GEN_RELEASE_FRACTION_H
#define GEN_RELEASE_FRACTION_H

#include <stdint.h>

#include "scrutineer/status.h"

__extension__ typedef __int128 release_wide;

#define RELEASE_COUNT_LIMIT (INT64_C(1) << 40)       /* of the size of any count, true or noisy */
#define RELEASE_NUMERATOR_LIMIT (INT64_C(1) << 62)   /* of the size of a numerator */
#define RELEASE_DENOMINATOR_LIMIT (INT64_C(1) << 60) /* of a denominator */

/* p/q in lowest terms, q > 0; 0 is 0/1. */
struct release_fraction {
    int64_t p, q;
};

/* Stores p/q reduced; q > 0. SCR_LIMIT when a reduced term leaves its limit. */
SCR_MUST_CHECK scr_result release_fraction_set(struct release_fraction *fraction, release_wide p, release_wide q);

#endif
