/* determined.c: all tables below one exact unit as the flows of a network, whose fixed edges are the determined cells.
 *
 * Each option flows from its sum at the exact unit down the tree of units, one edge for each cell, and from its
 * precincts into zones (zones.h). Options that are outside totals flow into a zone of their own. Without exact levels
 * the options spring from one source, to which zones without a known total lead back. */
#include "verify/release/determined.h"

#include <stdlib.h>

#include "verify/release/network.h"
#include "verify/release/zones.h"

/* One exact unit with all that is below it, or everything without exact levels. */
struct region {
    const struct shape *shape;
    size_t exact, options;
    const int64_t *sums;                                         /* of the unit's options; NULL without exact levels */
    size_t first[RELEASE_LEVELS], rows[RELEASE_LEVELS];          /* of each level in the region, from level `top` on */
    size_t top;                                                  /* first level below the exact ones, from 1 */
    size_t edge_base[RELEASE_LEVELS], node_base[RELEASE_LEVELS]; /* of the cells of a level, and of what they lead to */
    uint32_t *zone_of[RELEASE_LEVELS];                           /* of each row */
    int64_t *demands;
    size_t zones; /* with zone 0: what no known total covers; the zone behind the last is for options outside totals */
    uint32_t *leaf;  /* [zone * options + option]: as first in zones.h, rows within the region */
    int64_t *filled; /* same shape */
    int64_t *flows;  /* of each edge */
    uint8_t *fixed;  /* of each edge */
    struct network network;
    struct scr_arena arena;
};

static bool zero(const struct region *region, size_t level, size_t row, size_t option) {
    const uint8_t *zeros = region->shape->level[level - 1].zeros;
    return zeros && zeros[(region->first[level - 1] + row) * region->options + option];
}

/* The row's parent within the region; what is above the region's first level is one row. */
static size_t parent_of(const struct region *region, size_t level, size_t row) {
    if (level == region->top) return 0;
    return region->shape->level[level - 1].parents[region->first[level - 1] + row] - region->first[level - 2];
}

static scr_result lay_out(struct region *region, size_t row) {
    const struct shape *shape = region->shape;
    size_t edges = 0, nodes = region->exact ? region->options : 1;
    region->top = region->exact + 1;
    size_t first = row, end = row + 1;
    for (size_t level = region->top; level <= shape->levels; level++) {
        if (level > 1) {
            first = shape->level[level - 2].first[first];
            end = shape->level[level - 2].first[end];
        }
        region->first[level - 1] = first;
        region->rows[level - 1] = end - first;
        region->edge_base[level - 1] = edges;
        edges += region->rows[level - 1] * region->options;
        region->node_base[level - 1] = nodes; /* for the last level: where the zones begin */
        if (level < shape->levels) nodes += region->rows[level - 1] * region->options;
        region->zone_of[level - 1] = scr_arena_alloc(&region->arena, end - first, sizeof(uint32_t));
        if (!region->zone_of[level - 1]) return (scr_result){SCR_MEMORY};
    }
    region->network.edges = edges;
    region->network.nodes = nodes;
    return scr_done();
}

/* Divides the precincts into zones; *fits is false when known totals contradict each other. */
static scr_result divide(struct region *region, bool *fits) {
    const struct shape *shape = region->shape;
    size_t most = 1;
    *fits = true;
    for (size_t level = region->top; level <= shape->levels; level++) most += region->rows[level - 1];
    region->demands = scr_arena_alloc(&region->arena, most, sizeof *region->demands);
    if (!region->demands) return (scr_result){SCR_MEMORY};
    region->zones = 1;
    for (size_t o = 0; region->sums && o < region->options; o++)
        if (shape_in_total(shape, o)) region->demands[0] += region->sums[o]; /* at most 1,000 numbers of 2^40 */
    for (size_t level = region->top; level <= shape->levels; level++)
        for (size_t row = 0; row < region->rows[level - 1]; row++) {
            uint32_t outer = level == region->top ? 0 : region->zone_of[level - 2][parent_of(region, level, row)];
            uint32_t own = outer;
            if (shape->contest->complete && shape_unit(shape, level, region->first[level - 1] + row)->turnout) {
                int64_t total = shape_total(shape, level, region->first[level - 1] + row);
                own = (uint32_t)region->zones++;
                region->demands[own] = total;
                if ((outer || region->sums) &&
                    __builtin_sub_overflow(region->demands[outer], total, &region->demands[outer]))
                    *fits = false;
            }
            region->zone_of[level - 1][row] = own;
        }
    for (size_t zone = 0; zone < region->zones; zone++)
        if (region->demands[zone] < 0) *fits = false;
    return scr_done();
}

