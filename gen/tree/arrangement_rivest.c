/* arrangement_rivest.c: the paper's arrangement (Rivest 2019, functions PRNG, my_shuffle! and pick_random). */
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "gen/tree/arrangement_kinds.h"

/* (hash - 1) mod `modulus`, floored; modulus <= 2^32, so that each step of the long division fits in 64 bits. */
static uint32_t hash_minus_one(const uint8_t hash[static SCR_HASH_SIZE], uint64_t modulus) {
    uint64_t rest = 0;
    for (size_t i = 0; i < SCR_HASH_SIZE; i += 4) {
        uint64_t word =
            (uint64_t)hash[i] << 24 | (uint64_t)hash[i + 1] << 16 | (uint64_t)hash[i + 2] << 8 | hash[i + 3];
        rest = (rest << 32 | word) % modulus;
    }
    return (uint32_t)(rest ? rest - 1 : modulus - 1);
}

/* Adds 1 to the decimal number digits[*start .. end - 1]; a digit more goes in front, for which there is room. */
static void increment(char *digits, size_t end, size_t *start) {
    size_t at = end;
    while (at > *start && digits[at - 1] == '9') digits[--at] = '0';
    if (at > *start)
        digits[at - 1]++;
    else
        digits[--*start] = '1';
}

scr_result tree_rivest_shuffle(struct tree_digest *digest, const struct tree_seed *seed,
                               const struct tree_arrangement *arrangement) {
    /* seed + n < 10^length + 2^30: at most one digit more than the longer of the two has. */
    size_t n = arrangement->shape.leaves, end = (seed->seed_length > 10 ? seed->seed_length : 10) + 1;
    size_t start = end - seed->seed_length;
    uint32_t places[TREE_BATCH];
    uint8_t hash[SCR_HASH_SIZE];
    char *digits = malloc(end);
    scr_result result = scr_done();
    if (!digits) return (scr_result){SCR_MEMORY};
    memcpy(digits + start, seed->seed, seed->seed_length);
    for (size_t done = 0; done < n;) {
        size_t batch = n - done < TREE_BATCH ? n - done : TREE_BATCH;
        for (size_t b = 0; b < batch; b++) {
            increment(digits, end, &start);
            SCR_TRY_OR(result, tree_digest_hash(digest, digits + start, end - start, hash), out);
            places[b] = hash_minus_one(hash, done + b + 1);
            __builtin_prefetch(&arrangement->entries[places[b]], 1);
        }
        for (size_t b = 0; b < batch; b++) tree_exchange(arrangement->entries, done + b, places[b]);
        done += batch;
    }
out:
    free(digits);
    return result;
}

scr_result tree_rivest_ties(struct tree_digest *digest, const struct tree_seed *seed, size_t count, uint8_t *ties) {
    static const char purpose[] = "pick_random:";
    size_t before = sizeof purpose - 1 + seed->seed_length;
    uint8_t hash[SCR_HASH_SIZE];
    char *message = malloc(before + 24);
    scr_result result = scr_done();
    if (!message) return (scr_result){SCR_MEMORY};
    memcpy(message, purpose, sizeof purpose - 1);
    memcpy(message + sizeof purpose - 1, seed->seed, seed->seed_length);
    for (size_t node = 1; node <= count; node++) {
        int digits = snprintf(message + before, 24, "%zu", node);
        SCR_TRY_OR(result, tree_digest_hash(digest, message, before + (size_t)digits, hash), out);
        ties[node - 1] = (uint8_t)hash_minus_one(hash, TREE_TIE_RESIDUES);
    }
out:
    free(message);
    return result;
}
