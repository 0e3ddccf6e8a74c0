/* test_tree_odds.c: probabilities and workloads against the paper's tables and plain recounts. */
#include <jansson.h>
#include <math.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "gen/tree/odds.h"
#include "gen/tree/tree.h"
#include "tree_case.h"
#include "unit.h"

static bool near(long double a, long double b, long double by) { return fabsl(a - b) <= by; }

static struct tree_shares at_height(struct tree_shares shares, unsigned height, unsigned arity) {
    while (height--) shares = tree_shares_above(&shares, arity);
    return shares;
}

static struct tree_shares shares_of(const uint64_t *counts, unsigned candidates) {
    struct tree_shares shares;
    CU_ASSERT_FALSE(scr_failed(tree_shares_of(counts, candidates, &shares)));
    return shares;
}

/* One level by the definition: all k-tuples, each shared among its winners. */
UNIT_TEST(tree_odds, one_level_by_all_tuples) {
    static const uint64_t counts[4] = {37, 21, 5, 14};
    for (unsigned candidates = 1; candidates <= 4; candidates++)
        for (unsigned arity = 2; arity <= TREE_ARITY_MOST; arity++) {
            struct tree_shares below = shares_of(counts, candidates), above = tree_shares_above(&below, arity);
            long double expected[4] = {0}, sum = 0;
            size_t tuples = 1;
            for (unsigned i = 0; i < arity; i++) tuples *= candidates;
            for (size_t t = 0; t < tuples; t++) {
                unsigned votes[4] = {0}, most = 0, tied = 0;
                long double p = 1;
                size_t rest = t;
                for (unsigned i = 0; i < arity; i++, rest /= candidates) {
                    votes[rest % candidates]++;
                    p *= below.p[rest % candidates];
                }
                for (unsigned c = 0; c < candidates; c++) most = votes[c] > most ? votes[c] : most;
                for (unsigned c = 0; c < candidates; c++) tied += votes[c] == most;
                for (unsigned c = 0; c < candidates; c++) expected[c] += votes[c] == most ? p / tied : 0;
            }
            for (unsigned c = 0; c < candidates; c++) {
                CU_ASSERT(near(above.p[c], expected[c], 1e-17L));
                sum += above.p[c];
            }
            CU_ASSERT(near(sum, 1, 1e-17L));
        }
}

/* The paper's tables, all digits: California and Michigan 2016. */
UNIT_TEST(tree_odds, tables_of_the_paper) {
    static const uint64_t counts[2][3] = {{6173, 3162, 665}, {4750, 4727, 523}};
    static const char *const states[2] = {"California", "Michigan"};
    char path[4096], text[32];
    if (!unit_shared()) {
        printf("skipped: no known answers beside the project ");
        return;
    }
    snprintf(path, sizeof path, "%s/vectors/tpt_known_answers.json", unit_shared());
    json_t *root = json_load_file(path, JSON_DECODE_INT_AS_REAL, NULL);
    for (size_t s = 0; s < 2; s++) {
        const json_t *rows = json_object_get(json_object_get(root, states[s]), "rows");
        struct tree_shares shares = shares_of(counts[s], 3);
        CU_ASSERT(json_array_size(rows) >= 16);
        for (size_t h = 0; h < json_array_size(rows); h++) {
            for (unsigned c = 0; c < 3; c++) {
                snprintf(text, sizeof text, "%.7Lf", shares.p[c]);
                CU_ASSERT_STRING_EQUAL(text, json_string_value(json_array_get(json_array_get(rows, h), c + 1)));
            }
            shares = tree_shares_above(&shares, 3);
        }
    }
    const json_t *pd = json_object_get(root, "pd");
    CU_ASSERT_EQUAL(json_array_size(pd), 5);
    for (size_t i = 0; i < json_array_size(pd); i++) {
        const json_t *row = json_array_get(pd, i);
        unsigned d = (unsigned)json_real_value(json_object_get(row, "d"));
        uint64_t halves[2] = {(UINT64_C(1) << (d - 1)) + 3, (UINT64_C(1) << (d - 1)) - 3}; /* 1/2 + 3/2^d */
        struct tree_shares shares = at_height(shares_of(halves, 2), d, 3);
        CU_ASSERT(near(shares.p[0], json_real_value(json_object_get(row, "pd_full")), 1e-14L));
    }
    const json_t *bounds = json_object_get(root, "two_candidate_bounds");
    const char *leaves;
    json_t *bound;
    json_object_foreach((json_t *)(uintptr_t)bounds, leaves, bound) {
        struct tree_workload work = tree_workload_of((uint64_t)atoll(leaves), 3);
        CU_ASSERT_EQUAL(work.least, (uint64_t)json_real_value(json_object_get(bound, "min")));
        CU_ASSERT_EQUAL(work.most, (uint64_t)json_real_value(json_object_get(bound, "max")));
    }
    json_decref(root);
}

