/* measurement_options.h: the order in which a measurement has a contest's options. */
#ifndef GEN_RELEASE_MEASUREMENT_OPTIONS_H
#define GEN_RELEASE_MEASUREMENT_OPTIONS_H

#include "gen/release/measurement.h"

/* *order becomes [source->option_count] numbers of options of the returns, in `arena`: by Kind; each as the definition
 * has them (NULL without one), what it lacks after them by name and party in bytes. Returns may list who has most votes
 * first: their own order would tell that without noise. */
SCR_MUST_CHECK scr_result measurement_option_order(const struct returns_contest *source,
                                                   const struct contest *definition, struct scr_arena *arena,
                                                   size_t **order);

/* What a line of the returns is in a measurement: `other` where it merges several. */
enum measurement_kind measurement_option_kind(enum returns_kind kind);

#endif
