/* command_import.c: scrutineer-gen import: reads election definitions into the store and says what they hold. */
#include <getopt.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "command.h"
#include "import/import.h"
#include "scrutineer/text.h"
#include "store/store.h"

struct request {
    struct import_options options;
    bool replace, json;
    char **files;
    size_t file_count;
};

static scr_result parse(int argc, char **argv, struct request *request, struct scr_diagnosis *diagnosis) {
    enum { WRITE_INS = 256, REPLACE, JSON };
    static const struct option options[] = {{"write-ins", required_argument, NULL, WRITE_INS},
                                            {"replace", no_argument, NULL, REPLACE},
                                            {"json", no_argument, NULL, JSON},
                                            {NULL, 0, NULL, 0}};
    int option;
    opterr = 0;
    optind = 0; /* glibc: begin anew, for this argv */
    while ((option = getopt_long(argc, argv, ":", options, NULL)) != -1) {
        switch (option) {
        case WRITE_INS:
            if (strcmp(optarg, "include") && strcmp(optarg, "exclude"))
                return scr_refuse(diagnosis, SCR_USAGE, "import", "--write-ins is include or exclude");
            request->options.exclude_write_ins = !strcmp(optarg, "exclude");
            break;
        case REPLACE:
            request->replace = true;
            break;
        case JSON:
            request->json = true;
            break;
        case ':':
            return scr_refuse(diagnosis, SCR_USAGE, "import",
                              "the option --write-ins needs a value: include or exclude");
        default:
            return scr_refuse(diagnosis, SCR_USAGE, "import", "an option is not known; see import --help");
        }
    }
    if (optind == argc) return scr_refuse(diagnosis, SCR_USAGE, "import", "name at least one file to import");
    request->files = argv + optind;
    request->file_count = (size_t)(argc - optind);
    return scr_done();
}

struct tally {
    size_t candidates, write_ins, excluded;
};

static struct tally count(const struct election *election) {
    struct tally tally = {0};
    for (size_t i = 0; i < election->contest_count; i++)
        for (size_t k = 0; k < election->contests[i].candidate_count; k++) {
            const struct candidate *candidate = &election->contests[i].candidates[k];
            if (candidate->kind == CANDIDATE_WRITE_IN)
                tally.write_ins++;
            else
                tally.candidates++;
            tally.excluded += candidate->excluded;
        }
    return tally;
}

static scr_result say(struct scr_buffer *out, const struct election *election, const struct scr_diagnosis *notes) {
    const struct tally tally = count(election);
    SCR_TRY(scr_text_terminal(out, election->name));
    if (*election->date) {
        SCR_TRY(scr_buffer_text(out, ", "));
        SCR_TRY(scr_text_terminal(out, election->date));
    }
    if (*election->jurisdiction) {
        SCR_TRY(scr_buffer_text(out, ", "));
        SCR_TRY(scr_text_terminal(out, election->jurisdiction));
    }
    SCR_TRY(scr_buffer_print(
        out, "\n  ballot styles   %zu\n  contests        %zu\n  candidates      %zu\n  write-in lines  %zu",
        election->style_count, election->contest_count, tally.candidates, tally.write_ins));
    if (tally.excluded) SCR_TRY(scr_buffer_print(out, " (%zu left out of test decks)", tally.excluded));
    SCR_TRY(scr_buffer_text(out, "\n"));
    for (size_t i = 0; i < election->source_count; i++) {
        char hex[SCR_HEX_SIZE];
        scr_hash_hex(&election->sources[i].hash, hex);
        SCR_TRY(scr_buffer_text(out, "  from "));
        SCR_TRY(scr_text_terminal(out, election->sources[i].name));
        SCR_TRY(scr_buffer_print(out, " (%s)\n       sha256 %s\n", election->sources[i].format, hex));
    }
    for (size_t i = 0; i < notes->count; i++)
        SCR_TRY(scr_buffer_print(out, "note: %s: %s\n", notes->problems[i].place, notes->problems[i].message));
    if (notes->dropped) SCR_TRY(scr_buffer_print(out, "note: and %zu more\n", notes->dropped));
    return scr_done();
}

static scr_result member(struct scr_buffer *out, const char *before, const char *name, const char *value) {
    SCR_TRY(scr_buffer_print(out, "%s\"%s\": ", before, name));
    return scr_text_json(out, value);
}

