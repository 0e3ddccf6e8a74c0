/* command_audit_next.c: `audit next`: opens a round when one is needed and prints its retrieval list. */
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "gen/command_audit.h"
#include "gen/command_audit_list.h"
#include "gen/command_words.h"
#include "scrutineer/file.h"
#include "scrutineer/text.h"

/* The ballots of the open round that await their interpretation; malloc'ed. */
static scr_result awaited(const struct audit_round *open, uint32_t **ballots, size_t *count) {
    *count = 0;
    *ballots = malloc((open->planned_count + 1) * sizeof **ballots);
    if (!*ballots) return (scr_result){SCR_MEMORY};
    for (size_t i = 0; i < open->planned_count; i++)
        if (!open->read[i]) (*ballots)[(*count)++] = open->planned[i];
    return scr_done();
}

/* Opens the next round, or says in *end that none is needed or possible. The first round is the published plan. */
static scr_result open_round(const struct command_context *context, struct audited_contest *c, bool replanned,
                             enum audit_end *end) {
    struct audited_tree audited = {0};
    struct ballot_plan plan = {.kind = "none"};
    const struct tree_record *tree = &c->tree;
    const uint32_t *ballots = tree->plan;
    size_t count = tree->plan_count;
    scr_result result;
    SCR_TRY_OR(result, audited_contest_tree(context, c, &audited), done);
    *end = AUDIT_UNFINISHED;
    if (audited_tree_established(&audited))
        *end = audited_tree_winner(&audited) == tree->winner ? AUDIT_CONFIRMED : AUDIT_CHANGED;
    else if (!audited_tree_confirmable(&audited))
        *end = AUDIT_NOT_CONFIRMABLE;
    if (*end != AUDIT_UNFINISHED) {
        count = 0; /* a replanned round is closed all the same */
    } else if (c->log.round_count) {
        SCR_TRY_OR(result, audited_tree_plan(&audited, &plan), done);
        ballots = plan.ballots;
        count = plan.count;
    }
    if (count || replanned)
        result = store_add_round(c->store, tree->number, &c->log, replanned, ballots, count, context->diagnosis);
    if (!scr_failed(result)) result = audited_contest_log(context, c);
done:
    ballot_plan_free(&plan);
    audited_tree_free(&audited);
    return result;
}

static scr_result csv_text(struct scr_buffer *out, const char *text) {
    SCR_TRY(scr_text_csv(out, text));
    return scr_buffer_text(out, ",");
}

static scr_result write_csv(const struct ballot_place *places, size_t count, struct scr_buffer *out) {
    SCR_TRY(scr_buffer_text(out, "ballot,container,tabulator,batch,position,imprinted,record,interpretation\r\n"));
    for (size_t i = 0; i < count; i++) {
        SCR_TRY(scr_buffer_print(out, "%lu,", (unsigned long)places[i].ballot));
        SCR_TRY(csv_text(out, places[i].batch->container));
        SCR_TRY(csv_text(out, places[i].batch->tabulator));
        SCR_TRY(csv_text(out, places[i].batch->name));
        SCR_TRY(scr_buffer_print(out, "%zu,", places[i].position));
        SCR_TRY(csv_text(out, places[i].imprinted));
        SCR_TRY(csv_text(out, places[i].id));
        SCR_TRY(scr_buffer_text(out, "\r\n"));
    }
    return scr_done();
}

