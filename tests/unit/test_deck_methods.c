/* test_deck_methods.c: decks by other methods, and decks that hide a swap. */
#include <stdlib.h>
#include <string.h>

#include "deck_oracle.h"
#include "gen/deck/attack.h"
#include "gen/deck/other_methods.h"
#include "unit.h"

/* The style's own order of contests, which the oracle takes as it is. */
static struct oracle plain(const struct deck_style *style, const struct marks *marks) {
    struct shape_contest contests[20];
    for (size_t k = 0; k < style->contest_count; k++)
        contests[k] = (struct shape_contest){(uint32_t)style->contests[k].count, style->contests[k].votes_allowed,
                                             (uint32_t)style->contests[k].first};
    struct shape shape = {contests, style->contest_count, 0, style->target_count, true};
    return oracle_of(&shape, marks);
}

static void totals_of(const struct oracle *deck, uint32_t *totals) {
    uint32_t identity[200];
    for (uint32_t c = 0; c < deck->candidates; c++) identity[c] = c;
    oracle_count(deck, identity, totals);
}

static bool distinct_in_contests(const struct oracle *deck, bool everywhere) {
    uint32_t totals[200];
    totals_of(deck, totals);
    for (uint32_t a = 0; a < deck->candidates; a++)
        for (uint32_t b = 0; b < a; b++)
            if (totals[a] == totals[b] && (everywhere || deck->contest_of[a] == deck->contest_of[b])) return false;
    return true;
}

static const uint32_t usual[][2] = {{3, 1}, {3, 1}, {4, 2}, {2, 2}};

UNIT_TEST(deck_methods, lengths_and_totals) {
    struct deck_case made;
    struct marks marks;
    size_t lower;
    deck_case_make(&made, usual, 4);
    CU_ASSERT_FATAL(!scr_failed(method_heuristic(&made.covered, &made.arena, &marks)));
    CU_ASSERT_EQUAL(marks.ballots, 10); /* 1 + 2 + 3 + 4 */
    CU_ASSERT_EQUAL(marks.ballots, length_heuristic(&made.covered));
    struct oracle deck = plain(&made.covered, &marks);
    uint32_t image[12], totals[12];
    CU_ASSERT(oracle_legal(&deck, true) && distinct_in_contests(&deck, false));
    totals_of(&deck, totals);
    for (uint32_t c = 0; c < 3; c++) CU_ASSERT(totals[c] == c + 1 && totals[3 + c] == c + 1);
    /* The paper's example: the second candidates of two contests can be exchanged unnoticed. */
    for (uint32_t c = 0; c < 12; c++) image[c] = c;
    image[1] = 4;
    image[4] = 1;
    CU_ASSERT(oracle_misses(&deck, image));
    image[4] = 4; /* no bijection any more, but a count all the same */
    image[1] = 2;
    image[2] = 1;
    CU_ASSERT_FALSE(oracle_misses(&deck, image)); /* within a contest it is seen */
    CU_ASSERT_FATAL(!scr_failed(method_legal(&made.covered, true, &made.arena, &marks)));
    deck = plain(&made.covered, &marks);
    CU_ASSERT_EQUAL(marks.ballots, 6); /* 3/1: 1 + 2 + 3 */
    CU_ASSERT_EQUAL(marks.ballots, length_legal(&made.covered, true));
    CU_ASSERT(oracle_legal(&deck, true) && distinct_in_contests(&deck, false));
    CU_ASSERT_FATAL(!scr_failed(method_legal(&made.covered, false, &made.arena, &marks)));
    deck = plain(&made.covered, &marks);
    CU_ASSERT_EQUAL(marks.ballots, 3); /* 0 + 1 + 2 in 3/1; 0 + 1 + 2 + 3 over two votes in 4/2 */
    CU_ASSERT(oracle_legal(&deck, false) && distinct_in_contests(&deck, false));
    CU_ASSERT_FATAL(!scr_failed(method_single(&made.covered, &made.arena, &marks)));
    deck = plain(&made.covered, &marks);
    CU_ASSERT_EQUAL(marks.ballots, 78);
    CU_ASSERT_EQUAL(marks.ballots, length_single(&made.covered));
    CU_ASSERT(oracle_legal(&deck, true) && distinct_in_contests(&deck, true));
    CU_ASSERT_FATAL(!scr_failed(method_distinct(&made.covered, &made.arena, &marks, &lower)));
    deck = plain(&made.covered, &marks);
    CU_ASSERT(marks.ballots >= lower && lower >= 13); /* 78 votes, at most 6 a ballot */
    CU_ASSERT(oracle_legal(&deck, true) && distinct_in_contests(&deck, true));
    scr_arena_free(&made.arena);
}

