/* hierarchy.c: levels and children of a tree that is given by the parents of its units. */
#include "gen/release/hierarchy.h"

#include <string.h>

static scr_result refuse(struct scr_diagnosis *diagnosis, size_t unit, const char *what) {
    return scr_refuse(diagnosis, SCR_INPUT, "", "unit %zu of the hierarchy %s", unit, what);
}

/* One pass: the parent of each unit is known before the unit. */
static scr_result fill(const uint32_t *parent, uint32_t units, uint32_t *first, uint32_t *children, uint32_t *begin,
                       uint32_t *levels, struct scr_diagnosis *diagnosis) {
    uint32_t depth = 1; /* levels seen so far */
    begin[0] = 0;
    for (uint32_t unit = 1; unit < units; unit++) {
        if (parent[unit] >= unit) return refuse(diagnosis, unit, "comes before its parent");
        if (parent[unit] < parent[unit - 1])
            return refuse(diagnosis, unit, "is out of order: units go level by level, the children of one together");
        if (parent[unit] >= begin[depth - 1]) { /* the first whose parent is on the last level begins a level */
            if (depth == RELEASE_LEVEL_LIMIT)
                return scr_refuse(diagnosis, SCR_LIMIT, "", "the hierarchy has more than %u levels",
                                  RELEASE_LEVEL_LIMIT);
            begin[depth++] = unit;
        }
        if (!children[parent[unit]]++) first[parent[unit]] = unit;
    }
    begin[depth] = units;
    *levels = depth;
    return scr_done();
}

scr_result release_hierarchy_build(struct scr_arena *arena, const uint32_t *parent, size_t units,
                                   struct release_hierarchy *tree, struct scr_diagnosis *diagnosis) {
    if (!units) return scr_refuse(diagnosis, SCR_INPUT, "", "the hierarchy has no units; it needs at least its root");
    if (units > RELEASE_UNIT_LIMIT)
        return scr_refuse(diagnosis, SCR_LIMIT, "", "the hierarchy has %zu units, more than %u", units,
                          RELEASE_UNIT_LIMIT);
    if (parent[0]) return refuse(diagnosis, 0, "is the root, whose parent is written 0");
    uint32_t *copy = scr_arena_alloc(arena, units, sizeof *copy);
    uint32_t *first = scr_arena_alloc(arena, units, sizeof *first);
    uint32_t *children = scr_arena_alloc(arena, units, sizeof *children);
    uint32_t *begin = scr_arena_alloc(arena, RELEASE_LEVEL_LIMIT + 2, sizeof *begin);
    if (!copy || !first || !children || !begin) return (scr_result){SCR_MEMORY};
    memcpy(copy, parent, units * sizeof *copy);
    *tree = (struct release_hierarchy){(uint32_t)units, 0, copy, first, children, begin};
    return fill(copy, tree->units, first, children, begin, &tree->levels, diagnosis);
}

scr_result release_hierarchy_regular(struct scr_arena *arena, const uint32_t *branching, size_t levels,
                                     struct release_hierarchy *tree, struct scr_diagnosis *diagnosis) {
    size_t width = 1, units = 1;
    if (!levels || levels > RELEASE_LEVEL_LIMIT)
        return scr_refuse(diagnosis, SCR_LIMIT, "", "a hierarchy has from 1 to %u levels", RELEASE_LEVEL_LIMIT);
    for (size_t level = 0; level + 1 < levels; level++)
        /* width <= 2*10^7 and branching < 2^32: neither the product nor the sum overflows 64 bits */
        if (!branching[level] || (width *= branching[level]) > RELEASE_UNIT_LIMIT ||
            (units += width) > RELEASE_UNIT_LIMIT)
            return scr_refuse(diagnosis, SCR_LIMIT, "", "a hierarchy has from 1 to %u units, not what is asked",
                              RELEASE_UNIT_LIMIT);
    uint32_t *parent = scr_arena_alloc(arena, units, sizeof *parent);
    if (!parent) return (scr_result){SCR_MEMORY};
    uint32_t unit = 1, above = 0;
    for (size_t level = 0; level + 1 < levels; level++)
        for (uint32_t end = unit; above < end; above++)
            for (uint32_t child = 0; child < branching[level]; child++) parent[unit++] = above;
    return release_hierarchy_build(arena, parent, units, tree, diagnosis);
}

uint32_t release_level_of(const struct release_hierarchy *tree, uint32_t unit) {
    uint32_t level = 1;
    while (level < tree->levels && unit >= tree->level_begin[level]) level++;
    return level;
}
