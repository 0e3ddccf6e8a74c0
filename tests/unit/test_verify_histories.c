/* test_verify_histories.c: which packages of one run are compared for PKG-12, when several keys and owners sign them.
 */
#include <stdio.h>
#include <string.h>

#include "package_fixture.h"
#include "unit.h"
#include "verify/verify.h"
#include "verify_core_fixture.h"

#define DECK "logic-and-accuracy-test-deck"
#define PACKAGES 3

/* by KEY ..: signs the package with these keys, each as election-official; line NAME FROM [OWNER]: its line in the
 * reader's list, as another owner's if OWNER is given; entries DATE: an index of what is here that day. */
static const char helpers[] =
    "by() {\n"
    "  rm -f signatures/*; s=; for k; do s=\"$s $k:election-official:$k\"; done; info $s; manifest; tags\n"
    "  for k; do sign $k $k; done\n"
    "}\n"
    "line() {\n"
    "  listed $1 election-official '*' $2 2026-12-31 false | sed \"s/amp; $1/amp; ${3:-$1}/\"\n"
    "}\n"
    "entries() {\n"
    "  begin; published $1 ballot-definition '' $(sum data/definition.xml) ''\n"
    "  published $1 " DECK " s1 $(sum data/decks/one.xml) ''\n"
    "}\n"
    /* The deck of the package is replaced by another one. */
    "replace() {\n"
    "  old=$(sum data/decks/one.xml); entries 2026-05-01\n"
    "  sed -i \"s|  </Header>|    <Supersedes SHA256=\\\"$old\\\"/>\\n&|\" data/decks/one.xml\n"
    "  published 2026-05-20 " DECK " s1 $(sum data/decks/one.xml) 2; written; DATE=2026-05-20\n"
    "}\n";

/* Runs a script in the package of that name, which is a copy of the first one if it is not there yet. */
static void in(const struct bag *bag, const char *name, const char *script) {
    struct scr_buffer whole = {0};
    CU_ASSERT_FALSE(scr_failed(scr_buffer_print(&whole, "[ -e ../%s ] || cp -r . ../%s\ncd ../%s\n%s\n%s", name, name,
                                                name, helpers, script)));
    CU_ASSERT_TRUE_FATAL(bag_run(bag, (const char *)whole.data));
    scr_buffer_free(&whole);
}

/* Two packages, a and b, of which b has the newer deck; `list` are the lines of the reader's list. */
static void make(struct bag *bag, const char *list, const char *first, const char *second) {
    struct fixture fixture = fixture_base();
    char script[600];
    fixture_bag(bag, &fixture, NULL, NULL);
    snprintf(script, sizeof script, "entries 2026-05-01; written; by %s; trust %s", first, list);
    in(bag, "a", script);
    snprintf(script, sizeof script, "replace; by %s", second);
    in(bag, "b", script);
}

/* Verifies the packages named by the letters of `names`; `wanted` has the verdict of PKG-12 of each: h, u, r. `words`
 * are in what PKG-12 says of the first, or in a note on it. `key` is given, or, if it is NULL, the list. */
static void expect_as(const struct bag *bag, const char *key, const char *names, const char *wanted,
                      const char *words) {
    static const char letters[] = {[VERDICT_HOLDS] = 'h', [VERDICT_UNDECIDED] = 'u', [VERDICT_REFUTED] = 'r'};
    struct scr_diagnosis diagnosis = {0};
    struct verification verification = {0};
    char paths[PACKAGES][300], found[PACKAGES + 1] = "";
    const char *given[PACKAGES];
    size_t count = strlen(names), packages = 0;
    bool said = false;
    for (size_t i = 0; i < count; i++) {
        snprintf(paths[i], sizeof paths[i], "%s/%c", bag->folder, names[i]);
        given[i] = paths[i];
    }
    const struct verify_options options = {.budget = 100000000,
                                           .today = TODAY,
                                           .key = key ? bag_key(bag, key) : NULL,
                                           .trust = key ? NULL : bag_list(bag)};
    CU_ASSERT_FALSE_FATAL(scr_failed(verify_paths(given, count, &options, &verification, &diagnosis)));
    for (size_t i = 0; i < verification.count; i++) {
        const struct findings *findings = &verification.files[i];
        if (strcmp(findings->kind, "package") != 0) continue;
        int verdict = findings_verdict(findings, "PKG-12");
        CU_ASSERT_FATAL(packages < count && verdict >= 0);
        if (!packages) {
            for (size_t c = 0; c < findings->check_count; c++)
                said |= !strcmp(findings->checks[c].id, "PKG-12") && strstr(findings->checks[c].detail, words);
            for (size_t n = 0; n < findings->note_count; n++) said |= strstr(findings->notes[n], words) != NULL;
        }
        found[packages++] = letters[verdict];
    }
    CU_ASSERT_STRING_EQUAL(found, wanted);
    CU_ASSERT(said);
    if (!said || strcmp(found, wanted) != 0) printf("\n  %s: found %s, wanted %s, %s\n", names, found, wanted, words);
    verification_free(&verification);
    scr_diagnosis_free(&diagnosis);
}

