/* test_verify_tree_checks.c: trees that hold in everything, and for each check a change that it refuses. */
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "scrutineer/file.h"
#include "scrutineer/schemas.h"
#include "unit.h"
#include "verify/tree/checks.h"
#include "verify/tree/least.h"
#include "verify/tree/sets.h"
#include "verify/tree/values.h"
#include "verify_tree_fixture.h"

/* A fixture, the three texts and what the checks found. */
struct chain {
    struct tree_fixture fixture;
    char winner[2], leaders[63];
    uint32_t plan[64];
    char *commitment, *seed_record, *tree;
    struct publications publications;
    struct findings findings; /* of the tree */
    struct tree_scope scope;
};

static char *replace(char *text, const char *old, const char *new) {
    char *place = strstr(text, old);
    CU_ASSERT_PTR_NOT_NULL_FATAL(place);
    struct scr_buffer out = {0};
    CU_ASSERT_FALSE(scr_failed(scr_buffer_append(&out, text, (size_t)(place - text))));
    CU_ASSERT_FALSE(scr_failed(scr_buffer_text(&out, new)));
    CU_ASSERT_FALSE(scr_failed(scr_buffer_text(&out, place + strlen(old))));
    free(text);
    return (char *)out.data;
}

/* The least plan, by all sets of at most 16 ballots, each one ballot away from the one before it (a Gray code); false
 * when there is none. */
static bool find_plan(struct chain *chain, const struct arranged *tree, const uint8_t *recorded) {
    uint32_t best = 0, fewest = LEAST_NEVER, chosen = 0;
    uint8_t known[16];
    struct budget plenty = {UINT64_MAX};
    struct sets *sets;
    memset(known, VALUE_UNKNOWN, sizeof known);
    CU_ASSERT_FALSE_FATAL(scr_failed(sets_new(tree, chain->fixture.candidates, known, &plenty, &sets)));
    for (uint32_t step = 1; step < 1u << tree->ballots; step++) {
        uint32_t ballot = (uint32_t)__builtin_ctz(step), size;
        chosen ^= 1u << ballot;
        known[ballot] = chosen >> ballot & 1 ? recorded[ballot] : (uint8_t)VALUE_UNKNOWN;
        CU_ASSERT_FALSE(scr_failed(sets_change(sets, &ballot, 1)));
        size = (uint32_t)__builtin_popcount(chosen);
        if (size >= fewest || !value_single(sets_root(sets))) continue;
        fewest = size;
        best = chosen;
    }
    sets_free(sets);
    chain->fixture.plan_count = 0;
    for (uint32_t b = 0; b < tree->ballots; b++)
        if (best >> b & 1) chain->plan[chain->fixture.plan_count++] = b + 1;
    return fewest != LEAST_NEVER;
}

/* Works out winner, leaders and plan, and writes the texts. Phantoms may leave no plan: Kind none then. */
static void settle(struct chain *chain, const char *codes, unsigned candidates, unsigned arity, unsigned replication,
                   bool all) {
    struct tree_fixture *fixture = &chain->fixture;
    *chain = (struct chain){.fixture = {.codes = codes,
                                        .ballots = strlen(codes),
                                        .candidates = candidates,
                                        .arity = arity,
                                        .replication = replication,
                                        .winner = chain->winner,
                                        .leaders = chain->leaders,
                                        .plan = chain->plan,
                                        .all = all}};
    struct published_contest contest = tree_fixture_contest(fixture->ballots, arity, replication, false);
    struct scr_hash digest;
    struct arranged tree;
    uint8_t recorded[16], *values;
    uint32_t counts[VALUE_UNKNOWN + 1] = {0}, most = 0;
    chain->commitment = tree_fixture_commitment(fixture);
    tree_fixture_digest(chain->commitment, &digest);
    chain->seed_record = tree_fixture_seed_record(&digest);
    CU_ASSERT_FALSE_FATAL(scr_failed(arranged_make(&contest, &digest, TREE_FIXTURE_SEED, &tree)));
    for (size_t i = 0; i < fixture->ballots; i++) {
        recorded[i] = (uint8_t)value_of_code(codes[i], candidates);
        counts[recorded[i]]++;
    }
    for (unsigned c = 0; c < candidates; c++) most = counts[c] > most ? counts[c] : most;
    for (unsigned c = 0, place = 0; c < candidates; c++)
        if (most && counts[c] == most) chain->leaders[place++] = candidate_code(c);
    CU_ASSERT_FALSE_FATAL(scr_failed(values_new(&tree, recorded, &values)));
    chain->winner[0] = value_code(values[0]);
    fixture->plan_kind = !find_plan(chain, &tree, recorded) ? "none" : replication == 1 ? "least" : "recursive";
    struct scr_hash record;
    tree_fixture_digest(chain->seed_record, &record);
    chain->tree = tree_fixture_tree(fixture, &digest, &record);
    free(values);
    arranged_free(&tree);
}

