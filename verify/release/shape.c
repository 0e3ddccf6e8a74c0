/* shape.c: rows of a contest's units, from the precincts up; and where its structural zeros are. */
#include "verify/release/shape.h"

/* Because parents never decrease, units of the level above follow each other in the order of their children. */
static scr_result build_upper(struct shape *shape, size_t upper) {
    struct shape_level *above = &shape->level[upper], *below = &shape->level[upper + 1];
    const struct measured_unit *units = shape->statement->levels[upper + 1].units;
    above->units = scr_arena_alloc(&shape->arena, below->rows, sizeof *above->units);
    above->first = scr_arena_alloc(&shape->arena, below->rows + 1, sizeof *above->first);
    if (!above->units || !above->first) return (scr_result){SCR_MEMORY};
    for (size_t row = 0; row < below->rows; row++) {
        uint32_t parent = units[below->units[row]].parent - 1;
        if (!above->rows || above->units[above->rows - 1] != parent) {
            above->units[above->rows] = parent;
            above->first[above->rows++] = (uint32_t)row;
        }
        below->parents[row] = (uint32_t)(above->rows - 1);
    }
    above->first[above->rows] = (uint32_t)below->rows;
    above->parents = scr_arena_alloc(&shape->arena, above->rows, sizeof *above->parents);
    return (scr_result){above->parents ? SCR_DONE : SCR_MEMORY};
}

scr_result shape_build(const struct published_statement *statement, const struct measured_contest *contest,
                       struct shape *shape) {
    *shape = (struct shape){
        .statement = statement, .contest = contest, .levels = statement->level_count, .options = contest->option_count};
    struct shape_level *last = &shape->level[shape->levels - 1];
    size_t count = (size_t)contest->unit_count;
    last->units = scr_arena_alloc(&shape->arena, count, sizeof *last->units);
    last->parents = scr_arena_alloc(&shape->arena, count, sizeof *last->parents);
    if (!last->units || !last->parents) return (scr_result){SCR_MEMORY};
    for (size_t i = 0; i < contest->units.count; i++)
        for (uint32_t unit = contest->units.items[i].first; unit <= contest->units.items[i].last; unit++)
            last->units[last->rows++] = unit - 1;
    for (size_t upper = shape->levels - 1; upper-- > 0;) SCR_TRY(build_upper(shape, upper));
    return scr_done();
}

/* Both the rows and the ranges ascend. */
static void mark(struct shape *shape, const struct structural_zero *zero) {
    struct shape_level *last = &shape->level[shape->levels - 1];
    size_t row = 0;
    for (size_t i = 0; i < zero->units.count; i++) {
        uint32_t first = zero->units.items[i].first - 1, end = zero->units.items[i].last;
        while (row < last->rows && last->units[row] < first) row++;
        for (; row < last->rows && last->units[row] < end; row++)
            last->zeros[row * shape->options + zero->option - 1] = 1;
    }
}

scr_result shape_zeros(struct shape *shape) {
    const struct measured_contest *contest = shape->contest;
    if (!contest->zero_count) return scr_done();
    for (size_t level = 0; level < shape->levels; level++) {
        size_t cells;
        if (!scr_multiply(shape->level[level].rows, shape->options, &cells) || cells > SHAPE_ZEROS_MOST)
            return (scr_result){SCR_LIMIT};
        shape->level[level].zeros = scr_arena_alloc(&shape->arena, cells, 1);
        if (!shape->level[level].zeros) return (scr_result){SCR_MEMORY};
    }
    for (size_t i = 0; i < contest->zero_count; i++) mark(shape, &contest->zeros[i]);
    for (size_t upper = shape->levels - 1; upper-- > 0;) {
        struct shape_level *above = &shape->level[upper];
        const uint8_t *below = shape->level[upper + 1].zeros;
        for (size_t row = 0; row < above->rows; row++)
            for (size_t option = 0; option < shape->options; option++) {
                uint8_t all = 1;
                for (size_t child = above->first[row]; child < above->first[row + 1]; child++)
                    all &= below[child * shape->options + option];
                above->zeros[row * shape->options + option] = all;
            }
    }
    return scr_done();
}

void shape_free(struct shape *shape) {
    scr_arena_free(&shape->arena);
    *shape = (struct shape){0};
}
