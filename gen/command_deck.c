/* command_deck.c: `deck` makes test decks; `deck compare` and `deck attack` stand beside it. */
#include <getopt.h>
#include <inttypes.h>
#include <stdio.h>
#include <string.h>
#include <unistd.h>

#include "gen/command.h"
#include "gen/command_deck.h"
#include "gen/command_words.h"
#include "gen/deck/rules.h"
#include "gen/package/names.h"
#include "gen/store/store.h"
#include "scrutineer/text.h"

#define EFFORT_MOST UINT64_C(1000000000)

scr_result deck_usage_error(const struct command_context *context, const char *words) {
    return scr_refuse(context->diagnosis, SCR_USAGE, "deck", "%s; see 'scrutineer-gen deck --help'", words);
}

scr_result deck_load_election(const struct command_context *context, struct election *election) {
    struct store *store = NULL;
    SCR_TRY(store_open(context->store_path, STORE_READ, &store, context->diagnosis));
    scr_result result = store_load_election(store, election, context->diagnosis);
    store_close(store);
    return result;
}

/* A line on a terminal's stderr, rewritten in place; nothing elsewhere. */
static void show_progress(void *context, const char *what, size_t done, size_t all) {
    size_t *shown = context;
    size_t percent = all ? 100 * done / all : 100;
    if (!isatty(STDERR_FILENO) || (percent == *shown && done != all)) return;
    *shown = percent;
    fprintf(stderr, done == all ? "\r%s: %zu of %zu (done)    \n" : "\r%s: %zu of %zu (%zu %%)    ", what, done, all,
            percent);
}

static void print_summary(const struct produce_summary *s, const struct predecessors *before, const char *out,
                          bool sheets, bool json) {
    if (json) {
        printf("{\"styles\": %zu, \"shapes\": %zu, \"ballots\": %zu, \"minimal\": %zu, \"gaps\": %zu, \"reused\": %zu, "
               "\"by_cuts\": %zu, \"iterations\": %zu, \"repairs\": %zu, \"shortest\": %zu, \"longest\": %zu, "
               "\"straight_party_decks\": %zu, \"bounds\": {\"L1\": %zu, \"L2\": %zu, \"L3\": %zu, \"L4\": %zu, "
               "\"search\": %zu}, "
               "\"superseded\": %zu, \"unchanged\": %zu}\n",
               s->styles, s->shapes, s->ballots, s->minimal, s->gaps, s->reused, s->by_cuts, s->iterations, s->repairs,
               s->shortest, s->longest, s->straight_party_decks, s->by_bound[0], s->by_bound[1], s->by_bound[2],
               s->by_bound[3], s->by_bound[4], before->superseded, before->unchanged);
        return;
    }
    printf("%zu ballot style%s, %zu distinct shape%s. Test ballots of a deck: %zu", s->styles,
           s->styles == 1 ? "" : "s", s->shapes, s->shapes == 1 ? "" : "s", s->shortest);
    if (s->longest != s->shortest) printf(" to %zu", s->longest);
    printf(". Ballots in all, with those that the rules add: %zu.\n", s->ballots);
    if (s->minimal + s->gaps)
        printf("Proved shortest: %zu of %zu (by bound L1: %zu, L2: %zu, L3: %zu, L4: %zu; by search: %zu).\n",
               s->minimal, s->minimal + s->gaps, s->by_bound[0], s->by_bound[1], s->by_bound[2], s->by_bound[3],
               s->by_bound[4]);
    if (s->gaps)
        printf("%zu deck%s may not be the shortest: the search ended at its effort; a larger --effort goes on.\n",
               s->gaps, s->gaps == 1 ? "" : "s");
    if (s->straight_party_decks) printf("Straight-party decks: %zu.\n", s->straight_party_decks);
    if (before->count)
        printf("Of what was published before, %zu superseded, %zu as it was, byte for byte.\n", before->superseded,
               before->unchanged);
    struct scr_buffer shown = {0};
    if (!scr_failed(scr_text_terminal(&shown, out)) && shown.data) {
        printf("To publish: %s/artifacts\n", (const char *)shown.data);
        if (sheets) printf("To print:   %s/sheets\n", (const char *)shown.data);
    }
    scr_buffer_free(&shown);
}

static void print_notes(const struct scr_diagnosis *notes) {
    for (size_t i = 0; i < notes->count; i++)
        fprintf(stderr, "note: %s: %s\n", notes->problems[i].place, notes->problems[i].message);
    if (notes->dropped) fprintf(stderr, "note: and %zu more notes\n", notes->dropped);
}

