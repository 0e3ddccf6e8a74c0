/* test_impact_dawa.c: DAWA against slow and separate ways: all partitions, least squares by a direct solve, the ratio
 * of probabilities that the proof bounds. */
#include <math.h>
#include <stdlib.h>
#include <string.h>

#include "gen/impact/dawa.h"
#include "unit.h"

static uint64_t next(uint64_t *state) { return *state = *state * 6364136223846793005u + 1442695040888963407u; }

/* The best partition by trying all: cost, then longer buckets from the end. Gives the lengths from the end on. */
struct search {
    const struct dawa_room *room;
    unsigned lengths;
    int64_t best;
    unsigned best_path[16], path[16];
    size_t best_count, count;
    bool found;
};
static void all_partitions(struct search *s, size_t m, int64_t cost) {
    if (!m) {
        bool better = !s->found || cost < s->best;
        if (s->found && cost == s->best) { /* the first difference, from the end, decides */
            size_t i = 0;
            while (i < s->count && i < s->best_count && s->path[i] == s->best_path[i]) i++;
            better = i < s->count && i < s->best_count && s->path[i] > s->best_path[i];
        }
        if (!better) return;
        s->found = true;
        s->best = cost;
        s->best_count = s->count;
        memcpy(s->best_path, s->path, sizeof s->path);
        return;
    }
    for (unsigned j = 0; j < s->lengths && (size_t)1 << j <= m; j++) {
        size_t start = m - ((size_t)1 << j);
        s->path[s->count++] = j;
        all_partitions(s, start, cost + s->room->costs[j][start]);
        s->count--;
    }
}

UNIT_TEST(impact_dawa, partition_is_optimal_for_its_costs_with_ties_to_the_longer) {
    uint64_t state = 7;
    for (size_t n = 1; n <= 12; n++)
        for (int round = 0; round < 40; round++) {
            struct dawa_room room = {0};
            CU_ASSERT_FALSE_FATAL(scr_failed(dawa_room_set(&room, n)));
            unsigned lengths = 0;
            for (; lengths < DAWA_LENGTHS && (size_t)1 << lengths <= n; lengths++)
                for (size_t i = 0; i + ((size_t)1 << lengths) <= n; i++)
                    room.costs[lengths][i] = (int64_t)(next(&state) >> 61) - 3 + (int64_t)lengths; /* many ties */
            dawa_optimal(&room, lengths);
            struct search s = {.room = &room, .lengths = lengths};
            all_partitions(&s, n, 0);
            CU_ASSERT_EQUAL(room.best[n], s.best);
            CU_ASSERT_EQUAL_FATAL(room.buckets, s.best_count);
            for (size_t b = 0; b < room.buckets; b++)
                CU_ASSERT_EQUAL(room.starts[b + 1] - room.starts[b], 1u << s.best_path[room.buckets - 1 - b]);
            dawa_room_free(&room);
        }
}

UNIT_TEST(impact_dawa, costs_by_hand) {
    static const uint64_t counts[] = {1, 3, 3, 10};
    struct dawa_costs costs = {0};
    CU_ASSERT_FALSE_FATAL(scr_failed(dawa_costs_set(&costs, counts, 4)));
    CU_ASSERT_EQUAL(costs.lengths, 3);
    for (size_t i = 0; i < 4; i++) CU_ASSERT_EQUAL(costs.costs[0][i], 0);
    CU_ASSERT_EQUAL(costs.costs[1][0], 2u << 16);  /* |1 - 2| + |3 - 2| */
    CU_ASSERT_EQUAL(costs.costs[1][2], 7u << 16);  /* 3.5 + 3.5 */
    CU_ASSERT_EQUAL(costs.costs[2][0], 23u << 15); /* mean 4.25: 3.25 + 1.25 + 1.25 + 5.75 = 11.5 */
    dawa_costs_free(&costs);
}

