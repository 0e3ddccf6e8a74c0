/* test_release_toydown.c: hierarchies and exact projections against conditions that only the closest point fulfils. */
#include <stdlib.h>

#include "gen/release/toydown.h"
#include "release_fixture.h"
#include "unit.h"

UNIT_TEST(release_hierarchy, levels_and_children) {
    static const uint32_t parent[] = {0, 0, 0, 0, 1, 1, 3, 3, 3, 6};
    struct scr_arena arena = {0};
    struct release_hierarchy tree;
    CU_ASSERT_FALSE_FATAL(scr_failed(release_hierarchy_build(&arena, parent, 10, &tree, NULL)));
    static const uint32_t begin[] = {0, 1, 4, 9, 10}, levels[] = {1, 2, 2, 2, 3, 3, 3, 3, 3, 4};
    CU_ASSERT_EQUAL_FATAL(tree.levels, 4);
    for (size_t i = 0; i < 5; i++) CU_ASSERT_EQUAL(tree.level_begin[i], begin[i]);
    for (uint32_t i = 0; i < 10; i++) CU_ASSERT_EQUAL(release_level_of(&tree, i), levels[i]);
    CU_ASSERT(tree.children[3] == 3 && tree.first_child[3] == 6);
    CU_ASSERT(tree.children[2] == 0 && tree.children[6] == 1 && tree.first_child[6] == 9);
    static const uint32_t regular[] = {3, 2};
    CU_ASSERT_FALSE(scr_failed(release_hierarchy_regular(&arena, regular, 3, &tree, NULL)));
    CU_ASSERT(tree.units == 10 && tree.levels == 3 && tree.first_child[2] == 6 && tree.children[2] == 2);
    CU_ASSERT_FALSE(scr_failed(release_hierarchy_regular(&arena, regular, 1, &tree, NULL)));
    CU_ASSERT(tree.units == 1 && tree.levels == 1 && tree.level_begin[1] == 1);
    scr_arena_free(&arena);
}

UNIT_TEST(release_hierarchy, malformed_trees_are_refused) {
    static const uint32_t itself[] = {0, 1}, order[] = {0, 0, 0, 2, 1}, root[] = {1, 0};
    static const uint32_t wide[] = {5000, 5000}, none[] = {3, 0};
    uint32_t chain[RELEASE_LEVEL_LIMIT + 1] = {0};
    for (uint32_t i = 1; i <= RELEASE_LEVEL_LIMIT; i++) chain[i] = i - 1;
    struct scr_arena arena = {0};
    struct release_hierarchy tree;
    CU_ASSERT_EQUAL(release_hierarchy_build(&arena, itself, 2, &tree, NULL).code, SCR_INPUT);
    CU_ASSERT_EQUAL(release_hierarchy_build(&arena, order, 5, &tree, NULL).code, SCR_INPUT);
    CU_ASSERT_EQUAL(release_hierarchy_build(&arena, root, 2, &tree, NULL).code, SCR_INPUT);
    CU_ASSERT_EQUAL(release_hierarchy_build(&arena, root, 0, &tree, NULL).code, SCR_INPUT);
    CU_ASSERT_EQUAL(release_hierarchy_build(&arena, chain, RELEASE_LEVEL_LIMIT + 1, &tree, NULL).code, SCR_LIMIT);
    CU_ASSERT_FALSE(scr_failed(release_hierarchy_build(&arena, chain, RELEASE_LEVEL_LIMIT, &tree, NULL)));
    CU_ASSERT_EQUAL(tree.levels, RELEASE_LEVEL_LIMIT);
    CU_ASSERT_EQUAL(release_hierarchy_regular(&arena, wide, 3, &tree, NULL).code, SCR_LIMIT);
    CU_ASSERT_EQUAL(release_hierarchy_regular(&arena, none, 3, &tree, NULL).code, SCR_LIMIT);
    scr_arena_free(&arena);
}

/* Values of up to about 10^9 over up to 10^9: long double holds them to 10^-9, enough to tell right from wrong here. */
static long double number(struct release_fraction f) { return (long double)f.p / (long double)f.q; }

