/* plan_parts.h: the ways of planning behind plan.h; private to its implementation. */
#ifndef GEN_TREE_PLAN_PARTS_H
#define GEN_TREE_PLAN_PARTS_H

#include "gen/tree/plan.h"

/* Papers, then the sum of their positions: compared in this order, added componentwise. */
struct tree_cost {
    uint32_t papers;
    uint64_t sum; /* at most 2^30 papers at positions below 2^30 */
};
#define TREE_INFINITE UINT32_MAX

static inline bool tree_cost_less(struct tree_cost a, struct tree_cost b) {
    return a.papers != b.papers ? a.papers < b.papers : a.sum < b.sum;
}
static inline struct tree_cost tree_cost_add(struct tree_cost a, struct tree_cost b) {
    if (a.papers == TREE_INFINITE || b.papers == TREE_INFINITE) return (struct tree_cost){TREE_INFINITE, 0};
    return (struct tree_cost){a.papers + b.papers, a.sum + b.sum};
}
static inline struct tree_cost tree_leaf_cost(const struct tree *tree, size_t leaf) {
    if (tree->states[leaf] == TREE_EXAMINED) return (struct tree_cost){0, 0};
    if (tree->states[leaf] == TREE_UNAVAILABLE) return (struct tree_cost){TREE_INFINITE, 0};
    return (struct tree_cost){1, tree_paper(tree->arrangement, leaf)};
}

/* plan_classic.c */
SCR_MUST_CHECK scr_result tree_classic_plan(const struct tree *tree, struct tree_plan *plan);

/* plan_fixing.c: costs of fixing each node at its value. */
struct tree_fixing {
    const struct tree *tree;
    uint32_t *papers;  /* [internal] */
    uint64_t *sums;    /* [internal] */
    uint32_t *minimal; /* per pattern of values and residue: the minimal sets of children that fix a node; 0 unknown */
};
SCR_MUST_CHECK scr_result tree_fixing_begin(struct tree_fixing *fixing, const struct tree *tree);
void tree_fixing_update(struct tree_fixing *fixing, size_t leaf);
SCR_MUST_CHECK scr_result tree_fixing_plan(struct tree_fixing *fixing, struct tree_plan *plan);
void tree_fixing_end(struct tree_fixing *fixing);

/* Of fixing a node at its value; TREE_INFINITE papers when unavailable ones leave the value open. */
struct tree_cost tree_fixing_cost(const struct tree_fixing *fixing, size_t node);
/* The children of an internal node, as a mask, whose values together fix its own at that cost. */
unsigned tree_fixing_children(struct tree_fixing *fixing, size_t node);

/* plan_bound.c: papers that it takes at least to rule any candidate out at a node, for two candidates or more. */
struct tree_bound {
    const struct tree *tree;
    uint32_t *papers; /* [internal] */
};
SCR_MUST_CHECK scr_result tree_bound_begin(struct tree_bound *bound, const struct tree *tree);
void tree_bound_update(struct tree_bound *bound, size_t leaf);
uint32_t tree_bound_of(const struct tree_bound *bound, size_t node);
void tree_bound_end(struct tree_bound *bound);

/* plan_pruned.c: a plan of which no paper can be left out alone, from the papers of a plan or (NULL) from all that have
 * a record and were not examined. `possible` is false when these do not establish the winner. */
SCR_MUST_CHECK scr_result tree_pruned_plan(const struct tree *tree, const struct tree_plan *from,
                                           struct tree_plan *plan);

/* plan_sets.c: for nodes the sets they can be reduced to, with their costs. */
struct tree_set_entry {
    uint64_t set;
    struct tree_cost cost;
};
struct tree_sets {
    const struct tree *tree;
    struct tree_fixing *fixing;     /* borrowed; NULL: the sets of every node are computed */
    const struct tree_bound *bound; /* borrowed; NULL with fixing */
    struct tree_plan_limits limits;
    uint64_t work;
    size_t stored;                  /* nodes 1 .. stored have internal children: their entries are kept */
    struct tree_set_entry *entries; /* pool; entries of node v: first[v-1] .. first[v-1] + counts[v-1] - 1 */
    size_t used, capacity;
    uint32_t *first;
    uint16_t *counts;                /* 0: not computed */
    struct tree_set_entry *frontier; /* of the node at hand */
};
/* Computes nothing yet. SCR_LIMIT when there is no room. */
SCR_MUST_CHECK scr_result tree_sets_begin(struct tree_sets *sets, const struct tree *tree, struct tree_fixing *fixing,
                                          const struct tree_bound *bound, const struct tree_plan_limits *limits);
/* After fixing and bound were updated. */
void tree_sets_update(struct tree_sets *sets, size_t leaf);
/* Computes what is lacking first. SCR_LIMIT when the programme does not fit. */
SCR_MUST_CHECK scr_result tree_sets_plan(struct tree_sets *sets, struct tree_plan *plan);
void tree_sets_end(struct tree_sets *sets);

#endif
