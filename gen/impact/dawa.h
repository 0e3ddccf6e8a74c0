/* dawa.h: the Data- and Workload-Aware algorithm (Li, Hay, Miklau 2014) in whole numbers, as the specification's
 * section 16.4 lays it down, in the sound variant and as published. */
#ifndef GEN_IMPACT_DAWA_H
#define GEN_IMPACT_DAWA_H

#include "gen/impact/draw.h"
#include "gen/impact/impact.h"

#define DAWA_LENGTHS 15 /* 2^0 .. 2^14, the table having at most 20,000 rows */

/* The true costs of the intervals of one vector, which all trials share. Zero-initialise. */
struct dawa_costs {
    const uint64_t *counts; /* borrowed, [n] */
    size_t n;
    unsigned lengths;              /* of them are at most n */
    uint64_t *costs[DAWA_LENGTHS]; /* owned; [n - length + 1], in units of 2^-16 */
};
SCR_MUST_CHECK scr_result dawa_costs_set(struct dawa_costs *costs, const uint64_t *counts, size_t n);
void dawa_costs_free(struct dawa_costs *costs);

/* What a mechanism's parameters fix for a vector of n counts: epsilon2 = p2/q2, not reduced. */
struct dawa_plan {
    bool published;
    uint64_t p2, q2;
    int64_t bucket_cost;                       /* h */
    struct release_scale scales[DAWA_LENGTHS]; /* of the noise of costs */
};
/* SCR_LIMIT when a scale that may be needed leaves its limits. */
SCR_MUST_CHECK scr_result dawa_plan_set(struct dawa_plan *plan, bool published, struct impact_fraction epsilon,
                                        struct impact_fraction rho, size_t n);

/* Room for one vector's trial, reused. Zero-initialise. */
struct dawa_node {
    uint32_t first, count, right;      /* buckets; the right child's number (the left one follows its parent) */
    uint32_t weight;                   /* o, of 2^20 */
    unsigned taken;                    /* a */
    uint64_t error, spread, gain;      /* E, S, G */
    impact_wide variance, below;       /* s, s' */
    impact_signed value, sum, settled; /* z, Z, h */
};
struct dawa_room {
    int64_t *costs[DAWA_LENGTHS];
    int64_t *best;
    uint8_t *last;    /* the exponent of the length that ends before m */
    uint32_t *starts; /* of buckets, and n behind the last one */
    uint64_t *totals; /* of the first m counts */
    struct dawa_node *nodes;
    size_t n, buckets, node_count;
};
SCR_MUST_CHECK scr_result dawa_room_set(struct dawa_room *room, size_t n);
void dawa_room_free(struct dawa_room *room);

/* Noisy costs into room->costs, drawn from `stream`; the partition that is optimal for them into room->starts. */
SCR_MUST_CHECK scr_result dawa_partition(const struct dawa_costs *costs, const struct dawa_plan *plan,
                                         struct release_bits *stream, struct dawa_room *room);
/* The buckets that are optimal for room->costs; `h` for those of length 1 stands there too. */
void dawa_optimal(struct dawa_room *room, unsigned lengths);
/* Weights of the tree over room->starts; then measurement, least squares and expansion into cells[n], units 2^-20. */
void dawa_weights(struct dawa_room *room);
SCR_MUST_CHECK scr_result dawa_measure(const struct dawa_costs *costs, const struct dawa_plan *plan,
                                       struct release_bits *stream, struct dawa_room *room, int64_t *cells);

#endif
