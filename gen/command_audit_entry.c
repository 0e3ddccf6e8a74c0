/* command_audit_entry.c: what a single entry must satisfy. */
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
                          "ballot %lu was entered already, in round %zu; to change it give --correct and --reason",
                          (unsigned long)ballot, round);
    }
    if (!open)
        return scr_refuse(diagnosis, SCR_INPUT, place, "no round is open; 'audit next' opens one if one is needed");
    if (!audit_find(open, ballot, &at))
        return scr_refuse(diagnosis, SCR_INPUT, place, "ballot %lu is not on the list of the open round, round %zu",
                          (unsigned long)ballot, log->round_count);
    return scr_done();
}

scr_result audit_entry_time(const struct command_context *context, const struct audited_contest *contest,
                            char now[static 21]) {
    const char *moment = contest->commitment.source.time;
    SCR_TRY(audit_now(context, now));
    /* A seed without a record has no moment. */
    bool known = contest->tree.recorded && moment && *moment &&
                 scr_hash_equal(&contest->tree.commitment, &contest->commitment.digest);
    if (!known || strcmp(moment, now) <= 0) return scr_done(); /* both YYYY-MM-DDThh:mm:ssZ */
    return scr_refuse(context->diagnosis, SCR_INPUT, "audit",
                      "the clock says %s, before %s, the moment announced for the seed of this tree: is the clock of "
                      "this computer wrong? A correction more than a day before that moment is refuted (PKG-10)",
                      now, moment);
}
