/* command_audit_entry.c: what a single entry or correction must satisfy. */
#include <stdlib.h>
#include <string.h>

#include "gen/command_audit.h"
#include "gen/package/names.h"

scr_result audit_take_words(const struct audited_contest *contest, const char *words, const char *place,
                            char *interpretation, struct scr_diagnosis *diagnosis) {
    struct scr_arena arena = {0};
    scr_result result = scr_done();
    enum audit_reading reading = audit_read(words, &contest->contest, interpretation);
    /* A cell that a spreadsheet would run as a formula was written with an apostrophe before it. */
    if (reading == AUDIT_READ_NONE && words[0] == '\'' && words[1] && strchr("=+-@", words[1]))
        reading = audit_read(words + 1, &contest->contest, interpretation);
    const char *shown = package_shown(&arena, words);
    if (reading == AUDIT_READ_NONE)
        result = scr_refuse(diagnosis, SCR_INPUT, place,
                            "%s is no candidate's code, id or exact name, and not blank, overvote, not-found or "
                            "no-consensus",
                            shown);
    if (reading == AUDIT_READ_SEVERAL)
        result = scr_refuse(diagnosis, SCR_INPUT, place, "several candidates have the name %s; give the code or the id",
                            shown);
    scr_arena_free(&arena);
    return result;
}

scr_result audit_require_awaited(const struct audited_contest *contest, uint32_t ballot, bool *again,
                                 struct scr_diagnosis *diagnosis, const char *place) {
    const struct audit_log *log = &contest->log;
    const struct audit_round *open = audit_open_round(log);
    size_t round = audit_last_round_of(log, ballot), at;
    *again = false;
    if (!ballot || ballot > contest->ballots.count)
        return scr_refuse(diagnosis, SCR_INPUT, place, "the contest has ballots 1 to %zu, and no ballot %lu",
                          contest->ballots.count, (unsigned long)ballot);
    if (round && audit_find(&log->rounds[round - 1], ballot, &at) && log->rounds[round - 1].read[at]) {
        *again = true;
        return scr_refuse(diagnosis, SCR_INPUT, place,
                          "ballot %lu was entered already, in round %zu; take it back with 'audit undo', or give "
                          "--correct and --reason",
                          (unsigned long)ballot, round);
    }
    if (!open)
        return scr_refuse(diagnosis, SCR_INPUT, place, "no round is open; 'audit next' opens one if one is needed");
    if (!audit_find(open, ballot, &at))
        return scr_refuse(diagnosis, SCR_INPUT, place, "ballot %lu is not on the list of the open round, round %zu",
                          (unsigned long)ballot, log->round_count);
    return scr_done();
}

static const char *fault_words(enum audit_fault fault) {
    switch (fault) {
    case AUDIT_NOT_COMPLETE:
        return "would have a ballot without interpretation, though another round followed it";
    case AUDIT_NO_DISCREPANCY:
        return "was closed early because of a discrepancy, and none would be left in it";
    case AUDIT_TWICE:
        return "would ask for a ballot that was examined before";
    case AUDIT_NOT_CALLED_FOR:
        return "would not have been called for: the winner was established before it";
    case AUDIT_NOT_ENOUGH:
        return "would not have been enough to establish a winner";
    case AUDIT_SOUND:
        break;
    }
    return "stands";
}

/* A correction in a round that is over must leave the course of the audit standing: what was planned rests on it. */
static scr_result require_sound(const struct command_context *context, struct audited_contest *contest,
                                const struct audit_entry *entry) {
    struct audited_tree audited = {0};
    struct audit_log log = {0};
    enum audit_fault fault = AUDIT_SOUND;
    size_t round = 0;
    scr_result result;
    SCR_TRY_OR(result, store_load_audit(contest->store, contest->tree.number, &log, context->diagnosis), done);
    SCR_TRY_OR(result, audit_add_entry(&log, entry), done);
    SCR_TRY_OR(result,
               audit_derive(&log, contest->ballots.codes, contest->ballots.count, contest->contest.candidate_count),
               done);
    SCR_TRY_OR(result,
               audited_tree_make(&contest->contest, &contest->commitment.digest, contest->tree.seed,
                                 contest->ballots.codes, &audited),
               done);
    SCR_TRY_OR(result, audit_follow(&log, &audited, &fault, &round), done);
    if (fault)
        result = scr_refuse(context->diagnosis, SCR_INPUT, "audit",
                            "the interpretation of ballot %lu in round %zu cannot be changed any more: round %zu %s",
                            (unsigned long)entry->ballot, entry->round, round, fault_words(fault));
done:
    audited_tree_free(&audited);
    audit_log_free(&log);
    return result;
}

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

scr_result audit_correct(const struct command_context *context, struct audited_contest *contest, uint32_t ballot,
                         char now, const char *reason) {
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
    SCR_TRY(audit_now(context, time));
    SCR_TRY(require_later(context, log, time));
    const struct audit_entry entry = {number, ballot, round->read[at], now, reason, time};
    if (number < log->round_count || round->replanned) SCR_TRY(require_sound(context, contest, &entry));
    return store_add_entries(contest->store, contest->tree.number, &entry, 1, log, context->diagnosis);
}
