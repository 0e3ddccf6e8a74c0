/* effort.h: the memory that the checks of one tree or audit take, and the words for those that were not made. */
#ifndef VERIFY_TREE_EFFORT_H
#define VERIFY_TREE_EFFORT_H

#include "verify/surroundings.h"
#include "verify/tree/published.h"

enum effort_of {
    EFFORT_PLAN, /* a tree of which the plan is disclosed */
    EFFORT_ALL,  /* a tree of which all ballots are */
    EFFORT_AUDIT,
};

/* Bytes that the checks take at most at a time: in proportion to the leaves, lists of a search not counted. */
uint64_t effort_memory(const struct published_contest *contest, enum effort_of of);
bool effort_fits(const struct published_contest *contest, enum effort_of of, const struct work *work);
/* Adds `id` as undecided when its computing ended with SCR_LIMIT or SCR_MEMORY, and so lost nothing but itself; passes
 * any other failure on. `end` is what work_end said. */
SCR_MUST_CHECK scr_result effort_spared(const struct published_contest *contest, enum effort_of of,
                                        const struct work *work, scr_result result, const char *end,
                                        struct findings *findings, const char *id);

#endif
