/* command_tally.c: scrutineer-gen tally: what the imported cast-vote records sum to, contest by contest. */
#include <getopt.h>
#include <stdio.h>
#include <string.h>

#include "command.h"
#include "command_words.h"
#include "cvr_tally.h"
#include "scrutineer/text.h"

struct request {
    const char *contest;
    bool json;
};

static scr_result parse(int argc, char **argv, struct request *request, struct scr_diagnosis *diagnosis) {
    enum { CONTEST = 256, JSON };
    static const struct option options[] = {
        {"contest", required_argument, NULL, CONTEST}, {"json", no_argument, NULL, JSON}, {NULL, 0, NULL, 0}};
    int option;
    SCR_TRY(command_options("tally", argc, argv, options, NULL, diagnosis));
    opterr = 0;
    optind = 0; /* glibc: begin anew, for this argv */
    while ((option = getopt_long(argc, argv, ":", options, NULL)) != -1) {
        if (option == CONTEST)
            request->contest = optarg;
        else
            request->json = true;
    }
    return optind != argc ? command_surplus("tally", argv[optind], diagnosis) : scr_done();
}

static scr_result say(struct scr_buffer *out, const struct cvr_contest *contest, const struct cvr_tally *tally) {
    SCR_TRY(scr_text_terminal(out, contest->name));
    if (strcmp(contest->id, contest->name)) {
        SCR_TRY(scr_buffer_text(out, " ["));
        SCR_TRY(scr_text_terminal(out, contest->id));
        SCR_TRY(scr_buffer_text(out, "]"));
    }
    SCR_TRY(scr_buffer_print(out, ", vote for %u\n", contest->votes_allowed));
    for (size_t i = 0; i < contest->candidate_count; i++) {
        SCR_TRY(scr_buffer_print(out, "  %10llu  ", (unsigned long long)tally->votes[i]));
        SCR_TRY(scr_text_terminal(out, contest->candidates[i].name));
        SCR_TRY(scr_buffer_text(out, "\n"));
    }
    const struct {
        const char *what;
        uint64_t count;
    } lines[] = {{"blank", tally->blanks},
                 {"overvoted", tally->overvotes},
                 {"not decided", tally->unknown},
                 {"undervotes on ballots with a vote", tally->undervotes},
                 {"ballots without this contest", tally->not_on_ballot}};
    for (size_t i = 0; i < sizeof lines / sizeof *lines; i++)
        if (lines[i].count)
            SCR_TRY(scr_buffer_print(out, "  %10llu  (%s)\n", (unsigned long long)lines[i].count, lines[i].what));
    return scr_buffer_text(out, "\n");
}

static scr_result say_json(struct scr_buffer *out, const struct cvr_contest *contest, const struct cvr_tally *tally,
                           bool first) {
    SCR_TRY(scr_buffer_text(out, first ? "{\"id\": " : ", {\"id\": "));
    SCR_TRY(scr_text_json(out, contest->id));
    SCR_TRY(scr_buffer_text(out, ", \"name\": "));
    SCR_TRY(scr_text_json(out, contest->name));
    SCR_TRY(scr_buffer_print(out, ", \"votesAllowed\": %u, \"candidates\": [", contest->votes_allowed));
    for (size_t i = 0; i < contest->candidate_count; i++) {
        SCR_TRY(scr_buffer_text(out, i ? ", {\"id\": " : "{\"id\": "));
        SCR_TRY(scr_text_json(out, contest->candidates[i].id));
        SCR_TRY(scr_buffer_text(out, ", \"name\": "));
        SCR_TRY(scr_text_json(out, contest->candidates[i].name));
        SCR_TRY(scr_buffer_print(out, ", \"votes\": %llu}", (unsigned long long)tally->votes[i]));
    }
    return scr_buffer_print(out,
                            "], \"ballotsWithVotes\": %llu, \"blank\": %llu, \"overvoted\": %llu, \"undecided\": %llu, "
                            "\"undervotes\": %llu, \"notOnBallot\": %llu}",
                            (unsigned long long)tally->voted, (unsigned long long)tally->blanks,
                            (unsigned long long)tally->overvotes, (unsigned long long)tally->unknown,
                            (unsigned long long)tally->undervotes, (unsigned long long)tally->not_on_ballot);
}

static scr_result tally_all(struct store *store, const struct cvr_records *records, const struct request *request,
                            struct scr_buffer *out, struct scr_diagnosis *diagnosis) {
    size_t said = 0;
    SCR_TRY(scr_buffer_print(out, request->json ? "{\"ballots\": %zu, \"contests\": [" : "%zu ballots\n\n",
                             records->ballot_count));
    for (size_t i = 0; i < records->contest_count; i++) {
        const struct cvr_contest *contest = &records->contests[i];
        if (request->contest && strcmp(request->contest, contest->id) && strcmp(request->contest, contest->name))
            continue;
        struct cvr_tally tally;
        scr_result result = cvr_tally_count(store, records, i, &tally, diagnosis);
        if (!scr_failed(result))
            result = request->json ? say_json(out, contest, &tally, !said) : say(out, contest, &tally);
        cvr_tally_free(&tally);
        SCR_TRY(result);
        said++;
    }
    if (!said) return scr_refuse(diagnosis, SCR_USAGE, "tally", "no contest has the id or name that --contest gives");
    return request->json ? scr_buffer_text(out, "]}\n") : scr_done();
}

static scr_result run(const struct command_context *context, int argc, char **argv) {
    struct request request = {0};
    struct cvr_records records = {0};
    struct scr_buffer out = {0};
    struct store *store;
    SCR_TRY(parse(argc, argv, &request, context->diagnosis));
    SCR_TRY(store_open(context->store_path, STORE_READ, &store, context->diagnosis));
    scr_result result = store_load_cvr(store, &records, context->diagnosis);
    if (!scr_failed(result)) result = tally_all(store, &records, &request, &out, context->diagnosis);
    if (!scr_failed(result) && (fwrite(out.data, 1, out.length, stdout) != out.length || fflush(stdout)))
        result = scr_refuse(context->diagnosis, SCR_IO, "tally", "the tally could not be written");
    scr_buffer_free(&out);
    cvr_records_free(&records);
    store_close(store);
    return result;
}

const struct command command_tally = {
    "tally", "add up the imported cast-vote records",
    "usage: scrutineer-gen [--db FILE] tally [--contest ID|NAME] [--json]\n"
    "\n"
    "Adds up the cast-vote records in the store, contest by contest: votes, blank and overvoted ballots, ballots that\n"
    "the records leave undecided, and ballots that do not bear the contest.\n"
    "\n"
    "  --contest ID|NAME  only the contests with this id or name\n"
    "  --json             as JSON\n",
    run};
