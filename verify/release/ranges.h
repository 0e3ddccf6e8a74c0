/* ranges.h: lists of numbers written as in section 10.1: ascending numbers and ranges "1 4-17", none touching another.
 */
#ifndef VERIFY_RELEASE_RANGES_H
#define VERIFY_RELEASE_RANGES_H

#include "scrutineer/bytes.h"

struct range {
    uint32_t first, last;
};
struct ranges {
    struct range *items; /* in an arena */
    size_t count;
};

/* Reads `text`, whose numbers must be 1 to `most`; *total is how many numbers there are. When the text is not as it
 * must be, *why says what stands there (static) and *offset where, else *why is NULL. */
SCR_MUST_CHECK scr_result ranges_read(const char *text, uint32_t most, struct scr_arena *arena, struct ranges *ranges,
                                      uint64_t *total, const char **why, size_t *offset);
/* The first number of `part` that `whole` has not, or 0. Linear in both. */
uint32_t ranges_outside(const struct ranges *part, const struct ranges *whole);

#endif
