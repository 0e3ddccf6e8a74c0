/* command_tree_odds.c: `tree odds`: what a plurality tree promises and costs for given shares, beside a risk-limiting
 * audit. */
#include <getopt.h>
#include <inttypes.h>
#include <math.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "gen/command_tree.h"
#include "gen/command_tree_mock.h"
#include "gen/command_tree_odds_store.h"
#include "gen/command_words.h"
#include "gen/tree/odds.h"
#include "scrutineer/text.h"

#define BALLOTS_MOST UINT64_C(1000000000000)
#define TABLE_LOWEST 3
#define TABLE_HIGHEST 17 /* 129,140,163 ballots when the arity is 3 */

struct odds_arguments {
    uint64_t counts[TREE_CANDIDATES_MOST];
    unsigned candidates, arity;
    uint64_t ballots;
    long double want, risk_limit;
    bool json;
    const char *contest_wanted;
    struct odds_contest contest; /* candidates 0: shares were given */
};

struct odds {
    struct tree_shares shares[TREE_HEIGHT_MOST]; /* by height */
    unsigned leader, heights;                    /* heights: rows of `shares` */
    struct tree_heights neighbours;
    bool replicable;
    uint64_t replication;
    unsigned replicated_height;
    struct tree_workload workload, replicated_workload;
    long double margin, sampled_margin, rule_of_thumb;
    uint64_t sample;
};

/* "0.05": digits, a point, digits; more than 0 and less than 1. */
static bool parse_fraction(const char *text, long double *value) {
    if (strspn(text, "0123456789.") != strlen(text) || strlen(text) > 30) return false;
    char *end;
    *value = strtold(text, &end);
    return end != text && !*end && *value > 0 && *value < 1;
}

static bool parse_shares(const char *text, struct odds_arguments *arguments) {
    uint64_t sum = 0;
    for (;;) {
        size_t length = strcspn(text, ":");
        if (arguments->candidates == TREE_CANDIDATES_MOST) return false;
        if (!scr_count_parse(text, length, BALLOTS_MOST, &arguments->counts[arguments->candidates])) return false;
        sum += arguments->counts[arguments->candidates++]; /* at most 63 times BALLOTS_MOST */
        if (!text[length]) break;
        text += length + 1;
    }
    if (!arguments->ballots) arguments->ballots = sum;
    return sum > 0;
}

static scr_result parse(const struct command_context *context, int argc, char **argv,
                        struct odds_arguments *arguments) {
    static const struct option options[] = {
        {"shares", required_argument, NULL, 's'},     {"contest", required_argument, NULL, 'c'},
        {"ballots", required_argument, NULL, 'n'},    {"arity", required_argument, NULL, 'k'},
        {"want", required_argument, NULL, 'w'},       {"json", no_argument, NULL, 'j'},
        {"risk-limit", required_argument, NULL, 'r'}, {NULL, 0, NULL, 0},
    };
    const char *shares = NULL;
    *arguments = (struct odds_arguments){.arity = 3, .want = 0.999L, .risk_limit = 0.05L};
    SCR_TRY(command_options("tree odds", argc, argv, options, NULL, context->diagnosis));
    optind = 1;
    opterr = 0;
    for (int option; (option = getopt_long(argc, argv, "", options, NULL)) != -1;) switch (option) {
        case 's':
            shares = optarg;
            break;
        case 'c':
            arguments->contest_wanted = optarg;
            break;
        case 'n':
            if (!scr_count_parse(optarg, strlen(optarg), BALLOTS_MOST, &arguments->ballots) || !arguments->ballots)
                return tree_usage_error(context, "--ballots is a number from 1 to 1000000000000");
            break;
        case 'k':
            SCR_TRY(tree_arity_option(context, optarg, &arguments->arity));
            break;
        case 'w':
            if (!parse_fraction(optarg, &arguments->want))
                return tree_usage_error(context, "--want is a decimal such as 0.999, above 0 and below 1");
            break;
        case 'r':
            if (!parse_fraction(optarg, &arguments->risk_limit))
                return tree_usage_error(context, "--risk-limit is a decimal such as 0.05, above 0 and below 1");
            break;
        default: /* --json */
            arguments->json = true;
        }
    if (optind < argc) return command_surplus("tree odds", argv[optind], context->diagnosis);
    if (!shares == !arguments->contest_wanted)
        return tree_usage_error(context, "'tree odds' needs either --shares or --contest");
    if (shares && !parse_shares(shares, arguments))
        return tree_usage_error(context, "--shares are 1 to 63 counts such as 515:485, not all of them 0");
    if (arguments->ballots > BALLOTS_MOST) return tree_usage_error(context, "at most 1000000000000 ballots");
    return scr_done();
}

