/* dawa_tree.c: sums of buckets measured in a binary tree with weights (GreedyH), settled by least squares. */
#include "gen/impact/dawa.h"

#define ONE (UINT64_C(1) << 24)
#define BUDGET 20 /* weights add up to 2^20 on each path */
#define WEIGHT_LEAST 32

/* The numbers of a node that is measured with a/16 of its budget; see the specification, 16.4, step 4. Bounds: E and S
 * of a node without measurement are sums over at most 20,000 leaves on 15 levels, and the least E + S is taken, so E, S
 * < 2^20 and G <= E S < 2^40, times 2^24. */
struct part {
    uint64_t error, spread, gain;
};
static struct part weigh(struct part sum, unsigned a) {
    uint64_t q = (uint64_t)(16 - a) * (16 - a), one = ONE;
    struct part part = {sum.error * 256 / q, sum.spread * 256 / q, (uint64_t)((impact_wide)sum.gain * 65536 / (q * q))};
    if (!a) return part;
    uint64_t r = 256 * one / ((uint64_t)a * a), rest = part.spread + r;
    uint64_t less = (uint64_t)((impact_wide)part.gain * one / rest), f = r * one / rest;
    part.error = part.error > less ? part.error - less : 0;
    part.spread = (uint64_t)((impact_wide)part.spread * r / rest);
    part.gain = (uint64_t)(((impact_wide)part.gain * f / one) * f / one);
    return part;
}

static void choose(struct dawa_node *node, const struct dawa_node *left, const struct dawa_node *right) {
    struct part sum = {left->error + right->error, left->spread + right->spread, left->gain + right->gain}, best = sum;
    node->taken = 0;
    for (unsigned a = 1; a <= 8; a++) {
        struct part part = weigh(sum, a);
        if (part.error + part.spread >= best.error + best.spread) continue;
        best = part;
        node->taken = a;
    }
    node->error = best.error + best.spread;
    node->spread = best.spread;
    node->gain = best.gain + (uint64_t)((impact_wide)best.spread * best.spread / ONE);
}

/* Lays out the nodes of `count` buckets from `first` on in preorder and gives the number of the first. At most 15
 * calls deep. */
static uint32_t grow(struct dawa_room *room, uint32_t first, uint32_t count) {
    uint32_t number = (uint32_t)room->node_count++;
    struct dawa_node *node = &room->nodes[number];
    *node = (struct dawa_node){.first = first, .count = count};
    if (count == 1) {
        node->error = node->gain = ONE / (room->starts[first + 1] - room->starts[first]);
        node->spread = ONE;
        return number;
    }
    uint32_t half = (count + 1) / 2;
    uint32_t left = grow(room, first, half);
    node->right = grow(room, first + half, count - half);
    choose(node, &room->nodes[left], &room->nodes[node->right]);
    return number;
}

static void share(struct dawa_room *room, uint32_t number, uint32_t budget) {
    struct dawa_node *node = &room->nodes[number];
    node->weight = budget;
    if (node->count == 1) return;
    node->weight = budget * node->taken / 16;
    if (node->weight < WEIGHT_LEAST) node->weight = 0;
    share(room, number + 1, budget - node->weight);
    share(room, node->right, budget - node->weight);
}

void dawa_weights(struct dawa_room *room) {
    room->node_count = 0;
    share(room, grow(room, 0, (uint32_t)room->buckets), (uint32_t)1 << BUDGET);
}

/* floor(a b / 2^32); |a| < 2^70, 0 <= b <= 2^32. */
static impact_signed part_of(impact_signed a, impact_wide b) {
    impact_signed product = a * (impact_signed)b, unit = (impact_signed)1 << 32;
    return product < 0 ? -((-product + unit - 1) / unit) : product / unit;
}

static scr_result draw(const struct dawa_plan *plan, struct release_bits *stream, struct dawa_room *room) {
    for (size_t i = 0; i < room->node_count; i++) {
        struct dawa_node *node = &room->nodes[i];
        if (!node->weight) continue;
        impact_wide per = (impact_wide)node->weight * plan->p2;
        uint64_t d = (uint64_t)((((impact_wide)plan->q2 << 24) + per - 1) / per), s = 16;
        for (; s > 1 && d % 2 == 0; s /= 2) d /= 2; /* at most 2^31: dawa_plan_set */
        int64_t noise;
        SCR_TRY(impact_draw(stream, &(struct release_scale){d, s}, &noise));
        uint64_t sum = room->totals[room->starts[node->first + node->count]] - room->totals[room->starts[node->first]];
        node->value = ((impact_signed)sum + noise) * ((impact_signed)1 << IMPACT_DAWA_UNIT);
    }
    return scr_done();
}

/* Children come after their parent, so that going backwards has both done. Variances are at most 20,000 2^50 < 2^65,
 * those of measurements 2^50. */
static void settle(struct dawa_room *room) {
    for (size_t i = room->node_count; i--;) {
        struct dawa_node *node = &room->nodes[i];
        impact_wide own = node->weight ? ((impact_wide)1 << 60) / ((impact_wide)node->weight * node->weight) : 0;
        if (node->count == 1) {
            node->variance = own;
            continue;
        }
        const struct dawa_node *left = node + 1, *right = &room->nodes[node->right];
        node->sum = left->value + right->value;
        node->below = left->variance + right->variance;
        if (!node->weight) {
            node->value = node->sum;
            node->variance = node->below;
            continue;
        }
        impact_wide gain = (node->below << 32) / (node->below + own);
        node->value = node->sum + part_of(node->value - node->sum, gain);
        node->variance = node->below * own / (node->below + own);
    }
    room->nodes[0].settled = room->nodes[0].value;
    for (size_t i = 0; i < room->node_count; i++) {
        struct dawa_node *node = &room->nodes[i];
        if (node->count == 1) continue;
        struct dawa_node *left = node + 1, *right = &room->nodes[node->right];
        left->settled = left->value + part_of(node->settled - node->sum, (left->variance << 32) / node->below);
        right->settled = node->settled - left->settled;
    }
}

scr_result dawa_measure(const struct dawa_costs *costs, const struct dawa_plan *plan, struct release_bits *stream,
                        struct dawa_room *room, int64_t *cells) {
    room->totals[0] = 0;
    for (size_t i = 0; i < room->n; i++) room->totals[i + 1] = room->totals[i] + costs->counts[i];
    SCR_TRY(draw(plan, stream, room));
    settle(room);
    for (size_t i = 0; i < room->node_count; i++) {
        const struct dawa_node *node = &room->nodes[i];
        if (node->count != 1) continue;
        impact_signed length = room->starts[node->first + 1] - room->starts[node->first], h = node->settled;
        impact_signed cell = h < 0 ? -((-h + length - 1) / length) : h / length;
        if (cell > INT64_C(1) << 62 || cell < -(INT64_C(1) << 62)) return (scr_result){SCR_LIMIT};
        for (uint32_t c = room->starts[node->first]; c < room->starts[node->first + 1]; c++) cells[c] = (int64_t)cell;
    }
    return scr_done();
}
