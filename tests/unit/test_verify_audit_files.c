/* Files of audits: long lists cut into elements, damaged bytes, and what the report says of an audit that is not
 * finished. */
#include <inttypes.h>
#include <stdlib.h>
#include <string.h>

#include "scrutineer/file.h"
#include "scrutineer/schemas.h"
#include "unit.h"
#include "verify/report.h"
#include "verify/tree/checks.h"
#include "verify_core_fixture.h"
#include "verify_tree_fixture.h"

#define ADD(out, ...) CU_ASSERT_FALSE_FATAL(scr_failed(scr_buffer_print(out, __VA_ARGS__)))

/* A contest whose ballots are all A, all planned in one round and all read as A. */
struct sample {
    struct tree_fixture fixture;
    char *codes;
    uint32_t *plan;
    char *commitment, *seed, *tree, *audit;
};

/* One list cut into elements of `cut` tokens; `format` ends in the token's number. */
static void add_list(struct scr_buffer *out, const struct sample *sample, const char *indent, const char *tag,
                     size_t cut) {
    for (size_t i = 0; i < sample->fixture.ballots; i++) {
        if (i % cut == 0) ADD(out, "%s<%s>", indent, tag);
        ADD(out, "%s%zu", i % cut ? " " : "", i + 1);
        if (*tag == 'E') ADD(out, ":A");
        if (*tag == 'O') {
            uint8_t salt[16];
            tree_fixture_salt(i, salt);
            ADD(out, ":A:");
            for (size_t b = 0; b < 16; b++) ADD(out, "%02x", salt[b]);
        }
        if (i % cut == cut - 1 || i + 1 == sample->fixture.ballots) ADD(out, "</%s>\n", tag);
    }
}

static char *write_audit(const struct sample *sample, size_t cut, const char *result, const char *winner) {
    struct scr_hash digest, root;
    char hex[SCR_HEX_SIZE], root_hex[SCR_HEX_SIZE];
    struct scr_buffer out = {0};
    tree_fixture_digest(sample->tree, &digest);
    scr_hash_hex(&digest, hex);
    tree_fixture_root(sample->codes, 0, sample->fixture.ballots, &root);
    scr_hash_hex(&root, root_hex);
    const char *election = strstr(sample->tree, "    <Election "), *rests = strstr(sample->tree, "    <RestsOn ");
    CU_ASSERT_TRUE_FATAL(election && rests && election < rests);
    ADD(&out, "<?xml version=\"1.0\" encoding=\"UTF-8\"?>\n"
              "<TreeAudit xmlns=\"urn:scrutineer:artifact:1\" Version=\"1\">\n  <Header>\n");
    ADD(&out, "%.*s", (int)(strchr(election, '\n') - election + 1), election);
    ADD(&out,
        "    <Purpose>tree-audit</Purpose>\n    <SignerRole>election-official</SignerRole>\n"
        "    <Software Name=\"test\" Version=\"1\"/>\n    <RestsOn Kind=\"plurality-tree\" SHA256=\"%s\"/>\n"
        "  </Header>\n  <Contest Id=\"mayor\" Root=\"%s\"/>\n  <Round Number=\"1\" State=\"complete\">\n",
        hex, root_hex);
    add_list(&out, sample, "    ", "Planned", cut);
    add_list(&out, sample, "    ", "Examined", 20000);
    ADD(&out, "  </Round>\n");
    add_list(&out, sample, "  ", "Opened", 20000);
    ADD(&out, "  <End Result=\"%s\" AuditedWinner=\"%s\"/>\n</TreeAudit>\n", result, winner);
    return (char *)out.data;
}

