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

static scr_result apply(struct audit_log *log, const struct audit_entry *entry, unsigned candidates) {
    size_t at;
    uint8_t value;
    if (!entry->round || entry->round > log->round_count) return (scr_result){SCR_STORE};
    struct audit_round *round = &log->rounds[entry->round - 1];
    if (!audit_find(round, entry->ballot, &at) || round->read[at] != entry->was || entry->was == entry->now)
        return (scr_result){SCR_STORE};
    if (entry->now && !audit_value_of(entry->now, candidates, &value)) return (scr_result){SCR_STORE};
    round->read[at] = entry->now;
    return scr_done();
}

scr_result audit_derive(struct audit_log *log, const uint8_t *codes, size_t ballots, unsigned candidates) {
    for (size_t r = 0; r < log->round_count; r++) {
        struct audit_round *round = &log->rounds[r];
        memset(round->read, AUDIT_NONE, round->planned_count);
        round->examined = round->discrepancies = 0;
        for (size_t i = 0; i < round->planned_count; i++)
            if (!round->planned[i] || round->planned[i] > ballots || (i && round->planned[i] <= round->planned[i - 1]))
                return (scr_result){SCR_STORE};
    }
    for (size_t e = 0; e < log->entry_count; e++) SCR_TRY(apply(log, &log->entries[e], candidates));
    for (size_t r = 0; r < log->round_count; r++) {
        struct audit_round *round = &log->rounds[r];
        for (size_t i = 0; i < round->planned_count; i++) {
            if (!round->read[i]) continue;
            round->examined++;
            round->discrepancies += audit_differs(round->read[i], (char)codes[round->planned[i] - 1], candidates);
        }
    }
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
