/* test_verify_sealed_noise.c: noise drawn again from its key: the specification's example, answers of an independent
 * implementation, and what chance must give. */
#include <string.h>

#include "unit.h"
#include "verify/release/noise.h"

static struct scr_hash example_base(const char *seed) {
    struct scr_hash key, measurement, base = {{0}};
    for (size_t i = 0; i < SCR_HASH_SIZE; i++) key.bytes[i] = (uint8_t)i;
    memset(measurement.bytes, 0xaa, SCR_HASH_SIZE);
    CU_ASSERT_FALSE_FATAL(scr_failed(noise_base_key(&key, seed, &measurement, &base)));
    return base;
}

/* Specification, section 14.1. */
UNIT_TEST(verify_sealed_noise, worked_example) {
    static const uint32_t words[] = {0xd1cabd5d, 0x74dfeaeb, 0x12c1b98d, 0x579e1a56, 0x3d83a986};
    struct scr_hash base = example_base("pulse 1");
    struct noise_stream *stream = NULL;
    char hex[SCR_HEX_SIZE];
    scr_hash_hex(&base, hex);
    CU_ASSERT_STRING_EQUAL(hex, "1e94b9930a856803e648acd702c59c32fa8719fedcf300b4c71a263c4643485e");
    CU_ASSERT_FALSE_FATAL(scr_failed(noise_stream_new(&stream)));
    /* Another cell before it leaves nothing behind. */
    CU_ASSERT_FALSE(scr_failed(noise_cell(stream, &base, 1, 0, 0)));
    for (size_t i = 0; i < 50; i++) {
        uint32_t word;
        CU_ASSERT_FALSE(scr_failed(noise_word(stream, &word)));
    }
    CU_ASSERT_FALSE(scr_failed(noise_cell(stream, &base, 3, 5, 1)));
    for (size_t i = 0; i < sizeof words / sizeof *words; i++) {
        uint32_t word = 0;
        CU_ASSERT_FALSE(scr_failed(noise_word(stream, &word)));
        CU_ASSERT_EQUAL(word, words[i]);
    }
    noise_stream_free(stream);
}

/* Answers of tests/tamper/noise.py, which was written from the specification apart from this program: level 3, unit
 * indices 0 to 7, option 1. */
UNIT_TEST(verify_sealed_noise, known_draws) {
    static const struct {
        struct fraction scale;
        int64_t draws[8];
    } known[] = {
        /* 2^32 mod 2d is a third of 2^32: words are thrown away. */
        {{1431655766, 1},
         {-871930192, -1898690912, 182627231, -1887654683, 92575817, 1032038790, 234712584, 1910141595}},
        {{8, 1}, {-6, -9, 3, -1, -19, 6, 1, 13}},
        {{4, 3}, {0, -1, -5, 0, -1, 1, 0, 1}},
        {{1, 1000}, {0, 0, 0, 0, 0, 0, 0, 0}},
        {{2147483647, 1},
         {-156102311, -843711882, 182627231, -229857234, -4428430841, 3519724893, 1119541077, 2625969476}},
        /* The second time round a number below 2^32 is drawn, which is one word as it stands. */
        {{UINT64_C(1) << 31, 1},
         {-156102310, -843711881, 182627231, -229857233, -4428430843, 3519724893, 1119541077, 2625969477}},
        {{2000000, 3}, {-983391, -390902, 209077, -856361, 221179, 659740, 102520, 828609}},
        {{2147483647, 2147483646}, {1, 1, 0, -3, -2, 1, 0, 1}},
    };
    struct scr_hash base = example_base("pulse 1");
    struct noise_stream *stream = NULL;
    int64_t noise = 0;
    CU_ASSERT_FALSE_FATAL(scr_failed(noise_stream_new(&stream)));
    for (size_t i = 0; i < sizeof known / sizeof *known; i++)
        for (uint64_t unit = 0; unit < 8; unit++) {
            CU_ASSERT_FALSE(scr_failed(noise_cell(stream, &base, 3, unit, 1)));
            CU_ASSERT_FALSE(scr_failed(noise_draw(stream, &known[i].scale, &noise)));
            CU_ASSERT_EQUAL(noise, known[i].draws[unit]);
        }
    /* An index beyond 32 bits, and the option number of a total. */
    CU_ASSERT_FALSE(scr_failed(noise_cell(stream, &base, 2, UINT64_C(1) << 33, NOISE_TOTAL + 5)));
    CU_ASSERT_FALSE(scr_failed(noise_draw(stream, &(struct fraction){4, 1}, &noise)));
    CU_ASSERT_EQUAL(noise, 2);
    noise_stream_free(stream);
}

/* `chances`: P(0), P(1) and P(2) = (1-q)/(1+q) q^z with q = e^(-s/d), computed by Python's math.exp. Each of -2..2
 * among 20,000 draws lies within 5 standard deviations, which chance misses once in 300,000 times for some. */
static void compare_shares(const struct fraction *scale, const double chances[static 3]) {
    enum { DRAWS = 20000 };
    struct scr_hash base = example_base("shares");
    struct noise_stream *stream = NULL;
    size_t seen[5] = {0};
    CU_ASSERT_FALSE_FATAL(scr_failed(noise_stream_new(&stream)));
    for (uint64_t unit = 0; unit < DRAWS; unit++) {
        int64_t noise = 0;
        CU_ASSERT_FALSE_FATAL(scr_failed(noise_cell(stream, &base, 1, unit, (uint32_t)scale->q)));
        CU_ASSERT_FALSE_FATAL(scr_failed(noise_draw(stream, scale, &noise)));
        if (noise >= -2 && noise <= 2) seen[noise + 2]++;
    }
    for (int z = -2; z <= 2; z++) {
        double chance = chances[z < 0 ? -z : z], off = (double)seen[z + 2] - DRAWS * chance;
        CU_ASSERT(off * off < 25 * DRAWS * chance * (1 - chance));
    }
    noise_stream_free(stream);
}

UNIT_TEST(verify_sealed_noise, shares) {
    compare_shares(&(struct fraction){1, 1}, (const double[]){0.462117157260, 0.170003401569, 0.062540756366});
    compare_shares(&(struct fraction){4, 1}, (const double[]){0.124353001772, 0.096846215157, 0.075423908202});
    compare_shares(&(struct fraction){7, 5}, (const double[]){0.342694906965, 0.167763433478, 0.082127189638});
}

/* A seed's text enters with its length, and the words of a cell end. */
UNIT_TEST(verify_sealed_noise, keys_and_end) {
    struct scr_hash one = example_base("pulse 1"), other = example_base("pulse 12");
    struct noise_stream *stream = NULL;
    uint32_t word;
    CU_ASSERT_FALSE(scr_hash_equal(&one, &other));
    CU_ASSERT_FALSE_FATAL(scr_failed(noise_stream_new(&stream)));
    CU_ASSERT_FALSE(scr_failed(noise_cell(stream, &one, 1, 0, 0)));
    uint64_t taken = 0;
    while (taken < NOISE_WORDS && !scr_failed(noise_word(stream, &word))) taken++;
    CU_ASSERT_EQUAL(taken, NOISE_WORDS);
    CU_ASSERT_EQUAL(noise_word(stream, &word).code, SCR_LIMIT);
    CU_ASSERT_FALSE(scr_failed(noise_cell(stream, &one, 1, 1, 0)));
    CU_ASSERT_FALSE(scr_failed(noise_word(stream, &word)));
    noise_stream_free(stream);
}
