/* audit_outcomes.c: what the papers establish, before each round and at the end: TPT-25 and TPT-27. */
#include <stdlib.h>
#include <string.h>

#include "verify/complaint.h"
#include "verify/tree/audit.h"
#include "verify/tree/sets.h"

/* The sets of all nodes as the rounds go by. known[b] is the value of ballot b + 1. */
struct replay {
    const struct audit_task *task;
    struct arranged tree;
    uint8_t *known;
    struct sets *sets;
    struct budget budget;
    uint64_t step; /* work of one change: the nodes above all leaves of a ballot, and their children */
    bool ended;    /* the budget is spent */
    struct complaint rounds, outcome; /* TPT-25, TPT-27 */
};

static uint64_t step_work(const struct arranged *tree) {
    uint64_t height = 1, nodes = 1;
    for (; nodes < tree->leaves; nodes *= tree->arity) height++;
    return height * tree->arity * tree->replication; /* below 31 * 5 * 2^30 */
}

static scr_result know(struct replay *replay, uint32_t number, unsigned value) {
    if (number < 1 || number > replay->tree.ballots) return scr_done(); /* TPT-23 or TPT-24 says so */
    if (replay->known[number - 1] == value || replay->ended) return scr_done();
    if (!budget_spend(&replay->budget, replay->step)) {
        replay->ended = true;
        return scr_done();
    }
    replay->known[number - 1] = (uint8_t)value;
    return sets_change(replay->sets, number - 1);
}

/* The value as people know it: A, "Ada". Code and name are quoted only where a complaint or verdict shows them. */
static const char *named(const struct audit_task *task, struct complaint *complaint, unsigned value) {
    const struct published_contest *contest = &task->tree->contest;
    return value < contest->count ? shown(complaint, contest->candidates[value].name) : "\"missing\"";
}

/* An interpretation that is no value (TPT-24 refutes it) establishes nothing. */
static unsigned interpreted(const struct replay *replay, const struct examined_ballot *examined) {
    unsigned value = audit_value(examined->interpretation, replay->task->tree->contest.count);
    return value == VALUE_NONE ? VALUE_UNKNOWN : value;
}

/* Were this round's papers as recorded, would they establish a winner? Leaves `known` as it was. */
static scr_result suppose(struct replay *replay, size_t r, bool *established) {
    const struct number_list *planned = &replay->task->audit->rounds[r].planned;
    bool *supposed = calloc(planned->count ? planned->count : 1, sizeof *supposed);
    scr_result result = supposed ? scr_done() : (scr_result){SCR_MEMORY};
    for (size_t i = 0; i < planned->count && !scr_failed(result); i++) {
        uint32_t number = planned->items[i];
        if (number < 1 || number > replay->tree.ballots || replay->known[number - 1] != VALUE_UNKNOWN) continue;
        unsigned value = audit_recorded(replay->task, number);
        supposed[i] = true;
        result = know(replay, number, value == VALUE_NONE ? VALUE_UNKNOWN : value);
    }
    *established = value_single(sets_root(replay->sets));
    /* What the round then found is set next, so only what differs from that is undone. */
    const struct examined_list *examined = &replay->task->audit->rounds[r].examined;
    for (size_t i = 0, e = 0; i < planned->count && !scr_failed(result); i++) {
        uint32_t number = planned->items[i];
        while (e < examined->count && examined->items[e].number < number) e++;
        bool read = e < examined->count && examined->items[e].number == number;
        if (supposed[i]) result = know(replay, number, read ? interpreted(replay, &examined->items[e]) : VALUE_UNKNOWN);
    }
    free(supposed);
    return result;
}

static scr_result play_rounds(struct replay *replay) {
    const struct audit_task *task = replay->task;
    for (size_t r = 0; r < task->audit->round_count && !replay->ended; r++) {
        const struct examined_list *examined = &task->audit->rounds[r].examined;
        bool established = true;
        value_set before = sets_root(replay->sets);
        if (value_single(before))
            complain(&replay->rounds, "round %zu was planned when the papers already established %s", r + 1,
                     named(task, &replay->rounds, value_lowest(before)));
        if (task->recorded) SCR_TRY(suppose(replay, r, &established));
        if (!established && !replay->ended)
            complain(&replay->rounds, "round %zu could not establish a winner even if all its papers were as recorded",
                     r + 1);
        for (size_t i = 0; i < examined->count; i++)
            SCR_TRY(know(replay, examined->items[i].number, interpreted(replay, &examined->items[i])));
    }
    return scr_done();
}

