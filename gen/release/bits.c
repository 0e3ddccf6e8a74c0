/* bits.c: key derivation with SHA-256 and HMAC, words from AES-256-CTR, uniform numbers by rejection. */
#include "gen/release/bits.h"

#include <openssl/core_names.h>
#include <openssl/crypto.h>
#include <openssl/params.h>
#include <string.h>

static const char noise_purpose[] = "scrutineer release noise 1";
static const char cell_purpose[] = "scrutineer cell 1";
static const char ties_purpose[] = "scrutineer ties 1";

static scr_result crypto(bool good) { return (scr_result){good ? SCR_DONE : SCR_CRYPTO}; }

static uint8_t *put(uint8_t *at, uint64_t value, size_t size) {
    for (size_t i = 0; i < size; i++) at[i] = (uint8_t)(value >> (8 * (size - 1 - i)));
    return at + size;
}

static uint8_t *put_purpose(uint8_t *at, const char *text, size_t length) {
    at = put(at, length, 8);
    memcpy(at, text, length);
    return at + length;
}

scr_result release_bits_begin(struct release_bits *bits) {
    bits->sha256 = EVP_MD_fetch(NULL, "SHA256", NULL);
    bits->hashing = EVP_MD_CTX_new();
    bits->aes = EVP_CIPHER_fetch(NULL, "AES-256-CTR", NULL);
    bits->context = EVP_CIPHER_CTX_new();
    return crypto(bits->sha256 && bits->hashing && bits->aes && bits->context);
}

void release_bits_end(struct release_bits *bits) {
    EVP_CIPHER_CTX_free(bits->context);
    EVP_CIPHER_free(bits->aes);
    EVP_MD_CTX_free(bits->hashing);
    EVP_MD_free(bits->sha256);
    OPENSSL_cleanse(bits, sizeof *bits);
}

scr_result release_base_key(const uint8_t release_key[static RELEASE_KEY_SIZE], const struct release_source *source,
                            uint8_t base[static RELEASE_KEY_SIZE]) {
    uint8_t head[8 + sizeof noise_purpose - 1 + 8], tail[8 + SCR_HASH_SIZE];
    put(put_purpose(head, noise_purpose, sizeof noise_purpose - 1), source->pulse_length, 8);
    memcpy(put(tail, SCR_HASH_SIZE, 8), source->statement.bytes, SCR_HASH_SIZE);
    char digest[] = "SHA256";
    const OSSL_PARAM parameters[] = {OSSL_PARAM_construct_utf8_string(OSSL_MAC_PARAM_DIGEST, digest, 0),
                                     OSSL_PARAM_construct_end()};
    EVP_MAC *mac = EVP_MAC_fetch(NULL, "HMAC", NULL);
    EVP_MAC_CTX *context = mac ? EVP_MAC_CTX_new(mac) : NULL;
    size_t length = 0;
    bool good = context && EVP_MAC_init(context, release_key, RELEASE_KEY_SIZE, parameters) &&
                EVP_MAC_update(context, head, sizeof head) &&
                EVP_MAC_update(context, source->pulse, source->pulse_length) &&
                EVP_MAC_update(context, tail, sizeof tail) && EVP_MAC_final(context, base, &length, RELEASE_KEY_SIZE) &&
                length == RELEASE_KEY_SIZE;
    EVP_MAC_CTX_free(context);
    EVP_MAC_free(mac);
    return crypto(good);
}

scr_result release_bits_key(struct release_bits *bits, const uint8_t key[static RELEASE_KEY_SIZE]) {
    static const uint8_t start[16];
    bits->used = bits->held = 0;
    bits->keyed = EVP_EncryptInit_ex2(bits->context, bits->aes, key, start, NULL) == 1;
    return crypto(bits->keyed);
}

scr_result release_bits_cell(struct release_bits *bits, const uint8_t base[static RELEASE_KEY_SIZE], uint32_t level,
                             uint64_t unit, uint32_t option) {
    uint8_t message[8 + sizeof cell_purpose - 1 + RELEASE_KEY_SIZE + 16], key[RELEASE_KEY_SIZE];
    uint8_t *at = put_purpose(message, cell_purpose, sizeof cell_purpose - 1);
    memcpy(at, base, RELEASE_KEY_SIZE);
    put(put(put(at + RELEASE_KEY_SIZE, level, 4), unit, 8), option, 4);
    scr_result result = crypto(EVP_DigestInit_ex2(bits->hashing, bits->sha256, NULL) &&
                               EVP_DigestUpdate(bits->hashing, message, sizeof message) &&
                               EVP_DigestFinal_ex(bits->hashing, key, NULL));
    if (!scr_failed(result)) result = release_bits_key(bits, key);
    OPENSSL_cleanse(message, sizeof message);
    OPENSSL_cleanse(key, sizeof key);
    return result;
}

scr_result release_bits_ties(struct release_bits *bits, const struct release_source *source, uint32_t contest,
                             uint32_t level, uint64_t unit) {
    uint8_t head[8 + sizeof ties_purpose - 1 + 8], tail[8 + SCR_HASH_SIZE + 16], key[RELEASE_KEY_SIZE];
    put(put_purpose(head, ties_purpose, sizeof ties_purpose - 1), source->pulse_length, 8);
    uint8_t *at = put(tail, SCR_HASH_SIZE, 8);
    memcpy(at, source->statement.bytes, SCR_HASH_SIZE);
    put(put(put(at + SCR_HASH_SIZE, contest, 4), level, 4), unit, 8);
    if (!EVP_DigestInit_ex2(bits->hashing, bits->sha256, NULL) || !EVP_DigestUpdate(bits->hashing, head, sizeof head) ||
        !EVP_DigestUpdate(bits->hashing, source->pulse, source->pulse_length) ||
        !EVP_DigestUpdate(bits->hashing, tail, sizeof tail) || !EVP_DigestFinal_ex(bits->hashing, key, NULL))
        return crypto(false);
    return release_bits_key(bits, key);
}

/* A cell takes a few words, a trial megabytes: the first piece is small, those after it large. */
scr_result release_bits_refill(struct release_bits *bits) {
    static const uint8_t zero[sizeof bits->ahead];
    int length = 0, wanted = bits->held ? (int)sizeof bits->ahead : 64;
    if (!bits->keyed) return (scr_result){SCR_INTERNAL};
    if (!EVP_EncryptUpdate(bits->context, bits->ahead, &length, zero, wanted) || length != wanted) return crypto(false);
    bits->used = 0;
    bits->held = (size_t)wanted;
    return scr_done();
}

scr_result release_bits_uniform_wide(struct release_bits *bits, uint64_t bound, uint64_t *value) {
    uint32_t word, low;
    if (!bound || bound > UINT64_C(1) << 62) return (scr_result){SCR_LIMIT};
    if (bound == UINT64_C(1) << 32) {
        SCR_TRY(release_bits_word(bits, &word));
        *value = word;
        return scr_done();
    }
    for (;;) {
        SCR_TRY(release_bits_word(bits, &word));
        SCR_TRY(release_bits_word(bits, &low));
        uint64_t number = (uint64_t)word << 32 | low, rest = number % bound;
        if (number - rest > UINT64_MAX - bound + 1) continue;
        *value = rest;
        return scr_done();
    }
}
