/* command_deck_compare.c: `deck compare`: lengths of decks by every method, as the paper's section 5.1 and figures 4
 * and 5. */
#include <getopt.h>
#include <stdio.h>
#include <string.h>

#include "gen/command_deck.h"
#include "gen/command_words.h"
#include "gen/deck/bounds.h"
#include "gen/deck/other_methods.h"
#include "gen/deck/rules.h"
#include "scrutineer/rational.h"
#include "scrutineer/text.h"

struct lengths {
    const char *style;
    size_t targets, safe, lower, legal, heuristic, distinct, distinct_lower, single, noncompetitive;
};

enum format { FORMAT_TEXT, FORMAT_CSV, FORMAT_JSON };

struct compare_arguments {
    const char *style, *rules_name;
    enum format format;
};

static scr_result parse(const struct command_context *context, int argc, char **argv, struct compare_arguments *out) {
    static const struct option options[] = {{"style", required_argument, NULL, 's'},
                                            {"rules", required_argument, NULL, 'r'},
                                            {"csv", no_argument, NULL, 'c'},
                                            {"json", no_argument, NULL, 'j'},
                                            {NULL, 0, NULL, 0}};
    *out = (struct compare_arguments){.rules_name = "votes-for-all"};
    SCR_TRY(command_options("deck compare", argc, argv, options, NULL, context->diagnosis));
    optind = 1;
    opterr = 0;
    for (int option; (option = getopt_long(argc, argv, "", options, NULL)) != -1;) {
        if (option == 's') out->style = optarg;
        if (option == 'r') out->rules_name = optarg;
        if (option == 'c') out->format = FORMAT_CSV;
        if (option == 'j') out->format = FORMAT_JSON;
    }
    return optind < argc ? command_surplus("deck compare", argv[optind], context->diagnosis) : scr_done();
}

static scr_result measure(const struct election *election, const struct compare_arguments *arguments,
                          const struct deck_rules *rules, struct solver *solver, struct lengths *rows, size_t *count,
                          struct scr_arena *arena, const struct command_context *context) {
    size_t *ids = scr_arena_alloc(arena, election->style_count, sizeof *ids);
    if (!ids) return (scr_result){SCR_MEMORY};
    for (size_t s = 0; s < election->style_count; s++) {
        struct lengths *row = &rows[*count];
        struct deck_style style;
        struct shape shape;
        struct marks marks;
        uint32_t *target_of;
        struct scr_arena scratch = {0};
        if (arguments->style && strcmp(arguments->style, election->styles[s].id) != 0) continue;
        scr_result result = deck_style_of(election, &election->styles[s], &scratch, &style, context->diagnosis);
        if (!scr_failed(result)) result = shape_of_style(&style, rules->each_candidate, &scratch, &shape, &target_of);
        if (!scr_failed(result)) result = solver_announce(solver, &shape, &ids[*count]);
        if (!scr_failed(result)) result = method_distinct(&style, &scratch, &marks, &row->distinct_lower);
        if (!scr_failed(result)) {
            row->style = election->styles[s].id;
            row->targets = style.target_count;
            row->legal = length_legal(&style, rules->each_candidate);
            row->heuristic = length_heuristic(&style);
            row->distinct = marks.ballots;
            row->single = length_single(&style);
            row->noncompetitive = shape.group;
            ++*count;
        }
        scr_arena_free(&scratch);
        SCR_TRY(result);
    }
    if (!*count) return deck_usage_error(context, "--style names no ballot style of the store");
    SCR_TRY(solver_run(solver, NULL, NULL));
    for (size_t r = 0; r < *count; r++) {
        const struct solution *solution = solver_solution(solver, ids[r]);
        rows[r].safe = solution->marks.ballots;
        rows[r].lower = solution->lower_bound;
    }
    return scr_done();
}

/* `more` than `base` in percent, exactly, shown with two decimals rounded half to even. */
static scr_result percent_more(size_t more, size_t base, struct scr_buffer *out) {
    struct scr_rational *ratio = NULL;
    if (!base) return scr_buffer_text(out, "n/a");
    SCR_TRY(scr_rational_new(&ratio));
    scr_result result = scr_rational_set(ratio, 100 * ((int64_t)more - (int64_t)base), base);
    if (!scr_failed(result)) result = scr_rational_decimal(ratio, 2, out);
    scr_rational_free(ratio);
    return result;
}

struct sums {
    size_t safe, legal, heuristic, distinct, single, minimal, as_legal, as_formula;
};

static struct sums add_up(const struct lengths *rows, size_t count, bool each_candidate) {
    struct sums sums = {0};
    for (size_t r = 0; r < count; r++) {
        size_t l2 = rows[r].noncompetitive ? rows[r].noncompetitive - 1 + each_candidate : 0;
        sums.safe += rows[r].safe;
        sums.legal += rows[r].legal;
        sums.heuristic += rows[r].heuristic;
        sums.distinct += rows[r].distinct;
        sums.single += rows[r].single;
        sums.minimal += rows[r].safe == rows[r].lower;
        sums.as_legal += rows[r].safe == rows[r].legal;
        sums.as_formula += rows[r].safe == (rows[r].legal > l2 ? rows[r].legal : l2);
    }
    return sums;
}

