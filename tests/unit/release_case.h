/* release_case.h: small measurements for the tests of precinct releases, made without a store. */
#ifndef TESTS_RELEASE_CASE_H
#define TESTS_RELEASE_CASE_H

#include "gen/release/publish.h"
#include "unit.h"

/* One contest, "c1", that every unit has unless `without` says otherwise. */
struct release_case {
    const uint32_t *parent; /* [units] as release_hierarchy_build takes them */
    uint32_t units, options, exact_levels;
    bool complete, ballots_cast; /* ballots_cast: the last option */
    const int64_t *leaf_counts;  /* [leaves * options] */
    const bool *zero;            /* [leaves * options] structural, or NULL */
    const bool *turnout;         /* [units] whose turnout is public, or NULL: all when complete */
    uint32_t without;            /* a leaf, by index, that lacks the contest; 0: none */
    struct measurement_share *shares;
    size_t share_count;
};

/* Released with measurement_free. BallotsCast is the sum of a unit's options but ballots cast. */
void release_case_make(const struct release_case *wanted, struct measurement *measurement);

#endif
