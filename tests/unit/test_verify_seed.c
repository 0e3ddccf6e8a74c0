/* test_verify_seed.c: seed records of dice and of words: TPT-03 to TPT-05, each part broken on purpose; what a run says
 * is not proved by them. */
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "test_verify_seed_fixture.h"
#include "unit.h"
#include "verify/headlines.h"
#include "verify/tree/published.h"
#include "verify_core_fixture.h"

static const char statement[] = "  <Statement>read on the stairs of City Hall</Statement>\n";

/* A record of dice on a commitment of dice; `old` in the record's text replaced. The checks that do not hold. */
static void expect(const char *old, const char *new, const char *open, const char *words) {
    char *commitment = fixture_commitment(FIXTURE_DICE), id[8];
    char *seed = fixture_replace(fixture_seed(FIXTURE_DICE, commitment, fixture_dice, fixture_throws), old, new);
    const char *found = fixture_open(commitment, seed, false);
    snprintf(id, sizeof id, "%.6s", open);
    CU_ASSERT_STRING_EQUAL(found, open);
    if (strcmp(found, open) != 0) printf("\n  \"%s\": %s instead of %s\n", new, found, open);
    CU_ASSERT_PTR_NOT_NULL(strstr(fixture_detail(id), words));
    if (!strstr(fixture_detail(id), words)) printf("\n  %s\n", fixture_detail(id));
}

UNIT_TEST(verify_seed, valid_in_any_order) {
    for (int seed_first = 0; seed_first < 2; seed_first++) {
        char *commitment = fixture_commitment(FIXTURE_DICE);
        char *seed = fixture_seed(FIXTURE_DICE, commitment, fixture_dice, fixture_throws);
        CU_ASSERT_STRING_EQUAL(fixture_open(commitment, seed, seed_first), "");
        CU_ASSERT_STRING_EQUAL(fixture_detail("TPT-05"),
                               "the seed is the text of 25 throws of dice with 6 sides; the record names 1 witness");
    }
}

UNIT_TEST(verify_seed, tpt03_form_and_source) {
    expect(">seed-record<", ">ballot-commitment<", "TPT-03 refuted", "the Purpose is not seed-record");
    expect("Kind=\"ballot-commitment\"", "Kind=\"ballot-definition\"", "TPT-03 refuted",
           "RestsOn number 1 is of kind ballot-definition instead of ballot-commitment");
    expect("  </Header>",
           "    <RestsOn Kind=\"seed-record\" SHA256=\"76d2af5a9c4752b6cbddb4c1b87c9ed1b841bba79743"
           "c91eea51b7e7cbbeb217\"/>\n  </Header>",
           "TPT-03 refuted", "RestsOn occurs 2 times instead of 1");
    expect("Beacon=\"\"", "Beacon=\"B\"", "TPT-03 refuted", "SeedSource of Kind dice has a Beacon");
    expect("2026-11-05", "2026-11-31", "TPT-03 refuted", "no date");
    expect("  <Seed>6213454363124665241312554", "  <Seed>621345436312466524131255 4", "TPT-03 refuted", "");
    expect("    <Witness Name=\"R. Roe\"/>\n", "    <Witness/>\n", "TPT-03 refuted", "");
}

UNIT_TEST(verify_seed, tpt04_commitment) {
    char *commitment = fixture_commitment(FIXTURE_DICE);
    char *seed = fixture_seed(FIXTURE_DICE, commitment, fixture_dice, fixture_throws);
    free(commitment);
    CU_ASSERT_STRING_EQUAL(fixture_open(NULL, seed, false), "TPT-04 undecided");
    CU_ASSERT_PTR_NOT_NULL(strstr(fixture_detail("TPT-04"), "give the ballot commitment's file too"));
    /* A commitment that is not valid is as if it were not there. */
    commitment = fixture_replace(fixture_commitment(FIXTURE_DICE), "Ballots=\"17\"", "Ballots=\"18\"");
    seed = fixture_seed(FIXTURE_DICE, commitment, fixture_dice, fixture_throws);
    CU_ASSERT_STRING_EQUAL(fixture_open(commitment, seed, false), "TPT-02 refuted, TPT-04 undecided");
    expect("Id=\"city-2026\"", "Id=\"city-2027\"", "TPT-04 refuted",
           "the election is \"city-2027\" in the record, \"city-2026\" in the commitment");
    expect("City Hall", "Town Hall", "TPT-04 refuted",
           "SeedSource has the Place \"Town Hall\" in the record, \"City Hall\" in the commitment");
    expect("17:00:00", "17:00:01", "TPT-04 refuted", "SeedSource has the Time");
    commitment = fixture_commitment(FIXTURE_PULSE);
    seed = fixture_seed(FIXTURE_DICE, commitment, fixture_dice, fixture_throws);
    CU_ASSERT_STRING_EQUAL(fixture_open(commitment, seed, false), "TPT-04 refuted");
    CU_ASSERT_PTR_NOT_NULL(strstr(fixture_detail("TPT-04"), "SeedSource has the Kind \"dice\""));
    /* Dice where a beacon was announced, even without the commitment. */
    commitment = fixture_commitment(FIXTURE_PULSE);
    seed = fixture_seed(FIXTURE_PULSE, commitment, fixture_dice, fixture_throws);
    free(commitment);
    CU_ASSERT_STRING_EQUAL(fixture_open(NULL, seed, false), "TPT-04 refuted");
    CU_ASSERT_PTR_NOT_NULL(strstr(fixture_detail("TPT-04"), "the evidence is of dice, though"));
}

