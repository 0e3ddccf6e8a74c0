/* test_verify_reported.c: the search for exchanges that explain a machine's totals, against brute force over all
 * permutations and on decks of real size; the CSV reader; the words of LAT-31. */
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "small_deck.h"
#include "unit.h"
#include "verify/deck/reported.h"
#include "verify/deck/reported_csv.h"
#include "verify/deck/reported_read.h"
#include "verify/deck/reported_search.h"

#define TARGETS 7
#define LISTED 6000

struct listed {
    uint32_t images[LISTED][TARGETS];
    uint32_t count, moved;
};

/* All swaps of the fewest moved that report these totals. */
static void list_by_force(const struct deck *deck, const uint32_t *reported, struct listed *list) {
    uint32_t s[TARGETS], totals[TARGETS], n = deck->target_count;
    list->count = list->moved = 0;
    for (uint32_t i = 0; i < n; i++) s[i] = i;
    while (next_permutation(s, n)) {
        uint32_t moved = 0;
        for (uint32_t i = 0; i < n; i++) moved += s[i] != i;
        if (list->count && moved > list->moved) continue;
        small_deck_count(deck, s, totals);
        if (memcmp(totals, reported, n * sizeof *totals)) continue;
        if (moved < list->moved) list->count = 0;
        list->moved = moved;
        memcpy(list->images[list->count++], s, n * sizeof *s);
    }
}

static bool is_listed(const struct listed *list, const struct swap *swap, uint32_t n) {
    uint32_t image[TARGETS];
    for (uint32_t i = 0; i < n; i++) image[i] = i;
    for (uint32_t a = 0; a < swap->count; a++) image[swap->moved[a]] = swap->image[a];
    for (uint32_t i = 0; i < list->count; i++)
        if (!memcmp(list->images[i], image, n * sizeof *image)) return true;
    return false;
}

static void check_against_force(const struct deck *deck, const uint32_t *reported, struct listed *list) {
    struct scr_arena arena = {0};
    struct explanation e;
    struct budget budget = {400000000};
    list_by_force(deck, reported, list);
    CU_ASSERT_FATAL(!scr_failed(reported_explain(deck, reported, &budget, &arena, &e)));
    CU_ASSERT(!e.ended);
    CU_ASSERT_EQUAL(e.count, list->count);
    CU_ASSERT_EQUAL(e.kept, list->count < EXCHANGES_KEPT ? list->count : EXCHANGES_KEPT);
    for (uint32_t i = 0; i < e.kept; i++) {
        CU_ASSERT_EQUAL(e.exchanges[i].count, list->moved);
        CU_ASSERT(is_listed(list, &e.exchanges[i], deck->target_count));
        for (uint32_t j = 0; j < i; j++)
            CU_ASSERT(memcmp(e.exchanges[i].moved, e.exchanges[j].moved, list->moved * sizeof(uint32_t)) ||
                      memcmp(e.exchanges[i].image, e.exchanges[j].image, list->moved * sizeof(uint32_t)));
    }
    scr_arena_free(&arena);
}

static void random_marks(struct deck *deck, uint32_t ballots, uint64_t *random) {
    for (uint32_t b = 0; b < ballots; b++) {
        for (uint32_t k = 0; k < deck->contest_count; k++) {
            uint32_t left = deck->contests[k].votes_allowed;
            for (uint32_t tries = 0; tries < deck->contests[k].count && left; tries++) {
                uint32_t target = deck->contests[k].first + (uint32_t)test_random(random, deck->contests[k].count);
                if (!test_random(random, 3) || small_deck_marks(deck, b, target)) continue;
                small_deck_mark(deck, b, target);
                left--;
            }
        }
    }
}

/* The overvote ballot of rule "all" (kind 1) or "exact" (kind 2). */
static void overvote(struct deck *deck, uint32_t ballot, uint32_t kind) {
    deck->ballots[ballot].kind = BALLOT_OVERVOTE;
    for (uint32_t k = 0; k < deck->contest_count; k++) {
        const struct deck_contest *contest = &deck->contests[k];
        uint32_t marks = kind == 1 ? contest->count : contest->votes_allowed + 1;
        if (kind == 2 && contest->count <= contest->votes_allowed) continue;
        for (uint32_t i = 0; i < marks; i++) small_deck_mark(deck, ballot, contest->first + i);
    }
}

