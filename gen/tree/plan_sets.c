/* plan_sets.c: the programme over sets of values: the exact least plan for any number of candidates.
 *
 * Examining papers reduces a node's set of possible values. For each node the programme keeps the sets to which some
 * choice of papers below can reduce it, each with its least cost, bottom-up: every combination of one kept set per
 * child gives a set of results. A set that contains another of no greater cost is dropped: smaller sets of children
 * never give larger sets of results, so the other one serves wherever this one does. All sets hold the node's value, so
 * there are at most 2^m of them for m candidates, and in practice few. A set with every candidate is treated as holding
 * missing too. (If all values but missing lead a parent to one value, that value is ahead without this child, so
 * missing leads to it too; and where missing alone adds a result to the parent, the result is missing, beside every
 * candidate.)
 *
 * Every set but the full one rules a candidate out, so it costs no less than the node's bound (plan_bound.c). Where
 * fixing the node at its value costs no more papers than that, the node is "settled": it is fixed or left alone, and
 * nothing below it is looked at. The programme runs from the root down to settled nodes, which in large trees are near;
 * what it found below a node stays good until a leaf below that node changes. */
#include <stdlib.h>
#include <string.h>

#include "gen/tree/plan_parts.h"
#include "gen/tree/possible.h"
#include "scrutineer/bytes.h"

#define FRONTIER_MOST 4096
#define BOTTOM_MOST (1u << TREE_ARITY_MOST) /* combinations at a node whose children are leaves: known or not */

/* Sets kept so far for a node. */
struct frontier {
    struct tree_set_entry *entries;
    size_t count, most;
};

struct choices {
    const struct tree_set_entry *entries;
    size_t count;
    struct tree_set_entry own[BOTTOM_MOST]; /* of leaves and of nodes above leaves, which are not stored */
};

/* One set per child, and what they come to. */
struct combination {
    struct choices children[TREE_ARITY_MOST];
    size_t chosen[TREE_ARITY_MOST];
    unsigned count, tie;
    uint64_t any, value; /* `value`: the node's own, a singleton */
};

static void choices_of(const struct tree_sets *sets, size_t node, struct choices *choices);

/* For internal nodes. */
static bool is_settled(const struct tree_sets *sets, size_t node) {
    return sets->bound && tree_fixing_cost(sets->fixing, node).papers == tree_bound_of(sets->bound, node);
}

static void combination_begin(const struct tree_sets *sets, size_t node, struct combination *c) {
    const struct tree_shape *shape = tree_shape_of(sets->tree);
    c->count = tree_children(shape, node);
    c->tie = sets->tree->arrangement->ties[node - 1];
    c->any = tree_any_value(sets->tree->candidates);
    c->value = tree_singleton(tree_value(sets->tree, node));
    for (unsigned i = 0; i < c->count; i++) {
        choices_of(sets, tree_first_child(shape, node) + i, &c->children[i]);
        c->chosen[i] = 0;
    }
}

static struct tree_cost combination_cost(const struct combination *c) {
    struct tree_cost cost = {0, 0};
    for (unsigned i = 0; i < c->count; i++) cost = tree_cost_add(cost, c->children[i].entries[c->chosen[i]].cost);
    return cost;
}

static uint64_t combination_set(const struct combination *c) {
    uint64_t values[TREE_ARITY_MOST], candidates = c->any & ~tree_singleton(TREE_MISSING);
    for (unsigned i = 0; i < c->count; i++) values[i] = c->children[i].entries[c->chosen[i]].set;
    uint64_t set = tree_possible_results(values, c->count, c->tie);
    return (set & candidates) == candidates && candidates & (candidates - 1) ? c->any : set;
}

static bool combination_next(struct combination *c) {
    for (unsigned i = 0; i < c->count; i++) {
        if (++c->chosen[i] < c->children[i].count) return true;
        c->chosen[i] = 0;
    }
    return false;
}

/* False when there is no room. */
static bool keep(struct frontier *frontier, struct tree_set_entry candidate) {
    size_t kept = 0;
    for (size_t i = 0; i < frontier->count; i++)
        if (!(frontier->entries[i].set & ~candidate.set) && !tree_cost_less(candidate.cost, frontier->entries[i].cost))
            return true;
    for (size_t i = 0; i < frontier->count; i++) {
        const struct tree_set_entry *old = &frontier->entries[i];
        if (candidate.set & ~old->set || tree_cost_less(old->cost, candidate.cost)) frontier->entries[kept++] = *old;
    }
    frontier->count = kept;
    if (kept == frontier->most) return false;
    frontier->entries[frontier->count++] = candidate;
    return true;
}

/* Goes through the combinations of a node. Every set holds the node's value, so what costs no less than that value
 * alone is of no use, and is passed over before its set is computed; combinations that fix the node with children fixed
 * or open are found first by trying the last and the first set of each child, which are the dearest and the cheapest.
 */
