/* test_verify_tree_papers.c: audits that name ballots and rounds which there are not, on a tree of three ballots; and
 * what is said of their course. */
#include <stdio.h>
#include <string.h>

#include "unit.h"
#include "verify/tree/audit.h"
#include "verify/tree/effort.h"
#include "verify_tree_fixture.h"

enum { MOST = 40 };

/* One audit of one round, of all that is planned. */
struct papers {
    struct published_candidate candidates[2];
    struct published_tree tree;
    uint32_t planned[MOST];
    struct examined_ballot examined[MOST];
    struct opened_ballot opened[MOST];
    struct audit_round rounds[2];
    struct audit_correction correction;
    struct audit audit;
    struct work work;
    struct surroundings surroundings;
    struct findings findings;
    struct audit_task task;
};

static void make(struct papers *papers, size_t planned, size_t examined, size_t opened) {
    *papers = (struct papers){.candidates = {{.code = 'A', .name = "Ada"}, {.code = 'B', .name = "Bo"}},
                              .work = {100000, 100000, 0}};
    papers->tree.contest = tree_fixture_contest(3, 2, 1, false);
    papers->tree.contest.candidates = papers->candidates;
    papers->tree.contest.count = 2;
    papers->tree.contest.name = "Mayor";
    papers->tree.seed = "1";
    papers->tree.tpt_winner = 'A';
    papers->tree.numbers = papers->planned;
    papers->tree.number_count = planned;
    for (uint32_t i = 0; i < MOST; i++) {
        papers->planned[i] = papers->opened[i].number = papers->examined[i].number = i + 1;
        papers->opened[i].code = papers->examined[i].interpretation = 'A';
    }
    papers->rounds[0] = (struct audit_round){
        {papers->planned, planned, planned}, {papers->examined, examined, examined}, ROUND_COMPLETE};
    papers->audit = (struct audit){.contest_id = "mayor",
                                   .rounds = papers->rounds,
                                   .round_count = 1,
                                   .opened = {papers->opened, opened, opened},
                                   .result = AUDIT_CONFIRMED,
                                   .winner = 'A'};
    papers->surroundings.work = &papers->work;
    papers->task =
        (struct audit_task){&papers->audit, &papers->tree, true, &papers->surroundings, &papers->findings, false};
}

/* The verdict on the check, whose words are looked for. */
static int said(const struct papers *papers, const char *id, const char *words) {
    bool found = false;
    for (size_t i = 0; i < papers->findings.check_count; i++)
        if (!strcmp(papers->findings.checks[i].id, id)) {
            found = strstr(papers->findings.checks[i].detail, words);
            if (!found) printf("\n  %s: %s\n", id, papers->findings.checks[i].detail);
        }
    CU_ASSERT(found);
    return findings_verdict(&papers->findings, id);
}

/* All checks of the audit, and the note. */
static void check(struct papers *papers) {
    CU_ASSERT_FALSE(scr_failed(audit_check_opening(&papers->task)));
    CU_ASSERT_FALSE(scr_failed(audit_check_rounds(&papers->task)));
    CU_ASSERT_FALSE(scr_failed(audit_check_outcomes(&papers->task)));
    CU_ASSERT_FALSE(scr_failed(audit_check_corrections(&papers->task)));
    CU_ASSERT_FALSE(scr_failed(audit_add_words(&papers->task)));
}

/* The ballots opened, planned and examined lie beyond the contest: nothing is read or written there. */
UNIT_TEST(verify_tree_papers, ballots_beyond_the_contest) {
    struct papers papers;
    char codes[] = {'A', 'A', 'B'};
    for (unsigned disclosed = 0; disclosed < 2; disclosed++) {
        make(&papers, 2, 2, 2);
        if (disclosed) papers.tree.codes = codes;
        papers.planned[1] = papers.opened[1].number = papers.examined[1].number = 1u << 30;
        check(&papers);
        CU_ASSERT_EQUAL(said(&papers, "TPT-23", "ballot 1073741824 is opened, but the contest has 3 ballots"),
                        VERDICT_REFUTED);
        CU_ASSERT(findings_verdict(&papers.findings, "TPT-27") >= 0);
        findings_free(&papers.findings);
    }
    /* Two rounds that both name such a ballot. */
    make(&papers, 1, 1, 1);
    papers.planned[0] = papers.opened[0].number = papers.examined[0].number = 4;
    papers.rounds[1] = papers.rounds[0];
    papers.audit.round_count = 2;
    papers.audit.result = AUDIT_NOT_CONFIRMABLE;
    papers.audit.winner = 0;
    check(&papers);
    CU_ASSERT_EQUAL(findings_verdict(&papers.findings, "TPT-23"), VERDICT_REFUTED);
    findings_free(&papers.findings);
}

