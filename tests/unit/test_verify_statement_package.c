/* test_verify_statement_package.c: packages and runs with noise commitments, statements and releases: PKG-07 on what a
 * package is told of its artifacts, and where a court opening does not belong. */
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "package_fixture.h"
#include "test_verify_statement_fixture.h"
#include "unit.h"
#include "verify_core_fixture.h"

/* The package's two decks as if they were of this kind and of these releases, each resting on the definition as if it
 * were of kind `below`. */
static void pretend(struct bag *bag, const char *kind, const char *below, uint32_t first, uint32_t second) {
    static const char *kinds[1];
    bag_new(bag);
    kinds[0] = below;
    bag->claims[CLAIM_DEFINITION].kind = below;
    for (size_t i = CLAIM_ONE; i <= CLAIM_TWO; i++) {
        bag->claims[i].kind = kind;
        bag->claims[i].rests_on_kinds = kinds;
        bag->claims[i].style_id = NULL;
    }
    bag->claims[CLAIM_ONE].release = first;
    bag->claims[CLAIM_TWO].release = second;
}

UNIT_TEST(verify_statement_package, one_of_each_release) {
    static const char *const kinds[] = {"measurement-statement", "precinct-release"};
    static const char *const below[] = {"noise-commitment", "measurement-statement"};
    struct bag bag;
    for (size_t i = 0; i < 2; i++) {
        char words[120];
        pretend(&bag, kinds[i], below[i], 1, 2);
        bag_refuted(&bag, "", NULL);
        pretend(&bag, kinds[i], below[i], 2, 0); /* one could not be read */
        bag_refuted(&bag, "", NULL);
        pretend(&bag, kinds[i], below[i], 0, 0);
        bag_refuted(&bag, "", NULL);
        pretend(&bag, kinds[i], below[i], 2, 2);
        snprintf(words, sizeof words, "data/decks/two.xml: is a second %s of release 2 beside data/decks/one.xml",
                 kinds[i]);
        bag_refuted(&bag, "PKG-07", words);
    }
    /* A statement and its release are no rivals. */
    pretend(&bag, kinds[0], below[0], 2, 2);
    bag.claims[CLAIM_TWO].kind = kinds[1];
    bag_refuted(&bag, "", NULL);
    pretend(&bag, "noise-commitment", "ballot-definition", 0, 0);
    bag_refuted(&bag, "PKG-07", "data/decks/two.xml: is a second noise-commitment beside data/decks/one.xml");
}

/* Each tree and each release has a seed of its own, but one only. */
UNIT_TEST(verify_statement_package, one_seed_for_each) {
    struct bag bag;
    pretend(&bag, "seed-record", "measurement-statement", 0, 0);
    bag_refuted(&bag, "PKG-07",
                "two.xml: is a second seed-record resting on the same artifact beside data/decks/one.xml");
    pretend(&bag, "seed-record", "measurement-statement", 0, 0);
    bag.claims[CLAIM_TWO].rests_on = &bag.absent;
    bag_refuted(&bag, "PKG-07", "data/decks/two.xml: rests on the measurement-statement with SHA-256 ");
    pretend(&bag, "seed-record", "measurement-statement", 0, 0);
    bag.claims[CLAIM_TWO].rests_on_count = 0; /* could not be read */
    bag_refuted(&bag, "", NULL);
    pretend(&bag, "seed-record", "measurement-statement", 0, 0);
    bag.claims[CLAIM_DEFINITION].kind = "noise-commitment";
    bag_refuted(&bag, "PKG-07", "rests on a measurement-statement with SHA-256 ");
}

/* --sealed is about one release: with none it would be passed over. */
UNIT_TEST(verify_statement_package, opening_without_release) {
    const char *path = fixture_file(unit_scratch(), "noise.xml", statement_fixture_noise());
    const char *const paths[][2] = {{path, NULL}, {unit_scratch(), NULL}};
    for (size_t i = 0; i < 2; i++) {
        const struct verify_options options = {
            .budget = 1000, .today = TODAY, .sealed = "opening.cms", .sealed_key = "court.pem"};
        struct verification verification = {0};
        struct scr_diagnosis diagnosis = {0};
        CU_ASSERT_EQUAL(verify_paths(paths[i], 1, &options, &verification, &diagnosis).code, SCR_USAGE);
        CU_ASSERT_EQUAL(diagnosis.count, 1);
        CU_ASSERT_STRING_EQUAL(diagnosis.problems[0].place, "--sealed");
        verification_free(&verification);
        scr_diagnosis_free(&diagnosis);
    }
}

struct told {
    const char *wanted;
    bool found;
};

static scr_result look(void *context, const char *sentence) {
    struct told *told = context;
    told->found |= strstr(sentence, told->wanted) != NULL;
    return scr_done();
}

/* What a run with these artifacts says that it does not prove. */
static bool unproved(const struct release_scope *scope, const char *words) {
    struct verification verification = {.scope.release = *scope};
    struct told told = {words, false};
    CU_ASSERT_EQUAL(verify_not_proved(&verification, look, &told).code, SCR_DONE);
    return told.found;
}

UNIT_TEST(verify_statement_package, not_proved) {
    static const char order[] = "whoever chose the noise key when he knew the pulse",
                      unfinished[] = "2 earlier releases",
                      missing[] = "2 announced releases that are not among the files", exact[] = "announced by 1",
                      correlated[] = "votes that go together", unopened[] = "here none does of 1 release";
    const struct release_scope none = {0}, noise = {.noise_commitments = 1},
                               all = {.noise_commitments = 1,
                                      .statements = 3,
                                      .releases = 1,
                                      .exact = 1,
                                      .unfinished = 2},
                               opened = {.statements = 1, .releases = 1, .opened = 1};
    CU_ASSERT(!unproved(&none, order) && !unproved(&none, correlated) && !unproved(&none, "release"));
    CU_ASSERT(unproved(&noise, order) && !unproved(&noise, correlated) && !unproved(&noise, "here none does of"));
    CU_ASSERT(unproved(&all, order) && unproved(&all, correlated) && unproved(&all, unfinished));
    CU_ASSERT(unproved(&all, missing) && unproved(&all, exact) && unproved(&all, unopened));
    CU_ASSERT(unproved(&opened, correlated) && !unproved(&opened, "here none does of"));
}
