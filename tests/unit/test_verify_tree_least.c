/* test_verify_tree_least.c: whether a plan is least, against all sets of ballots of small trees and a published count.
 */
#include <jansson.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "unit.h"
#include "verify/tree/least.h"
#include "verify/tree/sets.h"
#include "verify_tree_fixture.h"

enum { BALLOTS_MOST = 11 };

/* The fewest ballots that establish a value, by all sets of ballots; LEAST_NEVER when none does. */
static uint32_t by_all_sets(const struct arranged *tree, unsigned candidates, const uint8_t *recorded) {
    uint32_t fewest = LEAST_NEVER;
    for (uint32_t chosen = 0; chosen < 1u << tree->ballots; chosen++) {
        uint8_t known[BALLOTS_MOST];
        struct budget plenty = {UINT64_MAX};
        struct sets *sets;
        uint32_t size = (uint32_t)__builtin_popcount(chosen);
        if (size >= fewest) continue;
        for (uint32_t b = 0; b < tree->ballots; b++)
            known[b] = chosen >> b & 1 ? recorded[b] : (uint8_t)VALUE_UNKNOWN; /* a phantom's is unknown */
        CU_ASSERT_FALSE_FATAL(scr_failed(sets_new(tree, candidates, known, &plenty, &sets)));
        if (value_single(sets_root(sets))) fewest = size;
        sets_free(sets);
    }
    return fewest;
}

static struct least ask(const struct arranged *tree, unsigned candidates, const uint8_t *recorded, uint32_t plan,
                        uint64_t work) {
    struct budget budget = {work};
    struct least least;
    CU_ASSERT_FALSE_FATAL(scr_failed(least_check(tree, candidates, recorded, plan, &budget, &least)));
    return least;
}

static bool expect_fewest(const struct arranged *tree, unsigned candidates, const uint8_t *recorded) {
    uint32_t fewest = by_all_sets(tree, candidates, recorded);
    bool searched = false;
    for (uint32_t plan = 0; plan <= tree->ballots + 1; plan++) {
        struct least least = ask(tree, candidates, recorded, plan, UINT64_MAX);
        if (least.answer != (fewest < plan ? LEAST_FEWER : LEAST_HOLDS)) CU_FAIL("a plan is judged wrongly");
        if (least.answer == LEAST_FEWER && (least.fewer < fewest || least.fewer >= plan))
            CU_FAIL("the smaller plan has no such number of ballots");
        if (least.bound > fewest) CU_FAIL("a bound is above the least plan");
        searched |= least.searched;
    }
    return searched;
}

UNIT_TEST(verify_tree_least, all_sets_of_ballots) {
    uint64_t state = 77;
    unsigned searched = 0;
    for (unsigned round = 0; round < 400; round++) {
        unsigned candidates = (round % 8 ? 3 : 1) + (unsigned)(tree_fixture_random(&state) % 3),
                 phantoms = round % 3 == 0;
        struct published_contest contest = tree_fixture_contest(
            1 + tree_fixture_random(&state) % (round % 10 ? 8 : BALLOTS_MOST), 2 + round % 4, 1, false);
        struct scr_hash context = {{(uint8_t)round, (uint8_t)(round >> 8)}};
        struct arranged tree;
        uint8_t recorded[BALLOTS_MOST];
        CU_ASSERT_FALSE_FATAL(scr_failed(arranged_make(&contest, &context, "seed", &tree)));
        for (uint32_t b = 0; b < tree.ballots; b++) {
            unsigned value = (unsigned)(tree_fixture_random(&state) % (candidates + 1));
            recorded[b] = (uint8_t)(value < candidates ? value : VALUE_MISSING);
            if (phantoms && !(tree_fixture_random(&state) % 5)) recorded[b] = VALUE_UNKNOWN;
        }
        searched += expect_fewest(&tree, candidates, recorded);
        arranged_free(&tree);
    }
    CU_ASSERT(searched > 50); /* the search itself was tried, not the bounds alone */
}

/* Plans that only the search finds, asked for with just as many ballots as they have: nothing may be cut off there. */
UNIT_TEST(verify_tree_least, plans_that_only_the_search_finds) {
    uint64_t state = 5;
    unsigned found = 0;
    for (unsigned round = 0; round < 4000; round++) {
        struct published_contest contest = tree_fixture_contest(5 + round % 7, 2 + round / 7 % 4, 1, false);
        struct scr_hash context = {{(uint8_t)round, (uint8_t)(round >> 8)}};
        struct arranged tree;
        uint8_t recorded[BALLOTS_MOST];
        CU_ASSERT_FALSE_FATAL(scr_failed(arranged_make(&contest, &context, "seed", &tree)));
        for (uint32_t b = 0; b < tree.ballots; b++) recorded[b] = (uint8_t)(tree_fixture_random(&state) % 3);
        for (uint32_t plan = 1; plan <= tree.ballots; plan++) {
            struct least least = ask(&tree, 3, recorded, plan, UINT64_MAX);
            if (!least.searched || least.answer != LEAST_FEWER) continue;
            found++;
            CU_ASSERT_EQUAL(by_all_sets(&tree, 3, recorded), least.fewer);
            CU_ASSERT_EQUAL(plan, least.fewer + 1);
            break;
        }
        arranged_free(&tree);
    }
    CU_ASSERT(found > 50);
}