static void expect(const struct bag *bag, const char *names, const char *wanted, const char *words) {
    expect_as(bag, NULL, names, wanted, words);
}

#define OUT_OF_DATE "was replaced on 2026-05-20 (entry 3 of the index in "
#define APART                                                                                                          \
    ", of this election too, was not compared with this package: no key that you trust signs both as "                 \
    "election-official"

/* A key that the reader trusts, or two of one owner, of which he trusts one, join two packages; nothing else does. */
UNIT_TEST(verify_histories, who_is_one_publisher) {
    static const struct {
        const char *list, *first, *second, *wanted, *words;
    } cases[] = {
        {"\"$(line official 2026-01-01)\" \"$(line board 2026-01-01)\"", "official board", "forger board", "rh",
         OUT_OF_DATE},
        /* Of one owner: the key of the first package is not of the second, and the order of the names plays no part. */
        {"\"$(line official 2026-01-01 zoo)\" \"$(line board 2026-01-01)\" \"$(line forger 2026-01-01 zoo)\"",
         "official board", "forger", "rh", OUT_OF_DATE},
        {"\"$(line official 2026-01-01 A)\" \"$(line board 2026-01-01)\" \"$(line forger 2026-01-01 A)\"",
         "board official", "forger", "rh", OUT_OF_DATE},
        {"\"$(line official 2026-01-01)\" \"$(line board 2026-01-01)\"", "official", "board", "hh", APART},
        /* The key that signs both is trusted for the day of one of them only, whichever, or of neither. */
        {"\"$(line official 2026-05-10)\"", "official", "official", "rh", OUT_OF_DATE},
        {"\"$(line official 2026-05-21)\" \"$(line forger 2026-01-01)\"", "official", "official forger", "hh", APART},
        /* An owner signs with the key that he has and one whose time is not yet, in either order. */
        {"\"$(line official 2026-05-21 A)\" \"$(line forger 2026-01-01 A)\" \"$(line board 2026-05-21 A)\"", "board",
         "official forger", "rh", OUT_OF_DATE},
        {"\"$(line official 2026-05-21 A)\" \"$(line forger 2026-01-01 A)\" \"$(line board 2026-05-21 A)\"", "board",
         "forger official", "rh", OUT_OF_DATE},
        /* Two keys of one owner, neither of them trusted. */
        {"\"$(line official 2026-05-21)\" \"$(line board 2026-05-21 official)\" \"$(line forger 2026-01-01)\"",
         "official", "board forger", "hh", APART},
    };
    for (size_t i = 0; i < sizeof cases / sizeof *cases; i++) {
        struct bag bag;
        make(&bag, cases[i].list, cases[i].first, cases[i].second);
        expect(&bag, "ab", cases[i].wanted, cases[i].words);
    }
}

/* Two publishers who once published together: what each tells alone is compared with what they told together, and not
 * with what the other tells. */
UNIT_TEST(verify_histories, joined_through_one_package) {
    struct bag bag;
    make(&bag, "\"$(line official 2026-01-01)\" \"$(line board 2026-01-01)\"", "official board", "board");
    in(&bag, "c",
       "entries 2026-05-01; published 2026-05-02 " DECK " s2 $(sum HOWTO-VERIFY.txt) ''; written\n"
       "DATE=2026-05-02; by official");
    expect(&bag, "abc", "rhh", "/b): this package is out of date");
    expect(&bag, "bac", "hrh", APART);
    /* One of them began anew: only what they told together tells against it. */
    in(&bag, "c", "entries 2026-04-30; written; by official");
    expect(&bag, "abc", "rhr", "/a differ from entry 1 on, so neither is the beginning of the other");
    expect(&bag, "cb", "hh", APART);
    /* Without an index of its own the package is judged by the longest, and nothing is told of two histories. */
    in(&bag, "a", "rm data/publication-index.xml; by official board");
    expect(&bag, "abc", "rhh", "was replaced on 2026-05-20 (entry 3 of the index in ");
    expect(&bag, "ac", "uh", "holds no index of publications");
}

/* Of an older package only the list was signed, not what bag-info.txt says now: the key is still that of the newer. */
UNIT_TEST(verify_histories, the_key_that_was_given) {
    struct bag bag;
    make(&bag, "\"$(line official 2026-01-01)\"", "official", "official");
    expect_as(&bag, "official", "ab", "rh", OUT_OF_DATE);
    in(&bag, "a", "echo Contact-Name: x >> bag-info.txt");
    expect_as(&bag, "official", "ab", "rh", OUT_OF_DATE);
    expect_as(&bag, "official", "ba", "hr", "All 2 artifacts");
    expect_as(&bag, "board", "ab", "hh", "All 2 artifacts");
}
