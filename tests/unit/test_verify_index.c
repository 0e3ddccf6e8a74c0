/* Indexes of publications: the chain of hashes, and every rule of IDX-01 and IDX-02 broken once. The indexes are made
 * with sha256sum (package_fixture.c), so that nothing of the verifier stands behind their hashes. */
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "package_fixture.h"
#include "unit.h"
#include "verify/index/index.h"
#include "verify/verify.h"

#define A "1111111111111111111111111111111111111111111111111111111111111111"
#define B "2222222222222222222222222222222222222222222222222222222222222222"
#define C "3333333333333333333333333333333333333333333333333333333333333333"
#define DECK "logic-and-accuracy-test-deck"
/* Two decks of one style, the second replacing the first and then withdrawn; a deck of another style. */
#define USUAL                                                                                                          \
    "if [ ! -e ../usual ]; then\n"                                                                                     \
    "  begin; published 2026-05-01 " DECK " elm " A " ''; published 2026-05-02 " DECK " elm " B " 1\n"                 \
    "  withdrawn 2026-05-02 2 'printed wrong'; published 2026-05-04 " DECK " oak " C " ''; written\n"                  \
    "  cp data/publication-index.xml ../usual; cp ../entries ../usual-entries\n"                                       \
    "fi; cp ../usual data/publication-index.xml; cp ../usual-entries ../entries\n"

/* Runs the script in a package that all share and verifies the index that it leaves, as a bare file. */
static void verify(const char *script, bool facts, struct verification *verification) {
    struct scr_diagnosis diagnosis = {0};
    static struct bag bag;
    char path[300];
    if (!bag.path[0]) bag_new(&bag);
    CU_ASSERT_TRUE_FATAL(bag_run(&bag, script));
    snprintf(path, sizeof path, "%s/data/publication-index.xml", bag.path);
    const struct verify_options options = {.budget = 1000000, .today = TODAY, .facts = facts};
    CU_ASSERT_FALSE(scr_failed(verify_paths((const char *const[]){path}, 1, &options, verification, &diagnosis)));
    scr_diagnosis_free(&diagnosis);
}

/* Exactly this check is refuted (NULL: none), with these words among its own. */
static void expect(const char *script, const char *refuted, const char *words) {
    struct verification verification = {0};
    verify(script, false, &verification);
    const struct findings *findings = &verification.files[0];
    bool seen = !refuted;
    for (size_t i = 0; i < findings->check_count; i++) {
        const struct check *check = &findings->checks[i];
        bool wanted = refuted && !strcmp(check->id, refuted);
        bool good = (check->verdict == VERDICT_REFUTED) == wanted && (!wanted || strstr(check->detail, words));
        seen = seen || wanted;
        CU_ASSERT(good);
        if (!good) printf("\n  %s\n  %s %d: %s\n", script, check->id, (int)check->verdict, check->detail);
    }
    CU_ASSERT(seen && findings->check_count > 0);
    /* What is no valid document gets no further check. */
    CU_ASSERT_EQUAL(findings_verdict(findings, "IDX-02") < 0, refuted && !strcmp(refuted, "IDX-01"));
    verification_free(&verification);
}