UNIT_TEST(verify_tree_papers, examined_without_a_plan) {
    struct papers papers;
    make(&papers, 1, 3, 1);
    CU_ASSERT_FALSE(scr_failed(audit_check_rounds(&papers.task)));
    CU_ASSERT_EQUAL(said(&papers, "TPT-24", "round 1: ballot 3 was examined but not planned"), VERDICT_REFUTED);
    findings_free(&papers.findings);
    make(&papers, 3, 1, 3);
    papers.examined[0].number = 2;
    papers.planned[1] = 3;
    papers.rounds[0].planned.count = 2;
    CU_ASSERT_FALSE(scr_failed(audit_check_rounds(&papers.task)));
    CU_ASSERT_EQUAL(said(&papers, "TPT-24", "round 1: ballot 2 was examined but not planned"), VERDICT_REFUTED);
    findings_free(&papers.findings);
}

/* A ballot of which neither the tree nor the audit tells the code is unknown. */
UNIT_TEST(verify_tree_papers, recorded_values) {
    struct papers papers;
    make(&papers, 0, 0, 0);
    CU_ASSERT_EQUAL(audit_recorded(&papers.task, 1), VALUE_UNKNOWN);
    papers.tree.codes = (char[]){'A', 'B', '.'};
    CU_ASSERT_EQUAL(audit_recorded(&papers.task, 0), VALUE_UNKNOWN);
    CU_ASSERT_EQUAL(audit_recorded(&papers.task, 2), 1);
    CU_ASSERT_EQUAL(audit_recorded(&papers.task, 3), VALUE_MISSING);
    CU_ASSERT_EQUAL(audit_recorded(&papers.task, 4), VALUE_UNKNOWN);
}

/* The tree's seed is no number, which TPT-08 says of the tree. */
UNIT_TEST(verify_tree_papers, no_arrangement) {
    struct papers papers;
    make(&papers, 2, 2, 2);
    papers.tree.contest.arrangement = ARRANGEMENT_RIVEST2019;
    papers.tree.seed = "x";
    CU_ASSERT_FALSE(scr_failed(audit_check_outcomes(&papers.task)));
    CU_ASSERT_EQUAL(said(&papers, "TPT-25", "no arrangement"), VERDICT_UNDECIDED);
    CU_ASSERT_EQUAL(said(&papers, "TPT-27", "no arrangement"), VERDICT_UNDECIDED);
    findings_free(&papers.findings);
}

/* Corrections of rounds and ballots that there are not change nothing of what is known. */
UNIT_TEST(verify_tree_papers, corrections_of_nothing) {
    static const struct audit_correction made[] = {{0, 1, 1, 'A', 'B', "2026-11-06T10:00:00Z"},
                                                   {2, 1, 1, 'A', 'B', "2026-11-06T10:00:00Z"},
                                                   {1, 2, 9, 'A', 'B', "2026-11-06T10:00:00Z"},
                                                   {1, 1, UINT64_C(1) << 39, 'A', 'B', "2026-11-06T10:00:00Z"}};
    for (size_t i = 0; i < sizeof made / sizeof *made; i++) {
        struct papers papers;
        make(&papers, 3, 3, 3);
        papers.tree.codes = (char[]){'A', 'A', 'A'};
        papers.rounds[1] = papers.rounds[0];
        papers.rounds[0].planned.count = papers.rounds[0].examined.count = 1;
        papers.rounds[1].planned = (struct number_list){papers.planned + 1, 2, 2};
        papers.rounds[1].examined = (struct examined_list){papers.examined + 1, 2, 2};
        papers.audit.round_count = 2;
        papers.correction = made[i];
        papers.audit.corrections = &papers.correction;
        papers.audit.correction_count = 1;
        CU_ASSERT_FALSE(scr_failed(audit_check_outcomes(&papers.task)));
        CU_ASSERT_FALSE(scr_failed(audit_check_corrections(&papers.task)));
        CU_ASSERT_FALSE(scr_failed(audit_add_words(&papers.task)));
        CU_ASSERT_EQUAL(findings_verdict(&papers.findings, "TPT-26"), VERDICT_REFUTED);
        CU_ASSERT_EQUAL(said(&papers, "TPT-27", "confirmed: the papers examined establish"), VERDICT_HOLDS);
        findings_free(&papers.findings);
    }
}

/* Papers planned and not read: the first twenty by number. */
UNIT_TEST(verify_tree_papers, unread_papers) {
    struct papers papers;
    make(&papers, 21, 1, 0);
    CU_ASSERT_FALSE(scr_failed(audit_add_words(&papers.task)));
    CU_ASSERT_PTR_NOT_NULL(strstr(papers.findings.notes[0], "21 papers planned, 1 read, 20 not read (2, 3, "));
    CU_ASSERT_PTR_NULL(strstr(papers.findings.notes[0], "and more"));
    findings_free(&papers.findings);
    make(&papers, 23, 1, 0);
    CU_ASSERT_FALSE(scr_failed(audit_add_words(&papers.task)));
    CU_ASSERT_PTR_NOT_NULL(strstr(papers.findings.notes[0], "20, 21, and more)"));
    findings_free(&papers.findings);
    make(&papers, 1, 1, 0);
    CU_ASSERT_FALSE(scr_failed(audit_add_words(&papers.task)));
    CU_ASSERT_PTR_NOT_NULL(strstr(papers.findings.notes[0], "1 paper planned, 1 read; "));
    findings_free(&papers.findings);
}