static scr_result explore(struct combination *c, struct frontier *frontier, uint64_t *work, uint64_t work_most) {
    struct tree_cost bound = {TREE_INFINITE, UINT64_MAX};
    bool many = false; /* otherwise the trial would be the whole search */
    frontier->count = 0;
    for (unsigned i = 0; i < c->count; i++) many = many || c->children[i].count > 2;
    for (unsigned s = 0; many && s < 1u << c->count; s++) {
        for (unsigned i = 0; i < c->count; i++) c->chosen[i] = s >> i & 1 ? c->children[i].count - 1 : 0;
        struct tree_cost cost = combination_cost(c);
        if (tree_cost_less(cost, bound) && combination_set(c) == c->value) bound = cost;
    }
    if (bound.papers != TREE_INFINITE && !keep(frontier, (struct tree_set_entry){c->value, bound}))
        return (scr_result){SCR_LIMIT};
    for (unsigned i = 0; i < c->count; i++) c->chosen[i] = 0;
    do {
        struct tree_cost cost = combination_cost(c);
        *work += 1;
        if (!tree_cost_less(cost, bound)) {
            c->chosen[0] = c->children[0].count - 1; /* its further sets cost more */
            continue;
        }
        *work += frontier->count;
        struct tree_set_entry entry = {combination_set(c), cost};
        if (entry.set == c->value) bound = cost;
        if (!keep(frontier, entry) || *work > work_most) return (scr_result){SCR_LIMIT};
    } while (combination_next(c));
    /* Ascending by cost, as the trial above wants it; insertion, for there are few. */
    for (size_t i = 1; i < frontier->count; i++) {
        struct tree_set_entry moved = frontier->entries[i];
        size_t at = i;
        for (; at && tree_cost_less(moved.cost, frontier->entries[at - 1].cost); at--)
            frontier->entries[at] = frontier->entries[at - 1];
        frontier->entries[at] = moved;
    }
    return scr_done();
}

static void open_or_fixed(const struct tree_sets *sets, size_t node, struct tree_cost cost, struct choices *choices) {
    struct tree_set_entry open = {tree_any_value(sets->tree->candidates), {0, 0}};
    struct tree_set_entry fixed = {tree_singleton(tree_value(sets->tree, node)), cost};
    if (cost.papers) choices->own[choices->count++] = open;
    if (cost.papers != TREE_INFINITE) choices->own[choices->count++] = fixed;
}

/* Recursion ends at leaves: a node whose sets are not stored has only leaves below it. */
static void choices_of(const struct tree_sets *sets, size_t node, struct choices *choices) {
    const struct tree *tree = sets->tree;
    const struct tree_shape *shape = tree_shape_of(tree);
    choices->entries = choices->own;
    choices->count = 0;
    if (tree_is_leaf(shape, node)) {
        open_or_fixed(sets, node, tree_leaf_cost(tree, tree_node_leaf(shape, node)), choices);
    } else if (is_settled(sets, node)) {
        open_or_fixed(sets, node, tree_fixing_cost(sets->fixing, node), choices);
    } else if (node <= sets->stored) {
        choices->entries = sets->entries + sets->first[node - 1];
        choices->count = sets->counts[node - 1];
    } else {
        struct combination c;
        struct frontier frontier = {choices->own, 0, BOTTOM_MOST};
        uint64_t work = 0;
        combination_begin(sets, node, &c);
        if (!scr_failed(explore(&c, &frontier, &work, UINT64_MAX))) choices->count = frontier.count; /* never fails */
    }
}

/* Appends the sets of a node to the pool; what it had before is left behind. */
static scr_result compute(struct tree_sets *sets, size_t node) {
    struct combination c;
    struct frontier frontier = {sets->frontier, 0, FRONTIER_MOST};
    combination_begin(sets, node, &c);
    SCR_TRY(explore(&c, &frontier, &sets->work, sets->limits.work));
    size_t wanted = sets->used + frontier.count;
    if (wanted > sets->capacity) {
        size_t most = sets->limits.memory / sizeof *sets->entries, larger = sets->capacity + sets->capacity / 2 + 1024;
        if (most > UINT32_MAX) most = UINT32_MAX;
        if (larger > most) larger = most;
        if (larger < wanted) return (scr_result){SCR_LIMIT};
        void *moved = realloc(sets->entries, larger * sizeof *sets->entries);
        if (!moved) return (scr_result){SCR_MEMORY};
        sets->entries = moved;
        sets->capacity = larger;
    }
    memcpy(sets->entries + sets->used, frontier.entries, frontier.count * sizeof *frontier.entries);
    sets->first[node - 1] = (uint32_t)sets->used;
    sets->counts[node - 1] = (uint16_t)frontier.count;
    sets->used = wanted;
    return scr_done();
}

/* Computes what is wanted of a node and below it and not known. Recursion is as deep as the tree. */
static scr_result complete(struct tree_sets *sets, size_t node) {
    if (node > sets->stored || sets->counts[node - 1] || is_settled(sets, node)) return scr_done();
    size_t first = tree_first_child(tree_shape_of(sets->tree), node);
    for (unsigned i = 0; i < tree_children(tree_shape_of(sets->tree), node); i++) SCR_TRY(complete(sets, first + i));
    return compute(sets, node);
}

