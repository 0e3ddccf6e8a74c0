/* What rounds of papers establish (TPT-25, TPT-27), against the tree's values under every assignment of the papers that
 * nobody knows; and budgets. */
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "unit.h"
#include "verify/tree/arranged.h"
#include "verify/tree/audit.h"

#define MOST 8         /* ballots */
#define CORRECTIONS 12 /* at most */

static uint64_t state;
static unsigned draw(unsigned below) {
    state = state * 6364136223846793005u + 1442695040888963407u;
    return (unsigned)(state >> 33) % below;
}

/* One small tree with one audit, and what an office would publish of them. */
struct small {
    struct published_candidate candidates[3];
    struct published_tree tree;
    struct arranged arranged;
    char codes[MOST];
    struct audit audit;
    struct audit_round rounds[3];
    uint32_t planned[3][MOST];
    struct examined_ballot examined[3][MOST];
    struct opened_ballot opened[MOST];
    struct audit_correction corrections[CORRECTIONS];
};

/* The value of a node by section 11.1, children in the order of their numbers; values 0.. candidates, and the last is
 * missing. Straight from the definition and recursive. */
static unsigned node_value(const struct small *small, const unsigned *values, uint32_t node) {
    const struct arranged *tree = &small->arranged;
    if (node > tree->internal) return values[tree->ballot[node - tree->internal - 1]];
    unsigned counts[3] = {0}, order[5], first[3] = {9, 9, 9}, most = 0, tied = 0, children = 0;
    for (uint32_t c = tree->arity * (node - 1) + 2; c <= tree->arity * node + 1 && c <= tree->internal + tree->leaves;
         c++, children++) {
        unsigned value = node_value(small, values, c);
        if (value == VALUE_MISSING) continue;
        counts[value]++;
        if (first[value] == 9) first[value] = children;
        if (counts[value] > most) most = counts[value];
    }
    if (!most) return VALUE_MISSING;
    for (unsigned place = 0; place < children; place++)
        for (unsigned value = 0; value < 3; value++)
            if (first[value] == place && counts[value] == most) order[tied++] = value;
    return order[tree->residue[node - 1] % tied];
}

/* Every outcome that some assignment of the unknown ballots gives. */
static value_set outcomes(const struct small *small, const unsigned *known) {
    unsigned unknown[MOST], values[MOST], count = 0, candidates = (unsigned)small->tree.contest.count;
    value_set set = 0;
    for (unsigned b = 0; b < small->arranged.ballots; b++) {
        values[b] = known[b];
        if (known[b] == VALUE_UNKNOWN) unknown[count++] = b;
    }
    unsigned total = 1;
    for (unsigned u = 0; u < count; u++) total *= candidates + 1;
    for (unsigned a = 0; a < total; a++) {
        unsigned rest = a;
        for (unsigned u = 0; u < count; u++, rest /= candidates + 1)
            values[unknown[u]] = rest % (candidates + 1) == candidates ? VALUE_MISSING : rest % (candidates + 1);
        set |= value_bit(node_value(small, values, 1));
    }
    return set;
}

static unsigned code_value(char code) { return code == '.' ? VALUE_MISSING : (unsigned)(code - 'A'); }
static unsigned sign_value(char sign) {
    return sign == '*' ? VALUE_MISSING : sign == '!' || sign == '~' ? VALUE_UNKNOWN : code_value(sign);
}

/* A sign that the contest has; another one than `but`. */
static char other_sign(unsigned candidates, char but) {
    static const char signs[] = "ABC.*!~";
    char sign = but;
    while (sign == but || (sign >= 'A' && sign <= 'C' && (unsigned)(sign - 'A') >= candidates)) sign = signs[draw(7)];
    return sign;
}

