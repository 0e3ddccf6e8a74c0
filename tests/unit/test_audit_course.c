/* test_audit_course.c: audits from the first round to the end: their log, their course, and their end by brute force
 * over every paper that was not examined. */
#include <jansson.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "audit_case.h"
#include "tree_case.h"
#include "unit.h"

UNIT_TEST(audit_course, the_state_follows_from_the_log) {
    static const uint32_t planned[] = {2, 3, 5};
    struct audit_case c;
    struct audit_log log = {0};
    size_t at;
    audit_case_make(&c, "AABAB", 2, 3, 1);
    CU_ASSERT_PTR_NULL(audit_open_round(&log));
    audit_case_round(&log, planned, 3, false);
    CU_ASSERT_EQUAL(audit_case_derive(&log, &c), SCR_DONE);
    CU_ASSERT_PTR_NOT_NULL(audit_open_round(&log));
    audit_case_entry(&log, 1, 3, AUDIT_NONE, 'B');
    audit_case_entry(&log, 1, 5, AUDIT_NONE, '!');
    audit_case_entry(&log, 1, 5, '!', '\0');
    audit_case_entry(&log, 1, 5, AUDIT_NONE, 'A');
    audit_case_entry(&log, 1, 2, AUDIT_NONE, '*');
    CU_ASSERT_EQUAL(audit_case_derive(&log, &c), SCR_DONE);
    CU_ASSERT_EQUAL(audit_case_derive(&log, &c), SCR_DONE); /* again, with the same result */
    CU_ASSERT(log.rounds[0].examined == 3 && log.rounds[0].discrepancies == 2);
    CU_ASSERT_EQUAL(audit_state_of(&log.rounds[0]), AUDIT_COMPLETE);
    CU_ASSERT(audit_find(&log.rounds[0], 5, &at) && log.rounds[0].read[at] == 'A');
    CU_ASSERT_FALSE(audit_find(&log.rounds[0], 4, &at));
    CU_ASSERT(audit_last_round_of(&log, 2) == 1 && audit_last_round_of(&log, 4) == 0);
    audit_log_free(&log);
    audit_case_free(&c);
}

/* Each contradiction alone. */
UNIT_TEST(audit_course, logs_that_contradict_themselves_are_refused) {
    static const uint32_t planned[] = {2, 3, 5}, unordered[] = {3, 2}, outside[] = {2, 6};
    static const struct {
        size_t round;
        uint32_t ballot;
        char was, now;
    } entries[] = {{2, 2, 0, 'A'}, {0, 2, 0, 'A'}, {1, 4, 0, 'A'}, {1, 2, 'A', 'B'}, {1, 2, 0, '\0'},
                   {1, 2, 0, 'C'}, {1, 2, 0, '?'}, {1, 3, 0, 'A'}, {1, 3, 'B', 'B'}};
    struct audit_case c;
    audit_case_make(&c, "AABAB", 2, 3, 1);
    for (size_t i = 0; i < sizeof entries / sizeof *entries; i++) {
        struct audit_log log = {0};
        audit_case_round(&log, planned, 3, false);
        audit_case_entry(&log, 1, 3, AUDIT_NONE, 'B');
        CU_ASSERT_EQUAL(audit_case_derive(&log, &c), SCR_DONE);
        audit_case_entry(&log, entries[i].round, entries[i].ballot, entries[i].was, entries[i].now);
        CU_ASSERT_EQUAL(audit_case_derive(&log, &c), SCR_STORE);
        audit_log_free(&log);
    }
    for (unsigned i = 0; i < 2; i++) {
        struct audit_log log = {0};
        audit_case_round(&log, i ? outside : unordered, 2, false);
        CU_ASSERT_EQUAL(audit_case_derive(&log, &c), SCR_STORE);
        audit_log_free(&log);
    }
    audit_case_free(&c);
}

