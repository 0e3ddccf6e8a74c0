/* test_tree_vectors.c: the paper's arrangement, tabulation and audit against the known answers beside the project
 * (vectors/tpt_known_answers.json: values of the published program and of a second implementation of it). */
#include <jansson.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "gen/tree/possible.h"
#include "gen/tree/simulate.h"
#include "scrutineer/bytes.h"
#include "scrutineer/hash.h"
#include "unit.h"

static json_t *load(const char *name) {
    char path[4096];
    if (!unit_shared()) {
        printf("skipped: no known answers beside the project ");
        return NULL;
    }
    snprintf(path, sizeof path, "%s/vectors/%s", unit_shared(), name);
    /* Seeds beyond 64 bits are read as reals, and recognised by their value: see seed_text. */
    json_t *root = json_load_file(path, JSON_DECODE_INT_AS_REAL, NULL);
    CU_ASSERT_PTR_NOT_NULL(root);
    return root;
}

static double number(const json_t *object, const char *name) { return json_real_value(json_object_get(object, name)); }

static size_t item(const json_t *array, size_t at) { return (size_t)json_real_value(json_array_get(array, at)); }

static void seed_text(const json_t *vector, char text[static 32]) {
    double seed = number(vector, "seed");
    if (seed > 1e18)
        strcpy(text, "10000000000000000007"); /* the one large seed of the file */
    else
        snprintf(text, 32, "%.0f", seed);
}

static uint8_t value_of(const json_t *value) {
    const char *text = json_string_value(value);
    return text ? (uint8_t)(text[0] - 'A') : TREE_MISSING;
}

static bool draw(const char *seed, size_t ballots, size_t replication, struct tree_arrangement *arrangement) {
    struct tree_seed how = {.kind = TREE_RIVEST2019, .seed = seed, .seed_length = strlen(seed)};
    bool drawn = !scr_failed(tree_arrangement_draw(&how, ballots, replication, 3, arrangement));
    CU_ASSERT(drawn);
    return drawn;
}

static void expect_leaves(const json_t *expected, const uint32_t *leaves, size_t count) {
    CU_ASSERT_EQUAL(json_array_size(expected), count);
    for (size_t i = 0; i < count; i++) CU_ASSERT_EQUAL(item(expected, i), leaves[i] + 1u);
}

static void check_small(const json_t *vector) {
    const json_t *rvals = json_object_get(vector, "rvals"), *avals = json_object_get(vector, "avals");
    const json_t *disc = json_object_get(vector, "disc"), *internal = json_object_get(vector, "internal");
    size_t ballots = json_array_size(rvals);
    uint8_t votes[128], audited[128];
    struct tree_arrangement arrangement;
    struct tree tree;
    struct tree_simulation simulation;
    char seed[32];
    seed_text(vector, seed);
    for (size_t i = 0; i < ballots; i++) {
        votes[i] = value_of(json_array_get(rvals, i));
        audited[i] = value_of(json_array_get(avals, i));
    }
    if (!draw(seed, ballots, (size_t)number(vector, "replication"), &arrangement)) return;
    CU_ASSERT_EQUAL(arrangement.shape.leaves, (size_t)number(vector, "n"));
    CU_ASSERT_EQUAL(arrangement.shape.internal, (size_t)number(vector, "ni"));
    expect_leaves(json_object_get(vector, "perm"), arrangement.entries, arrangement.shape.leaves);
    CU_ASSERT_FALSE(scr_failed(tree_make(&arrangement, 5, votes, &tree)));
    for (size_t v = 1; v <= arrangement.shape.internal; v++)
        CU_ASSERT_EQUAL(tree_value(&tree, v), value_of(json_array_get(internal, v - 1)));
    CU_ASSERT_EQUAL(tree_winner(&tree), value_of(json_object_get(vector, "winner")));
    CU_ASSERT_FALSE(scr_failed(tree_simulate(&tree, audited, TREE_PLAN_CLASSIC, &tree_plan_defaults, &simulation)));
    expect_leaves(json_object_get(vector, "initial_plan"), simulation.first_leaves, simulation.first_plan);
    expect_leaves(json_object_get(vector, "order"), simulation.order, simulation.examined_leaves);
    CU_ASSERT_EQUAL(simulation.examined_leaves, (size_t)number(vector, "examined"));
    CU_ASSERT_EQUAL(simulation.audited_winner, value_of(json_object_get(vector, "audited_winner")));
    CU_ASSERT_EQUAL(simulation.discrepancy_count, json_array_size(disc));
    for (size_t i = 0; i < simulation.discrepancy_count && i < json_array_size(disc); i++) {
        const json_t *row = json_array_get(disc, i);
        CU_ASSERT_EQUAL(item(row, 0), simulation.discrepancies[i].leaf + 1u);
        CU_ASSERT_EQUAL(value_of(json_array_get(row, 1)), simulation.discrepancies[i].reported);
        CU_ASSERT_EQUAL(value_of(json_array_get(row, 2)), simulation.discrepancies[i].audited);
    }
    tree_simulation_free(&simulation);
    tree_free(&tree);
    tree_arrangement_free(&arrangement);
}