/* While each round is the last, papers of it and of earlier ones are found to have been misread. */
static void correct(struct small *small) {
    struct audit *audit = &small->audit;
    audit->corrections = small->corrections;
    for (unsigned during = 1; during <= audit->round_count; during++)
        for (unsigned n = draw(4); n && audit->correction_count < CORRECTIONS; n--) {
            unsigned r = draw(during);
            if (!small->rounds[r].examined.count) continue;
            struct examined_ballot *ballot = &small->examined[r][draw((unsigned)small->rounds[r].examined.count)];
            char now = other_sign((unsigned)small->tree.contest.count, ballot->interpretation);
            small->corrections[audit->correction_count++] = (struct audit_correction){
                r + 1, during, ballot->number, ballot->interpretation, now, "2026-11-06T10:00:00Z"};
            ballot->interpretation = now;
        }
}

/* The signs of rounds before `before` (from 1) as they were known before it: what stands, with what was corrected since
 * undone, the latest first. Word for word. */
static void undo(const struct small *small, size_t before, char signs[static MOST]) {
    memset(signs, 0, MOST);
    for (size_t r = 0; r + 1 < before && r < small->audit.round_count; r++)
        for (size_t i = 0; i < small->rounds[r].examined.count; i++)
            signs[small->examined[r][i].number - 1] = small->examined[r][i].interpretation;
    for (size_t c = small->audit.correction_count; c; c--) {
        const struct audit_correction *correction = &small->corrections[c - 1];
        if (correction->round < before && correction->during >= before) signs[correction->ballot - 1] = correction->was;
    }
}

static void make(struct small *small, bool all) {
    static const char signs[] = "ABC.*!~";
    unsigned candidates = 1 + draw(3), ballots = 1 + draw(MOST - 2);
    char seed[20];
    static char seeds[20];
    *small = (struct small){0};
    snprintf(seed, sizeof seed, "%u", draw(100000) + 1);
    memcpy(seeds, seed, sizeof seeds);
    for (unsigned c = 0; c < 3; c++)
        small->candidates[c] = (struct published_candidate){(char)('A' + c), "", "x", "listed"};
    small->tree.contest = (struct published_contest){.id = "c",
                                                     .name = "C",
                                                     .ballots = ballots,
                                                     .arity = 2 + draw(4),
                                                     .replication = 1,
                                                     .candidates = small->candidates,
                                                     .count = candidates};
    small->tree.seed = seeds;
    for (unsigned b = 0; b < ballots; b++) small->codes[b] = draw(6) ? (char)('A' + draw(candidates)) : '.';
    if (all) small->tree.codes = small->codes;
    CU_ASSERT_FATAL(!scr_failed(arranged_make(&small->tree.contest, &small->tree.commitment, seeds, &small->arranged)));
    unsigned known[MOST];
    for (unsigned b = 0; b < MOST; b++) known[b] = VALUE_UNKNOWN;
    for (unsigned b = 0; b < ballots; b++) known[b] = code_value(small->codes[b]);
    value_set winner = outcomes(small, known);
    CU_ASSERT_TRUE_FATAL(value_single(winner));
    small->tree.tpt_winner = value_code(value_lowest(winner));
    /* Rounds over ballots that no earlier round took. */
    small->audit.rounds = small->rounds;
    small->audit.round_count = draw(4);
    uint32_t next = 1;
    for (size_t r = 0; r < small->audit.round_count; r++) {
        struct audit_round *round = &small->rounds[r];
        round->planned.items = small->planned[r];
        round->examined.items = small->examined[r];
        for (; next <= ballots && (!round->planned.count || draw(3)); next++) {
            char sign = draw(3) ? small->codes[next - 1] : signs[draw(7)];
            if (sign >= 'A' && (unsigned)(sign - 'A') >= candidates && sign != '~') sign = 'A';
            small->planned[r][round->planned.count++] = next;
            small->opened[small->audit.opened.count++] = (struct opened_ballot){next, small->codes[next - 1], {0}};
            if (draw(5)) small->examined[r][round->examined.count++] = (struct examined_ballot){next, sign};
        }
    }
    small->audit.opened.items = small->opened;
    for (size_t r = 0; r < small->audit.round_count; r++)
        small->rounds[r].state = small->rounds[r].examined.count < small->rounds[r].planned.count || !draw(4)
                                     ? ROUND_REPLANNED
                                     : ROUND_COMPLETE;
    if (small->audit.round_count && !draw(3)) small->rounds[small->audit.round_count - 1].state = ROUND_OPEN;
    if (small->audit.round_count) {
        small->tree.numbers = small->planned[0];
        small->tree.number_count = small->rounds[0].planned.count;
    }
    correct(small);
    small->audit.result = (enum audit_result)draw(4);
    small->audit.winner = draw(3) ? small->tree.tpt_winner : draw(2) ? 'B' : 0;
}