static void sample_new(struct sample *sample, size_t ballots) {
    struct scr_hash commitment, seed;
    *sample = (struct sample){0};
    sample->codes = malloc(ballots);
    sample->plan = calloc(ballots, sizeof *sample->plan);
    CU_ASSERT_TRUE_FATAL(sample->codes && sample->plan);
    memset(sample->codes, 'A', ballots);
    for (size_t i = 0; i < ballots; i++) sample->plan[i] = (uint32_t)i + 1;
    sample->fixture = (struct tree_fixture){.codes = sample->codes,
                                            .ballots = ballots,
                                            .candidates = 2,
                                            .arity = 3,
                                            .replication = 1,
                                            .plan_kind = "recursive",
                                            .winner = "A",
                                            .leaders = "A",
                                            .plan = sample->plan,
                                            .plan_count = ballots,
                                            .all = true};
    sample->commitment = tree_fixture_commitment(&sample->fixture);
    tree_fixture_digest(sample->commitment, &commitment);
    sample->seed = tree_fixture_seed_record(&commitment);
    tree_fixture_digest(sample->seed, &seed);
    sample->tree = tree_fixture_tree(&sample->fixture, &commitment, &seed);
    sample->audit = write_audit(sample, 20000, "confirmed", "A");
}

static void sample_free(struct sample *sample) {
    free(sample->codes);
    free(sample->plan);
    free(sample->commitment);
    free(sample->seed);
    free(sample->tree);
    free(sample->audit);
}

/* Verifies all four files with this text of the audit, which is freed. */
static const char *refuted(const struct sample *sample, char *audit, struct verification *verification) {
    static char scratch[300], paths[4][340];
    const char *texts[] = {audit, sample->tree, sample->seed, sample->commitment};
    const char *list[5] = {0};
    snprintf(scratch, sizeof scratch, "%s", unit_scratch());
    for (size_t i = 0; i < 4; i++) {
        snprintf(paths[i], sizeof paths[i], "%s/%zu.xml", scratch, i);
        CU_ASSERT_FALSE(scr_failed(scr_file_write(paths[i], texts[i], strlen(texts[i]), 0644, NULL)));
        list[i] = paths[i];
    }
    free(audit);
    return fixture_refuted(list, verification);
}

UNIT_TEST(verify_audit_files, long_lists_are_cut_at_20000) {
    struct sample sample;
    struct verification verification;
    sample_new(&sample, 20003);
    CU_ASSERT_STRING_EQUAL(refuted(&sample, strdup(sample.audit), &verification), "");
    CU_ASSERT_EQUAL(verification.arithmetic, VERDICT_HOLDS);
    verification_free(&verification);
    CU_ASSERT_STRING_EQUAL(refuted(&sample, write_audit(&sample, 19999, "confirmed", "A"), &verification), "TPT-21");
    verification_free(&verification);
    CU_ASSERT_STRING_EQUAL(refuted(&sample, write_audit(&sample, 20001, "confirmed", "A"), &verification), "TPT-21");
    verification_free(&verification);
    sample_free(&sample);
}

static scr_result to_buffer(void *context, const void *bytes, size_t length) {
    return scr_buffer_append(context, bytes, length);
}

/* The report as people see it. */
static char *report(const struct verification *verification) {
    struct scr_buffer out = {0};
    CU_ASSERT_FALSE_FATAL(scr_failed(report_text(verification, false, to_buffer, &out)));
    return (char *)out.data;
}

UNIT_TEST(verify_audit_files, the_report_says_how_an_audit_ended) {
    struct sample sample;
    struct verification verification;
    sample_new(&sample, 9);
    CU_ASSERT_STRING_EQUAL(refuted(&sample, strdup(sample.audit), &verification), "");
    char *text = report(&verification);
    CU_ASSERT_PTR_NOT_NULL(strstr(text, "confirmed: the papers examined establish the TPT winner"));
    CU_ASSERT_PTR_NULL(strstr(text, "Audits: "));
    free(text);
    verification_free(&verification);
    /* The same papers with an open round: true, and no success. */
    char *open = fixture_replace(write_audit(&sample, 20000, "unfinished", ""), "State=\"complete\"", "State=\"open\"");
    CU_ASSERT_STRING_EQUAL(refuted(&sample, open, &verification), "");
    CU_ASSERT_EQUAL(verification.arithmetic, VERDICT_HOLDS);
    text = report(&verification);
    CU_ASSERT_PTR_NOT_NULL(strstr(text, "the audit is not finished"));
    CU_ASSERT_PTR_NOT_NULL(strstr(text, "Audits: 1 of 1 confirm no winner"));
    CU_ASSERT_PTR_NOT_NULL(strstr(text, "any winner by 1 audit that is unfinished"));
    CU_ASSERT_PTR_NULL(strstr(text, "confirmed:"));
    free(text);
    verification_free(&verification);
    sample_free(&sample);
}

