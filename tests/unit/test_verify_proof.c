/* test_verify_proof.c: the proof checker against real proofs of CaDiCaL, long ones, and tampered ones. Tests that need
 * the program cadical say so where it is absent. */
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "test_verify_proof_fixture.h"
#include "unit.h"

/* The text without line `line` (from 0). */
static struct scr_buffer without_line(const struct scr_buffer *text, size_t line) {
    struct scr_buffer out = {0};
    size_t at = 0;
    for (size_t i = 0; i < text->length; i++) {
        if (at != line) CU_ASSERT_FATAL(!scr_failed(scr_buffer_append(&out, text->data + i, 1)));
        at += text->data[i] == '\n';
    }
    return out;
}

static void tamper(struct deck *deck, bool m, const struct scr_buffer *proof) {
    struct scr_buffer empty = {0}, garbage = {0};
    CU_ASSERT_EQUAL(proof_ask(deck, m, &empty, 100000000, "without reaching a contradiction"), PROOF_FAILS);
    CU_ASSERT_EQUAL(proof_ask(deck, m, proof, 1000, "budget"), PROOF_UNKNOWN);
    static const char *const lines[][2] = {
        {"1 2\n", "does not end in 0"}, {"1 x 0\n", "is not a clause"},
        {"\n", "is not a clause"},      {"1 99999999 0\n", "variable that the clauses do not have"},
        {"1 01 0\n", "canonically"},    {"1 -0 0\n", "canonically"},
        {"1 0 2 0\n", "after the 0"},   {"1 -2 0\r\n", "after the 0"},
        {"d\n", "is not a clause"},     {"1 18446744073709551617 0\n", "variable that the clauses do not have"}};
    for (size_t i = 0; i < sizeof lines / sizeof *lines; i++) {
        CU_ASSERT(!scr_failed(scr_buffer_text(&garbage, "d 1 2 0\n")));
        CU_ASSERT(!scr_failed(scr_buffer_text(&garbage, lines[i][0])));
        CU_ASSERT(!scr_failed(scr_buffer_append(&garbage, proof->data, proof->length)));
        CU_ASSERT_EQUAL(proof_ask(deck, m, &garbage, 100000000, lines[i][1]), PROOF_FAILS);
        CU_ASSERT_EQUAL(proof_ask(deck, m, &garbage, 100000000, "line 2 "), PROOF_FAILS);
        garbage.length = 0;
    }
    deck->length.lower_bound++; /* the same proof for one ballot more */
    CU_ASSERT_EQUAL(proof_ask(deck, m, proof, 100000000, NULL), PROOF_FAILS);
    deck->length.lower_bound--;
    size_t cuts = deck->length.cut_count;
    for (deck->length.cut_count = 0; cuts && deck->length.cut_count < 1; deck->length.cut_count++)
        CU_ASSERT_EQUAL(proof_ask(deck, m, proof, 100000000, NULL), PROOF_FAILS);
    deck->length.cut_count = cuts;
    scr_buffer_free(&garbage);
}

/* Every literal of the first clauses negated, and lines left out from behind: counts how often the proof still holds
 * (a lemma may be unnecessary), which must not be always. */
static void tamper_lines(const struct deck *deck, bool m, const struct scr_buffer *proof) {
    size_t lines = 0, refused = 0, tried = 0;
    for (size_t i = 0; i < proof->length; i++) lines += proof->data[i] == '\n';
    for (size_t back = 1; back <= lines && back <= 60; back++) {
        struct scr_buffer less = without_line(proof, lines - back);
        refused += proof_ask(deck, m, &less, 100000000, NULL) == PROOF_FAILS;
        tried++;
        scr_buffer_free(&less);
    }
    struct scr_buffer one = {0};
    CU_ASSERT(!scr_failed(scr_buffer_text(&one, "-2 0\n0\n")));
    CU_ASSERT_EQUAL(proof_ask(deck, m, &one, 100000000, "does not follow"), PROOF_FAILS);
    scr_buffer_free(&one);
    printf(" (%zu of %zu proofs with a line left out refused) ", refused, tried);
    CU_ASSERT(refused > 0);
}