/* A record of dice with this evidence and seed: the verdict of TPT-05. */
static const char *roll(const char *sides, const char *throws, const char *seed) {
    char evidence[300];
    snprintf(evidence, sizeof evidence, "  <Dice Sides=\"%s\">\n    <Throws>%s</Throws>\n  </Dice>\n", sides, throws);
    char *commitment = fixture_commitment(FIXTURE_DICE);
    return fixture_open(commitment, fixture_seed(FIXTURE_DICE, commitment, evidence, seed), false);
}

UNIT_TEST(verify_seed, tpt05_dice) {
    static const char bits[] = "1212121212121212121212121212121212121212121212121212121212121212"; /* 64 */
    static const char refuted[] = "TPT-05 refuted";
    CU_ASSERT_STRING_EQUAL(roll("2", bits, bits), "");
    CU_ASSERT_STRING_EQUAL(roll("2", bits + 1, bits + 1), refuted); /* 2^63 */
    CU_ASSERT_PTR_NOT_NULL(strstr(fixture_detail("TPT-05"), "fewer than 2^64"));
    CU_ASSERT_STRING_EQUAL(roll("10", "01234567890123456789", "01234567890123456789"), ""); /* 10^20 > 2^64 */
    CU_ASSERT_STRING_EQUAL(roll("10", "1234567890123456789", "1234567890123456789"), refuted);
    CU_ASSERT_STRING_EQUAL(roll("6", fixture_throws, fixture_throws), "");
    CU_ASSERT_STRING_EQUAL(roll("6", fixture_throws + 1, fixture_throws + 1), refuted); /* 6^24 < 2^64 < 6^25 */
    CU_ASSERT_STRING_EQUAL(roll("6", fixture_throws, fixture_throws + 1), refuted);
    CU_ASSERT_PTR_NOT_NULL(strstr(fixture_detail("TPT-05"), "the seed is not the text of the throws"));
    CU_ASSERT_STRING_EQUAL(roll("5", fixture_throws, fixture_throws), refuted);
    CU_ASSERT_PTR_NOT_NULL(strstr(fixture_detail("TPT-05"), "throw number 1 is 6 instead of 1 to 5"));
    CU_ASSERT_STRING_EQUAL(roll("9", "1234567890123456789012345", "1234567890123456789012345"), refuted);
    CU_ASSERT_PTR_NOT_NULL(strstr(fixture_detail("TPT-05"), "throw number 10 is 0 instead of 1 to 9"));
    CU_ASSERT_STRING_EQUAL(roll("1", bits, bits), refuted);
    CU_ASSERT_STRING_EQUAL(roll("11", bits, bits), refuted);
    CU_ASSERT_PTR_NOT_NULL(strstr(fixture_detail("TPT-05"), "11 sides instead of 2 to 10"));
}

UNIT_TEST(verify_seed, tpt05_words) {
    const char *const sources[] = {FIXTURE_DICE, FIXTURE_PULSE};
    for (size_t i = 0; i < 2; i++) {
        char *commitment = fixture_commitment(sources[i]);
        char *seed = fixture_seed(sources[i], commitment, statement, "anything");
        CU_ASSERT_STRING_EQUAL(fixture_open(commitment, seed, false), "TPT-05 undecided");
        CU_ASSERT_PTR_NOT_NULL(strstr(fixture_detail("TPT-05"), "\"read on the stairs of City Hall\""));
    }
}

/* All sentences that stand under "not proved". */
static scr_result gather(void *context, const char *sentence) {
    SCR_TRY(scr_buffer_text(context, sentence));
    return scr_buffer_text(context, "\n");
}

/* The JSON of the fact of this name; "" when there is none. */
static const char *fact(const struct findings *findings, const char *name) {
    for (size_t i = 0; i < findings->fact_count; i++)
        if (!strcmp(findings->facts[i].name, name)) return findings->facts[i].json;
    return "";
}

