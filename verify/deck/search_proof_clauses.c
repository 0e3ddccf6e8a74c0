/* search_proof_clauses.c: writes the clauses of specification 4.6, items 1 to 9, over the variables numbered there. */
#include <stdlib.h>

#include "verify/deck/search_proof_variables.h"

/* Writes one clause at a time: literals straight into the set, taken back when a constant makes the clause true. */
struct writer {
    struct clause_set *set;
    struct budget *budget;
    size_t start; /* of the open clause */
    bool satisfied;
    scr_result result; /* the first failure; later calls do nothing */
};

static void literal(struct writer *w, int32_t l) {
    if (scr_failed(w->result) || w->satisfied || l == LITERAL_FALSE) return;
    if (l == LITERAL_TRUE) {
        w->satisfied = true;
        return;
    }
    w->result = scr_grow(&w->set->literals, &w->set->capacity, w->set->length + 1, sizeof *w->set->literals);
    if (!scr_failed(w->result)) w->set->literals[w->set->length++] = l;
}

static void end(struct writer *w) {
    if (w->satisfied) w->set->length = w->start;
    bool written = !w->satisfied;
    w->satisfied = false;
    if (written) literal(w, 0);
    if (w->set->length > PROOF_LITERALS_MOST || !budget_spend(w->budget, 1 + w->set->length - w->start))
        w->result = (scr_result){SCR_LIMIT};
    w->start = w->set->length;
}

static void clause(struct writer *w, int32_t a, int32_t b, int32_t c, int32_t d) {
    literal(w, a);
    literal(w, b);
    literal(w, c);
    literal(w, d);
    end(w);
}

/* 1: C(beta, i, l) counts the marks X(1..beta, i). */
static void write_totals(struct writer *w, const struct variables *v) {
    for (uint32_t i = 0; i < v->candidates; i++) {
        for (uint32_t beta = 1; beta <= v->ballots; beta++) {
            int32_t x = variable_mark(v, beta, i);
            for (uint32_t l = 1; l <= beta && !scr_failed(w->result); l++) {
                int32_t here = variable_count(v, beta, i, l);
                int32_t before = variable_count(v, beta - 1, i, l), less = variable_count(v, beta - 1, i, l - 1);
                clause(w, -before, here, LITERAL_FALSE, LITERAL_FALSE);
                clause(w, -x, -less, here, LITERAL_FALSE);
                clause(w, before, x, -here, LITERAL_FALSE);
                clause(w, before, less, -here, LITERAL_FALSE);
            }
        }
    }
}

/* Calls for every subset of `size` of the `count` candidates, in lexicographic order: a clause that begins with `head`
 * and holds sign * X(beta, r) for each r of the subset. `chosen` has room for `size`. */
static void subsets(struct writer *w, const struct variables *v, uint32_t beta, const uint32_t *from, uint32_t count,
                    uint32_t size, int32_t head, int32_t sign, uint32_t *chosen) {
    for (uint32_t i = 0; i < size; i++) chosen[i] = i;
    while (!scr_failed(w->result)) {
        literal(w, head);
        for (uint32_t i = 0; i < size; i++) literal(w, sign * variable_mark(v, beta, from[chosen[i]]));
        end(w);
        uint32_t at = size;
        while (at && chosen[at - 1] == count - size + at - 1) at--;
        if (!at) return;
        chosen[at - 1]++;
        for (uint32_t i = at; i < size; i++) chosen[i] = chosen[i - 1] + 1;
    }
}

/* 2, 3, 4: no overvote; a vote for the first of each block; totals ascend strictly in a block. */
static void write_blocks(struct writer *w, const struct variables *v, const struct proof_shape *shape,
                         uint32_t *candidates, uint32_t *chosen) {
    uint32_t b = v->ballots;
    for (uint32_t k = 0; k < shape->block_count; k++) {
        const struct shape_block *block = &shape->blocks[k];
        for (uint32_t i = 0; i < block->count; i++) candidates[i] = block->first + i;
        for (uint32_t beta = 1; beta <= b && !block->group; beta++)
            subsets(w, v, beta, candidates, block->count, block->votes_allowed + 1, LITERAL_FALSE, -1, chosen);
        if (shape->each_candidate)
            clause(w, variable_count(v, b, block->first, 1), LITERAL_FALSE, LITERAL_FALSE, LITERAL_FALSE);
        for (uint32_t i = block->first; i + 1 < block->first + block->count; i++)
            for (uint32_t l = 0; l <= b && !scr_failed(w->result); l++)
                clause(w, -variable_count(v, b, i, l), variable_count(v, b, i + 1, l + 1), LITERAL_FALSE,
                       LITERAL_FALSE);
    }
}

/* 5: the vectors of totals of equal contests ascend strictly in lexicographic order. */
static void write_order(struct writer *w, const struct variables *v, const struct proof_shape *shape) {
    uint32_t b = v->ballots, base = v->order_base;
    for (uint32_t k = 1; k < shape->block_count; k++) {
        const struct shape_block *second = &shape->blocks[k], *first = second - 1;
        if (!second->same_as_previous) continue;
        int32_t before = LITERAL_TRUE;
        for (uint32_t j = 0; j < second->count && !scr_failed(w->result); j++) {
            int32_t p = (int32_t)(base + 1); /* P(j), with D(j, l) = p + l */
            for (uint32_t l = 1; l <= b; l++) {
                int32_t a = variable_count(v, b, first->first + j, l), c = variable_count(v, b, second->first + j, l);
                clause(w, -before, -a, c, LITERAL_FALSE);
                clause(w, -(p + (int32_t)l), c, LITERAL_FALSE, LITERAL_FALSE);
                clause(w, -(p + (int32_t)l), -a, LITERAL_FALSE, LITERAL_FALSE);
            }
            literal(w, -before);
            literal(w, p);
            for (uint32_t l = 1; l <= b; l++) literal(w, p + (int32_t)l);
            end(w);
            before = p;
            base += b + 1;
        }
        clause(w, -before, LITERAL_FALSE, LITERAL_FALSE, LITERAL_FALSE);
    }
}

