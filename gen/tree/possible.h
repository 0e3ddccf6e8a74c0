/* possible.h: the set of values that a node can still take, and with it whether an audit has established the winner.
 *
 * A set is a mask: bit c for candidate c, bit 63 for missing. A leaf whose paper was examined has the one value that
 * was read; any other leaf can hold every candidate of the contest or be missing. A node can take every result of its
 * children's sets; its tie residue is fixed, and the index is taken again for each hypothetical tie. Leaves of
 * different papers are independent and each occurs once, so these sets are exact: the winner is established if and only
 * if the root's set is that one value. When papers are replicated, leaves of one paper agree, and the sets may be too
 * large but never too small: what they establish holds all the same. */
#ifndef GEN_TREE_POSSIBLE_H
#define GEN_TREE_POSSIBLE_H

#include "gen/tree/tree.h"

static inline uint64_t tree_singleton(uint8_t value) { return UINT64_C(1) << value; }
/* All candidates and missing. */
static inline uint64_t tree_any_value(unsigned candidates) {
    return ((UINT64_C(1) << candidates) - 1) | tree_singleton(TREE_MISSING);
}

/* The results of one node: sets[count], each not empty, count 1 .. TREE_ARITY_MOST. */
uint64_t tree_possible_results(const uint64_t *sets, unsigned count, unsigned tie);
/* The same by going through all partitions of the children; works for every count, and checks the other. */
uint64_t tree_possible_by_partitions(const uint64_t *sets, unsigned count, unsigned tie);

/* The set of a node when the leaves in a state of `known` (a mask of enum tree_leaf_state) have the value they have in
 * the tree and all others can hold anything. Visits each node below once. */
uint64_t tree_possible(const struct tree *tree, unsigned known, size_t node);
/* Whether the papers examined so far establish tree_winner(tree). */
bool tree_is_certified(const struct tree *tree);

/* Whether examining leaves[count] besides, all as reported, would establish the winner. `scratch` is [leaves] bytes. */
bool tree_would_certify(const struct tree *tree, const uint32_t *leaves, size_t count, uint8_t *scratch);

#endif
