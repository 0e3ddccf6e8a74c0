/* test_release_error_formula.c: the paper's numbers, and the formula against ToyDown itself, one unit of noise a time.
 */
#include <math.h>
#include <stdlib.h>
#include <string.h>

#include "gen/release/error_formula_district.h"
#include "gen/release/toydown.h"
#include "release_fixture.h"
#include "unit.h"

static struct scr_rational *fraction(int64_t p, uint64_t q) {
    struct scr_rational *r = NULL;
    CU_ASSERT_FALSE_FATAL(scr_failed(scr_rational_new(&r)) || scr_failed(scr_rational_set(r, p, q)));
    return r;
}

static void check_decimal(const struct scr_rational *r, unsigned places, const char *wanted) {
    struct scr_buffer text = {0};
    CU_ASSERT_FALSE_FATAL(scr_failed(scr_rational_decimal(r, places, &text)));
    CU_ASSERT_STRING_EQUAL((const char *)text.data, wanted);
    scr_buffer_free(&text);
}

static bool same(const struct scr_rational *a, const struct scr_rational *b) {
    int order = 1;
    CU_ASSERT_FALSE(scr_failed(scr_rational_compare(a, b, &order)));
    return order == 0;
}

UNIT_TEST(release_error_formula, best_split_of_the_paper) {
    /* math.md section 3: d = 3, 10 x 10, one leaf, epsilon 1, scale 2/eps: (.03805, .17051, .79144), 14.5237, 14.3734.
     */
    static const uint32_t branching[] = {10, 10};
    struct scr_arena arena = {0};
    struct release_hierarchy tree;
    struct release_error_terms terms;
    bool district[111] = {false};
    uint64_t share[3];
    CU_ASSERT_FALSE_FATAL(scr_failed(release_hierarchy_regular(&arena, branching, 3, &tree, NULL)));
    district[57] = true;
    CU_ASSERT_FALSE_FATAL(scr_failed(release_error_terms(&tree, district, &terms)));
    struct scr_rational *wanted[3] = {fraction(1, 10000), fraction(9, 1000), fraction(9, 10)};
    for (size_t l = 0; l < 3; l++) CU_ASSERT(same(terms.term[l], wanted[l]));
    CU_ASSERT_FALSE_FATAL(scr_failed(release_best_split(&terms, 5, share)));
    CU_ASSERT(share[0] == 3805 && share[1] == 17051 && share[2] == 79144);
    struct scr_rational *sum = fraction(0, 1);
    long double discrete = 0;
    static const long double term[3] = {.0001L, .009L, .9L};
    for (size_t l = 0; l < 3; l++) {
        struct release_scale scale;
        CU_ASSERT_FALSE_FATAL(scr_failed(release_scale_set(&scale, 2, share[l], 100000)));
        CU_ASSERT_FALSE_FATAL(scr_failed(release_continuous_variance(&scale, wanted[l])));
        discrete += term[l] * release_discrete_variance(&scale);
    }
    CU_ASSERT_FALSE_FATAL(scr_failed(release_error_variance(&terms, wanted, sum)));
    check_decimal(sum, 4, "14.5237");
    CU_ASSERT(fabsl(discrete - 14.3734L) < 5e-5L);
    for (size_t l = 0; l < 3; l++) scr_rational_free(wanted[l]);
    scr_rational_free(sum);
    release_error_terms_free(&terms);
    scr_arena_free(&arena);
}

UNIT_TEST(release_error_formula, discrete_variance_known_answers) {
    /* math.md sections 3 and 4: t = 5: 49.8337; eps = 1: 1.84. */
    CU_ASSERT(fabsl(release_discrete_variance(&(struct release_scale){5, 1}) - 49.8337L) < 5e-5L);
    CU_ASSERT(fabsl(release_discrete_variance(&(struct release_scale){1, 1}) - 1.84L) < 5e-3L);
}

