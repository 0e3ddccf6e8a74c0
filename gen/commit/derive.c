/* derive.c: the salt keys that follow from a commitment's one secret. */
#include <openssl/crypto.h>
#include <openssl/evp.h>
#include <string.h>

#include "commitment.h"

/* F(x) of the specification, section 10.1: the length in 8 bytes, most significant first, then x. */
static scr_result add_field(struct scr_buffer *message, const void *bytes, size_t length) {
    uint8_t size[8];
    for (unsigned i = 0; i < 8; i++) size[i] = (uint8_t)((uint64_t)length >> (56 - 8 * i));
    SCR_TRY(scr_buffer_append(message, size, sizeof size));
    return scr_buffer_append(message, bytes, length);
}

scr_result commitment_derive(const struct salt_key *key, const char *purpose, const void *subject, size_t length,
                             struct salt_key *derived) {
    struct scr_buffer message = {0};
    size_t size = 0;
    scr_result result = add_field(&message, purpose, strlen(purpose));
    if (!scr_failed(result)) result = add_field(&message, subject, length);
    if (!scr_failed(result) &&
        (!EVP_Q_mac(NULL, "HMAC", NULL, "SHA256", NULL, key->bytes, sizeof key->bytes, message.data, message.length,
                    derived->bytes, sizeof derived->bytes, &size) ||
         size != sizeof derived->bytes))
        result.code = SCR_CRYPTO;
    scr_buffer_free(&message);
    return result;
}

scr_result commitment_contest_key(const struct commitment *commitment, const char *contest, struct salt_key *key) {
    return commitment_derive(&commitment->key, "scrutineer salts 1", contest, strlen(contest), key);
}

scr_result commitment_source_digest(const struct commitment *commitment, const struct scr_hash *file,
                                    struct scr_hash *digest) {
    static const char purpose[] = "scrutineer source 1";
    struct salt_key salt;
    struct scr_buffer message = {0};
    scr_result result =
        commitment_derive(&commitment->key, "scrutineer source salts 1", file->bytes, SCR_HASH_SIZE, &salt);
    if (!scr_failed(result)) result = add_field(&message, purpose, sizeof purpose - 1);
    if (!scr_failed(result)) result = add_field(&message, salt.bytes, sizeof salt.bytes);
    if (!scr_failed(result)) result = add_field(&message, file->bytes, SCR_HASH_SIZE);
    if (!scr_failed(result)) result = scr_hash_bytes(message.data, message.length, digest);
    if (message.data) OPENSSL_cleanse(message.data, message.length);
    scr_buffer_free(&message);
    OPENSSL_cleanse(&salt, sizeof salt);
    return result;
}
