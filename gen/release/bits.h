/* bits.h: keyed streams of 32-bit words, from which noise and ties are drawn again by anyone who has the key.
 *
 * Every byte is laid down here; U32 and U64 are big-endian, F(x) = U64(length of x) || x, || joins.
 *
 *   base key      HMAC-SHA256(release key, F("scrutineer release noise 1") || F(pulse) || F(statement digest))
 *   cell key      SHA-256(F("scrutineer cell 1") || base key || U32(level) || U64(unit) || U32(option))
 *   tie key       SHA-256(F("scrutineer ties 1") || F(pulse) || F(statement digest) || U32(contest) || U32(level) ||
 *                 U64(unit))
 *   stream        AES-256-CTR of zero bytes under the cell or tie key, the counter starting with 16 zero bytes
 *   word          the next 4 bytes of the stream, most significant byte first
 *   uniform(d)    1 <= d <= 2^62; k = 1 for d <= 2^32, else k = 2: k words are one number R, the first word most
 *                 significant; R is thrown away, and k new words taken, while R >= 2^(32k) - (2^(32k) mod d);
 *                 the value is R mod d. uniform(1) takes a word like any other.
 *   Bernoulli(a/b) true when uniform(b) < a, with a and b as they stand, not reduced
 *
 * The release key is secret, the pulse and the statement digest (which covers the salted Merkle root of the true table)
 * are public: noise depends on these three and on the cell, on nothing else; ties are public altogether.
 *
 * Worked example (tests/vectors/laplace.py, which was written apart): release key 00 01 .. 1f, pulse the 7 bytes
 * "pulse 1", statement digest 32 bytes aa; cell with level 3, unit 5, option 1:
 *   base key    1e94b9930a856803e648acd702c59c32fa8719fedcf300b4c71a263c4643485e
 *   cell key    d70f45eadb25c03216b4c920b3e31288c58e509e73637897fc0479bf36e0bee0
 *   words       d1cabd5d 74dfeaeb 12c1b98d 579e1a56 3d83a986 ...
 *   uniform(5)  3, 3, 2, 2, 0, ... when drawn one after the other from the start */
#ifndef GEN_RELEASE_BITS_H
#define GEN_RELEASE_BITS_H

#include <openssl/evp.h>
#include <stdint.h>

#include "scrutineer/hash.h"

#define RELEASE_KEY_SIZE 32

/* What the noise of one release rests on. Borrowed. */
struct release_source {
    const uint8_t *pulse; /* the beacon's pulse, as the specification takes its bytes */
    size_t pulse_length;
    struct scr_hash statement; /* SHA-256 of the measurement statement */
};

/* Zero-initialise; release_bits_begin fetches the algorithms once for all streams; release_bits_end wipes, also after a
 * failure. One stream at a time. */
struct release_bits {
    EVP_MD *sha256;
    EVP_MD_CTX *hashing;
    EVP_CIPHER *aes;
    EVP_CIPHER_CTX *context;
    uint8_t ahead[4096]; /* of the stream: `used` .. `held` - 1 are not yet given */
    size_t used, held;
    bool keyed;
};

SCR_MUST_CHECK scr_result release_bits_begin(struct release_bits *bits);
void release_bits_end(struct release_bits *bits);

/* The secret from which all cells of one release derive: what a court is given. Wipe after use. */
SCR_MUST_CHECK scr_result release_base_key(const uint8_t release_key[static RELEASE_KEY_SIZE],
                                           const struct release_source *source, uint8_t base[static RELEASE_KEY_SIZE]);

/* Start a stream: of a key itself, of a cell's noise, of the ties among the children of `unit`. */
SCR_MUST_CHECK scr_result release_bits_key(struct release_bits *bits, const uint8_t key[static RELEASE_KEY_SIZE]);
SCR_MUST_CHECK scr_result release_bits_cell(struct release_bits *bits, const uint8_t base[static RELEASE_KEY_SIZE],
                                            uint32_t level, uint64_t unit, uint32_t option);
SCR_MUST_CHECK scr_result release_bits_ties(struct release_bits *bits, const struct release_source *source,
                                            uint32_t contest, uint32_t level, uint64_t unit);

/* The next piece of the stream; called when all that was held is given. */
SCR_MUST_CHECK scr_result release_bits_refill(struct release_bits *bits);

/* Inline, like uniform and Bernoulli: a draw takes about ten words. */
SCR_MUST_CHECK static inline scr_result release_bits_word(struct release_bits *bits, uint32_t *word) {
    if (bits->used == bits->held) SCR_TRY(release_bits_refill(bits));
    const uint8_t *at = bits->ahead + bits->used; /* `used` and `held` are multiples of 4 */
    *word = (uint32_t)at[0] << 24 | (uint32_t)at[1] << 16 | (uint32_t)at[2] << 8 | at[3];
    bits->used += 4;
    return scr_done();
}

/* For a bound of 0 or from 2^32 on. */
SCR_MUST_CHECK scr_result release_bits_uniform_wide(struct release_bits *bits, uint64_t bound, uint64_t *value);

/* 0 <= *value < bound; SCR_LIMIT when bound is 0 or above 2^62.
 * R is thrown away when the numbers from R - R mod bound on that are less than `bound` more do not all lie below
 * 2^(32k): that is R >= 2^(32k) - (2^(32k) mod bound), with one division instead of two. */
SCR_MUST_CHECK static inline scr_result release_bits_uniform(struct release_bits *bits, uint64_t bound,
                                                             uint64_t *value) {
    uint32_t word, rest, divisor = (uint32_t)bound;
    if (bound - 1 >= UINT32_MAX) return release_bits_uniform_wide(bits, bound, value);
    do {
        SCR_TRY(release_bits_word(bits, &word));
        rest = word % divisor;
    } while (word - rest > UINT32_MAX - divisor + 1);
    *value = rest;
    return scr_done();
}

/* True with probability a/b, exactly; b as for uniform. */
SCR_MUST_CHECK static inline scr_result release_bits_bernoulli(struct release_bits *bits, uint64_t a, uint64_t b,
                                                               bool *success) {
    uint64_t value;
    SCR_TRY(release_bits_uniform(bits, b, &value));
    *success = value < a;
    return scr_done();
}

#endif
