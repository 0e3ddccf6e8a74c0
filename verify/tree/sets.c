/* sets.c: sets of values bottom-up over a whole tree, and again along the paths of ballots that change. */
#include "verify/tree/sets.h"

#include <stdlib.h>

#include "verify/tree/results.h"

enum { AHEAD = 48 }; /* leaves whose ballots are fetched beforehand: they lie anywhere in memory */

struct sets {
    const struct arranged *tree;
    const uint8_t *known;
    value_set of_leaf[VALUE_UNKNOWN + 1]; /* by what is known of its ballot */
    value_set *nodes;                     /* of internal node i at i-1 */
    struct results *results;
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

static void evaluate(struct sets *sets) {
    const struct arranged *tree = sets->tree;
    uint32_t ahead = tree->leaves;
    for (uint32_t node = tree->internal; node > 0; node--) {
        uint32_t first;
        (void)arranged_children(tree, node, &first);
        for (; ahead > 0 && first > tree->internal && ahead + AHEAD > first - tree->internal; ahead--)
            __builtin_prefetch(&sets->known[tree->ballot[ahead - 1]]);
        sets->nodes[node - 1] = node_set(sets, node);
    }
}

scr_result sets_new(const struct arranged *tree, size_t candidates, const uint8_t *known, struct sets **sets) {
    struct sets *made = *sets = calloc(1, sizeof *made);
    if (!made) return (scr_result){SCR_MEMORY};
    scr_result result = results_new(&made->results);
    made->tree = tree;
    made->known = known;
    made->nodes = malloc(((size_t)tree->internal + 1) * sizeof *made->nodes); /* at most 8 GiB */
    if (!scr_failed(result) && !made->nodes) result = (scr_result){SCR_MEMORY};
    if (scr_failed(result)) {
        sets_free(made);
        *sets = NULL;
        return result;
    }
    for (unsigned value = 0; value < VALUE_UNKNOWN; value++) made->of_leaf[value] = value_bit(value);
    made->of_leaf[VALUE_UNKNOWN] = value_all(candidates);
    evaluate(made);
    return scr_done();
}

value_set sets_root(const struct sets *sets) { return sets->tree->internal ? sets->nodes[0] : leaf_set(sets, 0); }

/* The leaves of each ballot, by counting. */
static scr_result find_leaves(struct sets *sets) {
    const struct arranged *tree = sets->tree;
    uint32_t *leaves = malloc((size_t)tree->leaves * sizeof *leaves);
    uint32_t *filled = calloc(tree->ballots, sizeof *filled);
    if (!leaves || !filled) {
        free(leaves);
        free(filled);
        return (scr_result){SCR_MEMORY};
    }
    for (uint32_t leaf = 0; leaf < tree->leaves; leaf++) {
        uint32_t ballot = tree->ballot[leaf];
        leaves[(size_t)ballot * tree->replication + filled[ballot]++] = leaf; /* each occurs Replication times */
    }
    free(filled);
    sets->leaves = leaves;
    return scr_done();
}

scr_result sets_change(struct sets *sets, uint32_t ballot) {
    const struct arranged *tree = sets->tree;
    if (!sets->leaves) SCR_TRY(find_leaves(sets));
    for (uint32_t copy = 0; copy < tree->replication; copy++) {
        uint32_t node = tree->internal + 1 + sets->leaves[(size_t)ballot * tree->replication + copy];
        while (node > 1) {
            node = (node - 2) / tree->arity + 1; /* its parent */
            value_set before = sets->nodes[node - 1];
            sets->nodes[node - 1] = node_set(sets, node);
            if (sets->nodes[node - 1] == before) break;
        }
    }
    return scr_done();
}

void sets_free(struct sets *sets) {
    if (!sets) return;
    results_free(sets->results);
    free(sets->nodes);
    free(sets->leaves);
    free(sets);
}