UNIT_TEST(impact_dawa, scales_are_those_of_the_proof_rounded_up) {
    struct dawa_plan plan;
    struct impact_fraction one = {1, 1}, quarter = {1, 4};
    CU_ASSERT_FALSE_FATAL(scr_failed(dawa_plan_set(&plan, false, one, quarter, 4)));
    /* 2^16 2 (2 - 1/L - 1/4) / (1/4): L = 1: 0.75, L = 2: 1.25, L = 4: 1.5 */
    CU_ASSERT(plan.scales[0].d == 393216 && plan.scales[1].d == 655360 && plan.scales[2].d == 786432);
    CU_ASSERT_EQUAL(plan.bucket_cost, 87381); /* 2^16 / (3/4) = 87381.33 */
    CU_ASSERT_FALSE_FATAL(scr_failed(dawa_plan_set(&plan, true, one, quarter, 4)));
    CU_ASSERT_EQUAL(plan.scales[2].d, 393216);
    CU_ASSERT_FALSE_FATAL(scr_failed(dawa_plan_set(&plan, false, one, (struct impact_fraction){1, 3}, 3)));
    CU_ASSERT_EQUAL(plan.scales[0].d, 262144); /* 2^16 2 (2 - 1 - 1/3) 3 = 2^18 */
    struct impact_fraction tiny = {1, 1000000};
    CU_ASSERT_EQUAL(dawa_plan_set(&plan, false, tiny, quarter, 4).code, SCR_LIMIT);
}

/* Of each partition of three counts, how much more probable it is for one table than for its neighbour: enumeration
 * with discrete Laplace noise, costs in units of 1/2, singletons' noise within +-SINGLE (beyond lie 10^-3), epsilon1
 * = 1. */
enum { SINGLE = 18, PAIR = 80, PARTITIONS = 3 };
struct distribution {
    double mass[2 * PAIR + 1], above[2 * PAIR + 2]; /* above[i]: of values from i - PAIR on */
};
static struct distribution noise_of(double t) {
    struct distribution d = {{0}, {0}};
    double q = exp(-1 / t);
    for (int z = -PAIR; z <= PAIR; z++) d.mass[z + PAIR] = (1 - q) / (1 + q) * pow(q, abs(z));
    for (int i = 2 * PAIR; i >= 0; i--) d.above[i] = d.above[i + 1] + d.mass[i];
    return d;
}
/* Probability that a pair with true cost `cost` and its noise is at least `least`; raised to h where `clamp`. */
static double at_least(const struct distribution *d, int cost, int least, int h, bool clamp) {
    if (clamp && least <= h) return 1;
    int i = least - cost + PAIR;
    return i <= 0 ? 1 : i > 2 * PAIR ? 0 : d->above[i];
}
static void probabilities(const int x[3], bool sound, double p[PARTITIONS]) {
    double g = sound ? 2 : 1; /* t = 2 g (2 - 1/L - 1/3) in units of 1/2 */
    struct distribution one = noise_of(2 * g * (1 - 1 / 3.)), two = noise_of(2 * g * (1.5 - 1 / 3.));
    int h = 2, first_cost = abs(x[0] - x[1]) * 2 + h, last_cost = abs(x[1] - x[2]) * 2 + h, reach = sound ? SINGLE : 0;
    for (int i = 0; i < PARTITIONS; i++) p[i] = 0;
    for (int a = -reach; a <= reach; a++)
        for (int b = -reach; b <= reach; b++)
            for (int c = -reach; c <= reach; c++) {
                double single = sound ? one.mass[a + PAIR] * one.mass[b + PAIR] * one.mass[c + PAIR] : 1;
                int split = 3 * h + a + b + c;
                /* 2: single, pair; 1: pair, single; 0: three singles. The longer last bucket keeps a tie, then the
                 * longer one before it. */
                for (int v = -PAIR; v <= PAIR; v++) {
                    int pair = last_cost + v, last;
                    if (!sound && pair < h) pair = h;
                    last = pair + h + a;
                    if (last <= split)
                        p[2] += single * two.mass[v + PAIR] * at_least(&two, first_cost, last - h - c, h, !sound);
                }
                double before_split = 0; /* pair, single at most as dear as three singles, and cheaper than 2 */
                for (int u = -PAIR; u <= PAIR; u++) {
                    int pair = first_cost + u, first;
                    if (!sound && pair < h) pair = h;
                    first = pair + h + c;
                    if (first <= split)
                        before_split += two.mass[u + PAIR] * at_least(&two, last_cost, first + 1 - h - a, h, !sound);
                }
                p[1] += single * before_split;
                p[0] += single * at_least(&two, last_cost, split + 1 - h - a, h, !sound) *
                        at_least(&two, first_cost, split + 1 - h - c, h, !sound);
            }
}
static double worst(bool sound) {
    static const int tables[][3] = {{0, 0, 0}, {0, 1, 0}, {2, 0, 1}};
    double most = 0;
    for (size_t i = 0; i < sizeof tables / sizeof *tables; i++) {
        double p[PARTITIONS], q[PARTITIONS], sum = 0;
        probabilities(tables[i], sound, p);
        for (int k = 0; k < PARTITIONS; k++) sum += p[k];
        CU_ASSERT(fabs(sum - 1) < 5e-3);
        for (int cell = 0; cell < 3; cell++) {
            int more[3] = {tables[i][0], tables[i][1], tables[i][2]};
            more[cell]++;
            probabilities(more, sound, q);
            for (int k = 0; k < PARTITIONS; k++) most = fmax(most, fabs(log(p[k] / q[k])));
        }
    }
    return most;
}
UNIT_TEST(impact_dawa, sound_partition_keeps_epsilon_and_the_published_one_does_not) {
    CU_ASSERT(worst(true) <= 1);
    CU_ASSERT(worst(false) > 1);
}