/* Writes the tree again from a changed fixture. */
static void write_again(struct chain *chain, bool with_record) {
    struct scr_hash digest, record;
    free(chain->tree);
    tree_fixture_digest(chain->commitment, &digest);
    tree_fixture_digest(chain->seed_record, &record);
    chain->tree = tree_fixture_tree(&chain->fixture, &digest, with_record ? &record : NULL);
}

static void check_one(struct chain *chain, const char *name, const char *text, const unsigned char *xsd,
                      unsigned long size, scr_result (*check)(struct tree_task *), struct findings *findings) {
    char path[4096];
    struct scr_arena arena = {0};
    struct scr_xml_schema *schema;
    struct work work = {.each = 1000000, .all = 1000000};
    struct surroundings surroundings = {.publications = &chain->publications, .work = &work, .facts = true};
    snprintf(path, sizeof path, "%s/%s", unit_scratch(), name);
    CU_ASSERT_FALSE_FATAL(scr_failed(scr_file_write(path, text, strlen(text), 0600, NULL)));
    CU_ASSERT_FALSE_FATAL(scr_failed(scr_xml_schema_parse(xsd, size, &schema, NULL)));
    struct tree_task task = {
        .path = path, .schema = schema, .surroundings = &surroundings, .findings = findings, .arena = &arena};
    CU_ASSERT_FALSE(scr_failed(check(&task)));
    chain->scope = task.scope;
    scr_xml_schema_free(schema);
    scr_arena_free(&arena);
}

static void run(struct chain *chain, bool commitment, bool record) {
    struct findings ignored = {0};
    if (commitment)
        check_one(chain, "commitment.xml", chain->commitment, scr_schema_ballot_commitment,
                  scr_schema_ballot_commitment_size, tree_check_commitment, &ignored);
    if (record)
        check_one(chain, "seed.xml", chain->seed_record, scr_schema_seed_record, scr_schema_seed_record_size,
                  tree_check_seed, &ignored);
    findings_free(&ignored);
    check_one(chain, "tree.xml", chain->tree, scr_schema_plurality_tree, scr_schema_plurality_tree_size,
              tree_check_tree, &chain->findings);
}

static void drop(struct chain *chain) {
    free(chain->commitment);
    free(chain->seed_record);
    free(chain->tree);
    publications_free(&chain->publications);
    findings_free(&chain->findings);
    *chain = (struct chain){0};
}

/* Verdicts of TPT-06 on as letters: h, u, r; '-' for a check that is not made. */
static void expect(struct chain *chain, const char *verdicts) {
    static const char *const ids[] = {"TPT-06", "TPT-07", "TPT-08", "TPT-09", "TPT-10",
                                      "TPT-11", "TPT-12", "TPT-13", "TPT-14"};
    char found[10] = {0};
    for (unsigned i = 0; i < 9; i++) {
        int verdict = findings_verdict(&chain->findings, ids[i]);
        found[i] = verdict < 0 ? '-' : "hur"[verdict];
    }
    CU_ASSERT_STRING_EQUAL(found, verdicts);
    if (strcmp(found, verdicts) == 0) return;
    printf("\n  found %s, expected %s\n", found, verdicts);
    for (size_t i = 0; i < chain->findings.check_count; i++)
        printf("  %s %d %s\n", chain->findings.checks[i].id, (int)chain->findings.checks[i].verdict,
               chain->findings.checks[i].detail);
}

