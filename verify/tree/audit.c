/* audit.c: what a round's list of ballots must be: TPT-24; and the ballots opened for it: TPT-23. */
#include "verify/tree/audit.h"

#include <stdlib.h>
#include <string.h>

#include "verify/complaint.h"
#include "verify/tree/audit_history.h"
#include "verify/tree/opening.h"

unsigned audit_value(char interpretation, size_t candidates) {
    if (interpretation == '*') return VALUE_MISSING;
    if (interpretation == '!' || interpretation == '~') return VALUE_UNKNOWN;
    return interpretation == '?' ? VALUE_NONE : value_of_code(interpretation, candidates);
}

bool audit_revises(const struct audit_correction *correction, size_t candidates) {
    return audit_value(correction->was, candidates) != audit_value(correction->now, candidates);
}

static int by_number(const void *a, const void *b) {
    uint32_t x = *(const uint32_t *)a, y = ((const struct opened_ballot *)b)->number;
    return (x > y) - (x < y);
}

static const struct opened_ballot *find_opened(const struct audit *audit, uint32_t number) {
    const struct opened_list *opened = &audit->opened;
    return opened->count ? bsearch(&number, opened->items, opened->count, sizeof *opened->items, by_number) : NULL;
}

unsigned audit_recorded(const struct audit_task *task, uint32_t number) {
    const struct published_tree *tree = task->tree;
    if (tree->codes)
        return number >= 1 && number <= tree->contest.ballots
                   ? value_of_code(tree->codes[number - 1], tree->contest.count)
                   : VALUE_UNKNOWN;
    const struct opened_ballot *opened = find_opened(task->audit, number);
    return opened ? value_of_code(opened->code, tree->contest.count) : VALUE_UNKNOWN;
}

/* Opened ballots that no round planned, planned ones not opened, and codes that cannot be audited. */
static scr_result compare_opened(const struct audit_task *task, struct complaint *complaint) {
    const struct audit *audit = task->audit;
    const struct opened_list *opened = &audit->opened;
    bool *planned = calloc(opened->count ? opened->count : 1, sizeof *planned);
    if (!planned) return (scr_result){SCR_MEMORY};
    for (size_t r = 0; r < audit->round_count; r++) {
        const struct number_list *list = &audit->rounds[r].planned;
        for (size_t i = 0; i < list->count; i++) {
            const struct opened_ballot *found = find_opened(audit, list->items[i]);
            if (found)
                planned[found - opened->items] = true;
            else
                complain(complaint, "ballot %u is planned in round %zu but not opened", list->items[i], r + 1);
        }
    }
    for (size_t i = 0; i < opened->count; i++) {
        uint32_t number = opened->items[i].number;
        char code = opened->items[i].code;
        if (!planned[i]) complain(complaint, "ballot %u is opened but planned in no round", number);
        if (number > task->tree->contest.ballots)
            complain(complaint, "ballot %u is opened, but the contest has %u ballots", number,
                     task->tree->contest.ballots);
        if (value_of_code(code, task->tree->contest.count) >= VALUE_UNKNOWN)
            complain(complaint, "ballot %u is opened with the code %c, which %s", number, code,
                     code == '?' ? "says that it has no record" : "is no candidate's of the contest");
    }
    free(planned);
    return scr_done();
}

/* The root is only computed from lists that can be those of the contest. */
static scr_result compare_root(const struct audit *audit, uint32_t ballots, struct complaint *complaint) {
    struct scr_hash root;
    enum proof_fault fault;
    SCR_TRY(opening_root(ballots, audit->opened.items, audit->opened.count, audit->hashes.items, audit->hashes.count,
                         &root, &fault));
    if (fault != PROOF_FITS) {
        complain(complaint, "the proof has %s hashes than the opened ballots need",
                 fault == PROOF_SHORT ? "fewer" : "more");
    } else if (!scr_hash_equal(&root, &audit->root)) {
        char found[SCR_HEX_SIZE], stated[SCR_HEX_SIZE];
        scr_hash_hex(&root, found);
        scr_hash_hex(&audit->root, stated);
        complain(complaint, "the opened ballots and the proof have the root %s, not %s", found, stated);
    }
    return scr_done();
}

scr_result audit_check_opening(struct audit_task *task) {
    struct complaint complaint = {0};
    const struct audit *audit = task->audit;
    scr_result result = compare_opened(task, &complaint);
    if (!scr_failed(result) && !complaint.count) result = compare_root(audit, task->tree->contest.ballots, &complaint);
    if (scr_failed(result)) {
        complaint_free(&complaint);
        return result;
    }
    task->recorded = task->tree->codes || !complaint.count;
    size_t count = audit->opened.count;
    return complaint_verdict(&complaint, task->findings, "TPT-23",
                             "the recorded codes of the %zu ballot%s planned are those committed", count,
                             count == 1 ? "" : "s");
}

/* An earlier round's reading was corrected to another value while round r was the last one. */
static bool revised_during(const struct audit_task *task, const struct audit_history *history, size_t r) {
    size_t at, end;
    bool revised = false;
    for (audit_made_during(history, r + 1, &at, &end); at < end && !revised; at++)
        revised = history->in_time[at]->round <= r && audit_revises(history->in_time[at], task->tree->contest.count);
    return revised;
}

