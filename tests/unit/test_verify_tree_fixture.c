/* test_verify_tree_fixture.c: writes commitments, seed records and trees for tests, and tries the writer itself. */
#include <inttypes.h>
#include <openssl/evp.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "unit.h"
#include "verify_tree_fixture.h"

#define CODES "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789"

const struct scr_hash tree_fixture_key = {{1, 2, 3, 4, 5, 6, 7, 8, 9, 10, 250}};

static void need(bool well) {
    if (!well) abort();
}
#define ADD(...) need(!scr_failed(scr_buffer_print(__VA_ARGS__)))

uint64_t tree_fixture_random(uint64_t *state) {
    *state ^= *state << 13;
    *state ^= *state >> 7;
    *state ^= *state << 17;
    return *state;
}

void tree_fixture_salt(size_t ballot, uint8_t salt[static 16]) {
    uint8_t counter[16] = {0};
    int size = 0;
    for (unsigned i = 0; i < 8; i++) counter[15 - i] = (uint8_t)(ballot >> 8 * i);
    EVP_CIPHER_CTX *aes = EVP_CIPHER_CTX_new();
    need(aes && EVP_EncryptInit_ex2(aes, EVP_aes_256_ecb(), tree_fixture_key.bytes, NULL, NULL) == 1 &&
         EVP_CIPHER_CTX_set_padding(aes, 0) == 1 && EVP_EncryptUpdate(aes, salt, &size, counter, 16) == 1 &&
         size == 16);
    EVP_CIPHER_CTX_free(aes);
}

void tree_fixture_root(const char *codes, size_t begin, size_t count, struct scr_hash *root) {
    uint8_t message[65] = {0};
    size_t half = 1;
    if (count == 1) {
        tree_fixture_salt(begin, message + 1);
        message[17] = (uint8_t)codes[begin];
        need(!scr_failed(scr_hash_bytes(message, 18, root)));
        return;
    }
    while (2 * half < count) half *= 2;
    struct scr_hash left, right;
    tree_fixture_root(codes, begin, half, &left);
    tree_fixture_root(codes, begin + half, count - half, &right);
    message[0] = 1;
    memcpy(message + 1, left.bytes, 32);
    memcpy(message + 33, right.bytes, 32);
    need(!scr_failed(scr_hash_bytes(message, 65, root)));
}

static size_t inside(const uint32_t *opened, size_t count, size_t begin, size_t end) {
    size_t found = 0;
    for (size_t i = 0; i < count; i++) found += opened[i] > begin && opened[i] <= end;
    return found;
}

void tree_fixture_proof(const char *codes, size_t begin, size_t count, const uint32_t *opened, size_t opened_count,
                        struct scr_buffer *proof) {
    size_t half = 1;
    if (!inside(opened, opened_count, begin, begin + count)) {
        struct scr_hash hash;
        tree_fixture_root(codes, begin, count, &hash);
        need(!scr_failed(scr_buffer_append(proof, hash.bytes, 32)));
        return;
    }
    if (count == 1) return;
    while (2 * half < count) half *= 2;
    tree_fixture_proof(codes, begin, half, opened, opened_count, proof);
    tree_fixture_proof(codes, begin + half, count - half, opened, opened_count, proof);
}

struct published_contest tree_fixture_contest(size_t ballots, unsigned arity, unsigned replication, bool rivest2019) {
    return (struct published_contest){.id = "mayor",
                                      .ballots = (uint32_t)ballots,
                                      .arity = arity,
                                      .replication = replication,
                                      .arrangement = rivest2019 ? ARRANGEMENT_RIVEST2019 : ARRANGEMENT_SCRUTINEER1};
}

unsigned tree_fixture_value(const uint8_t *values, unsigned count, unsigned residue) {
    unsigned votes[64] = {0}, most = 0, tied = 0;
    for (unsigned i = 0; i < count; i++)
        if (values[i] < 62 && ++votes[values[i]] > most) most = votes[values[i]];
    for (unsigned value = 0; value < 62; value++) tied += most && votes[value] == most;
    for (unsigned i = 0, place = 0; i < count; i++) {
        if (values[i] >= 62 || votes[values[i]] != most) continue;
        votes[values[i]] = 0; /* met */
        if (place++ == residue % tied) return values[i];
    }
    return 62;
}

void tree_fixture_digest(const char *text, struct scr_hash *digest) {
    need(!scr_failed(scr_hash_bytes(text, strlen(text), digest)));
}