UNIT_TEST(verify_reported, explanations_agree_with_brute_force) {
    static struct listed list;
    uint64_t random = 31;
    uint32_t explained = 0, unexplained = 0, lossy = 0, by_moved[TARGETS + 1] = {0};
    for (uint32_t round = 0; round < 900; round++) {
        uint32_t n[TARGETS], v[TARGETS], contests = 0, targets = 0, most = round % 6 ? 6 : TARGETS;
        while (targets < most) {
            n[contests] = 1 + (uint32_t)test_random(&random, most - targets < 4 ? most - targets : 4);
            v[contests] = 1 + (uint32_t)test_random(&random, n[contests] > 2 ? 2 : n[contests] + 1);
            targets += n[contests++];
        }
        uint32_t ballots = 2 + (uint32_t)test_random(&random, 9), kind = round % 3;
        struct deck deck = small_deck(n, v, contests, ballots + 2);
        random_marks(&deck, ballots, &random);
        if (kind) overvote(&deck, ballots, kind);
        deck.ballots[ballots + 1].kind = BALLOT_BLANK;
        small_deck_expect(&deck);
        uint32_t image[TARGETS], reported[TARGETS], votes = 0, expected = 0;
        bool same = true;
        for (uint32_t i = 0; i < targets; i++) image[i] = i;
        for (uint64_t steps = 1 + test_random(&random, 3); steps; steps--) {
            uint32_t a = (uint32_t)test_random(&random, targets), b = (uint32_t)test_random(&random, targets);
            uint32_t held = image[a];
            image[a] = image[b];
            image[b] = held;
        }
        small_deck_count(&deck, image, reported);
        if (round % 5 == 4) reported[test_random(&random, targets)] = (uint32_t)test_random(&random, ballots);
        for (uint32_t i = 0; i < targets; i++) {
            same &= reported[i] == deck.candidates[i].votes;
            votes += reported[i];
            expected += deck.candidates[i].votes;
        }
        if (!same) {
            check_against_force(&deck, reported, &list);
            explained += list.count > 0;
            unexplained += !list.count;
            lossy += votes < expected && list.count;
            by_moved[list.moved]++;
        }
        scr_arena_free(&deck.arena);
    }
    printf(" (%u explained, %u with votes lost, %u not; 2: %u, 3: %u, 4: %u, 5: %u, 6: %u) ", explained, lossy,
           unexplained, by_moved[2], by_moved[3], by_moved[4], by_moved[5], by_moved[6]);
    CU_ASSERT(explained > 300 && unexplained > 30 && lossy > 50);
}

/* A deck like a state's: 25 contests, 100 candidates, 28 ballots, totals laid around shuffled cycles of ballots. */
static struct deck state_deck(uint64_t *random, uint32_t overvote_kind) {
    uint32_t n[25], v[25], order[28];
    for (uint32_t k = 0; k < 25; k++) {
        n[k] = k < 4 ? 7 : k < 12 ? 5 : k < 20 ? 3 : k < 22 ? 5 : 2;
        v[k] = k >= 20 && k < 22 ? 2 : 1;
    }
    struct deck deck = small_deck(n, v, 25, overvote_kind ? 30 : 29);
    for (uint32_t k = 0; k < 25; k++) {
        for (uint32_t b = 0; b < 28; b++) order[b] = b;
        for (uint32_t b = 28; b > 1; b--) {
            uint32_t other = (uint32_t)test_random(random, b), held = order[b - 1];
            order[b - 1] = order[other];
            order[other] = held;
        }
        uint32_t at = 0, more = n[k] == 7 ? 0 : n[k] == 5 ? k % 3 : k % 7;
        for (uint32_t i = 0; i < n[k]; i++)
            for (uint32_t mark = 0; mark < i + 1 + more; mark++, at++)
                small_deck_mark(&deck, order[at % 28], deck.contests[k].first + i);
    }
    if (overvote_kind) overvote(&deck, 28, overvote_kind);
    deck.ballots[deck.ballot_count - 1].kind = BALLOT_BLANK;
    small_deck_expect(&deck);
    return deck;
}

static void exchange(uint32_t *image, uint32_t a, uint32_t b) {
    uint32_t held = image[a];
    image[a] = image[b];
    image[b] = held;
}