UNIT_TEST(release_error_formula, split_rounds_as_it_says) {
    struct release_error_terms terms = {3, {fraction(0, 1), fraction(1, 1), fraction(1, 1)}};
    uint64_t share[3];
    CU_ASSERT_FALSE_FATAL(scr_failed(release_best_split(&terms, 0, share)));
    CU_ASSERT(share[0] == 0 && share[1] == 1 && share[2] == 0); /* the tie goes up */
    CU_ASSERT_FALSE_FATAL(scr_failed(release_best_split(&terms, 9, share)));
    CU_ASSERT(share[0] == 0 && share[1] == 500000000 && share[2] == 500000000);
    CU_ASSERT_FALSE_FATAL(scr_failed(scr_rational_set(terms.term[2], 8, 1)));
    CU_ASSERT_FALSE_FATAL(scr_failed(release_best_split(&terms, 3, share)));
    CU_ASSERT(share[0] == 0 && share[1] == 333 && share[2] == 667);
    CU_ASSERT_EQUAL(release_best_split(&terms, 10, share).code, SCR_LIMIT);
    for (size_t l = 1; l < 3; l++) CU_ASSERT_FALSE(scr_failed(scr_rational_set(terms.term[l], 0, 1)));
    CU_ASSERT_EQUAL(release_best_split(&terms, 3, share).code, SCR_INPUT);
    release_error_terms_free(&terms);
    /* Seven equal levels share 10: three of them get one more, each once. */
    terms = (struct release_error_terms){.levels = 7};
    for (size_t l = 0; l < 7; l++) terms.term[l] = fraction(5, 3);
    uint64_t equal[7];
    CU_ASSERT_FALSE_FATAL(scr_failed(release_best_split(&terms, 1, equal)));
    for (size_t l = 0; l < 7; l++) CU_ASSERT_EQUAL(equal[l], l < 3 ? 2 : 1);
    release_error_terms_free(&terms);
}

/* ToyDown with negatives is linear: noise of 1 at one unit alone must move the district's count by exactly its
 * coefficient, and the squares of the coefficients of a level must add up to the level's term. */
UNIT_TEST(release_error_formula, terms_are_those_of_toydown) {
    static const uint32_t parent[] = {0, 0, 0, 0, 1, 1, 2, 3, 3, 3, 4, 4, 5, 5, 5, 6, 7, 7};
    enum { UNITS = sizeof parent / sizeof *parent };
    struct scr_arena arena = {0};
    struct release_hierarchy tree;
    struct release_bits bits = {0};
    CU_ASSERT_FALSE_FATAL(scr_failed(release_bits_begin(&bits)));
    CU_ASSERT_FALSE_FATAL(scr_failed(release_hierarchy_build(&arena, parent, UNITS, &tree, NULL)));
    fixture_stream(&bits, 41);
    for (int round = 0; round < 40; round++) {
        bool district[UNITS];
        struct release_error_terms terms;
        for (size_t i = 0; i < UNITS; i++) district[i] = fixture_below(&bits, 2);
        CU_ASSERT_FALSE_FATAL(scr_failed(release_error_terms(&tree, district, &terms)));
        struct scr_rational *moved = fraction(0, 1), *part = fraction(0, 1), *total = fraction(0, 1);
        for (uint32_t level = 1; level <= tree.levels; level++) {
            CU_ASSERT_FALSE(scr_failed(scr_rational_set(total, 0, 1)));
            for (uint32_t unit = tree.level_begin[level - 1]; unit < tree.level_begin[level]; unit++) {
                int64_t noise[UNITS] = {0};
                struct release_fraction out[UNITS];
                noise[unit] = 1;
                struct release_toydown problem = {&tree, 1, noise, 0, false};
                CU_ASSERT_FALSE_FATAL(scr_failed(release_toydown(&problem, out, NULL)));
                CU_ASSERT_FALSE(scr_failed(scr_rational_set(moved, 0, 1)));
                for (uint32_t leaf = 0; leaf < UNITS; leaf++) {
                    if (tree.children[leaf] || !district[leaf]) continue;
                    CU_ASSERT_FALSE(scr_failed(scr_rational_set(part, out[leaf].p, (uint64_t)out[leaf].q)));
                    CU_ASSERT_FALSE(scr_failed(scr_rational_add(moved, moved, part)));
                }
                CU_ASSERT_FALSE(scr_failed(scr_rational_multiply(moved, moved, moved)));
                CU_ASSERT_FALSE(scr_failed(scr_rational_add(total, total, moved)));
            }
            CU_ASSERT(same(total, terms.term[level - 1]));
        }
        scr_rational_free(moved);
        scr_rational_free(part);
        scr_rational_free(total);
        release_error_terms_free(&terms);
    }
    release_bits_end(&bits);
    scr_arena_free(&arena);
}

static const uint32_t dallas[] = {484, 4, 25};

