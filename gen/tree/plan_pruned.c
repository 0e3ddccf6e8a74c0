/* plan_pruned.c: leaves out of a plan, or of all recorded papers, whatever the winner is established without.
 *
 * The recursive way fixes node after node at its value. Where a paper cannot be found it may see no plan although there
 * is one: a node need not be fixed, only be kept from the values that would change the winner. Here the sets of
 * possible values (possible.h) are kept for every node; whole subtrees, then smaller ones, are given up where the
 * root's set stays one value. What is left establishes the winner, and no paper of it could be left out alone.
 * Memory: 6.5 bytes a leaf. */
#include <stdlib.h>

#include "gen/numbers.h"
#include "gen/tree/plan_parts.h"
#include "gen/tree/possible.h"
#include "scrutineer/bytes.h"

struct pruning {
    const struct tree *tree;
    const struct tree_shape *shape;
    uint64_t any;
    uint64_t *sets;   /* [internal], with the papers that are still in the plan */
    uint32_t *papers; /* [internal], of the plan at the beginning: what giving up a node would save */
    bool *examined;   /* [internal]: an examined leaf is below */
    bool *known;      /* [leaves]: examined, or in the plan */
    uint32_t *kept;   /* nodes that cannot be given up as a whole, from the root down */
    size_t kept_count, kept_capacity;
};

static uint64_t set_of(const struct pruning *p, size_t node) {
    if (!tree_is_leaf(p->shape, node)) return p->sets[node - 1];
    return p->known[tree_node_leaf(p->shape, node)] ? tree_singleton(tree_value(p->tree, node)) : p->any;
}

static uint64_t compute(const struct pruning *p, size_t node) {
    uint64_t sets[TREE_ARITY_MOST];
    unsigned count = tree_children(p->shape, node);
    size_t first = tree_first_child(p->shape, node);
    for (unsigned i = 0; i < count; i++) sets[i] = set_of(p, first + i);
    return tree_possible_results(sets, count, p->tree->arrangement->ties[node - 1]);
}

static uint32_t papers_below(const struct pruning *p, size_t node) {
    if (!tree_is_leaf(p->shape, node)) return p->papers[node - 1];
    size_t leaf = tree_node_leaf(p->shape, node);
    return p->known[leaf] && p->tree->states[leaf] == TREE_REPORTED;
}

static bool examined_below(const struct pruning *p, size_t node) {
    if (!tree_is_leaf(p->shape, node)) return p->examined[node - 1];
    return p->tree->states[tree_node_leaf(p->shape, node)] == TREE_EXAMINED;
}

/* What a node can still be when all its papers but the examined ones are given up. */
static uint64_t set_without(const struct pruning *p, size_t node) {
    return examined_below(p, node) ? tree_possible(p->tree, TREE_EXAMINED, node) : p->any;
}

/* Gives the node up if the root keeps its one value; otherwise all stays as it was. */
static bool give_up(struct pruning *p, size_t node) {
    uint64_t old[64], value = set_without(p, node), root = p->sets[0];
    size_t at = node, depth = 0;
    if (tree_is_leaf(p->shape, node)) {
        p->known[tree_node_leaf(p->shape, node)] = false;
    } else {
        old[depth++] = p->sets[node - 1];
        p->sets[node - 1] = value;
    }
    while (at > 1) {
        at = tree_parent(p->shape, at);
        old[depth++] = p->sets[at - 1];
        value = compute(p, at);
        if (value == p->sets[at - 1]) return true; /* nothing changes above */
        p->sets[at - 1] = value;
    }
    if (p->sets[0] == root) return true;
    size_t back = 0;
    at = node;
    if (tree_is_leaf(p->shape, node)) {
        p->known[tree_node_leaf(p->shape, node)] = true;
        at = tree_parent(p->shape, node);
    }
    for (;; at = tree_parent(p->shape, at)) {
        p->sets[at - 1] = old[back++];
        if (at == 1) return false;
    }
}

static scr_result keep(struct pruning *p, size_t node) {
    SCR_TRY(scr_grow(&p->kept, &p->kept_capacity, p->kept_count + 1, sizeof *p->kept));
    p->kept[p->kept_count++] = (uint32_t)node;
    return scr_done();
}

/* The children of a kept node: the one that saves most is tried first. */
static scr_result prune_below(struct pruning *p, size_t node) {
    unsigned count = tree_children(p->shape, node), left = (1u << count) - 1;
    size_t first = tree_first_child(p->shape, node);
    while (left) {
        unsigned most = 0;
        for (unsigned i = 1; i < count; i++)
            if (!(left >> most & 1) || ((left >> i & 1) && papers_below(p, first + i) > papers_below(p, first + most)))
                most = i;
        left &= ~(1u << most);
        if (papers_below(p, first + most) && !give_up(p, first + most)) SCR_TRY(keep(p, first + most));
    }
    return scr_done();
}

static scr_result begin(struct pruning *p, const struct tree_plan *plan) {
    size_t internal = p->shape->internal + 1, leaves = p->shape->leaves;
    p->sets = malloc(internal * sizeof *p->sets);
    p->papers = calloc(internal, sizeof *p->papers);
    p->examined = calloc(internal, sizeof *p->examined);
    p->known = calloc(leaves, sizeof *p->known);
    if (!p->sets || !p->papers || !p->examined || !p->known) return (scr_result){SCR_MEMORY};
    for (size_t leaf = 0; leaf < leaves; leaf++)
        p->known[leaf] = p->tree->states[leaf] == TREE_EXAMINED || (!plan && p->tree->states[leaf] == TREE_REPORTED);
    for (size_t i = 0; plan && i < plan->count; i++) p->known[plan->leaves[i]] = true;
    for (size_t node = p->shape->internal; node; node--) {
        size_t first = tree_first_child(p->shape, node);
        for (unsigned i = 0; i < tree_children(p->shape, node); i++) {
            p->papers[node - 1] += papers_below(p, first + i);
            p->examined[node - 1] = p->examined[node - 1] || examined_below(p, first + i);
        }
        p->sets[node - 1] = compute(p, node);
    }
    return scr_done();
}

scr_result tree_pruned_plan(const struct tree *tree, const struct tree_plan *from, struct tree_plan *plan) {
    struct pruning p = {.tree = tree, .shape = tree_shape_of(tree), .any = tree_any_value(tree->candidates)};
    *plan = (struct tree_plan){.kind = TREE_PLAN_RECURSIVE};
    scr_result result = begin(&p, from);
    if (scr_failed(result) || set_of(&p, 1) != tree_singleton(tree_winner(tree))) goto done;
    plan->possible = true;
    if (set_without(&p, 1) != set_of(&p, 1)) SCR_TRY_OR(result, keep(&p, 1), done);
    for (size_t at = 0; at < p.kept_count; at++)
        if (!tree_is_leaf(p.shape, p.kept[at])) SCR_TRY_OR(result, prune_below(&p, p.kept[at]), done);
    plan->leaves = malloc((p.kept_count + 1) * sizeof *plan->leaves);
    if (!plan->leaves) {
        result.code = SCR_MEMORY;
        goto done;
    }
    for (size_t i = 0; i < p.kept_count; i++)
        if (tree_is_leaf(p.shape, p.kept[i]))
            plan->leaves[plan->count++] = (uint32_t)tree_node_leaf(p.shape, p.kept[i]);
    numbers_sort(plan->leaves, plan->count);
done:
    free(p.sets);
    free(p.papers);
    free(p.examined);
    free(p.known);
    free(p.kept);
    if (scr_failed(result)) tree_plan_free(plan);
    return result;
}
