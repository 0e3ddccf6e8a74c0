/* ranges.c: lists of numbers and ranges, "1-3 7 9-12", in time and memory linear in the text. */
#include "verify/release/ranges.h"

#include <string.h>

#include "scrutineer/text.h"

/* One number at *text, ended by anything that is no digit. */
static bool number(const char **text, uint32_t most, uint32_t *value) {
    size_t length = strspn(*text, "0123456789");
    uint64_t parsed;
    if (!scr_count_parse(*text, length, most, &parsed) || !parsed) return false;
    *value = (uint32_t)parsed;
    *text += length;
    return true;
}

/* One number or range at *text, behind the number `last` (0: none); NULL, or what is wrong with it. */
static const char *item(const char **text, uint32_t most, uint32_t last, struct range *range) {
    static const char *const no_number = "no number of a unit of the last level";
    if (!number(text, most, &range->first)) return no_number;
    range->last = range->first;
    if (**text == '-') {
        ++*text;
        if (!number(text, most, &range->last)) return no_number;
        if (range->last <= range->first) return "a range that does not ascend";
    }
    if (range->first <= last) return "not behind what stands before it";
    if (last && range->first == last + 1) return "touching the one before, with which it must be one range";
    return NULL;
}

scr_result ranges_read(const char *text, uint32_t most, struct scr_arena *arena, struct ranges *ranges, uint64_t *total,
                       const char **why, size_t *offset) {
    size_t room = 1;
    for (const char *c = text; *c; c++) room += *c == ' ';
    *ranges = (struct ranges){.items = scr_arena_alloc(arena, room, sizeof *ranges->items)};
    if (!ranges->items) return (scr_result){SCR_MEMORY};
    const char *at = text;
    *total = 0;
    for (;;) {
        struct range *range = &ranges->items[ranges->count];
        *offset = (size_t)(at - text);
        *why = item(&at, most, ranges->count ? range[-1].last : 0, range);
        if (*why) return scr_done();
        ranges->count++;
        *total += range->last - range->first + 1;
        if (!*at) return scr_done();
        *offset = (size_t)(at - text);
        *why = "not separated by one space";
        if (*at++ != ' ') return scr_done();
    }
}

uint32_t ranges_outside(const struct ranges *part, const struct ranges *whole) {
    size_t place = 0;
    for (size_t i = 0; i < part->count; i++) {
        const struct range *range = &part->items[i];
        while (place < whole->count && whole->items[place].last < range->first) place++;
        if (place == whole->count || whole->items[place].first > range->first) return range->first;
        /* Ranges of `whole` do not touch, so that behind the end of one there is a number that it has not. */
        if (whole->items[place].last < range->last) return whole->items[place].last + 1;
    }
    return 0;
}
