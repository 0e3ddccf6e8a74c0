/* test_deck_solve.c: shortest decks against published optima and against trying everything. */
#include <stdio.h>
#include <string.h>

#include "deck_oracle.h"
#include "gen/deck/solve.h"
#include "gen/deck/undetected.h"
#include "unit.h"

struct known {
    uint32_t contests[4][3]; /* how many, n, v */
    size_t group;
    bool each;
    size_t length;
    enum bound_kind kind;
};

static size_t spread(const uint32_t (*counted)[3], uint32_t (*contests)[2]) {
    size_t count = 0;
    for (size_t c = 0; c < 4; c++)
        for (uint32_t i = 0; i < counted[c][0]; i++, count++) {
            contests[count][0] = counted[c][1];
            contests[count][1] = counted[c][2];
        }
    return count;
}

static const struct solution *solve(struct solver **solver, const struct shape *shape) {
    size_t id;
    CU_ASSERT_FATAL(!scr_failed(solver_new(&solve_defaults, solver)));
    CU_ASSERT_FATAL(!scr_failed(solver_announce(*solver, shape, &id)));
    CU_ASSERT_FATAL(!scr_failed(solver_run(*solver, NULL, NULL)));
    return solver_solution(*solver, id);
}

/* What every safe deck has, by the plain oracle; all permutations where there are few candidates. */
static void expect_safe(const struct solution *solution) {
    const struct shape *shape = &solution->shape;
    if (solution->marks.ballots <= 100 && shape->candidate_count <= 200) {
        struct oracle deck = oracle_of(shape, &solution->marks);
        uint32_t image[200];
        CU_ASSERT(oracle_legal(&deck, shape->each_candidate));
        if (deck.candidates <= 8) CU_ASSERT(oracle_safe(&deck));
        for (uint32_t c = 0; c < deck.candidates; c++) image[c] = c;
        for (uint32_t a = 0; a < deck.candidates; a++)
            for (uint32_t b = 0; b < a; b++) { /* every exchange of two */
                image[a] = b;
                image[b] = a;
                if (oracle_misses(&deck, image)) CU_FAIL("an exchange of two goes unnoticed");
                image[a] = a;
                image[b] = b;
            }
    }
    struct undetected *finder;
    struct moves moves;
    enum undetected_answer answer;
    uint64_t work = UINT64_C(1) << 40;
    size_t seed;
    CU_ASSERT_FATAL(!scr_failed(undetected_new(shape, solution->marks.ballots, &finder)));
    CU_ASSERT_FATAL(!scr_failed(undetected_find(finder, &solution->marks, 0, &work, &answer, &moves, &seed)));
    CU_ASSERT_EQUAL(answer, UNDETECTED_NONE);
    undetected_free(finder);
}

/* Mathematics, section 1: known optima; found by brute force or proof. */
UNIT_TEST(deck_solve, known_optima) {
    static const struct known known[] = {
        {{{2, 2, 1}}, 0, true, 4, BOUND_L3},
        {{{1, 3, 2}, {1, 2, 1}}, 0, true, 4, BOUND_SEARCH},
        {{{3, 1, 1}}, 0, true, 3, BOUND_L2},
        {{{1, 28, 1}}, 0, true, 406, BOUND_L1},
        {{{2, 2, 1}}, 0, false, 3, BOUND_L4},
        {{{1, 3, 2}, {1, 2, 1}}, 0, false, 3, BOUND_L4},
        {{{3, 1, 1}}, 0, false, 2, BOUND_L2},
        {{{1, 28, 1}}, 0, false, 378, BOUND_L1},
        {{{1, 3, 1}, {1, 2, 1}}, 0, false, 4, BOUND_SEARCH},
        {{{15, 2, 1}}, 0, true, 9, BOUND_L3},
        {{{17, 2, 1}}, 0, true, 10, BOUND_L3},
        {{{20, 2, 1}}, 0, true, 10, BOUND_L3},
        {{{25, 2, 1}}, 0, true, 11, BOUND_L3},
        {{{8, 3, 1}}, 0, true, 10, BOUND_L3},
    };
    for (size_t i = 0; i < sizeof known / sizeof *known; i++) {
        struct scr_arena arena = {0};
        uint32_t contests[40][2];
        size_t count = spread(known[i].contests, contests);
        struct shape shape = oracle_shape(&arena, (const uint32_t(*)[2])contests, count, known[i].group, known[i].each);
        struct solver *solver;
        const struct solution *solution = solve(&solver, &shape);
        CU_ASSERT_EQUAL(solution->marks.ballots, known[i].length);
        CU_ASSERT_EQUAL(solution->lower_bound, known[i].length);
        CU_ASSERT_EQUAL(solution->certificate.kind, known[i].kind);
        if (solution->marks.ballots != known[i].length || solution->certificate.kind != known[i].kind)
            printf("  optimum %zu: %zu ballots, bound %zu by %d\n", i, solution->marks.ballots, solution->lower_bound,
                   solution->certificate.kind);
        expect_safe(solution);
        solver_free(solver);
        scr_arena_free(&arena);
    }
}

