/* test_verify_tree_effort.c: trees of more work or memory than is allowed: their checks stay undecided, say what would
 * help, and lose nothing else. */
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/resource.h>
#include <sys/wait.h>
#include <unistd.h>

#include "unit.h"
#include "verify/tree/audit.h"
#include "verify/tree/effort.h"
#include "verify/tree/least.h"
#include "verify/tree/results.h"
#include "verify/tree/sets.h"
#include "verify/tree/tree.h"
#include "verify_tree_fixture.h"

/* Thirteen ballots of which the first two are opened, each at 2 to the 26th leaves: 872,415,232 leaves. */
enum { BALLOTS = 13, MANY = 1 << 26 };

struct big {
    struct published_candidate candidates[2];
    struct published_tree published;
    struct opened_ballot opened[2];
    uint8_t recorded[BALLOTS];
    struct tree tree;
    struct findings findings;
    struct work work;
};

static void make(struct big *big, unsigned replication, bool all) {
    *big = (struct big){.candidates = {{.code = 'A', .name = "Ada"}, {.code = 'B', .name = "Bo"}},
                        .opened = {{.number = 1, .code = 'A'}, {.number = 2, .code = 'B'}}};
    big->published.contest = tree_fixture_contest(BALLOTS, 3, replication, false);
    big->published.contest.candidates = big->candidates;
    big->published.contest.count = 2;
    big->published.contest.name = "Mayor";
    big->published.seed = "1";
    big->published.tpt_winner = 'A';
    big->published.plan = PLAN_RECURSIVE;
    big->tree = (struct tree){.published = &big->published, .disclosed = all, .leaders = ""};
    if (all) {
        big->tree.codes_complete = true;
        big->tree.recorded = big->recorded;
        big->published.plan = PLAN_NONE;
        memset(big->recorded, VALUE_UNKNOWN, sizeof big->recorded);
    } else {
        big->tree.opened.items = big->opened;
        big->tree.opened.count = 2;
    }
    CU_ASSERT_FALSE(scr_failed(findings_add(&big->findings, "TPT-09", VERDICT_HOLDS, "given")));
    CU_ASSERT_FALSE(scr_failed(findings_add(&big->findings, "TPT-10", VERDICT_HOLDS, "given")));
}

static const char *words_of(const struct findings *findings, const char *id) {
    for (size_t i = 0; i < findings->check_count; i++)
        if (!strcmp(findings->checks[i].id, id)) return findings->checks[i].detail;
    return "";
}

static void add(struct big *big, uint64_t work, uint64_t memory) {
    big->work = (struct work){.each = work, .all = work, .memory = memory};
    const struct surroundings surroundings = {.work = &big->work};
    CU_ASSERT_FALSE(scr_failed(tree_add_outcome(&big->tree, &surroundings, &big->findings)));
}

static void expect_undecided(struct big *big, const char *words) {
    CU_ASSERT_EQUAL(findings_verdict(&big->findings, "TPT-11"), VERDICT_UNDECIDED);
    CU_ASSERT_EQUAL(findings_verdict(&big->findings, "TPT-12"), VERDICT_UNDECIDED);
    CU_ASSERT_PTR_NOT_NULL(strstr(words_of(&big->findings, "TPT-11"), words));
    if (big->tree.disclosed) CU_ASSERT_PTR_NOT_NULL(strstr(words_of(&big->findings, "TPT-12"), words));
    CU_ASSERT(findings_verdict(&big->findings, "TPT-13") >= 0); /* nothing else is lost */
    CU_ASSERT_EQUAL(findings_verdict(&big->findings, "TPT-14"), VERDICT_HOLDS);
    findings_free(&big->findings);
}

