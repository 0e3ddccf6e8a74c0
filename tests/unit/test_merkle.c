/* test_merkle.c: roots, salts and multiproofs against tests/vectors/merkle.py, which splits the tree from the top. */
#include <stdlib.h>
#include <string.h>

#include "gen/commit/commitment.h"
#include "scrutineer/bytes.h"
#include "unit.h"

static struct salt_key test_key(void) {
    struct salt_key key;
    for (unsigned i = 0; i < sizeof key.bytes; i++) key.bytes[i] = (uint8_t)i;
    return key;
}

static void fill(uint8_t *codes, size_t count) {
    for (size_t i = 0; i < count; i++) codes[i] = (uint8_t) "ABC.?"[i * i % 5];
}

static void expect_hex(const struct scr_hash *hash, const char *hex) {
    char is[SCR_HEX_SIZE];
    scr_hash_hex(hash, is);
    CU_ASSERT_STRING_EQUAL(is, hex);
}

UNIT_TEST(merkle, roots) {
    static const struct {
        size_t count;
        const char *root;
    } answers[] = {{1, "ebd5fdb371b30f27e11b4c944f812d00f9ab9ba5b6485086197ef0709feb588d"},
                   {2, "d38e31c4d9065e6c18ee89212c05723373f96ca5c82cbc0c890212bb66623ff3"},
                   {3, "46475a8611a04cd75d83f1cddf8190c3d7116a47b8692a77cfd3c28a39245cf6"},
                   {4, "66f759ae54e68f55669dbf5da1664a3a58d1b2e45af2908a1b0c381fd574ac58"},
                   {5, "802e0686e87d45605f37b7ef185e44f86d90f75fbcfa9cc3f53218349da83bd4"},
                   {7, "7571c2f68865e0cb0e6dcf0ec4b291367de87ff5a5850c18a5edf03fceabdb0a"},
                   {8, "a18d5f2b8ee617f0e101efffa5f17614056aa1480d91e96d2fb0bfe6f2d62b11"},
                   {9, "51dfa413d738ef1f3c0e8fb46142a98b768121df1412ef3e9f362b348b7233b5"},
                   {1000, "c49ecedf78b2f8287cf6f6da26df9b304f182ab5b68c049dfdd62a8fbcbc9076"},
                   {1024, "f9ffe97ed4903532e193d8e73d7a3dbbaca8a6ab63e42f836284466fea85a998"},
                   {1025, "aa2ca7df8a05ce96951301a5a1d0697307c05e47b5b0316b364a80e9a6fcfbde"},
                   {2500, "6184c42f0ebaa7bbe74452f843317c367c7c8aadf48e287841657acee0f2035d"}};
    uint8_t codes[2500];
    struct committed_ballots ballots = {.codes = codes, .key = test_key()};
    struct scr_hash root;
    fill(codes, sizeof codes);
    for (size_t i = 0; i < sizeof answers / sizeof *answers; i++) {
        ballots.count = answers[i].count;
        CU_ASSERT_EQUAL(merkle_root(&ballots, &root).code, SCR_DONE);
        expect_hex(&root, answers[i].root);
    }
    codes[1999] = codes[1999] == 'A' ? 'B' : 'A'; /* one vote */
    CU_ASSERT_EQUAL(merkle_root(&ballots, &root).code, SCR_DONE);
    char hex[SCR_HEX_SIZE];
    scr_hash_hex(&root, hex);
    CU_ASSERT_STRING_NOT_EQUAL(hex, answers[11].root);
    ballots.count = 0;
    CU_ASSERT_EQUAL(merkle_root(&ballots, &root).code, SCR_INTERNAL);
}

UNIT_TEST(merkle, salts_of_a_key) {
    static const uint8_t first[] = {0xf2, 0x90, 0x00, 0xb6, 0x2a, 0x49, 0x9f, 0xd0},
                         second[] = {0xf0, 0x5d, 0x76, 0xae, 0x4a, 0xb9, 0x9f, 0xe5},
                         far[] = {0xa3, 0xa0, 0x76, 0x4a, 0xef, 0x65, 0xa4, 0x95};
    const struct salt_key key = test_key();
    uint8_t salts[1025 * SALT_SIZE], one[SALT_SIZE];
    CU_ASSERT_EQUAL(merkle_salts(&key, 0, 1025, salts).code, SCR_DONE);
    CU_ASSERT(!memcmp(salts, first, sizeof first));
    CU_ASSERT(!memcmp(salts + SALT_SIZE, second, sizeof second));
    CU_ASSERT(!memcmp(salts + 1024 * SALT_SIZE, far, sizeof far));
    CU_ASSERT_EQUAL(merkle_salts(&key, 1024, 1, one).code, SCR_DONE);
    CU_ASSERT(!memcmp(one, far, sizeof far));
}

