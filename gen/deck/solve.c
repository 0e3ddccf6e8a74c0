/* solve.c: bounds, construction, then cuts; each step only where the one before falls short. */
#include "gen/deck/solve.h"

#include <stdlib.h>
#include <string.h>

#include "gen/deck/bounds.h"
#include "gen/deck/construct.h"
#include "gen/deck/other_methods.h"

/* Effort of construction, over all numbers of ballots of a shape; and for each once that is spent. */
#define SHAPE_WORK 100000000u
#define LENGTH_WORK 2000000u

const struct solve_options solve_defaults = {
    .conflicts = 300000,
    .repairs = 1500,
    .cutting = {.fixed_totals_first = true, .many_cuts = true, .symmetry = {true, true, true, true}, .seed = 1},
    .reuse = true,
};

/* Search randomness from the shape alone: the same style gives the same deck whatever stands beside it. */
static uint64_t seed_of(const struct shape *shape, size_t ballots) {
    struct random mix = {.state = 0x5c72u + ballots};
    for (size_t k = 0; k < shape->contest_count; k++)
        mix.state ^= random_next(&mix) + shape->contests[k].n * 1000u + shape->contests[k].v;
    mix.state ^= random_next(&mix) + shape->group * 2u + shape->each_candidate;
    return mix.state;
}

/* Raises the lower bound by weights (L4) while totals cannot be chosen. *choosable: totals for `ballots` were found. */
static scr_result try_totals(const struct shape *shape, size_t ballots, struct scr_arena *arena,
                             struct certificate *certificate, bool *choosable, bool *impossible) {
    struct totals_chooser chooser;
    struct random random = {seed_of(shape, ballots)};
    uint32_t *totals = scr_arena_alloc(arena, shape->candidate_count, sizeof *totals);
    *choosable = *impossible = false;
    if (!totals) return (scr_result){SCR_MEMORY};
    SCR_TRY(totals_prepare(shape, (uint32_t)ballots, arena, &chooser));
    for (size_t i = 0; i < 10 && !*choosable; i++) *choosable = totals_choose(&chooser, &random, totals) == 0;
    if (*choosable) return scr_done();
    return bound_weights(&chooser, arena, certificate, impossible);
}

static scr_result construct(const struct shape *shape, size_t ballots, size_t repairs, struct scr_arena *arena,
                            struct solution *solution, uint64_t *work, bool *found) {
    struct construct_effort effort = {.restarts = 1 + repairs / 50, .repairs = 50, .work = *work};
    if (!*work) effort = (struct construct_effort){.restarts = 1, .repairs = 20, .work = LENGTH_WORK};
    struct random random = {seed_of(shape, ballots)};
    SCR_TRY(construct_deck(shape, (uint32_t)ballots, &random, &effort, arena, &solution->marks, found));
    solution->repairs += effort.repaired;
    if (*work) *work = effort.work;
    return scr_done();
}

/* The deck in which all totals are distinct (Proposition 5) is always safe: where a search for more ballots must end.
 */
static scr_result distinct_totals(const struct shape *shape, struct scr_arena *arena, struct marks *marks) {
    struct deck_style style = {.contest_count = shape->contest_count + shape->group,
                               .target_count = shape->candidate_count};
    size_t lower;
    style.contests = scr_arena_alloc(arena, style.contest_count, sizeof *style.contests);
    if (!style.contests) return (scr_result){SCR_MEMORY};
    for (size_t k = 0; k < shape->contest_count; k++)
        style.contests[k] = (struct covered_contest){
            .first = shape->contests[k].first, .count = shape->contests[k].n, .votes_allowed = shape->contests[k].v};
    for (size_t g = 0; g < shape->group; g++)
        style.contests[shape->contest_count + g] =
            (struct covered_contest){.first = shape_group_first(shape) + g, .count = 1, .votes_allowed = 1};
    return method_distinct(&style, arena, marks, &lower);
}

