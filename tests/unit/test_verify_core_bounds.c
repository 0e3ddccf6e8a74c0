/* Bounds: counting and least weights against enumeration of all subsets, and each kind of certificate at its bound, one
 * above and one below. */
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "unit.h"
#include "verify/deck/bounds.h"
#include "verify/deck/subsets.h"

static int ascending(const void *a, const void *b) {
    uint64_t x = *(const uint64_t *)a, y = *(const uint64_t *)b;
    return (x > y) - (x < y);
}

/* Weights of all subsets by trying every mask of {0, .., 12}; returns their number. */
static uint32_t enumerate(uint32_t n, uint32_t low, uint32_t high, uint64_t most, const uint32_t *weight,
                          uint64_t *weights) {
    uint32_t count = 0;
    for (uint32_t mask = 0; mask < UINT32_C(1) << (high + 1); mask++) {
        uint64_t sum = 0, total = 0;
        if ((uint32_t)__builtin_popcount(mask) != n || (mask & ((UINT32_C(1) << low) - 1))) continue;
        for (uint32_t t = 0; t <= high; t++)
            if (mask >> t & 1) sum += t, total += weight[t];
        if (sum <= most) weights[count++] = total;
    }
    qsort(weights, count, sizeof *weights, ascending);
    return count;
}

UNIT_TEST(verify_core_bounds, subsets_are_counted_and_weighed_as_by_enumeration) {
    static uint64_t weights[4096];
    uint32_t weight[13], state = 1;
    for (uint32_t t = 0; t < 13; t++) weight[t] = (state = state * 1103515245 + 12345) >> 16 & 3;
    for (uint32_t low = 0; low <= 1; low++)
        for (uint32_t high = low; high <= 11; high++)
            for (uint32_t n = 0; n <= 6; n++)
                for (uint64_t most = 0; most <= 40; most += most > 12 ? 4 : 1) {
                    const struct subsets subsets = {n, low, high, most};
                    uint32_t count = enumerate(n, low, high, most, weight, weights);
                    for (uint32_t cap = 0; cap <= count + 2; cap += 1 + count / 4) {
                        struct budget budget = {1000000};
                        uint64_t found, sum, right = 0;
                        bool decided;
                        enum subsets_answer answer;
                        CU_ASSERT_FALSE(scr_failed(total_sets_count(&subsets, cap, &budget, &found, &decided)));
                        CU_ASSERT_TRUE(decided);
                        CU_ASSERT_EQUAL(found, cap < count ? cap : count);
                        CU_ASSERT_FALSE(scr_failed(subsets_least(&subsets, cap, weight, &budget, &answer, &sum)));
                        CU_ASSERT_EQUAL(answer, cap <= count ? SUBSETS_FOUND : SUBSETS_TOO_FEW);
                        for (uint32_t i = 0; i < cap && i < count; i++) right += weights[i];
                        if (cap <= count) CU_ASSERT_EQUAL(sum, right);
                    }
                }
}

UNIT_TEST(verify_core_bounds, budget_and_limits_leave_open) {
    const struct subsets subsets = {5, 1, 60, 300};
    struct budget budget = {100};
    uint32_t *weight = calloc(200001, sizeof *weight);
    uint64_t found;
    bool decided;
    enum subsets_answer answer;
    CU_ASSERT_PTR_NOT_NULL_FATAL(weight);
    CU_ASSERT_FALSE(scr_failed(total_sets_count(&subsets, 1000000, &budget, &found, &decided)));
    CU_ASSERT_FALSE(decided);
    budget.left = 100;
    CU_ASSERT_FALSE(scr_failed(subsets_least(&subsets, 3, weight, &budget, &answer, &found)));
    CU_ASSERT_EQUAL(answer, SUBSETS_UNKNOWN);
    const struct subsets huge = {1000, 1, 200000, 1000000000};
    budget.left = UINT64_MAX;
    CU_ASSERT_FALSE(scr_failed(subsets_least(&huge, 1, weight, &budget, &answer, &found)));
    CU_ASSERT_EQUAL(answer, SUBSETS_UNKNOWN);
    const struct subsets wide = {1000, 1, 90000, 80000000};
    CU_ASSERT_FALSE(scr_failed(subsets_least(&wide, 1, weight, &budget, &answer, &found)));
    CU_ASSERT_EQUAL(answer, SUBSETS_UNKNOWN);
    const struct subsets all = {SUBSETS_TOTAL_MOST + 1, 0, SUBSETS_TOTAL_MOST, UINT64_C(10000000000)};
    CU_ASSERT_FALSE(scr_failed(subsets_least(&all, 1, weight, &budget, &answer, &found)));
    CU_ASSERT_EQUAL(answer, SUBSETS_UNKNOWN);
    free(weight);
}

