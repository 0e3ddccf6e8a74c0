/* seed_instant.c: parses times of the day, digit by digit. */
#include "verify/tree/seed_instant.h"

#include <string.h>

/* The form, '0' standing for any digit. */
static bool has_form(const char *text, const char *form) {
    if (strlen(text) != strlen(form)) return false;
    for (; *form; text++, form++)
        if (*form == '0' ? *text < '0' || *text > '9' : *text != *form) return false;
    return true;
}

static unsigned digits(const char *text, size_t count) {
    unsigned value = 0;
    for (size_t i = 0; i < count; i++) value = 10 * value + (unsigned)(text[i] - '0');
    return value;
}

static bool leap(unsigned year) { return (year % 4 == 0 && year % 100 != 0) || year % 400 == 0; }

bool instant_parse(const char *text, uint64_t *milliseconds) {
    static const unsigned lengths[] = {31, 28, 31, 30, 31, 30, 31, 31, 30, 31, 30, 31};
    bool fraction = has_form(text, "0000-00-00T00:00:00.000Z");
    if (!fraction && !has_form(text, "0000-00-00T00:00:00Z")) return false;
    unsigned year = digits(text, 4), month = digits(text + 5, 2), day = digits(text + 8, 2);
    unsigned hour = digits(text + 11, 2), minute = digits(text + 14, 2), second = digits(text + 17, 2);
    if (!year || month < 1 || month > 12 || hour > 23 || minute > 59 || second > 59) return false;
    if (day < 1 || day > lengths[month - 1] + (month == 2 && leap(year))) return false;
    /* Years before this one, with the leap days of the multiples of 4 among them but for those of whole centuries. */
    uint64_t days = 365 * (uint64_t)year + (year - 1) / 4 - (year - 1) / 100 + (year - 1) / 400 + 1;
    for (unsigned m = 1; m < month; m++) days += lengths[m - 1] + (m == 2 && leap(year));
    days += day - 1;
    *milliseconds = (((days * 24 + hour) * 60 + minute) * 60 + second) * 1000 + (fraction ? digits(text + 20, 3) : 0);
    return true;
}
