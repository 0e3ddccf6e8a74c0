/* bounds.c: the four bounds, each with what a verifier needs to recompute it. */
#include "gen/deck/bounds.h"

#include <stdlib.h>
#include <string.h>

#include "gen/deck/subsets.h"

size_t bound_contest(size_t n, size_t v, bool each_candidate) {
    size_t distinct = n - 1 + each_candidate; /* n >= 1 */
    size_t votes = n * (n + 1) / 2 - (each_candidate ? 0 : n);
    size_t packed = (votes + v - 1) / v;
    return distinct > packed ? distinct : packed;
}

scr_result bound_simple(const struct shape *shape, struct scr_arena *arena, size_t *length,
                        struct certificate *certificate) {
    uint32_t least = shape->each_candidate ? 1 : 0;
    uint32_t *scratch = scr_arena_alloc(arena, shape->candidate_count, sizeof *scratch);
    if (!scratch) return (scr_result){SCR_MEMORY};
    *length = 0;
    *certificate = (struct certificate){.kind = BOUND_L1, .contest = shape->contest_count ? 0 : SIZE_MAX};
    for (size_t k = 0; k < shape->contest_count; k++) {
        size_t bound = bound_contest(shape->contests[k].n, shape->contests[k].v, shape->each_candidate);
        if (bound > *length) {
            *length = bound;
            certificate->contest = k;
        }
    }
    if (shape->group && (shape->group - 1 + least > *length || !shape->contest_count)) {
        *length = shape->group - 1 + least;
        certificate->kind = BOUND_L2;
    }
    for (size_t k = 0; k < shape->contest_count; k = shape_class_end(shape, k)) {
        size_t count = shape_class_end(shape, k) - k;
        uint32_t n = shape->contests[k].n, v = shape->contests[k].v;
        while (subsets_number(n, (uint64_t)v * *length, least, (uint32_t)*length, count, scratch) < count) {
            ++*length;
            certificate->kind = BOUND_L3;
            certificate->n = n;
            certificate->v = v;
        }
    }
    return scr_done();
}

struct ranked {
    uint64_t weight;
    uint32_t set;
};

static int by_weight(const void *a, const void *b) {
    const struct ranked *x = a, *y = b;
    if (x->weight != y->weight) return x->weight < y->weight ? -1 : 1;
    return x->set < y->set ? -1 : x->set > y->set;
}

/* The cheapest distinct sets for a class under the weights: adds them to `load`, returns their weight. A class whose
 * sets were too many to list counts as weightless, which can only make the bound weaker. */
static uint64_t cheapest_sets(const struct totals_pool *pool, const uint64_t *weight, struct ranked *ranked,
                              int64_t *load) {
    uint64_t sum = 0;
    if (!pool->subsets) return 0;
    for (size_t s = 0; s < pool->count; s++) {
        ranked[s] = (struct ranked){0, (uint32_t)s};
        for (size_t i = 0; i < pool->n; i++) ranked[s].weight += weight[pool->subsets[s * pool->n + i]];
    }
    qsort(ranked, pool->count, sizeof *ranked, by_weight);
    for (size_t r = 0; r < pool->contests && r < pool->count; r++) {
        sum += ranked[r].weight;
        for (size_t i = 0; i < pool->n; i++) load[pool->subsets[ranked[r].set * pool->n + i]]++;
    }
    return sum;
}

static uint64_t cheapest_totals(size_t group, uint32_t least, uint32_t ballots, const uint64_t *weight,
                                struct ranked *ranked, int64_t *load) {
    uint64_t sum = 0;
    for (uint32_t t = least; t <= ballots; t++) ranked[t - least] = (struct ranked){weight[t], t};
    qsort(ranked, ballots + 1 - least, sizeof *ranked, by_weight);
    for (size_t g = 0; g < group; g++) {
        sum += ranked[g].weight;
        load[ranked[g].set]++;
    }
    return sum;
}

static scr_result keep_weights(const uint64_t *weight, uint32_t ballots, struct scr_arena *arena,
                               struct certificate *certificate) {
    struct total_weight *weights = scr_arena_alloc(arena, (size_t)ballots + 1, sizeof *weights);
    if (!weights) return (scr_result){SCR_MEMORY};
    *certificate = (struct certificate){.kind = BOUND_L4, .weights = weights};
    for (uint32_t t = 0; t <= ballots; t++)
        if (weight[t]) weights[certificate->weight_count++] = (struct total_weight){t, (uint32_t)weight[t]};
    return scr_done();
}

/* Subgradient steps on the Lagrangian of "choose sets so that no total is used more often than columns exist": raise
 * the weight of a total that is used too often, lower the others. Integers throughout; any weights found are checked
 * exactly. */
scr_result bound_weights(struct totals_chooser *chooser, struct scr_arena *arena, struct certificate *certificate,
                         bool *found) {
    const struct shape *shape = chooser->shape;
    uint32_t ballots = chooser->ballots, least = shape->each_candidate ? 1 : 0;
    size_t totals = (size_t)ballots + 1, most = totals;
    for (size_t p = 0; p < chooser->pool_count; p++)
        if (chooser->pools[p].count > most) most = chooser->pools[p].count;
    uint64_t *weight = scr_arena_alloc(arena, totals, sizeof *weight);
    int64_t *load = scr_arena_alloc(arena, totals, sizeof *load);
    struct ranked *ranked = scr_arena_alloc(arena, most, sizeof *ranked);
    *found = false;
    if (!weight || !load || !ranked) return (scr_result){SCR_MEMORY};
    if (shape->group > totals - least) return scr_done();
    for (size_t step = 0; step < 400; step++) {
        uint64_t needed = 0, allowed = 0;
        memset(load, 0, totals * sizeof *load);
        for (size_t p = 0; p < chooser->pool_count; p++)
            needed += cheapest_sets(&chooser->pools[p], weight, ranked, load);
        if (shape->group) needed += cheapest_totals(shape->group, least, ballots, weight, ranked, load);
        /* Capacities above the number of candidates never bind; such totals must then have no weight. */
        for (size_t t = 0; t < totals; t++) allowed += weight[t] * chooser->capacity[t];
        if (needed > allowed) {
            *found = true;
            return keep_weights(weight, ballots, arena, certificate);
        }
        int64_t size = 240 / (1 + (int64_t)step / 20);
        for (size_t t = 0; t < totals; t++) {
            int64_t next = (int64_t)weight[t] + size * (load[t] - (int64_t)chooser->capacity[t]);
            bool binding = binomial_capped(ballots, (uint32_t)t, shape->candidate_count + 1) <= shape->candidate_count;
            weight[t] = next <= 0 || !binding ? 0 : next > 1000000 ? 1000000 : (uint64_t)next;
        }
    }
    return scr_done();
}
