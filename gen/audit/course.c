/* course.c: follows an audit round by round. */
#include "gen/audit/course.h"

const char *audit_end_name(enum audit_end end) {
    static const char *const names[] = {"confirmed", "changed", "not-confirmable", "unfinished"};
    return names[end];
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

static scr_result look(const struct audit_log *log, size_t r, const struct audited_tree *audited,
                       enum audit_fault *fault) {
    const struct audit_round *round = &log->rounds[r];
    bool would;
    *fault = AUDIT_SOUND;
    if (audit_state_of(round) == AUDIT_OPEN && r + 1 < log->round_count)
        *fault = AUDIT_NOT_COMPLETE;
    else if (round->replanned && !round->discrepancies)
        *fault = AUDIT_NO_DISCREPANCY;
    else if (planned_twice(log, r))
        *fault = AUDIT_TWICE;
    else if (audited_tree_established(audited))
        *fault = AUDIT_NOT_CALLED_FOR;
    if (*fault) return scr_done();
    SCR_TRY(audited_tree_would_establish(audited, round->planned, round->planned_count, &would));
    if (!would) *fault = AUDIT_NOT_ENOUGH;
    return scr_done();
}

scr_result audit_follow(const struct audit_log *log, struct audited_tree *audited, enum audit_fault *fault,
                        size_t *round) {
    *fault = AUDIT_SOUND;
    for (size_t r = 0; r < log->round_count; r++) {
        *round = r + 1;
        SCR_TRY(look(log, r, audited, fault));
        if (*fault) return scr_done();
        SCR_TRY(apply_round(&log->rounds[r], audited));
    }
    return scr_done();
}

enum audit_end audit_end_of(const struct audit_log *log, const struct audited_tree *audited, char recorded) {
    if (audit_open_round(log)) return AUDIT_UNFINISHED;
    if (audited_tree_established(audited))
        return audited_tree_winner(audited) == recorded ? AUDIT_CONFIRMED : AUDIT_CHANGED;
    return audited_tree_confirmable(audited) ? AUDIT_UNFINISHED : AUDIT_NOT_CONFIRMABLE;
}