/* Bytes by hand, arity 3: 872,415,232 leaves of 4, 436,207,616 internal nodes of 9, 13 ballots of 1 or 3. */
UNIT_TEST(verify_tree_effort, memory_is_asked_for) {
    struct big big;
    for (unsigned all = 0; all < 2; all++) {
        make(&big, MANY, all);
        uint64_t needed = UINT64_C(872415232) * 4 + UINT64_C(436207616) * 9 + (all ? UINT64_C(39) : 13);
        CU_ASSERT_EQUAL(effort_memory(&big.published.contest, all ? EFFORT_ALL : EFFORT_PLAN), needed);
        CU_ASSERT_EQUAL(effort_memory(&big.published.contest, EFFORT_AUDIT),
                        UINT64_C(872415232) * 8 + UINT64_C(436207616) * 9 + 13 * 5);
        add(&big, UINT64_MAX, 0);
        expect_undecided(&big, "needs 7073 MiB of memory, and 2048 MiB are allowed: allow it with --memory 7073");
        make(&big, MANY, all);
        add(&big, UINT64_MAX, needed - 1);
        expect_undecided(&big, "--memory 7073");
        make(&big, MANY, all);
        add(&big, 1000000, needed); /* memory enough: the work is what ends */
        expect_undecided(&big, "the work allowed has ended");
    }
    struct work usual = {.each = 1, .all = 1};
    struct published_contest nation = tree_fixture_contest(129140163, 3, 1, false); /* 3 to the 17th */
    CU_ASSERT(effort_fits(&nation, EFFORT_ALL, &usual));
    CU_ASSERT(effort_fits(&nation, EFFORT_AUDIT, &usual));
}

/* 8 units a leaf to arrange, 4 for the sets, 2 for the values: of 1,053 leaves. */
UNIT_TEST(verify_tree_effort, work_is_counted_by_the_leaf) {
    struct big big;
    const uint64_t leaves = 13 * 81;
    make(&big, 81, true);
    add(&big, 8 * leaves - 1, 0);
    CU_ASSERT_PTR_NULL(big.tree.published->codes);
    expect_undecided(&big, "the work allowed has ended (--budget)");
    make(&big, 81, true);
    add(&big, 12 * leaves - 1, 0);
    CU_ASSERT_EQUAL(findings_verdict(&big.findings, "TPT-11"), VERDICT_UNDECIDED);
    findings_free(&big.findings);
    make(&big, 81, true);
    add(&big, 14 * leaves, 0); /* all leaves alike: no ways are tried */
    CU_ASSERT_EQUAL(findings_verdict(&big.findings, "TPT-11"), VERDICT_HOLDS);
    CU_ASSERT_EQUAL(findings_verdict(&big.findings, "TPT-12"), VERDICT_REFUTED); /* the root is missing, not A */
    CU_ASSERT_EQUAL(big.work.all, 0);
    findings_free(&big.findings);
    /* The default of one search: 2 to the 28th leaves once. */
    CU_ASSERT(UINT64_C(14) << 28 <= UINT64_C(4000000000));
}

/* Where others have refuted what a check needs, or nothing is opened, nothing is arranged: no work is spent. */
UNIT_TEST(verify_tree_effort, nothing_is_arranged_in_vain) {
    struct big big;
    for (unsigned refuted = 0; refuted < 2; refuted++) {
        make(&big, MANY, false);
        big.findings.checks[refuted].verdict = VERDICT_REFUTED;
        add(&big, UINT64_MAX, UINT64_MAX);
        CU_ASSERT_EQUAL(big.work.all, UINT64_MAX);
        expect_undecided(&big, refuted ? "(see TPT-10)" : "(see TPT-09)");
    }
    make(&big, MANY, false);
    big.published.plan = PLAN_NONE;
    big.tree.opened.count = 0;
    add(&big, UINT64_MAX, UINT64_MAX);
    CU_ASSERT_EQUAL(big.work.all, UINT64_MAX);
    expect_undecided(&big, "no plan exists");
    make(&big, MANY, false);
    big.tree.opened.count = 0; /* a plan without ballots establishes nothing */
    add(&big, UINT64_MAX, UINT64_MAX);
    CU_ASSERT_EQUAL(big.work.all, UINT64_MAX);
    CU_ASSERT_EQUAL(findings_verdict(&big.findings, "TPT-11"), VERDICT_REFUTED);
    findings_free(&big.findings);
}

