/* audit_corrections.c: TPT-26: what was entered, corrected and stands now is one story for each ballot. */
#include <inttypes.h>

#include "verify/complaint.h"
#include "verify/tree/audit_history.h"
#include "verify/tree/seed_instant.h"

static bool was_planned(const struct number_list *planned, uint64_t ballot) {
    size_t first = 0, end = planned->count;
    while (first < end) {
        size_t middle = first + (end - first) / 2;
        if (planned->items[middle] < ballot)
            first = middle + 1;
        else
            end = middle;
    }
    return first < planned->count && planned->items[first] == ballot;
}

/* The last correction of a ballot in a round: what it put in place is what stands. An empty Now leaves both open. */
static void check_last(const struct audit *audit, const struct audit_correction *last, struct complaint *complaint) {
    const struct audit_round *round = &audit->rounds[last->round - 1];
    size_t at;
    char stands = audit_find_examined(round, last->ballot, &at) ? round->examined.items[at].interpretation : 0;
    if (!last->now || stands == last->now) return;
    if (stands)
        complain(complaint, "ballot %" PRIu64 " of round %u was corrected to %c, but stands as %c", last->ballot,
                 last->round, last->now, stands);
    else
        complain(complaint, "ballot %" PRIu64 " of round %u was corrected to %c, but stands as not examined",
                 last->ballot, last->round, last->now);
}

/* In the order of the file: real moments, none before the one above it. */
static void check_times(const struct audit *audit, struct complaint *complaint) {
    uint64_t last = 0;
    for (size_t i = 0; i < audit->correction_count; i++) {
        const char *time = audit->corrections[i].time;
        uint64_t at;
        if (!instant_parse(time, &at)) {
            complain(complaint, "correction %zu has the Time %s, which no day has", i + 1, shown(complaint, time));
            continue;
        }
        if (at < last)
            complain(complaint, "correction %zu has the Time %s, before that of the one above it", i + 1,
                     shown(complaint, time));
        if (at > last) last = at;
    }
}

/* Made during a round that there was, not before its own, and not before the correction above it. What stands in a
 * round that is over can be changed then, and not taken away. */
static void check_during(const struct audit *audit, struct complaint *complaint) {
    uint32_t last = 0;
    for (size_t i = 0; i < audit->correction_count; i++) {
        const struct audit_correction *correction = &audit->corrections[i];
        if (correction->during < correction->round || correction->during > audit->round_count)
            complain(complaint, "correction %zu, of round %u, has During %u, and there are %zu rounds", i + 1,
                     correction->round, correction->during, audit->round_count);
        else if (!correction->now && correction->during > correction->round)
            complain(complaint,
                     "ballot %" PRIu64 " of round %u was taken back during round %u, when its round was over",
                     correction->ballot, correction->round, correction->during);
        if (correction->during < last)
            complain(complaint, "correction %zu has During %u, below that of the one above it", i + 1,
                     correction->during);
        if (correction->during > last) last = correction->during;
    }
}

/* A code that no candidate has tells nobody what was read. An empty Now is none. */
static void check_code(const struct audit_task *task, const struct audit_correction *correction, char code,
                       struct complaint *complaint) {
    if (task->tree && code && audit_value(code, task->tree->contest.count) == VALUE_NONE)
        complain(complaint,
                 "a correction of ballot %" PRIu64 " in round %u has %c, which is no candidate of the contest and none "
                 "of the four signs",
                 correction->ballot, correction->round, code);
}

/* The corrections of each ballot in each round, one after the other. */
static void check_stories(const struct audit_task *task, const struct audit_history *history,
                          struct complaint *complaint) {
    const struct audit *audit = task->audit;
    const struct audit_correction *const *order = history->of_ballots;
    for (size_t i = 0; i < history->count; i++) {
        const struct audit_correction *correction = order[i];
        uint64_t ballot = correction->ballot;
        bool follows = i > 0 && audit_same_ballot(order[i - 1], correction);
        check_code(task, correction, correction->was, complaint);
        check_code(task, correction, correction->now, complaint);
        if (correction->was == correction->now)
            complain(complaint, "a correction of ballot %" PRIu64 " in round %u changes nothing", ballot,
                     correction->round);
        if (follows && order[i - 1]->now && order[i - 1]->now != correction->was)
            complain(complaint,
                     "ballot %" PRIu64 " of round %u was put as %c, but the next correction says that it was %c",
                     ballot, correction->round, order[i - 1]->now, correction->was);
        if (i + 1 < history->count && audit_same_ballot(order[i + 1], correction)) continue;
        if (!correction->round || correction->round > audit->round_count ||
            !was_planned(&audit->rounds[correction->round - 1].planned, correction->ballot))
            complain(complaint, "ballot %" PRIu64 " was corrected in round %u, which did not plan it", ballot,
                     correction->round);
        else
            check_last(audit, correction, complaint);
    }
}

scr_result audit_check_corrections(const struct audit_task *task) {
    const struct audit *audit = task->audit;
    struct findings *findings = task->findings;
    struct complaint complaint = {0};
    struct audit_history history;
    size_t count = audit->correction_count;
    scr_result result = audit_history_make(audit, &history);
    if (!scr_failed(result)) {
        check_times(audit, &complaint);
        check_during(audit, &complaint);
        check_stories(task, &history, &complaint);
    }
    audit_history_free(&history);
    if (scr_failed(result)) complaint_free(&complaint);
    SCR_TRY(result);
    return count ? complaint_verdict(&complaint, findings, "TPT-26",
                                     "%zu correction%s, each leading to what stands now", count, count == 1 ? "" : "s")
                 : complaint_verdict(&complaint, findings, "TPT-26", "no interpretation was corrected");
}
