/* test_verify_release_fixture.c: prints statement, seed record and release, and verifies them. */
#include "test_verify_release_fixture.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "scrutineer/hash.h"
#include "unit.h"
#include "verify/verdict.h"
#include "verify_core_fixture.h"

#define ONES "1111111111111111111111111111111111111111111111111111111111111111"

struct text {
    char bytes[16000];
    size_t length;
};

static void say(struct text *text, const char *words) {
    size_t length = strlen(words);
    CU_ASSERT_FATAL(text->length + length < sizeof text->bytes);
    memcpy(text->bytes + text->length, words, length + 1);
    text->length += length;
}

static void say_head(struct text *text, const char *root, const char *purpose, const char *const *resting) {
    static char line[600];
    snprintf(line, sizeof line,
             "<?xml version=\"1.0\" encoding=\"UTF-8\"?>\n<%s xmlns=\"urn:scrutineer:artifact:1\" Version=\"1\">\n"
             "  <Header>\n    <Election Id=\"e\" Name=\"E\" Date=\"2026-11-03\" Jurisdiction=\"\"/>\n"
             "    <Purpose>%s</Purpose>\n    <SignerRole>election-official</SignerRole>\n"
             "    <Software Name=\"hand\" Version=\"1\"/>\n",
             root, purpose);
    say(text, line);
    for (; *resting; resting += 2) {
        snprintf(line, sizeof line, "    <RestsOn Kind=\"%s\" SHA256=\"%s\"/>\n", resting[0], resting[1]);
        say(text, line);
    }
    say(text, "  </Header>\n");
}

#define SOURCE                                                                                                         \
    "  <SeedSource Kind=\"dice\" Beacon=\"\" Chain=\"\" Pulse=\"\" Place=\"Hall\" Time=\"2026-12-01T12:00:00Z\"/>\n"

/* The ledger's hash is not that of section 13.3, which refutes DPR-05 of the statement and keeps nothing of the
 * release. */
static void say_statement(struct text *text, const struct release_text *wanted) {
    static const char *const resting[] = {"noise-commitment", ONES, NULL}, *const none[] = {"", "", "", ""};
    const char *const *turnout = wanted->turnout ? wanted->turnout : none;
    unsigned options = wanted->options;
    char line[300];
    say_head(text, "MeasurementStatement", "measurement-statement", resting);
    say(text, SOURCE "  <Measurement Release=\"1\" Adjacency=\"substitute\" ExactLevels=\"1\" TableRoot=\"" ONES "\">\n"
                     "    <Level Name=\"State\">\n");
    snprintf(line, sizeof line, "      <Unit Parent=\"0\" Name=\"All\" BallotsCast=\"%s\"/>\n", turnout[0]);
    say(text, line);
    say(text, "    </Level>\n    <Level Name=\"Precinct\">\n");
    for (unsigned i = 1; i <= 3; i++) {
        snprintf(line, sizeof line, "      <Unit Parent=\"1\" Name=\"P%u\" BallotsCast=\"%s\"/>\n", i, turnout[i]);
        say(text, line);
    }
    snprintf(line, sizeof line,
             "    </Level>\n    <Contest Id=\"c\" Name=\"C\" VotesAllowed=\"1\" Complete=\"%s\" Units=\"1-3\">\n",
             wanted->turnout ? "true" : "false");
    say(text, line);
    for (unsigned i = 1; i <= options; i++) {
        const char *kind = !wanted->turnout || i + 1 < options ? "listed" : i < options ? "undervotes" : "overvotes";
        snprintf(line, sizeof line, "      <Option Id=\"o%u\" Name=\"Option %u\" Kind=\"%s\"/>\n", i, i, kind);
        say(text, line);
    }
    say(text, "      <Share Level=\"2\" Histogram=\"options\" Epsilon=\"2/5\" Scale=\"5\"/>\n    </Contest>\n"
              "  </Measurement>\n  <Ledger Total=\"1\" Spent=\"2/5\">\n"
              "    <Entry Number=\"1\" Kind=\"announce\" Release=\"1\" Digest=\"" ONES "\" Hash=\"" ONES "\">\n"
              "      <Loss ContestId=\"c\" Epsilon=\"2/5\"/>\n    </Entry>\n  </Ledger>\n</MeasurementStatement>\n");
}

static void say_rows(struct text *text, unsigned level, const char *kind, const char *rows) {
    char line[300];
    snprintf(line, sizeof line, "    <Counts Level=\"%u\" Kind=\"%s\">\n", level, kind);
    say(text, line);
    while (*rows) {
        size_t length = strcspn(rows, ";");
        snprintf(line, sizeof line, "      <Row>%.*s</Row>\n", (int)length, rows);
        say(text, line);
        rows += length + (rows[length] == ';');
    }
    say(text, "    </Counts>\n");
}

