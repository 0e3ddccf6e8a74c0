/* noise_key.c: derives the keys of releases and commits to them. */
#include "gen/release/noise_key.h"

#include <openssl/crypto.h>

#include "gen/release/field.h"
#include "gen/release/merkle_stack.h"

static scr_result derive(const struct noise_key *key, const char *purpose, uint32_t number, uint8_t *derived) {
    struct scr_buffer message = {0};
    size_t size = 0;
    scr_result result = release_field_text(&message, purpose);
    if (!scr_failed(result)) result = release_field_u32(&message, number);
    if (!scr_failed(result) && (!EVP_Q_mac(NULL, "HMAC", NULL, "SHA256", NULL, key->bytes, sizeof key->bytes,
                                           message.data, message.length, derived, RELEASE_KEY_SIZE, &size) ||
                                size != RELEASE_KEY_SIZE))
        result.code = SCR_CRYPTO;
    scr_buffer_free(&message);
    return result;
}

scr_result noise_release_key(const struct noise_key *key, uint32_t number, uint8_t release[static RELEASE_KEY_SIZE]) {
    return derive(key, "scrutineer release key 1", number, release);
}

scr_result noise_table_key(const struct noise_key *key, uint32_t number, uint8_t table[static RELEASE_KEY_SIZE]) {
    return derive(key, "scrutineer table key 1", number, table);
}

/* Of `count` keys from number `first` on. */
static scr_result range_root(const struct noise_key *key, uint32_t first, uint32_t count, struct scr_hash *root) {
    struct merkle_stack stack = {0};
    uint8_t leaf[RELEASE_KEY_SIZE];
    scr_result result = merkle_stack_begin(&stack);
    for (uint32_t i = 0; i < count && !scr_failed(result); i++) {
        result = noise_release_key(key, first + i, leaf);
        if (!scr_failed(result)) result = merkle_stack_leaf(&stack, leaf, sizeof leaf);
    }
    if (!scr_failed(result)) result = merkle_stack_root(&stack, root);
    merkle_stack_end(&stack);
    OPENSSL_cleanse(leaf, sizeof leaf);
    return result;
}

scr_result noise_keys_root(const struct noise_key *key, uint32_t releases, struct scr_hash *root) {
    return range_root(key, 1, releases, root);
}

scr_result noise_keys_path(const struct noise_key *key, uint32_t releases, uint32_t number,
                           struct scr_hash path[static NOISE_PATH_MOST], size_t *count) {
    uint32_t first = 1, left, depth = 0;
    struct scr_hash down[NOISE_PATH_MOST]; /* from the root to the leaf */
    if (!number || number > releases || releases > NOISE_RELEASES_MOST) return (scr_result){SCR_INTERNAL};
    for (uint32_t size = releases; size > 1; depth++) {
        for (left = 1; 2 * left < size;) left *= 2;
        bool in_left = number < first + left;
        SCR_TRY(range_root(key, in_left ? first + left : first, in_left ? size - left : left, &down[depth]));
        if (!in_left) first += left;
        size = in_left ? left : size - left;
    }
    for (uint32_t i = 0; i < depth; i++) path[i] = down[depth - 1 - i];
    *count = depth;
    return scr_done();
}
