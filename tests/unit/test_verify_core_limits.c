/* test_verify_core_limits.c: decks beyond the sizes and the work allowed, and lists of a deck that end too early. */
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "unit.h"
#include "verify_core_fixture.h"

/* The deck beside a definition: its refuted checks, and `words` in the detail of the first of them. Frees both. */
static void expect(char *deck, char *definition, const char *refuted, const char *words) {
    const char *folder = unit_scratch();
    const char *paths[] = {fixture_file(folder, "deck.xml", deck), fixture_file(folder, "definition.xml", definition),
                           NULL};
    struct verification verification;
    const char *found = fixture_refuted(paths, &verification);
    CU_ASSERT_STRING_EQUAL(found, refuted);
    for (size_t c = 0; c < verification.files[0].check_count; c++) {
        const struct check *check = &verification.files[0].checks[c];
        if (check->verdict != VERDICT_REFUTED) continue;
        if (!strstr(check->detail, words)) {
            printf("\n  %s: %s\n", check->id, check->detail);
            CU_FAIL("the words are others");
        }
        break;
    }
    verification_free(&verification);
}

static void expect_changed(const char *old, const char *new, const char *refuted, const char *words) {
    struct fixture fixture = fixture_base();
    expect(fixture_replace(fixture_deck(&fixture), old, new), fixture_definition(&fixture), refuted, words);
}

static const char style_end[] = "  </BallotStyle>\n";

/* Contests of up to 1,000 candidates, targets `from` to `to`, before the end of the style. */
static char *more_contests(unsigned from, unsigned to) {
    struct scr_buffer text = {0};
    bool made = true;
    for (unsigned target = from; target <= to; target++) {
        if ((target - from) % 1000 == 0)
            made &= !scr_failed(
                scr_buffer_print(&text, "    <Contest Id=\"x%u\" Name=\"X\" VotesAllowed=\"1\">\n", target));
        made &= !scr_failed(scr_buffer_print(
            &text, "      <Candidate Target=\"%u\" Id=\"d%u\" Name=\"D\" Kind=\"listed\" Party=\"\"/>\n", target,
            target));
        if ((target - from) % 1000 == 999 || target == to)
            made &= !scr_failed(scr_buffer_text(&text, "    </Contest>\n"));
    }
    made &= !scr_failed(scr_buffer_text(&text, style_end));
    CU_ASSERT_TRUE_FATAL(made);
    return (char *)text.data;
}

/* Section 1 of the specification: at most 20,000 targets and 100,000 ballots. */
UNIT_TEST(verify_core_limits, more_than_a_deck_may_have) {
    static const char last_ballot[] = "    <Ballot Number=\"6\" Kind=\"blank\"/>\n";
    struct scr_buffer text = {0};
    bool made = !scr_failed(scr_buffer_text(&text, last_ballot));
    for (unsigned number = 7; number <= 100001; number++)
        made &= !scr_failed(scr_buffer_print(&text, "    <Ballot Number=\"%u\" Kind=\"blank\"/>\n", number));
    CU_ASSERT_TRUE_FATAL(made);
    expect_changed(last_ballot, (const char *)text.data, "LAT-01", "more than 100000 ballots");
    scr_buffer_free(&text);
    char *contests = more_contests(5, 20001);
    expect_changed(style_end, contests, "LAT-01", "more than 20000 targets");
    free(contests);
    contests = more_contests(6, 20000); /* the first party is one too many */
    struct fixture fixture = fixture_straight();
    expect(fixture_replace(fixture_straight_deck(&fixture), style_end, contests), fixture_definition(&fixture),
           "LAT-21", "more than 20000 targets");
    free(contests);
}

UNIT_TEST(verify_core_limits, expected_totals_of_each_contest) {
    struct fixture fixture = fixture_base();
    char *deck = fixture_deck(&fixture), *begin = strstr(deck, "    <ContestTotals ContestId=\"k2\""),
         *end = strstr(begin, "  </Expected>");
    memmove(begin, end, strlen(end) + 1);
    expect(deck, fixture_definition(&fixture), "LAT-02", "Expected lists 1 of 2 contests");
}

UNIT_TEST(verify_core_limits, a_search_for_nothing) {
    struct fixture fixture = fixture_base();
    fixture.bound = fixture_search();
    fixture.lower_bound = 0;
    fixture.claim = "gap";
    expect(fixture_deck(&fixture), fixture_definition(&fixture), "LAT-12", "given with BoundL1");
}

