/* test_verify_tree_rare.c: checks of trees on what no ordinary tree has: contests beyond bounds, numbers of ballots
 * that there are not, codes and ids of the wrong kind, budgets that end anywhere. */
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "unit.h"
#include "verify/tree/alike.h"
#include "verify/tree/batch_names.h"
#include "verify/tree/effort.h"
#include "verify/tree/opening.h"
#include "verify/tree/seed_instant.h"
#include "verify/tree/sets.h"
#include "verify/tree/tree.h"
#include "verify_tree_fixture.h"

static bool makes(struct published_contest contest, const char *seed) {
    struct arranged tree;
    scr_result result = arranged_make(&contest, &tree_fixture_key, seed, &tree);
    arranged_free(&tree);
    CU_ASSERT(result.code == SCR_DONE || result.code == SCR_INPUT);
    return !scr_failed(result);
}

/* A contest that no tree is made of costs nothing and is refused. */
UNIT_TEST(verify_tree_rare, contests_beyond_bounds) {
    const struct published_contest good = tree_fixture_contest(3, 2, 1, false);
    struct published_contest bad[5] = {good, good, good, good, good};
    bad[0].ballots = 0;
    bad[1].replication = 0;
    bad[2].ballots = (uint32_t)TREE_LEAVES, bad[2].replication = 2;
    bad[3].arity = 1;
    bad[4].arity = 0;
    CU_ASSERT(makes(good, "1") && effort_memory(&good, EFFORT_PLAN) && arranged_work(&good));
    for (size_t i = 0; i < sizeof bad / sizeof *bad; i++) {
        CU_ASSERT_FALSE(makes(bad[i], "1"));
        CU_ASSERT_EQUAL(effort_memory(&bad[i], EFFORT_AUDIT), 0);
        CU_ASSERT_EQUAL(arranged_work(&bad[i]), 0);
    }
    bad[0] = good;
    bad[0].arity = TREE_ARITY_MOST + 1;
    CU_ASSERT_FALSE(makes(bad[0], "1"));
    /* Seeds of rivest2019 are added to: one of 4,096 digits is the longest. */
    static char digits[4098];
    memset(digits, '7', sizeof digits - 1);
    bad[0] = tree_fixture_contest(3, 2, 1, true);
    CU_ASSERT_FALSE(makes(bad[0], digits));
    digits[4096] = '\0';
    CU_ASSERT(makes(bad[0], digits));
    digits[0] = '0';
    CU_ASSERT_FALSE(makes(bad[0], digits));
    CU_ASSERT_EQUAL(opening_root_of_all("", 0, &tree_fixture_key, &(struct scr_hash){{0}}).code, SCR_INPUT);
    CU_ASSERT_EQUAL(opening_root_of_all("", (size_t)UINT32_MAX + 1, &tree_fixture_key, &(struct scr_hash){{0}}).code,
                    SCR_INPUT);
}

/* What rivest2019 exchanges ballot i with, from i's sum with the seed as text: SHA-256 as one number, modulo i, less 1
 * (of the numbers from 1). */
static uint32_t rivest_pick(const char *sum, uint32_t i) {
    struct scr_hash hash;
    uint64_t rest = 0;
    CU_ASSERT_FALSE_FATAL(scr_failed(scr_hash_bytes(sum, strlen(sum), &hash)));
    for (size_t byte = 0; byte < SCR_HASH_SIZE; byte++) rest = (rest * 256 + hash.bytes[byte]) % i;
    return (uint32_t)((rest + i - 1) % i);
}

