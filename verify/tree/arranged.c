/* arranged.c: the shape of a tree, and the arrangement scrutineer1 from a keyed stream of SHA-256 blocks. */
#include "verify/tree/arranged.h"

#include <openssl/evp.h>
#include <stdlib.h>
#include <string.h>

#include "verify/tree/arranged_rivest.h"

enum {
    BLOCK_WORDS = SCR_HASH_SIZE / 4,
    DRAWS_AT_ONCE = 64, /* places known ahead, so that memory is fetched while others are exchanged */
    TIES_IN_BLOCK = SCR_HASH_SIZE / 2,
    TIE_MOST = 65520, /* 60 * 1092 */
    LEAF_WORK = 8,    /* scrutineer1: one leaf and its part of the nodes */
    RIVEST_WORK = 20, /* rivest2019: each leaf and each internal node takes a hash of its own */
};

/* Blocks B(p, a, c) of the specification: the key, then 1 + 4 + 8 bytes. */
struct blocks {
    EVP_MD_CTX *context;
    uint8_t message[SCR_HASH_SIZE + 1 + 4 + 8];
};

static void put(uint8_t *bytes, unsigned size, uint64_t value) {
    for (unsigned i = 0; i < size; i++) bytes[i] = (uint8_t)(value >> 8 * (size - 1 - i));
}

static scr_result block(struct blocks *blocks, char purpose, uint32_t attempt, uint64_t counter,
                        struct scr_hash *hash) {
    blocks->message[SCR_HASH_SIZE] = (uint8_t)purpose;
    put(blocks->message + SCR_HASH_SIZE + 1, 4, attempt);
    put(blocks->message + SCR_HASH_SIZE + 5, 8, counter);
    bool done = EVP_DigestInit_ex2(blocks->context, NULL, NULL) == 1 &&
                EVP_DigestUpdate(blocks->context, blocks->message, sizeof blocks->message) == 1 &&
                EVP_DigestFinal_ex(blocks->context, hash->bytes, NULL) == 1;
    return (scr_result){done ? SCR_DONE : SCR_CRYPTO};
}

/* F(x): the length in 8 bytes, then x. */
static scr_result add_field(struct scr_hasher *hasher, const void *bytes, size_t length) {
    uint8_t size[8];
    put(size, 8, length);
    SCR_TRY(scr_hasher_add(hasher, size, sizeof size));
    return scr_hasher_add(hasher, bytes, length);
}

static scr_result add_number(struct scr_hasher *hasher, uint64_t number) {
    uint8_t bytes[8];
    put(bytes, 8, number);
    return add_field(hasher, bytes, sizeof bytes);
}

static scr_result add_statement(struct scr_hasher *hasher, const struct published_contest *contest,
                                const struct scr_hash *context, const char *seed) {
    static const char purpose[] = "scrutineer tree arrangement 1";
    SCR_TRY(add_field(hasher, purpose, sizeof purpose - 1));
    SCR_TRY(add_field(hasher, context->bytes, SCR_HASH_SIZE));
    SCR_TRY(add_field(hasher, contest->id, strlen(contest->id)));
    SCR_TRY(add_field(hasher, seed, strlen(seed)));
    SCR_TRY(add_number(hasher, contest->ballots));
    SCR_TRY(add_number(hasher, contest->replication));
    return add_number(hasher, contest->arity);
}

static scr_result derive_key(const struct published_contest *contest, const struct scr_hash *context, const char *seed,
                             struct scr_hash *key) {
    struct scr_hasher *hasher;
    SCR_TRY(scr_hasher_new(&hasher));
    scr_result result = add_statement(hasher, contest, context, seed);
    if (!scr_failed(result)) return scr_hasher_end(hasher, key);
    scr_hasher_free(hasher);
    return result;
}

/* The words w(0), w(1), .. in order. */
struct words {
    struct blocks *blocks;
    struct scr_hash current;
    uint64_t next;
};

static scr_result word(struct words *words, uint32_t *value) {
    unsigned within = (unsigned)(words->next % BLOCK_WORDS);
    if (!within) SCR_TRY(block(words->blocks, 'S', 0, words->next / BLOCK_WORDS, &words->current));
    const uint8_t *bytes = words->current.bytes + (size_t)within * 4;
    *value = (uint32_t)bytes[0] << 24 | (uint32_t)bytes[1] << 16 | (uint32_t)bytes[2] << 8 | bytes[3];
    words->next++;
    return scr_done();
}

/* r for a list of i: words from the last incomplete run of i below 2^32 upwards are passed over. */
static scr_result draw(struct words *words, uint32_t i, uint32_t *r) {
    uint32_t over = (uint32_t)((UINT64_C(1) << 32) % i), value;
    do {
        SCR_TRY(word(words, &value));
    } while (value > UINT32_MAX - over); /* below 2^32 - over is taken */
    *r = value % i;
    return scr_done();
}

