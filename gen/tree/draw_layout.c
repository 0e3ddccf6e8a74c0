/* draw_layout.c: which nodes of a tree fit a page, and where they stand. */
#include "gen/tree/draw_parts.h"

/* Marked leaves among the nodes lo .. hi. */
static size_t marked_between(const struct tree_picture *picture, size_t lo, size_t hi) {
    size_t bounds[2];
    for (unsigned b = 0; b < 2; b++) { /* how many stand before lo, and before hi + 1 */
        size_t first = 0, last = picture->marked_count, limit = b ? hi + 1 : lo;
        while (first < last) {
            size_t middle = first + (last - first) / 2;
            if (tree_leaf_node(picture->shape, picture->marked[middle]) < limit)
                first = middle + 1;
            else
                last = middle;
        }
        bounds[b] = first;
    }
    return bounds[1] - bounds[0];
}

/* Leaves below a node: on each level its descendants are a range, whose leaves stand at the end. */
static struct draw_node measure(const struct tree_picture *picture, size_t node) {
    const struct tree_shape *shape = picture->shape;
    struct draw_node drawn = {.node = node};
    size_t lo = node, hi = node;
    while (lo <= hi) {
        size_t from = lo > shape->internal ? lo : shape->internal + 1;
        if (from <= hi) {
            drawn.leaves += hi - from + 1;
            drawn.marked += marked_between(picture, from, hi);
        }
        if (lo > shape->internal) break;
        size_t last = hi < shape->internal ? hi : shape->internal;
        hi = tree_first_child(shape, last) + tree_children(shape, last) - 1;
        lo = tree_first_child(shape, lo);
    }
    return drawn;
}

/* Of a tree too large for the page only what leads to marked leaves is opened; without marks, everything. */
static bool opens(const struct tree_picture *picture, const struct draw_layout *layout, const struct draw_node *node) {
    if (tree_is_leaf(picture->shape, node->node)) return false;
    return layout->whole || !picture->marked_count || node->marked;
}

/* Opens nodes level by level, a whole level or nothing of it. */
static void choose(const struct tree_picture *picture, struct draw_layout *layout) {
    unsigned begin = 0;
    layout->whole = picture->shape->leaves <= DRAW_ENDS_MOST;
    layout->nodes[0] = measure(picture, 1);
    layout->count = layout->ends = 1;
    for (;;) {
        unsigned end = layout->count, ends = layout->ends;
        for (unsigned i = begin; i < end; i++)
            if (opens(picture, layout, &layout->nodes[i]))
                ends += tree_children(picture->shape, layout->nodes[i].node) - 1;
        if (ends == layout->ends || ends > DRAW_ENDS_MOST) break;
        for (unsigned i = begin; i < end; i++) {
            struct draw_node *node = &layout->nodes[i];
            if (!opens(picture, layout, node)) continue;
            node->first = layout->count;
            node->count = tree_children(picture->shape, node->node);
            for (unsigned c = 0; c < node->count; c++) {
                struct draw_node *child = &layout->nodes[layout->count++];
                *child = measure(picture, tree_first_child(picture->shape, node->node) + c);
                child->depth = node->depth + 1;
                child->parent = i;
            }
        }
        layout->ends = ends;
        layout->depth++;
        begin = end;
    }
}

/* Ends take their places from left to right; a node stands in the middle above its children. Recursion is as deep as
 * what is drawn: at most 45 levels. */
static void place(struct draw_layout *layout, unsigned index, int top, int *next) {
    struct draw_node *node = &layout->nodes[index];
    node->y = top + (int)node->depth * layout->level;
    if (!node->count) {
        node->x = *next;
        *next += layout->pitch;
        return;
    }
    for (unsigned c = 0; c < node->count; c++) place(layout, node->first + c, top, next);
    node->x = (layout->nodes[node->first].x + layout->nodes[node->first + node->count - 1].x) / 2;
}

/* Of the numbers below ends: 11 units a digit, and as many for what separates thousands. */
static int widest_label(const struct tree_picture *picture, const struct draw_layout *layout) {
    size_t most = 0;
    int width = 11;
    for (unsigned i = 0; i < layout->count; i++) {
        const struct draw_node *node = &layout->nodes[i];
        size_t label = node->leaves;
        if (node->count) continue;
        if (tree_is_leaf(picture->shape, node->node))
            label = picture->entries
                        ? picture->entries[tree_node_leaf(picture->shape, node->node)] % picture->ballots + 1
                        : 0;
        if (label > most) most = label;
    }
    for (size_t left = most; left >= 10; left /= 10) width += 11;
    return most >= 1000 ? width + 7 : width;
}

void draw_lay_out(const struct tree_picture *picture, int top, int bottom, struct draw_layout *layout) {
    *layout = (struct draw_layout){0};
    choose(picture, layout);
    int ends = (int)layout->ends, depth = (int)layout->depth;
    layout->pitch = (DRAW_WIDTH - 2 * DRAW_MARGIN) / ends;
    if (layout->pitch > 110) layout->pitch = 110;
    layout->level = depth ? (bottom - top) / depth : 0;
    if (layout->level > 190) layout->level = 190;
    layout->radius = layout->pitch * 2 / 5;
    if (layout->radius > 20) layout->radius = 20;
    if (depth && layout->radius > layout->level / 3) layout->radius = layout->level / 3;
    layout->turned = widest_label(picture, layout) > layout->pitch - 6;
    int next = (DRAW_WIDTH - (ends - 1) * layout->pitch) / 2;
    place(layout, 0, top, &next);
}
