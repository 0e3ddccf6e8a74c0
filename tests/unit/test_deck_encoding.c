/* test_deck_encoding.c: clauses of proofs by search: numbers written out by hand from the specification, section 4.6,
 * and satisfiability against trying all decks. */
#include <stdio.h>
#include <stdlib.h>

#include "deck_oracle.h"
#include "gen/deck/encoding.h"
#include "gen/deck/sat.h"
#include "unit.h"

struct text {
    int literals[4000];
    size_t count;
};

static bool keep(void *context, int literal) {
    struct text *text = context;
    if (text->count == 4000) return false;
    text->literals[text->count++] = literal;
    return true;
}

/* How often a clause (ended by 0) stands in the text, in just this order of literals. */
static size_t times(const struct text *text, const int *clause) {
    size_t found = 0;
    for (size_t at = 0; at < text->count;) {
        size_t length = 0;
        bool equal = true;
        for (; text->literals[at + length]; length++) equal = equal && clause[length] == text->literals[at + length];
        for (size_t i = 0; i < length && equal; i++) equal = clause[i] != 0;
        found += equal && !clause[length];
        at += length + 1;
    }
    return found;
}
#define HOLDS(...) CU_ASSERT(times(&text, (const int[]){__VA_ARGS__, 0}) >= 1)

/* Two contests 2/1 at two ballots: X 1..8; C(beta, i, l) 9, 10, 11 for candidate 1, .. 20; P(1) = 21, D 22, 23; P(2) =
 * 24, D 25, 26; Q(1, 1..4) = 27..30; the cut 1:3 3:1: E = 31, U and V 32..35; O({2, 3}, 1, .) = 36, 37 and
 * O({1, 4}, 1, .) = 38, 39. */
UNIT_TEST(deck_encoding, numbers_as_specified) {
    static const uint32_t contests[][2] = {{2, 1}, {2, 1}};
    static const uint32_t moved[] = {0, 2}, image[] = {2, 0};
    struct cut cut = {moved, image, 2};
    struct scr_arena arena = {0};
    struct shape shape = oracle_shape(&arena, contests, 2, 0, true);
    struct encoding *encoding;
    struct text text = {.count = 0};
    CU_ASSERT_FATAL(!scr_failed(encoding_new(&shape, 2, &encoding_all_symmetry, &encoding)));
    CU_ASSERT_FATAL(!scr_failed(encoding_base(encoding, keep, &text)));
    CU_ASSERT_EQUAL(encoding_mark(encoding, 1, 2), 7);
    CU_ASSERT_EQUAL(encoding_total(encoding, 0, 2), 11);
    CU_ASSERT_EQUAL(encoding_total(encoding, 3, 1), 19);
    HOLDS(-1, 9);      /* first ballot marks 1: at least 1 of ballots 1..1 */
    HOLDS(-9, 10);     /* 1: at least 1 of 1..1, so of 1..2 */
    HOLDS(-5, -9, 11); /* 1: both ballots */
    HOLDS(9, 5, -10);  /* at least 1 of 1..2 comes from somewhere */
    HOLDS(9, -11);     /* 2 of 1..2 needs 1 of 1..1 */
    HOLDS(-1, -2);     /* no overvote */
    HOLDS(-7, -8);     /* second ballot, second contest */
    HOLDS(10);         /* G(1, 1): the rule about each candidate */
    HOLDS(13);         /* S1 at l = 0: G(2, 1) */
    HOLDS(-10, 14);    /* S1: total of 2 above that of 1 */
    HOLDS(-11);        /* S1 at l = b */
    HOLDS(-10, 16);    /* S2, j = 1: P(0) true */
    HOLDS(-22, 16);    /* D(1, 1): G(c, 1) */
    HOLDS(-22, -10);   /* D(1, 1): not G(a, 1) */
    HOLDS(21, 22, 23); /* P(1) or differ */
    HOLDS(-21, 24, 25, 26);
    HOLDS(-24);   /* not all equal */
    HOLDS(1, -5); /* S3: first ballot not below the second */
    HOLDS(-1, -5, 27);
    HOLDS(1, 5, 27);
    HOLDS(-27, 2, -6);
    size_t base = text.count;
    CU_ASSERT_FATAL(!scr_failed(encoding_cut(encoding, &cut, keep, &text)));
    CU_ASSERT_EQUAL(text.count - base, 8 * 3 + 6 + 8 * 3 + 6);
    HOLDS(-32, 10);  /* U(1, 3, 1): G(1, 1) .. */
    HOLDS(-32, -16); /* .. and not G(3, 1) */
    HOLDS(-33, -10);
    HOLDS(-33, 16);
    HOLDS(-31, 32, 33, 34, 35);
    HOLDS(-36, 2); /* O({2, 3}, 1, 1): both are marked on ballot 1 */
    HOLDS(-36, 3);
    HOLDS(-39, 5); /* O({1, 4}, 1, 2) */
    HOLDS(-39, 8);
    HOLDS(31, 36, 37, 38, 39);
    encoding_free(encoding);
    scr_arena_free(&arena);
}

