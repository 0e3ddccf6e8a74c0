/* test_verify_drat.c: the proof checker on textbook steps, and its soundness on random proofs. */
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "small_deck.h"
#include "unit.h"
#include "verify/deck/search_proof_drat.h"

static enum proof_answer check_text(const int32_t *clauses, size_t length, uint32_t variables, const char *proof) {
    int32_t *own = malloc(length * sizeof *own);
    CU_ASSERT_PTR_NOT_NULL_FATAL(own);
    memcpy(own, clauses, length * sizeof *own);
    struct clause_set set = {own, length, length, variables};
    struct scr_buffer why = {0};
    struct budget budget = {100000};
    enum proof_answer answer = PROOF_UNKNOWN;
    CU_ASSERT(!scr_failed(drat_check(&set, proof, strlen(proof), &budget, &answer, &why)));
    scr_buffer_free(&why);
    clauses_free(&set);
    return answer;
}

/* The eight clauses with which Heule, Hunt and Wetzler explain DRAT ("Verifying refutations with extended resolution",
 * 2013, and the DRAT-trim README): the unit -1 follows by no unit propagation, but is a resolution asymmetric
 * tautology. */
UNIT_TEST(verify_drat, textbook_steps) {
    static const int32_t eight[] = {1,  2,  -3, 0, -1, -2, 3, 0, 2,  3, -4, 0, -2, -3, 4,  0,
                                    -1, -3, -4, 0, 1,  3,  4, 0, -1, 2, 4,  0, 1,  -2, -4, 0};
    size_t length = sizeof eight / sizeof *eight;
    CU_ASSERT_EQUAL(check_text(eight, length, 4, "-1 0\n2 0\n0\n"), PROOF_HOLDS);
    CU_ASSERT_EQUAL(check_text(eight, length, 4, "1 2 0\nd 1 2 -3 0\n1 0\nd 1 2 0\nd 1 3 4 0\nd 1 -2 -4 0\n2 0\n0\n"),
                    PROOF_HOLDS);
    CU_ASSERT_EQUAL(check_text(eight, length, 4, "0\n"), PROOF_FAILS);
    CU_ASSERT_EQUAL(check_text(eight, length, 4, "1 0\n"),
                    PROOF_FAILS); /* ends without a contradiction, if it follows */
    CU_ASSERT_EQUAL(check_text(eight, length, 4, "-1 0\nd -1 0\n2 0\n0"), PROOF_HOLDS); /* a unit stays; no last LF */
    CU_ASSERT_EQUAL(check_text(eight, length, 4, "-1  0\nd 4 3 2 0\n2 0\n0\n"), PROOF_HOLDS); /* deletes nothing */
    CU_ASSERT_EQUAL(check_text(eight, length, 4, "d 4 3 1 0\nd 4 2 -1 0\n-1 0\n2 0\n0\n"), PROOF_FAILS);
    /* Satisfiable: 1 or 2. A step on the negation of a literal that is true for good is refused, and so is the one
     * that needs a clause deleted before. */
    static const int32_t easy[] = {1, 0, -1, 2, 0, -2, 3, 4, 0};
    length = sizeof easy / sizeof *easy;
    CU_ASSERT_EQUAL(check_text(easy, length, 4, "-1 0\n0\n"), PROOF_FAILS);
    CU_ASSERT_EQUAL(check_text(easy, length, 4, "-2 0\n0\n"), PROOF_FAILS);
    CU_ASSERT_EQUAL(check_text(easy, length, 4, "3 0\n4 0\n-3 0\n0\n"), PROOF_FAILS);
    static const int32_t unit_conflict[] = {1, 0, -1, 0};
    CU_ASSERT_EQUAL(check_text(unit_conflict, 4, 1, ""), PROOF_HOLDS);        /* unit propagation alone */
    CU_ASSERT_EQUAL(check_text(unit_conflict, 4, 1, "1 2 0\n"), PROOF_FAILS); /* read to its end all the same */
    static const int32_t empty_clause[] = {0};
    CU_ASSERT_EQUAL(check_text(empty_clause, 1, 1, ""), PROOF_HOLDS);
    /* Sound: nothing satisfiable is ever refuted, whatever a random proof says. */
    uint64_t random = 3;
    for (int round = 0; round < 3000; round++) {
        int32_t cnf[64];
        size_t at = 0;
        char proof[2000] = "", *end = proof;
        for (int c = 0; c < 10; c++) { /* each clause holds its own variable's true literal or 1: satisfiable */
            size_t kinds = test_random(&random, 3);
            int32_t first = (int32_t)test_random(&random, 4) + 1;
            cnf[at++] = first;
            for (size_t i = 0; i < kinds; i++) {
                int32_t v = (int32_t)test_random(&random, 4) + 1;
                bool there = v == first || (i && abs(cnf[at - 1]) == v);
                if (!there) cnf[at++] = test_random(&random, 2) ? v : -v;
            }
            cnf[at++] = 0;
        }
        for (int step = 0; step < 12; step++) {
            end += sprintf(end, test_random(&random, 3) ? "" : "d ");
            for (uint64_t i = test_random(&random, 4); i; i--)
                end += sprintf(end, "%s%d ", test_random(&random, 2) ? "-" : "", (int)test_random(&random, 4) + 1);
            end += sprintf(end, "0\n");
        }
        CU_ASSERT_NOT_EQUAL(check_text(cnf, at, 4, proof), PROOF_HOLDS);
    }
}
