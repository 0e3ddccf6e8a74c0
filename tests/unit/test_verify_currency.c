/* Whether what a package holds still stands: PKG-12, by its own index and by those of other packages of the run. */
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "package_fixture.h"
#include "unit.h"
#include "verify/report.h"
#include "verify_core_fixture.h"

#define SEAL "info official:election-official:official; remake\n"
#define REMAKE "index; " SEAL
#define DECK "logic-and-accuracy-test-deck"
#define MOST 4

/* A script that publishes definition and deck as `make` does; further entries may follow. */
#define FIRST                                                                                                          \
    "begin; published 2026-05-01 ballot-definition '' $(sum data/definition.xml) ''\n"                                 \
    "published 2026-05-01 " DECK " s1 $(sum data/decks/one.xml) ''\n"
/* Packages side by side, copies of one with a ballot definition and its deck: a, b, c, d. */
static void make(struct bag *bag) {
    struct fixture fixture = fixture_base();
    fixture_bag(bag, &fixture, NULL, NULL);
    CU_ASSERT_TRUE(bag_run(bag, FIRST "written; " SEAL "for p in a b c d; do cp -r . ../$p; done"));
}

/* The deck of the package it runs in is replaced by another one. */
#define REPLACE                                                                                                        \
    "old=$(sum data/decks/one.xml)\n" FIRST                                                                            \
    "sed -i \"s|  </Header>|    <Supersedes SHA256=\\\"$old\\\"/>\\n&|\" data/decks/one.xml\n"                         \
    "published 2026-05-20 " DECK " s1 $(sum data/decks/one.xml) 2; written; DATE=2026-05-20; " SEAL

/* Runs a script in one of the packages. */
static void in(const struct bag *bag, const char *name, const char *script) {
    struct scr_buffer whole = {0};
    CU_ASSERT_FALSE(scr_failed(scr_buffer_print(&whole, "cd ../%s\n%s", name, script)));
    CU_ASSERT_TRUE(bag_run(bag, (const char *)whole.data));
    scr_buffer_free(&whole);
}

/* Verifies the packages of `names`, a letter for each ('-': a bare index). `wanted` has the verdict of PKG-12 of each:
 * h, u, r. `words` are in what the first of them that does not hold says. With the official's key, if `trusted`. */
static void expect(const struct bag *bag, const char *names, bool trusted, const char *wanted, const char *words) {
    struct scr_diagnosis diagnosis = {0};
    struct verification verification = {0};
    char paths[MOST][300];
    const char *given[MOST], *found = NULL;
    size_t count = strlen(names), package = 0;
    for (size_t i = 0; i < count; i++) {
        if (names[i] == '-')
            snprintf(paths[i], sizeof paths[i], "%s/a/data/publication-index.xml", bag->folder);
        else
            snprintf(paths[i], sizeof paths[i], "%s/%c", bag->folder, names[i]);
        given[i] = paths[i];
    }
    const struct verify_options options = {
        .budget = 100000000, .today = TODAY, .facts = true, .key = trusted ? bag_key(bag, "official") : NULL};
    CU_ASSERT_FALSE(scr_failed(verify_paths(given, count, &options, &verification, &diagnosis)));
    for (size_t i = 0; i < verification.count; i++) {
        const struct findings *findings = &verification.files[i];
        if (strcmp(findings->kind, "package") != 0) continue;
        enum verdict verdict = wanted[package] == 'h'   ? VERDICT_HOLDS
                               : wanted[package] == 'u' ? VERDICT_UNDECIDED
                                                        : VERDICT_REFUTED;
        bool good = findings_verdict(findings, "PKG-12") == (int)verdict;
        CU_ASSERT(good);
        for (size_t c = 0; c < findings->check_count; c++) {
            if (!strcmp(findings->checks[c].id, "PKG-12") && (!found || findings->checks[c].verdict > VERDICT_HOLDS) &&
                (!found || verdict == VERDICT_HOLDS || !strstr(found, words)))
                found = findings->checks[c].detail;
            if (!good) printf("\n  %c %s %s", names[package], findings->checks[c].id, findings->checks[c].detail);
        }
        package++;
    }
    CU_ASSERT_EQUAL(package, strlen(wanted));
    CU_ASSERT(found && strstr(found, words));
    if (!found || !strstr(found, words)) printf("\n  %s: %s\n", names, found ? found : "no PKG-12");
    verification_free(&verification);
    scr_diagnosis_free(&diagnosis);
}

