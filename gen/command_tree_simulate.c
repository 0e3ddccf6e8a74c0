/* command_tree_simulate.c: `tree simulate`: a mock election and its audit, as the paper's experiment. */
#include <getopt.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "gen/command_tree.h"
#include "gen/command_tree_mock.h"
#include "gen/command_words.h"
#include "gen/tree/grouping.h"
#include "gen/tree/simulate.h"
#include "scrutineer/text.h"

struct simulate_arguments {
    struct tree_mock mock;
    size_t replication;
    struct tree_plan_limits limits;
    bool grouping, json;
};

static scr_result parse(const struct command_context *context, int argc, char **argv,
                        struct simulate_arguments *arguments) {
    static const struct option options[] = {
        TREE_MOCK_OPTIONS,
        {"replicate", required_argument, NULL, 'r'},
        {"memory", required_argument, NULL, 'm'},
        {"method", required_argument, NULL, 'g'},
        {"json", no_argument, NULL, 'j'},
        {NULL, 0, NULL, 0},
    };
    uint64_t number;
    SCR_TRY(command_options("tree simulate", argc, argv, options, NULL, context->diagnosis));
    optind = 1;
    opterr = 0;
    for (int option; (option = getopt_long(argc, argv, "", options, NULL)) != -1;) switch (option) {
        case 'r':
            if (!scr_count_parse(optarg, strlen(optarg), TREE_LEAVES_MOST, &number) || !number)
                return tree_usage_error(context, "--replicate is a number from 1 to 1073741824");
            arguments->replication = (size_t)number;
            break;
        case 'm':
            if (!scr_count_parse(optarg, strlen(optarg), 1u << 20, &number))
                return tree_usage_error(context, "--memory is a number of mebibytes up to 1048576");
            arguments->limits.memory = (size_t)number << 20;
            break;
        case 'g':
            arguments->grouping = !strcmp(optarg, "grouping");
            if (!arguments->grouping && strcmp(optarg, "tree") != 0)
                return tree_usage_error(context, "--method is tree or grouping");
            break;
        case 'j':
            arguments->json = true;
            break;
        default:
            SCR_TRY(tree_mock_option(context, option, optarg, &arguments->mock));
        }
    SCR_TRY(tree_mock_complete(context, "tree simulate", argv[optind], &arguments->mock));
    if (arguments->grouping && arguments->mock.arity != 3)
        return tree_usage_error(context, "--method grouping groups by threes: --arity is 3");
    return scr_done();
}

struct outcome {
    struct tree_simulation simulation;
    size_t ballots, leaves, votes[TREE_CANDIDATES_MOST + 1];
    bool tied; /* for most votes */
    unsigned plurality;
    uint8_t grouped; /* the winner by grouping, when that was asked for */
};

/* The winner when the votes are grouped by threes, as they lie at the leaves. */
static scr_result group(const struct simulate_arguments *arguments, const struct tree *tree, uint8_t *winner) {
    size_t count = tree_shape_of(tree)->leaves, groups = tree_group_count(count);
    uint8_t *votes = malloc(count), *ties = malloc(groups + 1);
    scr_result result = {votes && ties ? SCR_DONE : SCR_MEMORY};
    if (!scr_failed(result)) result = tree_arrangement_ties(&arguments->mock.seed, tree->arrangement, groups, ties);
    if (!scr_failed(result)) {
        memcpy(votes, tree->values + tree_shape_of(tree)->internal, count);
        *winner = tree_group_by_threes(votes, count, ties);
    }
    free(votes);
    free(ties);
    return result;
}

static scr_result simulate(const struct command_context *context, const struct simulate_arguments *arguments,
                           struct outcome *outcome) {
    struct tree_arrangement arrangement = {0};
    struct tree tree = {0};
    uint8_t *votes = NULL, *audited = NULL;
    scr_result result =
        tree_expand_triples(arguments->mock.triples, arguments->mock.triple_count, &votes, &audited, &outcome->ballots);
    if (result.code == SCR_INPUT) return tree_usage_error(context, "--triples hold 1 to 1073741824 ballots in all");
    SCR_TRY(result);
    result = tree_arrangement_draw(&arguments->mock.seed, outcome->ballots, arguments->replication,
                                   arguments->mock.arity, &arrangement);
    if (result.code == SCR_INPUT)
        result = tree_usage_error(context, "a rivest2019 seed is a decimal integer of at most 4096 digits, and ballots "
                                           "times --replicate are at most 1073741824");
    if (scr_failed(result)) goto done;
    SCR_TRY_OR(result, tree_make(&arrangement, arguments->mock.candidates, votes, &tree), done);
    tree_count_votes(&tree, outcome->votes);
    for (unsigned c = 1; c < arguments->mock.candidates; c++) {
        if (outcome->votes[c] >= outcome->votes[outcome->plurality]) {
            outcome->tied = outcome->votes[c] == outcome->votes[outcome->plurality];
            if (!outcome->tied) outcome->plurality = c;
        }
    }
    outcome->leaves = arrangement.shape.leaves;
    if (arguments->grouping) SCR_TRY_OR(result, group(arguments, &tree, &outcome->grouped), done);
    result = tree_simulate(&tree, audited, arguments->mock.plan, &arguments->limits, &outcome->simulation);
done:
    tree_free(&tree);
    tree_arrangement_free(&arrangement);
    free(votes);
    free(audited);
    return result;
}

/* A value's name as a person or a program reads it. */
static scr_result add_value(const struct simulate_arguments *arguments, uint8_t value, struct scr_buffer *out) {
    if (value == TREE_MISSING) return scr_buffer_text(out, arguments->json ? "null" : "missing");
    return arguments->json ? scr_text_json(out, arguments->mock.names[value])
                           : scr_text_terminal(out, arguments->mock.names[value]);
}