/* The exchange really made is among those listed, or a smaller one is. Returns the work. */
static uint64_t explained(const struct deck *deck, const uint32_t *image, uint32_t most) {
    uint32_t reported[200], moved = 0;
    struct scr_arena arena = {0};
    struct explanation e;
    struct budget budget = {4000000000};
    bool found = false;
    for (uint32_t i = 0; i < deck->target_count; i++) moved += image[i] != i;
    small_deck_count(deck, image, reported);
    CU_ASSERT_FATAL(!scr_failed(reported_explain(deck, reported, &budget, &arena, &e)));
    CU_ASSERT(!e.ended && e.count);
    for (uint32_t x = 0; x < e.kept; x++) {
        uint32_t s[200], totals[200];
        bool same = e.exchanges[x].count == moved;
        for (uint32_t i = 0; i < deck->target_count; i++) s[i] = i;
        for (uint32_t a = 0; a < e.exchanges[x].count; a++) s[e.exchanges[x].moved[a]] = e.exchanges[x].image[a];
        small_deck_count(deck, s, totals);
        CU_ASSERT(!memcmp(totals, reported, deck->target_count * sizeof *totals));
        for (uint32_t i = 0; i < deck->target_count; i++) same &= s[i] == image[i];
        found |= same || e.exchanges[x].count < moved;
    }
    CU_ASSERT(found || e.count > e.kept);
    CU_ASSERT(!e.kept || e.exchanges[0].count <= most);
    scr_arena_free(&arena);
    return 4000000000 - budget.left;
}

UNIT_TEST(verify_reported, faults_of_real_size_are_explained) {
    uint64_t random = 17, work[4] = {0};
    for (uint32_t round = 0; round < 12; round++) {
        struct deck deck = state_deck(&random, round % 3);
        uint32_t image[200], n = deck.target_count;
        for (uint32_t kind = 0; kind < 4; kind++) {
            uint64_t used = 0;
            for (uint32_t i = 0; i < n; i++) image[i] = i;
            if (kind < 2) { /* two or three targets anywhere */
                uint32_t a = (uint32_t)test_random(&random, n), b = (a + 1 + (uint32_t)test_random(&random, n - 1)) % n;
                exchange(image, a, b);
                if (kind) exchange(image, b, (b + 1 + (uint32_t)test_random(&random, n - 1)) % n);
            } else if (kind == 2) { /* a contest shifted by one */
                const struct deck_contest *c = &deck.contests[round % 4];
                for (uint32_t i = 0; i + 1 < c->count; i++) exchange(image, c->first + i, c->first + i + 1);
            } else { /* two whole contests with as many candidates and votes */
                uint32_t first = round % 2 ? 4 + round % 3 : 12 + round % 3;
                for (uint32_t i = 0; i < deck.contests[first].count; i++)
                    exchange(image, deck.contests[first].first + i, deck.contests[first + 1].first + i);
            }
            uint32_t reported[200];
            bool same = true;
            small_deck_count(&deck, image, reported);
            for (uint32_t i = 0; i < n; i++) same &= reported[i] == deck.candidates[i].votes;
            if (!same) used = explained(&deck, image, n);
            if (used > work[kind]) work[kind] = used;
        }
        scr_arena_free(&deck.arena);
    }
    printf(" (work: two %llu, three %llu, shift %llu, contests %llu) ", (unsigned long long)work[0],
           (unsigned long long)work[1], (unsigned long long)work[2], (unsigned long long)work[3]);
}

/* Totals that no rearrangement gives are known at once, and a hopeless search ends at its budget with the sizes that it
 * ruled out. */
UNIT_TEST(verify_reported, no_explanation_and_budget) {
    uint64_t random = 3;
    struct deck deck = state_deck(&random, 0);
    uint32_t reported[200];
    struct scr_arena arena = {0};
    struct explanation e;
    for (uint32_t i = 0; i < deck.target_count; i++) reported[i] = deck.candidates[i].votes;
    reported[3]++;
    struct budget budget = {8000000};
    CU_ASSERT(!scr_failed(reported_explain(&deck, reported, &budget, &arena, &e)));
    CU_ASSERT(!e.count && !e.ended);
    reported[4]--; /* the same number of votes: no loss, but no rearrangement either */
    reported[10]--;
    reported[50]++;
    CU_ASSERT(!scr_failed(reported_explain(&deck, reported, &budget, &arena, &e)));
    CU_ASSERT(!e.count);
    for (uint32_t i = 0; i < deck.target_count; i++) reported[i] = deck.candidates[i].votes / 2;
    budget.left = 40000000;
    CU_ASSERT(!scr_failed(reported_explain(&deck, reported, &budget, &arena, &e)));
    CU_ASSERT(!e.count && e.ended && !budget.left);
    budget.left = 80;
    reported[0] = 9;
    CU_ASSERT(!scr_failed(reported_explain(&deck, reported, &budget, &arena, &e)));
    CU_ASSERT(!e.count && e.ended && e.ruled_out <= 3);
    scr_arena_free(&arena);
    scr_arena_free(&deck.arena);
}

