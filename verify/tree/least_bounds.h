/* least_bounds.h: the costs of fixing the nodes of a tree, and of saying anything at all about them. Internal to the
 * question whether a plan is least. */
#ifndef VERIFY_TREE_LEAST_BOUNDS_H
#define VERIFY_TREE_LEAST_BOUNDS_H

#include "verify/tree/least.h"
#include "verify/tree/results.h"

/* What is to be achieved at a node. */
enum goal {
    /* Its set has one value. Costs are those of fixing children, each by itself: an upper bound for any contest, and
     * exact for at most two candidates. There a set that holds missing is {missing} or everything, since a leaf's is;
     * and of two candidates an unknown child is at its worst where it has the loser's value, as a set of both has. */
    GOAL_FIX,
    /* Its set lacks a candidate. Counted as if a child whose set lacks one were fixed, and any other could not be
     * missing: a lower bound, since more knowledge never makes a set larger. */
    GOAL_INFORM,
};

struct bounds {
    const struct arranged *tree;
    size_t candidates;
    const uint8_t *recorded;
    const uint8_t *values; /* of internal nodes (values.h) */
    struct results *results;
    struct subsets *seen; /* remembered answers of bounds_subsets */
};

SCR_MUST_CHECK scr_result bounds_begin(struct bounds *bounds);
void bounds_end(struct bounds *bounds);
/* The sets of children (bit s of the answer for set s, as bits of positions) with which the node reaches the goal:
 * those in the set fixed at values[], the others at what the goal says of them. */
uint32_t bounds_subsets(struct bounds *bounds, enum goal goal, const uint8_t *values, unsigned count, unsigned residue);
/* The value and the cost of a child; `costs` are those of internal nodes. */
uint32_t bounds_child(const struct bounds *bounds, const uint32_t *costs, uint32_t child, uint8_t *value);
/* costs[i-1]: the cost of the goal at internal node i, from the leaves up; *root is the root's, of a single leaf too.
 * False when the budget ends. */
bool bounds_costs(struct bounds *bounds, enum goal goal, struct budget *budget, uint32_t *costs, uint32_t *root);

#endif
