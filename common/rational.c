/* rational.c: exact fractions of any size on libcrypto's big integers, always reduced with a positive denominator. */
#include "scrutineer/rational.h"

#include <openssl/bn.h>
#include <stdlib.h>
#include <string.h>

enum { MOST_PLACES = 100000 }; /* of a printed decimal */

struct scr_rational {
    BIGNUM *p, *q;   /* q > 0, gcd(p, q) = 1, so 0 is 0/1 */
    BN_CTX *context; /* scratch numbers of the operations that store their result here */
};

/* libcrypto's big integers fail only when memory does. */
static scr_result made(int good) { return (scr_result){good ? SCR_DONE : SCR_MEMORY}; }

scr_result scr_rational_new(struct scr_rational **r) {
    *r = calloc(1, sizeof **r);
    if (!*r) return (scr_result){SCR_MEMORY};
    (*r)->p = BN_new();
    (*r)->q = BN_new();
    (*r)->context = BN_CTX_new();
    if ((*r)->p && (*r)->q && (*r)->context && BN_one((*r)->q)) return scr_done();
    scr_rational_free(*r);
    *r = NULL;
    return (scr_result){SCR_MEMORY};
}

void scr_rational_free(struct scr_rational *r) {
    if (!r) return;
    BN_free(r->p);
    BN_free(r->q);
    BN_CTX_free(r->context);
    free(r);
}

/* Stores p/q reduced in r. p and q (not 0) are scratch numbers of r and lose their values. Until the last step nothing
 * in r changes, so a failed operation leaves r as it was. */
static scr_result store(struct scr_rational *r, BIGNUM *p, BIGNUM *q) {
    if (!BN_is_one(q)) {
        BIGNUM *common = BN_CTX_get(r->context);
        if (!common || !BN_gcd(common, p, q, r->context)) return made(0);
        if (!BN_is_one(common) && (!BN_div(p, NULL, p, common, r->context) || !BN_div(q, NULL, q, common, r->context)))
            return made(0);
    }
    if (BN_is_negative(q)) {
        BN_set_negative(q, 0);
        BN_set_negative(p, !BN_is_negative(p)); /* leaves 0 positive */
    }
    BN_swap(r->p, p);
    BN_swap(r->q, q);
    return scr_done();
}

/* A number as it is told to BN_bin2bn, which unlike BN_set_word has the same width everywhere. */
static int set_word(BIGNUM *number, uint64_t value) {
    uint8_t bytes[8];
    for (size_t i = 0; i < sizeof bytes; i++) bytes[i] = (uint8_t)(value >> (56 - 8 * i));
    return BN_bin2bn(bytes, sizeof bytes, number) != NULL;
}

scr_result scr_rational_set(struct scr_rational *r, int64_t numerator, uint64_t denominator) {
    if (!denominator) return (scr_result){SCR_INPUT};
    /* Unsigned negation is exact for the least int64_t too. */
    uint64_t magnitude = numerator < 0 ? 0 - (uint64_t)numerator : (uint64_t)numerator;
    BN_CTX_start(r->context);
    BIGNUM *p = BN_CTX_get(r->context), *q = BN_CTX_get(r->context);
    scr_result result = made(q && set_word(p, magnitude) && set_word(q, denominator));
    if (!scr_failed(result)) {
        BN_set_negative(p, numerator < 0);
        result = store(r, p, q);
    }
    BN_CTX_end(r->context);
    return result;
}

scr_result scr_rational_copy(struct scr_rational *r, const struct scr_rational *a) {
    if (r == a) return scr_done();
    BN_CTX_start(r->context);
    BIGNUM *p = BN_CTX_get(r->context), *q = BN_CTX_get(r->context);
    scr_result result = made(q && BN_copy(p, a->p) && BN_copy(q, a->q));
    if (!scr_failed(result)) {
        BN_swap(r->p, p);
        BN_swap(r->q, q);
    }
    BN_CTX_end(r->context);
    return result;
}

