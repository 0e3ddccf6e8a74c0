/* natural.c: compares names piece by piece, digits as numbers. */
#include "gen/natural.h"

#include <string.h>

#define DIGITS "0123456789"

/* Numbers of any length: without leading zeros the longer one is greater. */
static int compare_numbers(const char **a, const char **b) {
    *a += strspn(*a, "0");
    *b += strspn(*b, "0");
    size_t x = strspn(*a, DIGITS), y = strspn(*b, DIGITS);
    int order = x != y ? (x < y ? -1 : 1) : memcmp(*a, *b, x);
    *a += x;
    *b += y;
    return order;
}

int natural_compare(const char *a, const char *b) {
    const char *x = a, *y = b;
    while (*x && *y) {
        if (strspn(x, DIGITS) && strspn(y, DIGITS)) {
            int order = compare_numbers(&x, &y);
            if (order) return order;
        } else if (*x != *y) {
            return (unsigned char)*x < (unsigned char)*y ? -1 : 1;
        } else {
            x++;
            y++;
        }
    }
    if (*x || *y) return *x ? 1 : -1;
    return strcmp(a, b); /* "02" and "2" */
}
