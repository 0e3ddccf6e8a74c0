/* test_verify_package_names.c: the forms of names in a package, at their limits. */
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "package_fixture.h"
#include "unit.h"
#include "verify/package/names.h"
#include "verify/package/parts.h"

UNIT_TEST(verify_package_names, names_at_their_limits) {
    char long_name[130], value[2002];
    memset(long_name, 'a', sizeof long_name);
    memset(value, 'v', sizeof value);
    CU_ASSERT(signer_name_allowed(long_name, 64) && !signer_name_allowed(long_name, 65));
    CU_ASSERT(path_allowed(long_name, 128) && !path_allowed(long_name, 129));
    CU_ASSERT(role_allowed(long_name, 64) && !role_allowed(long_name, 65) && !role_allowed("", 0));
    CU_ASSERT(value_allowed(value, 2000) && !value_allowed(value, 2001) && !value_allowed("", 0));
    CU_ASSERT(!value_allowed("a\nb", 3) && lines_allowed("a\nb", 3));
    static const struct {
        const char *text;
        bool role, name, date;
    } cases[] = {
        {"observer2", true, true, false},    {"an-observer", true, true, false},   {"observer", true, true, false},
        {"Observer", false, true, false},    {"anObserver", false, true, false},   {"2observer", false, true, false},
        {"an_observer", false, true, false}, {"an.observer", false, false, false}, {"-observer", false, false, false},
        {"a~", false, false, false},         {"a/", false, false, false},          {"a:", false, false, false},
        {"a`", false, false, false},         {"a{", false, false, false},          {"a@", false, false, false},
        {"a[", false, false, false},         {"a b", false, false, false},         {"2026-05-01", false, true, true},
        {"2026_05-01", false, true, false},  {"2026-05_01", false, true, false},   {"2026-0a-01", false, true, false},
        {"2026-05-1", false, true, false},   {"0000-05-01", false, true, false},   {"2026-00-01", false, true, false},
        {"2026-13-01", false, true, false},  {"2026-05-00", false, true, false},   {"2026-04-31", false, true, false},
        {"2024-02-29", false, true, true},   {"2100-02-29", false, true, false},   {"2000-02-29", false, true, true},
        {"2026-0:-01", false, false, false}, {"2026-0/-01", false, false, false},
    };
    for (size_t i = 0; i < sizeof cases / sizeof *cases; i++) {
        const char *text = cases[i].text;
        bool good = role_allowed(text, strlen(text)) == cases[i].role &&
                    signer_name_allowed(text, strlen(text)) == cases[i].name &&
                    date_allowed(text, strlen(text)) == cases[i].date;
        CU_ASSERT(good);
        if (!good) printf("\n  %s\n", text);
    }
    static const struct {
        const char *path, *words;
    } places[] = {
        {"signatures/a.sig", NULL},
        {"signatures/a", "is not NAME.sig or NAME.pub"},
        {"signatures/.sig", "is not NAME.sig or NAME.pub"},
        {"signatures/a.b.sig", "is not NAME.sig or NAME.pub"},
        {"signatures/a.txt", "is not NAME.sig or NAME.pub"},
        {"signatures/a/b.sig", "is not NAME.sig or NAME.pub"},
        {"signaturesx/a.sig", "does not belong to a package"},
        {"timestamps/a.tsq", NULL},
        {"timestamps/a.sig", "is not NAME.tsq or NAME.tsr"},
        {"countersignatures/a.txt", NULL},
        {"countersignatures/a.tsq", "is not NAME.txt, NAME.sig or NAME.pub"},
        {"datax", "does not belong to a package"},
        {"bagit.txt", NULL},
        {"fetch.txt", "would have files fetched from elsewhere; a package is complete"},
    };
    for (size_t i = 0; i < sizeof places / sizeof *places; i++) {
        const char *words = path_misplaced(places[i].path, false);
        CU_ASSERT(words == places[i].words || (words && places[i].words && !strcmp(words, places[i].words)));
    }
}

UNIT_TEST(verify_package_names, names_of_xml) {
    static const char *const named[] = {".xml", "a.xml", "data/a.XML", "data/a.xMl"}, *const others[] = {
                                                                                          "",           "xml",
                                                                                          "axml",       "data/a.xm",
                                                                                          "data/a.xmk", "data/a.kml",
                                                                                          "data/a.xkl", "data/a_xml"};
    for (size_t i = 0; i < sizeof named / sizeof *named; i++) CU_ASSERT(path_named_xml(named[i]));
    for (size_t i = 0; i < sizeof others / sizeof *others; i++) CU_ASSERT_FALSE(path_named_xml(others[i]));
}

/* A name that is shown is cut between characters. */
UNIT_TEST(verify_package_names, long_names_are_cut) {
    struct scr_arena arena = {0};
    char text[4001] = "x";
    for (size_t i = 1; i + 4 < sizeof text; i += 4) memcpy(text + i, "\xF0\x9F\x97\xB3", 5);
    const char *cut = places_name(&arena, text);
    size_t length = strlen(cut);
    CU_ASSERT(length < strlen(text) && length > 3 && !strcmp(cut + length - 3, "..."));
    CU_ASSERT_EQUAL((length - 3) % 4, 1); /* whole characters behind the x */
    CU_ASSERT_STRING_EQUAL(places_name(&arena, "x\xF0\x9F\x97\xB3"), "x\xF0\x9F\x97\xB3");
    scr_arena_free(&arena);
}
