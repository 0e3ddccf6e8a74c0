/* search_proof_clauses.h: the clauses of specification 4.6 that a proof by search starts from. */
#ifndef VERIFY_DECK_SEARCH_PROOF_CLAUSES_H
#define VERIFY_DECK_SEARCH_PROOF_CLAUSES_H

#include "verify/deck/deck.h"

/* More than this is refused as beyond the verifier's budget: variables cost the checker memory, and so do literals. */
#define PROOF_CANDIDATES_MOST 2000
#define PROOF_VARIABLES_MOST 10000000
#define PROOF_LITERALS_MOST 50000000

struct shape_block {
    uint32_t first, count; /* its candidates are first .. first + count - 1, from 0 */
    uint32_t votes_allowed;
    bool group;            /* the noncompetitive candidates: never overvoted */
    bool same_as_previous; /* a contest of the same <Contests> element as the block before */
};

/* What a <Search> element speaks of. Arrays belong to the arena. */
struct proof_shape {
    uint32_t candidates; /* M */
    uint32_t ballots;    /* b */
    bool each_candidate; /* m = 1 */
    struct shape_block *blocks;
    uint32_t block_count;
    uint32_t *block_of; /* by candidate */
    const struct deck_cut *cuts;
    size_t cut_count;
};

/* Clauses one after another, each ended by 0: literals as in DIMACS. Zero-initialise; release with clauses_free. */
struct clause_set {
    int32_t *literals;
    size_t length, capacity;
    uint32_t variables;
};

/* Fails with SCR_LIMIT when there would be too many variables or literals, or the budget ends. Cuts must have been
 * checked. */
SCR_MUST_CHECK scr_result clauses_build(const struct proof_shape *shape, struct budget *budget,
                                        struct clause_set *clauses);
void clauses_free(struct clause_set *clauses);

#endif
