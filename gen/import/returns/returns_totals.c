/* returns_totals.c: totals of a county, a state, the jurisdiction against the sums of the units below them.
 *
 * Within one contest a unit's value is its own row where it has one, else the sum of the units directly below it. A
 * unit with both must have them equal, option by option. Cells are sorted by option and unit. */
#include <stdlib.h>

#include "returns_builder.h"

struct summing {
    struct returns_builder *builder;
    bool *reports; /* the unit has a row in the contest */
    bool *below;   /* some unit below it has one */
    uint64_t *sum; /* of the units directly below, for the option at hand */
    const struct returns_cell **own;
    size_t *touched; /* units at hand, each once */
    bool *is_touched;
    size_t count;
};

static void touch(struct summing *summing, size_t unit) {
    for (; unit != RETURNS_NONE && !summing->is_touched[unit]; unit = summing->builder->units[unit].parent) {
        summing->is_touched[unit] = true;
        summing->touched[summing->count++] = unit;
    }
}

static int descending(const void *left, const void *right) {
    const size_t *a = left, *b = right;
    return *a > *b ? -1 : *a < *b;
}

static void compare(struct summing *summing, size_t unit, size_t option) {
    struct returns_builder *builder = summing->builder;
    const struct returns_cell *own = summing->own[unit];
    uint64_t sum = summing->sum[unit];
    if (own && own->votes != sum)
        returns_cell_problem(builder, own,
                             "%s of %s is %llu, but the units below it add up to %llu; correct them, or give what "
                             "belongs to no precinct as precinct [Jurisdiction-wide]",
                             returns_shown_option(builder, option), returns_shown_unit(builder, unit),
                             (unsigned long long)own->votes, (unsigned long long)sum);
    if (own || !sum || builder->unread) return;
    builder->base.shown = "the returns";
    builder_problem(&builder->base, (struct import_place){0},
                    "%s of %s has no total, other selections of the contest have; its units add up to %llu",
                    returns_shown_option(builder, option), returns_shown_unit(builder, unit), (unsigned long long)sum);
}

/* The cells of one option. Parents stand before their children, so from the highest number down all is summed up
 * before it is compared. */
static void check_option(struct summing *summing, const struct returns_cell *cells, size_t count) {
    struct returns_builder *builder = summing->builder;
    for (size_t i = 0; i < count; i++) {
        touch(summing, cells[i].unit);
        summing->own[cells[i].unit] = &cells[i];
    }
    qsort(summing->touched, summing->count, sizeof *summing->touched, descending);
    for (size_t i = 0; i < summing->count; i++) {
        size_t unit = summing->touched[i], parent = builder->units[unit].parent;
        if (summing->reports[unit] && summing->below[unit]) compare(summing, unit, cells->option);
        uint64_t value = summing->own[unit] ? summing->own[unit]->votes : summing->sum[unit];
        if (parent != RETURNS_NONE) summing->sum[parent] += value;
    }
    for (size_t i = 0; i < summing->count; i++) {
        size_t unit = summing->touched[i];
        summing->is_touched[unit] = false;
        summing->own[unit] = NULL;
        summing->sum[unit] = 0;
    }
    summing->count = 0;
}

static void check_contest(struct summing *summing, const struct returns_cell *cells, size_t count) {
    const struct returns_builder *builder = summing->builder;
    bool totals = false;
    for (size_t i = 0; i < count; i++) summing->reports[cells[i].unit] = true;
    for (size_t i = 0; i < count; i++)
        for (size_t up = builder->units[cells[i].unit].parent; up != RETURNS_NONE && !summing->below[up];
             up = builder->units[up].parent) {
            summing->below[up] = true;
            totals = totals || summing->reports[up];
        }
    for (size_t i = 0, next; i < count && totals; i = next) {
        for (next = i + 1; next < count && cells[next].option == cells[i].option;) next++;
        if (builder->options[cells[i].option].kind != RETURNS_CONTEST_TOTAL) check_option(summing, cells + i, next - i);
    }
    for (size_t i = 0; i < count; i++) {
        summing->reports[cells[i].unit] = false;
        for (size_t up = builder->units[cells[i].unit].parent; up != RETURNS_NONE && summing->below[up];
             up = builder->units[up].parent)
            summing->below[up] = false;
    }
}

scr_result returns_check_totals(struct returns_builder *builder) {
    size_t units = builder->unit_count, cells = builder->cell_count;
    struct scr_arena arena = {0};
    struct summing summing = {
        .builder = builder,
        .reports = scr_arena_alloc(&arena, units, sizeof *summing.reports),
        .below = scr_arena_alloc(&arena, units, sizeof *summing.below),
        .sum = scr_arena_alloc(&arena, units, sizeof *summing.sum),
        .own = scr_arena_alloc(&arena, units, sizeof *summing.own),
        .touched = scr_arena_alloc(&arena, units, sizeof *summing.touched),
        .is_touched = scr_arena_alloc(&arena, units, sizeof *summing.is_touched),
    };
    bool room = summing.reports && summing.below && summing.sum && summing.own && summing.touched && summing.is_touched;
    for (size_t i = 0, next; i < cells && room; i = next) {
        size_t contest = builder->options[builder->cells[i].option].contest;
        for (next = i + 1; next < cells && builder->options[builder->cells[next].option].contest == contest;) next++;
        check_contest(&summing, builder->cells + i, next - i);
    }
    scr_arena_free(&arena);
    return room ? scr_done() : (scr_result){SCR_MEMORY};
}
