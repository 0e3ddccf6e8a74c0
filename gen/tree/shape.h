/* shape.h: the shape of a plurality tree: n leaves below internal nodes of arity k, stored as a heap.
 *
 * Source: Rivest, "Ternary Plurality Trees", method 2. Nodes are numbered 1 (the root) to `nodes`; nodes 1 ..
 * `internal` are internal, the leaves follow; the children of node i are k(i-1)+2 .. ki+1, cut at the last node. Leaves
 * are counted from 0 here and from 1 where people read them: leaf j is node internal + 1 + j. A tree of one leaf is
 * that leaf. */
#ifndef GEN_TREE_SHAPE_H
#define GEN_TREE_SHAPE_H

#include <stdint.h>

#include "scrutineer/status.h"

#define TREE_ARITY_LEAST 2
#define TREE_ARITY_MOST 5
#define TREE_LEAVES_MOST ((size_t)1 << 30) /* node numbers and sums of costs then fit in 32 bits */

struct tree_shape {
    size_t leaves, internal, nodes;
    unsigned arity;
    unsigned height; /* edges from the root to the deepest leaf: every leaf is at this depth or one less */
};

/* SCR_INPUT when there is no leaf, more than TREE_LEAVES_MOST, or an arity outside 2 to 5. */
SCR_MUST_CHECK scr_result tree_shape_make(size_t leaves, unsigned arity, struct tree_shape *shape);

static inline size_t tree_parent(const struct tree_shape *shape, size_t node) {
    return (node - 2) / shape->arity + 1; /* node > 1 */
}
static inline size_t tree_first_child(const struct tree_shape *shape, size_t node) {
    return (size_t)shape->arity * (node - 1) + 2;
}
/* Children of an internal node: the arity, except that the last internal node may have fewer, at least 2. */
static inline unsigned tree_children(const struct tree_shape *shape, size_t node) {
    size_t left = shape->nodes - tree_first_child(shape, node) + 1;
    return left < shape->arity ? (unsigned)left : shape->arity;
}
static inline bool tree_is_leaf(const struct tree_shape *shape, size_t node) { return node > shape->internal; }
static inline size_t tree_leaf_node(const struct tree_shape *shape, size_t leaf) { return shape->internal + 1 + leaf; }
static inline size_t tree_node_leaf(const struct tree_shape *shape, size_t node) { return node - shape->internal - 1; }

#endif
