/* results.h: what one internal node can give: from its children's values one value, from their sets all possible ones.
 * Specification, sections 11.1 and 11.3. */
#ifndef VERIFY_TREE_RESULTS_H
#define VERIFY_TREE_RESULTS_H

#include "verify/tree/arranged.h"
#include "verify/tree/value.h"

/* The plurality of 1 to TREE_ARITY_MOST values, ties broken by the residue. VALUE_UNKNOWN counts as missing. */
unsigned result_of_values(const uint8_t *values, unsigned count, unsigned residue);

struct results; /* a table of the ways in which children can agree, and results seen before */

SCR_MUST_CHECK scr_result results_new(struct results **results);
void results_free(struct results *results);
/* Every value that the node can have when each of its `count` (1 to TREE_ARITY_MOST) children has some value of its
 * set; sets hold only candidates and missing, none is empty. Exact. */
value_set results_of_sets(struct results *results, const value_set *sets, unsigned count, unsigned residue);
/* Counted work since it was last asked for: about one unit for each way in which children can agree that was tried. A
 * result that is remembered, and one of equal sets, counts nothing: callers count their calls. */
uint64_t results_work(struct results *results);
/* The residue that decides as this one does among `count` children: mod 1, 2, 6, 12 or 60. */
unsigned result_residue(unsigned residue, unsigned count);

#endif
