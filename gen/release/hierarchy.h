/* hierarchy.h: the tree of reporting units of a release (state, counties, .., precincts), level by level.
 *
 * Units are numbered from 0, the root, level after level, and the children of one unit follow each other: parents never
 * decrease. The root is on level 1. */
#ifndef GEN_RELEASE_HIERARCHY_H
#define GEN_RELEASE_HIERARCHY_H

#include <stdint.h>

#include "scrutineer/bytes.h"

#define RELEASE_UNIT_LIMIT 20000000u
#define RELEASE_LEVEL_LIMIT 16u

struct release_hierarchy {
    uint32_t units, levels;
    const uint32_t *parent;      /* [units]; the root's own entry is 0 */
    const uint32_t *first_child; /* [units]; meaningful where children > 0 */
    const uint32_t *children;    /* [units] how many */
    const uint32_t *level_begin; /* [levels + 1]: level l (from 1) has the units level_begin[l-1] .. level_begin[l]-1 */
};

/* Builds the tree over a copy of `parent` in `arena`. Refused: no units, a parent that does not come before its child,
 * parents that decrease, more units or levels than the limits. */
SCR_MUST_CHECK scr_result release_hierarchy_build(struct scr_arena *arena, const uint32_t *parent, size_t units,
                                                  struct release_hierarchy *tree, struct scr_diagnosis *diagnosis);
/* A homogeneous tree: every unit of level l < levels has branching[l-1] children. */
SCR_MUST_CHECK scr_result release_hierarchy_regular(struct scr_arena *arena, const uint32_t *branching, size_t levels,
                                                    struct release_hierarchy *tree, struct scr_diagnosis *diagnosis);

/* From 1. */
uint32_t release_level_of(const struct release_hierarchy *tree, uint32_t unit);

#endif
