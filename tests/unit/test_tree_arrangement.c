/* test_tree_arrangement.c: the default arrangement against its definition, and large seeds of the paper's. */
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "gen/tree/arrangement.h"
#include "unit.h"

/* The worked example of arrangement.h, computed by a separate Python program written from the definition. */
UNIT_TEST(tree_arrangement, worked_example) {
    static const uint32_t leaves[9] = {6, 3, 7, 1, 0, 2, 5, 4, 8};
    static const uint8_t ties[4] = {59, 54, 41, 50};
    struct tree_seed seed = {.kind = TREE_SCRUTINEER1, .seed = "20261103", .seed_length = 8, .contest = "mayor"};
    struct tree_arrangement drawn;
    CU_ASSERT_FALSE(scr_failed(scr_hash_bytes("", 0, &seed.context)));
    CU_ASSERT_FALSE(scr_failed(tree_arrangement_draw(&seed, 9, 1, 3, &drawn)));
    CU_ASSERT(!memcmp(drawn.entries, leaves, sizeof leaves));
    CU_ASSERT(!memcmp(drawn.ties, ties, sizeof ties));
    tree_arrangement_free(&drawn);
}

/* 200,000 ballots, context of 32 bytes 07, contest "c", empty seed: 21 of the ties need a second attempt and 2 words of
 * the shuffle are rejected. Digests (entries as 4 bytes, most significant first) from the same Python program. */
UNIT_TEST(tree_arrangement, rejected_draws) {
    struct tree_seed seed = {.kind = TREE_SCRUTINEER1, .seed = "", .seed_length = 0, .contest = "c"};
    struct tree_arrangement drawn;
    struct scr_hash hash;
    char hex[SCR_HEX_SIZE];
    uint8_t *bytes = malloc(800000);
    memset(seed.context.bytes, 7, sizeof seed.context.bytes);
    CU_ASSERT_FALSE_FATAL(scr_failed(tree_arrangement_draw(&seed, 200000, 1, 3, &drawn)));
    for (size_t i = 0; i < 200000; i++)
        for (size_t b = 0; b < 4; b++) bytes[4 * i + b] = (uint8_t)(drawn.entries[i] >> (24 - 8 * b));
    CU_ASSERT_FALSE(scr_failed(scr_hash_bytes(bytes, 800000, &hash)));
    scr_hash_hex(&hash, hex);
    CU_ASSERT_STRING_EQUAL(hex, "1a1730c15f443dfa4bce539c419a723360d803e05d730dcd0e321fda1d56fc01");
    CU_ASSERT_FALSE(scr_failed(scr_hash_bytes(drawn.ties, drawn.shape.internal, &hash)));
    scr_hash_hex(&hash, hex);
    CU_ASSERT_STRING_EQUAL(hex, "1fd91b5b3ba275301bb35c90d55cd800d5cf3ca48917e11953a7766a11d29e74");
    free(bytes);
    tree_arrangement_free(&drawn);
}

/* Whatever is named in the derivation changes all of it; nothing runs over from one field into the next. */
UNIT_TEST(tree_arrangement, every_field_counts) {
    struct tree_seed seeds[6];
    struct tree_arrangement drawn[8];
    for (size_t i = 0; i < 6; i++)
        seeds[i] = (struct tree_seed){.kind = TREE_SCRUTINEER1, .seed = "ab", .seed_length = 2, .contest = "c"};
    seeds[1].context.bytes[31] = 1;
    seeds[2].contest = "ca";
    seeds[2].seed = "b";
    seeds[2].seed_length = 1;
    seeds[3].contest = "";
    seeds[4].seed_length = 1;
    seeds[5].seed = "ac";
    for (size_t i = 0; i < 6; i++)
        CU_ASSERT_FALSE_FATAL(scr_failed(tree_arrangement_draw(&seeds[i], 120, 1, 3, &drawn[i])));
    CU_ASSERT_FALSE_FATAL(scr_failed(tree_arrangement_draw(&seeds[0], 40, 3, 3, &drawn[6])));
    CU_ASSERT_FALSE_FATAL(scr_failed(tree_arrangement_draw(&seeds[0], 120, 1, 2, &drawn[7])));
    for (size_t a = 0; a < 8; a++)
        for (size_t b = 0; b < a; b++) {
            unsigned entries = 0, ties = 0;
            for (size_t i = 0; i < 120; i++) entries += drawn[a].entries[i] == drawn[b].entries[i];
            for (size_t i = 0; i < 59; i++) ties += drawn[a].ties[i] == drawn[b].ties[i];
            CU_ASSERT(entries < 12); /* about one of 120 by chance */
            CU_ASSERT(ties < 12);    /* about one of 59 */
        }
    for (size_t i = 0; i < 8; i++) tree_arrangement_free(&drawn[i]);
}

