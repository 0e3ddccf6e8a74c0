/* noise.c: the keys, words and draws of specification 14.1, without floating point. */
#include "verify/release/noise.h"

#include <openssl/crypto.h>
#include <openssl/evp.h>
#include <openssl/hmac.h>
#include <stdlib.h>
#include <string.h>

#include "scrutineer/bytes.h"

/* Bytes of the stream made at a time: most cells need fewer than the first piece, a stream of many draws goes on with
 * large ones. */
enum { FIRST_PIECE = 128, PIECE = 4096 };

struct noise_stream {
    EVP_CIPHER_CTX *cipher;
    EVP_CIPHER *aes;
    uint32_t waiting[PIECE / 4];
    size_t used, filled; /* of them */
    uint64_t words;      /* taken since the key or the last draw */
};

scr_result noise_stream_new(struct noise_stream **stream) {
    struct noise_stream *made = calloc(1, sizeof *made);
    if (!made) return (scr_result){SCR_MEMORY};
    made->cipher = EVP_CIPHER_CTX_new();
    made->aes = EVP_CIPHER_fetch(NULL, "AES-256-CTR", NULL);
    if (!made->cipher || !made->aes || EVP_EncryptInit_ex(made->cipher, made->aes, NULL, NULL, NULL) != 1) {
        noise_stream_free(made);
        return (scr_result){SCR_CRYPTO};
    }
    *stream = made;
    return scr_done();
}

void noise_stream_free(struct noise_stream *stream) {
    if (!stream) return;
    EVP_CIPHER_CTX_free(stream->cipher);
    EVP_CIPHER_free(stream->aes);
    OPENSSL_cleanse(stream, sizeof *stream);
    free(stream);
}

static void put(uint8_t *bytes, size_t count, uint64_t value) {
    for (size_t i = count; i-- > 0; value >>= 8) bytes[i] = (uint8_t)value;
}

static scr_result append_field(struct scr_buffer *buffer, const void *bytes, size_t length) {
    uint8_t size[8];
    put(size, sizeof size, length);
    SCR_TRY(scr_buffer_append(buffer, size, sizeof size));
    return scr_buffer_append(buffer, bytes, length);
}

static scr_result base_message(struct scr_buffer *message, const char *seed, const struct scr_hash *measurement) {
    static const char name[] = "scrutineer release noise 1";
    SCR_TRY(append_field(message, name, sizeof name - 1));
    SCR_TRY(append_field(message, seed, strlen(seed)));
    return append_field(message, measurement->bytes, SCR_HASH_SIZE);
}

scr_result noise_base_key(const struct scr_hash *release_key, const char *seed, const struct scr_hash *measurement,
                          struct scr_hash *base) {
    struct scr_buffer message = {0};
    unsigned length = 0;
    scr_result result = base_message(&message, seed, measurement);
    if (!scr_failed(result) &&
        (!HMAC(EVP_sha256(), release_key->bytes, SCR_HASH_SIZE, message.data, message.length, base->bytes, &length) ||
         length != SCR_HASH_SIZE))
        result = (scr_result){SCR_CRYPTO};
    scr_buffer_free(&message);
    return result;
}

scr_result noise_key(struct noise_stream *stream, const struct scr_hash *key) {
    static const uint8_t start[16] = {0};
    stream->used = stream->filled = 0;
    stream->words = 0;
    return EVP_EncryptInit_ex(stream->cipher, NULL, NULL, key->bytes, start) == 1 ? scr_done()
                                                                                  : (scr_result){SCR_CRYPTO};
}

scr_result noise_cell(struct noise_stream *stream, const struct scr_hash *base, uint32_t level, uint64_t unit_index,
                      uint32_t option) {
    static const char name[] = "scrutineer cell 1";
    uint8_t message[8 + sizeof name - 1 + SCR_HASH_SIZE + 16], *at = message;
    struct scr_hash key;
    put(at, 8, sizeof name - 1);
    memcpy(at += 8, name, sizeof name - 1);
    memcpy(at += sizeof name - 1, base->bytes, SCR_HASH_SIZE);
    put(at += SCR_HASH_SIZE, 4, level);
    put(at + 4, 8, unit_index);
    put(at + 12, 4, option);
    scr_result result = scr_hash_bytes(message, sizeof message, &key);
    if (!scr_failed(result)) result = noise_key(stream, &key);
    OPENSSL_cleanse(message, sizeof message);
    OPENSSL_cleanse(&key, sizeof key);
    return result;
}

