/* inversions.c: counts inversions without looking at each pair: sums below others in a Fenwick tree, candidates for
 * certain pairs in a tree of greatest values. */
#include "gen/impact/inversions.h"

#include <stdlib.h>

struct counting {
    const struct impact_district *districts;
    size_t count;
    uint64_t *sums;   /* of one weight, ascending, each once */
    size_t *fenwick;  /* how many districts so far have the sum of a rank; from 1 */
    int64_t *highest; /* a binary tree of the greatest reach below each node; leaf i at `leaves` + i */
    size_t leaves;    /* a power of two */
    struct impact_inversions *inversions;
};

static int by_size(const void *a, const void *b) {
    const struct impact_district *x = a, *y = b;
    if (x->weight != y->weight) return x->weight < y->weight ? -1 : 1;
    return (x->children > y->children) - (x->children < y->children);
}

static int by_value(const void *a, const void *b) {
    const uint64_t *x = a, *y = b;
    return (*x > *y) - (*x < *y);
}

/* The greatest whole number whose square is at most `value`, which is below 2^126. */
static uint64_t root(impact_wide value) {
    uint64_t least = 0, most = UINT64_C(1) << 63;
    while (most - least > 1) {
        uint64_t middle = least + (most - least) / 2;
        if ((impact_wide)middle * middle <= value)
            least = middle;
        else
            most = middle;
    }
    return least;
}

/* What another sum must be below for the pair to be certain, whatever the other deviation is. */
static int64_t reach(const struct impact_district *district) {
    return (int64_t)district->sum - (int64_t)root(36 * district->deviation);
}

/* Position of a sum among those of its weight, from 1. */
static size_t rank(const uint64_t *sums, size_t count, uint64_t sum) {
    size_t low = 0, high = count;
    while (high - low > 1) {
        size_t middle = low + (high - low) / 2;
        if (sums[middle] <= sum)
            low = middle;
        else
            high = middle;
    }
    return low + 1;
}

static size_t up_to(const size_t *fenwick, size_t at) {
    size_t sum = 0;
    for (; at; at &= at - 1) sum += fenwick[at];
    return sum;
}

static void enter(size_t *fenwick, size_t count, size_t at) {
    for (; at <= count; at += at & (~at + 1)) fenwick[at]++;
}

static void set_reach(struct counting *c, size_t index, int64_t value) {
    size_t at = c->leaves + index;
    c->highest[at] = value;
    for (at /= 2; at; at /= 2)
        c->highest[at] = c->highest[2 * at] > c->highest[2 * at + 1] ? c->highest[2 * at] : c->highest[2 * at + 1];
}

/* Certain pairs of `b` with districts entered below a node. Recursion is as deep as the tree. */
static size_t certain_below(const struct counting *c, size_t node, const struct impact_district *b) {
    if (c->highest[node] <= (int64_t)b->sum) return 0;
    if (node < c->leaves) return certain_below(c, 2 * node, b) + certain_below(c, 2 * node + 1, b);
    const struct impact_district *a = &c->districts[node - c->leaves];
    impact_wide more = a->sum - b->sum;
    return more * more > 36 * (a->deviation + b->deviation);
}

/* Districts begin .. end - 1 have one weight, in the order of their children. */
static void one_weight(struct counting *c, size_t begin, size_t end) {
    size_t ranks = 0;
    for (size_t i = begin; i < end; i++) c->sums[i - begin] = c->districts[i].sum;
    qsort(c->sums, end - begin, sizeof *c->sums, by_value);
    for (size_t i = 0; i < end - begin; i++)
        if (!i || c->sums[i] != c->sums[ranks - 1]) c->sums[ranks++] = c->sums[i];
    for (size_t i = 0; i <= ranks; i++) c->fenwick[i] = 0;
    for (size_t i = begin, same = begin; i < end; i = same) {
        for (; same < end && c->districts[same].children == c->districts[i].children; same++) {
            const struct impact_district *b = &c->districts[same];
            size_t certain = certain_below(c, 1, b);
            c->inversions->pairs += (i - begin) - up_to(c->fenwick, rank(c->sums, ranks, b->sum));
            c->inversions->certain += certain;
            c->inversions->losers += certain > 0;
        }
        for (size_t k = i; k < same; k++) { /* only now: equal numbers of children are no inversion */
            enter(c->fenwick, ranks, rank(c->sums, ranks, c->districts[k].sum));
            set_reach(c, k, reach(&c->districts[k]));
        }
    }
    for (size_t i = begin; i < end; i++) set_reach(c, i, INT64_MIN);
}

scr_result impact_inversions_count(struct impact_district *districts, size_t count,
                                   struct impact_inversions *inversions) {
    struct counting c = {.districts = districts, .count = count, .leaves = 1, .inversions = inversions};
    *inversions = (struct impact_inversions){0};
    if (!count) return scr_done();
    qsort(districts, count, sizeof *districts, by_size);
    while (c.leaves < count) c.leaves *= 2; /* count is at most the rows of a table: no overflow */
    c.sums = calloc(count, sizeof *c.sums);
    c.fenwick = calloc(count + 1, sizeof *c.fenwick);
    c.highest = calloc(c.leaves, 2 * sizeof *c.highest);
    bool made = c.sums && c.fenwick && c.highest;
    for (size_t i = 0; made && i < 2 * c.leaves; i++) c.highest[i] = INT64_MIN;
    for (size_t begin = 0, end = 0; made && begin < count; begin = end) {
        while (end < count && districts[end].weight == districts[begin].weight) end++;
        one_weight(&c, begin, end);
    }
    free(c.sums);
    free(c.fenwick);
    free(c.highest);
    return (scr_result){made ? SCR_DONE : SCR_MEMORY};
}
