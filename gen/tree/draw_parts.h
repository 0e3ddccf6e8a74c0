/* draw_parts.h: what the files behind draw.h share: the nodes that are drawn, and where. */
#ifndef GEN_TREE_DRAW_PARTS_H
#define GEN_TREE_DRAW_PARTS_H

#include "gen/tree/draw.h"

/* The page: A4 landscape, 4 units a millimetre. */
#define DRAW_WIDTH 1188
#define DRAW_HEIGHT 840
#define DRAW_MARGIN 32
#define DRAW_LABEL 19     /* of the smallest words: 3 mm, or 8 points, where the picture is as wide as a page of text */
#define DRAW_ENDS_MOST 30 /* nodes without children side by side: more would not be read at the width of a page */
#define DRAW_NODES_MOST 60 /* each node with children has two or more: fewer of them than ends */

struct draw_node {
    size_t node;
    size_t leaves, marked;  /* below it, or itself */
    unsigned first, count;  /* its children among the drawn nodes; 0: none are drawn */
    unsigned depth, parent; /* index of the parent; the root's is 0 */
    int x, y;
};

struct draw_layout {
    struct draw_node nodes[DRAW_NODES_MOST]; /* level by level */
    unsigned count, ends, depth;             /* depth: of the deepest */
    bool whole;                              /* nothing is left out */
    bool turned;                             /* labels below ends are turned by a right angle */
    int pitch, level, radius;                /* between ends, between levels, of a circle */
};

/* Chooses the nodes and places them between `top` and `bottom`. */
void draw_lay_out(const struct tree_picture *picture, int top, int bottom, struct draw_layout *layout);

#endif
