/* owner.c: an owner's name as people read it. */
#include "verify/package/owner.h"

#include <string.h>

#include "verify/tree/alike.h"

/* Blanks, in UTF-8: tab, line feed, carriage return, space, U+0085, U+00A0, U+1680, U+2000 to U+200A, U+2028, U+2029,
 * U+202F, U+205F, U+2800, U+3000. The bytes that stand here; 0: another character. */
static size_t blank_here(const char *at) {
    static const char *const blanks[] = {"\t",           "\n",           "\r",           " ",
                                         "\xC2\x85",     "\xC2\xA0",     "\xE1\x9A\x80", "\xE2\x80\xA8",
                                         "\xE2\x80\xA9", "\xE2\x80\xAF", "\xE2\x81\x9F", "\xE2\xA0\x80",
                                         "\xE3\x80\x80"};
    for (size_t i = 0; i < sizeof blanks / sizeof *blanks; i++)
        if (!strncmp(at, blanks[i], strlen(blanks[i]))) return strlen(blanks[i]);
    bool wide = !strncmp(at, "\xE2\x80", 2) && (uint8_t)at[2] >= 0x80 && (uint8_t)at[2] <= 0x8A;
    return wide ? 3 : 0;
}

/* What cannot be seen goes first: it may stand between blanks. */
const char *owner_key(struct scr_arena *arena, const char *name) {
    const char *seen = alike_key(arena, name);
    char *key = seen ? scr_arena_alloc(arena, strlen(seen) + 1, 1) : NULL, *end = key;
    bool apart = false;
    if (!key) return NULL;
    while (*seen) {
        size_t blank = blank_here(seen);
        if (!blank && apart && end != key) *end++ = ' ';
        apart = blank;
        if (!blank) *end++ = *seen;
        seen += blank ? blank : 1;
    }
    *end = '\0';
    return key;
}
