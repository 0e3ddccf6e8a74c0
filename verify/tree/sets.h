/* sets.h: the set of values that each node of a tree can have, given which ballots are known. Specification, 11.3. */
#ifndef VERIFY_TREE_SETS_H
#define VERIFY_TREE_SETS_H

#include "verify/tree/arranged.h"
#include "verify/tree/value.h"
#include "verify/verdict.h"

struct sets;

/* Counted work of a pass over all leaves; the ways tried at nodes (results_work) come on top. */
enum { SETS_LEAF_WORK = 4 };

/* The sets of all nodes. known[b], one byte for each ballot b from 0: the value known (a candidate below `candidates`,
 * or VALUE_MISSING), or VALUE_UNKNOWN. `tree`, `known` and `budget` must outlive the sets. SCR_LIMIT when the budget
 * ends. Memory: 8 bytes an internal node. */
SCR_MUST_CHECK scr_result sets_new(const struct arranged *tree, size_t candidates, const uint8_t *known,
                                   struct budget *budget, struct sets **sets);
/* The set of the root: {c} when the outcome is established. Never empty. */
value_set sets_root(const struct sets *sets);
/* known[] of these ballots has changed: brings the sets up to date, either along the ways from their leaves to the
 * root, in time of count times Replication times height, or by a pass over all leaves where that is less. The first
 * call takes 4 bytes a leaf, and 4 a ballot for a moment when Replication is above 1. SCR_LIMIT when the budget ends:
 * the sets are then of no more use. */
SCR_MUST_CHECK scr_result sets_change(struct sets *sets, const uint32_t *ballots, size_t count);
void sets_free(struct sets *sets);

#endif
