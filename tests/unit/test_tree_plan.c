/* test_tree_plan.c: possible sets and plans against brute force on small trees. */
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "gen/tree/plan_parts.h"
#include "gen/tree/possible.h"
#include "gen/tree/simulate.h"
#include "tree_case.h"
#include "unit.h"

UNIT_TEST(tree_plan, results_of_a_node_by_trying_all_values) {
    uint64_t state = 1;
    for (int round = 0; round < 20000; round++) {
        unsigned count = 1 + tree_case_random(&state) % TREE_ARITY_MOST, tie = tree_case_random(&state) % 60;
        uint8_t all[5] = {0, 1, 2, 3, TREE_MISSING}, values[TREE_ARITY_MOST];
        uint64_t sets[TREE_ARITY_MOST], expected = 0;
        size_t tuples = 1;
        for (unsigned i = 0; i < count; i++) {
            do {
                sets[i] = 0;
                for (unsigned v = 0; v < 5; v++)
                    if (tree_case_random(&state) % 2) sets[i] |= tree_singleton(all[v]);
            } while (!sets[i]);
            tuples *= 5;
        }
        for (size_t t = 0; t < tuples; t++) {
            bool allowed = true;
            size_t rest = t;
            for (unsigned i = 0; i < count; i++, rest /= 5) {
                values[i] = all[rest % 5];
                allowed = allowed && sets[i] & tree_singleton(values[i]);
            }
            if (allowed) expected |= tree_singleton(tree_case_plurality(values, count, tie));
        }
        CU_ASSERT_EQUAL(tree_possible_results(sets, count, tie), expected);
        CU_ASSERT_EQUAL(tree_possible_by_partitions(sets, count, tie), expected);
    }
}

/* The root's set by every assignment of the unknown leaves. */
static uint64_t root_by_force(const struct tree *tree, unsigned known) {
    const struct tree_shape *shape = tree_shape_of(tree);
    uint8_t values[64];
    uint64_t results = 0;
    size_t open[16], opens = 0, tuples = 1;
    memcpy(values, tree->values, shape->nodes);
    for (size_t leaf = 0; leaf < shape->leaves; leaf++)
        if (!(known >> leaf & 1)) {
            open[opens++] = leaf;
            tuples *= tree->candidates + 1;
        }
    for (size_t t = 0; t < tuples; t++) {
        size_t rest = t;
        for (size_t i = 0; i < opens; i++, rest /= tree->candidates + 1) {
            size_t value = rest % (tree->candidates + 1);
            values[shape->internal + open[i]] = value == tree->candidates ? TREE_MISSING : (uint8_t)value;
        }
        results |= tree_singleton(tree_case_root(tree, values));
    }
    return results;
}

/* The fewest further leaves that certify, trying all subsets; SIZE_MAX when none do. *sum: least sum of positions. */
static size_t least_by_force(const struct tree *tree, uint64_t *sum) {
    size_t leaves = tree_shape_of(tree)->leaves, best = SIZE_MAX;
    unsigned examined = 0, unavailable = 0;
    for (size_t leaf = 0; leaf < leaves; leaf++) {
        examined |= (unsigned)(tree->states[leaf] == TREE_EXAMINED) << leaf;
        unavailable |= (unsigned)(tree->states[leaf] == TREE_UNAVAILABLE) << leaf;
    }
    for (unsigned subset = 0; subset < 1u << leaves; subset++) {
        size_t papers = (size_t)__builtin_popcount(subset);
        uint64_t positions = 0;
        if (subset & (examined | unavailable) || papers > best) continue;
        for (size_t leaf = 0; leaf < leaves; leaf++)
            positions += subset >> leaf & 1 ? tree_paper(tree->arrangement, leaf) : 0;
        if (papers == best && positions >= *sum) continue;
        if (root_by_force(tree, subset | examined) != tree_singleton(tree_winner(tree))) continue;
        best = papers;
        *sum = positions;
    }
    return best;
}

static uint64_t sum_of(const struct tree *tree, const struct tree_plan *plan) {
    uint64_t sum = 0;
    for (size_t i = 0; i < plan->count; i++) sum += tree_paper(tree->arrangement, plan->leaves[i]);
    return sum;
}

