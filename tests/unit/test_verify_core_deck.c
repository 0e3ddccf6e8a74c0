/* Test decks: a deck that holds in everything, and for each check a change that this check alone refuses. */
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "unit.h"
#include "verify_core_fixture.h"

/* Verifies a deck beside the definition of `fixture` and compares the refuted checks. Frees `deck`. */
static void expect(const struct fixture *fixture, char *deck, const char *refuted) {
    const char *folder = unit_scratch();
    const char *definition = fixture_file(folder, "definition.xml", fixture_definition(fixture));
    const char *paths[] = {fixture_file(folder, "deck.xml", deck), definition, NULL};
    struct verification verification;
    const char *found = fixture_refuted(paths, &verification);
    CU_ASSERT_STRING_EQUAL(found, refuted);
    if (strcmp(found, refuted) != 0) {
        printf("\n  refuted \"%s\", expected \"%s\"\n", found, refuted);
        for (size_t c = 0; verification.count && c < verification.files[0].check_count; c++)
            printf("  %s %d %s\n", verification.files[0].checks[c].id, (int)verification.files[0].checks[c].verdict,
                   verification.files[0].checks[c].detail);
    }
    verification_free(&verification);
}

static void expect_changed(const char *old, const char *new, const char *refuted) {
    struct fixture fixture = fixture_base();
    expect(&fixture, fixture_replace(fixture_deck(&fixture), old, new), refuted);
}

UNIT_TEST(verify_core_deck, base_deck_holds_in_every_check) {
    static const char *const made[] = {"LAT-01", "LAT-02", "LAT-03", "LAT-04", "LAT-05", "LAT-06", "LAT-07",
                                       "LAT-08", "LAT-09", "LAT-10", "LAT-11", "LAT-12", "LAT-13"};
    struct fixture fixture = fixture_base();
    const char *folder = unit_scratch();
    const char *definition = fixture_file(folder, "definition.xml", fixture_definition(&fixture));
    const char *paths[] = {fixture_file(folder, "deck.xml", fixture_deck(&fixture)), definition, NULL};
    struct verification verification;
    CU_ASSERT_STRING_EQUAL(fixture_refuted(paths, &verification), "");
    CU_ASSERT_EQUAL(verification.count, 2);
    CU_ASSERT_EQUAL(verification.files[0].check_count, sizeof made / sizeof *made);
    for (size_t i = 0; i < sizeof made / sizeof *made; i++)
        CU_ASSERT_EQUAL(findings_verdict(&verification.files[0], made[i]), VERDICT_HOLDS);
    CU_ASSERT_EQUAL(verification.arithmetic, VERDICT_HOLDS);
    CU_ASSERT_EQUAL(verification.provenance, VERDICT_UNDECIDED);
    CU_ASSERT_EQUAL(verification.scope.ballots, 6);
    verification_free(&verification);
}

UNIT_TEST(verify_core_deck, lat_01_one_encoding_and_schema) {
    expect_changed("Votes=\"3\"/>", "Votes=\"3\" />", "LAT-01");
    expect_changed("  <Method>", "   <Method>", "LAT-01");
    expect_changed("<Method>swap-safe<", "<Method>swap-proof<", "LAT-01");
    expect_changed("logic-and-accuracy-test-deck", "straight-party-test-deck", "LAT-01");
    expect_changed("<SignerRole>election-official", "<SignerRole>vendor", "LAT-01");
    expect_changed("Name=\"Candidate 1 of 1\"", "Name=\"Candidate\xc2\x85 1\"", "LAT-01");
    expect_changed("BallotsCast=\"6\"", "BallotsCast=\"06\"", "LAT-01");
    expect_changed("</TestDeck>\n", "", "LAT-01");
    expect_changed("</TestDeck>\n", "</TestDeck>\n<!-- -->\n", "LAT-01");
    expect_changed("<TestDeck xmlns=\"urn:scrutineer:artifact:1\" Version=\"1\">",
                   "<TestDeck xmlns=\"urn:scrutineer:artifact:1\" Version=\"2\">", "LAT-01");
    struct fixture fixture = fixture_base();
    char *deck = fixture_deck(&fixture), *begin = strstr(deck, "    <RestsOn"), *end = strchr(begin, '\n') + 1;
    memmove(begin, end, strlen(end) + 1);
    expect(&fixture, deck, "LAT-01");
}