/* Finds the shortest deck it can at or above solution->lower_bound, raising the bound where it can be proved. */
static scr_result solve_shape(const struct shape *shape, const struct solve_options *options, struct scr_arena *arena,
                              struct solution *solution) {
    struct cut_list cuts = {0};
    struct cutting_effort effort = {.conflicts_left = options->conflicts};
    bool proved = true; /* every length below `ballots` is ruled out */
    uint64_t work = SHAPE_WORK;
    struct marks last_resort = {0};
    size_t stride = 1;
    for (size_t ballots = solution->lower_bound;; ballots += stride) {
        bool choosable, impossible, found = false;
        struct certificate certificate;
        SCR_TRY(try_totals(shape, ballots, arena, &certificate, &choosable, &impossible));
        if (impossible) {
            if (proved) {
                solution->certificate = certificate;
                solution->lower_bound = ballots + 1;
            }
            continue;
        }
        if (choosable) SCR_TRY(construct(shape, ballots, options->repairs, arena, solution, &work, &found));
        if (found) {
            solution->origin = SOLVED_BY_CONSTRUCTION;
            break;
        }
        enum cutting_answer answer = CUTTING_UNKNOWN;
        size_t ordinary = effort.iterations;
        struct marks marks;
        SCR_TRY(cutting_search(shape, ballots, &options->cutting, &effort, &cuts, arena, &answer, &marks));
        solution->iterations += effort.iterations - ordinary;
        if (answer == CUTTING_DECK) {
            solution->marks = marks;
            solution->origin = SOLVED_BY_CUTS;
            break;
        }
        if (answer == CUTTING_IMPOSSIBLE && proved) {
            /* The proof costs about as much as the search did; a proof that does not come is a gap, not a claim. */
            struct cutting_effort again = {.conflicts_left = 2 * options->conflicts};
            struct cut_list kept = cuts;
            SCR_TRY(cutting_prove(shape, ballots, &kept, &again, arena, &certificate, &impossible));
            if (impossible) {
                solution->certificate = certificate;
                solution->lower_bound = ballots + 1;
            }
        }
        proved = solution->lower_bound == ballots + 1;
        /* With all effort spent, longer strides: what is left is to end with some deck, and it gets ever easier. */
        if (work || effort.iterations > ordinary) continue;
        if (!last_resort.candidates) SCR_TRY(distinct_totals(shape, arena, &last_resort));
        stride = 1 + ballots / 16;
        if (ballots + stride < last_resort.ballots) continue;
        solution->marks = last_resort;
        solution->origin = SOLVED_BY_CONSTRUCTION;
        break;
    }
    solution->conflicts = options->conflicts - effort.conflicts_left;
    return scr_done();
}

struct entry {
    struct solution solution;
    size_t id;
};

struct solver {
    struct solve_options options;
    struct scr_arena arena;
    struct entry *entries; /* sorted by shape once run */
    size_t count, capacity;
    size_t *place; /* by id, once run */
    size_t *table; /* open addressing over entries while announcing; SIZE_MAX is empty */
    size_t table_size;
};

scr_result solver_new(const struct solve_options *options, struct solver **solver) {
    *solver = calloc(1, sizeof **solver);
    if (!*solver) return (scr_result){SCR_MEMORY};
    (*solver)->options = *options;
    return scr_done();
}

void solver_free(struct solver *solver) {
    if (!solver) return;
    scr_arena_free(&solver->arena);
    free(solver->entries);
    free(solver->place);
    free(solver->table);
    free(solver);
}

size_t solver_count(const struct solver *solver) { return solver->count; }

static scr_result grow_table(struct solver *solver) {
    size_t size = solver->table_size ? 2 * solver->table_size : 256;
    size_t *table = calloc(size, sizeof *table);
    if (!table) return (scr_result){SCR_MEMORY};
    for (size_t i = 0; i < size; i++) table[i] = SIZE_MAX;
    for (size_t e = 0; e < solver->count; e++) {
        size_t at = seed_of(&solver->entries[e].solution.shape, 0) & (size - 1);
        while (table[at] != SIZE_MAX) at = (at + 1) & (size - 1);
        table[at] = e;
    }
    free(solver->table);
    solver->table = table;
    solver->table_size = size;
    return scr_done();
}

scr_result solver_announce(struct solver *solver, const struct shape *shape, size_t *id) {
    if (2 * (solver->count + 1) > solver->table_size) SCR_TRY(grow_table(solver));
    size_t at = seed_of(shape, 0) & (solver->table_size - 1);
    for (; solver->table[at] != SIZE_MAX; at = (at + 1) & (solver->table_size - 1)) {
        *id = solver->table[at];
        if (!shape_compare(&solver->entries[*id].solution.shape, shape)) return scr_done();
    }
    SCR_TRY(scr_grow(&solver->entries, &solver->capacity, solver->count + 1, sizeof *solver->entries));
    struct entry *entry = &solver->entries[solver->count];
    entry->solution = (struct solution){.shape = *shape};
    entry->solution.shape.contests =
        scr_arena_alloc(&solver->arena, shape->contest_count, sizeof *entry->solution.shape.contests);
    if (!entry->solution.shape.contests) return (scr_result){SCR_MEMORY};
    if (shape->contest_count)
        memcpy(entry->solution.shape.contests, shape->contests, shape->contest_count * sizeof *shape->contests);
    *id = entry->id = solver->table[at] = solver->count++;
    return scr_done();
}

static int by_shape(const void *a, const void *b) {
    return shape_compare(&((const struct entry *)a)->solution.shape, &((const struct entry *)b)->solution.shape);
}

