/* test_tree_shape.c: shapes, tabulation, grouping by threes, and properties of the voting rule. */
#include <stdlib.h>
#include <string.h>

#include "gen/tree/grouping.h"
#include "gen/tree/tree.h"
#include "tree_case.h"
#include "unit.h"

UNIT_TEST(tree_shape, every_node_has_one_parent) {
    for (unsigned arity = TREE_ARITY_LEAST; arity <= TREE_ARITY_MOST; arity++)
        for (size_t leaves = 1; leaves <= 200; leaves++) {
            struct tree_shape shape;
            CU_ASSERT_FALSE(scr_failed(tree_shape_make(leaves, arity, &shape)));
            CU_ASSERT_EQUAL(shape.nodes, shape.internal + leaves);
            size_t next = 2;
            for (size_t node = 1; node <= shape.internal; node++) {
                unsigned count = tree_children(&shape, node);
                CU_ASSERT(count >= 2 && (count == arity || node == shape.internal));
                CU_ASSERT_EQUAL(tree_first_child(&shape, node), next);
                for (unsigned i = 0; i < count; i++) CU_ASSERT_EQUAL(tree_parent(&shape, next++), node);
            }
            CU_ASSERT_EQUAL(next, shape.nodes + 1);
            size_t reach = 1; /* arity^height holds the leaves, and one level less does not */
            for (unsigned h = 0; h < shape.height; h++) reach *= arity;
            CU_ASSERT(reach >= leaves && (!shape.height || reach / arity < leaves));
        }
}

UNIT_TEST(tree_shape, sizes_that_are_refused) {
    struct tree_shape shape;
    CU_ASSERT_EQUAL(tree_shape_make(0, 3, &shape).code, SCR_INPUT);
    CU_ASSERT_EQUAL(tree_shape_make(9, 1, &shape).code, SCR_INPUT);
    CU_ASSERT_EQUAL(tree_shape_make(9, 6, &shape).code, SCR_INPUT);
    CU_ASSERT_EQUAL(tree_shape_make(TREE_LEAVES_MOST + 1, 3, &shape).code, SCR_INPUT);
    CU_ASSERT_FALSE(scr_failed(tree_shape_make(129140163, 3, &shape))); /* 3^17 */
    CU_ASSERT_EQUAL(shape.internal, 64570081);
    CU_ASSERT_EQUAL(shape.height, 17);
}

UNIT_TEST(tree_shape, plurality_by_counting) {
    static const uint8_t all[5] = {0, 1, 2, 62, TREE_MISSING};
    for (unsigned count = 1; count <= TREE_ARITY_MOST; count++) {
        size_t tuples = 1;
        for (unsigned i = 0; i < count; i++) tuples *= 5;
        for (size_t t = 0; t < tuples; t++)
            for (unsigned tie = 0; tie < TREE_TIE_RESIDUES; tie++) {
                uint8_t values[TREE_ARITY_MOST];
                size_t rest = t;
                for (unsigned i = 0; i < count; i++, rest /= 5) values[i] = all[rest % 5];
                CU_ASSERT_EQUAL(tree_plurality(values, count, tie), tree_case_plurality(values, count, tie));
            }
    }
}

UNIT_TEST(tree_shape, tabulation_and_changes_by_recursion) {
    uint64_t state = 3;
    for (int round = 0; round < 200; round++) {
        struct tree_case fixture;
        size_t leaves = 1 + tree_case_random(&state) % 100, counts[4], expected[4] = {0};
        tree_case_make(&fixture, &state, leaves, 2 + tree_case_random(&state) % 4, 3);
        CU_ASSERT_EQUAL(tree_winner(&fixture.tree), tree_case_root(&fixture.tree, fixture.tree.values));
        tree_count_votes(&fixture.tree, counts);
        for (size_t b = 0; b < leaves; b++) expected[fixture.votes[b] == TREE_MISSING ? 3 : fixture.votes[b]]++;
        CU_ASSERT(!memcmp(counts, expected, sizeof counts));
        for (int change = 0; change < 50; change++) {
            uint8_t value = (uint8_t)(tree_case_random(&state) % 4);
            uint8_t *kept = malloc(fixture.arrangement.shape.nodes);
            CU_ASSERT_PTR_NOT_NULL_FATAL(kept);
            tree_set_leaf(&fixture.tree, tree_case_random(&state) % leaves, value == 3 ? TREE_MISSING : value,
                          TREE_EXAMINED);
            memcpy(kept, fixture.tree.values, fixture.arrangement.shape.nodes);
            tree_evaluate(&fixture.tree);
            CU_ASSERT(!memcmp(kept, fixture.tree.values, fixture.arrangement.shape.nodes));
            free(kept);
        }
        tree_case_free(&fixture);
    }
}

UNIT_TEST(tree_shape, votes_that_are_refused) {
    uint64_t state = 4;
    struct tree_case fixture;
    struct tree tree;
    uint8_t votes[3] = {0, 2, TREE_MISSING};
    tree_case_make(&fixture, &state, 3, 3, 2);
    CU_ASSERT_EQUAL(tree_make(&fixture.arrangement, 2, votes, &tree).code, SCR_INPUT);
    CU_ASSERT_EQUAL(tree_make(&fixture.arrangement, 0, votes, &tree).code, SCR_INPUT);
    CU_ASSERT_EQUAL(tree_make(&fixture.arrangement, 64, votes, &tree).code, SCR_INPUT);
    CU_ASSERT_FALSE(scr_failed(tree_make(&fixture.arrangement, 63, votes, &tree)));
    tree_free(&tree);
    tree_case_free(&fixture);
}