/* The carry of a sum stops at the first digit that is no 9. */
UNIT_TEST(verify_tree_rare, rivest2019_carries) {
    enum { LEAVES = 5 };
    static const char *const seeds[] = {"41999999999999999998", "9999999999999999998", "29999999999999999999998"};
    static const char *const sums[][LEAVES] = {{"41999999999999999999", "42000000000000000000", "42000000000000000001",
                                                "42000000000000000002", "42000000000000000003"},
                                               {"9999999999999999999", "10000000000000000000", "10000000000000000001",
                                                "10000000000000000002", "10000000000000000003"},
                                               {"29999999999999999999999", "30000000000000000000000",
                                                "30000000000000000000001", "30000000000000000000002",
                                                "30000000000000000000003"}};
    for (size_t s = 0; s < sizeof seeds / sizeof *seeds; s++) {
        const struct published_contest contest = tree_fixture_contest(LEAVES, 2, 1, true);
        struct arranged tree;
        uint32_t ballot[LEAVES] = {0, 1, 2, 3, 4};
        for (uint32_t i = 1; i <= LEAVES; i++) {
            uint32_t other = rivest_pick(sums[s][i - 1], i), kept = ballot[i - 1];
            ballot[i - 1] = ballot[other];
            ballot[other] = kept;
        }
        CU_ASSERT_FALSE_FATAL(scr_failed(arranged_make(&contest, &tree_fixture_key, seeds[s], &tree)));
        CU_ASSERT(!memcmp(tree.ballot, ballot, sizeof ballot));
        arranged_free(&tree);
    }
}

/* Bytes that are no characters, which no reader hands on: the key ends where the id does. */
UNIT_TEST(verify_tree_rare, ids_cut_short) {
    static const char *const ids[] = {"a\xF3\xA0", "a\xF3\xA0\x81", "a\xE2\x80", "a\xF3"};
    struct scr_arena arena = {0};
    for (size_t i = 0; i < sizeof ids / sizeof *ids; i++) {
        const char *key = alike_key(&arena, ids[i]);
        CU_ASSERT(key && !strcmp(key, ids[i]));
    }
    scr_arena_free(&arena);
}

/* Of several batches that share their names the pair whose second one comes first. */
UNIT_TEST(verify_tree_rare, twins_of_batches) {
    static const char names[] = "abcbaacb";
    struct batch_names batches = {0};
    uint32_t first = 0, second = 0;
    CU_ASSERT_FALSE(batch_names_twin(&batches, &first, &second));
    for (unsigned turned = 0; turned < 4; turned++) {
        for (size_t i = 0; i < sizeof names - 1; i++) {
            struct scr_hash hash;
            memset(hash.bytes, names[i] * (turned % 2 ? 3 : 5) + (turned > 1 ? 77 : 0), sizeof hash.bytes);
            CU_ASSERT_FALSE_FATAL(scr_failed(batch_names_add(&batches, &hash)));
        }
        CU_ASSERT(batch_names_twin(&batches, &first, &second));
        CU_ASSERT(first == 2 && second == 4);
        batch_names_free(&batches);
    }
}

UNIT_TEST(verify_tree_rare, instants) {
    uint64_t at;
    CU_ASSERT(instant_parse("2026-11-05T09:00:00Z", &at));
    CU_ASSERT_FALSE(instant_parse("2026-11-05T09:00:0:Z", &at)); /* the characters beside the digits */
    CU_ASSERT_FALSE(instant_parse("2026-11-05T09:00:0/Z", &at));
}

/* Sets are given up at the first look at the budget that finds it spent, in the middle of a tree too. */
UNIT_TEST(verify_tree_rare, sets_end_at_their_budget) {
    enum { BALLOTS = 700 };
    static uint8_t known[BALLOTS];
    const struct published_contest contest = tree_fixture_contest(BALLOTS, 2, 1, false);
    struct arranged tree;
    struct sets *sets = NULL;
    memset(known, VALUE_UNKNOWN, sizeof known);
    for (size_t b = 0; b < BALLOTS; b += 3) known[b] = (uint8_t)(b % 2);
    CU_ASSERT_FALSE_FATAL(scr_failed(arranged_make(&contest, &tree_fixture_key, "1", &tree)));
    struct budget budget = {UINT64_C(1) << 40};
    CU_ASSERT_FALSE_FATAL(scr_failed(sets_new(&tree, 40, known, &budget, &sets)));
    const uint64_t needed = (UINT64_C(1) << 40) - budget.left;
    sets_free(sets);
    for (uint64_t less = 0; less < needed; less += needed / 7) {
        budget.left = less;
        CU_ASSERT_EQUAL(sets_new(&tree, 40, known, &budget, &sets).code, SCR_LIMIT);
        CU_ASSERT_PTR_NULL(sets);
    }
    budget.left = needed - 1;
    CU_ASSERT_EQUAL(sets_new(&tree, 40, known, &budget, &sets).code, SCR_LIMIT);
    budget.left = needed;
    CU_ASSERT_EQUAL(sets_new(&tree, 40, known, &budget, &sets).code, SCR_DONE);
    sets_free(sets);
    arranged_free(&tree);
}

