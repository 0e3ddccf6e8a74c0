/* plan_classic.c: the paper's plan (Rivest 2019, function mark_is_children_for_audit!). */
#include <stdlib.h>

#include "gen/tree/plan_parts.h"
#include "scrutineer/bytes.h"

scr_result tree_classic_plan(const struct tree *tree, struct tree_plan *plan) {
    const struct tree_shape *shape = tree_shape_of(tree);
    uint32_t *marked = NULL; /* nodes in the order in which they are reached, which is ascending */
    size_t count = 0, capacity = 0;
    *plan = (struct tree_plan){.kind = TREE_PLAN_CLASSIC, .possible = true};
    scr_result result = scr_grow(&marked, &capacity, 1, sizeof *marked);
    if (scr_failed(result)) return result;
    marked[count++] = 1;
    size_t at = 0;
    for (; at < count && !tree_is_leaf(shape, marked[at]); at++) {
        size_t node = marked[at], first = tree_first_child(shape, node);
        unsigned children = tree_children(shape, node), hits = 0, most = children / 2 + 1, taken = 0;
        uint8_t value = tree_value(tree, node);
        for (unsigned i = 0; i < children; i++) hits += tree_value(tree, first + i) == value;
        bool majority = 2 * hits > children;
        SCR_TRY_OR(result, scr_grow(&marked, &capacity, count + children, sizeof *marked), failed);
        for (unsigned i = 0; i < children; i++)
            if (!majority || (tree_value(tree, first + i) == value && taken++ < most))
                marked[count++] = (uint32_t)(first + i);
    }
    /* What is left are leaves: of the two depths at which leaves lie, the lesser has the lesser node numbers. */
    for (; at < count; at++) {
        size_t leaf = tree_node_leaf(shape, marked[at]);
        if (tree->states[leaf] == TREE_REPORTED) marked[plan->count++] = (uint32_t)leaf;
    }
    plan->leaves = marked;
    return scr_done();
failed:
    free(marked);
    return result;
}
