/* test_study_formula.c: variances by formula, the matching Gaussian, and fitted lines. */
#include <math.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "gen/release/error_formula.h"
#include "gen/study/study.h"
#include "unit.h"

static bool near(long double a, long double b, long double part) { return fabsl(a - b) <= part * fabsl(b); }

/* An independent way: the exact terms of the one-leaf district (error_formula.h) times the levels' variances. */
UNIT_TEST(study_formula, agrees_with_exact_terms) {
    static const uint32_t parent[] = {0, 0, 0, 0, 1, 1, 2, 3, 3, 3, 3};
    static const long double noise[] = {3, 5, 7};
    struct scr_arena arena = {0};
    struct release_hierarchy tree;
    long double variance[11];
    CU_ASSERT_FALSE_FATAL(scr_failed(release_hierarchy_build(&arena, parent, 11, &tree, NULL)));
    study_unit_variances(&tree, 0, noise, variance);
    CU_ASSERT_TRUE(near(variance[0], 3, 1e-18L));
    for (uint32_t leaf = 4; leaf < 11; leaf++) {
        bool district[11] = {false};
        struct release_error_terms terms = {0};
        long double sum = 0;
        district[leaf] = true;
        CU_ASSERT_FALSE_FATAL(scr_failed(release_error_terms(&tree, district, &terms)));
        for (uint32_t l = 0; l < 3; l++) {
            struct scr_buffer text = {0};
            CU_ASSERT_FALSE_FATAL(scr_failed(scr_rational_decimal(terms.term[l], 18, &text)));
            sum += strtold((const char *)text.data, NULL) * noise[l];
            scr_buffer_free(&text);
        }
        CU_ASSERT_TRUE(near(variance[leaf], sum, 1e-15L));
        release_error_terms_free(&terms);
    }
    /* With exact levels only the noise below them is left: an only child is then exact too. */
    study_unit_variances(&tree, 2, noise, variance);
    CU_ASSERT_TRUE(variance[1] == 0 && variance[6] == 0);
    CU_ASSERT_TRUE(near(variance[4], 3.5L, 1e-18L));
    scr_arena_free(&arena);
}

/* math.md, section 3: d = 3, 10 x 10, epsilon 1, scale 2/eps, split (.03805, .17051, .79144): 14.5237 continuous,
 * 14.3734 discrete. */
UNIT_TEST(study_formula, published_variances) {
    static const uint32_t branching[] = {10, 10};
    static const uint64_t share[] = {3805, 17051, 79144};
    struct scr_arena arena = {0};
    struct release_hierarchy tree;
    long double continuous[3], discrete[3], variance[111];
    CU_ASSERT_FALSE_FATAL(scr_failed(release_hierarchy_regular(&arena, branching, 3, &tree, NULL)));
    for (size_t l = 0; l < 3; l++) {
        struct release_scale scale;
        CU_ASSERT_FALSE_FATAL(scr_failed(release_scale_set(&scale, 2, share[l], 100000)));
        long double t = (long double)scale.d / (long double)scale.s;
        continuous[l] = 2 * t * t;
        discrete[l] = release_discrete_variance(&scale);
    }
    study_unit_variances(&tree, 0, continuous, variance);
    CU_ASSERT_TRUE(fabsl(variance[110] - 14.5237L) < 5e-5L);
    study_unit_variances(&tree, 0, discrete, variance);
    CU_ASSERT_TRUE(fabsl(variance[110] - 14.3734L) < 5e-5L);
    scr_arena_free(&arena);
}

/* The mean size of a standard Gaussian number is sqrt(2/pi). */
UNIT_TEST(study_formula, matching_sigma) {
    CU_ASSERT_TRUE(near(study_matching_sigma(1000 * 0.797884560802865355879892L, 1000), 1, 1e-15L));
}

/* The published pairs of L1 error and sigma: 827 precincts of Dallas County with 14 counts each. */
UNIT_TEST(study_formula, published_sigmas) {
    char path[512], line[200];
    const char *shared = unit_shared();
    if (!shared) {
        puts("skipped: no shared folder");
        return;
    }
    snprintf(path, sizeof path, "%s/data/hierarchy/expected_l1_error_pcts_and_matching_sigma.csv", shared);
    FILE *file = fopen(path, "r");
    CU_ASSERT_PTR_NOT_NULL_FATAL(file);
    unsigned rows = 0;
    CU_ASSERT_PTR_NOT_NULL(fgets(line, sizeof line, file));
    while (fgets(line, sizeof line, file)) {
        char *sigma = strrchr(line, ','), *change;
        if (!sigma) continue;
        *sigma++ = 0;
        change = strrchr(line, ',');
        CU_ASSERT_PTR_NOT_NULL_FATAL(change);
        CU_ASSERT_TRUE(near(study_matching_sigma(strtold(change + 1, NULL), 827 * 14), strtold(sigma, NULL), 1e-12L));
        rows++;
    }
    fclose(file);
    CU_ASSERT_EQUAL(rows, 40);
}

/* 40,000 numbers: mean, variance, fourth moment (0, 1, 3) and product of pairs (0) within 5 standard errors, so a
 * correct generator fails with probability below 10^-5 for one fixed seed. */
