/* topdown.c: TopDown's published counts are the least tables, unit by unit from the top (DPR-15). */
#include <inttypes.h>
#include <stdint.h>
#include <stdlib.h>

#include "verify/release/release.h"
#include "verify/release/table.h"
#include "verify/release/tie_words.h"

/* The children of the units of one level, with room for the largest group. */
struct generation {
    struct contest_case *contest;
    struct tie_words *ties; /* NULL: the seed is not at hand */
    size_t level;           /* of the parents */
    struct table table;     /* what all groups share */
    const struct release_block *above, *measured, *published, *totals;
    int64_t *bound;   /* of all rows; NULL */
    uint32_t *words;  /* room for one group */
    uint8_t *outside; /* of each option; NULL */
    size_t contest_number;
};

static void complain_of(struct generation *generation, size_t first, const struct table_finding *finding) {
    struct contest_case *contest = generation->contest;
    struct complaint *complaint = contest->complaint;
    size_t level = generation->level + 1, row = first + finding->child;
    size_t cell = row * contest->shape->options + finding->option;
    int64_t number = generation->published->values[cell], sum = 0;
    switch (finding->verdict) {
    case TABLE_NEGATIVE:
        complain(complaint, "%s: published %" PRId64 " is below 0", release_place(contest, level, row, finding->option),
                 number);
        break;
    case TABLE_ZERO:
        complain(complaint, "%s: published %" PRId64 " where the option is not on the ballot",
                 release_place(contest, level, row, finding->option), number);
        break;
    case TABLE_OPTION:
        complain(complaint, "%s: this unit and those beside it do not sum to the count above them",
                 release_place(contest, level, row, finding->option));
        break;
    case TABLE_CHILD:
        for (size_t o = 0; o < contest->shape->options; o++)
            if (shape_in_total(contest->shape, o))
                sum += generation->published->values[row * contest->shape->options + o];
        complain(complaint, "%s: published counts sum to %" PRId64 ", votes allowed times ballots cast is %" PRId64,
                 release_place(contest, level, row, SIZE_MAX), sum, generation->bound[row]);
        break;
    case TABLE_EXCHANGE:
        complain(complaint,
                 "%s: one fewer here and one more in unit %s would be closer to the measured counts, or as "
                 "close and first by the public words",
                 release_place(contest, level, row, finding->option),
                 shown(complaint, shape_unit(contest->shape, level, first + finding->other)->name));
        break;
    case TABLE_CYCLE:
        complain(complaint,
                 "%s: exchanges among this unit, those beside it and the options would be closer to the "
                 "measured counts, or as close and first by the public words",
                 release_place(contest, level, first, SIZE_MAX));
        break;
    case TABLE_BUDGET:
        contest->open = "the counted work for tables ended";
        break;
    case TABLE_LEAST:
        break;
    }
}

static scr_result check_group(struct generation *generation, size_t row, struct budget *budget) {
    struct contest_case *contest = generation->contest;
    const struct shape_level *upper = &contest->shape->level[generation->level - 1];
    size_t first = upper->first[row], options = contest->shape->options;
    struct table table = generation->table;
    const uint8_t *zeros = contest->shape->level[generation->level].zeros;
    struct table_finding finding;
    table.children = upper->first[row + 1] - first;
    table.measured = generation->measured->values + first * options;
    table.published = generation->published->values + first * options;
    table.parent = generation->above->values + row * options;
    table.zeros = zeros ? zeros + first * options : NULL;
    table.totals = generation->totals ? generation->totals->values + first : NULL;
    table.bound = generation->bound ? generation->bound + first : NULL;
    if (generation->ties && table.children > 1) {
        const struct measured_level *level = &contest->statement->levels[generation->level - 1];
        SCR_TRY(tie_words(generation->ties, (uint32_t)generation->contest_number, (uint32_t)generation->level,
                          level->first + upper->units[row], options * table.children, generation->words));
        table.words = generation->words;
    }
    SCR_TRY(table_check(&table, budget, &finding));
    complain_of(generation, first, &finding);
    return scr_done();
}

