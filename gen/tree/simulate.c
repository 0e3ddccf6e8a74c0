/* simulate.c: a mock audit: examine, compare, plan again. */
#include <stdlib.h>
#include <string.h>

#include "gen/tree/possible.h"
#include "gen/tree/simulate.h"
#include "scrutineer/bytes.h"

struct audit {
    struct tree *tree;
    const uint8_t *audited;
    struct tree_planner *planner;
    uint32_t *leaf_of; /* with replication: the leaf of each entry; NULL when leaves are examined one by one */
    size_t order_room, discrepancy_room;
    struct tree_simulation *out;
};

static scr_result note_leaf(struct audit *audit, uint32_t leaf) {
    struct tree_simulation *out = audit->out;
    SCR_TRY(scr_grow(&out->order, &audit->order_room, out->examined_leaves + 1, sizeof *out->order));
    out->order[out->examined_leaves++] = leaf;
    return scr_done();
}

static scr_result examine_leaf(struct audit *audit, uint32_t leaf, bool *changed) {
    struct tree *tree = audit->tree;
    struct tree_simulation *out = audit->out;
    uint8_t reported = tree_leaf_value(tree, leaf), read = audit->audited[tree_paper(tree->arrangement, leaf)];
    if (read == TREE_NOT_FOUND) {
        tree_set_leaf(tree, leaf, reported, TREE_UNAVAILABLE);
        out->not_found++;
        *changed = true;
    } else {
        tree_set_leaf(tree, leaf, read, TREE_EXAMINED);
        SCR_TRY(note_leaf(audit, leaf));
        if (read != reported) {
            SCR_TRY(scr_grow(&out->discrepancies, &audit->discrepancy_room, out->discrepancy_count + 1,
                             sizeof *out->discrepancies));
            out->discrepancies[out->discrepancy_count++] = (struct tree_discrepancy){leaf, reported, read};
            *changed = true;
        }
    }
    return tree_planner_update(audit->planner, leaf);
}

static scr_result examine(struct audit *audit, uint32_t leaf, bool *changed) {
    const struct tree_arrangement *arrangement = audit->tree->arrangement;
    *changed = false;
    if (!audit->leaf_of) return examine_leaf(audit, leaf, changed);
    size_t paper = tree_paper(arrangement, leaf);
    for (size_t r = 0; r < arrangement->replication; r++)
        SCR_TRY(examine_leaf(audit, audit->leaf_of[paper + r * arrangement->ballots], changed));
    return scr_done();
}

struct stop {
    uint32_t paper, leaf;
};

static int by_storage(const void *a, const void *b) {
    const struct stop *x = a, *y = b;
    if (x->paper != y->paper) return (x->paper > y->paper) - (x->paper < y->paper);
    return (x->leaf > y->leaf) - (x->leaf < y->leaf);
}

/* Puts the leaves of a plan in storage order. */
static scr_result sort_by_storage(const struct tree *tree, struct tree_plan *plan) {
    struct stop *stops = malloc((plan->count + 1) * sizeof *stops);
    if (!stops) return (scr_result){SCR_MEMORY};
    for (size_t i = 0; i < plan->count; i++)
        stops[i] = (struct stop){(uint32_t)tree_paper(tree->arrangement, plan->leaves[i]), plan->leaves[i]};
    qsort(stops, plan->count, sizeof *stops, by_storage);
    for (size_t i = 0; i < plan->count; i++) plan->leaves[i] = stops[i].leaf;
    free(stops);
    return scr_done();
}

/* Goes through a plan until it is done or something was not as recorded. */
static scr_result carry_out(struct audit *audit, const struct tree_plan *plan, bool *changed) {
    *changed = false;
    for (size_t i = 0; i < plan->count && !*changed; i++)
        if (audit->tree->states[plan->leaves[i]] == TREE_REPORTED) SCR_TRY(examine(audit, plan->leaves[i], changed));
    return scr_done();
}

