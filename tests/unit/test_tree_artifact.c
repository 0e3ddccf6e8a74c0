/* test_tree_artifact.c: the tree artifact: valid, canonical, proved by its own multiproof, its plan certified by brute
 * force; and what must not be published. */
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "audit_case.h"
#include "scrutineer/file.h"
#include "scrutineer/schemas.h"
#include "scrutineer/xml_reader.h"
#include "shell.h"
#include "unit.h"

static struct election election(void) {
    return (struct election){.id = "e", .name = "Election", .date = "2026-11-03", .jurisdiction = ""};
}

static scr_result write(const struct audit_case *c, const struct ballot_plan *plan, bool all, struct scr_buffer *out) {
    struct election of = election();
    const struct scr_hash record = {{5}};
    const struct tree_artifact artifact = {.election = &of,
                                           .commitment = {{1, 2, 3}},
                                           .seed_record = &record,
                                           .contest = &c->contest,
                                           .seed = "seed",
                                           .plan_kind = plan->kind,
                                           .plan = plan->ballots,
                                           .plan_count = plan->count,
                                           .winner = audited_tree_winner(&c->audited),
                                           .ballots = &c->ballots,
                                           .disclose_all = all};
    out->length = 0;
    return tree_artifact_write(&artifact, scr_xml_to_buffer, out);
}

/* Reads it as a verifier would: canonical and valid. */
static bool valid(const struct scr_buffer *bytes) {
    struct scr_diagnosis diagnosis = {0};
    struct scr_xml_schema *schema = NULL;
    struct scr_xml_reader *reader = NULL;
    enum scr_xml_event event = SCR_XML_START;
    scr_result result =
        scr_xml_schema_parse(scr_schema_plurality_tree, scr_schema_plurality_tree_size, &schema, &diagnosis);
    const struct scr_xml_options options = {
        .schema = schema, .canonical = true, .limit = bytes->length, .shown = "tree.xml"};
    if (!scr_failed(result)) result = scr_xml_reader_memory(bytes->data, bytes->length, &options, &reader, &diagnosis);
    while (!scr_failed(result) && event != SCR_XML_DONE) result = scr_xml_next(reader, &event);
    for (size_t i = 0; i < diagnosis.count; i++) printf("%s ", diagnosis.problems[i].message);
    scr_xml_reader_free(reader);
    scr_xml_schema_free(schema);
    scr_diagnosis_free(&diagnosis);
    return !scr_failed(result);
}

/* The text of the n-th element of a name, from 0; NULL when there is none. Its length in *length. */
static const char *text_of(const struct scr_buffer *bytes, const char *name, size_t n, size_t *length) {
    char open[40];
    snprintf(open, sizeof open, "<%s>", name);
    const char *at = (const char *)bytes->data;
    for (size_t i = 0; at && i <= n; i++) {
        at = strstr(at, open);
        if (at) at += strlen(open);
    }
    *length = at ? strcspn(at, "<") : 0;
    return at;
}

static size_t tokens(const char *text, size_t length) {
    size_t spaces = 0;
    for (size_t i = 0; i < length; i++) spaces += text[i] == ' ';
    return length ? spaces + 1 : 0;
}

/* The plan of random small contests: whatever the ballots outside of it say, the root stays. */
UNIT_TEST(tree_artifact, plans_hold_against_every_assignment) {
    uint64_t state = 20261122;
    size_t planned = 0;
    for (unsigned round = 0; round < 150; round++) {
        struct audit_case c;
        struct ballot_plan plan;
        struct scr_buffer out = {0};
        bool known[200] = {false};
        unsigned candidates = 1 + round % 3, arity = 2 + round % 4;
        audit_case_random(&c, &state, 2 + round % 9, candidates, arity, round % 5 == 0 ? 4 : 0);
        CU_ASSERT_EQUAL_FATAL(audited_tree_plan(&c.audited, &plan).code, SCR_DONE);
        for (size_t i = 0; i < plan.count; i++) {
            CU_ASSERT_NOT_EQUAL(c.codes[plan.ballots[i] - 1], '?');
            known[plan.ballots[i] - 1] = true;
        }
        planned += plan.count;
        if (strcmp(plan.kind, "none")) {
            char winner = audited_tree_winner(&c.audited);
            uint64_t only = UINT64_C(1) << (winner == '.' ? TREE_MISSING : winner - 'A');
            CU_ASSERT_EQUAL(audit_case_roots(&c, (const char *)c.codes, known), only);
            /* The least plan is no longer one without any of its ballots. */
            for (size_t i = 0; i < plan.count; i++) {
                known[plan.ballots[i] - 1] = false;
                CU_ASSERT_NOT_EQUAL(audit_case_roots(&c, (const char *)c.codes, known), only);
                known[plan.ballots[i] - 1] = true;
            }
        } else { /* With all that can be known the root is still open. */
            CU_ASSERT_EQUAL(plan.count, 0);
            for (size_t b = 0; b < c.ballots.count; b++) known[b] = c.codes[b] != '?';
            uint64_t roots = audit_case_roots(&c, (const char *)c.codes, known);
            CU_ASSERT((roots & (roots - 1)) != 0);
        }
        CU_ASSERT_EQUAL(write(&c, &plan, round % 2, &out).code, SCR_DONE);
        CU_ASSERT(valid(&out));
        scr_buffer_free(&out);
        ballot_plan_free(&plan);
        audit_case_free(&c);
    }
    CU_ASSERT(planned > 200);
}

