/* numbers.h: sorting lists of numbers. */
#ifndef GEN_NUMBERS_H
#define GEN_NUMBERS_H

#include <stdint.h>
#include <stdlib.h>

static inline int numbers_order(const void *a, const void *b) {
    uint32_t x = *(const uint32_t *)a, y = *(const uint32_t *)b;
    return (x > y) - (x < y);
}

static inline void numbers_sort(uint32_t *numbers, size_t count) {
    if (count) qsort(numbers, count, sizeof *numbers, numbers_order);
}

#endif