UNIT_TEST(verify_core_bounds, binomial_is_exact_and_saturates) {
    uint64_t row[65] = {1};
    for (uint32_t b = 0; b < 64; b++) { /* Pascal's rule; the largest, 63 over 31, is below 2^60 */
        for (uint32_t t = 0; t <= b; t++) CU_ASSERT_EQUAL(binomial(b, t), row[t]);
        CU_ASSERT_EQUAL(binomial(b, b + 1), 0);
        for (uint32_t t = b + 1; t > 0; t--) row[t] += row[t - 1];
    }
    CU_ASSERT_EQUAL(binomial(100000, 2), UINT64_C(4999950000));
    CU_ASSERT_EQUAL(binomial(100000, 50000), UINT64_MAX);
    CU_ASSERT_EQUAL(binomial(999999999, 500000000), UINT64_MAX);
}

/* A style of `count` kinds of contests: so many of them, with n and v. */
struct many {
    uint32_t contests, n, v;
};

static struct deck_contest contests[100];

static struct deck style(const struct many *kinds, size_t count, bool m, uint32_t lower_bound) {
    struct deck deck = {.contests = contests, .each_candidate = m, .length = {.lower_bound = lower_bound}};
    for (size_t i = 0; i < count; i++)
        for (uint32_t k = 0; k < kinds[i].contests; k++, deck.contest_count++) {
            contests[deck.contest_count] = (struct deck_contest){.id = i ? "other" : "first",
                                                                 .name = "",
                                                                 .votes_allowed = kinds[i].v,
                                                                 .first = deck.target_count,
                                                                 .count = kinds[i].n};
            deck.target_count += kinds[i].n;
        }
    return deck;
}

static void expect_within(uint64_t work, bound_check *check, const struct deck *deck, enum verdict expected,
                          const char *words) {
    struct budget budget = {work};
    struct scr_buffer why = {0};
    enum verdict verdict;
    CU_ASSERT_FALSE(scr_failed(check(deck, &budget, &verdict, &why)));
    CU_ASSERT_EQUAL(verdict, expected);
    CU_ASSERT_TRUE(why.length > 0 && strstr((const char *)why.data, words));
    if (verdict != expected) printf("\n  LowerBound %u: %s\n", deck->length.lower_bound, (const char *)why.data);
    scr_buffer_free(&why);
}

static void expect(bound_check *check, const struct deck *deck, enum verdict expected) {
    expect_within(100000000, check, deck, expected, "");
}

/* The certificate holds for exactly this LowerBound among its neighbours. */
static void expect_exactly(bound_check *check, struct deck deck, uint32_t bound) {
    for (uint32_t given = bound ? bound - 1 : 0; given <= bound + 1; given++) {
        deck.length.lower_bound = given;
        if (given == 0 && bound > 0) continue;
        expect(check, &deck, given == bound ? VERDICT_HOLDS : VERDICT_REFUTED);
    }
}

/* The certificate proves every LowerBound up to `bound` and none above. */
static void expect_up_to(bound_check *check, struct deck deck, uint32_t bound) {
    for (uint32_t given = 1; given <= bound + 2; given++) {
        deck.length.lower_bound = given;
        expect(check, &deck, given <= bound ? VERDICT_HOLDS : VERDICT_REFUTED);
    }
}

UNIT_TEST(verify_core_bounds, l1) {
    const struct many one = {1, 28, 1}, several = {1, 10, 3}, all = {1, 5, 5};
    struct deck deck = style(&one, 1, true, 0);
    deck.length.contest_id = "first";
    expect_exactly(bound_l1, deck, 406); /* known: {28/1} 406, without each candidate 378 */
    deck.each_candidate = false;
    expect_exactly(bound_l1, deck, 378);
    deck = style(&several, 1, true, 0);
    deck.length.contest_id = "first";
    expect_exactly(bound_l1, deck, 19); /* ceil(55 / 3) */
    deck = style(&all, 1, true, 0);
    deck.length.contest_id = "first";
    expect_exactly(bound_l1, deck, 5);
    deck.each_candidate = false;
    expect_exactly(bound_l1, deck, 4);
    deck.length.lower_bound = 0; /* needs no proof */
    expect(bound_l1, &deck, VERDICT_HOLDS);
    deck.length.contest_id = "none";
    expect(bound_l1, &deck, VERDICT_REFUTED);
}

