/* command_audit_correct.c: corrections of what was entered, also in rounds that are over, and what they change. */
#include <string.h>

#include "gen/command_audit.h"
#include "scrutineer/text.h"

/* The artifact lists corrections in the order of time; a clock that was put back would break it. */
static scr_result require_later(const struct command_context *context, const struct audit_log *log, const char *time) {
    for (size_t e = log->entry_count; e-- > 0;) {
        const struct audit_entry *entry = &log->entries[e];
        if (!entry->was) continue;
        if (strcmp(entry->time, time) <= 0) return scr_done();
        return scr_refuse(context->diagnosis, SCR_INPUT, "audit",
                          "the clock says %s, before the last correction at %s: set the clock of this computer right",
                          time, entry->time);
    }
    return scr_done();
}

/* A round that was closed early stays closed only for a reason: without a discrepancy left in it its plan stands. */
static scr_result reopens(const struct audited_contest *contest, const struct audit_entry *entry, bool *reopen,
                          struct scr_diagnosis *diagnosis) {
    struct audit_log log = {0};
    scr_result result = store_load_audit(contest->store, contest->tree.number, &log, diagnosis);
    *reopen = false;
    if (!scr_failed(result)) result = audit_add_entry(&log, entry);
    if (!scr_failed(result))
        result = audit_derive(&log, contest->ballots.codes, contest->ballots.count, contest->contest.candidate_count);
    if (!scr_failed(result)) {
        const struct audit_round *last = &log.rounds[log.round_count - 1];
        *reopen = last->replanned && !audit_may_replan(last);
    }
    audit_log_free(&log);
    return result;
}

scr_result audit_correct(const struct command_context *context, struct audited_contest *contest, uint32_t ballot,
                         char now, const char *reason, struct audit_corrected *corrected) {
    const struct audit_log *log = &contest->log;
    size_t number = audit_last_round_of(log, ballot), at;
    char time[21];
    if (!number || !audit_find(&log->rounds[number - 1], ballot, &at) || !log->rounds[number - 1].read[at])
        return scr_refuse(context->diagnosis, SCR_INPUT, "audit", "nothing is entered for ballot %lu",
                          (unsigned long)ballot);
    const struct audit_round *round = &log->rounds[number - 1];
    if (round->read[at] == now)
        return scr_refuse(context->diagnosis, SCR_INPUT, "audit", "that is what stands for ballot %lu already",
                          (unsigned long)ballot);
    if (!now && (number < log->round_count || round->replanned))
        return scr_refuse(
            context->diagnosis, SCR_INPUT, "audit",
            "round %zu is over: what ballot %lu says there can be corrected, not taken back; 'audit enter "
            "--correct' takes no-consensus too",
            number, (unsigned long)ballot);
    SCR_TRY(audit_entry_time(context, contest, time));
    SCR_TRY(require_later(context, log, time));
    const struct audit_entry entry = {number, log->round_count, ballot, round->read[at], now, reason, time};
    SCR_TRY(audited_contest_standing(context, contest, &corrected->before));
    SCR_TRY(reopens(contest, &entry, &corrected->reopened, context->diagnosis));
    corrected->round = number;
    return store_add_correction(contest->store, contest->tree.number, &entry, log, corrected->reopened,
                                context->diagnosis);
}

static scr_result say_open(const struct audited_contest *c, const struct audit_corrected *corrected, bool established,
                           struct scr_buffer *out) {
    const struct audit_round *open = audit_open_round(&c->log);
    if (corrected->reopened)
        SCR_TRY(scr_buffer_print(out, "Round %zu is open again: no discrepancy is left in it, so its plan stands.\n",
                                 c->log.round_count));
    SCR_TRY(scr_buffer_print(out, "Round %zu: %zu of %zu papers entered.\n", c->log.round_count, open->examined,
                             open->planned_count));
    if (!open->revisions) return scr_done();
    return scr_buffer_print(
        out,
        established ? "The papers read so far establish a winner already: read the rest of round %zu, or close it with "
                      "'audit next --replan'.\n"
                    : "What round %zu was planned on has changed: 'audit next --replan' plans anew at once.\n",
        c->log.round_count);
}

scr_result audit_say_corrected(const struct command_context *context, const struct audited_contest *c,
                               const struct audit_corrected *corrected, struct scr_buffer *out) {
    static const char *const ends[] = {
        [AUDIT_CONFIRMED] = "the papers examined establish the TPT winner of the records",
        [AUDIT_CHANGED] = "the papers examined establish another TPT winner than the records",
        [AUDIT_NOT_CONFIRMABLE] = "no papers that could still be examined would establish a winner",
        [AUDIT_UNFINISHED] = "the papers examined establish no winner; 'audit next' plans another round"};
    struct audit_standing after;
    SCR_TRY(audited_contest_standing(context, c, &after));
    if (corrected->round < c->log.round_count)
        SCR_TRY(scr_buffer_print(out,
                                 "Round %zu was over: the report lists this correction as made during round %zu, with "
                                 "its reason.\n",
                                 corrected->round, c->log.round_count));
    if (audit_open_round(&c->log)) return say_open(c, corrected, after.established, out);
    if (after.end != corrected->before.end)
        SCR_TRY(scr_buffer_print(out, "The audit was %s and is now %s: %s.\n", audit_end_name(corrected->before.end),
                                 audit_end_name(after.end), ends[after.end]));
    else
        SCR_TRY(scr_buffer_print(out, "The audit is %s still: %s.\n", audit_end_name(after.end), ends[after.end]));
    return scr_buffer_text(out, "A report written before does not say so: write it again with 'audit report'.\n");
}
