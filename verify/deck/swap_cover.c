/* swap_cover.c: domains, what was removed from them, and the loop that narrows them. */
#include <stdlib.h>

#include "verify/deck/swap_cover.h"

#define DOMAIN_WORDS_MOST ((size_t)8 << 20) /* 64 MiB, twice */

static scr_result fill_domains(struct cover *c, struct scr_arena *arena) {
    const struct swap_problem *p = c->problem;
    size_t words = 0;
    for (uint32_t t = 0; t < p->targets; t++) {
        c->domain_at[t] = words;
        words += domain_words(p, t); /* at most 313, 20,000 times */
    }
    if (words > DOMAIN_WORDS_MOST) return (scr_result){SCR_LIMIT};
    c->domains = scr_arena_alloc(arena, words, sizeof *c->domains);
    c->supported = scr_arena_alloc(arena, words, sizeof *c->supported);
    if (!c->domains || !c->supported) return (scr_result){SCR_MEMORY};
    for (uint32_t t = 0; t < p->targets; t++) {
        c->sizes[t] = p->groups[p->group_of[t]].count;
        for (uint32_t place = 0; place < c->sizes[t]; place++)
            c->domains[c->domain_at[t] + place / 64] |= (uint64_t)1 << place % 64;
    }
    return scr_done();
}

static void contest_wake(struct cover *c, uint32_t contest) {
    if (c->contest_waits[contest] || !swap_competitive(c->problem, contest)) return;
    c->contest_waits[contest] = true;
    c->contest_queue[c->contests_waiting++] = contest;
}

static void group_wake(struct cover *c, uint32_t group) {
    if (c->group_waits[group]) return;
    c->group_waits[group] = true;
    c->group_queue[c->groups_waiting++] = group;
}

scr_result cover_begin(struct cover *c, const struct swap_problem *p, struct scr_arena *arena) {
    uint32_t contests = p->deck->contest_count, largest = 0;
    size_t n = p->targets;
    c->problem = p;
    for (uint32_t g = 0; g < p->group_count; g++)
        if (p->groups[g].count > largest) largest = p->groups[g].count;
    c->domain_at = scr_arena_alloc(arena, n, sizeof *c->domain_at);
    c->sizes = scr_arena_alloc(arena, n, sizeof *c->sizes);
    c->match = scr_arena_alloc(arena, n, sizeof *c->match);
    c->taken_by = scr_arena_alloc(arena, n, sizeof *c->taken_by);
    c->contest_queue = scr_arena_alloc(arena, contests, sizeof *c->contest_queue);
    c->contest_waits = scr_arena_alloc(arena, contests, sizeof *c->contest_waits);
    c->group_queue = scr_arena_alloc(arena, p->group_count, sizeof *c->group_queue);
    c->group_waits = scr_arena_alloc(arena, p->group_count, sizeof *c->group_waits);
    c->scratch = scr_arena_alloc(arena, 6 * (size_t)largest, sizeof *c->scratch);
    if (!c->domain_at || !c->sizes || !c->match || !c->taken_by || !c->contest_queue || !c->contest_waits ||
        !c->group_queue || !c->group_waits || !c->scratch)
        return (scr_result){SCR_MEMORY};
    SCR_TRY(fill_domains(c, arena));
    SCR_TRY(contest_room_build(p, arena, &c->room));
    for (uint32_t t = 0; t < n; t++) { /* the identity is a permutation to begin with */
        uint32_t at = p->groups[p->group_of[t]].first + p->place_of[t];
        c->match[at] = c->taken_by[at] = p->place_of[t];
        if (c->sizes[t] > 1) contest_wake(c, p->deck->candidates[t].contest);
    }
    return scr_done();
}

void cover_end(struct cover *c) { free(c->trail); }

uint32_t domain_next(const struct cover *c, uint32_t target, uint32_t place) {
    size_t words = domain_words(c->problem, target);
    const uint64_t *domain = c->domains + c->domain_at[target];
    for (size_t w = place / 64; w < words; w++) {
        uint64_t left = domain[w];
        if (w == place / 64) left &= ~(uint64_t)0 << place % 64;
        if (left) return (uint32_t)(64 * w) + (uint32_t)__builtin_ctzll(left);
    }
    return NOBODY;
}

scr_result cover_remove(struct cover *c, uint32_t target, uint32_t place) {
    SCR_TRY(scr_grow(&c->trail, &c->trail_capacity, c->trail_length + 1, sizeof *c->trail));
    c->trail[c->trail_length++] = (struct removal){target, place};
    c->domains[c->domain_at[target] + place / 64] &= ~((uint64_t)1 << place % 64);
    c->sizes[target]--;
    contest_wake(c, c->problem->deck->candidates[target].contest);
    group_wake(c, c->problem->group_of[target]);
    return scr_done();
}

scr_result cover_assign(struct cover *c, uint32_t target, uint32_t place) {
    for (uint32_t other = domain_next(c, target, 0); other != NOBODY; other = domain_next(c, target, other + 1))
        if (other != place) SCR_TRY(cover_remove(c, target, other));
    return scr_done();
}

void cover_restore(struct cover *c, size_t length) {
    while (c->trail_length > length) {
        struct removal r = c->trail[--c->trail_length];
        c->domains[c->domain_at[r.target] + r.place / 64] |= (uint64_t)1 << r.place % 64;
        c->sizes[r.target]++;
    }
}

/* One pass is complete for its contest or group, so what the pass itself removes need not wake it again: its mark is
 * taken off afterwards. */
scr_result cover_propagate(struct cover *c, bool *possible) {
    scr_result result = scr_done();
    *possible = true;
    while (*possible && !scr_failed(result) && (c->contests_waiting || c->groups_waiting)) {
        if (c->groups_waiting) {
            uint32_t group = c->group_queue[--c->groups_waiting];
            result = narrow_group(c, group, possible);
            c->group_waits[group] = false;
        } else {
            uint32_t contest = c->contest_queue[--c->contests_waiting];
            result = narrow_contest(c, contest, possible);
            c->contest_waits[contest] = false;
        }
    }
    while (c->contests_waiting) c->contest_waits[c->contest_queue[--c->contests_waiting]] = false;
    while (c->groups_waiting) c->group_waits[c->group_queue[--c->groups_waiting]] = false;
    return result;
}
