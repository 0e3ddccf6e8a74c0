/* command_study_options.c: the command line of `release study`. */
#include <getopt.h>
#include <string.h>

#include "gen/command_study.h"
#include "gen/command_words.h"
#include "gen/release/split.h"
#include "scrutineer/text.h"

#define DEFAULT_RUNS 16
#define PARTS_MOST 1000000u

static scr_result refuse(struct scr_diagnosis *diagnosis, const char *option, const char *sentence) {
    return scr_refuse(diagnosis, SCR_USAGE, option, "%s", sentence);
}

enum {
    CONTEST = 256,
    TABLE,
    LEVELS,
    COUNTS,
    EXACT,
    EPSILON,
    SPLIT,
    RUNS,
    SEED,
    OUT,
    ADJACENCY,
    VOTES,
    DISTRICTS,
    PARTS,
    REGULAR,
    REGRESSION,
    OPTION,
    NOISED,
    OTHERS,
    DECISIONS,
    KNOWN,
    PUBLIC
};

static bool take_count(const char *text, uint64_t least, uint64_t most, uint64_t *count) {
    return scr_count_parse(text, strlen(text), most, count) && *count >= least;
}

static scr_result take_epsilons(char *list, struct study_parameters *parameters, struct scr_diagnosis *diagnosis) {
    parameters->epsilon_count = 0;
    for (char *at = list, *next; at; at = next) {
        struct release_fraction *epsilon = &parameters->epsilons[parameters->epsilon_count];
        if ((next = strchr(at, ','))) *next++ = 0;
        if (parameters->epsilon_count == STUDY_EPSILONS_MOST)
            return refuse(diagnosis, "--epsilon", "at most 16 values are taken");
        if (!release_fraction_parse(at, epsilon) || !epsilon->p)
            return refuse(diagnosis, "--epsilon", "give numbers above 0 such as 0.1,1/2,2 with terms up to 10^9");
        for (size_t e = 0; e < parameters->epsilon_count; e++)
            if (parameters->epsilons[e].p == epsilon->p && parameters->epsilons[e].q == epsilon->q)
                return refuse(diagnosis, "--epsilon", "a value occurs twice");
        parameters->epsilon_count++;
    }
    return scr_done();
}

static scr_result take_split(const char *split, struct study_parameters *parameters, struct scr_diagnosis *diagnosis) {
    if (!parameters->splits_given) parameters->split_count = 0;
    parameters->splits_given = true;
    if (parameters->split_count == STUDY_SPLITS_MOST) return refuse(diagnosis, "--split", "at most 16 are taken");
    for (size_t s = 0; s < parameters->split_count; s++)
        if (!strcmp(parameters->splits[s], split)) return refuse(diagnosis, "--split", "a split is given twice");
    parameters->splits[parameters->split_count++] = split;
    return scr_done();
}

static scr_result take_regular(char *list, struct study_theorem *theorem, struct scr_diagnosis *diagnosis) {
    theorem->levels = 0;
    for (char *at = list, *next; at; at = next) {
        uint64_t children;
        if ((next = strchr(at, ','))) *next++ = 0;
        if (theorem->levels == RELEASE_LEVEL_LIMIT - 1 || !take_count(at, 1, STUDY_UNITS_MOST, &children))
            return refuse(diagnosis, "--regular", "give 1 to 15 numbers of children from the top, such as 484,4,25");
        theorem->branching[theorem->levels++] = (uint32_t)children;
    }
    return scr_done();
}

static bool take_word(int option, struct study_request *request) {
    struct {
        int option;
        const char **text;
    } const words[] = {
        {CONTEST, &request->contest},   {TABLE, &request->csv.path},      {LEVELS, &request->levels},
        {COUNTS, &request->csv.counts}, {EXACT, &request->exact},         {SEED, &request->parameters.seed},
        {OUT, &request->out},           {DISTRICTS, &request->districts}, {REGRESSION, &request->regression},
        {OPTION, &request->option},     {DECISIONS, &request->decisions}, {KNOWN, &request->known}};
    for (size_t i = 0; i < sizeof words / sizeof *words; i++)
        if (option == words[i].option) {
            *words[i].text = optarg;
            return true;
        }
    return false;
}

static scr_result take_number(int option, struct study_request *request, struct scr_diagnosis *diagnosis) {
    uint64_t number = 0;
    switch (option) {
    case RUNS:
        if (!take_count(optarg, 2, STUDY_RUNS_MOST, &number))
            return refuse(diagnosis, "--runs", "give a whole number from 2 to 10000");
        request->parameters.runs = (uint32_t)number;
        return scr_done();
    case VOTES:
        if (!take_count(optarg, 1, 10000, &number))
            return refuse(diagnosis, "--votes-allowed", "give a whole number from 1 to 10000");
        request->csv.votes_allowed = (unsigned)number;
        return scr_done();
    default:
        if (!take_count(optarg, 2, PARTS_MOST, &request->parts))
            return refuse(diagnosis, "--parts", "give a whole number from 2 to 1000000");
        return scr_done();
    }
}

