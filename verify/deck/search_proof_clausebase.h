/* search_proof_clausebase.h: clauses under unit propagation with two watched literals; what the proof checker asks. */
#ifndef VERIFY_DECK_SEARCH_PROOF_CLAUSEBASE_H
#define VERIFY_DECK_SEARCH_PROOF_CLAUSEBASE_H

#include "verify/deck/search_proof_clauses.h"

struct watch {
    uint32_t clause;
    int32_t blocker; /* a literal of the clause; while it is true the clause need not be looked at */
};

struct watch_list {
    struct watch *items;
    size_t count, capacity;
};

/* Literals that are true stand on the trail. Those below `fixed` follow from the clauses without any assumption and
 * stay; the others belong to the step being checked.
 *
 * A clause is a place in `pool`: size (negative when deleted), next clause of its hash chain, literals; the first two
 * literals are watched when the clause had two that were not false when it came. Unit clauses live on the trail only.
 */
struct clause_base {
    uint32_t variables;
    int32_t *pool;
    size_t pool_length, pool_capacity, dead; /* dead: words of deleted clauses */
    struct watch_list *watches; /* by slot_of(literal): clauses to look at when the literal becomes false */
    int8_t *values;             /* by slot_of(literal): 1 true, -1 false, 0 open */
    int32_t *trail;
    size_t trail_length, propagated, fixed;
    uint32_t *chains; /* hash to pool place plus 1 */
    size_t chain_mask;
    uint8_t *seen; /* by slot, for comparing clauses; zero between calls */
    bool contradiction;
    struct budget *budget;
};

static inline size_t slot_of(int32_t literal) {
    return literal > 0 ? 2 * (size_t)literal : 2 * (size_t) - (int64_t)literal + 1;
}

/* Zero-initialise; release with base_free, also on failure. `expected`: about how many clauses will come. */
SCR_MUST_CHECK scr_result base_begin(struct clause_base *base, uint32_t variables, size_t expected,
                                     struct budget *budget);
void base_free(struct clause_base *base);

/* Adds a clause without repeated literals and propagates what follows. Only when nothing is assumed. */
SCR_MUST_CHECK scr_result base_add(struct clause_base *base, const int32_t *literals, size_t count);
/* Deletes one copy of the clause, if there is one with at least two literals. Only when nothing
 * is assumed. */
SCR_MUST_CHECK scr_result base_delete(struct clause_base *base, const int32_t *literals, size_t count);

/* Makes `literal` true until base_retract. The literal must be open. */
void base_assume(struct clause_base *base, int32_t literal);
/* Takes back everything on the trail beyond `length`. */
void base_retract(struct clause_base *base, size_t length);
/* *conflict: unit propagation makes a clause false. SCR_LIMIT when the budget ends. */
SCR_MUST_CHECK scr_result base_propagate(struct clause_base *base, bool *conflict);

#endif