/* The hashes of Python's hashlib.sha256 over the bytes that section 7.4 puts together. */
UNIT_TEST(verify_index, known_answer) {
    struct verification verification = {0};
    verify("begin; published 2026-05-01 plurality-tree 'Bürgermeister' " A " ''\n"
           "published 2026-05-02 plurality-tree 'Bürgermeister' " B " 1; withdrawn 2026-05-03 2 'printed wrong'; "
           "written\n"
           "grep -q '49d200a0a5fc4dfc7041bba35e5f5ee1ed2f713036f0a149803f12aa4f9ef9b9' data/publication-index.xml; "
           "grep -q '497d89cfda57529e251feff80092aca278e67c11989a0e078cdf874a8c84c365' data/publication-index.xml",
           true, &verification);
    const struct findings *findings = &verification.files[0];
    CU_ASSERT_EQUAL(findings_verdict(findings, "IDX-02"), VERDICT_HOLDS);
    CU_ASSERT_EQUAL_FATAL(findings->fact_count, 2); /* and the election */
    CU_ASSERT_STRING_EQUAL(
        findings->facts[0].json,
        "{\"entries\": 3, \"publications\": 2, \"current\": 0, \"last_number\": 3, \"last_date\": \"2026-05-03\", "
        "\"last_hash\": \"468d6a11cefba000bdcd3a1aac2affec98f9bae8b3b3b98af679ecd74e6120a6\", \"not_current\": ["
        "{\"number\": 1, \"kind\": \"plurality-tree\", \"subject\": \"Bürgermeister\", \"sha256\": \"" A
        "\", \"replaced_by\": 2, \"date\": \"2026-05-02\"}, "
        "{\"number\": 2, \"kind\": \"plurality-tree\", \"subject\": \"Bürgermeister\", \"sha256\": \"" B
        "\", \"withdrawn_by\": 3, \"date\": \"2026-05-03\"}]}");
    verification_free(&verification);
}

UNIT_TEST(verify_index, holds) {
    expect(USUAL, NULL, NULL);
    /* Several replaced by one; a number of two digits; a day that a leap year has. */
    expect(
        "begin; for i in 2 3 4 5 6 7 8 9 a b; do published 2024-02-29 impact-statement '' $(printf %064d 0 | tr 0 $i) "
        "''; done; published 2026-05-02 impact-statement '' " A " '1 2 10'; written",
        NULL, NULL);
    /* One after the other, and never two at a time. */
    expect("begin; published 2026-05-01 " DECK " elm " A " ''; withdrawn 2026-05-02 1 late; published 2026-05-02 " DECK
           " elm " B " ''; published 2026-05-02 " DECK " oak " C " ''; written",
           NULL, NULL);
}

UNIT_TEST(verify_index, idx_01) {
    static const struct {
        const char *change, *words;
    } cases[] = {
        {"s/<Purpose>publication-index/<Purpose>impact-statement/", "the Purpose is not publication-index"},
        {"s/<SignerRole>election-official/<SignerRole>observer/", "the SignerRole is not election-official"},
        {"s/  <.Header>/    <RestsOn Kind=\"ballot-definition\" SHA256=\"" A "\"\\/>\\n&/", "RestsOn occurs 1 times"},
        {"s/  <.Header>/    <Supersedes SHA256=\"" A "\"\\/>\\n    <Supersedes SHA256=\"" B "\"\\/>\\n&/",
         "Supersedes occurs 2 times instead of once at most"},
        {"s/Replaces=\"1\"/Replaces=\"01\"/", "Replaces"},
        {"s/Replaces=\"1\"/Replaces=\"1 \"/", "Replaces"},
        {"s/ Of=\"2\"/ Of=\"0\"/", "Of"},
        {"s/Number=\"1\" Date=\"2026-05-01\"/Date=\"2026-05-01\" Number=\"1\"/", "order"},
        {"s/<Withdrawal /<Withdrawal  /", ""},
        {"/<Publication /d; /<Withdrawal/d", ""},
        {"s/Version=\"1\">/Version=\"2\">/", "Version"},
        {"s/Subject=\"elm\"/Subject=\"e\\&#9;m\"/", "control character"},
    };
    for (size_t i = 0; i < sizeof cases / sizeof *cases; i++) {
        char script[1500];
        snprintf(script, sizeof script, USUAL "sed -i '%s' data/publication-index.xml", cases[i].change);
        expect(script, "IDX-01", cases[i].words);
    }
    /* The one that an index continues is named in its header. */
    expect(USUAL "sed -i 's/  <.Header>/    <Supersedes SHA256=\"" A "\"\\/>\\n&/' data/publication-index.xml", NULL,
           NULL);
}