static scr_result write_json(const struct audited_contest *c, const struct ballot_place *places, size_t count,
                             struct scr_buffer *out) {
    SCR_TRY(scr_buffer_text(out, "{\"contest\": "));
    SCR_TRY(scr_text_json(out, c->contest.id));
    SCR_TRY(scr_buffer_print(out, ", \"round\": %zu, \"awaited\": [", c->log.round_count));
    for (size_t i = 0; i < count; i++) {
        const struct ballot_place *p = &places[i];
        SCR_TRY(scr_buffer_print(out, "%s{\"ballot\": %lu, \"container\": ", i ? ", " : "", (unsigned long)p->ballot));
        SCR_TRY(scr_text_json(out, p->batch->container));
        SCR_TRY(scr_buffer_text(out, ", \"tabulator\": "));
        SCR_TRY(scr_text_json(out, p->batch->tabulator));
        SCR_TRY(scr_buffer_text(out, ", \"batch\": "));
        SCR_TRY(scr_text_json(out, p->batch->name));
        SCR_TRY(scr_buffer_print(out, ", \"position\": %zu, \"imprinted\": ", p->position));
        SCR_TRY(scr_text_json(out, p->imprinted));
        SCR_TRY(scr_buffer_text(out, ", \"record\": "));
        SCR_TRY(scr_text_json(out, p->id));
        SCR_TRY(scr_buffer_text(out, "}"));
    }
    SCR_TRY(scr_buffer_text(out, "], \"candidates\": ["));
    for (unsigned i = 0; i < c->contest.candidate_count; i++) {
        SCR_TRY(scr_buffer_print(out, "%s{\"code\": \"%c\", \"id\": ", i ? ", " : "", tree_code_of((uint8_t)i)));
        SCR_TRY(scr_text_json(out, c->contest.candidates[i].id));
        SCR_TRY(scr_buffer_text(out, ", \"name\": "));
        SCR_TRY(scr_text_json(out, c->contest.candidates[i].name));
        SCR_TRY(scr_buffer_text(out, "}"));
    }
    return scr_buffer_text(out, "]}\n");
}

/* What a person can write in the column interpretation. */
static scr_result write_codes(const struct audited_contest *c, struct scr_buffer *out) {
    SCR_TRY(scr_buffer_text(out, "What can be entered for a paper of "));
    SCR_TRY(audited_contest_name(c, out));
    SCR_TRY(scr_buffer_text(out, ":\n"));
    for (unsigned i = 0; i < c->contest.candidate_count; i++) {
        SCR_TRY(scr_buffer_print(out, "    %c             ", tree_code_of((uint8_t)i)));
        SCR_TRY(scr_text_terminal(out, c->contest.candidates[i].name));
        SCR_TRY(scr_buffer_text(out, "\n"));
    }
    return scr_buffer_text(out, "    blank         no mark counts as a vote\n"
                                "    overvote      more marks than votes\n"
                                "    not-found     the paper is not where the list says\n"
                                "    no-consensus  those who read it do not agree\n");
}

static scr_result named(struct scr_buffer *out, const char *name, const char *value) {
    if (!*value) return scr_done();
    SCR_TRY(scr_buffer_print(out, "  %s ", name));
    return scr_text_terminal(out, value);
}

/* Storage order: a heading for each batch, a line for each paper. */
static scr_result write_text(const struct audited_contest *c, const struct ballot_place *places, size_t count,
                             struct scr_buffer *out) {
    const struct storage_batch *batch = NULL;
    SCR_TRY(audited_contest_name(c, out));
    SCR_TRY(scr_buffer_print(out, ": round %zu, %zu papers await their interpretation\n", c->log.round_count, count));
    for (size_t i = 0; i < count; i++) {
        const struct ballot_place *p = &places[i];
        if (p->batch != batch) {
            batch = p->batch;
            SCR_TRY(scr_buffer_text(out, "\n"));
            SCR_TRY(named(out, "container", batch->container));
            SCR_TRY(named(out, "tabulator", batch->tabulator));
            SCR_TRY(named(out, "batch", batch->name));
            SCR_TRY(scr_buffer_print(out, "  (%zu ballots)\n", batch->ballots));
        }
        SCR_TRY(scr_buffer_print(out, "    position %-6zu ballot %-9lu", p->position, (unsigned long)p->ballot));
        SCR_TRY(named(out, "imprinted", p->imprinted));
        SCR_TRY(named(out, "record", p->id));
        SCR_TRY(scr_buffer_text(out, "\n"));
    }
    SCR_TRY(scr_buffer_text(out, "\n"));
    SCR_TRY(write_codes(c, out));
    return scr_buffer_text(out, "\nEnter what the papers say with 'audit enter' or 'audit import'.\n");
}

