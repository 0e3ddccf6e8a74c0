/* test_common_rational.c: exact fractions, against machine integers and hand-worked cases. */
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "scrutineer/rational.h"
#include "unit.h"

static struct scr_rational *fraction(int64_t p, uint64_t q) {
    struct scr_rational *r;
    if (scr_failed(scr_rational_new(&r)) || scr_failed(scr_rational_set(r, p, q))) abort();
    return r;
}

static void expect(const struct scr_rational *r, const char *wanted) {
    struct scr_buffer out = {0};
    CU_ASSERT_FALSE(scr_failed(scr_rational_print(r, &out)));
    CU_ASSERT_STRING_EQUAL(out.data, wanted);
    scr_buffer_free(&out);
}

static void expect_decimal(int64_t p, uint64_t q, unsigned places, const char *wanted) {
    struct scr_buffer out = {0};
    struct scr_rational *r = fraction(p, q);
    CU_ASSERT_FALSE(scr_failed(scr_rational_decimal(r, places, &out)));
    CU_ASSERT_STRING_EQUAL(out.data, wanted);
    scr_buffer_free(&out);
    scr_rational_free(r);
}

UNIT_TEST(common_rational, parse_accepts_one_form) {
    struct scr_rational *r = fraction(9, 7);
    static const char *const good[] = {"0", "-3", "5/2", "-1/3", "123456789012345678901234567890/1009"};
    for (size_t i = 0; i < sizeof good / sizeof *good; i++) {
        CU_ASSERT_FALSE(scr_failed(scr_rational_parse(r, good[i], false, 40)));
        expect(r, good[i]);
    }
    static const char *const bad[] = {"",    "-",    "-0",  "00",  "01",   "+1", " 1", "1 ",    "4/2", "2/4", "3/1",
                                      "1/0", "1/-2", "0/1", "0/5", "1/02", "/2", "1/", "1/2/3", "0.5", "1e3", "0x1"};
    for (size_t i = 0; i < sizeof bad / sizeof *bad; i++) {
        CU_ASSERT_EQUAL(scr_rational_parse(r, bad[i], false, 40).code, SCR_INPUT);
        expect(r, good[4]); /* unchanged */
    }
    static const char *const decimals[][2] = {
        {"0.25", "1/4"}, {"-1.50", "-3/2"}, {"10.0", "10"}, {"7", "7"}, {"0.001", "1/1000"}};
    for (size_t i = 0; i < sizeof decimals / sizeof *decimals; i++) {
        CU_ASSERT_FALSE(scr_failed(scr_rational_parse(r, decimals[i][0], true, 40)));
        expect(r, decimals[i][1]);
    }
    static const char *const no_decimals[] = {".5", "1.", "-0.0", "00.5", "0.5.5", "1.5/2", "1,5", "0.-5"};
    for (size_t i = 0; i < sizeof no_decimals / sizeof *no_decimals; i++)
        CU_ASSERT_EQUAL(scr_rational_parse(r, no_decimals[i], true, 40).code, SCR_INPUT);
    CU_ASSERT_EQUAL(scr_rational_parse(r, "1234/567", false, 6).code, SCR_LIMIT);
    CU_ASSERT_EQUAL(scr_rational_parse(r, "1234567", false, 6).code, SCR_LIMIT);
    CU_ASSERT_FALSE(scr_failed(scr_rational_parse(r, "1234/567", false, 7)));
    scr_rational_free(r);
}

UNIT_TEST(common_rational, extremes) {
    struct scr_rational *r = fraction(INT64_MIN, 1);
    expect(r, "-9223372036854775808");
    CU_ASSERT_FALSE(scr_failed(scr_rational_set(r, INT64_MIN, UINT64_MAX)));
    expect(r, "-9223372036854775808/18446744073709551615");
    CU_ASSERT_EQUAL(scr_rational_set(r, 1, 0).code, SCR_INPUT);
    struct scr_rational *zero = fraction(0, 5);
    expect(zero, "0");
    CU_ASSERT_EQUAL(scr_rational_divide(r, r, zero).code, SCR_INPUT);
    expect(r, "-9223372036854775808/18446744073709551615");
    CU_ASSERT_FALSE(scr_failed(scr_rational_subtract(r, r, r)));
    expect(r, "0");
    scr_rational_free(r);
    scr_rational_free(zero);
}

