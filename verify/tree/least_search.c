/* least_search.c: for each node the sets that its leaves can bring it to, each at its least cost, from the leaves up.
 *
 * A set is worth keeping only while no subset of it is as cheap: subsets below give subsets above. What a node may cost
 * is limited from above: by the plan's size at the root, and for a child by what its parent may cost less the least
 * that the other children then cost by GOAL_INFORM. Sets that hold every candidate say nothing of one; there are two of
 * them, everything (free) and everything but missing, which any one leaf with a candidate gives: cost 1. */
#include "verify/tree/least_search.h"

#include <stdlib.h>
#include <string.h>

#include "scrutineer/bytes.h"

enum {
    DEEPEST = 32,        /* levels of a tree of 2^30 leaves, and one */
    LIST_MOST = 1 << 16, /* sets of one node */
    NODE_WORK = 8,
    TURN_WORK = 4, /* of one choice, besides its result and the list that it may join */
};

struct option {
    value_set set;
    uint32_t cost;
};
struct options { /* by cost */
    struct option *items;
    size_t count, capacity;
};

/* What entries of a node may cost: those that lack a candidate, and those that do not. Negative: nothing. */
struct allowance {
    int64_t informing, other;
};

struct search {
    struct bounds *bounds;
    const uint32_t *inform;
    struct budget *budget;
    bool ended; /* at its budget or its memory for lists */
    struct options lists[DEEPEST][TREE_ARITY_MOST];
};

/* Keeps the option unless one that is as cheap has a subset of its set; then drops those that it makes needless. */
static scr_result keep(struct search *search, struct options *options, struct option option) {
    if (!budget_spend(search->budget, options->count + 1) || options->count == LIST_MOST) {
        search->ended = true;
        return scr_done();
    }
    size_t place = 0, kept;
    for (size_t i = 0; i < options->count && options->items[i].cost <= option.cost; i++) {
        if (!(options->items[i].set & ~option.set)) return scr_done();
        place += options->items[i].cost < option.cost;
    }
    kept = place;
    for (size_t i = place; i < options->count; i++)
        if (option.set & ~options->items[i].set) options->items[kept++] = options->items[i];
    options->count = kept;
    SCR_TRY(scr_grow(&options->items, &options->capacity, kept + 1, sizeof *options->items));
    memmove(&options->items[place + 1], &options->items[place], (kept - place) * sizeof *options->items);
    options->items[place] = option;
    options->count++;
    return scr_done();
}

/* What saying nothing costs, and saying only that the node is not missing. */
static scr_result keep_plain(struct search *search, uint8_t value, struct allowance allowance,
                             struct options *options) {
    size_t candidates = search->bounds->candidates;
    options->count = 0;
    SCR_TRY(keep(search, options, (struct option){value_all(candidates), 0}));
    if (value == VALUE_MISSING || allowance.other < 1) return scr_done();
    return keep(search, options, (struct option){value_candidates(candidates), 1});
}

static int64_t lower(int64_t a, int64_t b) { return a < b ? a : b; }

/* Every choice of one option for each child, with its result. The lists are by cost: a choice that is too dear ends the
 * turns of its wheel. */
static scr_result combine(struct search *search, struct options *lists, unsigned count, unsigned residue,
                          struct allowance allowance, struct options *options) {
    size_t turn[TREE_ARITY_MOST] = {0};
    value_set candidates = value_candidates(search->bounds->candidates);
    for (;;) {
        value_set sets[TREE_ARITY_MOST];
        int64_t cost = 0;
        for (unsigned c = 0; c < count; c++) {
            sets[c] = lists[c].items[turn[c]].set;
            cost += lists[c].items[turn[c]].cost;
        }
        unsigned wheel = 0;
        bool dear = cost > allowance.informing && cost > allowance.other;
        if (!budget_spend(search->budget, TURN_WORK)) search->ended = true;
        if (search->ended) return scr_done();
        if (!dear) {
            value_set set = results_of_sets(search->bounds->results, sets, count, residue);
            if (!budget_spend(search->budget, results_work(search->bounds->results))) search->ended = true;
            if (search->ended) return scr_done();
            int64_t most = candidates & ~set ? allowance.informing : allowance.other;
            if (cost <= most) SCR_TRY(keep(search, options, (struct option){set, (uint32_t)cost}));
            /* One value is the recorded one, which all sets have: nothing as dear is worth keeping. */
            if (cost <= most && value_single(set))
                allowance = (struct allowance){lower(allowance.informing, cost - 1), lower(allowance.other, cost - 1)};
        } else {
            /* Further turns of the lowest wheel that has turned only cost more. */
            while (wheel < count && !turn[wheel]) wheel++;
            if (wheel < count) turn[wheel++] = 0;
        }
        while (wheel < count && ++turn[wheel] == lists[wheel].count) turn[wheel++] = 0;
        if (wheel == count) return scr_done();
    }
}

