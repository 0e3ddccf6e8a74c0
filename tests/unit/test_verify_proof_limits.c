/* test_verify_proof_limits.c: proofs at every budget and cut off anywhere; shapes and clauses beyond the sizes allowed;
 * clauses after many were deleted. */
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "small_deck.h"
#include "unit.h"
#include "verify/deck/search_proof_clausebase.h"
#include "verify/deck/search_proof_drat.h"
#include "verify/deck/search_proof_shape.h"
#include "verify/deck/search_proof_variables.h"

/* The eight clauses of test_verify_drat.c, with which Heule, Hunt and Wetzler explain DRAT. */
static const int32_t eight[] = {1,  2,  -3, 0, -1, -2, 3, 0, 2,  3, -4, 0, -2, -3, 4,  0,
                                -1, -3, -4, 0, 1,  3,  4, 0, -1, 2, 4,  0, 1,  -2, -4, 0};

static enum proof_answer check(const char *proof, size_t length, uint64_t work, struct scr_buffer *why) {
    int32_t own[sizeof eight / sizeof *eight];
    memcpy(own, eight, sizeof eight);
    struct clause_set set = {own, sizeof eight / sizeof *eight, sizeof eight / sizeof *eight, 4};
    struct budget budget = {work};
    enum proof_answer answer = PROOF_UNKNOWN;
    /* A copy of just this length, so that a checker with memory's bounds sees a read behind it. */
    char *copy = malloc(length ? length : 1);
    CU_ASSERT_PTR_NOT_NULL_FATAL(copy);
    memcpy(copy, proof, length);
    CU_ASSERT(!scr_failed(drat_check(&set, copy, length, &budget, &answer, why)));
    free(copy);
    return answer;
}

UNIT_TEST(verify_proof_limits, every_budget) {
    static const char *const proofs[] = {"-1 0\n2 0\n0\n",
                                         "1 2 0\nd 1 2 -3 0\n1 0\nd 1 2 0\nd 1 3 4 0\nd 1 -2 -4 0\n2 0\n0\n"};
    for (size_t i = 0; i < 2; i++) {
        uint64_t work = 0;
        for (enum proof_answer answer = PROOF_UNKNOWN; answer != PROOF_HOLDS; work++) {
            struct scr_buffer why = {0};
            answer = check(proofs[i], strlen(proofs[i]), work, &why);
            CU_ASSERT_FATAL(answer != PROOF_FAILS && work < 100000);
            if (answer == PROOF_UNKNOWN)
                CU_ASSERT(strstr((char *)why.data, "the budget of work ended at line") != NULL);
            scr_buffer_free(&why);
        }
        CU_ASSERT(work > 100);
    }
}

UNIT_TEST(verify_proof_limits, cut_off_anywhere) {
    static const char proof[] = "-1 0\n2 0\n0\n";
    static const struct {
        const char *text, *reason;
    } cases[] = {{"", "without reaching"},
                 {"1", "does not end in 0"},
                 {"1 ", "is not a clause"},
                 {"-", "is not a clause"},
                 {"d", "is not a clause"},
                 {"d1 0\n", "is not a clause"},
                 {"d ", "is not a clause"},
                 {"1x 0\n", "does not end in 0"},
                 {"1:0\n", "does not end in 0"},
                 {":\n", "is not a clause"},
                 {"0 ", "text after the 0"},
                 {"4294967297 0\n", "variable that the clauses do not have"},
                 {"99999999999999999999 0\n", "variable that the clauses do not have"}};
    for (size_t i = 0; i < sizeof cases / sizeof *cases; i++) {
        struct scr_buffer why = {0};
        CU_ASSERT_EQUAL(check(cases[i].text, strlen(cases[i].text), 100000, &why), PROOF_FAILS);
        if (!strstr((char *)why.data, cases[i].reason)) {
            printf(" [%zu: %s] ", i, (char *)why.data);
            CU_FAIL("another reason was expected");
        }
        scr_buffer_free(&why);
    }
    for (size_t length = 0; length < sizeof proof; length++) {
        struct scr_buffer why = {0};
        /* "2 0" contradicts the clauses; a line feed may be missing at the end of the file. */
        CU_ASSERT_EQUAL(check(proof, length, 100000, &why), length < 8 ? PROOF_FAILS : PROOF_HOLDS);
        scr_buffer_free(&why);
    }
}