static bool all_known(const struct audit_case *c, const char *papers, const bool *examined, bool *known) {
    size_t unknown = 0;
    for (size_t b = 0; b < c->ballots.count; b++) {
        known[b] = examined[b] && papers[b] != '!';
        unknown += !known[b];
    }
    return unknown <= 10;
}

/* Whole audits of small contests, with papers that differ from the records, are not found, or have no record. */
UNIT_TEST(audit_course, ends_hold_against_every_assignment) {
    uint64_t state = 42;
    unsigned ends[4] = {0}, rounds = 0;
    for (unsigned audit = 0; audit < 300; audit++) {
        struct audit_case c;
        struct audit_log log = {0};
        enum audit_fault fault;
        size_t faulty;
        char papers[200];
        bool examined[200] = {false}, known[200];
        unsigned candidates = 2 + audit % 2, errors = 2 + audit % 5;
        audit_case_random(&c, &state, 3 + audit % 8, candidates, 2 + audit % 4, audit % 3 ? 0 : 6);
        char recorded = audited_tree_winner(&c.audited);
        for (size_t b = 0; b < c.ballots.count; b++) {
            papers[b] = (char)(c.codes[b] == '?' ? '.' : c.codes[b]);
            if (tree_case_random(&state) % errors == 0) papers[b] = "AB*!.~"[tree_case_random(&state) % 6];
            if (papers[b] == '~') papers[b] = '!';
        }
        for (unsigned round = 0; round < 40; round++) {
            struct ballot_plan plan;
            if (audit_end_of(&log, &c.audited, recorded) != AUDIT_UNFINISHED) break;
            CU_ASSERT_EQUAL_FATAL(audited_tree_plan(&c.audited, &plan).code, SCR_DONE);
            CU_ASSERT_FATAL(plan.count > 0);
            audit_case_round(&log, plan.ballots, plan.count, false);
            rounds++;
            /* One round in three is closed at its first discrepancy, when that is not its last ballot. */
            for (size_t i = 0; i < plan.count && !log.rounds[round].replanned; i++) {
                uint32_t ballot = plan.ballots[i];
                CU_ASSERT_FALSE(examined[ballot - 1]);
                examined[ballot - 1] = true;
                audit_case_entry(&log, round + 1, ballot, AUDIT_NONE, papers[ballot - 1]);
                CU_ASSERT_EQUAL(audited_tree_read(&c.audited, ballot, papers[ballot - 1]).code, SCR_DONE);
                CU_ASSERT_EQUAL(audit_case_derive(&log, &c), SCR_DONE);
                log.rounds[round].replanned =
                    audit % 3 == 0 && i + 1 < plan.count && log.rounds[round].discrepancies > 0;
            }
            ballot_plan_free(&plan);
        }
        enum audit_end end = audit_end_of(&log, &c.audited, recorded);
        ends[end]++;
        if (end == AUDIT_NOT_CONFIRMABLE) { /* open with everything known that can be */
            for (size_t b = 0; b < c.ballots.count; b++) known[b] = examined[b] ? papers[b] != '!' : c.codes[b] != '?';
            char as_is[200];
            for (size_t b = 0; b < c.ballots.count; b++) as_is[b] = examined[b] ? papers[b] : (char)c.codes[b];
            uint64_t roots = audit_case_roots(&c, as_is, known);
            CU_ASSERT((roots & (roots - 1)) != 0);
        } else if (all_known(&c, papers, examined, known)) {
            char winner = audited_tree_winner(&c.audited);
            uint64_t roots = audit_case_roots(&c, papers, known);
            CU_ASSERT_EQUAL(roots, UINT64_C(1) << (winner == '.' ? TREE_MISSING : winner - 'A'));
            CU_ASSERT_EQUAL(end == AUDIT_CONFIRMED, winner == recorded);
        }
        /* The whole course passes the checks that an observer makes. */
        struct audit_case fresh;
        audit_case_make(&fresh, (const char *)c.codes, candidates, c.contest.arity, 1);
        CU_ASSERT_EQUAL(audit_follow(&log, &fresh.audited, &fault, &faulty).code, SCR_DONE);
        CU_ASSERT_EQUAL(fault, AUDIT_SOUND);
        CU_ASSERT_EQUAL(audit_end_of(&log, &fresh.audited, recorded), end);
        audit_case_free(&fresh);
        audit_log_free(&log);
        audit_case_free(&c);
    }
    CU_ASSERT_EQUAL(ends[AUDIT_UNFINISHED], 0);
    CU_ASSERT(ends[AUDIT_CONFIRMED] > 50 && ends[AUDIT_CHANGED] > 10 && ends[AUDIT_NOT_CONFIRMABLE] > 20 &&
              rounds > 300);
}

