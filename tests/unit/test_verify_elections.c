/* What a report says of the elections of its files, of seeds that a publisher took back, and of indexes that were not
 * compared: notes beside the checks. */
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "package_fixture.h"
#include "unit.h"
#include "verify/report.h"
#include "verify_core_fixture.h"

#define SEAL "info official:election-official:official; remake\n"
#define BOARD "info board:election-official:board; manifest; tags; rm signatures/*; sign board board\n"
#define TRUSTED "$(listed official election-official '*' 2020-01-01 2030-01-01 false)"
#define OTHER "$(listed board election-official '*' 2020-01-01 2030-01-01 false)"
#define DECK "logic-and-accuracy-test-deck"
#define FIRST                                                                                                          \
    "begin; published 2026-05-01 ballot-definition '' $(sum data/definition.xml) ''\n"                                 \
    "published 2026-05-01 " DECK " s1 $(sum data/decks/one.xml) ''\n"
#define APART                                                                                                          \
    ", of this election too, was not compared with this package: no key that you trust signs both as "                 \
    "election-official, so two publishers each keep an index"
#define MOST 5

/* Packages a, b, c side by side, copies of one with an index, and with a trust list of the official and the board. */
static void make(struct bag *bag) {
    struct fixture fixture = fixture_base();
    fixture_bag(bag, &fixture, NULL, NULL);
    CU_ASSERT_TRUE(bag_run(bag, FIRST "written; " SEAL "for p in a b c; do cp -r . ../$p; done\ntrust \"" TRUSTED
                                      "\" \"" OTHER "\""));
}

static void in(const struct bag *bag, const char *name, const char *script) {
    struct scr_buffer whole = {0};
    CU_ASSERT_FALSE(scr_failed(scr_buffer_print(&whole, "cd ../%s\n%s", name, script)));
    CU_ASSERT_TRUE(bag_run(bag, (const char *)whole.data));
    scr_buffer_free(&whole);
}

/* Both reports of the paths below the bag's folder, names with blanks between; the caller frees them. */
struct reports {
    struct scr_buffer text, json;
    int currency; /* verdict of PKG-12 of the first package */
};
static scr_result take(void *context, const void *bytes, size_t length) {
    return scr_buffer_append(context, bytes, length);
}
static struct reports report(const struct bag *bag, const char *names, const char *key, bool trust) {
    struct verify_options options = {.budget = 100000000,
                                     .today = TODAY,
                                     .facts = true,
                                     .key = key ? bag_key(bag, key) : NULL,
                                     .trust = trust ? bag_list(bag) : NULL};
    struct scr_diagnosis diagnosis = {0};
    struct verification verification = {0};
    struct reports reports = {.currency = -1};
    char paths[MOST][300];
    const char *given[MOST];
    size_t count = 0;
    while (*names && count < MOST) {
        int length = (int)strcspn(names, " ");
        snprintf(paths[count], sizeof paths[count], "%s/%.*s", bag->folder, length, names);
        given[count] = paths[count];
        count++;
        names += length + (names[length] == ' ');
    }
    CU_ASSERT_FALSE(scr_failed(verify_paths(given, count, &options, &verification, &diagnosis)));
    for (size_t i = 0; i < verification.count && reports.currency < 0; i++)
        reports.currency = findings_verdict(&verification.files[i], "PKG-12");
    CU_ASSERT_FALSE(scr_failed(report_text(&verification, false, take, &reports.text)));
    CU_ASSERT_FALSE(scr_failed(report_json(&verification, "1", take, &reports.json)));
    verification_free(&verification);
    scr_diagnosis_free(&diagnosis);
    return reports;
}

static size_t occurs(const struct scr_buffer *report, const char *words) {
    size_t count = 0;
    for (const char *at = (const char *)report->data; (at = strstr(at, words)); at += strlen(words)) count++;
    return count;
}

/* Asserts that the words stand in the text so many times, and the fact (unless NULL) in the JSON as often. */
static void expect(const struct bag *bag, const char *names, const char *key, bool trust, size_t times,
                   const char *words, const char *fact) {
    struct reports reports = report(bag, names, key, trust);
    CU_ASSERT_EQUAL(occurs(&reports.text, words), times);
    if (occurs(&reports.text, words) != times) printf("\n  %s: no \"%s\" in\n%s", names, words, reports.text.data);
    if (fact) CU_ASSERT_EQUAL(occurs(&reports.json, fact), times);
    if (fact && occurs(&reports.json, fact) != times) printf("\n  %s: no %s in\n%s", names, fact, reports.json.data);
    scr_buffer_free(&reports.text);
    scr_buffer_free(&reports.json);
}

#define ELECTION(id)                                                                                                   \
    "find data -name '*.xml' | xargs sed -i 's/<Election [^>]*>/<Election Id=\"" id                                    \
    "\" Name=\"A \\&quot;big\\&quot; one\" Date=\"May\" Jurisdiction=\"\"\\/>/'\n"