UNIT_TEST(verify_reported, csv_records) {
    static const char text[] = "\xEF\xBB\xBF"
                               "a,b\r\n\n\"x,\"\"y\"\"\nz\",\r\nbad\"quote,1\nlone\rreturn\n\"q\"tail,2\nlast,3";
    struct csv_reader csv = {.text = text, .length = sizeof text - 1, .line = 1};
    bool more;
    CU_ASSERT(!scr_failed(reported_csv_next(&csv, &more)) && more && csv.count == 2 && csv.record_line == 1);
    CU_ASSERT_STRING_EQUAL(reported_csv_field(&csv, 0), "a");
    CU_ASSERT(!scr_failed(reported_csv_next(&csv, &more)) && more && csv.count == 2 && csv.record_line == 3);
    CU_ASSERT_STRING_EQUAL(reported_csv_field(&csv, 0), "x,\"y\"\nz");
    CU_ASSERT_STRING_EQUAL(reported_csv_field(&csv, 1), "");
    for (unsigned long line = 5; line <= 7; line++)
        CU_ASSERT(!scr_failed(reported_csv_next(&csv, &more)) && more && csv.complaint && csv.record_line == line);
    CU_ASSERT(!scr_failed(reported_csv_next(&csv, &more)) && more && !csv.complaint && csv.record_line == 8);
    CU_ASSERT_STRING_EQUAL(reported_csv_field(&csv, 0), "last");
    CU_ASSERT(!scr_failed(reported_csv_next(&csv, &more)) && !more);
    reported_csv_free(&csv);
    struct csv_reader open = {.text = "\"no end\n1,2\n", .length = 12, .line = 1};
    CU_ASSERT(!scr_failed(reported_csv_next(&open, &more)) && more && open.complaint);
    CU_ASSERT(!scr_failed(reported_csv_next(&open, &more)) && !more);
    reported_csv_free(&open);
}

/* Two contests of two: c1, c2 of C1 with totals 1, 2; c3, c4 of C2 with totals 3, 0. Ballots are fixed by hand. */
static struct deck hand_deck(void) {
    static const uint32_t n[] = {2, 2}, v[] = {1, 1};
    struct deck deck = small_deck(n, v, 2, 3);
    small_deck_mark(&deck, 0, 0);
    small_deck_mark(&deck, 1, 1);
    small_deck_mark(&deck, 2, 1);
    for (uint32_t b = 0; b < 3; b++) small_deck_mark(&deck, b, 2);
    small_deck_expect(&deck);
    deck.style_id = "style-1";
    deck.style_name = "Style 1";
    deck.contests[1].undervotes = 0;
    return deck;
}

static const char *write_csv(const char *text) {
    static char path[4096];
    snprintf(path, sizeof path, "%s/totals.csv", unit_scratch());
    FILE *file = fopen(path, "w");
    CU_ASSERT_PTR_NOT_NULL_FATAL(file);
    fputs(text, file);
    CU_ASSERT_EQUAL(fclose(file), 0);
    return path;
}

/* Compares and returns the verdict; `expected` must occur in the detail, `headline` is the whole of the headline. */
static int compared_with_headline(const char *csv, const char *expected, const char *headline) {
    struct deck deck = hand_deck();
    struct findings findings = {0};
    struct scr_diagnosis diagnosis = {0};
    struct work work = {.each = 8000000, .all = 8000000};
    struct scr_buffer words = {0};
    CU_ASSERT(!scr_failed(reported_compare(&deck, write_csv(csv), &work, &findings, &words, &diagnosis)));
    if (headline) CU_ASSERT_STRING_EQUAL((const char *)words.data, headline);
    scr_buffer_free(&words);
    int verdict = findings_verdict(&findings, "LAT-31");
    if (findings.check_count != 1 || !strstr(findings.checks[0].detail, expected)) {
        printf(" [%s] ", findings.check_count ? findings.checks[0].detail : "no check");
        CU_FAIL("the detail is another one");
    }
    findings_free(&findings);
    scr_diagnosis_free(&diagnosis);
    scr_arena_free(&deck.arena);
    return verdict;
}

