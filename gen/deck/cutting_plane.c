/* cutting_plane.c: solve with the cuts known, look for missed swaps, add them as cuts, repeat. */
#include "gen/deck/cutting_plane.h"

#include <stdlib.h>
#include <string.h>

#include "gen/deck/sat.h"
#include "gen/deck/totals.h"
#include "gen/deck/undetected_sat.h"

#define PROOF_BYTES_MOST (64l << 20) /* specification, section 1: a longer proof is none */
#define LITERALS_MOST 20000000u      /* beyond this the solver is not asked */
#define SWAP_WORK 300000u            /* effort of one look for a missed swap, before CUT is put to the SAT solver */
#define WORK_OF_CONFLICT                                                                                               \
    1000u /* effort of looking for swaps, or literals of clauses, that take as long as a conflict */

#define LITERALS_OF_CONFLICT 50000u /* with this many literals more, a conflict takes as long again */

/* Where clauses go; counts them as work. */
struct clause_sink {
    struct sat *sat;
    uint64_t literals;
};

static bool add_literal(void *context, int literal) {
    struct clause_sink *sink = context;
    sink->literals++;
    return sat_add(sink->sat, literal);
}

static void spend(struct cutting_effort *effort, uint64_t conflicts) {
    effort->conflicts_left -= conflicts < effort->conflicts_left ? conflicts : effort->conflicts_left;
}

static scr_result keep_cut(struct cut_list *list, const struct moves *moves, struct scr_arena *arena) {
    uint32_t *moved = scr_arena_alloc(arena, 2 * moves->count, sizeof *moved);
    if (!moved) return (scr_result){SCR_MEMORY};
    memcpy(moved, moves->moved, moves->count * sizeof *moved);
    memcpy(moved + moves->count, moves->image, moves->count * sizeof *moved);
    if (list->count ==
        list->capacity) { /* in the arena, by doubling: the old array is at most as large as the new one */
        size_t capacity = list->capacity ? 2 * list->capacity : 64;
        struct cut *cuts = scr_arena_alloc(arena, capacity, sizeof *cuts);
        if (!cuts) return (scr_result){SCR_MEMORY};
        if (list->count) memcpy(cuts, list->cuts, list->count * sizeof *cuts);
        list->cuts = cuts;
        list->capacity = capacity;
    }
    list->cuts[list->count++] = (struct cut){moved, moved + moves->count, moves->count};
    return scr_done();
}

static void read_model(struct sat *sat, const struct encoding *encoding, struct marks *marks) {
    memset(marks->columns, 0, marks->candidates * marks->words * sizeof *marks->columns);
    for (size_t b = 0; b < marks->ballots; b++)
        for (size_t c = 0; c < marks->candidates; c++)
            if (sat_value(sat, encoding_mark(encoding, b, c))) marks_set(marks, c, b);
}

static int compare_totals(const uint32_t *a, const uint32_t *b, uint32_t n) {
    for (uint32_t i = 0; i < n; i++)
        if (a[i] != b[i]) return a[i] < b[i] ? -1 : 1;
    return 0;
}

/* Symmetry breaking wants equivalent contests in ascending order of their totals: insertion sort within each class. */
static void order_classes(const struct shape *shape, uint32_t *totals, uint32_t *spare) {
    for (size_t k = 1; k < shape->contest_count; k++) {
        uint32_t n = shape->contests[k].n;
        for (size_t j = k; j && shape_class_end(shape, j - 1) > j; j--) {
            uint32_t *left = totals + shape->contests[j - 1].first, *right = totals + shape->contests[j].first;
            if (compare_totals(left, right, n) <= 0) break;
            memcpy(spare, left, n * sizeof *spare);
            memcpy(left, right, n * sizeof *left);
            memcpy(right, spare, n * sizeof *right);
        }
    }
}

/* Adds the swaps that the deck misses as cuts: all that the search finds from different contests on; where it runs out
 * of effort, what the complete method finds. *missed says whether there are any; *found how many were added. */
