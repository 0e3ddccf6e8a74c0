/* test_study_run.c: simulated errors against formulas, exact levels, and the same numbers from the same seed. */
#include <math.h>
#include <stdio.h>
#include <string.h>

#include "gen/study/districts.h"
#include "gen/study/sheets.h"
#include "unit.h"

/* Two counties of two and three precincts, two options. */
static void make_table(struct study_table *table) {
    static const char *const keys[] = {"A", "1", "A", "2", "B", "1", "B", "2", "B", "3"};
    static const int64_t counts[] = {500, 400, 300, 800, 900, 100, 700, 700, 600, 650};
    static const char *options[] = {"x", "y"};
    size_t twice;
    *table = (struct study_table){.option_count = 2, .options = options, .sensitivity = 2, .votes_allowed = 1};
    table->level_names[0] = "county";
    table->level_names[1] = "precinct";
    CU_ASSERT_FALSE_FATAL(scr_failed(study_table_build(table, keys, 5, 2, counts, &twice, NULL)));
}

static struct study_parameters parameters(const char *seed, uint32_t runs, uint32_t exact) {
    return (struct study_parameters){.seed = seed,
                                     .epsilons = {{1, 1}},
                                     .epsilon_count = 1,
                                     .splits = {"equal"},
                                     .split_count = 1,
                                     .splits_given = true,
                                     .runs = runs,
                                     .exact_levels = exact};
}

static bool within(const struct study_moments *simulated, long double expected) {
    return fabsl(simulated->mean - expected) <= 5 * study_moments_error(simulated);
}

/* Counts are large enough that nothing is cut at 0, so ToyDown's two forms agree, and errors are within 5 standard
 * errors of the formulas; districts too. */
UNIT_TEST(study_run, simulation_meets_formula) {
    static const uint32_t of[] = {0, 0, 0, 1, UINT32_MAX};
    const char *names[] = {"one", "two"};
    const struct study_districts districts = {names, 2, of};
    struct study_parameters p = parameters("seed", 3000, 0);
    struct study_district_terms terms[2];
    struct study_table table;
    struct study study = {0};
    struct scr_arena arena = {0};
    p.splits[0] = "1/6,1/3,1/2"; /* other noise on each level */
    make_table(&table);
    CU_ASSERT_EQUAL(table.tree.levels, 3);
    CU_ASSERT_EQUAL(study_unit_total(&table, 0), 5650);
    p.districts = &districts;
    CU_ASSERT_FALSE_FATAL(scr_failed(study_begin(&table, &p, &study, NULL)));
    CU_ASSERT_FALSE_FATAL(scr_failed(study_run(&study, NULL, NULL, NULL)));
    CU_ASSERT_FALSE_FATAL(scr_failed(study_district_terms_find(&table, 0, &districts, &arena, terms)));
    const struct study_cell *cell = &study.cells[0];
    const struct study_outcome *toydown = &cell->outcome[STUDY_TOYDOWN];
    for (uint32_t l = 0; l < 3; l++) {
        CU_ASSERT_TRUE(within(&cell->outcome[STUDY_DISCRETE_LAPLACE].level[l], cell->noise[l]));
        CU_ASSERT_TRUE(within(&toydown->level[l], cell->formula[l]));
        CU_ASSERT_TRUE(fabsl(toydown->level[l].mean - cell->outcome[STUDY_TOYDOWN_NONNEGATIVE].level[l].mean) < 1e-9L);
        /* Rounding to whole numbers moves no count by more than 1. */
        CU_ASSERT_TRUE(fabsl(sqrtl(toydown->level[l].mean) - sqrtl(cell->outcome[STUDY_TOPDOWN].level[l].mean)) <= 1);
    }
    for (uint32_t d = 0; d < 2; d++) {
        long double v = cell->noise[2] * (long double)terms[d].leaves;
        CU_ASSERT_TRUE(within(&toydown->district[d], study_district_variance(cell, &terms[d], 3)));
        CU_ASSERT_TRUE(within(&cell->outcome[STUDY_DISCRETE_LAPLACE].district[d], v));
    }
    /* E|Z| = 2q/(1-q^2) for the discrete noise, scale 4 on the last level: 10 counts. */
    long double q = expl(-1.0L / 4);
    CU_ASSERT_TRUE(within(&cell->outcome[STUDY_DISCRETE_LAPLACE].change, 20 * q / (1 - q * q)));
    study_free(&study);
    scr_arena_free(&arena);
    study_table_free(&table);
}

UNIT_TEST(study_run, exact_levels_and_seeds) {
    struct study_parameters first = parameters("seed", 5, 1), other = parameters("seee", 5, 1);
    const struct study_parameters *which[] = {&first, &first, &other};
    long double change[3], top = 0;
    for (size_t i = 0; i < 3; i++) {
        struct study_table table;
        struct study study = {0};
        make_table(&table);
        CU_ASSERT_FALSE_FATAL(scr_failed(study_begin(&table, which[i], &study, NULL)));
        CU_ASSERT_FALSE_FATAL(scr_failed(study_run(&study, NULL, NULL, NULL)));
        for (size_t m = 0; m < STUDY_MECHANISMS; m++) top += study.cells[0].outcome[m].level[0].mean;
        change[i] = study.cells[0].outcome[STUDY_TOPDOWN].change.mean;
        study_free(&study);
        study_table_free(&table);
    }
    CU_ASSERT_TRUE(top == 0 && change[0] == change[1] && change[0] != change[2]);
}