static int compared(const char *csv, const char *expected) { return compared_with_headline(csv, expected, NULL); }

/* What the file has no line for is named: an empty comparison must not look like a full one. */
UNIT_TEST(verify_reported, what_was_not_compared) {
    const char *votes = "contest,candidate,votes\nC1,c1,1\nC1,c2,2\nC2,c3,3\nC2,c4,0\n";
    char csv[400];
    CU_ASSERT_EQUAL(compared_with_headline(votes,
                                           "All 4 reported numbers equal the expected ones. Not compared, because the "
                                           "file has no line for it: undervotes, overvotes, ballots cast.",
                                           "equal in all 4 numbers compared"),
                    VERDICT_HOLDS);
    snprintf(csv, sizeof csv, "%sC2,undervotes,0\nC1,overvotes,0\nC1,ballots,3\n", votes);
    CU_ASSERT_EQUAL(compared_with_headline(csv,
                                           "All 7 reported numbers equal the expected ones. Not compared, because the "
                                           "file has no line for it: undervotes of 1 contest, overvotes of 1 contest.",
                                           "equal in all 7 numbers compared"),
                    VERDICT_HOLDS);
    snprintf(csv, sizeof csv, "%sC1,undervotes,0\nC2,undervotes,0\nC1,overvotes,1\nC2,overvotes,0\n,ballots,4\n",
             votes);
    CU_ASSERT_EQUAL(compared_with_headline(csv, "The candidates' totals are as expected.",
                                           "differ: overvotes (C1): expected 0, reported 1"),
                    VERDICT_REFUTED);
    CU_ASSERT_EQUAL(compared("contest,candidate,votes\nC1,c1,2\nC1,c2,1\nC2,c3,3\nC2,c4,0\n,ballots,3\n",
                             "other's votes. Not compared, because the file has no line for it: undervotes, "
                             "overvotes."),
                    VERDICT_REFUTED);
}

UNIT_TEST(verify_reported, verdicts_in_words) {
    CU_ASSERT_EQUAL(compared("contest,candidate,votes\nC1,c1,1\ncontest-1,candidate-2,2\nC2,c3,3\nC2,c4,0\n"
                             "C2,undervotes,0\n,ballots,3\n",
                             "All 6 reported numbers"),
                    VERDICT_HOLDS);
    CU_ASSERT_EQUAL(
        compared("votes,candidate,contest\n2,c1,C1\n1,c2,C1\n3,c3,C2\n0,c4,C2\n",
                 "c1 (C1): expected 1, reported 2; c2 (C1): expected 2, reported 1. 1 exchange of 2 targets "
                 "would make a machine report exactly this, and none of fewer: 1) c1 (C1) and c2 (C1) get each "
                 "other's votes."),
        VERDICT_REFUTED);
    CU_ASSERT_EQUAL(
        compared("style,contest,candidate,votes\nother,C1,c1,7\nstyle-1,C1,c1,1\nstyle-1,C1,c2,2\nStyle 1,C1,c2,7\n"
                 "style-1,C2,c3,2\nstyle-1,C2,c4,2\n",
                 "No exchange of targets explains"),
        VERDICT_REFUTED);
    CU_ASSERT_EQUAL(
        compared("contest,candidate,votes\nC1,c1,1\nC1,c2,2\nC2,c3,3\nC2,c4,0\nC2,undervotes,1\n"
                 "C1,overvotes,2\n,ballots,4\nC1,ballots,9\n",
                 "overvotes (C1): expected 0, reported 2; ballots (C1): expected 3, reported 9; undervotes "
                 "(C2): expected 0, reported 1; ballots cast: expected 3, reported 4. The candidates' totals "
                 "are as expected."),
        VERDICT_REFUTED);
}

