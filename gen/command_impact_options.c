/* command_impact_options.c: the command line of `impact`. */
#include <getopt.h>
#include <string.h>

#include "gen/command_impact.h"
#include "gen/command_words.h"
#include "gen/typed.h"
#include "scrutineer/text.h"

enum {
    INPUT = 256,
    MECHANISM,
    EPSILON,
    TRIALS,
    SEED,
    OUT,
    RHO,
    LANGUAGE,
    ILLITERACY,
    NO_CONSTRUCTED,
    SAMPLES,
    DELTA,
    NO_REPAIR,
    HOUSE,
    STATE,
    ELECTION,
    ELECTION_NAME,
    ELECTION_DATE,
    JURISDICTION,
    JSON
};
#define DEFAULT_TRIALS 1000
#define DEFAULT_SAMPLES 200
#define DEFAULT_HOUSE 543

struct given {
    bool mechanism, samples, no_repair, house;
};

static scr_result refuse(struct scr_diagnosis *diagnosis, const char *option, const char *sentence) {
    return scr_refuse(diagnosis, SCR_USAGE, option, "%s", sentence);
}

static bool take_count(const char *text, uint32_t least, uint32_t most, uint32_t *count) {
    uint64_t value;
    if (!scr_count_parse(text, strlen(text), most, &value) || value < least) return false;
    *count = (uint32_t)value;
    return true;
}

/* A list between commas, brought into ascending order. */
static scr_result take_epsilons(char *list, struct impact_parameters *parameters, struct scr_diagnosis *diagnosis) {
    parameters->epsilon_count = 0;
    for (char *at = list, *next; at; at = next) {
        struct impact_fraction epsilon;
        if ((next = strchr(at, ','))) *next++ = 0;
        if (parameters->epsilon_count == IMPACT_EPSILONS_MOST)
            return refuse(diagnosis, "--epsilon", "at most 16 values are taken");
        if (!impact_fraction_parse(at, &epsilon))
            return refuse(diagnosis, "--epsilon", "give numbers above 0 such as 0.1,1/2,2 with terms up to 10^9");
        size_t place = parameters->epsilon_count++;
        for (; place && impact_fraction_compare(epsilon, parameters->epsilons[place - 1]) <= 0; place--) {
            if (!impact_fraction_compare(epsilon, parameters->epsilons[place - 1]))
                return refuse(diagnosis, "--epsilon", "a value occurs twice");
            parameters->epsilons[place] = parameters->epsilons[place - 1];
        }
        parameters->epsilons[place] = epsilon;
    }
    return scr_done();
}

static bool below_one(const char *text, struct impact_fraction *fraction) {
    return impact_fraction_parse(text, fraction) && fraction->p < fraction->q;
}

static bool take_word(int option, struct impact_request *request) {
    struct {
        int option;
        const char **text;
    } const words[] = {{SEED, &request->parameters.seed},        {OUT, &request->out},
                       {LANGUAGE, &request->input.language},     {STATE, &request->input.only},
                       {ELECTION, &request->election.id},        {ELECTION_NAME, &request->election.name},
                       {ELECTION_DATE, &request->election.date}, {JURISDICTION, &request->election.jurisdiction}};
    for (size_t i = 0; i < sizeof words / sizeof *words; i++)
        if (option == words[i].option) {
            *words[i].text = optarg;
            return true;
        }
    return false;
}

static scr_result take(int option, struct impact_request *request, struct given *given,
                       struct scr_diagnosis *diagnosis) {
    struct impact_parameters *parameters = &request->parameters;
    if (take_word(option, request)) return scr_done();
    switch (option) {
    case MECHANISM:
        given->mechanism = true;
        if (impact_mechanism_find(optarg, &parameters->mechanism)) return scr_done();
        return refuse(diagnosis, "--mechanism", "it is laplace, d-laplace, dawa-sound or dawa-published");
    case EPSILON:
        return take_epsilons(optarg, parameters, diagnosis);
    case TRIALS:
        if (take_count(optarg, 1, IMPACT_TRIALS_MOST, &parameters->trials)) return scr_done();
        return refuse(diagnosis, "--trials", "give a whole number from 1 to 1000000");
    case RHO:
        if (below_one(optarg, &parameters->rho)) return scr_done();
        return refuse(diagnosis, "--rho", "give a number above 0 and below 1");
    case ILLITERACY:
        if (below_one(optarg, &parameters->illiteracy) && parameters->illiteracy.q <= 1000000) return scr_done();
        return refuse(diagnosis, "--illiteracy-rate", "give a number above 0 and below 1 with at most 6 decimals");
    case DELTA:
        if (below_one(optarg, &parameters->delta)) return scr_done();
        return refuse(diagnosis, "--delta", "give a number above 0 and below 1");
    case SAMPLES:
        given->samples = true;
        if (take_count(optarg, 0, IMPACT_SAMPLES_MOST, &parameters->samples)) return scr_done();
        return refuse(diagnosis, "--samples", "give a whole number from 0 to 10000");
    case HOUSE:
        given->house = true;
        if (take_count(optarg, 1, IMPACT_HOUSE_MOST, &parameters->house)) return scr_done();
        return refuse(diagnosis, "--house", "give a whole number from 1 to 1000000");
    case NO_CONSTRUCTED:
        parameters->constructed = false;
        return scr_done();
    case NO_REPAIR:
        given->no_repair = true;
        return scr_done();
    case JSON:
        request->json = true;
        return scr_done();
    default: /* a word behind which no --input stands */
        return command_surplus("impact", optarg, diagnosis);
    }
}