UNIT_TEST(verify_core_deck, lat_02_numbers_and_order) {
    expect_changed("Target=\"3\" Id", "Target=\"5\" Id", "LAT-02");
    expect_changed("Target=\"3\" Votes", "Target=\"4\" Votes", "LAT-02");
    expect_changed("      <Total Target=\"4\" Votes=\"3\"/>\n", "", "LAT-02");
    expect_changed("ContestTotals ContestId=\"k2\"", "ContestTotals ContestId=\"k1\"", "LAT-02");
    expect_changed("<Contest Id=\"k2\"", "<Contest Id=\"k1\"", "LAT-02");
    expect_changed("Id=\"c2\" Name=\"Candidate 2 of 1\"", "Id=\"c1\" Name=\"Candidate 2 of 1\"", "LAT-02");
    expect_changed("Number=\"2\"", "Number=\"3\"", "LAT-02");
    expect_changed("Kind=\"test\">2 3", "Kind=\"test\">3 2", "LAT-02");
    expect_changed("Kind=\"test\">2 3", "Kind=\"test\">2 2", "LAT-02");
    expect_changed("Kind=\"test\">2 3", "Kind=\"test\">2 5", "LAT-02");
    expect_changed("Number=\"3\" Kind=\"test\"", "Number=\"3\" Kind=\"blank\"", "LAT-02");
}

UNIT_TEST(verify_core_deck, lat_03_totals) {
    expect_changed("Target=\"4\" Votes=\"3\"", "Target=\"4\" Votes=\"2\"", "LAT-03");
    expect_changed("BallotsCast=\"6\"", "BallotsCast=\"7\"", "LAT-03");
}

UNIT_TEST(verify_core_deck, lat_04_undervotes_and_overvotes) {
    const char *right = "ContestId=\"k1\" Undervotes=\"2\" Overvotes=\"1\" OvervotedBallots=\"1\"";
    expect_changed(right, "ContestId=\"k1\" Undervotes=\"3\" Overvotes=\"1\" OvervotedBallots=\"1\"", "LAT-04");
    expect_changed(right, "ContestId=\"k1\" Undervotes=\"2\" Overvotes=\"2\" OvervotedBallots=\"1\"", "LAT-04");
    expect_changed(right, "ContestId=\"k1\" Undervotes=\"2\" Overvotes=\"1\" OvervotedBallots=\"0\"", "LAT-04");
}

UNIT_TEST(verify_core_deck, lat_05_overvoted_test_ballot) {
    struct fixture fixture = fixture_base();
    fixture.test[0] = "1 2 4";
    expect(&fixture, fixture_deck(&fixture), "LAT-05");
}

UNIT_TEST(verify_core_deck, lat_06_each_candidate) {
    struct fixture fixture = fixture_base();
    /* Totals 0, 2 and 1, 3: still swap-safe, but nobody marks the first candidate. */
    fixture.test[0] = "4";
    expect(&fixture, fixture_deck(&fixture), "LAT-06");
    fixture.each_candidate = false;
    fixture.bound = "<BoundL1 ContestId=\"k1\"/>";
    fixture.claim = "gap";
    fixture.lower_bound = 1; /* max(2 - 1 + 0, 3 - 2) */
    expect(&fixture, fixture_deck(&fixture), "");
}

UNIT_TEST(verify_core_deck, lat_07_overvote_ballot) {
    struct fixture fixture = fixture_base();
    fixture.overvote = "1 2 3";
    expect(&fixture, fixture_deck(&fixture), "LAT-07");
    fixture.overvote = NULL;
    expect(&fixture, fixture_deck(&fixture), "LAT-07");
    fixture = fixture_base();
    fixture.rule = "none";
    fixture.assumptions[1] = NULL;
    expect(&fixture, fixture_deck(&fixture), "LAT-07");
    fixture.overvote = NULL;
    expect(&fixture, fixture_deck(&fixture), "");
    fixture.overvote = "1 2 3 4";
    fixture.rule = "all";
    expect(&fixture, fixture_deck(&fixture), "");
    fixture.overvote = "1 2 3";
    expect(&fixture, fixture_deck(&fixture), "LAT-07");
}

UNIT_TEST(verify_core_deck, lat_07_exact_leaves_noncompetitive_contests_empty) {
    struct fixture fixture = fixture_base();
    fixture.contests[2] = (struct fixture_contest){1, 1, 0, NULL};
    fixture.contest_count = 3;
    fixture.test[0] = "1 4 5";
    fixture.test[1] = "2 3 5";
    fixture.test[2] = "2 4 5";
    fixture.test[3] = "4 5";
    expect(&fixture, fixture_deck(&fixture), "");
    fixture.overvote = "1 2 3 4 5";
    expect(&fixture, fixture_deck(&fixture), "LAT-07");
    fixture.rule = "all";
    fixture.assumptions[1] = NULL;
    expect(&fixture, fixture_deck(&fixture), "");
}

