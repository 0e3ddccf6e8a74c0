/* sealed_table.h: the true counts of a release's precincts for the office alone, with those that noise has to hide. */
#ifndef GEN_RELEASE_SEALED_TABLE_H
#define GEN_RELEASE_SEALED_TABLE_H

#include "gen/release/measurement.h"

#define SEALED_NEAR 2 /* votes for other options, at most, in a near-unanimous precinct */

struct sealed_table_counts {
    uint64_t precincts, unanimous, near_unanimous; /* through all contests */
};

/* Appends a CSV table, a line for each contest, precinct and option: contest, precinct, option, count, of (the counts
 * of all options but ballots cast), and whether that option has all of them ("unanimous") or all but one or two
 * ("near-unanimous"). SECRET: never published. */
SCR_MUST_CHECK scr_result sealed_table_write(const struct measurement *measurement, struct scr_buffer *csv,
                                             struct sealed_table_counts *counts);

#endif
