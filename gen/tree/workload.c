/* workload.c: papers that a tree audit and a risk-limiting audit examine. */
#include <math.h>

#include "gen/tree/odds.h"

#define GAMMA 1.03905L

static uint64_t majority_of(unsigned children) { return children / 2 + 1; }

static uint64_t power_of(uint64_t base, unsigned exponent) {
    uint64_t power = 1;
    while (exponent--) power *= base;
    return power;
}

/* The heap of `nodes` nodes below `node`: a perfect subtree is known by its height; in a heap at most one child of a
 * node is not perfect, so this visits at most arity * height nodes. */
static struct tree_workload below(uint64_t node, uint64_t nodes, unsigned k) {
    unsigned left = 0, right = 0;
    for (uint64_t v = node; k * (v - 1) + 2 <= nodes; v = k * (v - 1) + 2) left++;
    for (uint64_t v = node; k * v + 1 <= nodes; v = k * v + 1) right++;
    if (left == right) {
        uint64_t work = power_of(majority_of(k), left);
        return (struct tree_workload){work, work};
    }
    uint64_t first = k * (node - 1) + 2, last = k * node + 1 < nodes ? k * node + 1 : nodes;
    unsigned count = (unsigned)(last - first + 1), wanted = (unsigned)majority_of(count);
    struct tree_workload children[TREE_ARITY_MOST], sum = {0, 0};
    for (unsigned i = 0; i < count; i++) children[i] = below(first + i, nodes, k);
    for (unsigned i = 0; i < count; i++) {
        unsigned cheaper = 0, dearer = 0; /* ranks, ties by position */
        for (unsigned j = 0; j < count; j++) {
            cheaper += children[j].least < children[i].least || (children[j].least == children[i].least && j < i);
            dearer += children[j].most > children[i].most || (children[j].most == children[i].most && j < i);
        }
        if (cheaper < wanted) sum.least += children[i].least;
        if (dearer < wanted) sum.most += children[i].most;
    }
    return sum;
}

struct tree_workload tree_workload_of(uint64_t leaves, unsigned arity) {
    uint64_t internal = (leaves - 1 + arity - 2) / (arity - 1);
    return below(1, leaves + internal, arity);
}

long double tree_rla_rule_of_thumb(long double alpha, long double margin) { return -2 * logl(alpha) / margin; }

uint64_t tree_rla_sample(long double alpha, long double margin, unsigned o1, unsigned o2, unsigned u1, unsigned u2) {
    long double risk = logl(alpha) + o1 * logl(1 - 1 / (2 * GAMMA)) + o2 * logl(1 - 1 / GAMMA) +
                       u1 * logl(1 + 1 / (2 * GAMMA)) + u2 * logl(1 + 1 / GAMMA);
    long double wanted = ceill(-2 * GAMMA * risk / margin);
    uint64_t least = (uint64_t)o1 + o2 + u1 + u2;
    if (!(wanted < 9e18L)) return UINT64_MAX;
    return wanted > (long double)least ? (uint64_t)wanted : least;
}

struct tree_crossing tree_crossing_at(unsigned height, unsigned arity, long double alpha) {
    struct tree_crossing row = {.height = height};
    row.leaves = power_of(arity, height);
    row.workload = power_of(majority_of(arity), height);
    row.margin = tree_rla_rule_of_thumb(alpha, 1) / (long double)row.workload;
    long double margin = row.margin < 1 ? row.margin : 1;
    struct tree_shares shares = {.candidates = 2, .p = {(1 + margin) / 2, (1 - margin) / 2}};
    for (unsigned h = 0; h < height; h++) shares = tree_shares_above(&shares, arity);
    row.agree = shares.p[0];
    return row;
}
