/* sorted.h: positions of named things in the order of their names, to find duplicates and look names up. */
#ifndef VERIFY_SORTED_H
#define VERIFY_SORTED_H

#include "scrutineer/bytes.h"

/* The name of element `position` of `items`. */
typedef const char *sorted_name(const void *items, size_t position);

/* The positions 0 .. count-1 ordered by name, equal names by position; NULL when memory is short. In the arena. */
size_t *sorted_by_name(struct scr_arena *arena, const void *items, size_t count, sorted_name *name) SCR_MUST_CHECK;
/* The first two neighbours with the same name: the position in `order` of the later one, or `count` if there are none.
 */
size_t sorted_duplicate(const size_t *order, const void *items, size_t count, sorted_name *name);
/* The position of an element with this name, or `count`. */
size_t sorted_find(const size_t *order, const void *items, size_t count, sorted_name *name, const char *wanted);

#endif