UNIT_TEST(tree_vectors, small_contests) {
    json_t *root = load("tpt_known_answers.json");
    const json_t *vectors = json_object_get(root, "small_vectors");
    if (root) CU_ASSERT_EQUAL(json_array_size(vectors), 40);
    for (size_t i = 0; i < json_array_size(vectors); i++) check_small(json_array_get(vectors, i));
    json_decref(root);
}

UNIT_TEST(tree_vectors, nine_ballots_of_the_paper) {
    json_t *root = load("tpt_known_answers.json");
    const json_t *vector = json_object_get(root, "n9_seed8");
    const json_t *perm = json_object_get(vector, "perm_voter_at_leaf");
    const char *input = json_string_value(json_object_get(vector, "input"));
    const char *leaves = json_string_value(json_object_get(vector, "leaves"));
    struct tree_arrangement arrangement;
    struct tree tree;
    struct tree_planner *planner;
    struct tree_plan plan;
    uint8_t votes[9];
    if (!vector || !draw("8", 9, 1, &arrangement)) return;
    for (size_t i = 0; i < 9; i++) votes[i] = (uint8_t)(input[i] - 'A');
    expect_leaves(perm, arrangement.entries, 9);
    CU_ASSERT_EQUAL(arrangement.shape.nodes, 13);
    CU_ASSERT_FALSE(scr_failed(tree_make(&arrangement, 2, votes, &tree)));
    for (size_t i = 0; i < 9; i++) CU_ASSERT_EQUAL(tree_leaf_value(&tree, i), leaves[i] - 'A');
    CU_ASSERT_FALSE(scr_failed(tree_planner_new(&tree, TREE_PLAN_CLASSIC, &tree_plan_defaults, &planner)));
    CU_ASSERT_FALSE(scr_failed(tree_planner_plan(planner, &plan)));
    expect_leaves(json_object_get(vector, "audited_leaves"), plan.leaves, plan.count);
    for (size_t i = 0; i < plan.count; i++)
        CU_ASSERT_EQUAL(item(json_object_get(vector, "audited_voters"), i),
                        tree_paper(&arrangement, plan.leaves[i]) + 1);
    tree_plan_free(&plan);
    tree_planner_free(planner);
    tree_free(&tree);
    tree_arrangement_free(&arrangement);
    json_decref(root);
}

UNIT_TEST(tree_vectors, internal_nodes) {
    json_t *root = load("tpt_known_answers.json");
    const char *leaves;
    json_t *internal;
    struct tree_shape shape;
    json_object_foreach(json_object_get(root, "n_internal"), leaves, internal) {
        CU_ASSERT_FALSE(scr_failed(tree_shape_make((size_t)atoll(leaves), 3, &shape)));
        CU_ASSERT_EQUAL(shape.internal, (size_t)json_real_value(internal));
    }
    json_decref(root);
}

