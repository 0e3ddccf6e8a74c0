/* search_proof_clausebase.c: clauses under unit propagation with two watched literals. */
#include <stdlib.h>
#include <string.h>

#include "verify/deck/search_proof_clausebase.h"

#define POOL_MOST ((size_t)1 << 28)
#define COMPACT_FROM ((size_t)1 << 20) /* words of deleted clauses below which nothing is gained */

scr_result base_begin(struct clause_base *base, uint32_t variables, size_t expected, struct budget *budget) {
    size_t slots = 2 * (size_t)variables + 2, chains = 1024;
    while (chains < expected && chains < ((size_t)1 << 22)) chains *= 2;
    base->variables = variables;
    base->budget = budget;
    base->chain_mask = chains - 1;
    base->watches = calloc(slots, sizeof *base->watches);
    base->values = calloc(slots, sizeof *base->values);
    base->seen = calloc(slots, sizeof *base->seen);
    base->trail = calloc((size_t)variables + 1, sizeof *base->trail);
    base->chains = calloc(chains, sizeof *base->chains);
    if (!base->watches || !base->values || !base->seen || !base->trail || !base->chains)
        return (scr_result){SCR_MEMORY};
    return scr_done();
}

void base_free(struct clause_base *base) {
    for (size_t i = 0; base->watches && i < 2 * (size_t)base->variables + 2; i++) free(base->watches[i].items);
    free(base->pool);
    free(base->watches);
    free(base->values);
    free(base->trail);
    free(base->chains);
    free(base->seen);
    *base = (struct clause_base){0};
}

/* The same for every order of the literals. */
static size_t chain_of(const struct clause_base *base, const int32_t *literals, size_t count) {
    uint64_t sum = count, product = 1;
    for (size_t i = 0; i < count; i++) {
        uint64_t x = slot_of(literals[i]) * 0x9E3779B97F4A7C15u;
        x ^= x >> 29;
        sum += x;
        product *= 2 * x + 1;
    }
    uint64_t hash = (sum ^ product) * 0xBF58476D1CE4E5B9u;
    return (size_t)(hash >> 32 ^ hash >> 17) & base->chain_mask;
}

static scr_result watch(struct clause_base *base, int32_t literal, uint32_t clause, int32_t blocker) {
    struct watch_list *list = &base->watches[slot_of(literal)];
    if (list->count == list->capacity)
        SCR_TRY(scr_grow(&list->items, &list->capacity, list->count + 1, sizeof *list->items));
    list->items[list->count++] = (struct watch){clause, blocker};
    return scr_done();
}

void base_assume(struct clause_base *base, int32_t literal) {
    base->values[slot_of(literal)] = 1;
    base->values[slot_of(-literal)] = -1;
    base->trail[base->trail_length++] = literal; /* each variable stands there once, so it fits */
}

void base_retract(struct clause_base *base, size_t length) {
    while (base->trail_length > length) {
        int32_t literal = base->trail[--base->trail_length];
        base->values[slot_of(literal)] = base->values[slot_of(-literal)] = 0;
    }
    if (base->propagated > length) base->propagated = length;
}

/* Visits the clauses that watch `falsified`, which has just become false. */
static scr_result visit(struct clause_base *base, int32_t falsified, bool *conflict) {
    struct watch_list *list = &base->watches[slot_of(falsified)];
    size_t kept = 0, at = 0;
    scr_result result = scr_done();
    uint64_t work = 1;
    while (at < list->count && !*conflict && !scr_failed(result)) {
        struct watch w = list->items[at++];
        work++;
        if (base->values[slot_of(w.blocker)] > 0) {
            list->items[kept++] = w;
            continue;
        }
        int32_t size = base->pool[w.clause], *literals = base->pool + w.clause + 2;
        if (size < 0) continue; /* deleted: forget the watch */
        if (literals[0] == falsified) {
            literals[0] = literals[1];
            literals[1] = falsified;
        }
        int32_t other = literals[0], k = 2;
        int8_t value = base->values[slot_of(other)];
        if (value <= 0)
            while (k < size && base->values[slot_of(literals[k])] < 0) k++;
        work += (uint64_t)k;
        if (value <= 0 && k < size) { /* literals[k] is not false: watch it instead; it is never `falsified` itself */
            literals[1] = literals[k];
            literals[k] = falsified;
            result = watch(base, literals[1], w.clause, other);
            continue;
        }
        list->items[kept++] = (struct watch){w.clause, other};
        if (!value)
            base_assume(base, other);
        else if (value < 0)
            *conflict = true;
    }
    while (at < list->count) list->items[kept++] = list->items[at++];
    list->count = kept;
    if (!budget_spend(base->budget, work) && !scr_failed(result)) result = (scr_result){SCR_LIMIT};
    return result;
}

