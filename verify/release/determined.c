/* determined.c: the tables of one level below one exact unit as the flows of a network, whose fixed edges are the
 * determined cells.
 *
 * Each option flows from its exact sum, one edge for each cell, into zones (zones.h): a zone for each unit with
 * BallotsCast, one for all other units, and one for options outside totals. In a contest that is not complete a further
 * option takes what BallotsCast leaves open. Without exact levels all options spring from one source, to which zones
 * without a known total lead back. */
#include "verify/release/determined.h"

#include <stdlib.h>

#include "verify/release/network.h"
#include "verify/release/zones.h"

/* The units of one level below one exact unit, or all of them without exact levels. */
struct region {
    const struct shape *shape;
    size_t level, first, rows;
    size_t options, columns; /* columns: with the rest, if there is one, as the last */
    const int64_t *sums;     /* of the exact unit's options; NULL without exact levels */
    uint8_t *full;           /* of each option: everybody chose it */
    int64_t *left;           /* of each column: what is to be distributed */
    uint32_t *zone_of;       /* of each row */
    int64_t *demands;        /* of each zone */
    size_t zones;            /* with zone 0, of units without BallotsCast; behind the last: options outside totals */
    uint32_t *leaf;          /* [zone * columns + column]: as first in zones.h, rows within the region */
    int64_t *filled;         /* same shape */
    uint8_t *fixed;          /* of each edge: cell by cell, then zone by zone for the rest, then back to the source */
    struct network network;
    struct scr_arena arena;
};

static const struct measured_unit *unit_of(const struct region *region, size_t row) {
    return shape_unit(region->shape, region->level, region->first + row);
}

static bool zero(const struct region *region, size_t row, size_t option) {
    const uint8_t *zeros = region->shape->level[region->level - 1].zeros;
    return zeros && zeros[(region->first + row) * region->options + option];
}

/* The rest counts as inside totals. */
static bool in_total(const struct region *region, size_t column) {
    return column == region->options || shape_in_total(region->shape, column);
}

static scr_result lay_out(struct region *region, size_t exact, size_t row) {
    const struct shape *shape = region->shape;
    size_t end = row + 1, zones;
    region->first = row;
    for (size_t level = exact ? exact + 1 : 2; level <= region->level; level++) {
        region->first = shape->level[level - 2].first[region->first];
        end = shape->level[level - 2].first[end];
    }
    region->rows = end - region->first;
    region->columns = region->options + !shape->contest->complete;
    region->full = scr_arena_alloc(&region->arena, region->options, sizeof *region->full);
    region->left = scr_arena_alloc(&region->arena, region->columns, sizeof *region->left);
    region->zone_of = scr_arena_alloc(&region->arena, region->rows, sizeof *region->zone_of);
    region->demands = scr_arena_alloc(&region->arena, region->rows + 1, sizeof *region->demands);
    if (!region->full || !region->left || !region->zone_of || !region->demands) return (scr_result){SCR_MEMORY};
    region->zones = 1;
    for (size_t i = 0; i < region->rows; i++)
        if (unit_of(region, i)->turnout) {
            region->demands[region->zones] = shape_total(shape, region->level, region->first + i);
            region->zone_of[i] = (uint32_t)region->zones++;
        }
    if (!scr_multiply(region->zones + 1, region->columns, &zones)) return (scr_result){SCR_MEMORY};
    region->leaf = scr_arena_alloc(&region->arena, zones, sizeof *region->leaf);
    region->filled = scr_arena_alloc(&region->arena, zones, sizeof *region->filled);
    return (scr_result){region->leaf && region->filled ? SCR_DONE : SCR_MEMORY};
}

/* Takes out an option that everybody chose; false when it cannot be so. */
static bool take_full(struct region *region, size_t option, int64_t ballots) {
    if (region->shape->contest->options[option].kind != OPTION_LISTED || region->sums[option] != ballots) return true;
    region->full[option] = 1;
    region->left[option] = 0;
    for (size_t row = 0; row < region->rows; row++) {
        int64_t votes = (int64_t)unit_of(region, row)->ballots_cast;
        if (votes && zero(region, row, option)) return false;
        region->demands[region->zone_of[row]] -= votes;
        if (region->demands[region->zone_of[row]] < 0) return false;
    }
    return true;
}

/* What each column has, and what zone 0 takes; false when nothing fits. At most 1,000 sums of 2^40 and 2^21 units of
 * 2^42 ballots or so are added. */
static bool balance(struct region *region) {
    bool all_known = region->zones == region->rows + 1;
    int64_t ballots = 0, known = 0, votes = 0;
    if (!region->sums) return true;
    for (size_t row = 0; row < region->rows; row++)
        if (__builtin_add_overflow(ballots, (int64_t)unit_of(region, row)->ballots_cast, &ballots)) return false;
    for (size_t o = 0; o < region->options; o++) region->left[o] = region->sums[o];
    for (size_t o = 0; all_known && o < region->options; o++)
        if (!take_full(region, o, ballots)) return false;
    for (size_t zone = 1; zone < region->zones; zone++)
        if (__builtin_add_overflow(known, region->demands[zone], &known)) return false;
    for (size_t o = 0; o < region->options; o++)
        if (shape_in_total(region->shape, o)) votes += region->left[o];
    if (region->shape->contest->complete) {
        region->demands[0] = votes - known;
    } else if (all_known) {
        region->left[region->options] = known - votes; /* the sum of rests */
    } else {
        /* Rests may be anything up to this: what units with BallotsCast do not take of it goes to zone 0. */
        region->left[region->options] = known;
        region->demands[0] = votes;
    }
    return region->demands[0] >= 0 && (region->columns == region->options || region->left[region->options] >= 0);
}