/* Five leaves B, C, B, C, A in this order: four suffice for some residues, where fixing children one by one takes all
 * five. */
UNIT_TEST(verify_tree_least, fewer_than_by_fixing_children) {
    uint32_t ballots[5] = {0, 1, 2, 3, 4};
    uint8_t recorded[5] = {1, 2, 1, 2, 0}, residue[2];
    unsigned four = 0;
    for (residue[0] = 0; residue[0] < 6; residue[0]++)
        for (residue[1] = 0; residue[1] < 6; residue[1]++) {
            struct arranged tree = {5, 1, 3, 5, 2, ballots, residue};
            expect_fewest(&tree, 3, recorded);
            four += by_all_sets(&tree, 3, recorded) == 4 && ask(&tree, 3, recorded, 5, UINT64_MAX).searched;
        }
    CU_ASSERT(four > 0);
}

UNIT_TEST(verify_tree_least, budget_and_replication) {
    uint32_t ballots[5] = {0, 1, 2, 3, 4};
    uint8_t recorded[5] = {1, 2, 1, 2, 0};
    unsigned open = 0;
    for (uint8_t r = 0; r < 36; r++) {
        uint8_t residue[2] = {r / 6, r % 6};
        struct arranged tree = {5, 1, 3, 5, 2, ballots, residue};
        struct least whole = ask(&tree, 3, recorded, 4, UINT64_MAX), little = ask(&tree, 3, recorded, 4, 12);
        CU_ASSERT(little.answer == LEAST_OPEN ? whole.searched : little.answer == whole.answer);
        open += little.answer == LEAST_OPEN;
    }
    CU_ASSERT(open > 0);
    /* Wherever the work ends, what is answered is true. */
    open = 0;
    for (uint8_t r = 0; r < 36; r += 5)
        for (uint64_t work = 0; work < 1000; work += 3) {
            uint8_t residue[2] = {r / 6, r % 6};
            struct arranged tree = {5, 1, 3, 5, 2, ballots, residue};
            struct least whole = ask(&tree, 3, recorded, 4, UINT64_MAX), little = ask(&tree, 3, recorded, 4, work);
            if (little.answer != LEAST_OPEN && little.answer != whole.answer) CU_FAIL("an answer of too little work");
            open += little.answer == LEAST_OPEN && little.searched;
        }
    CU_ASSERT(open > 500);
    struct arranged twice = {5, 2, 3, 5, 2, ballots, recorded};
    struct budget budget = {100};
    struct least least;
    CU_ASSERT_EQUAL(least_check(&twice, 3, recorded, 4, &budget, &least).code, SCR_INPUT);
}

/* A million ballots, rivest2019 with seed 1, 51.5 % A: tpt_minimum_certificate.json, "cheapest". */
UNIT_TEST(verify_tree_least, million) {
    char path[4096];
    if (!unit_shared()) {
        printf("\n  skipped: the folder of real inputs is absent ");
        return;
    }
    snprintf(path, sizeof path, "%s/vectors/tpt_minimum_certificate.json", unit_shared());
    json_t *all = json_load_file(path, 0, NULL);
    CU_ASSERT_PTR_NOT_NULL_FATAL(all);
    uint32_t cheapest = (uint32_t)json_integer_value(json_object_get(json_object_get(all, "mock1M_seed1"), "cheapest"));
    json_decref(all);
    struct published_contest contest = tree_fixture_contest(1000000, 3, 1, true);
    struct arranged tree;
    uint8_t *recorded = malloc(1000000);
    CU_ASSERT_PTR_NOT_NULL_FATAL(recorded);
    memset(recorded, 0, 515000);
    memset(recorded + 515000, 1, 485000);
    CU_ASSERT_FALSE_FATAL(scr_failed(arranged_make(&contest, &tree_fixture_key, "1", &tree)));
    CU_ASSERT_EQUAL(ask(&tree, 2, recorded, cheapest, 20000000).answer, LEAST_HOLDS);
    struct least least = ask(&tree, 2, recorded, cheapest + 1, 20000000);
    CU_ASSERT(least.answer == LEAST_FEWER && least.fewer == cheapest);
    arranged_free(&tree);
    free(recorded);
}