scr_result base_propagate(struct clause_base *base, bool *conflict) {
    *conflict = false;
    while (base->propagated < base->trail_length && !*conflict)
        SCR_TRY(visit(base, -base->trail[base->propagated++], conflict));
    return scr_done();
}

/* Moves two literals that are not false to the front; returns how many of the two exist. */
static size_t front(const struct clause_base *base, int32_t *literals, size_t count) {
    size_t found = 0;
    for (size_t i = 0; i < count && found < 2; i++) {
        if (base->values[slot_of(literals[i])] < 0) continue;
        int32_t l = literals[i];
        literals[i] = literals[found];
        literals[found++] = l;
    }
    return found;
}

scr_result base_add(struct clause_base *base, const int32_t *literals, size_t count) {
    if (base->contradiction) return scr_done();
    size_t place = base->pool_length;
    if (count > POOL_MOST - 2 || place > POOL_MOST - 2 - count) return (scr_result){SCR_LIMIT};
    SCR_TRY(scr_grow(&base->pool, &base->pool_capacity, place + count + 2, sizeof *base->pool));
    int32_t *kept = base->pool + place + 2;
    for (size_t i = 0; i < count; i++) kept[i] = literals[i];
    size_t open = front(base, kept, count);
    if (count > 1) {
        uint32_t *chain = &base->chains[chain_of(base, literals, count)];
        base->pool[place] = (int32_t)count;
        base->pool[place + 1] = (int32_t)*chain;
        *chain = (uint32_t)place + 1;
        base->pool_length = place + count + 2;
    }
    if (open >= 2) {
        SCR_TRY(watch(base, kept[0], (uint32_t)place, kept[1]));
        return watch(base, kept[1], (uint32_t)place, kept[0]);
    }
    /* All other literals are false for good: the clause says its one open literal, or nothing can satisfy it. */
    if (open && !base->values[slot_of(kept[0])]) base_assume(base, kept[0]);
    bool conflict = !open;
    if (open) SCR_TRY(base_propagate(base, &conflict));
    base->contradiction = conflict;
    base->fixed = base->trail_length;
    return scr_done();
}

/* Rewrites the pool without its deleted clauses, so that memory follows the clauses present, not the proof's length. */
static scr_result compact(struct clause_base *base) {
    int32_t *old = base->pool, *pool = malloc((base->pool_length - base->dead + 1) * sizeof *pool);
    if (!pool) return (scr_result){SCR_MEMORY};
    size_t length = 0;
    memset(base->chains, 0, (base->chain_mask + 1) * sizeof *base->chains);
    for (size_t at = 0; at < base->pool_length;) {
        size_t count = old[at] < 0 ? (size_t)-old[at] : (size_t)old[at];
        if (old[at] > 0) {
            uint32_t *chain = &base->chains[chain_of(base, old + at + 2, count)];
            memcpy(pool + length, old + at, (count + 2) * sizeof *pool);
            pool[length + 1] = (int32_t)*chain;
            *chain = (uint32_t)length + 1;
            old[at + 1] = (int32_t)length; /* where it went, for the watches */
            length += count + 2;
        }
        at += count + 2;
    }
    for (size_t slot = 0; slot < 2 * (size_t)base->variables + 2; slot++) {
        struct watch_list *list = &base->watches[slot];
        size_t kept = 0;
        for (size_t i = 0; i < list->count; i++) {
            const int32_t *clause = old + list->items[i].clause;
            if (clause[0] > 0) list->items[kept++] = (struct watch){(uint32_t)clause[1], list->items[i].blocker};
        }
        list->count = kept;
    }
    free(old);
    base->pool = pool;
    base->pool_capacity = base->pool_length - base->dead + 1;
    (void)budget_spend(base->budget, base->pool_length);
    base->pool_length = length;
    base->dead = 0;
    return scr_done();
}

scr_result base_delete(struct clause_base *base, const int32_t *literals, size_t count) {
    if (count < 2) return scr_done();
    for (size_t i = 0; i < count; i++) base->seen[slot_of(literals[i])] = 1;
    uint32_t *link = &base->chains[chain_of(base, literals, count)];
    while (*link) {
        int32_t *clause = base->pool + *link - 1;
        size_t same = 0;
        if (clause[0] == (int32_t)count)
            while (same < count && base->seen[slot_of(clause[2 + same])]) same++;
        (void)budget_spend(base->budget, 1 + same);
        if (same == count) {
            clause[0] = -clause[0];
            base->dead += count + 2;
            *link = (uint32_t)clause[1];
            break;
        }
        link = (uint32_t *)(clause + 1);
    }
    for (size_t i = 0; i < count; i++) base->seen[slot_of(literals[i])] = 0;
    if (base->dead > COMPACT_FROM && base->dead > base->pool_length / 2) return compact(base);
    return scr_done();
}
