/* tree_case.c: small trees for tests. */
#include "tree_case.h"

#include <stdlib.h>
#include <string.h>

#include "unit.h"

unsigned tree_case_random(uint64_t *state) {
    uint64_t z = *state += UINT64_C(0x9e3779b97f4a7c15);
    z = (z ^ (z >> 30)) * UINT64_C(0xbf58476d1ce4e5b9);
    z = (z ^ (z >> 27)) * UINT64_C(0x94d049bb133111eb);
    return (unsigned)((z ^ (z >> 31)) >> 33);
}

void tree_case_make_replicated(struct tree_case *fixture, uint64_t *state, size_t ballots, size_t replication,
                               unsigned arity, unsigned candidates) {
    char seed[16];
    for (size_t i = 0; i < sizeof seed; i++) seed[i] = (char)(tree_case_random(state) & 127);
    struct tree_seed how = {.kind = TREE_SCRUTINEER1, .seed = seed, .seed_length = sizeof seed, .contest = "test"};
    memset(fixture, 0, sizeof *fixture);
    fixture->votes = malloc(ballots);
    CU_ASSERT_PTR_NOT_NULL_FATAL(fixture->votes);
    for (size_t b = 0; b < ballots; b++) {
        uint8_t vote = (uint8_t)(tree_case_random(state) % candidates);
        fixture->votes[b] = tree_case_random(state) % 6 ? vote : TREE_MISSING;
    }
    CU_ASSERT_FALSE_FATAL(scr_failed(tree_arrangement_draw(&how, ballots, replication, arity, &fixture->arrangement)));
    CU_ASSERT_FALSE_FATAL(scr_failed(tree_make(&fixture->arrangement, candidates, fixture->votes, &fixture->tree)));
}

void tree_case_make(struct tree_case *fixture, uint64_t *state, size_t ballots, unsigned arity, unsigned candidates) {
    tree_case_make_replicated(fixture, state, ballots, 1, arity, candidates);
}

void tree_case_like(struct tree_case *fixture, const struct tree_case *other, const uint8_t *votes) {
    const struct tree_arrangement *from = &other->arrangement;
    *fixture = (struct tree_case){.arrangement = *from};
    fixture->arrangement.entries = malloc(from->shape.leaves * sizeof *from->entries);
    fixture->arrangement.ties = malloc(from->shape.internal + 1);
    fixture->votes = malloc(from->ballots);
    CU_ASSERT_FATAL(fixture->arrangement.entries && fixture->arrangement.ties && fixture->votes);
    memcpy(fixture->arrangement.entries, from->entries, from->shape.leaves * sizeof *from->entries);
    memcpy(fixture->arrangement.ties, from->ties, from->shape.internal);
    memcpy(fixture->votes, votes, from->ballots);
    CU_ASSERT_FALSE_FATAL(
        scr_failed(tree_make(&fixture->arrangement, other->tree.candidates, fixture->votes, &fixture->tree)));
}

void tree_case_fixed(struct tree_case *fixture, const uint8_t *leaves, size_t count, unsigned arity,
                     unsigned candidates, const uint8_t *ties) {
    uint64_t state = 0;
    struct tree_case drawn;
    tree_case_make(&drawn, &state, count, arity, candidates);
    for (size_t leaf = 0; leaf < count; leaf++) drawn.arrangement.entries[leaf] = (uint32_t)leaf;
    memcpy(drawn.arrangement.ties, ties, drawn.arrangement.shape.internal);
    tree_case_like(fixture, &drawn, leaves);
    tree_case_free(&drawn);
}

void tree_case_free(struct tree_case *fixture) {
    tree_free(&fixture->tree);
    tree_arrangement_free(&fixture->arrangement);
    free(fixture->votes);
}

uint8_t tree_case_plurality(const uint8_t *values, unsigned count, unsigned tie) {
    unsigned votes[64] = {0}, most = 0, ranked = 0;
    uint8_t order[64];
    for (unsigned i = 0; i < count; i++)
        if (values[i] != TREE_MISSING && ++votes[values[i]] > most) most = votes[values[i]];
    for (unsigned i = 0; i < count; i++)
        if (values[i] != TREE_MISSING && votes[values[i]] == most) {
            order[ranked++] = values[i];
            votes[values[i]] = 0;
        }
    return ranked ? order[tie % ranked] : TREE_MISSING;
}

static uint8_t value_at(const struct tree *tree, const uint8_t *values, size_t node) {
    const struct tree_shape *shape = tree_shape_of(tree);
    uint8_t children[TREE_ARITY_MOST];
    unsigned count = 0;
    if (node > shape->internal) return values[node - 1];
    for (size_t child = shape->arity * (node - 1) + 2; child <= shape->arity * node + 1; child++)
        if (child <= shape->nodes) children[count++] = value_at(tree, values, child);
    return tree_case_plurality(children, count, tree->arrangement->ties[node - 1]);
}

uint8_t tree_case_root(const struct tree *tree, const uint8_t *values) { return value_at(tree, values, 1); }
