/* test_verify_reported_limits.c: tapes and decks at the edges of LAT-31: names, odd files, many differences, many
 * exchanges, totals that a correct machine gives, and sizes and work beyond what is allowed. */
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "small_deck.h"
#include "unit.h"
#include "verify/deck/reported.h"
#include "verify/deck/reported_csv.h"
#include "verify/deck/reported_names.h"
#include "verify/deck/reported_search.h"

#define EVERY 4000000000u /* work that ends no search here */

static scr_result compare(const struct deck *deck, const char *csv, size_t length, uint64_t work_each,
                          struct findings *findings, struct scr_diagnosis *diagnosis) {
    char path[4096];
    struct work work = {.each = work_each, .all = work_each};
    struct scr_buffer headline = {0};
    snprintf(path, sizeof path, "%s/totals.csv", unit_scratch());
    FILE *file = fopen(path, "w");
    CU_ASSERT_PTR_NOT_NULL_FATAL(file);
    CU_ASSERT_EQUAL(fwrite(csv, 1, length, file), length);
    CU_ASSERT_EQUAL(fclose(file), 0);
    scr_result result = reported_compare(deck, path, &work, findings, &headline, diagnosis);
    scr_buffer_free(&headline);
    return result;
}

/* LAT-31 has this verdict and its detail these words. */
static void expect(const struct deck *deck, const char *csv, uint64_t work, enum verdict verdict, const char *words) {
    struct findings findings = {0};
    struct scr_diagnosis diagnosis = {0};
    CU_ASSERT_FALSE(scr_failed(compare(deck, csv, strlen(csv), work, &findings, &diagnosis)));
    CU_ASSERT_EQUAL_FATAL(findings.check_count, 1);
    CU_ASSERT_EQUAL(findings.checks[0].verdict, verdict);
    if (!strstr(findings.checks[0].detail, words)) {
        printf(" [%s] ", findings.checks[0].detail);
        CU_FAIL("the detail is another one");
    }
    findings_free(&findings);
    scr_diagnosis_free(&diagnosis);
}

/* The file is refused; the first problem has these words. */
static void expect_refused(const struct deck *deck, const char *csv, size_t length, const char *words) {
    struct findings findings = {0};
    struct scr_diagnosis diagnosis = {0};
    CU_ASSERT_EQUAL(compare(deck, csv, length, EVERY, &findings, &diagnosis).code, SCR_INPUT);
    CU_ASSERT_EQUAL(findings.check_count, 0);
    if (!diagnosis.count || !strstr(diagnosis.problems[0].message, words)) {
        printf(" [%s] ", diagnosis.count ? diagnosis.problems[0].message : "no problem");
        CU_FAIL("the problem is another one");
    }
    findings_free(&findings);
    scr_diagnosis_free(&diagnosis);
}

/* One contest of two, totals 2 and 1. */
static struct deck pair_deck(void) {
    const uint32_t n[] = {2}, v[] = {1};
    struct deck deck = small_deck(n, v, 1, 3);
    for (uint32_t b = 0; b < 3; b++) small_deck_mark(&deck, b, b == 2);
    small_deck_expect(&deck);
    deck.style_id = "=1";
    deck.style_name = "Style";
    return deck;
}

/* A spreadsheet must not take a name for a formula, so that tools write an apostrophe before it (section 6). */
UNIT_TEST(verify_reported_limits, apostrophes_and_empty_names) {
    struct deck deck = pair_deck();
    deck.candidates[0].name = "=SUM(A1)";
    deck.candidates[1].name = "'x";
    expect(&deck, "style,contest,candidate,votes\n'=1,C1,'=SUM(A1),2\n=1,C1,'x,1\n'=2,C1,c9,1\n',C1,c9,1\n", EVERY,
           VERDICT_HOLDS, "All 2 reported");
    expect_refused(&deck, "contest,candidate,votes\nC1,',1\n", 31, "the candidate \"'\" is not in this contest");
    deck.candidates[0].name = deck.contests[0].name = "";
    expect(&deck, "contest,candidate,votes\ncontest-1,candidate-1,1\ncontest-1,'x,2\n", EVERY, VERDICT_REFUTED,
           "candidate-1 (contest-1): expected 2, reported 1; 'x (contest-1): expected 1, reported 2. 1 exchange of 2 "
           "targets would make a machine report exactly this, and none of fewer: 1) candidate-1 (contest-1) and 'x "
           "(contest-1) get each other's votes.");
    scr_arena_free(&deck.arena);
}

