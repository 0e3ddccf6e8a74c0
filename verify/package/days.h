/* days.h: days of the calendar as numbers, and which of two can be no honest writer's. Specification, section 7.5. */
#ifndef VERIFY_PACKAGE_DAYS_H
#define VERIFY_PACKAGE_DAYS_H

#include <stdbool.h>
#include <stdint.h>

#define DAY_MILLISECONDS UINT64_C(86400000)

/* The number of the day with which the text, YYYY-MM-DD.., begins, counted as instant_parse counts; false for no such
 * day. `text` may be NULL. */
bool day_number(const char *text, uint64_t *day);
/* The first text's day is more than one day before the day of this moment, in milliseconds: dates are local, moments
 * are not, and clocks go a little wrong. Of a text that is NULL, or no day, nothing is said: false, here and below. */
bool day_well_before(const char *date, uint64_t moment);
/* The first text's day is more than one day before that of the second. */
bool days_well_apart(const char *earlier, const char *later);

#endif
