/* test_verify_tree_arranged.c: arrangements against the specification's example, a plain shuffle, and the runs that
 * were published for rivest2019. */
#include <inttypes.h>
#include <jansson.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "scrutineer/file.h"
#include "unit.h"
#include "verify/tree/values.h"
#include "verify_tree_fixture.h"

static struct arranged arrange(const struct published_contest *contest, const struct scr_hash *context,
                               const char *seed) {
    struct arranged tree;
    CU_ASSERT_FALSE_FATAL(scr_failed(arranged_make(contest, context, seed, &tree)));
    return tree;
}

/* The worked example of section 11.2. */
UNIT_TEST(verify_tree_arranged, scrutineer1_example) {
    static const uint32_t entries[9] = {6, 3, 7, 1, 0, 2, 5, 4, 8};
    static const uint8_t residues[4] = {59, 54, 41, 50};
    struct published_contest contest = tree_fixture_contest(9, 3, 1, false);
    struct scr_hash context;
    CU_ASSERT_FALSE(scr_failed(scr_hash_bytes("", 0, &context)));
    struct arranged tree = arrange(&contest, &context, "20261103");
    CU_ASSERT_EQUAL(tree.leaves, 9);
    CU_ASSERT_EQUAL(tree.internal, 4);
    CU_ASSERT(!memcmp(tree.ballot, entries, sizeof entries));
    CU_ASSERT(!memcmp(tree.residue, residues, sizeof residues));
    arranged_free(&tree);
}

/* Steps 1 to 4 of the specification, one after the other, the message and each block made anew. */
static void plain(const struct published_contest *contest, const struct scr_hash *context, const char *seed,
                  uint32_t *entries, uint8_t *residues) {
    const uint32_t numbers[3] = {contest->ballots, contest->replication, contest->arity};
    uint8_t message[400] = {0};
    const char *parts[] = {"scrutineer tree arrangement 1", (const char *)context->bytes, contest->id, seed};
    size_t sizes[] = {29, 32, strlen(contest->id), strlen(seed)}, length = 0;
    for (unsigned i = 0; i < 4; i++) {
        message[length + 7] = (uint8_t)sizes[i];
        memcpy(message + length + 8, parts[i], sizes[i]);
        length += 8 + sizes[i];
    }
    for (unsigned i = 0; i < 3; i++, length += 16) {
        message[length + 7] = 8;
        for (unsigned b = 0; b < 4; b++) message[length + 15 - b] = (uint8_t)(numbers[i] >> 8 * b);
    }
    struct scr_hash key, made;
    uint32_t n = contest->ballots * contest->replication, word = 0;
    CU_ASSERT_FALSE(scr_failed(scr_hash_bytes(message, length, &key)));
    for (uint32_t e = 0; e < n; e++) entries[e] = e;
    for (uint32_t i = n; i >= 2; i--) {
        uint64_t w, end = (UINT64_C(1) << 32) - (UINT64_C(1) << 32) % i;
        do {
            uint8_t block[45] = {0};
            memcpy(block, key.bytes, 32);
            block[32] = 'S';
            for (unsigned b = 0; b < 4; b++) block[44 - b] = (uint8_t)(word / 8 >> 8 * b);
            CU_ASSERT_FALSE(scr_failed(scr_hash_bytes(block, 45, &made)));
            w = 0;
            for (unsigned b = 0; b < 4; b++) w = w << 8 | made.bytes[4 * (word % 8) + b];
            word++;
        } while (w >= end);
        uint32_t kept = entries[i - 1];
        entries[i - 1] = entries[w % i];
        entries[w % i] = kept;
    }
    for (uint32_t v = 1; v <= (n - 1 + contest->arity - 2) / (contest->arity - 1); v++) {
        uint32_t t = 65535;
        for (unsigned a = 0; t >= 65520; a++) {
            uint8_t block[45] = {0};
            memcpy(block, key.bytes, 32);
            block[32] = 'T';
            block[36] = (uint8_t)a;
            for (unsigned b = 0; b < 4; b++) block[44 - b] = (uint8_t)((v - 1) / 16 >> 8 * b);
            CU_ASSERT_FALSE(scr_failed(scr_hash_bytes(block, 45, &made)));
            t = made.bytes[2 * ((v - 1) % 16)] * 256u + made.bytes[2 * ((v - 1) % 16) + 1];
        }
        residues[v - 1] = (uint8_t)(t % 60);
    }
}

UNIT_TEST(verify_tree_arranged, scrutineer1_by_the_steps) {
    struct scr_hash context = {{7}};
    for (uint32_t ballots = 1; ballots < 256; ballots += 1 + ballots / 9)
        for (unsigned arity = 2; arity <= 5; arity++)
            for (unsigned replication = 1; replication <= 3; replication += 2) {
                struct published_contest contest = tree_fixture_contest(ballots, arity, replication, false);
                uint32_t entries[765];
                uint8_t residues[765];
                struct arranged tree = arrange(&contest, &context, "a seed");
                plain(&contest, &context, "a seed", entries, residues);
                for (uint32_t j = 0; j < tree.leaves; j++) CU_ASSERT_EQUAL(tree.ballot[j], entries[j] % ballots);
                CU_ASSERT(!tree.internal || !memcmp(tree.residue, residues, tree.internal));
                arranged_free(&tree);
            }
}

