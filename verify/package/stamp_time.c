/* stamp_time.c: reading and writing moments in integers. */
#include "verify/package/stamp_time.h"

#include <inttypes.h>
#include <stdio.h>
#include <string.h>

#include "verify/tree/seed_instant.h"

bool stamp_time_parse(const char *text, size_t length, struct stamp_time *time) {
    char instant[sizeof "YYYY-MM-DDThh:mm:ssZ"];
    uint64_t milliseconds, micros = 0;
    *time = (struct stamp_time){0};
    if (length < sizeof "YYYYMMDDhhmmssZ" - 1 || text[length - 1] != 'Z') return false;
    snprintf(instant, sizeof instant, "%.4s-%.2s-%.2sT%.2s:%.2s:%.2sZ", text, text + 4, text + 6, text + 8, text + 10,
             text + 12);
    if (!instant_parse(instant, &milliseconds)) return false;
    const char *fraction = text + 14, *end = text + length - 1;
    if (fraction != end && (*fraction++ != '.' || fraction == end)) return false;
    for (uint64_t unit = 100000; fraction < end; fraction++, unit /= 10) {
        if (*fraction < '0' || *fraction > '9') return false;
        micros += unit * (uint64_t)(*fraction - '0');
        time->more = time->more || (!unit && *fraction != '0');
    }
    time->microseconds = milliseconds * 1000 + micros;
    return true;
}

bool stamp_time_before(const struct stamp_time *time, uint64_t milliseconds) {
    return time->microseconds / 1000 < milliseconds;
}

bool stamp_time_earlier(const struct stamp_time *a, const struct stamp_time *b) {
    return a->microseconds != b->microseconds ? a->microseconds < b->microseconds : !a->more && b->more;
}

/* Days of a year of the Gregorian calendar, of a month. */
static unsigned year_days(unsigned year) { return (year % 4 == 0 && year % 100 != 0) || year % 400 == 0 ? 366 : 365; }
static unsigned month_days(unsigned year, unsigned month) {
    static const unsigned days[] = {31, 28, 31, 30, 31, 30, 31, 31, 30, 31, 30, 31};
    return days[month] + (month == 1 && year_days(year) == 366);
}

void stamp_time_text(const struct stamp_time *time, char text[static STAMP_TIME_SIZE]) {
    uint64_t whole = time->microseconds / 1000000, days = whole / 86400;
    unsigned seconds = (unsigned)(whole % 86400), fraction = (unsigned)(time->microseconds % 1000000), year = 0,
             month = 0;
    /* Some ten thousand years at most: a stamp has four digits for the year, and its accuracy is limited. */
    for (; days >= year_days(year); year++) days -= year_days(year);
    for (; days >= month_days(year, month); month++) days -= month_days(year, month);
    int length = snprintf(text, STAMP_TIME_SIZE, "%04u-%02u-%02uT%02u:%02u:%02u", year, month + 1, (unsigned)days + 1,
                          seconds / 3600, seconds / 60 % 60, seconds % 60);
    if (fraction % 1000)
        length += snprintf(text + length, STAMP_TIME_SIZE - (size_t)length, ".%06u", fraction);
    else if (fraction)
        length += snprintf(text + length, STAMP_TIME_SIZE - (size_t)length, ".%03u", fraction / 1000);
    snprintf(text + length, STAMP_TIME_SIZE - (size_t)length, "Z");
}