static bool add(void *sat, int literal) { return sat_add(sat, literal); }

/* Every swap that moves no candidate within its own block, as a cut. */
static void cut_all(struct encoding *encoding, const struct oracle *deck, struct sat *sat, uint32_t *image,
                    uint32_t at) {
    if (at < deck->candidates) {
        for (uint32_t i = at; i < deck->candidates; i++) {
            uint32_t kept = image[at];
            image[at] = image[i];
            image[i] = kept;
            cut_all(encoding, deck, sat, image, at + 1);
            kept = image[at];
            image[at] = image[i];
            image[i] = kept;
        }
        return;
    }
    uint32_t moved[8], images[8];
    struct cut cut = {moved, images, 0};
    for (uint32_t c = 0; c < at; c++) {
        if (image[c] == c) continue;
        /* Noncompetitive candidates, contests of one here, are one block. */
        uint32_t a = deck->contest_of[c], b = deck->contest_of[image[c]];
        if (a == b || (deck->n[a] == 1 && deck->n[b] == 1)) return;
        moved[cut.count] = c;
        images[cut.count++] = image[c];
    }
    if (cut.count) CU_ASSERT_FATAL(!scr_failed(encoding_cut(encoding, &cut, add, sat)));
}

static bool satisfiable(const struct shape *shape, const struct oracle *deck,
                        const struct encoding_symmetry *symmetry) {
    struct encoding *encoding = NULL;
    struct sat *sat = sat_new(NULL);
    uint32_t image[8];
    enum sat_answer answer;
    CU_ASSERT_FATAL(sat && !scr_failed(encoding_new(shape, deck->ballots, symmetry, &encoding)));
    CU_ASSERT_FATAL(!scr_failed(encoding_base(encoding, add, sat)));
    for (uint32_t c = 0; c < deck->candidates; c++) image[c] = c;
    cut_all(encoding, deck, sat, image, 0);
    CU_ASSERT_FATAL(sat_solve(sat, 1000000, &answer));
    CU_ASSERT_NOT_EQUAL(answer, SAT_UNKNOWN);
    encoding_free(encoding);
    sat_free(sat);
    return answer == SAT_SATISFIABLE;
}

UNIT_TEST(deck_encoding, satisfiable_exactly_when_some_deck_is_safe) {
    static const struct {
        uint32_t contests[3][2];
        size_t count, group;
    } shapes[] = {{{{2, 1}}, 1, 0},         {{{2, 1}}, 1, 1}, {{{2, 1}, {2, 1}}, 2, 0}, {{{3, 2}, {2, 1}}, 2, 0},
                  {{{3, 1}, {2, 1}}, 2, 0}, {{{3, 2}}, 1, 2}, {{{2, 1}}, 1, 3},         {{{3, 1}}, 1, 1},
                  {{{2, 1}, {2, 1}}, 2, 1}, {{{4, 3}}, 1, 1}, {{{0, 0}}, 0, 3},         {{{4, 2}}, 1, 0}};
    size_t yes = 0, no = 0;
    for (size_t s = 0; s < sizeof shapes / sizeof *shapes; s++)
        for (int each = 0; each < 2; each++)
            for (size_t ballots = 1; ballots <= 5; ballots++) {
                struct scr_arena arena = {0};
                struct shape shape = oracle_shape(&arena, shapes[s].contests, shapes[s].count, shapes[s].group, each);
                struct marks marks;
                uint64_t decks;
                CU_ASSERT_FATAL(!scr_failed(marks_make(ballots, shape.candidate_count, &arena, &marks)));
                struct oracle deck = oracle_of(&shape, &marks);
                if (oracle_deck_count(&deck, 60000) < 60000) {
                    bool expected = oracle_some_deck_safe(&deck, each, &decks);
                    CU_ASSERT_EQUAL(satisfiable(&shape, &deck, &encoding_all_symmetry), expected);
                    /* Order of contests and ballots is free to break or not. */
                    struct encoding_symmetry less = {.totals = true, .group = true};
                    CU_ASSERT_EQUAL(satisfiable(&shape, &deck, &less), expected);
                    yes += expected;
                    no += !expected;
                }
                scr_arena_free(&arena);
            }
    printf("(%zu with a safe deck, %zu without) ", yes, no);
    CU_ASSERT(yes >= 20);
    CU_ASSERT(no >= 20);
}