/* In a process of its own, whose address space has no room for the tree. */
UNIT_TEST(verify_tree_effort, memory_that_is_not_there_ends_only_these_checks) {
#if defined(__SANITIZE_ADDRESS__)
    printf("\n  skipped: AddressSanitizer takes address space for itself ");
#else
    fflush(NULL);
    pid_t child = fork();
    CU_ASSERT_FATAL(child >= 0);
    if (!child) {
        struct big big;
        const struct rlimit room = {UINT64_C(512) << 20, UINT64_C(512) << 20};
        make(&big, MANY, true);
        if (setrlimit(RLIMIT_AS, &room)) _exit(9);
        big.work = (struct work){.each = UINT64_MAX, .all = UINT64_MAX, .memory = UINT64_MAX};
        const struct surroundings surroundings = {.work = &big.work};
        if (scr_failed(tree_add_outcome(&big.tree, &surroundings, &big.findings))) _exit(8);
        _exit(strstr(words_of(&big.findings, "TPT-11"), "not enough memory") &&
                      strstr(words_of(&big.findings, "TPT-12"), "not enough memory") &&
                      findings_verdict(&big.findings, "TPT-13") >= 0
                  ? 0
                  : 7);
    }
    int status = -1;
    CU_ASSERT_EQUAL(waitpid(child, &status, 0), child);
    CU_ASSERT_EQUAL(status, 0);
#endif
}

/* A round that establishes nothing is refuted before any of the rounds after it is tried: they cost nothing. */
UNIT_TEST(verify_tree_effort, rounds_of_an_audit_are_counted) {
    struct big big;
    uint32_t numbers[2] = {1, 2};
    struct audit_round rounds[40];
    for (unsigned r = 0; r < 40; r++)
        rounds[r] = (struct audit_round){.planned = {.items = &numbers[r % 2], .count = 1}, .state = ROUND_COMPLETE};
    struct audit audit = {.rounds = rounds, .round_count = 40, .opened = {.items = big.opened, .count = 2}};
    audit.result = AUDIT_UNFINISHED;
    uint64_t left[2];
    for (unsigned more = 0; more < 2; more++) {
        make(&big, 81, false);
        big.work = (struct work){.each = 1000000, .all = 1000000};
        const struct surroundings surroundings = {.work = &big.work};
        struct audit_task task = {&audit, &big.published, true, &surroundings, &big.findings, false};
        audit.round_count = more ? 40 : 1;
        CU_ASSERT_FALSE(scr_failed(audit_check_outcomes(&task)));
        CU_ASSERT_EQUAL(findings_verdict(&big.findings, "TPT-25"), VERDICT_REFUTED);
        CU_ASSERT_PTR_NOT_NULL(strstr(words_of(&big.findings, "TPT-25"), "round 1 could not establish"));
        left[more] = big.work.all;
        findings_free(&big.findings);
    }
    CU_ASSERT_EQUAL(left[0], left[1]);
    CU_ASSERT(left[0] < 1000000 - 12 * 13 * 81); /* arranged, sets, and the supposed round */
    for (unsigned memory = 0; memory < 2; memory++) {
        make(&big, memory ? MANY : 81, false);
        big.work = (struct work){.each = 12 * 13 * 81, .all = 12 * 13 * 81};
        const struct surroundings surroundings = {.work = &big.work};
        struct audit_task task = {&audit, &big.published, true, &surroundings, &big.findings, false};
        CU_ASSERT_FALSE(scr_failed(audit_check_outcomes(&task)));
        CU_ASSERT_EQUAL(findings_verdict(&big.findings, "TPT-25"), VERDICT_UNDECIDED);
        CU_ASSERT_EQUAL(findings_verdict(&big.findings, "TPT-27"), VERDICT_UNDECIDED);
        CU_ASSERT_PTR_NOT_NULL(strstr(words_of(&big.findings, "TPT-25"), memory ? "--memory 1" : "--budget"));
        findings_free(&big.findings);
    }
}