UNIT_TEST(verify_reported_limits, odd_files) {
    struct deck deck = pair_deck();
    char fields[CSV_FIELDS_MOST + 40] = "contest,candidate,votes";
    static const char nul[] = "contest,candidate,votes\nC1,c1,1\0\n", alone[] = "contest,candidate,votes\n,c1,1\n",
                      quote[] = "contest,candidate,\"votes\"x\n", cr[] = "contest,candidate,votes\nC1,c1,2\nC1,c2,1\r",
                      half[] = "contest,candidate,votes\nC1,c1,2\nC1,c2,1\rx\n";
    expect_refused(&deck, nul, sizeof nul - 1, "not text in UTF-8");
    expect_refused(&deck, alone, sizeof alone - 1, "the contest \"\" is not in the deck");
    expect_refused(&deck, quote, sizeof quote - 1, "text follows a closing quote");
    expect_refused(&deck, cr, sizeof cr - 1, "a carriage return stands alone");
    expect_refused(&deck, half, sizeof half - 1, "a carriage return stands alone");
    for (size_t i = 0; i < CSV_FIELDS_MOST - 2; i++) strcat(fields, ",");
    expect_refused(&deck, fields, strlen(fields), "too many fields");
    expect(&deck, "contest,candidate,votes\r\nC1,c1,2\r\nC1,c2,1\r\n", EVERY, VERDICT_HOLDS, "All 2 reported");
    scr_arena_free(&deck.arena);
}

/* Whichever of the sorted list's places a name stands in, a second one of it is seen. */
UNIT_TEST(verify_reported_limits, names_of_several) {
    static const char *const names[][4] = {{"a", "b", "c", "c"}, {"a", "a", "b", "c"}, {"a", "b", "b", "c"},
                                           {"b", "b", "b", "c"}, {"a", "c", "c", "c"}, {"a", "b", "c", "d"}};
    const uint32_t n[] = {4}, v[] = {1};
    for (size_t i = 0; i < sizeof names / sizeof *names; i++) {
        struct deck deck = small_deck(n, v, 1, 0);
        struct scr_arena arena = {0};
        struct name_index index;
        uint32_t target;
        for (size_t c = 0; c < 4; c++) deck.candidates[c].name = names[i][c];
        CU_ASSERT_FALSE_FATAL(scr_failed(names_index(&deck, &arena, &index)));
        for (const char *const *name = (const char *const[]){"a", "b", "c", "d", NULL}; *name; name++) {
            size_t count = 0;
            for (size_t c = 0; c < 4; c++) count += !strcmp(names[i][c], *name);
            CU_ASSERT_EQUAL(names_candidate(&index, 0, *name, &target), count == 0   ? NAME_UNKNOWN
                                                                        : count == 1 ? NAME_FOUND
                                                                                     : NAME_AMBIGUOUS);
        }
        scr_arena_free(&arena);
        scr_arena_free(&deck.arena);
    }
}

/* Sixty candidates and no ballot: every total is wrong, fifty are told, and no exchange makes votes. */
UNIT_TEST(verify_reported_limits, many_differences) {
    const uint32_t n[] = {60}, v[] = {1};
    struct deck deck = small_deck(n, v, 1, 0);
    struct scr_buffer csv = {0};
    CU_ASSERT_FALSE(scr_failed(scr_buffer_text(&csv, "contest,candidate,votes\n")));
    for (uint32_t i = 0; i < 60; i++) CU_ASSERT_FALSE(scr_failed(scr_buffer_print(&csv, "C1,c%u,1\n", i + 1)));
    deck.style_id = deck.style_name = "s";
    expect(&deck, (const char *)csv.data, EVERY, VERDICT_REFUTED,
           "c50 (C1): expected 0, reported 1; and 10 more. No exchange");
    scr_buffer_free(&csv);
    scr_arena_free(&deck.arena);
}

