/* command_audit_status.c: `audit status` and `audit report`. */
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "gen/audit/artifact.h"
#include "gen/audit/picture.h"
#include "gen/command_audit.h"
#include "gen/command_words.h"
#include "gen/numbers.h"
#include "gen/tree/artifact.h"
#include "scrutineer/file.h"
#include "scrutineer/text.h"

static bool ended(const struct audit_standing *standing) {
    return standing->end == AUDIT_CONFIRMED || standing->end == AUDIT_CHANGED;
}

static scr_result say_rounds(const struct audited_contest *c, bool json, struct scr_buffer *out) {
    for (size_t r = 0; r < c->log.round_count; r++) {
        const struct audit_round *round = &c->log.rounds[r];
        const char *state = audit_state_name(audit_state_of(round));
        if (json)
            SCR_TRY(scr_buffer_print(out,
                                     "%s{\"round\": %zu, \"state\": \"%s\", \"planned\": %zu, \"examined\": %zu, "
                                     "\"discrepancies\": %zu}",
                                     r ? ", " : "", r + 1, state, round->planned_count, round->examined,
                                     round->discrepancies));
        else
            SCR_TRY(scr_buffer_print(out, "Round %zu (%s): %zu of %zu papers examined, %zu discrepancies.\n", r + 1,
                                     state, round->examined, round->planned_count, round->discrepancies));
    }
    return scr_done();
}

static scr_result say_corrections(const struct audited_contest *c, bool json, struct scr_buffer *out) {
    size_t all = 0, late = 0;
    for (size_t e = 0; e < c->log.entry_count; e++) {
        all += c->log.entries[e].was != AUDIT_NONE;
        late += c->log.entries[e].during > c->log.entries[e].round;
    }
    if (json) return scr_buffer_print(out, ", \"corrections\": %zu, \"lateCorrections\": %zu", all, late);
    if (!all) return scr_done();
    return scr_buffer_print(out, "Corrections: %zu, %zu of them in rounds that were over.\n", all, late);
}

static scr_result name_of(const struct audited_contest *c, char code, bool json, struct scr_buffer *out) {
    if (code == TREE_CODE_MISSING) return scr_buffer_text(out, json ? "null" : "none, missing votes win the tree");
    return (json ? scr_text_json : scr_text_terminal)(out, audit_words(code, &c->contest));
}

static scr_result say(const struct audited_contest *c, const struct audit_standing *standing, struct scr_buffer *out) {
    struct tree_totals totals;
    SCR_TRY(tree_totals_of(&c->ballots, c->contest.candidate_count, &totals));
    SCR_TRY(audited_contest_name(c, out));
    SCR_TRY(scr_buffer_print(out, ": %zu ballots\nTPT winner of the records: ", c->contest.ballots));
    SCR_TRY(name_of(c, c->tree.winner, false, out));
    SCR_TRY(scr_buffer_text(out, "\nPlurality leader:          "));
    if (!*totals.leaders) SCR_TRY(scr_buffer_text(out, "nobody, there are no votes"));
    for (size_t i = 0; totals.leaders[i]; i++) {
        if (i) SCR_TRY(scr_buffer_text(out, ", "));
        SCR_TRY(name_of(c, totals.leaders[i], false, out));
    }
    SCR_TRY(scr_buffer_text(out, "\n"));
    SCR_TRY(say_rounds(c, false, out));
    SCR_TRY(say_corrections(c, false, out));
    SCR_TRY(scr_buffer_print(out, "Audit: %s", audit_end_name(standing->end)));
    if (ended(standing)) {
        SCR_TRY(scr_buffer_text(out, ", TPT winner of the papers: "));
        SCR_TRY(name_of(c, standing->winner, false, out));
    }
    SCR_TRY(scr_buffer_text(out, ".\n"));
    if (audit_open_round(&c->log))
        return scr_buffer_text(out, "'audit next' lists the papers that are still awaited.\n");
    if (standing->end == AUDIT_UNFINISHED) return scr_buffer_text(out, "'audit next' opens the next round.\n");
    return scr_done();
}

static scr_result say_json(const struct audited_contest *c, const struct audit_standing *standing,
                           struct scr_buffer *out) {
    char hex[SCR_HEX_SIZE];
    scr_hash_hex(&c->tree.digest, hex);
    SCR_TRY(scr_buffer_text(out, "{\"contest\": "));
    SCR_TRY(scr_text_json(out, c->contest.id));
    SCR_TRY(scr_buffer_print(out, ", \"tree\": \"%s\", \"tptWinner\": ", hex));
    SCR_TRY(name_of(c, c->tree.winner, true, out));
    SCR_TRY(scr_buffer_text(out, ", \"rounds\": ["));
    SCR_TRY(say_rounds(c, true, out));
    SCR_TRY(scr_buffer_text(out, "]"));
    SCR_TRY(say_corrections(c, true, out));
    SCR_TRY(scr_buffer_print(out, ", \"end\": \"%s\", \"auditedWinner\": ", audit_end_name(standing->end)));
    SCR_TRY(ended(standing) ? name_of(c, standing->winner, true, out) : scr_buffer_text(out, "null"));
    return scr_buffer_text(out, "}\n");
}

static scr_result load(const struct command_context *context, const char *wanted, struct audited_contest *c,
                       struct audit_standing *standing) {
    SCR_TRY(audited_contest_load(context, "audit", wanted, c));
    SCR_TRY(audited_contest_log(context, c));
    return audited_contest_standing(context, c, standing);
}