static void make_plan(const struct tree *tree, enum tree_plan_kind kind, struct tree_plan *plan) {
    struct tree_planner *planner;
    CU_ASSERT_FALSE_FATAL(scr_failed(tree_planner_new(tree, kind, &tree_plan_defaults, &planner)));
    CU_ASSERT_FALSE_FATAL(scr_failed(tree_planner_plan(planner, plan)));
    tree_planner_free(planner);
}

/* The programme over sets alone, whatever the bound says. */
static void check_sets(const struct tree *tree, size_t least, uint64_t sum) {
    struct tree_sets sets;
    struct tree_plan plan;
    uint8_t scratch[16];
    CU_ASSERT_FALSE_FATAL(scr_failed(tree_sets_begin(&sets, tree, NULL, NULL, &tree_plan_defaults)));
    CU_ASSERT_FALSE_FATAL(scr_failed(tree_sets_plan(&sets, &plan)));
    CU_ASSERT_EQUAL(plan.possible, least != SIZE_MAX);
    if (plan.possible) {
        CU_ASSERT(plan.count == least && sum_of(tree, &plan) == sum);
        CU_ASSERT(tree_would_certify(tree, plan.leaves, plan.count, scratch));
    }
    tree_plan_free(&plan);
    tree_sets_end(&sets);
}

static void check_bound(const struct tree *tree, size_t least) {
    struct tree_bound bound;
    if (tree->candidates < 2) return;
    CU_ASSERT_FALSE_FATAL(scr_failed(tree_bound_begin(&bound, tree)));
    uint32_t papers = tree_bound_of(&bound, 1);
    CU_ASSERT(papers == TREE_INFINITE ? least == SIZE_MAX : papers <= least);
    tree_bound_end(&bound);
}

static bool none_can_be_left_out(const struct tree *tree, const struct tree_plan *plan) {
    uint32_t fewer[16];
    uint8_t scratch[16];
    for (size_t out = 0; out < plan->count; out++) {
        for (size_t i = 0, at = 0; i < plan->count; i++)
            if (i != out) fewer[at++] = plan->leaves[i];
        if (tree_would_certify(tree, fewer, plan->count - 1, scratch)) return false;
    }
    return true;
}

/* Least plans of random small trees: certify by force, no smaller set of leaves does, and none with a lesser sum. */
static void check_least(unsigned arity, unsigned candidates, size_t most, int rounds) {
    uint64_t state = arity * 100 + candidates;
    for (int round = 0; round < rounds; round++) {
        size_t leaves = 1 + tree_case_random(&state) % most;
        struct tree_case fixture;
        struct tree_plan plan, rough;
        uint8_t scratch[16];
        tree_case_make(&fixture, &state, leaves, arity, candidates);
        struct tree *tree = &fixture.tree;
        for (size_t leaf = 0; leaf < leaves && round % 3 == 0; leaf++) {
            unsigned what = tree_case_random(&state) % 4;
            tree_set_leaf(tree, leaf, tree_leaf_value(tree, leaf),
                          what == 0   ? TREE_UNAVAILABLE
                          : what == 1 ? TREE_EXAMINED
                                      : TREE_REPORTED);
        }
        uint64_t sum = 0;
        size_t least = least_by_force(tree, &sum);
        make_plan(tree, TREE_PLAN_LEAST, &plan);
        make_plan(tree, TREE_PLAN_RECURSIVE, &rough);
        CU_ASSERT_EQUAL(plan.kind, TREE_PLAN_LEAST);
        CU_ASSERT_EQUAL(rough.kind, TREE_PLAN_RECURSIVE);
        CU_ASSERT_EQUAL(plan.possible, least != SIZE_MAX);
        if (plan.possible) {
            CU_ASSERT_EQUAL(plan.count, least);
            CU_ASSERT(candidates > 2 || sum_of(tree, &plan) == sum);
            CU_ASSERT(tree_would_certify(tree, plan.leaves, plan.count, scratch));
        }
        check_sets(tree, least, sum);
        check_bound(tree, least);
        CU_ASSERT_EQUAL(rough.possible, plan.possible);
        if (rough.possible) {
            CU_ASSERT(rough.count >= plan.count);
            CU_ASSERT(tree_would_certify(tree, rough.leaves, rough.count, scratch));
            CU_ASSERT(none_can_be_left_out(tree, &rough));
            if (candidates <= 2) CU_ASSERT_EQUAL(rough.count, least);
        }
        for (size_t i = 1; i < plan.count; i++) CU_ASSERT(plan.leaves[i] > plan.leaves[i - 1]);
        tree_plan_free(&plan);
        tree_plan_free(&rough);
        tree_case_free(&fixture);
    }
}

