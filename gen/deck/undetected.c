/* undetected.c: filtering of possible moves, then search along displaced candidates. */
#include "gen/deck/undetected.h"

#include <stdlib.h>
#include <string.h>

#define NOBODY UINT32_MAX

/* A unit of the search: a competitive contest, or one noncompetitive candidate (which no ballot ever overvotes). */
struct unit {
    uint32_t first, n, v; /* v = 0: no limit */
};

struct undetected {
    const struct shape *shape;
    const struct marks *marks;
    struct unit *units;
    size_t unit_count, limit_most; /* largest v */
    uint32_t *unit_of, *total;     /* by candidate */
    uint32_t *order;               /* candidates of each unit, largest totals first; at the unit's own places */
    /* Possible images of candidate c: images[start[c] .. start[c + 1] - 1]; kept[] says which are left, supported[] is
     * the mark of one round. */
    size_t *start;
    uint32_t *images;
    bool *kept, *supported;
    size_t image_capacity, kept_capacity, supported_capacity;
    uint32_t *by_total, *first_of_total; /* counting sort of candidates */
    size_t total_capacity;
    /* Overvote counters of a partial choice: level d has limit_most planes; plane r says which ballots have more than r
     * marks. */
    uint64_t *planes;
    /* Search state. */
    uint32_t *image_of;
    bool *used, *assigned;
    uint32_t *stack, *low, *index; /* strongly connected components */
    bool *on_stack;
    uint32_t counter, stack_size;
    uint32_t *component;
    uint32_t *moved, *image;
    uint64_t work;
};

static void *room(size_t count, size_t size) {
    size_t bytes;
    return scr_multiply(count ? count : 1, size, &bytes) ? calloc(1, bytes) : NULL;
}

scr_result undetected_new(const struct shape *shape, size_t ballots, struct undetected **finder) {
    size_t m = shape->candidate_count, words = (ballots + 63) / 64, cells;
    struct undetected *f = room(1, sizeof *f);
    if (!f) return (scr_result){SCR_MEMORY};
    f->shape = shape;
    f->unit_count = shape->contest_count + shape->group;
    f->units = room(f->unit_count, sizeof *f->units);
    f->limit_most = 1;
    if (!f->units) goto failed;
    for (size_t k = 0; k < shape->contest_count; k++) {
        f->units[k] = (struct unit){shape->contests[k].first, shape->contests[k].n, shape->contests[k].v};
        if (shape->contests[k].v > f->limit_most) f->limit_most = shape->contests[k].v;
    }
    for (size_t g = 0; g < shape->group; g++)
        f->units[shape->contest_count + g] = (struct unit){(uint32_t)(shape_group_first(shape) + g), 1, 0};
    if (!scr_multiply(m + 1, f->limit_most, &cells) || !scr_multiply(cells, words, &cells)) goto failed;
    f->unit_of = room(m, sizeof *f->unit_of);
    f->total = room(m, sizeof *f->total);
    f->order = room(m, sizeof *f->order);
    f->start = room(m + 1, sizeof *f->start);
    f->by_total = room(m, sizeof *f->by_total);
    f->planes = room(cells, sizeof *f->planes);
    f->image_of = room(m, sizeof *f->image_of);
    f->used = room(m, sizeof *f->used);
    f->assigned = room(f->unit_count, sizeof *f->assigned);
    f->stack = room(m, sizeof *f->stack);
    f->low = room(m, sizeof *f->low);
    f->index = room(m, sizeof *f->index);
    f->on_stack = room(m, sizeof *f->on_stack);
    f->component = room(m, sizeof *f->component);
    f->moved = room(m, sizeof *f->moved);
    f->image = room(m, sizeof *f->image);
    f->first_of_total = room(ballots + 2, sizeof *f->first_of_total);
    f->total_capacity = ballots + 2;
    if (!f->unit_of || !f->total || !f->order || !f->start || !f->by_total || !f->planes || !f->image_of || !f->used ||
        !f->assigned || !f->stack || !f->low || !f->index || !f->on_stack || !f->component || !f->moved || !f->image ||
        !f->first_of_total)
        goto failed;
    for (size_t k = 0; k < f->unit_count; k++)
        for (uint32_t i = 0; i < f->units[k].n; i++) f->unit_of[f->units[k].first + i] = (uint32_t)k;
    *finder = f;
    return scr_done();
failed:
    undetected_free(f);
    return (scr_result){SCR_MEMORY};
}

void undetected_free(struct undetected *f) {
    if (!f) return;
    void *const owned[] = {f->units,    f->unit_of,   f->total,         f->order,  f->start,    f->images,
                           f->kept,     f->supported, f->by_total,      f->planes, f->image_of, f->used,
                           f->assigned, f->stack,     f->low,           f->index,  f->on_stack, f->component,
                           f->moved,    f->image,     f->first_of_total};
    for (size_t i = 0; i < sizeof owned / sizeof *owned; i++) free(owned[i]);
    free(f);
}

