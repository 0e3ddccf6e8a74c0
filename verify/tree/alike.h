/* alike.h: ids that people cannot tell apart. Specification, section 10.1. */
#ifndef VERIFY_TREE_ALIKE_H
#define VERIFY_TREE_ALIKE_H

#include "scrutineer/bytes.h"

/* The id without the characters that cannot be seen, A-Z as a-z: two ids are alike when these are equal. In the arena;
 * NULL when memory is short. */
const char *alike_key(struct scr_arena *arena, const char *id) SCR_MUST_CHECK;

#endif
