/* test_verify_proof_clauses.c: the clauses of specification 4.6 against exhaustive search and by their numbering, and
 * the sub-shapes and cuts that certificates may name. Tests that need the program cadical say so where it is absent. */
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "small_deck.h"
#include "test_verify_proof_fixture.h"
#include "unit.h"

/* Exhaustive search over all decks of b ballots without overvotes: is one swap-safe (and marks everyone, with m)? */
static bool safe_deck_exists(struct deck *deck, bool m) {
    uint32_t n = deck->target_count, bits = n * deck->ballot_count, image[8];
    for (uint32_t marks = 0; marks < 1u << bits; marks++) {
        bool good = true;
        small_deck_clear(deck);
        for (uint32_t bit = 0; bit < bits; bit++)
            if (marks >> bit & 1) small_deck_mark(deck, bit / n, bit % n);
        for (uint32_t b = 0; b < deck->ballot_count && good; b++) {
            uint32_t count[8] = {0};
            for (uint32_t i = 0; i < deck->ballots[b].mark_count; i++)
                good &= ++count[deck->candidates[deck->ballots[b].marks[i]].contest] <=
                        deck->contests[deck->candidates[deck->ballots[b].marks[i]].contest].votes_allowed;
        }
        for (uint32_t i = 0; i < n && m; i++) {
            bool marked = false;
            for (uint32_t b = 0; b < deck->ballot_count; b++) marked |= small_deck_marks(deck, b, i);
            good &= marked;
        }
        if (good && !proof_undetected(deck, image)) return true;
    }
    return false;
}

/* With every swap as a cut the clauses are satisfiable exactly when a swap-safe deck exists. */
UNIT_TEST(verify_proof_clauses, clauses_say_what_exhaustive_search_says) {
    static const struct deck_shape_part shapes[][2] = {{{2, 1, 1}, {0}}, {{2, 1, 2}, {0}}, {{3, 1, 1}, {0}},
                                                       {{3, 2, 1}, {0}}, {{4, 2, 1}, {0}}, {{4, 3, 1}, {0}},
                                                       {{0}, {0}}};
    uint32_t satisfiable = 0, unsatisfiable = 0;
    if (!proof_solver_there()) return;
    const char *folder = unit_scratch();
    for (size_t s = 0; s < sizeof shapes / sizeof *shapes; s++) {
        uint32_t contests = shapes[s][0].candidates * shapes[s][0].count;
        for (uint32_t g = 0; g + contests <= 4; g++) {
            for (uint32_t b = 1; b <= (g + contests == 4 ? 3 : 4) && g + contests; b++) {
                struct deck deck = proof_style(shapes[s], shapes[s][0].count ? 1 : 0, g, b);
                uint32_t image[8];
                for (uint32_t i = 0; i < deck.target_count; i++) image[i] = i;
                while (next_permutation(image, deck.target_count))
                    if (proof_is_cut(&deck, image)) proof_add_cut(&deck, image);
                for (int m = 0; m < 2; m++) {
                    struct clause_set set = proof_clauses(&deck, m);
                    int status = proof_solve(&set, folder);
                    bool exists = safe_deck_exists(&deck, m);
                    CU_ASSERT_EQUAL(status, exists ? 10 : 20);
                    satisfiable += exists;
                    unsatisfiable += !exists;
                    if (!exists) {
                        struct scr_buffer proof = proof_slurp(folder, "proof");
                        CU_ASSERT_EQUAL(proof_ask(&deck, m, &proof, 100000000, NULL), PROOF_HOLDS);
                        scr_buffer_free(&proof);
                    }
                    clauses_free(&set);
                }
                scr_arena_free(&deck.arena);
            }
        }
    }
    printf(" (%u satisfiable, %u not) ", satisfiable, unsatisfiable);
    CU_ASSERT(satisfiable > 10 && unsatisfiable > 10);
}

static bool holds_clause(const struct clause_set *set, const int32_t *clause, size_t count) {
    for (size_t at = 0; at < set->length; at++) {
        size_t size = 0, same = 0;
        while (set->literals[at + size]) size++;
        for (size_t i = 0; i < size && size == count; i++)
            for (size_t j = 0; j < count; j++) same += set->literals[at + i] == clause[j];
        if (size == count && same == count) return true;
        at += size;
    }
    return false;
}

/* Two contests of two, one vote, b = 2, and the cut that exchanges them. By the specification's numbering, counted by
 * hand: X 1..8, C 9..20 (three for each candidate), P(1) 21, D(1,1..2) 22, 23, P(2) 24, D(2,1..2) 25, 26, Q 27..30,
 * E(1,3) 31, U, V 32..35, E(2,4) 36, 37..40, O({3,4}) 41, 42, O({1,2}) 43, 44. */