scr_result audit_status(const struct command_context *context, int argc, char **argv) {
    struct audit_arguments arguments = {0};
    struct audited_contest contest = {0};
    struct audit_standing standing;
    struct scr_buffer out = {0};
    SCR_TRY(audit_parse(context, argc, argv, AUDIT_OPTION_JSON, &arguments));
    if (arguments.count) return command_surplus("audit", arguments.others[0], context->diagnosis);
    scr_result result = load(context, arguments.contest, &contest, &standing);
    if (!scr_failed(result)) result = (arguments.json ? say_json : say)(&contest, &standing, &out);
    audited_contest_free(&contest);
    return audit_print(context, result, &out);
}

/* A report that an observer would refute is not written: what the store holds was not entered with this program. */
static scr_result require_sound(const struct command_context *context, struct audited_contest *c) {
    struct audited_tree audited = {0};
    enum audit_fault fault = AUDIT_SOUND;
    size_t round = 0;
    scr_result result = audited_tree_make(&c->contest, &c->commitment.digest, c->tree.seed, c->ballots.codes, &audited);
    if (!scr_failed(result)) result = audit_follow(&c->log, &audited, &fault, &round);
    audited_tree_free(&audited);
    if (scr_failed(result) || !fault) return result;
    return scr_refuse(context->diagnosis, SCR_STORE, "audit", "the report would be refuted: round %zu %s", round,
                      audit_fault_words(fault));
}

static scr_result write_report(const struct command_context *context, const struct audited_contest *c,
                               const struct audit_standing *standing, const char *path, struct scr_buffer *out) {
    const struct audit_artifact artifact = {&c->election, c->tree.digest, &c->contest,     &c->log,
                                            &c->ballots,  standing->end,  standing->winner};
    struct scr_stream stream = {0};
    struct scr_hash hash;
    char hex[SCR_HEX_SIZE];
    SCR_TRY(scr_stream_begin(&stream, path, 0644, context->diagnosis));
    scr_result result = audit_artifact_write(&artifact, scr_stream_write, &stream);
    if (result.code == SCR_STORE)
        result = scr_refuse(context->diagnosis, SCR_STORE, "audit",
                            "the records in the store do not give the root that was committed to");
    if (result.code == SCR_IO)
        result =
            scr_refuse(context->diagnosis, SCR_IO, "audit", "the artifact could not be written; is the disk full?");
    if (!scr_failed(result)) result = scr_stream_finish(&stream, &hash, context->diagnosis);
    if (!scr_failed(result)) result = scr_stream_publish(&stream, context->diagnosis);
    scr_stream_end(&stream);
    SCR_TRY(result);
    scr_hash_hex(&hash, hex);
    SCR_TRY(scr_buffer_text(out, "Written: "));
    SCR_TRY(scr_text_terminal(out, path));
    return scr_buffer_print(out, ", SHA-256 %s\n", hex);
}

/* The ballots examined in any round, ascending; malloc'ed. */
static scr_result examined_in(const struct audit_log *log, uint32_t **ballots, size_t *count) {
    size_t all = 0;
    for (size_t r = 0; r < log->round_count; r++) all += log->rounds[r].examined;
    *count = 0;
    *ballots = malloc((all + 1) * sizeof **ballots);
    if (!*ballots) return (scr_result){SCR_MEMORY};
    for (size_t r = 0; r < log->round_count; r++)
        for (size_t i = 0; i < log->rounds[r].planned_count; i++)
            if (log->rounds[r].read[i]) (*ballots)[(*count)++] = log->rounds[r].planned[i];
    numbers_sort(*ballots, *count);
    return scr_done();
}

static scr_result draw(const struct command_context *context, const struct audited_contest *c, const char *path) {
    struct audited_tree audited = {0};
    struct scr_buffer svg = {0};
    struct tree_totals totals;
    uint32_t *ballots = NULL;
    size_t count;
    scr_result result;
    SCR_TRY_OR(result, audited_contest_tree(context, c, &audited), done);
    SCR_TRY_OR(result, tree_totals_of(&c->ballots, c->contest.candidate_count, &totals), done);
    SCR_TRY_OR(result, examined_in(&c->log, &ballots, &count), done);
    const struct audit_picture picture = {&c->contest, &audited, &totals, ballots, count, true, c->tree.disclose_all};
    SCR_TRY_OR(result, audit_draw(&picture, &svg), done);
    result = scr_file_write(path, svg.data, svg.length, 0644, context->diagnosis);
done:
    free(ballots);
    scr_buffer_free(&svg);
    audited_tree_free(&audited);
    return result;
}

scr_result audit_report(const struct command_context *context, int argc, char **argv) {
    struct audit_arguments arguments = {0};
    struct audited_contest contest = {0};
    struct audit_standing standing;
    struct scr_buffer out = {0};
    SCR_TRY(audit_parse(context, argc, argv, AUDIT_OPTION_OUT | AUDIT_OPTION_DRAW, &arguments));
    if (arguments.count || !arguments.out) return audit_usage_error(context, "'audit report' needs --out FILE");
    scr_result result = load(context, arguments.contest, &contest, &standing);
    if (!scr_failed(result)) result = require_sound(context, &contest);
    if (!scr_failed(result)) result = say(&contest, &standing, &out);
    if (!scr_failed(result)) result = write_report(context, &contest, &standing, arguments.out, &out);
    if (!scr_failed(result) && arguments.draw) result = draw(context, &contest, arguments.draw);
    audited_contest_free(&contest);
    return audit_print(context, result, &out);
}