UNIT_TEST(tree_plan, least_one_candidate) { check_least(3, 1, 9, 100); }
UNIT_TEST(tree_plan, least_two_candidates) { check_least(3, 2, 9, 60); }
UNIT_TEST(tree_plan, least_three_candidates) { check_least(3, 3, 7, 60); }
UNIT_TEST(tree_plan, least_four_candidates) { check_least(3, 4, 6, 60); }
UNIT_TEST(tree_plan, least_other_arities) {
    check_least(2, 2, 7, 60);
    check_least(2, 3, 6, 40);
    check_least(4, 3, 6, 40);
    check_least(5, 2, 7, 40);
    check_least(5, 3, 6, 40);
}

/* Certification is exact: every assignment of the leaves that were not examined. */
UNIT_TEST(tree_plan, certification_by_trying_all_assignments) {
    uint64_t state = 77;
    unsigned certified = 0;
    for (int round = 0; round < 400; round++) {
        struct tree_case fixture;
        unsigned known = 0;
        tree_case_make(&fixture, &state, 2 + tree_case_random(&state) % 7, 3, 1 + tree_case_random(&state) % 3);
        for (size_t leaf = 0; leaf < fixture.arrangement.shape.leaves; leaf++)
            if (tree_case_random(&state) % 4) {
                known |= 1u << leaf;
                tree_set_leaf(&fixture.tree, leaf, tree_leaf_value(&fixture.tree, leaf), TREE_EXAMINED);
            }
        uint64_t root = root_by_force(&fixture.tree, known);
        CU_ASSERT_EQUAL(tree_possible(&fixture.tree, TREE_EXAMINED, 1), root);
        CU_ASSERT_EQUAL(tree_is_certified(&fixture.tree), root == tree_singleton(tree_winner(&fixture.tree)));
        certified += tree_is_certified(&fixture.tree);
        tree_case_free(&fixture);
    }
    CU_ASSERT(certified > 40 && certified < 360);
}

/* The recursion may take more than the programme over sets: five leaves B, C, B, C, A where four suffice. */
UNIT_TEST(tree_plan, recursion_can_exceed_the_least) {
    static const uint8_t leaves[5] = {1, 2, 1, 2, 0};
    unsigned found = 0;
    for (unsigned residues = 0; residues < 36; residues++) {
        struct tree_case fixture;
        struct tree_plan least, recursive, pruned;
        struct tree_fixing fixing;
        uint8_t ties[2] = {(uint8_t)(residues % 6), (uint8_t)(residues / 6)};
        tree_case_fixed(&fixture, leaves, 5, 3, 3, ties);
        make_plan(&fixture.tree, TREE_PLAN_LEAST, &least);
        make_plan(&fixture.tree, TREE_PLAN_RECURSIVE, &pruned);
        CU_ASSERT_FALSE_FATAL(scr_failed(tree_fixing_begin(&fixing, &fixture.tree)));
        CU_ASSERT_FALSE_FATAL(scr_failed(tree_fixing_plan(&fixing, &recursive)));
        CU_ASSERT(recursive.count >= pruned.count && pruned.count >= least.count);
        found += recursive.count == 5 && pruned.count == 4 && least.count == 4;
        tree_fixing_end(&fixing);
        tree_plan_free(&least);
        tree_plan_free(&recursive);
        tree_plan_free(&pruned);
        tree_case_free(&fixture);
    }
    CU_ASSERT(found > 0);
}

/* What does not fit the limits is planned by the recursion, and says so. */
UNIT_TEST(tree_plan, limits_give_a_recursive_plan) {
    static const struct tree_plan_limits limits[] = {{1000, 1000000}, {1 << 30, 50}, {120000, 1000000000}};
    uint64_t state = 5;
    struct tree_case fixture;
    uint8_t *scratch = malloc(3000);
    tree_case_make(&fixture, &state, 3000, 3, 4);
    for (size_t l = 0; l < 3; l++) {
        struct tree_planner *planner;
        struct tree_plan plan;
        CU_ASSERT_FALSE(scr_failed(tree_planner_new(&fixture.tree, TREE_PLAN_LEAST, &limits[l], &planner)));
        CU_ASSERT_FALSE(scr_failed(tree_planner_plan(planner, &plan)));
        CU_ASSERT_EQUAL(plan.kind, TREE_PLAN_RECURSIVE);
        CU_ASSERT(tree_would_certify(&fixture.tree, plan.leaves, plan.count, scratch));
        tree_plan_free(&plan);
        tree_planner_free(planner);
    }
    free(scratch);
    tree_case_free(&fixture);
}