/* Clauses (1 2), (-1 3), (-2 3) among 1,200 long ones: -3 contradicts them. */
static bool contradicts(struct clause_base *base) {
    bool conflict;
    base_assume(base, -3);
    CU_ASSERT_FALSE(scr_failed(base_propagate(base, &conflict)));
    base_retract(base, 0);
    return conflict;
}

UNIT_TEST(verify_proof_limits, memory_follows_the_clauses_that_are_left) {
    enum { LONG = 2000, MANY = 1200 };
    static const int32_t one[] = {1, 2}, two[] = {-1, 3}, three[] = {-2, 3}, back[] = {3, -2};
    static int32_t large[LONG];
    struct clause_base base = {0};
    struct budget budget = {100000000};
    for (int32_t i = 0; i < LONG; i++) large[i] = 4 + i;
    CU_ASSERT_FALSE_FATAL(scr_failed(base_begin(&base, LONG + 3, MANY, &budget)));
    for (size_t i = 0; i < MANY; i++) {
        if (i == 0) CU_ASSERT_FALSE(scr_failed(base_add(&base, one, 2)));
        if (i == 500) CU_ASSERT_FALSE(scr_failed(base_add(&base, two, 2)));
        CU_ASSERT_FALSE_FATAL(scr_failed(base_add(&base, large, LONG)));
    }
    CU_ASSERT_FALSE(scr_failed(base_add(&base, three, 2)));
    CU_ASSERT_TRUE(contradicts(&base));
    const size_t before = base.pool_length;
    for (size_t i = 0; i < MANY; i++) {
        CU_ASSERT_FALSE_FATAL(scr_failed(base_delete(&base, large, LONG)));
        /* No deleted clause takes room but while they are fewer than half, or not worth it. */
        CU_ASSERT(base.dead <= base.pool_length / 2 || base.dead <= (size_t)1 << 20);
    }
    CU_ASSERT(base.pool_length < before / 2);
    CU_ASSERT_TRUE(contradicts(&base));
    const size_t dead = base.dead;
    CU_ASSERT_FALSE(scr_failed(base_delete(&base, large, LONG))); /* there is none any more */
    CU_ASSERT_EQUAL(base.dead, dead);
    CU_ASSERT_FALSE(scr_failed(base_delete(&base, back, 2)));
    CU_ASSERT_EQUAL(base.dead, dead + 4);
    CU_ASSERT_FALSE(contradicts(&base));
    CU_ASSERT_FALSE(scr_failed(base_add(&base, back, 2)));
    CU_ASSERT_TRUE(contradicts(&base));
    base_free(&base);
}

UNIT_TEST(verify_proof_limits, clauses_beyond) {
    static const int32_t four[] = {1, 2, 3, 4};
    const size_t most = (size_t)1 << 28;
    struct clause_base base = {0};
    struct budget budget = {1000};
    CU_ASSERT_FALSE_FATAL(scr_failed(base_begin(&base, 4, (size_t)1 << 23, &budget)));
    CU_ASSERT_EQUAL(base.chain_mask, ((size_t)1 << 22) - 1); /* however many are expected */
    CU_ASSERT_EQUAL(base_add(&base, four, most).code, SCR_LIMIT);
    base.pool_length = most - 5;
    CU_ASSERT_EQUAL(base_add(&base, four, 4).code, SCR_LIMIT);
    base.pool_length = 0;
    CU_ASSERT_FALSE(scr_failed(base_add(&base, four, 4)));
    base_free(&base);
    /* Literals: a set that is full already. */
    struct clause_set set = {.length = PROOF_LITERALS_MOST};
    static struct shape_block block = {.count = 2, .votes_allowed = 1};
    static uint32_t of[2];
    const struct proof_shape shape = {
        .blocks = &block, .block_count = 1, .block_of = of, .candidates = 2, .ballots = 1};
    CU_ASSERT_EQUAL(clauses_build(&shape, &budget, &set).code, SCR_LIMIT);
    clauses_free(&set);
    CU_ASSERT_FALSE(scr_failed(clauses_build(&shape, &budget, &set)));
    clauses_free(&set);
    budget.left = 5;
    CU_ASSERT_EQUAL(clauses_build(&shape, &budget, &set).code, SCR_LIMIT);
    clauses_free(&set);
}