/* The oracle: (p, q), small enough for 64 bits, reduced by Euclid. */
static void expect_ratio(const struct scr_rational *r, int64_t p, int64_t q) {
    if (q < 0) p = -p, q = -q;
    int64_t a = p < 0 ? -p : p, b = q;
    while (b) {
        int64_t rest = a % b;
        a = b, b = rest;
    }
    char wanted[64];
    if (q / a == 1)
        snprintf(wanted, sizeof wanted, "%lld", (long long)(p / a));
    else
        snprintf(wanted, sizeof wanted, "%lld/%lld", (long long)(p / a), (long long)(q / a));
    expect(r, wanted);
}

UNIT_TEST(common_rational, arithmetic_agrees_with_machine_integers) {
    uint64_t state = 1; /* a fixed linear congruential sequence (Knuth's MMIX constants) */
    struct scr_rational *r = fraction(0, 1);
    for (int round = 0; round < 2000; round++) {
        int64_t n[4];
        for (int i = 0; i < 4; i++) {
            state = state * 6364136223846793005u + 1442695040888963407u;
            n[i] = (int64_t)(state >> 33) % 2001 - 1000;
        }
        int64_t p1 = n[0], q1 = (n[1] < 0 ? -n[1] : n[1]) + 1, p2 = n[2], q2 = (n[3] < 0 ? -n[3] : n[3]) + 1;
        struct scr_rational *a = fraction(p1, (uint64_t)q1), *b = fraction(p2, (uint64_t)q2);
        int order = 7;
        CU_ASSERT_FALSE(scr_failed(scr_rational_add(r, a, b)));
        expect_ratio(r, p1 * q2 + p2 * q1, q1 * q2);
        CU_ASSERT_FALSE(scr_failed(scr_rational_subtract(r, a, b)));
        expect_ratio(r, p1 * q2 - p2 * q1, q1 * q2);
        CU_ASSERT_FALSE(scr_failed(scr_rational_compare(a, b, &order)));
        CU_ASSERT_EQUAL(order, (p1 * q2 > p2 * q1) - (p1 * q2 < p2 * q1));
        CU_ASSERT_FALSE(scr_failed(scr_rational_multiply(r, a, b)));
        expect_ratio(r, p1 * p2, q1 * q2);
        if (p2) {
            CU_ASSERT_FALSE(scr_failed(scr_rational_divide(a, a, b))); /* the result may be an operand */
            expect_ratio(a, p1 * q2, q1 * p2);
        }
        CU_ASSERT_FALSE(scr_failed(scr_rational_copy(a, a)));
        CU_ASSERT_FALSE(scr_failed(scr_rational_copy(b, a)));
        CU_ASSERT_FALSE(scr_failed(scr_rational_compare(a, b, &order)));
        CU_ASSERT_EQUAL(order, 0);
        scr_rational_free(a);
        scr_rational_free(b);
    }
    scr_rational_free(r);
}

UNIT_TEST(common_rational, decimals_round_half_to_even) {
    expect_decimal(1, 8, 2, "0.12");
    expect_decimal(3, 8, 2, "0.38");
    expect_decimal(-1, 8, 2, "-0.12");
    expect_decimal(1, 2, 0, "0");
    expect_decimal(3, 2, 0, "2");
    expect_decimal(5, 2, 0, "2");
    expect_decimal(-1, 3, 4, "-0.3333");
    expect_decimal(2, 3, 4, "0.6667");
    expect_decimal(-1, 1000, 2, "0.00");
    expect_decimal(999, 1000, 2, "1.00");
    expect_decimal(12345, 1, 3, "12345.000");
    expect_decimal(1, 100, 5, "0.01000");
    expect_decimal(0, 1, 2, "0.00");
    struct scr_rational *r;
    struct scr_buffer out = {0};
    CU_ASSERT_FALSE_FATAL(scr_failed(scr_rational_new(&r)));
    CU_ASSERT_EQUAL(scr_rational_decimal(r, 100001, &out).code, SCR_LIMIT);
    CU_ASSERT_FALSE(scr_failed(scr_rational_decimal(r, 100000, &out)));
    CU_ASSERT_EQUAL(out.length, 100002);
    scr_buffer_free(&out);
    scr_rational_free(r);
}