UNIT_TEST(verify_core_bounds, l2) {
    const struct many three[] = {{3, 1, 1}, {1, 4, 2}}, none = {1, 2, 1};
    expect_exactly(bound_l2, style(three, 2, true, 0), 3); /* known: {1/1,1/1,1/1} 3, without each candidate 2 */
    expect_exactly(bound_l2, style(three, 2, false, 0), 2);
    struct deck deck = style(&none, 1, false, 0); /* 0 - 1 + 0 is given as 0 */
    expect(bound_l2, &deck, VERDICT_HOLDS);
    deck.length.lower_bound = 1;
    expect(bound_l2, &deck, VERDICT_REFUTED);
}

UNIT_TEST(verify_core_bounds, l3) {
    const struct many two = {2, 2, 1}, ohio = {20, 2, 1}, more = {21, 2, 1};
    struct deck deck = style(&two, 1, true, 0);
    deck.length.candidates = 2;
    deck.length.votes_allowed = 1;
    expect_up_to(bound_l3, deck, 4); /* known: {2/1,2/1} 4 */
    deck.each_candidate = false;
    expect_up_to(bound_l3, deck, 2); /* {0,1} and {0,2} are two sets for b = 2 */
    deck = style(&ohio, 1, true, 0);
    deck.length.candidates = 2;
    deck.length.votes_allowed = 1;
    expect_up_to(bound_l3, deck, 10); /* known: twenty 2/1 take all pairs with sum at most 10 */
    deck = style(&more, 1, true, 0);
    deck.length.candidates = 2;
    deck.length.votes_allowed = 1;
    expect_up_to(bound_l3, deck, 11);
    deck.length.votes_allowed = 2; /* no such contest */
    deck.length.lower_bound = 3;
    expect(bound_l3, &deck, VERDICT_REFUTED);
    const struct many noncompetitive = {9, 2, 2};
    deck = style(&noncompetitive, 1, true, 2);
    deck.length.candidates = deck.length.votes_allowed = 2;
    expect(bound_l3, &deck, VERDICT_REFUTED);
}

UNIT_TEST(verify_core_bounds, l4) {
    /* known: L1 to L3 give 10, but 17 candidates would need total 1, so 11. */
    const struct many both[] = {{20, 2, 1}, {11, 3, 1}};
    const struct deck_weight on_one = {1, 1};
    struct deck deck = style(both, 2, true, 11);
    deck.length.weights = &on_one;
    deck.length.weight_count = 1;
    expect(bound_l4, &deck, VERDICT_HOLDS);
    deck.length.lower_bound = 12;
    expect(bound_l4, &deck, VERDICT_REFUTED);
    deck.length.lower_bound = 9; /* too few subsets */
    expect(bound_l4, &deck, VERDICT_HOLDS);
    /* With one 3/1 fewer a set without total 1 is still among those taken: 8 + 8 > 10. With none, 8 is not. */
    deck = style(both, 1, true, 11);
    deck.length.weights = &on_one;
    deck.length.weight_count = 1;
    expect(bound_l4, &deck, VERDICT_REFUTED);
}

UNIT_TEST(verify_core_bounds, l4_at_the_edge) {
    /* b = 10: c contests 3/1 besides the twenty 2/1 need max(0, c - 2) of the nine sets with total 1 ({2,3,4} and
     * {2,3,5} have none). The twenty take 8 times total 1; ten columns have it: 8 + (c - 2) > 10 from c = 5 on. */
    for (uint32_t c = 1; c <= 11; c++) {
        const struct many both[] = {{20, 2, 1}, {c, 3, 1}};
        const struct deck_weight heavy = {1, 1000000};
        struct deck deck = style(both, 2, true, 11);
        deck.length.weights = &heavy;
        deck.length.weight_count = 1;
        expect(bound_l4, &deck, c >= 5 ? VERDICT_HOLDS : VERDICT_REFUTED);
    }
    /* Noncompetitive candidates need different totals: with b = 3 and m = 1 three of them have total 1 once. */
    for (uint32_t g = 1; g <= 4; g++) {
        const struct many mixed[] = {{2, 2, 1}, {g, 1, 1}};
        const struct deck_weight on_one = {1, 1};
        struct deck deck = style(mixed, 2, true, 5); /* b = 4: pairs {1,2}, {1,3}; both have 1 */
        deck.length.weights = &on_one;
        deck.length.weight_count = 1;
        expect(bound_l4, &deck, VERDICT_REFUTED); /* 2 + (g == 4) <= 4 */
        deck.length.lower_bound = g;              /* b = g - 1 totals for g candidates */
        if (g > 1) expect(bound_l4, &deck, VERDICT_HOLDS);
    }
}