/* Weighted least squares on the tree by the normal equations, in floating point. */
static void solve(const struct dawa_room *room, const double *measured, double *sums) {
    size_t b = room->buckets, w = b + 1;
    double *m = calloc(b * w, sizeof *m);
    CU_ASSERT_PTR_NOT_NULL_FATAL(m);
    for (size_t k = 0; k < room->node_count; k++) {
        const struct dawa_node *node = &room->nodes[k];
        double weight = (double)node->weight / (1 << 20), squared = weight * weight;
        for (size_t i = node->first; i < node->first + node->count; i++) {
            for (size_t j = node->first; j < node->first + node->count; j++) m[i * w + j] += squared;
            m[i * w + b] += squared * measured[k];
        }
    }
    for (size_t i = 0; i < b; i++) {
        size_t pivot = i;
        for (size_t r = i + 1; r < b; r++)
            if (fabs(m[r * w + i]) > fabs(m[pivot * w + i])) pivot = r;
        for (size_t c = 0; c < w; c++) {
            double swap = m[i * w + c];
            m[i * w + c] = m[pivot * w + c];
            m[pivot * w + c] = swap;
        }
        for (size_t r = 0; r < b; r++) {
            if (r == i) continue;
            double times = m[r * w + i] / m[i * w + i];
            for (size_t c = i; c < w; c++) m[r * w + c] -= times * m[i * w + c];
        }
    }
    for (size_t i = 0; i < b; i++) sums[i] = m[i * w + b] / m[i * w + i];
    free(m);
}

/* Where every bucket is one cell, the first sum that pays for itself is that of 512 cells. */
UNIT_TEST(impact_dawa, large_trees_measure_their_root) {
    static const size_t sizes[] = {64, 512};
    for (size_t s = 0; s < 2; s++) {
        struct dawa_room room = {0};
        CU_ASSERT_FALSE_FATAL(scr_failed(dawa_room_set(&room, sizes[s])));
        room.buckets = sizes[s];
        for (uint32_t i = 0; i <= sizes[s]; i++) room.starts[i] = i;
        dawa_weights(&room);
        CU_ASSERT_EQUAL(room.nodes[0].weight > 0, s == 1);
        uint32_t path = 0; /* to the first leaf */
        for (size_t k = 0; k < room.node_count; k++)
            if (!room.nodes[k].first) path += room.nodes[k].weight;
        CU_ASSERT_EQUAL(path, 1 << 20);
        dawa_room_free(&room);
    }
}