static void expect_all(struct chain *chain, const char *verdicts) {
    run(chain, true, true);
    expect(chain, verdicts);
    drop(chain);
}

#define CODES "AABAB.ABACBAA"

static void expect_changed(bool all, const char *old, const char *new, const char *verdicts) {
    struct chain chain;
    settle(&chain, CODES, 3, 3, 1, all);
    chain.tree = replace(chain.tree, old, new);
    expect_all(&chain, verdicts);
}

UNIT_TEST(verify_tree_checks, trees_of_all_shapes_hold) {
    static const char *const codes[] = {"A", ".", "AB", "BAAB", CODES, "ABCABCABCABCC", "....A..", "AAAAA?BBBA"};
    for (unsigned arity = 2; arity <= 5; arity++)
        for (unsigned replication = 1; replication <= 3; replication++)
            for (size_t i = 0; i < sizeof codes / sizeof *codes; i++) {
                struct chain chain;
                settle(&chain, codes[i], 3, arity, replication, true);
                expect_all(&chain, "hhhhhhhhh");
                settle(&chain, codes[i], 3, arity, replication, false);
                bool none = !strcmp(chain.fixture.plan_kind, "none"), least = !strcmp(chain.fixture.plan_kind, "least");
                expect_all(&chain, none ? "hhhhhuuuh" : least ? "hhhhhhhuu" : "hhhhhhhuh");
            }
}

UNIT_TEST(verify_tree_checks, no_plan_where_too_many_have_no_record) {
    struct chain chain;
    settle(&chain, "A???", 2, 3, 1, true);
    CU_ASSERT_STRING_EQUAL(chain.fixture.plan_kind, "none");
    expect_all(&chain, "hhhhhhhhh");
    settle(&chain, CODES, 3, 3, 1, true);
    chain.fixture.plan_kind = "none"; /* though there is one */
    chain.fixture.plan_count = 0;
    write_again(&chain, true);
    expect_all(&chain, "hhhhhrhhh");
}

UNIT_TEST(verify_tree_checks, tpt_06_one_encoding_and_lists) {
    expect_changed(true, "  <Plan", "   <Plan", "r--------");
    expect_changed(true, "Purpose>plurality-tree", "Purpose>tree-audit", "r--------");
    expect_changed(true, "<Numbers>", "<Numbers>0", "r--------");
    expect_changed(true, "<Numbers>", "<Numbers> ", "r--------");
    expect_changed(true, "<Numbers>", "<Numbers>1073741825 ", "r--------");
    expect_changed(true, "</Numbers>", "</Numbers>\n    <Numbers>13</Numbers>", "r--------");
    expect_changed(true, "</Codes>", "</Codes>\n    <Codes>A</Codes>", "r--------");
    expect_changed(true, "Disclosure Kind=\"all\"", "Disclosure Kind=\"plan\"", "r--------");
    expect_changed(false, "Disclosure Kind=\"plan\"", "Disclosure Kind=\"all\"", "r--------");
    expect_changed(false, "</Opened>", "0</Opened>", "r--------");
    expect_changed(false, "</Opened>", " </Opened>", "r--------");
    expect_changed(false, "</Hashes>", "0</Hashes>", "r--------");
    expect_changed(false, "Kind=\"ballot-commitment\"", "Kind=\"seed-record\"", "r--------");
}

UNIT_TEST(verify_tree_checks, tpt_07_the_committed_contest) {
    struct chain chain;
    expect_changed(true, "Election Id=\"e\"", "Election Id=\"f\"", "hr-----h-");
    expect_changed(true, "Contest Id=\"mayor\"", "Contest Id=\"major\"", "hr-----h-");
    expect_changed(true, "Candidate 1", "Candidate I", "hr-----h-");
    expect_changed(true, "Arity=\"3\"", "Arity=\"4\"", "hr-----h-");
    settle(&chain, CODES, 3, 3, 1, true);
    run(&chain, false, false);
    expect(&chain, "hu-----h-");
    CU_ASSERT_PTR_NULL(chain.publications.trees.items);
    drop(&chain);
}

