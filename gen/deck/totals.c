/* totals.c: choosing total sets: all equivalent contests differ, no total is used more often than columns exist. */
#include "gen/deck/totals.h"

#include <stdlib.h>
#include <string.h>

#include "gen/deck/subsets.h"
#include "gen/numbers.h"

#define LISTED_MOST 3000 /* sets of a class that are listed; with more there is no scarcity to manage */

#define DRAWS_MOST 100 /* for one contest */

struct listing {
    uint32_t *into;
    size_t count;
};

static bool list_one(void *context, const uint32_t *totals, size_t n) {
    struct listing *listing = context;
    memcpy(listing->into + listing->count++ * n, totals, n * sizeof *totals);
    return true;
}

scr_result totals_prepare(const struct shape *shape, uint32_t ballots, struct scr_arena *arena,
                          struct totals_chooser *chooser) {
    uint32_t least = shape->each_candidate ? 1 : 0;
    *chooser = (struct totals_chooser){.shape = shape, .ballots = ballots};
    chooser->pools = scr_arena_alloc(arena, shape->contest_count, sizeof *chooser->pools);
    chooser->load = scr_arena_alloc(arena, (size_t)ballots + 1, sizeof *chooser->load);
    chooser->capacity = scr_arena_alloc(arena, (size_t)ballots + 1, sizeof *chooser->capacity);
    chooser->chosen = scr_arena_alloc(arena, shape->contest_count, sizeof *chooser->chosen);
    uint32_t *scratch = scr_arena_alloc(arena, shape->candidate_count, sizeof *scratch);
    if (!chooser->pools || !chooser->load || !chooser->capacity || !chooser->chosen || !scratch)
        return (scr_result){SCR_MEMORY};
    for (uint32_t t = 0; t <= ballots; t++)
        chooser->capacity[t] = (uint32_t)binomial_capped(ballots, t, shape->candidate_count);
    for (size_t k = 0; k < shape->contest_count; k = shape_class_end(shape, k)) {
        struct totals_pool *pool = &chooser->pools[chooser->pool_count++];
        uint64_t sum = (uint64_t)shape->contests[k].v * ballots;
        *pool = (struct totals_pool){
            .n = shape->contests[k].n, .v = shape->contests[k].v, .contests = shape_class_end(shape, k) - k};
        pool->count = subsets_number(pool->n, sum, least, ballots, LISTED_MOST, scratch);
        if (pool->count == LISTED_MOST) continue;
        struct listing listing = {scr_arena_alloc(arena, pool->count * pool->n, sizeof(uint32_t)), 0};
        if (!listing.into) return (scr_result){SCR_MEMORY};
        subsets_visit(pool->n, sum, least, ballots, scratch, list_one, &listing);
        pool->subsets = listing.into;
    }
    return scr_done();
}

/* What it costs to use `total` once more: a column that does not exist is out of all proportion; scarce ones cost more.
 */
static uint64_t use_cost(const struct totals_chooser *chooser, uint32_t total) {
    uint64_t load = chooser->load[total], capacity = chooser->capacity[total];
    return load >= capacity ? 1000000 : 64 * (load + 1) * (load + 1) / capacity;
}

static uint64_t set_cost(const struct totals_chooser *chooser, const struct totals_pool *pool, const uint32_t *set) {
    uint64_t cost = 0, sum = 0;
    for (size_t i = 0; i < pool->n; i++) {
        cost += use_cost(chooser, set[i]);
        sum += set[i];
    }
    return cost + 40 * ((uint64_t)pool->v * chooser->ballots - sum);
}

static void load_set(struct totals_chooser *chooser, const uint32_t *set, size_t n, int change) {
    for (size_t i = 0; i < n; i++) chooser->load[set[i]] += (uint32_t)change;
}