static scr_result take(int option, struct study_request *request, struct scr_diagnosis *diagnosis) {
    if (take_word(option, request)) return scr_done();
    switch (option) {
    case EPSILON:
        return take_epsilons(optarg, &request->parameters, diagnosis);
    case SPLIT:
        return take_split(optarg, &request->parameters, diagnosis);
    case RUNS:
    case VOTES:
    case PARTS:
        return take_number(option, request, diagnosis);
    case REGULAR:
        return take_regular(optarg, &request->theorem, diagnosis);
    case ADJACENCY:
        request->csv.adjacency = strcmp(optarg, "add-remove") ? MEASUREMENT_SUBSTITUTE : MEASUREMENT_ADD_REMOVE;
        if (request->csv.adjacency == MEASUREMENT_ADD_REMOVE || !strcmp(optarg, "substitute")) return scr_done();
        return refuse(diagnosis, "--adjacency", "it is substitute or add-remove");
    case NOISED:
        request->votes_noised = !strcmp(optarg, "votes");
        request->noised_given = true;
        if (request->votes_noised || !strcmp(optarg, "group")) return scr_done();
        return refuse(diagnosis, "--noised", "it is votes (the table counts votes) or group (it counts people)");
    case OTHERS:
        if (release_fraction_parse(optarg, &request->others) && request->others.p <= request->others.q)
            return scr_done();
        return refuse(diagnosis, "--others", "give a number from 0 to 1 such as 0.98");
    default: /* PUBLIC */
        request->public_data = true;
        return scr_done();
    }
}

static bool printable(const char *text) {
    size_t length = strlen(text);
    bool good = length > 0 && length <= 4096;
    for (size_t i = 0; i < length; i++) good &= text[i] > ' ' && text[i] <= '~';
    return good;
}

static scr_result settle(struct study_request *request, struct scr_diagnosis *diagnosis) {
    const struct study_parameters *parameters = &request->parameters;
    if (!request->public_data)
        return refuse(diagnosis, "--public-data",
                      "a study shows functions of true counts; give this option to say that they are public or of an "
                      "earlier election, never those that noise is to protect");
    if (!parameters->epsilon_count) return refuse(diagnosis, "--epsilon", "it is missing");
    if (!parameters->seed) return refuse(diagnosis, "--seed", "it is missing");
    if (!printable(parameters->seed))
        return refuse(diagnosis, "--seed", "give 1 to 4096 printable ASCII characters without spaces");
    if (!request->out) return refuse(diagnosis, "--out", "it is missing");
    if (!request->csv.path == !request->contest)
        return refuse(diagnosis, "release study", "give --contest NAME of the returns in the store, or --table FILE");
    if (request->csv.path && (!request->levels || !request->csv.counts))
        return refuse(diagnosis, "--table", "say with --levels and --counts which columns hold what");
    if (!request->csv.path && request->csv.counts) return refuse(diagnosis, "--counts", "it goes with --table only");
    if (!request->regression != !request->option || !request->regression != !request->noised_given)
        return refuse(diagnosis, "--regression", "--regression FILE, --option NAME and --noised go together");
    if (request->known && !request->decisions) return refuse(diagnosis, "--known", "it goes with --decisions only");
    if (request->csv.path) {
        request->csv.levels = request->levels;
        if (!request->csv.votes_allowed) request->csv.votes_allowed = 1;
    }
    return scr_done();
}

scr_result study_options(int argc, char **argv, struct study_request *request, struct scr_diagnosis *diagnosis) {
    static const struct option options[] = {{"contest", required_argument, NULL, CONTEST},
                                            {"table", required_argument, NULL, TABLE},
                                            {"levels", required_argument, NULL, LEVELS},
                                            {"counts", required_argument, NULL, COUNTS},
                                            {"exact", required_argument, NULL, EXACT},
                                            {"epsilon", required_argument, NULL, EPSILON},
                                            {"split", required_argument, NULL, SPLIT},
                                            {"runs", required_argument, NULL, RUNS},
                                            {"seed", required_argument, NULL, SEED},
                                            {"out", required_argument, NULL, OUT},
                                            {"adjacency", required_argument, NULL, ADJACENCY},
                                            {"votes-allowed", required_argument, NULL, VOTES},
                                            {"districts", required_argument, NULL, DISTRICTS},
                                            {"parts", required_argument, NULL, PARTS},
                                            {"regular", required_argument, NULL, REGULAR},
                                            {"regression", required_argument, NULL, REGRESSION},
                                            {"option", required_argument, NULL, OPTION},
                                            {"noised", required_argument, NULL, NOISED},
                                            {"others", required_argument, NULL, OTHERS},
                                            {"decisions", required_argument, NULL, DECISIONS},
                                            {"known", required_argument, NULL, KNOWN},
                                            {"public-data", no_argument, NULL, PUBLIC},
                                            {0}};
    static const char *const splits[] = {"equal", "state-heavy", "tract-heavy", "BG-heavy", "block-heavy", "best"};
    request->parameters.runs = DEFAULT_RUNS;
    for (size_t s = 0; s < sizeof splits / sizeof *splits; s++)
        request->parameters.splits[request->parameters.split_count++] = splits[s];
    request->parts = 4;
    request->others = (struct release_fraction){49, 50};
    SCR_TRY(command_options("release study", argc, argv, options, "split", diagnosis));
    optind = 1;
    opterr = 0;
    for (int option; (option = getopt_long(argc, argv, "", options, NULL)) != -1;)
        SCR_TRY(take(option, request, diagnosis));
    if (optind != argc) return command_surplus("release study", argv[optind], diagnosis);
    return settle(request, diagnosis);
}
