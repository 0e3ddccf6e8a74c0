/* seed_instant.h: times of the day in UTC as exact milliseconds. */
#ifndef VERIFY_TREE_SEED_INSTANT_H
#define VERIFY_TREE_SEED_INSTANT_H

#include <stdbool.h>
#include <stdint.h>

/* Reads exactly "YYYY-MM-DDThh:mm:ssZ" or "YYYY-MM-DDThh:mm:ss.mmmZ" (Gregorian, years 0001 to 9999, without leap
 * seconds) as milliseconds since what would be the first moment of a year 0, a leap year. False for anything else, days
 * that no month has included. */
bool instant_parse(const char *text, uint64_t *milliseconds);

#endif
