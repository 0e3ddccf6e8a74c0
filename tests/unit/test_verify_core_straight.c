/* Straight-party decks: one that holds, and for each check changes that it alone refuses. */
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "unit.h"
#include "verify_core_fixture.h"

static void expect(const struct fixture *fixture, char *deck, const char *refuted) {
    const char *folder = unit_scratch();
    const char *definition = fixture_file(folder, "definition.xml", fixture_definition(fixture));
    const char *paths[] = {definition, fixture_file(folder, "deck.xml", deck), NULL};
    struct verification verification;
    const char *found = fixture_refuted(paths, &verification);
    CU_ASSERT_STRING_EQUAL(found, refuted);
    if (strcmp(found, refuted) != 0) {
        printf("\n  refuted \"%s\", expected \"%s\"\n", found, refuted);
        for (size_t c = 0; verification.count > 1 && c < verification.files[1].check_count; c++)
            printf("  %s %d %s\n", verification.files[1].checks[c].id, (int)verification.files[1].checks[c].verdict,
                   verification.files[1].checks[c].detail);
    }
    if (!*refuted)
        for (const char *const *id = (const char *const[]){"LAT-21", "LAT-22", "LAT-23", "LAT-24", "LAT-25", NULL}; *id;
             id++)
            CU_ASSERT_EQUAL(findings_verdict(&verification.files[1], *id), VERDICT_HOLDS);
    verification_free(&verification);
}

static void expect_changed(const char *old, const char *new, const char *refuted) {
    struct fixture fixture = fixture_straight();
    expect(&fixture, fixture_replace(fixture_straight_deck(&fixture), old, new), refuted);
}

/* With ballot `index` (from 0) replaced, all totals recounted. */
static void expect_ballot(unsigned index, const char *ballot, const char *refuted) {
    struct fixture fixture = fixture_straight();
    fixture.straight[index] = ballot;
    expect(&fixture, fixture_straight_deck(&fixture), refuted);
}

UNIT_TEST(verify_core_straight, base_deck_holds_in_every_check) {
    struct fixture fixture = fixture_straight();
    expect(&fixture, fixture_straight_deck(&fixture), "");
}

UNIT_TEST(verify_core_straight, known_totals) {
    /* Counted by hand from section 5. Contest 1, candidate of D: the two straight tickets of D and the override for R,
     * which marks it; candidate of R: the three straight tickets of R and the override for D. */
    struct fixture fixture = fixture_straight();
    char *deck = fixture_straight_deck(&fixture);
    CU_ASSERT_PTR_NOT_NULL(strstr(deck, "<Total Target=\"1\" Votes=\"3\"/>"));
    deck = fixture_replace(deck, "<Total Target=\"2\" Votes=\"4\"/>", "<Total Target=\"2\" Votes=\"3\"/>");
    expect(&fixture, deck, "LAT-22");
}

UNIT_TEST(verify_core_straight, lat_21_one_document) {
    expect_changed("<Rules Name=\"test\" Source=\"\"/>", "<Rules  Name=\"test\" Source=\"\"/>", "LAT-21");
    expect_changed("straight-party-test-deck", "logic-and-accuracy-test-deck", "LAT-21");
    expect_changed("Party Target=\"7\"", "Party Target=\"6\"", "LAT-21");
    expect_changed("<Party Target=\"7\" Id=\"pR\"", "<Party Target=\"7\" Id=\"pD\"", "LAT-21");
    expect_changed("Name=\"Party R\" Party=\"R\"", "Name=\"Party R\" Party=\"D\"", "LAT-21");
    expect_changed("<StraightPartyContest Id=\"line\"", "<StraightPartyContest Id=\"k1\"", "LAT-21");
    expect_changed("<StraightPartyTotals ContestId=\"line\"", "<StraightPartyTotals ContestId=\"k1\"", "LAT-21");
    struct fixture fixture = fixture_straight();
    char *deck = fixture_replace(fixture_straight_deck(&fixture), "<StraightPartyContest Id=\"line\"",
                                 "<StraightPartyContest Id=\"k1\"");
    expect(&fixture,
           fixture_replace(deck, "<StraightPartyTotals ContestId=\"line\"", "<StraightPartyTotals ContestId=\"k1\""),
           "LAT-21");
    expect_changed("<Total Target=\"7\"", "<Total Target=\"8\"", "LAT-21");
    expect_changed("Number=\"2\"", "Number=\"1\"", "LAT-21");
    expect_changed(">2 6<", ">2 9<", "LAT-21");
}

UNIT_TEST(verify_core_straight, lat_22_recount) {
    expect_changed("BallotsCast=\"15\"", "BallotsCast=\"14\"", "LAT-22");
    expect_changed("<Total Target=\"7\" Votes=\"4\"/>", "<Total Target=\"7\" Votes=\"5\"/>", "LAT-22");
    expect_changed("<StraightPartyTotals ContestId=\"line\" Undervotes=\"1\" Overvotes=\"2\"",
                   "<StraightPartyTotals ContestId=\"line\" Undervotes=\"1\" Overvotes=\"1\"", "LAT-22");
    expect_changed("<StraightPartyTotals ContestId=\"line\" Undervotes=\"1\"",
                   "<StraightPartyTotals ContestId=\"line\" Undervotes=\"0\"", "LAT-22");
    expect_changed("ContestId=\"k2\" Undervotes=\"7\" Overvotes=\"1\" OvervotedBallots=\"1\"",
                   "ContestId=\"k2\" Undervotes=\"8\" Overvotes=\"1\" OvervotedBallots=\"1\"", "LAT-22");
}

