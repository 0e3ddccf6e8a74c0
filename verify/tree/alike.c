/* alike.c: an id as people see it: without invisible characters, and without regard to ASCII case. */
#include "verify/tree/alike.h"

#include <string.h>

/* The sequences in UTF-8 of characters that are not seen, each with the least and the greatest last bytes. Ids are
 * well-formed UTF-8: the document's reader has seen to that. */
static const struct {
    char lead[4];
    uint8_t least, most;
} unseen[] = {
    {"\xC2", 0xAD, 0xAD},         /* U+00AD */
    {"\xCD", 0x8F, 0x8F},         /* U+034F */
    {"\xD8", 0x9C, 0x9C},         /* U+061C */
    {"\xE1\x85", 0x9F, 0xA0},     /* U+115F, U+1160 */
    {"\xE1\x9E", 0xB4, 0xB5},     /* U+17B4, U+17B5 */
    {"\xE1\xA0", 0x8B, 0x8F},     /* U+180B to U+180F */
    {"\xE2\x80", 0x8B, 0x8F},     /* U+200B to U+200F */
    {"\xE2\x80", 0xAA, 0xAE},     /* U+202A to U+202E */
    {"\xE2\x81", 0xA0, 0xAF},     /* U+2060 to U+206F */
    {"\xE3\x85", 0xA4, 0xA4},     /* U+3164 */
    {"\xEF\xB8", 0x80, 0x8F},     /* U+FE00 to U+FE0F */
    {"\xEF\xBB", 0xBF, 0xBF},     /* U+FEFF */
    {"\xEF\xBE", 0xA0, 0xA0},     /* U+FFA0 */
    {"\xEF\xBF", 0xB0, 0xBB},     /* U+FFF0 to U+FFFB */
    {"\xF0\x9B\xB2", 0xA0, 0xA3}, /* U+1BCA0 to U+1BCA3 */
    {"\xF0\x9D\x85", 0xB3, 0xBA}, /* U+1D173 to U+1D17A */
};

/* How many bytes of a character that is not seen stand here; 0: none. */
static size_t unseen_here(const char *at) {
    /* U+E0000 to U+E0FFF: F3 A0 80..BF and a last byte. */
    if (!strncmp(at, "\xF3\xA0", 2) && at[2] && at[3]) return 4;
    for (size_t i = 0; i < sizeof unseen / sizeof *unseen; i++) {
        size_t lead = strlen(unseen[i].lead);
        if (strncmp(at, unseen[i].lead, lead) != 0) continue;
        uint8_t last = (uint8_t)at[lead];
        if (last >= unseen[i].least && last <= unseen[i].most) return lead + 1;
    }
    return 0;
}

const char *alike_key(struct scr_arena *arena, const char *id) {
    char *key = scr_arena_alloc(arena, strlen(id) + 1, 1), *end = key;
    if (!key) return NULL;
    while (*id) {
        size_t skip = unseen_here(id);
        if (!skip) *end++ = (char)(*id >= 'A' && *id <= 'Z' ? *id + ('a' - 'A') : *id);
        id += skip ? skip : 1;
    }
    *end = '\0';
    return key;
}