/* All multisets of contests with at most `left` candidates, smallest n/v first. */
struct sweep {
    uint32_t contests[5][2];
    size_t count;
    size_t shapes, full, skipped;
};

static void check_shape(struct sweep *sweep, size_t group, bool each) {
    struct scr_arena arena = {0};
    struct shape shape = oracle_shape(&arena, (const uint32_t(*)[2])sweep->contests, sweep->count, group, each);
    struct solver *solver;
    const struct solution *solution = solve(&solver, &shape);
    struct oracle deck = oracle_of(&shape, &solution->marks);
    uint64_t decks;
    sweep->shapes++;
    CU_ASSERT(oracle_legal(&deck, each));
    CU_ASSERT(oracle_safe(&deck));
    CU_ASSERT_EQUAL(solution->lower_bound, solution->marks.ballots);
    if (!deck.ballots)
        sweep->full++;
    else if (deck.ballots--, oracle_deck_count(&deck, 400000) < 400000) {
        bool shorter = oracle_some_deck_safe(&deck, each, &decks);
        CU_ASSERT_FALSE(shorter);
        sweep->full++;
    } else
        sweep->skipped++;
    solver_free(solver);
    scr_arena_free(&arena);
}

static void sweep_from(struct sweep *sweep, uint32_t n, uint32_t v, uint32_t left) {
    for (size_t group = 0; group <= 3 && group <= left; group++)
        for (int each = 0; each < 2 && (sweep->count || group); each++) check_shape(sweep, group, each);
    for (; n <= left; n++, v = 1)
        for (; v < n; v++) {
            sweep->contests[sweep->count][0] = n;
            sweep->contests[sweep->count++][1] = v;
            sweep_from(sweep, n, v, left - n);
            sweep->count--;
        }
}

/* 27 ways to split at most five candidates (3 groups alone; 2/1 with 4 groups; 2 * 3 of three, 4 * 2 of four, 6 of
 * five) under two rules. */
UNIT_TEST(deck_solve, all_small_shapes_are_minimal) {
    struct sweep sweep = {.count = 0};
    sweep_from(&sweep, 2, 1, 5);
    printf("(%zu shapes, %zu of them against every shorter deck) ", sweep.shapes, sweep.full);
    CU_ASSERT_EQUAL(sweep.shapes, 54);
    CU_ASSERT_EQUAL(sweep.full, 54);
}

UNIT_TEST(deck_solve, repeatable_and_independent_of_neighbours) {
    static const uint32_t contests[][2] = {{4, 1}, {2, 1}, {2, 1}, {3, 2}, {5, 2}};
    struct scr_arena arena = {0};
    struct shape shape = oracle_shape(&arena, contests, 5, 2, true);
    struct shape other = oracle_shape(&arena, contests, 2, 9, true);
    struct solver *alone, *again, *both;
    size_t id, other_id;
    const struct solution *first = solve(&alone, &shape), *second = solve(&again, &shape);
    size_t bytes = first->marks.candidates * first->marks.words * sizeof(uint64_t);
    CU_ASSERT_EQUAL_FATAL(first->marks.ballots, second->marks.ballots);
    CU_ASSERT(!memcmp(first->marks.columns, second->marks.columns, bytes));
    CU_ASSERT_FATAL(!scr_failed(solver_new(&solve_defaults, &both)));
    CU_ASSERT_FATAL(!scr_failed(solver_announce(both, &other, &other_id)));
    CU_ASSERT_FATAL(!scr_failed(solver_announce(both, &shape, &id)));
    size_t same;
    CU_ASSERT_FATAL(!scr_failed(solver_announce(both, &shape, &same)));
    CU_ASSERT_EQUAL(id, same);
    CU_ASSERT_EQUAL(solver_count(both), 2);
    CU_ASSERT_FATAL(!scr_failed(solver_run(both, NULL, NULL)));
    const struct solution *third = solver_solution(both, id);
    CU_ASSERT_NOT_EQUAL(third->origin, SOLVED_BY_REUSE);
    CU_ASSERT(!memcmp(first->marks.columns, third->marks.columns, bytes));
    expect_safe(third);
    expect_safe(solver_solution(both, other_id));
    solver_free(alone);
    solver_free(again);
    solver_free(both);
    scr_arena_free(&arena);
}

