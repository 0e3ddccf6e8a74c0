/* returns_merge.c: puts the rows of returns in order, adds up modes of voting, and refuses rows that stand twice. */
#include <stdlib.h>
#include <string.h>

#include "returns_builder.h"

static int by_contest_and_kind(const void *left, const void *right) {
    const struct option_building *a = left, *b = right;
    if (a->contest != b->contest) return a->contest < b->contest ? -1 : 1;
    if (a->kind != b->kind) return a->kind < b->kind ? -1 : 1;
    return a->seen < b->seen ? -1 : a->seen > b->seen;
}

/* Options are numbered by contest once sorted, and contests from 0 on; until cells are grouped by unit, ordering by
 * option alone suffices: option, unit, mode, and then as the files have it. */
static int by_option_and_unit(const void *left, const void *right) {
    const struct returns_cell *a = left, *b = right;
    if (a->option != b->option) return a->option < b->option ? -1 : 1;
    if (a->unit != b->unit) return a->unit < b->unit ? -1 : 1;
    if (a->mode != b->mode) return a->mode < b->mode ? -1 : 1;
    if (a->file != b->file) return a->file < b->file ? -1 : 1;
    return a->line < b->line ? -1 : a->line > b->line;
}

scr_result returns_sort(struct returns_builder *builder) {
    uint32_t *place = calloc(builder->option_count, sizeof *place); /* by the option's number until now */
    if (!place) return (scr_result){SCR_MEMORY};
    qsort(builder->options, builder->option_count, sizeof *builder->options, by_contest_and_kind);
    for (size_t i = builder->option_count; i-- > 0;) {
        place[builder->options[i].seen] = (uint32_t)i;
        builder->contests[builder->options[i].contest].first_option = i;
    }
    for (size_t i = 0; i < builder->cell_count; i++) builder->cells[i].option = place[builder->cells[i].option];
    free(place);
    if (builder->cell_count) qsort(builder->cells, builder->cell_count, sizeof *builder->cells, by_option_and_unit);
    return scr_done();
}

static void refuse_repeated(struct returns_builder *builder, const struct returns_cell *first,
                            const struct returns_cell *again) {
    char mode[200] = "";
    builder->repeated[first->unit] = true;
    if (first->mode != RETURNS_MODE_TOTAL) {
        const char *shown = builder_shown(&builder->base, builder->modes[first->mode]);
        if (strlen(shown) < sizeof mode - 10) strcat(strcpy(mode, ", mode "), shown);
    }
    returns_cell_problem(
        builder, again,
        "%s of %s%s stands already in %s, line %lu, with %s%llu; leave one row, or give parts of a precinct "
        "names of their own",
        returns_shown_option(builder, first->option), returns_shown_unit(builder, first->unit), mode,
        builder->files[first->file], (unsigned long)first->line,
        first->votes == again->votes ? "the same count, " : "another count, ", (unsigned long long)first->votes);
}

/* One unit and option: rows by mode, or a row for all, or both, which then must agree. */
static struct returns_cell merge_group(struct returns_builder *builder, const struct returns_cell *cells,
                                       size_t count) {
    uint64_t sum = 0;
    size_t modes = 0;
    for (size_t i = 0; i < count; i++) {
        if (i && cells[i].mode == cells[i - 1].mode) {
            size_t first = i - 1;
            while (first && cells[first - 1].mode == cells[i].mode) first--;
            refuse_repeated(builder, &cells[first], &cells[i]);
        } else if (cells[i].mode != RETURNS_MODE_TOTAL) {
            sum += cells[i].votes;
            modes++;
        }
    }
    struct returns_cell merged = cells[0];
    if (merged.mode != RETURNS_MODE_TOTAL)
        merged.votes = sum;
    else if (modes && sum != merged.votes)
        returns_cell_problem(builder, &cells[0],
                             "%s of %s is %llu in all, but its modes of voting add up to %llu; correct one of them",
                             returns_shown_option(builder, merged.option), returns_shown_unit(builder, merged.unit),
                             (unsigned long long)merged.votes, (unsigned long long)sum);
    return merged;
}

scr_result returns_merge(struct returns_builder *builder) {
    struct returns_cell *cells = builder->cells;
    size_t kept = 0;
    builder->repeated = scr_arena_alloc(&builder->base.arena, builder->unit_count, sizeof *builder->repeated);
    if (!builder->repeated) return (scr_result){SCR_MEMORY};
    for (size_t i = 0, next; i < builder->cell_count; i = next) {
        for (next = i + 1;
             next < builder->cell_count && cells[next].option == cells[i].option && cells[next].unit == cells[i].unit;)
            next++;
        cells[kept++] = merge_group(builder, cells + i, next - i);
    }
    builder->cell_count = kept;
    return scr_done();
}