/* The hashes are right where only what they are of is wrong. */
UNIT_TEST(verify_index, idx_02) {
    static const struct {
        const char *entries, *words;
    } cases[] = {
        {"published 2026-02-29 " DECK " elm " A " ''", "entry 1: there is no day \"2026-02-29\""},
        {"published 2026-05-02 " DECK " elm " A " ''; published 2026-05-01 " DECK " oak " B " ''",
         "entry 2 is of 2026-05-01, before the entry above it, of 2026-05-02"},
        {"published 2026-05-02 " DECK " elm " A " ''; withdrawn 2026-05-01 1 x", "entry 2 is of 2026-05-01"},
        {"published 2026-05-01 " DECK " elm " A " ''; published 2026-05-01 " DECK " oak " A " ''",
         "entries 1 and 2 publish one file, with SHA-256 " A},
        {"published 2026-05-01 " DECK " elm " A " ''; published 2026-05-01 seed-record '' " B " ''; published "
         "2026-05-01 seed-record '' " A " ''",
         "entries 1 and 3 publish one file"},
        {"published 2026-05-01 " DECK " elm " A " ''; published 2026-05-01 " DECK " elm " B
         " ''; withdrawn 2026-05-01 1 x",
         "entry 2, a logic-and-accuracy-test-deck of \"elm\", stands beside entry 1, which it does not replace"},
        {"published 2026-05-01 seed-record " C " " A " ''; published 2026-05-01 seed-record " C " " B " ''",
         "stands beside entry 1"},
        {"published 2026-05-01 " DECK " elm " A " 1", "entry 1 replaces entry 1, which does not stand before it"},
        {"published 2026-05-01 " DECK " elm " A " 2; published 2026-05-01 " DECK " elm " B " ''",
         "entry 1 replaces entry 2, which does not stand before it"},
        {"published 2026-05-01 " DECK " elm " A " ''; published 2026-05-01 " DECK " oak " B " 1",
         "entry 2, a logic-and-accuracy-test-deck of \"oak\", replaces entry 1, a logic-and-accuracy-test-deck of "
         "\"elm\""},
        {"published 2026-05-01 " DECK " elm " A " ''; published 2026-05-01 straight-party-test-deck elm " B " 1",
         "replaces entry 1, a logic-and-accuracy-test-deck of \"elm\""},
        {"published 2026-05-01 " DECK " elm " A " ''; published 2026-05-01 " DECK " elm " B " '1 1'",
         "Replaces is not ascending numbers"},
        {"published 2026-05-01 " DECK " elm " A " ''; published 2026-05-01 " DECK " elm " B " ''; published "
         "2026-05-01 " DECK " elm " C " '2 1'",
         "entry 3: Replaces is not ascending numbers"},
        {"published 2026-05-01 " DECK " elm " A " ''; published 2026-05-01 " DECK " elm " B " 1; published "
         "2026-05-01 " DECK " elm " C " 1",
         "entry 3 replaces entry 1, which entry 2 has already replaced"},
        {"published 2026-05-01 " DECK " elm " A " ''; withdrawn 2026-05-01 1 x; published 2026-05-01 " DECK " elm " C
         " 1",
         "entry 3 replaces entry 1, which entry 2 has already withdrawn"},
        {"published 2026-05-01 " DECK " elm " A " ''; withdrawn 2026-05-01 1 x; withdrawn 2026-05-01 1 x",
         "entry 3 withdraws entry 1, which entry 2 has already withdrawn"},
        {"published 2026-05-01 " DECK " elm " A " ''; withdrawn 2026-05-01 1 x; withdrawn 2026-05-01 2 x",
         "entry 3 withdraws entry 2, which is a withdrawal"},
        {"published 2026-05-01 " DECK " elm " A " ''; published 2026-05-01 plurality-tre elm " B " 1",
         "entry 2, a ? of \"elm\", replaces entry 1, a logic-and-accuracy-test-deck of \"elm\""},
        {"published 2026-05-01 plurality-tre elm " A " ''; published 2026-05-01 " DECK " elm " B " 1",
         "entry 2, a logic-and-accuracy-test-deck of \"elm\", replaces entry 1, a ? of \"elm\""},
        {"withdrawn 2026-05-01 1 x", "entry 1 withdraws entry 1, which does not stand before it"}, /* nothing else */
        {"published 2026-05-01 " DECK " elm " A " ''; withdrawn 2026-05-01 2 x",
         "entry 2 withdraws entry 2, which does not stand before it"},
        {"published 2026-05-01 publication-index '' " A " ''",
         "entry 1: Kind is \"publication-index\", which no entry of an index is"},
        {"published 2026-05-01 plurality-tre elm " A " ''", "entry 1: Kind is \"plurality-tre\""},
        {"N=1; published 2026-05-01 " DECK " elm " A " ''", "entry 1 has the Number 2"},
        {"published 2026-05-01 " DECK " elm " A " ''; LAST=" A "; published 2026-05-01 " DECK " oak " B " ''",
         "entry 2: Hash is "},
        {"LAST=" A "; published 2026-05-01 " DECK " elm " A " ''", "entry 1: Hash is "},
        {"ELECTION=town-2026; published 2026-05-01 " DECK " elm " A " ''; ELECTION=city-2026", "entry 1: Hash is "},
    };
    for (size_t i = 0; i < sizeof cases / sizeof *cases; i++) {
        char script[1500];
        snprintf(script, sizeof script, "begin; %s; written", cases[i].entries);
        expect(script, "IDX-02", cases[i].words);
    }
}