/* 2,000 candidates and 10 million variables, at whichever count they are passed. */
UNIT_TEST(verify_proof_limits, shapes_beyond) {
    static const struct {
        uint32_t candidates, ballots;
        bool good;
    } cases[] = {{PROOF_CANDIDATES_MOST + 1, 1, false},
                 {PROOF_CANDIDATES_MOST, 1, true},
                 {2, PROOF_VARIABLES_MOST + 1, false},
                 {PROOF_CANDIDATES_MOST, 5001, false},
                 {1, 5001, false},
                 {PROOF_CANDIDATES_MOST, 4999, false},
                 {PROOF_CANDIDATES_MOST, 99, false},
                 {PROOF_CANDIDATES_MOST, 97, true},
                 {PROOF_CANDIDATES_MOST, 98, false},
                 {1, 4400, true},
                 {1, 0, true}};
    for (size_t i = 0; i < sizeof cases / sizeof *cases; i++) {
        const struct proof_shape shape = {.candidates = cases[i].candidates, .ballots = cases[i].ballots};
        struct variables v = {0};
        scr_result result = variables_number(&shape, &v);
        CU_ASSERT_EQUAL(result.code, cases[i].good ? SCR_DONE : SCR_LIMIT);
        variables_free(&v);
    }
}

/* At 97 ballots 2,000 candidates leave 300,000 variables, of which rows take 192,000; a pair takes 195, a set 97. */
UNIT_TEST(verify_proof_limits, cuts_beyond) {
    enum { PAIRS = 553 };
    static struct shape_block blocks[] = {{.count = 500}, {.first = 500, .count = 500}, {.first = 1000, .count = 1000}};
    static uint32_t of[PROOF_CANDIDATES_MOST], moved[PAIRS + 1], image[PAIRS + 1];
    struct deck_cut cut = {moved, image, PAIRS - 53};
    struct proof_shape shape = {.blocks = blocks,
                                .block_count = 3,
                                .block_of = of,
                                .candidates = PROOF_CANDIDATES_MOST,
                                .ballots = 97,
                                .cuts = &cut,
                                .cut_count = 1};
    for (uint32_t i = 0; i < PROOF_CANDIDATES_MOST; i++) of[i] = i < 500 ? 0 : i < 1000 ? 1 : 2;
    for (uint32_t i = 0; i <= PAIRS; i++) {
        moved[i] = i;
        image[i] = 1000 + i;
    }
    const struct {
        uint32_t pairs;
        enum scr_code code;
    } cases[] = {{PAIRS - 53, SCR_DONE}, {PAIRS, SCR_LIMIT}, {PAIRS + 1, SCR_LIMIT}};
    for (size_t i = 0; i < 3; i++) {
        struct variables v = {0};
        cut.count = cases[i].pairs; /* those from 500 on are of another block: a second set, for which 68 are left */
        CU_ASSERT_EQUAL(variables_number(&shape, &v).code, cases[i].code);
        variables_free(&v);
    }
    struct variables v = {0};
    blocks[2] = (struct shape_block){.count = 4000, .same_as_previous = true}; /* 4,000 times 98 for their order */
    CU_ASSERT_EQUAL(variables_number(&shape, &v).code, SCR_LIMIT);
    variables_free(&v);
}

/* Two contests of two and the cut that exchanges them: clauses are written in full or the budget is said to have ended.
 */
