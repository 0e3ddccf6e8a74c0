/* test_tree_plan_sets.c: the programme over sets that stops at settled nodes against the one that looks at every node.
 */
#include <stdlib.h>
#include <string.h>

#include "gen/tree/plan_parts.h"
#include "gen/tree/possible.h"
#include "tree_case.h"
#include "unit.h"

struct both {
    struct tree_fixing fixing;
    struct tree_bound bound;
    struct tree_sets quick, full;
};

static void both_begin(struct both *both, const struct tree *tree) {
    const struct tree_plan_limits *limits = &tree_plan_defaults;
    CU_ASSERT_FALSE_FATAL(scr_failed(tree_fixing_begin(&both->fixing, tree)));
    CU_ASSERT_FALSE_FATAL(scr_failed(tree_bound_begin(&both->bound, tree)));
    CU_ASSERT_FALSE_FATAL(scr_failed(tree_sets_begin(&both->quick, tree, &both->fixing, &both->bound, limits)));
    CU_ASSERT_FALSE_FATAL(scr_failed(tree_sets_begin(&both->full, tree, NULL, NULL, limits)));
}

static void both_update(struct both *both, size_t leaf) {
    tree_fixing_update(&both->fixing, leaf);
    tree_bound_update(&both->bound, leaf);
    tree_sets_update(&both->quick, leaf);
    tree_sets_update(&both->full, leaf);
}

static void both_end(struct both *both) {
    tree_fixing_end(&both->fixing);
    tree_bound_end(&both->bound);
    tree_sets_end(&both->quick);
    tree_sets_end(&both->full);
}

/* Plans by both; returns the papers of the plan. */
static size_t check(struct both *both, const struct tree *tree, uint8_t *scratch) {
    struct tree_plan quick, full;
    CU_ASSERT_FALSE_FATAL(scr_failed(tree_sets_plan(&both->quick, &quick)));
    CU_ASSERT_FALSE_FATAL(scr_failed(tree_sets_plan(&both->full, &full)));
    size_t papers = full.count;
    CU_ASSERT_EQUAL(quick.possible, full.possible);
    CU_ASSERT_EQUAL(quick.count, full.count);
    if (quick.possible) CU_ASSERT(tree_would_certify(tree, quick.leaves, quick.count, scratch));
    tree_plan_free(&quick);
    tree_plan_free(&full);
    return papers;
}

/* A change of any kind to any leaf. */
static void change(struct tree *tree, uint64_t *state, size_t leaf) {
    unsigned what = tree_case_random(state) % 6, value = tree_case_random(state) % (tree->candidates + 1);
    tree_set_leaf(tree, leaf, value == tree->candidates ? TREE_MISSING : (uint8_t)value,
                  what == 0   ? TREE_UNAVAILABLE
                  : what == 1 ? TREE_REPORTED
                              : TREE_EXAMINED);
}

UNIT_TEST(tree_plan_sets, settled_nodes_lose_no_plan) {
    static const unsigned arities[] = {3, 3, 3, 2, 4, 5};
    uint64_t state = 41;
    size_t settled = 0, looked_at = 0;
    for (unsigned round = 0; round < 60; round++) {
        unsigned arity = arities[round % 6];
        size_t leaves = 2 + tree_case_random(&state) % (arity > 3 ? 60 : 400);
        uint8_t *scratch = malloc(leaves);
        struct tree_case fixture;
        struct both both;
        CU_ASSERT_PTR_NOT_NULL_FATAL(scratch);
        tree_case_make(&fixture, &state, leaves, arity, 3 + round % 3);
        both_begin(&both, &fixture.tree);
        check(&both, &fixture.tree, scratch);
        for (unsigned changes = 0; changes < 30; changes++) {
            size_t leaf = tree_case_random(&state) % leaves;
            change(&fixture.tree, &state, leaf);
            both_update(&both, leaf);
            check(&both, &fixture.tree, scratch);
        }
        for (size_t node = 0; node < both.quick.stored; node++) {
            settled += !both.quick.counts[node];
            looked_at += both.quick.counts[node] > 0;
        }
        both_end(&both);
        tree_case_free(&fixture);
        free(scratch);
    }
    CU_ASSERT(settled > 0 && looked_at > 0);
}

/* Votes in equal shares, the worst case: the programme passes nodes over, and after a change looks at the path
 * and what that unsettles. */
UNIT_TEST(tree_plan_sets, a_change_costs_the_height) {
    enum { LEAVES = 59049 };
    uint64_t state = 43, first, most = 0;
    uint8_t *scratch = malloc(LEAVES);
    struct tree_case fixture;
    struct tree_plan plan;
    struct tree_planner *planner = NULL;
    struct both both;
    CU_ASSERT_PTR_NOT_NULL_FATAL(scratch);
    tree_case_make(&fixture, &state, LEAVES, 3, 3);
    both_begin(&both, &fixture.tree);
    size_t papers = check(&both, &fixture.tree, scratch);
    CU_ASSERT(papers > 1024); /* 2^10 is the bound: the root is not settled */
    first = both.quick.work;
    CU_ASSERT(first && 3 * first < 2 * both.full.work);
    for (unsigned changes = 0; changes < 20; changes++) {
        size_t leaf = tree_case_random(&state) % LEAVES;
        tree_set_leaf(&fixture.tree, leaf, (uint8_t)(tree_case_random(&state) % 3), TREE_EXAMINED);
        both_update(&both, leaf);
        check(&both, &fixture.tree, scratch);
        if (both.quick.work > most) most = both.quick.work;
    }
    CU_ASSERT(most < first / 50);
    /* The planner says the same, with its kind. */
    CU_ASSERT_FALSE_FATAL(scr_failed(tree_planner_new(&fixture.tree, TREE_PLAN_LEAST, &tree_plan_defaults, &planner)));
    CU_ASSERT_FALSE_FATAL(scr_failed(tree_planner_plan(planner, &plan)));
    CU_ASSERT_EQUAL(plan.kind, TREE_PLAN_LEAST);
    CU_ASSERT_EQUAL(plan.count, check(&both, &fixture.tree, scratch));
    tree_plan_free(&plan);
    tree_planner_free(planner);
    both_end(&both);
    tree_case_free(&fixture);
    free(scratch);
}
