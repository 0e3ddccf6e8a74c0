/* audit_outcomes.c: what the papers establish, before each round and at the end: TPT-25 and TPT-27. */
#include <stdlib.h>
#include <string.h>

#include "verify/tree/audit_history.h"
#include "verify/tree/effort.h"
#include "verify/tree/sets.h"
#include "verify/tree/words.h"

/* The sets of all nodes as the rounds go by. known[b] is the value of ballot b + 1. */
struct replay {
    const struct audit_task *task;
    struct arranged tree;
    uint8_t *known;
    struct sets *sets;
    struct audit_history history;
    struct budget budget;
    uint32_t *changed; /* ballots whose known value the sets do not have yet */
    size_t changed_count, changed_capacity;
    scr_result of_rounds, of_end;     /* SCR_LIMIT, SCR_MEMORY: not followed to the end */
    const char *end;                  /* of the work, in words */
    value_set established;            /* the root's set with all papers examined; 0 when it was not found out */
    struct complaint rounds, outcome; /* TPT-25, TPT-27 */
};

static scr_result know(struct replay *replay, uint32_t number, unsigned value) {
    if (number < 1 || number > replay->tree.ballots) return scr_done(); /* TPT-23 or TPT-24 says so */
    if (replay->known[number - 1] == value) return scr_done();
    SCR_TRY(scr_grow(&replay->changed, &replay->changed_capacity, replay->changed_count + 1, sizeof *replay->changed));
    replay->changed[replay->changed_count++] = number - 1;
    replay->known[number - 1] = (uint8_t)value;
    return scr_done();
}

/* The root's set with all that is known. */
static scr_result find_root(struct replay *replay, value_set *root) {
    size_t count = replay->changed_count;
    replay->changed_count = 0;
    SCR_TRY(sets_change(replay->sets, replay->changed, count));
    *root = sets_root(replay->sets);
    return scr_done();
}

/* The value as people know it: A, "Ada". Code and name are quoted only where a complaint or verdict shows them. */
static const char *named(const struct audit_task *task, struct complaint *complaint, unsigned value) {
    return words_candidate(complaint, &task->tree->contest, value);
}

/* An interpretation that is no value (TPT-24 refutes it) establishes nothing. */
static unsigned interpreted(const struct replay *replay, char interpretation) {
    unsigned value = audit_value(interpretation, replay->task->tree->contest.count);
    return value == VALUE_NONE ? VALUE_UNKNOWN : value;
}

/* What is known of a ballot of round r before another round: the number of that round, from 1. */
static unsigned known_before(const struct replay *replay, size_t r, const struct examined_ballot *examined,
                             size_t before) {
    return interpreted(replay,
                       audit_known_before(&replay->history, r + 1, examined->number, examined->interpretation, before));
}

/* Were this round's papers as recorded, would they establish a winner? Leaves `known` as it was. */
static scr_result suppose(struct replay *replay, size_t r, bool *established) {
    const struct number_list *planned = &replay->task->audit->rounds[r].planned;
    bool *supposed = calloc(planned->count ? planned->count : 1, sizeof *supposed);
    scr_result result = supposed ? scr_done() : (scr_result){SCR_MEMORY};
    for (size_t i = 0; i < planned->count && !scr_failed(result); i++) {
        uint32_t number = planned->items[i];
        if (number < 1 || number > replay->tree.ballots || replay->known[number - 1] != VALUE_UNKNOWN) continue;
        supposed[i] = true;
        result = know(replay, number, audit_recorded(replay->task, number)); /* TPT-23: a candidate's, or none */
    }
    value_set root = 0;
    if (!scr_failed(result)) result = find_root(replay, &root);
    *established = value_single(root);
    /* What the round then found is set next, so only what differs from that is undone. */
    const struct examined_list *examined = &replay->task->audit->rounds[r].examined;
    for (size_t i = 0, e = 0; i < planned->count && !scr_failed(result); i++) {
        uint32_t number = planned->items[i];
        while (e < examined->count && examined->items[e].number < number) e++;
        bool read = e < examined->count && examined->items[e].number == number;
        unsigned value = read ? known_before(replay, r, &examined->items[e], r + 2) : VALUE_UNKNOWN;
        if (supposed[i]) result = know(replay, number, value);
    }
    free(supposed);
    return result;
}