UNIT_TEST(verify_elections, each_package_names_its_election) {
    struct bag bag;
    make(&bag);
    expect(&bag, "a", "official", false, 1, "\n  Election \"city-2026\": \"",
           "\"election\": {\"id\": \"city-2026\", \"name\": ");
    expect(&bag, "a", NULL, false, 1, "\n  Election \"city-2026\": \"", "\"notes\": [\"Election \\\"city-2026\\\"");
    expect(&bag, "a b", NULL, false, 2, "\n  Election \"city-2026\": \"", NULL);
    in(&bag, "b", ELECTION("town \\xE2\\x80\\x8B"));
    expect(&bag, "b", NULL, false, 1, "\n  Election \"town \\u{200B}\": \"A \\\"big\\\" one\", \"May\"\n", NULL);
    expect(&bag, "b", NULL, false, 1, ": \"A \\\"big\\\" one\", \"May\"\n",
           "\"name\": \"A \\\"big\\\" one\", \"date\": \"May\", \"jurisdiction\": \"\"}");
    in(&bag, "c", "sed -i 's/ Id=\"city-2026\"/ Id=\"town\"/' data/definition.xml; " SEAL);
    expect(&bag, "c", NULL, false, 1, "; 1 artifact is of another (PKG-06)\n", NULL);
}

UNIT_TEST(verify_elections, bare_files_name_theirs) {
    struct bag bag;
    make(&bag);
    expect(&bag, "a/data/definition.xml a/data/decks/one.xml", NULL, false, 1, "\nElection: \"city-2026\": \"", NULL);
    expect(&bag, "a/data/definition.xml a/data/decks/one.xml", NULL, false, 1, " (2 files outside packages)\n", NULL);
    expect(&bag, "a/data/definition.xml", NULL, false, 1, " (1 file outside packages)\n", "\"election\": {\"id\": ");
    expect(&bag, "a", NULL, false, 0, "outside packages", NULL);
}

UNIT_TEST(verify_elections, ids_that_look_alike) {
    struct bag bag;
    make(&bag);
    expect(&bag, "a b c", NULL, false, 0, "looks like", "looks like");
    in(&bag, "b", "find data -name '*.xml' | xargs sed -i 's/ Id=\"city-2026\"/ Id=\"City\\xE2\\x80\\x8B-2026\"/'");
    expect(&bag, "a b", NULL, false, 1, "The election Id \"City\\u{200B}-2026\" looks like \"city-2026\" of ",
           "The election Id \\\"City\\\\u{200B}-2026\\\" looks like");
    expect(&bag, "a b", NULL, false, 1, "The election Id \"city-2026\" looks like \"City\\u{200B}-2026\" of ", NULL);
    /* Bare files among many tell it too. */
    expect(&bag, "a/data/definition.xml a/data/decks/one.xml b/data/definition.xml b/data/decks/one.xml", NULL, false,
           2, " looks like ", " looks like ");
    /* The same Id is no other one, whatever the Name. */
    in(&bag, "c", ELECTION("city-2026"));
    expect(&bag, "a c", NULL, false, 0, "looks like", "looks like");
    in(&bag, "c", "find data -name '*.xml' | xargs sed -i 's/ Id=\"city-2026\"/ Id=\"town-2026\"/'");
    expect(&bag, "a c", NULL, false, 0, "looks like", "looks like");
}

/* Seeds, commitments and statements that the index says were taken back. */
UNIT_TEST(verify_elections, seeds_taken_back) {
    struct bag bag;
    make(&bag);
    expect(&bag, "a", "official", false, 0, "ask why", "seeds_taken_back");
    in(&bag, "a",
       FIRST
       "published 2026-05-01 ballot-commitment '' $(echo 1 | sha256sum | cut -c1-64) ''\n"
       "published 2026-05-01 seed-record x $(echo 2 | sha256sum | cut -c1-64) ''\n"
       "withdrawn 2026-05-01 4 typo; published 2026-05-01 ballot-commitment '' $(echo 3 | sha256sum | cut -c1-64) 3\n"
       "published 2026-05-01 seed-record x $(echo 4 | sha256sum | cut -c1-64) ''; withdrawn 2026-05-01 7 typo\n"
       "published 2026-05-01 plurality-tree x $(echo 5 | sha256sum | cut -c1-64) ''; withdrawn 2026-05-01 9 typo\n"
       "written; " SEAL);
    expect(&bag, "a", "official", false, 1,
           "By the index of publications the publisher withdrew or replaced 1 ballot commitment and 2 seed records "
           "(entries 3, 4, 7): ask why, since a publisher who can choose among seeds can choose the result\n",
           "\"seeds_taken_back\": [{\"number\": 3, \"kind\": \"ballot-commitment\"}, {\"number\": 4, \"kind\": "
           "\"seed-record\"}, {\"number\": 7, \"kind\": \"seed-record\"}]");
    /* Of many, the first twenty are named. */
    in(&bag, "c",
       FIRST "for i in $(seq 10 35); do published 2026-05-01 seed-record x $(echo $i | sha256sum | cut -c1-64) ''\n"
             "withdrawn 2026-05-01 $N typo; done; written; " SEAL);
    expect(&bag, "c", "official", false, 1, "withdrew or replaced 26 seed records (entries 3, 5, 7, 9, 11, ", NULL);
    expect(&bag, "c", "official", false, 1, " 39, 41, ..): ask why", NULL);
    /* The longer index of another package tells it for the shorter one too. */
    expect(&bag, "a b", "official", false, 2, "(entries 3, 4, 7): ask why", NULL);
}

