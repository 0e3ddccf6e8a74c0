/* command_returns.c: scrutineer-gen returns: what the imported precinct returns hold: units, turnout, contests, notes.
 */
#include <getopt.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "command.h"
#include "command_words.h"
#include "scrutineer/text.h"
#include "store/store.h"

struct request {
    const char *contest;
    bool json;
};

static scr_result parse(int argc, char **argv, struct request *request, struct scr_diagnosis *diagnosis) {
    enum { CONTEST = 256, JSON };
    static const struct option options[] = {
        {"contest", required_argument, NULL, CONTEST}, {"json", no_argument, NULL, JSON}, {NULL, 0, NULL, 0}};
    int option;
    SCR_TRY(command_options("returns", argc, argv, options, NULL, diagnosis));
    opterr = 0;
    optind = 0; /* glibc: begin anew, for this argv */
    while ((option = getopt_long(argc, argv, ":", options, NULL)) != -1) {
        if (option == CONTEST)
            request->contest = optarg;
        else
            request->json = true;
    }
    return optind != argc ? command_surplus("returns", argv[optind], diagnosis) : scr_done();
}

/* Ballots or registered voters: of each unit that says so and stands below none that does, so that nothing counts
 * twice. */
struct turnout {
    uint64_t ballots, registered;
    size_t ballot_units, registered_units;
};

static struct turnout turnout_of(const struct returns *returns) {
    struct turnout sum = {0};
    for (size_t i = 0; i < returns->unit_count; i++) {
        bool ballots = returns->units[i].ballots != RETURNS_UNKNOWN;
        bool registered = returns->units[i].registered != RETURNS_UNKNOWN;
        for (size_t up = returns->units[i].parent; up != RETURNS_NONE; up = returns->units[up].parent) {
            ballots = ballots && returns->units[up].ballots == RETURNS_UNKNOWN;
            registered = registered && returns->units[up].registered == RETURNS_UNKNOWN;
        }
        if (ballots) sum.ballots += returns->units[i].ballots, sum.ballot_units++;
        if (registered) sum.registered += returns->units[i].registered, sum.registered_units++;
    }
    return sum;
}

static void count_levels(const struct returns *returns, size_t levels[static RETURNS_LEVELS], size_t *apart) {
    *apart = 0;
    for (size_t i = 1; i < returns->unit_count; i++) {
        if (returns->units[i].apart)
            ++*apart;
        else
            levels[returns->units[i].level]++;
    }
}

static scr_result say_head(struct scr_buffer *out, const struct returns *returns) {
    size_t levels[RETURNS_LEVELS] = {0}, apart;
    struct turnout turnout = turnout_of(returns);
    count_levels(returns, levels, &apart);
    for (size_t i = 1; i < RETURNS_LEVELS; i++)
        if (levels[i])
            SCR_TRY(scr_buffer_print(out, "%10zu  %s\n", levels[i],
                                     returns_level_name((enum returns_level)i, levels[i] != 1)));
    if (apart) SCR_TRY(scr_buffer_print(out, "%10zu  kept apart, votes of no precinct\n", apart));
    if (turnout.ballot_units)
        SCR_TRY(scr_buffer_print(out, "%10llu  ballots cast\n", (unsigned long long)turnout.ballots));
    if (turnout.registered_units)
        SCR_TRY(scr_buffer_print(out, "%10llu  registered voters\n", (unsigned long long)turnout.registered));
    return scr_buffer_text(out, "\n");
}

static scr_result say_contest(struct scr_buffer *out, const struct returns_contest *contest, const uint64_t *votes,
                              size_t totals) {
    SCR_TRY(scr_text_terminal(out, contest->name));
    SCR_TRY(scr_buffer_print(out, " (%zu units%s", contest->row_count - totals, totals ? ", " : ")\n"));
    if (totals) SCR_TRY(scr_buffer_print(out, "%zu totals that they add up to)\n", totals));
    for (size_t i = 0; i < contest->option_count; i++) {
        const struct returns_option *option = &contest->options[i];
        SCR_TRY(scr_buffer_print(out, "%10llu  ", (unsigned long long)votes[i]));
        SCR_TRY(scr_text_terminal(out, option->name));
        if (*option->party) {
            SCR_TRY(scr_buffer_text(out, ", "));
            SCR_TRY(scr_text_terminal(out, option->party));
        }
        if (option->kind != RETURNS_CANDIDATE) SCR_TRY(scr_buffer_print(out, " (%s)", returns_kind_name(option->kind)));
        SCR_TRY(scr_buffer_text(out, "\n"));
    }
    return scr_buffer_text(out, "\n");
}

static scr_result json_head(struct scr_buffer *out, const struct returns *returns) {
    size_t levels[RETURNS_LEVELS] = {0}, apart;
    struct turnout turnout = turnout_of(returns);
    count_levels(returns, levels, &apart);
    SCR_TRY(scr_buffer_text(out, "{\"units\": {"));
    for (size_t i = 1; i < RETURNS_LEVELS; i++)
        SCR_TRY(scr_buffer_print(out, "\"%s\": %zu, ", returns_level_name((enum returns_level)i, true), levels[i]));
    SCR_TRY(scr_buffer_print(out, "\"apart\": %zu}, ", apart));
    if (turnout.ballot_units)
        SCR_TRY(scr_buffer_print(out, "\"ballotsCast\": %llu, ", (unsigned long long)turnout.ballots));
    if (turnout.registered_units)
        SCR_TRY(scr_buffer_print(out, "\"registeredVoters\": %llu, ", (unsigned long long)turnout.registered));
    return scr_buffer_text(out, "\"contests\": [");
}

