/* undetected.c: combines options of contests into an exchange that no total and no overvote shows. */
#include "gen/deck/undetected.h"

#include <stdlib.h>
#include <string.h>

#include "gen/deck/options.h"

struct undetected {
    struct option_list list;
    size_t *chosen;    /* by unit: its option, or SIZE_MAX where all stays in place */
    bool *used;        /* by target: taken, or kept by a unit that may not move */
    bool *opened;      /* by unit: has its option */
    size_t units_left; /* units that may still be opened */
    uint32_t *moved, *image;
};

scr_result undetected_new(const struct shape *shape, size_t ballots, struct undetected **finder) {
    struct undetected *f = calloc(1, sizeof *f);
    if (!f) return (scr_result){SCR_MEMORY};
    scr_result result = options_new(shape, ballots, &f->list);
    if (!scr_failed(result)) {
        size_t m = shape->candidate_count + 1, units = f->list.unit_count + 1;
        f->chosen = calloc(units, sizeof *f->chosen);
        f->opened = calloc(units, sizeof *f->opened);
        f->used = calloc(m, sizeof *f->used);
        f->moved = calloc(m, sizeof *f->moved);
        f->image = calloc(m, sizeof *f->image);
        if (f->chosen && f->opened && f->used && f->moved && f->image) {
            *finder = f;
            return scr_done();
        }
        result = (scr_result){SCR_MEMORY};
    }
    undetected_free(f);
    return result;
}

void undetected_free(struct undetected *f) {
    if (!f) return;
    options_free(&f->list);
    free(f->chosen);
    free(f->opened);
    free(f->used);
    free(f->moved);
    free(f->image);
    free(f);
}

/* Two equal totals in one block can always be exchanged (Lemma 2; for the group, section 4.3.5). */
static bool equal_in_block(const struct undetected *f, size_t from, struct moves *moves) {
    const struct shape *shape = f->list.shape;
    for (size_t block = 0; block < shape_block_count(shape); block++) {
        size_t first = shape_block_first(shape, block), size = shape_block_size(shape, block);
        if (block < shape->contest_count && block < from) continue;
        for (size_t a = first; a < first + size; a++) {
            if (f->list.unit_of[a] < from) continue; /* noncompetitive candidates already looked at */
            for (size_t b = a + 1; b < first + size; b++)
                if (f->list.total[a] == f->list.total[b]) {
                    f->moved[0] = f->image[1] = (uint32_t)a;
                    f->moved[1] = f->image[0] = (uint32_t)b;
                    *moves = (struct moves){f->moved, f->image, 2};
                    return true;
                }
        }
    }
    return false;
}

static void set_used(struct undetected *f, size_t k, const struct option *option, bool used) {
    for (uint32_t i = 0; i < f->list.units[k].n; i++) f->used[f->list.option_images[option->images + i]] = used;
}

static bool is_free(const struct undetected *f, size_t k, const struct option *option) {
    for (uint32_t i = 0; i < f->list.units[k].n; i++)
        if (f->used[f->list.option_images[option->images + i]]) return false;
    return true;
}

/* A unit without its option that has lost a target to another, or SIZE_MAX. */
static size_t next_open(const struct undetected *f) {
    for (size_t k = 0; k < f->list.unit_count; k++) {
        if (f->opened[k]) continue;
        for (uint32_t c = f->list.units[k].first; c < f->list.units[k].first + f->list.units[k].n; c++)
            if (f->used[c]) return k;
    }
    return SIZE_MAX;
}

/* Gives unit `k` each of its options in turn, then goes on with a unit that lost a target. When none did, the targets
 * taken are those of the units that moved: an exchange. Recursion is at most as deep as there are units. */
static bool follow(struct undetected *f, size_t k) {
    if (!f->units_left) return false;
    f->units_left--;
    f->opened[k] = true;
    for (size_t o = f->list.units[k].options; o < f->list.units[k].options_end && f->list.work; o++) {
        const struct option *option = &f->list.options[o];
        if (!option->live) continue;
        f->list.work--;
        if (!is_free(f, k, option)) continue;
        set_used(f, k, option, true);
        f->chosen[k] = o;
        size_t next = next_open(f);
        if (next == SIZE_MAX || follow(f, next)) return true;
        f->chosen[k] = SIZE_MAX;
        set_used(f, k, option, false);
    }
    f->opened[k] = false;
    f->units_left++;
    return false;
}

/* Looks for an exchange that moves unit `seed` and nothing before it, and at most `most` units. */
static bool follow_from(struct undetected *f, size_t seed, size_t most) {
    const struct option_list *list = &f->list;
    memset(f->used, 0, list->shape->candidate_count * sizeof *f->used);
    for (size_t k = 0; k < list->unit_count; k++) {
        f->chosen[k] = SIZE_MAX;
        f->opened[k] = k < seed;
        for (uint32_t c = list->units[k].first; k < seed && c < list->units[k].first + list->units[k].n; c++)
            f->used[c] = true;
    }
    f->units_left = most;
    return follow(f, seed);
}

/* Few units first: such swaps are the strongest cuts (Theorem 2). */
static bool combine(struct undetected *f, size_t from, size_t *seed) {
    size_t units = f->list.unit_count;
    for (size_t most = 2; f->list.work; most = most < 4 ? most + 1 : units) {
        for (size_t k = from; k < units && f->list.work; k++)
            if (follow_from(f, k, most)) {
                *seed = k;
                return true;
            }
        if (most >= units) return false;
    }
    return false;
}

static void gather_moves(struct undetected *f, struct moves *moves) {
    *moves = (struct moves){f->moved, f->image, 0};
    for (size_t k = 0; k < f->list.unit_count; k++) {
        if (f->chosen[k] == SIZE_MAX) continue;
        const uint32_t *images = f->list.option_images + f->list.options[f->chosen[k]].images;
        for (uint32_t i = 0; i < f->list.units[k].n; i++)
            if (images[i] != f->list.units[k].first + i) {
                f->moved[moves->count] = f->list.units[k].first + i;
                f->image[moves->count++] = images[i];
            }
    }
}

scr_result undetected_find(struct undetected *f, const struct marks *marks, size_t from, uint64_t *work,
                           enum undetected_answer *answer, struct moves *moves, size_t *seed) {
    f->list.work = *work;
    *answer = UNDETECTED_NONE;
    *seed = f->list.unit_count;
    SCR_TRY(options_images(&f->list, marks));
    if (equal_in_block(f, from, moves)) {
        *answer = UNDETECTED_FOUND;
        *seed = f->list.unit_of[moves->moved[0]];
        return scr_done();
    }
    SCR_TRY(options_list(&f->list, from));
    if (!f->list.complete)
        *answer = UNDETECTED_UNKNOWN;
    else if (options_strike(&f->list)) {
        if (combine(f, from, seed)) {
            gather_moves(f, moves);
            *answer = UNDETECTED_FOUND;
        } else if (!f->list.work)
            *answer = UNDETECTED_UNKNOWN;
    }
    *work = f->list.work;
    return scr_done();
}

struct undetected_images undetected_images(const struct undetected *f) {
    return (struct undetected_images){f->list.start, f->list.images};
}
