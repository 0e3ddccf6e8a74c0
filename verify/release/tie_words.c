/* tie_words.c: AES-256 in counter mode over zeros, under a key for each unit. */
#include "verify/release/tie_words.h"

#include <limits.h>
#include <openssl/evp.h>
#include <stdlib.h>
#include <string.h>

#include "scrutineer/bytes.h"

struct tie_words {
    struct scr_buffer prefix; /* what is hashed for every unit, and room for its own 16 bytes behind */
    EVP_CIPHER *cipher;
    EVP_CIPHER_CTX *context;
};

static void put(uint8_t *bytes, uint64_t value, size_t size) {
    for (size_t i = 0; i < size; i++) bytes[i] = (uint8_t)(value >> (8 * (size - 1 - i)));
}

/* F of section 10.1: the length in 8 bytes, then the bytes. */
static scr_result append_field(struct scr_buffer *buffer, const void *bytes, size_t length) {
    uint8_t size[8];
    put(size, length, sizeof size);
    SCR_TRY(scr_buffer_append(buffer, size, sizeof size));
    return scr_buffer_append(buffer, bytes, length);
}

static scr_result begin(struct tie_words *ties, const char *seed, const struct scr_hash *measurement) {
    static const char label[] = "scrutineer ties 1";
    static const uint8_t room[16];
    SCR_TRY(append_field(&ties->prefix, label, strlen(label)));
    SCR_TRY(append_field(&ties->prefix, seed, strlen(seed)));
    SCR_TRY(append_field(&ties->prefix, measurement->bytes, sizeof measurement->bytes));
    SCR_TRY(scr_buffer_append(&ties->prefix, room, sizeof room));
    ties->cipher = EVP_CIPHER_fetch(NULL, "AES-256-CTR", NULL);
    ties->context = EVP_CIPHER_CTX_new();
    return (scr_result){ties->cipher && ties->context ? SCR_DONE : SCR_CRYPTO};
}

scr_result tie_words_new(const char *seed, const struct scr_hash *measurement, struct tie_words **ties) {
    *ties = calloc(1, sizeof **ties);
    if (!*ties) return (scr_result){SCR_MEMORY};
    scr_result result = begin(*ties, seed, measurement);
    if (scr_failed(result)) {
        tie_words_free(*ties);
        *ties = NULL;
    }
    return result;
}

scr_result tie_words(struct tie_words *ties, uint32_t contest, uint32_t level, uint64_t index, size_t count,
                     uint32_t *words) {
    static const uint8_t counter[16];
    struct scr_hash key;
    uint8_t *own = ties->prefix.data + ties->prefix.length - 16;
    put(own, contest, 4);
    put(own + 4, level, 4);
    put(own + 8, index, 8);
    SCR_TRY(scr_hash_bytes(ties->prefix.data, ties->prefix.length, &key));
    if (EVP_EncryptInit_ex2(ties->context, ties->cipher, key.bytes, counter, NULL) != 1)
        return (scr_result){SCR_CRYPTO};
    for (size_t done = 0; done < count;) {
        uint8_t bytes[4096];
        size_t part = count - done < sizeof bytes / 4 ? count - done : sizeof bytes / 4;
        int length;
        memset(bytes, 0, 4 * part);
        if (EVP_EncryptUpdate(ties->context, bytes, &length, bytes, (int)(4 * part)) != 1 || length != (int)(4 * part))
            return (scr_result){SCR_CRYPTO};
        for (size_t i = 0; i < part; i++)
            words[done + i] = (uint32_t)bytes[4 * i] << 24 | (uint32_t)bytes[4 * i + 1] << 16 |
                              (uint32_t)bytes[4 * i + 2] << 8 | bytes[4 * i + 3];
        done += part;
    }
    return scr_done();
}

void tie_words_free(struct tie_words *ties) {
    if (!ties) return;
    scr_buffer_free(&ties->prefix);
    EVP_CIPHER_free(ties->cipher);
    EVP_CIPHER_CTX_free(ties->context);
    free(ties);
}
