/* plan.h: from what an official asks for to the plan of a measurement: levels, contests, and each level's share. */
#ifndef GEN_RELEASE_PLAN_H
#define GEN_RELEASE_PLAN_H

#include "gen/cvr.h"
#include "gen/release/measurement.h"

/* The words of a command line; NULL where not given. */
struct release_plan_request {
    char *const *contests; /* [contest_count] names; none: all */
    size_t contest_count;
    const char *epsilon;     /* of each contest */
    const char *levels;      /* "county,precinct"; NULL: every level of the returns that has more than one unit */
    const char *split;       /* split.h */
    const char *exact;       /* a level, "top" (NULL too) or "none" */
    const char *total_share; /* of each level's part, for the histogram `total` */
    const char *mechanism;
    const char *not_on_ballot; /* not_on_ballot.h: a file; NULL: all options are on the ballots of all precincts */
    enum measurement_adjacency adjacency;
    bool turnout_public, ballots_cast;
    unsigned votes_allowed; /* of contests for which no source says; 0: not given */
};

/* Where contests have ids and votes allowed, if the returns do not say; each may be NULL. */
struct release_plan_sources {
    const struct election *election;
    const struct cvr_records *records;
};

/* Everything but the shares: what measurement_make needs to find the levels and units. */
SCR_MUST_CHECK scr_result release_plan_begin(const struct returns *returns, const struct release_plan_request *request,
                                             const struct release_plan_sources *sources, uint32_t release,
                                             struct scr_arena *arena, struct measurement_plan *plan,
                                             struct scr_diagnosis *diagnosis);
/* Points each contest to its definition (by id), which must outlive the plan's use; NULL without an election. */
void release_plan_define(struct measurement_plan *plan, const struct election *election);
/* The shares, for the tree that `skeleton` (made of the plan without shares) has for each contest. A contest's shares
 * add up to the request's epsilon, exactly. */
SCR_MUST_CHECK scr_result release_plan_shares(const struct release_plan_request *request,
                                              const struct measurement *skeleton, struct scr_arena *arena,
                                              struct measurement_plan *plan, struct scr_diagnosis *diagnosis);

#endif