/* Four contests with the same two columns, all totals reported the other way round: each candidate of two votes is
 * counted from any target of one, and the other way round: 4! 4! ways, far more than are kept. */
UNIT_TEST(verify_reported_limits, many_exchanges) {
    const uint32_t n[] = {2, 2, 2, 2}, v[] = {1, 1, 1, 1};
    struct deck deck = small_deck(n, v, 4, 3);
    uint32_t reported[8];
    struct scr_arena arena = {0};
    struct explanation e;
    struct budget budget = {EVERY};
    for (uint32_t k = 0; k < 4; k++)
        for (uint32_t b = 0; b < 3; b++) small_deck_mark(&deck, b, 2 * k + (b == 2));
    small_deck_expect(&deck);
    for (uint32_t i = 0; i < 8; i++) reported[i] = deck.candidates[i ^ 1].votes;
    CU_ASSERT_FALSE(scr_failed(reported_explain(&deck, reported, &budget, &arena, &e)));
    CU_ASSERT_EQUAL(e.count, 576);
    CU_ASSERT_EQUAL(e.kept, EXCHANGES_KEPT);
    CU_ASSERT(!e.ended && e.exchanges[0].count == 8);
    deck.style_id = deck.style_name = "s";
    expect(&deck, "contest,candidate,votes\nC1,c1,1\nC1,c2,2\nC2,c3,1\nC2,c4,2\nC3,c5,1\nC3,c6,2\nC4,c7,1\nC4,c8,2\n",
           EVERY, VERDICT_REFUTED,
           "576 exchanges of 8 targets would make a machine report exactly this, and none of fewer (the first 20 are "
           "listed): 1)");
    scr_arena_free(&arena);
    scr_arena_free(&deck.arena);
}

/* A deck whose printed totals are wrong, and a machine that counts right: nothing was exchanged. */
UNIT_TEST(verify_reported_limits, the_machine_is_right) {
    struct deck deck = pair_deck();
    deck.candidates[0].votes = 1;
    deck.candidates[1].votes = 2;
    expect(&deck, "contest,candidate,votes\nC1,c1,2\nC1,c2,1\n", EVERY, VERDICT_REFUTED,
           "No exchange of targets explains the reported totals");
    scr_arena_free(&deck.arena);
}

/* The search's words at every budget: at once, after sizes were ruled out, with some exchanges or with all. */
UNIT_TEST(verify_reported_limits, every_budget_says_no_more_than_it_found) {
    const uint32_t n[] = {2, 2, 2, 2}, v[] = {1, 1, 1, 1};
    struct deck deck = small_deck(n, v, 4, 3);
    uint32_t reported[8];
    bool none = false, sizes = false, some = false, all = false;
    for (uint32_t k = 0; k < 4; k++)
        for (uint32_t b = 0; b < 3; b++) small_deck_mark(&deck, b, 2 * k + (b == 2));
    small_deck_expect(&deck);
    deck.style_id = deck.style_name = "s";
    for (uint32_t i = 0; i < 8; i++) reported[i] = deck.candidates[i ^ 1].votes;
    for (uint64_t work = 0; work < 2000000 && !all; work += 40 + work / 16) {
        struct scr_arena arena = {0};
        struct explanation e;
        struct budget budget = {work};
        const char *words = "All";
        CU_ASSERT_FALSE(scr_failed(reported_explain(&deck, reported, &budget, &arena, &e)));
        CU_ASSERT(e.count <= 576 && e.ruled_out < 8 && (e.ended || e.count == 576) &&
                  e.kept == (e.count < 20 ? e.count : 20));
        if (!e.count && e.ruled_out < 2) {
            none = true;
            words = ". The search for an exchange that explains this ended at its budget of work";
        } else if (!e.count) {
            sizes = true;
            words = "or fewer targets explains the reported totals; the search for larger ones ended at its budget";
        } else if (e.ended) {
            some = true;
            words = ". At least ";
        } else {
            all = true;
            words = ". 576 exchanges of 8 targets";
        }
        expect(&deck,
               "contest,candidate,votes\nC1,c1,1\nC1,c2,2\nC2,c3,1\nC2,c4,2\nC3,c5,1\nC3,c6,2\nC4,c7,1\nC4,c8,2\n",
               work, VERDICT_REFUTED, words);
        scr_arena_free(&arena);
    }
    CU_ASSERT(none && sizes && some && all);
    scr_arena_free(&deck.arena);
}