UNIT_TEST(tree_vectors, random_numbers) {
    json_t *root = load("tpt_known_answers.json");
    const json_t *prng = json_object_get(root, "prng_vectors");
    struct tree_arrangement arrangement;
    uint8_t ties[12];
    if (!root) return;
    static const char *const seeds[] = {"1", "8"}, *const names[] = {"shuffle_1..10_seed1", "shuffle_1..10_seed8"};
    for (size_t s = 0; s < 2; s++) {
        if (!draw(seeds[s], 10, 1, &arrangement)) continue;
        expect_leaves(json_object_get(prng, names[s]), arrangement.entries, 10);
        tree_arrangement_free(&arrangement);
    }
    /* pick_random of seed "11" is node 1 of seed 1; of "12", node 2. H("pick_random", "81"): node 1 of seed 8. */
    struct tree_seed one = {.kind = TREE_RIVEST2019, .seed = "1", .seed_length = 1};
    CU_ASSERT_FALSE(scr_failed(tree_arrangement_ties(&one, NULL, 12, ties)));
    CU_ASSERT_EQUAL(json_string_value(json_object_get(prng, "pick_random([\"A\",\"B\",\"C\"],\"11\")"))[0] - 'A',
                    ties[0] % 3);
    CU_ASSERT_EQUAL(json_string_value(json_object_get(prng, "pick_random([\"A\",\"B\"],\"12\")"))[0] - 'A',
                    ties[1] % 2);
    const char *hash = json_string_value(json_object_get(prng, "PRNG(\"pick_random\",\"81\")"));
    unsigned rest = 0;
    for (const char *digit = hash + 2; *digit; digit++)
        rest = (rest * 16 + (unsigned)(*digit <= '9' ? *digit - '0' : *digit - 'a' + 10)) % 60;
    struct tree_seed eight = {.kind = TREE_RIVEST2019, .seed = "8", .seed_length = 1};
    CU_ASSERT_FALSE(scr_failed(tree_arrangement_ties(&eight, NULL, 1, ties)));
    CU_ASSERT_EQUAL((rest + 59) % 60, ties[0]);
    json_decref(root);
}

/* tpt_properties.json, seed_collision: one of the reasons for another default. */
UNIT_TEST(tree_vectors, ties_of_two_seeds_collide) {
    struct tree_seed one = {.kind = TREE_RIVEST2019, .seed = "1", .seed_length = 1};
    struct tree_seed eleven = {.kind = TREE_RIVEST2019, .seed = "11", .seed_length = 2};
    uint8_t a[29], b[29];
    CU_ASSERT_FALSE(scr_failed(tree_arrangement_ties(&one, NULL, 29, a)));
    CU_ASSERT_FALSE(scr_failed(tree_arrangement_ties(&eleven, NULL, 29, b)));
    for (size_t node = 1; node <= 9; node++) CU_ASSERT_EQUAL(a[10 + node - 1], b[node - 1]); /* "1"+"1x" = "11"+"x" */
}

/* SHA-256 of numbers counted from 1, joined by line feeds. */
static void expect_digest(const json_t *expected, const uint32_t *numbers, size_t count) {
    struct scr_buffer text = {0};
    struct scr_hash hash;
    char hex[SCR_HEX_SIZE];
    bool written = true;
    for (size_t i = 0; i < count && written; i++)
        written = !scr_failed(scr_buffer_print(&text, i ? "\n%u" : "%u", numbers[i] + 1u));
    CU_ASSERT(written && !scr_failed(scr_hash_bytes(text.data, text.length, &hash)));
    scr_hash_hex(&hash, hex);
    CU_ASSERT_STRING_EQUAL(hex, json_string_value(expected));
    scr_buffer_free(&text);
}