/* Errors at scale 5 computed in Python from the formulas of section 14.4. */
static void say_release(struct text *text, const struct release_text *wanted, const char *const *resting) {
    say_head(text, "PrecinctRelease", "precinct-release", resting);
    say(text, "  <Processing Mechanism=\"");
    say(text, wanted->mechanism);
    say(text, "\"/>\n  <ContestCounts ContestId=\"c\">\n");
    say_rows(text, 1, "exact", wanted->exact);
    say_rows(text, 2, "measured", wanted->measured);
    if (wanted->published) say_rows(text, 2, "published", wanted->published);
    say(text, "    <Guarantee Epsilon=\"\" ExchangeEpsilon=\"4/5\" PosteriorLow=\"0.310025\" "
              "PosteriorHigh=\"0.689975\"/>\n"
              "    <Accuracy Level=\"2\" CountError95=\"15\" MarginError95=\"21\"/>\n"
              "    <SumAccuracy Level=\"1\" Units=\"3\" StandardDeviation=\"12.227\" Error95=\"24\"/>\n"
              "    <SumAccuracy Level=\"2\" Units=\"1\" StandardDeviation=\"7.059\" Error95=\"14\"/>\n"
              "  </ContestCounts>\n</PrecinctRelease>\n");
}

/* The changed text, malloc'ed, and its digest. */
static char *finish(const struct text *text, const char *old, const char *new, char hex[static SCR_HEX_SIZE]) {
    struct scr_hash hash;
    char *copy = strdup(text->bytes);
    CU_ASSERT_PTR_NOT_NULL_FATAL(copy);
    if (old) copy = fixture_replace(copy, old, new);
    CU_ASSERT_FALSE_FATAL(scr_failed(scr_hash_bytes(copy, strlen(copy), &hash)));
    scr_hash_hex(&hash, hex);
    return copy;
}

static struct { char id[8], words[1000]; } details[40];
static size_t detail_count;

static void note(const struct findings *file, char *open, size_t size) {
    static const char *const verdicts[] = {"holds", "undecided", "refuted"};
    for (size_t i = 0; i < file->check_count && detail_count < 40; i++) {
        const struct check *check = &file->checks[i];
        size_t length = strlen(open);
        snprintf(details[detail_count].id, sizeof details->id, "%s", check->id);
        snprintf(details[detail_count++].words, sizeof details->words, "%s", check->detail);
        if (check->verdict == VERDICT_HOLDS || strcmp(check->id, "DPR-19") > 0) continue; /* other files' tests */
        snprintf(open + length, size - length, "%s%s %s", length ? ", " : "", check->id, verdicts[check->verdict]);
    }
}

const char *release_open(const struct release_text *wanted) {
    static char open[400];
    static struct text statement, seed, release;
    struct verification verification = {0};
    const char *folder = unit_scratch(), *paths[4] = {NULL};
    char of_statement[SCR_HEX_SIZE], of_seed[SCR_HEX_SIZE], ignored[SCR_HEX_SIZE];
    size_t count = 0;
    statement.length = seed.length = release.length = 0;
    say_statement(&statement, wanted);
    char *statement_text = finish(&statement, wanted->statement_old, wanted->statement_new, of_statement);
    const char *on_statement[] = {"measurement-statement", wanted->seed_rests_on ? wanted->seed_rests_on : of_statement,
                                  NULL};
    say_head(&seed, "SeedRecord", "seed-record", on_statement);
    say(&seed, SOURCE "  <Statement>thrown</Statement>\n  <Seed>12345</Seed>\n</SeedRecord>\n");
    char *seed_text = finish(&seed, NULL, NULL, of_seed);
    const char *on_both[] = {"measurement-statement", of_statement, "seed-record", of_seed, NULL};
    say_release(&release, wanted, on_both);
    char *release_text = finish(&release, wanted->old, wanted->new, ignored);
    if (wanted->without == 1)
        free(statement_text);
    else
        paths[count++] = fixture_file(folder, "statement.xml", statement_text);
    if (wanted->without == 2)
        free(seed_text);
    else
        paths[count++] = fixture_file(folder, "seed.xml", seed_text);
    paths[count++] = fixture_file(folder, "release.xml", release_text);
    (void)fixture_refuted(paths, &verification);
    open[0] = 0;
    detail_count = 0;
    for (size_t i = 0; i < verification.count; i++)
        if (!strcmp(verification.files[i].kind, "precinct-release")) note(&verification.files[i], open, sizeof open);
    if (!detail_count) snprintf(open, sizeof open, "FAILED");
    verification_free(&verification);
    return open;
}

const char *release_detail(const char *id) {
    for (size_t i = 0; i < detail_count; i++)
        if (!strcmp(details[i].id, id)) return details[i].words;
    return "";
}