/* The verdicts by the words of section 12. */
static void expect(const struct small *small, int *rounds, int *end) {
    const struct audit *audit = &small->audit;
    unsigned known[MOST], supposed[MOST];
    bool examined[MOST] = {false};
    for (unsigned b = 0; b < MOST; b++) known[b] = VALUE_UNKNOWN;
    *rounds = VERDICT_HOLDS;
    for (size_t r = 0; r < audit->round_count; r++) {
        char signs[MOST];
        undo(small, r + 1, signs);
        for (unsigned b = 0; b < MOST; b++) known[b] = signs[b] ? sign_value(signs[b]) : VALUE_UNKNOWN;
        if (value_single(outcomes(small, known))) *rounds = VERDICT_REFUTED;
        memcpy(supposed, known, sizeof known);
        for (size_t i = 0; i < small->rounds[r].planned.count; i++)
            supposed[small->planned[r][i] - 1] = code_value(small->codes[small->planned[r][i] - 1]);
        if (!value_single(outcomes(small, supposed))) *rounds = VERDICT_REFUTED;
    }
    for (unsigned b = 0; b < MOST; b++) known[b] = VALUE_UNKNOWN;
    for (size_t r = 0; r < audit->round_count; r++)
        for (size_t i = 0; i < small->rounds[r].examined.count; i++) {
            unsigned b = small->examined[r][i].number - 1;
            known[b] = sign_value(small->examined[r][i].interpretation);
            examined[b] = true;
        }
    value_set set = outcomes(small, known);
    bool open = audit->round_count && small->rounds[audit->round_count - 1].state == ROUND_OPEN, holds = false;
    *end = -1;
    if (audit->result == AUDIT_CONFIRMED || audit->result == AUDIT_CHANGED)
        holds = value_single(set) && audit->winner == value_code(value_lowest(set)) && !open &&
                (audit->winner == small->tree.tpt_winner) == (audit->result == AUDIT_CONFIRMED);
    else if (audit->result == AUDIT_UNFINISHED)
        holds = !audit->winner && (open || !value_single(set));
    else {
        for (unsigned b = 0; b < small->arranged.ballots; b++) {
            bool opened = small->tree.codes != NULL;
            for (size_t i = 0; i < audit->opened.count; i++) opened = opened || small->opened[i].number == b + 1;
            if (!examined[b] && opened) known[b] = code_value(small->codes[b]);
        }
        holds = !audit->winner && !value_single(outcomes(small, known));
        if (holds && !small->tree.codes) *end = VERDICT_UNDECIDED;
    }
    if (*end < 0) *end = holds ? VERDICT_HOLDS : VERDICT_REFUTED;
}

/* TPT-24 for rounds that plan each ballot once: only the states can be wrong. */
static int expect_states(const struct small *small, bool *late) {
    size_t count = small->audit.round_count;
    for (size_t r = 0; r < count; r++) {
        const struct audit_round *round = &small->rounds[r];
        bool reason = false, stands = false;
        char signs[MOST];
        undo(small, r + 2, signs); /* for the last round nothing is undone */
        for (size_t i = 0; i < round->examined.count; i++) {
            unsigned b = round->examined.items[i].number - 1, recorded = code_value(small->codes[b]);
            reason = reason || sign_value(signs[b]) != recorded;
            stands = stands || sign_value(round->examined.items[i].interpretation) != recorded;
        }
        for (size_t c = 0; c < small->audit.correction_count; c++) {
            const struct audit_correction *made = &small->corrections[c];
            reason =
                reason || (made->during == r + 1 && made->round <= r && sign_value(made->was) != sign_value(made->now));
        }
        *late = *late || (round->state == ROUND_REPLANNED && reason != stands);
        if (round->state == ROUND_REPLANNED && !reason) return VERDICT_REFUTED;
        if (round->state == ROUND_COMPLETE && round->examined.count < round->planned.count) return VERDICT_REFUTED;
        if (round->state == ROUND_OPEN && r + 1 < count) return VERDICT_REFUTED;
    }
    return VERDICT_HOLDS;
}