/* Takes the columns of a larger shape's deck (Lemma 4). */
static scr_result take_over(const struct solution *large, const uint32_t *contest_of, struct scr_arena *arena,
                            struct solution *small) {
    const struct shape *shape = &small->shape;
    size_t words = large->marks.words;
    SCR_TRY(marks_make(large->marks.ballots, shape->candidate_count, arena, &small->marks));
    for (size_t k = 0; k < shape->contest_count; k++)
        memcpy(marks_column(&small->marks, shape->contests[k].first),
               marks_column(&large->marks, large->shape.contests[contest_of[k]].first),
               shape->contests[k].n * words * sizeof(uint64_t));
    if (shape->group)
        memcpy(marks_column(&small->marks, shape_group_first(shape)),
               marks_column(&large->marks, shape_group_first(&large->shape)), shape->group * words * sizeof(uint64_t));
    small->origin = SOLVED_BY_REUSE;
    return scr_done();
}

/* A solved larger shape whose deck is as long as the lower bound of entry `e`, if any. */
static scr_result reuse(struct solver *solver, size_t e, uint32_t *contest_of, bool *found) {
    struct solution *small = &solver->entries[e].solution;
    *found = false;
    for (size_t l = e; l-- && !*found;) {
        const struct solution *large = &solver->entries[l].solution;
        if (large->marks.ballots != small->lower_bound || large->origin == SOLVED_BY_REUSE) continue;
        *found = shape_within(&small->shape, &large->shape, contest_of);
        if (*found) SCR_TRY(take_over(large, contest_of, &solver->arena, small));
    }
    return scr_done();
}

/* A search leaves much behind in its arena; what the solution needs is copied to the solver's. */
static scr_result keep(struct scr_arena *arena, struct solution *solution) {
    uint64_t *columns = scr_arena_alloc(arena, solution->marks.candidates, solution->marks.words * sizeof *columns);
    struct certificate *certificate = &solution->certificate;
    if (!columns) return (scr_result){SCR_MEMORY};
    memcpy(columns, solution->marks.columns, solution->marks.candidates * solution->marks.words * sizeof *columns);
    solution->marks.columns = columns;
    if (certificate->weight_count) {
        struct total_weight *weights = scr_arena_alloc(arena, certificate->weight_count, sizeof *weights);
        if (!weights) return (scr_result){SCR_MEMORY};
        memcpy(weights, certificate->weights, certificate->weight_count * sizeof *weights);
        certificate->weights = weights;
    }
    if (certificate->kind != BOUND_SEARCH) return scr_done();
    struct cut *cuts = scr_arena_alloc(arena, certificate->cut_count, sizeof *cuts);
    char *proof = scr_arena_copy(arena, certificate->proof, certificate->proof_length);
    if (!cuts || !proof) return (scr_result){SCR_MEMORY};
    for (size_t c = 0; c < certificate->cut_count; c++) {
        const struct cut *cut = &certificate->cuts[c];
        uint32_t *moved = scr_arena_alloc(arena, 2 * cut->count, sizeof *moved);
        if (!moved) return (scr_result){SCR_MEMORY};
        memcpy(moved, cut->moved, cut->count * sizeof *moved);
        memcpy(moved + cut->count, cut->image, cut->count * sizeof *moved);
        cuts[c] = (struct cut){moved, moved + cut->count, cut->count};
    }
    certificate->cuts = cuts;
    certificate->proof = proof;
    return scr_done();
}

static scr_result solve_entry(struct solver *solver, size_t e) {
    struct solution *solution = &solver->entries[e].solution;
    struct scr_arena scratch = {0};
    bool found = false;
    scr_result result = bound_simple(&solution->shape, &scratch, &solution->lower_bound, &solution->certificate);
    if (!scr_failed(result) && solver->options.reuse) {
        uint32_t *contest_of = scr_arena_alloc(&scratch, solution->shape.contest_count, sizeof *contest_of);
        result = contest_of ? reuse(solver, e, contest_of, &found) : (scr_result){SCR_MEMORY};
    }
    if (!scr_failed(result) && !found) {
        result = solve_shape(&solution->shape, &solver->options, &scratch, solution);
        if (!scr_failed(result)) result = keep(&solver->arena, solution);
    }
    solution->certificate.shape = &solution->shape;
    scr_arena_free(&scratch);
    return result;
}

scr_result solver_run(struct solver *solver, void (*progress)(void *context, size_t done, size_t all), void *context) {
    if (!solver->count) return scr_done();
    solver->place = calloc(solver->count, sizeof *solver->place);
    if (!solver->place) return (scr_result){SCR_MEMORY};
    qsort(solver->entries, solver->count, sizeof *solver->entries, by_shape);
    for (size_t e = 0; e < solver->count; e++) solver->place[solver->entries[e].id] = e;
    for (size_t e = 0; e < solver->count; e++) {
        SCR_TRY(solve_entry(solver, e));
        if (progress) progress(context, e + 1, solver->count);
    }
    return scr_done();
}

const struct solution *solver_solution(const struct solver *solver, size_t id) {
    return &solver->entries[solver->place[id]].solution;
}