static scr_result play_round(struct replay *replay, size_t r) {
    const struct audit_task *task = replay->task;
    bool established = true;
    value_set before;
    SCR_TRY(find_root(replay, &before));
    if (value_single(before))
        complain(&replay->rounds, "round %zu was planned when the papers already established %s", r + 1,
                 named(task, &replay->rounds, value_lowest(before)));
    if (task->recorded) SCR_TRY(suppose(replay, r, &established));
    if (!established)
        complain(&replay->rounds, "round %zu could not establish a winner even if all its papers were as recorded",
                 r + 1);
    return scr_done();
}

/* From what was known before round r to what was known before the next one: the round's own papers, and what was
 * corrected meanwhile in earlier ones. */
static scr_result learn(struct replay *replay, size_t r) {
    const struct audit *audit = replay->task->audit;
    const struct examined_list *examined = &audit->rounds[r].examined;
    size_t at, end;
    for (size_t i = 0; i < examined->count; i++)
        SCR_TRY(know(replay, examined->items[i].number, known_before(replay, r, &examined->items[i], r + 2)));
    for (audit_made_during(&replay->history, r + 1, &at, &end); at < end; at++) {
        const struct audit_correction *made = replay->history.in_time[at];
        size_t place;
        if (made->round < 1 || made->round > r ||
            !audit_find_examined(&audit->rounds[made->round - 1], made->ballot, &place))
            continue; /* TPT-26 says so */
        const struct examined_ballot *corrected = &audit->rounds[made->round - 1].examined.items[place];
        SCR_TRY(know(replay, corrected->number, known_before(replay, made->round - 1, corrected, r + 2)));
    }
    return scr_done();
}

/* After the first round that is refuted only what stands counts, for TPT-27. */
static scr_result play_rounds(struct replay *replay) {
    const struct audit *audit = replay->task->audit;
    for (size_t r = 0; r < audit->round_count; r++) {
        if (!replay->rounds.count) SCR_TRY(play_round(replay, r));
        SCR_TRY(learn(replay, r));
    }
    for (size_t r = 0; r < audit->round_count; r++) {
        const struct examined_list *examined = &audit->rounds[r].examined;
        for (size_t i = 0; i < examined->count; i++)
            SCR_TRY(know(replay, examined->items[i].number, interpreted(replay, examined->items[i].interpretation)));
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
    replay->changed_count = 0;
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
                replay->known[examined->number - 1] = (uint8_t)interpreted(replay, examined->interpretation);
        }
    return sets_new(&replay->tree, task->tree->contest.count, replay->known, &replay->budget, &replay->sets);
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
        complain(complaint, "the papers examined establish %s, and AuditedWinner is \"%.1s\"",
                 named(replay->task, complaint, value_lowest(set)), &audit->winner);
    }
    if (audit->winner && (audit->winner == replay->task->tree->tpt_winner) != (audit->result == AUDIT_CONFIRMED))
        complain(complaint, "the audit says %s with AuditedWinner %c, and the tree's TPT winner is %s", said,
                 audit->winner, named(replay->task, complaint, winner));
    if (audit->round_count && audit->rounds[audit->round_count - 1].state == ROUND_OPEN)
        complain(complaint, "the audit says %s, but its last round is open", said);
}