/* Each attribute of a target that is not covered is compared with the definition. */
UNIT_TEST(verify_core_limits, targets_not_covered) {
    static const char right[] = "ContestId=\"k1\" ContestName=\"Contest 1\" Id=\"w\" Name=\"Write-in\"";
    static const char *const wrong[] = {"ContestId=\"k2\" ContestName=\"Contest 1\" Id=\"w\" Name=\"Write-in\"",
                                        "ContestId=\"k1\" ContestName=\"Contest 2\" Id=\"w\" Name=\"Write-in\"",
                                        "ContestId=\"k1\" ContestName=\"Contest 1\" Id=\"v\" Name=\"Write-in\"",
                                        "ContestId=\"k1\" ContestName=\"Contest 1\" Id=\"w\" Name=\"Write-on\""};
    for (size_t i = 0; i < 4; i++) expect_changed(right, wrong[i], "LAT-10", "NotCovered lists");
}

/* A contest that has nothing but a write-in line that is left out is no contest of the deck. */
UNIT_TEST(verify_core_limits, a_contest_without_covered_candidates) {
    struct fixture fixture = fixture_base();
    char from[SCR_HEX_SIZE], to[SCR_HEX_SIZE];
    struct scr_hash hash;
    char *definition = fixture_definition(&fixture), *deck = fixture_deck(&fixture);
    CU_ASSERT_FALSE_FATAL(scr_failed(scr_hash_bytes(definition, strlen(definition), &hash)));
    scr_hash_hex(&hash, from);
    definition = fixture_replace(definition, "  <BallotStyle Id=\"s1\"",
                                 "  <Contest Id=\"k3\" Name=\"Contest 3\" Kind=\"ordinary\" VotesAllowed=\"1\">\n"
                                 "    <Candidate Id=\"w\" Name=\"Write-in\" Kind=\"write-in\" Party=\"\" "
                                 "Covered=\"false\"/>\n  </Contest>\n  <BallotStyle Id=\"s1\"");
    definition = fixture_replace(definition, "    <ContestId>k2</ContestId>\n",
                                 "    <ContestId>k2</ContestId>\n    <ContestId>k3</ContestId>\n");
    CU_ASSERT_FALSE_FATAL(scr_failed(scr_hash_bytes(definition, strlen(definition), &hash)));
    scr_hash_hex(&hash, to);
    deck = fixture_replace(deck, from, to);
    expect(strdup(deck), strdup(definition), "LAT-10", "is not covered, and NotCovered does not list it");
    deck = fixture_replace(deck, "  </NotCovered>\n",
                           "    <UncoveredTarget ContestId=\"k3\" ContestName=\"Contest 3\" Id=\"w\" Name=\"Write-in\" "
                           "Reason=\"write-in-excluded\"/>\n  </NotCovered>\n");
    expect(deck, definition, "", "");
}

UNIT_TEST(verify_core_limits, a_deck_in_place_of_another) {
    expect_changed("  </Header>\n",
                   "    <Supersedes SHA256=\"0123456789abcdef0123456789abcdef0123456789abcdef0123456789abcdef\"/>\n"
                   "  </Header>\n",
                   "", "");
}

/* A straight-party deck of 15 ballots with 2 contests, 5 candidates and 3 parties: counting takes 7 for each ballot,
 * looking at its parties 7 for each, and at an override ballot 5. */
UNIT_TEST(verify_core_limits, straight_party_decks_beyond_the_work) {
    static const struct {
        uint64_t budget;
        enum verdict counted, others;
    } cases[] = {{6, VERDICT_UNDECIDED, VERDICT_UNDECIDED},
                 {20, VERDICT_UNDECIDED, VERDICT_UNDECIDED},
                 {25, VERDICT_UNDECIDED, VERDICT_UNDECIDED},
                 {31, VERDICT_UNDECIDED, VERDICT_HOLDS},
                 {105, VERDICT_HOLDS, VERDICT_HOLDS}};
    struct fixture fixture = fixture_straight();
    const char *folder = unit_scratch();
    const char *paths[] = {fixture_file(folder, "deck.xml", fixture_straight_deck(&fixture)),
                           fixture_file(folder, "definition.xml", fixture_definition(&fixture))};
    for (size_t i = 0; i < sizeof cases / sizeof *cases; i++) {
        const struct verify_options options = {.budget = cases[i].budget, .today = "2026-11-03"};
        struct verification verification = {0};
        struct scr_diagnosis diagnosis = {0};
        CU_ASSERT_FALSE_FATAL(scr_failed(verify_paths(paths, 2, &options, &verification, &diagnosis)));
        CU_ASSERT_EQUAL(findings_verdict(&verification.files[0], "LAT-22"), (int)cases[i].counted);
        CU_ASSERT_EQUAL(findings_verdict(&verification.files[0], "LAT-24"), (int)cases[i].others);
        verification_free(&verification);
        scr_diagnosis_free(&diagnosis);
    }
}