static scr_result json_contest(struct scr_buffer *out, const struct returns_contest *contest, const uint64_t *votes,
                               size_t totals, bool first) {
    SCR_TRY(scr_buffer_text(out, first ? "{\"name\": " : ", {\"name\": "));
    SCR_TRY(scr_text_json(out, contest->name));
    SCR_TRY(scr_buffer_print(out, ", \"units\": %zu, \"totals\": %zu, \"votesAllowed\": ", contest->row_count - totals,
                             totals));
    SCR_TRY(contest->votes_allowed ? scr_buffer_print(out, "%u", contest->votes_allowed)
                                   : scr_buffer_text(out, "null"));
    SCR_TRY(scr_buffer_text(out, ", \"selections\": ["));
    for (size_t i = 0; i < contest->option_count; i++) {
        const struct returns_option *option = &contest->options[i];
        SCR_TRY(scr_buffer_text(out, i ? ", {\"name\": " : "{\"name\": "));
        SCR_TRY(scr_text_json(out, option->name));
        SCR_TRY(scr_buffer_text(out, ", \"party\": "));
        SCR_TRY(scr_text_json(out, option->party));
        SCR_TRY(scr_buffer_print(out, ", \"kind\": \"%s\", \"votes\": %llu}", returns_kind_name(option->kind),
                                 (unsigned long long)votes[i]));
    }
    return scr_buffer_text(out, "]}");
}

static scr_result put_contests(struct scr_buffer *out, const struct returns *returns, const struct request *request,
                               bool *is_total, size_t *said) {
    uint64_t votes[RETURNS_OPTIONS_MOST];
    for (size_t i = 0; i < returns->contest_count; i++) {
        const struct returns_contest *contest = &returns->contests[i];
        size_t totals = 0;
        if (request->contest && strcmp(request->contest, contest->name)) continue;
        returns_is_total(returns, i, is_total);
        returns_sum(returns, i, is_total, votes);
        for (size_t unit = 0; unit < returns->unit_count; unit++) totals += is_total[unit];
        SCR_TRY(request->json ? json_contest(out, contest, votes, totals, !*said)
                              : say_contest(out, contest, votes, totals));
        ++*said;
    }
    return scr_done();
}

/* Notes were escaped when they were made; a store edited by hand may hold others. */
static scr_result put_notes(struct scr_buffer *out, const struct returns *returns, bool json) {
    if (json) SCR_TRY(scr_buffer_text(out, "], \"notes\": ["));
    for (size_t i = 0; i < returns->note_count; i++) {
        SCR_TRY(scr_buffer_text(out, !json ? "note: " : i ? ", {\"place\": " : "{\"place\": "));
        SCR_TRY(json ? scr_text_json(out, returns->notes[i].place) : scr_text_terminal(out, returns->notes[i].place));
        SCR_TRY(scr_buffer_text(out, json ? ", \"message\": " : ": "));
        SCR_TRY(json ? scr_text_json(out, returns->notes[i].message)
                     : scr_text_terminal(out, returns->notes[i].message));
        SCR_TRY(scr_buffer_text(out, json ? "}" : "\n"));
    }
    return json ? scr_buffer_text(out, "]}\n") : scr_done();
}

static scr_result put_all(struct scr_buffer *out, const struct returns *returns, const struct request *request,
                          struct scr_diagnosis *diagnosis) {
    size_t said = 0;
    bool *is_total = calloc(returns->unit_count, sizeof *is_total);
    if (!is_total) return (scr_result){SCR_MEMORY};
    scr_result result = request->json ? json_head(out, returns) : say_head(out, returns);
    if (!scr_failed(result)) result = put_contests(out, returns, request, is_total, &said);
    free(is_total);
    SCR_TRY(result);
    if (request->contest && !said)
        return scr_refuse(diagnosis, SCR_USAGE, "returns", "no contest has the name that --contest gives");
    return put_notes(out, returns, request->json);
}

static scr_result run(const struct command_context *context, int argc, char **argv) {
    struct request request = {0};
    struct returns returns = {0};
    struct scr_buffer out = {0};
    struct store *store;
    SCR_TRY(parse(argc, argv, &request, context->diagnosis));
    SCR_TRY(store_open(context->store_path, STORE_READ, &store, context->diagnosis));
    scr_result result = store_load_returns(store, &returns, context->diagnosis);
    if (!scr_failed(result)) result = put_all(&out, &returns, &request, context->diagnosis);
    if (!scr_failed(result) && (fwrite(out.data, 1, out.length, stdout) != out.length || fflush(stdout)))
        result = scr_refuse(context->diagnosis, SCR_IO, "returns", "the returns could not be written");
    scr_buffer_free(&out);
    returns_free(&returns);
    store_close(store);
    return result;
}

const struct command command_returns = {
    "returns", "show the imported precinct returns",
    "usage: scrutineer-gen [--db FILE] returns [--contest NAME] [--json]\n"
    "\n"
    "Shows what the precinct returns in the store hold: reporting units by level, ballots cast and registered voters\n"
    "where the source has them, every contest with its totals, and what was noted at their import.\n"
    "\n"
    "  --contest NAME  only the contest with this name\n"
    "  --json          as JSON\n",
    run};
