/* not_on_ballot.h: reads which options are not on the ballots of which precincts, as the official knows beforehand. */
#ifndef GEN_RELEASE_NOT_ON_BALLOT_H
#define GEN_RELEASE_NOT_ON_BALLOT_H

#include "gen/release/measurement.h"

/* Reads CSV with the columns contest and selection, and of state, county, municipality, precinct those that the returns
 * have, and fills the zeros of the plan's contests, in `arena`. A precinct must have the contest and the contest the
 * selection; where options differ by party alone, a column party says which. Each line may stand twice. SCR_INPUT with
 * all problems of the file. */
SCR_MUST_CHECK scr_result not_on_ballot_read(const char *path, const struct returns *returns, struct scr_arena *arena,
                                             struct measurement_plan *plan, struct scr_diagnosis *diagnosis);

#endif