/* Columns of more than 128 MiB are not made, and contests of more candidates than the recursion goes deep are left:
 * both count as searches that ended. A deck without targets is no deck, and one without a mark has no columns. */
UNIT_TEST(verify_reported_limits, sizes_beyond) {
    enum { MANY = 20000, DEEP = 4100 };
    static uint32_t n[MANY], v[MANY], reported[MANY], mark = 1, own[DEEP];
    struct scr_arena arena = {0};
    struct explanation e;
    struct budget budget = {EVERY};
    n[0] = MANY;
    v[0] = 1;
    struct deck deck = small_deck(n, v, 1, 0);
    static struct deck_ballot ballots[54000];
    for (size_t b = 0; b < sizeof ballots / sizeof *ballots; b++)
        ballots[b] = (struct deck_ballot){BALLOT_TEST, &mark, 1};
    deck.ballots = ballots;
    deck.ballot_count = sizeof ballots / sizeof *ballots;
    CU_ASSERT_FALSE(scr_failed(reported_explain(&deck, reported, &budget, &arena, &e)));
    CU_ASSERT(e.ended && !e.count && e.ruled_out == 1);
    deck.ballots[0].mark_count = 0;
    deck.ballot_count = 1;
    CU_ASSERT_FALSE(scr_failed(reported_explain(&deck, reported, &budget, &arena, &e)));
    CU_ASSERT(!e.ended && !e.count);
    deck.target_count = 0;
    CU_ASSERT_EQUAL(reported_explain(&deck, reported, &budget, &arena, &e).code, SCR_INTERNAL);
    scr_arena_free(&deck.arena);
    /* One contest, everybody with a vote of a ballot of their own but the last two, who have two and none. */
    n[0] = v[0] = DEEP;
    deck = small_deck(n, v, 1, 0);
    for (uint32_t i = 0; i < DEEP; i++) {
        own[i] = i + 1 < DEEP ? i : DEEP - 2;
        ballots[i] = (struct deck_ballot){BALLOT_TEST, &own[i], 1};
        reported[i] = i + 2 < DEEP ? 1 : i + 2 == DEEP ? 0 : 2;
    }
    deck.ballots = ballots;
    deck.ballot_count = DEEP;
    budget.left = UINT64_MAX;
    CU_ASSERT_FALSE(scr_failed(reported_explain(&deck, reported, &budget, &arena, &e)));
    CU_ASSERT(e.ended && !e.count && budget.left);
    scr_arena_free(&deck.arena);
    /* A few less, of whom ten have 2 to 11 marks and are reported with the next one's: deep enough when all are gone
     * through and the ten get their targets. */
    n[0] = v[0] = DEEP - 105;
    deck = small_deck(n, v, 1, 0);
    deck.ballots = ballots;
    for (uint32_t i = 0; i < n[0]; i++) {
        reported[i] = i < 10 ? 2 + (i + 1) % 10 : 1;
        for (uint32_t times = i < 10 ? 2 + i : 1; times; times--) {
            own[i] = i;
            ballots[deck.ballot_count++] = (struct deck_ballot){BALLOT_TEST, &own[i], 1};
        }
    }
    CU_ASSERT_FALSE(scr_failed(reported_explain(&deck, reported, &budget, &arena, &e)));
    CU_ASSERT(e.ended && !e.count && e.ruled_out == 9 && budget.left);
    scr_arena_free(&arena);
    scr_arena_free(&deck.arena);
}