/* What was published before and has no successor among decks of all styles. */
static void print_left(const struct predecessors *before) {
    struct scr_arena words = {0};
    for (size_t i = 0; i < before->count; i++)
        if (!before->items[i].met)
            fprintf(stderr,
                    "note: nothing supersedes the earlier %s of the ballot style %s; 'scrutineer-gen index withdraw' "
                    "takes it back\n",
                    before->items[i].purpose, package_shown(&words, before->items[i].subject));
    scr_arena_free(&words);
}

struct deck_arguments {
    struct produce_options produce;
    struct deck_rules rules;
    const char *rules_name, *out, *emit_lp, *before;
    struct predecessors predecessors;
    bool json;
};

static scr_result parse(const struct command_context *context, int argc, char **argv, bool attack,
                        struct deck_arguments *arguments) {
    static const struct option options[] = {
        {"style", required_argument, NULL, 's'},
        {"rules", required_argument, NULL, 'r'},
        {"out", required_argument, NULL, 'o'},
        {"method", required_argument, NULL, 'm'},
        {"effort", required_argument, NULL, 'e'},
        {"emit-lp", required_argument, NULL, 'l'},
        {"no-sheets", no_argument, NULL, 'n'},
        {"json", no_argument, NULL, 'j'},
        {"swap", required_argument, NULL, 'w'},
        {"supersedes", required_argument, NULL, 'b'},
        {NULL, 0, NULL, 0},
    };
    *arguments = (struct deck_arguments){.rules_name = "votes-for-all"};
    arguments->produce = (struct produce_options){.solve = solve_defaults, .sheets = true};
    SCR_TRY(command_options(attack ? "deck attack" : "deck", argc, argv, options, NULL, context->diagnosis));
    optind = 1;
    opterr = 0;
    for (int option; (option = getopt_long(argc, argv, "", options, NULL)) != -1;) switch (option) {
        case 's':
            arguments->produce.style = optarg;
            break;
        case 'r':
            arguments->rules_name = optarg;
            break;
        case 'o':
            arguments->out = optarg;
            break;
        case 'm':
            if (attack || !deck_method_parse(optarg, &arguments->produce.method))
                return deck_usage_error(context, "--method is swap-safe, heuristic, legal, distinct or single");
            break;
        case 'e':
            if (!scr_count_parse(optarg, strlen(optarg), EFFORT_MOST, &arguments->produce.solve.conflicts))
                return deck_usage_error(context, "--effort is a number of solver conflicts up to 1000000000");
            break;
        case 'l':
            arguments->emit_lp = optarg;
            break;
        case 'n':
            arguments->produce.sheets = false;
            break;
        case 'j':
            arguments->json = true;
            break;
        case 'w':
            arguments->produce.swap = optarg;
            break;
        default: /* --supersedes */
            arguments->before = optarg;
        }
    if (optind < argc) return command_surplus(attack ? "deck attack" : "deck", argv[optind], context->diagnosis);
    if (!arguments->out && !arguments->emit_lp) return deck_usage_error(context, "--out DIR is needed");
    if (attack != (arguments->produce.swap != NULL))
        return deck_usage_error(context, "--swap belongs to 'deck attack', which needs it");
    if (attack && !arguments->produce.style) return deck_usage_error(context, "'deck attack' needs --style ID");
    if (arguments->emit_lp && !arguments->produce.style) return deck_usage_error(context, "--emit-lp needs --style ID");
    if (arguments->before && (attack || !arguments->out))
        return deck_usage_error(context, "--supersedes is for decks to publish");
    return scr_done();
}

static scr_result make_decks(const struct command_context *context, const struct election *election,
                             const struct deck_arguments *arguments) {
    struct scr_folder folder = {0};
    struct scr_diagnosis notes = {0};
    struct produce_summary summary;
    scr_result result;
    SCR_TRY_OR(result, scr_folder_begin(&folder, arguments->out, context->diagnosis), done);
    SCR_TRY_OR(result, produce_decks(election, &arguments->produce, &folder, &summary, &notes, context->diagnosis),
               done);
    SCR_TRY_OR(result, scr_folder_publish(&folder, context->diagnosis), done);
    print_notes(&notes);
    if (!arguments->produce.style) print_left(&arguments->predecessors);
    print_summary(&summary, &arguments->predecessors, arguments->out, arguments->produce.sheets, arguments->json);
done:
    scr_folder_end(&folder);
    scr_diagnosis_free(&notes);
    return result;
}

