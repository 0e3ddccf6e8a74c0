/* stamp_time.h: the moment that a time stamp names, exactly. */
#ifndef VERIFY_PACKAGE_STAMP_TIME_H
#define VERIFY_PACKAGE_STAMP_TIME_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

#define STAMP_TIME_SIZE 40

/* Microseconds since the first moment of the year 0, rounded down: further digits of a fraction are only remembered as
 * `more`. Adding whole microseconds and comparing with whole milliseconds stays exact: for whole m, t < m exactly when
 * t rounded down is below m. */
struct stamp_time {
    uint64_t microseconds;
    bool more;
};

/* Reads a GeneralizedTime of RFC 3161, YYYYMMDDhhmmss[.FRACTION]Z; false for anything else. */
bool stamp_time_parse(const char *text, size_t length, struct stamp_time *time);
/* Whether it is before a whole number of milliseconds since the same moment. */
bool stamp_time_before(const struct stamp_time *time, uint64_t milliseconds);
/* Whether a is before b. */
bool stamp_time_earlier(const struct stamp_time *a, const struct stamp_time *b);
/* "YYYY-MM-DDThh:mm:ss[.mmm[uuu]]Z", without digits that say nothing, rounded down to microseconds: rounded up, what is
 * before a moment could be shown as that moment itself, or as the next day. */
void stamp_time_text(const struct stamp_time *time, char text[static STAMP_TIME_SIZE]);

#endif
