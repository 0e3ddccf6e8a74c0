/* command_audit_enter.c: `audit enter`, one interpretation or many at the keyboard, and `audit undo`. */
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

#include "gen/command_audit.h"
#include "gen/command_audit_list.h"
#include "scrutineer/text.h"

#define LINE_MOST 4096

static scr_result enter_one(const struct command_context *context, struct audited_contest *c, uint32_t ballot,
                            char interpretation) {
    char now[21];
    SCR_TRY(audit_entry_time(context, c, now));
    const struct audit_entry entry = {
        c->log.round_count, c->log.round_count, ballot, AUDIT_NONE, interpretation, "", now};
    return store_add_entries(c->store, c->tree.number, &entry, 1, NULL, context->diagnosis);
}

static scr_result say_progress(const struct audited_contest *c, struct scr_buffer *out) {
    const struct audit_round *open = audit_open_round(&c->log);
    if (open)
        return scr_buffer_print(out, "Round %zu: %zu of %zu papers entered.\n", c->log.round_count, open->examined,
                                open->planned_count);
    return scr_buffer_print(out, "Round %zu is complete; 'audit next' tells what follows.\n", c->log.round_count);
}

static scr_result enter_given(const struct command_context *context, struct audited_contest *c,
                              const struct audit_arguments *a, struct scr_buffer *out) {
    uint64_t number;
    char interpretation;
    bool again;
    struct audit_corrected corrected = {0};
    if (!scr_count_parse(a->others[0], strlen(a->others[0]), TREE_LEAVES_MOST, &number) || !number)
        return audit_usage_error(context, "a ballot is given by its number on the retrieval list");
    uint32_t ballot = (uint32_t)number;
    SCR_TRY(audit_take_words(c, a->others[1], "audit", &interpretation, context->diagnosis));
    if (a->correct) {
        SCR_TRY(audit_correct(context, c, ballot, interpretation, a->reason, &corrected));
    } else {
        SCR_TRY(audit_require_awaited(c, ballot, &again, context->diagnosis, "audit"));
        SCR_TRY(enter_one(context, c, ballot, interpretation));
    }
    SCR_TRY(audited_contest_log(context, c));
    SCR_TRY(scr_buffer_print(out, "Ballot %lu: ", (unsigned long)ballot));
    SCR_TRY(scr_text_terminal(out, audit_words(interpretation, &c->contest)));
    SCR_TRY(scr_buffer_text(out, ".\n"));
    return a->correct ? audit_say_corrected(context, c, &corrected, out) : say_progress(c, out);
}

/* One line without its end; false at the end of the input. */
static bool ask(const char *question, char line[static LINE_MOST]) {
    fputs(question, stdout);
    fflush(stdout);
    if (!fgets(line, LINE_MOST, stdin)) return false;
    line[strcspn(line, "\r\n")] = 0;
    return true;
}

static scr_result show_place(const struct ballot_place *place, size_t at, size_t count) {
    struct scr_buffer out = {0};
    const struct {
        const char *name, *value;
    } parts[] = {{"container", place->batch->container},
                 {"tabulator", place->batch->tabulator},
                 {"batch", place->batch->name},
                 {"imprinted", place->imprinted},
                 {"record", place->id}};
    scr_result result = scr_buffer_print(&out, "\n%zu of %zu: ballot %lu, position %zu", at, count,
                                         (unsigned long)place->ballot, place->position);
    for (size_t i = 0; i < sizeof parts / sizeof *parts && !scr_failed(result); i++) {
        if (!*parts[i].value) continue;
        result = scr_buffer_print(&out, ", %s ", parts[i].name);
        if (!scr_failed(result)) result = scr_text_terminal(&out, parts[i].value);
    }
    if (!scr_failed(result)) result = scr_buffer_text(&out, "\n");
    if (!scr_failed(result)) fwrite(out.data, 1, out.length, stdout);
    scr_buffer_free(&out);
    return result;
}

/* Asks until the answer is understood and confirmed. *stop: enough for now; *skip: this paper later. */
static scr_result dialogue(const struct command_context *context, struct audited_contest *c, char *interpretation,
                           bool *skip, bool *stop) {
    char line[LINE_MOST];
    struct scr_buffer question = {0};
    scr_result result = scr_done();
    *skip = *stop = false;
    for (bool confirmed = false; !confirmed && !*skip && !*stop && !scr_failed(result);) {
        struct scr_diagnosis words = {0};
        *stop = !ask("What does the paper say? (s skips it, q stops) ", line) || !strcmp(line, "q");
        *skip = !*stop && !strcmp(line, "s");
        if (*stop || *skip) break;
        result = audit_take_words(c, line, "", interpretation, &words);
        if (result.code == SCR_INPUT) {
            printf("  %s\n", words.count ? words.problems[0].message : "not understood");
            result = scr_done();
        } else if (!scr_failed(result)) {
            question.length = 0;
            result = scr_buffer_text(&question, "  ");
            if (!scr_failed(result)) result = scr_text_terminal(&question, audit_words(*interpretation, &c->contest));
            if (!scr_failed(result)) result = scr_buffer_text(&question, ": right? (y/n) ");
            if (!scr_failed(result)) *stop = !ask((const char *)question.data, line);
            confirmed = !*stop && (!strcmp(line, "y") || !strcmp(line, "yes"));
        }
        scr_diagnosis_free(&words);
    }
    scr_buffer_free(&question);
    (void)context;
    return result;
}

