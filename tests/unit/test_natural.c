/* test_natural.c: names with numbers in them, in the order in which people list them. */
#include <stdlib.h>

#include "gen/natural.h"
#include "unit.h"

static int by_name(const void *a, const void *b) {
    return natural_compare(*(const char *const *)a, *(const char *const *)b);
}

UNIT_TEST(natural, people_s_order) {
    static const char *const wanted[] = {"",
                                         "0",
                                         "2",
                                         "10",
                                         "10 A",
                                         "10 B 2",
                                         "10 B 11",
                                         "010 C",
                                         "P",
                                         "P02",
                                         "P2",
                                         "P2a",
                                         "P9",
                                         "P10",
                                         "P10-1",
                                         "P10-02",
                                         "P10-10",
                                         "P1844674407370955161599999",
                                         "P1844674407370955161600000",
                                         "Q1",
                                         "\xC3\x85"};
    enum { COUNT = sizeof wanted / sizeof *wanted };
    const char *names[COUNT];
    for (size_t i = 0; i < COUNT; i++) names[i] = wanted[(i * 8 + 3) % COUNT]; /* 21 and 8 have no common divisor */
    qsort(names, COUNT, sizeof *names, by_name);
    for (size_t i = 0; i < COUNT; i++) CU_ASSERT_STRING_EQUAL(names[i], wanted[i]);
    /* An order: each against each. */
    for (size_t i = 0; i < COUNT; i++)
        for (size_t k = 0; k < COUNT; k++) {
            int order = natural_compare(wanted[i], wanted[k]);
            CU_ASSERT((i < k) == (order < 0) && (i == k) == (order == 0));
        }
}
