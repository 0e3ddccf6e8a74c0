/* determined.h: the cells that have no protection, since what is published exactly determines them (specification,
 * section 14.4). */
#ifndef GEN_RELEASE_DETERMINED_H
#define GEN_RELEASE_DETERMINED_H

#include "gen/release/measurement.h"

/* Cells of one level and option, in units of the level by number from 1. */
struct release_determined {
    uint32_t level, option; /* from 1 */
    const char *units;
};

struct release_determined_list {
    struct release_determined *items; /* malloc'ed; texts live in the arena given */
    size_t count, capacity;
    uint64_t cells, all_cells; /* determined ones; all below the exact levels */
};

/* By level, then option. The true counts are used as one table that keeps all sums; any other such table gives the same
 * list, so that it tells nothing that exact counts, turnout and structural zeros do not tell. Linear in the number of
 * cells. */
SCR_MUST_CHECK scr_result release_determined_find(const struct measurement *measurement, size_t contest,
                                                  struct scr_arena *arena, struct release_determined_list *list);

#endif