/* Weights, bounds and room for one level's groups. */
static scr_result prepare(struct generation *generation) {
    struct contest_case *contest = generation->contest;
    const struct shape *shape = contest->shape;
    const struct shape_level *upper = &shape->level[generation->level - 1];
    size_t below = generation->level + 1, rows = shape->level[below - 1].rows, most = 0, cells;
    generation->above = release_upper_block(contest, generation->level);
    generation->measured = release_block_of(contest->claimed, below, COUNTS_MEASURED);
    generation->published = release_block_of(contest->claimed, below, COUNTS_PUBLISHED);
    generation->totals = release_block_of(contest->claimed, below, COUNTS_MEASURED_TOTAL);
    generation->table = (struct table){.options = shape->options, .weight = 1};
    if (generation->totals && !release_weights(release_share(contest->contest, below, HISTOGRAM_OPTIONS),
                                               release_share(contest->contest, below, HISTOGRAM_TOTAL),
                                               &generation->table.weight, &generation->table.total_weight))
        return (scr_result){SCR_INTERNAL}; /* DPR-13 */
    for (size_t row = 0; row < upper->rows; row++)
        if (upper->first[row + 1] - upper->first[row] > most) most = upper->first[row + 1] - upper->first[row];
    if (!scr_multiply(most, shape->options, &cells)) return (scr_result){SCR_MEMORY};
    generation->words = calloc(cells, sizeof *generation->words);
    if (!generation->words) return (scr_result){SCR_MEMORY};
    if (contest->statement->exact_levels && shape->contest->complete) {
        generation->bound = calloc(rows, sizeof *generation->bound);
        generation->outside = calloc(shape->options, 1);
        if (!generation->bound || !generation->outside) return (scr_result){SCR_MEMORY};
        for (size_t row = 0; row < rows; row++) generation->bound[row] = shape_total(shape, below, row);
        for (size_t option = 0; option < shape->options; option++)
            generation->outside[option] = !shape_in_total(shape, option);
        generation->table.outside = generation->outside;
    }
    return scr_done();
}

static scr_result check_generation(struct generation *generation, struct budget *budget) {
    size_t rows = generation->contest->shape->level[generation->level - 1].rows;
    scr_result result = prepare(generation);
    for (size_t row = 0; !scr_failed(result) && row < rows; row++) result = check_group(generation, row, budget);
    free(generation->words);
    free(generation->bound);
    free(generation->outside);
    return result;
}

static void check_root(struct contest_case *contest) {
    const struct release_block *measured = release_block_of(contest->claimed, 1, COUNTS_MEASURED);
    const struct release_block *published = release_block_of(contest->claimed, 1, COUNTS_PUBLISHED);
    const uint8_t *zeros = contest->shape->level[0].zeros;
    for (size_t option = 0; option < contest->shape->options; option++) {
        int64_t expected = measured->values[option] < 0 || (zeros && zeros[option]) ? 0 : measured->values[option];
        if (published->values[option] != expected)
            complain(contest->complaint, "%s: published %" PRId64 " instead of %" PRId64,
                     release_place(contest, 1, 0, option), published->values[option], expected);
    }
}

scr_result topdown_complain(struct contest_case *contest, struct work *work) {
    size_t exact = contest->statement->exact_levels;
    struct tie_words *ties = NULL;
    struct budget budget = work_begin(work);
    scr_result result = scr_done();
    if (!exact) check_root(contest);
    if (contest->release->seed)
        result = tie_words_new(contest->release->seed->seed, &contest->statement->measurement, &ties);
    else
        contest->open = "without the seed record the words that break ties are not known";
    for (size_t level = exact ? exact : 1; !scr_failed(result) && level < contest->shape->levels; level++) {
        struct generation generation = {.contest = contest,
                                        .ties = ties,
                                        .level = level,
                                        .contest_number = (size_t)(contest->contest - contest->statement->contests)};
        result = check_generation(&generation, &budget);
    }
    tie_words_free(ties);
    const char *ended = work_end(work, &budget);
    if (*ended && contest->open) contest->open = "all searches of this run together have come to their end";
    return result;
}
