/* test_verify_impact.c: rules at their thresholds, DAWA's steps against enumeration and a direct solve, samples. */
#include <stdlib.h>
#include <string.h>

#include "unit.h"
#include "verify/impact/rule.h"
#include "verify/impact/trials.h"

static const struct fraction RATE = {131, 10000};

UNIT_TEST(verify_impact, rules_are_strict) {
    /* 5 % of 200,000 is 10,000: neither is above it. */
    CU_ASSERT_FALSE(rule_covers(&RATE, 200000, 10000, 9000, 1));
    CU_ASSERT_TRUE(rule_covers(&RATE, 200000, 10001, 9000, 1));
    CU_ASSERT_FALSE(rule_covers(&RATE, 300000, 10000, 9000, 1));
    CU_ASSERT_TRUE(rule_covers(&RATE, 300000, 10001, 9000, 1));
    CU_ASSERT_FALSE(rule_covers(&RATE, 2000, 100, 50, 1));
    CU_ASSERT_TRUE(rule_covers(&RATE, 1999, 100, 50, 1));
    /* 1.31 % of 10,000 is 131. */
    CU_ASSERT_FALSE(rule_covers(&RATE, 10000, 10000, 131, 1));
    CU_ASSERT_TRUE(rule_covers(&RATE, 10000, 10000, 132, 1));
    /* In units of 2^-20 a part of a person decides; negative counts are none. */
    CU_ASSERT_TRUE(rule_covers(&RATE, 2000 * (wide)IMPACT_ONE - 1, 100 * IMPACT_ONE, 50 * IMPACT_ONE, IMPACT_ONE));
    CU_ASSERT_FALSE(rule_covers(&RATE, 2000 * (wide)IMPACT_ONE, 100 * IMPACT_ONE, 50 * IMPACT_ONE, IMPACT_ONE));
    CU_ASSERT_TRUE(rule_covers(&RATE, -5, 1, 1, 1));
    CU_ASSERT_FALSE(rule_covers(&RATE, 10, -1, -1, 1));
}

/* Distances by hand: 1000 |20 lep - vac| / sqrt(401), 1000 |lep - 10000|, 1000 |v lit - w lep| / sqrt(v^2 + w^2), v^2 +
 * w^2 = 100017161. */
UNIT_TEST(verify_impact, distances) {
    /* b = 8000/sqrt(401) = 399.501..; c = 934500/10000.858 = 93.441..: covered, the lesser. */
    CU_ASSERT_EQUAL(rule_distance(&RATE, (const int64_t[]){2000, 500, 100}), 93441);
    /* Not large enough by 800/sqrt(401) = 39.950.., and it reads well enough by 0: the size alone fails... */
    CU_ASSERT_EQUAL(rule_distance(&RATE, (const int64_t[]){1000, 10, 1}), 39950);
    /* Both fail: 39.950.. and 131 10/10000.858 = 0.1309..: the greater. */
    CU_ASSERT_EQUAL(rule_distance(&RATE, (const int64_t[]){1000, 10, 0}), 39950);
    /* Large by both (1 and 10020/sqrt(401)), reads well by 1 000 000 - 1310131 < 0: c fails alone: 31.010.. */
    CU_ASSERT_EQUAL(rule_distance(&RATE, (const int64_t[]){190000, 10001, 100}), 31010);
    /* Large by number only, by 1; c is far: the lesser. */
    CU_ASSERT_EQUAL(rule_distance(&RATE, (const int64_t[]){300000, 10001, 9000}), 1000);
    /* Large by both: the greater of 1 and 500.374.. */
    CU_ASSERT_EQUAL(rule_distance(&RATE, (const int64_t[]){190000, 10001, 9000}), 500374);
}

UNIT_TEST(verify_impact, seats_and_spread) {
    CU_ASSERT_EQUAL(rule_seats(10, 5, 100), 1); /* 0.5 is rounded up */
    CU_ASSERT_EQUAL(rule_seats(10, 15, 100), 2);
    CU_ASSERT_EQUAL(rule_seats(10, 149, 1000), 1);
    CU_ASSERT_EQUAL(rule_seats(10, 0, 100), 1);
    CU_ASSERT_EQUAL(rule_seats(10, 0, 0), 1);
    CU_ASSERT_EQUAL(rule_share(3, 7, 0), 0);
    CU_ASSERT_EQUAL(rule_share(3, 7, 63), IMPACT_SHARE / 3);
    const struct impact_row rows[] = {{.numbers = {1000}}, {.numbers = {90}}, {.numbers = {3}}};
    const wide seats[] = {46, 4, 1};
    /* 1/3 over 4/90 is 7.5; over 46/1000 it is 7.246..: the pair (West, South). */
    CU_ASSERT_EQUAL(rule_max_multiplicative(rows, seats, 3), 7500000);
}

