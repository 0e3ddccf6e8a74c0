/* test_release_bits.c: keyed streams against vectors of tests/vectors/laplace.py, rejection, bounds. */
#include <string.h>

#include "gen/release/bits.h"
#include "release_fixture.h"
#include "unit.h"

/* The worked example of bits.h. All known answers of this file: tests/vectors/laplace.py. */
static const struct release_source example = {
    (const uint8_t *)"pulse 1", 7, {{0xaa, 0xaa, 0xaa, 0xaa, 0xaa, 0xaa, 0xaa, 0xaa, 0xaa, 0xaa, 0xaa,
                                     0xaa, 0xaa, 0xaa, 0xaa, 0xaa, 0xaa, 0xaa, 0xaa, 0xaa, 0xaa, 0xaa,
                                     0xaa, 0xaa, 0xaa, 0xaa, 0xaa, 0xaa, 0xaa, 0xaa, 0xaa, 0xaa}}};

static void example_base(uint8_t base[static RELEASE_KEY_SIZE]) {
    uint8_t key[RELEASE_KEY_SIZE];
    for (size_t i = 0; i < sizeof key; i++) key[i] = (uint8_t)i;
    CU_ASSERT_FALSE_FATAL(scr_failed(release_base_key(key, &example, base)));
}

UNIT_TEST(release_bits, base_key_and_words_are_the_published_ones) {
    static const uint32_t words[20] = {0xd1cabd5d, 0x74dfeaeb, 0x12c1b98d, 0x579e1a56, 0x3d83a986,
                                       0xa00e1f2c, 0x951940eb, 0x7ac04b75, 0x0840c063, 0x7745465f,
                                       0x11e698fb, 0xa5fc96cd, 0x59165ac9, 0x16c4cf80, 0x2647b44e,
                                       0x2f490704, 0x918a4a35, 0x562a3bde, 0x0a81a20a, 0xa0c936ae};
    uint8_t base[RELEASE_KEY_SIZE];
    example_base(base);
    struct scr_hash shown;
    char hex[SCR_HEX_SIZE];
    memcpy(shown.bytes, base, sizeof base);
    scr_hash_hex(&shown, hex);
    CU_ASSERT_STRING_EQUAL(hex, "1e94b9930a856803e648acd702c59c32fa8719fedcf300b4c71a263c4643485e");

    struct release_bits bits = {0};
    CU_ASSERT_FALSE_FATAL(scr_failed(release_bits_begin(&bits)));
    for (int round = 0; round < 2; round++) { /* keyed again, the stream starts again */
        CU_ASSERT_FALSE_FATAL(scr_failed(release_bits_cell(&bits, base, 3, 5, 1)));
        for (size_t i = 0; i < 20; i++) {
            uint32_t word = 0;
            CU_ASSERT_FALSE(scr_failed(release_bits_word(&bits, &word)));
            CU_ASSERT_EQUAL(word, words[i]);
        }
    }
    release_bits_end(&bits);
}

UNIT_TEST(release_bits, tie_words_are_the_published_ones) {
    static const uint32_t words[4] = {0xeba23c43, 0x79c395cd, 0x3ba276a1, 0x40e301a3};
    struct release_bits bits = {0};
    CU_ASSERT_FALSE_FATAL(scr_failed(release_bits_begin(&bits)));
    CU_ASSERT_FALSE_FATAL(scr_failed(release_bits_ties(&bits, &example, 1, 2, 7)));
    for (size_t i = 0; i < 4; i++) {
        uint32_t word = 0;
        CU_ASSERT_FALSE(scr_failed(release_bits_word(&bits, &word)));
        CU_ASSERT_EQUAL(word, words[i]);
    }
    release_bits_end(&bits);
}

