/* test_verify_seed_fixture.c: ballot commitments and seed records as text, and their verdicts in one line. */
#include "test_verify_seed_fixture.h"

#include <inttypes.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "unit.h"
#include "verify_core_fixture.h"

#define HEAD(name)                                                                                                     \
    "<?xml version=\"1.0\" encoding=\"UTF-8\"?>\n<" name " xmlns=\"urn:scrutineer:artifact:1\" Version=\"1\">\n"       \
    "  <Header>\n"                                                                                                     \
    "    <Election Id=\"city-2026\" Name=\"City\" Date=\"2026-11-03\" Jurisdiction=\"\"/>\n"
#define REST                                                                                                           \
    "    <SignerRole>election-official</SignerRole>\n"                                                                 \
    "    <Software Name=\"hand\" Version=\"1\"/>\n"

const char fixture_throws[] = "6213454363124665241312554";
const char fixture_dice[] = "  <Dice Sides=\"6\">\n"
                            "    <Throws>6213454363124665241312554</Throws>\n"
                            "    <Witness Name=\"R. Roe\"/>\n"
                            "  </Dice>\n";

static char *finish(struct scr_buffer *out, scr_result result) {
    if (scr_failed(result)) abort();
    return (char *)out->data;
}

/* SHA256 of the manifest: made with Python's hashlib over the lengths, names and numbers of section 10.1. */
char *fixture_commitment(const char *source) {
    struct scr_buffer out = {0};
    return finish(
        &out,
        scr_buffer_print(
            &out,
            HEAD("BallotCommitment") "    <Purpose>ballot-commitment</Purpose>\n" REST "  </Header>\n"
                                     "  <Source Name=\"manifest.csv\" Kind=\"manifest\" Format=\"arlo\" "
                                     "Digest=\"%064d\"/>\n"
                                     "  <SeedSource %s/>\n"
                                     "  <Manifest Ballots=\"22\" "
                                     "SHA256=\"76d2af5a9c4752b6cbddb4c1b87c9ed1b841bba79743c91eea51b7e7cbbeb217\">\n"
                                     "    <Batch Container=\"\" Tabulator=\"T1\" Name=\"1\" Ballots=\"10\"/>\n"
                                     "    <Batch Container=\"Box 2\" Tabulator=\"\" Name=\"K\u00f6ln 2\" "
                                     "Ballots=\"5\"/>\n"
                                     "    <Batch Container=\"\" Tabulator=\"T1\" Name=\"3\" Ballots=\"7\"/>\n"
                                     "  </Manifest>\n"
                                     "  <Contest Id=\"mayor\" Name=\"Mayor\" FirstPreferences=\"false\" "
                                     "Batches=\"1-3\" Ballots=\"22\" "
                                     "Arrangement=\"scrutineer1\" Arity=\"3\" Replication=\"1\" Root=\"%064d\">\n"
                                     "    <Candidate Code=\"A\" Id=\"m1\" Name=\"Ada\" Kind=\"listed\"/>\n"
                                     "    <Candidate Code=\"B\" Id=\"m2\" Name=\"Bo\" Kind=\"listed\"/>\n"
                                     "    <Candidate Code=\"C\" Id=\"m3\" Name=\"Write-in\" Kind=\"write-in\"/>\n"
                                     "  </Contest>\n"
                                     "  <Contest Id=\"council\" Name=\"Council\" FirstPreferences=\"true\" Batches=\"1 "
                                     "3\" Ballots=\"17\" "
                                     "Arrangement=\"scrutineer1\" Arity=\"2\" Replication=\"9\" Root=\"%064d\">\n"
                                     "    <Candidate Code=\"A\" Id=\"m1\" Name=\"Cy\" Kind=\"listed\"/>\n"
                                     "  </Contest>\n"
                                     "</BallotCommitment>\n",
            0, source, 1, 2));
}

