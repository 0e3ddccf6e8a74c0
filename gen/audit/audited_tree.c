/* audited_tree.c: ballots in place of leaves. */
#include "gen/audit/audited_tree.h"

#include <stdlib.h>
#include <string.h>

#include "gen/numbers.h"
#include "gen/tree/possible.h"

/* Phantoms count as missing and can be anything. */
static void mark_phantoms(struct audited_tree *audited) {
    for (size_t leaf = 0; leaf < audited->arrangement.shape.leaves; leaf++)
        if (audited->codes[tree_paper(&audited->arrangement, leaf)] == TREE_CODE_PHANTOM)
            audited->tree.states[leaf] = TREE_UNAVAILABLE;
}

scr_result audited_tree_make(const struct tree_contest *contest, const struct scr_hash *commitment, const char *seed,
                             const uint8_t *codes, struct audited_tree *audited) {
    struct tree_seed how = {contest->arrangement, seed, strlen(seed), *commitment, contest->id};
    *audited = (struct audited_tree){.codes = codes, .wanted = TREE_PLAN_LEAST, .limits = tree_plan_defaults};
    uint8_t *votes = malloc(contest->ballots + 1);
    if (!votes) return (scr_result){SCR_MEMORY};
    scr_result result = scr_done();
    for (size_t b = 0; b < contest->ballots; b++)
        if (!tree_code_value((char)codes[b], contest->candidate_count, &votes[b])) result.code = SCR_STORE;
    if (scr_failed(result)) goto done;
    SCR_TRY_OR(
        result,
        tree_arrangement_draw(&how, contest->ballots, contest->replication, contest->arity, &audited->arrangement),
        done);
    SCR_TRY_OR(result, tree_make(&audited->arrangement, contest->candidate_count, votes, &audited->tree), done);
    mark_phantoms(audited);
done:
    free(votes);
    return result;
}

void audited_tree_free(struct audited_tree *audited) {
    tree_planner_free(audited->planner);
    tree_free(&audited->tree);
    tree_arrangement_free(&audited->arrangement);
    free(audited->leaf_of);
    *audited = (struct audited_tree){0};
}

static scr_result find_leaves(struct audited_tree *audited) {
    const struct tree_arrangement *arrangement = &audited->arrangement;
    if (audited->leaf_of) return scr_done();
    audited->leaf_of = malloc(arrangement->shape.leaves * sizeof *audited->leaf_of);
    if (!audited->leaf_of) return (scr_result){SCR_MEMORY};
    for (size_t leaf = 0; leaf < arrangement->shape.leaves; leaf++)
        audited->leaf_of[arrangement->entries[leaf]] = (uint32_t)leaf;
    return scr_done();
}

scr_result audited_tree_read(struct audited_tree *audited, uint32_t ballot, char interpretation) {
    const struct tree_arrangement *arrangement = &audited->arrangement;
    if (!ballot || ballot > arrangement->ballots) return (scr_result){SCR_INTERNAL};
    char code = (char)audited->codes[ballot - 1];
    uint8_t value, recorded;
    enum tree_leaf_state state = TREE_REPORTED;
    if (!tree_code_value(code, audited->tree.candidates, &recorded)) return (scr_result){SCR_STORE};
    if (interpretation == AUDIT_NONE) {
        value = recorded;
        if (code == TREE_CODE_PHANTOM) state = TREE_UNAVAILABLE;
    } else {
        if (!audit_value_of(interpretation, audited->tree.candidates, &value)) return (scr_result){SCR_INTERNAL};
        state = value == AUDIT_UNKNOWN ? TREE_UNAVAILABLE : TREE_EXAMINED;
        if (value == AUDIT_UNKNOWN) value = recorded; /* any value will do: plans do not rely on it */
    }
    SCR_TRY(find_leaves(audited));
    for (size_t r = 0; r < arrangement->replication; r++) {
        size_t leaf = audited->leaf_of[ballot - 1 + r * arrangement->ballots];
        tree_set_leaf(&audited->tree, leaf, value, state);
        if (audited->planner) SCR_TRY(tree_planner_update(audited->planner, leaf));
    }
    return scr_done();
}

/* The ballots at leaves[count], each once, ascending. */
static scr_result ballots_of(const struct audited_tree *audited, const uint32_t *leaves, size_t count,
                             struct ballot_plan *plan) {
    plan->ballots = malloc((count + 1) * sizeof *plan->ballots);
    if (!plan->ballots) return (scr_result){SCR_MEMORY};
    for (size_t i = 0; i < count; i++) plan->ballots[i] = (uint32_t)tree_paper(&audited->arrangement, leaves[i]) + 1;
    numbers_sort(plan->ballots, count);
    for (size_t i = 0; i < count; i++)
        if (!i || plan->ballots[i] != plan->ballots[i - 1]) plan->ballots[plan->count++] = plan->ballots[i];
    return scr_done();
}

scr_result audited_tree_plan(struct audited_tree *audited, struct ballot_plan *plan) {
    struct tree_plan leaves = {0};
    bool would = true;
    *plan = (struct ballot_plan){.kind = "none"};
    if (!audited_tree_confirmable(audited)) return scr_done();
    if (!audited->planner)
        SCR_TRY(tree_planner_new(&audited->tree, audited->wanted, &audited->limits, &audited->planner));
    scr_result result;
    SCR_TRY_OR(result, tree_planner_plan(audited->planner, &leaves), done);
    plan->kind = tree_plan_name(leaves.kind);
    result = ballots_of(audited, leaves.leaves, leaves.count, plan); /* there is a plan, as was found */
    if (!scr_failed(result) && leaves.kind != TREE_PLAN_CLASSIC) {
        result = audited_tree_would_establish(audited, plan->ballots, plan->count, &would);
        if (!would) result.code = SCR_INTERNAL;
    }
done:
    tree_plan_free(&leaves);
    if (scr_failed(result)) ballot_plan_free(plan);
    return result;
}

void ballot_plan_free(struct ballot_plan *plan) {
    free(plan->ballots);
    *plan = (struct ballot_plan){0};
}

static bool one_value(const struct audited_tree *audited, unsigned known) {
    return tree_possible(&audited->tree, known, 1) == tree_singleton(tree_winner(&audited->tree));
}

bool audited_tree_established(const struct audited_tree *audited) { return one_value(audited, TREE_EXAMINED); }

bool audited_tree_confirmable(const struct audited_tree *audited) {
    return one_value(audited, TREE_EXAMINED | TREE_REPORTED);
}

scr_result audited_tree_would_establish(const struct audited_tree *audited, const uint32_t *ballots, size_t count,
                                        bool *would) {
    const struct tree_arrangement *arrangement = &audited->arrangement;
    size_t leaves = arrangement->shape.leaves, chosen = 0;
    uint8_t *in = calloc(arrangement->ballots + 1, 1), *scratch = malloc(leaves);
    uint32_t *list = malloc((count + 1) * arrangement->replication * sizeof *list);
    scr_result result = {in && scratch && list ? SCR_DONE : SCR_MEMORY};
    if (scr_failed(result)) goto done;
    for (size_t i = 0; i < count; i++) in[ballots[i] - 1] = 1;
    for (size_t leaf = 0; leaf < leaves; leaf++)
        if (in[tree_paper(arrangement, leaf)]) list[chosen++] = (uint32_t)leaf;
    *would = tree_would_certify(&audited->tree, list, chosen, scratch);
done:
    free(in);
    free(scratch);
    free(list);
    return result;
}

char audited_tree_winner(const struct audited_tree *audited) { return tree_code_of(tree_winner(&audited->tree)); }
