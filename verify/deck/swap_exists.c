/* swap_exists.c: is there a swap other than the identity within the domains? Candidate by candidate: assume that it
 * moves; either that leads to an undetected swap, or the candidate stays in every one. */
#include "verify/deck/swap_cover.h"

struct choice {
    uint32_t target, place;
    size_t trail; /* length before the choice */
};

/* The undecided candidate with the fewest values, or NOBODY. */
static uint32_t most_decided(const struct cover *c) {
    uint32_t best = NOBODY;
    for (uint32_t t = 0; t < c->problem->targets; t++)
        if (c->sizes[t] > 1 && (best == NOBODY || c->sizes[t] < c->sizes[best])) best = t;
    return best;
}

/* Values are tried own target first (a small swap is wanted), then ascending. */
static uint32_t next_value(const struct cover *c, uint32_t target, uint32_t tried) {
    uint32_t own = c->problem->place_of[target];
    if (tried == NOBODY && domain_has(c, target, own)) return own;
    uint32_t from = tried == NOBODY || tried == own ? 0 : tried + 1;
    uint32_t place = domain_next(c, target, from);
    return place == own ? domain_next(c, target, own + 1) : place;
}

/* Depth-first search below the present domains, which have been propagated. On success the domains hold the swap. */
static scr_result descend(struct cover *c, struct choice *choices, bool *found) {
    size_t depth = 0;
    *found = false;
    for (;;) {
        uint32_t target = most_decided(c);
        if (!swap_spend(c->problem, 1 + c->problem->targets / 8)) return (scr_result){SCR_LIMIT};
        if (target == NOBODY) {
            *found = true;
            return scr_done();
        }
        choices[depth++] = (struct choice){target, NOBODY, c->trail_length};
        for (bool possible = false; !possible;) {
            if (!depth) return scr_done();
            struct choice *choice = &choices[depth - 1];
            cover_restore(c, choice->trail);
            choice->place = next_value(c, choice->target, choice->place);
            if (choice->place == NOBODY) {
                depth--;
                continue;
            }
            SCR_TRY(cover_assign(c, choice->target, choice->place));
            SCR_TRY(cover_propagate(c, &possible));
        }
    }
}

static scr_result keep_swap(const struct cover *c, struct scr_arena *arena, struct swap *swap) {
    const struct swap_problem *p = c->problem;
    uint32_t count = 0;
    for (uint32_t t = 0; t < p->targets; t++) count += !domain_has(c, t, p->place_of[t]);
    swap->moved = scr_arena_alloc(arena, count, sizeof *swap->moved);
    swap->image = scr_arena_alloc(arena, count, sizeof *swap->image);
    if (!swap->moved || !swap->image) return (scr_result){SCR_MEMORY};
    swap->count = 0;
    for (uint32_t t = 0; t < p->targets; t++) {
        if (domain_has(c, t, p->place_of[t])) continue;
        swap->moved[swap->count] = t;
        swap->image[swap->count++] = target_at(p, t, domain_next(c, t, 0));
    }
    return scr_done();
}

scr_result cover_second(struct cover *c, struct scr_arena *arena, bool *found, struct swap *swap) {
    const struct swap_problem *p = c->problem;
    bool possible;
    *found = false;
    SCR_TRY(cover_propagate(c, &possible));
    struct choice *choices = NULL;
    for (uint32_t t = 0; t < p->targets; t++) {
        if (c->sizes[t] < 2) continue;
        if (!choices) choices = scr_arena_alloc(arena, p->targets, sizeof *choices);
        if (!choices) return (scr_result){SCR_MEMORY};
        size_t before = c->trail_length;
        scr_result result = cover_remove(c, t, p->place_of[t]);
        if (!scr_failed(result)) result = cover_propagate(c, &possible);
        if (!scr_failed(result) && possible) result = descend(c, choices, found);
        if (!scr_failed(result) && *found) result = keep_swap(c, arena, swap);
        cover_restore(c, before);
        if (scr_failed(result) || *found) return result;
        SCR_TRY(cover_assign(c, t, p->place_of[t]));
        SCR_TRY(cover_propagate(c, &possible)); /* always possible: the identity remains */
    }
    return scr_done();
}