UNIT_TEST(verify_core_bounds, l4_of_noncompetitive_contests_alone) {
    const struct many five = {5, 1, 1};
    const struct deck_weight on_one = {1, 1};
    struct deck deck = style(&five, 1, true, 5); /* totals 1 .. 4 for five candidates */
    deck.length.weights = &on_one;
    deck.length.weight_count = 1;
    expect(bound_l4, &deck, VERDICT_HOLDS);
    deck.length.lower_bound = 6;
    expect(bound_l4, &deck, VERDICT_REFUTED);
    deck.each_candidate = false; /* totals 0 .. 4 */
    deck.length.lower_bound = 5;
    expect(bound_l4, &deck, VERDICT_REFUTED);
}

UNIT_TEST(verify_core_bounds, l4_refuses_malformed_weights) {
    const struct many both[] = {{20, 2, 1}, {11, 3, 1}};
    static const struct deck_weight malformed[][2] = {
        {{1, 1}, {1, 1}}, {{2, 1}, {1, 1}}, {{1, 1}, {11, 1}}, {{1, 1000001}, {2, 1}}, {{10, 1}, {1, 1000000}}};
    struct deck deck = style(both, 2, true, 11);
    deck.length.weight_count = 2;
    for (size_t i = 0; i < 5; i++) {
        deck.length.weights = malformed[i];
        expect(bound_l4, &deck, VERDICT_REFUTED);
    }
    const struct deck_weight right[] = {{1, 1000000}, {10, 1}};
    deck.length.weights = right;
    expect(bound_l4, &deck, VERDICT_HOLDS);
}

/* With b < 0 nothing needs proof, and BoundL1 says so (specification, 4.5): the others refuse. What takes more than the
 * work or the sizes allowed is left open. */
UNIT_TEST(verify_core_bounds, nothing_to_prove_and_too_much) {
    const struct many twenty = {20, 2, 1}, pair = {1, 2, 1};
    const struct deck_weight on_one = {1, 1};
    struct deck deck = style(&twenty, 1, true, 0);
    deck.length.candidates = 2;
    deck.length.votes_allowed = 1;
    expect_within(1000, bound_l3, &deck, VERDICT_REFUTED, "given with BoundL1");
    deck.length.lower_bound = 11;
    expect_within(0, bound_l3, &deck, VERDICT_UNDECIDED, "budget of work ended");
    deck.length.weights = &on_one;
    deck.length.weight_count = 1;
    deck.length.lower_bound = 0;
    expect_within(1000, bound_l4, &deck, VERDICT_REFUTED, "given with BoundL1");
    deck.length.lower_bound = 11;
    expect_within(0, bound_l4, &deck, VERDICT_UNDECIDED, "more work or memory");
    deck.length.lower_bound = SUBSETS_TOTAL_MOST + 2;
    expect_within(1000, bound_l4, &deck, VERDICT_UNDECIDED, "are not computed");
    /* One class without enough sets settles it, though the one before it is left open. */
    const struct many too_few[] = {{20, 2, 1}, {1, 12, 11}};
    deck = style(too_few, 2, true, 11);
    deck.length.weights = &on_one;
    deck.length.weight_count = 1;
    expect_within(0, bound_l4, &deck, VERDICT_HOLDS, "too few sets of totals");
    /* Sums of columns beyond 2^64, by a product and by a sum. */
    const struct deck_weight heavy[] = {{50, 1000000}, {51, 0}}, twice[] = {{50, 1}, {51, 1}};
    deck = style(&pair, 1, true, 101);
    deck.length.weight_count = 2;
    deck.length.weights = heavy;
    expect_within(100000000, bound_l4, &deck, VERDICT_REFUTED, "allow at least 18446744073709551615");
    deck.length.weights = twice;
    expect_within(100000000, bound_l4, &deck, VERDICT_REFUTED, "allow at least 18446744073709551615");
}