UNIT_TEST(tree_artifact, replicated_plans_hold_against_every_assignment) {
    uint64_t state = 7;
    for (unsigned round = 0; round < 20; round++) {
        struct audit_case random, c;
        struct ballot_plan plan;
        bool known[200] = {false};
        audit_case_random(&random, &state, 4 + round % 4, 2, 3, 0);
        audit_case_make(&c, (const char *)random.codes, 2, 3, 2 + round % 3);
        CU_ASSERT_EQUAL_FATAL(audited_tree_plan(&c.audited, &plan).code, SCR_DONE);
        CU_ASSERT_STRING_EQUAL(plan.kind, "recursive");
        for (size_t i = 0; i < plan.count; i++) known[plan.ballots[i] - 1] = true;
        uint64_t roots = audit_case_roots(&c, (const char *)c.codes, known);
        CU_ASSERT_EQUAL(roots & (roots - 1), 0);
        ballot_plan_free(&plan);
        audit_case_free(&c);
        audit_case_free(&random);
    }
}

UNIT_TEST(tree_artifact, only_the_plan_is_opened) {
    struct audit_case c;
    struct ballot_plan plan;
    struct scr_buffer out = {0};
    char hex[SCR_HEX_SIZE];
    size_t length;
    audit_case_make(&c, "AAABBAABA.A", 2, 3, 1);
    CU_ASSERT_EQUAL_FATAL(audited_tree_plan(&c.audited, &plan).code, SCR_DONE);
    CU_ASSERT_STRING_EQUAL(plan.kind, "least");
    CU_ASSERT_EQUAL(write(&c, &plan, false, &out).code, SCR_DONE);
    CU_ASSERT(valid(&out));
    const char *opened = text_of(&out, "Opened", 0, &length);
    CU_ASSERT_EQUAL(tokens(opened, length), plan.count);
    CU_ASSERT_PTR_NULL(strstr((const char *)out.data, "SaltKey"));
    CU_ASSERT_PTR_NULL(strstr((const char *)out.data, "Codes"));
    CU_ASSERT_PTR_NOT_NULL(strstr((const char *)out.data, "<Totals Missing=\"1\">"));
    CU_ASSERT_PTR_NOT_NULL(strstr((const char *)out.data, "<Outcome TPTWinner=\"A\" PluralityLeaders=\"A\"/>"));
    /* In full: the key, and all codes in order. */
    CU_ASSERT_EQUAL(write(&c, &plan, true, &out).code, SCR_DONE);
    CU_ASSERT(valid(&out));
    const char *codes = text_of(&out, "Codes", 0, &length);
    CU_ASSERT(length == 11 && !memcmp(codes, "AAABBAABA.A", 11));
    struct scr_hash key;
    memcpy(key.bytes, c.ballots.key.bytes, sizeof key.bytes);
    scr_hash_hex(&key, hex);
    CU_ASSERT_PTR_NOT_NULL(strstr((const char *)out.data, hex));
    ballot_plan_free(&plan);
    /* Nothing opened: the proof is the root itself. */
    plan = (struct ballot_plan){.kind = "none"};
    CU_ASSERT_EQUAL(write(&c, &plan, false, &out).code, SCR_DONE);
    CU_ASSERT(valid(&out));
    scr_hash_hex(&c.contest.root, hex);
    const char *hashes = text_of(&out, "Hashes", 0, &length);
    CU_ASSERT(length == 64 && !memcmp(hashes, hex, 64));
    scr_buffer_free(&out);
    audit_case_free(&c);
}