static void check_million(const json_t *vector, enum tree_plan_kind plan, struct tree_simulation *simulation) {
    const json_t *triples = json_object_get(vector, "triples");
    struct tree_triple parts[8];
    struct tree_arrangement arrangement;
    struct tree tree;
    uint8_t *votes, *audited;
    size_t ballots, count = json_array_size(triples);
    for (size_t t = 0; t < count && t < 8; t++) {
        const json_t *row = json_array_get(triples, t);
        parts[t] =
            (struct tree_triple){value_of(json_array_get(row, 0)), value_of(json_array_get(row, 1)), item(row, 2)};
    }
    CU_ASSERT_FALSE(scr_failed(tree_expand_triples(parts, count, &votes, &audited, &ballots)));
    CU_ASSERT_EQUAL(ballots, 1000000);
    if (!draw("1", ballots, 1, &arrangement)) return;
    expect_digest(json_object_get(vector, "sha256_perm"), arrangement.entries, ballots);
    CU_ASSERT_FALSE(scr_failed(tree_make(&arrangement, 2, votes, &tree)));
    CU_ASSERT_EQUAL(tree_winner(&tree), value_of(json_object_get(vector, "reported_winner")));
    CU_ASSERT_FALSE(scr_failed(tree_simulate(&tree, audited, plan, &tree_plan_defaults, simulation)));
    CU_ASSERT_EQUAL(simulation->audited_winner, value_of(json_object_get(vector, "audited_winner")));
    for (size_t i = 0; i < 10 && plan == TREE_PLAN_CLASSIC; i++) {
        CU_ASSERT_EQUAL(item(json_object_get(vector, "first10_leaves"), i), simulation->first_leaves[i] + 1u);
        CU_ASSERT_EQUAL(item(json_object_get(vector, "first10_voters"), i),
                        arrangement.entries[simulation->first_leaves[i]] + 1u);
        CU_ASSERT_EQUAL(item(json_object_get(vector, "last10_leaves"), i),
                        simulation->first_leaves[simulation->first_plan - 10 + i] + 1u);
    }
    free(votes);
    free(audited);
    tree_free(&tree);
    tree_arrangement_free(&arrangement);
}

UNIT_TEST(tree_vectors, one_million_ballots) {
    json_t *root = load("tpt_known_answers.json"), *least = root ? load("tpt_minimum_certificate.json") : NULL;
    static const char *const runs[] = {"mock_1M_noerr", "mock_1M_0.1pct"};
    for (size_t r = 0; root && r < 2; r++) {
        const json_t *vector = json_object_get(root, runs[r]);
        const json_t *list = json_object_get(vector, "discrepancy_list");
        struct tree_simulation simulation = {0};
        check_million(vector, TREE_PLAN_CLASSIC, &simulation);
        CU_ASSERT_EQUAL(simulation.first_plan, (size_t)number(vector, "initial_plan"));
        CU_ASSERT_EQUAL(simulation.examined_leaves, (size_t)number(vector, "examined"));
        CU_ASSERT_EQUAL(simulation.examined_papers, simulation.examined_leaves);
        CU_ASSERT(simulation.certified);
        expect_digest(json_object_get(vector, "sha256_initial_plan_leaves"), simulation.first_leaves,
                      simulation.first_plan);
        expect_digest(json_object_get(vector, "sha256_examined_order"), simulation.order, simulation.examined_leaves);
        CU_ASSERT_EQUAL(simulation.discrepancy_count, json_array_size(list));
        for (size_t i = 0; i < json_array_size(list) && i < simulation.discrepancy_count; i++)
            CU_ASSERT_EQUAL(item(json_array_get(list, i), 0), simulation.discrepancies[i].leaf + 1u);
        tree_simulation_free(&simulation);
        check_million(vector, TREE_PLAN_LEAST, &simulation);
        CU_ASSERT_EQUAL(simulation.first_plan, (size_t)number(json_object_get(least, "mock1M_seed1"), "cheapest"));
        CU_ASSERT_EQUAL(simulation.plan, TREE_PLAN_LEAST);
        CU_ASSERT(simulation.certified && simulation.finished);
        tree_simulation_free(&simulation);
    }
    json_decref(least);
    json_decref(root);
}

/* tpt_properties.json, missing_gap: the classic audit ends with a winner that the papers do not have; the possible sets
 * see that, and the least plan does not fall for it. */
