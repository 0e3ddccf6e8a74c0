/* merkle.c: the Merkle tree over one contest's salted ballot codes, hashed in one pass from the first ballot to the
 * last. */
#include "merkle.h"

#include <openssl/crypto.h>
#include <openssl/evp.h>
#include <stdlib.h>
#include <string.h>

/* Salts are drawn in pieces that stay in the processor's nearest cache. */
#define SALTS_AT_ONCE 1024
#define HEIGHT_MOST 64

/* Both contexts are set up once: setting one up costs several times the hash of one leaf. */
struct leaf_stream {
    const struct committed_ballots *ballots;
    EVP_CIPHER_CTX *cipher;
    EVP_MD_CTX *digest;
    size_t next; /* index of the ballot whose salt comes next */
    uint8_t salts[SALTS_AT_ONCE * SALT_SIZE];
};

/* The AES-256 encryptions of consecutive big-endian integers are the key stream of counter mode (NIST SP 800-38A, 6.5),
 * that is, the encryption of zeros. */
static scr_result cipher_at(const struct salt_key *key, size_t first, EVP_CIPHER_CTX **cipher) {
    uint8_t counter[SALT_SIZE] = {0};
    for (unsigned i = 0; i < 8; i++) counter[SALT_SIZE - 1 - i] = (uint8_t)((uint64_t)first >> (8 * i));
    *cipher = EVP_CIPHER_CTX_new();
    if (!*cipher) return (scr_result){SCR_MEMORY};
    if (EVP_EncryptInit_ex(*cipher, EVP_aes_256_ctr(), NULL, key->bytes, counter)) return scr_done();
    EVP_CIPHER_CTX_free(*cipher);
    *cipher = NULL;
    return (scr_result){SCR_CRYPTO};
}

static scr_result next_salts(EVP_CIPHER_CTX *cipher, uint8_t *salts, size_t count) {
    int length = (int)(count * SALT_SIZE), made = 0; /* at most SALTS_AT_ONCE * SALT_SIZE */
    memset(salts, 0, (size_t)length);
    if (!EVP_EncryptUpdate(cipher, salts, &made, salts, length) || made != length) return (scr_result){SCR_CRYPTO};
    return scr_done();
}

scr_result merkle_salts(const struct salt_key *key, size_t first, size_t count, uint8_t *salts) {
    EVP_CIPHER_CTX *cipher = NULL;
    SCR_TRY(cipher_at(key, first, &cipher));
    scr_result result = scr_done();
    for (size_t done = 0; done < count && !scr_failed(result);) {
        size_t piece = count - done < SALTS_AT_ONCE ? count - done : SALTS_AT_ONCE;
        result = next_salts(cipher, salts + done * SALT_SIZE, piece);
        done += piece;
    }
    EVP_CIPHER_CTX_free(cipher);
    return result;
}

static void stream_free(struct leaf_stream *stream) {
    if (!stream) return;
    EVP_CIPHER_CTX_free(stream->cipher);
    EVP_MD_CTX_free(stream->digest);
    OPENSSL_cleanse(stream->salts, sizeof stream->salts);
    free(stream);
}

static scr_result stream_new(const struct committed_ballots *ballots, struct leaf_stream **made) {
    if (!ballots->count) return (scr_result){SCR_INTERNAL};
    struct leaf_stream *stream = calloc(1, sizeof *stream);
    if (!stream) return (scr_result){SCR_MEMORY};
    scr_result result = {SCR_MEMORY};
    stream->ballots = ballots;
    stream->digest = EVP_MD_CTX_new();
    if (!stream->digest) goto done;
    SCR_TRY_OR(result, cipher_at(&ballots->key, 0, &stream->cipher), done);
    if (!EVP_DigestInit_ex(stream->digest, EVP_sha256(), NULL)) result.code = SCR_CRYPTO;
done:
    if (scr_failed(result)) {
        stream_free(stream);
        stream = NULL;
    }
    *made = stream;
    return result;
}

static scr_result hash_once(EVP_MD_CTX *digest, const uint8_t *bytes, size_t length, struct scr_hash *hash) {
    unsigned size = 0;
    if (EVP_DigestInit_ex(digest, NULL, NULL) && EVP_DigestUpdate(digest, bytes, length) &&
        EVP_DigestFinal_ex(digest, hash->bytes, &size) && size == SCR_HASH_SIZE)
        return scr_done();
    return (scr_result){SCR_CRYPTO};
}

