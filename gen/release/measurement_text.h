/* measurement_text.h: numbers of a measurement as its artifact and its digest write them. */
#ifndef GEN_RELEASE_MEASUREMENT_TEXT_H
#define GEN_RELEASE_MEASUREMENT_TEXT_H

#include "gen/release/measurement.h"

#define MEASUREMENT_NUMBER_SIZE 48

/* Of unit `index` on level `level` (from 0): its parent's number in the level above, 0 of the root. */
uint32_t measurement_parent_number(const struct measurement *measurement, uint32_t level, uint32_t index);
/* Each writes into `text` and returns it. "p" or "p/q"; "" for an unknown turnout. */
const char *measurement_ballots_text(const struct measurement_unit *unit, char text[static MEASUREMENT_NUMBER_SIZE]);
const char *measurement_epsilon_text(const struct measurement_share *share, char text[static MEASUREMENT_NUMBER_SIZE]);
const char *measurement_scale_text(const struct measurement_share *share, char text[static MEASUREMENT_NUMBER_SIZE]);

#endif
