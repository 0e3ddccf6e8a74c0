/* sign.c: raw Ed25519 signatures and public keys through libcrypto's EVP interface. */
#include "scrutineer/sign.h"

#include <openssl/err.h>
#include <openssl/evp.h>
#include <openssl/pem.h>
#include <openssl/x509.h>
#include <string.h>

#include "key.h"
#include "open.h"
#include "scrutineer/file.h"

/* A SubjectPublicKeyInfo of Ed25519 (RFC 8410), and its length in base64. */
enum { KEY_DER = 44, KEY_DIGITS = 60 };

static EVP_PKEY *from_raw(const struct scr_public_key *key) {
    return EVP_PKEY_new_raw_public_key(EVP_PKEY_ED25519, NULL, key->bytes, sizeof key->bytes);
}

scr_result scr_key_raw_public(const EVP_PKEY *pkey, struct scr_public_key *public_key) {
    size_t length = sizeof public_key->bytes;
    if (EVP_PKEY_get_base_id(pkey) != EVP_PKEY_ED25519 ||
        EVP_PKEY_get_raw_public_key(pkey, public_key->bytes, &length) != 1 || length != sizeof public_key->bytes)
        return scr_key_failure();
    return scr_done();
}

scr_result scr_key_failure(void) {
    ERR_clear_error();
    return (scr_result){SCR_CRYPTO};
}

scr_result scr_public_key_pem(const struct scr_public_key *key, struct scr_buffer *pem) {
    scr_result result = {SCR_CRYPTO};
    char *words = NULL;
    EVP_PKEY *pkey = from_raw(key);
    BIO *bio = BIO_new(BIO_s_mem());
    if (pkey && bio && PEM_write_bio_PUBKEY(bio, pkey)) {
        long length = BIO_get_mem_data(bio, &words);
        if (length > 0) result = scr_buffer_append(pem, words, (size_t)length);
    }
    BIO_free(bio);
    EVP_PKEY_free(pkey);
    ERR_clear_error();
    return result;
}

scr_result scr_public_key_fingerprint(const struct scr_public_key *key, struct scr_hash *fingerprint) {
    scr_result result = {SCR_CRYPTO};
    unsigned char *der = NULL;
    EVP_PKEY *pkey = from_raw(key);
    int length = pkey ? i2d_PUBKEY(pkey, &der) : -1;
    if (length > 0) result = scr_hash_bytes(der, (size_t)length, fingerprint);
    OPENSSL_free(der);
    EVP_PKEY_free(pkey);
    ERR_clear_error();
    return result;
}

/* Points whose order divides 8, in every encoding (the sign bit apart): anybody can make a "signature" of any message
 * by such a key, so that its holder could disown them all. */
static bool small_order(const struct scr_public_key *key) {
    static const struct scr_public_key points[] = {
        {{0}},
        {{1}},
        {{0x26, 0xe8, 0x95, 0x8f, 0xc2, 0xb2, 0x27, 0xb0, 0x45, 0xc3, 0xf4, 0x89, 0xf2, 0xef, 0x98, 0xf0,
          0xd5, 0xdf, 0xac, 0x05, 0xd3, 0xc6, 0x33, 0x39, 0xb1, 0x38, 0x02, 0x88, 0x6d, 0x53, 0xfc, 0x05}},
        {{0xc7, 0x17, 0x6a, 0x70, 0x3d, 0x4d, 0xd8, 0x4f, 0xba, 0x3c, 0x0b, 0x76, 0x0d, 0x10, 0x67, 0x0f,
          0x2a, 0x20, 0x53, 0xfa, 0x2c, 0x39, 0xcc, 0xc6, 0x4e, 0xc7, 0xfd, 0x77, 0x92, 0xac, 0x03, 0x7a}},
    };
    struct scr_public_key y = *key;
    y.bytes[31] &= 0x7f;
    for (size_t i = 0; i < sizeof points / sizeof *points; i++)
        if (!memcmp(&y, &points[i], sizeof y)) return true;
    /* p - 1, and 0 and 1 written as p and p + 1, where p = 2^255 - 19: EC, ED or EE, then ones. */
    bool ones = y.bytes[31] == 0x7f;
    for (size_t i = 1; i < 31; i++) ones = ones && y.bytes[i] == 0xff;
    return ones && y.bytes[0] >= 0xec && y.bytes[0] <= 0xee;
}

/* The digits of one PEM block "PUBLIC KEY" at the very beginning, with only white space among them and after the block
 * (RFC 7468, lax parsing): what a person sees when opening the file is then all that there is. libcrypto would pass
 * over words around the block, and over another key's digits before a blank line in it. */
