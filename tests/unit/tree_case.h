/* tree_case.h: small random trees for tests, and a tabulation that shares no code with gen/tree. */
#ifndef TESTS_TREE_CASE_H
#define TESTS_TREE_CASE_H

#include "gen/tree/tree.h"

struct tree_case {
    struct tree_arrangement arrangement;
    struct tree tree;
    uint8_t *votes; /* [ballots] */
};

/* A number below 2^31 (SplitMix64). */
unsigned tree_case_random(uint64_t *state);
/* Random votes (one in six missing) in a random scrutineer1 arrangement. */
void tree_case_make(struct tree_case *fixture, uint64_t *state, size_t ballots, unsigned arity, unsigned candidates);
void tree_case_make_replicated(struct tree_case *fixture, uint64_t *state, size_t ballots, size_t replication,
                               unsigned arity, unsigned candidates);
/* Leaves in the given order, with the given residues. */
void tree_case_fixed(struct tree_case *fixture, const uint8_t *leaves, size_t count, unsigned arity,
                     unsigned candidates, const uint8_t *ties);
/* Other votes in the same arrangement. */
void tree_case_like(struct tree_case *fixture, const struct tree_case *other, const uint8_t *votes);
void tree_case_free(struct tree_case *fixture);

/* Plurality by counting all candidates. */
uint8_t tree_case_plurality(const uint8_t *values, unsigned count, unsigned tie);
/* The root's value, recursively, from the leaves of values[nodes]; child positions as the paper gives them. */
uint8_t tree_case_root(const struct tree *tree, const uint8_t *values);

#endif
