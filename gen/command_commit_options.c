/* options.c: the command line of `commit`. */
#include <getopt.h>
#include <string.h>

#include "gen/command_commit.h"
#include "gen/command_words.h"
#include "gen/commit/source.h"
#include "gen/typed.h"
#include "scrutineer/text.h"

enum {
    OUT = 256,
    DICE,
    BEACON,
    CHAIN,
    PULSE,
    TIME,
    CONTEST,
    ARRANGEMENT,
    ARITY,
    REPLICATE,
    BEARING,
    SALT_KEY,
    REPLACE,
    AGAIN,
    JSON,
    ELECTION,
    ELECTION_NAME,
    ELECTION_DATE,
    JURISDICTION
};

static scr_result refuse(struct scr_diagnosis *diagnosis, const char *sentence) {
    return scr_refuse(diagnosis, SCR_USAGE, "commit", "%s", sentence);
}

static scr_result take_number(const char *text, uint64_t least, uint64_t most, uint64_t *number, const char *sentence,
                              struct scr_diagnosis *diagnosis) {
    if (scr_count_parse(text, strlen(text), most, number) && *number >= least) return scr_done();
    return refuse(diagnosis, sentence);
}

/* The contests' names are moved to the front of argv, where getopt has been already. */
static void take_contest(char **argv, struct commit_request *request, bool *all) {
    if (!strcmp(optarg, "all")) *all = true;
    argv[request->options.contest_count++] = optarg;
}

static void take_word(int option, struct commit_request *request) {
    struct {
        int option;
        const char **text;
    } const texts[] = {{OUT, &request->out},
                       {DICE, &request->source.place},
                       {BEACON, &request->source.beacon},
                       {CHAIN, &request->source.chain},
                       {PULSE, &request->source.pulse},
                       {TIME, &request->source.time},
                       {SALT_KEY, &request->salt_key},
                       {ELECTION, &request->identity.election_id},
                       {ELECTION_NAME, &request->identity.election_name},
                       {ELECTION_DATE, &request->identity.election_date},
                       {JURISDICTION, &request->identity.jurisdiction}};
    struct {
        int option;
        bool *flag;
    } const flags[] = {{BEARING, &request->options.bearing},
                       {REPLACE, &request->replace},
                       {AGAIN, &request->again},
                       {JSON, &request->json}};
    for (size_t i = 0; i < sizeof texts / sizeof *texts; i++)
        if (option == texts[i].option) *texts[i].text = optarg;
    for (size_t i = 0; i < sizeof flags / sizeof *flags; i++)
        if (option == flags[i].option) *flags[i].flag = true;
}

static scr_result take(int option, char **argv, struct commit_request *request, bool *all,
                       struct scr_diagnosis *diagnosis) {
    uint64_t number;
    switch (option) {
    case CONTEST:
        take_contest(argv, request, all);
        return scr_done();
    case ARRANGEMENT:
        if (tree_arrangement_parse(optarg, &request->options.arrangement)) return scr_done();
        return refuse(diagnosis, "--arrangement is scrutineer1 or rivest2019");
    case ARITY:
        SCR_TRY(take_number(optarg, TREE_ARITY_LEAST, TREE_ARITY_MOST, &number, "--arity is 2, 3, 4 or 5", diagnosis));
        request->options.arity = (unsigned)number;
        return scr_done();
    case REPLICATE:
        SCR_TRY(take_number(optarg, 1, LEAVES_MOST, &number, "--replicate is a number from 1 on", diagnosis));
        request->options.replication = (size_t)number;
        return scr_done();
    default:
        take_word(option, request);
        return scr_done();
    }
}

static scr_result check_identity(struct commit_request *request, struct scr_diagnosis *diagnosis) {
    const struct commitment *identity = &request->identity;
    return typed_election((const char *const[]){identity->election_id, identity->election_name, identity->election_date,
                                                identity->jurisdiction},
                          diagnosis);
}

scr_result commit_parse(int argc, char **argv, struct commit_request *request, struct scr_diagnosis *diagnosis) {
    static const struct option options[] = {{"out", required_argument, NULL, OUT},
                                            {"dice", required_argument, NULL, DICE},
                                            {"beacon", required_argument, NULL, BEACON},
                                            {"chain", required_argument, NULL, CHAIN},
                                            {"pulse", required_argument, NULL, PULSE},
                                            {"time", required_argument, NULL, TIME},
                                            {"contest", required_argument, NULL, CONTEST},
                                            {"arrangement", required_argument, NULL, ARRANGEMENT},
                                            {"arity", required_argument, NULL, ARITY},
                                            {"replicate", required_argument, NULL, REPLICATE},
                                            {"batches-with-contest", no_argument, NULL, BEARING},
                                            {"salt-key", required_argument, NULL, SALT_KEY},
                                            {"replace", no_argument, NULL, REPLACE},
                                            {"again", no_argument, NULL, AGAIN},
                                            {"json", no_argument, NULL, JSON},
                                            {"election", required_argument, NULL, ELECTION},
                                            {"election-name", required_argument, NULL, ELECTION_NAME},
                                            {"election-date", required_argument, NULL, ELECTION_DATE},
                                            {"jurisdiction", required_argument, NULL, JURISDICTION},
                                            {NULL, 0, NULL, 0}};
    bool all = false;
    int option;
    *request = (struct commit_request){.options = {.contests = argv, .arity = 3, .replication = 1}};
    SCR_TRY(command_options("commit", argc, argv, options, "contest", diagnosis));
    opterr = 0;
    optind = 0; /* glibc: begin anew, for this argv */
    while ((option = getopt_long(argc, argv, "+:", options, NULL)) != -1)
        SCR_TRY(take(option, argv, request, &all, diagnosis));
    if (optind != argc) return command_surplus("commit", argv[optind], diagnosis);
    if (all) request->options.contest_count = 0;
    if (!request->out) return refuse(diagnosis, "--out names the file to write");
    SCR_TRY(check_identity(request, diagnosis));
    if (request->again) return scr_done();
    SCR_TRY(seed_source_check(&request->source, "commit", diagnosis));
    if (request->options.arrangement == TREE_RIVEST2019 && *request->source.beacon)
        return refuse(diagnosis, "the arrangement rivest2019 takes a decimal number for a seed: it goes with --dice");
    return scr_done();
}