/* Everything that the audit and the tree say of any ballot: what the examined ones are, what the others were recorded
 * as. */
static scr_result know_all(struct replay *replay) {
    const struct audit_task *task = replay->task;
    const struct audit *audit = task->audit;
    uint32_t ballots = replay->tree.ballots;
    sets_free(replay->sets);
    replay->sets = NULL;
    for (uint32_t b = 0; b < ballots; b++) replay->known[b] = VALUE_UNKNOWN;
    for (uint32_t b = 0; b < ballots && task->tree->codes; b++) {
        unsigned value = audit_recorded(task, b + 1);
        if (value != VALUE_NONE) replay->known[b] = (uint8_t)value;
    }
    for (size_t i = 0; i < audit->opened.count && task->recorded && !task->tree->codes; i++)
        replay->known[audit->opened.items[i].number - 1] =
            (uint8_t)value_of_code(audit->opened.items[i].code, task->tree->contest.count);
    for (size_t r = 0; r < audit->round_count; r++)
        for (size_t i = 0; i < audit->rounds[r].examined.count; i++) {
            const struct examined_ballot *examined = &audit->rounds[r].examined.items[i];
            if (examined->number <= ballots)
                replay->known[examined->number - 1] = (uint8_t)interpreted(replay, examined);
        }
    return sets_new(&replay->tree, task->tree->contest.count, replay->known, &replay->sets);
}

static scr_result check_not_confirmable(struct replay *replay, bool *undecided) {
    SCR_TRY(know_all(replay));
    value_set set = sets_root(replay->sets);
    bool all = replay->task->tree->codes != NULL;
    if (value_single(set))
        complain(&replay->outcome, "the audit says not-confirmable, but %s would be established%s",
                 named(replay->task, &replay->outcome, value_lowest(set)),
                 all ? " if all papers not examined were as recorded"
                     : " if the papers that were planned and not examined were as recorded");
    *undecided = !all && !value_single(set);
    return scr_done();
}

/* confirmed or changed */
static void check_winner(struct replay *replay, value_set set) {
    const struct audit *audit = replay->task->audit;
    struct complaint *complaint = &replay->outcome;
    const char *said = audit_result_word(audit->result);
    unsigned winner = value_of_code(replay->task->tree->tpt_winner, replay->task->tree->contest.count);
    if (!value_single(set)) {
        complain(complaint, "the audit says %s, but the papers examined establish no winner", said);
    } else if (!audit->winner || value_code(value_lowest(set)) != audit->winner) {
        complain(complaint, "the papers examined establish %c, %s, and AuditedWinner is \"%.1s\"",
                 value_code(value_lowest(set)), named(replay->task, complaint, value_lowest(set)), &audit->winner);
    }
    if (audit->winner && (audit->winner == replay->task->tree->tpt_winner) != (audit->result == AUDIT_CONFIRMED))
        complain(complaint, "the audit says %s with AuditedWinner %c, and the tree's TPT winner is %c, %s", said,
                 audit->winner, replay->task->tree->tpt_winner, named(replay->task, complaint, winner));
    if (audit->round_count && audit->rounds[audit->round_count - 1].state == ROUND_OPEN)
        complain(complaint, "the audit says %s, but its last round is open", said);
}

static scr_result check_end(struct replay *replay, bool *undecided) {
    const struct audit *audit = replay->task->audit;
    value_set set = sets_root(replay->sets);
    bool open = audit->round_count && audit->rounds[audit->round_count - 1].state == ROUND_OPEN;
    if (audit->result == AUDIT_CONFIRMED || audit->result == AUDIT_CHANGED) {
        check_winner(replay, set);
        return scr_done();
    }
    if (audit->winner)
        complain(&replay->outcome, "the audit says %s, but names %c as AuditedWinner", audit_result_word(audit->result),
                 audit->winner);
    if (audit->result == AUDIT_NOT_CONFIRMABLE) return check_not_confirmable(replay, undecided);
    if (!open && value_single(set))
        complain(&replay->outcome,
                 "the audit says unfinished, but no round is open and the papers examined establish %s",
                 named(replay->task, &replay->outcome, value_lowest(set)));
    return scr_done();
}