/* Lemma 4: a shape's deck serves its sub-shapes, minimal where it meets their bound. */
UNIT_TEST(deck_solve, larger_shapes_serve_smaller_ones) {
    static const uint32_t large_contests[][2] = {{4, 1}, {2, 1}, {3, 1}}, small_contests[][2] = {{4, 1}, {2, 1}};
    struct scr_arena arena = {0};
    struct shape large = oracle_shape(&arena, large_contests, 3, 3, true);
    struct shape small = oracle_shape(&arena, small_contests, 2, 1, true);
    struct shape free_small = oracle_shape(&arena, small_contests, 2, 1, false);
    struct solver *solver;
    size_t large_id, small_id, free_id;
    CU_ASSERT_FATAL(!scr_failed(solver_new(&solve_defaults, &solver)));
    CU_ASSERT_FATAL(!scr_failed(solver_announce(solver, &small, &small_id)));
    CU_ASSERT_FATAL(!scr_failed(solver_announce(solver, &free_small, &free_id)));
    CU_ASSERT_FATAL(!scr_failed(solver_announce(solver, &large, &large_id)));
    CU_ASSERT_FATAL(!scr_failed(solver_run(solver, NULL, NULL)));
    const struct solution *served = solver_solution(solver, small_id);
    CU_ASSERT_EQUAL(served->origin, SOLVED_BY_REUSE);
    CU_ASSERT_EQUAL(served->marks.ballots, 10);
    CU_ASSERT_EQUAL(served->lower_bound, 10);
    CU_ASSERT_EQUAL(served->shape.candidate_count, 7);
    expect_safe(served);
    /* Another rule about each candidate is another shape. */
    CU_ASSERT_NOT_EQUAL(solver_solution(solver, free_id)->origin, SOLVED_BY_REUSE);
    CU_ASSERT_EQUAL(solver_solution(solver, free_id)->marks.ballots, 6);
    expect_safe(solver_solution(solver, free_id));
    solver_free(solver);
    scr_arena_free(&arena);
}

/* Shapes on which choosing totals once did not end: more contests than sets with the full sum, a full sum that no set
 * reaches, a full sum far below the average of all sets. */
UNIT_TEST(deck_solve, ends_on_awkward_totals) {
    static const uint32_t shapes[][4][3] = {
        {{60, 2, 1}, {1, 15, 1}}, {{2, 10, 9}, {1, 5, 1}}, {{1, 200, 1}, {1, 199, 1}}};
    static const size_t lengths[] = {120, 15, 20100};
    for (size_t i = 0; i < 3; i++) {
        struct scr_arena arena = {0};
        uint32_t contests[80][2];
        size_t count = spread(shapes[i], contests);
        struct shape shape = oracle_shape(&arena, (const uint32_t(*)[2])contests, count, 0, true);
        struct solver *solver;
        const struct solution *solution = solve(&solver, &shape);
        CU_ASSERT_EQUAL(solution->lower_bound, lengths[i]);
        CU_ASSERT_EQUAL(solution->marks.ballots, lengths[i]);
        expect_safe(solution);
        solver_free(solver);
        scr_arena_free(&arena);
    }
}

/* Without effort the deck is longer, safe all the same, and the bound stays honest. */
UNIT_TEST(deck_solve, little_effort_leaves_an_honest_gap) {
    static const uint32_t contests[][2] = {{3, 2}, {2, 1}};
    struct scr_arena arena = {0};
    struct shape shape = oracle_shape(&arena, contests, 2, 0, true);
    struct solve_options options = solve_defaults;
    struct solver *solver;
    size_t id;
    options.conflicts = 0;
    CU_ASSERT_FATAL(!scr_failed(solver_new(&options, &solver)));
    CU_ASSERT_FATAL(!scr_failed(solver_announce(solver, &shape, &id)));
    CU_ASSERT_FATAL(!scr_failed(solver_run(solver, NULL, NULL)));
    CU_ASSERT_EQUAL(solver_solution(solver, id)->lower_bound, 3);
    CU_ASSERT(solver_solution(solver, id)->marks.ballots >= 4);
    expect_safe(solver_solution(solver, id));
    solver_free(solver);
    scr_arena_free(&arena);
}