/* Totals, candidates of each unit by falling total, and for each candidate the targets of the same total: itself first.
 */
static scr_result list_images(struct undetected *f) {
    size_t m = f->shape->candidate_count;
    memset(f->first_of_total, 0, f->total_capacity * sizeof *f->first_of_total);
    for (size_t c = 0; c < m; c++) {
        f->total[c] = (uint32_t)marks_total(f->marks, c);
        f->first_of_total[f->total[c] + 1]++;
    }
    for (size_t t = 1; t < f->total_capacity; t++) f->first_of_total[t] += f->first_of_total[t - 1];
    size_t pairs = 0;
    for (size_t c = 0; c < m; c++) {
        f->start[c] = pairs;
        pairs += f->first_of_total[f->total[c] + 1] - f->first_of_total[f->total[c]];
    }
    f->start[m] = pairs;
    SCR_TRY(scr_grow(&f->images, &f->image_capacity, pairs, sizeof *f->images));
    SCR_TRY(scr_grow(&f->kept, &f->kept_capacity, pairs, sizeof *f->kept));
    SCR_TRY(scr_grow(&f->supported, &f->supported_capacity, pairs, sizeof *f->supported));
    /* Fill by total; first_of_total[t] moves on to the start of t + 1. */
    for (size_t c = 0; c < m; c++) f->by_total[f->first_of_total[f->total[c]]++] = (uint32_t)c;
    for (size_t c = 0; c < m; c++) {
        size_t count = f->start[c + 1] - f->start[c], end = f->first_of_total[f->total[c]], at = f->start[c];
        f->images[at++] = (uint32_t)c;
        for (size_t p = end - count; p < end; p++)
            if (f->by_total[p] != c) f->images[at++] = f->by_total[p];
        for (size_t p = f->start[c]; p < at; p++) f->kept[p] = true;
    }
    for (size_t k = 0; k < f->unit_count; k++) {
        uint32_t *order = f->order + f->units[k].first;
        for (uint32_t i = 0; i < f->units[k].n; i++) { /* insertion sort: contests are small */
            uint32_t c = f->units[k].first + i, j = i;
            for (; j && f->total[order[j - 1]] < f->total[c]; j--) order[j] = order[j - 1];
            order[j] = c;
        }
    }
    return scr_done();
}

/* Two equal totals in one block can always be exchanged (Lemma 2; for the group, section 4.3.5). */
static bool equal_in_block(const struct undetected *f, size_t from, struct moves *moves) {
    for (size_t block = 0; block < shape_block_count(f->shape); block++) {
        size_t first = shape_block_first(f->shape, block), size = shape_block_size(f->shape, block);
        if (block < f->shape->contest_count && block < from) continue;
        for (size_t a = first; a < first + size; a++) {
            if (f->unit_of[a] < from) continue; /* noncompetitive candidates already looked at */
            for (size_t b = a + 1; b < first + size; b++)
                if (f->total[a] == f->total[b]) {
                    f->moved[0] = f->image[1] = (uint32_t)a;
                    f->moved[1] = f->image[0] = (uint32_t)b;
                    *moves = (struct moves){f->moved, f->image, 2};
                    return true;
                }
        }
    }
    return false;
}

static void spend(struct undetected *f, uint64_t cost) { f->work -= cost < f->work ? cost : f->work; }

/* What adding a column costs, so that long decks and contests of many votes count for what they take. */
static uint64_t column_cost(const struct undetected *f, uint32_t limit) {
    return 1 + (uint64_t)limit * f->marks->words / 8;
}

/* Level `depth` + 1 := level `depth` with a column added; false when a ballot would exceed the limit. */
static bool add_column(struct undetected *f, size_t depth, uint32_t limit, uint32_t target) {
    if (!limit) return true;
    size_t words = f->marks->words;
    const uint64_t *column = marks_column(f->marks, target);
    const uint64_t *old = f->planes + depth * f->limit_most * words;
    uint64_t *new = f->planes + (depth + 1) * f->limit_most *words;
    const uint64_t *full = old + (limit - 1) * words;
    for (size_t w = 0; w < words; w++)
        if (full[w] & column[w]) return false;
    for (size_t w = 0; w < words; w++) {
        uint64_t carry = column[w];
        for (uint32_t r = 0; r < limit; r++) {
            uint64_t plane = old[r * words + w];
            new[r * words + w] = plane | carry;
            carry &= plane;
        }
    }
    return true;
}

static void clear_planes(struct undetected *f, size_t depth) {
    size_t size = f->limit_most * f->marks->words;
    memset(f->planes + depth * size, 0, size * sizeof *f->planes);
}

