/* plan_bound.c: a lower bound for every plan, at every node, which shows that fixing the node with so many papers is
 * least.
 *
 * To establish a winner among two candidates or more, a plan must rule some candidate c out at the root; and whatever
 * it establishes about a node beneath, short of nothing, rules some candidate out there (plan_sets.c). A node of k
 * children takes the value c as soon as floor(k/2) + 1 of them can, so c must be ruled out at ceil(k/2) of them at
 * least; at a leaf, ruling anything out takes that the paper is examined. So the bound of a node is the sum of the
 * ceil(k/2) least bounds of its children: 2^d for 3^d leaves, whatever the votes. */
#include <stdlib.h>

#include "gen/tree/plan_parts.h"

uint32_t tree_bound_of(const struct tree_bound *bound, size_t node) {
    const struct tree_shape *shape = tree_shape_of(bound->tree);
    if (tree_is_leaf(shape, node)) return tree_leaf_cost(bound->tree, tree_node_leaf(shape, node)).papers;
    return bound->papers[node - 1];
}

static void compute(struct tree_bound *bound, size_t node) {
    const struct tree_shape *shape = tree_shape_of(bound->tree);
    size_t first = tree_first_child(shape, node);
    unsigned count = tree_children(shape, node);
    uint32_t sorted[TREE_ARITY_MOST], sum = 0;
    for (unsigned i = 0; i < count; i++) {
        uint32_t child = tree_bound_of(bound, first + i);
        unsigned at = i;
        for (; at && sorted[at - 1] > child; at--) sorted[at] = sorted[at - 1];
        sorted[at] = child;
    }
    /* Finite bounds add up to at most the number of leaves. */
    for (unsigned i = 0; i < (count + 1) / 2 && sum != TREE_INFINITE; i++)
        sum = sorted[i] == TREE_INFINITE ? TREE_INFINITE : sum + sorted[i];
    bound->papers[node - 1] = sum;
}

scr_result tree_bound_begin(struct tree_bound *bound, const struct tree *tree) {
    size_t internal = tree_shape_of(tree)->internal;
    *bound = (struct tree_bound){tree, malloc((internal + 1) * sizeof *bound->papers)};
    if (!bound->papers) return (scr_result){SCR_MEMORY};
    for (size_t node = internal; node; node--) compute(bound, node);
    return scr_done();
}

void tree_bound_update(struct tree_bound *bound, size_t leaf) {
    const struct tree_shape *shape = tree_shape_of(bound->tree);
    for (size_t node = tree_leaf_node(shape, leaf); node > 1;) {
        node = tree_parent(shape, node);
        compute(bound, node);
    }
}

void tree_bound_end(struct tree_bound *bound) {
    free(bound->papers);
    *bound = (struct tree_bound){0};
}