UNIT_TEST(release_bits, uniform_numbers_are_the_published_ones) {
    static const struct {
        uint64_t bound, values[6];
    } cases[] = {
        {1, {0, 0, 0, 0, 0, 0}},
        {5, {3, 3, 2, 2, 0, 4}},
        {3221225472, {1960831723, 314685837, 1469979222, 1032038790, 2685280044, 2501460203}},
        {4294967296, {3519724893, 1960831723, 314685837, 1469979222, 1032038790, 2685280044}},
        {4294967297, {2736074127, 1155293385, 1653241254, 3852929675, 1862567420, 2484469202}},
        {3458764513820540928,
         {1282045253030767339, 1351565379899365974, 973808340118150956, 367396224728320885, 594686684248229471,
          1289886549877233357}},
    };
    uint8_t base[RELEASE_KEY_SIZE];
    example_base(base);
    struct release_bits bits = {0};
    CU_ASSERT_FALSE_FATAL(scr_failed(release_bits_begin(&bits)));
    for (size_t c = 0; c < sizeof cases / sizeof *cases; c++) {
        CU_ASSERT_FALSE_FATAL(scr_failed(release_bits_cell(&bits, base, 3, 5, 1)));
        for (size_t i = 0; i < 6; i++) {
            uint64_t value = 0;
            CU_ASSERT_FALSE(scr_failed(release_bits_uniform(&bits, cases[c].bound, &value)));
            CU_ASSERT_EQUAL(value, cases[c].values[i]);
        }
    }
    release_bits_end(&bits);
}

/* However far it is read ahead: the words are the key stream of AES-256-CTR, made here in one go. */
UNIT_TEST(release_bits, pieces_are_one_stream) {
    enum { WORDS = 5000 };
    static uint8_t zero[4 * WORDS], whole[4 * WORDS];
    const uint8_t key[RELEASE_KEY_SIZE] = {9}, start[16] = {0};
    int length = 0;
    EVP_CIPHER_CTX *context = EVP_CIPHER_CTX_new();
    CU_ASSERT_FATAL(EVP_EncryptInit_ex2(context, EVP_aes_256_ctr(), key, start, NULL) == 1);
    CU_ASSERT_FATAL(EVP_EncryptUpdate(context, whole, &length, zero, sizeof zero) == 1 && length == sizeof zero);
    EVP_CIPHER_CTX_free(context);
    struct release_bits bits = {0};
    CU_ASSERT_FALSE_FATAL(scr_failed(release_bits_begin(&bits)));
    for (int round = 0; round < 2; round++) { /* a stream begun again begins at its beginning */
        CU_ASSERT_FALSE_FATAL(scr_failed(release_bits_key(&bits, key)));
        for (size_t i = 0; i < WORDS; i++) {
            const uint8_t *at = whole + 4 * i;
            uint32_t word = 0, expected = (uint32_t)at[0] << 24 | (uint32_t)at[1] << 16 | (uint32_t)at[2] << 8 | at[3];
            CU_ASSERT_FALSE_FATAL(scr_failed(release_bits_word(&bits, &word)));
            CU_ASSERT_EQUAL_FATAL(word, expected);
        }
    }
    release_bits_end(&bits);
}

/* uniform(d) as the specification words it, on the words of the same stream. */
UNIT_TEST(release_bits, uniform_follows_the_text) {
    struct release_bits bits = {0}, words = {0};
    uint64_t bounds[60], state = 5;
    CU_ASSERT_FALSE_FATAL(scr_failed(release_bits_begin(&bits)));
    CU_ASSERT_FALSE_FATAL(scr_failed(release_bits_begin(&words)));
    for (size_t i = 0; i < 60; i++) {
        state = state * 6364136223846793005u + 1442695040888963407u;
        bounds[i] = 1 + (state >> (2 + i)); /* of all sizes up to 2^62 */
    }
    bounds[0] = UINT64_C(1) << 62;
    bounds[1] = UINT64_C(1) << 32;
    bounds[2] = (UINT64_C(1) << 32) - 1;
    bounds[3] = (UINT64_C(1) << 32) + 1;
    fixture_stream(&bits, 3);
    fixture_stream(&words, 3);
    for (size_t i = 0; i < 60; i++)
        for (int draw = 0; draw < 200; draw++) {
            uint64_t value;
            unsigned k = bounds[i] > UINT64_C(1) << 32 ? 2 : 1;
            __extension__ unsigned __int128 number, all = (unsigned __int128)1 << (32 * k);
            do {
                number = 0;
                for (unsigned w = 0; w < k; w++) {
                    uint32_t word = 0;
                    CU_ASSERT_FALSE_FATAL(scr_failed(release_bits_word(&words, &word)));
                    number = number << 32 | word;
                }
            } while (number >= all - all % bounds[i]);
            CU_ASSERT_FALSE_FATAL(scr_failed(release_bits_uniform(&bits, bounds[i], &value)));
            CU_ASSERT_EQUAL_FATAL(value, (uint64_t)(number % bounds[i]));
        }
    release_bits_end(&bits);
    release_bits_end(&words);
}