UNIT_TEST(tree_vectors, classic_audit_with_blanks_is_unsound) {
    json_t *root = load("tpt_properties.json");
    const json_t *gap = json_object_get(root, "missing_gap");
    uint8_t votes[5], audited[5], scratch[5];
    struct tree_arrangement arrangement;
    struct tree tree, truth;
    struct tree_simulation simulation;
    struct tree_planner *planner;
    struct tree_plan plan;
    if (!root || !draw("1", 5, 1, &arrangement)) return;
    for (size_t i = 0; i < 5; i++) {
        votes[i] = value_of(json_array_get(json_object_get(gap, "rvals"), i));
        audited[i] = value_of(json_array_get(json_object_get(gap, "avals"), i));
    }
    CU_ASSERT_FALSE(scr_failed(tree_make(&arrangement, 2, audited, &truth)));
    CU_ASSERT_EQUAL(tree_winner(&truth), value_of(json_object_get(gap, "true_TPT")));
    CU_ASSERT_FALSE(scr_failed(tree_make(&arrangement, 2, votes, &tree)));
    CU_ASSERT_EQUAL(tree_winner(&tree), value_of(json_object_get(gap, "reported")));
    CU_ASSERT_FALSE(scr_failed(tree_planner_new(&tree, TREE_PLAN_CLASSIC, &tree_plan_defaults, &planner)));
    CU_ASSERT_FALSE(scr_failed(tree_planner_plan(planner, &plan)));
    CU_ASSERT_FALSE(tree_would_certify(&tree, plan.leaves, plan.count, scratch));
    tree_plan_free(&plan);
    tree_planner_free(planner);
    CU_ASSERT_FALSE(scr_failed(tree_simulate(&tree, audited, TREE_PLAN_CLASSIC, &tree_plan_defaults, &simulation)));
    expect_leaves(json_object_get(gap, "leaves_examined"), simulation.order, simulation.examined_leaves);
    CU_ASSERT_EQUAL(simulation.audited_winner, value_of(json_object_get(gap, "audit_confirms")));
    CU_ASSERT_NOT_EQUAL(simulation.audited_winner, tree_winner(&truth));
    CU_ASSERT_FALSE(simulation.certified);
    tree_simulation_free(&simulation);
    tree_free(&tree);
    CU_ASSERT_FALSE(scr_failed(tree_make(&arrangement, 2, votes, &tree)));
    CU_ASSERT_FALSE(scr_failed(tree_simulate(&tree, audited, TREE_PLAN_LEAST, &tree_plan_defaults, &simulation)));
    CU_ASSERT_EQUAL(simulation.audited_winner, tree_winner(&truth));
    CU_ASSERT(simulation.certified);
    tree_simulation_free(&simulation);
    tree_free(&tree);
    tree_free(&truth);
    tree_arrangement_free(&arrangement);
    json_decref(root);
}

/* tpt_properties.json: the leaves are given, so each goes to the paper that lies there. */
UNIT_TEST(tree_vectors, three_candidates_are_not_monotone) {
    json_t *root = load("tpt_properties.json");
    const json_t *example = json_object_get(root, "monotonicity_3cand_counterexample");
    const json_t *leaves = json_object_get(example, "leaves");
    uint8_t votes[9];
    struct tree_arrangement arrangement;
    struct tree tree;
    if (!root || !draw("1", 9, 1, &arrangement)) return;
    for (size_t leaf = 0; leaf < 9; leaf++)
        votes[tree_paper(&arrangement, leaf)] = value_of(json_array_get(leaves, leaf));
    CU_ASSERT_FALSE(scr_failed(tree_make(&arrangement, 3, votes, &tree)));
    for (size_t v = 1; v <= 4; v++)
        CU_ASSERT_EQUAL(tree_value(&tree, v), value_of(json_array_get(json_object_get(example, "before"), v - 1)));
    size_t leaf = (size_t)number(example, "changed_leaf") - 1;
    CU_ASSERT_EQUAL(tree_leaf_value(&tree, leaf), value_of(json_object_get(example, "from_")));
    tree_set_leaf(&tree, leaf, value_of(json_object_get(example, "to")), TREE_EXAMINED);
    for (size_t v = 1; v <= 4; v++)
        CU_ASSERT_EQUAL(tree_value(&tree, v), value_of(json_array_get(json_object_get(example, "after"), v - 1)));
    tree_free(&tree);
    tree_arrangement_free(&arrangement);
    json_decref(root);
}