/* Two publishers of one election, both trusted: neither speaks for the other. */
UNIT_TEST(verify_elections, two_publishers) {
    struct bag bag;
    make(&bag);
    in(&bag, "b", FIRST "withdrawn 2026-05-01 2 x; written; " BOARD);
    in(&bag, "c", FIRST "withdrawn 2026-05-01 1 x; written; " BOARD);
    static const struct {
        const char *names;
        int currency;
        size_t apart, forked;
    } cases[] = {
        {"a b", VERDICT_HOLDS, 2, 0},   {"b a", VERDICT_REFUTED, 2, 0}, {"b c", VERDICT_REFUTED, 0, 2},
        {"c b", VERDICT_REFUTED, 0, 2}, {"a b c", VERDICT_HOLDS, 3, 2},
    };
    for (size_t i = 0; i < sizeof cases / sizeof *cases; i++) {
        struct reports reports = report(&bag, cases[i].names, NULL, true);
        CU_ASSERT_EQUAL(reports.currency, cases[i].currency);
        CU_ASSERT_EQUAL(occurs(&reports.text, APART), cases[i].apart);
        CU_ASSERT_EQUAL(occurs(&reports.text, "Two histories are told"), cases[i].forked);
        scr_buffer_free(&reports.text);
        scr_buffer_free(&reports.json);
    }
    /* One who signs both makes them comparable; as an observer he does not. */
    in(&bag, "b",
       "info board:election-official:board official:election-official:official; manifest; tags; rm signatures/*\n"
       "sign board board; sign official official");
    expect(&bag, "a b", NULL, true, 1, "was withdrawn on 2026-05-01 (entry 3 of the index in ", NULL);
    expect(&bag, "a b", NULL, true, 0, APART, NULL);
    expect(&bag, "a b c", NULL, true, 2, "Two histories are told", NULL);
    in(&bag, "b",
       "info board:election-official:board official:observer:official; manifest; tags; rm signatures/*\n"
       "sign board board; sign official official");
    expect(&bag, "a b", NULL, true, 2, APART, NULL);
    expect(&bag, "a b", NULL, true, 0, "(entry 3 of the index in ", NULL);
    /* A key that does not sign what it should signs nothing. */
    in(&bag, "b",
       "info board:election-official:board official:election-official:official; manifest; tags; rm signatures/*\n"
       "sign board board; sign official board");
    expect(&bag, "b a", NULL, true, 1, APART, NULL);
}

UNIT_TEST(verify_elections, nobody_is_trusted) {
    struct bag bag;
    make(&bag);
    expect(&bag, "a b", NULL, false, 2,
           "2 packages of this election are here; their indexes were not compared, since no key was given\n", NULL);
    expect(&bag, "a b", "forger", false, 2,
           "their indexes were not compared, since no key that you trust signed the list of any of them and what lies "
           "there\n",
           NULL);
    expect(&bag, "a b", "official", false, 0, "not compared", NULL);
    expect(&bag, "a", NULL, false, 0, "not compared", NULL);
    /* One without an index has nothing that could have been compared. */
    in(&bag, "c", "rm data/publication-index.xml; " SEAL);
    expect(&bag, "a b c", NULL, false, 2, "2 packages of this election are here; their indexes were not", NULL);
}

UNIT_TEST(verify_elections, a_bare_file_that_was_replaced) {
    struct bag bag;
    make(&bag);
    CU_ASSERT_TRUE(bag_run(&bag, "cp data/decks/one.xml ../one.xml; cp data/definition.xml .."));
    in(&bag, "a", FIRST "withdrawn 2026-05-01 2 x; written; " SEAL);
    expect(&bag, "a one.xml definition.xml", "official", false, 1,
           "This file was withdrawn on 2026-05-01 (entry 3 of the index of publications in ",
           "This file was withdrawn");
    expect(&bag, "one.xml a", "official", false, 1, "/a, which a key that you trust signed): it no longer stands\n",
           NULL);
    expect(&bag, "a one.xml", "forger", false, 0, "This file was", NULL);
    expect(&bag, "b one.xml", "official", false, 0, "This file was", NULL);
    CU_ASSERT_TRUE(bag_run(&bag, "echo none > ../none.xml")); /* nor was what is no artifact */
    expect(&bag, "a none.xml", "official", false, 0, "This file was", NULL);
    in(&bag, "a", FIRST "published 2026-05-01 " DECK " s1 $(sum HOWTO-VERIFY.txt) 2; written; " SEAL);
    expect(&bag, "a one.xml definition.xml", "official", false, 1, "This file was replaced on 2026-05-01 (entry 3 of",
           "This file was replaced");
}