UNIT_TEST(release_bits, bounds_are_refused_and_no_stream_gives_no_words) {
    struct release_bits bits = {0};
    uint64_t value;
    uint32_t word;
    CU_ASSERT_FALSE_FATAL(scr_failed(release_bits_begin(&bits)));
    CU_ASSERT_EQUAL(release_bits_word(&bits, &word).code, SCR_INTERNAL);
    fixture_stream(&bits, 1);
    CU_ASSERT_EQUAL(release_bits_uniform(&bits, 0, &value).code, SCR_LIMIT);
    CU_ASSERT_EQUAL(release_bits_uniform(&bits, (UINT64_C(1) << 62) + 1, &value).code, SCR_LIMIT);
    CU_ASSERT_FALSE(scr_failed(release_bits_uniform(&bits, UINT64_C(1) << 62, &value)));
    CU_ASSERT(value < UINT64_C(1) << 62);
    release_bits_end(&bits);
}

/* 3/4 of 2^32: a quarter of all words is rejected; taken modulo, the lowest third would come up half the time. */
UNIT_TEST(release_bits, rejection_leaves_no_bias) {
    static const uint64_t bounds[] = {UINT64_C(3) << 30, UINT64_C(3) << 60};
    struct release_bits bits = {0};
    CU_ASSERT_FALSE_FATAL(scr_failed(release_bits_begin(&bits)));
    fixture_stream(&bits, 2);
    for (size_t b = 0; b < 2; b++) {
        unsigned low = 0;
        for (int i = 0; i < 30000; i++) {
            uint64_t value;
            CU_ASSERT_FALSE_FATAL(scr_failed(release_bits_uniform(&bits, bounds[b], &value)));
            low += value < bounds[b] / 3;
        }
        /* 10000 expected, standard deviation 82: six of them, a false alarm in 10^9. */
        CU_ASSERT(low > 9510 && low < 10490);
    }
    release_bits_end(&bits);
}

UNIT_TEST(release_bits, every_part_of_the_derivation_changes_the_stream) {
    uint8_t base[RELEASE_KEY_SIZE], key[RELEASE_KEY_SIZE] = {0}, other[RELEASE_KEY_SIZE];
    struct release_source source = example;
    example_base(base);
    CU_ASSERT_FALSE(scr_failed(release_base_key(key, &example, other)));
    CU_ASSERT(memcmp(base, other, sizeof base) != 0);
    for (size_t i = 0; i < sizeof key; i++) key[i] = (uint8_t)i;
    source.pulse_length = 6;
    CU_ASSERT_FALSE(scr_failed(release_base_key(key, &source, other)));
    CU_ASSERT(memcmp(base, other, sizeof base) != 0);
    source = example;
    source.statement.bytes[31] ^= 1;
    CU_ASSERT_FALSE(scr_failed(release_base_key(key, &source, other)));
    CU_ASSERT(memcmp(base, other, sizeof base) != 0);

    struct release_bits bits = {0};
    CU_ASSERT_FALSE_FATAL(scr_failed(release_bits_begin(&bits)));
    uint32_t words[6];
    const struct {
        uint32_t level, option;
        uint64_t unit;
    } cells[] = {{3, 1, 5}, {4, 1, 5}, {3, 2, 5}, {3, 1, 6}, {3, 1, (UINT64_C(1) << 32) + 5}};
    for (size_t i = 0; i < 5; i++) {
        CU_ASSERT_FALSE(scr_failed(release_bits_cell(&bits, base, cells[i].level, cells[i].unit, cells[i].option)));
        CU_ASSERT_FALSE(scr_failed(release_bits_word(&bits, &words[i])));
        for (size_t j = 0; j < i; j++) CU_ASSERT_NOT_EQUAL(words[i], words[j]);
    }
    release_bits_end(&bits);
}
