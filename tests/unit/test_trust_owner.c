/* test_trust_owner.c: owners' names that `trust add` takes for one (specification, sections 7.1 and 10.1). */
#include <stdio.h>
#include <string.h>

#include "gen/seen.h"
#include "gen/trust/owner.h"
#include "unit.h"

static void expect(const char *inside, bool blank, bool one_owner) {
    struct scr_arena arena = {0};
    char name[64];
    snprintf(name, sizeof name, "County%s clerk", inside);
    const char *listed = owner_squeezed(&arena, "COUNTY Clerk"), *added = owner_squeezed(&arena, name);
    CU_ASSERT_FATAL(listed && added);
    CU_ASSERT_EQUAL(!seen_compare(listed, added), one_owner);
    snprintf(name, sizeof name, "County%sclerk", inside);
    added = owner_squeezed(&arena, name);
    CU_ASSERT_FATAL(added != NULL);
    CU_ASSERT_EQUAL(!seen_compare(listed, added), blank);
    snprintf(name, sizeof name, "%sCounty", inside);
    CU_ASSERT_EQUAL(owner_blank_around(name), blank);
    snprintf(name, sizeof name, "County%s", inside);
    CU_ASSERT_EQUAL(owner_blank_around(name), blank);
    scr_arena_free(&arena);
}

UNIT_TEST(trust_owner, blanks) {
    static const char *const blanks[] = {"\t",       "\n",       "\r",       " ",        "\xC2\x85",
                                         u8"\u00A0", u8"\u1680", u8"\u2000", u8"\u200A", u8"\u2028",
                                         u8"\u2029", u8"\u202F", u8"\u205F", u8"\u2800", u8"\u3000"};
    for (size_t i = 0; i < sizeof blanks / sizeof *blanks; i++) expect(blanks[i], true, true);
}

UNIT_TEST(trust_owner, not_seen) {
    static const char *const unseen[] = {
        u8"\u00AD",     u8"\u034F",     u8"\u061C",     u8"\u115F",     u8"\u1160",     u8"\u17B4",     u8"\u17B5",
        u8"\u180B",     u8"\u180E",     u8"\u180F",     u8"\u200B",     u8"\u200F",     u8"\u202A",     u8"\u202E",
        u8"\u2060",     u8"\u206F",     u8"\u3164",     u8"\uFE00",     u8"\uFE0F",     u8"\uFEFF",     u8"\uFFA0",
        u8"\uFFF0",     u8"\uFFFB",     u8"\U0001BCA0", u8"\U0001BCA3", u8"\U0001D173", u8"\U0001D17A", u8"\U000E0000",
        u8"\U000E007F", u8"\U000E0100", u8"\U000E01EF", u8"\U000E0FFF"};
    for (size_t i = 0; i < sizeof unseen / sizeof *unseen; i++) expect(unseen[i], false, true);
}

/* The neighbours of both kinds are characters like others. */
UNIT_TEST(trust_owner, seen) {
    static const char *const seen[] = {u8"\u00A1",     u8"\u1681",     u8"\u1810",     u8"\u2010",
                                       u8"\u2027",     u8"\u2030",     u8"\u205E",     u8"\u2801",
                                       u8"\u3001",     u8"\uFFEF",     u8"\uFFFC",     u8"\U0001BC9F",
                                       u8"\U0001BCA4", u8"\U0001D172", u8"\U0001D17B", u8"\U000E1000"};
    for (size_t i = 0; i < sizeof seen / sizeof *seen; i++) expect(seen[i], false, false);
}