static scr_result shuffle(struct blocks *blocks, struct arranged *tree) {
    struct words words = {.blocks = blocks};
    uint32_t places[DRAWS_AT_ONCE];
    for (uint32_t i = tree->leaves; i >= 2;) {
        uint32_t batch = i - 1 < DRAWS_AT_ONCE ? i - 1 : DRAWS_AT_ONCE;
        for (uint32_t d = 0; d < batch; d++) {
            SCR_TRY(draw(&words, i - d, &places[d]));
            __builtin_prefetch(&tree->ballot[places[d]], 1);
        }
        for (uint32_t d = 0; d < batch; d++) {
            uint32_t *last = &tree->ballot[i - d - 1], *other = &tree->ballot[places[d]], kept = *last;
            *last = *other;
            *other = kept;
        }
        i -= batch;
    }
    return scr_done();
}

static uint32_t tie_of(const struct scr_hash *hash, uint32_t place) {
    return (uint32_t)hash->bytes[2 * place] << 8 | hash->bytes[2 * place + 1];
}

static scr_result draw_residues(struct blocks *blocks, struct arranged *tree) {
    for (uint32_t v = 0; v < tree->internal; v += TIES_IN_BLOCK) {
        struct scr_hash first, again;
        SCR_TRY(block(blocks, 'T', 0, v / TIES_IN_BLOCK, &first));
        for (uint32_t place = 0; place < TIES_IN_BLOCK && v + place < tree->internal; place++) {
            uint32_t tie = tie_of(&first, place);
            for (uint32_t attempt = 1; tie >= TIE_MOST; attempt++) {
                SCR_TRY(block(blocks, 'T', attempt, v / TIES_IN_BLOCK, &again));
                tie = tie_of(&again, place);
            }
            tree->residue[v + place] = (uint8_t)(tie % TREE_RESIDUES);
        }
    }
    return scr_done();
}

static scr_result arrange_scrutineer1(const struct published_contest *contest, const struct scr_hash *context,
                                      const char *seed, struct arranged *tree) {
    struct blocks blocks = {.context = EVP_MD_CTX_new()};
    struct scr_hash key;
    scr_result result;
    if (!blocks.context) return (scr_result){SCR_MEMORY};
    SCR_TRY_OR(result, derive_key(contest, context, seed, &key), end);
    memcpy(blocks.message, key.bytes, SCR_HASH_SIZE);
    if (EVP_DigestInit_ex2(blocks.context, EVP_sha256(), NULL) != 1) {
        result = (scr_result){SCR_CRYPTO};
        goto end;
    }
    SCR_TRY_OR(result, shuffle(&blocks, tree), end);
    result = draw_residues(&blocks, tree);
end:
    EVP_MD_CTX_free(blocks.context);
    return result;
}

uint64_t arranged_work(const struct published_contest *contest) {
    uint64_t leaves = (uint64_t)contest->ballots * contest->replication;
    if (!leaves || leaves > TREE_LEAVES || contest->arity < 2) return 0; /* arranged_make refuses it */
    return contest->arrangement == ARRANGEMENT_RIVEST2019
               ? RIVEST_WORK * (leaves + arranged_internal(leaves, contest->arity))
               : LEAF_WORK * leaves;
}

scr_result arranged_make(const struct published_contest *contest, const struct scr_hash *context, const char *seed,
                         struct arranged *tree) {
    uint64_t leaves = (uint64_t)contest->ballots * contest->replication; /* two counts below 2^32: no overflow */
    *tree = (struct arranged){.ballots = contest->ballots, .replication = contest->replication};
    if (!leaves || leaves > TREE_LEAVES || contest->arity < 2 || contest->arity > TREE_ARITY_MOST)
        return (scr_result){SCR_INPUT};
    tree->arity = contest->arity;
    tree->leaves = (uint32_t)leaves;
    tree->internal = (uint32_t)arranged_internal(leaves, tree->arity);
    tree->ballot = malloc((size_t)tree->leaves * sizeof *tree->ballot); /* at most 4 GiB, of which each byte is used */
    tree->residue = malloc(tree->internal ? tree->internal : 1);
    scr_result result = tree->ballot && tree->residue ? scr_done() : (scr_result){SCR_MEMORY};
    for (uint32_t e = 0, ballot = 0; e < tree->leaves && !scr_failed(result); e++) {
        tree->ballot[e] = ballot;
        ballot = ballot + 1 < tree->ballots ? ballot + 1 : 0;
    }
    if (!scr_failed(result))
        result = contest->arrangement == ARRANGEMENT_RIVEST2019 ? arrange_rivest2019(seed, tree)
                                                                : arrange_scrutineer1(contest, context, seed, tree);
    if (scr_failed(result)) arranged_free(tree); /* half an arrangement is no arrangement */
    return result;
}

void arranged_free(struct arranged *tree) {
    free(tree->ballot);
    free(tree->residue);
    *tree = (struct arranged){0};
}