UNIT_TEST(verify_tree_checks, tpt_08_the_seed_of_the_record) {
    struct chain chain, other;
    settle(&chain, CODES, 3, 3, 1, true);
    run(&chain, true, false); /* the record is not given */
    expect(&chain, "hhuhhhhhh");
    drop(&chain);
    settle(&chain, CODES, 3, 3, 1, true);
    write_again(&chain, false); /* no record is named */
    expect_all(&chain, "hhuhhhhhh");
    /* The record of another commitment, which must be at hand for it to be valid in itself. */
    settle(&chain, CODES, 3, 3, 1, true);
    settle(&other, "AAB", 3, 3, 1, true);
    free(chain.seed_record);
    chain.seed_record = other.seed_record;
    other.seed_record = NULL;
    write_again(&chain, true);
    expect_all(&chain, "hhrhhhhhh");
    drop(&other);
    settle(&chain, CODES, 3, 3, 1, true);
    chain.tree = replace(chain.tree, "<Seed>" TREE_FIXTURE_SEED, "<Seed>20261103202611032027");
    run(&chain, true, true);
    CU_ASSERT_EQUAL(findings_verdict(&chain.findings, "TPT-08"), VERDICT_REFUTED);
    drop(&chain);
}

UNIT_TEST(verify_tree_checks, tpt_08_rivest2019_needs_a_number) {
    struct chain chain;
    settle(&chain, CODES, 3, 3, 1, true);
    chain.fixture.rivest2019 = true;
    free(chain.commitment);
    chain.commitment = tree_fixture_commitment(&chain.fixture);
    write_again(&chain, false);
    chain.tree = replace(chain.tree, "<Seed>" TREE_FIXTURE_SEED, "<Seed>0" TREE_FIXTURE_SEED);
    expect_all(&chain, "hhrhhuuhu");
}

UNIT_TEST(verify_tree_checks, tpt_09_codes_and_proofs) {
    expect_changed(true, "<SaltKey>01", "<SaltKey>02", "hhhrhuuhu");
    expect_changed(true, "<Codes>" CODES, "<Codes>DABAB.ABACBAA", "hhhrhuuuu");
    expect_changed(true, "<Codes>" CODES, "<Codes>" CODES "A", "hhhrhuuuu");
    struct chain chain;
    settle(&chain, CODES, 3, 3, 1, false);
    char *salt = strstr(strstr(chain.tree, "<Opened>"), ":") + 3;
    *salt = (char)(*salt == '0' ? '1' : '0');
    expect_all(&chain, "hhhrhuuuu");
    settle(&chain, CODES, 3, 3, 1, false);
    char *hash = strstr(chain.tree, "<Hashes>") + 8;
    *hash = (char)(*hash == '0' ? '1' : '0');
    expect_all(&chain, "hhhrhuuuu");
    settle(&chain, CODES, 3, 3, 1, false);
    char hex[66] = " ";
    memcpy(hex + 1, strstr(chain.tree, "<Hashes>") + 8, 64);
    char more[80];
    snprintf(more, sizeof more, "%s</Hashes>", hex);
    chain.tree = replace(chain.tree, "</Hashes>", more);
    expect_all(&chain, "hhhrhuuuu");
    settle(&chain, CODES, 3, 3, 1, false);
    memcpy(hex, strstr(chain.tree, "<Hashes>") + 8, 64);
    hex[64] = ' ';
    hex[65] = '\0';
    chain.tree = replace(chain.tree, hex, ""); /* the first hash and the space behind it */
    expect_all(&chain, "hhhrhuuuu");
}