/* Many ballots at once and one by one come to the same sets, along ways and by whole passes. */
UNIT_TEST(verify_tree_effort, changes_of_many_ballots) {
    uint64_t state = 91, spent[2] = {0};
    for (unsigned round = 0; round < 60; round++) {
        struct published_contest contest = tree_fixture_contest(400, 2 + round % 4, 1 + round % 3, false);
        struct scr_hash context = {{(uint8_t)round}};
        struct arranged tree;
        uint8_t known[400];
        uint32_t changed[400];
        struct budget budget = {UINT64_MAX}, plenty = {UINT64_MAX};
        struct sets *sets, *anew;
        memset(known, VALUE_UNKNOWN, sizeof known);
        CU_ASSERT_FALSE_FATAL(scr_failed(arranged_make(&contest, &context, "seed", &tree)));
        CU_ASSERT_FALSE_FATAL(scr_failed(sets_new(&tree, 3, known, &budget, &sets)));
        for (unsigned step = 0; step < 30; step++) {
            size_t count = step % 3 ? 1 + tree_fixture_random(&state) % 20 : 300 + tree_fixture_random(&state) % 100;
            for (size_t i = 0; i < count; i++) {
                changed[i] = (uint32_t)(tree_fixture_random(&state) % 400);
                known[changed[i]] = tree_fixture_random(&state) % 9 ? 0 : (uint8_t)VALUE_UNKNOWN;
            }
            uint64_t before = budget.left;
            CU_ASSERT_FALSE(scr_failed(sets_change(sets, changed, count)));
            spent[count < 21] += before - budget.left;
            CU_ASSERT(before - budget.left >= 4 * count);
            CU_ASSERT_FALSE_FATAL(scr_failed(sets_new(&tree, 3, known, &plenty, &anew)));
            if (sets_root(sets) != sets_root(anew)) CU_FAIL("a change was not carried to the root");
            sets_free(anew);
        }
        budget.left = 3;
        CU_ASSERT_EQUAL(sets_change(sets, changed, 1).code, SCR_LIMIT);
        sets_free(sets);
        arranged_free(&tree);
    }
    CU_ASSERT(spent[0] > 0 && spent[1] > 0);
}

/* Wide sets: 62 candidates under nodes of five children. One choice may take 200 units, and a budget is kept to. */
UNIT_TEST(verify_tree_effort, a_search_over_wide_sets_is_counted) {
    struct published_contest contest = tree_fixture_contest(625, 5, 1, false);
    struct arranged tree;
    uint8_t recorded[625];
    uint64_t state = 3;
    CU_ASSERT_FALSE_FATAL(scr_failed(arranged_make(&contest, &tree_fixture_key, "1", &tree)));
    for (size_t b = 0; b < 625; b++) recorded[b] = (uint8_t)(tree_fixture_random(&state) % 62);
    for (uint64_t allowed = 1000; allowed <= 1000000; allowed *= 10) {
        struct budget budget = {allowed};
        struct least least;
        CU_ASSERT_FALSE(scr_failed(least_check(&tree, 62, recorded, 600, &budget, &least)));
        CU_ASSERT(least.answer != LEAST_HOLDS);
        if (least.answer == LEAST_OPEN) CU_ASSERT_EQUAL(budget.left, 0);
        if (allowed == 1000) CU_ASSERT(least.answer == LEAST_OPEN && !least.bound && !least.searched);
    }
    struct results *results;
    value_set wide[5];
    for (unsigned c = 0; c < 5; c++) wide[c] = value_all(62) & ~value_bit(c);
    wide[4] &= ~value_bit(VALUE_MISSING);
    CU_ASSERT_FALSE_FATAL(scr_failed(results_new(&results)));
    (void)results_of_sets(results, wide, 5, 0);
    CU_ASSERT(results_work(results) >= 32);
    (void)results_of_sets(results, wide, 5, 0); /* remembered */
    CU_ASSERT_EQUAL(results_work(results), 0);
    results_free(results);
    arranged_free(&tree);
}
