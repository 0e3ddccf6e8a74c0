/* shape.c: node counts and height of a plurality tree. */
#include "gen/tree/shape.h"

scr_result tree_shape_make(size_t leaves, unsigned arity, struct tree_shape *shape) {
    if (!leaves || leaves > TREE_LEAVES_MOST || arity < TREE_ARITY_LEAST || arity > TREE_ARITY_MOST)
        return (scr_result){SCR_INPUT};
    size_t below = arity - 1;
    *shape = (struct tree_shape){.leaves = leaves, .internal = (leaves - 1 + below - 1) / below, .arity = arity};
    shape->nodes = leaves + shape->internal;
    for (size_t node = shape->nodes; node > 1; node = tree_parent(shape, node)) shape->height++;
    return scr_done();
}