static const char *decimal(const char *text, char digits[static 41]) {
    wide number;
    return impact_number(text, strlen(text), &number) ? impact_decimal(number, digits) : "refused";
}

UNIT_TEST(verify_impact, numbers_of_any_size) {
    static const char most[] = "170141183460469231731687303715884105727"; /* 2^127 - 1 */
    static const char *const kept[] = {"0", "7", "-7", "18446744073709551616", most}, *const refused[] = {
                                                                                          "",    "-",  "00", "-0",
                                                                                          "07",  "1 ", "+1", "1.0",
                                                                                          "0x1", "1:"};
    char digits[41];
    for (size_t i = 0; i < 5; i++) CU_ASSERT_STRING_EQUAL(decimal(kept[i], digits), kept[i]);
    for (size_t i = 0; i < 10; i++) CU_ASSERT_STRING_EQUAL(decimal(refused[i], digits), "refused");
    CU_ASSERT_STRING_EQUAL(decimal("170141183460469231731687303715884105728", digits), most);
    CU_ASSERT_STRING_EQUAL(decimal("999999999999999999999999999999999999999", digits), most);
}

static uint64_t state = 88172645463325252; /* Marsaglia's xorshift64, so that runs are alike */
static uint64_t chance(uint64_t below) {
    state ^= state << 13;
    state ^= state >> 7;
    state ^= state << 17;
    return state % below;
}

/* The least cost of all partitions of what is before m. */
static int64_t least_of_all(const struct dawa *dawa, size_t m) {
    int64_t least = m ? INT64_MAX : 0;
    for (size_t l = 0; l < dawa->lengths && (size_t)1 << l <= m; l++) {
        int64_t cost = least_of_all(dawa, m - ((size_t)1 << l)) + dawa->noisy[l][m - ((size_t)1 << l)];
        if (cost < least) least = cost;
    }
    return least;
}

UNIT_TEST(verify_impact, partition_is_least) {
    int64_t x[11];
    for (size_t run = 0; run < 200; run++) {
        struct dawa dawa = {0};
        for (size_t i = 0; i < 11; i++) x[i] = (int64_t)chance(50);
        CU_ASSERT_FALSE_FATAL(scr_failed(dawa_begin(&dawa, x, 11)));
        for (size_t l = 0; l < dawa.lengths; l++)
            for (size_t i = 0; i + ((size_t)1 << l) <= 11; i++) {
                const size_t length = (size_t)1 << l;
                int64_t sum = 0, deviation = 0;
                for (size_t j = i; j < i + length; j++) sum += x[j];
                for (size_t j = i; j < i + length; j++) deviation += llabs((int64_t)length * x[j] - sum);
                CU_ASSERT_EQUAL(dawa.costs[l][i] * (int64_t)length, deviation * 65536);
                dawa.noisy[l][i] = (int64_t)chance(9) - 3; /* small, so that many are equal */
            }
        dawa_partition(&dawa);
        int64_t cost = 0;
        size_t end = 0;
        for (size_t b = 0; b < dawa.buckets; b++) {
            CU_ASSERT_EQUAL(dawa.start[b], end);
            end += (size_t)1 << dawa.exponent[b];
            cost += dawa.noisy[dawa.exponent[b]][dawa.start[b]];
            /* No longer last bucket is as good. */
            for (size_t l = dawa.exponent[b] + 1U; l < dawa.lengths && (size_t)1 << l <= end; l++)
                CU_ASSERT_TRUE(least_of_all(&dawa, end - ((size_t)1 << l)) + dawa.noisy[l][end - ((size_t)1 << l)] >
                               least_of_all(&dawa, end));
        }
        CU_ASSERT_EQUAL(end, 11);
        CU_ASSERT_EQUAL(dawa.start[dawa.buckets], 11);
        CU_ASSERT_EQUAL(cost, least_of_all(&dawa, 11));
        dawa_free(&dawa);
    }
}

enum { CELLS = 7 };
static void set_weights(struct dawa *dawa, size_t node, size_t count, uint32_t budget) {
    const uint32_t own = count == 1 ? budget : budget * (uint32_t)chance(9) / 16;
    dawa->nodes[node].weight = own;
    if (count == 1) return;
    const size_t half = (count + 1) / 2;
    set_weights(dawa, node + 1, half, budget - own);
    set_weights(dawa, node + 2 * half, count - half, budget - own);
}