/* "AAA": the least plan has two ballots. */
UNIT_TEST(audit_course, each_fault_is_seen) {
    static const uint32_t two[] = {1, 2}, one[] = {1}, third[] = {3}, last[] = {2, 3};
    static const struct {
        const uint32_t *rounds[2];
        size_t counts[2];
        bool replanned;
        const char *entries; /* ballot and interpretation; behind a space ballot, was and now */
        enum audit_fault fault;
        size_t round;
    } cases[] = {
        {{two, NULL}, {2, 0}, false, "1A2A", AUDIT_SOUND, 1},
        {{two, third}, {2, 1}, false, "1A2B3A", AUDIT_SOUND, 2},
        {{two, third}, {2, 1}, false, "1A", AUDIT_NOT_COMPLETE, 1},
        {{two, third}, {2, 1}, false, "1A2A", AUDIT_NOT_CALLED_FOR, 2},
        {{one, NULL}, {1, 0}, false, "1A", AUDIT_NOT_ENOUGH, 1},
        {{two, last}, {2, 2}, false, "1A2B", AUDIT_TWICE, 2},
        {{two, last}, {2, 2}, true, "1A", AUDIT_NO_DISCREPANCY, 1},
        {{two, last}, {2, 2}, true, "1B", AUDIT_SOUND, 2},
        /* With a correction of round 1 during round 2. */
        {{two, third}, {2, 1}, false, "1A2B3A 2BA", AUDIT_SOUND, 2},
        {{two, last}, {2, 2}, true, "1B 1BA", AUDIT_SOUND, 2},
        {{two, last}, {2, 2}, true, "1A 1AB", AUDIT_NO_DISCREPANCY, 1},
        {{two, third}, {2, 1}, false, "1A2A 2AB", AUDIT_NOT_CALLED_FOR, 2},
        {{two, last}, {2, 2}, true, "1B 1B-", AUDIT_TAKEN_BACK, 1},
    };
    for (size_t i = 0; i < sizeof cases / sizeof *cases; i++) {
        struct audit_case c;
        struct audit_log log = {0};
        enum audit_fault fault;
        size_t round = 0;
        audit_case_make(&c, "AAA", 2, 3, 1);
        for (size_t r = 0; r < 2 && cases[i].counts[r]; r++)
            audit_case_round(&log, cases[i].rounds[r], cases[i].counts[r], cases[i].replanned && !r);
        const char *e = cases[i].entries;
        for (; *e && *e != ' '; e += 2)
            audit_case_entry(&log, e[0] == '3' ? 2 : 1, (uint32_t)(e[0] - '0'), AUDIT_NONE, e[1]);
        if (*e) audit_case_entry(&log, 1, (uint32_t)(e[1] - '0'), e[2], e[3] == '-' ? AUDIT_NONE : e[3]);
        CU_ASSERT_EQUAL(audit_case_derive(&log, &c), SCR_DONE);
        CU_ASSERT_EQUAL(audit_follow(&log, &c.audited, &fault, &round).code, SCR_DONE);
        CU_ASSERT_EQUAL(fault, cases[i].fault);
        CU_ASSERT_EQUAL(round, cases[i].round);
        audit_log_free(&log);
        audit_case_free(&c);
    }
}

