/* draw.h: a plurality tree as a picture that voters can read: SVG 1.1 text, one landscape page at any size of tree.
 *
 * Leaves are squares with the ballot's number below, internal nodes circles, each with the letter of its value; bold
 * lines lead to the ballots of the plan or audit, as in the figure of Rivest, "Ternary Plurality Trees". Of a tree too
 * large for a page the top is drawn, level by level, below nodes that bear ballots of the plan; a triangle stands for
 * what is not drawn, with the number of ballots in it. No colour, script or outside file is needed to read it. */
#ifndef GEN_TREE_DRAW_H
#define GEN_TREE_DRAW_H

#include "gen/tree/tree.h"
#include "scrutineer/bytes.h"

#define TREE_UNDISCLOSED 255 /* a value of a picture only: it was not published */

struct tree_picture {
    const struct tree_shape *shape;
    const uint8_t *values;   /* [nodes], node v at v - 1: a candidate, TREE_MISSING or TREE_UNDISCLOSED */
    const uint8_t *reported; /* [leaves] as recorded before an audit, or NULL: where it differs from the value, both are
                                shown */
    const uint32_t *entries; /* [leaves] of the arrangement: ballot number - 1, modulo `ballots`; NULL: no numbers */
    size_t ballots;
    const uint32_t *marked; /* leaves of the plan, or examined ones; ascending */
    size_t marked_count;
    bool examined;    /* the marked ones were examined; otherwise they are to be */
    bool established; /* they leave no other winner possible (possible.h), if they read as recorded */
    unsigned candidates;
    const char *const *names; /* [candidates] UTF-8; NULL-free. Escaped here */
    const uint64_t *votes;    /* [candidates] of the whole list once, or NULL: then the plurality winner is not named */
    const char *title;        /* of the contest; escaped here */
};

/* Appends the picture. SCR_INPUT when a value, name or leaf is out of range, SCR_MEMORY. Looks at
 * every value and marked leaf once, to check them; the rest takes time in proportion to height and page. */
SCR_MUST_CHECK scr_result tree_draw(const struct tree_picture *picture, struct scr_buffer *svg);

#endif
