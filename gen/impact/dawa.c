/* dawa.c: costs of intervals, noise on them, and the partition by a dynamic programme over prefixes. */
#include "gen/impact/dawa.h"

#include <stdlib.h>
#include <string.h>

#define GRID 16 /* costs are in units of 2^-16, which every length divides */

void dawa_costs_free(struct dawa_costs *costs) {
    for (unsigned j = 0; j < DAWA_LENGTHS; j++) free(costs->costs[j]);
    *costs = (struct dawa_costs){0};
}

/* sum |L x - s| <= 2 L s, so the cost is at most 2^17 s; s <= 20,000 10^9 < 2^45: below 2^62. */
static uint64_t cost_of(const uint64_t *counts, unsigned j) {
    uint64_t length = UINT64_C(1) << j, sum = 0, away = 0;
    for (uint64_t i = 0; i < length; i++) sum += counts[i];
    for (uint64_t i = 0; i < length; i++) {
        uint64_t part = counts[i] << j;
        away += part > sum ? part - sum : sum - part;
    }
    return away << (GRID - j);
}

scr_result dawa_costs_set(struct dawa_costs *costs, const uint64_t *counts, size_t n) {
    costs->counts = counts;
    costs->n = n;
    for (unsigned j = 0; j < DAWA_LENGTHS && (size_t)1 << j <= n; j++) {
        size_t starts = n - ((size_t)1 << j) + 1;
        costs->costs[j] = calloc(starts, sizeof **costs->costs);
        if (!costs->costs[j]) return (scr_result){SCR_MEMORY};
        costs->lengths = j + 1;
        for (size_t i = 0; i < starts; i++) costs->costs[j][i] = cost_of(counts + i, j);
    }
    return scr_done();
}

/* ceiling(a/b) as the d of a scale d/s. */
static scr_result set_scale(struct release_scale *scale, impact_wide a, impact_wide b) {
    impact_wide d = (a + b - 1) / b;
    if (d > RELEASE_SCALE_LIMIT) return (scr_result){SCR_LIMIT};
    *scale = (struct release_scale){d ? (uint64_t)d : 1, 1};
    return scr_done();
}

scr_result dawa_plan_set(struct dawa_plan *plan, bool published, struct impact_fraction epsilon,
                         struct impact_fraction rho, size_t n) {
    uint64_t p1 = rho.p * epsilon.p, q = rho.q * epsilon.q; /* terms are at most 10^9 */
    plan->published = published;
    plan->p2 = (rho.q - rho.p) * epsilon.p;
    plan->q2 = q;
    for (unsigned j = 0; j < DAWA_LENGTHS && (size_t)1 << j <= n; j++) {
        impact_wide length = (impact_wide)1 << j, twice = 2 * length * n - n - length; /* below 2^31; q below 2^60 */
        SCR_TRY(set_scale(&plan->scales[j], (twice * q) << (published ? GRID : GRID + 1), length * n * p1));
    }
    struct release_scale least; /* no node is measured with a weight below 32 */
    SCR_TRY(set_scale(&least, (impact_wide)q << 19, plan->p2));
    plan->bucket_cost = (int64_t)(((impact_wide)q << GRID) / plan->p2); /* q/p2 is below 2^12 by the line above */
    return scr_done();
}

scr_result dawa_room_set(struct dawa_room *room, size_t n) {
    room->n = n;
    room->best = calloc(n + 1, sizeof *room->best);
    room->last = calloc(n + 1, 1);
    room->starts = calloc(n + 1, sizeof *room->starts);
    room->totals = calloc(n + 1, sizeof *room->totals);
    room->nodes = calloc(2 * n, sizeof *room->nodes);
    if (!room->best || !room->last || !room->starts || !room->totals || !room->nodes) return (scr_result){SCR_MEMORY};
    for (unsigned j = 0; j < DAWA_LENGTHS && (size_t)1 << j <= n; j++)
        if (!(room->costs[j] = calloc(n, sizeof **room->costs))) return (scr_result){SCR_MEMORY};
    return scr_done();
}

void dawa_room_free(struct dawa_room *room) {
    for (unsigned j = 0; j < DAWA_LENGTHS; j++) free(room->costs[j]);
    free(room->best);
    free(room->last);
    free(room->starts);
    free(room->totals);
    free(room->nodes);
    *room = (struct dawa_room){0};
}

static scr_result noisy_costs(const struct dawa_costs *costs, const struct dawa_plan *plan, struct release_bits *stream,
                              struct dawa_room *room) {
    for (unsigned j = 0; j < costs->lengths; j++)
        for (size_t i = 0; i + ((size_t)1 << j) <= costs->n; i++) {
            int64_t noise = 0, h = plan->bucket_cost;
            bool measured = !plan->published || j > 0;
            if (measured) SCR_TRY(impact_draw(stream, &plan->scales[j], &noise));
            /* below 2^62 + 2^28 + 2^40; sums over disjoint intervals stay below 2^62 + 20,000 (2^28 + 2^40) */
            int64_t cost = (int64_t)costs->costs[j][i] + h + noise;
            room->costs[j][i] = plan->published && cost < h ? h : cost;
        }
    return scr_done();
}

void dawa_optimal(struct dawa_room *room, unsigned lengths) {
    room->best[0] = 0;
    for (size_t m = 1; m <= room->n; m++) {
        bool found = false;
        for (unsigned j = lengths; j--;) { /* the longest first, so that it keeps a tie */
            size_t length = (size_t)1 << j;
            if (length > m) continue;
            int64_t cost = room->best[m - length] + room->costs[j][m - length];
            if (found && cost >= room->best[m]) continue;
            found = true;
            room->best[m] = cost;
            room->last[m] = (uint8_t)j;
        }
    }
    room->buckets = 0;
    for (size_t m = room->n; m; m -= (size_t)1 << room->last[m]) room->buckets++;
    size_t bucket = room->buckets;
    room->starts[bucket] = (uint32_t)room->n;
    for (size_t m = room->n; m; m = room->starts[bucket])
        room->starts[--bucket] = (uint32_t)(m - ((size_t)1 << room->last[m]));
}

scr_result dawa_partition(const struct dawa_costs *costs, const struct dawa_plan *plan, struct release_bits *stream,
                          struct dawa_room *room) {
    SCR_TRY(noisy_costs(costs, plan, stream, room));
    dawa_optimal(room, costs->lengths);
    return scr_done();
}
