/* test_verify_statement_fixture.c: noise commitments and measurement statements as text, with hashes of ledger entries
 * that are made from the text alone. */
#include "test_verify_statement_fixture.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "unit.h"
#include "verify_core_fixture.h"

#define HEAD(name, purpose, rests_on)                                                                                  \
    "<?xml version=\"1.0\" encoding=\"UTF-8\"?>\n<" name " xmlns=\"urn:scrutineer:artifact:1\" Version=\"1\">\n"       \
    "  <Header>\n"                                                                                                     \
    "    <Election Id=\"state-2026\" Name=\"State\" Date=\"2026-11-03\" Jurisdiction=\"\"/>\n"                         \
    "    <Purpose>" purpose "</Purpose>\n"                                                                             \
    "    <SignerRole>election-official</SignerRole>\n"                                                                 \
    "    <Software Name=\"hand\" Version=\"1\"/>\n" rests_on "  </Header>\n"
#define ONES "1111111111111111111111111111111111111111111111111111111111111111"
#define TWOS "2222222222222222222222222222222222222222222222222222222222222222"
#define ABAB "abababababababababababababababababababababababababababababababab"

const char statement_fixture_source[] =
    "Kind=\"beacon\" Beacon=\"NIST Randomness Beacon 2.0\" Chain=\"2\" Pulse=\"\" Place=\"\" "
    "Time=\"2026-12-01T12:00:00Z\"";

/* Sums of losses: gov 1/3 + 1, council 3/5, park 2 in no style; so s2 has 4/3 + 3/5 + 2 = 59/15, s1 4/3 + 2. */
static const char statement[] = HEAD(
    "MeasurementStatement", "measurement-statement",
    "    <RestsOn Kind=\"noise-commitment\" SHA256=\"NOISE\"/>\n") "  <SeedSource Kind=\"beacon\" Beacon=\"NIST "
                                                                   "Randomness Beacon 2.0\" Chain=\"2\" Pulse=\"\" "
                                                                   "Place=\"\" "
                                                                   "Time=\"2026-12-01T12:00:00Z\"/>\n"
                                                                   "  <Measurement Release=\"2\" "
                                                                   "Adjacency=\"substitute\" ExactLevels=\"1\" "
                                                                   "TableRoot=\"" ABAB "\">\n"
                                                                   "    <Level Name=\"State\">\n"
                                                                   "      <Unit Parent=\"0\" Name=\"All\" "
                                                                   "BallotsCast=\"\"/>\n"
                                                                   "    </Level>\n"
                                                                   "    <Level Name=\"County\">\n"
                                                                   "      <Unit Parent=\"1\" Name=\"Ash\" "
                                                                   "BallotsCast=\"70\"/>\n"
                                                                   "      <Unit Parent=\"1\" Name=\"K\u00f6ln\" "
                                                                   "BallotsCast=\"\"/>\n"
                                                                   "    </Level>\n"
                                                                   "    <Level Name=\"Precinct\">\n"
                                                                   "      <Unit Parent=\"1\" Name=\"P1\" "
                                                                   "BallotsCast=\"30\"/>\n"
                                                                   "      <Unit Parent=\"1\" Name=\"P2\" "
                                                                   "BallotsCast=\"40\"/>\n"
                                                                   "      <Unit Parent=\"2\" Name=\"P1\" "
                                                                   "BallotsCast=\"0\"/>\n"
                                                                   "      <Unit Parent=\"2\" Name=\"P3\" "
                                                                   "BallotsCast=\"\"/>\n"
                                                                   "      <Unit Parent=\"2\" Name=\"P4\" "
                                                                   "BallotsCast=\"5\"/>\n"
                                                                   "    </Level>\n"
                                                                   "    <Contest Id=\"gov\" Name=\"Governor\" "
                                                                   "VotesAllowed=\"1\" Complete=\"false\" "
                                                                   "Units=\"1-5\">\n"
                                                                   "      <Option Id=\"g1\" Name=\"Ada\" "
                                                                   "Kind=\"listed\"/>\n"
                                                                   "      <Option Id=\"g2\" Name=\"Bo\" "
                                                                   "Kind=\"listed\"/>\n"
                                                                   "      <Option Id=\"g3\" Name=\"Write-in\" "
                                                                   "Kind=\"write-in\"/>\n"
                                                                   "      <Option Id=\"g4\" Name=\"Undervotes\" "
                                                                   "Kind=\"undervotes\"/>\n"
                                                                   "      <StructuralZero Option=\"2\" Units=\"1 "
                                                                   "4-5\"/>\n"
                                                                   "      <Share Level=\"2\" Histogram=\"options\" "
                                                                   "Epsilon=\"1/4\" Scale=\"8\"/>\n"
                                                                   "      <Share Level=\"3\" Histogram=\"options\" "
                                                                   "Epsilon=\"3/4\" Scale=\"8/3\"/>\n"
                                                                   "    </Contest>\n"
                                                                   "    <Contest Id=\"council\" Name=\"Council\" "
                                                                   "VotesAllowed=\"3\" Complete=\"false\" Units=\"1-2 "
                                                                   "4\">\n"
                                                                   "      <Option Id=\"c1\" Name=\"Cy\" "
                                                                   "Kind=\"listed\"/>\n"
                                                                   "      <Option Id=\"c2\" Name=\"Di\" "
                                                                   "Kind=\"listed\"/>\n"
                                                                   "      <Share Level=\"3\" Histogram=\"options\" "
                                                                   "Epsilon=\"1/2\" Scale=\"8\"/>\n"
                                                                   "      <Share Level=\"3\" Histogram=\"total\" "
                                                                   "Epsilon=\"1/10\" Scale=\"20\"/>\n"
                                                                   "    </Contest>\n"
                                                                   "  </Measurement>\n"
                                                                   "  <Ledger Total=\"4\" Spent=\"59/15\">\n"
                                                                   "    <Style Id=\"s1\">\n"
                                                                   "      <On ContestId=\"gov\"/>\n"
                                                                   "    </Style>\n"
                                                                   "    <Style Id=\"s2\">\n"
                                                                   "      <On ContestId=\"gov\"/>\n"
                                                                   "      <On ContestId=\"council\"/>\n"
                                                                   "    </Style>\n"
                                                                   "    <Entry Number=\"1\" Kind=\"announce\" "
                                                                   "Release=\"1\" Digest=\"" ONES "\" Hash=\"FILL\">\n"
                                                                   "      <Loss ContestId=\"gov\" Epsilon=\"1/3\"/>\n"
                                                                   "      <Loss ContestId=\"park\" Epsilon=\"2\"/>\n"
                                                                   "    </Entry>\n"
                                                                   "    <Entry Number=\"2\" Kind=\"finish\" "
                                                                   "Release=\"1\" Digest=\"" TWOS "\" Hash=\"FILL\"/>\n"
                                                                   "    <Entry Number=\"3\" Kind=\"disclosure\" "
                                                                   "Release=\"\" Digest=\"" ONES "\" Hash=\"FILL\">\n"
                                                                   "      <Loss ContestId=\"council\" "
                                                                   "Epsilon=\"unlimited\"/>\n"
                                                                   "    </Entry>\n"
                                                                   "    <Entry Number=\"4\" Kind=\"announce\" "
                                                                   "Release=\"2\" Digest=\"" ABAB "\" Hash=\"FILL\">\n"
                                                                   "      <Loss ContestId=\"gov\" Epsilon=\"1\"/>\n"
                                                                   "      <Loss ContestId=\"council\" "
                                                                   "Epsilon=\"3/5\"/>\n"
                                                                   "    </Entry>\n"
                                                                   "  </Ledger>\n"
                                                                   "</MeasurementStatement>\n";

