/* measurement_units.h: the levels and units of a measurement, made of the units of precinct returns. */
#ifndef GEN_RELEASE_MEASUREMENT_UNITS_H
#define GEN_RELEASE_MEASUREMENT_UNITS_H

#include "gen/release/measurement.h"

/* Fills tree, level_names and units. leaf_of[unit of the returns] becomes the index of the unit of the last level that
 * its votes belong to, for each unit with `reports`; UINT32_MAX for the others. Units of one
 * parent stand by name, in bytes. Below a unit that lacks one of the plan's levels stands "[no county]" and the like,
 * and votes of an upper unit that belong to no precinct stand in "[Jurisdiction-wide]". SCR_INPUT when two units of one
 * parent would have one name. */
SCR_MUST_CHECK scr_result measurement_units(const struct returns *returns, const struct measurement_plan *plan,
                                            const char *root_name, const bool *reports, uint32_t *leaf_of,
                                            struct measurement *measurement, struct scr_diagnosis *diagnosis);

/* Ascending numbers as 10.1 writes them: "1-3 7"; number[i] + 1 is written. SCR_LIMIT above 60,000 characters. */
SCR_MUST_CHECK scr_result measurement_ranges(struct scr_arena *arena, const uint32_t *numbers, size_t count,
                                             const char **text);

#endif
