/* reported_problem.h: the deck's ballots as bit columns, beside the reported totals that an exchange must explain. */
#ifndef VERIFY_DECK_REPORTED_PROBLEM_H
#define VERIFY_DECK_REPORTED_PROBLEM_H

#include "verify/deck/swap_problem.h"

/* Ballots that mark every target count the same under every exchange; they are taken out of columns and totals.
 *
 * The `loss` is the number of marks that the machine counted for nobody, over all contests: every exchange that
 * explains the totals loses exactly so many, each on a ballot overvoted in the machine's eyes. Without any loss each
 * candidate must be counted from a target with exactly its reported number of marks. */
struct reported_problem {
    const struct deck *deck;
    size_t words;
    uint64_t *columns;
    uint32_t *marks;    /* by target: ballots that mark it */
    uint32_t *reported; /* by candidate */
    uint64_t loss;
    uint32_t *by_marks; /* the targets, ascending in marks, then number */
    bool *differs;      /* by contest: does not report what a correct machine would */
    uint64_t *largest;  /* by number of candidates, up to all: the most marks beyond their reported totals that so many
                           candidates' own targets have together */
    uint32_t planes_most;
    bool impossible; /* no exchange can report these totals: their number of marks says so */
};

/* SCR_LIMIT when the columns would need too much memory. */
SCR_MUST_CHECK scr_result reported_problem_build(const struct deck *deck, const uint32_t *reported,
                                                 struct scr_arena *arena, struct reported_problem *problem);

static inline bool reported_competitive(const struct reported_problem *p, uint32_t contest) {
    return p->deck->contests[contest].count > p->deck->contests[contest].votes_allowed;
}
/* Must the candidate's target have exactly the reported number of marks? */
static inline bool reported_exact(const struct reported_problem *p, uint32_t candidate) {
    return !p->loss || !reported_competitive(p, p->deck->candidates[candidate].contest);
}
/* The first place in by_marks with at least `marks`. */
uint32_t reported_from(const struct reported_problem *p, uint64_t marks);

#endif
