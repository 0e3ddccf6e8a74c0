/* owner.c: what does not tell owners' names apart: blanks, and what is not seen. */
#include "gen/trust/owner.h"

#include <string.h>

#include "gen/seen.h"

/* Bytes of the blank at `text`; 0 when there is none. */
static size_t blank_at(const char *text) {
    const unsigned char *c = (const unsigned char *)text;
    if (c[0] == '\t' || c[0] == '\n' || c[0] == '\r' || c[0] == ' ') return 1;
    if (c[0] == 0xC2 && (c[1] == 0x85 || c[1] == 0xA0)) return 2; /* U+0085, U+00A0 */
    if (c[0] < 0xE1 || c[0] > 0xE3 || (c[1] & 0xC0) != 0x80 || (c[2] & 0xC0) != 0x80) return 0;
    switch ((c[0] & 0xFu) << 12 | (c[1] & 0x3Fu) << 6 | (c[2] & 0x3Fu)) {
    case 0x1680:
    case 0x2028:
    case 0x2029:
    case 0x202F:
    case 0x205F:
    case 0x2800:
    case 0x3000:
        return 3;
    default:
        return c[0] == 0xE2 && c[1] == 0x80 && c[2] <= 0x8A ? 3 : 0; /* U+2000 to U+200A */
    }
}

bool owner_blank_around(const char *owner) {
    if (blank_at(owner)) return true;
    for (size_t blank; *owner; owner += blank ? blank : 1)
        if ((blank = blank_at(owner)) && !owner[blank]) return true;
    return false;
}

/* Bytes of the character at `text`, from 1 to 4. */
static size_t character_at(const char *text) {
    size_t bytes = 1;
    while (bytes < 4 && ((unsigned char)text[bytes] & 0xC0) == 0x80) bytes++;
    return bytes;
}

static bool hidden(const char *text, size_t bytes) {
    char one[5] = {0};
    memcpy(one, text, bytes);
    return !seen_compare(one, "");
}

const char *owner_squeezed(struct scr_arena *arena, const char *owner) {
    char *out = scr_arena_copy(arena, owner, strlen(owner));
    size_t length = 0;
    bool apart = false; /* a blank before what comes next */
    for (size_t bytes; out && *owner; owner += bytes) {
        bytes = character_at(owner);
        if (blank_at(owner)) {
            apart = length > 0;
        } else if (!hidden(owner, bytes)) {
            if (apart) out[length++] = ' ';
            apart = false;
            memcpy(out + length, owner, bytes);
            length += bytes;
        }
    }
    if (out) out[length] = 0;
    return out;
}