/* Shares and size of an imported contest. */
static scr_result take_contest(const struct command_context *context, struct odds_arguments *arguments) {
    struct odds_contest *contest = &arguments->contest;
    SCR_TRY(odds_contest_load(context, arguments->contest_wanted, contest));
    memcpy(arguments->counts, contest->votes, sizeof arguments->counts);
    arguments->candidates = contest->candidates;
    if (!arguments->ballots) arguments->ballots = contest->ballots;
    if (arguments->ballots < contest->voted)
        return tree_usage_error(context, "--ballots is less than the number of votes in the contest");
    return scr_done();
}

static scr_result compute(const struct odds_arguments *arguments, struct odds *odds) {
    *odds = (struct odds){.neighbours = tree_heights_of(arguments->ballots, arguments->arity)};
    SCR_TRY(tree_shares_of(arguments->counts, arguments->candidates, &odds->shares[0]));
    odds->leader = tree_shares_leader(&odds->shares[0]);
    long double second = 0;
    for (unsigned c = 0; c < arguments->candidates; c++)
        if (c != odds->leader && odds->shares[0].p[c] > second) second = odds->shares[0].p[c];
    odds->margin = odds->shares[0].p[odds->leader] - second;
    /* The diluted margin: of all ballots, also those without a vote. Given shares say nothing of these. */
    odds->sampled_margin = odds->margin;
    if (arguments->contest.candidates)
        odds->sampled_margin *= (long double)arguments->contest.voted / (long double)arguments->ballots;
    /* Where the first two are equal there is no plurality winner to agree with. */
    odds->replicable =
        odds->margin > 0 && tree_least_replication(&odds->shares[0], arguments->ballots, arguments->arity,
                                                   arguments->want, &odds->replication, &odds->replicated_height);
    odds->heights = odds->neighbours.high + 1;
    if (odds->replicable && odds->replicated_height >= odds->heights) odds->heights = odds->replicated_height + 1;
    for (unsigned h = 1; h < odds->heights; h++)
        odds->shares[h] = tree_shares_above(&odds->shares[h - 1], arguments->arity);
    odds->workload = tree_workload_of(arguments->ballots, arguments->arity);
    if (odds->replicable)
        odds->replicated_workload = tree_workload_of(arguments->ballots * odds->replication, arguments->arity);
    if (odds->margin > 0) {
        odds->rule_of_thumb = tree_rla_rule_of_thumb(arguments->risk_limit, odds->sampled_margin);
        odds->sample = tree_rla_sample(arguments->risk_limit, odds->sampled_margin, 0, 0, 0, 0);
    }
    return scr_done();
}

/* The contest that the shares come from, names escaped. */
static scr_result say_contest(const struct odds_arguments *arguments, struct scr_buffer *out) {
    const struct odds_contest *contest = &arguments->contest;
    if (!contest->candidates) return scr_done();
    SCR_TRY(scr_text_terminal(out, contest->name));
    SCR_TRY(scr_buffer_print(out, ": %" PRIu64 " ballots, %" PRIu64 " with a valid vote.\n\n", contest->ballots,
                             contest->voted));
    for (unsigned c = 0; c < contest->candidates; c++) {
        SCR_TRY(scr_buffer_print(out, "  candidate %2u: %10" PRIu64 "  ", c + 1, contest->votes[c]));
        SCR_TRY(scr_text_terminal(out, contest->candidate_names[c]));
        SCR_TRY(scr_buffer_text(out, "\n"));
    }
    if (contest->voted < contest->ballots)
        SCR_TRY(scr_buffer_text(out, "\nBallots without a valid vote are leaves of the tree too; the probabilities "
                                     "below leave them out, as if each\nleaf held a vote.\n"));
    if (contest->outside)
        SCR_TRY(scr_buffer_print(out,
                                 "\n%" PRIu64 " records of ballots that the manifest does not list are left "
                                 "out.\n",
                                 contest->outside));
    if (contest->unresolved)
        SCR_TRY(scr_buffer_print(out,
                                 "\n%zu disagreements of records and manifest are not resolved; see "
                                 "'scrutineer-gen reconcile'.\n",
                                 contest->unresolved));
    return scr_buffer_text(out, "\n");
}