UNIT_TEST(verify_proof_clauses, numbering) {
    static const struct deck_shape_part twins[] = {{2, 1, 2}};
    static const uint32_t exchange[] = {2, 3, 0, 1};
    struct deck deck = proof_style(twins, 1, 0, 2);
    proof_add_cut(&deck, exchange);
    struct clause_set set = proof_clauses(&deck, true);
    CU_ASSERT_EQUAL(set.variables, 44);
    static const int32_t clauses[][8] = {{31, 36, 41, 42, 43, 44}, /* 9 */
                                         {-41, 3},
                                         {-41, 4},
                                         {-44, 5},              /* 8: |T| - v = 1 */
                                         {-31, 32, 33, 34, 35}, /* 7 */
                                         {-32, 10},
                                         {-32, -16},
                                         {-35, -11},
                                         {-35, 17},
                                         {-37, 13},
                                         {-37, -19},
                                         {-27, 2, -6},
                                         {1, -5},
                                         {-1, -5, 27},
                                         {-28, 3, 7, 29}, /* 6 */
                                         {-24},
                                         {-10, 16},
                                         {-22, 16},
                                         {-22, -10},
                                         {21, 22, 23},
                                         {-21, 24, 25, 26},
                                         {-21, -14, 20}, /* 5 */
                                         {13},
                                         {-10, 14},
                                         {-11}, /* 4: G(i,0), G(i,b+1) */
                                         {10},
                                         {16}, /* 3 */
                                         {-1, -2},
                                         {-7, -8}, /* 2 */
                                         {-9, 10},
                                         {-5, -9, 11},
                                         {9, 5, -10},
                                         {9, -11},
                                         {-1, 9},
                                         {1, -9},
                                         {5, -11}}; /* 1 */
    for (size_t i = 0; i < sizeof clauses / sizeof *clauses; i++) {
        size_t count = 0;
        while (clauses[i][count]) count++;
        if (!holds_clause(&set, clauses[i], count)) {
            printf(" [clause %zu of the list] ", i);
            CU_FAIL("a clause is missing");
        }
    }
    clauses_free(&set);
    scr_arena_free(&deck.arena);
}

UNIT_TEST(verify_proof_clauses, sub_shapes_and_cuts_are_checked) {
    static const struct deck_shape_part twins[] = {{2, 1, 2}}, three[] = {{2, 1, 3}}, other[] = {{3, 1, 1}},
                                        flat[] = {{2, 2, 1}}, none[] = {{2, 1, 0}}, falling[] = {{3, 2, 1}, {2, 1, 1}},
                                        twice[] = {{2, 1, 1}, {2, 1, 1}};
    static const uint32_t a[] = {0, 2}, b[] = {2, 0}, within[] = {0, 1}, within_to[] = {1, 0}, open_to[] = {2, 1},
                          far[] = {0, 9}, far_to[] = {9, 0}, falling_moved[] = {2, 0}, double_to[] = {2, 2};
    struct deck deck = proof_style(twins, 1, 1, 3);
    struct scr_buffer empty = {0};
    const struct {
        const struct deck_shape_part *parts;
        size_t count;
        const char *reason;
    } parts[] = {{three, 1, "the ballot style 2"}, {other, 1, "the ballot style 0"}, {flat, 1, "not competitive"},
                 {none, 1, "at least one"},        {falling, 2, "ascending"},        {twice, 2, "each pair once"}};
    for (size_t i = 0; i < sizeof parts / sizeof *parts; i++) {
        deck.length.parts = parts[i].parts;
        deck.length.part_count = parts[i].count;
        if (parts[i].parts == falling) deck.contests[1] = (struct deck_contest){"x", "x", 2, 2, 3, 0, 0, 0};
        CU_ASSERT_EQUAL(proof_ask(&deck, true, &empty, 1000000, parts[i].reason), PROOF_FAILS);
    }
    scr_arena_free(&deck.arena);
    deck = proof_style(twins, 1, 1, 3);
    deck.length.noncompetitive = 2;
    CU_ASSERT_EQUAL(proof_ask(&deck, true, &empty, 1000000, "only 1"), PROOF_FAILS);
    deck.length.noncompetitive = 1;
    const struct {
        struct deck_cut cut;
        const char *reason;
    } cuts[] = {{{a, b, 0}, "moves no candidate"},
                {{within, within_to, 2}, "own block"},
                {{a, a, 2}, "own block"},
                {{a, open_to, 2}, "that it does not move"},
                {{a, b, 1}, "that it does not move"},
                {{far, far_to, 2}, "does not have"},
                {{falling_moved, a, 2}, "ascending"},
                {{(const uint32_t[]){0, 4}, double_to, 2}, "twice"},
                {{a, (const uint32_t[]){2, 4}, 2}, "that it does not move"}};
    deck.length.cut_count = 1;
    for (size_t i = 0; i < sizeof cuts / sizeof *cuts; i++) {
        deck.length.cuts = &cuts[i].cut;
        CU_ASSERT_EQUAL(proof_ask(&deck, true, &empty, 1000000, cuts[i].reason), PROOF_FAILS);
    }
    deck.length.cuts = &(const struct deck_cut){a, b, 2};
    CU_ASSERT_EQUAL(proof_ask(&deck, true, &empty, 1000000, "without reaching"), PROOF_FAILS);
    deck.length.lower_bound = 0;
    CU_ASSERT_EQUAL(proof_ask(&deck, true, &empty, 1000000, "at least 1"), PROOF_FAILS);
    deck.length.lower_bound = UINT32_MAX; /* absurd sizes end by budget, at once */
    CU_ASSERT_EQUAL(proof_ask(&deck, true, &empty, 1000000, "budget"), PROOF_UNKNOWN);
    deck.length.lower_bound = 2000;
    CU_ASSERT_EQUAL(proof_ask(&deck, true, &empty, 1000000, "budget"), PROOF_UNKNOWN);
    scr_arena_free(&deck.arena);
}
