/* test_verify_tree_opening.c: Merkle roots and multiproofs against a plain recursion over RFC 6962's definition. */
#include <stdlib.h>
#include <string.h>

#include "unit.h"
#include "verify/tree/opening.h"
#include "verify_tree_fixture.h"

enum { MOST = 70 };

static void random_codes(uint64_t *state, char codes[static MOST]) {
    for (size_t i = 0; i < MOST; i++) codes[i] = "ABC.?"[tree_fixture_random(state) % 5];
}

UNIT_TEST(verify_tree_opening, roots_of_all_codes) {
    uint64_t state = 1;
    char codes[MOST];
    random_codes(&state, codes);
    for (size_t count = 1; count <= MOST; count++) {
        struct scr_hash root, expected;
        tree_fixture_root(codes, 0, count, &expected);
        CU_ASSERT_FALSE(scr_failed(opening_root_of_all(codes, count, &tree_fixture_key, &root)));
        CU_ASSERT(scr_hash_equal(&root, &expected));
        codes[count / 2] = (char)(codes[count / 2] == 'A' ? 'B' : 'A');
        CU_ASSERT_FALSE(scr_failed(opening_root_of_all(codes, count, &tree_fixture_key, &root)));
        CU_ASSERT_FALSE(scr_hash_equal(&root, &expected));
    }
}

UNIT_TEST(verify_tree_opening, salts_across_batches) {
    char codes[600];
    struct scr_hash root, expected;
    memset(codes, 'A', sizeof codes);
    tree_fixture_root(codes, 0, sizeof codes, &expected);
    CU_ASSERT_FALSE(scr_failed(opening_root_of_all(codes, sizeof codes, &tree_fixture_key, &root)));
    CU_ASSERT(scr_hash_equal(&root, &expected));
}

static size_t open_some(uint64_t *state, const char *codes, size_t count, struct opened_ballot *opened,
                        uint32_t *numbers) {
    size_t chosen = 0, rarity = 1 + tree_fixture_random(state) % 8;
    for (size_t i = 0; i < count; i++) {
        if (tree_fixture_random(state) % rarity) continue;
        numbers[chosen] = (uint32_t)(i + 1);
        opened[chosen] = (struct opened_ballot){.number = (uint32_t)(i + 1), .code = codes[i]};
        tree_fixture_salt(i, opened[chosen++].salt);
    }
    return chosen;
}

UNIT_TEST(verify_tree_opening, multiproofs_of_any_ballots) {
    uint64_t state = 5;
    char codes[MOST];
    random_codes(&state, codes);
    for (unsigned round = 0; round < 300; round++) {
        size_t count = 1 + tree_fixture_random(&state) % MOST;
        struct opened_ballot opened[MOST];
        uint32_t numbers[MOST];
        size_t chosen = open_some(&state, codes, count, opened, numbers);
        struct scr_buffer proof = {0};
        struct scr_hash root, expected, hashes[MOST + 1] = {{{0}}};
        enum proof_fault fault;
        tree_fixture_root(codes, 0, count, &expected);
        tree_fixture_proof(codes, 0, count, numbers, chosen, &proof);
        size_t size = proof.length / SCR_HASH_SIZE;
        if (size) memcpy(hashes, proof.data, proof.length);
        scr_buffer_free(&proof);
        CU_ASSERT_FALSE(scr_failed(opening_root((uint32_t)count, opened, chosen, hashes, size, &root, &fault)));
        CU_ASSERT(fault == PROOF_FITS && scr_hash_equal(&root, &expected));
        CU_ASSERT_FALSE(scr_failed(opening_root((uint32_t)count, opened, chosen, hashes, size + 1, &root, &fault)));
        CU_ASSERT_EQUAL(fault, PROOF_LONG);
        if (size) {
            CU_ASSERT_FALSE(scr_failed(opening_root((uint32_t)count, opened, chosen, hashes, size - 1, &root, &fault)));
            CU_ASSERT_EQUAL(fault, PROOF_SHORT);
            hashes[size / 2].bytes[31] ^= 1;
            CU_ASSERT_FALSE(scr_failed(opening_root((uint32_t)count, opened, chosen, hashes, size, &root, &fault)));
            CU_ASSERT_FALSE(scr_hash_equal(&root, &expected));
        }
        if (chosen) {
            opened[0].salt[15] ^= 1;
            CU_ASSERT_FALSE(scr_failed(opening_root((uint32_t)count, opened, chosen, hashes, size, &root, &fault)));
            CU_ASSERT_FALSE(scr_hash_equal(&root, &expected));
        }
    }
}

UNIT_TEST(verify_tree_opening, disorder_and_the_largest_tree) {
    struct opened_ballot opened[2] = {{.number = 2, .code = 'A'}, {.number = 2, .code = 'A'}};
    struct scr_hash root, *hashes = calloc(40, sizeof *hashes);
    enum proof_fault fault;
    CU_ASSERT_EQUAL(opening_root(2, opened, 2, NULL, 0, &root, &fault).code, SCR_INPUT);
    opened[1].number = 3;
    CU_ASSERT_EQUAL(opening_root(2, opened, 2, NULL, 0, &root, &fault).code, SCR_INPUT);
    CU_ASSERT_EQUAL(opening_root(0, NULL, 0, NULL, 0, &root, &fault).code, SCR_INPUT);
    /* 2^30 ballots, one opened: 30 hashes. */
    CU_ASSERT_FALSE(scr_failed(opening_root(1u << 30, opened, 1, hashes, 30, &root, &fault)));
    CU_ASSERT_EQUAL(fault, PROOF_FITS);
    CU_ASSERT_FALSE(scr_failed(opening_root(1u << 30, opened, 1, hashes, 29, &root, &fault)));
    CU_ASSERT_EQUAL(fault, PROOF_SHORT);
    CU_ASSERT_FALSE(scr_failed(opening_root(UINT32_MAX, NULL, 0, hashes, 1, &root, &fault)));
    CU_ASSERT(fault == PROOF_FITS && scr_hash_equal(&root, &hashes[0]));
    free(hashes);
}