static void add_header(struct scr_buffer *out, const char *purpose, const char *const kinds[2],
                       const struct scr_hash *const hashes[2]) {
    ADD(out,
        "  <Header>\n    <Election Id=\"e\" Name=\"Election\" Date=\"\" Jurisdiction=\"\"/>\n"
        "    <Purpose>%s</Purpose>\n    <SignerRole>election-official</SignerRole>\n"
        "    <Software Name=\"fixture\" Version=\"1\"/>\n",
        purpose);
    for (unsigned i = 0; i < 2; i++) {
        char hex[SCR_HEX_SIZE];
        if (!hashes[i]) continue;
        scr_hash_hex(hashes[i], hex);
        ADD(out, "    <RestsOn Kind=\"%s\" SHA256=\"%s\"/>\n", kinds[i], hex);
    }
    ADD(out, "  </Header>\n");
}

static void add_contest(struct scr_buffer *out, const struct tree_fixture *fixture) {
    struct scr_hash root;
    char hex[SCR_HEX_SIZE];
    tree_fixture_root(fixture->codes, 0, fixture->ballots, &root);
    scr_hash_hex(&root, hex);
    ADD(out,
        "  <Contest Id=\"mayor\" Name=\"Mayor\" FirstPreferences=\"false\" Batches=\"1\" Ballots=\"%zu\" "
        "Arrangement=\"%s\" Arity=\"%u\" Replication=\"%u\" Root=\"%s\">\n",
        fixture->ballots, fixture->rivest2019 ? "rivest2019" : "scrutineer1", fixture->arity, fixture->replication,
        hex);
    for (unsigned i = 0; i < fixture->candidates; i++)
        ADD(out, "    <Candidate Code=\"%c\" Id=\"c%u\" Name=\"Candidate %u\" Kind=\"listed\"/>\n", CODES[i], i, i);
    ADD(out, "  </Contest>\n");
}

static void add_seed_source(struct scr_buffer *out) {
    ADD(out, "  <SeedSource Kind=\"dice\" Beacon=\"\" Chain=\"\" Pulse=\"\" Place=\"Hall\" "
             "Time=\"2026-11-05T12:00:00Z\"/>\n");
}

static void begin(struct scr_buffer *out, const char *root) {
    ADD(out, "<?xml version=\"1.0\" encoding=\"UTF-8\"?>\n<%s xmlns=\"urn:scrutineer:artifact:1\" Version=\"1\">\n",
        root);
}

static void add_field(struct scr_buffer *out, const char *text) {
    uint8_t size[8] = {0};
    size[7] = (uint8_t)strlen(text);
    need(!scr_failed(scr_buffer_append(out, size, 8)) && !scr_failed(scr_buffer_append(out, text, strlen(text))));
}

char *tree_fixture_commitment(const struct tree_fixture *fixture) {
    struct scr_buffer out = {0}, manifest = {0};
    struct scr_hash digest;
    char hex[SCR_HEX_SIZE];
    uint8_t ballots[8] = {0};
    for (unsigned i = 0; i < 8; i++) ballots[7 - i] = (uint8_t)(fixture->ballots >> 8 * i);
    add_field(&manifest, "");
    add_field(&manifest, "1");
    add_field(&manifest, "B1");
    need(!scr_failed(scr_buffer_append(&manifest, ballots, 8)));
    need(!scr_failed(scr_hash_bytes(manifest.data, manifest.length, &digest)));
    scr_buffer_free(&manifest);
    scr_hash_hex(&digest, hex);
    begin(&out, "BallotCommitment");
    add_header(&out, "ballot-commitment", NULL, (const struct scr_hash *const[2]){NULL, NULL});
    ADD(&out, "  <Source Name=\"manifest.csv\" Kind=\"manifest\" Format=\"csv\" Digest=\"%064d\"/>\n", 0);
    add_seed_source(&out);
    ADD(&out,
        "  <Manifest Ballots=\"%zu\" SHA256=\"%s\">\n    <Batch Container=\"\" Tabulator=\"1\" Name=\"B1\" "
        "Ballots=\"%zu\"/>\n  </Manifest>\n",
        fixture->ballots, hex, fixture->ballots);
    add_contest(&out, fixture);
    ADD(&out, "</BallotCommitment>\n");
    return (char *)out.data;
}

char *tree_fixture_seed_record(const struct scr_hash *commitment) {
    struct scr_buffer out = {0};
    begin(&out, "SeedRecord");
    add_header(&out, "seed-record", (const char *const[2]){"ballot-commitment", NULL},
               (const struct scr_hash *const[2]){commitment, NULL});
    add_seed_source(&out);
    ADD(&out, "  <Dice Sides=\"10\">\n    <Throws>%s</Throws>\n  </Dice>\n  <Seed>%s</Seed>\n</SeedRecord>\n",
        TREE_FIXTURE_SEED, TREE_FIXTURE_SEED);
    return (char *)out.data;
}

