/* arrangement_scrutineer.c: the arrangement "scrutineer1", step by step as arrangement.h defines it. */
#include <string.h>

#include "gen/tree/arrangement_kinds.h"
#include "scrutineer/bytes.h"

#define MESSAGE_SIZE (SCR_HASH_SIZE + 1 + 4 + 8)
#define WORDS (SCR_HASH_SIZE / 4)
#define TIES (SCR_HASH_SIZE / 2)
#define TIE_LIMIT (65536u / TREE_TIE_RESIDUES * TREE_TIE_RESIDUES)

static void put_u64(uint8_t bytes[static 8], uint64_t value) {
    for (size_t i = 0; i < 8; i++) bytes[i] = (uint8_t)(value >> (56 - 8 * i));
}

static scr_result add_field(struct scr_buffer *message, const void *bytes, size_t length) {
    uint8_t prefix[8];
    put_u64(prefix, length);
    SCR_TRY(scr_buffer_append(message, prefix, sizeof prefix));
    return scr_buffer_append(message, bytes, length);
}

static scr_result add_number(struct scr_buffer *message, uint64_t value) {
    uint8_t bytes[8];
    put_u64(bytes, value);
    return add_field(message, bytes, sizeof bytes);
}

/* Step 1: the key is written to the first 32 bytes of the message that each block hashes. */
static scr_result derive_key(struct tree_digest *digest, const struct tree_seed *seed,
                             const struct tree_arrangement *arrangement, uint8_t message[static MESSAGE_SIZE]) {
    static const char purpose[] = "scrutineer tree arrangement 1";
    struct scr_buffer fields = {0};
    scr_result result;
    SCR_TRY_OR(result, add_field(&fields, purpose, sizeof purpose - 1), done);
    SCR_TRY_OR(result, add_field(&fields, seed->context.bytes, SCR_HASH_SIZE), done);
    SCR_TRY_OR(result, add_field(&fields, seed->contest, strlen(seed->contest)), done);
    SCR_TRY_OR(result, add_field(&fields, seed->seed, seed->seed_length), done);
    SCR_TRY_OR(result, add_number(&fields, arrangement->ballots), done);
    SCR_TRY_OR(result, add_number(&fields, arrangement->replication), done);
    SCR_TRY_OR(result, add_number(&fields, arrangement->shape.arity), done);
    result = tree_digest_hash(digest, fields.data, fields.length, message);
done:
    scr_buffer_free(&fields);
    return result;
}

/* Step 2. */
static scr_result block(struct tree_digest *digest, uint8_t message[static MESSAGE_SIZE], char purpose,
                        uint32_t attempt, uint64_t counter, uint8_t out[static SCR_HASH_SIZE]) {
    message[SCR_HASH_SIZE] = (uint8_t)purpose;
    for (size_t i = 0; i < 4; i++) message[SCR_HASH_SIZE + 1 + i] = (uint8_t)(attempt >> (24 - 8 * i));
    put_u64(message + SCR_HASH_SIZE + 5, counter);
    return tree_digest_hash(digest, message, MESSAGE_SIZE, out);
}

struct words {
    struct tree_digest *digest;
    uint8_t message[MESSAGE_SIZE];
    uint8_t bytes[SCR_HASH_SIZE];
    uint64_t next_block;
    size_t used; /* words of the block at hand */
};

static scr_result next_word(struct words *words, uint32_t *word) {
    if (words->used == WORDS) {
        SCR_TRY(block(words->digest, words->message, 'S', 0, words->next_block++, words->bytes));
        words->used = 0;
    }
    const uint8_t *b = words->bytes + 4 * words->used++;
    *word = (uint32_t)b[0] << 24 | (uint32_t)b[1] << 16 | (uint32_t)b[2] << 8 | b[3];
    return scr_done();
}

/* Uniform in 0 .. bound - 1, bound >= 2. */
static scr_result draw(struct words *words, uint32_t bound, uint32_t *place) {
    uint32_t excess = (UINT32_MAX % bound + 1) % bound; /* 2^32 mod bound */
    uint32_t last = UINT32_MAX - excess;                /* the last word below 2^32 - excess */
    uint32_t word;
    do SCR_TRY(next_word(words, &word));
    while (word > last);
    *place = word % bound;
    return scr_done();
}

scr_result tree_scrutineer_shuffle(struct tree_digest *digest, const struct tree_seed *seed,
                                   const struct tree_arrangement *arrangement) {
    struct words words = {.digest = digest, .used = WORDS};
    uint32_t places[TREE_BATCH];
    SCR_TRY(derive_key(digest, seed, arrangement, words.message));
    for (size_t i = arrangement->shape.leaves; i > 1;) {
        size_t batch = i - 1 < TREE_BATCH ? i - 1 : TREE_BATCH;
        for (size_t b = 0; b < batch; b++) {
            SCR_TRY(draw(&words, (uint32_t)(i - b), &places[b]));
            __builtin_prefetch(&arrangement->entries[places[b]], 1);
        }
        for (size_t b = 0; b < batch; b++) tree_exchange(arrangement->entries, i - b - 1, places[b]);
        i -= batch;
    }
    return scr_done();
}

static unsigned tie_at(const uint8_t bytes[static SCR_HASH_SIZE], size_t index) {
    return (unsigned)bytes[2 * index] << 8 | bytes[2 * index + 1];
}

scr_result tree_scrutineer_ties(struct tree_digest *digest, const struct tree_seed *seed,
                                const struct tree_arrangement *arrangement, size_t count, uint8_t *ties) {
    uint8_t message[MESSAGE_SIZE], bytes[SCR_HASH_SIZE], again[SCR_HASH_SIZE];
    SCR_TRY(derive_key(digest, seed, arrangement, message));
    for (size_t first = 0; first < count; first += TIES) {
        SCR_TRY(block(digest, message, 'T', 0, first / TIES, bytes));
        for (size_t v = first; v < count && v < first + TIES; v++) {
            unsigned t = tie_at(bytes, v - first);
            for (uint32_t attempt = 1; t >= TIE_LIMIT; attempt++) {
                SCR_TRY(block(digest, message, 'T', attempt, first / TIES, again));
                t = tie_at(again, v - first);
            }
            ties[v] = (uint8_t)(t % TREE_TIE_RESIDUES);
        }
    }
    return scr_done();
}
