/* opening.c: Merkle tree hashes over salted codes: a proof read from left to right, or all leaves on a stack. */
#include "verify/tree/opening.h"

#include <openssl/evp.h>
#include <string.h>

enum {
    SALTS_AT_ONCE = 256,
    LEVELS = 33, /* a range of 2^32 ballots halves 32 times */
};

/* SHA-256 with one context for all: fetching the algorithm costs more than a leaf. */
struct hashing {
    EVP_MD_CTX *context;
    EVP_MD *sha256;
};

static scr_result hashing_begin(struct hashing *hashing) {
    hashing->context = EVP_MD_CTX_new();
    hashing->sha256 = EVP_MD_fetch(NULL, "SHA256", NULL);
    if (!hashing->context || !hashing->sha256) return (scr_result){SCR_CRYPTO};
    return (scr_result){EVP_DigestInit_ex2(hashing->context, hashing->sha256, NULL) == 1 ? SCR_DONE : SCR_CRYPTO};
}

static void hashing_end(struct hashing *hashing) {
    EVP_MD_CTX_free(hashing->context);
    EVP_MD_free(hashing->sha256);
}

static scr_result digest(struct hashing *hashing, const uint8_t *bytes, size_t length, struct scr_hash *hash) {
    bool done = EVP_DigestInit_ex2(hashing->context, NULL, NULL) == 1 &&
                EVP_DigestUpdate(hashing->context, bytes, length) == 1 &&
                EVP_DigestFinal_ex(hashing->context, hash->bytes, NULL) == 1;
    return (scr_result){done ? SCR_DONE : SCR_CRYPTO};
}

static scr_result leaf(struct hashing *hashing, const uint8_t *salt, char code, struct scr_hash *hash) {
    uint8_t bytes[1 + SALT_SIZE + 1] = {0};
    memcpy(bytes + 1, salt, SALT_SIZE);
    bytes[1 + SALT_SIZE] = (uint8_t)code;
    return digest(hashing, bytes, sizeof bytes, hash);
}

static scr_result inner(struct hashing *hashing, const struct scr_hash *left, const struct scr_hash *right,
                        struct scr_hash *hash) {
    uint8_t bytes[1 + 2 * SCR_HASH_SIZE] = {1};
    memcpy(bytes + 1, left->bytes, SCR_HASH_SIZE);
    memcpy(bytes + 1 + SCR_HASH_SIZE, right->bytes, SCR_HASH_SIZE);
    return digest(hashing, bytes, sizeof bytes, hash);
}

/* What of the opened ballots and of the proof is not used yet. */
struct proving {
    struct hashing hashing;
    const struct opened_ballot *opened, *opened_end;
    const struct scr_hash *proof, *proof_end;
    bool short_of_hashes;
};

/* The hash of the ballots numbered begin .. begin + count - 1, count at least 1. Each call halves the range (rounded up
 * to a power of two): at most LEVELS deep. Opened ballots before `begin` are used up already. */
static scr_result range(struct proving *proving, uint64_t begin, uint64_t count, struct scr_hash *hash) {
    const struct opened_ballot *next = proving->opened;
    if (next == proving->opened_end || next->number >= begin + count) {
        if (proving->proof == proving->proof_end) {
            proving->short_of_hashes = true;
            *hash = (struct scr_hash){{0}};
        } else {
            *hash = *proving->proof++;
        }
        return scr_done();
    }
    if (count == 1) {
        proving->opened++;
        return leaf(&proving->hashing, next->salt, next->code, hash);
    }
    uint64_t left_count = 1;
    while (left_count * 2 < count) left_count *= 2;
    struct scr_hash left, right;
    SCR_TRY(range(proving, begin, left_count, &left));
    if (proving->short_of_hashes) return scr_done();
    SCR_TRY(range(proving, begin + left_count, count - left_count, &right));
    return inner(&proving->hashing, &left, &right, hash);
}

