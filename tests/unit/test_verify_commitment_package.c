/* test_verify_commitment_package.c: packages with commitments, seed records, trees and audits: PKG-06 and PKG-07, on
 * what a package is told of its artifacts. */
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "package_fixture.h"
#include "test_verify_seed_fixture.h"
#include "unit.h"
#include "verify_core_fixture.h"

/* The package's two decks as if they were of this kind, about these contests, each resting on the definition as if it
 * were of kind `below`. */
static void pretend(struct bag *bag, const char *kind, const char *below, const char *first, const char *second) {
    static const char *kinds[1];
    bag_new(bag);
    kinds[0] = below;
    bag->claims[CLAIM_DEFINITION].kind = below;
    for (size_t i = CLAIM_ONE; i <= CLAIM_TWO; i++) {
        bag->claims[i].kind = kind;
        bag->claims[i].rests_on_kinds = kinds;
    }
    bag->claims[CLAIM_ONE].contest_id = first;
    bag->claims[CLAIM_TWO].contest_id = second;
}

UNIT_TEST(verify_commitment, pkg07_one_of_each) {
    struct bag bag;
    static const char *const by_contest[] = {"plurality-tree", "tree-audit"};
    static const char *const below[] = {"ballot-commitment", "plurality-tree"};
    for (size_t i = 0; i < 2; i++) {
        char words[120];
        pretend(&bag, by_contest[i], below[i], "mayor", "council");
        bag_refuted(&bag, "", NULL);
        pretend(&bag, by_contest[i], below[i], "mayor", NULL); /* one could not be read */
        bag_refuted(&bag, "", NULL);
        pretend(&bag, by_contest[i], below[i], "mayor", "mayor");
        snprintf(words, sizeof words, "is a second %s of the contest \"mayor\" beside data/decks/one.xml",
                 by_contest[i]);
        bag_refuted(&bag, "PKG-07", words);
    }
    pretend(&bag, "seed-record", "ballot-commitment", NULL, NULL);
    bag_refuted(&bag, "PKG-07",
                "data/decks/two.xml: is a second seed-record resting on the same artifact beside data/decks/one.xml");
    pretend(&bag, "ballot-commitment", "ballot-definition", NULL, NULL);
    bag_refuted(&bag, "PKG-07", "data/decks/two.xml: is a second ballot-commitment beside data/decks/one.xml");
    /* A tree and its audit of the same contest are no rivals. */
    pretend(&bag, "plurality-tree", "ballot-commitment", "mayor", "mayor");
    bag.claims[CLAIM_TWO].kind = "tree-audit";
    bag_refuted(&bag, "", NULL);
}

UNIT_TEST(verify_commitment, pkg07_kinds) {
    struct bag bag;
    pretend(&bag, "plurality-tree", "ballot-commitment", "mayor", "council");
    bag.claims[CLAIM_DEFINITION].kind = "seed-record";
    bag_refuted(&bag, "PKG-07", "rests on a ballot-commitment with SHA-256 ");
    pretend(&bag, "plurality-tree", "ballot-commitment", "mayor", "council");
    bag.claims[CLAIM_ONE].rests_on = &bag.absent;
    bag_refuted(&bag, "PKG-07", "data/decks/one.xml: rests on the ballot-commitment with SHA-256 ");
}

/* Real artifacts in a package, the seed record first by name. */
UNIT_TEST(verify_commitment, a_package_whole) {
    struct bag bag;
    struct verification verification;
    char folder[300];
    bag_new(&bag);
    CU_ASSERT(bag_run(&bag, "rm -r data; mkdir data"));
    snprintf(folder, sizeof folder, "%s/data", bag.path);
    char *commitment = fixture_commitment(FIXTURE_DICE);
    char *seed = fixture_seed(FIXTURE_DICE, commitment, fixture_dice, fixture_throws);
    char *copy = strdup(seed);
    (void)fixture_file(folder, "a-seed.xml", seed);
    (void)fixture_file(folder, "b-commitment.xml", commitment);
    CU_ASSERT(bag_run(&bag, "DATE=2026-11-06 info official:election-official:official; remake"));
    const char *paths[] = {bag.path, NULL, NULL};
    CU_ASSERT_STRING_EQUAL(fixture_refuted(paths, &verification), "");
    CU_ASSERT_EQUAL(verification.count, 3);
    CU_ASSERT_EQUAL(verification.arithmetic, VERDICT_HOLDS);
    CU_ASSERT_EQUAL(findings_verdict(&verification.files[1], "TPT-04"), VERDICT_HOLDS);
    verification_free(&verification);
    /* A bare seed record does not see the package's commitment. */
    paths[1] = fixture_file(bag.folder, "seed.xml", copy);
    CU_ASSERT_STRING_EQUAL(fixture_refuted(paths, &verification), "");
    CU_ASSERT_EQUAL(verification.count, 4);
    int bare = 0;
    for (size_t i = 0; i < verification.count; i++)
        bare += findings_verdict(&verification.files[i], "TPT-04") == VERDICT_UNDECIDED;
    CU_ASSERT_EQUAL(bare, 1);
    verification_free(&verification);
    /* Another election's name in the seed record: the check of the package and that of the record. */
    char *other = fixture_commitment(FIXTURE_DICE);
    (void)fixture_file(
        folder, "a-seed.xml",
        fixture_replace(fixture_seed(FIXTURE_DICE, other, fixture_dice, fixture_throws), "city-2026", "city-2030"));
    free(other);
    CU_ASSERT(bag_run(&bag, "remake"));
    paths[1] = NULL;
    CU_ASSERT_STRING_EQUAL(fixture_refuted(paths, &verification), "PKG-06 TPT-04");
    verification_free(&verification);
}