UNIT_TEST(tree_shape, unanimity) {
    uint64_t state = 5;
    for (size_t leaves = 1; leaves < 60; leaves++) {
        struct tree_case fixture, unanimous;
        uint8_t votes[60];
        tree_case_make(&fixture, &state, leaves, 2 + (unsigned)leaves % 4, 4);
        for (unsigned value = 0; value <= 4; value++) {
            memset(votes, value == 4 ? TREE_MISSING : (int)value, leaves);
            tree_case_like(&unanimous, &fixture, votes);
            CU_ASSERT_EQUAL(tree_winner(&unanimous.tree), votes[0]);
            tree_case_free(&unanimous);
            if (value == 4 || leaves == 1) continue;
            /* Blanks among the votes of one candidate change nothing. */
            for (size_t b = 1; b < leaves; b++) votes[b] = tree_case_random(&state) % 2 ? TREE_MISSING : votes[b];
            tree_case_like(&unanimous, &fixture, votes);
            CU_ASSERT_EQUAL(tree_winner(&unanimous.tree), value);
            tree_case_free(&unanimous);
        }
        tree_case_free(&fixture);
    }
}

/* Renaming the candidates renames the value of every node: ties are picked by position. */
UNIT_TEST(tree_shape, neutrality) {
    static const uint8_t names[3] = {2, 0, 1};
    uint64_t state = 6;
    for (int round = 0; round < 300; round++) {
        struct tree_case fixture, renamed;
        uint8_t votes[50];
        size_t leaves = 1 + tree_case_random(&state) % 50;
        tree_case_make(&fixture, &state, leaves, 3, 3);
        for (size_t b = 0; b < leaves; b++)
            votes[b] = fixture.votes[b] == TREE_MISSING ? TREE_MISSING : names[fixture.votes[b]];
        tree_case_like(&renamed, &fixture, votes);
        for (size_t v = 1; v <= fixture.arrangement.shape.nodes; v++) {
            uint8_t value = tree_value(&fixture.tree, v);
            CU_ASSERT_EQUAL(tree_value(&renamed.tree, v), value == TREE_MISSING ? value : names[value]);
        }
        tree_case_free(&renamed);
        tree_case_free(&fixture);
    }
}

/* With two candidates, a vote that turns to the winner leaves the winner (tpt_properties.json, monotonicity_2cand). */
UNIT_TEST(tree_shape, two_candidates_are_monotone) {
    uint64_t state = 7;
    for (int round = 0; round < 500; round++) {
        struct tree_case fixture;
        size_t leaves = 1 + tree_case_random(&state) % 40;
        tree_case_make(&fixture, &state, leaves, 3, 2);
        uint8_t winner = tree_winner(&fixture.tree);
        for (size_t leaf = 0; leaf < leaves && winner != TREE_MISSING; leaf++) {
            uint8_t before = tree_leaf_value(&fixture.tree, leaf);
            tree_set_leaf(&fixture.tree, leaf, winner, TREE_EXAMINED);
            CU_ASSERT_EQUAL(tree_winner(&fixture.tree), winner);
            tree_set_leaf(&fixture.tree, leaf, before, TREE_EXAMINED);
        }
        tree_case_free(&fixture);
    }
}

/* Method 1 is the tree when there are 3^d votes. */
UNIT_TEST(tree_shape, grouping_by_threes) {
    uint64_t state = 8;
    static const size_t groups[] = {0, 0, 1, 1, 1, 3, 3, 3, 4, 4, 4}; /* of 0 .. 10 votes */
    for (size_t n = 1; n <= 10; n++) CU_ASSERT_EQUAL(tree_group_count(n), groups[n]);
    for (size_t leaves = 1; leaves <= 2187; leaves *= 3)
        for (int round = 0; round < 20; round++) {
            struct tree_case fixture;
            tree_case_make(&fixture, &state, leaves, 3, 4);
            const struct tree_shape *shape = &fixture.arrangement.shape;
            uint8_t *votes = malloc(leaves);
            CU_ASSERT_PTR_NOT_NULL_FATAL(votes);
            memcpy(votes, fixture.tree.values + shape->internal, leaves);
            CU_ASSERT_EQUAL(tree_group_count(leaves), shape->internal);
            CU_ASSERT_EQUAL(tree_group_by_threes(votes, leaves, fixture.arrangement.ties), tree_winner(&fixture.tree));
            free(votes);
            tree_case_free(&fixture);
        }
}

/* Other sizes: groups of three, a last one of two or four, by hand. Candidates 0, 1, 2. */
UNIT_TEST(tree_shape, grouping_with_a_last_group) {
    static const uint8_t first[8] = {0};
    uint8_t four[4] = {0, 1, 1, 0}, five[5] = {0, 0, 1, 1, 2}, seven[7] = {0, 0, 1, 1, 2, 2, 1};
    static const uint8_t second[8] = {1, 1, 1, 1, 1, 1, 1, 1};
    CU_ASSERT_EQUAL(tree_group_by_threes(four, 4, second), 1); /* tie of 0 and 1, the second: 1 */
    /* five: (0 0 1) = 0 is group 2, (1 2) is group 3 and ties, then (0 x) is group 1 and ties */
    CU_ASSERT_EQUAL(tree_group_by_threes(five, 5, first), 0);
    memcpy(five, (const uint8_t[]){0, 0, 1, 1, 2}, 5);
    CU_ASSERT_EQUAL(tree_group_by_threes(five, 5, second), 2);
    /* seven: (0 0 1) = 0, (1 2 2 1) ties: 1 or 2 */
    CU_ASSERT_EQUAL(tree_group_by_threes(seven, 7, first), 0);
    memcpy(seven, (const uint8_t[]){0, 0, 1, 1, 2, 2, 1}, 7);
    CU_ASSERT_EQUAL(tree_group_by_threes(seven, 7, second), 2);
}