UNIT_TEST(study_formula, gaussian_moments) {
    const uint8_t key[RELEASE_KEY_SIZE] = {1, 2, 3};
    struct release_bits bits = {0};
    long double sum = 0, squares = 0, fourth = 0, products = 0, pair[2];
    const uint32_t n = 40000;
    CU_ASSERT_FALSE_FATAL(scr_failed(release_bits_begin(&bits)));
    CU_ASSERT_FALSE_FATAL(scr_failed(release_bits_key(&bits, key)));
    for (uint32_t i = 0; i < n / 2; i++) {
        CU_ASSERT_FALSE_FATAL(scr_failed(study_gaussian_pair(&bits, pair)));
        products += pair[0] * pair[1];
        for (size_t k = 0; k < 2; k++) {
            sum += pair[k];
            squares += pair[k] * pair[k];
            fourth += pair[k] * pair[k] * pair[k] * pair[k];
        }
    }
    release_bits_end(&bits);
    CU_ASSERT_TRUE(fabsl(sum / n) < 5 / sqrtl(n));
    CU_ASSERT_TRUE(fabsl(squares / n - 1) < 5 * sqrtl(2.0L / n));
    CU_ASSERT_TRUE(fabsl(fourth / n - 3) < 5 * sqrtl(96.0L / n));
    CU_ASSERT_TRUE(fabsl(products / (n / 2)) < 5 / sqrtl(n / 2));
}

UNIT_TEST(study_formula, moments) {
    struct study_moments m = {0};
    for (int i = 1; i <= 4; i++) study_moments_add(&m, i); /* 1, 2, 3, 4: mean 5/2, variance 5/3 */
    CU_ASSERT_TRUE(near(m.mean, 2.5L, 1e-18L) && near(study_moments_variance(&m), 5.0L / 3, 1e-18L));
    CU_ASSERT_TRUE(near(study_moments_error(&m), sqrtl(5.0L / 12), 1e-18L));
}

/* A table of three precincts with two options. */
struct small {
    struct study_table table;
    struct study_known_share known[3];
};

static void small_make(struct small *small, const int64_t *counts) {
    static const char *const keys[] = {"a", "b", "c"};
    static const char *options[] = {"x", "y"};
    size_t twice;
    *small = (struct small){.table = {.option_count = 2, .options = options}};
    CU_ASSERT_FALSE_FATAL(scr_failed(study_table_build(&small->table, keys, 3, 1, counts, &twice, NULL)));
}

/* Votes noised: y is x's share of the counts, 0, 1 and 0, at group shares 0, 1, 1 with 12, 12 and 24 votes. At x = 1
 * the plain mean is 1/2, the weighted one 12/36. */
UNIT_TEST(study_formula, lines) {
    static const int64_t counts[] = {0, 12, 12, 0, 0, 24}, few[] = {0, 12, 12, 0, 9, 0};
    struct small small;
    small_make(&small, counts);
    small.known[0] = (struct study_known_share){0, 5};
    small.known[1] = small.known[2] = (struct study_known_share){7, 7};
    const struct study_regression regression = {0, true, small.known};
    struct study_fit all = study_regress(&small.table, &regression, NULL, STUDY_ALL);
    CU_ASSERT_TRUE(all.stands && all.precincts == 3 && near(all.inside, 0.5L, 1e-17L) && fabsl(all.outside) < 1e-17L);
    struct study_fit weighted = study_regress(&small.table, &regression, NULL, STUDY_WEIGHTED);
    CU_ASSERT_TRUE(near(weighted.inside, 1.0L / 3, 1e-17L) && fabsl(weighted.outside) < 1e-17L);
    /* An error that takes all of a precinct's counts away leaves it out. */
    const long double error[] = {0, 0, 0, 0, 0, 0, 0, -24};
    struct study_fit without = study_regress(&small.table, &regression, error, STUDY_ALL);
    CU_ASSERT_TRUE(without.precincts == 2 && near(without.inside, 1, 1e-17L));
    study_table_free(&small.table);

    /* Nine votes are fewer than ten; then one x alone is left for nothing but a point each. */
    small_make(&small, few);
    small.known[0] = (struct study_known_share){0, 5};
    small.known[1] = small.known[2] = (struct study_known_share){7, 7};
    const struct study_regression again = {0, true, small.known};
    CU_ASSERT_EQUAL(study_regress(&small.table, &again, NULL, STUDY_FILTERED).precincts, 2);
    small.known[0] = (struct study_known_share){0, 0};
    CU_ASSERT_FALSE(study_regress(&small.table, &again, NULL, STUDY_ALL).stands);
    study_table_free(&small.table);
}

/* The group noised: x is the share in the counts, y and the votes are known. y = (1 + 2 x) / 4 at x = 0, 1/2, 1. */
UNIT_TEST(study_formula, lines_of_groups) {
    static const int64_t counts[] = {0, 8, 4, 4, 8, 0};
    struct small small;
    small_make(&small, counts);
    small.known[0] = (struct study_known_share){5, 20};
    small.known[1] = (struct study_known_share){10, 20};
    small.known[2] = (struct study_known_share){6, 8};
    const struct study_regression regression = {0, false, small.known};
    for (int v = 0; v < STUDY_VARIANTS; v++) {
        struct study_fit fit = study_regress(&small.table, &regression, NULL, (enum study_variant)v);
        CU_ASSERT_EQUAL(fit.precincts, v == STUDY_FILTERED ? 2 : 3);
        CU_ASSERT_TRUE(near(fit.outside, 0.25L, 1e-16L) && near(fit.inside, 0.75L, 1e-16L));
    }
    study_table_free(&small.table);
}