UNIT_TEST(verify_seed, what_is_not_proved) {
    const char *folder = unit_scratch();
    char *commitment = fixture_commitment(FIXTURE_DICE);
    char *seed = fixture_seed(FIXTURE_DICE, commitment, fixture_dice, fixture_throws);
    const char *paths[] = {fixture_file(folder, "seed.xml", seed), fixture_file(folder, "commitment.xml", commitment),
                           NULL};
    struct verification verification;
    struct scr_buffer all = {0};
    CU_ASSERT_STRING_EQUAL(fixture_refuted(paths, &verification), "");
    CU_ASSERT_EQUAL(verification.arithmetic, VERDICT_HOLDS);
    CU_ASSERT_EQUAL(verification.scope.committed.contests, 2);
    CU_ASSERT_EQUAL(verification.scope.committed.left_out.count, 1);
    CU_ASSERT_EQUAL(verification.scope.committed.without_tree.count, 2);
    CU_ASSERT_EQUAL(verification.scope.committed.without_audit.count, 2);
    CU_ASSERT_EQUAL(verification.scope.tree.dice, 1);
    CU_ASSERT(!scr_failed(verify_not_proved(&verification, gather, &all)));
    static const char *const words[] = {
        "was published before its seed was known",
        "lists every paper ballot",
        "official's word for 1 committed contest: \"Council\" (id \"council\"): 1 of 3 "
        "batches, 5 of 22 ballots",
        "anything about 2 committed contests without a valid tree among the files: "
        "\"Mayor\" (id \"mayor\"), \"Council\" (id \"council\")",
        "agree with the records in 2 committed contests without an audit",
        "that dice were fair",
        "who published"};
    for (size_t i = 0; i < sizeof words / sizeof *words; i++)
        CU_ASSERT_PTR_NOT_NULL(strstr((const char *)all.data, words[i]));
    CU_ASSERT_PTR_NULL(strstr((const char *)all.data, "TPT winner"));
    CU_ASSERT_PTR_NULL(strstr((const char *)all.data, "beacon"));
    CU_ASSERT_STRING_EQUAL(fact(&verification.files[0], "seed"), "\"6213454363124665241312554\"");
    CU_ASSERT_STRING_EQUAL(fact(&verification.files[1], "contests"),
                           "[{\"id\": \"mayor\", \"name\": \"Mayor\", \"ballots\": 22, \"candidates\": 3}, {\"id\": "
                           "\"council\", \"name\": \"Council\", \"ballots\": 17, \"candidates\": 1}]");
    CU_ASSERT_STRING_EQUAL(fact(&verification.files[1], "contests_without"),
                           "{\"tree\": [{\"id\": \"mayor\", \"name\": \"Mayor\"}, {\"id\": \"council\", \"name\": "
                           "\"Council\"}], \"audit\": [{\"id\": \"mayor\", \"name\": \"Mayor\"}, {\"id\": \"council\", "
                           "\"name\": \"Council\"}]}");
    /* Trees and audits, without any file. */
    all.length = 0;
    verification.scope.tree =
        (struct tree_scope){.trees = 2, .plan_only = 2, .rivest2019 = 1, .audits = 1, .unfinished = 1, .pulses = 1};
    CU_ASSERT(!scr_failed(verify_not_proved(&verification, gather, &all)));
    static const char *const more[] = {
        "TPT winner has no legal force", "only an audit's papers",   "by 2 trees", "Used by 1 tree",
        "observers in the room",         "any winner by 1 audit that", "CertificateId"};
    for (size_t i = 0; i < sizeof more / sizeof *more; i++)
        CU_ASSERT_PTR_NOT_NULL(strstr((const char *)all.data, more[i]));
    scr_buffer_free(&all);
    verification_free(&verification);
}

/* What was published is found by its digest, whatever the order of adding; twice the same stays once. */
UNIT_TEST(verify_seed, publications) {
    struct publications publications = {0};
    struct scr_hash hash = {{0}};
    for (unsigned i = 0; i < 300; i++) {
        struct published_seed *seed = calloc(1, sizeof *seed);
        struct published_tree *tree = calloc(1, sizeof *tree);
        CU_ASSERT_FATAL(seed && tree);
        seed->head.digest.bytes[7] = tree->head.digest.bytes[31] = (uint8_t)(i * 77);
        CU_ASSERT(!scr_failed(publications_add_seed(&publications, seed)));
        CU_ASSERT(!scr_failed(publications_add_tree(&publications, tree)));
    }
    CU_ASSERT_EQUAL(publications.seeds.count, 256);
    for (unsigned i = 0; i < 256; i++) {
        hash.bytes[7] = (uint8_t)i;
        const struct published_seed *seed = publications_seed(&publications, &hash);
        CU_ASSERT_FATAL(seed != NULL);
        CU_ASSERT(scr_hash_equal(&seed->head.digest, &hash));
        CU_ASSERT_PTR_NULL(publications_commitment(&publications, &hash));
        if (i) CU_ASSERT_PTR_NULL(publications_tree(&publications, &hash));
    }
    hash.bytes[0] = 1;
    CU_ASSERT_PTR_NULL(publications_seed(&publications, &hash));
    publications_free(&publications);
}