/* Weights that measure every node, to try least squares with. */
static void measure_all(struct dawa_room *room) {
    uint32_t budgets[128] = {1 << 20};
    for (size_t k = 0; k < room->node_count; k++) {
        struct dawa_node *node = &room->nodes[k];
        node->weight = budgets[k];
        if (node->count == 1) continue;
        node->weight = k % 3 == 1 ? 0 : budgets[k] / 4;
        budgets[k + 1] = budgets[node->right] = budgets[k] - node->weight;
    }
}

UNIT_TEST(impact_dawa, weights_add_up_and_least_squares_are_least) {
    enum { N = 40 };
    uint64_t counts[N], state = 3;
    int64_t cells[N];
    for (size_t i = 0; i < N; i++) counts[i] = next(&state) >> 54;
    struct dawa_costs costs = {0};
    struct dawa_plan plan;
    struct impact_fraction half = {1, 2}, one = {1, 1};
    struct release_bits stream = {0};
    CU_ASSERT_FALSE_FATAL(scr_failed(dawa_costs_set(&costs, counts, N)));
    CU_ASSERT_FALSE_FATAL(scr_failed(dawa_plan_set(&plan, false, one, half, N)));
    CU_ASSERT_FALSE_FATAL(scr_failed(release_bits_begin(&stream)));
    for (uint8_t round = 0; round < 20; round++) {
        struct dawa_room room = {0};
        struct scr_hash key = {{round}};
        CU_ASSERT_FALSE_FATAL(scr_failed(dawa_room_set(&room, N)));
        CU_ASSERT_FALSE_FATAL(scr_failed(release_bits_key(&stream, key.bytes)));
        CU_ASSERT_FALSE_FATAL(scr_failed(dawa_partition(&costs, &plan, &stream, &room)));
        if (round % 2) { /* no buckets at all */
            room.buckets = N;
            for (uint32_t i = 0; i <= N; i++) room.starts[i] = i;
        }
        dawa_weights(&room);
        if (round % 2) measure_all(&room);
        CU_ASSERT_EQUAL_FATAL(room.node_count, 2 * room.buckets - 1);
        for (uint32_t leaf = 0; leaf < room.buckets; leaf++) {
            uint32_t sum = 0;
            for (size_t k = 0; k < room.node_count; k++)
                if (room.nodes[k].first <= leaf && leaf < room.nodes[k].first + room.nodes[k].count)
                    sum += room.nodes[k].weight;
            CU_ASSERT_EQUAL(sum, 1 << 20);
        }
        /* The same stream again tells what was measured. */
        struct dawa_node nodes[2 * N];
        CU_ASSERT_FALSE_FATAL(scr_failed(release_bits_key(&stream, key.bytes)));
        CU_ASSERT_FALSE_FATAL(scr_failed(dawa_measure(&costs, &plan, &stream, &room, cells)));
        memcpy(nodes, room.nodes, sizeof nodes);
        double measured[2 * N] = {0}, sums[N];
        CU_ASSERT_FALSE_FATAL(scr_failed(release_bits_key(&stream, key.bytes)));
        for (size_t k = 0; k < room.node_count; k++) {
            if (!nodes[k].weight) continue;
            uint64_t d = ((plan.q2 << 24) + nodes[k].weight * plan.p2 - 1) / (nodes[k].weight * plan.p2), s = 16;
            for (; s > 1 && d % 2 == 0; s /= 2) d /= 2;
            int64_t noise, sum = 0;
            CU_ASSERT_FALSE_FATAL(scr_failed(impact_draw(&stream, &(struct release_scale){d, s}, &noise)));
            for (uint32_t i = room.starts[nodes[k].first]; i < room.starts[nodes[k].first + nodes[k].count]; i++)
                sum += (int64_t)counts[i];
            measured[k] = (double)(sum + noise);
        }
        solve(&room, measured, sums);
        for (uint32_t bucket = 0; bucket < room.buckets; bucket++) {
            double length = room.starts[bucket + 1] - room.starts[bucket];
            double got = (double)cells[room.starts[bucket]] * length / (1 << 20);
            CU_ASSERT(fabs(got - sums[bucket]) < 1e-3);
        }
        dawa_room_free(&room);
    }
    release_bits_end(&stream);
    dawa_costs_free(&costs);
}