/* The pool's cheapest set that no contest of the class from `first` to `contest` uses, with some noise. */
static size_t cheapest(const struct totals_chooser *chooser, const struct totals_pool *pool, const bool *taken,
                       struct random *random) {
    size_t best = SIZE_MAX;
    uint64_t best_cost = UINT64_MAX;
    for (size_t s = 0; s < pool->count; s++) {
        if (taken[s]) continue;
        uint64_t cost = set_cost(chooser, pool, pool->subsets + s * pool->n) + random_below(random, 60);
        if (cost < best_cost) {
            best_cost = cost;
            best = s;
        }
    }
    return best;
}

static bool choose_listed(struct totals_chooser *chooser, const struct totals_pool *pool, size_t contest,
                          struct random *random, uint32_t *totals) {
    bool taken[LISTED_MOST] = {false};
    if (pool->count < pool->contests) return false;
    for (size_t k = contest; k < contest + pool->contests; k++) {
        size_t s = cheapest(chooser, pool, taken, random);
        const uint32_t *set = pool->subsets + s * pool->n;
        taken[s] = true;
        chooser->chosen[k] = s;
        load_set(chooser, set, pool->n, 1);
        memcpy(totals + chooser->shape->contests[k].first, set, pool->n * sizeof *set);
    }
    return true;
}

/* `n` distinct totals in least..most by chance, ascending. */
static void draw_distinct(struct random *random, uint32_t least, uint32_t most, size_t n, uint32_t *set) {
    for (size_t i = 0; i < n;) { /* Floyd's sampling */
        uint32_t top = most - (uint32_t)(n - 1 - i);
        uint32_t pick = least + (uint32_t)random_below(random, (size_t)(top - least) + 1);
        bool seen = false;
        for (size_t j = 0; j < i; j++) seen |= set[j] == pick;
        set[i++] = seen ? top : pick;
    }
    numbers_sort(set, n);
}

/* Moves totals up or down within the gaps between them, each by chance, until the sum is `wanted` or nothing moves; the
 * set stays distinct and ascending. */
static void adjust_sum(struct random *random, uint32_t least, uint32_t most, size_t n, uint64_t wanted, uint32_t *set) {
    uint64_t sum = 0;
    for (size_t i = 0; i < n; i++) sum += set[i];
    while (sum != wanted) {
        bool up = sum < wanted, changed = false;
        uint64_t distance = up ? wanted - sum : sum - wanted;
        size_t from = random_below(random, n);
        for (size_t a = 0; a < n && !changed; a++) {
            size_t i = (from + a) % n;
            uint32_t room = up ? (i + 1 < n ? set[i + 1] - 1 : most) - set[i] : set[i] - (i ? set[i - 1] + 1 : least);
            if (!room) continue;
            uint32_t step = 1 + (uint32_t)random_below(random, room < distance ? room : (size_t)distance);
            set[i] = up ? set[i] + step : set[i] - step;
            sum = up ? sum + step : sum - step;
            changed = true;
        }
        if (!changed) return;
    }
}

/* Narrows least..most to totals of which no number of candidates can be too many, where that leaves room for a set with
 * the sum allowed: totals near 0 and near all ballots are scarce (L4), and sets drawn by chance cannot be exchanged
 * later. */
static void plentiful(const struct totals_chooser *chooser, const struct totals_pool *pool, uint32_t *least,
                      uint32_t *most) {
    uint32_t low = *least, high = *most, all = (uint32_t)chooser->shape->candidate_count;
    while (low < high && chooser->capacity[low] < all) low++;
    while (high > low && chooser->capacity[high] < all) high--;
    uint64_t lowest = pool->n * (uint64_t)low + pool->n * (pool->n - 1) / 2;
    if (high - low + 1 < pool->n || lowest + pool->n > (uint64_t)pool->v * chooser->ballots) return;
    *least = low;
    *most = high;
}

/* A class with thousands of possible sets: draw by chance, near the full sum, different from its neighbours. Few sets
 * may have just the full sum, so each failure allows for a smaller one. False when chance does not do it. */
