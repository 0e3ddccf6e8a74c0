/* test_verify_owner_days.c: owners' names as people read them (specification 7.1), and days with one to spare (7.5). */
#include <string.h>

#include "scrutineer/text.h"
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
    expect_key(&arena, "\xE2\x80\x8B County \xE2\x80\x8B\xE2\xA0\x80 Clerk \xEF\xB8\x8F", "county clerk", true);
    scr_arena_free(&arena);
}

/* The character in UTF-8, with its NUL. */
static void encode(uint32_t c, char text[static 5]) {
    char *at = text;
    if (c >= 0x10000) *at++ = (char)(0xF0 | c >> 18);
    if (c >= 0x800) *at++ = (char)(c < 0x10000 ? 0xE0 | c >> 12 : 0x80 | (c >> 12 & 0x3F));
    if (c >= 0x80) *at++ = (char)(c < 0x800 ? 0xC0 | c >> 6 : 0x80 | (c >> 6 & 0x3F));
    *at++ = (char)(c < 0x80 ? c : 0x80 | (c & 0x3F));
    *at = '\0';
}

static bool among(uint32_t c, const uint32_t ranges[][2], size_t count) {
    for (size_t i = 0; i < count; i++)
        if (c >= ranges[i][0] && c <= ranges[i][1]) return true;
    return false;
}

/* Every character of Unicode: a blank of 7.1 parts words, what 10.1 has as not seen leaves no trace, any other one
 * stays. What is not seen is escaped where reports show it, too. */
UNIT_TEST(verify_owner, each_character) {
    static const uint32_t blanks[][2] = {{0x09, 0x0A},     {0x0D, 0x0D},     {0x20, 0x20},     {0x85, 0x85},
                                         {0xA0, 0xA0},     {0x1680, 0x1680}, {0x2000, 0x200A}, {0x2028, 0x2029},
                                         {0x202F, 0x202F}, {0x205F, 0x205F}, {0x2800, 0x2800}, {0x3000, 0x3000}};
    static const uint32_t unseen[][2] = {
        {0xAD, 0xAD},       {0x34F, 0x34F},     {0x61C, 0x61C},   {0x115F, 0x1160}, {0x17B4, 0x17B5},
        {0x180B, 0x180F},   {0x200B, 0x200F},   {0x202A, 0x202E}, {0x2060, 0x206F}, {0x3164, 0x3164},
        {0xFE00, 0xFE0F},   {0xFEFF, 0xFEFF},   {0xFFA0, 0xFFA0}, {0xFFF0, 0xFFFB}, {0x1BCA0, 0x1BCA3},
        {0x1D173, 0x1D17A}, {0xE0000, 0xE0FFF},
    };
    struct scr_arena arena = {0};
    struct scr_buffer shown = {0};
    for (uint32_t c = 1; c <= 0x10FFFF; c += c == 0xD7FF ? 0x801 : 1) {
        char one[5], name[32], wanted[32];
        bool blank = among(c, blanks, sizeof blanks / sizeof *blanks);
        bool hidden = among(c, unseen, sizeof unseen / sizeof *unseen);
        encode(c >= 'A' && c <= 'Z' ? c + ('a' - 'A') : c, one);
        snprintf(wanted, sizeof wanted,
                 hidden  ? "xy x y"
                 : blank ? "x y x y"
                         : "%sx%sy%s x %s y%s",
                 one, one, one, one, one);
        encode(c, one);
        snprintf(name, sizeof name, "%sx%sy%s x %s y%s", one, one, one, one, one);
        const char *key = owner_key(&arena, name);
        CU_ASSERT_FATAL(key != NULL);
        if (strcmp(key, wanted) != 0) printf("\n  U+%04X: \"%s\"\n", (unsigned)c, key);
        CU_ASSERT_STRING_EQUAL(key, wanted);
        if (hidden) {
            shown.length = 0;
            CU_ASSERT_FALSE_FATAL(scr_failed(scr_text_terminal(&shown, one)));
            CU_ASSERT(strncmp((const char *)shown.data, "\\u{", 3) == 0);
        }
        if (c % 4096 == 0) scr_arena_free(&arena);
    }
    scr_buffer_free(&shown);
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
    CU_ASSERT_FALSE(day_well_before(NULL, noon));
    CU_ASSERT_FALSE(days_well_apart(NULL, "2024-03-01"));
    CU_ASSERT_FALSE(days_well_apart("2024-01-01", NULL));
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