static scr_result say_json(struct scr_buffer *out, const struct election *election, const struct scr_diagnosis *notes) {
    const struct tally tally = count(election);
    SCR_TRY(member(out, "{", "id", election->id));
    SCR_TRY(member(out, ", ", "name", election->name));
    SCR_TRY(member(out, ", ", "date", election->date));
    SCR_TRY(member(out, ", ", "jurisdiction", election->jurisdiction));
    SCR_TRY(scr_buffer_print(out,
                             ", \"ballotStyles\": %zu, \"contests\": %zu, \"candidates\": %zu, \"writeInLines\": %zu, "
                             "\"excluded\": %zu, \"sources\": [",
                             election->style_count, election->contest_count, tally.candidates, tally.write_ins,
                             tally.excluded));
    for (size_t i = 0; i < election->source_count; i++) {
        char hex[SCR_HEX_SIZE];
        scr_hash_hex(&election->sources[i].hash, hex);
        SCR_TRY(member(out, i ? ", {" : "{", "name", election->sources[i].name));
        SCR_TRY(member(out, ", ", "format", election->sources[i].format));
        SCR_TRY(member(out, ", ", "sha256", hex));
        SCR_TRY(scr_buffer_text(out, "}"));
    }
    SCR_TRY(scr_buffer_text(out, "], \"notes\": ["));
    for (size_t i = 0; i < notes->count; i++) {
        SCR_TRY(member(out, i ? ", {" : "{", "place", notes->problems[i].place));
        SCR_TRY(member(out, ", ", "message", notes->problems[i].message));
        SCR_TRY(scr_buffer_text(out, "}"));
    }
    return scr_buffer_text(out, "]}\n");
}

static scr_result print(const struct request *request, const struct election *election,
                        const struct scr_diagnosis *notes, struct scr_diagnosis *diagnosis) {
    struct scr_buffer out = {0};
    scr_result result = request->json ? say_json(&out, election, notes) : say(&out, election, notes);
    if (!scr_failed(result) && (fwrite(out.data, 1, out.length, stdout) != out.length || fflush(stdout)))
        result = scr_refuse(diagnosis, SCR_IO, "import",
                            "the election is in the store, but the summary could not be written");
    scr_buffer_free(&out);
    return result;
}

/* Reads every file, also after one was refused, so that all problems are told at once. */
static scr_result read_files(const struct request *request, struct election *parts, struct scr_diagnosis *diagnosis,
                             struct scr_diagnosis *notes) {
    scr_result first = scr_done();
    for (size_t i = 0; i < request->file_count; i++) {
        scr_result result = import_file(request->files[i], &request->options, &parts[i], diagnosis, notes);
        if (scr_failed(result) && !scr_failed(first)) first = result;
        if (result.code == SCR_MEMORY) break;
    }
    return first;
}

static scr_result run(const struct command_context *context, int argc, char **argv) {
    struct request request = {0};
    struct scr_diagnosis notes = {0};
    struct store *store = NULL;
    struct election merged = {0};
    SCR_TRY(parse(argc, argv, &request, context->diagnosis));
    struct election *parts = calloc(request.file_count, sizeof *parts);
    if (!parts) return (scr_result){SCR_MEMORY};
    scr_result result;
    SCR_TRY_OR(result, read_files(&request, parts, context->diagnosis, &notes), end);
    if (request.file_count > 1)
        SCR_TRY_OR(result, import_merge(parts, request.file_count, &merged, context->diagnosis), end);
    const struct election *election = request.file_count > 1 ? &merged : &parts[0];
    /* Only now is the store touched: a refused file leaves it, or its absence, as it was. */
    SCR_TRY_OR(result, store_open(context->store_path, STORE_WRITE, &store, context->diagnosis), end);
    SCR_TRY_OR(result, store_save_election(store, election, request.replace, context->diagnosis), end);
    result = print(&request, election, &notes, context->diagnosis);
end:
    store_close(store);
    election_free(&merged);
    for (size_t i = 0; i < request.file_count; i++) election_free(&parts[i]);
    free(parts);
    scr_diagnosis_free(&notes);
    return result;
}

const struct command command_import = {
    "import", "read an election definition into the store",
    "usage: scrutineer-gen [--db FILE] import [--write-ins=include|exclude] [--replace] [--json] FILE...\n"
    "\n"
    "Reads election definitions, recognised by their content:\n"
    "  NIST ballot definition (1500-20 v1), XML or JSON\n"
    "  NIST election results reporting (1500-100 v2), XML\n"
    "  VotingWorks election definition, JSON\n"
    "  ElectionGuard manifest, JSON\n"
    "  Dominion cast-vote record CSV, of which the ballot styles are read\n"
    "  CSV with the columns style, contest, votes_allowed, candidate, one row per candidate;\n"
    "    and if wanted kind (candidate, write-in, question, straight-party), party, election, date, jurisdiction\n"
    "Several files must be parts of one election. A refused file leaves the store as it was.\n"
    "\n"
    "  --write-ins=exclude  leave write-in lines out of test decks, which then list them as not covered\n"
    "  --replace            replace the election that the store holds\n"
    "  --json               print the summary as JSON\n",
    run};
