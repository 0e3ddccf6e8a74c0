/* plan_fixing.c: least cost of fixing each node at its value, bottom-up.
 *
 * Why this is the least for two candidates A and B: by induction every node's set of possible values is a singleton,
 * {A, B}, or everything. (A set that holds missing but not A needs every child to allow missing, so each child is
 * missing or open, and an open child with all others missing gives A.) And {A, B} fixes a parent no better than
 * everything does: say the child as A and as B both lead to A. Counted without it, A then has more votes than B, so the
 * child as missing leads to A as well. So only children fixed at one value matter. */
#include <stdlib.h>
#include <string.h>

#include "gen/tree/plan_parts.h"
#include "gen/tree/possible.h"
#include "scrutineer/bytes.h"

/* Whether a node of `count` children has only one possible value once the children of `subset` are known. */
static bool fixes(const uint8_t *values, unsigned count, unsigned tie, unsigned subset, unsigned candidates) {
    uint64_t sets[TREE_ARITY_MOST];
    for (unsigned i = 0; i < count; i++)
        sets[i] = subset >> i & 1 ? tree_singleton(values[i]) : tree_any_value(candidates);
    uint64_t results = tree_possible_results(sets, count, tie);
    return !(results & (results - 1));
}

/* Bit s is set when subset s of the children fixes the node and no subset of s does; never 0. */
static uint32_t minimal_subsets(const uint8_t *values, unsigned count, unsigned tie, unsigned candidates) {
    uint32_t minimal = 0;
    for (unsigned s = 0; s < 1u << count; s++) { /* subsets of s come before s */
        bool covered = false;
        for (unsigned t = 0; t < s && !covered; t++) covered = minimal >> t & 1 && (t & s) == t;
        if (!covered && fixes(values, count, tie, s, candidates)) minimal |= UINT32_C(1) << s;
    }
    return minimal;
}

/* Which children agree decides, not who they are: the pattern of values is looked up, each pattern computed once. */
static uint32_t minimal_of(struct tree_fixing *fixing, size_t node) {
    const struct tree *tree = fixing->tree;
    unsigned count = tree_children(tree_shape_of(tree), node), arity = tree_shape_of(tree)->arity;
    unsigned tie = tree->arrangement->ties[node - 1];
    const uint8_t *values = tree->values + tree_first_child(tree_shape_of(tree), node) - 1;
    uint8_t classes[TREE_ARITY_MOST], next = 0;
    size_t code = 0;
    for (unsigned i = 0; i < count; i++) {
        classes[i] = TREE_MISSING;
        for (unsigned j = 0; j < i; j++)
            if (values[j] == values[i]) classes[i] = classes[j];
        if (classes[i] == TREE_MISSING && values[i] != TREE_MISSING) classes[i] = next++;
        code = code * (arity + 1) + (classes[i] == TREE_MISSING ? 0 : classes[i] + 1u);
    }
    if (count < arity) return minimal_subsets(classes, count, tie, tree->candidates); /* at most one node */
    uint32_t *known = &fixing->minimal[code * TREE_TIE_RESIDUES + tie];
    if (!*known) *known = minimal_subsets(classes, count, tie, tree->candidates);
    return *known;
}

struct tree_cost tree_fixing_cost(const struct tree_fixing *fixing, size_t node) {
    const struct tree_shape *shape = tree_shape_of(fixing->tree);
    if (tree_is_leaf(shape, node)) return tree_leaf_cost(fixing->tree, tree_node_leaf(shape, node));
    return (struct tree_cost){fixing->papers[node - 1], fixing->sums[node - 1]};
}