static scr_result print_text(const struct lengths *rows, size_t count, bool each_candidate) {
    struct sums sums = add_up(rows, count, each_candidate);
    struct scr_buffer name = {0}, more = {0};
    scr_result result = percent_more(sums.safe, sums.legal, &more);
    printf("%-24s %8s %10s %8s %10s %10s %10s\n", "ballot style", "targets", "swap-safe", "legal", "heuristic",
           "distinct", "single");
    for (size_t r = 0; r < count && !scr_failed(result); r++) {
        name.length = 0;
        result = scr_text_terminal(&name, rows[r].style);
        if (scr_failed(result)) break;
        printf("%-24s %8zu %9zu%c %8zu %10zu %9zu%c %10zu\n", (const char *)name.data, rows[r].targets, rows[r].safe,
               rows[r].safe == rows[r].lower ? ' ' : '*', rows[r].legal, rows[r].heuristic, rows[r].distinct,
               rows[r].distinct == rows[r].distinct_lower ? ' ' : '*', rows[r].single);
    }
    if (!scr_failed(result)) {
        printf("%-24s %8s %9zu  %8zu %10zu %9zu  %10zu\n", "all", "", sums.safe, sums.legal, sums.heuristic,
               sums.distinct, sums.single);
        printf(
            "\nSwap-safe decks need %s %% more ballots than the legal minimum (rounded to two decimals), and the same "
            "number in %zu of %zu styles.\n",
            (const char *)more.data, sums.as_legal, count);
        printf("Proved shortest: %zu of %zu. Length is max(legal minimum, noncompetitive candidates) in %zu of %zu.\n",
               sums.minimal, count, sums.as_formula, count);
        printf("Only swap-safe, distinct and single decks detect every swap. A star marks a length not proved "
               "shortest.\n");
    }
    scr_buffer_free(&name);
    scr_buffer_free(&more);
    return result;
}

static scr_result print_rows(const struct lengths *rows, size_t count, enum format format) {
    struct scr_buffer out = {0};
    scr_result result = scr_buffer_text(
        &out, format == FORMAT_CSV
                  ? "style,targets,swap_safe,lower_bound,legal,heuristic,distinct,distinct_lower_bound,single\n"
                  : "[");
    for (size_t r = 0; r < count && !scr_failed(result); r++) {
        const struct lengths *row = &rows[r];
        if (format == FORMAT_CSV) {
            result = scr_text_csv(&out, row->style);
        } else {
            result = scr_buffer_text(&out, r ? ",\n {\"style\": " : "\n {\"style\": ");
            if (!scr_failed(result)) result = scr_text_json(&out, row->style);
        }
        if (!scr_failed(result))
            result = scr_buffer_print(
                &out,
                format == FORMAT_CSV ? ",%zu,%zu,%zu,%zu,%zu,%zu,%zu,%zu\n"
                                     : ", \"targets\": %zu, \"swap_safe\": %zu, \"lower_bound\": %zu, \"legal\": %zu, "
                                       "\"heuristic\": %zu, \"distinct\": %zu, \"distinct_lower_bound\": %zu, "
                                       "\"single\": %zu}",
                row->targets, row->safe, row->lower, row->legal, row->heuristic, row->distinct, row->distinct_lower,
                row->single);
    }
    if (!scr_failed(result) && format == FORMAT_JSON) result = scr_buffer_text(&out, "\n]\n");
    if (!scr_failed(result)) fputs((const char *)out.data, stdout);
    scr_buffer_free(&out);
    return result;
}

scr_result deck_compare(const struct command_context *context, int argc, char **argv) {
    struct compare_arguments arguments;
    struct scr_arena arena = {0};
    struct deck_rules rules;
    struct election election = {0};
    struct solver *solver = NULL;
    size_t count = 0;
    scr_result result;
    SCR_TRY_OR(result, parse(context, argc, argv, &arguments), done);
    SCR_TRY_OR(result, deck_rules_load(arguments.rules_name, &arena, &rules, context->diagnosis), done);
    SCR_TRY_OR(result, deck_load_election(context, &election), done);
    SCR_TRY_OR(result, solver_new(&solve_defaults, &solver), done);
    struct lengths *rows = scr_arena_alloc(&arena, election.style_count, sizeof *rows);
    result = (scr_result){SCR_MEMORY};
    if (!rows) goto done;
    SCR_TRY_OR(result, measure(&election, &arguments, &rules, solver, rows, &count, &arena, context), done);
    result = arguments.format == FORMAT_TEXT ? print_text(rows, count, rules.each_candidate)
                                             : print_rows(rows, count, arguments.format);
done:
    solver_free(solver);
    election_free(&election);
    scr_arena_free(&arena);
    return result;
}
