/* seen.c: texts as people see them (specification, section 10.1). */
#include "gen/seen.h"

#include <stdbool.h>
#include <stdint.h>

/* The code point at *at, which moves behind it; ids are valid UTF-8, as all texts of the store. */
static uint32_t next(const char **at) {
    uint8_t first = (uint8_t) * (*at)++;
    if (first < 0x80) return first;
    unsigned more = first >= 0xF0 ? 3 : first >= 0xE0 ? 2 : 1;
    uint32_t point = first & (0x3Fu >> more);
    for (; more && (**at & 0xC0) == 0x80; more--) point = point << 6 | ((uint8_t) * (*at)++ & 0x3Fu);
    return point;
}

/* Characters that are not seen, in the order of section 10.1. */
static bool invisible(uint32_t c) {
    return c == 0xAD || c == 0x34F || c == 0x61C || c == 0x115F || c == 0x1160 || c == 0x17B4 || c == 0x17B5 ||
           (c >= 0x180B && c <= 0x180F) || (c >= 0x200B && c <= 0x200F) || (c >= 0x202A && c <= 0x202E) ||
           (c >= 0x2060 && c <= 0x206F) || c == 0x3164 || (c >= 0xFE00 && c <= 0xFE0F) || c == 0xFEFF || c == 0xFFA0 ||
           (c >= 0xFFF0 && c <= 0xFFFB) || (c >= 0x1BCA0 && c <= 0x1BCA3) || (c >= 0x1D173 && c <= 0x1D17A) ||
           (c >= 0xE0000 && c <= 0xE0FFF);
}

/* The next character that is seen, small where it is a letter A to Z; 0 at the end. */
static uint32_t next_seen(const char **at) {
    while (**at) {
        uint32_t c = next(at);
        if (!invisible(c)) return c >= 'A' && c <= 'Z' ? c + ('a' - 'A') : c;
    }
    return 0;
}

int seen_compare(const char *a, const char *b) {
    for (;;) {
        uint32_t x = next_seen(&a), y = next_seen(&b);
        if (x != y) return x < y ? -1 : 1;
        if (!x) return 0;
    }
}