static char *copy(const char *text) {
    char *made = strdup(text);
    if (!made) abort();
    return made;
}

char *statement_fixture_noise(void) {
    return copy(HEAD("NoiseCommitment", "noise-commitment", "") "  <Keys Releases=\"3\" Root=\"" TWOS "\"/>\n"
                                                                "</NoiseCommitment>\n");
}

char *statement_fixture(void) { return copy(statement); }

char *statement_fixture_seed(const char *source, const char *kind, const char *below) {
    struct scr_buffer out = {0};
    struct scr_hash hash;
    char hex[SCR_HEX_SIZE];
    if (scr_failed(scr_hash_bytes(below, strlen(below), &hash))) abort();
    scr_hash_hex(&hash, hex);
    if (scr_failed(
            scr_buffer_print(&out,
                             HEAD("SeedRecord", "seed-record",
                                  "    <RestsOn Kind=\"%s\" SHA256=\"%s\"/>\n") "  <SeedSource %s/>\n"
                                                                                "  <Statement>Read aloud.</Statement>\n"
                                                                                "  <Seed>0123456789abcdef</Seed>\n"
                                                                                "</SeedRecord>\n",
                             kind, hex, source)))
        abort();
    return (char *)out.data;
}

/* Section 13.3, from the text of one entry and its losses. */
static void put_u32(struct scr_buffer *out, unsigned long value) {
    const unsigned char bytes[4] = {(unsigned char)(value >> 24), (unsigned char)(value >> 16),
                                    (unsigned char)(value >> 8), (unsigned char)value};
    if (scr_failed(scr_buffer_append(out, bytes, 4))) abort();
}

static void put_text(struct scr_buffer *out, const char *text, size_t length) {
    put_u32(out, 0);
    put_u32(out, length);
    if (scr_failed(scr_buffer_append(out, text, length))) abort();
}

static void put_digest(struct scr_buffer *out, const char *hex) {
    for (size_t i = 0; i < 32; i++) {
        const char pair[3] = {hex[2 * i], hex[2 * i + 1], 0};
        unsigned char byte = (unsigned char)strtoul(pair, NULL, 16);
        if (scr_failed(scr_buffer_append(out, &byte, 1))) abort();
    }
}