/* Extends a choice of images for unit `k` over the candidates order[at ..], skipping `fixed`. On success image_of holds
 * it. */
static bool find_option(struct undetected *f, size_t k, size_t at, size_t depth, uint32_t fixed) {
    const struct unit *unit = &f->units[k];
    if (at < unit->n && f->order[unit->first + at] == fixed) at++;
    if (at == unit->n) return true;
    uint32_t c = f->order[unit->first + at];
    for (size_t p = f->start[c]; p < f->start[c + 1]; p++) {
        if (!f->kept[p]) continue;
        if (!f->work) return true; /* out of effort: keep the move, which is the safe side */
        spend(f, column_cost(f, unit->v));
        if (!add_column(f, depth, unit->v, f->images[p])) continue;
        f->image_of[c] = (uint32_t)p;
        if (find_option(f, k, at + 1, depth + 1, fixed)) return true;
    }
    return false;
}

/* Removes the moves of unit `k` that no choice of the whole unit supports. Returns whether any fell. */
static bool filter_unit(struct undetected *f, size_t k) {
    const struct unit *unit = &f->units[k];
    bool fell = false;
    if (!unit->v) return false;
    for (uint32_t c = unit->first; c < unit->first + unit->n; c++)
        memset(f->supported + f->start[c], 0, (f->start[c + 1] - f->start[c]) * sizeof *f->supported);
    for (uint32_t c = unit->first; c < unit->first + unit->n; c++) f->supported[f->start[c]] = true; /* identity */
    for (uint32_t c = unit->first; c < unit->first + unit->n; c++)
        for (size_t p = f->start[c] + 1; p < f->start[c + 1]; p++) {
            if (!f->kept[p] || f->supported[p]) continue;
            if (!f->work) return fell;
            clear_planes(f, 0);
            spend(f, column_cost(f, unit->v));
            f->image_of[c] = (uint32_t)p;
            if (add_column(f, 0, unit->v, f->images[p]) && find_option(f, k, 0, 1, c)) {
                if (!f->work) return fell;
                for (uint32_t i = unit->first; i < unit->first + unit->n; i++) f->supported[f->image_of[i]] = true;
            } else {
                f->kept[p] = false;
                fell = true;
            }
        }
    return fell;
}

/* Tarjan's components of the graph of kept moves; recursion is at most as deep as there are candidates of one total. */
static void connect(struct undetected *f, uint32_t c) {
    f->index[c] = f->low[c] = ++f->counter;
    f->stack[f->stack_size++] = c;
    f->on_stack[c] = true;
    for (size_t p = f->start[c] + 1; p < f->start[c + 1]; p++) {
        if (!f->kept[p]) continue;
        uint32_t d = f->images[p];
        if (!f->index[d]) {
            connect(f, d);
            if (f->low[d] < f->low[c]) f->low[c] = f->low[d];
        } else if (f->on_stack[d] && f->index[d] < f->low[c])
            f->low[c] = f->index[d];
    }
    if (f->low[c] != f->index[c]) return;
    uint32_t d;
    do {
        d = f->stack[--f->stack_size];
        f->on_stack[d] = false;
        f->component[d] = c;
    } while (d != c);
}

/* Removes moves on no cycle. Returns whether any fell. */
static bool filter_cycles(struct undetected *f) {
    size_t m = f->shape->candidate_count;
    bool fell = false;
    memset(f->index, 0, m * sizeof *f->index);
    f->counter = f->stack_size = 0;
    for (uint32_t c = 0; c < m; c++)
        if (!f->index[c]) connect(f, c);
    for (uint32_t c = 0; c < m; c++)
        for (size_t p = f->start[c] + 1; p < f->start[c + 1]; p++)
            if (f->kept[p] && f->component[f->images[p]] != f->component[c]) {
                f->kept[p] = false;
                fell = true;
            }
    return fell;
}

static bool can_move(const struct undetected *f, size_t k) {
    const struct unit *unit = &f->units[k];
    for (size_t p = f->start[unit->first]; p < f->start[unit->first + unit->n]; p++)
        if (f->kept[p] && f->images[p] < unit->first)
            return true;
        else if (f->kept[p] && f->images[p] >= unit->first + unit->n)
            return true;
    return false;
}

static bool filter(struct undetected *f, size_t from) {
    for (size_t k = 0; k < from; k++) /* contests already cleared stay where they are */
        for (uint32_t c = f->units[k].first; c < f->units[k].first + f->units[k].n; c++)
            for (size_t p = f->start[c] + 1; p < f->start[c + 1]; p++) f->kept[p] = false;
    for (bool changed = true; changed && f->work;) {
        changed = filter_cycles(f);
        spend(f, f->start[f->shape->candidate_count] / 16);
        for (size_t k = 0; k < f->unit_count; k++)
            if (can_move(f, k)) changed |= filter_unit(f, k);
    }
    for (size_t k = from; k < f->unit_count; k++)
        if (can_move(f, k)) return true;
    return false;
}