/* After any changes of leaves, a planner that followed them says the same as a fresh one. */
UNIT_TEST(tree_plan, replanning_equals_planning_anew) {
    uint64_t state = 9;
    for (unsigned candidates = 2; candidates <= 4; candidates++) {
        struct tree_case fixture;
        struct tree_planner *planner;
        struct tree_plan_limits tight = tree_plan_defaults;
        tree_case_make(&fixture, &state, 200, 3, candidates);
        tight.memory = 130000; /* the pool fills up and is packed on the way */
        CU_ASSERT_FALSE_FATAL(scr_failed(tree_planner_new(&fixture.tree, TREE_PLAN_LEAST, &tight, &planner)));
        for (int change = 0; change < 300; change++) {
            size_t leaf = tree_case_random(&state) % 200;
            unsigned what = tree_case_random(&state) % 8;
            uint8_t value = (uint8_t)(tree_case_random(&state) % (candidates + 1));
            struct tree_plan followed, fresh;
            tree_set_leaf(&fixture.tree, leaf, value == candidates ? TREE_MISSING : value,
                          what == 0 ? TREE_UNAVAILABLE : TREE_EXAMINED);
            CU_ASSERT_FALSE(scr_failed(tree_planner_update(planner, leaf)));
            CU_ASSERT_FALSE(scr_failed(tree_planner_plan(planner, &followed)));
            make_plan(&fixture.tree, TREE_PLAN_LEAST, &fresh);
            CU_ASSERT(followed.kind == fresh.kind && followed.possible == fresh.possible);
            CU_ASSERT_EQUAL_FATAL(followed.count, fresh.count);
            CU_ASSERT(!fresh.count || !memcmp(followed.leaves, fresh.leaves, fresh.count * sizeof *fresh.leaves));
            tree_plan_free(&followed);
            tree_plan_free(&fresh);
        }
        tree_planner_free(planner);
        tree_case_free(&fixture);
    }
}

/* The bound is infinite where nothing can be established, also beside leaves that could be examined. */
UNIT_TEST(tree_plan, bound_of_unavailable_leaves) {
    static const uint8_t leaves[3] = {0, 1, 2}, ties[1] = {0};
    struct tree_case fixture;
    tree_case_fixed(&fixture, leaves, 3, 3, 3, ties);
    for (size_t gone = 0; gone <= 3; gone++) {
        struct tree_bound bound;
        if (gone) tree_set_leaf(&fixture.tree, 3 - gone, leaves[3 - gone], TREE_UNAVAILABLE);
        CU_ASSERT_FALSE_FATAL(scr_failed(tree_bound_begin(&bound, &fixture.tree)));
        CU_ASSERT_EQUAL(tree_bound_of(&bound, 1), gone < 2 ? 2 : TREE_INFINITE);
        tree_bound_end(&bound);
    }
    tree_case_free(&fixture);
}

/* A planner that starts with the quick plan leaves it when it is no longer proved least. */
UNIT_TEST(tree_plan, quick_plans_are_left_in_time) {
    uint64_t state = 17;
    unsigned left = 0;
    for (int round = 0; round < 300; round++) {
        struct tree_case fixture;
        struct tree_planner *planner;
        size_t leaves = 9 + tree_case_random(&state) % 19;
        bool quick = true;
        tree_case_make(&fixture, &state, leaves, 3, 3);
        CU_ASSERT_FALSE_FATAL(
            scr_failed(tree_planner_new(&fixture.tree, TREE_PLAN_LEAST, &tree_plan_defaults, &planner)));
        for (int change = 0; change < 12; change++) {
            struct tree_plan followed, fresh, recursive;
            size_t leaf = tree_case_random(&state) % leaves;
            tree_set_leaf(&fixture.tree, leaf, (uint8_t)(tree_case_random(&state) % 3), TREE_EXAMINED);
            CU_ASSERT_FALSE(scr_failed(tree_planner_update(planner, leaf)));
            CU_ASSERT_FALSE(scr_failed(tree_planner_plan(planner, &followed)));
            make_plan(&fixture.tree, TREE_PLAN_LEAST, &fresh);
            make_plan(&fixture.tree, TREE_PLAN_RECURSIVE, &recursive);
            CU_ASSERT(followed.kind == TREE_PLAN_LEAST && followed.possible == fresh.possible);
            CU_ASSERT_EQUAL(followed.count, fresh.count);
            left += quick && change && recursive.count > fresh.count;
            quick = recursive.count == fresh.count;
            tree_plan_free(&followed);
            tree_plan_free(&fresh);
            tree_plan_free(&recursive);
        }
        tree_planner_free(planner);
        tree_case_free(&fixture);
    }
    CU_ASSERT(left > 0);
}