/* What child c of a node may cost, from what the node may. */
static struct allowance of_child(const struct allowance *node, uint32_t subsets, const uint32_t *costs, unsigned c) {
    int64_t with = INT64_MAX, without = INT64_MAX;
    for (; subsets; subsets &= subsets - 1) {
        unsigned set = (unsigned)__builtin_ctz(subsets);
        int64_t others = 0;
        for (unsigned rest = set & ~(1u << c); rest; rest &= rest - 1) others += costs[__builtin_ctz(rest)];
        if (set >> c & 1)
            with = others < with ? others : with;
        else
            without = others < without ? others : without;
    }
    /* A child serves only a result that lacks a candidate: the others are there without a search (keep_plain). Sums of
     * five costs are far below 2^63. */
    struct allowance allowance = {with == INT64_MAX ? -1 : node->informing - with,
                                  without == INT64_MAX ? -1 : node->informing - without};
    if (allowance.informing < allowance.other) allowance.informing = allowance.other;
    return allowance;
}

/* The options of a node into *options. Each call goes down one level: at most DEEPEST. */
static scr_result explore(struct search *search, uint32_t node, unsigned depth, struct allowance allowance,
                          struct options *options) {
    const struct bounds *bounds = search->bounds;
    const struct arranged *tree = bounds->tree;
    uint8_t value, values[TREE_ARITY_MOST];
    uint32_t informing = bounds_child(bounds, search->inform, node, &value);
    SCR_TRY(keep_plain(search, value, allowance, options));
    if (search->ended || informing == LEAST_NEVER || allowance.informing < informing) return scr_done();
    if (node > tree->internal) return keep(search, options, (struct option){value_bit(value), 1});
    if (depth == DEEPEST) return (scr_result){SCR_INTERNAL};
    uint32_t first, costs[TREE_ARITY_MOST], count = arranged_children(tree, node, &first);
    unsigned residue = tree->residue[node - 1];
    for (uint32_t c = 0; c < count; c++) costs[c] = bounds_child(bounds, search->inform, first + c, &values[c]);
    uint32_t subsets = bounds_subsets(search->bounds, GOAL_INFORM, values, count, residue);
    if (!budget_spend(search->budget, NODE_WORK + results_work(search->bounds->results))) search->ended = true;
    for (uint32_t c = 0; c < count && !search->ended; c++) {
        SCR_TRY(
            explore(search, first + c, depth + 1, of_child(&allowance, subsets, costs, c), &search->lists[depth][c]));
    }
    if (search->ended) return scr_done();
    return combine(search, search->lists[depth], count, residue, allowance, options);
}

scr_result least_search(struct bounds *bounds, const uint32_t *inform, uint32_t plan, struct budget *budget,
                        struct least *least) {
    struct search *search = calloc(1, sizeof *search);
    struct options options = {0};
    if (!search) return (scr_result){SCR_MEMORY};
    *search = (struct search){.bounds = bounds, .inform = inform, .budget = budget};
    scr_result result = explore(search, 1, 0, (struct allowance){(int64_t)plan - 1, -1}, &options);
    least->answer = search->ended ? LEAST_OPEN : LEAST_HOLDS;
    for (size_t i = 0; !search->ended && i < options.count; i++) {
        if (!value_single(options.items[i].set) || options.items[i].cost >= plan) continue;
        least->answer = LEAST_FEWER;
        least->fewer = options.items[i].cost;
        break; /* by cost: the first is the least */
    }
    for (size_t depth = 0; depth < DEEPEST; depth++)
        for (size_t c = 0; c < TREE_ARITY_MOST; c++) free(search->lists[depth][c].items);
    free(options.items);
    free(search);
    return result;
}