/* A store whose ballots are no longer those committed publishes nothing. */
UNIT_TEST(tree_artifact, other_ballots_are_refused) {
    struct audit_case c;
    struct ballot_plan plan;
    struct scr_buffer out = {0};
    struct tree_totals totals;
    audit_case_make(&c, "AAABBAABA.A", 2, 3, 1);
    CU_ASSERT_EQUAL_FATAL(audited_tree_plan(&c.audited, &plan).code, SCR_DONE);
    for (size_t b = 0; b < c.ballots.count; b++) {
        uint8_t code = c.codes[b];
        c.codes[b] = code == 'A' ? 'B' : 'A';
        CU_ASSERT_EQUAL(write(&c, &plan, false, &out).code, SCR_STORE);
        CU_ASSERT_EQUAL(write(&c, &plan, true, &out).code, SCR_STORE);
        c.codes[b] = code;
    }
    c.ballots.key.bytes[31] ^= 1;
    CU_ASSERT_EQUAL(write(&c, &plan, false, &out).code, SCR_STORE);
    c.ballots.key.bytes[31] ^= 1;
    CU_ASSERT_EQUAL(write(&c, &plan, false, &out).code, SCR_DONE);
    /* A code that is none of the contest's. */
    c.codes[0] = 'C';
    CU_ASSERT_EQUAL(tree_totals_of(&c.ballots, 2, &totals).code, SCR_STORE);
    c.codes[0] = 200;
    CU_ASSERT_EQUAL(tree_totals_of(&c.ballots, 2, &totals).code, SCR_STORE);
    scr_buffer_free(&out);
    ballot_plan_free(&plan);
    audit_case_free(&c);
}

UNIT_TEST(tree_artifact, totals_name_all_leaders) {
    static const struct {
        const char *codes, *leaders;
        size_t missing, phantoms;
    } cases[] = {
        {"AABBC", "AB", 0, 0}, {"BB.?*", "B", 0, 0}, {"..?", "", 3, 1}, {"CBA", "ABC", 0, 0}, {"C.A?", "AC", 2, 1}};
    for (size_t i = 0; i < sizeof cases / sizeof *cases; i++) {
        struct tree_totals totals;
        struct committed_ballots ballots = {.codes = (const uint8_t *)cases[i].codes, .count = strlen(cases[i].codes)};
        scr_result result = tree_totals_of(&ballots, 3, &totals);
        if (strchr(cases[i].codes, '*')) { /* an interpretation, not a code */
            CU_ASSERT_EQUAL(result.code, SCR_STORE);
            continue;
        }
        CU_ASSERT_EQUAL(result.code, SCR_DONE);
        CU_ASSERT_STRING_EQUAL(totals.leaders, cases[i].leaders);
        CU_ASSERT_EQUAL(totals.missing, cases[i].missing);
        CU_ASSERT_EQUAL(totals.phantoms, cases[i].phantoms);
    }
}

/* Elements end after 20,000 numbers, 20,000 opened ballots, 10,000 hashes, 1,000,000 codes. */
UNIT_TEST(tree_artifact, long_lists_are_cut) {
    enum { MANY = 1000001, PLANNED = 20001 };
    struct audit_case c;
    struct scr_buffer out = {0};
    size_t length, room = 0;
    uint32_t *numbers = NULL;
    uint8_t *codes = malloc(MANY);
    CU_ASSERT_FATAL(codes && !scr_failed(scr_grow(&numbers, &room, PLANNED, sizeof *numbers)));
    audit_case_make(&c, "AB", 2, 3, 1);
    memset(codes, 'A', MANY);
    for (size_t i = 0; i < PLANNED; i++) numbers[i] = (uint32_t)(2 * i + 1);
    c.ballots.codes = codes;
    c.ballots.count = c.contest.ballots = MANY;
    CU_ASSERT_EQUAL_FATAL(merkle_root(&c.ballots, &c.contest.root).code, SCR_DONE);
    const struct ballot_plan plan = {"classic", numbers, PLANNED};
    CU_ASSERT_EQUAL(write(&c, &plan, false, &out).code, SCR_DONE);
    CU_ASSERT(valid(&out));
    const struct {
        const char *name;
        size_t element, count;
    } lists[] = {
        {"Numbers", 0, 20000}, {"Numbers", 1, 1}, {"Opened", 0, 20000}, {"Opened", 1, 1}, {"Hashes", 0, 10000}};
    for (size_t i = 0; i < sizeof lists / sizeof *lists; i++) {
        const char *text = text_of(&out, lists[i].name, lists[i].element, &length);
        CU_ASSERT(text && tokens(text, length) == lists[i].count);
    }
    CU_ASSERT_PTR_NULL(text_of(&out, "Numbers", 2, &length));
    CU_ASSERT_EQUAL(write(&c, &plan, true, &out).code, SCR_DONE);
    CU_ASSERT(valid(&out));
    text_of(&out, "Codes", 0, &length);
    CU_ASSERT_EQUAL(length, 1000000);
    text_of(&out, "Codes", 1, &length);
    CU_ASSERT_EQUAL(length, 1);
    scr_buffer_free(&out);
    free(numbers);
    free(codes);
    audit_case_free(&c);
}