/* Each entry once; each of the 24 orders of 4 ballots about equally often; residues too. Seeds 0 .. 23999. */
UNIT_TEST(tree_arrangement, draws_are_uniform) {
    unsigned orders[256] = {0}, residues[60] = {0}, kinds = 0;
    for (unsigned s = 0; s < 24000; s++) {
        char text[8];
        int length = snprintf(text, sizeof text, "%u", s);
        struct tree_seed seed = {.kind = TREE_SCRUTINEER1, .seed = text, .seed_length = (size_t)length, .contest = "c"};
        struct tree_arrangement drawn;
        CU_ASSERT_FALSE_FATAL(scr_failed(tree_arrangement_draw(&seed, 4, 1, 3, &drawn)));
        unsigned code = 0, seen = 0;
        for (size_t i = 0; i < 4; i++) {
            code = code * 4 + drawn.entries[i];
            seen |= 1u << drawn.entries[i];
        }
        CU_ASSERT_EQUAL(seen, 15);
        orders[code]++;
        for (size_t v = 0; v < 2; v++) residues[drawn.ties[v]]++;
        tree_arrangement_free(&drawn);
    }
    /* Expected 1000 and 800, standard deviations 31 and 28: six of them on either side. */
    for (size_t o = 0; o < 256; o++) {
        kinds += orders[o] > 0;
        CU_ASSERT(!orders[o] || (orders[o] > 814 && orders[o] < 1186));
    }
    CU_ASSERT_EQUAL(kinds, 24);
    for (size_t r = 0; r < 60; r++) CU_ASSERT(residues[r] > 632 && residues[r] < 968);
}

UNIT_TEST(tree_arrangement, ties_alone_equal_ties_of_the_tree) {
    static const enum tree_arrangement_kind kinds[] = {TREE_SCRUTINEER1, TREE_RIVEST2019};
    for (size_t k = 0; k < 2; k++) {
        struct tree_seed seed = {.kind = kinds[k], .seed = "42", .seed_length = 2, .contest = "c"};
        struct tree_arrangement drawn;
        uint8_t more[200];
        CU_ASSERT_FALSE_FATAL(scr_failed(tree_arrangement_draw(&seed, 100, 1, 3, &drawn)));
        CU_ASSERT_FALSE(scr_failed(tree_arrangement_ties(&seed, &drawn, 200, more)));
        CU_ASSERT(!memcmp(more, drawn.ties, drawn.shape.internal));
        tree_arrangement_free(&drawn);
    }
}

/* The paper's: seed + i carries over all digits; the leading digit that appears is hashed too. Expected: the
 * shuffle in five lines of Python, whose integers are of any size. */
UNIT_TEST(tree_arrangement, big_seeds_of_the_paper) {
    static const char nines[] = "9999999999999999999999999999999999999999";
    static const uint32_t expected[10] = {0, 9, 4, 2, 3, 1, 6, 8, 7, 5};
    struct tree_seed seed = {.kind = TREE_RIVEST2019, .seed = nines, .seed_length = 40};
    struct tree_arrangement drawn;
    CU_ASSERT_FALSE_FATAL(scr_failed(tree_arrangement_draw(&seed, 10, 1, 3, &drawn)));
    CU_ASSERT(!memcmp(drawn.entries, expected, sizeof expected));
    tree_arrangement_free(&drawn);
}

UNIT_TEST(tree_arrangement, what_is_refused) {
    static const char *const seeds[] = {"", "01", "-1", "1 ", "1e5", "x"};
    struct tree_arrangement drawn;
    for (size_t s = 0; s < sizeof seeds / sizeof *seeds; s++) {
        struct tree_seed seed = {.kind = TREE_RIVEST2019, .seed = seeds[s], .seed_length = strlen(seeds[s])};
        CU_ASSERT_EQUAL(tree_arrangement_draw(&seed, 9, 1, 3, &drawn).code, SCR_INPUT);
    }
    struct tree_seed seed = {.kind = TREE_SCRUTINEER1, .seed = "1", .seed_length = 1};
    CU_ASSERT_EQUAL(tree_arrangement_draw(&seed, 9, 1, 3, &drawn).code, SCR_INPUT); /* no contest */
    seed.contest = "c";
    CU_ASSERT_EQUAL(tree_arrangement_draw(&seed, 9, 0, 3, &drawn).code, SCR_INPUT);
    CU_ASSERT_EQUAL(tree_arrangement_draw(&seed, SIZE_MAX, 3, 3, &drawn).code, SCR_INPUT);
    enum tree_arrangement_kind kind;
    CU_ASSERT(tree_arrangement_parse("rivest2019", &kind) && kind == TREE_RIVEST2019);
    CU_ASSERT(tree_arrangement_parse("scrutineer1", &kind) && kind == TREE_SCRUTINEER1);
    CU_ASSERT_FALSE(tree_arrangement_parse("scrutineer", &kind));
}
