/* merkle_stack.c: leaf i, from 1, completes as many subtrees as i has trailing zeros. */
#include "gen/release/merkle_stack.h"

#include <openssl/crypto.h>
#include <string.h>

scr_result merkle_stack_begin(struct merkle_stack *stack) {
    *stack = (struct merkle_stack){.context = EVP_MD_CTX_new()};
    if (!stack->context) return (scr_result){SCR_MEMORY};
    return EVP_DigestInit_ex(stack->context, EVP_sha256(), NULL) == 1 ? scr_done() : (scr_result){SCR_CRYPTO};
}

static scr_result hash_once(EVP_MD_CTX *context, const uint8_t *bytes, size_t length, struct scr_hash *hash) {
    unsigned size = 0;
    if (EVP_DigestInit_ex(context, NULL, NULL) && EVP_DigestUpdate(context, bytes, length) &&
        EVP_DigestFinal_ex(context, hash->bytes, &size) && size == SCR_HASH_SIZE)
        return scr_done();
    return (scr_result){SCR_CRYPTO};
}

static scr_result join(struct merkle_stack *stack) {
    uint8_t message[1 + 2 * SCR_HASH_SIZE] = {1};
    struct scr_hash *left = &stack->roots[stack->height - 2];
    memcpy(message + 1, left->bytes, SCR_HASH_SIZE);
    memcpy(message + 1 + SCR_HASH_SIZE, left[1].bytes, SCR_HASH_SIZE);
    stack->height--;
    return hash_once(stack->context, message, sizeof message, left);
}

scr_result merkle_stack_leaf(struct merkle_stack *stack, const void *data, size_t length) {
    uint8_t message[1 + MERKLE_STACK_DATA_MOST] = {0};
    if (length > MERKLE_STACK_DATA_MOST) return (scr_result){SCR_INTERNAL};
    memcpy(message + 1, data, length);
    scr_result result = hash_once(stack->context, message, 1 + length, &stack->roots[stack->height++]);
    OPENSSL_cleanse(message, sizeof message);
    stack->leaves++;
    for (uint64_t rest = stack->leaves; !(rest & 1) && !scr_failed(result); rest >>= 1) result = join(stack);
    return result;
}

scr_result merkle_stack_root(struct merkle_stack *stack, struct scr_hash *root) {
    if (!stack->height) return (scr_result){SCR_INTERNAL};
    /* From the right: the left part keeps the largest power of two below the number of leaves. */
    while (stack->height > 1) SCR_TRY(join(stack));
    *root = stack->roots[0];
    return scr_done();
}

void merkle_stack_end(struct merkle_stack *stack) {
    EVP_MD_CTX_free(stack->context);
    OPENSSL_cleanse(stack, sizeof *stack);
}
