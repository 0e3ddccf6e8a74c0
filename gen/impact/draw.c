/* draw.c: exact discrete Laplace noise (Canonne, Kamath, Steinke 2020) from AES-256-CTR. */
#include "gen/impact/draw.h"

scr_result impact_stream_begin(struct impact_stream *stream) {
    stream->aes = EVP_CIPHER_fetch(NULL, "AES-256-CTR", NULL);
    stream->context = EVP_CIPHER_CTX_new();
    return (scr_result){stream->aes && stream->context ? SCR_DONE : SCR_CRYPTO};
}

scr_result impact_stream_key(struct impact_stream *stream, const struct scr_hash *key) {
    static const uint8_t start[16];
    stream->used = sizeof stream->ahead;
    bool good = EVP_EncryptInit_ex2(stream->context, stream->aes, key->bytes, start, NULL) == 1;
    return (scr_result){good ? SCR_DONE : SCR_CRYPTO};
}

void impact_stream_end(struct impact_stream *stream) {
    EVP_CIPHER_CTX_free(stream->context);
    EVP_CIPHER_free(stream->aes);
    *stream = (struct impact_stream){0};
}

static scr_result more(struct impact_stream *stream) {
    static const uint8_t zero[sizeof stream->ahead];
    int length = 0;
    if (!EVP_EncryptUpdate(stream->context, stream->ahead, &length, zero, sizeof zero) || length != sizeof zero)
        return (scr_result){SCR_CRYPTO};
    stream->used = 0;
    return scr_done();
}

static inline scr_result word(struct impact_stream *stream, uint32_t *value) {
    if (stream->used == sizeof stream->ahead) SCR_TRY(more(stream));
    const uint8_t *at = stream->ahead + stream->used; /* `used` is a multiple of 4 */
    *value = (uint32_t)at[0] << 24 | (uint32_t)at[1] << 16 | (uint32_t)at[2] << 8 | at[3];
    stream->used += 4;
    return scr_done();
}

/* 1 <= d <= 2^62. R is thrown away when the d numbers from R - R mod d on do not all lie below 2^(32k): that is the
 * specification's R >= 2^(32k) - (2^(32k) mod d). */
static inline scr_result uniform(struct impact_stream *stream, uint64_t d, uint64_t *value) {
    uint32_t high, low;
    if (d < UINT64_C(1) << 32) {
        uint32_t divisor = (uint32_t)d, rest;
        do {
            SCR_TRY(word(stream, &high));
            rest = high % divisor;
        } while (high - rest > UINT32_MAX - divisor + 1);
        *value = rest;
        return scr_done();
    }
    if (d == UINT64_C(1) << 32) {
        SCR_TRY(word(stream, &high));
        *value = high;
        return scr_done();
    }
    for (;;) {
        SCR_TRY(word(stream, &high));
        SCR_TRY(word(stream, &low));
        uint64_t number = (uint64_t)high << 32 | low, rest = number % d;
        if (number - rest > UINT64_MAX - d + 1) continue;
        *value = rest;
        return scr_done();
    }
}

/* True with probability e^(-u/v), 0 <= u <= v <= 2^31. */
static inline scr_result exponential(struct impact_stream *stream, uint64_t u, uint64_t v, bool *success) {
    for (uint64_t k = 1; k < UINT64_C(1) << 31; k++) { /* v k < 2^62 */
        uint64_t value;
        SCR_TRY(uniform(stream, v * k, &value));
        if (value < u) continue;
        *success = k & 1;
        return scr_done();
    }
    return (scr_result){SCR_LIMIT};
}

static scr_result magnitude(struct impact_stream *stream, const struct release_scale *scale, uint64_t *size) {
    uint64_t rest, whole = 0;
    bool success;
    do {
        SCR_TRY(uniform(stream, scale->d, &rest));
        SCR_TRY(exponential(stream, rest, scale->d, &success));
    } while (!success);
    for (;;) {
        SCR_TRY(exponential(stream, 1, 1, &success));
        if (!success) break;
        if (++whole == UINT64_C(1) << 20) return (scr_result){SCR_LIMIT};
    }
    *size = (whole * scale->d + rest) / scale->s; /* below 2^52 */
    return *size > (uint64_t)IMPACT_DRAW_MOST ? (scr_result){SCR_LIMIT} : scr_done();
}

scr_result impact_draw(struct impact_stream *stream, const struct release_scale *scale, int64_t *noise) {
    for (;;) {
        uint64_t size, sign;
        SCR_TRY(magnitude(stream, scale, &size));
        SCR_TRY(uniform(stream, 2, &sign));
        if (!sign && !size) continue;
        *noise = sign ? (int64_t)size : -(int64_t)size;
        return scr_done();
    }
}