/* Among so many draws some words lie behind the last whole run of numbers and are passed over: 2 in the mean. */
UNIT_TEST(verify_tree_arranged, scrutineer1_words_passed_over) {
    enum { LEAVES = 200000 };
    struct scr_hash context = {{7}};
    struct published_contest contest = tree_fixture_contest(LEAVES, 5, 1, false);
    uint32_t *entries = calloc(LEAVES, sizeof *entries);
    uint8_t *residues = calloc(LEAVES, 1);
    CU_ASSERT_FATAL(entries && residues);
    struct arranged tree = arrange(&contest, &context, "a seed");
    plain(&contest, &context, "a seed", entries, residues);
    CU_ASSERT(!memcmp(tree.ballot, entries, LEAVES * sizeof *entries));
    CU_ASSERT(!memcmp(tree.residue, residues, tree.internal));
    arranged_free(&tree);
    free(residues);
    free(entries);
}

/* Every node but the root is the child of one node; the last one may have fewer children. */
UNIT_TEST(verify_tree_arranged, shape) {
    for (uint32_t leaves = 1; leaves < 60; leaves++)
        for (uint32_t arity = 2; arity <= 5; arity++) {
            struct published_contest contest = tree_fixture_contest(leaves, arity, 1, false);
            struct arranged tree = arrange(&contest, &tree_fixture_key, "s");
            uint32_t next = 2, first;
            for (uint32_t node = 1; node <= tree.internal; node++) {
                uint32_t count = arranged_children(&tree, node, &first);
                CU_ASSERT(first == next && count >= 2 && count <= arity && (count == arity || node == tree.internal));
                next += count;
            }
            CU_ASSERT_EQUAL(next, tree.leaves + tree.internal + 1);
            arranged_free(&tree);
        }
}

UNIT_TEST(verify_tree_arranged, limits_and_decimal_seeds) {
    struct arranged tree;
    struct published_contest contest = tree_fixture_contest(3, 3, 1, false);
    contest.replication = 400000000; /* 1.2 * 10^9 leaves */
    CU_ASSERT_EQUAL(arranged_make(&contest, &tree_fixture_key, "1", &tree).code, SCR_INPUT);
    CU_ASSERT_PTR_NULL(tree.ballot);
    contest = tree_fixture_contest(3, 6, 1, false);
    CU_ASSERT_EQUAL(arranged_make(&contest, &tree_fixture_key, "1", &tree).code, SCR_INPUT);
    CU_ASSERT_PTR_NULL(tree.ballot);
    /* What ended halfway is not there: TPT-14 would search a tree that nobody drew. */
    contest = tree_fixture_contest(3, 3, 1, true);
    CU_ASSERT_EQUAL(arranged_make(&contest, &tree_fixture_key, "01", &tree).code, SCR_INPUT);
    CU_ASSERT(!tree.ballot && !tree.residue && !tree.leaves);
    CU_ASSERT(arranged_seed_decimal("0") && arranged_seed_decimal("10"));
    CU_ASSERT_FALSE(arranged_seed_decimal("") || arranged_seed_decimal("00") || arranged_seed_decimal("1a") ||
                    arranged_seed_decimal("-1"));
}

/* Sums that grow longer: 9, 99 and 999.. of many digits, against long addition. */
UNIT_TEST(verify_tree_arranged, rivest2019_sums_of_long_seeds) {
    char seed[64];
    for (unsigned digits = 1; digits <= 40; digits++) {
        memset(seed, '9', digits);
        seed[digits] = '\0';
        uint32_t list[12];
        for (uint32_t i = 0; i < 12; i++) list[i] = i;
        for (uint32_t i = 1; i <= 12; i++) {
            /* 99..9 + i is 1 followed by zeros and i - 1. */
            char sum[64];
            struct scr_hash hash;
            snprintf(sum, sizeof sum, "1%0*u", (int)digits, i - 1);
            if (digits == 1 && i == 12) snprintf(sum, sizeof sum, "21"); /* 9 + 12 */
            if (digits == 1 && i == 11) snprintf(sum, sizeof sum, "20");
            CU_ASSERT_FALSE(scr_failed(scr_hash_bytes(sum, strlen(sum), &hash)));
            uint32_t rest = 0;
            for (unsigned b = 0; b < 32; b++) rest = (rest * 256 + hash.bytes[b]) % i;
            rest = (rest + i - 1) % i;
            uint32_t kept = list[i - 1];
            list[i - 1] = list[rest];
            list[rest] = kept;
        }
        struct published_contest contest = tree_fixture_contest(12, 3, 1, true);
        struct arranged tree = arrange(&contest, &tree_fixture_key, seed);
        CU_ASSERT(!memcmp(tree.ballot, list, sizeof list));
        arranged_free(&tree);
    }
}

