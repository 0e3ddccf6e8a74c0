/* course.c: follows an audit round by round. */
#include "gen/audit/course.h"

const char *audit_end_name(enum audit_end end) {
    static const char *const names[] = {"confirmed", "changed", "not-confirmable", "unfinished"};
    return names[end];
}

const char *audit_fault_words(enum audit_fault fault) {
    static const char *const words[] = {
        [AUDIT_SOUND] = "stands",
        [AUDIT_NOT_COMPLETE] = "has a ballot without interpretation, though another round followed it",
        [AUDIT_NO_DISCREPANCY] = "was closed early, with no discrepancy in it and nothing corrected during it",
        [AUDIT_TAKEN_BACK] = "has an interpretation that was taken back when the round was over",
        [AUDIT_TWICE] = "asks for a ballot that was examined before",
        [AUDIT_NOT_CALLED_FOR] = "was not called for: the winner was established before it",
        [AUDIT_NOT_ENOUGH] = "was not enough to establish a winner"};
    return words[fault];
}

static scr_result apply_round(const struct audit_round *round, struct audited_tree *audited) {
    for (size_t i = 0; i < round->planned_count; i++)
        if (round->read[i]) SCR_TRY(audited_tree_read(audited, round->planned[i], round->read[i]));
    return scr_done();
}

scr_result audit_apply(const struct audit_log *log, struct audited_tree *audited) {
    for (size_t r = 0; r < log->round_count; r++) SCR_TRY(apply_round(&log->rounds[r], audited));
    return scr_done();
}

/* Whether a ballot that this round plans was examined in an earlier one. */
static bool planned_twice(const struct audit_log *log, size_t round) {
    for (size_t i = 0; i < log->rounds[round].planned_count; i++)
        for (size_t r = 0; r < round; r++) {
            size_t at;
            if (audit_find(&log->rounds[r], log->rounds[round].planned[i], &at) && log->rounds[r].read[at]) return true;
        }
    return false;
}

/* The round before this one, when this one was planned; or the last one at the end. */
static enum audit_fault left_behind(const struct audit_log *log, size_t r, bool last) {
    const struct audit_round *round = &log->rounds[r];
    if (round->replanned) return audit_may_replan(round) ? AUDIT_SOUND : AUDIT_NO_DISCREPANCY;
    return last || audit_state_of(round) == AUDIT_COMPLETE ? AUDIT_SOUND : AUDIT_NOT_COMPLETE;
}

static scr_result look(const struct audit_log *log, size_t r, const struct audited_tree *audited,
                       enum audit_fault *fault, size_t *place) {
    const struct audit_round *round = &log->rounds[r];
    bool would;
    *place = r;
    *fault = r ? left_behind(log, r - 1, false) : AUDIT_SOUND;
    if (*fault) return scr_done();
    *place = r + 1;
    if (planned_twice(log, r))
        *fault = AUDIT_TWICE;
    else if (audited_tree_established(audited))
        *fault = AUDIT_NOT_CALLED_FOR;
    if (*fault) return scr_done();
    SCR_TRY(audited_tree_would_establish(audited, round->planned, round->planned_count, &would));
    if (!would) *fault = AUDIT_NOT_ENOUGH;
    return scr_done();
}

/* What was entered while this round was the last one. */
static scr_result enter_during(struct audit_log *log, size_t round, size_t *next, struct audited_tree *audited,
                               enum audit_fault *fault, size_t *place) {
    for (; *next < log->entry_count && log->entries[*next].during <= round && !*fault; ++*next) {
        const struct audit_entry *entry = &log->entries[*next];
        SCR_TRY(audit_derive_next(log, *next, audited->codes, audited->tree.candidates));
        SCR_TRY(audited_tree_read(audited, entry->ballot, entry->now));
        if (entry->now || entry->during == entry->round) continue;
        *fault = AUDIT_TAKEN_BACK;
        *place = entry->round;
    }
    return scr_done();
}

scr_result audit_follow(struct audit_log *log, struct audited_tree *audited, enum audit_fault *fault, size_t *round) {
    size_t next = 0;
    *fault = AUDIT_SOUND;
    SCR_TRY(audit_derive_begin(log, audited->arrangement.ballots));
    for (size_t r = 0; r < log->round_count; r++) {
        SCR_TRY(look(log, r, audited, fault, round));
        if (*fault) return scr_done();
        SCR_TRY(enter_during(log, r + 1, &next, audited, fault, round));
        if (*fault) return scr_done();
    }
    if (next < log->entry_count) return (scr_result){SCR_STORE};
    if (log->round_count) *fault = left_behind(log, log->round_count - 1, true);
    return scr_done();
}

enum audit_end audit_end_of(const struct audit_log *log, const struct audited_tree *audited, char recorded) {
    if (audit_open_round(log)) return AUDIT_UNFINISHED;
    if (audited_tree_established(audited))
        return audited_tree_winner(audited) == recorded ? AUDIT_CONFIRMED : AUDIT_CHANGED;
    return audited_tree_confirmable(audited) ? AUDIT_UNFINISHED : AUDIT_NOT_CONFIRMABLE;
}