/* An open round leaves an audit unfinished, even when its papers establish the winner. */
UNIT_TEST(audit_course, an_open_round_is_unfinished) {
    static const uint32_t three[] = {1, 2, 3};
    struct audit_case c;
    struct audit_log log = {0};
    audit_case_make(&c, "AAA", 2, 3, 1);
    audit_case_round(&log, three, 3, false);
    audit_case_entry(&log, 1, 1, AUDIT_NONE, 'A');
    audit_case_entry(&log, 1, 2, AUDIT_NONE, 'A');
    CU_ASSERT_EQUAL(audit_case_derive(&log, &c), SCR_DONE);
    CU_ASSERT_EQUAL(audit_apply(&log, &c.audited).code, SCR_DONE);
    CU_ASSERT(audited_tree_established(&c.audited));
    CU_ASSERT_EQUAL(audit_end_of(&log, &c.audited, 'A'), AUDIT_UNFINISHED);
    audit_case_entry(&log, 1, 3, AUDIT_NONE, '!');
    CU_ASSERT_EQUAL(audit_case_derive(&log, &c), SCR_DONE);
    CU_ASSERT_EQUAL(audit_end_of(&log, &c.audited, 'A'), AUDIT_CONFIRMED);
    CU_ASSERT_EQUAL(audit_end_of(&log, &c.audited, 'B'), AUDIT_CHANGED);
    /* Taking an interpretation back gives the record its place again. */
    CU_ASSERT_EQUAL(audited_tree_read(&c.audited, 2, AUDIT_NONE).code, SCR_DONE);
    CU_ASSERT_FALSE(audited_tree_established(&c.audited));
    audit_log_free(&log);
    audit_case_free(&c);
}

/* vectors/tpt_known_answers.json, mock_1M_0.1pct: the published program examines 7,207 ballots leaf by leaf, starting
 * again after each of five discrepancies. Its plans are the classic ones; its order of leaves is not that of storage.
 */