scr_result tree_sets_begin(struct tree_sets *sets, const struct tree *tree, struct tree_fixing *fixing,
                           const struct tree_bound *bound, const struct tree_plan_limits *limits) {
    const struct tree_shape *shape = tree_shape_of(tree);
    size_t stored = shape->internal > 1 ? tree_parent(shape, shape->internal) : 0;
    size_t fixed = stored * (sizeof *sets->first + sizeof *sets->counts) + FRONTIER_MOST * sizeof *sets->frontier;
    *sets = (struct tree_sets){.tree = tree, .fixing = fixing, .bound = bound, .limits = *limits, .stored = stored};
    if (fixed > limits->memory) return (scr_result){SCR_LIMIT};
    sets->limits.memory -= fixed;
    sets->first = malloc((stored + 1) * sizeof *sets->first);
    sets->counts = calloc(stored + 1, sizeof *sets->counts);
    sets->frontier = malloc(FRONTIER_MOST * sizeof *sets->frontier);
    if (sets->first && sets->counts && sets->frontier) return scr_done();
    tree_sets_end(sets);
    return (scr_result){SCR_MEMORY};
}

void tree_sets_end(struct tree_sets *sets) {
    free(sets->entries);
    free(sets->first);
    free(sets->counts);
    free(sets->frontier);
    *sets = (struct tree_sets){0};
}

void tree_sets_update(struct tree_sets *sets, size_t leaf) {
    const struct tree_shape *shape = tree_shape_of(sets->tree);
    for (size_t node = tree_leaf_node(shape, leaf); node > 1;) {
        node = tree_parent(shape, node);
        if (node <= sets->stored) sets->counts[node - 1] = 0; /* not known; known ones have a set at least */
    }
}

static scr_result complete_all(struct tree_sets *sets) {
    sets->work = 0;
    scr_result result = complete(sets, 1);
    if (result.code != SCR_LIMIT) return result;
    /* The pool may be full of what updates left behind: a fresh start packs it. */
    memset(sets->counts, 0, sets->stored * sizeof *sets->counts);
    sets->used = 0;
    sets->work = 0;
    return complete(sets, 1);
}

struct target {
    uint32_t node;
    struct tree_set_entry entry;
};

static bool reaches(const struct combination *c, struct tree_set_entry entry) {
    struct tree_cost cost = combination_cost(c);
    return cost.papers == entry.cost.papers && cost.sum == entry.cost.sum && combination_set(c) == entry.set;
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

/* What a target asks of its node's children, at most TREE_ARITY_MOST targets; children that cost nothing are left out.
 */
static scr_result descend(const struct tree_sets *sets, struct target target, struct target *targets, size_t *count) {
    size_t first = tree_first_child(tree_shape_of(sets->tree), target.node);
    struct combination c;
    if (is_settled(sets, target.node)) {
        /* The children taken cost no more than their bounds, for otherwise this node would: they are settled. */
        unsigned subset = tree_fixing_children(sets->fixing, target.node);
        for (unsigned i = 0; subset >> i; i++) {
            struct tree_set_entry entry = {tree_singleton(tree_value(sets->tree, first + i)),
                                           tree_fixing_cost(sets->fixing, first + i)};
            if (subset >> i & 1 && entry.cost.papers)
                targets[(*count)++] = (struct target){(uint32_t)(first + i), entry};
        }
        return scr_done();
    }
    combination_begin(sets, target.node, &c);
    while (!reaches(&c, target.entry))
        if (!combination_next(&c)) return (scr_result){SCR_INTERNAL};
    for (unsigned i = 0; i < c.count; i++) {
        struct tree_set_entry entry = c.children[i].entries[c.chosen[i]];
        if (entry.cost.papers) targets[(*count)++] = (struct target){(uint32_t)(first + i), entry};
    }
    return scr_done();
}

scr_result tree_sets_plan(struct tree_sets *sets, struct tree_plan *plan) {
    const struct tree_shape *shape = tree_shape_of(sets->tree);
    struct target root, *targets = NULL; /* ascending by node */
    size_t count = 0, capacity = 0, room = 0, at = 0;
    *plan = (struct tree_plan){.kind = TREE_PLAN_LEAST};
    scr_result result = complete_all(sets);
    if (scr_failed(result) || !root_target(sets, &root)) return result;
    plan->possible = true;
    if (!root.entry.cost.papers) return result;
    SCR_TRY_OR(result, scr_grow(&targets, &capacity, 1, sizeof *targets), done);
    targets[count++] = root;
    for (; at < count && !tree_is_leaf(shape, targets[at].node); at++) {
        SCR_TRY_OR(result, scr_grow(&targets, &capacity, count + TREE_ARITY_MOST, sizeof *targets), done);
        SCR_TRY_OR(result, descend(sets, targets[at], targets, &count), done);
    }
    SCR_TRY_OR(result, scr_grow(&plan->leaves, &room, count - at + 1, sizeof *plan->leaves), done);
    for (; at < count; at++) plan->leaves[plan->count++] = (uint32_t)tree_node_leaf(shape, targets[at].node);
done:
    free(targets);
    if (scr_failed(result)) tree_plan_free(plan);
    return result;
}
