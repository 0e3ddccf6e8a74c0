/* test_verify_owner_days.c: owners' names as people read them (specification 7.1), and days with one to spare (7.5). */
#include <string.h>

#include "unit.h"
#include "verify/package/days.h"
#include "verify/package/owner.h"

static void expect_key(struct scr_arena *arena, const char *one, const char *other, bool same) {
    const char *a = owner_key(arena, one), *b = owner_key(arena, other);
    CU_ASSERT_FATAL(a && b);
    if (!strcmp(a, b) != same) printf(" [%s against %s] ", one, other);
    CU_ASSERT_EQUAL(!strcmp(a, b), same);
}

/* Every blank of 7.1 is one, at an end, inside, alone or among others; characters beside them are none. */
UNIT_TEST(verify_owner, blanks_are_one) {
    static const char *const blanks[] = {"\t",           "\n",           "\r",           " ",
                                         "\xC2\xA0",     "\xE2\x80\xAF", "\xE2\x81\x9F", "\xE3\x80\x80",
                                         "\xE2\x80\x80", "\xE2\x80\x83", "\xE2\x80\x8A"};
    struct scr_arena arena = {0};
    for (size_t i = 0; i < sizeof blanks / sizeof *blanks; i++) {
        char name[64];
        snprintf(name, sizeof name, "%sCounty%s %sclerk%s%s", blanks[i], blanks[i], blanks[i], blanks[i], blanks[i]);
        expect_key(&arena, name, "County clerk", true);
        snprintf(name, sizeof name, "County%sclerk", blanks[i]);
        expect_key(&arena, name, "County clerk", true);
        expect_key(&arena, name, "Countyclerk", false);
    }
    expect_key(&arena,
               "County\xE2\x80\x94"
               "clerk",
               "County clerk", false); /* a dash */
    expect_key(&arena,
               "County\xE2\x82\xAC"
               "clerk",
               "County clerk", false); /* a sign that begins alike */
    expect_key(&arena, " ", "", true);
    scr_arena_free(&arena);
}

/* 1 March 2024 is 19783 days after 1 January 1970 (`date -u -d 2024-03-01 +%s` / 86400). */
UNIT_TEST(verify_days, with_one_to_spare) {
    static const char *const none[] = {"", "2026", "2026-1-1", "2026-02-30", "0000-01-01", "2026-13-01"};
    uint64_t first, day;
    CU_ASSERT_FATAL(day_number("1970-01-01", &first));
    CU_ASSERT(day_number("2024-03-01", &day) && day == first + 19783);
    CU_ASSERT(day_number("2024-03-01T23:59:59Z", &day) && day == first + 19783);
    const uint64_t noon = day * DAY_MILLISECONDS + DAY_MILLISECONDS / 2;
    CU_ASSERT_FALSE(day_number(NULL, &day));
    for (size_t i = 0; i < sizeof none / sizeof *none; i++) {
        CU_ASSERT_FALSE(day_number(none[i], &day));
        CU_ASSERT_FALSE(day_well_before(none[i], noon));
        CU_ASSERT_FALSE(days_well_apart("2024-01-01", none[i]));
        CU_ASSERT_FALSE(days_well_apart(none[i], "2024-03-01"));
    }
    CU_ASSERT(day_well_before("2024-02-28", noon)); /* a leap year: two days before */
    CU_ASSERT_FALSE(day_well_before("2024-02-29", noon));
    CU_ASSERT_FALSE(day_well_before("2024-03-02", noon));
    CU_ASSERT(days_well_apart("2023-12-30", "2024-01-01"));
    CU_ASSERT_FALSE(days_well_apart("2023-12-31", "2024-01-01"));
}