UNIT_TEST(verify_audit, rounds_are_left_for_what_was_known_then) {
    unsigned seen[3] = {0}, told_by_late = 0;
    state = 19;
    for (int trial = 0; trial < 3000; trial++) {
        struct small small;
        struct findings findings = {0};
        struct work work = {.each = 1000000, .all = 1000000};
        const struct surroundings surroundings = {.work = &work};
        bool late = false;
        make(&small, trial % 2);
        struct audit_task task = {&small.audit, &small.tree, true, &surroundings, &findings, false};
        int states = expect_states(&small, &late);
        CU_ASSERT_FALSE_FATAL(scr_failed(audit_check_rounds(&task)));
        CU_ASSERT_FALSE_FATAL(scr_failed(audit_check_corrections(&task)));
        CU_ASSERT_EQUAL(findings_verdict(&findings, "TPT-24"), states);
        CU_ASSERT_EQUAL(findings_verdict(&findings, "TPT-26"), VERDICT_HOLDS);
        seen[states]++;
        told_by_late += late;
        findings_free(&findings);
        arranged_free(&small.arranged);
    }
    CU_ASSERT_TRUE(seen[VERDICT_HOLDS] > 500 && seen[VERDICT_REFUTED] > 200 && told_by_late > 100);
}

/* Each rule of a story alone: (round, during, ballot, was, now) after a sound one. */
UNIT_TEST(verify_audit, corrections_are_made_during_rounds_in_order) {
    static const struct {
        struct audit_correction made[2];
        int verdict;
    } cases[] = {
        {{{1, 1, 1, 'B', 'A', "2026-11-06T10:00:00Z"}, {1, 2, 2, 'B', 'A', "2026-11-06T10:00:00Z"}}, VERDICT_HOLDS},
        {{{1, 2, 1, 'B', 'A', "2026-11-06T10:00:00Z"}, {1, 1, 2, 'B', 'A', "2026-11-06T10:00:00Z"}}, VERDICT_REFUTED},
        {{{1, 1, 1, 'B', 'A', "2026-11-06T10:00:00Z"}, {2, 1, 3, 'B', 'A', "2026-11-06T10:00:00Z"}}, VERDICT_REFUTED},
        {{{1, 1, 1, 'B', 'A', "2026-11-06T10:00:00Z"}, {1, 3, 2, 'B', 'A', "2026-11-06T10:00:00Z"}}, VERDICT_REFUTED},
        {{{1, 1, 1, 'B', 0, "2026-11-06T10:00:00Z"}, {2, 2, 3, 'B', 0, "2026-11-06T10:00:00Z"}}, VERDICT_HOLDS},
        {{{1, 1, 1, 'B', 0, "2026-11-06T10:00:00Z"}, {1, 2, 2, 'B', 0, "2026-11-06T10:00:00Z"}}, VERDICT_REFUTED},
        {{{1, 1, 1, 'B', '*', "2026-11-06T10:00:00Z"}, {1, 2, 1, '*', 'A', "2026-11-06T10:00:00Z"}}, VERDICT_HOLDS},
        {{{1, 1, 1, 'B', '*', "2026-11-06T10:00:00Z"}, {1, 2, 1, '~', 'A', "2026-11-06T10:00:00Z"}}, VERDICT_REFUTED},
        {{{1, 1, 1, 'B', '*', "2026-11-06T10:00:00Z"}, {1, 2, 1, '*', '~', "2026-11-06T10:00:00Z"}}, VERDICT_REFUTED},
    };
    for (size_t i = 0; i < sizeof cases / sizeof *cases; i++) {
        uint32_t planned[] = {1, 2, 3};
        struct examined_ballot examined[] = {{1, 'A'}, {2, 'A'}, {3, 'A'}};
        struct audit_round rounds[2] = {{{planned, 2, 2}, {examined, 2, 2}, ROUND_COMPLETE},
                                        {{planned + 2, 1, 1}, {examined + 2, 1, 1}, ROUND_COMPLETE}};
        struct audit_correction made[2] = {cases[i].made[0], cases[i].made[1]};
        const struct audit audit = {.rounds = rounds, .round_count = 2, .corrections = made, .correction_count = 2};
        struct findings findings = {0};
        const struct audit_task task = {.audit = &audit, .findings = &findings};
        CU_ASSERT_FALSE_FATAL(scr_failed(audit_check_corrections(&task)));
        CU_ASSERT_EQUAL(findings_verdict(&findings, "TPT-26"), cases[i].verdict);
        findings_free(&findings);
    }
}

