/* plan.c: which way of planning serves a tree. */
#include <stdlib.h>
#include <string.h>

#include "gen/numbers.h"
#include "gen/tree/plan_parts.h"

struct tree_planner {
    const struct tree *tree;
    enum tree_plan_kind kind;
    bool by_sets; /* a least plan for more than two candidates: all three of the following; else the first alone */
    struct tree_fixing fixing;
    struct tree_bound bound;
    struct tree_sets sets;
};

const char *tree_plan_name(enum tree_plan_kind kind) {
    static const char *const names[] = {"classic", "least", "recursive"};
    return names[kind];
}

/* When the programme over sets does not fit the limits: for good the recursive plan, under its own name. */
static void turn_recursive(struct tree_planner *planner) {
    tree_sets_end(&planner->sets);
    tree_bound_end(&planner->bound);
    planner->by_sets = false;
    planner->kind = TREE_PLAN_RECURSIVE;
}

static scr_result prepare(struct tree_planner *planner, const struct tree_plan_limits *limits) {
    const struct tree *tree = planner->tree;
    if (planner->kind == TREE_PLAN_CLASSIC) return scr_done();
    if (tree->arrangement->replication > 1) planner->kind = TREE_PLAN_RECURSIVE; /* leaves share papers */
    SCR_TRY(tree_fixing_begin(&planner->fixing, tree));
    if (planner->kind == TREE_PLAN_RECURSIVE || tree->candidates <= 2) return scr_done();
    planner->by_sets = true;
    SCR_TRY(tree_bound_begin(&planner->bound, tree));
    scr_result result = tree_sets_begin(&planner->sets, tree, &planner->fixing, &planner->bound, limits);
    if (result.code != SCR_LIMIT) return result;
    turn_recursive(planner);
    return scr_done();
}

scr_result tree_planner_new(const struct tree *tree, enum tree_plan_kind wanted, const struct tree_plan_limits *limits,
                            struct tree_planner **planner) {
    *planner = calloc(1, sizeof **planner);
    if (!*planner) return (scr_result){SCR_MEMORY};
    (*planner)->tree = tree;
    (*planner)->kind = wanted;
    scr_result result = prepare(*planner, limits);
    if (scr_failed(result)) {
        tree_planner_free(*planner);
        *planner = NULL;
    }
    return result;
}

scr_result tree_planner_update(struct tree_planner *planner, size_t leaf) {
    if (planner->kind == TREE_PLAN_CLASSIC) return scr_done();
    tree_fixing_update(&planner->fixing, leaf);
    if (!planner->by_sets) return scr_done();
    tree_bound_update(&planner->bound, leaf);
    tree_sets_update(&planner->sets, leaf);
    return scr_done();
}

/* The recursive way may ask for papers that are not needed, or see no plan where there is one. With two candidates and
 * papers of their own at the leaves it does neither. */
static scr_result prune(const struct tree_planner *planner, struct tree_plan *plan) {
    struct tree_plan pruned;
    bool replicated = planner->tree->arrangement->replication > 1;
    if (planner->tree->candidates <= 2 && !replicated) return scr_done();
    if (plan->possible && replicated) return scr_done(); /* leaving out one leaf of a paper saves nothing */
    scr_result result = tree_pruned_plan(planner->tree, plan->possible ? plan : NULL, &pruned);
    tree_plan_free(plan);
    *plan = pruned;
    return result;
}

scr_result tree_planner_plan(struct tree_planner *planner, struct tree_plan *plan) {
    if (planner->kind == TREE_PLAN_CLASSIC) return tree_classic_plan(planner->tree, plan);
    if (planner->by_sets) {
        scr_result result = tree_sets_plan(&planner->sets, plan);
        if (result.code != SCR_LIMIT) return result;
        turn_recursive(planner);
    }
    SCR_TRY(tree_fixing_plan(&planner->fixing, plan));
    scr_result result = prune(planner, plan);
    plan->kind = planner->kind;
    return result;
}

void tree_planner_free(struct tree_planner *planner) {
    if (!planner) return;
    tree_fixing_end(&planner->fixing);
    tree_bound_end(&planner->bound);
    tree_sets_end(&planner->sets);
    free(planner);
}

void tree_plan_free(struct tree_plan *plan) {
    free(plan->leaves);
    plan->leaves = NULL;
    plan->count = 0;
}

scr_result tree_plan_papers(const struct tree *tree, const struct tree_plan *plan, size_t *papers) {
    uint32_t *list = malloc((plan->count + 1) * sizeof *list);
    if (!list) return (scr_result){SCR_MEMORY};
    for (size_t i = 0; i < plan->count; i++) list[i] = (uint32_t)tree_paper(tree->arrangement, plan->leaves[i]);
    numbers_sort(list, plan->count);
    *papers = 0;
    for (size_t i = 0; i < plan->count; i++) *papers += !i || list[i] != list[i - 1];
    free(list);
    return scr_done();
}