/* Three ballots of two candidates, of which a tree says this and that. */
struct small {
    struct published_candidate candidates[3];
    struct published_tree published;
    struct tree tree;
    struct findings findings;
};

static void make(struct small *small, bool disclosed) {
    *small = (struct small){
        .candidates = {{.code = 'A', .name = "Ada"}, {.code = 'B', .name = "Bo"}, {.code = 'C', .name = "Cy"}}};
    small->published.contest = tree_fixture_contest(3, 2, 1, false);
    small->published.contest.candidates = small->candidates;
    small->published.contest.count = 2;
    small->published.contest.name = "Mayor";
    small->published.seed = "1";
    small->published.tpt_winner = 'A';
    small->published.plan = PLAN_CLASSIC;
    small->tree = (struct tree){.published = &small->published, .disclosed = disclosed, .leaders = ""};
}

/* The verdict on the check, whose words are looked for. */
static int said(const struct small *small, const char *id, const char *words) {
    bool found = false;
    for (size_t i = 0; i < small->findings.check_count; i++)
        if (!strcmp(small->findings.checks[i].id, id)) {
            found = strstr(small->findings.checks[i].detail, words);
            if (!found) printf("\n  %s: %s\n", id, small->findings.checks[i].detail);
        }
    CU_ASSERT(found);
    return findings_verdict(&small->findings, id);
}

/* What the checks of the outcome rest on. */
static void given(struct small *small) {
    CU_ASSERT_FALSE(scr_failed(findings_add(&small->findings, "TPT-09", VERDICT_HOLDS, "given")));
    CU_ASSERT_FALSE(scr_failed(findings_add(&small->findings, "TPT-10", VERDICT_HOLDS, "given")));
}

UNIT_TEST(verify_tree_rare, opened_ballots_out_of_order) {
    struct small small;
    struct opened_ballot opened[] = {{.number = 2, .code = 'A'}, {.number = 1, .code = 'A'}};
    uint32_t plan[] = {1, 2};
    make(&small, false);
    small.tree.opened.items = opened;
    small.tree.opened.count = 2;
    CU_ASSERT_FALSE(scr_failed(tree_add_tpt09(&small.tree, &small.findings)));
    CU_ASSERT_EQUAL(said(&small, "TPT-09", "do not ascend within 1 to 3"), VERDICT_UNDECIDED);
    findings_free(&small.findings);
    /* More ballots opened than planned. */
    opened[0].number = 1, opened[1].number = 2;
    small.findings = (struct findings){0};
    small.tree.numbers.items = plan;
    small.tree.numbers.count = 1;
    small.tree.plan_ballots = 1;
    CU_ASSERT_FALSE(scr_failed(tree_add_tpt10(&small.tree, &small.findings)));
    CU_ASSERT_EQUAL(said(&small, "TPT-10", "2 ballots are opened, and 1 are planned"), VERDICT_REFUTED);
    findings_free(&small.findings);
}

/* Numbers of the plan that are no ballots, in a tree that discloses all: complained of, and never looked up. */
UNIT_TEST(verify_tree_rare, plans_of_no_ballots) {
    static const uint32_t plans[][2] = {{0, 1}, {1, 4}, {2, 2}};
    static const char *const words[] = {"ballot 0 of the plan is no ballot of the contest",
                                        "ballot 4 of the plan is no ballot of the contest",
                                        "ballot 2 of the plan is not above the one before it"};
    for (size_t i = 0; i < sizeof plans / sizeof *plans; i++) {
        struct small small;
        uint32_t plan[2] = {plans[i][0], plans[i][1]};
        uint8_t recorded[] = {0, 0, 1};
        struct work work = {100000, 100000, 0};
        const struct surroundings surroundings = {.work = &work};
        make(&small, true);
        small.tree.numbers.items = plan;
        small.tree.numbers.count = small.tree.plan_ballots = 2;
        small.tree.codes.items = (char[]){'A', 'A', 'B'};
        small.tree.codes.count = 3;
        CU_ASSERT_FALSE(scr_failed(tree_add_tpt10(&small.tree, &small.findings)));
        CU_ASSERT_EQUAL(said(&small, "TPT-10", words[i]), VERDICT_REFUTED);
        findings_free(&small.findings);
        /* Were it called right all the same, nothing would be read or written beside the ballots. */
        small.findings = (struct findings){0};
        small.tree.codes_complete = true;
        small.tree.recorded = recorded;
        given(&small);
        CU_ASSERT_FALSE(scr_failed(tree_add_outcome(&small.tree, &surroundings, &small.findings)));
        CU_ASSERT(findings_verdict(&small.findings, "TPT-11") >= 0);
        findings_free(&small.findings);
    }
}

