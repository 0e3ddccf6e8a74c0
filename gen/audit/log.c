/* log.c: the state of an audit, derived from its log. */
#include "gen/audit/log.h"

#include <stdlib.h>
#include <string.h>

scr_result audit_add_round(struct audit_log *log, uint32_t *planned, size_t count, bool replanned) {
    struct audit_round round = {.planned = planned, .planned_count = count, .replanned = replanned};
    scr_result result = {SCR_MEMORY};
    round.read = calloc(count + 1, 1);
    if (!round.read) goto failed;
    SCR_TRY_OR(result, scr_grow(&log->rounds, &log->round_room, log->round_count + 1, sizeof *log->rounds), failed);
    log->rounds[log->round_count++] = round;
    return scr_done();
failed:
    free(planned);
    free(round.read);
    return result;
}

scr_result audit_add_entry(struct audit_log *log, const struct audit_entry *entry) {
    struct audit_entry copy = *entry;
    copy.reason = scr_arena_copy(&log->arena, entry->reason, strlen(entry->reason));
    copy.time = scr_arena_copy(&log->arena, entry->time, strlen(entry->time));
    if (!copy.reason || !copy.time) return (scr_result){SCR_MEMORY};
    SCR_TRY(scr_grow(&log->entries, &log->entry_room, log->entry_count + 1, sizeof *log->entries));
    log->entries[log->entry_count++] = copy;
    return scr_done();
}

void audit_log_free(struct audit_log *log) {
    for (size_t r = 0; r < log->round_count; r++) {
        free(log->rounds[r].planned);
        free(log->rounds[r].read);
    }
    free(log->rounds);
    free(log->entries);
    scr_arena_free(&log->arena);
    *log = (struct audit_log){0};
}

bool audit_find(const struct audit_round *round, uint32_t ballot, size_t *at) {
    size_t low = 0, high = round->planned_count;
    while (low < high) {
        size_t middle = low + (high - low) / 2;
        if (round->planned[middle] < ballot)
            low = middle + 1;
        else
            high = middle;
    }
    *at = low;
    return low < round->planned_count && round->planned[low] == ballot;
}

size_t audit_last_round_of(const struct audit_log *log, uint32_t ballot) {
    size_t at;
    for (size_t r = log->round_count; r; r--)
        if (audit_find(&log->rounds[r - 1], ballot, &at)) return r;
    return 0;
}

bool audit_may_replan(const struct audit_round *round) { return round->discrepancies || round->revisions; }

scr_result audit_derive_begin(struct audit_log *log, size_t ballots) {
    for (size_t r = 0; r < log->round_count; r++) {
        struct audit_round *round = &log->rounds[r];
        memset(round->read, AUDIT_NONE, round->planned_count);
        round->examined = round->discrepancies = round->revisions = 0;
        for (size_t i = 0; i < round->planned_count; i++)
            if (!round->planned[i] || round->planned[i] > ballots || (i && round->planned[i] <= round->planned[i - 1]))
                return (scr_result){SCR_STORE};
    }
    return scr_done();
}

/* Its rounds stand, and it was not made before the entry above it. */
static bool in_course(const struct audit_log *log, size_t e) {
    const struct audit_entry *entry = &log->entries[e];
    if (!entry->round || entry->during < entry->round || entry->during > log->round_count) return false;
    return (entry->was || entry->during == entry->round) && (!e || log->entries[e - 1].during <= entry->during);
}

scr_result audit_derive_next(struct audit_log *log, size_t e, const uint8_t *codes, unsigned candidates) {
    const struct audit_entry *entry = &log->entries[e];
    uint8_t was = AUDIT_UNKNOWN, now = AUDIT_UNKNOWN;
    size_t at;
    if (!in_course(log, e)) return (scr_result){SCR_STORE};
    struct audit_round *round = &log->rounds[entry->round - 1];
    if (!audit_find(round, entry->ballot, &at) || round->read[at] != entry->was || entry->was == entry->now)
        return (scr_result){SCR_STORE};
    if ((entry->was && !audit_value_of(entry->was, candidates, &was)) ||
        (entry->now && !audit_value_of(entry->now, candidates, &now)))
        return (scr_result){SCR_STORE};
    char code = (char)codes[entry->ballot - 1];
    round->read[at] = entry->now;
    round->examined = round->examined + (entry->now != AUDIT_NONE) - (entry->was != AUDIT_NONE);
    round->discrepancies = round->discrepancies + (entry->now && audit_differs(entry->now, code, candidates)) -
                           (entry->was && audit_differs(entry->was, code, candidates));
    if (entry->during > entry->round && was != now) log->rounds[entry->during - 1].revisions++;
    return scr_done();
}

scr_result audit_derive(struct audit_log *log, const uint8_t *codes, size_t ballots, unsigned candidates) {
    SCR_TRY(audit_derive_begin(log, ballots));
    for (size_t e = 0; e < log->entry_count; e++) SCR_TRY(audit_derive_next(log, e, codes, candidates));
    return scr_done();
}

enum audit_round_state audit_state_of(const struct audit_round *round) {
    if (round->replanned) return AUDIT_REPLANNED;
    return round->examined == round->planned_count ? AUDIT_COMPLETE : AUDIT_OPEN;
}

const char *audit_state_name(enum audit_round_state state) {
    static const char *const names[] = {"complete", "replanned", "open"};
    return names[state];
}

const struct audit_round *audit_open_round(const struct audit_log *log) {
    if (!log->round_count) return NULL;
    const struct audit_round *last = &log->rounds[log->round_count - 1];
    return audit_state_of(last) == AUDIT_OPEN ? last : NULL;
}