static scr_result say_contest_json(const struct odds_arguments *arguments, struct scr_buffer *out) {
    const struct odds_contest *contest = &arguments->contest;
    if (!contest->candidates) return scr_done();
    SCR_TRY(scr_buffer_text(out, "\"contest\": "));
    SCR_TRY(scr_text_json(out, contest->name));
    SCR_TRY(scr_buffer_print(out,
                             ", \"contestBallots\": %" PRIu64 ", \"ballotsWithVotes\": %" PRIu64
                             ", \"outside\": %" PRIu64 ", \"unresolved\": %zu, \"candidates\": [",
                             contest->ballots, contest->voted, contest->outside, contest->unresolved));
    for (unsigned c = 0; c < contest->candidates; c++) {
        SCR_TRY(scr_buffer_text(out, c ? ", {\"name\": " : "{\"name\": "));
        SCR_TRY(scr_text_json(out, contest->candidate_names[c]));
        SCR_TRY(scr_buffer_print(out, ", \"votes\": %" PRIu64 "}", contest->votes[c]));
    }
    return scr_buffer_text(out, "], ");
}

static void print_text(const struct odds_arguments *arguments, const struct odds *odds) {
    const struct tree_heights *n = &odds->neighbours;
    printf("Probability that a node of a tree of arity %u takes each candidate's side, by height:\n\n  height",
           arguments->arity);
    for (unsigned c = 0; c < arguments->candidates; c++) printf("  %9u", c + 1);
    for (unsigned h = 0; h < odds->heights; h++) {
        printf("\n  %6u", h);
        for (unsigned c = 0; c < arguments->candidates; c++) printf("  %9.7Lf", odds->shares[h].p[c]);
    }
    if (odds->margin <= 0) {
        puts("\n\nThe first candidates are tied: there is no plurality winner to agree with.");
    } else {
        printf("\n\n%" PRIu64
               " ballots lie between heights %u and %u: the tree names candidate %u, the plurality winner,\n"
               "with probability %.7Lf to %.7Lf.\n",
               arguments->ballots, n->low, n->high, odds->leader + 1, odds->shares[n->low].p[odds->leader],
               odds->shares[n->high].p[odds->leader]);
        if (odds->replicable)
            printf("For %Lg the least replication is %" PRIu64 " (height %u, probability %.7Lf).\n", arguments->want,
                   odds->replication, odds->replicated_height, odds->shares[odds->replicated_height].p[odds->leader]);
        else
            printf("For %Lg no replication below 2^62 ballots is enough.\n", arguments->want);
    }
    printf("\nPapers examined when each node has a majority and no record is wrong: %" PRIu64 " at least, %" PRIu64
           " at most.\n",
           odds->workload.least, odds->workload.most);
    if (odds->replicable && odds->replication > 1)
        printf("With that replication: %" PRIu64 " to %" PRIu64
               " leaves, papers that occur several times counted so.\n",
               odds->replicated_workload.least, odds->replicated_workload.most);
    if (odds->margin > 0)
        printf("A risk-limiting audit of the plurality winner (ballot comparison, risk limit %Lg, margin %.7Lf): about "
               "%.0Lf by\nthe rule of thumb, %" PRIu64 " exactly, when no record is wrong.\n",
               arguments->risk_limit, odds->sampled_margin, ceill(odds->rule_of_thumb), odds->sample);
    printf("\nThe tree examines fewer papers than that audit (rule of thumb) below these margins; two candidates:\n\n"
           "       ballots   examined    margin   agreement\n");
    for (unsigned h = TABLE_LOWEST; h <= TABLE_HIGHEST; h++) {
        struct tree_crossing row = tree_crossing_at(h, arguments->arity, arguments->risk_limit);
        if (row.leaves > BALLOTS_MOST) break;
        printf("  %12" PRIu64 "  %9" PRIu64 "  %8.5Lf   %9.5Lf\n", row.leaves, row.workload,
               row.margin < 1 ? row.margin : 1, row.agree);
    }
    puts("\nThese are statements about elections whose votes are drawn independently with the given shares, computed "
         "in\n"
         "floating point and rounded to the digits shown. The tree winner has no legal force where the law says "
         "plurality.");
}