static scr_result keep(void *context, const struct scr_hash *hash) {
    return scr_buffer_append(context, hash->bytes, SCR_HASH_SIZE);
}

static void expect_proof(size_t count, const uint32_t *opened, size_t opened_count, size_t hashes, const char *digest) {
    uint8_t codes[2500];
    const struct committed_ballots ballots = {.codes = codes, .count = count, .key = test_key()};
    struct scr_buffer proof = {0};
    struct scr_hash hash;
    fill(codes, count);
    CU_ASSERT_EQUAL(merkle_prove(&ballots, opened, opened_count, keep, &proof).code, SCR_DONE);
    CU_ASSERT_EQUAL(proof.length, hashes * SCR_HASH_SIZE);
    CU_ASSERT_EQUAL(scr_hash_bytes(proof.data, proof.length, &hash).code, SCR_DONE);
    expect_hex(&hash, digest);
    scr_buffer_free(&proof);
}

UNIT_TEST(merkle, proofs) {
    static const uint32_t all[] = {0, 1, 2, 3, 4, 5, 6, 7, 8}, ends[] = {0, 8}, many[] = {0, 1023, 1024, 1999, 2499};
    expect_proof(9, all + 3, 1, 4, "c7d8b7005c6493e3226b6d656fa85a55bbfbb9a0e0a8050cc475202f874fa036");
    expect_proof(9, ends, 2, 3, "cb8622888f1c3895d4e0ce3cd08d57bac7113b4a40fbbfffd0bba39852d7dd9c");
    expect_proof(9, NULL, 0, 1, "5e8e8b88ba4ffb37188f212e6268c73bfdeb1d0166084ea3c284d223f4a2525e");
    expect_proof(9, all, 9, 0, "e3b0c44298fc1c149afbf4c8996fb92427ae41e4649b934ca495991b7852b855");
    expect_proof(2500, many, 5, 41, "a25305c4c9b0b0298da3f37467b2bc67ae4b82eaa84b6eafa7896fa7681e8704");
}

UNIT_TEST(merkle, unsorted_openings_are_refused) {
    static const uint32_t twice[] = {3, 3}, down[] = {4, 3}, beyond[] = {9};
    uint8_t codes[9];
    const struct committed_ballots ballots = {.codes = codes, .count = 9, .key = test_key()};
    struct scr_buffer proof = {0};
    fill(codes, 9);
    CU_ASSERT_EQUAL(merkle_prove(&ballots, twice, 2, keep, &proof).code, SCR_INTERNAL);
    CU_ASSERT_EQUAL(merkle_prove(&ballots, down, 2, keep, &proof).code, SCR_INTERNAL);
    CU_ASSERT_EQUAL(merkle_prove(&ballots, beyond, 1, keep, &proof).code, SCR_INTERNAL);
    scr_buffer_free(&proof);
}

UNIT_TEST(merkle, derived_keys) {
    struct commitment commitment = {.key = test_key()};
    struct scr_hash empty, digest, as_hash;
    struct salt_key key;
    CU_ASSERT_EQUAL(commitment_contest_key(&commitment, "mayor", &key).code, SCR_DONE);
    memcpy(as_hash.bytes, key.bytes, sizeof key.bytes);
    expect_hex(&as_hash, "e755b5202a49d395335b4ee3a15d1b190f84c51af04dcb2766388710db7d3867");
    CU_ASSERT_EQUAL(scr_hash_bytes("", 0, &empty).code, SCR_DONE);
    CU_ASSERT_EQUAL(commitment_source_digest(&commitment, &empty, &digest).code, SCR_DONE);
    expect_hex(&digest, "254a5912213b4c31661fb8f1b13112e9f30955f5293a59169fcc7af305e70fa4");
}
