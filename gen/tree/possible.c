/* possible.c: sets of possible values, node by node. */
#include <string.h>

#include "gen/tree/possible.h"

#define MISSING_BIT (UINT64_C(1) << TREE_MISSING)

/* Three children: a majority; one vote beside two missing; a tie of two beside one missing; a tie of three. In a tie
 * the others must be able to hold other values than w. Where one of the others shares w, w is a result by majority
 * already, and where it can only be missing, w is one for standing alone: so only a tie of three whose two others can
 * hold but one value between them needs a look. */
static uint64_t results_of_three(const uint64_t *sets, unsigned tie) {
    uint64_t c[3] = {sets[0] & ~MISSING_BIT, sets[1] & ~MISSING_BIT, sets[2] & ~MISSING_BIT};
    uint64_t missing = sets[0] & sets[1] & sets[2] & MISSING_BIT;
    uint64_t results = missing | (c[0] & c[1]) | (c[0] & c[2]) | (c[1] & c[2]);
    for (unsigned i = 0; i < 3; i++) {
        unsigned j = i == 0, k = i == 2 ? 1 : 2; /* the other two, j < k */
        bool one_value = c[j] == c[k] && !(c[j] & (c[j] - 1));
        if (sets[j] & sets[k] & MISSING_BIT) results |= c[i];
        if (sets[i] & MISSING_BIT) results |= tie % 2 ? c[k] : c[j];
        if (tie % 3 == i && c[j] && c[k] && !one_value) results |= c[i];
    }
    return results;
}

uint64_t tree_possible_results(const uint64_t *sets, unsigned count, unsigned tie) {
    uint64_t all = 0;
    for (unsigned i = 0; i < count; i++) all |= sets[i];
    bool same = true;
    for (unsigned i = 0; i < count; i++) same = same && sets[i] == all;
    /* Any one value of a set that all children share is a result, and nothing else is. */
    if (same) return all;
    return count == 3 ? results_of_three(sets, tie) : tree_possible_by_partitions(sets, count, tie);
}

static uint64_t descend(const struct tree *tree, const uint8_t *states, unsigned known, size_t node, uint64_t any) {
    const struct tree_shape *shape = tree_shape_of(tree);
    if (tree_is_leaf(shape, node))
        return states[tree_node_leaf(shape, node)] & known ? tree_singleton(tree_value(tree, node)) : any;
    uint64_t sets[TREE_ARITY_MOST];
    unsigned count = tree_children(shape, node);
    size_t first = tree_first_child(shape, node);
    for (unsigned i = 0; i < count; i++) sets[i] = descend(tree, states, known, first + i, any);
    return tree_possible_results(sets, count, tree->arrangement->ties[node - 1]);
}

/* Recursion is as deep as the tree: at most 30. */
uint64_t tree_possible(const struct tree *tree, unsigned known, size_t node) {
    return descend(tree, tree->states, known, node, tree_any_value(tree->candidates));
}

bool tree_is_certified(const struct tree *tree) {
    return tree_possible(tree, TREE_EXAMINED, 1) == tree_singleton(tree_winner(tree));
}

bool tree_would_certify(const struct tree *tree, const uint32_t *leaves, size_t count, uint8_t *scratch) {
    memcpy(scratch, tree->states, tree_shape_of(tree)->leaves);
    for (size_t i = 0; i < count; i++)
        if (scratch[leaves[i]] == TREE_REPORTED) scratch[leaves[i]] = TREE_EXAMINED;
    return descend(tree, scratch, TREE_EXAMINED, 1, tree_any_value(tree->candidates)) ==
           tree_singleton(tree_winner(tree));
}