scr_result opening_root(uint32_t ballots, const struct opened_ballot *opened, size_t opened_count,
                        const struct scr_hash *proof, size_t proof_count, struct scr_hash *root,
                        enum proof_fault *fault) {
    struct proving proving = {.opened = opened,
                              .opened_end = opened_count ? opened + opened_count : opened,
                              .proof = proof,
                              .proof_end = proof_count ? proof + proof_count : proof};
    if (!ballots || opened_disorder(opened, opened_count, ballots) < opened_count) return (scr_result){SCR_INPUT};
    scr_result result = hashing_begin(&proving.hashing);
    if (!scr_failed(result)) result = range(&proving, 1, ballots, root);
    *fault = proving.short_of_hashes ? PROOF_SHORT : proving.proof != proving.proof_end ? PROOF_LONG : PROOF_FITS;
    hashing_end(&proving.hashing);
    return result;
}

/* Full subtrees from left to right, as a binary counter of the leaves so far: bit b of `leaves` says that a subtree of
 * 2^b leaves stands in slot b. That RFC 6962 splits at the largest power of two makes the slots, joined from the right,
 * the root. */
struct subtrees {
    struct scr_hash slots[LEVELS];
    uint64_t leaves;
};

static scr_result subtrees_add(struct hashing *hashing, struct subtrees *subtrees, struct scr_hash *hash) {
    unsigned level = 0;
    for (; subtrees->leaves >> level & 1; level++) SCR_TRY(inner(hashing, &subtrees->slots[level], hash, hash));
    subtrees->slots[level] = *hash;
    subtrees->leaves++;
    return scr_done();
}

static scr_result subtrees_root(struct hashing *hashing, const struct subtrees *subtrees, struct scr_hash *root) {
    bool any = false;
    for (unsigned level = 0; level < LEVELS; level++) {
        if (!(subtrees->leaves >> level & 1)) continue;
        if (any)
            SCR_TRY(inner(hashing, &subtrees->slots[level], root, root));
        else
            *root = subtrees->slots[level];
        any = true;
    }
    return scr_done();
}

/* Salts of the ballots first .. first + count - 1, counted from 0: AES-256 of the counters, block by block. */
static scr_result salts(EVP_CIPHER_CTX *aes, uint64_t first, size_t count,
                        uint8_t made[static SALTS_AT_ONCE * SALT_SIZE]) {
    uint8_t counters[SALTS_AT_ONCE * SALT_SIZE] = {0};
    int written = 0;
    for (size_t i = 0; i < count; i++)
        for (unsigned byte = 0; byte < 8; byte++)
            counters[i * SALT_SIZE + SALT_SIZE - 1 - byte] = (uint8_t)((first + i) >> 8 * byte);
    int size = (int)(count * SALT_SIZE); /* at most 4096 */
    return (scr_result){EVP_EncryptUpdate(aes, made, &written, counters, size) == 1 && written == size ? SCR_DONE
                                                                                                       : SCR_CRYPTO};
}

static scr_result root_of_all(struct hashing *hashing, EVP_CIPHER_CTX *aes, const char *codes, size_t count,
                              struct scr_hash *root) {
    struct subtrees subtrees = {.leaves = 0};
    for (size_t done = 0; done < count;) {
        uint8_t made[SALTS_AT_ONCE * SALT_SIZE];
        size_t batch = count - done < SALTS_AT_ONCE ? count - done : SALTS_AT_ONCE;
        SCR_TRY(salts(aes, done, batch, made));
        for (size_t i = 0; i < batch; i++) {
            struct scr_hash hash;
            SCR_TRY(leaf(hashing, made + i * SALT_SIZE, codes[done + i], &hash));
            SCR_TRY(subtrees_add(hashing, &subtrees, &hash));
        }
        done += batch;
    }
    return subtrees_root(hashing, &subtrees, root);
}

scr_result opening_root_of_all(const char *codes, size_t count, const struct scr_hash *key, struct scr_hash *root) {
    struct hashing hashing = {0};
    if (!count || count > UINT32_MAX) return (scr_result){SCR_INPUT};
    EVP_CIPHER_CTX *aes = EVP_CIPHER_CTX_new();
    scr_result result = hashing_begin(&hashing);
    if (!scr_failed(result) && (!aes || EVP_EncryptInit_ex2(aes, EVP_aes_256_ecb(), key->bytes, NULL, NULL) != 1 ||
                                EVP_CIPHER_CTX_set_padding(aes, 0) != 1))
        result = (scr_result){SCR_CRYPTO};
    if (!scr_failed(result)) result = root_of_all(&hashing, aes, codes, count, root);
    EVP_CIPHER_CTX_free(aes);
    hashing_end(&hashing);
    return result;
}
