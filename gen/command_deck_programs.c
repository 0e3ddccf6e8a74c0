/* command_deck_programs.c: `deck --emit-lp`: the paper's integer programs for one ballot style. */
#include <stdio.h>
#include <string.h>

#include "gen/command_deck.h"
#include "gen/deck/lp.h"

static scr_result write_program(struct scr_folder *folder, const char *name, const struct scr_buffer *text,
                                const struct command_context *context) {
    return scr_folder_write(folder, name, text->data, text->length, context->diagnosis);
}

/* The relaxation at `ballots` with the cuts that a cutting-plane run there finds. */
static scr_result write_relaxation(const struct shape *shape, size_t ballots, const struct solve_options *options,
                                   struct scr_arena *arena, struct scr_folder *folder,
                                   const struct command_context *context) {
    struct cutting_effort effort = {.conflicts_left = options->conflicts};
    struct cut_list cuts = {0};
    struct marks marks;
    enum cutting_answer answer;
    struct scr_buffer text = {0};
    static const char *const words[] = {"feasible", "infeasible", "not settled within the effort"};
    SCR_TRY(cutting_search(shape, ballots, &options->cutting, &effort, &cuts, arena, &answer, &marks));
    const char *name = scr_arena_print(arena, "relaxation-%zu.lp", ballots);
    scr_result result = name ? lp_relaxation(shape, ballots, cuts.cuts, cuts.count, &text) : (scr_result){SCR_MEMORY};
    if (!scr_failed(result)) result = write_program(folder, name, &text, context);
    if (!scr_failed(result))
        printf("%s: %zu ballots, %zu cuts; our answer: %s\n", name, ballots, cuts.count, words[answer]);
    scr_buffer_free(&text);
    return result;
}

static scr_result write_programs(const struct deck_style *style, const struct produce_options *options,
                                 struct solver *solver, struct scr_arena *arena, struct scr_folder *folder,
                                 const struct command_context *context) {
    struct shape shape;
    struct scr_buffer text = {0};
    uint32_t *target_of;
    size_t id;
    SCR_TRY(shape_of_style(style, options->rules->each_candidate, arena, &shape, &target_of));
    SCR_TRY(solver_announce(solver, &shape, &id));
    SCR_TRY(solver_run(solver, NULL, NULL));
    const struct solution *solution = solver_solution(solver, id);
    size_t ballots = solution->marks.ballots;
    SCR_TRY(write_relaxation(&shape, ballots, &options->solve, arena, folder, context));
    if (ballots > 1) SCR_TRY(write_relaxation(&shape, ballots - 1, &options->solve, arena, folder, context));
    scr_result result = lp_cut(&shape, &solution->marks, &text);
    if (!scr_failed(result)) result = write_program(folder, "cut.lp", &text, context);
    scr_buffer_free(&text);
    if (!scr_failed(result))
        printf("cut.lp: the deck of %zu ballots misses no swap; our answer: infeasible\n", ballots);
    return result;
}

static const struct ballot_style *find_style(const struct election *election, const char *id) {
    for (size_t s = 0; s < election->style_count; s++)
        if (!strcmp(election->styles[s].id, id)) return &election->styles[s];
    return NULL;
}

scr_result deck_emit_programs(const struct command_context *context, const struct election *election,
                              const struct produce_options *options, const char *out) {
    const struct ballot_style *style = find_style(election, options->style);
    struct scr_arena arena = {0};
    struct scr_folder folder = {0};
    struct solver *solver = NULL;
    struct deck_style covered;
    scr_result result;
    if (!style) return deck_usage_error(context, "--style names no ballot style of the store");
    SCR_TRY_OR(result, deck_style_of(election, style, &arena, &covered, context->diagnosis), done);
    SCR_TRY_OR(result, solver_new(&options->solve, &solver), done);
    SCR_TRY_OR(result, scr_folder_begin(&folder, out, context->diagnosis), done);
    SCR_TRY_OR(result, write_programs(&covered, options, solver, &arena, &folder, context), done);
    result = scr_folder_publish(&folder, context->diagnosis);
done:
    scr_folder_end(&folder);
    solver_free(solver);
    scr_arena_free(&arena);
    return result;
}