UNIT_TEST(verify_core_deck, lat_08_blank_ballots) {
    expect_changed("BlankBallots=\"1\"", "BlankBallots=\"2\"", "LAT-08");
    struct fixture fixture = fixture_base();
    fixture.rule = "none"; /* the ballot of kind overvote becomes a blank one with marks */
    fixture.assumptions[1] = NULL;
    fixture.overvote = "1 3";
    char *deck = fixture_replace(fixture_deck(&fixture), "Kind=\"overvote\"", "Kind=\"blank\"");
    expect(&fixture, fixture_replace(deck, "BlankBallots=\"1\"", "BlankBallots=\"2\""), "LAT-08");
}

UNIT_TEST(verify_core_deck, lat_09_assumptions) {
    struct fixture fixture = fixture_base();
    fixture.assumptions[1] = NULL;
    expect(&fixture, fixture_deck(&fixture), "LAT-09");
    fixture.assumptions[0] = "overvote-signal";
    expect(&fixture, fixture_deck(&fixture), "LAT-09");
    fixture.assumptions[1] = "tape-per-style"; /* both, in the wrong order */
    expect(&fixture, fixture_deck(&fixture), "LAT-09");
    fixture = fixture_base();
    fixture.assumptions[2] = "overvote-signal"; /* twice */
    expect(&fixture, fixture_deck(&fixture), "LAT-09");
    fixture.assumptions[2] = "write-in-lines-counted-apart"; /* not needed */
    expect(&fixture, fixture_deck(&fixture), "LAT-09");
    fixture.contests[1].write_ins = 2;
    expect(&fixture, fixture_deck(&fixture), "");
    fixture.assumptions[2] = NULL;
    expect(&fixture, fixture_deck(&fixture), "LAT-09");
    fixture.contests[1].write_ins = 1;
    expect(&fixture, fixture_deck(&fixture), "");
}

UNIT_TEST(verify_core_deck, lat_09_straight_party_totals) {
    struct fixture fixture = fixture_base();
    fixture.party_line_unsaid = true;
    expect(&fixture, fixture_deck(&fixture), "LAT-09");
    fixture.assumptions[1] = "straight-party-totals-read-zero"; /* before the one that it stands behind */
    fixture.assumptions[2] = "overvote-signal";
    expect(&fixture, fixture_deck(&fixture), "LAT-09");
    fixture.assumptions[1] = "overvote-signal";
    fixture.assumptions[2] = "straight-party-totals-read-zero";
    expect(&fixture, fixture_deck(&fixture), "");
    fixture.party_line = false;
    expect(&fixture, fixture_deck(&fixture), "LAT-09"); /* not needed: a write-in line is left out, but no party */
    fixture.assumptions[2] = NULL;
    expect(&fixture, fixture_deck(&fixture), "");
    fixture.contests[1].write_ins = 2; /* all four */
    fixture.party_line = true;
    fixture.party_line_unsaid = false;
    fixture.assumptions[2] = "write-in-lines-counted-apart";
    expect(&fixture, fixture_deck(&fixture), "");
}

UNIT_TEST(verify_core_deck, lat_10_the_style_of_the_definition) {
    expect_changed("Name=\"Candidate 2 of 1\"", "Name=\"Candidate 9\"", "LAT-10");
    expect_changed("Id=\"c2\" Name=\"Candidate 2 of 1\"", "Id=\"c9\" Name=\"Candidate 2 of 1\"", "LAT-10");
    expect_changed("Target=\"4\" Id=\"c2\" Name=\"Candidate 2 of 2\" Kind=\"listed\" Party=\"\"",
                   "Target=\"4\" Id=\"c2\" Name=\"Candidate 2 of 2\" Kind=\"listed\" Party=\"D\"", "LAT-10");
    expect_changed("Target=\"4\" Id=\"c2\" Name=\"Candidate 2 of 2\" Kind=\"listed\"",
                   "Target=\"4\" Id=\"c2\" Name=\"Candidate 2 of 2\" Kind=\"option\"", "LAT-10");
    expect_changed("Id=\"k1\" Name=\"Contest 1\"", "Id=\"k1\" Name=\"Contest I\"", "LAT-10");
    expect_changed("BallotStyle Id=\"s1\"", "BallotStyle Id=\"s2\"", "LAT-10");
    expect_changed("Name=\"Style 1\"", "Name=\"Style 2\"", "LAT-10");
    expect_changed("Date=\"2026-11-03\"", "Date=\"2026-11-04\"", "LAT-10");
    expect_changed("Name=\"Write-in\" Reason=\"write-in-excluded\"", "Name=\"Write-in\" Reason=\"straight-party\"",
                   "LAT-10");
    expect_changed("    <UncoveredTarget ContestId=\"k1\" ContestName=\"Contest 1\" Id=\"w\" Name=\"Write-in\" "
                   "Reason=\"write-in-excluded\"/>\n",
                   "", "LAT-10");
}

