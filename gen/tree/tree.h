/* tree.h: a plurality tree with its values: tabulation bottom-up, and the change of one leaf in as many steps as the
 * tree is high.
 *
 * Memory beside the arrangement (4 bytes a leaf, 1 an internal node): 2 bytes a leaf, 1 an internal node. */
#ifndef GEN_TREE_TREE_H
#define GEN_TREE_TREE_H

#include "gen/tree/arrangement.h"

/* What is known of a leaf. A set of these is a mask. */
enum tree_leaf_state {
    TREE_REPORTED = 1,    /* only the record's word */
    TREE_EXAMINED = 2,    /* a person read the paper: the value is that reading */
    TREE_UNAVAILABLE = 4, /* phantom, or the paper was not found: it may hold anything and nobody can look */
};

struct tree {
    const struct tree_arrangement *arrangement; /* borrowed */
    unsigned candidates;                        /* 1 .. TREE_CANDIDATES_MOST */
    uint8_t *values;                            /* owned; node v at v - 1 */
    uint8_t *states;                            /* owned; [leaves], enum tree_leaf_state */
};

/* Puts the votes of the papers, [arrangement->ballots] values below `candidates` or TREE_MISSING, at their leaves and
 * tabulates. All leaves are TREE_REPORTED. SCR_INPUT for another value, SCR_MEMORY. */
SCR_MUST_CHECK scr_result tree_make(const struct tree_arrangement *arrangement, unsigned candidates,
                                    const uint8_t *votes, struct tree *tree);
void tree_free(struct tree *tree);

static inline const struct tree_shape *tree_shape_of(const struct tree *tree) { return &tree->arrangement->shape; }
static inline uint8_t tree_value(const struct tree *tree, size_t node) { return tree->values[node - 1]; }
static inline uint8_t tree_winner(const struct tree *tree) { return tree->values[0]; }
static inline uint8_t tree_leaf_value(const struct tree *tree, size_t leaf) {
    return tree->values[tree->arrangement->shape.internal + leaf];
}

/* Values of all internal nodes from those of the leaves. */
void tree_evaluate(struct tree *tree);
/* Changes one leaf and tabulates the nodes above it, stopping where nothing changes any more. The value must be below
 * `candidates` or TREE_MISSING. */
void tree_set_leaf(struct tree *tree, size_t leaf, uint8_t value, enum tree_leaf_state state);

/* Votes per candidate over the first replication of the list; counts[candidates] receives missing. [candidates + 1] */
void tree_count_votes(const struct tree *tree, size_t *counts);

#endif