UNIT_TEST(verify_proof_limits, clauses_at_every_budget) {
    static struct shape_block blocks[] = {{.count = 2, .votes_allowed = 1},
                                          {.first = 2, .count = 2, .votes_allowed = 1, .same_as_previous = true}};
    static uint32_t of[] = {0, 0, 1, 1};
    static const uint32_t moved[] = {0, 1, 2, 3}, image[] = {2, 3, 0, 1};
    static const struct deck_cut cut = {moved, image, 4};
    const struct proof_shape shape = {.blocks = blocks,
                                      .block_count = 2,
                                      .block_of = of,
                                      .candidates = 4,
                                      .ballots = 2,
                                      .each_candidate = true,
                                      .cuts = &cut,
                                      .cut_count = 1};
    enum scr_code code = SCR_LIMIT;
    uint64_t work = 0;
    for (; code == SCR_LIMIT; work++) {
        struct budget budget = {work};
        struct clause_set set = {0};
        code = clauses_build(&shape, &budget, &set).code;
        CU_ASSERT(code == SCR_LIMIT || (code == SCR_DONE && set.variables == 44 && !budget.left));
        clauses_free(&set);
    }
    CU_ASSERT(code == SCR_DONE && work > 100);
}

/* Sets of targets that share a chain are told apart by all that they are. */
UNIT_TEST(verify_proof_limits, sets_of_one_chain) {
    enum { CHAINS = 65536 };
    static uint32_t chains[CHAINS], next[] = {2, 3, 4, 0}, a[] = {1, 2}, b[] = {1, 2, 3}, c[] = {1, 3};
    struct overvote_variables sets[] = {{a, 2, 1, 0}, {b, 3, 1, 0}, {c, 2, 1, 0}, {a, 2, 2, 0}};
    struct variables v = {.chains = chains, .next = next, .overvotes = sets};
    for (size_t i = 0; i < CHAINS; i++) chains[i] = 1;
    CU_ASSERT_PTR_EQUAL(variables_overvote(&v, a, 2, 1), &sets[0]);
    CU_ASSERT_PTR_EQUAL(variables_overvote(&v, b, 3, 1), &sets[1]);
    CU_ASSERT_PTR_EQUAL(variables_overvote(&v, c, 2, 1), &sets[2]);
    CU_ASSERT_PTR_EQUAL(variables_overvote(&v, a, 2, 2), &sets[3]);
    CU_ASSERT_PTR_NULL(variables_overvote(&v, c, 2, 2));
    CU_ASSERT_PTR_NULL(variables_overvote(&v, b, 2, 3));
}

UNIT_TEST(verify_proof_limits, certificates_that_fit_no_search) {
    const uint32_t n[] = {2, 2}, v[] = {1, 1};
    static const struct deck_shape_part twins = {2, 1, 2}, voteless = {2, 0, 1};
    static const uint32_t far[] = {9}, near[] = {0};
    static const struct deck_cut cut = {far, near, 1};
    struct deck deck = small_deck(n, v, 2, 0);
    const struct {
        struct deck_length length;
        const char *reason;
    } cases[] = {
        {{.bound = BOUND_L1, .lower_bound = 3, .parts = &twins, .part_count = 1}, "at least 1 only"},
        {{.bound = BOUND_SEARCH, .lower_bound = 0, .parts = &twins, .part_count = 1}, "at least 1 only"},
        {{.bound = BOUND_SEARCH, .lower_bound = 3, .parts = &voteless, .part_count = 1}, "not competitive"},
        {{.bound = BOUND_SEARCH, .lower_bound = 3, .parts = &twins, .part_count = 1, .cuts = &cut, .cut_count = 1},
         "cut 1 names a candidate"}};
    for (size_t i = 0; i < sizeof cases / sizeof *cases; i++) {
        struct scr_arena arena = {0};
        struct scr_buffer why = {0};
        struct proof_shape shape;
        bool fits;
        deck.length = cases[i].length;
        CU_ASSERT_FALSE(scr_failed(proof_shape_build(&deck, true, &arena, &shape, &fits, &why)));
        CU_ASSERT_FALSE(fits);
        if (!why.data || !strstr((char *)why.data, cases[i].reason)) {
            printf(" [%zu: %s] ", i, why.data ? (char *)why.data : "");
            CU_FAIL("another reason was expected");
        }
        scr_buffer_free(&why);
        scr_arena_free(&arena);
    }
    scr_arena_free(&deck.arena);
}