UNIT_TEST(release_error_formula, greedy_has_the_fragmentation_of_the_paper) {
    struct scr_arena arena = {0};
    struct release_hierarchy tree;
    struct release_bits bits = {0};
    struct scr_rational *frag = fraction(0, 1);
    CU_ASSERT_FALSE_FATAL(scr_failed(release_bits_begin(&bits)));
    CU_ASSERT_FALSE_FATAL(scr_failed(release_hierarchy_regular(&arena, dallas, 4, &tree, NULL)));
    bool *district = calloc(tree.units, sizeof *district);
    CU_ASSERT_PTR_NOT_NULL_FATAL(district);
    static const uint64_t parts[] = {4, 4, 7, 1, 48400};
    for (size_t i = 0; i < sizeof parts / sizeof *parts; i++) {
        struct release_error_terms terms;
        fixture_stream(&bits, 60 + i);
        CU_ASSERT_FALSE_FATAL(scr_failed(release_greedy(&tree, parts[i], &bits, district)));
        uint64_t leaves = 0;
        for (uint32_t unit = tree.level_begin[3]; unit < tree.units; unit++) leaves += district[unit];
        CU_ASSERT_EQUAL(leaves, 48400 / parts[i]);
        CU_ASSERT_FALSE_FATAL(scr_failed(release_error_terms(&tree, district, &terms)));
        CU_ASSERT_FALSE(scr_failed(release_fragmentation(&terms, frag)));
        if (parts[i] == 4) check_decimal(frag, 2, "90.75"); /* section 6, whatever the random start */
        if (parts[i] == 1) check_decimal(frag, 2, "0.00");
        release_error_terms_free(&terms);
    }
    CU_ASSERT_EQUAL(release_greedy(&tree, 0, &bits, district).code, SCR_INPUT);
    free(district);
    scr_rational_free(frag);
    release_bits_end(&bits);
    scr_arena_free(&arena);
}

UNIT_TEST(release_error_formula, square_and_the_bounds_of_theorem_6_2) {
    struct scr_rational *r = fraction(0, 1);
    CU_ASSERT_FALSE_FATAL(scr_failed(release_square_fragmentation(dallas, 4, 4, r, NULL)));
    check_decimal(r, 4, "444.4751"); /* math.md section 3 */
    CU_ASSERT_FALSE_FATAL(scr_failed(release_greedy_bound(dallas, 4, 4, r, NULL)));
    check_decimal(r, 2, "98.00"); /* the paper, section 6 */
    CU_ASSERT_FALSE_FATAL(scr_failed(release_square_bound(dallas, 4, 4, r, NULL)));
    check_decimal(r, 2, "348.33"); /* math.md: what the printed formula gives, not 264 */
    static const uint32_t odd[] = {484, 5, 25};
    CU_ASSERT_EQUAL(release_square_fragmentation(odd, 4, 4, r, NULL).code, SCR_INPUT);
    CU_ASSERT_EQUAL(release_square_fragmentation(dallas, 4, 3, r, NULL).code, SCR_INPUT);
    CU_ASSERT_EQUAL(release_square_fragmentation(dallas, 1, 4, r, NULL).code, SCR_INPUT);
    CU_ASSERT_EQUAL(release_greedy_bound(dallas, 4, 1, r, NULL).code, SCR_INPUT);
    CU_ASSERT_EQUAL(release_greedy_bound(dallas, 4, 5000, r, NULL).code, SCR_INPUT);
    scr_rational_free(r);
}

/* 3 x 3 units of 2 x 2 leaves; districts of 3 x 3 leaves at all 16 places, their fragmentation by the general formula.
 */
UNIT_TEST(release_error_formula, square_is_the_mean_over_all_places) {
    static const uint32_t branching[] = {9, 4};
    struct scr_arena arena = {0};
    struct release_hierarchy tree;
    struct scr_rational *sum = fraction(0, 1), *frag = fraction(0, 1);
    CU_ASSERT_FALSE_FATAL(scr_failed(release_hierarchy_regular(&arena, branching, 3, &tree, NULL)));
    for (uint32_t i = 0; i < 4; i++)
        for (uint32_t j = 0; j < 4; j++) {
            bool district[46] = {false};
            struct release_error_terms terms;
            for (uint32_t y = i; y < i + 3; y++)
                for (uint32_t x = j; x < j + 3; x++) district[10 + (y / 2 * 3 + x / 2) * 4 + y % 2 * 2 + x % 2] = true;
            CU_ASSERT_FALSE_FATAL(scr_failed(release_error_terms(&tree, district, &terms)));
            CU_ASSERT_FALSE(scr_failed(release_fragmentation(&terms, frag)));
            CU_ASSERT_FALSE(scr_failed(scr_rational_add(sum, sum, frag)));
            release_error_terms_free(&terms);
        }
    CU_ASSERT_FALSE(scr_failed(scr_rational_set(frag, 1, 16)));
    CU_ASSERT_FALSE(scr_failed(scr_rational_multiply(sum, sum, frag)));
    CU_ASSERT_FALSE_FATAL(scr_failed(release_square_fragmentation(branching, 3, 4, frag, NULL)));
    CU_ASSERT(same(sum, frag));
    scr_rational_free(sum);
    scr_rational_free(frag);
    scr_arena_free(&arena);
}