UNIT_TEST(verify_tree_checks, tpt_10_the_plan) {
    struct chain chain;
    settle(&chain, CODES, 3, 3, 1, true);
    char count[40];
    snprintf(count, sizeof count, "Ballots=\"%zu\">\n    <Numbers>", chain.fixture.plan_count);
    chain.tree = replace(chain.tree, count, "Ballots=\"1\">\n    <Numbers>");
    expect_all(&chain, "hhhhruhhu");
    settle(&chain, CODES, 3, 3, 1, true);
    chain.plan[chain.fixture.plan_count] = chain.plan[chain.fixture.plan_count - 1]; /* the last one twice */
    chain.fixture.plan_count++;
    chain.fixture.plan_kind = "recursive";
    write_again(&chain, true);
    expect_all(&chain, "hhhhruhhh");
    settle(&chain, CODES, 3, 3, 1, true);
    chain.plan[chain.fixture.plan_count++] = 14; /* of 13 */
    chain.fixture.plan_kind = "recursive";
    write_again(&chain, true);
    expect_all(&chain, "hhhhruhhh");
    settle(&chain, CODES, 3, 3, 1, true);
    chain.fixture.plan_kind = "none";
    write_again(&chain, true);
    expect_all(&chain, "hhhhruhhh");
    settle(&chain, CODES, 3, 3, 2, true);
    chain.fixture.plan_kind = "least";
    write_again(&chain, true);
    expect_all(&chain, "hhhhruhhu");
}

UNIT_TEST(verify_tree_checks, tpt_10_opened_and_recorded) {
    struct chain chain;
    settle(&chain, CODES, 3, 3, 1, false);
    char numbers[20], changed[30];
    snprintf(numbers, sizeof numbers, "<Numbers>%u ", chain.plan[0]);
    snprintf(changed, sizeof changed, "<Numbers>");
    chain.tree = replace(chain.tree, numbers, changed); /* one less than is opened */
    expect_all(&chain, "hhhhruuuu");
    settle(&chain, "AAAAAAAA?", 2, 3, 1, true);
    for (uint32_t i = 0; i < 9; i++) chain.plan[i] = i + 1;
    chain.fixture.plan_count = 9;
    chain.fixture.plan_kind = "recursive";
    write_again(&chain, true);
    expect_all(&chain, "hhhhruhhh");
    settle(&chain, "AAAAAAAA?", 2, 3, 1, false);
    for (uint32_t i = 0; i < 9; i++) chain.plan[i] = i + 1;
    chain.fixture.plan_count = 9;
    chain.fixture.plan_kind = "recursive";
    write_again(&chain, true);
    expect_all(&chain, "hhhhruuuh");
}

UNIT_TEST(verify_tree_checks, tpt_11_a_plan_that_does_not_establish) {
    struct chain chain;
    for (unsigned all = 0; all < 2; all++) {
        settle(&chain, CODES, 3, 3, 1, all);
        chain.fixture.plan_count--;
        chain.fixture.plan_kind = "classic";
        write_again(&chain, true);
        expect_all(&chain, all ? "hhhhhrhhh" : "hhhhhruuh");
    }
    /* Another winner than the ballots give. */
    for (unsigned all = 0; all < 2; all++) {
        settle(&chain, CODES, 3, 3, 1, all);
        chain.winner[0] = 'C';
        chain.fixture.plan_kind = "recursive";
        write_again(&chain, true);
        expect_all(&chain, all ? "hhhhhrrhh" : "hhhhhruuh");
    }
}

UNIT_TEST(verify_tree_checks, tpt_12_the_root) {
    struct chain chain;
    settle(&chain, "A???", 2, 3, 1, true); /* nothing is established: TPT-11 holds with any winner */
    chain.winner[0] = chain.winner[0] == 'A' ? 'B' : 'A';
    write_again(&chain, true);
    expect_all(&chain, "hhhhhhrhh");
}