/* Weighted least squares over single buckets by the normal equations and elimination: the slow way. */
static void add_equations(const struct dawa *dawa, size_t node, size_t first, size_t count,
                          long double (*equations)[CELLS + 1], uint64_t spent) {
    const long double o = (long double)dawa->nodes[node].weight, y = (long double)dawa->nodes[node].sum;
    for (size_t i = first; i < first + count; i++) {
        for (size_t j = first; j < first + count; j++) equations[i][j] += o * o;
        equations[i][CELLS] += o * o * y;
    }
    spent += dawa->nodes[node].weight;
    if (count == 1) {
        CU_ASSERT_EQUAL(spent, 1 << 20); /* on each path */
        return;
    }
    const size_t half = (count + 1) / 2;
    add_equations(dawa, node + 1, first, half, equations, spent);
    add_equations(dawa, node + 2 * half, first + half, count - half, equations, spent);
}

static void solve(long double (*equations)[CELLS + 1]) {
    for (size_t k = 0; k < CELLS; k++)
        for (size_t i = 0; i < CELLS; i++) {
            const long double factor = equations[i][k] / equations[k][k];
            for (size_t j = k; j <= CELLS && i != k; j++) equations[i][j] -= factor * equations[k][j];
        }
}

UNIT_TEST(verify_impact, estimate_is_least_squares) {
    const int64_t x[CELLS] = {5, 900, 3, 44, 120, 0, 7};
    for (size_t run = 0; run < 50; run++) {
        struct dawa dawa = {0};
        long double equations[CELLS][CELLS + 1] = {{0}};
        wide results[CELLS];
        CU_ASSERT_FALSE_FATAL(scr_failed(dawa_begin(&dawa, x, CELLS)));
        dawa.buckets = CELLS;
        for (size_t i = 0; i <= CELLS; i++) dawa.start[i] = i;
        set_weights(&dawa, 0, CELLS, 1 << 20); /* so few buckets would be measured by themselves only */
        for (size_t i = 0; i < 2 * CELLS - 1; i++) dawa.nodes[i].sum = (int64_t)chance(2000) - 500;
        add_equations(&dawa, 0, 0, CELLS, equations, 0);
        solve(equations);
        dawa_estimate(&dawa, results);
        for (size_t i = 0; i < CELLS; i++) {
            long double difference =
                (long double)results[i] / (long double)IMPACT_ONE - equations[i][CELLS] / equations[i][i];
            CU_ASSERT_TRUE(difference < 1e-4L && difference > -1e-4L);
        }
        dawa_free(&dawa);
    }
}

UNIT_TEST(verify_impact, samples_are_of_their_size) {
    uint8_t chosen[13];
    size_t times[100] = {0};
    for (size_t run = 0; run < 2000; run++) {
        size_t count = 0;
        CU_ASSERT_FALSE_FATAL(scr_failed(sample_choose(100, 20, chosen)));
        for (size_t k = 0; k < 100; k++)
            if (chosen[k / 8] >> k % 8 & 1) {
                count++;
                times[k]++;
            }
        CU_ASSERT_EQUAL(count, 20);
        CU_ASSERT_EQUAL(chosen[12] >> 4, 0);
    }
    /* Binomial(2000, 1/5) is 400 with a deviation of 17.9: seven of them are beyond chance. */
    for (size_t k = 0; k < 100; k++) CU_ASSERT_TRUE(times[k] > 275 && times[k] < 525);
    CU_ASSERT_FALSE(scr_failed(sample_choose(100, 100, chosen)));
    CU_ASSERT_EQUAL(chosen[0], 255);
    CU_ASSERT_FALSE(scr_failed(sample_choose(1, UINT64_MAX, chosen)));
    CU_ASSERT_TRUE(chosen[0] & 1);
}

/* One path of each node: with all weights on it, 2^20. */
static void check_paths(const struct dawa *dawa, size_t node, size_t count, uint64_t spent, size_t *inner) {
    spent += dawa->nodes[node].weight;
    if (count == 1) {
        CU_ASSERT_EQUAL(spent, 1 << 20);
        return;
    }
    *inner += dawa->nodes[node].weight > 0;
    const size_t half = (count + 1) / 2;
    check_paths(dawa, node + 1, half, spent, inner);
    check_paths(dawa, node + 2 * half, count - half, spent, inner);
}

UNIT_TEST(verify_impact, weights_of_many_buckets) {
    enum { MANY = 20000 };
    static int64_t x[MANY];
    struct dawa dawa = {0};
    size_t inner = 0;
    CU_ASSERT_FALSE_FATAL(scr_failed(dawa_begin(&dawa, x, MANY)));
    dawa.buckets = MANY;
    for (size_t i = 0; i <= MANY; i++) dawa.start[i] = i;
    dawa_weights(&dawa);
    check_paths(&dawa, 0, MANY, 0, &inner);
    CU_ASSERT_TRUE(inner > 0);
    dawa_free(&dawa);
}
