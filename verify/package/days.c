/* days.c: compares days, with one day to spare. */
#include "verify/package/days.h"

#include <stdio.h>

#include "verify/tree/seed_instant.h"

bool day_number(const char *text, uint64_t *day) {
    char whole[sizeof "YYYY-MM-DDT00:00:00Z"];
    uint64_t milliseconds;
    if (!text || snprintf(whole, sizeof whole, "%.10sT00:00:00Z", text) != (int)sizeof whole - 1 ||
        !instant_parse(whole, &milliseconds))
        return false;
    *day = milliseconds / DAY_MILLISECONDS;
    return true;
}

bool day_well_before(const char *date, uint64_t moment) {
    uint64_t day;
    return day_number(date, &day) && day + 1 < moment / DAY_MILLISECONDS;
}

bool days_well_apart(const char *earlier, const char *later) {
    uint64_t day;
    return day_number(later, &day) && day_well_before(earlier, day * DAY_MILLISECONDS);
}