/* The cheapest subset of children that fixes the node; its cost is stored in *least. */
static unsigned cheapest(struct tree_fixing *fixing, size_t node, struct tree_cost *least) {
    const struct tree_shape *shape = tree_shape_of(fixing->tree);
    size_t first = tree_first_child(shape, node);
    unsigned count = tree_children(shape, node), best = 0;
    struct tree_cost costs[TREE_ARITY_MOST];
    for (unsigned i = 0; i < count; i++) costs[i] = tree_fixing_cost(fixing, first + i);
    *least = (struct tree_cost){TREE_INFINITE, UINT64_MAX}; /* dearer than any sum, also than an infinite one */
    for (uint32_t left = minimal_of(fixing, node); left; left &= left - 1) {
        unsigned subset = (unsigned)__builtin_ctz(left);
        struct tree_cost cost = {0, 0};
        for (unsigned i = 0; i < count; i++)
            if (subset >> i & 1) cost = tree_cost_add(cost, costs[i]);
        if (tree_cost_less(cost, *least)) {
            *least = cost;
            best = subset;
        }
    }
    return best;
}

unsigned tree_fixing_children(struct tree_fixing *fixing, size_t node) {
    struct tree_cost least;
    return cheapest(fixing, node, &least);
}

static void compute(struct tree_fixing *fixing, size_t node) {
    struct tree_cost least;
    cheapest(fixing, node, &least);
    fixing->papers[node - 1] = least.papers;
    fixing->sums[node - 1] = least.sum;
}

scr_result tree_fixing_begin(struct tree_fixing *fixing, const struct tree *tree) {
    const struct tree_shape *shape = tree_shape_of(tree);
    size_t patterns = TREE_TIE_RESIDUES;
    *fixing = (struct tree_fixing){.tree = tree};
    for (unsigned i = 0; i < shape->arity; i++) patterns *= shape->arity + 1; /* at most 60 * 6^5 */
    fixing->minimal = calloc(patterns, sizeof *fixing->minimal);
    fixing->papers = malloc((shape->internal + 1) * sizeof *fixing->papers);
    fixing->sums = malloc((shape->internal + 1) * sizeof *fixing->sums);
    if (!fixing->minimal || !fixing->papers || !fixing->sums) {
        tree_fixing_end(fixing);
        return (scr_result){SCR_MEMORY};
    }
    for (size_t node = shape->internal; node; node--) compute(fixing, node);
    return scr_done();
}

void tree_fixing_end(struct tree_fixing *fixing) {
    free(fixing->minimal);
    free(fixing->papers);
    free(fixing->sums);
    *fixing = (struct tree_fixing){0};
}

void tree_fixing_update(struct tree_fixing *fixing, size_t leaf) {
    const struct tree_shape *shape = tree_shape_of(fixing->tree);
    for (size_t node = tree_leaf_node(shape, leaf); node > 1;) {
        node = tree_parent(shape, node);
        compute(fixing, node);
    }
}

scr_result tree_fixing_plan(struct tree_fixing *fixing, struct tree_plan *plan) {
    const struct tree_shape *shape = tree_shape_of(fixing->tree);
    uint32_t *chosen = NULL; /* nodes to be fixed, ascending */
    size_t count = 0, capacity = 0, at = 0;
    *plan = (struct tree_plan){.kind = TREE_PLAN_RECURSIVE};
    if (tree_fixing_cost(fixing, 1).papers == TREE_INFINITE) return scr_done();
    scr_result result = scr_grow(&chosen, &capacity, 1, sizeof *chosen);
    if (scr_failed(result)) return result;
    chosen[count++] = 1;
    for (; at < count && !tree_is_leaf(shape, chosen[at]); at++) {
        struct tree_cost least;
        size_t first = tree_first_child(shape, chosen[at]);
        unsigned subset = cheapest(fixing, chosen[at], &least);
        SCR_TRY_OR(result, scr_grow(&chosen, &capacity, count + TREE_ARITY_MOST, sizeof *chosen), failed);
        for (unsigned i = 0; subset >> i; i++)
            if (subset >> i & 1 && tree_fixing_cost(fixing, first + i).papers) chosen[count++] = (uint32_t)(first + i);
    }
    for (; at < count; at++) {
        size_t leaf = tree_node_leaf(shape, chosen[at]);
        if (fixing->tree->states[leaf] == TREE_REPORTED) chosen[plan->count++] = (uint32_t)leaf;
    }
    plan->leaves = chosen;
    plan->possible = true;
    return scr_done();
failed:
    free(chosen);
    return result;
}
