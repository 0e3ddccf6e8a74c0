/* artifact_opened.c: opened ballots with their multiproof. */
#include "gen/tree/artifact_opened.h"

#include <inttypes.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#define HASH_DIGITS ((size_t)SCR_HEX_SIZE - 1)
#define SALT_DIGITS ((size_t)2 * SALT_SIZE)

struct opening {
    const struct committed_ballots *ballots;
    uint32_t *indices; /* [count] */
    uint8_t *salts;    /* [count], SALT_SIZE bytes each */
    size_t count;
    struct scr_hash *hashes;
    size_t hash_count, hash_room;
};

static scr_result keep_hash(void *context, const struct scr_hash *hash) {
    struct opening *opening = context;
    SCR_TRY(scr_grow(&opening->hashes, &opening->hash_room, opening->hash_count + 1, sizeof *opening->hashes));
    opening->hashes[opening->hash_count++] = *hash;
    return scr_done();
}

/* What a reader of the artifact does: the root of ballots first .. first + size - 1 from what is opened and proved. */
struct folding {
    const struct opening *opening;
    size_t next_opened, next_hash;
};

static scr_result fold(struct folding *folding, size_t first, size_t size, struct scr_hash *root) {
    const struct opening *o = folding->opening;
    bool closed = folding->next_opened == o->count || o->indices[folding->next_opened] >= first + size;
    if (closed) {
        if (folding->next_hash == o->hash_count) return (scr_result){SCR_STORE};
        *root = o->hashes[folding->next_hash++];
        return scr_done();
    }
    if (size == 1) {
        uint8_t message[1 + SALT_SIZE + 1] = {0};
        memcpy(message + 1, o->salts + folding->next_opened * SALT_SIZE, SALT_SIZE);
        message[1 + SALT_SIZE] = o->ballots->codes[first];
        folding->next_opened++;
        return scr_hash_bytes(message, sizeof message, root);
    }
    size_t left = 1;
    while (left < size - left) left *= 2;
    struct scr_hash parts[2];
    uint8_t message[1 + 2 * SCR_HASH_SIZE] = {1};
    SCR_TRY(fold(folding, first, left, &parts[0]));
    SCR_TRY(fold(folding, first + left, size - left, &parts[1]));
    memcpy(message + 1, parts[0].bytes, SCR_HASH_SIZE);
    memcpy(message + 1 + SCR_HASH_SIZE, parts[1].bytes, SCR_HASH_SIZE);
    return scr_hash_bytes(message, sizeof message, root);
}

static scr_result prepare(struct opening *opening, const uint32_t *numbers, const struct scr_hash *root) {
    const struct committed_ballots *ballots = opening->ballots;
    opening->indices = malloc((opening->count + 1) * sizeof *opening->indices);
    opening->salts = malloc(opening->count * SALT_SIZE + 1);
    if (!opening->indices || !opening->salts) return (scr_result){SCR_MEMORY};
    for (size_t i = 0; i < opening->count; i++) {
        if (!numbers[i] || numbers[i] > ballots->count) return (scr_result){SCR_INTERNAL};
        opening->indices[i] = numbers[i] - 1;
        SCR_TRY(merkle_salts(&ballots->key, opening->indices[i], 1, opening->salts + i * SALT_SIZE));
    }
    SCR_TRY(merkle_prove(ballots, opening->indices, opening->count, keep_hash, opening));
    struct folding folding = {opening, 0, 0};
    struct scr_hash recomputed;
    SCR_TRY(fold(&folding, 0, ballots->count, &recomputed));
    bool same = folding.next_opened == opening->count && folding.next_hash == opening->hash_count &&
                scr_hash_equal(&recomputed, root);
    return (scr_result){same ? SCR_DONE : SCR_STORE};
}

static scr_result write_opened(struct scr_xml_writer *xml, const struct opening *opening) {
    static const char digits[] = "0123456789abcdef";
    struct tree_list list = {.xml = xml, .element = "Opened", .most = TREE_LIST_NUMBERS};
    for (size_t i = 0; i < opening->count; i++) {
        char token[16 + SALT_DIGITS];
        int head = snprintf(token, sizeof token, "%" PRIu32 ":%c:", opening->indices[i] + 1,
                            opening->ballots->codes[opening->indices[i]]);
        for (size_t b = 0; b < SALT_SIZE; b++) {
            uint8_t byte = opening->salts[i * SALT_SIZE + b];
            token[(size_t)head + 2 * b] = digits[byte >> 4];
            token[(size_t)head + 2 * b + 1] = digits[byte & 15];
        }
        SCR_TRY(tree_list_add(&list, token, (size_t)head + SALT_DIGITS));
    }
    return tree_list_end(&list);
}

static scr_result write_hashes(struct scr_xml_writer *xml, const struct opening *opening) {
    struct tree_list list = {.xml = xml, .element = "Hashes", .most = TREE_LIST_HASHES};
    for (size_t i = 0; i < opening->hash_count; i++) {
        char hex[SCR_HEX_SIZE];
        scr_hash_hex(&opening->hashes[i], hex);
        SCR_TRY(tree_list_add(&list, hex, HASH_DIGITS));
    }
    return tree_list_end(&list);
}

scr_result tree_artifact_opened(struct scr_xml_writer *xml, const struct committed_ballots *ballots,
                                const struct scr_hash *root, const uint32_t *numbers, size_t count) {
    struct opening opening = {.ballots = ballots, .count = count};
    scr_result result = prepare(&opening, numbers, root);
    if (!scr_failed(result)) result = write_opened(xml, &opening);
    if (!scr_failed(result)) result = write_hashes(xml, &opening);
    free(opening.indices);
    free(opening.salts);
    free(opening.hashes);
    return result;
}
