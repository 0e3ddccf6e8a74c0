/* test_release_split.c: splits add up to 1 exactly; named ones are the paper's; what cannot be followed is refused. */
#include "gen/release/split.h"
#include "scrutineer/rational.h"
#include "unit.h"

/* *sum: of the shares. */
static bool adds_up(const struct release_fraction *share, uint32_t n) {
    struct scr_rational *sum = NULL, *one = NULL;
    int order = 1;
    CU_ASSERT_EQUAL_FATAL(scr_rational_new(&sum).code, SCR_DONE);
    CU_ASSERT_EQUAL_FATAL(scr_rational_new(&one).code, SCR_DONE);
    for (uint32_t l = 0; l < n; l++) {
        CU_ASSERT(!scr_failed(scr_rational_set(one, share[l].p, (uint64_t)share[l].q)));
        CU_ASSERT(!scr_failed(scr_rational_add(sum, sum, one)));
    }
    CU_ASSERT(!scr_failed(scr_rational_set(one, 1, 1)));
    CU_ASSERT(!scr_failed(scr_rational_compare(sum, one, &order)));
    scr_rational_free(sum);
    scr_rational_free(one);
    return !order;
}

static enum scr_code split(const char *name, uint32_t levels, uint32_t exact, struct release_fraction *share) {
    static const uint32_t branching[] = {3, 4, 2, 5, 2};
    struct scr_arena arena = {0};
    struct release_hierarchy tree;
    CU_ASSERT_EQUAL_FATAL(release_hierarchy_regular(&arena, branching, levels, &tree, NULL).code, SCR_DONE);
    scr_result result = release_split_shares(name, &tree, exact, share, NULL);
    scr_arena_free(&arena);
    return result.code;
}

UNIT_TEST(release_split, every_split_adds_up_for_every_number_of_levels) {
    static const char *const names[] = {"equal", "best", "state-heavy", "block-heavy", "BG-heavy", "tract-heavy"};
    for (size_t i = 0; i < sizeof names / sizeof *names; i++)
        for (uint32_t levels = 2; levels <= 6; levels++)
            for (uint32_t exact = 0; exact < levels; exact++) {
                struct release_fraction share[RELEASE_LEVEL_LIMIT];
                uint32_t n = levels - exact;
                bool possible = n >= (i == 4 ? 2u : i == 5 ? 3u : 1u);
                CU_ASSERT_EQUAL(split(names[i], levels, exact, share), possible ? SCR_DONE : SCR_USAGE);
                if (possible) CU_ASSERT(adds_up(share, n));
            }
}

/* Census TopDown (2021), table 1: five levels below the nation, there in three decimals. */
UNIT_TEST(release_split, five_levels_are_the_papers) {
    static const struct {
        const char *name;
        int64_t twelfths[5];
    } cases[] = {{"state-heavy", {6, 3, 1, 1, 1}},
                 {"tract-heavy", {1, 2, 6, 2, 1}},
                 {"BG-heavy", {1, 1, 2, 6, 2}},
                 {"block-heavy", {1, 1, 1, 3, 6}}};
    for (size_t i = 0; i < sizeof cases / sizeof *cases; i++) {
        struct release_fraction share[RELEASE_LEVEL_LIMIT];
        CU_ASSERT_EQUAL(split(cases[i].name, 6, 1, share), SCR_DONE);
        for (size_t l = 0; l < 5; l++) CU_ASSERT_EQUAL(12 * share[l].p, cases[i].twelfths[l] * share[l].q);
    }
}

/* math.md, section 3: three levels of 10 x 10: (.03805, .17051, .79144). */
UNIT_TEST(release_split, best_is_that_of_one_leaf) {
    static const uint32_t branching[] = {10, 10};
    struct release_fraction share[RELEASE_LEVEL_LIMIT];
    struct scr_arena arena = {0};
    struct release_hierarchy tree;
    CU_ASSERT_EQUAL_FATAL(release_hierarchy_regular(&arena, branching, 3, &tree, NULL).code, SCR_DONE);
    CU_ASSERT_EQUAL_FATAL(release_split_shares("best", &tree, 0, share, NULL).code, SCR_DONE);
    CU_ASSERT_EQUAL(10000 * share[0].p, 381 * share[0].q); /* the rest after rounding down is largest here */
    CU_ASSERT_EQUAL(10000 * share[1].p, 1705 * share[1].q);
    CU_ASSERT_EQUAL(10000 * share[2].p, 7914 * share[2].q);
    scr_arena_free(&arena);
}

UNIT_TEST(release_split, lists_must_fit) {
    static const struct {
        const char *list;
        enum scr_code code;
    } cases[] = {{"1/2,1/2", SCR_DONE},     {"0.25,3/4", SCR_DONE},
                 {"0,1", SCR_DONE},         {"1/2,1/3", SCR_USAGE},
                 {"1", SCR_USAGE},          {"1/2,1/4,1/4", SCR_USAGE},
                 {"1/2,-1/2,1", SCR_USAGE}, {"3/2,-1/2", SCR_USAGE},
                 {"", SCR_USAGE},           {"1/2,", SCR_USAGE},
                 {"1/2,x", SCR_USAGE},      {"2/4,1/2", SCR_USAGE},
                 {"Equal", SCR_USAGE},      {"1/2,0.50000000000000000001", SCR_USAGE}};
    for (size_t i = 0; i < sizeof cases / sizeof *cases; i++) {
        struct release_fraction share[RELEASE_LEVEL_LIMIT];
        CU_ASSERT_EQUAL(split(cases[i].list, 3, 1, share), cases[i].code);
    }
}

UNIT_TEST(release_split, fractions_have_one_form_each) {
    struct release_fraction fraction;
    CU_ASSERT(release_fraction_parse("0.25", &fraction));
    CU_ASSERT(fraction.p == 1 && fraction.q == 4);
    CU_ASSERT(release_fraction_parse("1000000000/999999999", &fraction));
    static const char *const wrong[] = {"",           "1/0",          "2/4", "1e3", " 1", "-1",
                                        "1000000001", "1/1000000001", "1/",  "/2",  ".5"};
    for (size_t i = 0; i < sizeof wrong / sizeof *wrong; i++) CU_ASSERT(!release_fraction_parse(wrong[i], &fraction));
}
