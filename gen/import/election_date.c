/* election_date.c: dates of election definitions in the form of ISO 8601 where that is unambiguous. */
#include <string.h>

#include "builder.h"
#include "scrutineer/text.h"

static bool real_day(uint64_t year, uint64_t month, uint64_t day) {
    static const unsigned days[] = {31, 29, 31, 30, 31, 30, 31, 31, 30, 31, 30, 31};
    return year >= 1 && month >= 1 && month <= 12 && day >= 1 && day <= days[month - 1];
}

/* Digits from *text to the next `end` character (or NUL); leading zeros are fine here. */
static bool part(const char **text, char end, size_t most, uint64_t *value) {
    *value = 0;
    size_t digits = 0;
    while (**text >= '0' && **text <= '9' && digits++ < most) *value = *value * 10 + (uint64_t)(*(*text)++ - '0');
    if (!digits || digits > most || **text != end) return false;
    if (end) (*text)++;
    return true;
}

scr_result builder_date(struct builder *builder, const char *text, const char **date) {
    *date = text;
    uint64_t year, month, day;
    const char *rest = text;
    /* ISO 8601, with or without a time of day. The date is the one written, whatever the zone. */
    if (part(&rest, '-', 4, &year) && part(&rest, '-', 2, &month) && strlen(rest) >= 2 &&
        (!rest[2] || rest[2] == 'T' || rest[2] == 'Z' || rest[2] == '+' || rest[2] == '-') && rest == text + 8) {
        char two[3] = {rest[0], rest[1], 0};
        const char *days = two;
        if (part(&days, 0, 2, &day) && real_day(year, month, day)) {
            *date = scr_arena_copy(&builder->arena, text, 10);
            return *date ? scr_done() : (scr_result){SCR_MEMORY};
        }
        return scr_done();
    }
    /* Month/day/year: the formats that write slashes are those of vendors in the United States. */
    rest = text;
    if (part(&rest, '/', 2, &month) && part(&rest, '/', 2, &day) && strlen(rest) == 4 && part(&rest, 0, 4, &year) &&
        real_day(year, month, day)) {
        *date = scr_arena_print(&builder->arena, "%04u-%02u-%02u", (unsigned)year, (unsigned)month, (unsigned)day);
        return *date ? scr_done() : (scr_result){SCR_MEMORY};
    }
    return scr_done();
}