static scr_result keep_first(struct audit *audit, const struct tree_plan *plan) {
    struct tree_simulation *out = audit->out;
    size_t room = 0;
    out->plan = plan->kind;
    out->first_plan = plan->count;
    SCR_TRY(scr_grow(&out->first_leaves, &room, plan->count + 1, sizeof *out->first_leaves));
    if (plan->count) memcpy(out->first_leaves, plan->leaves, plan->count * sizeof *plan->leaves);
    return tree_plan_papers(audit->tree, plan, &out->first_plan_papers);
}

static scr_result run(struct audit *audit, enum tree_plan_kind kind) {
    bool changed = true;
    for (size_t round = 0; changed; round++) {
        struct tree_plan plan = {0};
        scr_result result = tree_planner_plan(audit->planner, &plan);
        if (!scr_failed(result) && !round) result = keep_first(audit, &plan);
        if (!scr_failed(result) && kind != TREE_PLAN_CLASSIC) result = sort_by_storage(audit->tree, &plan);
        if (!scr_failed(result)) result = carry_out(audit, &plan, &changed);
        audit->out->last_plan = plan.kind;
        audit->out->finished = plan.possible;
        audit->out->replans = round;
        tree_plan_free(&plan);
        SCR_TRY(result);
    }
    return scr_done();
}

static scr_result count_papers(struct audit *audit) {
    struct tree_plan examined = {.leaves = audit->out->order, .count = audit->out->examined_leaves};
    return tree_plan_papers(audit->tree, &examined, &audit->out->examined_papers);
}

scr_result tree_simulate(struct tree *tree, const uint8_t *audited, enum tree_plan_kind plan,
                         const struct tree_plan_limits *limits, struct tree_simulation *simulation) {
    const struct tree_arrangement *arrangement = tree->arrangement;
    struct audit audit = {.tree = tree, .audited = audited, .out = simulation};
    scr_result result = scr_done();
    *simulation = (struct tree_simulation){.reported_winner = tree_winner(tree)};
    for (size_t b = 0; b < arrangement->ballots; b++)
        if (audited[b] >= tree->candidates && audited[b] != TREE_MISSING && audited[b] != TREE_NOT_FOUND)
            return (scr_result){SCR_INPUT};
    if (arrangement->replication > 1 && plan != TREE_PLAN_CLASSIC) {
        audit.leaf_of = malloc(arrangement->shape.leaves * sizeof *audit.leaf_of);
        if (!audit.leaf_of) return (scr_result){SCR_MEMORY};
        for (size_t leaf = 0; leaf < arrangement->shape.leaves; leaf++)
            audit.leaf_of[arrangement->entries[leaf]] = (uint32_t)leaf;
    }
    SCR_TRY_OR(result, tree_planner_new(tree, plan, limits, &audit.planner), done);
    SCR_TRY_OR(result, run(&audit, plan), done);
    SCR_TRY_OR(result, count_papers(&audit), done);
    simulation->audited_winner = tree_winner(tree);
    simulation->certified = tree_is_certified(tree);
done:
    tree_planner_free(audit.planner);
    free(audit.leaf_of);
    if (scr_failed(result)) tree_simulation_free(simulation);
    return result;
}

void tree_simulation_free(struct tree_simulation *simulation) {
    free(simulation->first_leaves);
    free(simulation->order);
    free(simulation->discrepancies);
    *simulation = (struct tree_simulation){0};
}

scr_result tree_expand_triples(const struct tree_triple *triples, size_t count, uint8_t **votes, uint8_t **audited,
                               size_t *ballots) {
    size_t all = 0, at = 0;
    *votes = *audited = NULL;
    for (size_t t = 0; t < count; t++)
        if (!scr_add(all, triples[t].count, &all) || all > TREE_LEAVES_MOST) return (scr_result){SCR_INPUT};
    if (!all) return (scr_result){SCR_INPUT};
    *votes = malloc(all);
    *audited = malloc(all);
    if (!*votes || !*audited) {
        free(*votes);
        free(*audited);
        *votes = *audited = NULL;
        return (scr_result){SCR_MEMORY};
    }
    for (size_t t = 0; t < count; at += triples[t++].count) {
        memset(*votes + at, triples[t].reported, triples[t].count);
        memset(*audited + at, triples[t].audited, triples[t].count);
    }
    *ballots = all;
    return scr_done();
}
