/* test_verify_release_fixture.h: a statement of one state with three precincts and a release that rests on it, as text
 * written by hand from the specification, so that tests can change one thing and see which check refuses it. */
#ifndef TESTS_VERIFY_RELEASE_FIXTURE_H
#define TESTS_VERIFY_RELEASE_FIXTURE_H

/* Contest "c" (one vote, scale 5) with `options` options, exact in the state, measured in the precincts. */
struct release_text {
    unsigned options;
    const char *mechanism, *exact, *measured, *published; /* rows, separated by ';'; published NULL: none */
    const char *old, *new;                                /* in the release; NULL: nothing is changed */
    const char *statement_old, *statement_new;            /* in the statement, before the others rest on it */
    const char *seed_rests_on;                            /* other digest for the seed record; NULL: the statement's */
    const char *const *turnout; /* of the state and its precincts; then the last two options are undervotes and
                                 * overvotes, and the contest is complete. NULL: none */
    int without;                /* 1: the statement is not at hand, 2: the seed record */
};
/* The words "DPR-13 refuted, DPR-19 undecided" of all checks of the release that do not hold, in order (static). */
const char *release_open(const struct release_text *text);
/* The detail of a check in the last call; "" when it was not made. */
const char *release_detail(const char *id);

#endif