static size_t zone_at(const struct region *region, size_t row, size_t option) {
    return shape_in_total(region->shape, option) ? region->zone_of[region->shape->levels - 1][row] : region->zones;
}

/* A precinct for each zone and option, where there is one without a structural zero. */
static scr_result find_leaves(struct region *region) {
    size_t last = region->shape->levels, cells;
    if (!scr_multiply(region->zones + 1, region->options, &cells)) return (scr_result){SCR_MEMORY};
    region->leaf = scr_arena_alloc(&region->arena, cells, sizeof *region->leaf);
    region->filled = scr_arena_alloc(&region->arena, cells, sizeof *region->filled);
    if (!region->leaf || !region->filled) return (scr_result){SCR_MEMORY};
    for (size_t row = region->rows[last - 1]; row-- > 0;)
        for (size_t option = 0; option < region->options; option++)
            if (!zero(region, last, row, option))
                region->leaf[zone_at(region, row, option) * region->options + option] = (uint32_t)row + 1;
    return scr_done();
}

/* Some feasible flow, by zones and then down to edges. */
static scr_result fill(struct region *region, struct budget *budget, enum zones_outcome *outcome) {
    size_t options = region->options, last = region->shape->levels;
    int64_t *sums = scr_arena_alloc(&region->arena, options, sizeof *sums);
    region->flows = scr_arena_alloc(&region->arena, region->network.edges, sizeof *region->flows);
    if (!sums || !region->flows) return (scr_result){SCR_MEMORY};
    for (size_t o = 0; region->sums && o < options; o++) {
        size_t at = region->zones * options + o;
        sums[o] = shape_in_total(region->shape, o) ? region->sums[o] : 0;
        if (shape_in_total(region->shape, o) || !region->sums[o]) continue;
        region->filled[at] = region->sums[o];
        *outcome = ZONES_NONE;
        if (!region->leaf[at]) return scr_done();
    }
    const struct zones zones = {.zones = region->zones,
                                .options = options,
                                .demands = region->demands,
                                .sums = region->sums ? sums : NULL,
                                .first = region->leaf,
                                .flows = region->filled};
    SCR_TRY(zones_fill(&zones, budget, outcome));
    for (size_t i = 0; i < (region->zones + 1) * options; i++)
        if (region->filled[i])
            region->flows[region->edge_base[last - 1] + (region->leaf[i] - 1) * options + i % options] =
                region->filled[i];
    for (size_t level = last; level > region->top; level--)
        for (size_t row = 0; row < region->rows[level - 1]; row++)
            for (size_t o = 0; o < options; o++)
                region->flows[region->edge_base[level - 2] + parent_of(region, level, row) * options + o] +=
                    region->flows[region->edge_base[level - 1] + row * options + o];
    return scr_done();
}

/* The nodes above the first level are the options, or the one source. */
static uint32_t tail_of(const struct region *region, size_t level, size_t row, size_t option) {
    if (level == region->top) return region->exact ? (uint32_t)option : 0;
    return (uint32_t)(region->node_base[level - 2] + parent_of(region, level, row) * region->options + option);
}