/* The value of the first attribute with this name behind `at`. */
static const char *value_of(const char *at, const char *name, size_t *length) {
    char wanted[40];
    snprintf(wanted, sizeof wanted, " %s=\"", name);
    const char *value = strstr(at, wanted);
    if (!value) abort();
    value += strlen(wanted);
    *length = strcspn(value, "\"");
    return value;
}

static void entry_hash(const char *entry, const char *before, char hex[static SCR_HEX_SIZE]) {
    static const char start[] = "scrutineer ledger 1";
    struct scr_buffer bytes = {0};
    struct scr_hash hash;
    size_t length, line = strcspn(entry, "\n");
    unsigned long losses = 0;
    put_text(&bytes, start, strlen(start));
    put_digest(&bytes, before);
    const char *value = value_of(entry, "Kind", &length);
    put_text(&bytes, value, length);
    value = value_of(entry, "Release", &length);
    put_u32(&bytes, strtoul(length ? value : "0", NULL, 10));
    put_digest(&bytes, value_of(entry, "Digest", &length));
    const char *at = entry + line + 1, *end = entry[line - 2] == '/' ? at : strstr(at, "</Entry>");
    for (const char *loss = at; (loss = strstr(loss, "<Loss ")) && loss < end; loss++) losses++;
    put_u32(&bytes, losses);
    for (const char *loss = at; (loss = strstr(loss, "<Loss ")) && loss < end; loss++) {
        value = value_of(loss, "ContestId", &length);
        put_text(&bytes, value, length);
        value = value_of(loss, "Epsilon", &length);
        put_text(&bytes, value, length);
    }
    if (scr_failed(scr_hash_bytes(bytes.data, bytes.length, &hash))) abort();
    scr_hash_hex(&hash, hex);
    scr_buffer_free(&bytes);
}

/* Replaces the first `old`. */
static char *put(char *text, const char *old, const char *new) {
    char *at = strstr(text, old), *longer = malloc(strlen(text) + strlen(new) + 1);
    if (!at || !longer) abort();
    sprintf(longer, "%.*s%s%s", (int)(at - text), text, new, at + strlen(old));
    free(text);
    return longer;
}

char *statement_fixture_fill(char *text, const char *noise) {
    char hex[SCR_HEX_SIZE];
    struct scr_hash hash;
    if (scr_failed(scr_hash_bytes(noise, strlen(noise), &hash))) abort();
    scr_hash_hex(&hash, hex);
    if (strstr(text, "NOISE")) text = put(text, "NOISE", hex);
    memset(hex, '0', SCR_HEX_SIZE - 1);
    for (;;) {
        char *fill = strstr(text, "Hash=\"FILL\""), *entry = NULL;
        if (!fill) return text;
        for (char *at = text; (at = strstr(at, "<Entry ")) && at < fill; at++) entry = at;
        if (!entry) abort();
        char next[SCR_HEX_SIZE];
        entry_hash(entry, hex, next);
        memcpy(hex, next, sizeof hex);
        text = put(text, "FILL", hex);
    }
}

static char details[30][1500], ids[30][8], facts[600];
static size_t detail_count;

const char *statement_detail(const char *id) {
    for (size_t i = 0; i < detail_count; i++)
        if (!strcmp(ids[i], id)) return details[i];
    return "";
}

const char *statement_facts(void) { return facts; }

static void note(const struct findings *findings, char *open, size_t size) {
    for (size_t c = 0; c < findings->check_count; c++) {
        const struct check *check = &findings->checks[c];
        size_t used = strlen(open);
        if (detail_count < 30) {
            snprintf(ids[detail_count], sizeof ids[0], "%s", check->id);
            snprintf(details[detail_count++], sizeof details[0], "%s", check->detail);
        }
        if (check->verdict != VERDICT_HOLDS)
            snprintf(open + used, size - used, "%s%s %s", used ? ", " : "", check->id, verdict_word(check->verdict));
    }
    for (size_t i = 0; i < findings->fact_count; i++)
        if (!strcmp(findings->facts[i].name, "measurement"))
            snprintf(facts, sizeof facts, "%s", findings->facts[i].json);
}

const char *statement_open(char *noise, char *text, char *seed, bool seed_first) {
    static char open[400];
    struct verification verification = {0};
    const char *folder = unit_scratch(), *paths[4] = {NULL};
    size_t count = 0;
    if (seed && seed_first) paths[count++] = fixture_file(folder, "seed.xml", seed);
    if (text) paths[count++] = fixture_file(folder, "statement.xml", text);
    if (noise) paths[count++] = fixture_file(folder, "noise.xml", noise);
    if (seed && !seed_first) paths[count++] = fixture_file(folder, "seed.xml", seed);
    (void)fixture_refuted(paths, &verification);
    open[0] = facts[0] = 0;
    detail_count = 0;
    for (size_t i = 0; i < verification.count; i++) note(&verification.files[i], open, sizeof open);
    if (verification.count != count) snprintf(open, sizeof open, "FAILED");
    verification_free(&verification);
    return open;
}