static scr_result write_text(const struct simulate_arguments *a, const struct outcome *o, struct scr_buffer *out) {
    const struct tree_simulation *s = &o->simulation;
    SCR_TRY(scr_buffer_print(out, "%zu ballots, %zu leaves, arrangement %s.\nPlurality winner of the records: ",
                             o->ballots, o->leaves, tree_arrangement_name(a->mock.seed.kind)));
    SCR_TRY(o->tied ? scr_buffer_text(out, "none, a tie") : add_value(a, (uint8_t)o->plurality, out));
    SCR_TRY(scr_buffer_text(out, "\nTree winner of the records:      "));
    SCR_TRY(add_value(a, s->reported_winner, out));
    if (a->grouping) {
        SCR_TRY(scr_buffer_text(out, "\nBy grouping by threes:           "));
        SCR_TRY(add_value(a, o->grouped, out));
    }
    SCR_TRY(scr_buffer_print(out, "\nFirst plan (%s): %zu leaves, %zu papers.\n", tree_plan_name(s->plan),
                             s->first_plan, s->first_plan_papers));
    SCR_TRY(scr_buffer_print(out, "Examined: %zu leaves, %zu papers; %zu leaves not found; %zu discrepancies.\n",
                             s->examined_leaves, s->examined_papers, s->not_found, s->discrepancy_count));
    if (s->last_plan != s->plan)
        SCR_TRY(scr_buffer_print(out, "The last plan was %s.\n", tree_plan_name(s->last_plan)));
    for (size_t d = 0; d < s->discrepancy_count; d++) {
        SCR_TRY(scr_buffer_print(out, "  leaf %u: recorded ", s->discrepancies[d].leaf + 1u));
        SCR_TRY(add_value(a, s->discrepancies[d].reported, out));
        SCR_TRY(scr_buffer_text(out, ", paper "));
        SCR_TRY(add_value(a, s->discrepancies[d].audited, out));
        SCR_TRY(scr_buffer_text(out, "\n"));
    }
    SCR_TRY(scr_buffer_text(out, "Tree winner after the audit:     "));
    SCR_TRY(add_value(a, s->audited_winner, out));
    const char *end = !s->certified ? "\nNot confirmable: the papers examined leave another winner possible.\n"
                      : s->audited_winner == s->reported_winner
                          ? "\nConfirmed: whatever the other papers say, this is the tree winner.\n"
                          : "\nChanged: whatever the other papers say, this is the tree winner.\n";
    if (!s->certified && s->not_found == 0)
        end = "\nNot established: the classic rule ended, but the papers examined leave another winner possible.\n";
    return scr_buffer_text(out, end);
}

static scr_result write_json(const struct simulate_arguments *a, const struct outcome *o, struct scr_buffer *out) {
    const struct tree_simulation *s = &o->simulation;
    SCR_TRY(scr_buffer_print(out, "{\"ballots\": %zu, \"leaves\": %zu, \"arrangement\": \"%s\", \"plurality_winner\": ",
                             o->ballots, o->leaves, tree_arrangement_name(a->mock.seed.kind)));
    SCR_TRY(o->tied ? scr_buffer_text(out, "null") : add_value(a, (uint8_t)o->plurality, out));
    SCR_TRY(scr_buffer_text(out, ", \"reported_tree_winner\": "));
    SCR_TRY(add_value(a, s->reported_winner, out));
    if (a->grouping) {
        SCR_TRY(scr_buffer_text(out, ", \"grouping_winner\": "));
        SCR_TRY(add_value(a, o->grouped, out));
    }
    SCR_TRY(scr_buffer_text(out, ", \"audited_tree_winner\": "));
    SCR_TRY(add_value(a, s->audited_winner, out));
    SCR_TRY(
        scr_buffer_print(out,
                         ", \"plan\": \"%s\", \"last_plan\": \"%s\", \"planned_leaves\": %zu, \"planned_papers\": %zu, "
                         "\"examined_leaves\": "
                         "%zu, \"examined_papers\": %zu, \"not_found\": %zu, \"certified\": %s, \"discrepancies\": [",
                         tree_plan_name(s->plan), tree_plan_name(s->last_plan), s->first_plan, s->first_plan_papers,
                         s->examined_leaves, s->examined_papers, s->not_found, s->certified ? "true" : "false"));
    for (size_t d = 0; d < s->discrepancy_count; d++) {
        SCR_TRY(scr_buffer_print(out, "%s{\"leaf\": %u, \"reported\": ", d ? ", " : "", s->discrepancies[d].leaf + 1u));
        SCR_TRY(add_value(a, s->discrepancies[d].reported, out));
        SCR_TRY(scr_buffer_text(out, ", \"audited\": "));
        SCR_TRY(add_value(a, s->discrepancies[d].audited, out));
        SCR_TRY(scr_buffer_text(out, "}"));
    }
    return scr_buffer_text(out, "]}\n");
}

scr_result tree_simulation(const struct command_context *context, int argc, char **argv) {
    struct simulate_arguments arguments = {.mock = TREE_MOCK_DEFAULTS, .replication = 1, .limits = tree_plan_defaults};
    struct outcome outcome = {0};
    struct scr_buffer out = {0};
    scr_result result = scr_done();
    SCR_TRY_OR(result, parse(context, argc, argv, &arguments), done);
    SCR_TRY_OR(result, simulate(context, &arguments, &outcome), done);
    SCR_TRY_OR(result, (arguments.json ? write_json : write_text)(&arguments, &outcome, &out), done);
    fwrite(out.data, 1, out.length, stdout);
done:
    scr_buffer_free(&out);
    tree_simulation_free(&outcome.simulation);
    tree_mock_free(&arguments.mock);
    return result;
}