static scr_result run_making(const struct command_context *context, int argc, char **argv, bool attack) {
    struct scr_arena arena = {0};
    struct election election = {0};
    struct deck_arguments arguments = {0};
    size_t percent = SIZE_MAX;
    scr_result result;
    SCR_TRY_OR(result, parse(context, argc, argv, attack, &arguments), done);
    SCR_TRY_OR(result, deck_rules_load(arguments.rules_name, &arena, &arguments.rules, context->diagnosis), done);
    SCR_TRY_OR(result, deck_load_election(context, &election), done);
    arguments.produce.rules = &arguments.rules;
    arguments.produce.progress = show_progress;
    arguments.produce.context = &percent;
    arguments.produce.before = &arguments.predecessors;
    if (arguments.before)
        SCR_TRY_OR(result,
                   predecessors_read(arguments.before, election.id, &arguments.predecessors, context->diagnosis), done);
    if (arguments.emit_lp)
        SCR_TRY_OR(result, deck_emit_programs(context, &election, &arguments.produce, arguments.emit_lp), done);
    if (arguments.out) result = make_decks(context, &election, &arguments);
done:
    predecessors_free(&arguments.predecessors);
    election_free(&election);
    scr_arena_free(&arena);
    return result;
}

static scr_result run_deck(const struct command_context *context, int argc, char **argv) {
    if (argc > 1 && !strcmp(argv[1], "compare")) return deck_compare(context, argc - 1, argv + 1);
    if (argc > 1 && !strcmp(argv[1], "attack")) return run_making(context, argc - 1, argv + 1, true);
    return run_making(context, argc, argv, false);
}

const struct command command_deck = {
    "deck",
    "make test decks for logic and accuracy testing",
    "usage: scrutineer-gen deck [--style ID] [--rules RULES] [--method METHOD] [--effort N] [--no-sheets] [--json]\n"
    "                           [--emit-lp DIR] [--supersedes PACKAGE|DIR|FILE] --out DIR\n"
    "       scrutineer-gen deck compare [--style ID] [--rules RULES] [--csv | --json]\n"
    "       scrutineer-gen deck attack --style ID --swap SWAP [--no-sheets] --out DIR\n"
    "@-\n"
    "\n"
    "Makes, for every ballot style in the store or for one, the shortest test deck that detects every swap of voting\n"
    "targets, with a certificate of its length. DIR must not exist, or be empty: DIR/artifacts is to be published, "
    "DIR/sheets\n"
    "to be printed.\n"
    "@compare|attack\n"
    "\n"
    "  --style ID      only this ballot style\n"
    "@compare\n"
    "  --rules RULES   michigan, votes-for-all (the default), none, or a JSON file:\n"
    "                  {\"name\": \"..\", \"source\": \"..\", \"each_candidate\": true, \"overvote\": "
    "\"none\"|\"all\"|\"exact\",\n"
    "                   \"blank_ballots\": 0, \"straight_party\": false}\n"
    "@-\n"
    "  --method METHOD swap-safe (the default), or for comparison, none claimed safe: heuristic (1, 2, 3 votes), legal "
    "(the\n"
    "                  shortest with distinct totals in each contest), distinct (all totals distinct), single (one "
    "target a\n"
    "                  ballot)\n"
    "  --effort N      conflicts that the SAT solver may spend on one shape (default 300000); when they do not "
    "suffice, the\n"
    "                  deck states the gap that is left\n"
    "@attack\n"
    "  --no-sheets     no papers to print\n"
    "@-\n"
    "  --supersedes P  the package, folder or file with what was published before of this election: the new ballot\n"
    "                  definition and the deck of each style name the earlier ones as superseded; what has not "
    "changed\n"
    "                  is written as it was\n"
    "  --emit-lp DIR   writes the integer programs of the paper for one style (relaxation with cuts, and CUT) in LP "
    "format\n"
    "@compare\n"
    "  --json          prints the summary as JSON\n"
    "@compare\n"
    "\n"
    "deck compare prints the length of each style's deck by every method, and totals.\n"
    "@attack\n"
    "deck attack makes a deck that hides a given swap, for teaching: SWAP is A<>B (exchange) or A>B,B>C,C>A (A is "
    "counted\n"
    "from B's target, ..), each a target number or CONTEST-ID/CANDIDATE-ID (as in the deck's XML). The verifier "
    "refutes\n"
    "such decks.\n",
    run_deck,
};
