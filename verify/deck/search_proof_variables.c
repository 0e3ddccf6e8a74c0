/* search_proof_variables.c: numbers the variables of specification 4.6 in the order given there. */
#include <stdlib.h>
#include <string.h>

#include "verify/deck/search_proof_variables.h"

#define CHAINS 65536u

static scr_result take(struct variables *v, uint64_t wanted, uint32_t *base) {
    if (wanted > PROOF_VARIABLES_MOST || v->count + wanted > PROOF_VARIABLES_MOST) return (scr_result){SCR_LIMIT};
    *base = v->count;
    v->count += (uint32_t)wanted;
    return scr_done();
}

int32_t variable_mark(const struct variables *v, uint32_t ballot, uint32_t candidate) {
    return (int32_t)((ballot - 1) * v->candidates + candidate + 1);
}

int32_t variable_count(const struct variables *v, uint32_t ballot, uint32_t candidate, uint32_t least) {
    if (!least) return LITERAL_TRUE;
    if (least > ballot) return LITERAL_FALSE;
    uint32_t each = v->ballots * (v->ballots + 1) / 2;
    return (int32_t)(v->totals_base + candidate * each + ballot * (ballot - 1) / 2 + least);
}

int32_t variable_row(const struct variables *v, uint32_t ballot, uint32_t upto) {
    if (!upto) return LITERAL_TRUE;
    return (int32_t)(v->rows_base + (ballot - 1) * v->candidates + upto);
}

const struct pair_variables *variables_pair(const struct variables *v, uint32_t a, uint32_t b) {
    uint32_t low = a < b ? a : b, high = a < b ? b : a;
    uint32_t place = v->pair_index[(size_t)low * v->candidates + high];
    return place ? &v->pairs[place - 1] : NULL;
}

static uint32_t chain_of(const uint32_t *targets, uint32_t count, uint32_t votes_allowed) {
    uint32_t hash = 2166136261u ^ votes_allowed;
    for (uint32_t i = 0; i < count; i++) hash = (hash ^ targets[i]) * 16777619u;
    return (hash ^ hash >> 16) % CHAINS;
}

const struct overvote_variables *variables_overvote(const struct variables *v, const uint32_t *targets, uint32_t count,
                                                    uint32_t votes_allowed) {
    for (uint32_t at = v->chains[chain_of(targets, count, votes_allowed)]; at; at = v->next[at - 1]) {
        const struct overvote_variables *o = &v->overvotes[at - 1];
        if (o->votes_allowed == votes_allowed && o->count == count &&
            !memcmp(o->targets, targets, count * sizeof *targets))
            return o;
    }
    return NULL;
}

static int by_value(const void *a, const void *b) {
    uint32_t x = *(const uint32_t *)a, y = *(const uint32_t *)b;
    return (x > y) - (x < y);
}

void cut_targets(const struct deck_cut *cut, const struct shape_block *block, uint32_t *targets) {
    for (uint32_t i = 0; i < block->count; i++) targets[i] = block->first + i;
    for (uint32_t a = 0; a < cut->count; a++) {
        if (cut->moved[a] < block->first || cut->moved[a] - block->first >= block->count) continue;
        targets[cut->moved[a] - block->first] = cut->image[a];
    }
    qsort(targets, block->count, sizeof *targets, by_value);
}

static scr_result number_pair(struct variables *v, uint32_t a, uint32_t b) {
    if (variables_pair(v, a, b)) return scr_done();
    struct pair_variables pair = {.low = a < b ? a : b, .high = a < b ? b : a};
    SCR_TRY(take(v, 1 + 2 * (uint64_t)v->ballots, &pair.base));
    SCR_TRY(scr_grow(&v->pairs, &v->pair_capacity, v->pair_count + 1, sizeof *v->pairs));
    v->pairs[v->pair_count++] = pair;
    v->pair_index[(size_t)pair.low * v->candidates + pair.high] = (uint32_t)v->pair_count;
    return scr_done();
}

static scr_result number_overvote(struct variables *v, const uint32_t *targets, uint32_t count,
                                  uint32_t votes_allowed) {
    if (variables_overvote(v, targets, count, votes_allowed)) return scr_done();
    struct overvote_variables o = {.count = count, .votes_allowed = votes_allowed};
    SCR_TRY(take(v, v->ballots, &o.base));
    uint32_t *kept = scr_arena_alloc(&v->arena, count, sizeof *kept);
    if (!kept) return (scr_result){SCR_MEMORY};
    memcpy(kept, targets, count * sizeof *kept);
    o.targets = kept;
    SCR_TRY(scr_grow(&v->overvotes, &v->overvote_capacity, v->overvote_count + 1, sizeof *v->overvotes));
    SCR_TRY(scr_grow(&v->next, &v->next_capacity, v->overvote_count + 1, sizeof *v->next));
    uint32_t *chain = &v->chains[chain_of(targets, count, votes_allowed)];
    v->next[v->overvote_count] = *chain;
    v->overvotes[v->overvote_count++] = o;
    *chain = (uint32_t)v->overvote_count;
    return scr_done();
}

static scr_result number_cut(struct variables *v, const struct proof_shape *shape, const struct deck_cut *cut,
                             uint32_t *targets) {
    for (uint32_t a = 0; a < cut->count; a++) SCR_TRY(number_pair(v, cut->moved[a], cut->image[a]));
    uint32_t last = UINT32_MAX; /* moved candidates ascend, so those of a block stand together */
    for (uint32_t a = 0; a < cut->count; a++) {
        uint32_t at = shape->block_of[cut->moved[a]];
        const struct shape_block *block = &shape->blocks[at];
        if (at == last) continue;
        last = at;
        if (block->group) continue;
        cut_targets(cut, block, targets);
        SCR_TRY(number_overvote(v, targets, block->count, block->votes_allowed));
    }
    return scr_done();
}

scr_result variables_number(const struct proof_shape *shape, struct variables *v) {
    uint64_t m = shape->candidates, b = shape->ballots;
    uint32_t base;
    v->candidates = shape->candidates;
    v->ballots = shape->ballots;
    if (m > PROOF_CANDIDATES_MOST || b > PROOF_VARIABLES_MOST) return (scr_result){SCR_LIMIT};
    SCR_TRY(take(v, m * b, &base));
    if (b > 5000) return (scr_result){SCR_LIMIT}; /* b * b / 2 exceeds the limit of variables */
    SCR_TRY(take(v, m * (b * (b + 1) / 2), &v->totals_base));
    v->order_base = v->count;
    for (uint32_t k = 0; k < shape->block_count; k++)
        if (shape->blocks[k].same_as_previous) SCR_TRY(take(v, shape->blocks[k].count * (b + 1), &base));
    SCR_TRY(take(v, b ? (b - 1) * m : 0, &v->rows_base));
    v->pair_index = scr_arena_alloc(&v->arena, (size_t)m * (size_t)m, sizeof *v->pair_index);
    v->chains = scr_arena_alloc(&v->arena, CHAINS, sizeof *v->chains);
    uint32_t *targets = scr_arena_alloc(&v->arena, (size_t)m, sizeof *targets);
    if (!v->pair_index || !v->chains || !targets) return (scr_result){SCR_MEMORY};
    for (size_t c = 0; c < shape->cut_count; c++) SCR_TRY(number_cut(v, shape, &shape->cuts[c], targets));
    return scr_done();
}

void variables_free(struct variables *v) {
    free(v->pairs);
    free(v->overvotes);
    free(v->next);
    scr_arena_free(&v->arena);
}