UNIT_TEST(verify_core_straight, lat_23_straight_tickets) {
    expect_ballot(0, "straight:8", "LAT-23");   /* D has one straight ticket; 2, 4 and 6 differ */
    expect_ballot(9, "straight:1 8", "LAT-23"); /* a mark besides the party */
    expect_ballot(9, "straight:6", "LAT-23");   /* D and R have 4 each */
}

UNIT_TEST(verify_core_straight, lat_24_other_ballots) {
    expect_ballot(12, "two-parties:6", "LAT-23 LAT-24"); /* now D and R have 4 each */
    expect_ballot(12, "two-parties:1 6 7", "LAT-24");
    expect_ballot(12, "all:1 2 3 4 5 6 7 8", "LAT-24");
    expect_ballot(12, "two-parties:1 8", "LAT-24");
    expect_ballot(15, "blank:", "LAT-24"); /* a second one */
    expect_ballot(15, "two-parties:7 8", "LAT-24");
    expect_ballot(9, "override:1 8", "LAT-24"); /* G stands nowhere: there is nothing to override */
    expect_ballot(13, "blank:1", "LAT-24");
    expect_ballot(14, "all:1 2 3 4 5 7 8", "LAT-24");
    expect_ballot(10, "override:1 6", "LAT-24");     /* votes for its own party */
    expect_ballot(10, "override:2 3 4 6", "LAT-24"); /* two marks where one is allowed */
    expect_ballot(10, "override:", "LAT-24");        /* no party, or more than one */
    expect_ballot(10, "override:2", "LAT-24");
    expect_ballot(10, "override:2 6 7", "LAT-24");
    expect_ballot(10, "override:6", "LAT-24");   /* nothing besides the party */
    expect_ballot(11, "override:2 6", "LAT-24"); /* nobody overrides R */
    struct fixture fixture = fixture_straight();
    fixture.contests[1].parties = "DRR"; /* two candidates of R, one vote allowed */
    expect(&fixture, fixture_straight_deck(&fixture), "LAT-24");
    fixture.contests[1].votes_allowed = 2; /* and an override must then mark two of contest 2 */
    expect(&fixture, fixture_straight_deck(&fixture), "LAT-24");
    fixture.straight[11] = "override:3 5 7";
    expect(&fixture, fixture_straight_deck(&fixture), "");
}

UNIT_TEST(verify_core_straight, lat_25_the_style_of_the_definition) {
    expect_changed("<StraightPartyContest Id=\"line\" Name=\"Party line\">",
                   "<StraightPartyContest Id=\"line\" Name=\"Straight ticket\">", "LAT-25");
    expect_changed("Name=\"Party R\"", "Name=\"Party S\"", "LAT-25");
    expect_changed("Id=\"c1\" Name=\"Candidate 1 of 2\" Kind=\"listed\"",
                   "Id=\"c1\" Name=\"Candidate 1 of 2\" Kind=\"write-in\"", "LAT-25");
    expect_changed("Reason=\"write-in-excluded\"", "Reason=\"straight-party\"", "LAT-25");
}

UNIT_TEST(verify_core_straight, lat_25_other_parties_than_the_definition) {
    struct fixture base = fixture_straight(), other = fixture_straight();
    other.parties = "DRGL";
    expect(&other, fixture_rest_on(fixture_straight_deck(&base), &base, &other), "LAT-25");
    other.parties = "DR";
    expect(&other, fixture_rest_on(fixture_straight_deck(&base), &base, &other), "LAT-25");
    other.parties = "RDG";
    expect(&other, fixture_rest_on(fixture_straight_deck(&base), &base, &other), "LAT-25");
    other = base;
    other.party_line = false;
    expect(&other, fixture_rest_on(fixture_straight_deck(&base), &base, &other), "LAT-25");
}

/* A machine's totals are compared with the test deck, and not with the straight-party deck beside it. */
UNIT_TEST(verify_core_straight, reported_totals_are_of_the_test_deck) {
    struct fixture fixture = fixture_base(), straight = fixture_straight();
    const char *folder = unit_scratch();
    const char *totals = "contest,candidate,votes\nk1,c1,1\nk1,c2,2\nk2,c1,1\nk2,c2,3\n";
    const char *paths[] = {fixture_file(folder, "straight.xml", fixture_straight_deck(&straight)),
                           fixture_file(folder, "test.xml", fixture_deck(&fixture))};
    const struct verify_options options = {
        .budget = 100000000, .today = TODAY, .reported = fixture_file(folder, "totals.csv", strdup(totals))};
    struct verification verification = {0};
    CU_ASSERT_FALSE_FATAL(scr_failed(verify_paths(paths, 2, &options, &verification, NULL)));
    CU_ASSERT_EQUAL_FATAL(verification.count, 2);
    CU_ASSERT_EQUAL(findings_verdict(&verification.files[0], "LAT-22"), VERDICT_HOLDS);
    CU_ASSERT_EQUAL(findings_verdict(&verification.files[0], "LAT-31"), -1);
    CU_ASSERT_EQUAL(findings_verdict(&verification.files[1], "LAT-31"), VERDICT_HOLDS);
    CU_ASSERT_EQUAL(verification.reported, VERDICT_HOLDS);
    CU_ASSERT_STRING_EQUAL(verification.reported_words.data, "equal in all 4 numbers compared");
    verification_free(&verification);
    /* Alone it is no deck to compare with. */
    struct scr_diagnosis diagnosis = {0};
    CU_ASSERT_EQUAL(verify_paths(paths, 1, &options, &verification, &diagnosis).code, SCR_USAGE);
    CU_ASSERT_EQUAL_FATAL(diagnosis.count, 1);
    CU_ASSERT_STRING_EQUAL(diagnosis.problems[0].message, "goes with exactly one test deck");
    scr_diagnosis_free(&diagnosis);
    verification_free(&verification);
}