/* Whatever the errors, an audit by the least plan ends with the tree winner of the papers; so does the classic one when
 * it is certified. */
UNIT_TEST(tree_plan, audits_end_with_the_winner_of_the_papers) {
    uint64_t state = 11;
    unsigned classic_wrong = 0;
    for (int round = 0; round < 3000; round++) {
        unsigned candidates = 1 + tree_case_random(&state) % 4;
        size_t leaves = 1 + tree_case_random(&state) % 30;
        uint8_t audited[30];
        struct tree_case fixture, truth;
        tree_case_make(&fixture, &state, leaves, 3, candidates);
        for (size_t b = 0; b < leaves; b++) {
            bool error = tree_case_random(&state) % 7 == 0;
            uint8_t other = (uint8_t)(tree_case_random(&state) % (candidates + 1));
            audited[b] = !error ? fixture.votes[b] : other == candidates ? TREE_MISSING : other;
        }
        tree_case_like(&truth, &fixture, audited);
        for (int kind = TREE_PLAN_CLASSIC; kind <= TREE_PLAN_RECURSIVE; kind++) {
            struct tree_simulation simulation;
            struct tree_case again;
            tree_case_like(&again, &fixture, fixture.votes);
            CU_ASSERT_FALSE(scr_failed(
                tree_simulate(&again.tree, audited, (enum tree_plan_kind)kind, &tree_plan_defaults, &simulation)));
            if (kind == TREE_PLAN_CLASSIC && !simulation.certified) {
                classic_wrong += simulation.audited_winner != tree_winner(&truth.tree);
            } else {
                CU_ASSERT(simulation.certified && simulation.finished);
                CU_ASSERT_EQUAL(simulation.audited_winner, tree_winner(&truth.tree));
            }
            tree_simulation_free(&simulation);
            tree_case_free(&again);
        }
        tree_case_free(&truth);
        tree_case_free(&fixture);
    }
    CU_ASSERT(classic_wrong > 0); /* the gap of the paper's rule is not a rarity of one vector */
}

/* Replicated papers are examined once, at all their leaves; papers not found can leave the winner open. */
UNIT_TEST(tree_plan, replication_and_missing_papers) {
    uint64_t state = 13;
    struct tree_case fixture;
    struct tree_simulation simulation;
    uint8_t audited[20];
    tree_case_make_replicated(&fixture, &state, 20, 9, 3, 2);
    memcpy(audited, fixture.votes, sizeof audited);
    CU_ASSERT_FALSE(
        scr_failed(tree_simulate(&fixture.tree, audited, TREE_PLAN_LEAST, &tree_plan_defaults, &simulation)));
    CU_ASSERT_EQUAL(simulation.plan, TREE_PLAN_RECURSIVE);
    CU_ASSERT_EQUAL(simulation.examined_leaves, 9 * simulation.examined_papers);
    CU_ASSERT(simulation.certified && simulation.examined_papers <= 20);
    CU_ASSERT(simulation.first_plan_papers < simulation.first_plan);
    tree_simulation_free(&simulation);
    tree_case_free(&fixture);
    tree_case_make(&fixture, &state, 20, 3, 2);
    memset(audited, TREE_NOT_FOUND, sizeof audited);
    CU_ASSERT_FALSE(
        scr_failed(tree_simulate(&fixture.tree, audited, TREE_PLAN_LEAST, &tree_plan_defaults, &simulation)));
    CU_ASSERT(!simulation.finished && !simulation.certified && simulation.not_found > 0);
    CU_ASSERT_EQUAL(simulation.examined_leaves, 0);
    tree_simulation_free(&simulation);
    tree_case_free(&fixture);
}