/* 6: the rows of marks descend weakly. */
static void write_rows(struct writer *w, const struct variables *v) {
    for (uint32_t beta = 1; beta < v->ballots; beta++) {
        for (uint32_t i = 0; i < v->candidates && !scr_failed(w->result); i++) {
            int32_t x = variable_mark(v, beta, i), y = variable_mark(v, beta + 1, i);
            int32_t before = variable_row(v, beta, i), here = variable_row(v, beta, i + 1);
            clause(w, -before, x, -y, LITERAL_FALSE);
            clause(w, -before, -x, -y, here);
            clause(w, -before, x, y, here);
        }
    }
}

/* 7: E(i, j) says that the totals of i and j differ. */
static void write_pairs(struct writer *w, const struct variables *v) {
    uint32_t b = v->ballots;
    for (size_t p = 0; p < v->pair_count && !scr_failed(w->result); p++) {
        int32_t e = (int32_t)(v->pairs[p].base + 1);
        for (uint32_t l = 1; l <= b; l++) {
            int32_t u = e + (int32_t)(2 * l - 1), above = u + 1;
            int32_t low = variable_count(v, b, v->pairs[p].low, l), high = variable_count(v, b, v->pairs[p].high, l);
            clause(w, -u, low, LITERAL_FALSE, LITERAL_FALSE);
            clause(w, -u, -high, LITERAL_FALSE, LITERAL_FALSE);
            clause(w, -above, -low, LITERAL_FALSE, LITERAL_FALSE);
            clause(w, -above, high, LITERAL_FALSE, LITERAL_FALSE);
        }
        literal(w, -e);
        for (uint32_t l = 1; l <= 2 * b; l++) literal(w, e + (int32_t)l);
        end(w);
    }
}

/* 8: O(T, v, beta) says that ballot beta marks more than v of T. */
static void write_overvotes(struct writer *w, const struct variables *v, uint32_t *chosen) {
    for (size_t o = 0; o < v->overvote_count; o++) {
        const struct overvote_variables *set = &v->overvotes[o];
        for (uint32_t beta = 1; beta <= v->ballots && !scr_failed(w->result); beta++)
            subsets(w, v, beta, set->targets, set->count, set->count - set->votes_allowed, -(int32_t)(set->base + beta),
                    1, chosen);
    }
}

/* 9: each cut is detected: a moved total differs, or a moved contest is overvoted on a ballot. */
static void write_cut(struct writer *w, const struct variables *v, const struct proof_shape *shape,
                      const struct deck_cut *cut, uint32_t *targets) {
    for (uint32_t a = 0; a < cut->count; a++) {
        const struct pair_variables *pair = variables_pair(v, cut->moved[a], cut->image[a]);
        /* An exchange of two names its pair twice; the clause holds it once. */
        bool again = false;
        for (uint32_t c = 0; c < a && cut->image[a] < cut->moved[a]; c++)
            if (cut->moved[c] == cut->image[a]) again = cut->image[c] == cut->moved[a];
        if (!again) literal(w, (int32_t)(pair->base + 1));
    }
    uint32_t last = UINT32_MAX;
    for (uint32_t a = 0; a < cut->count; a++) {
        uint32_t at = shape->block_of[cut->moved[a]];
        const struct shape_block *block = &shape->blocks[at];
        if (at == last) continue;
        last = at;
        if (block->group) continue;
        cut_targets(cut, block, targets);
        const struct overvote_variables *o = variables_overvote(v, targets, block->count, block->votes_allowed);
        for (uint32_t beta = 1; beta <= v->ballots; beta++) literal(w, (int32_t)(o->base + beta));
    }
    end(w);
}

scr_result clauses_build(const struct proof_shape *shape, struct budget *budget, struct clause_set *set) {
    struct variables v = {0};
    struct writer w = {.set = set, .budget = budget, .start = set->length};
    scr_result result;
    SCR_TRY_OR(result, variables_number(shape, &v), done);
    set->variables = v.count;
    uint32_t *candidates = scr_arena_alloc(&v.arena, v.candidates, sizeof *candidates);
    uint32_t *chosen = scr_arena_alloc(&v.arena, v.candidates, sizeof *chosen);
    if (!candidates || !chosen) {
        result = (scr_result){SCR_MEMORY};
        goto done;
    }
    write_totals(&w, &v);
    write_blocks(&w, &v, shape, candidates, chosen);
    write_order(&w, &v, shape);
    write_rows(&w, &v);
    write_pairs(&w, &v);
    write_overvotes(&w, &v, chosen);
    for (size_t c = 0; c < shape->cut_count && !scr_failed(w.result); c++)
        write_cut(&w, &v, shape, &shape->cuts[c], candidates);
    result = w.result;
done:
    variables_free(&v);
    return result;
}

void clauses_free(struct clause_set *clauses) {
    free(clauses->literals);
    *clauses = (struct clause_set){0};
}