UNIT_TEST(verify_audit, rounds_and_ends_are_those_of_every_assignment) {
    unsigned seen[3][3] = {{0}};
    state = 20261103;
    for (int trial = 0; trial < 6000; trial++) {
        struct small small;
        struct findings findings = {0};
        struct work work = {.each = 1000000, .all = 1000000};
        const struct surroundings surroundings = {.work = &work};
        int rounds, end;
        make(&small, trial % 2);
        struct audit_task task = {&small.audit, &small.tree, true, &surroundings, &findings, false};
        expect(&small, &rounds, &end);
        CU_ASSERT_FALSE_FATAL(scr_failed(audit_check_outcomes(&task)));
        CU_ASSERT_EQUAL(findings_verdict(&findings, "TPT-25"), rounds);
        CU_ASSERT_EQUAL(findings_verdict(&findings, "TPT-27"), end);
        seen[rounds][end]++;
        findings_free(&findings);
        arranged_free(&small.arranged);
    }
    /* The trials meet every verdict often enough to mean something. */
    CU_ASSERT_TRUE(seen[0][0] + seen[2][0] > 200 && seen[0][2] + seen[2][2] > 200 && seen[0][1] + seen[2][1] > 20);
    CU_ASSERT_TRUE(seen[0][0] + seen[0][1] + seen[0][2] > 200 && seen[2][0] + seen[2][1] + seen[2][2] > 200);
}

UNIT_TEST(verify_audit, a_spent_budget_leaves_rounds_and_end_undecided) {
    struct small small;
    struct findings findings = {0};
    struct work work = {.each = 1, .all = 1};
    const struct surroundings surroundings = {.work = &work};
    state = 5;
    do {
        make(&small, true);
        if (small.audit.round_count) break;
        arranged_free(&small.arranged);
    } while (true);
    struct audit_task task = {&small.audit, &small.tree, true, &surroundings, &findings, false};
    CU_ASSERT_FALSE(scr_failed(audit_check_outcomes(&task)));
    CU_ASSERT_EQUAL(findings_verdict(&findings, "TPT-25"), VERDICT_UNDECIDED);
    CU_ASSERT_EQUAL(findings_verdict(&findings, "TPT-27"), VERDICT_UNDECIDED);
    findings_free(&findings);
    arranged_free(&small.arranged);
}

UNIT_TEST(verify_audit, the_signs_have_the_values_of_section_12) {
    CU_ASSERT_EQUAL(audit_value('A', 2), 0);
    CU_ASSERT_EQUAL(audit_value('B', 2), 1);
    CU_ASSERT_EQUAL(audit_value('C', 2), VALUE_NONE);
    CU_ASSERT_EQUAL(audit_value('9', 62), 61);
    CU_ASSERT_EQUAL(audit_value('.', 2), VALUE_MISSING);
    CU_ASSERT_EQUAL(audit_value('*', 2), VALUE_MISSING);
    CU_ASSERT_EQUAL(audit_value('!', 2), VALUE_UNKNOWN);
    CU_ASSERT_EQUAL(audit_value('~', 2), VALUE_UNKNOWN);
    CU_ASSERT_EQUAL(audit_value('?', 2), VALUE_NONE);
}
