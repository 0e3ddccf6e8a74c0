/* least_bounds.c: costs bottom-up, where a node's cost is that of the cheapest set of children that suffices. */
#include "verify/tree/least_bounds.h"

#include <stdlib.h>

enum {
    SEEN = 1 << 12, /* answers remembered; a power of two */
    AHEAD = 48,     /* leaves whose ballots are fetched beforehand */
    LEAF_WORK = 4,
    NODES_AT_ONCE = 16, /* between looks at the budget: a node asks for up to 32 results */
};

struct subsets {
    struct {
        uint64_t key; /* 0: nothing is remembered here */
        uint32_t answer;
    } seen[SEEN];
};

scr_result bounds_begin(struct bounds *bounds) {
    bounds->seen = calloc(1, sizeof *bounds->seen);
    if (!bounds->seen) return (scr_result){SCR_MEMORY};
    return results_new(&bounds->results);
}

void bounds_end(struct bounds *bounds) {
    results_free(bounds->results);
    free(bounds->seen);
}

static bool reaches(struct bounds *bounds, enum goal goal, const value_set *sets, unsigned count, unsigned residue) {
    value_set result = results_of_sets(bounds->results, sets, count, residue);
    value_set candidates = value_candidates(bounds->candidates);
    return goal == GOAL_FIX ? value_single(result) : (result & candidates) != candidates;
}

static uint32_t find_subsets(struct bounds *bounds, enum goal goal, const uint8_t *values, unsigned count,
                             unsigned residue) {
    value_set unfixed = goal == GOAL_FIX ? value_all(bounds->candidates) : value_candidates(bounds->candidates);
    uint32_t answer = 0;
    for (unsigned set = 0; set < 1u << count; set++) {
        value_set sets[TREE_ARITY_MOST];
        for (unsigned c = 0; c < count; c++) sets[c] = set >> c & 1 ? value_bit(values[c]) : unfixed;
        if (reaches(bounds, goal, sets, count, residue)) answer |= UINT32_C(1) << set;
    }
    return answer;
}

uint32_t bounds_subsets(struct bounds *bounds, enum goal goal, const uint8_t *values, unsigned count,
                        unsigned residue) {
    /* 6 bits for each of at most 5 values, 6 for the residue, 3 for the count, 1 for the goal, and one that is set. */
    uint64_t key = 1;
    residue = result_residue(residue, count);
    for (unsigned c = 0; c < count; c++) key = key << 6 | values[c];
    key = ((key << 6 | residue) << 3 | count) << 1 | (goal == GOAL_INFORM);
    size_t place = (size_t)(key * UINT64_C(0x9e3779b97f4a7c15) >> 40) % SEEN;
    if (bounds->seen->seen[place].key != key) {
        bounds->seen->seen[place].answer = find_subsets(bounds, goal, values, count, residue);
        bounds->seen->seen[place].key = key;
    }
    return bounds->seen->seen[place].answer;
}

uint32_t bounds_child(const struct bounds *bounds, const uint32_t *costs, uint32_t child, uint8_t *value) {
    const struct arranged *tree = bounds->tree;
    if (child <= tree->internal) {
        *value = bounds->values[child - 1];
        return costs[child - 1];
    }
    uint8_t recorded = bounds->recorded[tree->ballot[child - tree->internal - 1]];
    *value = recorded == VALUE_UNKNOWN ? VALUE_MISSING : recorded;
    return recorded == VALUE_UNKNOWN ? LEAST_NEVER : 1;
}

static uint32_t cheapest(uint32_t subsets, const uint32_t *costs) {
    uint64_t best = LEAST_NEVER;
    for (; subsets; subsets &= subsets - 1) {
        uint64_t sum = 0;
        for (unsigned set = (unsigned)__builtin_ctz(subsets); set; set &= set - 1) sum += costs[__builtin_ctz(set)];
        if (sum < best) best = sum;
    }
    return (uint32_t)best; /* at most LEAST_NEVER; costs other than that are at most 2^30 in sum */
}

bool bounds_costs(struct bounds *bounds, enum goal goal, struct budget *budget, uint32_t *costs, uint32_t *root) {
    const struct arranged *tree = bounds->tree;
    uint32_t ahead = tree->leaves;
    uint8_t value;
    if (!budget_spend(budget, (uint64_t)LEAF_WORK * tree->leaves)) return false;
    for (uint32_t node = tree->internal; node > 0; node--) {
        uint32_t first, count = arranged_children(tree, node, &first), below[TREE_ARITY_MOST];
        uint8_t values[TREE_ARITY_MOST];
        for (; ahead > 0 && ahead + AHEAD > first - tree->internal; ahead--)
            __builtin_prefetch(&bounds->recorded[tree->ballot[ahead - 1]]);
        for (uint32_t c = 0; c < count; c++) below[c] = bounds_child(bounds, costs, first + c, &values[c]);
        costs[node - 1] = cheapest(bounds_subsets(bounds, goal, values, count, tree->residue[node - 1]), below);
        if (node % NODES_AT_ONCE == 1 && !budget_spend(budget, results_work(bounds->results))) return false;
    }
    *root = tree->internal ? costs[0] : bounds_child(bounds, costs, 1, &value);
    return true;
}