/* Each attribute of each entry is under the hash. */
UNIT_TEST(verify_index, every_attribute_is_hashed) {
    static const char *const changes[] = {
        "2s/Date=\"2026-05-02\"/Date=\"2026-05-01\"/",
        "1s/Subject=\"elm\"/Subject=\"Elm\"/",
        "4s/Kind=\"[^\"]*\"/Kind=\"plurality-tree\"/",
        "4s/SHA256=\"3/SHA256=\"4/",
        "2s/Replaces=\"1\"/Replaces=\"\"/",
        "3s/Of=\"2\"/Of=\"1\"/",
        "3s/printed wrong/printed wrongly/",
        "4s/Hash=\"[0-9a-f]\\{8\\}/Hash=\"00000000/",
        "3d",
        "4s/Number=\"4\"/Number=\"5\"/",
    };
    for (size_t i = 0; i < sizeof changes / sizeof *changes; i++) {
        char script[1500];
        snprintf(script, sizeof script, USUAL "sed -i '%s' ../entries; written", changes[i]);
        expect(script, "IDX-02", "Hash is ");
    }
}

static struct publication_index *chain(size_t count, size_t differs) {
    struct publication_index *index = calloc(1, sizeof *index);
    if (!index) abort();
    index->entries = calloc(count, sizeof *index->entries);
    if (!index->entries) abort();
    index->count = count;
    for (size_t i = 0; i < count; i++) index->entries[i].hash.bytes[0] = (uint8_t)(i + 1 + (i >= differs ? 100 : 0));
    return index;
}

/* The first difference is found wherever it stands, against a plain loop. */
UNIT_TEST(verify_index, common_beginnings) {
    for (size_t a = 1; a <= 9; a++)
        for (size_t b = 1; b <= 9; b++)
            for (size_t differs = 0; differs <= 10; differs++) {
                struct publication_index *x = chain(a, SIZE_MAX), *y = chain(b, differs);
                size_t least = a < b ? a : b;
                CU_ASSERT_EQUAL(index_common(x, y), differs < least ? differs : least);
                index_free(x);
                index_free(y);
            }
}
