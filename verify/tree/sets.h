/* sets.h: the set of values that each node of a tree can have, given which ballots are known. Specification, 11.3. */
#ifndef VERIFY_TREE_SETS_H
#define VERIFY_TREE_SETS_H

#include "verify/tree/arranged.h"
#include "verify/tree/value.h"

struct sets;

/* The sets of all nodes. known[b], one byte for each ballot b from 0: the value known (a candidate below `candidates`,
 * or VALUE_MISSING), or VALUE_UNKNOWN. Both `tree` and `known` must outlive the sets. Memory: 8 bytes an internal node.
 */
SCR_MUST_CHECK scr_result sets_new(const struct arranged *tree, size_t candidates, const uint8_t *known,
                                   struct sets **sets);
/* The set of the root: {c} when the outcome is established. Never empty. */
value_set sets_root(const struct sets *sets);
/* known[ballot] has changed: brings the sets on the way to the root up to date, in time of Replication times height.
 * The first call takes 4 bytes a leaf and one pass over the leaves. */
SCR_MUST_CHECK scr_result sets_change(struct sets *sets, uint32_t ballot);
void sets_free(struct sets *sets);

#endif
