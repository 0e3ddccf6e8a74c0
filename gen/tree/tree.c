/* tree.c: tabulation of a plurality tree. */
#include <stdlib.h>
#include <string.h>

#include "gen/tree/tree.h"

static void evaluate_node(struct tree *tree, size_t node) {
    const struct tree_shape *shape = tree_shape_of(tree);
    const uint8_t *children = tree->values + tree_first_child(shape, node) - 1;
    tree->values[node - 1] = tree_plurality(children, tree_children(shape, node), tree->arrangement->ties[node - 1]);
}

void tree_evaluate(struct tree *tree) {
    for (size_t node = tree_shape_of(tree)->internal; node; node--) evaluate_node(tree, node);
}

scr_result tree_make(const struct tree_arrangement *arrangement, unsigned candidates, const uint8_t *votes,
                     struct tree *tree) {
    const struct tree_shape *shape = &arrangement->shape;
    *tree = (struct tree){.arrangement = arrangement, .candidates = candidates};
    if (!candidates || candidates > TREE_CANDIDATES_MOST) return (scr_result){SCR_INPUT};
    for (size_t b = 0; b < arrangement->ballots; b++)
        if (votes[b] >= candidates && votes[b] != TREE_MISSING) return (scr_result){SCR_INPUT};
    tree->values = malloc(shape->nodes);
    tree->states = malloc(shape->leaves);
    if (!tree->values || !tree->states) {
        tree_free(tree);
        return (scr_result){SCR_MEMORY};
    }
    for (size_t leaf = 0; leaf < shape->leaves; leaf++)
        tree->values[shape->internal + leaf] = votes[tree_paper(arrangement, leaf)];
    memset(tree->states, TREE_REPORTED, shape->leaves);
    tree_evaluate(tree);
    return scr_done();
}

void tree_free(struct tree *tree) {
    free(tree->values);
    free(tree->states);
    tree->values = tree->states = NULL;
}

void tree_set_leaf(struct tree *tree, size_t leaf, uint8_t value, enum tree_leaf_state state) {
    const struct tree_shape *shape = tree_shape_of(tree);
    size_t node = tree_leaf_node(shape, leaf);
    tree->states[leaf] = (uint8_t)state;
    if (tree->values[node - 1] == value) return;
    tree->values[node - 1] = value;
    while (node > 1) {
        node = tree_parent(shape, node);
        uint8_t before = tree->values[node - 1];
        evaluate_node(tree, node);
        if (tree->values[node - 1] == before) return;
    }
}

void tree_count_votes(const struct tree *tree, size_t *counts) {
    const struct tree_arrangement *arrangement = tree->arrangement;
    memset(counts, 0, (tree->candidates + 1) * sizeof *counts);
    for (size_t leaf = 0; leaf < arrangement->shape.leaves; leaf++) {
        if (arrangement->entries[leaf] >= arrangement->ballots) continue;
        uint8_t value = tree_leaf_value(tree, leaf);
        counts[value == TREE_MISSING ? tree->candidates : value]++;
    }
}
