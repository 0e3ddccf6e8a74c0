/* structural_zeros.h: where a contest's options are on no ballot, on all levels. */
#ifndef GEN_RELEASE_STRUCTURAL_ZEROS_H
#define GEN_RELEASE_STRUCTURAL_ZEROS_H

#include "gen/release/measurement.h"

/* zero[tree.units * option_count], a unit's options together: the precincts that the statement lists, and upper units
 * all of whose precincts with the contest have one. Owned by the caller (free); NULL when memory is short. */
bool *structural_zeros_make(const struct measurement_contest *contest);

#endif