/* Checks one file of a kind in a run of its own making. */
static scr_result check_one(scr_result (*check)(struct tree_task *), const struct scr_xml_schema *schema,
                            struct publications *publications, const char *path, struct findings *findings) {
    struct scr_arena arena = {0};
    struct work work = {.each = 1000000, .all = 1000000};
    const struct surroundings surroundings = {.work = &work, .facts = true, .publications = publications};
    struct tree_task task = {
        .path = path, .schema = schema, .surroundings = &surroundings, .findings = findings, .arena = &arena};
    scr_result result = check(&task);
    scr_arena_free(&arena);
    return result;
}

static void publish(scr_result (*check)(struct tree_task *), const unsigned char *xsd, unsigned long size,
                    struct publications *publications, const char *text) {
    struct scr_xml_schema *schema = NULL;
    struct findings findings = {0};
    const char *path = fixture_file(unit_scratch(), "a.xml", strdup(text));
    CU_ASSERT_FALSE_FATAL(scr_failed(scr_xml_schema_parse(xsd, size, &schema, NULL)));
    CU_ASSERT_FALSE(scr_failed(check_one(check, schema, publications, path, &findings)));
    findings_free(&findings);
    scr_xml_schema_free(schema);
}

UNIT_TEST(verify_audit_files, damaged_bytes_never_end_in_a_failure) {
    struct sample sample;
    struct publications publications = {0};
    struct scr_xml_schema *schema = NULL;
    uint64_t state = 77;
    unsigned valid = 0, invalid = 0;
    static const char signs[] = "0123456789AZ.*!~:<>\"& \n\x01\xff";
    sample_new(&sample, 9);
    publish(tree_check_commitment, scr_schema_ballot_commitment, scr_schema_ballot_commitment_size, &publications,
            sample.commitment);
    publish(tree_check_seed, scr_schema_seed_record, scr_schema_seed_record_size, &publications, sample.seed);
    publish(tree_check_tree, scr_schema_plurality_tree, scr_schema_plurality_tree_size, &publications, sample.tree);
    CU_ASSERT_EQUAL_FATAL(publications.trees.count, 1);
    CU_ASSERT_FALSE_FATAL(
        scr_failed(scr_xml_schema_parse(scr_schema_tree_audit, scr_schema_tree_audit_size, &schema, NULL)));
    const char *folder = unit_scratch();
    size_t length = strlen(sample.audit), lists = (size_t)(strstr(sample.audit, "<Contest") - sample.audit);
    size_t examined = (size_t)(strstr(sample.audit, "<Examined>") - sample.audit),
           examined_end = (size_t)(strstr(sample.audit, "</Examined>") - sample.audit);
    for (int trial = 0; trial < 1500; trial++) {
        struct findings findings = {0};
        char *text = strdup(sample.audit);
        size_t at = lists + tree_fixture_random(&state) % (length - lists);
        if (trial % 10 == 9)
            text[at] = 0; /* cut off */
        else
            text[at] = signs[tree_fixture_random(&state) % (sizeof signs - 1)];
        const char *path = fixture_file(folder, "audit.xml", text);
        CU_ASSERT_FALSE(scr_failed(check_one(tree_check_audit, schema, &publications, path, &findings)));
        if (findings_verdict(&findings, "TPT-21") == VERDICT_HOLDS)
            valid++;
        else
            invalid++;
        /* Nothing damaged is accepted: what is still valid is refuted by some check, unless it is as it was, or papers
         * were read as something else. */
        bool refused = at >= examined && at < examined_end;
        for (size_t c = 0; c < findings.check_count; c++)
            refused = refused || findings.checks[c].verdict != VERDICT_HOLDS;
        struct scr_hash before;
        tree_fixture_digest(sample.audit, &before);
        CU_ASSERT_TRUE(refused || (findings.hashed && scr_hash_equal(&before, &findings.hash)));
        findings_free(&findings);
    }
    CU_ASSERT_TRUE(valid > 100 && invalid > 100);
    scr_xml_schema_free(schema);
    publications_free(&publications);
    sample_free(&sample);
}