/* Moves on to the next ballot; its salt. */
static scr_result next_salt(struct leaf_stream *stream, const uint8_t **salt) {
    size_t at = stream->next % SALTS_AT_ONCE;
    /* The key stream runs on from one piece to the next, so ballots that are passed over must not skip a piece. */
    if (!at) SCR_TRY(next_salts(stream->cipher, stream->salts, SALTS_AT_ONCE));
    *salt = stream->salts + at * SALT_SIZE;
    stream->next++;
    return scr_done();
}

static scr_result next_leaf(struct leaf_stream *stream, struct scr_hash *hash) {
    uint8_t message[1 + SALT_SIZE + 1] = {0};
    const uint8_t *salt = NULL;
    uint8_t code = stream->ballots->codes[stream->next];
    SCR_TRY(next_salt(stream, &salt));
    memcpy(message + 1, salt, SALT_SIZE);
    message[1 + SALT_SIZE] = code;
    return hash_once(stream->digest, message, sizeof message, hash);
}

static scr_result join(EVP_MD_CTX *digest, const struct scr_hash *left, const struct scr_hash *right,
                       struct scr_hash *parent) {
    uint8_t message[1 + 2 * SCR_HASH_SIZE] = {1};
    memcpy(message + 1, left->bytes, SCR_HASH_SIZE);
    memcpy(message + 1 + SCR_HASH_SIZE, right->bytes, SCR_HASH_SIZE);
    return hash_once(digest, message, sizeof message, parent);
}

/* The Merkle tree hash of the next `count` >= 1 ballots. The stack holds the roots of full subtrees, their sizes being
 * the powers of two in the number of leaves taken so far, largest first; leaf number i, from 1, completes as many of
 * them as i has trailing zeros. At the end joining them from the right gives the split of RFC 6962, section 2.1: the
 * left part is the largest power of two below the number of leaves. */
static scr_result next_range(struct leaf_stream *stream, size_t count, struct scr_hash *hash) {
    struct scr_hash stack[HEIGHT_MOST + 1]; /* at most one root for each bit of `count`, and the newest leaf */
    size_t height = 0;
    for (size_t leaf = 1; leaf <= count; leaf++) {
        SCR_TRY(next_leaf(stream, &stack[height++]));
        for (size_t rest = leaf; !(rest & 1); rest >>= 1, height--)
            SCR_TRY(join(stream->digest, &stack[height - 2], &stack[height - 1], &stack[height - 2]));
    }
    for (; height > 1; height--)
        SCR_TRY(join(stream->digest, &stack[height - 2], &stack[height - 1], &stack[height - 2]));
    *hash = stack[0];
    return scr_done();
}

scr_result merkle_root(const struct committed_ballots *ballots, struct scr_hash *root) {
    struct leaf_stream *stream = NULL;
    SCR_TRY(stream_new(ballots, &stream));
    scr_result result = next_range(stream, ballots->count, root);
    stream_free(stream);
    return result;
}

struct proof {
    struct leaf_stream *stream;
    const uint32_t *opened; /* those from the range on that is being proved */
    size_t opened_left;
    merkle_sink *sink;
    void *context;
};

static size_t largest_power_below(size_t count) {
    size_t power = 1;
    while (power < count - power) power *= 2; /* 2 * power < count, without overflow */
    return power;
}

/* The next `count` ballots. Ranges come in order and each ballot's leaf is hashed at most once; the depth is that of
 * the Merkle tree. */
static scr_result prove_range(struct proof *proof, size_t count) {
    struct leaf_stream *stream = proof->stream;
    bool closed = !proof->opened_left || proof->opened[0] - stream->next >= count;
    if (closed) {
        struct scr_hash hash;
        SCR_TRY(next_range(stream, count, &hash));
        return proof->sink(proof->context, &hash);
    }
    if (count == 1) {
        const uint8_t *salt = NULL;
        proof->opened++;
        proof->opened_left--;
        return next_salt(stream, &salt);
    }
    size_t left = largest_power_below(count);
    SCR_TRY(prove_range(proof, left));
    return prove_range(proof, count - left);
}

scr_result merkle_prove(const struct committed_ballots *ballots, const uint32_t *opened, size_t opened_count,
                        merkle_sink *sink, void *context) {
    for (size_t i = 0; i < opened_count; i++)
        if (opened[i] >= ballots->count || (i && opened[i] <= opened[i - 1])) return (scr_result){SCR_INTERNAL};
    struct proof proof = {.opened = opened, .opened_left = opened_count, .sink = sink, .context = context};
    SCR_TRY(stream_new(ballots, &proof.stream));
    scr_result result = prove_range(&proof, ballots->count);
    stream_free(proof.stream);
    return result;
}