/* The deck of `fixture` beside a definition that differs in one thing. */
static void expect_other_definition(const struct fixture *fixture, const struct fixture *defined) {
    expect(defined, fixture_rest_on(fixture_deck(fixture), fixture, defined), "LAT-10");
    expect(defined, fixture_deck(defined), ""); /* nothing else is wrong with that definition */
}

UNIT_TEST(verify_core_deck, lat_10_more_or_less_than_the_definition) {
    struct fixture base = fixture_base(), other = fixture_base();
    other.contests[2] = (struct fixture_contest){1, 1, 0, NULL};
    other.contest_count = 3;
    other.test[0] = "1 4 5";
    other.test[1] = "2 3 5";
    other.test[2] = "2 4 5";
    other.test[3] = "4 5";
    expect_other_definition(&base, &other); /* the deck lacks a contest */
    expect_other_definition(&other, &base); /* the deck has one more */
    other = base;
    other.excluded_line = false;
    expect_other_definition(&base, &other); /* the deck lists a target that is not of the style */
    expect_other_definition(&other, &base); /* the deck does not list one that is */
    other = base;
    other.party_line = false;
    expect_other_definition(&base, &other);
    expect_other_definition(&other, &base);
    /* One candidate more in the last contest; one vote more in a contest where that changes nothing else. */
    struct fixture loose = fixture_base(), more;
    loose.contests[1] = (struct fixture_contest){1, 1, 0, NULL};
    loose.rule = "none";
    loose.overvote = NULL;
    loose.assumptions[1] = NULL;
    loose.test[0] = "1 3";
    loose.test[1] = "2 3";
    loose.test[2] = "2 3";
    loose.test[3] = NULL;
    loose.lower_bound = 3;
    loose.bound = "<BoundL1 ContestId=\"k1\"/>";
    loose.method = "legal";
    loose.claim = "none";
    more = loose;
    more.contests[1].votes_allowed = 2;
    expect_other_definition(&loose, &more);
    loose.contests[1].votes_allowed = 2;
    more = loose;
    more.contests[1].candidates = 2;
    more.test[0] = "1 3 4";
    more.test[1] = "2 3 4";
    more.test[2] = "2 3";
    expect(&more, fixture_rest_on(fixture_deck(&loose), &loose, &more), "LAT-10");
    expect(&loose, fixture_rest_on(fixture_deck(&more), &more, &loose), "LAT-10");
}

UNIT_TEST(verify_core_deck, lat_10_is_undecided_without_the_definition) {
    struct fixture fixture = fixture_base();
    const char *paths[] = {fixture_file(unit_scratch(), "deck.xml", fixture_deck(&fixture)), NULL};
    struct verification verification;
    CU_ASSERT_STRING_EQUAL(fixture_refuted(paths, &verification), "");
    CU_ASSERT_EQUAL(findings_verdict(&verification.files[0], "LAT-10"), VERDICT_UNDECIDED);
    CU_ASSERT_EQUAL(verification.arithmetic, VERDICT_UNDECIDED);
    verification_free(&verification);
}

UNIT_TEST(verify_core_deck, lat_11_missed_swap) {
    struct fixture fixture = fixture_base();
    /* B1 on the first ballot: A1 and B1 share their column and can be exchanged. Totals 1, 2 and 1, 3. */
    fixture.test[0] = "1 3";
    fixture.test[1] = "2 4";
    fixture.test[2] = "2 4";
    expect(&fixture, fixture_deck(&fixture), "LAT-11");
}

UNIT_TEST(verify_core_deck, lat_12_certificate) {
    expect_changed("<BoundL3 Candidates=\"2\" VotesAllowed=\"1\"/>", "<BoundL1 ContestId=\"k1\"/>", "LAT-12");
    expect_changed("<BoundL3 Candidates=\"2\" VotesAllowed=\"1\"/>", "<BoundL1 ContestId=\"k7\"/>", "LAT-12");
    expect_changed("<BoundL3 Candidates=\"2\"", "<BoundL3 Candidates=\"3\"", "LAT-12");
}

