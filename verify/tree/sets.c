/* sets.c: sets of values bottom-up over a whole tree, and again along the paths of ballots that change. */
#include "verify/tree/sets.h"

#include <stdlib.h>

#include "verify/tree/results.h"

enum {
    AHEAD = 48,             /* leaves whose ballots are fetched beforehand: they lie anywhere in memory */
    NODES_AT_ONCE = 1 << 8, /* between looks at the budget: a node is at most 240 units (results.c) */
    CHANGED_NODE_WORK = 4,  /* of a node on a way to the root, which lies anywhere in memory */
};

struct sets {
    const struct arranged *tree;
    const uint8_t *known;
    value_set of_leaf[VALUE_UNKNOWN + 1]; /* by what is known of its ballot */
    value_set *nodes;                     /* of internal node i at i-1 */
    struct results *results;
    struct budget *budget;
    uint32_t *leaves; /* of ballot b: Replication of them from b * Replication on; made when first needed */
};

static value_set leaf_set(const struct sets *sets, uint32_t leaf) {
    return sets->of_leaf[sets->known[sets->tree->ballot[leaf]] & VALUE_UNKNOWN];
}

static value_set node_set(const struct sets *sets, uint32_t node) {
    const struct arranged *tree = sets->tree;
    uint32_t first, count = arranged_children(tree, node, &first);
    value_set children[TREE_ARITY_MOST];
    for (uint32_t c = 0; c < count; c++) {
        uint32_t child = first + c;
        children[c] = child <= tree->internal ? sets->nodes[child - 1] : leaf_set(sets, child - tree->internal - 1);
    }
    return results_of_sets(sets->results, children, count, tree->residue[node - 1]);
}

static scr_result evaluate(struct sets *sets) {
    const struct arranged *tree = sets->tree;
    uint32_t ahead = tree->leaves;
    if (!budget_spend(sets->budget, (uint64_t)SETS_LEAF_WORK * tree->leaves)) return (scr_result){SCR_LIMIT};
    for (uint32_t node = tree->internal; node > 0; node--) {
        uint32_t first;
        (void)arranged_children(tree, node, &first);
        for (; ahead > 0 && ahead + AHEAD > first - tree->internal; ahead--)
            __builtin_prefetch(&sets->known[tree->ballot[ahead - 1]]);
        sets->nodes[node - 1] = node_set(sets, node);
        if (node % NODES_AT_ONCE == 1 && !budget_spend(sets->budget, results_work(sets->results)))
            return (scr_result){SCR_LIMIT};
    }
    return scr_done();
}

scr_result sets_new(const struct arranged *tree, size_t candidates, const uint8_t *known, struct budget *budget,
                    struct sets **sets) {
    struct sets *made = *sets = calloc(1, sizeof *made);
    if (!made) return (scr_result){SCR_MEMORY};
    scr_result result = results_new(&made->results);
    made->tree = tree;
    made->known = known;
    made->budget = budget;
    made->nodes = malloc(((size_t)tree->internal + 1) * sizeof *made->nodes); /* at most 8 GiB */
    if (!scr_failed(result) && !made->nodes) result = (scr_result){SCR_MEMORY};
    for (unsigned value = 0; value < VALUE_UNKNOWN; value++) made->of_leaf[value] = value_bit(value);
    made->of_leaf[VALUE_UNKNOWN] = value_all(candidates);
    if (!scr_failed(result)) result = evaluate(made);
    if (!scr_failed(result)) return result;
    sets_free(made);
    *sets = NULL;
    return result;
}

value_set sets_root(const struct sets *sets) { return sets->tree->internal ? sets->nodes[0] : leaf_set(sets, 0); }

/* The leaves of each ballot, by counting. */
static scr_result find_leaves(struct sets *sets) {
    const struct arranged *tree = sets->tree;
    uint32_t *leaves = malloc((size_t)tree->leaves * sizeof *leaves);
    uint32_t *filled = tree->replication > 1 ? calloc(tree->ballots, sizeof *filled) : NULL;
    if (!leaves || (tree->replication > 1 && !filled)) {
        free(leaves);
        free(filled);
        return (scr_result){SCR_MEMORY};
    }
    for (uint32_t leaf = 0; leaf < tree->leaves; leaf++) {
        uint32_t ballot = tree->ballot[leaf];
        leaves[(size_t)ballot * tree->replication + (filled ? filled[ballot]++ : 0)] =
            leaf; /* Replication times each */
    }
    free(filled);
    sets->leaves = leaves;
    return scr_done();
}

/* The nodes above one leaf, up to the first whose set stays as it is. */
static scr_result change_leaf(struct sets *sets, uint32_t leaf) {
    const struct arranged *tree = sets->tree;
    uint64_t work = CHANGED_NODE_WORK;
    for (uint32_t node = tree->internal + 1 + leaf; node > 1;) {
        node = (node - 2) / tree->arity + 1; /* its parent */
        value_set before = sets->nodes[node - 1];
        sets->nodes[node - 1] = node_set(sets, node);
        work += CHANGED_NODE_WORK;
        if (sets->nodes[node - 1] == before) break;
    }
    work += results_work(sets->results);
    return (scr_result){budget_spend(sets->budget, work) ? SCR_DONE : SCR_LIMIT};
}

/* True when the ways of so many ballots' leaves have fewer nodes than there are leaves. */
static bool few(const struct arranged *tree, size_t count) {
    uint64_t height = 1, ways = (uint64_t)count * tree->replication; /* at most 2^30 ballots, 2^30 leaves */
    for (uint64_t nodes = 1; nodes < tree->leaves; nodes *= tree->arity) height++;
    return ways < tree->leaves / height;
}

scr_result sets_change(struct sets *sets, const uint32_t *ballots, size_t count) {
    const struct arranged *tree = sets->tree;
    if (!count) return scr_done();
    if (!few(tree, count)) return evaluate(sets);
    if (!sets->leaves) {
        if (!budget_spend(sets->budget, (uint64_t)SETS_LEAF_WORK * tree->leaves)) return (scr_result){SCR_LIMIT};
        SCR_TRY(find_leaves(sets));
    }
    for (size_t i = 0; i < count; i++)
        for (uint32_t copy = 0; copy < tree->replication; copy++)
            SCR_TRY(change_leaf(sets, sets->leaves[(size_t)ballots[i] * tree->replication + copy]));
    return scr_done();
}

void sets_free(struct sets *sets) {
    if (!sets) return;
    results_free(sets->results);
    free(sets->nodes);
    free(sets->leaves);
    free(sets);
}