UNIT_TEST(verify_reported, malformed_tapes_are_refused_with_all_their_problems) {
    static const struct {
        const char *csv;
        size_t problems;
        const char *place, *message;
    } cases[] = {
        {"", 1, "line 1", "the file is empty"},
        {"contest,candidate\n", 1, "line 1", "the column \"votes\" is missing"},
        {"contest,candidate,votes,Votes\n", 1, "line 1", "the column \"Votes\" is not one of"},
        {"contest,candidate,votes,votes\n", 1, "line 1", "occurs twice"},
        {"contest,candidate,votes\nC1,c1,1\nC1,c2,2\nC2,c3,3\n", 1, "totals.csv",
         "the total of \"c4\" of contest \"C2\" is"},
        {"contest,candidate,votes\nC1,c1,1\nC1,c2,2\nC2,c3,3\nC2,c4,0\nC2,c4,0\n", 1, "line 6", "a second time"},
        {"contest,candidate,votes\nC1,c1,-1\nC1,c2,02\nC2,c3,3 \nC2,c4,9999999999\n", 8, "line 2", "whole number"},
        {"contest,candidate,votes\nC1,c1,1\nC1,c2,2,\nC2,c3,3\nC2,c4,0\n", 2, "line 3", "as many fields"},
        {"contest,candidate,votes\nC1,c1,1\nC1,c2,2\nC2,c3,3\nC2,c4,0\nC9,c1,1\nC1,c3,1\nC1,\"c\",1\n", 3, "line 6",
         "the contest \"C9\" is not in the deck"},
        {"contest,candidate,votes\nC1,c1,1\nC1,c2,2\nC2,c3,3\nC2,c4,\"0\n", 2, "line 5", "not closed"},
        {"contest,candidate,votes\nC1,\x1b[2J,1\n", 5, "line 2", "the candidate \"\\u{1B}[2J\""},
        {"style,contest,candidate,votes\nStyle 1,C1,c1,1\nother,C1,c1,1\n", 1, "totals.csv",
         "no line is of the deck's ballot style: the column style must give its id, \"style-1\""},
        {"contest,candidate,votes\nC1,\xff,1\n", 1, "totals.csv", "not text in UTF-8"}};
    for (size_t i = 0; i < sizeof cases / sizeof *cases; i++) {
        struct deck deck = hand_deck();
        struct findings findings = {0};
        struct scr_diagnosis diagnosis = {0};
        struct work work = {.each = 8000000, .all = 8000000};
        struct scr_buffer words = {0};
        scr_result result = reported_compare(&deck, write_csv(cases[i].csv), &work, &findings, &words, &diagnosis);
        CU_ASSERT_EQUAL(words.length, 0);
        scr_buffer_free(&words);
        CU_ASSERT_EQUAL(result.code, SCR_INPUT);
        CU_ASSERT_EQUAL(diagnosis.count, cases[i].problems);
        CU_ASSERT_EQUAL(findings.check_count, 0);
        if (!diagnosis.count || !strstr(diagnosis.problems[0].place, cases[i].place) ||
            !strstr(diagnosis.problems[0].message, cases[i].message)) {
            printf(" [%s: %s] ", diagnosis.count ? diagnosis.problems[0].place : "",
                   diagnosis.count ? diagnosis.problems[0].message : "no problem");
            CU_FAIL("the problem is another one");
        }
        findings_free(&findings);
        scr_diagnosis_free(&diagnosis);
        scr_arena_free(&deck.arena);
    }
}

/* Names that two candidates or contests share must be given by id; an id wins over a name. */
UNIT_TEST(verify_reported, shared_names) {
    struct deck deck = hand_deck();
    struct scr_arena arena = {0};
    struct scr_diagnosis diagnosis = {0};
    struct reported_totals totals;
    deck.candidates[1].name = "c1";
    deck.candidates[3].name = "candidate-3";
    static const char by_name[] = "contest,candidate,votes\nC1,c1,1\nC1,candidate-2,2\nC2,c3,3\nC2,candidate-4,0\n";
    static const char by_id[] = "contest,candidate,votes\nC1,candidate-1,5\nC1,candidate-2,6\nC2,candidate-3,7\nC2,"
                                "candidate-4,8\n";
    CU_ASSERT_EQUAL(reported_read(&deck, "t", by_name, sizeof by_name - 1, &arena, &totals, &diagnosis).code,
                    SCR_INPUT);
    CU_ASSERT(diagnosis.count == 2 && strstr(diagnosis.problems[0].message, "give the candidate's id"));
    CU_ASSERT(!scr_failed(reported_read(&deck, "t", by_id, sizeof by_id - 1, &arena, &totals, &diagnosis)));
    CU_ASSERT(totals.votes[0] == 5 && totals.votes[1] == 6 && totals.votes[2] == 7 && totals.votes[3] == 8);
    deck.contests[1].name = "C1";
    CU_ASSERT_EQUAL(reported_read(&deck, "t", by_name, sizeof by_name - 1, &arena, &totals, &diagnosis).code,
                    SCR_INPUT);
    scr_diagnosis_free(&diagnosis);
    scr_arena_free(&arena);
    scr_arena_free(&deck.arena);
}