UNIT_TEST(verify_currency, one_package) {
    static const struct {
        const char *script, *wanted, *words;
    } cases[] = {
        {REMAKE, "h",
         "All 2 artifacts are in the index of publications as what they are, and current; its last entry "
         "is number 2, of 2026-05-01, with the hash "},
        {"rm data/publication-index.xml; " SEAL, "u", "data/: holds no index of publications: nothing in the package"},
        {"sed -i 's/ Date=\"2026-05-01\"/ Date=\"2026-05-02\"/' data/publication-index.xml; " SEAL, "u",
         "data/publication-index.xml: is no valid index of publications (IDX-01, IDX-02)"},
        {"begin; published 2026-05-01 " DECK " s1 $(sum data/decks/one.xml) ''; published 2026-05-01 ballot-definition "
         "'' $(sum data/definition.xml) ''; written; " SEAL,
         "r",
         "data/decks/one.xml: entry 1 of the index has it, before entry 2, of the ballot-definition on which it rests"},
        {"cp data/publication-index.xml data/index-2.xml; " SEAL, "u", "data/: holds 2 indexes of publications"},
        {"index; sed 's/\"Elm\"/\"elm\"/; s/Name=\"test\"/Name=\"other\"/' data/decks/one.xml > "
         "data/decks/two.xml; " SEAL,
         "r", "data/decks/two.xml: is not in the package's index of publications"},
        {"begin; published 2026-05-01 ballot-definition '' $(sum data/definition.xml) ''; published 2026-05-01 "
         "straight-party-test-deck s1 $(sum data/decks/one.xml) ''; written; " SEAL,
         "r", "data/decks/one.xml: entry 2 of the index has it as a straight-party-test-deck, but it is a " DECK},
        {"begin; published 2026-05-01 ballot-definition '' $(sum data/definition.xml) ''; published 2026-05-01 " DECK
         " S1 $(sum data/decks/one.xml) ''; written; " SEAL,
         "r", "entry 2 of the index has it with the Subject \"S1\", but it is of \"s1\""},
        {"begin; published 2026-05-01 ballot-definition s1 $(sum data/definition.xml) ''; published 2026-05-01 " DECK
         " s1 $(sum data/decks/one.xml) ''; written; " SEAL,
         "r", "data/definition.xml: entry 1 of the index has it with the Subject \"s1\", but it is of \"\""},
        {FIRST
         "withdrawn 2026-05-01 2 'wrong \"paper\"'; written; sed -i 's/wrong \"paper\"/wrong \\&quot;paper\\&quot;/' "
         "data/publication-index.xml; " SEAL,
         "r",
         "data/decks/one.xml: this test deck of the ballot style \"s1\" was withdrawn on 2026-05-01 (entry 3 of the "
         "index of "
         "the package itself), for the reason \"wrong \\\"paper\\\"\": it no longer stands"},
        {FIRST "published 2026-05-01 " DECK " s1 $(sum HOWTO-VERIFY.txt) 2; written; " SEAL, "r",
         "was replaced on 2026-05-01 (entry 3 of the index of the package itself): it no longer stands"},
        {FIRST "published 2026-05-02 " DECK " s2 $(sum HOWTO-VERIFY.txt) ''; written; " SEAL, "r",
         "data/publication-index.xml: entry 3 is of 2026-05-02, after the Bagging-Date 2026-05-01"},
        {"DATE=2026-05-32; index 2026-05-01; " SEAL, "u", "bag-info.txt: does not tell the Bagging-Date"},
        {REPLACE, "h", "All 2 artifacts"},
        /* What is superseded twice counts once; what no entry published is not the index's matter. */
        {"old=$(sum data/decks/one.xml); none=$(sum HOWTO-VERIFY.txt)\n" FIRST "for o in $old $old $none; do\n"
         "sed -i \"s|  </Header>|    <Supersedes SHA256=\\\"$o\\\"/>\\n&|\" data/decks/one.xml; done\n"
         "published 2026-05-20 " DECK " s1 $(sum data/decks/one.xml) 2; written; DATE=2026-05-20; " SEAL,
         "h", "All 2 artifacts"},
        {REPLACE
         "begin; published 2026-05-01 ballot-definition '' $(sum data/definition.xml) ''; published 2026-05-01 " DECK
         " s1 $old ''; withdrawn 2026-05-01 2 x; published 2026-05-01 " DECK
         " s1 $(sum HOWTO-VERIFY.txt) ''; published "
         "2026-05-01 " DECK " s1 $(sum data/decks/one.xml) 4; written; " SEAL,
         "r", "entry 5 of the index replaces 1 earlier one(s), of which it supersedes 0"},
        /* Withdrawn and published again as other bytes: as an entry of its own that replaces nothing. */
        {"old=$(sum data/decks/one.xml); sed -i 's/Name=\"test\"/Name=\"other\"/' data/decks/one.xml; begin; published "
         "2026-05-01 "
         "ballot-definition '' $(sum data/definition.xml) ''; published 2026-05-01 " DECK " s1 $old ''; withdrawn "
         "2026-05-01 2 x; published 2026-05-01 " DECK " s1 $(sum data/decks/one.xml) ''; written; " SEAL,
         "h", "All 2 artifacts"},
        /* What it said about the withdrawn one it may not say now. */
        {REPLACE
         "begin; published 2026-05-01 ballot-definition '' $(sum data/definition.xml) ''; published 2026-05-01 " DECK
         " s1 $old ''; withdrawn 2026-05-01 2 x; published 2026-05-01 " DECK
         " s1 $(sum data/decks/one.xml) ''; written; " SEAL,
         "r", "supersedes what entry 2 of the index published"},
    };
    struct bag bag;
    make(&bag);
    for (size_t i = 0; i < sizeof cases / sizeof *cases; i++) {
        CU_ASSERT_TRUE(bag_run(&bag, "rm -r ../a; cp -r . ../a"));
        in(&bag, "a", cases[i].script);
        expect(&bag, "a", true, cases[i].wanted, cases[i].words);
    }
}