static scr_result fill(struct noise_stream *stream) {
    static const uint8_t zeros[PIECE] = {0};
    uint8_t bytes[PIECE];
    int length = 0, wanted = stream->filled ? PIECE : FIRST_PIECE;
    if (EVP_EncryptUpdate(stream->cipher, bytes, &length, zeros, wanted) != 1 || length != wanted)
        return (scr_result){SCR_CRYPTO};
    stream->filled = (size_t)wanted / 4;
    stream->used = 0;
    for (size_t i = 0; i < stream->filled; i++) {
        const uint8_t *at = bytes + 4 * i;
        stream->waiting[i] = (uint32_t)at[0] << 24 | (uint32_t)at[1] << 16 | (uint32_t)at[2] << 8 | at[3];
    }
    OPENSSL_cleanse(bytes, (size_t)wanted);
    return scr_done();
}

/* In the loops of draws, where a call for each word would take a fifth of the time. */
static inline scr_result take(struct noise_stream *stream, uint32_t *word) {
    if (stream->words++ == NOISE_WORDS) return (scr_result){SCR_LIMIT};
    if (stream->used == stream->filled) SCR_TRY(fill(stream));
    *word = stream->waiting[stream->used++];
    return scr_done();
}

scr_result noise_word(struct noise_stream *stream, uint32_t *word) { return take(stream, word); }

/* One of 0..d-1, all alike; 1 <= d <= 2^62. Of 2^(32k) numbers the last 2^(32k) mod d are thrown away: those which that
 * many more would carry over the end. */
static inline scr_result uniform(struct noise_stream *stream, uint64_t d, uint64_t *value) {
    uint32_t word, low;
    if (d <= UINT32_MAX) {
        const uint32_t size = (uint32_t)d, last = UINT32_MAX - size + 1; /* 2^32 - d */
        do SCR_TRY(take(stream, &word));
        while (word > last && word > UINT32_MAX - last % size); /* the cut, below d, matters behind `last` only */
        *value = word % size;
        return scr_done();
    }
    if (d == UINT64_C(1) << 32) {
        SCR_TRY(take(stream, &word));
        *value = word;
        return scr_done();
    }
    uint64_t cut = (UINT64_MAX - d + 1) % d, number;
    do {
        SCR_TRY(take(stream, &word));
        SCR_TRY(take(stream, &low));
        number = (uint64_t)word << 32 | low;
    } while (number > UINT64_MAX - cut);
    *value = number % d;
    return scr_done();
}

/* E(u, v): true with probability e^(-u/v); u <= v <= 2^31. k stays below NOISE_WORDS, so v k fits. */
static scr_result falls(struct noise_stream *stream, uint64_t u, uint64_t v, bool *odd) {
    uint64_t k = 1, number;
    for (;; k++) {
        SCR_TRY(uniform(stream, v * k, &number));
        if (number >= u) break;
    }
    *odd = k % 2 == 1;
    return scr_done();
}

scr_result noise_draw(struct noise_stream *stream, const struct fraction *scale, int64_t *noise) {
    stream->words = 0;
    for (;;) {
        uint64_t u, v = 0, half;
        bool goes_on;
        SCR_TRY(uniform(stream, scale->p, &u));
        SCR_TRY(falls(stream, u, scale->p, &goes_on));
        if (!goes_on) continue;
        for (;; v++) {
            SCR_TRY(falls(stream, 1, 1, &goes_on));
            if (!goes_on) break;
        }
        uint64_t size = (v * scale->p + u) / scale->q; /* v is below NOISE_WORDS: at most 2^55 */
        SCR_TRY(uniform(stream, 2, &half));
        if (!half && !size) continue; /* zero has one sign */
        *noise = half ? (int64_t)size : -(int64_t)size;
        return scr_done();
    }
}