/* The key of the first level's stream in run 1, put together here by hand. */
UNIT_TEST(study_run, keys) {
    static const char message[] = "\0\0\0\0\0\0\0\x12scrutineer study 1\0\0\0\0\0\0\0\5noise\0\0\0\0\0\0\0\4seed"
                                  "\0\0\0\0\0\0\0\3"
                                  "1/2\0\0\0\0\0\0\0\5equal\0\0\0\1\0\0\0\2";
    struct study_parameters p = parameters("seed", 5, 1);
    struct study_cell cell = {.epsilon = {1, 2}, .split = "equal"};
    struct scr_hash expected, key;
    CU_ASSERT_FALSE_FATAL(scr_failed(scr_hash_bytes(message, sizeof message - 1, &expected)));
    CU_ASSERT_FALSE_FATAL(scr_failed(study_key(&p, "noise", &cell, 1, 2, &key)));
    CU_ASSERT_TRUE(scr_hash_equal(&key, &expected));
}

UNIT_TEST(study_run, refusals) {
    struct study_parameters p = parameters("seed", STUDY_RUNS_MOST, 3);
    struct study_table table;
    struct study study = {0};
    make_table(&table);
    CU_ASSERT_EQUAL(study_begin(&table, &p, &study, NULL).code, SCR_USAGE); /* all levels exact */
    study_free(&study);
    p.exact_levels = 1;
    p.splits[0] = "tract-heavy"; /* two levels are measured */
    CU_ASSERT_EQUAL(study_begin(&table, &p, &study, NULL).code, SCR_USAGE);
    study_free(&study);
    p.splits_given = false;
    CU_ASSERT_EQUAL(study_begin(&table, &p, &study, NULL).code, SCR_USAGE); /* and then none is left */
    CU_ASSERT_EQUAL(study.left_out_count, 1);
    study_free(&study);
    p.splits_given = true;
    p.splits[0] = "0,1"; /* a level with nothing has no scale */
    CU_ASSERT_EQUAL(study_begin(&table, &p, &study, NULL).code, SCR_LIMIT);
    study_free(&study);
    study_table_free(&table);
}

/* math.md, section 3: Greedy 90.75, Square 444.4751, and the bound that evaluates to 348.33. */
UNIT_TEST(study_run, theorem) {
    struct study_theorem theorem = {.branching = {484, 4, 25}, .levels = 3, .parts = 4};
    struct scr_arena arena = {0};
    CU_ASSERT_FALSE_FATAL(scr_failed(study_theorem_find(&theorem, "s", &arena, NULL)));
    CU_ASSERT_STRING_EQUAL(theorem.greedy, "90.750000");
    CU_ASSERT_STRING_EQUAL(theorem.greedy_bound, "98.000000");
    CU_ASSERT_STRING_EQUAL(theorem.square, "444.475101");
    CU_ASSERT_STRING_EQUAL(theorem.square_bound, "348.333333");
    theorem.branching[0] = 483; /* no square */
    CU_ASSERT_FALSE_FATAL(scr_failed(study_theorem_find(&theorem, "s", &arena, NULL)));
    CU_ASSERT_STRING_EQUAL(theorem.square, "");
    scr_arena_free(&arena);
}

/* The four precincts of the blog post, epsilon 0.2 (math.md, section 3). The table tells of the vote for the leading
 * option: 1 - .459202 = .540798 for 134 of 135. */
UNIT_TEST(study_run, disclosure) {
    static const char *const keys[] = {"930016", "181", "3930002", "07-Q", "mixed"};
    static const int64_t counts[] = {69, 0, 143, 0, 134, 1, 1, 425, 30, 20};
    static const char *options[] = {"x", "y"};
    static const char *const expected[] = {
        "07-Q",    "", "y", "425", "426", "near-unanimous", "0.997653", "0.896624", "0.549834", "0.549763", /**/
        "181",     "", "x", "143", "143", "unanimous",      "1.000000", "1.000000", "0.549834", "0.549834", /**/
        "3930002", "", "x", "134", "135", "near-unanimous", "0.992593", "0.732240", "0.549834", "0.540798", /**/
        "930016",  "", "x", "69",  "69",  "unanimous",      "1.000000", "1.000000", "0.549834", "0.549834"};
    struct study_parameters p = parameters("seed", 2, 0);
    struct study_table table = {.option_count = 2, .options = options, .sensitivity = 2, .votes_allowed = 1};
    struct study study = {.table = &table, .parameters = &p};
    struct scr_arena arena = {0};
    struct study_sheet sheet = {.arena = &arena};
    size_t twice;
    p.epsilons[0] = (struct release_fraction){1, 5};
    CU_ASSERT_FALSE_FATAL(scr_failed(study_table_build(&table, keys, 5, 1, counts, &twice, NULL)));
    study_sheet_disclosure(&study, (struct release_fraction){49, 50}, &sheet);
    CU_ASSERT_FALSE_FATAL(scr_failed(sheet.result));
    CU_ASSERT_EQUAL(sheet.columns, 10);
    CU_ASSERT_EQUAL_FATAL(sheet.count, sizeof expected / sizeof *expected);
    for (size_t i = 0; i < sheet.count; i++) CU_ASSERT_STRING_EQUAL(sheet.cells[i], expected[i]);
    study_sheet_free(&sheet);
    study_table_free(&table);
    scr_arena_free(&arena);
}
