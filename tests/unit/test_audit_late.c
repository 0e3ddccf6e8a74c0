/* test_audit_late.c: audits in which readings of rounds that are over are put right: every course stays sound, and
 * every end rests on what stands at last, by brute force over the papers that nobody knows. */
#include <string.h>

#include "audit_case.h"
#include "tree_case.h"
#include "unit.h"

/* One audit on its way, as the commands lead it: rounds are planned when they are called for, closed early when they
 * may be, and opened again when the reason for that is gone. */
struct course {
    struct audit_case c;
    struct audit_log log;
    uint64_t state;
    char recorded;
    unsigned late, closed, reopened;
};

static unsigned draw(struct course *course, unsigned below) {
    return (unsigned)(tree_case_random(&course->state) % below);
}

static char any_sign(struct course *course) {
    unsigned candidates = course->c.contest.candidate_count, sign = draw(course, candidates + 4);
    return sign < candidates ? (char)('A' + sign) : ".*!~"[sign - candidates];
}

static struct audit_round *last_round(struct course *course) {
    return &course->log.rounds[course->log.round_count - 1];
}

static void enter(struct course *course, size_t round, uint32_t ballot, char was, char now) {
    audit_case_entry(&course->log, round, ballot, was, now);
    CU_ASSERT_EQUAL_FATAL(audit_case_derive(&course->log, &course->c), SCR_DONE);
    CU_ASSERT_EQUAL_FATAL(audited_tree_read(&course->c.audited, ballot, now).code, SCR_DONE);
}

/* Any reading of any round turns out to be another. */
static void correct(struct course *course) {
    size_t r = draw(course, (unsigned)course->log.round_count);
    const struct audit_round *round = &course->log.rounds[r];
    if (!round->planned_count) return;
    size_t at = draw(course, (unsigned)round->planned_count);
    char was = round->read[at], now = any_sign(course);
    if (!was || was == now) return;
    course->late += r + 1 < course->log.round_count;
    enter(course, r + 1, round->planned[at], was, now);
    if (!last_round(course)->replanned || audit_may_replan(last_round(course))) return;
    last_round(course)->replanned = false;
    course->reopened++;
}

/* The next paper of the open round. */
static void read_next(struct course *course) {
    struct audit_round *round = last_round(course);
    size_t i = 0;
    while (round->read[i]) i++;
    uint32_t ballot = round->planned[i];
    char code = (char)course->c.codes[ballot - 1];
    enter(course, course->log.round_count, ballot, AUDIT_NONE, draw(course, 4) ? code : any_sign(course));
    if (audit_state_of(round) == AUDIT_OPEN && audit_may_replan(round) && !draw(course, 3)) {
        round->replanned = true;
        course->closed++;
    }
}

static void plan(struct course *course) {
    struct ballot_plan plan;
    CU_ASSERT_EQUAL_FATAL(audited_tree_plan(&course->c.audited, &plan).code, SCR_DONE);
    audit_case_round(&course->log, plan.ballots, plan.count, false);
    CU_ASSERT_EQUAL_FATAL(audit_case_derive(&course->log, &course->c), SCR_DONE);
    ballot_plan_free(&plan);
}

static void hold(struct course *course) {
    for (unsigned step = 0; step < 200; step++) {
        if (course->log.round_count && !draw(course, 6)) correct(course);
        if (audit_open_round(&course->log))
            read_next(course);
        else if (audit_end_of(&course->log, &course->c.audited, course->recorded) == AUDIT_UNFINISHED)
            plan(course);
        else if (!draw(course, 3))
            return;
        else if (course->log.round_count)
            correct(course);
    }
}

/* What stands, and whether it is known; false when too much is not. */
static bool stands(const struct course *course, enum audit_end end, char *papers, bool *known) {
    size_t unknown = 0;
    memcpy(papers, course->c.codes, course->c.ballots.count);
    for (size_t b = 0; b < course->c.ballots.count; b++)
        known[b] = end == AUDIT_NOT_CONFIRMABLE && course->c.codes[b] != '?';
    for (size_t r = 0; r < course->log.round_count; r++)
        for (size_t i = 0; i < course->log.rounds[r].planned_count; i++) {
            size_t b = course->log.rounds[r].planned[i] - 1;
            char read = course->log.rounds[r].read[i];
            if (!read) continue;
            known[b] = read != '!' && read != '~';
            papers[b] = read;
        }
    for (size_t b = 0; b < course->c.ballots.count; b++) unknown += !known[b];
    return unknown <= 10;
}

