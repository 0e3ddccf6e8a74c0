/* command_release_options.c: the command line of `release announce`. */
#include <getopt.h>
#include <string.h>

#include "gen/command_release.h"
#include "gen/command_words.h"
#include "gen/commit/source.h"
#include "scrutineer/text.h"

enum {
    OUT = 256,
    DICE,
    BEACON,
    CHAIN,
    PULSE,
    TIME,
    CONTEST,
    EPSILON,
    BUDGET,
    ADJACENCY,
    LEVELS,
    EXACT,
    SPLIT,
    MECHANISM,
    TOTAL_SHARE,
    VOTES_ALLOWED,
    TURNOUT_PUBLIC,
    BALLOTS_CAST,
    AFTER_DISCLOSURE,
    PUBLISHED,
    NOT_ON_BALLOT,
    JSON
};

static scr_result refuse(struct scr_diagnosis *diagnosis, const char *sentence) {
    return scr_refuse(diagnosis, SCR_USAGE, "release", "%s", sentence);
}

static void take_word(int option, struct announce_request *request) {
    struct release_plan_request *plan = &request->plan;
    struct {
        int option;
        const char **text;
    } const texts[] = {{OUT, &request->out},
                       {DICE, &request->source.place},
                       {BEACON, &request->source.beacon},
                       {CHAIN, &request->source.chain},
                       {PULSE, &request->source.pulse},
                       {TIME, &request->source.time},
                       {EPSILON, &plan->epsilon},
                       {BUDGET, &request->budget},
                       {LEVELS, &plan->levels},
                       {EXACT, &plan->exact},
                       {SPLIT, &plan->split},
                       {MECHANISM, &plan->mechanism},
                       {TOTAL_SHARE, &plan->total_share},
                       {PUBLISHED, &request->published},
                       {NOT_ON_BALLOT, &plan->not_on_ballot}};
    struct {
        int option;
        bool *flag;
    } const flags[] = {{TURNOUT_PUBLIC, &plan->turnout_public},
                       {BALLOTS_CAST, &plan->ballots_cast},
                       {AFTER_DISCLOSURE, &request->after_disclosure},
                       {JSON, &request->json}};
    for (size_t i = 0; i < sizeof texts / sizeof *texts; i++)
        if (option == texts[i].option) *texts[i].text = optarg;
    for (size_t i = 0; i < sizeof flags / sizeof *flags; i++)
        if (option == flags[i].option) *flags[i].flag = true;
}

static scr_result take(int option, char **argv, struct announce_request *request, bool *all,
                       struct scr_diagnosis *diagnosis) {
    uint64_t number;
    switch (option) {
    case CONTEST: /* names move to the front of argv, where getopt has been already */
        if (!strcmp(optarg, "all")) *all = true;
        argv[request->plan.contest_count++] = optarg;
        return scr_done();
    case ADJACENCY:
        request->plan.adjacency = strcmp(optarg, "add-remove") ? MEASUREMENT_SUBSTITUTE : MEASUREMENT_ADD_REMOVE;
        if (!strcmp(optarg, measurement_adjacency_name(request->plan.adjacency))) return scr_done();
        return refuse(diagnosis, "--adjacency is substitute or add-remove");
    case VOTES_ALLOWED:
        if (!scr_count_parse(optarg, strlen(optarg), ELECTION_CANDIDATES_MOST, &number) || !number)
            return refuse(diagnosis, "--votes-allowed is a number from 1 to 1000");
        request->plan.votes_allowed = (unsigned)number;
        return scr_done();
    default:
        take_word(option, request);
        return scr_done();
    }
}

scr_result announce_parse(int argc, char **argv, struct announce_request *request, struct scr_diagnosis *diagnosis) {
    static const struct option options[] = {{"out", required_argument, NULL, OUT},
                                            {"dice", required_argument, NULL, DICE},
                                            {"beacon", required_argument, NULL, BEACON},
                                            {"chain", required_argument, NULL, CHAIN},
                                            {"pulse", required_argument, NULL, PULSE},
                                            {"time", required_argument, NULL, TIME},
                                            {"contest", required_argument, NULL, CONTEST},
                                            {"epsilon", required_argument, NULL, EPSILON},
                                            {"budget", required_argument, NULL, BUDGET},
                                            {"adjacency", required_argument, NULL, ADJACENCY},
                                            {"levels", required_argument, NULL, LEVELS},
                                            {"exact", required_argument, NULL, EXACT},
                                            {"split", required_argument, NULL, SPLIT},
                                            {"mechanism", required_argument, NULL, MECHANISM},
                                            {"total-share", required_argument, NULL, TOTAL_SHARE},
                                            {"votes-allowed", required_argument, NULL, VOTES_ALLOWED},
                                            {"turnout-public", no_argument, NULL, TURNOUT_PUBLIC},
                                            {"ballots-cast", no_argument, NULL, BALLOTS_CAST},
                                            {"after-disclosure", no_argument, NULL, AFTER_DISCLOSURE},
                                            {"published", required_argument, NULL, PUBLISHED},
                                            {"not-on-ballot", required_argument, NULL, NOT_ON_BALLOT},
                                            {"json", no_argument, NULL, JSON},
                                            {NULL, 0, NULL, 0}};
    bool all = false;
    int option;
    *request = (struct announce_request){.plan = {.contests = argv, .split = "equal", .mechanism = "topdown"}};
    SCR_TRY(command_options("release announce", argc, argv, options, "contest", diagnosis));
    opterr = 0;
    optind = 0; /* glibc: begin anew, for this argv */
    while ((option = getopt_long(argc, argv, "+:", options, NULL)) != -1)
        SCR_TRY(take(option, argv, request, &all, diagnosis));
    if (optind != argc) return command_surplus("release announce", argv[optind], diagnosis);
    if (!request->out) return refuse(diagnosis, "--out names the file to write");
    if (!request->plan.contest_count) return refuse(diagnosis, "--contest names a contest, or all");
    if (all) request->plan.contest_count = 0;
    return seed_source_check(&request->source, "release announce", diagnosis);
}