/* math: p = .515; heights 9, 12, 13 (tpt_properties.json). 1/2 + 3/2^d: .99991 .99253 .96282 .90894 .84166. */
UNIT_TEST(tree_odds, values_of_a_close_contest) {
    static const uint64_t close[2] = {515, 485};
    static const double pd[] = {.99991, .99253, .96282, .90894, .84166};
    struct tree_shares shares = shares_of(close, 2);
    CU_ASSERT(near(at_height(shares, 9, 3).p[0], 0.9246077350368848L, 1e-14L));
    CU_ASSERT(near(at_height(shares, 12, 3).p[0], 0.9999981835433237L, 1e-14L));
    CU_ASSERT(near(at_height(shares, 13, 3).p[0], 0.9999999999901015L, 1e-14L));
    for (unsigned d = 3; d <= 7; d++) {
        uint64_t halves[2] = {(UINT64_C(1) << (d - 1)) + 3, (UINT64_C(1) << (d - 1)) - 3};
        CU_ASSERT(near(at_height(shares_of(halves, 2), d, 3).p[0], pd[d - 3], 5e-6L));
    }
}

UNIT_TEST(tree_odds, shares_that_are_refused) {
    static const uint64_t none[2] = {0, 0};
    struct tree_shares shares;
    CU_ASSERT_EQUAL(tree_shares_of(none, 2, &shares).code, SCR_INPUT);
    CU_ASSERT_EQUAL(tree_shares_of(none, 0, &shares).code, SCR_INPUT);
    CU_ASSERT_EQUAL(tree_shares_of(none, 64, &shares).code, SCR_INPUT);
}

UNIT_TEST(tree_odds, heights_of_a_tree) {
    for (unsigned arity = 2; arity <= TREE_ARITY_MOST; arity++)
        for (size_t leaves = 1; leaves < 1000; leaves++) {
            struct tree_shape shape;
            struct tree_heights heights = tree_heights_of(leaves, arity);
            CU_ASSERT_FALSE(scr_failed(tree_shape_make(leaves, arity, &shape)));
            CU_ASSERT_EQUAL(heights.high, shape.height);
            size_t full = 1;
            for (unsigned h = 0; h < heights.low; h++) full *= arity;
            CU_ASSERT(full <= leaves && leaves < full * arity);
            CU_ASSERT_EQUAL(heights.high, heights.low + (full < leaves));
        }
}

/* The paper: 4,799,284 ballots of Michigan 2016, 81 replications, then height 18 and 0.9999761. */
UNIT_TEST(tree_odds, least_replication) {
    static const uint64_t michigan[3] = {4750, 4727, 523}, tied[2] = {1, 1}, sure[1] = {5};
    struct tree_shares shares = shares_of(michigan, 3);
    uint64_t replication;
    unsigned height;
    CU_ASSERT(tree_least_replication(&shares, 4799284, 3, 0.9999L, &replication, &height));
    CU_ASSERT(replication == 81 && height == 18);
    CU_ASSERT(tree_least_replication(&shares, 4799284, 3, 0.79L, &replication, &height));
    CU_ASSERT(replication == 1 && height == 14);
    shares = shares_of(tied, 2);
    CU_ASSERT_FALSE(tree_least_replication(&shares, 10, 3, 0.9L, &replication, &height));
    shares = shares_of(sure, 1);
    CU_ASSERT(tree_least_replication(&shares, 10, 3, 1, &replication, &height) && replication == 1 && height == 0);
}

/* Bounds of the work by going through the nodes of real heaps. */
UNIT_TEST(tree_odds, workload_node_by_node) {
    for (unsigned arity = 3; arity <= 5; arity += 2)
        for (size_t leaves = 1; leaves < 400; leaves++) {
            struct tree_shape shape;
            uint64_t least[1000], most[1000];
            CU_ASSERT_FALSE(scr_failed(tree_shape_make(leaves, arity, &shape)));
            for (size_t v = shape.nodes; v; v--) {
                least[v] = most[v] = 1;
                if (tree_is_leaf(&shape, v)) continue;
                unsigned count = tree_children(&shape, v), wanted = count / 2 + 1;
                uint64_t low = UINT64_MAX, high = 0;
                for (unsigned s = 0; s < 1u << count; s++) {
                    uint64_t a = 0, b = 0;
                    if ((unsigned)__builtin_popcount(s) != wanted) continue;
                    for (unsigned i = 0; i < count; i++) {
                        a += s >> i & 1 ? least[tree_first_child(&shape, v) + i] : 0;
                        b += s >> i & 1 ? most[tree_first_child(&shape, v) + i] : 0;
                    }
                    low = a < low ? a : low;
                    high = b > high ? b : high;
                }
                least[v] = low;
                most[v] = high;
            }
            struct tree_workload work = tree_workload_of(leaves, arity);
            CU_ASSERT(work.least == least[1] && work.most == most[1]);
        }
}