static scr_result report_rounds(struct replay *replay, const char *end) {
    struct findings *findings = replay->task->findings;
    struct complaint *complaint = &replay->rounds;
    if (complaint->count || complaint->failed || (!replay->ended && replay->task->recorded))
        return complaint_verdict(complaint, findings, "TPT-25",
                                 "each round was needed, and would have established a winner were its papers as "
                                 "recorded");
    return replay->ended ? findings_add(findings, "TPT-25", VERDICT_UNDECIDED,
                                        "the work allowed ended before all rounds were followed%s", end)
                         : findings_add(findings, "TPT-25", VERDICT_UNDECIDED,
                                        "the recorded codes of the planned ballots are not proved (TPT-23)");
}

/* What holds, with contest and winner: reports show this sentence even where they show no others that hold. */
static scr_result report_holds(struct replay *replay) {
    const struct published_tree *tree = replay->task->tree;
    struct complaint *complaint = &replay->outcome;
    struct findings *findings = replay->task->findings;
    const char *contest = shown(complaint, tree->contest.name);
    size_t count = tree->contest.count;
    const char *old = named(replay->task, complaint, value_of_code(tree->tpt_winner, count));
    const char *new = named(replay->task, complaint, value_of_code(replay->task->audit->winner, count));
    switch (replay->task->audit->result) {
    case AUDIT_CONFIRMED:
        return complaint_verdict(complaint, findings, "TPT-27",
                                 "contest %s confirmed: the papers examined establish the TPT winner %s, whatever the "
                                 "other papers say",
                                 contest, old);
    case AUDIT_CHANGED:
        return complaint_verdict(complaint, findings, "TPT-27",
                                 "contest %s changed: the papers examined establish %s, not the TPT winner %s of the "
                                 "records, whatever the other papers say",
                                 contest, new, old);
    case AUDIT_NOT_CONFIRMABLE:
        return complaint_verdict(complaint, findings, "TPT-27",
                                 "contest %s not confirmable: no papers that could still be examined would establish a "
                                 "winner if they were as recorded",
                                 contest);
    case AUDIT_UNFINISHED:
        break;
    }
    return complaint_verdict(complaint, findings, "TPT-27",
                             "contest %s: the audit is not finished, as it says itself, and confirms nothing yet",
                             contest);
}

static scr_result report_end(struct replay *replay, bool undecided, const char *end) {
    struct findings *findings = replay->task->findings;
    if (replay->ended)
        return findings_add(findings, "TPT-27", VERDICT_UNDECIDED,
                            "the work allowed ended before all rounds were followed%s", end);
    if (replay->outcome.count || replay->outcome.failed)
        return complaint_verdict(&replay->outcome, findings, "TPT-27", "refuted");
    return undecided ? findings_add(findings, "TPT-27", VERDICT_UNDECIDED,
                                    "the audit says not-confirmable: the ballots that could still be examined are not "
                                    "disclosed, so nobody can tell that they would not establish a winner")
                     : report_holds(replay);
}

static scr_result replay_begin(struct replay *replay) {
    const struct published_tree *tree = replay->task->tree;
    scr_result result = arranged_make(&tree->contest, &tree->commitment, tree->seed, &replay->tree);
    if (scr_failed(result)) return result;
    replay->known = malloc(replay->tree.ballots);
    if (!replay->known) return (scr_result){SCR_MEMORY};
    memset(replay->known, VALUE_UNKNOWN, replay->tree.ballots);
    replay->step = step_work(&replay->tree);
    return sets_new(&replay->tree, tree->contest.count, replay->known, &replay->sets);
}

scr_result audit_check_outcomes(const struct audit_task *task) {
    struct replay replay = {.task = task};
    struct work *work = task->surroundings->work;
    bool undecided = false;
    scr_result result = replay_begin(&replay);
    if (result.code == SCR_INPUT) { /* TPT-08 says so of the tree */
        arranged_free(&replay.tree);
        SCR_TRY(findings_add(task->findings, "TPT-25", VERDICT_UNDECIDED, "the tree's seed gives no arrangement"));
        return findings_add(task->findings, "TPT-27", VERDICT_UNDECIDED, "the tree's seed gives no arrangement");
    }
    replay.budget = work_begin(work);
    if (!scr_failed(result)) result = play_rounds(&replay);
    if (!scr_failed(result) && !replay.ended) result = check_end(&replay, &undecided);
    const char *end = work_end(work, &replay.budget);
    if (!scr_failed(result)) result = report_rounds(&replay, end);
    if (!scr_failed(result)) result = report_end(&replay, undecided, end);
    complaint_free(&replay.rounds);
    complaint_free(&replay.outcome);
    sets_free(replay.sets);
    free(replay.known);
    arranged_free(&replay.tree);
    return result;
}
