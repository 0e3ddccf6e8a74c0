/* command_tree_draw.c: `tree draw`: the picture of a plurality tree of a mock election, with its plan or its audit. */
#include <getopt.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "gen/command_tree.h"
#include "gen/command_tree_mock.h"
#include "gen/command_words.h"
#include "gen/numbers.h"
#include "gen/tree/draw.h"
#include "gen/tree/possible.h"
#include "scrutineer/file.h"
#include "scrutineer/text.h"

struct draw_arguments {
    struct tree_mock mock;
    bool audit;
    const char *title, *out;
};

static scr_result parse(const struct command_context *context, int argc, char **argv,
                        struct draw_arguments *arguments) {
    static const struct option options[] = {
        TREE_MOCK_OPTIONS,
        {"audit", no_argument, NULL, 'e'},
        {"title", required_argument, NULL, 'n'},
        {"out", required_argument, NULL, 'o'},
        {NULL, 0, NULL, 0},
    };
    SCR_TRY(command_options("tree draw", argc, argv, options, NULL, context->diagnosis));
    optind = 1;
    opterr = 0;
    for (int option; (option = getopt_long(argc, argv, "", options, NULL)) != -1;) switch (option) {
        case 'e':
            arguments->audit = true;
            break;
        case 'n':
            arguments->title = optarg;
            break;
        case 'o':
            arguments->out = optarg;
            break;
        default:
            SCR_TRY(tree_mock_option(context, option, optarg, &arguments->mock));
        }
    return tree_mock_complete(context, "tree draw", argv[optind], &arguments->mock);
}

/* The plan of the records. */
static scr_result draw_plan(const struct tree *tree, enum tree_plan_kind kind, struct tree_picture *picture,
                            struct scr_buffer *svg) {
    struct tree_planner *planner = NULL;
    struct tree_plan plan = {0};
    uint8_t *scratch = malloc(tree_shape_of(tree)->leaves);
    scr_result result = scratch ? scr_done() : (scr_result){SCR_MEMORY};
    if (!scr_failed(result)) result = tree_planner_new(tree, kind, &tree_plan_defaults, &planner);
    if (!scr_failed(result)) result = tree_planner_plan(planner, &plan);
    if (!scr_failed(result)) {
        picture->marked = plan.leaves;
        picture->marked_count = plan.count;
        picture->established = tree_would_certify(tree, plan.leaves, plan.count, scratch);
        result = tree_draw(picture, svg);
    }
    tree_plan_free(&plan);
    tree_planner_free(planner);
    free(scratch);
    return result;
}

/* The ballots that a mock audit examined, and the tree as it then stood. */
static scr_result draw_audit(struct tree *tree, const uint8_t *audited, enum tree_plan_kind kind,
                             struct tree_picture *picture, struct scr_buffer *svg) {
    struct tree_simulation simulation = {0};
    size_t leaves = tree_shape_of(tree)->leaves;
    uint8_t *reported = malloc(leaves);
    if (!reported) return (scr_result){SCR_MEMORY};
    memcpy(reported, tree->values + tree_shape_of(tree)->internal, leaves);
    scr_result result = tree_simulate(tree, audited, kind, &tree_plan_defaults, &simulation);
    if (!scr_failed(result)) {
        numbers_sort(simulation.order, simulation.examined_leaves);
        picture->reported = reported;
        picture->marked = simulation.order;
        picture->marked_count = simulation.examined_leaves;
        picture->examined = true;
        picture->established = simulation.certified;
        result = tree_draw(picture, svg);
    }
    tree_simulation_free(&simulation);
    free(reported);
    return result;
}

static scr_result draw(const struct command_context *context, const struct draw_arguments *arguments,
                       struct scr_buffer *svg) {
    const struct tree_mock *mock = &arguments->mock;
    struct tree_arrangement arrangement = {0};
    struct tree tree = {0};
    uint8_t *votes = NULL, *audited = NULL;
    size_t ballots, counts[TREE_CANDIDATES_MOST + 1];
    uint64_t totals[TREE_CANDIDATES_MOST];
    scr_result result = tree_expand_triples(mock->triples, mock->triple_count, &votes, &audited, &ballots);
    if (result.code == SCR_INPUT) return tree_usage_error(context, "--triples hold 1 to 1073741824 ballots in all");
    SCR_TRY(result);
    result = tree_arrangement_draw(&arguments->mock.seed, ballots, 1, arguments->mock.arity, &arrangement);
    if (result.code == SCR_INPUT)
        result = tree_usage_error(context, "a rivest2019 seed is a decimal integer of at most 4096 digits");
    if (scr_failed(result)) goto done;
    SCR_TRY_OR(result, tree_make(&arrangement, mock->candidates, votes, &tree), done);
    tree_count_votes(&tree, counts);
    for (unsigned c = 0; c < mock->candidates; c++) totals[c] = counts[c];
    struct tree_picture picture = {.shape = &arrangement.shape,
                                   .values = tree.values,
                                   .entries = arrangement.entries,
                                   .ballots = ballots,
                                   .candidates = mock->candidates,
                                   .names = mock->names,
                                   .votes = totals,
                                   .title = arguments->title};
    result = arguments->audit ? draw_audit(&tree, audited, arguments->mock.plan, &picture, svg)
                              : draw_plan(&tree, arguments->mock.plan, &picture, svg);
done:
    tree_free(&tree);
    tree_arrangement_free(&arrangement);
    free(votes);
    free(audited);
    return result;
}

scr_result tree_drawing(const struct command_context *context, int argc, char **argv) {
    struct draw_arguments arguments = {.mock = TREE_MOCK_DEFAULTS, .title = "Mock election"};
    struct scr_buffer svg = {0};
    scr_result result = scr_done();
    SCR_TRY_OR(result, parse(context, argc, argv, &arguments), done);
    SCR_TRY_OR(result, draw(context, &arguments, &svg), done);
    if (arguments.out)
        result = scr_file_write(arguments.out, svg.data, svg.length, 0644, context->diagnosis);
    else if (fwrite(svg.data, 1, svg.length, stdout) != svg.length || fflush(stdout))
        result = scr_refuse(context->diagnosis, SCR_IO, "tree draw", "the picture could not be written");
done:
    scr_buffer_free(&svg);
    tree_mock_free(&arguments.mock);
    return result;
}
