/* picture.h: the picture of a contest's tree with its plan or its audit, that shows no more than was published. */
#ifndef GEN_AUDIT_PICTURE_H
#define GEN_AUDIT_PICTURE_H

#include "gen/audit/audited_tree.h"
#include "gen/tree/artifact.h"

struct audit_picture {
    const struct tree_contest *contest;
    const struct audited_tree *audited; /* with the interpretations of an audit, or none */
    const struct tree_totals *totals;
    const uint32_t *ballots; /* opened ones: those of the plan, or those that were examined; ascending */
    size_t count;
    bool examined;     /* the second */
    bool disclose_all; /* every ballot was published */
};

/* Appends SVG. Unless all is disclosed, a node has a value only where the opened ballots alone tell it. Takes 12 bytes
 * a leaf. */
SCR_MUST_CHECK scr_result audit_draw(const struct audit_picture *picture, struct scr_buffer *svg);

#endif