/* math: 208 for one million ballots, 3 %, alpha 5 %; rule of thumb: 31 (California) and 4,005 (Michigan, alpha 1 %). */
UNIT_TEST(tree_odds, risk_limiting_audits) {
    CU_ASSERT_EQUAL(tree_rla_sample(0.05L, 0.03L, 0, 0, 0, 0), 208);
    CU_ASSERT_EQUAL(roundl(tree_rla_rule_of_thumb(0.01L, 0.30L)), 31);
    CU_ASSERT_EQUAL(ceill(tree_rla_rule_of_thumb(0.01L, 0.0023L)), 4005);
    CU_ASSERT(tree_rla_sample(0.05L, 0.03L, 1, 0, 0, 0) > 208);
    CU_ASSERT(tree_rla_sample(0.05L, 0.03L, 0, 1, 0, 0) > tree_rla_sample(0.05L, 0.03L, 1, 0, 0, 0));
    CU_ASSERT(tree_rla_sample(0.05L, 0.03L, 0, 0, 1, 0) < 208);
    CU_ASSERT_EQUAL(tree_rla_sample(0.05L, 1, 0, 0, 0, 50), 50); /* never fewer than the discrepancies */
    CU_ASSERT_EQUAL(tree_rla_sample(0.05L, 1e-30L, 0, 0, 0, 0), UINT64_MAX);
}

/* The paper takes 6 ballots over the margin, which is the rule of thumb for alpha = e^-3. */
UNIT_TEST(tree_odds, where_the_tree_examines_fewer) {
    static const double agree[] = {.99991, .99253, .96282, .90894, .84166};
    for (unsigned d = 3; d <= 7; d++) {
        struct tree_crossing row = tree_crossing_at(d, 3, expl(-3));
        CU_ASSERT_EQUAL(row.workload, UINT64_C(1) << d);
        CU_ASSERT(near(row.margin, 6 / powl(2, d), 1e-15L));
        CU_ASSERT(near(row.agree, agree[d - 3], 5e-6L));
    }
    CU_ASSERT_EQUAL(tree_crossing_at(7, 3, 0.05L).leaves, 2187);
    CU_ASSERT_EQUAL(tree_crossing_at(1, 3, 0.05L).agree, 1); /* fewer at every margin */
}

/* 5,150 votes against 4,850 in the paper's arrangement: the share of seeds with which the tree names the plurality
 * winner lies between the probabilities of the neighbouring heights 8 and 9. (tpt_properties.json, agree_n10000_515: 53
 * of 60 seeds; it does not say which seeds, nor the order of the votes.) */
UNIT_TEST(tree_odds, seeds_agree_as_often_as_the_model_says) {
    static const uint64_t counts[2] = {5150, 4850};
    struct tree_shares shares = shares_of(counts, 2);
    long double low = at_height(shares, 8, 3).p[0], high = at_height(shares, 9, 3).p[0];
    uint8_t votes[10000];
    unsigned agreed = 0, seeds = 300;
    memset(votes, 1, sizeof votes);
    memset(votes, 0, 5150);
    for (unsigned s = 0; s < seeds; s++) {
        char text[8];
        struct tree_arrangement drawn;
        struct tree tree;
        struct tree_seed seed = {.kind = TREE_RIVEST2019, .seed = text};
        seed.seed_length = (size_t)snprintf(text, sizeof text, "%u", s);
        CU_ASSERT_FALSE_FATAL(scr_failed(tree_arrangement_draw(&seed, 10000, 1, 3, &drawn)));
        CU_ASSERT_FALSE_FATAL(scr_failed(tree_make(&drawn, 2, votes, &tree)));
        agreed += tree_winner(&tree) == 0;
        tree_free(&tree);
        tree_arrangement_free(&drawn);
    }
    CU_ASSERT(agreed > seeds * low && agreed < seeds * high);
    CU_ASSERT(53 > 60 * low && 53 < 60 * high);
}
