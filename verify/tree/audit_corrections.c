/* audit_corrections.c: TPT-26: what was entered, corrected and stands now is one story for each ballot. */
#include <inttypes.h>
#include <stdlib.h>

#include "verify/complaint.h"
#include "verify/tree/audit.h"
#include "verify/tree/seed_instant.h"

/* Corrections of one ballot in one round stand together, in the order of the file. */
static int in_order(const void *a, const void *b) {
    const struct audit_correction *const *left = a, *const *right = b;
    const struct audit_correction *x = *left, *y = *right;
    if (x->round != y->round) return x->round < y->round ? -1 : 1;
    if (x->ballot != y->ballot) return x->ballot < y->ballot ? -1 : 1;
    return (x > y) - (x < y);
}

static bool same_ballot(const struct audit_correction *a, const struct audit_correction *b) {
    return a->round == b->round && a->ballot == b->ballot;
}

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

/* What the round says of the ballot, or 0. */
static char interpretation(const struct examined_list *examined, uint64_t ballot) {
    size_t first = 0, end = examined->count;
    while (first < end) {
        size_t middle = first + (end - first) / 2;
        if (examined->items[middle].number < ballot)
            first = middle + 1;
        else
            end = middle;
    }
    return first < examined->count && examined->items[first].number == ballot ? examined->items[first].interpretation
                                                                              : 0;
}

/* The last correction of a ballot in a round: what it put in place is what stands. An empty Now leaves both open. */
static void check_last(const struct audit *audit, const struct audit_correction *last, struct complaint *complaint) {
    char stands = interpretation(&audit->rounds[last->round - 1].examined, last->ballot);
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

/* A code that no candidate has tells nobody what was read. An empty Now is none. */
static void check_code(const struct audit_task *task, const struct audit_correction *correction, char code,
                       struct complaint *complaint) {
    if (task->tree && code && audit_value(code, task->tree->contest.count) == VALUE_NONE)
        complain(complaint,
                 "a correction of ballot %" PRIu64 " in round %u has %c, which is no candidate of the contest and none "
                 "of the four signs",
                 correction->ballot, correction->round, code);
}

scr_result audit_check_corrections(const struct audit_task *task) {
    const struct audit *audit = task->audit;
    struct findings *findings = task->findings;
    struct complaint complaint = {0};
    size_t count = audit->correction_count;
    const struct audit_correction **order = calloc(count ? count : 1, sizeof *order);
    if (!order) return (scr_result){SCR_MEMORY};
    for (size_t i = 0; i < count; i++) order[i] = &audit->corrections[i];
    qsort(order, count, sizeof *order, in_order);
    check_times(audit, &complaint);
    for (size_t i = 0; i < count; i++) {
        const struct audit_correction *correction = order[i];
        uint64_t ballot = correction->ballot;
        bool follows = i > 0 && same_ballot(order[i - 1], correction);
        check_code(task, correction, correction->was, &complaint);
        check_code(task, correction, correction->now, &complaint);
        if (correction->was == correction->now)
            complain(&complaint, "a correction of ballot %" PRIu64 " in round %u changes nothing", ballot,
                     correction->round);
        if (follows && order[i - 1]->now && order[i - 1]->now != correction->was)
            complain(&complaint,
                     "ballot %" PRIu64 " of round %u was put as %c, but the next correction says that it was %c",
                     ballot, correction->round, order[i - 1]->now, correction->was);
        if (i + 1 < count && same_ballot(order[i + 1], correction)) continue;
        if (correction->round > audit->round_count ||
            !was_planned(&audit->rounds[correction->round - 1].planned, correction->ballot))
            complain(&complaint, "ballot %" PRIu64 " was corrected in round %u, which did not plan it", ballot,
                     correction->round);
        else
            check_last(audit, correction, &complaint);
    }
    free(order);
    return count ? complaint_verdict(&complaint, findings, "TPT-26",
                                     "%zu correction%s, each leading to what stands now", count, count == 1 ? "" : "s")
                 : complaint_verdict(&complaint, findings, "TPT-26", "no interpretation was corrected");
}