static bool reduced(struct release_fraction f) {
    int64_t a = f.p < 0 ? -f.p : f.p, b = f.q;
    while (b) {
        int64_t rest = a % b;
        a = b;
        b = rest;
    }
    return f.q > 0 && a == 1;
}

UNIT_TEST(release_toydown, small_cases_by_hand) {
    static const uint32_t star[] = {3};
    struct scr_arena arena = {0};
    struct release_hierarchy tree;
    CU_ASSERT_FALSE_FATAL(scr_failed(release_hierarchy_regular(&arena, star, 2, &tree, NULL)));
    static const int64_t measured[] = {10, 7, -4, 2}; /* the children have 5 too few: each 5/3 more */
    struct release_fraction out[4];
    struct release_toydown problem = {&tree, 1, measured, 0, false};
    CU_ASSERT_FALSE_FATAL(scr_failed(release_toydown(&problem, out, NULL)));
    CU_ASSERT(out[0].p == 10 && out[1].p == 26 && out[2].p == -7 && out[3].p == 11 && out[3].q == 3);
    problem.non_negative = true; /* -4 becomes 0, 7 and 2 share the missing 1 */
    CU_ASSERT_FALSE_FATAL(scr_failed(release_toydown(&problem, out, NULL)));
    CU_ASSERT(out[1].p == 15 && out[1].q == 2 && out[2].p == 0 && out[2].q == 1 && out[3].p == 5 && out[3].q == 2);
    static const int64_t below[] = {-3, 7, -4, 2};
    problem.measured = below;
    CU_ASSERT_FALSE_FATAL(scr_failed(release_toydown(&problem, out, NULL)));
    for (size_t i = 0; i < 4; i++) CU_ASSERT(out[i].p == 0 && out[i].q == 1);
    problem.non_negative = false;
    CU_ASSERT_FALSE_FATAL(scr_failed(release_toydown(&problem, out, NULL)));
    CU_ASSERT(out[0].p == -3 && out[1].p == 13 && out[1].q == 3);
    scr_arena_free(&arena);
}

/* A random tree of up to four levels in `parent`. */
static size_t random_tree(struct release_bits *bits, uint32_t *parent, size_t most) {
    size_t units = 1, begin = 0;
    for (int level = 2; level <= 4; level++) {
        size_t end = units;
        for (size_t above = begin; above < end; above++)
            for (uint64_t n = fixture_below(bits, 6); n && units < most; n--) parent[units++] = (uint32_t)above;
        begin = end;
    }
    return units;
}

/* Closest-point conditions: children sum to the parent; the difference to the noisy count is the same for all positive
 * children, and no smaller than that for those at 0. For convex problems they are sufficient. */
static void check_group(const struct release_toydown *problem, const struct release_fraction *out, uint32_t unit,
                        uint32_t option) {
    const struct release_hierarchy *tree = problem->tree;
    long double sum = 0, shift = 0;
    bool positive = false;
    for (size_t i = 0; i < tree->children[unit]; i++) {
        size_t cell = (tree->first_child[unit] + i) * problem->options + option;
        CU_ASSERT(reduced(out[cell]));
        sum += number(out[cell]);
        if (out[cell].p > 0 || !problem->non_negative) {
            long double moved = number(out[cell]) - (long double)problem->measured[cell];
            CU_ASSERT(!positive || (moved - shift < 1e-9L && shift - moved < 1e-9L));
            shift = moved;
            positive = true;
        }
    }
    long double rest = sum - number(out[unit * problem->options + option]);
    CU_ASSERT(rest < 1e-9L && rest > -1e-9L);
    for (size_t i = 0; problem->non_negative && positive && i < tree->children[unit]; i++) {
        size_t cell = (tree->first_child[unit] + i) * problem->options + option;
        CU_ASSERT(out[cell].p >= 0);
        if (!out[cell].p) CU_ASSERT((long double)problem->measured[cell] + shift <= 1e-9L);
    }
}

