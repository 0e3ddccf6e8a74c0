/* owner.h: which lines of a trust list are of one owner. Specification, section 7.1. */
#ifndef VERIFY_PACKAGE_OWNER_H
#define VERIFY_PACKAGE_OWNER_H

#include "scrutineer/bytes.h"

/* The name without what people do not see in it: equal for two spellings of one owner. Blanks at its ends are left out,
 * those inside count as one, and the rest is compared as ids are that look alike (section 10.1). In the arena; NULL
 * when memory is short. `name` is well-formed UTF-8. */
const char *owner_key(struct scr_arena *arena, const char *name) SCR_MUST_CHECK;

#endif
