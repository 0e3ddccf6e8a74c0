/* swap_problem.h: a deck's test ballots as bit columns and groups of equal totals: what the search for an undetected
 * swap works on. */
#ifndef VERIFY_DECK_SWAP_PROBLEM_H
#define VERIFY_DECK_SWAP_PROBLEM_H

#include "verify/deck/swap.h"

/* The targets of one total, ascending. A swap carries each target within its group (Theorem 1, a). */
struct swap_group {
    uint32_t first, count; /* in swap_problem.members */
};

/* Candidates that the search has not proved unmovable, and all targets, count from 0 through the deck. */
struct swap_problem {
    const struct deck *deck;
    struct budget *budget;
    uint32_t targets, ballots; /* of Kind test */
    size_t words;              /* 64-bit words of a column */
    uint64_t *columns;         /* by target: bit b set when test ballot b marks it; all that a search looks at */
    uint32_t *totals;
    struct swap_group *groups;
    uint32_t group_count;
    uint32_t *members;  /* groups one after another */
    uint32_t *group_of; /* by target */
    uint32_t *place_of; /* by target: its place within its group */
    uint32_t planes_most;
};

/* Fills `problem`, in the arena. SCR_LIMIT when the columns would need too much memory. */
SCR_MUST_CHECK scr_result swap_problem_build(const struct deck *deck, struct budget *budget, struct scr_arena *arena,
                                             struct swap_problem *problem);

static inline const uint64_t *swap_column(const struct swap_problem *problem, uint32_t target) {
    return problem->columns + problem->words * target;
}

/* Counts work in steps of some eight nanoseconds on a machine of 2020, so that a budget speaks of nanoseconds. */
static inline bool swap_spend(const struct swap_problem *problem, uint64_t steps) {
    return budget_spend(problem->budget, 8 * steps);
}

/* Only contests with more candidates than votes allowed can be overvoted. */
static inline bool swap_competitive(const struct swap_problem *problem, uint32_t contest) {
    return problem->deck->contests[contest].count > problem->deck->contests[contest].votes_allowed;
}

static inline bool bits_meet(const uint64_t *a, const uint64_t *b, size_t words) {
    for (size_t w = 0; w < words; w++)
        if (a[w] & b[w]) return true;
    return false;
}

/* Counts marks per ballot, bit-sliced: plane p holds bit p of every ballot's count; `full` the ballots whose count is
 * the votes allowed. Counts never exceed the votes allowed. */
struct tally {
    uint64_t *planes; /* planes * words */
    uint64_t *full;
};

/* Planes needed to count to `votes`. */
static inline uint32_t tally_planes(uint32_t votes) {
    uint32_t planes = 1;
    while (votes >>= 1) planes++;
    return planes;
}
void tally_clear(struct tally *tally, uint32_t votes, size_t words);
void tally_copy(struct tally *to, const struct tally *from, uint32_t votes, size_t words);
/* Adds a column. False, with the tally unchanged, when a ballot would exceed `votes`. */
bool tally_add(struct tally *tally, const uint64_t *column, uint32_t votes, size_t words);

/* Looks for an exchange of two targets: the first in lexicographic order, kept in `arena`; `room` is for
 * work. SCR_LIMIT when the budget ends. */
SCR_MUST_CHECK scr_result swap_pair(const struct swap_problem *problem, struct scr_arena *room, struct scr_arena *arena,
                                    bool *found, struct swap *swap);

#endif