UNIT_TEST(verify_tree_checks, tpt_13_totals) {
    expect_changed(true, "PluralityLeaders=\"A\"", "PluralityLeaders=\"B\"", "hhhhhhhrh");
    expect_changed(true, "PluralityLeaders=\"A\"", "PluralityLeaders=\"AB\"", "hhhhhhhrh");
    expect_changed(true, "Missing=\"1\"", "Missing=\"2\"", "hhhhhhhrh");
    expect_changed(false, "Missing=\"1\"", "Missing=\"2\"", "hhhhhhhru");
    expect_changed(true, "    <CandidateTotal Code=\"C\" Votes=\"1\"/>\n", "", "hhhhhhhrh");
    expect_changed(true, "CandidateTotal Code=\"C\"", "CandidateTotal Code=\"D\"", "hhhhhhhrh");
    struct chain chain;
    settle(&chain, CODES, 3, 3, 1, true); /* the sum is right, the counts are not */
    chain.tree = replace(chain.tree, "Missing=\"1\"", "Missing=\"0\"");
    chain.tree = replace(chain.tree, "Code=\"C\" Votes=\"1\"", "Code=\"C\" Votes=\"2\"");
    expect_all(&chain, "hhhhhhhrh");
    settle(&chain, CODES, 3, 3, 1, false);
    chain.tree = replace(chain.tree, "Missing=\"1\"", "Missing=\"0\"");
    chain.tree = replace(chain.tree, "Code=\"C\" Votes=\"1\"", "Code=\"C\" Votes=\"2\"");
    expect_all(&chain, "hhhhhhhuu");
}

UNIT_TEST(verify_tree_checks, tpt_14_a_plan_that_is_not_least) {
    struct chain chain;
    settle(&chain, CODES, 3, 3, 1, true);
    uint32_t number = 13; /* the last ballot that the plan does not have */
    size_t place = chain.fixture.plan_count;
    while (place && chain.plan[place - 1] == number) {
        number--;
        place--;
    }
    memmove(&chain.plan[place + 1], &chain.plan[place], (chain.fixture.plan_count - place) * sizeof *chain.plan);
    chain.plan[place] = number;
    chain.fixture.plan_count++;
    write_again(&chain, true);
    run(&chain, true, true);
    expect(&chain, "hhhhhhhhr");
    CU_ASSERT_PTR_NOT_NULL(strstr(chain.findings.checks[chain.findings.check_count - 1].detail, "a plan of "));
    drop(&chain);
}

UNIT_TEST(verify_tree_checks, what_is_published_for_audits) {
    struct chain chain;
    for (unsigned all = 0; all < 2; all++) {
        settle(&chain, CODES, 3, 3, 1, all);
        run(&chain, true, true);
        struct scr_hash digest;
        tree_fixture_digest(chain.tree, &digest);
        const struct published_tree *tree = publications_tree(&chain.publications, &digest);
        CU_ASSERT_PTR_NOT_NULL_FATAL(tree);
        CU_ASSERT_EQUAL(tree->tpt_winner, chain.winner[0]);
        CU_ASSERT_STRING_EQUAL(tree->seed, TREE_FIXTURE_SEED);
        CU_ASSERT_EQUAL(tree->plan, PLAN_LEAST);
        CU_ASSERT_EQUAL_FATAL(tree->number_count, chain.fixture.plan_count);
        CU_ASSERT(!memcmp(tree->numbers, chain.plan, tree->number_count * sizeof *chain.plan));
        CU_ASSERT(all ? !memcmp(tree->codes, CODES, sizeof CODES - 1) : !tree->codes);
        CU_ASSERT_EQUAL(chain.scope.plan_only, !all);
        CU_ASSERT_EQUAL(chain.scope.disclosed, all);
        CU_ASSERT_EQUAL(chain.scope.winner_apart, chain.winner[0] != 'A');
        CU_ASSERT_EQUAL_FATAL(chain.findings.fact_count, 1);
        CU_ASSERT_PTR_NOT_NULL(strstr(chain.findings.facts[0].json, "\"votes\": {\"A\": 7, \"B\": 4, \"C\": 1}"));
        drop(&chain);
    }
    /* One whose codes are not the committed ones is of no use to an audit. */
    settle(&chain, CODES, 3, 3, 1, true);
    chain.tree = replace(chain.tree, "<SaltKey>01", "<SaltKey>02");
    run(&chain, true, true);
    CU_ASSERT_EQUAL(chain.publications.trees.count, 0);
    drop(&chain);
}