/* a/b + c/d with `subtract` false, else a/b - c/d. */
static scr_result sum(struct scr_rational *r, const struct scr_rational *a, const struct scr_rational *b,
                      bool subtract) {
    BN_CTX_start(r->context);
    BIGNUM *left = BN_CTX_get(r->context), *right = BN_CTX_get(r->context), *q = BN_CTX_get(r->context);
    scr_result result =
        made(q && BN_mul(left, a->p, b->q, r->context) && BN_mul(right, b->p, a->q, r->context) &&
             BN_mul(q, a->q, b->q, r->context) && (subtract ? BN_sub(left, left, right) : BN_add(left, left, right)));
    if (!scr_failed(result)) result = store(r, left, q);
    BN_CTX_end(r->context);
    return result;
}

scr_result scr_rational_add(struct scr_rational *r, const struct scr_rational *a, const struct scr_rational *b) {
    return sum(r, a, b, false);
}

scr_result scr_rational_subtract(struct scr_rational *r, const struct scr_rational *a, const struct scr_rational *b) {
    return sum(r, a, b, true);
}

/* (p1/q1) * (p2/q2). */
static scr_result product(struct scr_rational *r, const BIGNUM *p1, const BIGNUM *q1, const BIGNUM *p2,
                          const BIGNUM *q2) {
    BN_CTX_start(r->context);
    BIGNUM *p = BN_CTX_get(r->context), *q = BN_CTX_get(r->context);
    scr_result result = made(q && BN_mul(p, p1, p2, r->context) && BN_mul(q, q1, q2, r->context));
    if (!scr_failed(result)) result = store(r, p, q);
    BN_CTX_end(r->context);
    return result;
}

scr_result scr_rational_multiply(struct scr_rational *r, const struct scr_rational *a, const struct scr_rational *b) {
    return product(r, a->p, a->q, b->p, b->q);
}

scr_result scr_rational_divide(struct scr_rational *r, const struct scr_rational *a, const struct scr_rational *b) {
    if (BN_is_zero(b->p)) return (scr_result){SCR_INPUT};
    return product(r, a->p, a->q, b->q, b->p);
}

scr_result scr_rational_compare(const struct scr_rational *a, const struct scr_rational *b, int *order) {
    BN_CTX *context = BN_CTX_new();
    if (!context) return (scr_result){SCR_MEMORY};
    BN_CTX_start(context);
    BIGNUM *left = BN_CTX_get(context), *right = BN_CTX_get(context);
    scr_result result = made(right && BN_mul(left, a->p, b->q, context) && BN_mul(right, b->p, a->q, context));
    if (!scr_failed(result)) *order = BN_cmp(left, right); /* both denominators are positive */
    BN_CTX_end(context);
    BN_CTX_free(context);
    return result;
}

/* The length of a canonical natural number at `text`: 0, or digits without leading zeros; 0 when there is none. */
static size_t natural(const char *text) {
    size_t length = strspn(text, "0123456789");
    return text[0] == '0' && length > 1 ? 0 : length;
}

/* The digits of "W.F" as the number WF, over ten to the length of F. */
static scr_result parse_decimal(BIGNUM *p, BIGNUM *q, const char *whole, size_t length, const char *fraction,
                                size_t places, BN_CTX *context) {
    struct scr_buffer digits = {0};
    scr_result result = scr_buffer_append(&digits, whole, length);
    if (!scr_failed(result)) result = scr_buffer_append(&digits, fraction, places);
    BIGNUM *exponent = BN_CTX_get(context);
    if (!scr_failed(result))
        result = made(exponent && BN_dec2bn(&p, (const char *)digits.data) && set_word(q, 10) &&
                      set_word(exponent, places) && BN_exp(q, q, exponent, context));
    scr_buffer_free(&digits);
    return result;
}