static void expect_hidden(struct deck_case *made, const char *swap, bool theorem_4) {
    uint32_t *image;
    struct marks marks;
    bool distinct;
    CU_ASSERT_FATAL(!scr_failed(attack_parse(&made->covered, swap, &made->arena, &image, NULL)));
    CU_ASSERT_FATAL(!scr_failed(attack_deck(&made->covered, image, &made->arena, &marks, &distinct)));
    struct oracle deck = plain(&made->covered, &marks);
    bool moved = false;
    for (uint32_t c = 0; c < deck.candidates; c++) moved |= image[c] != c;
    CU_ASSERT(moved);
    CU_ASSERT(oracle_legal(&deck, true));
    CU_ASSERT(oracle_misses(&deck, image));
    CU_ASSERT_EQUAL(distinct, theorem_4);
    CU_ASSERT_EQUAL(distinct_in_contests(&deck, false), theorem_4);
}

UNIT_TEST(deck_methods, attacks_hide_their_swap) {
    struct deck_case made;
    deck_case_make(&made, usual, 4);
    expect_hidden(&made, "2<>5", true);
    expect_hidden(&made, "1>4,4>7,7>1", true);
    expect_hidden(&made, "contest-0-0/id-0-1<>contest-3-0/id-3-0,3<>6", true);
    expect_hidden(&made, "1<>2", false);        /* within a contest */
    expect_hidden(&made, "1>4,4>2,2>1", false); /* a cycle with two of one contest */
    scr_arena_free(&made.arena);
}

UNIT_TEST(deck_methods, attack_refusals) {
    static const char *const bad[] = {"",
                                      "1",
                                      "1>",
                                      ">1",
                                      "<>1",
                                      "1<>13",
                                      "0<>1",
                                      "1>2",
                                      "1<>1",
                                      "1>1",
                                      "1<>2,1<>3",
                                      "1>2,2>3",
                                      "1<>2,,",
                                      "a/b<>1",
                                      "1<> 2",
                                      "01<>2",
                                      "-1<>2",
                                      "1>2,3>2,2>1",
                                      "contest-0-0<>2",
                                      "contest-0-0/<>2",
                                      "1<>99999999999999999999",
                                      "1=2",
                                      ",1<>2"};
    struct deck_case made;
    deck_case_make(&made, usual, 4);
    for (size_t i = 0; i < sizeof bad / sizeof *bad; i++) {
        struct scr_diagnosis diagnosis = {0};
        uint32_t *image;
        CU_ASSERT_EQUAL(attack_parse(&made.covered, bad[i], &made.arena, &image, &diagnosis).code, SCR_USAGE);
        CU_ASSERT_EQUAL(diagnosis.count, 1);
        scr_diagnosis_free(&diagnosis);
    }
    scr_arena_free(&made.arena);
}

/* A style beyond what the verifier reads is refused before anything is allocated for it. */
UNIT_TEST(deck_methods, too_many_targets_are_refused) {
    static size_t order[21000];
    static struct contest contests[21000];
    struct deck_case made;
    struct deck_style style;
    struct scr_diagnosis diagnosis = {0};
    deck_case_make(&made, usual, 4);
    for (size_t k = 0; k < 21000; k++) {
        order[k] = k;
        contests[k] = made.contests[0];
        contests[k].candidate_count = 1;
    }
    made.election.contests = contests;
    made.election.contest_count = 21000;
    struct ballot_style large = {"large", "", order, 20000};
    CU_ASSERT_EQUAL(deck_style_of(&made.election, &large, &made.arena, &style, &diagnosis).code, SCR_DONE);
    large.contest_count = 20001;
    CU_ASSERT_EQUAL(deck_style_of(&made.election, &large, &made.arena, &style, &diagnosis).code, SCR_LIMIT);
    CU_ASSERT_EQUAL(diagnosis.count, 1);
    scr_diagnosis_free(&diagnosis);
    scr_arena_free(&made.arena);
}