static void print_json(const struct odds_arguments *arguments, const struct odds *odds) {
    const struct tree_heights *n = &odds->neighbours;
    printf("\"ballots\": %" PRIu64 ", \"arity\": %u, \"heights\": [%u, %u], \"leader\": %u, \"levels\": [",
           arguments->ballots, arguments->arity, n->low, n->high, odds->leader + 1);
    for (unsigned h = 0; h < odds->heights; h++) {
        printf("%s[", h ? ", " : "");
        for (unsigned c = 0; c < arguments->candidates; c++) printf("%s%.7Lf", c ? ", " : "", odds->shares[h].p[c]);
        putchar(']');
    }
    printf("], \"agreement\": ");
    if (odds->margin > 0)
        printf("[%.7Lf, %.7Lf]", odds->shares[n->low].p[odds->leader], odds->shares[n->high].p[odds->leader]);
    else
        printf("null");
    printf(", \"replication\": ");
    if (odds->replicable)
        printf("{\"times\": %" PRIu64 ", \"height\": %u, \"agreement\": %.7Lf, \"leaves_examined\": [%" PRIu64
               ", %" PRIu64 "]}",
               odds->replication, odds->replicated_height, odds->shares[odds->replicated_height].p[odds->leader],
               odds->replicated_workload.least, odds->replicated_workload.most);
    else
        printf("null");
    printf(", \"papers_examined\": [%" PRIu64 ", %" PRIu64 "], \"risk_limiting\": ", odds->workload.least,
           odds->workload.most);
    if (odds->margin > 0)
        printf("{\"margin\": %.7Lf, \"rule_of_thumb\": %.0Lf, \"sample\": %" PRIu64 "}", odds->margin,
               ceill(odds->rule_of_thumb), odds->sample);
    else
        printf("null");
    printf(", \"crossings\": [");
    for (unsigned h = TABLE_LOWEST; h <= TABLE_HIGHEST; h++) {
        struct tree_crossing row = tree_crossing_at(h, arguments->arity, arguments->risk_limit);
        if (row.leaves > BALLOTS_MOST) break;
        printf("%s{\"ballots\": %" PRIu64 ", \"examined\": %" PRIu64 ", \"margin\": %.5Lf, \"agreement\": %.5Lf}",
               h > TABLE_LOWEST ? ", " : "", row.leaves, row.workload, row.margin < 1 ? row.margin : 1, row.agree);
    }
    puts("]}");
}

scr_result tree_odds(const struct command_context *context, int argc, char **argv) {
    struct odds_arguments arguments;
    struct scr_buffer head = {0};
    struct odds *odds = NULL;
    SCR_TRY(parse(context, argc, argv, &arguments));
    scr_result result = scr_done();
    if (arguments.contest_wanted) SCR_TRY_OR(result, take_contest(context, &arguments), done);
    odds = malloc(sizeof *odds); /* 64 KiB */
    result = odds ? compute(&arguments, odds) : (scr_result){SCR_MEMORY};
    if (scr_failed(result)) goto done;
    if (arguments.json) SCR_TRY_OR(result, scr_buffer_text(&head, "{"), done);
    SCR_TRY_OR(result, (arguments.json ? say_contest_json : say_contest)(&arguments, &head), done);
    if (head.length) fwrite(head.data, 1, head.length, stdout);
    (arguments.json ? print_json : print_text)(&arguments, odds);
done:
    free(odds);
    scr_buffer_free(&head);
    odds_contest_free(&arguments.contest);
    return result;
}