scr_result scr_rational_parse(struct scr_rational *r, const char *text, bool decimal, size_t digits) {
    bool negative = text[0] == '-';
    const char *first = text + negative;
    size_t length = natural(first);
    if (!length) return (scr_result){SCR_INPUT};
    char mark = first[length];
    const char *second = first + length + 1;
    size_t more = 0;
    if (mark == '/')
        more = natural(second);
    else if (mark == '.' && decimal)
        more = strspn(second, "0123456789");
    if (mark && (!more || second[more])) return (scr_result){SCR_INPUT};
    if (length > digits || more > digits - length) return (scr_result){SCR_LIMIT};

    BN_CTX_start(r->context);
    BIGNUM *p = BN_CTX_get(r->context), *q = BN_CTX_get(r->context), *common = BN_CTX_get(r->context);
    scr_result result = made(common != NULL);
    if (!scr_failed(result)) {
        if (mark == '.')
            result = parse_decimal(p, q, first, length, second, more, r->context);
        else
            result = made(BN_dec2bn(&p, first) && (mark ? BN_dec2bn(&q, second) : BN_one(q)));
    }
    if (!scr_failed(result) && negative && BN_is_zero(p)) result.code = SCR_INPUT; /* there is one zero */
    if (!scr_failed(result) && mark == '/') {
        if (BN_is_zero(q) || BN_is_one(q))
            result.code = SCR_INPUT;
        else if (!BN_gcd(common, p, q, r->context))
            result.code = SCR_MEMORY;
        else if (!BN_is_one(common))
            result.code = SCR_INPUT; /* not reduced */
    }
    if (!scr_failed(result)) {
        BN_set_negative(p, negative);
        result = store(r, p, q);
    }
    BN_CTX_end(r->context);
    return result;
}

static scr_result print(const BIGNUM *number, struct scr_buffer *out) {
    char *digits = BN_bn2dec(number);
    if (!digits) return (scr_result){SCR_MEMORY};
    scr_result result = scr_buffer_text(out, digits);
    OPENSSL_free(digits);
    return result;
}

scr_result scr_rational_print(const struct scr_rational *r, struct scr_buffer *out) {
    SCR_TRY(print(r->p, out));
    if (BN_is_one(r->q)) return scr_done();
    SCR_TRY(scr_buffer_text(out, "/"));
    return print(r->q, out);
}

/* *rounded = |r| * 10^places, rounded half to even. */
static int scale(const struct scr_rational *r, unsigned places, BIGNUM *rounded, BN_CTX *context) {
    BIGNUM *power = BN_CTX_get(context), *exponent = BN_CTX_get(context), *rest = BN_CTX_get(context);
    if (!rest || !set_word(power, 10) || !set_word(exponent, places) || !BN_exp(power, power, exponent, context) ||
        !BN_mul(power, power, r->p, context))
        return 0;
    BN_set_negative(power, 0);
    if (!BN_div(rounded, rest, power, r->q, context) || !BN_lshift1(rest, rest)) return 0;
    int order = BN_cmp(rest, r->q);
    return order > 0 || (order == 0 && BN_is_odd(rounded)) ? BN_add_word(rounded, 1) : 1;
}

scr_result scr_rational_decimal(const struct scr_rational *r, unsigned places, struct scr_buffer *out) {
    if (places > MOST_PLACES) return (scr_result){SCR_LIMIT};
    BN_CTX *context = BN_CTX_new();
    if (!context) return (scr_result){SCR_MEMORY};
    BN_CTX_start(context);
    BIGNUM *rounded = BN_CTX_get(context);
    struct scr_buffer digits = {0};
    scr_result result = made(rounded && scale(r, places, rounded, context));
    if (scr_failed(result)) goto done;
    SCR_TRY_OR(result, print(rounded, &digits), done);
    if (BN_is_negative(r->p) && !BN_is_zero(rounded)) SCR_TRY_OR(result, scr_buffer_text(out, "-"), done);
    size_t whole = digits.length > places ? digits.length - places : 0;
    SCR_TRY_OR(result, whole ? scr_buffer_append(out, digits.data, whole) : scr_buffer_text(out, "0"), done);
    if (places) SCR_TRY_OR(result, scr_buffer_text(out, "."), done);
    for (size_t i = digits.length; i < places; i++) SCR_TRY_OR(result, scr_buffer_text(out, "0"), done);
    result = scr_buffer_append(out, digits.data + whole, digits.length - whole);
done:
    scr_buffer_free(&digits);
    BN_CTX_end(context);
    BN_CTX_free(context);
    return result;
}