/* The same of opened ballots; and a code of no candidate tells nothing. */
UNIT_TEST(verify_tree_rare, opened_ballots_of_no_value) {
    struct opened_ballot opened[] = {
        {.number = 0, .code = 'A'}, {.number = 2, .code = 'Z'}, {.number = 4, .code = 'A'}};
    struct small small;
    struct work work = {100000, 100000, 0};
    const struct surroundings surroundings = {.work = &work};
    make(&small, false);
    small.tree.opened.items = opened;
    small.tree.opened.count = 3;
    given(&small);
    CU_ASSERT_FALSE(scr_failed(tree_add_outcome(&small.tree, &surroundings, &small.findings)));
    CU_ASSERT_EQUAL(said(&small, "TPT-11", "any of 3 can win"), VERDICT_REFUTED);
    findings_free(&small.findings);
    /* A TPT winner that is nobody's code: any of the others is named as an example. */
    make(&small, false);
    small.published.tpt_winner = 'Z';
    small.tree.opened.items = opened;
    small.tree.opened.count = 1;
    given(&small);
    CU_ASSERT_FALSE(scr_failed(tree_add_outcome(&small.tree, &surroundings, &small.findings)));
    CU_ASSERT_EQUAL(said(&small, "TPT-11", "candidate A, \"Ada\" for example"), VERDICT_REFUTED);
    findings_free(&small.findings);
}

/* Leaders in the note: at most so many by name; one that is no candidate has no votes of its own. */
UNIT_TEST(verify_tree_rare, notes_on_leaders) {
    static const char *const leaders[] = {"AB", "ABABABAB", ".", "Z", "A", ""};
    static const char *const words[] = {" and candidate ", " and others",    " with 5",
                                        "no candidate",    "most votes too", "nobody has votes"};
    for (size_t i = 0; i < sizeof leaders / sizeof *leaders; i++) {
        struct small small;
        make(&small, true);
        small.tree.leaders = leaders[i];
        small.tree.missing = 5;
        small.tree.totals[0].code = 'A', small.tree.totals[0].votes = 1;
        small.tree.totals[1].code = 'B', small.tree.totals[1].votes = 2;
        small.tree.total_count = 2;
        CU_ASSERT_FALSE(scr_failed(tree_add_note(&small.tree, &small.findings)));
        CU_ASSERT_FATAL(small.findings.note_count == 1);
        if (!strstr(small.findings.notes[0], words[i])) printf("\n  %s\n", small.findings.notes[0]);
        CU_ASSERT(strstr(small.findings.notes[0], words[i]) != NULL);
        CU_ASSERT_EQUAL(strstr(small.findings.notes[0], " and others") != NULL, i == 1);
        findings_free(&small.findings);
    }
}

/* More totals than the contest has candidates, and one twice: refuted, and each code stands once in the facts. */
UNIT_TEST(verify_tree_rare, totals_twice) {
    struct small small;
    make(&small, false);
    small.tree.leaders = "A";
    for (size_t i = 0; i < 3; i++) {
        small.tree.totals[i].code = "ABA"[i];
        small.tree.totals[i].votes = 3 - i;
    }
    small.tree.total_count = 3;
    CU_ASSERT_FALSE(scr_failed(tree_add_tpt13(&small.tree, &small.findings)));
    CU_ASSERT_EQUAL(said(&small, "TPT-13", "Totals"), VERDICT_REFUTED);
    CU_ASSERT_FALSE(scr_failed(tree_add_facts(&small.tree, &small.findings)));
    CU_ASSERT_FATAL(small.findings.fact_count == 1);
    CU_ASSERT_PTR_NOT_NULL(strstr(small.findings.facts[0].json, "\"votes\": {\"A\": 3, \"B\": 2}"));
    findings_free(&small.findings);
}