static scr_result add_cuts(struct encoding *encoding, struct undetected *finder, const struct marks *marks,
                           struct clause_sink *sink, const struct cutting_options *options,
                           struct cutting_effort *effort, struct cut_list *cuts, struct scr_arena *arena, size_t *found,
                           enum undetected_answer *missed) {
    *found = 0;
    for (size_t from = 0;;) {
        uint64_t work = SWAP_WORK;
        struct moves moves;
        size_t seed = 0;
        SCR_TRY(undetected_find(finder, marks, from, &work, missed, &moves, &seed));
        spend(effort, (SWAP_WORK - work) / WORK_OF_CONFLICT);
        if (*missed == UNDETECTED_UNKNOWN && !*found) {
            moves.moved = scr_arena_alloc(arena, marks->candidates, sizeof *moves.moved);
            moves.image = scr_arena_alloc(arena, marks->candidates, sizeof *moves.image);
            if (!moves.moved || !moves.image) return (scr_result){SCR_MEMORY};
            uint64_t share = effort->conflicts_left / 4 + 1, left = share;
            SCR_TRY(undetected_by_sat(finder, encoding_shape(encoding), marks, &left, missed, &moves));
            spend(effort, share - left);
            seed = SIZE_MAX - 1;
        }
        if (*missed != UNDETECTED_FOUND) return scr_done();
        SCR_TRY(keep_cut(cuts, &moves, arena));
        uint64_t before = sink->literals;
        SCR_TRY(encoding_cut(encoding, &cuts->cuts[cuts->count - 1], add_literal, sink));
        spend(effort, (sink->literals - before) / WORK_OF_CONFLICT);
        ++*found;
        from = seed + 1;
        if (!options->many_cuts || from == SIZE_MAX) return scr_done();
    }
}

/* One run of the loop: with `totals`, they are assumed; without, they are free. */
static scr_result loop(struct clause_sink *sink, struct encoding *encoding, struct undetected *finder,
                       const uint32_t *totals, uint64_t most, const struct cutting_options *options,
                       struct cutting_effort *effort, struct cut_list *cuts, struct scr_arena *arena,
                       enum cutting_answer *answer, struct marks *marks) {
    uint64_t left = most < effort->conflicts_left ? most : effort->conflicts_left;
    struct sat *sat = sink->sat;
    *answer = CUTTING_UNKNOWN;
    while (left) {
        uint64_t weight = 1 + sink->literals / LITERALS_OF_CONFLICT, most_now = left / weight + 1;
        enum sat_answer satisfiable;
        long before = sat_conflicts(sat);
        for (size_t c = 0; totals && c < marks->candidates; c++) {
            if (totals[c] && !sat_assume(sat, encoding_total(encoding, c, totals[c]))) return (scr_result){SCR_MEMORY};
            if (totals[c] < marks->ballots && !sat_assume(sat, -encoding_total(encoding, c, totals[c] + 1)))
                return (scr_result){SCR_MEMORY};
        }
        if (!sat_solve(sat, (long)(most_now < 1000000000 ? most_now : 1000000000), &satisfiable))
            return (scr_result){SCR_MEMORY};
        /* A solve without conflicts is work too. */
        uint64_t at_first = effort->conflicts_left;
        spend(effort, (uint64_t)(sat_conflicts(sat) - before) * weight + 10);
        effort->iterations++;
        if (satisfiable == SAT_UNKNOWN) return scr_done();
        if (satisfiable == SAT_UNSATISFIABLE) {
            *answer = CUTTING_IMPOSSIBLE;
            return scr_done();
        }
        read_model(sat, encoding, marks);
        size_t found;
        enum undetected_answer missed;
        SCR_TRY(add_cuts(encoding, finder, marks, sink, options, effort, cuts, arena, &found, &missed));
        if (!found) {
            if (missed == UNDETECTED_NONE) *answer = CUTTING_DECK;
            return scr_done();
        }
        uint64_t spent = at_first - effort->conflicts_left;
        left -= spent < left ? spent : left;
    }
    return scr_done();
}