static bool choose_drawn(struct totals_chooser *chooser, const struct totals_pool *pool, size_t contest,
                         struct random *random, uint32_t *totals) {
    uint32_t least = chooser->shape->each_candidate ? 1 : 0, most = chooser->ballots;
    uint64_t full = (uint64_t)pool->v * chooser->ballots;
    plentiful(chooser, pool, &least, &most);
    uint64_t highest = pool->n * (uint64_t)most - pool->n * (pool->n - 1) / 2;
    uint64_t lowest = pool->n * (uint64_t)least + pool->n * (pool->n - 1) / 2;
    if (full > highest) full = highest;
    /* Totals up to twice the average have about the right sum from the start. */
    uint64_t reach = 2 * (full / pool->n) + 1;
    uint32_t top = reach < most ? (uint32_t)reach : most;
    if (top < least + pool->n - 1) top = least + (uint32_t)pool->n - 1;
    for (size_t k = contest; k < contest + pool->contests; k++) {
        uint32_t *set = totals + chooser->shape->contests[k].first;
        size_t tries = 0;
        for (bool fresh = false; !fresh; tries++) {
            if (tries > DRAWS_MOST) return false;
            uint64_t less = random_below(random, 8 * tries + 1);
            draw_distinct(random, least, top, pool->n, set);
            adjust_sum(random, least, most, pool->n, full - (less < full - lowest ? less : full - lowest), set);
            fresh = true;
            for (size_t j = contest; j < k && fresh; j++)
                fresh = memcmp(set, totals + chooser->shape->contests[j].first, pool->n * sizeof *set) != 0;
        }
        load_set(chooser, set, pool->n, 1);
    }
    return true;
}

/* Exchanges listed sets for others while that brings totals within their capacity. */
static size_t relieve(struct totals_chooser *chooser, struct random *random, uint32_t *totals) {
    size_t excess = 0;
    for (uint32_t t = 0; t <= chooser->ballots; t++)
        if (chooser->load[t] > chooser->capacity[t]) excess += chooser->load[t] - chooser->capacity[t];
    for (size_t round = 0; excess && round < 200; round++) {
        size_t contest = 0;
        bool any = false; /* a class with a choice */
        for (size_t p = 0; p < chooser->pool_count; contest += chooser->pools[p++].contests) {
            const struct totals_pool *pool = &chooser->pools[p];
            if (!pool->subsets || pool->count == pool->contests) continue;
            any = true;
            bool taken[LISTED_MOST] = {false};
            for (size_t k = contest; k < contest + pool->contests; k++) taken[chooser->chosen[k]] = true;
            size_t k = contest + random_below(random, pool->contests);
            uint32_t *set = totals + chooser->shape->contests[k].first;
            load_set(chooser, set, pool->n, -1);
            taken[chooser->chosen[k]] = false;
            size_t s = cheapest(chooser, pool, taken, random);
            memcpy(set, pool->subsets + s * pool->n, pool->n * sizeof *set);
            chooser->chosen[k] = s;
            load_set(chooser, set, pool->n, 1);
        }
        excess = 0;
        for (uint32_t t = 0; t <= chooser->ballots; t++)
            if (chooser->load[t] > chooser->capacity[t]) excess += chooser->load[t] - chooser->capacity[t];
        if (!any) break;
    }
    return excess;
}

size_t totals_choose(struct totals_chooser *chooser, struct random *random, uint32_t *totals) {
    const struct shape *shape = chooser->shape;
    uint32_t least = shape->each_candidate ? 1 : 0;
    memset(chooser->load, 0, ((size_t)chooser->ballots + 1) * sizeof *chooser->load);
    if (shape->group > (size_t)chooser->ballots + 1 - least) return SIZE_MAX;
    if (shape->group) {
        uint32_t *set = totals + shape_group_first(shape);
        draw_distinct(random, least, chooser->ballots, shape->group, set);
        load_set(chooser, set, shape->group, 1);
    }
    size_t contest = 0;
    for (size_t p = 0; p < chooser->pool_count; contest += chooser->pools[p++].contests) {
        const struct totals_pool *pool = &chooser->pools[p];
        if (!(pool->subsets ? choose_listed : choose_drawn)(chooser, pool, contest, random, totals)) return SIZE_MAX;
    }
    return relieve(chooser, random, totals);
}