/* The counted work may end anywhere: each check then says so, or what it says with more. */
UNIT_TEST(verify_tree_rare, every_budget) {
    enum { BALLOTS = 5, SEEDS = 12, WORK = 1200, STEP = 7 };
    static const char *const ids[] = {"TPT-11", "TPT-12", "TPT-14"};
    uint8_t recorded[BALLOTS] = {1, 2, 1, 2, 0};
    uint32_t plan[] = {1, 2, 3, 4};
    unsigned open = 0, bounded = 0;
    for (unsigned number = 1; number <= SEEDS; number++) {
        char seed[12];
        int final[3] = {-1, -1, -1};
        snprintf(seed, sizeof seed, "%u", number);
        for (unsigned turn = 0; turn < WORK / STEP; turn++) {
            const uint64_t each = turn ? WORK - STEP * (uint64_t)turn : UINT64_C(1) << 40;
            struct small small;
            struct work work = {each, each * 2, 0};
            const struct surroundings surroundings = {.work = &work};
            make(&small, true);
            small.published.contest.ballots = BALLOTS;
            small.published.contest.arity = 3;
            small.published.contest.count = 3;
            small.published.plan = PLAN_LEAST;
            small.published.seed = seed;
            small.tree.numbers.items = plan;
            small.tree.numbers.count = sizeof plan / sizeof *plan;
            small.tree.codes_complete = true;
            small.tree.recorded = recorded;
            given(&small);
            CU_ASSERT_FALSE(scr_failed(tree_add_outcome(&small.tree, &surroundings, &small.findings)));
            for (size_t i = 0; i < 3; i++) {
                int verdict = findings_verdict(&small.findings, ids[i]);
                if (final[i] < 0) final[i] = verdict;
                if (verdict != final[i] && verdict != VERDICT_UNDECIDED) CU_FAIL("another verdict with less work");
                open += verdict == VERDICT_UNDECIDED;
            }
            for (size_t i = 0; i < small.findings.check_count; i++)
                bounded += strstr(small.findings.checks[i].detail, "none has fewer than") != NULL;
            findings_free(&small.findings);
        }
        CU_ASSERT(final[2] >= 0 && final[2] != VERDICT_UNDECIDED);
    }
    CU_ASSERT(open > 500 && bounded > 5);
}

/* A plan of no ballots, where all are disclosed: nothing is known, and it establishes nothing. */
UNIT_TEST(verify_tree_rare, plans_of_nothing) {
    struct small small;
    uint8_t recorded[] = {0, 0, 1};
    struct work work = {100000, 100000, 0};
    const struct surroundings surroundings = {.work = &work};
    make(&small, true);
    small.tree.codes_complete = true;
    small.tree.recorded = recorded;
    given(&small);
    CU_ASSERT_FALSE(scr_failed(tree_add_outcome(&small.tree, &surroundings, &small.findings)));
    CU_ASSERT_EQUAL(said(&small, "TPT-11", "any of 3 can win"), VERDICT_REFUTED);
    findings_free(&small.findings);
}

/* A tree of a contest that its commitment does not have is kept, and no contest is told of it. */
UNIT_TEST(verify_tree_rare, publications_of_other_contests) {
    struct publications publications = {0};
    struct published_commitment *commitment = calloc(1, sizeof *commitment);
    struct published_tree *tree = calloc(1, sizeof *tree);
    CU_ASSERT_FATAL(commitment && tree);
    memset(commitment->head.digest.bytes, 1, SCR_HASH_SIZE);
    commitment->contests = calloc(1, sizeof *commitment->contests);
    CU_ASSERT_FATAL(commitment->contests != NULL);
    commitment->contests[0].id = "a";
    commitment->contest_count = 1;
    commitment->contests_by_id = (size_t[]){0};
    tree->commitment = commitment->head.digest;
    tree->contest.id = "b";
    CU_ASSERT_FALSE(scr_failed(publications_add_commitment(&publications, commitment)));
    CU_ASSERT_FALSE(scr_failed(publications_add_tree(&publications, tree)));
    publications_note_audit(&publications, tree);
    CU_ASSERT(!commitment->contests[0].has_tree && !commitment->contests[0].has_audit);
    tree->contest.id = "a";
    publications_note_audit(&publications, tree);
    CU_ASSERT(commitment->contests[0].has_audit);
    publications_free(&publications);
}
