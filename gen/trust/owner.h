/* owner.h: owners' names as they are told apart (specification, section 7.1). */
#ifndef GEN_TRUST_OWNER_H
#define GEN_TRUST_OWNER_H

#include <stdbool.h>

#include "scrutineer/bytes.h"

/* Whether the name, which is well-formed UTF-8, begins or ends with a blank. */
bool owner_blank_around(const char *owner);
/* A copy in the arena without what is not seen and without blanks at both ends, each run of blanks inside one space;
 * NULL when memory is short. Two names are one owner's when seen_compare finds their copies alike. */
const char *owner_squeezed(struct scr_arena *arena, const char *owner);

#endif