static scr_result walk(const struct command_context *context, struct audited_contest *c,
                       const struct ballot_place *places, size_t count) {
    printf("Type a candidate's code, id or exact name, or blank, overvote, not-found or no-consensus.\n");
    bool stop = false;
    for (size_t i = 0; i < count && !stop; i++) {
        char interpretation;
        bool skip;
        SCR_TRY(show_place(&places[i], i + 1, count));
        SCR_TRY(dialogue(context, c, &interpretation, &skip, &stop));
        if (!skip && !stop) SCR_TRY(enter_one(context, c, places[i].ballot, interpretation));
    }
    printf("\n");
    return scr_done();
}

static scr_result enter_at_keyboard(const struct command_context *context, struct audited_contest *c,
                                    struct scr_buffer *out) {
    const struct audit_round *open = audit_open_round(&c->log);
    struct scr_arena arena = {0};
    struct ballot_place *places;
    size_t count = 0;
    if (!open)
        return scr_refuse(context->diagnosis, SCR_INPUT, "audit",
                          "no round is open; 'audit next' opens one if one is needed");
    uint32_t *ballots = malloc((open->planned_count + 1) * sizeof *ballots);
    scr_result result = {ballots ? SCR_DONE : SCR_MEMORY};
    if (scr_failed(result)) return result;
    for (size_t i = 0; i < open->planned_count; i++)
        if (!open->read[i]) ballots[count++] = open->planned[i];
    SCR_TRY_OR(result, ballot_places(c, ballots, count, &arena, &places, context->diagnosis), done);
    SCR_TRY_OR(result, walk(context, c, places, count), done);
    SCR_TRY_OR(result, audited_contest_log(context, c), done);
    result = say_progress(c, out);
done:
    free(ballots);
    scr_arena_free(&arena);
    return result;
}

scr_result audit_enter(const struct command_context *context, int argc, char **argv) {
    struct audit_arguments arguments = {0};
    struct audited_contest contest = {0};
    struct scr_buffer out = {0};
    SCR_TRY(audit_parse(context, argc, argv, AUDIT_OPTION_CORRECT | AUDIT_OPTION_REASON, &arguments));
    if (arguments.correct != (arguments.reason != NULL))
        return audit_usage_error(context, "--correct and --reason go together");
    bool keyboard = !arguments.count && !arguments.correct;
    if (keyboard ? !isatty(STDIN_FILENO) : arguments.count != 2)
        return audit_usage_error(context, "'audit enter' needs a ballot and its interpretation, or a terminal");
    scr_result result = audited_contest_load(context, "audit", arguments.contest, &contest);
    if (!scr_failed(result)) result = audited_contest_log(context, &contest);
    if (!scr_failed(result))
        result =
            keyboard ? enter_at_keyboard(context, &contest, &out) : enter_given(context, &contest, &arguments, &out);
    audited_contest_free(&contest);
    return audit_print(context, result, &out);
}

/* The ballot of the last interpretation that still stands; 0 when none does. */
static uint32_t last_entered(const struct audit_log *log) {
    for (size_t e = log->entry_count; e; e--) {
        const struct audit_entry *entry = &log->entries[e - 1];
        size_t at;
        if (entry->now && audit_find(&log->rounds[entry->round - 1], entry->ballot, &at) &&
            log->rounds[entry->round - 1].read[at])
            return entry->ballot;
    }
    return 0;
}

static scr_result take_back(const struct command_context *context, struct audited_contest *c,
                            const struct audit_arguments *a, struct scr_buffer *out) {
    struct audit_corrected corrected;
    SCR_TRY(audited_contest_log(context, c));
    uint32_t ballot = a->ballot ? a->ballot : last_entered(&c->log);
    if (!ballot) return scr_refuse(context->diagnosis, SCR_INPUT, "audit", "nothing is entered that could be undone");
    SCR_TRY(audit_correct(context, c, ballot, AUDIT_NONE, a->reason, &corrected));
    SCR_TRY(audited_contest_log(context, c));
    SCR_TRY(scr_buffer_print(out,
                             "Ballot %lu awaits its interpretation again; the report will tell what stood there, "
                             "and why it was taken back.\n",
                             (unsigned long)ballot));
    return say_progress(c, out);
}

scr_result audit_undo(const struct command_context *context, int argc, char **argv) {
    struct audit_arguments arguments = {0};
    struct audited_contest contest = {0};
    struct scr_buffer out = {0};
    SCR_TRY(audit_parse(context, argc, argv, AUDIT_OPTION_BALLOT | AUDIT_OPTION_REASON, &arguments));
    if (arguments.count || !arguments.reason)
        return audit_usage_error(context, "'audit undo' needs --reason, and takes --ballot");
    scr_result result = audited_contest_load(context, "audit", arguments.contest, &contest);
    if (!scr_failed(result)) result = take_back(context, &contest, &arguments, &out);
    audited_contest_free(&contest);
    return audit_print(context, result, &out);
}