UNIT_TEST(verify_core_deck, lat_12_proof_not_at_hand_is_undecided_and_a_wrong_one_refuted) {
    struct fixture fixture = fixture_base();
    fixture.bound = fixture_search();
    const char *folder = unit_scratch();
    const char *paths[] = {fixture_file(folder, "deck.xml", fixture_deck(&fixture)), NULL};
    struct verification verification;
    CU_ASSERT_STRING_EQUAL(fixture_refuted(paths, &verification), "");
    CU_ASSERT_EQUAL(findings_verdict(&verification.files[0], "LAT-12"), VERDICT_UNDECIDED);
    verification_free(&verification);
    fixture_file(folder, "proof.drat", strdup("0\n"));
    CU_ASSERT_STRING_EQUAL(fixture_refuted(paths, &verification), "LAT-12");
    CU_ASSERT_PTR_NOT_NULL(strstr(verification.files[0].checks[11].detail, "the certificate names 0000"));
    verification_free(&verification);
}

UNIT_TEST(verify_core_deck, lat_13_length) {
    expect_changed("TestBallots=\"4\"", "TestBallots=\"5\"", "LAT-13");
    expect_changed("Claim=\"minimal\"", "Claim=\"gap\"", "LAT-13");
    expect_changed("Claim=\"minimal\"", "Claim=\"none\"", "LAT-13");
    expect_changed("<Method>swap-safe<", "<Method>legal<", "LAT-13");
    struct fixture fixture = fixture_base();
    fixture.bound = "<BoundL1 ContestId=\"k1\"/>"; /* max(2 - 1 + 1, 3 / 1) */
    fixture.lower_bound = 3;
    expect(&fixture, fixture_deck(&fixture), "LAT-13"); /* still claims to be minimal */
    fixture.claim = "none";
    fixture.method = "attack";
    expect(&fixture, fixture_deck(&fixture), "");
    expect(&fixture, fixture_replace(fixture_deck(&fixture), "TestBallots=\"4\"", "TestBallots=\"5\""), "LAT-13");
    fixture.claim = "gap";
    fixture.method = "swap-safe";
    const char *folder = unit_scratch();
    const char *paths[] = {fixture_file(folder, "deck.xml", fixture_deck(&fixture)), NULL};
    struct verification verification;
    CU_ASSERT_STRING_EQUAL(fixture_refuted(paths, &verification), "");
    CU_ASSERT_EQUAL(findings_verdict(&verification.files[0], "LAT-12"), VERDICT_HOLDS);
    CU_ASSERT_EQUAL(findings_verdict(&verification.files[0], "LAT-13"), VERDICT_UNDECIDED);
    verification_free(&verification);
}

/* The words of LAT-13 for a claim; the deck's other checks are as `refuted` says. */
static void expect_length(const struct fixture *fixture, const char *refuted, enum verdict verdict, const char *words) {
    const char *folder = unit_scratch();
    const char *definition = fixture_file(folder, "definition.xml", fixture_definition(fixture));
    const char *paths[] = {fixture_file(folder, "deck.xml", fixture_deck(fixture)), definition, NULL};
    struct verification verification;
    CU_ASSERT_STRING_EQUAL(fixture_refuted(paths, &verification), refuted);
    const struct findings *findings = &verification.files[0];
    const struct check *last = &findings->checks[findings->check_count - 1];
    CU_ASSERT_STRING_EQUAL(last->id, "LAT-13");
    CU_ASSERT_EQUAL(last->verdict, verdict);
    CU_ASSERT_STRING_EQUAL(last->detail, words);
    verification_free(&verification);
}

UNIT_TEST(verify_core_deck, lat_13_says_no_more_than_lat_12_proves) {
    struct fixture fixture = fixture_base();
    expect_length(&fixture, "", VERDICT_HOLDS, "4 test ballots: the shortest possible");
    fixture.bound = "<BoundL1 ContestId=\"k1\"/>"; /* proves 3 */
    expect_length(&fixture, "LAT-12", VERDICT_HOLDS,
                  "4 test ballots, as claimed; that no shorter deck exists is not proved (LAT-12)");
    fixture.claim = "gap";
    fixture.lower_bound = 2;
    expect_length(&fixture, "LAT-12", VERDICT_UNDECIDED,
                  "the deck has 4 test ballots and none with fewer than 2 exists, as it claims (LAT-12 does not prove "
                  "it); whether one of 2 to 3 exists is not known");
    fixture.lower_bound = 3;
    expect_length(&fixture, "", VERDICT_UNDECIDED,
                  "the deck has 4 test ballots and none with fewer than 3 exists; whether one of 3 to 3 exists is not "
                  "known");
}
