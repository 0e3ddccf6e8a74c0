/* audit_case.c: small committed contests, and brute force over what unknown ballots may say. */
#include "audit_case.h"

#include <stdlib.h>
#include <string.h>

#include "tree_case.h"
#include "unit.h"

static void finish(struct audit_case *c, size_t ballots, unsigned candidates, unsigned arity, size_t replication) {
    static const char *const ids[] = {"a", "b", "c", "d"}, *const names[] = {"Ann", "Bob", "Cy", "Cy"};
    const struct scr_hash commitment = {{1, 2, 3}};
    for (unsigned i = 0; i < 4; i++) c->candidates[i] = (struct tree_contest_candidate){ids[i], names[i], i == 3};
    c->contest = (struct tree_contest){.id = "mayor",
                                       .name = "Mayor & \"more\"",
                                       .batches = "1",
                                       .ballots = ballots,
                                       .replication = replication,
                                       .arrangement = TREE_SCRUTINEER1,
                                       .arity = arity,
                                       .candidates = c->candidates,
                                       .candidate_count = candidates};
    c->ballots = (struct committed_ballots){.codes = c->codes, .count = ballots, .key = {{9, 8, 7}}};
    CU_ASSERT_EQUAL_FATAL(merkle_root(&c->ballots, &c->contest.root).code, SCR_DONE);
    CU_ASSERT_EQUAL_FATAL(audited_tree_make(&c->contest, &commitment, "seed", c->codes, &c->audited).code, SCR_DONE);
}

void audit_case_make(struct audit_case *c, const char *codes, unsigned candidates, unsigned arity, size_t replication) {
    memset(c, 0, sizeof *c);
    memcpy(c->codes, codes, strlen(codes));
    finish(c, strlen(codes), candidates, arity, replication);
}

void audit_case_random(struct audit_case *c, uint64_t *state, size_t ballots, unsigned candidates, unsigned arity,
                       unsigned phantoms) {
    memset(c, 0, sizeof *c);
    for (size_t i = 0; i < ballots; i++) {
        c->codes[i] = (uint8_t)('A' + tree_case_random(state) % candidates);
        if (tree_case_random(state) % 8 == 0) c->codes[i] = '.';
        if (phantoms && tree_case_random(state) % phantoms == 0) c->codes[i] = '?';
    }
    finish(c, ballots, candidates, arity, 1);
}

void audit_case_free(struct audit_case *c) { audited_tree_free(&c->audited); }

void audit_case_round(struct audit_log *log, const uint32_t *ballots, size_t count, bool replanned) {
    uint32_t *copy = malloc((count + 1) * sizeof *copy);
    CU_ASSERT_PTR_NOT_NULL_FATAL(copy);
    memcpy(copy, ballots, count * sizeof *copy);
    CU_ASSERT_EQUAL_FATAL(audit_add_round(log, copy, count, replanned).code, SCR_DONE);
}

void audit_case_entry(struct audit_log *log, size_t round, uint32_t ballot, char was, char now) {
    const struct audit_entry entry = {
        round, was ? log->round_count : round, ballot, was, now, was ? "a reason" : "", "2026-11-12T09:00:00Z"};
    CU_ASSERT_EQUAL_FATAL(audit_add_entry(log, &entry).code, SCR_DONE);
}

enum scr_code audit_case_derive(struct audit_log *log, const struct audit_case *c) {
    return audit_derive(log, c->codes, c->ballots.count, c->contest.candidate_count).code;
}

uint64_t audit_case_roots(const struct audit_case *c, const char *papers, const bool *known) {
    const struct tree *tree = &c->audited.tree;
    const struct tree_shape *shape = tree_shape_of(tree);
    uint8_t values[600], of[200];
    unsigned candidates = c->contest.candidate_count;
    size_t unknown[10], count = 0, all = 1;
    uint64_t roots = 0;
    for (size_t b = 0; b < c->ballots.count; b++) {
        of[b] = papers[b] == '.' || papers[b] == '?' || papers[b] == '*' ? TREE_MISSING : (uint8_t)(papers[b] - 'A');
        if (known[b]) continue;
        CU_ASSERT_FATAL(count < 10);
        unknown[count++] = b;
        all *= candidates + 1;
    }
    for (size_t assignment = 0; assignment < all; assignment++) {
        size_t rest = assignment;
        for (size_t u = 0; u < count; u++, rest /= candidates + 1)
            of[unknown[u]] = (uint8_t)(rest % (candidates + 1) < candidates ? rest % (candidates + 1) : TREE_MISSING);
        for (size_t leaf = 0; leaf < shape->leaves; leaf++)
            values[shape->internal + leaf] = of[tree->arrangement->entries[leaf] % c->ballots.count];
        roots |= UINT64_C(1) << tree_case_root(tree, values);
    }
    return roots;
}
