/* arranged_rivest.c: the arrangement of R. L. Rivest's program of 2019: SHA-256 of decimal texts, modulo small numbers.
 * Specification, section 11.2. */
#include "verify/tree/arranged_rivest.h"

#include <inttypes.h>
#include <openssl/evp.h>
#include <stdio.h>
#include <string.h>

enum { LOW_DIGITS = 18 }; /* of the seed: with 2^30 added still below 2^63 */
#define LOW_END UINT64_C(1000000000000000000)

bool arranged_seed_decimal(const char *seed) {
    size_t length = strspn(seed, "0123456789");
    return length && !seed[length] && (seed[0] != '0' || length == 1);
}

/* H(prefix followed by other texts), the prefix being hashed once: a seed may have 4,096 digits. */
struct prefix {
    EVP_MD_CTX *begun, *context;
};

static scr_result prefix_begin(struct prefix *prefix, const char *first, const char *second, size_t second_length) {
    prefix->begun = EVP_MD_CTX_new();
    prefix->context = EVP_MD_CTX_new();
    if (!prefix->begun || !prefix->context) return (scr_result){SCR_MEMORY};
    bool done = EVP_DigestInit_ex2(prefix->begun, EVP_sha256(), NULL) == 1 &&
                EVP_DigestUpdate(prefix->begun, first, strlen(first)) == 1 &&
                EVP_DigestUpdate(prefix->begun, second, second_length) == 1;
    return (scr_result){done ? SCR_DONE : SCR_CRYPTO};
}

static void prefix_end(struct prefix *prefix) {
    EVP_MD_CTX_free(prefix->begun);
    EVP_MD_CTX_free(prefix->context);
    *prefix = (struct prefix){0};
}

/* (H - 1) mod `modulus`, floored, of the prefix and `text`; modulus at least 1 and below 2^32. */
static scr_result pick(struct prefix *prefix, const char *text, size_t length, uint32_t modulus, uint32_t *picked) {
    struct scr_hash hash;
    bool done = EVP_MD_CTX_copy_ex(prefix->context, prefix->begun) == 1 &&
                EVP_DigestUpdate(prefix->context, text, length) == 1 &&
                EVP_DigestFinal_ex(prefix->context, hash.bytes, NULL) == 1;
    if (!done) return (scr_result){SCR_CRYPTO};
    uint64_t rest = 0;
    for (unsigned i = 0; i < SCR_HASH_SIZE; i += 4) {
        const uint8_t *b = hash.bytes + i;
        rest = (rest << 32 | (uint64_t)b[0] << 24 | (uint64_t)b[1] << 16 | (uint64_t)b[2] << 8 | b[3]) % modulus;
    }
    *picked = (uint32_t)((rest + modulus - 1) % modulus);
    return scr_done();
}

/* Adds one to a decimal number of `length` digits with room for one more digit in front. Gives the new length. */
static size_t increment(char *digits, size_t length) {
    for (size_t i = length; i-- > 0;) {
        if (digits[i] != '9') {
            digits[i]++;
            return length;
        }
        digits[i] = '0';
    }
    memmove(digits + 1, digits, length);
    digits[0] = '1';
    return length + 1;
}

/* The seed as high digits, which change at most once while up to 2^30 is added, and the low ones as a number. */
struct seed {
    char high[4096 + 2];
    size_t high_length;
    uint64_t low;
};

static bool seed_split(const char *text, struct seed *seed) {
    size_t length = strlen(text);
    if (!arranged_seed_decimal(text) || length > 4096) return false;
    seed->high_length = length > LOW_DIGITS ? length - LOW_DIGITS : 0;
    memcpy(seed->high, text, seed->high_length);
    seed->low = 0;
    for (const char *digit = text + seed->high_length; *digit; digit++)
        seed->low = seed->low * 10 + (uint64_t)(*digit - '0');
    return true;
}

static scr_result shuffle(const char *text, struct arranged *tree) {
    struct prefix prefix = {0};
    struct seed seed;
    if (!seed_split(text, &seed)) return (scr_result){SCR_INPUT};
    scr_result result = prefix_begin(&prefix, "", seed.high, seed.high_length);
    for (uint32_t i = 1; !scr_failed(result) && i <= tree->leaves; i++) {
        char sum[24];
        uint32_t other;
        if (++seed.low == LOW_END) {
            seed.low = 0;
            seed.high_length = increment(seed.high, seed.high_length);
            prefix_end(&prefix);
            SCR_TRY_OR(result, prefix_begin(&prefix, "", seed.high, seed.high_length), end);
        }
        int length = snprintf(sum, sizeof sum, "%0*" PRIu64, seed.high_length ? LOW_DIGITS : 1, seed.low);
        SCR_TRY_OR(result, pick(&prefix, sum, (size_t)length, i, &other), end);
        uint32_t kept = tree->ballot[i - 1];
        tree->ballot[i - 1] = tree->ballot[other];
        tree->ballot[other] = kept;
    }
end:
    prefix_end(&prefix);
    return result;
}

static scr_result draw_residues(const char *text, struct arranged *tree) {
    struct prefix prefix = {0};
    scr_result result = prefix_begin(&prefix, "pick_random:", text, strlen(text));
    for (uint32_t v = 1; !scr_failed(result) && v <= tree->internal; v++) {
        char number[12];
        uint32_t residue = 0;
        int length = snprintf(number, sizeof number, "%" PRIu32, v);
        result = pick(&prefix, number, (size_t)length, TREE_RESIDUES, &residue);
        tree->residue[v - 1] = (uint8_t)residue;
    }
    prefix_end(&prefix);
    return result;
}

scr_result arrange_rivest2019(const char *seed, struct arranged *tree) {
    SCR_TRY(shuffle(seed, tree));
    return draw_residues(seed, tree);
}
