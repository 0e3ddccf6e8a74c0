/* decisions_sum.c: exact sums; every product is checked before it is made. */
#include "gen/study/decisions_sum.h"

#include <stdlib.h>

#define TERM_MOST ((release_wide)1 << 124)
#define DENOMINATOR_MOST (INT64_C(1) << 62)

void study_sum_free(struct study_sum *sum) {
    scr_rational_free(sum->big);
    *sum = STUDY_SUM_ZERO;
}

void study_sum_set(struct study_sum *sum, struct release_fraction value) {
    sum->p = value.p;
    sum->q = value.q;
    sum->is_big = false;
}

static int64_t common_divisor(int64_t a, int64_t b) {
    while (b) {
        int64_t rest = a % b;
        a = b;
        b = rest;
    }
    return a;
}

static bool scale(release_wide *p, int64_t times) {
    release_wide size = times < 0 ? -(release_wide)times : times, most = size ? TERM_MOST / size : TERM_MOST;
    if (*p > most || *p < -most) return false;
    *p *= times;
    return true;
}

/* r = p/q; p is cut at 2^62 into two numbers that a rational takes. */
static scr_result set_big(struct scr_rational *r, release_wide p, int64_t q) {
    const int64_t cut = INT64_C(1) << 62;
    struct scr_rational *other = NULL;
    scr_result result = scr_rational_new(&other);
    if (!scr_failed(result)) result = scr_rational_set(r, (int64_t)(p / cut), 1);
    if (!scr_failed(result)) result = scr_rational_set(other, cut, 1);
    if (!scr_failed(result)) result = scr_rational_multiply(r, r, other);
    if (!scr_failed(result)) result = scr_rational_set(other, (int64_t)(p % cut), 1);
    if (!scr_failed(result)) result = scr_rational_add(r, r, other);
    if (!scr_failed(result)) result = scr_rational_set(other, q, 1);
    if (!scr_failed(result)) result = scr_rational_divide(r, r, other);
    scr_rational_free(other);
    return result;
}

/* A new rational, the caller's. */
static scr_result take_big(const struct study_sum *sum, struct scr_rational **r) {
    SCR_TRY(scr_rational_new(r));
    return sum->is_big ? scr_rational_copy(*r, sum->big) : set_big(*r, sum->p, sum->q);
}

static scr_result combine_big(struct study_sum *into, const struct study_sum *a, int64_t ca, const struct study_sum *b,
                              int64_t cb) {
    struct scr_rational *x = NULL, *y = NULL, *times = NULL;
    scr_result result = take_big(a, &x);
    if (!scr_failed(result)) result = take_big(b, &y);
    if (!scr_failed(result)) result = scr_rational_new(&times);
    if (!scr_failed(result)) result = scr_rational_set(times, ca, 1);
    if (!scr_failed(result)) result = scr_rational_multiply(x, x, times);
    if (!scr_failed(result)) result = scr_rational_set(times, cb, 1);
    if (!scr_failed(result)) result = scr_rational_multiply(y, y, times);
    if (!scr_failed(result)) result = scr_rational_add(x, x, y);
    if (!scr_failed(result)) {
        scr_rational_free(into->big);
        into->big = x;
        into->is_big = true;
        x = NULL;
    }
    scr_rational_free(x);
    scr_rational_free(y);
    scr_rational_free(times);
    return result;
}

scr_result study_sum_combine(struct study_sum *into, const struct study_sum *a, int64_t ca, const struct study_sum *b,
                             int64_t cb) {
    if (a->is_big || b->is_big) return combine_big(into, a, ca, b, cb);
    release_wide x = a->p, y = b->p;
    int64_t divisor = a->q == b->q ? a->q : common_divisor(a->q, b->q), more_a = b->q / divisor,
            more_b = a->q / divisor;
    if (a->q > DENOMINATOR_MOST / more_a || !scale(&x, ca) || !scale(&x, more_a) || !scale(&y, cb) ||
        !scale(&y, more_b) || x + y > TERM_MOST || x + y < -TERM_MOST)
        return combine_big(into, a, ca, b, cb);
    into->q = a->q * more_a;
    into->p = x + y;
    into->is_big = false;
    return scr_done();
}

scr_result study_sum_add(struct study_sum *sum, struct release_fraction value) {
    const struct study_sum other = {value.p, value.q, false, NULL};
    return study_sum_combine(sum, sum, 1, &other, 1);
}

scr_result study_sum_sign(const struct study_sum *sum, int *sign) {
    struct scr_rational *zero = NULL;
    if (!sum->is_big) {
        *sign = (sum->p > 0) - (sum->p < 0);
        return scr_done();
    }
    SCR_TRY(scr_rational_new(&zero));
    scr_result result = scr_rational_compare(sum->big, zero, sign);
    scr_rational_free(zero);
    return result;
}

/* Through the decimal without places, which is the nearest whole number: one more than the floor, or the floor. */
static scr_result floor_big(const struct scr_rational *number, int64_t *floor) {
    struct scr_buffer text = {0};
    struct scr_rational *nearest = NULL;
    int order = 0;
    scr_result result = scr_rational_decimal(number, 0, &text);
    if (!scr_failed(result) && text.length > 18) result = (scr_result){SCR_LIMIT};
    if (!scr_failed(result)) *floor = strtoll((const char *)text.data, NULL, 10);
    if (!scr_failed(result)) result = scr_rational_new(&nearest);
    if (!scr_failed(result)) result = scr_rational_set(nearest, *floor, 1);
    if (!scr_failed(result)) result = scr_rational_compare(nearest, number, &order);
    if (order > 0) --*floor;
    scr_rational_free(nearest);
    scr_buffer_free(&text);
    return result;
}

/* A new rational sum / divisor, the caller's. */
static scr_result divide(const struct study_sum *sum, int64_t divisor, struct scr_rational **quotient) {
    struct scr_rational *by = NULL;
    scr_result result = take_big(sum, quotient);
    if (!scr_failed(result)) result = scr_rational_new(&by);
    if (!scr_failed(result)) result = scr_rational_set(by, divisor, 1);
    if (!scr_failed(result)) result = scr_rational_divide(*quotient, *quotient, by);
    scr_rational_free(by);
    return result;
}

scr_result study_sum_floor(const struct study_sum *sum, int64_t divisor, int64_t *floor) {
    if (!sum->is_big) {
        release_wide d = (release_wide)sum->q * divisor, whole = sum->p / d; /* q and divisor below 2^63 */
        whole -= sum->p % d < 0;
        *floor = (int64_t)whole;
        return (scr_result){whole > DENOMINATOR_MOST || whole < -DENOMINATOR_MOST ? SCR_LIMIT : SCR_DONE};
    }
    struct scr_rational *quotient = NULL;
    scr_result result = divide(sum, divisor, &quotient);
    if (!scr_failed(result)) result = floor_big(quotient, floor);
    scr_rational_free(quotient);
    return result;
}

scr_result study_sum_value(const struct study_sum *sum, int64_t divisor, long double *value) {
    if (!sum->is_big) {
        *value = (long double)sum->p / (long double)sum->q / (long double)divisor;
        return scr_done();
    }
    struct scr_rational *quotient = NULL;
    struct scr_buffer text = {0};
    scr_result result = divide(sum, divisor, &quotient);
    if (!scr_failed(result)) result = scr_rational_decimal(quotient, 20, &text);
    if (!scr_failed(result)) *value = strtold((const char *)text.data, NULL);
    scr_rational_free(quotient);
    scr_buffer_free(&text);
    return result;
}