static scr_result check_end(struct replay *replay, bool *undecided) {
    const struct audit *audit = replay->task->audit;
    value_set set;
    bool open = audit->round_count && audit->rounds[audit->round_count - 1].state == ROUND_OPEN;
    SCR_TRY(find_root(replay, &set));
    replay->established = set;
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

/* What is established is not what the records have. */
static bool opposed(const struct replay *replay) {
    const struct published_tree *tree = replay->task->tree;
    return value_single(replay->established) &&
           value_lowest(replay->established) != value_of_code(tree->tpt_winner, tree->contest.count);
}

static scr_result spared(const struct replay *replay, scr_result result, const char *id) {
    const struct audit_task *task = replay->task;
    return effort_spared(&task->tree->contest, EFFORT_AUDIT, task->surroundings->work, result, replay->end,
                         task->findings, id);
}

static scr_result report_rounds(struct replay *replay) {
    struct findings *findings = replay->task->findings;
    struct complaint *complaint = &replay->rounds;
    if (!complaint->count && scr_failed(replay->of_rounds)) return spared(replay, replay->of_rounds, "TPT-25");
    if (complaint->count || complaint->failed || replay->task->recorded)
        return complaint_verdict(complaint, findings, "TPT-25",
                                 "each round was needed, and would have established a winner were its papers as "
                                 "recorded");
    return findings_add(findings, "TPT-25", VERDICT_UNDECIDED,
                        "the recorded codes of the planned ballots are not proved (TPT-23)");
}

/* An unfinished audit may have read enough already, and that must not be told by its being open. */
static scr_result report_unfinished(struct replay *replay, const char *contest, const char *old) {
    struct complaint *complaint = &replay->outcome;
    struct findings *findings = replay->task->findings;
    if (!value_single(replay->established))
        return complaint_verdict(complaint, findings, "TPT-27",
                                 "contest %s: the audit is not finished, as it says itself, and confirms nothing yet",
                                 contest);
    if (!opposed(replay))
        return complaint_verdict(complaint, findings, "TPT-27",
                                 "contest %s: the audit is not finished, as it says itself, but the papers read so far "
                                 "establish the TPT winner %s already",
                                 contest, old);
    return complaint_verdict(complaint, findings, "TPT-27",
                             "contest %s: the audit is not finished, as it says itself, but the papers read so far "
                             "establish %s, not the TPT winner %s of the records",
                             contest, named(replay->task, complaint, value_lowest(replay->established)), old);
}

/* What holds, with contest and winner: reports show this sentence even where they show no others that hold. */
static scr_result report_holds(struct replay *replay) {
    const struct published_tree *tree = replay->task->tree;
    struct complaint *complaint = &replay->outcome;
    struct findings *findings = replay->task->findings;
    const char *contest = words_contest(complaint, &tree->contest);
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
    return report_unfinished(replay, contest, old);
}

static scr_result report_end(struct replay *replay, bool undecided) {
    struct findings *findings = replay->task->findings;
    if (scr_failed(replay->of_end)) return spared(replay, replay->of_end, "TPT-27");
    if (replay->outcome.count || replay->outcome.failed)
        return complaint_verdict(&replay->outcome, findings, "TPT-27", "refuted");
    return undecided ? findings_add(findings, "TPT-27", VERDICT_UNDECIDED,
                                    "the audit says not-confirmable: the ballots that could still be examined are not "
                                    "disclosed, so nobody can tell that they would not establish a winner")
                     : report_holds(replay);
}

static scr_result replay_begin(struct replay *replay) {
    const struct published_tree *tree = replay->task->tree;
    if (!effort_fits(&tree->contest, EFFORT_AUDIT, replay->task->surroundings->work) ||
        !budget_spend(&replay->budget, arranged_work(&tree->contest)))
        return (scr_result){SCR_LIMIT};
    SCR_TRY(arranged_make(&tree->contest, &tree->commitment, tree->seed, &replay->tree));
    replay->known = malloc(replay->tree.ballots);
    if (!replay->known) return (scr_result){SCR_MEMORY};
    memset(replay->known, VALUE_UNKNOWN, replay->tree.ballots);
    SCR_TRY(audit_history_make(replay->task->audit, &replay->history));
    return sets_new(&replay->tree, tree->contest.count, replay->known, &replay->budget, &replay->sets);
}

static scr_result report(struct replay *replay, bool undecided) {
    struct findings *findings = replay->task->findings;
    if (replay->of_rounds.code == SCR_INPUT) { /* TPT-08 says so of the tree */
        SCR_TRY(findings_add(findings, "TPT-25", VERDICT_UNDECIDED, "the tree's seed gives no arrangement"));
        return findings_add(findings, "TPT-27", VERDICT_UNDECIDED, "the tree's seed gives no arrangement");
    }
    SCR_TRY(report_rounds(replay));
    return report_end(replay, undecided);
}

scr_result audit_check_outcomes(struct audit_task *task) {
    struct replay replay = {.task = task};
    struct work *work = task->surroundings->work;
    bool undecided = false;
    replay.budget = work_begin(work);
    replay.of_rounds = replay_begin(&replay);
    if (!scr_failed(replay.of_rounds)) replay.of_rounds = play_rounds(&replay);
    replay.of_end = scr_failed(replay.of_rounds) ? replay.of_rounds : check_end(&replay, &undecided);
    task->opposed = opposed(&replay);
    replay.end = work_end(work, &replay.budget);
    scr_result result = report(&replay, undecided);
    complaint_free(&replay.rounds);
    complaint_free(&replay.outcome);
    sets_free(replay.sets);
    free(replay.known);
    free(replay.changed);
    audit_history_free(&replay.history);
    arranged_free(&replay.tree);
    return result;
}