static bool block_digits(const struct scr_buffer *pem, uint8_t digits[static KEY_DIGITS]) {
    static const char begin[] = "-----BEGIN PUBLIC KEY-----", end[] = "-----END PUBLIC KEY-----";
    const char *at = pem->length ? (const char *)pem->data : "";
    const char *behind = at + pem->length;
    size_t count = 0;
    if (strncmp(at, begin, sizeof begin - 1) != 0) return false;
    at += sizeof begin - 1;
    at += strspn(at, " \t\r");
    if (*at != '\n') return false;
    for (; *at && *at != '-'; at++) {
        if (strchr(" \t\r\n", *at)) continue;
        if (count == KEY_DIGITS) return false;
        digits[count++] = (uint8_t)*at;
    }
    if (count != KEY_DIGITS || at[-1] != '\n' || strncmp(at, end, sizeof end - 1) != 0) return false;
    at += sizeof end - 1;
    return at + strspn(at, " \t\r\n") == behind;
}

/* Whether the key is written in these digits: not in a longer form of DER, nor with bits behind the last byte. */
static bool written_so(EVP_PKEY *pkey, const uint8_t digits[static KEY_DIGITS]) {
    uint8_t again[KEY_DIGITS + 1];
    unsigned char *der = NULL;
    bool same = i2d_PUBKEY(pkey, &der) == KEY_DER && EVP_EncodeBlock(again, der, KEY_DER) == KEY_DIGITS &&
                !memcmp(again, digits, KEY_DIGITS);
    OPENSSL_free(der);
    return same;
}

const char *scr_public_key_trouble(const struct scr_buffer *pem, struct scr_public_key *key) {
    static const char other[] = "is not one Ed25519 public key in PEM form with nothing before or after it";
    uint8_t digits[KEY_DIGITS], der[KEY_DIGITS / 4 * 3];
    const unsigned char *at = der;
    if (pem->length > SCR_KEY_FILE_LIMIT || !block_digits(pem, digits) ||
        EVP_DecodeBlock(der, digits, KEY_DIGITS) != sizeof der)
        return other;
    EVP_PKEY *pkey = d2i_PUBKEY(NULL, &at, KEY_DER);
    bool good = pkey && !scr_failed(scr_key_raw_public(pkey, key)) && written_so(pkey, digits);
    EVP_PKEY_free(pkey);
    ERR_clear_error();
    if (!good) return other;
    return small_order(key) ? "is no key that shows who signs: anybody can sign by it (its point has a small order)"
                            : NULL;
}

bool scr_public_key_parse(const struct scr_buffer *pem, struct scr_public_key *key) {
    return !scr_public_key_trouble(pem, key);
}

scr_result scr_public_key_load(const char *path, struct scr_public_key *key, struct scr_diagnosis *diagnosis) {
    struct scr_buffer pem = {0};
    scr_result result = scr_file_read(path, SCR_KEY_FILE_LIMIT, &pem, diagnosis);
    const char *trouble = scr_failed(result) ? NULL : scr_public_key_trouble(&pem, key);
    if (trouble) result = scr_refuse_path(diagnosis, SCR_INPUT, path, trouble);
    scr_buffer_free(&pem);
    return result;
}

scr_result scr_sign(const struct scr_private_key *key, const void *message, size_t length,
                    uint8_t signature[static SCR_SIGNATURE_SIZE]) {
    size_t size = SCR_SIGNATURE_SIZE;
    EVP_MD_CTX *context = EVP_MD_CTX_new();
    if (!context) return (scr_result){SCR_MEMORY};
    bool good = EVP_DigestSignInit(context, NULL, NULL, NULL, key->pkey) == 1 &&
                EVP_DigestSign(context, signature, &size, message ? message : (const void *)"", length) == 1 &&
                size == SCR_SIGNATURE_SIZE;
    EVP_MD_CTX_free(context);
    return good ? scr_done() : scr_key_failure();
}

scr_result scr_verify(const struct scr_public_key *key, const void *message, size_t length, const uint8_t *signature,
                      size_t signature_length, bool *valid) {
    *valid = false;
    if (signature_length != SCR_SIGNATURE_SIZE) return scr_done();
    scr_result result = {SCR_CRYPTO};
    ERR_clear_error();
    EVP_PKEY *pkey = from_raw(key);
    EVP_MD_CTX *context = EVP_MD_CTX_new();
    if (pkey && context && EVP_DigestVerifyInit(context, NULL, NULL, NULL, pkey) == 1) {
        int answer =
            EVP_DigestVerify(context, signature, signature_length, message ? message : (const void *)"", length);
        *valid = answer == 1;
        /* A forged signature leaves the error queue empty; most failures of libcrypto itself do not. */
        if (answer == 1 || (answer == 0 && !ERR_peek_error())) result = scr_done();
    }
    EVP_MD_CTX_free(context);
    EVP_PKEY_free(pkey);
    ERR_clear_error();
    return result;
}