UNIT_TEST(verify_currency, a_newer_package) {
    struct bag bag;
    make(&bag);
    expect(&bag, "ab", true, "hh", "All 2 artifacts");
    expect(&bag, "aa-", true, "hh", "All 2 artifacts");
    in(&bag, "b", REPLACE);
    expect(&bag, "b", true, "h", "number 3, of 2026-05-20");
    expect(&bag, "ab", true, "rh",
           "data/decks/one.xml: this test deck of the ballot style \"s1\" was replaced on 2026-05-20 (entry 3 of the "
           "index in ");
    expect(&bag, "ba", true, "hr", "/b): this package is out of date");
    expect(&bag, "b-", true, "h", "All 2 artifacts");
    /* Who is not trusted does not count, nor does anybody without a key. */
    expect(&bag, "ab", false, "hh", "All 2 artifacts");
    /* A package without index, or with a broken one, is out of date all the same. */
    in(&bag, "c", "rm data/publication-index.xml; " SEAL);
    expect(&bag, "ca", true, "uh", "holds no index");
    expect(&bag, "cb", true, "rh", "this package is out of date");
    in(&bag, "d", "sed -i 's/ Date=\"2026-05-01\"/ Date=\"2026-05-02\"/' data/publication-index.xml; " SEAL);
    expect(&bag, "db", true, "rh", "this package is out of date");
    /* A longer index that says nothing about what is here. */
    in(&bag, "d", FIRST "published 2026-05-10 " DECK " s2 $(sum HOWTO-VERIFY.txt) ''; written; DATE=2026-05-10; " SEAL);
    expect(&bag, "ad", true, "hh", "They are current also in the longer one in ");
    expect(&bag, "bd", true, "rr", "Two histories are told: the indexes of publications in ");
    expect(&bag, "abd", true, "rrr", " differ from entry 3 on, so neither is the beginning of the other");
    /* A third history, which is not one of the two that are compared first. */
    in(&bag, "a", FIRST "withdrawn 2026-05-05 1 x; DATE=2026-05-10; written; " SEAL);
    expect(&bag, "bda", true, "rrr", "Two histories are told");
}

/* What the key did not sign, or somebody else signed, makes no honest package look out of date. */
UNIT_TEST(verify_currency, packages_that_do_not_count) {
    struct bag bag;
    make(&bag);
    in(&bag, "b", REPLACE);
    expect(&bag, "ab", true, "rh", "out of date");
    in(&bag, "b", "DATE=2026-05-20; info official:election-official:forger; tags; sign official forger");
    expect(&bag, "ab", true, "hh", "All 2 artifacts");
    in(&bag, "b", "DATE=2026-05-20; " SEAL);
    expect(&bag, "ab", true, "rh", "out of date");
    /* PKG-04: the list that was signed has another digest of the index. */
    in(&bag, "c", FIRST "withdrawn 2026-05-01 2 x; written");
    expect(&bag, "ac", true, "hr", "it no longer stands");
    /* PKG-03: the manifest goes with it, but not the tag manifest that was signed. */
    in(&bag, "c", "manifest");
    expect(&bag, "ac", true, "hr", "it no longer stands");
    in(&bag, "c", SEAL);
    expect(&bag, "ac", true, "rr", "this package is out of date");
    /* PKG-05: a second signature that is none. */
    in(&bag, "c",
       "info official:election-official:official ghost:board:board; manifest; tags; sign official official; "
       "sign ghost forger");
    expect(&bag, "ac", true, "hr", "it no longer stands");
    /* An index of another election, and a package of one. */
    in(&bag, "d", "ELECTION=town-2026; " FIRST "withdrawn 2026-05-01 2 x; written; ELECTION=city-2026; " SEAL);
    expect(&bag, "ad", true, "hr", "it no longer stands");
    in(&bag, "d", FIRST "withdrawn 2026-05-01 2 x; written; ELECTION=town-2026; " SEAL);
    expect(&bag, "ad", true, "hr", "it no longer stands");
    in(&bag, "d", "ELECTION=town-2026; " FIRST "withdrawn 2026-05-01 2 x; written; " SEAL);
    expect(&bag, "ad", true, "hr", "it no longer stands");
    /* Of two indexes nothing says which one counts. */
    in(&bag, "b", "cp data/publication-index.xml data/second.xml; DATE=2026-05-20; " SEAL);
    expect(&bag, "ab", true, "hu", "data/: holds 2 indexes of publications");
}