char *fixture_seed(const char *source, const char *commitment, const char *evidence, const char *seed) {
    struct scr_buffer out = {0};
    struct scr_hash hash;
    char hex[SCR_HEX_SIZE];
    if (scr_failed(scr_hash_bytes(commitment, strlen(commitment), &hash))) abort();
    scr_hash_hex(&hash, hex);
    return finish(&out, scr_buffer_print(&out,
                                         HEAD("SeedRecord") "    <Purpose>seed-record</Purpose>\n" REST
                                                            "    <RestsOn Kind=\"ballot-commitment\" SHA256=\"%s\"/>\n"
                                                            "  </Header>\n"
                                                            "  <SeedSource %s/>\n"
                                                            "%s"
                                                            "  <Seed>%s</Seed>\n"
                                                            "</SeedRecord>\n",
                                         hex, source, evidence, seed));
}

char *fixture_pulse(const struct pulse *pulse) {
    static const char *const names[] = {"Uri",
                                        "Version",
                                        "CipherSuite",
                                        "Period",
                                        "CertificateId",
                                        "ChainIndex",
                                        "PulseIndex",
                                        "TimeStamp",
                                        "LocalRandomValue",
                                        "ExternalSourceId",
                                        "ExternalStatusCode",
                                        "ExternalValue",
                                        "Previous",
                                        "Hour",
                                        "Day",
                                        "Month",
                                        "Year",
                                        "PrecommitmentValue",
                                        "StatusCode",
                                        "SignatureValue",
                                        "OutputValue"};
    struct scr_buffer out = {0};
    scr_result result = scr_buffer_text(&out, "  <Pulse");
    for (size_t i = 0; i < PULSE_FIELDS && !scr_failed(result); i++)
        result = pulse->text[i] ? scr_buffer_print(&out, " %s=\"%s\"", names[i], pulse->text[i])
                                : scr_buffer_print(&out, " %s=\"%" PRIu64 "\"", names[i], pulse->number[i]);
    if (!scr_failed(result)) result = scr_buffer_text(&out, pulse->certificate ? ">\n    <Certificate>" : "/>\n");
    for (const char *c = pulse->certificate; c && *c && !scr_failed(result); c++)
        result = *c == '\n' ? scr_buffer_text(&out, "&#10;") : scr_buffer_append(&out, c, 1);
    if (pulse->certificate && !scr_failed(result)) result = scr_buffer_text(&out, "</Certificate>\n  </Pulse>\n");
    return finish(&out, result);
}

static char details[20][1200];
static char ids[20][8];
static size_t detail_count;

const char *fixture_detail(const char *id) {
    for (size_t i = 0; i < detail_count; i++)
        if (!strcmp(ids[i], id)) return details[i];
    return "";
}

static void note(const struct findings *findings, char *open, size_t size) {
    for (size_t c = 0; c < findings->check_count; c++) {
        const struct check *check = &findings->checks[c];
        size_t used = strlen(open);
        if (detail_count < 20) {
            snprintf(ids[detail_count], sizeof ids[0], "%s", check->id);
            snprintf(details[detail_count++], sizeof details[0], "%s", check->detail);
        }
        if (check->verdict != VERDICT_HOLDS)
            snprintf(open + used, size - used, "%s%s %s", used ? ", " : "", check->id, verdict_word(check->verdict));
    }
}

const char *fixture_open(char *commitment, char *seed, bool seed_first) {
    static char open[400];
    struct verification verification = {0};
    const char *folder = unit_scratch(), *paths[3] = {NULL};
    size_t count = 0;
    if (seed && seed_first) paths[count++] = fixture_file(folder, "seed.xml", seed);
    if (commitment) paths[count++] = fixture_file(folder, "commitment.xml", commitment);
    if (seed && !seed_first) paths[count++] = fixture_file(folder, "seed.xml", seed);
    (void)fixture_refuted(paths, &verification);
    open[0] = 0;
    detail_count = 0;
    for (size_t i = 0; i < verification.count; i++) note(&verification.files[i], open, sizeof open);
    if (verification.count != count) snprintf(open, sizeof open, "FAILED");
    verification_free(&verification);
    return open;
}