static void add_totals(struct scr_buffer *out, const struct tree_fixture *fixture) {
    uint64_t counts[128] = {0};
    for (size_t i = 0; i < fixture->ballots; i++) counts[fixture->codes[i] & 127]++;
    ADD(out, "  <Totals Missing=\"%" PRIu64 "\">\n", counts['.'] + counts['?']);
    for (unsigned i = 0; i < fixture->candidates; i++)
        ADD(out, "    <CandidateTotal Code=\"%c\" Votes=\"%" PRIu64 "\"/>\n", CODES[i], counts[(unsigned)CODES[i]]);
    ADD(out, "  </Totals>\n");
}

static void add_plan(struct scr_buffer *out, const struct tree_fixture *fixture) {
    ADD(out, "  <Plan Kind=\"%s\" Ballots=\"%zu\"%s>\n", fixture->plan_kind, fixture->plan_count,
        fixture->plan_count ? "" : "/");
    for (size_t i = 0; i < fixture->plan_count; i++)
        ADD(out, "%s%" PRIu32 "%s", i % 20000 ? " " : "    <Numbers>", fixture->plan[i],
            i % 20000 == 19999 || i + 1 == fixture->plan_count ? "</Numbers>\n" : "");
    if (fixture->plan_count) ADD(out, "  </Plan>\n");
}

static void add_opened(struct scr_buffer *out, const struct tree_fixture *fixture) {
    struct scr_buffer proof = {0};
    for (size_t i = 0; i < fixture->plan_count; i++) {
        uint8_t salt[16];
        tree_fixture_salt(fixture->plan[i] - 1, salt);
        ADD(out, "%s%" PRIu32 ":%c:", i % 20000 ? " " : "    <Opened>", fixture->plan[i],
            fixture->codes[fixture->plan[i] - 1]);
        for (unsigned b = 0; b < 16; b++) ADD(out, "%02x", salt[b]);
        if (i % 20000 == 19999 || i + 1 == fixture->plan_count) ADD(out, "</Opened>\n");
    }
    tree_fixture_proof(fixture->codes, 0, fixture->ballots, fixture->plan, fixture->plan_count, &proof);
    size_t hashes = proof.length / 32;
    for (size_t i = 0; i < hashes; i++) {
        ADD(out, "%s", i % 10000 ? " " : "    <Hashes>");
        for (unsigned b = 0; b < 32; b++) ADD(out, "%02x", proof.data[32 * i + b]);
        if (i % 10000 == 9999 || i + 1 == hashes) ADD(out, "</Hashes>\n");
    }
    scr_buffer_free(&proof);
}

static void add_codes(struct scr_buffer *out, const struct tree_fixture *fixture) {
    char hex[SCR_HEX_SIZE];
    scr_hash_hex(&tree_fixture_key, hex);
    ADD(out, "    <SaltKey>%s</SaltKey>\n", hex);
    for (size_t i = 0; i < fixture->ballots; i += 1000000) {
        size_t size = fixture->ballots - i < 1000000 ? fixture->ballots - i : 1000000;
        ADD(out, "    <Codes>");
        need(!scr_failed(scr_buffer_append(out, fixture->codes + i, size)));
        ADD(out, "</Codes>\n");
    }
}

char *tree_fixture_tree(const struct tree_fixture *fixture, const struct scr_hash *commitment,
                        const struct scr_hash *seed_record) {
    struct scr_buffer out = {0};
    begin(&out, "PluralityTree");
    add_header(&out, "plurality-tree", (const char *const[2]){"ballot-commitment", "seed-record"},
               (const struct scr_hash *const[2]){commitment, seed_record});
    add_contest(&out, fixture);
    ADD(&out, "  <Seed>%s</Seed>\n", TREE_FIXTURE_SEED);
    add_totals(&out, fixture);
    ADD(&out, "  <Outcome TPTWinner=\"%s\" PluralityLeaders=\"%s\"/>\n", fixture->winner, fixture->leaders);
    add_plan(&out, fixture);
    ADD(&out, "  <Disclosure Kind=\"%s\">\n", fixture->all ? "all" : "plan");
    if (fixture->all)
        add_codes(&out, fixture);
    else
        add_opened(&out, fixture);
    ADD(&out, "  </Disclosure>\n</PluralityTree>\n");
    return (char *)out.data;
}

UNIT_TEST(verify_tree_fixture, values_by_the_words_of_the_specification) {
    CU_ASSERT_EQUAL(tree_fixture_value((const uint8_t[]){62, 62, 62}, 3, 7), 62);
    CU_ASSERT_EQUAL(tree_fixture_value((const uint8_t[]){62, 1, 62}, 3, 7), 1);
    CU_ASSERT_EQUAL(tree_fixture_value((const uint8_t[]){2, 1, 0}, 3, 2), 0);
    CU_ASSERT_EQUAL(tree_fixture_value((const uint8_t[]){2, 1, 1, 2, 0}, 5, 3), 1);
    CU_ASSERT_EQUAL(tree_fixture_value((const uint8_t[]){2, 1, 1, 2, 0}, 5, 2), 2);
}
