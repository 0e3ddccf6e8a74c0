/* plan_sets.c: the programme over sets of values: the exact least plan for any number of candidates.
 *
 * Examining papers reduces a node's set of possible values. For each node the programme keeps the sets to which some
 * choice of papers below can reduce it, each with its least cost, bottom-up: every combination of one kept set per
 * child gives a set of results. A set that contains another of no greater cost is dropped: smaller sets of children
 * never give larger sets of results, so the other one serves wherever this one does. All sets hold the node's value, so
 * there are at most 2^m of them for m candidates, and in practice few. A set with every candidate is treated as holding
 * missing too. (If all values but missing lead a parent to one value, that value is ahead without this child, so
 * missing leads to it too; and where missing alone adds a result to the parent, the result is missing, beside every
 * candidate.) */
#include <stdlib.h>
#include <string.h>

#include "gen/tree/plan_parts.h"
#include "gen/tree/possible.h"
#include "scrutineer/bytes.h"

#define FRONTIER_MOST 4096

struct choices {
    const struct tree_set_entry *entries;
    size_t count;
    struct tree_set_entry leaf[2];
};

static void choices_of(const struct tree_sets *sets, size_t node, struct choices *choices) {
    const struct tree *tree = sets->tree;
    const struct tree_shape *shape = tree_shape_of(tree);
    if (!tree_is_leaf(shape, node)) {
        choices->entries = sets->entries + sets->first[node - 1];
        choices->count = sets->counts[node - 1];
        return;
    }
    struct tree_cost cost = tree_leaf_cost(tree, tree_node_leaf(shape, node));
    struct tree_set_entry open = {tree_any_value(tree->candidates), {0, 0}};
    struct tree_set_entry known = {tree_singleton(tree_value(tree, node)), cost};
    choices->entries = choices->leaf;
    choices->count = 0;
    if (cost.papers) choices->leaf[choices->count++] = open;
    if (cost.papers != TREE_INFINITE) choices->leaf[choices->count++] = known;
}

/* One set per child, and what they come to. */
struct combination {
    struct choices children[TREE_ARITY_MOST];
    size_t chosen[TREE_ARITY_MOST];
    unsigned count, tie;
    uint64_t any;
};

static void combination_begin(const struct tree_sets *sets, size_t node, struct combination *c) {
    const struct tree_shape *shape = tree_shape_of(sets->tree);
    c->count = tree_children(shape, node);
    c->tie = sets->tree->arrangement->ties[node - 1];
    c->any = tree_any_value(sets->tree->candidates);
    for (unsigned i = 0; i < c->count; i++) {
        choices_of(sets, tree_first_child(shape, node) + i, &c->children[i]);
        c->chosen[i] = 0;
    }
}

static struct tree_set_entry combination_result(const struct combination *c) {
    uint64_t values[TREE_ARITY_MOST], candidates = c->any & ~tree_singleton(TREE_MISSING);
    struct tree_set_entry result = {0, {0, 0}};
    for (unsigned i = 0; i < c->count; i++) {
        const struct tree_set_entry *entry = &c->children[i].entries[c->chosen[i]];
        values[i] = entry->set;
        result.cost = tree_cost_add(result.cost, entry->cost);
    }
    result.set = tree_possible_results(values, c->count, c->tie);
    if ((result.set & candidates) == candidates && candidates & (candidates - 1)) result.set = c->any;
    return result;
}

static bool combination_next(struct combination *c) {
    for (unsigned i = 0; i < c->count; i++) {
        if (++c->chosen[i] < c->children[i].count) return true;
        c->chosen[i] = 0;
    }
    return false;
}

static scr_result keep(struct tree_sets *sets, struct tree_set_entry candidate) {
    size_t kept = 0;
    sets->work += 1 + sets->frontier_count;
    for (size_t i = 0; i < sets->frontier_count; i++)
        if (!(sets->frontier[i].set & ~candidate.set) && !tree_cost_less(candidate.cost, sets->frontier[i].cost))
            return scr_done();
    for (size_t i = 0; i < sets->frontier_count; i++) {
        const struct tree_set_entry *old = &sets->frontier[i];
        if (candidate.set & ~old->set || tree_cost_less(old->cost, candidate.cost)) sets->frontier[kept++] = *old;
    }
    if (kept == FRONTIER_MOST) return (scr_result){SCR_LIMIT};
    sets->frontier[kept++] = candidate;
    sets->frontier_count = kept;
    return scr_done();
}

/* Appends the sets of a node to the pool; what it had before is left behind. */
static scr_result compute(struct tree_sets *sets, size_t node) {
    struct combination c;
    sets->frontier_count = 0;
    combination_begin(sets, node, &c);
    do {
        SCR_TRY(keep(sets, combination_result(&c)));
        if (sets->work > sets->limits.work) return (scr_result){SCR_LIMIT};
    } while (combination_next(&c));
    size_t wanted = sets->used + sets->frontier_count;
    if (wanted > sets->capacity) {
        size_t most = sets->limits.memory / sizeof *sets->entries, larger = 2 * sets->capacity + 1024;
        if (most > UINT32_MAX) most = UINT32_MAX;
        if (larger > most) larger = most;
        if (larger < wanted) return (scr_result){SCR_LIMIT};
        void *moved = realloc(sets->entries, larger * sizeof *sets->entries);
        if (!moved) return (scr_result){SCR_MEMORY};
        sets->entries = moved;
        sets->capacity = larger;
    }
    memcpy(sets->entries + sets->used, sets->frontier, sets->frontier_count * sizeof *sets->frontier);
    sets->first[node - 1] = (uint32_t)sets->used;
    sets->counts[node - 1] = (uint16_t)sets->frontier_count;
    sets->used = wanted;
    return scr_done();
}