/* What was not said, and what does not go together. */
static scr_result settle(struct impact_request *request, const struct given *given, struct scr_diagnosis *diagnosis) {
    struct impact_parameters *parameters = &request->parameters;
    bool coverage = parameters->decision == IMPACT_COVERAGE, dawa = impact_is_dawa(parameters->mechanism);
    if (!request->input.count) return refuse(diagnosis, "impact", "--input is missing");
    if (!parameters->epsilon_count) return refuse(diagnosis, "impact", "--epsilon is missing");
    if (!parameters->seed) return refuse(diagnosis, "impact", "--seed is missing: announce it, or draw it in public");
    if (!request->out) return refuse(diagnosis, "impact", "--out is missing");
    size_t length = strlen(parameters->seed);
    bool printable = length > 0 && length <= 4096;
    for (size_t i = 0; i < length; i++) printable &= parameters->seed[i] > ' ' && parameters->seed[i] <= '~';
    if (!printable) return refuse(diagnosis, "--seed", "give 1 to 4096 printable ASCII characters without spaces");
    if (!given->mechanism) parameters->mechanism = coverage ? IMPACT_D_LAPLACE : IMPACT_LAPLACE;
    dawa = given->mechanism && dawa;
    if (parameters->mechanism == IMPACT_D_LAPLACE && !coverage)
        return refuse(diagnosis, "--mechanism", "d-laplace is for coverage, where a person is in several counts");
    if (parameters->rho.q && !dawa) return refuse(diagnosis, "--rho", "it goes with DAWA only");
    if (dawa && !parameters->rho.q) parameters->rho = (struct impact_fraction){1, 4};
    if (!coverage && given->samples) return refuse(diagnosis, "--samples", "it goes with coverage only");
    if (dawa && parameters->samples) return refuse(diagnosis, "--samples", "the repair needs noise of a known form");
    if (coverage && !dawa && !given->samples && !given->no_repair) parameters->samples = DEFAULT_SAMPLES;
    bool funds = parameters->decision == IMPACT_FUNDS;
    if (parameters->delta.q && (!funds || dawa))
        return refuse(diagnosis, "--delta", "it goes with funds and laplace only");
    if (funds && !dawa && !parameters->delta.q && !given->no_repair)
        parameters->delta = (struct impact_fraction){1, 20};
    if (given->house && parameters->decision != IMPACT_SEATS)
        return refuse(diagnosis, "--house", "it goes with seats only");
    if (parameters->decision == IMPACT_SEATS && !given->house) parameters->house = DEFAULT_HOUSE;
    return scr_done();
}

/* The election's words, which the artifact holds as they are. */
static scr_result settle_election(struct impact_request *request, struct scr_diagnosis *diagnosis) {
    struct election *election = &request->election;
    if (!election->id) election->id = "impact";
    if (!election->name) election->name = "Decisions on private counts";
    if (!election->date) election->date = "";
    if (!election->jurisdiction) election->jurisdiction = "";
    return typed_election((const char *const[]){election->id, election->name, election->date, election->jurisdiction},
                          diagnosis);
}

scr_result impact_options(int argc, char **argv, struct impact_request *request, struct scr_diagnosis *diagnosis) {
    static const struct option options[] = {{"input", required_argument, NULL, INPUT},
                                            {"mechanism", required_argument, NULL, MECHANISM},
                                            {"epsilon", required_argument, NULL, EPSILON},
                                            {"trials", required_argument, NULL, TRIALS},
                                            {"seed", required_argument, NULL, SEED},
                                            {"out", required_argument, NULL, OUT},
                                            {"rho", required_argument, NULL, RHO},
                                            {"language", required_argument, NULL, LANGUAGE},
                                            {"illiteracy-rate", required_argument, NULL, ILLITERACY},
                                            {"no-constructed", no_argument, NULL, NO_CONSTRUCTED},
                                            {"samples", required_argument, NULL, SAMPLES},
                                            {"delta", required_argument, NULL, DELTA},
                                            {"no-repair", no_argument, NULL, NO_REPAIR},
                                            {"house", required_argument, NULL, HOUSE},
                                            {"state", required_argument, NULL, STATE},
                                            {"election", required_argument, NULL, ELECTION},
                                            {"election-name", required_argument, NULL, ELECTION_NAME},
                                            {"election-date", required_argument, NULL, ELECTION_DATE},
                                            {"jurisdiction", required_argument, NULL, JURISDICTION},
                                            {"json", no_argument, NULL, JSON},
                                            {0}};
    struct given given = {0};
    size_t paths = 0;
    struct impact_parameters *parameters = &request->parameters;
    if (argc < 2 || !impact_decision_find(argv[1], &parameters->decision))
        return refuse(diagnosis, "impact", "say which decision: coverage, funds or seats");
    parameters->trials = DEFAULT_TRIALS;
    parameters->illiteracy = (struct impact_fraction){131, 10000};
    parameters->constructed = parameters->decision == IMPACT_COVERAGE;
    request->input.language = "Hispanic";
    SCR_TRY(command_options("impact", argc, argv, options, "input", diagnosis));
    optind = 2;
    opterr = 0;
    /* "--input A B": further files stand behind the first one. Paths move to the front of argv, where getopt was. */
    for (int option; (option = getopt_long(argc, argv, "-", options, NULL)) != -1;) {
        if (option == INPUT || (option == 1 && paths))
            argv[paths++] = optarg;
        else
            SCR_TRY(take(option, request, &given, diagnosis));
    }
    while (optind < argc) argv[paths++] = argv[optind++]; /* behind "--" */
    request->input.paths = (const char *const *)argv;
    request->input.count = paths;
    SCR_TRY(settle(request, &given, diagnosis));
    return settle_election(request, diagnosis);
}
