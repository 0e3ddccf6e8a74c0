/* least.c: whether a plan is least: by bounds where they suffice, else by a search over sets. */
#include "verify/tree/least.h"

#include <stdlib.h>

#include "verify/tree/least_bounds.h"
#include "verify/tree/least_search.h"
#include "verify/tree/values.h"

/* GOAL_FIX gives a plan. It is the least one of at most two candidates. */
static void ask_upper_bound(struct bounds *bounds, uint32_t plan, struct budget *budget, uint32_t *costs,
                            struct least *least) {
    uint32_t fix;
    if (!bounds_costs(bounds, GOAL_FIX, budget, costs, &fix)) return;
    if (bounds->candidates <= 2) least->bound = fix;
    least->fewer = fix;
    least->answer = fix < plan ? LEAST_FEWER : bounds->candidates <= 2 ? LEAST_HOLDS : LEAST_OPEN;
}

static scr_result ask(struct bounds *bounds, uint32_t plan, uint32_t *costs, struct budget *budget,
                      struct least *least) {
    least->answer = LEAST_OPEN;
    ask_upper_bound(bounds, plan, budget, costs, least);
    if (least->answer != LEAST_OPEN || !bounds_costs(bounds, GOAL_INFORM, budget, costs, &least->bound))
        return scr_done();
    if (least->bound >= plan) {
        least->answer = LEAST_HOLDS;
        return scr_done();
    }
    least->searched = true;
    return least_search(bounds, costs, plan, budget, least);
}

scr_result least_check(const struct arranged *tree, size_t candidates, const uint8_t *recorded, uint32_t plan,
                       struct budget *budget, struct least *least) {
    struct bounds bounds = {.tree = tree, .candidates = candidates, .recorded = recorded};
    uint8_t *values = NULL;
    uint32_t *costs = NULL;
    *least = (struct least){0};
    if (tree->replication != 1) return (scr_result){SCR_INPUT};
    if (!budget_spend(budget, (uint64_t)VALUES_LEAF_WORK * tree->leaves)) {
        least->answer = LEAST_OPEN;
        return scr_done();
    }
    scr_result result = values_new(tree, recorded, &values);
    if (!scr_failed(result)) result = bounds_begin(&bounds);
    if (!scr_failed(result) && !(costs = malloc(((size_t)tree->internal + 1) * sizeof *costs)))
        result = (scr_result){SCR_MEMORY};
    bounds.values = values;
    if (!scr_failed(result)) result = ask(&bounds, plan, costs, budget, least);
    bounds_end(&bounds);
    free(values);
    free(costs);
    return result;
}