static scr_result connect(struct region *region) {
    struct network *network = &region->network;
    size_t options = region->options, last = region->shape->levels, cells = network->edges;
    size_t back = region->exact ? 0 : 2; /* zone 0, and the zone of options outside totals, lead back to the source */
    network->tails = scr_arena_alloc(&region->arena, cells + back, sizeof *network->tails);
    network->heads = scr_arena_alloc(&region->arena, cells + back, sizeof *network->heads);
    network->residual = scr_arena_alloc(&region->arena, cells + back, 1);
    region->fixed = scr_arena_alloc(&region->arena, cells + back, 1);
    if (!network->tails || !network->heads || !network->residual || !region->fixed) return (scr_result){SCR_MEMORY};
    for (size_t level = region->top; level <= last; level++)
        for (size_t row = 0; row < region->rows[level - 1]; row++)
            for (size_t o = 0; o < options; o++) {
                size_t edge = region->edge_base[level - 1] + row * options + o;
                network->tails[edge] = tail_of(region, level, row, o);
                network->heads[edge] = (uint32_t)(region->node_base[level - 1] +
                                                  (level == last ? zone_at(region, row, o) : row * options + o));
                if (zero(region, level, row, o)) continue;
                network->residual[edge] = RESIDUAL_MORE | (region->flows[edge] ? RESIDUAL_LESS : 0);
            }
    for (size_t i = 0; i < back; i++) {
        network->tails[cells + i] = (uint32_t)(region->node_base[last - 1] + (i ? region->zones : 0));
        network->heads[cells + i] = 0;
        network->residual[cells + i] = RESIDUAL_MORE;
    }
    network->edges += back;
    network->nodes += region->zones + 1;
    return scr_done();
}

static void note(const struct region *region, struct determined *determined) {
    for (size_t level = region->top; level <= region->shape->levels; level++)
        for (size_t i = 0; i < region->rows[level - 1] * region->options; i++)
            determined->cells[level - 1][region->first[level - 1] * region->options + i] =
                region->fixed[region->edge_base[level - 1] + i];
}

static scr_result find_in(struct region *region, size_t row, struct budget *budget, struct determined *determined,
                          enum determined_outcome *outcome) {
    enum zones_outcome filled = ZONES_NONE;
    bool fits;
    SCR_TRY(lay_out(region, row));
    SCR_TRY(divide(region, &fits));
    SCR_TRY(find_leaves(region));
    if (fits) SCR_TRY(fill(region, budget, &filled));
    *outcome =
        filled == ZONES_FILLED ? DETERMINED_FOUND : (filled == ZONES_BUDGET ? DETERMINED_BUDGET : DETERMINED_NO_TABLE);
    if (*outcome != DETERMINED_FOUND) return scr_done();
    SCR_TRY(connect(region));
    SCR_TRY(network_fixed(&region->network, region->fixed));
    note(region, determined);
    return scr_done();
}

/* Room for all cells, unless they are too many. */
static scr_result make_room(const struct shape *shape, size_t exact, struct budget *budget,
                            struct determined *determined, bool *room) {
    size_t all = 0;
    for (size_t level = exact + 1; level <= shape->levels; level++) {
        size_t cells;
        *room = scr_multiply(shape->level[level - 1].rows, shape->options, &cells) && scr_add(all, cells, &all) &&
                all <= DETERMINED_CELLS_MOST;
        if (!*room) return scr_done();
        determined->cells[level - 1] = calloc(cells ? cells : 1, 1);
        if (!determined->cells[level - 1]) return (scr_result){SCR_MEMORY};
    }
    *room = budget_spend(budget, 8 * (uint64_t)all);
    return scr_done();
}

scr_result determined_find(const struct shape *shape, size_t exact, const int64_t *sums, struct budget *budget,
                           struct determined *determined, enum determined_outcome *outcome, size_t *row) {
    size_t regions = exact ? shape->level[exact - 1].rows : 1;
    bool room;
    *determined = (struct determined){0};
    *outcome = DETERMINED_BUDGET;
    *row = 0;
    SCR_TRY(make_room(shape, exact, budget, determined, &room));
    for (; room && *row < regions; ++*row) {
        struct region region = {.shape = shape,
                                .exact = exact,
                                .options = shape->options,
                                .sums = exact ? sums + *row * shape->options : NULL};
        scr_result result = find_in(&region, *row, budget, determined, outcome);
        scr_arena_free(&region.arena);
        if (scr_failed(result)) return result;
        if (*outcome != DETERMINED_FOUND) return scr_done();
    }
    return scr_done();
}

void determined_free(struct determined *determined) {
    for (size_t level = 0; level < RELEASE_LEVELS; level++) free(determined->cells[level]);
    *determined = (struct determined){0};
}