UNIT_TEST(tree_artifact, codes_and_values) {
    static const char all[] = "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789";
    unsigned found = 0;
    for (unsigned byte = 1; byte < 128; byte++) {
        uint8_t value;
        bool code = tree_code_value((char)byte, 62, &value);
        CU_ASSERT_EQUAL(code, strchr(all, (int)byte) || byte == '.' || byte == '?');
        if (code && value != TREE_MISSING) CU_ASSERT_EQUAL(all[value], (char)byte);
        if (code && value != TREE_MISSING) CU_ASSERT_EQUAL(tree_code_of(value), (char)byte);
        found += code;
    }
    CU_ASSERT_EQUAL(found, 64);
    uint8_t value;
    CU_ASSERT_FALSE(tree_code_value('C', 2, &value));
    CU_ASSERT_EQUAL(tree_code_of(TREE_MISSING), '.');
}

/* scr_stream: whole or not at all, and its digest is that of the file. */
UNIT_TEST(tree_artifact, streams_appear_whole) {
    char path[400], partial[500];
    const char *folder = unit_scratch();
    struct scr_stream stream = {0};
    struct scr_hash hash, again;
    snprintf(path, sizeof path, "%s/file", folder);
    put(path, "older");
    CU_ASSERT_EQUAL(scr_stream_begin(&stream, path, 0644, NULL).code, SCR_DONE);
    snprintf(partial, sizeof partial, "%s", stream.partial);
    CU_ASSERT_EQUAL(scr_stream_publish(&stream, NULL).code, SCR_INTERNAL); /* not finished */
    CU_ASSERT_EQUAL(scr_stream_write(&stream, "one ", 4).code, SCR_DONE);
    CU_ASSERT_EQUAL(scr_stream_write(&stream, "two", 3).code, SCR_DONE);
    CU_ASSERT(sh("test \"$(cat %s)\" = older && test -e %s", path, partial));
    CU_ASSERT_EQUAL(scr_stream_finish(&stream, &hash, NULL).code, SCR_DONE);
    CU_ASSERT_EQUAL(scr_stream_write(&stream, "x", 1).code, SCR_INTERNAL);
    CU_ASSERT_EQUAL(scr_stream_publish(&stream, NULL).code, SCR_DONE);
    scr_stream_end(&stream);
    CU_ASSERT_EQUAL(scr_hash_bytes("one two", 7, &again).code, SCR_DONE);
    CU_ASSERT(scr_hash_equal(&hash, &again));
    CU_ASSERT(sh("test \"$(cat %s)\" = 'one two' && test ! -e %s", path, partial));
    /* Given up: the older file stands, nothing is left. */
    CU_ASSERT_EQUAL(scr_stream_begin(&stream, path, 0644, NULL).code, SCR_DONE);
    CU_ASSERT_EQUAL(scr_stream_write(&stream, "three", 5).code, SCR_DONE);
    scr_stream_end(&stream);
    CU_ASSERT(sh("test \"$(cat %s)\" = 'one two' && test $(ls %s | wc -l) = 1", path, folder));
    snprintf(path, sizeof path, "%s/none/file", folder);
    CU_ASSERT_EQUAL(scr_stream_begin(&stream, path, 0644, NULL).code, SCR_IO);
    scr_stream_end(&stream);
}