UNIT_TEST(release_toydown, random_trees_fulfil_the_conditions_of_the_closest_point) {
    struct release_bits bits = {0};
    CU_ASSERT_FALSE_FATAL(scr_failed(release_bits_begin(&bits)));
    fixture_stream(&bits, 11);
    for (int round = 0; round < 300; round++) {
        uint32_t parent[200] = {0};
        int64_t measured[600];
        struct release_fraction out[600];
        struct scr_arena arena = {0};
        struct release_hierarchy tree;
        size_t units = random_tree(&bits, parent, 200);
        CU_ASSERT_FALSE_FATAL(scr_failed(release_hierarchy_build(&arena, parent, units, &tree, NULL)));
        for (size_t i = 0; i < units * 3; i++) measured[i] = (int64_t)fixture_below(&bits, 60) - 20;
        struct release_toydown problem = {&tree, 3, measured, 0, round & 1};
        CU_ASSERT_FALSE_FATAL(scr_failed(release_toydown(&problem, out, NULL)));
        for (uint32_t unit = 0; unit < units; unit++)
            for (uint32_t option = 0; tree.children[unit] && option < 3; option++)
                check_group(&problem, out, unit, option);
        scr_arena_free(&arena);
    }
    release_bits_end(&bits);
}

UNIT_TEST(release_toydown, exact_levels_stand_or_are_refused) {
    static const uint32_t branching[] = {2, 2};
    struct scr_arena arena = {0};
    struct release_hierarchy tree;
    CU_ASSERT_FALSE_FATAL(scr_failed(release_hierarchy_regular(&arena, branching, 3, &tree, NULL)));
    int64_t measured[] = {10, 4, 6, 9, 9, -1, 2};
    struct release_fraction out[7];
    struct release_toydown problem = {&tree, 1, measured, 2, true};
    CU_ASSERT_FALSE_FATAL(scr_failed(release_toydown(&problem, out, NULL)));
    static const int64_t wanted[] = {10, 4, 6, 2, 2}; /* -1 and 2 need 5/2 more each to reach 6 */
    for (size_t i = 0; i < 5; i++) CU_ASSERT(out[i].p == wanted[i] && out[i].q == 1);
    CU_ASSERT(out[5].p == 3 && out[5].q == 2 && out[6].p == 9 && out[6].q == 2);
    measured[1] = 5;
    CU_ASSERT_EQUAL(release_toydown(&problem, out, NULL).code, SCR_INPUT);
    measured[1] = -1;
    measured[2] = 11;
    CU_ASSERT_EQUAL(release_toydown(&problem, out, NULL).code, SCR_INPUT);
    problem.exact_levels = 4;
    CU_ASSERT_EQUAL(release_toydown(&problem, out, NULL).code, SCR_INPUT);
    problem.exact_levels = 1;
    measured[0] = -1;
    CU_ASSERT_EQUAL(release_toydown(&problem, out, NULL).code, SCR_INPUT);
    measured[0] = RELEASE_COUNT_LIMIT + 1;
    CU_ASSERT_EQUAL(release_toydown(&problem, out, NULL).code, SCR_LIMIT);
    scr_arena_free(&arena);
}

/* Denominators multiply along a path: with groups of 101 children and sums that divide by nothing, 2^60 is passed on
 * the tenth level at the latest, which must be said and never wrapped. */
UNIT_TEST(release_toydown, fractions_that_grow_too_large_are_refused) {
    enum { DEPTH = 12, WIDTH = 101 };
    static uint32_t parent[1 + DEPTH * WIDTH];
    static int64_t measured[1 + DEPTH * WIDTH];
    static struct release_fraction out[1 + DEPTH * WIDTH];
    uint32_t above = 0, units = 1;
    measured[0] = 1;
    for (int level = 0; level < DEPTH; level++) {
        uint32_t first = units;
        for (int i = 0; i < WIDTH; i++) parent[units++] = above;
        above = first;
    }
    struct scr_arena arena = {0};
    struct release_hierarchy tree;
    struct scr_diagnosis diagnosis = {0};
    CU_ASSERT_FALSE_FATAL(scr_failed(release_hierarchy_build(&arena, parent, units, &tree, NULL)));
    struct release_toydown problem = {&tree, 1, measured, 0, false};
    CU_ASSERT_EQUAL(release_toydown(&problem, out, &diagnosis).code, SCR_LIMIT);
    CU_ASSERT_EQUAL(diagnosis.count, 1);
    scr_diagnosis_free(&diagnosis);
    scr_arena_free(&arena);
}