static void check_end(struct course *course, enum audit_end end) {
    char papers[200];
    bool known[200];
    if (end == AUDIT_UNFINISHED || !stands(course, end, papers, known)) return;
    uint64_t roots = audit_case_roots(&course->c, papers, known);
    char winner = audited_tree_winner(&course->c.audited);
    if (end == AUDIT_NOT_CONFIRMABLE) {
        CU_ASSERT((roots & (roots - 1)) != 0);
        return;
    }
    CU_ASSERT_EQUAL(roots, UINT64_C(1) << (winner == '.' ? TREE_MISSING : winner - 'A'));
    CU_ASSERT_EQUAL(end == AUDIT_CONFIRMED, winner == course->recorded);
}

UNIT_TEST(audit_late, every_course_is_sound_and_every_end_rests_on_what_stands) {
    unsigned ends[4] = {0}, late = 0, closed = 0, reopened = 0;
    for (unsigned audit = 0; audit < 2000; audit++) {
        struct course course = {.state = 1000 + audit};
        enum audit_fault fault;
        size_t round;
        audit_case_random(&course.c, &course.state, 3 + audit % 8, 2 + audit % 2, 2 + audit % 4, audit % 3 ? 0 : 6);
        course.recorded = audited_tree_winner(&course.c.audited);
        hold(&course);
        enum audit_end end = audit_end_of(&course.log, &course.c.audited, course.recorded);
        ends[end]++;
        check_end(&course, end);
        struct audit_case fresh;
        audit_case_make(&fresh, (const char *)course.c.codes, course.c.contest.candidate_count, course.c.contest.arity,
                        1);
        CU_ASSERT_EQUAL(audit_follow(&course.log, &fresh.audited, &fault, &round).code, SCR_DONE);
        CU_ASSERT_EQUAL(fault, AUDIT_SOUND);
        CU_ASSERT_EQUAL(audit_end_of(&course.log, &fresh.audited, course.recorded), end);
        late += course.late;
        closed += course.closed;
        reopened += course.reopened;
        audit_case_free(&fresh);
        audit_log_free(&course.log);
        audit_case_free(&course.c);
    }
    CU_ASSERT(ends[AUDIT_CONFIRMED] > 50 && ends[AUDIT_CHANGED] > 50 && ends[AUDIT_NOT_CONFIRMABLE] > 50);
    CU_ASSERT(late > 500 && closed > 200 && reopened > 3);
}

/* `during` must not go back, nor below the round, nor beyond the last one. */
UNIT_TEST(audit_late, during_is_checked) {
    static const uint32_t two[] = {1, 2}, third[] = {3};
    static const struct {
        size_t round, during;
        enum scr_code code;
    } cases[] = {{1, 2, SCR_DONE}, {1, 1, SCR_STORE}, {2, 1, SCR_STORE}, {1, 3, SCR_STORE}, {1, 0, SCR_STORE}};
    for (size_t i = 0; i < sizeof cases / sizeof *cases; i++) {
        struct audit_case c;
        struct audit_log log = {0};
        audit_case_make(&c, "AAA", 2, 3, 1);
        audit_case_round(&log, two, 2, false);
        audit_case_entry(&log, 1, 1, AUDIT_NONE, 'A');
        audit_case_entry(&log, 1, 2, AUDIT_NONE, 'B');
        audit_case_round(&log, third, 1, false);
        audit_case_entry(&log, 2, 3, AUDIT_NONE, 'A');
        const struct audit_entry entry = {cases[i].round,
                                          cases[i].during,
                                          cases[i].round == 1 ? 2 : 3,
                                          cases[i].round == 1 ? 'B' : 'A',
                                          '*',
                                          "why",
                                          ""};
        CU_ASSERT_EQUAL_FATAL(audit_add_entry(&log, &entry).code, SCR_DONE);
        CU_ASSERT_EQUAL(audit_case_derive(&log, &c), cases[i].code);
        CU_ASSERT(i || (log.rounds[1].revisions == 1 && log.rounds[0].revisions == 0));
        audit_log_free(&log);
        audit_case_free(&c);
    }
}
