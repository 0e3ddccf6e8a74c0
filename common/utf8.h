/* utf8.h: one step of decoding UTF-8 (RFC 3629), for the parts of common/ that look at characters. */
#ifndef SCRUTINEER_COMMON_UTF8_H
#define SCRUTINEER_COMMON_UTF8_H

#include <stddef.h>
#include <stdint.h>

/* The length (1 to 4) of the well-formed character at `at`, of which `left` bytes may be read, and its code point; 0
 * when the bytes are no such character: overlong, a surrogate, above U+10FFFF, cut short, or `left` is 0. */
static inline size_t scr_utf8_step(const uint8_t *at, size_t left, uint32_t *point) {
    if (!left) return 0;
    uint32_t c = at[0];
    if (c < 0x80) {
        *point = c;
        return 1;
    }
    size_t length = c >= 0xF0 ? 4 : c >= 0xE0 ? 3 : 2;
    if (c < 0xC2 || c > 0xF4 || left < length) return 0;
    c &= 0x7Fu >> length;
    for (size_t i = 1; i < length; i++) {
        if ((at[i] & 0xC0) != 0x80) return 0;
        c = c << 6 | (at[i] & 0x3Fu);
    }
    static const uint32_t least[5] = {0, 0, 0x80, 0x800, 0x10000};
    if (c < least[length] || c > 0x10FFFF || (c >= 0xD800 && c <= 0xDFFF)) return 0;
    *point = c;
    return length;
}

#endif