static size_t zone_at(const struct region *region, size_t row, size_t column) {
    return in_total(region, column) ? region->zone_of[row] : region->zones;
}

/* A row for each zone and column, where there is one that may have a count. */
static void find_leaves(struct region *region) {
    for (size_t row = region->rows; row-- > 0;)
        for (size_t option = 0; option < region->options; option++)
            if (!zero(region, row, option) && !region->full[option])
                region->leaf[zone_at(region, row, option) * region->columns + option] = (uint32_t)row + 1;
    for (size_t zone = 0; region->columns > region->options && zone < region->zones; zone++)
        region->leaf[zone * region->columns + region->options] = 1;
}

/* Some feasible table, by zones. */
static scr_result fill(struct region *region, struct budget *budget, enum zones_outcome *outcome) {
    int64_t *sums = scr_arena_alloc(&region->arena, region->columns, sizeof *sums);
    if (!sums) return (scr_result){SCR_MEMORY};
    *outcome = ZONES_NONE;
    for (size_t column = 0; region->sums && column < region->columns; column++) {
        size_t at = region->zones * region->columns + column;
        sums[column] = region->left[column];
        if (in_total(region, column) || !sums[column]) continue;
        region->filled[at] = sums[column];
        sums[column] = 0;
        if (!region->leaf[at]) return scr_done();
    }
    const struct zones zones = {.zones = region->zones,
                                .options = region->columns,
                                .demands = region->demands,
                                .sums = region->sums ? sums : NULL,
                                .first = region->leaf,
                                .flows = region->filled};
    return zones_fill(&zones, budget, outcome);
}

/* One edge: from a column, or from the one source, into a zone. */
static void join(struct region *region, size_t edge, size_t column, size_t zone, bool more, bool less) {
    size_t sources = region->sums ? region->columns : 1;
    region->network.tails[edge] = region->sums ? (uint32_t)column : 0;
    region->network.heads[edge] = (uint32_t)(sources + zone);
    region->network.residual[edge] = (uint8_t)((more ? RESIDUAL_MORE : 0) | (less ? RESIDUAL_LESS : 0));
}

static scr_result connect(struct region *region) {
    struct network *network = &region->network;
    size_t rests = region->columns > region->options ? region->zones : 0;
    size_t back = region->sums ? 0 : 2; /* zone 0, and the zone of options outside totals, lead back to the source */
    size_t cells = region->rows * region->options, edges = cells + rests + back, edge = 0;
    network->tails = scr_arena_alloc(&region->arena, edges, sizeof *network->tails);
    network->heads = scr_arena_alloc(&region->arena, edges, sizeof *network->heads);
    network->residual = scr_arena_alloc(&region->arena, edges, 1);
    region->fixed = scr_arena_alloc(&region->arena, edges, 1);
    if (!network->tails || !network->heads || !network->residual || !region->fixed) return (scr_result){SCR_MEMORY};
    for (size_t row = 0; row < region->rows; row++)
        for (size_t option = 0; option < region->options; option++, edge++) {
            size_t zone = zone_at(region, row, option), at = zone * region->columns + option;
            bool may = !zero(region, row, option) && !region->full[option];
            join(region, edge, option, zone, may, may && region->leaf[at] == row + 1 && region->filled[at]);
        }
    for (size_t zone = 0; zone < rests; zone++, edge++)
        join(region, edge, region->options, zone, true, region->filled[zone * region->columns + region->options] > 0);
    for (size_t i = 0; i < back; i++, edge++) {
        join(region, edge, 0, i ? region->zones : 0, true, false);
        network->tails[edge] = network->heads[edge];
        network->heads[edge] = 0;
    }
    network->edges = edges;
    network->nodes = (region->sums ? region->columns : 1) + region->zones + 1;
    return scr_done();
}

/* Finds the cells of one level below row `row` of the exact level. */
static scr_result find_in(struct region *region, size_t exact, size_t row, struct budget *budget,
                          struct determined *determined, enum determined_outcome *outcome) {
    enum zones_outcome filled = ZONES_NONE;
    SCR_TRY(lay_out(region, exact, row));
    bool fits = balance(region);
    find_leaves(region);
    if (fits) SCR_TRY(fill(region, budget, &filled));
    *outcome =
        filled == ZONES_FILLED ? DETERMINED_FOUND : (filled == ZONES_BUDGET ? DETERMINED_BUDGET : DETERMINED_NO_TABLE);
    if (*outcome != DETERMINED_FOUND) return scr_done();
    SCR_TRY(connect(region));
    SCR_TRY(network_fixed(&region->network, region->fixed));
    for (size_t i = 0; i < region->rows * region->options; i++)
        determined->cells[region->level - 1][region->first * region->options + i] = region->fixed[i];
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
    for (; room && *row < regions; ++*row)
        for (size_t level = exact + 1; level <= shape->levels; level++) {
            struct region region = {.shape = shape,
                                    .level = level,
                                    .options = shape->options,
                                    .sums = exact ? sums + *row * shape->options : NULL};
            scr_result result = find_in(&region, exact, *row, budget, determined, outcome);
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