/* A round's examined ballots had a discrepancy when the next one was planned; the last round's have one now. */
static bool has_discrepancy(const struct audit_task *task, const struct audit_history *history, size_t r) {
    const struct audit_round *round = &task->audit->rounds[r];
    bool last = r + 1 == task->audit->round_count, found = false;
    for (size_t i = 0; i < round->examined.count && !found; i++) {
        const struct examined_ballot *examined = &round->examined.items[i];
        char sign = last ? examined->interpretation
                         : audit_known_before(history, r + 1, examined->number, examined->interpretation, r + 2);
        unsigned value = audit_value(sign, task->tree->contest.count);
        found = value == VALUE_UNKNOWN || value != audit_recorded(task, examined->number);
    }
    return found;
}

/* What a round was closed early for. *unknown: it cannot be told without the recorded codes. */
static void check_replanned(const struct audit_task *task, const struct audit_history *history, size_t r,
                            struct complaint *complaint, bool *unknown) {
    if (task->audit->rounds[r].state != ROUND_REPLANNED || revised_during(task, history, r)) return;
    if (!task->recorded)
        *unknown = true;
    else if (!has_discrepancy(task, history, r))
        complain(complaint, "round %zu was replanned, but no discrepancy was known in it, and nothing was corrected",
                 r + 1);
}

/* The examined ballots of one round against its plan. */
static void check_examined(const struct audit_task *task, size_t r, struct complaint *complaint) {
    const struct audit_round *round = &task->audit->rounds[r];
    const struct number_list *planned = &round->planned;
    size_t candidates = task->tree->contest.count, p = 0, fitting = 0;
    for (size_t i = 0; i < round->examined.count; i++) {
        const struct examined_ballot *examined = &round->examined.items[i];
        unsigned value = audit_value(examined->interpretation, candidates);
        while (p < planned->count && planned->items[p] < examined->number) p++;
        if (p == planned->count || planned->items[p] != examined->number)
            complain(complaint, "round %zu: ballot %u was examined but not planned", r + 1, examined->number);
        else
            fitting++;
        if (value == VALUE_NONE)
            complain(complaint, "round %zu: ballot %u is interpreted as %c, which is no candidate's code", r + 1,
                     examined->number, examined->interpretation);
    }
    if (round->state == ROUND_COMPLETE && fitting < planned->count)
        complain(complaint, "round %zu is complete, but %zu of its %zu planned ballots were not examined", r + 1,
                 planned->count - fitting, planned->count);
    if (round->state == ROUND_OPEN && r + 1 < task->audit->round_count)
        complain(complaint, "round %zu is open, but another one follows", r + 1);
}

static void compare_plan(const struct audit_task *task, struct complaint *complaint) {
    const struct published_tree *tree = task->tree;
    if (!task->audit->round_count) return;
    const struct number_list *first = &task->audit->rounds[0].planned;
    size_t i = 0;
    while (i < first->count && i < tree->number_count && first->items[i] == tree->numbers[i]) i++;
    if (i < first->count && i < tree->number_count)
        complain(complaint, "round 1 plans ballot %u where the tree's plan has ballot %u", first->items[i],
                 tree->numbers[i]);
    else if (first->count != tree->number_count)
        complain(complaint, "round 1 plans %zu ballots, the tree's plan has %zu", first->count, tree->number_count);
}

/* What no earlier round may have examined, round by round. */
static void compare_rounds(const struct audit_task *task, const struct audit_history *history, bool *examined_before,
                           struct complaint *complaint, bool *unknown) {
    const struct audit *audit = task->audit;
    uint32_t ballots = task->tree->contest.ballots;
    for (size_t r = 0; r < audit->round_count; r++) {
        const struct audit_round *round = &audit->rounds[r];
        for (size_t i = 0; i < round->planned.count; i++)
            if (round->planned.items[i] <= ballots && examined_before[round->planned.items[i]])
                complain(complaint, "round %zu plans ballot %u, which was examined in an earlier round", r + 1,
                         round->planned.items[i]);
        check_examined(task, r, complaint);
        check_replanned(task, history, r, complaint, unknown);
        for (size_t i = 0; i < round->examined.count; i++)
            if (round->examined.items[i].number <= ballots) examined_before[round->examined.items[i].number] = true;
    }
}

scr_result audit_check_rounds(const struct audit_task *task) {
    const struct audit *audit = task->audit;
    struct complaint complaint = {0};
    struct audit_history history = {0};
    bool unknown = false;
    size_t replanned = 0;
    /* A byte for each ballot: zeroed pages that no round touches cost nothing. */
    bool *examined_before = calloc((size_t)task->tree->contest.ballots + 1, sizeof *examined_before);
    scr_result result = {examined_before ? SCR_DONE : SCR_MEMORY};
    if (!scr_failed(result)) result = audit_history_make(audit, &history);
    if (!scr_failed(result)) {
        compare_plan(task, &complaint);
        compare_rounds(task, &history, examined_before, &complaint, &unknown);
    }
    audit_history_free(&history);
    free(examined_before);
    if (scr_failed(result) || (!complaint.count && !complaint.failed && unknown)) complaint_free(&complaint);
    SCR_TRY(result);
    for (size_t r = 0; r < audit->round_count; r++) replanned += audit->rounds[r].state == ROUND_REPLANNED;
    if (!complaint.count && !complaint.failed && unknown)
        return findings_add(task->findings, "TPT-24", VERDICT_UNDECIDED,
                            "rounds were replanned, and the recorded codes that would show a discrepancy in them are "
                            "not proved (TPT-23)");
    return complaint_verdict(&complaint, task->findings, "TPT-24",
                             "the rounds follow the tree's plan and each other (%zu, of them %zu replanned)",
                             audit->round_count, replanned);
}