scr_result cutting_search(const struct shape *shape, size_t ballots, const struct cutting_options *options,
                          struct cutting_effort *effort, struct cut_list *cuts, struct scr_arena *arena,
                          enum cutting_answer *answer, struct marks *marks) {
    struct encoding *encoding = NULL;
    struct undetected *finder = NULL;
    struct sat *sat = NULL;
    struct clause_sink sink = {0};
    *answer = CUTTING_UNKNOWN;
    if (!ballots || !effort->conflicts_left || encoding_size(shape, ballots, LITERALS_MOST) >= LITERALS_MOST)
        return scr_done();
    scr_result result = marks_make(ballots, shape->candidate_count, arena, marks);
    if (scr_failed(result)) return result;
    SCR_TRY_OR(result, encoding_new(shape, ballots, &options->symmetry, &encoding), done);
    SCR_TRY_OR(result, undetected_new(shape, ballots, &finder), done);
    result = (scr_result){SCR_MEMORY};
    if (!(sat = sat_new(NULL))) goto done;
    sink.sat = sat;
    SCR_TRY_OR(result, encoding_base(encoding, add_literal, &sink), done);
    for (size_t c = 0; c < cuts->count; c++)
        SCR_TRY_OR(result, encoding_cut(encoding, &cuts->cuts[c], add_literal, &sink), done);
    spend(effort, sink.literals / WORK_OF_CONFLICT);
    if (options->fixed_totals_first) {
        struct totals_chooser chooser;
        struct random random = {options->seed};
        uint32_t *totals = scr_arena_alloc(arena, 2 * shape->candidate_count, sizeof *totals);
        result = (scr_result){SCR_MEMORY};
        if (!totals) goto done;
        SCR_TRY_OR(result, totals_prepare(shape, (uint32_t)ballots, arena, &chooser), done);
        for (size_t round = 0; round < 3 && *answer != CUTTING_DECK; round++) {
            if (totals_choose(&chooser, &random, totals)) continue;
            order_classes(shape, totals, totals + shape->candidate_count);
            SCR_TRY_OR(result,
                       loop(&sink, encoding, finder, totals, effort->conflicts_left / 8, options, effort, cuts, arena,
                            answer, marks),
                       done);
        }
    }
    /* Unsatisfiable for fixed totals proves nothing about others: only this run may answer "impossible". */
    if (*answer != CUTTING_DECK)
        result = loop(&sink, encoding, finder, NULL, UINT64_MAX, options, effort, cuts, arena, answer, marks);
done:
    sat_free(sat);
    undetected_free(finder);
    encoding_free(encoding);
    return result;
}

/* Reads all of a temporary file into the arena. */
static scr_result read_back(FILE *file, struct scr_arena *arena, struct certificate *certificate, bool *found) {
    if (fflush(file) || fseek(file, 0, SEEK_END)) return (scr_result){SCR_IO};
    long length = ftell(file);
    if (length < 0) return (scr_result){SCR_IO};
    *found = length <= PROOF_BYTES_MOST;
    if (!*found) return scr_done();
    rewind(file);
    char *proof = scr_arena_alloc(arena, (size_t)length + 1, 1);
    if (!proof) return (scr_result){SCR_MEMORY};
    if (fread(proof, 1, (size_t)length, file) != (size_t)length) return (scr_result){SCR_IO};
    certificate->proof = proof;
    certificate->proof_length = (size_t)length;
    return scr_hash_bytes(proof, (size_t)length, &certificate->proof_hash);
}

scr_result cutting_prove(const struct shape *shape, size_t ballots, const struct cut_list *cuts,
                         struct cutting_effort *effort, struct scr_arena *arena, struct certificate *certificate,
                         bool *found) {
    struct encoding *encoding = NULL;
    struct sat *sat = NULL;
    scr_result result = {SCR_MEMORY};
    FILE *file = tmpfile();
    *found = false;
    if (!file) return (scr_result){SCR_IO};
    if (!(sat = sat_new(file))) goto done;
    SCR_TRY_OR(result, encoding_new(shape, ballots, &encoding_all_symmetry, &encoding), done);
    struct clause_sink sink = {sat, 0};
    SCR_TRY_OR(result, encoding_base(encoding, add_literal, &sink), done);
    for (size_t c = 0; c < cuts->count; c++)
        SCR_TRY_OR(result, encoding_cut(encoding, &cuts->cuts[c], add_literal, &sink), done);
    enum sat_answer answer;
    long most = (long)(effort->conflicts_left < 1000000000 ? effort->conflicts_left : 1000000000);
    result = (scr_result){SCR_MEMORY};
    if (!sat_solve(sat, most, &answer)) goto done;
    uint64_t spent = (uint64_t)sat_conflicts(sat);
    effort->conflicts_left -= spent < effort->conflicts_left ? spent : effort->conflicts_left;
    sat_free(sat); /* completes the proof */
    sat = NULL;
    result = scr_done();
    if (answer != SAT_UNSATISFIABLE) goto done;
    *certificate =
        (struct certificate){.kind = BOUND_SEARCH, .shape = shape, .cuts = cuts->cuts, .cut_count = cuts->count};
    result = read_back(file, arena, certificate, found);
done:
    sat_free(sat);
    encoding_free(encoding);
    fclose(file);
    return result;
}
