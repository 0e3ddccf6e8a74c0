/* package_date.c: the date that a package bears. */
#include <stdlib.h>
#include <string.h>
#include <time.h>

#include "names.h"
#include "package.h"
#include "scrutineer/text.h"

#define EPOCH_MOST 253402300799 /* 9999-12-31T23:59:59Z: years have four digits */

static unsigned number(const char *digits, size_t count) {
    unsigned value = 0;
    for (size_t i = 0; i < count; i++) value = 10 * value + (unsigned)(digits[i] - '0');
    return value;
}

bool package_date_valid(const char *date) {
    static const unsigned days[] = {31, 28, 31, 30, 31, 30, 31, 31, 30, 31, 30, 31};
    if (strlen(date) != 10) return false;
    for (size_t i = 0; i < 10; i++)
        if (i == 4 || i == 7 ? date[i] != '-' : date[i] < '0' || date[i] > '9') return false;
    unsigned year = number(date, 4), month = number(date + 5, 2), day = number(date + 8, 2);
    if (!year || !month || month > 12 || !day) return false;
    bool leap = (year % 4 == 0 && year % 100 != 0) || year % 400 == 0;
    return day <= days[month - 1] + (leap && month == 2 ? 1 : 0);
}

scr_result package_date(const char *given, char date[static 11], struct scr_diagnosis *diagnosis) {
    if (given) {
        if (!package_date_valid(given))
            return scr_refuse(diagnosis, SCR_USAGE, "--date", "is not a date; write it like 2026-11-03");
        memcpy(date, given, 11);
        return scr_done();
    }
    struct tm parts = {0};
    const char *epoch = getenv("SOURCE_DATE_EPOCH");
    if (epoch) {
        uint64_t seconds;
        if (!scr_count_parse(epoch, strlen(epoch), EPOCH_MOST, &seconds))
            return scr_refuse(diagnosis, SCR_USAGE, "SOURCE_DATE_EPOCH", "is not a number of seconds since 1970");
        time_t at = (time_t)seconds;
        if (!gmtime_r(&at, &parts)) return (scr_result){SCR_INTERNAL};
    } else {
        time_t now = time(NULL);
        if (now == (time_t)-1 || !localtime_r(&now, &parts))
            return scr_refuse(diagnosis, SCR_IO, "", "the system does not tell the date; give it with --date");
    }
    if (strftime(date, 11, "%Y-%m-%d", &parts) != 10) return (scr_result){SCR_INTERNAL};
    return scr_done();
}

/* Days since a day long ago, of a date that is valid; years begin in March, so that leap days come last. */
static long day_number(const char *date) {
    long month = (long)number(date + 5, 2), year = (long)number(date, 4) - (month < 3);
    long since_march = (month + 9) % 12;
    return 365 * year + year / 4 - year / 100 + year / 400 + (153 * since_march + 2) / 5 + (long)number(date + 8, 2);
}

bool package_date_far(const char *date, char today[static 11]) {
    if (scr_failed(package_date(NULL, today, NULL))) return false;
    return labs(day_number(date) - day_number(today)) > 1;
}