static json_t *vectors(void) {
    char path[4096];
    if (!unit_shared()) {
        printf("\n  skipped: the folder of real inputs is absent ");
        return NULL;
    }
    snprintf(path, sizeof path, "%s/vectors/tpt_known_answers.json", unit_shared());
    struct scr_buffer text = {0}, quoted = {0};
    CU_ASSERT_FALSE_FATAL(scr_failed(scr_file_read(path, 1 << 20, &text, NULL)));
    /* Some seeds are larger than any integer of the library: all become strings. */
    const char *from = (const char *)text.data, *seed;
    for (; (seed = strstr(from, "\"seed\": ")); from = seed) {
        seed += strlen("\"seed\": ");
        size_t digits = strspn(seed, "0123456789");
        CU_ASSERT_FALSE(scr_failed(scr_buffer_append(&quoted, from, (size_t)(seed - from))));
        CU_ASSERT_FALSE(scr_failed(scr_buffer_print(&quoted, "\"%.*s\"", (int)digits, seed)));
        seed += digits;
    }
    CU_ASSERT_FALSE(scr_failed(scr_buffer_text(&quoted, from)));
    json_t *all = json_loads((const char *)quoted.data, 0, NULL);
    scr_buffer_free(&text);
    scr_buffer_free(&quoted);
    CU_ASSERT_PTR_NOT_NULL_FATAL(all);
    return all;
}

static uint8_t value_in(const json_t *name) {
    return json_is_string(name) ? (uint8_t)(json_string_value(name)[0] - 'A') : VALUE_MISSING;
}

static void expect_vector(const json_t *vector) {
    const json_t *recorded = json_object_get(vector, "rvals"), *perm = json_object_get(vector, "perm"),
                 *internal = json_object_get(vector, "internal");
    uint8_t values_of[100], *values;
    size_t ballots = json_array_size(recorded);
    CU_ASSERT_FATAL(ballots && ballots <= sizeof values_of);
    const char *seed = json_string_value(json_object_get(vector, "seed"));
    CU_ASSERT_PTR_NOT_NULL_FATAL(seed);
    for (size_t i = 0; i < ballots; i++) values_of[i] = value_in(json_array_get(recorded, i));
    unsigned replication = (unsigned)json_integer_value(json_object_get(vector, "replication"));
    struct published_contest contest = tree_fixture_contest(ballots, 3, replication, true);
    struct arranged tree = arrange(&contest, &tree_fixture_key, seed);
    CU_ASSERT_EQUAL(tree.leaves, json_array_size(perm));
    CU_ASSERT_EQUAL(tree.internal, json_array_size(internal));
    for (size_t j = 0; j < tree.leaves; j++)
        CU_ASSERT_EQUAL(tree.ballot[j] + 1,
                        (json_integer_value(json_array_get(perm, j)) - 1) % (json_int_t)ballots + 1);
    CU_ASSERT_FALSE_FATAL(scr_failed(values_new(&tree, values_of, &values)));
    for (size_t i = 0; i < tree.internal; i++) CU_ASSERT_EQUAL(values[i], value_in(json_array_get(internal, i)));
    free(values);
    arranged_free(&tree);
}

/* Forty small contests, run with a reimplementation of the paper's program: permutation and values of all nodes. */
UNIT_TEST(verify_tree_arranged, rivest2019_small_vectors) {
    json_t *all = vectors();
    if (!all) return;
    const json_t *small = json_object_get(all, "small_vectors");
    CU_ASSERT_EQUAL(json_array_size(small), 40);
    for (size_t i = 0; i < json_array_size(small); i++) expect_vector(json_array_get(small, i));
    json_decref(all);
}

/* The paper's run of a million ballots with seed 1: its permutation's digest (numbers, one a line). */
UNIT_TEST(verify_tree_arranged, rivest2019_million) {
    json_t *all = vectors();
    if (!all) return;
    struct published_contest contest = tree_fixture_contest(1000000, 3, 1, true);
    struct arranged tree = arrange(&contest, &tree_fixture_key, "1");
    struct scr_buffer text = {0};
    struct scr_hash hash;
    char hex[SCR_HEX_SIZE];
    for (size_t j = 0; j < tree.leaves; j++)
        CU_ASSERT_FALSE(scr_failed(scr_buffer_print(&text, "%s%" PRIu32, j ? "\n" : "", tree.ballot[j] + 1)));
    CU_ASSERT_FALSE(scr_failed(scr_hash_bytes(text.data, text.length, &hash)));
    scr_hash_hex(&hash, hex);
    CU_ASSERT_STRING_EQUAL(hex,
                           json_string_value(json_object_get(json_object_get(all, "mock_1M_noerr"), "sha256_perm")));
    scr_buffer_free(&text);
    arranged_free(&tree);
    json_decref(all);
}
