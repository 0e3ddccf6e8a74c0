/* plan.h: audit plans: which papers to examine so that the winner of the tree is established.
 *
 * "classic", the paper's rule (Rivest 2019): at each node the first children that form a majority for its value, or all
 * of them when there is none. Unsound when votes are missing: missing children can count as the majority, and a plan
 * that is carried out without discrepancy may leave the winner open (possible.h tells).
 *
 * "least", the fewest papers that establish the winner, each being as recorded. For one or two candidates one pass
 * bottom-up finds it: cost(leaf) = 1, 0 when examined, infinite when unavailable; cost(node) = the least sum of the
 * costs of children whose values fix the node's value whatever the other children are. (A partly known child never
 * helps to fix a node there: see plan_fixing.c.) For more candidates that pass is least at every node where it meets a
 * simple lower bound (plan_bound.c), as it mostly does in large trees; above such nodes a programme over sets of values
 * finds a least plan: for each node, the least cost of reducing it to each set that a plan can reduce it to
 * (plan_sets.c).
 *
 * "recursive", that one pass where it is not known to give a least plan: with more candidates, or with replicated
 * papers, with what can be left out of it left out (plan_pruned.c). It establishes the winner, and may ask for a few
 * papers more than needed.
 *
 * Among plans of the least number the one is taken whose papers' positions in storage order (counted from 0) have the
 * least sum; of those with equal sums, any. For more than two candidates this is the least sum among plans that fix
 * whole, or leave alone, every node where the pass meets the bound. A plan depends on the tree alone, not on the
 * updates that led to it, unless these made it recursive. It lists what is yet to be examined: examined papers cost
 * nothing, unavailable ones are never asked for. */
#ifndef GEN_TREE_PLAN_H
#define GEN_TREE_PLAN_H

#include "gen/tree/tree.h"

enum tree_plan_kind { TREE_PLAN_CLASSIC, TREE_PLAN_LEAST, TREE_PLAN_RECURSIVE };

struct tree_plan_limits {
    size_t memory; /* bytes that the programme over sets may take beside the tree */
    uint64_t work; /* steps of that programme: combinations of children's sets, and sets that they are compared with */
};
static const struct tree_plan_limits tree_plan_defaults = {(size_t)1 << 30, UINT64_C(500000000)};

struct tree_plan {
    enum tree_plan_kind kind; /* what it is: least may have been asked for and recursive be given */
    uint32_t *leaves;         /* owned; ascending, all TREE_REPORTED */
    size_t count;
    bool possible; /* least, recursive: false when unavailable papers leave the winner open whatever is examined */
};

struct tree_planner;

/* A planner for `tree`, which it watches: 8 bytes a leaf, and up to limits->memory for the programme over sets. When
 * that programme does not fit the limits, the recursive plan is made. The tree must outlive the planner. */
SCR_MUST_CHECK scr_result tree_planner_new(const struct tree *tree, enum tree_plan_kind wanted,
                                           const struct tree_plan_limits *limits, struct tree_planner **planner);
/* To be called after tree_set_leaf(tree, leaf, ..): takes time in proportion to the height. */
SCR_MUST_CHECK scr_result tree_planner_update(struct tree_planner *planner, size_t leaf);
/* The plan now; takes time in proportion to its length, and for more than two candidates what the programme over sets
 * takes where it has not been or leaves have changed since. Release with tree_plan_free. */
SCR_MUST_CHECK scr_result tree_planner_plan(struct tree_planner *planner, struct tree_plan *plan);
void tree_planner_free(struct tree_planner *planner);
void tree_plan_free(struct tree_plan *plan);

const char *tree_plan_name(enum tree_plan_kind kind);
/* Papers in a plan: with replication fewer than leaves. SCR_MEMORY. */
SCR_MUST_CHECK scr_result tree_plan_papers(const struct tree *tree, const struct tree_plan *plan, size_t *papers);

#endif