static scr_result list(const struct command_context *context, const struct audited_contest *c,
                       const struct audit_arguments *arguments, struct scr_buffer *out) {
    struct scr_arena arena = {0};
    struct scr_buffer csv = {0};
    struct ballot_place *places;
    uint32_t *ballots = NULL;
    size_t count;
    scr_result result;
    SCR_TRY_OR(result, awaited(audit_open_round(&c->log), &ballots, &count), done);
    SCR_TRY_OR(result, ballot_places(c, ballots, count, &arena, &places, context->diagnosis), done);
    if (arguments->csv) {
        SCR_TRY_OR(result, write_csv(places, count, &csv), done);
        SCR_TRY_OR(result, scr_file_write(arguments->csv, csv.data, csv.length, 0644, context->diagnosis), done);
    }
    result = (arguments->json ? write_json : write_text)(c, places, count, out);
done:
    free(ballots);
    scr_buffer_free(&csv);
    scr_arena_free(&arena);
    return result;
}

static scr_result say_end(const struct audited_contest *c, enum audit_end end, bool json, struct scr_buffer *out) {
    static const char *const words[] = {
        [AUDIT_CONFIRMED] = "Confirmed: the papers examined establish the TPT winner, whatever the others say.",
        [AUDIT_CHANGED] = "Changed: the papers examined establish another TPT winner than the one published.",
        [AUDIT_NOT_CONFIRMABLE] = ("Not confirmable: papers that have no record, were not found or not agreed on leave "
                                   "the TPT winner open, whatever else is examined."),
        [AUDIT_UNFINISHED] = "Unfinished."};
    if (!json) {
        SCR_TRY(audited_contest_name(c, out));
        return scr_buffer_print(out, ": %s\n'audit report' writes the artifact.\n", words[end]);
    }
    SCR_TRY(scr_buffer_text(out, "{\"contest\": "));
    SCR_TRY(scr_text_json(out, c->contest.id));
    return scr_buffer_print(out, ", \"round\": null, \"awaited\": [], \"end\": \"%s\"}\n", audit_end_name(end));
}

/* What is filled in on the list that stands where the next one is to be written is entered first. */
static scr_result require_entered(const struct command_context *context, const struct audit_round *open,
                                  const char *path) {
    uint32_t *ballots = NULL;
    size_t count;
    scr_result result = awaited(open, &ballots, &count);
    if (!scr_failed(result)) result = audit_list_unread(path, ballots, count, context->diagnosis);
    free(ballots);
    return result;
}

static scr_result advance(const struct command_context *context, struct audited_contest *c,
                          const struct audit_arguments *arguments, struct scr_buffer *out) {
    enum audit_end end = AUDIT_UNFINISHED;
    SCR_TRY(audited_contest_log(context, c));
    const struct audit_round *open = audit_open_round(&c->log);
    if (arguments->replan && !open)
        return scr_refuse(context->diagnosis, SCR_INPUT, "audit", "no round is open that could be closed early");
    if (arguments->replan && !audit_may_replan(open))
        return scr_refuse(context->diagnosis, SCR_INPUT, "audit",
                          "no discrepancy was found in round %zu, and nothing was corrected in earlier rounds during "
                          "it, so its plan stands; --replan is for rounds with one or the other",
                          c->log.round_count);
    if (open && arguments->csv) SCR_TRY(require_entered(context, open, arguments->csv));
    if (!open || arguments->replan) SCR_TRY(open_round(context, c, arguments->replan, &end));
    return audit_open_round(&c->log) ? list(context, c, arguments, out) : say_end(c, end, arguments->json, out);
}

scr_result audit_next(const struct command_context *context, int argc, char **argv) {
    struct audit_arguments arguments = {0};
    struct audited_contest contest = {0};
    struct scr_buffer out = {0};
    const unsigned allowed = AUDIT_OPTION_JSON | AUDIT_OPTION_REPLAN | AUDIT_OPTION_CSV | AUDIT_OPTION_CODES;
    SCR_TRY(audit_parse(context, argc, argv, allowed, &arguments));
    if (arguments.count) return command_surplus("audit next", arguments.others[0], context->diagnosis);
    if (arguments.codes && (arguments.json || arguments.replan || arguments.csv))
        return audit_usage_error(context, "--codes stands alone");
    scr_result result = audited_contest_load(context, "audit", arguments.contest, &contest);
    if (!scr_failed(result))
        result = arguments.codes ? write_codes(&contest, &out) : advance(context, &contest, &arguments, &out);
    audited_contest_free(&contest);
    return audit_print(context, result, &out);
}