static scr_result compute_all(struct tree_sets *sets) {
    sets->used = 0;
    sets->work = 0;
    for (size_t node = tree_shape_of(sets->tree)->internal; node; node--) SCR_TRY(compute(sets, node));
    return scr_done();
}

scr_result tree_sets_begin(struct tree_sets *sets, const struct tree *tree, const struct tree_plan_limits *limits) {
    size_t internal = tree_shape_of(tree)->internal;
    size_t fixed = internal * (sizeof *sets->first + sizeof *sets->counts) + FRONTIER_MOST * sizeof *sets->frontier;
    *sets = (struct tree_sets){.tree = tree, .limits = *limits};
    if (fixed > limits->memory) return (scr_result){SCR_LIMIT};
    sets->limits.memory -= fixed;
    sets->first = malloc((internal + 1) * sizeof *sets->first);
    sets->counts = malloc((internal + 1) * sizeof *sets->counts);
    sets->frontier = malloc(FRONTIER_MOST * sizeof *sets->frontier);
    scr_result result = sets->first && sets->counts && sets->frontier ? compute_all(sets) : (scr_result){SCR_MEMORY};
    if (scr_failed(result)) tree_sets_end(sets);
    return result;
}

void tree_sets_end(struct tree_sets *sets) {
    free(sets->entries);
    free(sets->first);
    free(sets->counts);
    free(sets->frontier);
    *sets = (struct tree_sets){0};
}

scr_result tree_sets_update(struct tree_sets *sets, size_t leaf) {
    const struct tree_shape *shape = tree_shape_of(sets->tree);
    scr_result result = scr_done();
    sets->work = 0;
    for (size_t node = tree_leaf_node(shape, leaf); node > 1 && !scr_failed(result);) {
        node = tree_parent(shape, node);
        result = compute(sets, node);
    }
    /* The pool may be full of what updates left behind: a fresh start packs it. */
    return result.code == SCR_LIMIT ? compute_all(sets) : result;
}

struct target {
    uint32_t node;
    struct tree_set_entry entry;
};

static bool same(struct tree_set_entry a, struct tree_set_entry b) {
    return a.set == b.set && a.cost.papers == b.cost.papers && a.cost.sum == b.cost.sum;
}

/* The kept set of the root that is its value alone; false when there is none. */
static bool root_target(const struct tree_sets *sets, struct target *target) {
    struct choices root;
    choices_of(sets, 1, &root);
    for (size_t i = 0; i < root.count; i++)
        if (root.entries[i].set == tree_singleton(tree_winner(sets->tree))) {
            *target = (struct target){1, root.entries[i]};
            return true;
        }
    return false;
}

scr_result tree_sets_plan(struct tree_sets *sets, struct tree_plan *plan) {
    const struct tree_shape *shape = tree_shape_of(sets->tree);
    struct target root, *targets = NULL; /* ascending by node */
    size_t count = 0, capacity = 0, room = 0, at = 0;
    scr_result result = scr_done();
    *plan = (struct tree_plan){.kind = TREE_PLAN_LEAST};
    if (!root_target(sets, &root)) return scr_done();
    plan->possible = true;
    if (!root.entry.cost.papers) return scr_done();
    SCR_TRY_OR(result, scr_grow(&targets, &capacity, 1, sizeof *targets), done);
    targets[count++] = root;
    for (; at < count && !tree_is_leaf(shape, targets[at].node); at++) {
        size_t first = tree_first_child(shape, targets[at].node);
        struct combination c;
        combination_begin(sets, targets[at].node, &c);
        while (!same(combination_result(&c), targets[at].entry))
            if (!combination_next(&c)) {
                result = (scr_result){SCR_INTERNAL};
                goto done;
            }
        SCR_TRY_OR(result, scr_grow(&targets, &capacity, count + TREE_ARITY_MOST, sizeof *targets), done);
        for (unsigned i = 0; i < c.count; i++) {
            struct tree_set_entry entry = c.children[i].entries[c.chosen[i]];
            if (entry.cost.papers) targets[count++] = (struct target){(uint32_t)(first + i), entry};
        }
    }
    SCR_TRY_OR(result, scr_grow(&plan->leaves, &room, count - at + 1, sizeof *plan->leaves), done);
    for (; at < count; at++) plan->leaves[plan->count++] = (uint32_t)tree_node_leaf(shape, targets[at].node);
done:
    free(targets);
    if (scr_failed(result)) tree_plan_free(plan);
    return result;
}