/* The state of the search that is the same at every level. */
struct hunt {
    struct undetected *f;
    size_t units_left; /* units that may still be opened */
};

static bool assign(struct hunt *hunt, size_t k, size_t at, size_t depth, bool moved);

/* Every unit that lost a target must be assigned; when none is left, the images are a permutation of the assigned
 * units' targets. */
static bool open_next(struct hunt *hunt, size_t depth) {
    struct undetected *f = hunt->f;
    size_t next = SIZE_MAX;
    for (size_t k = 0; k < f->unit_count && next == SIZE_MAX; k++) {
        if (f->assigned[k]) continue;
        for (uint32_t c = f->units[k].first; c < f->units[k].first + f->units[k].n; c++)
            if (f->used[c]) next = k;
    }
    if (next == SIZE_MAX) return true;
    if (!hunt->units_left) return false;
    hunt->units_left--;
    f->assigned[next] = true;
    clear_planes(f, depth);
    if (assign(hunt, next, 0, depth, true)) return true;
    f->assigned[next] = false;
    hunt->units_left++;
    return false;
}

static bool assign(struct hunt *hunt, size_t k, size_t at, size_t depth, bool moved) {
    struct undetected *f = hunt->f;
    const struct unit *unit = &f->units[k];
    if (at == unit->n) return moved && open_next(hunt, depth);
    uint32_t c = f->order[unit->first + at];
    for (size_t p = f->start[c]; p < f->start[c + 1]; p++) {
        uint32_t target = f->images[p];
        if (!f->kept[p] || f->used[target]) continue;
        if (!f->work) return false;
        spend(f, column_cost(f, unit->v));
        if (!add_column(f, depth, unit->v, target)) continue;
        f->used[target] = true;
        f->image_of[c] = target;
        if (assign(hunt, k, at + 1, depth + 1, moved || target != c)) return true;
        f->used[target] = false;
        f->image_of[c] = NOBODY;
    }
    return false;
}

/* Looks for a swap that moves unit `seed` and nothing before it, and at most `most` units. */
static bool hunt_from(struct undetected *f, size_t seed, size_t most) {
    size_t m = f->shape->candidate_count;
    memset(f->used, 0, m * sizeof *f->used);
    memset(f->assigned, 0, f->unit_count * sizeof *f->assigned);
    for (size_t c = 0; c < m; c++) f->image_of[c] = NOBODY;
    for (size_t k = 0; k < seed; k++) {
        f->assigned[k] = true;
        for (uint32_t c = f->units[k].first; c < f->units[k].first + f->units[k].n; c++) f->used[c] = true;
    }
    struct hunt hunt = {f, most - 1};
    f->assigned[seed] = true;
    clear_planes(f, 0);
    return assign(&hunt, seed, 0, 0, false);
}

scr_result undetected_find(struct undetected *f, const struct marks *marks, size_t from, uint64_t *work,
                           enum undetected_answer *answer, struct moves *moves, size_t *seed) {
    f->marks = marks;
    f->work = *work;
    *answer = UNDETECTED_NONE;
    *seed = f->unit_count;
    SCR_TRY(list_images(f));
    if (equal_in_block(f, from, moves)) {
        *answer = UNDETECTED_FOUND;
        *seed = f->unit_of[moves->moved[0]];
        return scr_done();
    }
    if (filter(f, from)) {
        /* Few contests first: such swaps are the strongest cuts (Theorem 2). */
        bool found = false;
        for (size_t most = 2; !found && f->work; most = most < 4 ? most + 1 : f->unit_count) {
            for (size_t k = from; k < f->unit_count && !found && f->work; k++)
                if (can_move(f, k) && hunt_from(f, k, most)) {
                    found = true;
                    *seed = k;
                }
            if (most >= f->unit_count) break;
        }
        if (found) {
            *moves = (struct moves){f->moved, f->image, 0};
            for (uint32_t c = 0; c < f->shape->candidate_count; c++)
                if (f->image_of[c] != NOBODY && f->image_of[c] != c) {
                    f->moved[moves->count] = c;
                    f->image[moves->count++] = f->image_of[c];
                }
            *answer = UNDETECTED_FOUND;
        } else
            *answer = f->work ? UNDETECTED_NONE : UNDETECTED_UNKNOWN;
    }
    *work = f->work;
    return scr_done();
}

struct undetected_left undetected_left(const struct undetected *f) {
    return (struct undetected_left){f->start, f->images, f->kept};
}