UNIT_TEST(audit_course, the_published_million) {
    char path[4096];
    if (!unit_shared()) {
        printf("skipped: no known answers beside the project ");
        return;
    }
    snprintf(path, sizeof path, "%s/vectors/tpt_known_answers.json", unit_shared());
    json_t *root = json_load_file(path, JSON_DECODE_INT_AS_REAL, NULL);
    const json_t *vector = json_object_get(root, "mock_1M_0.1pct"), *triples = json_object_get(vector, "triples");
    CU_ASSERT_PTR_NOT_NULL_FATAL(triples);
    enum { BALLOTS = 1000000 };
    uint8_t *codes = malloc(BALLOTS);
    char *papers = malloc(BALLOTS);
    CU_ASSERT_FATAL(codes && papers);
    size_t at = 0, examined = 0, discrepancies = 0;
    for (size_t t = 0; t < json_array_size(triples); t++) {
        const json_t *row = json_array_get(triples, t);
        size_t count = (size_t)json_real_value(json_array_get(row, 2));
        CU_ASSERT_FATAL(at + count <= BALLOTS);
        memset(codes + at, json_string_value(json_array_get(row, 0))[0], count);
        memset(papers + at, json_string_value(json_array_get(row, 1))[0], count);
        at += count;
    }
    CU_ASSERT_EQUAL(at, BALLOTS);
    const struct tree_contest contest = {.id = "mock",
                                         .ballots = BALLOTS,
                                         .replication = 1,
                                         .arity = 3,
                                         .arrangement = TREE_RIVEST2019,
                                         .candidate_count = 2};
    const struct scr_hash none = {{0}};
    struct audited_tree audited;
    struct ballot_plan plan;
    CU_ASSERT_EQUAL_FATAL(audited_tree_make(&contest, &none, "1", codes, &audited).code, SCR_DONE);
    CU_ASSERT_EQUAL_FATAL(audited_tree_plan(&audited, &plan).code, SCR_DONE);
    CU_ASSERT(!strcmp(plan.kind, "least") && plan.count == 4096);
    ballot_plan_free(&plan);
    tree_planner_free(audited.planner);
    audited.planner = NULL;
    audited.wanted = TREE_PLAN_CLASSIC;
    CU_ASSERT_EQUAL_FATAL(audited_tree_plan(&audited, &plan).code, SCR_DONE);
    CU_ASSERT(!strcmp(plan.kind, "classic") && plan.count == 7168);
    ballot_plan_free(&plan);
    const json_t *list = json_object_get(vector, "discrepancy_list");
    for (bool again = true; again;) {
        struct tree_plan leaves;
        again = false;
        CU_ASSERT_EQUAL_FATAL(tree_planner_plan(audited.planner, &leaves).code, SCR_DONE);
        for (size_t i = 0; i < leaves.count && !again; i++) {
            uint32_t ballot = (uint32_t)tree_paper(&audited.arrangement, leaves.leaves[i]) + 1;
            CU_ASSERT_EQUAL(audited_tree_read(&audited, ballot, papers[ballot - 1]).code, SCR_DONE);
            examined++;
            again = audit_differs(papers[ballot - 1], (char)codes[ballot - 1], 2);
            if (again) {
                const json_t *expected = json_array_get(json_array_get(list, discrepancies++), 0);
                CU_ASSERT_EQUAL((size_t)json_real_value(expected), leaves.leaves[i] + 1u);
            }
        }
        tree_plan_free(&leaves);
    }
    CU_ASSERT_EQUAL(examined, 7207);
    CU_ASSERT_EQUAL(discrepancies, 5);
    CU_ASSERT(audited_tree_established(&audited));
    audited_tree_free(&audited);
    free(codes);
    free(papers);
    json_decref(root);
}

UNIT_TEST(audit_course, what_people_type) {
    static const struct {
        const char *typed;
        enum audit_reading reading;
        char interpretation;
    } cases[] = {{"A", AUDIT_READ, 'A'},         {"a", AUDIT_READ, 'A'},
                 {"Ann", AUDIT_READ, 'A'},       {"Bob", AUDIT_READ, 'B'},
                 {"d", AUDIT_READ, 'D'},         {"Cy", AUDIT_READ_SEVERAL, 0},
                 {"ann", AUDIT_READ_NONE, 0},    {"", AUDIT_READ_NONE, 0},
                 {"E", AUDIT_READ_NONE, 0},      {"?", AUDIT_READ_NONE, 0},
                 {"blank", AUDIT_READ, '.'},     {"overvote", AUDIT_READ, '*'},
                 {"not-found", AUDIT_READ, '!'}, {"no-consensus", AUDIT_READ, '~'},
                 {".", AUDIT_READ, '.'},         {"AB", AUDIT_READ_NONE, 0}};
    struct audit_case c;
    audit_case_make(&c, "ABCD", 4, 3, 1);
    for (size_t i = 0; i < sizeof cases / sizeof *cases; i++) {
        char interpretation = 0;
        CU_ASSERT_EQUAL(audit_read(cases[i].typed, &c.contest, &interpretation), cases[i].reading);
        if (cases[i].reading == AUDIT_READ) CU_ASSERT_EQUAL(interpretation, cases[i].interpretation);
    }
    CU_ASSERT(audit_differs('A', 'B', 4) && !audit_differs('A', 'A', 4));
    CU_ASSERT(!audit_differs('*', '.', 4) && !audit_differs('.', '.', 4) && audit_differs('!', '.', 4));
    CU_ASSERT(audit_differs('~', 'A', 4) && audit_differs('.', 'A', 4));
    audit_case_free(&c);
}