/* math.md, known optima: {3/2, 2/1} with m = 1 needs 4 ballots though the bounds say 3; {2/1, 2/1} 4 with m = 1;
 * {3/1, 2/1} with m = 0 needs 4. */
UNIT_TEST(verify_proof, real_proofs_and_tampered_ones) {
    static const struct deck_shape_part mixed[] = {{2, 1, 1}, {3, 2, 1}}, twins[] = {{2, 1, 2}},
                                        uneven[] = {{2, 1, 1}, {3, 1, 1}};
    const struct {
        const struct deck_shape_part *parts;
        size_t count;
        uint32_t g, b;
        bool m;
    } cases[] = {{mixed, 2, 0, 3, true},  {twins, 1, 0, 3, true}, {uneven, 2, 0, 3, false},
                 {twins, 1, 0, 2, false}, {NULL, 0, 3, 2, true},  {mixed, 2, 1, 3, true}};
    if (!proof_solver_there()) return;
    for (size_t c = 0; c < sizeof cases / sizeof *cases; c++) {
        const char *folder = unit_scratch();
        struct deck deck = proof_style(cases[c].parts, cases[c].count, cases[c].g, cases[c].b);
        bool refuted;
        struct scr_buffer proof = proof_refute(&deck, cases[c].m, folder, &refuted);
        CU_ASSERT(refuted);
        CU_ASSERT_EQUAL(proof_ask(&deck, cases[c].m, &proof, 100000000, NULL), PROOF_HOLDS);
        if (c == 0 || c == 2) {
            CU_ASSERT(deck.length.cut_count > 0);
            tamper(&deck, cases[c].m, &proof);
        }
        if (c == 0) tamper_lines(&deck, cases[c].m, &proof);
        scr_buffer_free(&proof);
        /* One ballot more: a safe deck exists, so that the loop ends with one. */
        deck.length.cut_count = 0;
        struct deck more = proof_style(cases[c].parts, cases[c].count, cases[c].g, cases[c].b + 1);
        proof = proof_refute(&more, cases[c].m, folder, &refuted);
        if (c != 5) CU_ASSERT(!refuted);
        scr_buffer_free(&proof);
        scr_arena_free(&more.arena);
        scr_arena_free(&deck.arena);
    }
}

/* The pigeonhole principle, 8 pigeons in 7 holes: tens of thousands of lines, with deletions, from the real solver. */
UNIT_TEST(verify_proof, long_proofs) {
    enum { HOLES = 8 };
    if (!proof_solver_there()) return;
    struct clause_set set = {.variables = (HOLES + 1) * HOLES};
    static int32_t literals[200000];
    size_t at = 0;
    for (int32_t p = 0; p <= HOLES; p++) {
        for (int32_t h = 1; h <= HOLES; h++) literals[at++] = p * HOLES + h;
        literals[at++] = 0;
        for (int32_t q = 0; q < p; q++) {
            for (int32_t h = 1; h <= HOLES; h++) {
                literals[at++] = -(p * HOLES + h);
                literals[at++] = -(q * HOLES + h);
                literals[at++] = 0;
            }
        }
    }
    set.literals = literals;
    set.length = at;
    const char *folder = unit_scratch();
    CU_ASSERT_EQUAL(proof_solve(&set, folder), 20);
    struct scr_buffer proof = proof_slurp(folder, "proof"), why = {0};
    struct budget budget = {4000000000};
    enum proof_answer answer = PROOF_UNKNOWN;
    CU_ASSERT(!scr_failed(drat_check(&set, (char *)proof.data, proof.length, &budget, &answer, &why)));
    CU_ASSERT_EQUAL(answer, PROOF_HOLDS);
    size_t lines = 0;
    for (size_t i = 0; i < proof.length; i++) lines += proof.data[i] == '\n';
    printf(" (%zu lines, %llu units of work) ", lines, (unsigned long long)(4000000000 - budget.left));
    scr_buffer_free(&proof);
    scr_buffer_free(&why);
}
