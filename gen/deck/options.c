/* options.c: lists the options of each contest depth first, and strikes out those that fit nowhere. */
#include "gen/deck/options.h"

#include <stdlib.h>
#include <string.h>

#define OPTIONS_MOST 20000        /* of one unit; a contest with more is too loosely filled to be worth listing */
#define OPTION_IMAGES_MOST 400000 /* of all units */

struct option_room {
    uint32_t *order;                     /* candidates of each unit, largest totals first; at the unit's own places */
    uint32_t *by_total, *first_of_total; /* counting sort of candidates */
    size_t totals;
    uint64_t *planes; /* level d: plane r says which ballots have more than r marks after d choices */
    size_t limit_most;
    uint32_t *choice;        /* image of each candidate of the unit in hand */
    uint32_t *gives, *takes; /* by target: live options that give it up, that take it */
    size_t image_capacity, option_capacity, option_image_capacity, option_image_count;
};

static void *room_for(size_t count, size_t size) {
    size_t bytes;
    return scr_multiply(count ? count : 1, size, &bytes) ? calloc(1, bytes) : NULL;
}

static bool make_units(struct option_list *list) {
    const struct shape *shape = list->shape;
    list->unit_count = shape->contest_count + shape->group;
    list->units = room_for(list->unit_count, sizeof *list->units);
    list->unit_of = room_for(shape->candidate_count, sizeof *list->unit_of);
    list->room->limit_most = 1;
    if (!list->units || !list->unit_of) return false;
    for (size_t k = 0; k < shape->contest_count; k++) {
        const struct shape_contest *contest = &shape->contests[k];
        list->units[k] = (struct unit){.first = contest->first, .n = contest->n, .v = contest->v};
        if (contest->v > list->room->limit_most) list->room->limit_most = contest->v;
    }
    for (size_t g = 0; g < shape->group; g++)
        list->units[shape->contest_count + g] =
            (struct unit){.first = (uint32_t)(shape_group_first(shape) + g), .n = 1};
    for (size_t k = 0; k < list->unit_count; k++)
        for (uint32_t i = 0; i < list->units[k].n; i++) list->unit_of[list->units[k].first + i] = (uint32_t)k;
    return true;
}

scr_result options_new(const struct shape *shape, size_t ballots, struct option_list *list) {
    size_t m = shape->candidate_count, words = (ballots + 63) / 64, deepest = 1, cells;
    *list = (struct option_list){.shape = shape, .room = room_for(1, sizeof *list->room)};
    if (!list->room || !make_units(list)) goto failed;
    for (size_t k = 0; k < shape->contest_count; k++)
        if (shape->contests[k].n > deepest) deepest = shape->contests[k].n;
    if (!scr_multiply(deepest + 1, list->room->limit_most, &cells) || !scr_multiply(cells, words, &cells)) goto failed;
    list->total = room_for(m, sizeof *list->total);
    list->start = room_for(m + 1, sizeof *list->start);
    list->room->order = room_for(m, sizeof *list->room->order);
    list->room->by_total = room_for(m, sizeof *list->room->by_total);
    list->room->totals = ballots + 2;
    list->room->first_of_total = room_for(ballots + 2, sizeof *list->room->first_of_total);
    list->room->planes = room_for(cells, sizeof *list->room->planes);
    list->room->choice = room_for(m, sizeof *list->room->choice);
    list->room->gives = room_for(m, sizeof *list->room->gives);
    list->room->takes = room_for(m, sizeof *list->room->takes);
    if (list->total && list->start && list->room->order && list->room->by_total && list->room->first_of_total &&
        list->room->planes && list->room->choice && list->room->gives && list->room->takes)
        return scr_done();
failed:
    options_free(list);
    return (scr_result){SCR_MEMORY};
}

void options_free(struct option_list *list) {
    if (list->room) {
        void *const owned[] = {list->room->order,  list->room->by_total, list->room->first_of_total, list->room->planes,
                               list->room->choice, list->room->gives,    list->room->takes};
        for (size_t i = 0; i < sizeof owned / sizeof *owned; i++) free(owned[i]);
    }
    void *const owned[] = {list->room,  list->units,  list->unit_of, list->total,
                           list->start, list->images, list->options, list->option_images};
    for (size_t i = 0; i < sizeof owned / sizeof *owned; i++) free(owned[i]);
    *list = (struct option_list){0};
}

static void spend(struct option_list *list, uint64_t cost) { list->work -= cost < list->work ? cost : list->work; }

/* Candidates of the unit by falling total: those that fit in fewest places come first. */
static void order_unit(struct option_list *list, const struct unit *unit) {
    uint32_t *order = list->room->order + unit->first;
    for (uint32_t i = 0; i < unit->n; i++) { /* insertion sort: contests are small */
        uint32_t c = unit->first + i, j = i;
        for (; j && list->total[order[j - 1]] < list->total[c]; j--) order[j] = order[j - 1];
        order[j] = c;
    }
}

scr_result options_images(struct option_list *list, const struct marks *marks) {
    struct option_room *room = list->room;
    size_t m = list->shape->candidate_count, pairs = 0;
    list->marks = marks;
    memset(room->first_of_total, 0, room->totals * sizeof *room->first_of_total);
    for (size_t c = 0; c < m; c++) {
        list->total[c] = (uint32_t)marks_total(marks, c);
        room->first_of_total[list->total[c] + 1]++;
    }
    for (size_t t = 1; t < room->totals; t++) room->first_of_total[t] += room->first_of_total[t - 1];
    for (size_t c = 0; c < m; c++) {
        list->start[c] = pairs;
        pairs += room->first_of_total[list->total[c] + 1] - room->first_of_total[list->total[c]];
    }
    list->start[m] = pairs;
    SCR_TRY(scr_grow(&list->images, &room->image_capacity, pairs, sizeof *list->images));
    /* Fill by total; first_of_total[t] moves on to the start of t + 1. */
    for (size_t c = 0; c < m; c++) room->by_total[room->first_of_total[list->total[c]]++] = (uint32_t)c;
    for (size_t c = 0; c < m; c++) {
        size_t count = list->start[c + 1] - list->start[c], end = room->first_of_total[list->total[c]];
        size_t at = list->start[c];
        list->images[at++] = (uint32_t)c;
        for (size_t p = end - count; p < end; p++)
            if (room->by_total[p] != c) list->images[at++] = room->by_total[p];
    }
    for (size_t k = 0; k < list->unit_count; k++) order_unit(list, &list->units[k]);
    return scr_done();
}

/* Level `depth` + 1 := level `depth` with a column added; false when a ballot would exceed the limit. */
static bool add_column(struct option_list *list, size_t depth, uint32_t limit, uint32_t target) {
    if (!limit) return true;
    size_t words = list->marks->words;
    const uint64_t *column = marks_column(list->marks, target);
    const uint64_t *old = list->room->planes + depth * list->room->limit_most * words;
    uint64_t *new = list->room->planes + (depth + 1) * list->room->limit_most *words;
    const uint64_t *full = old + (limit - 1) * words;
    spend(list, 1 + (uint64_t)limit * words / 8);
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

static scr_result keep_option(struct option_list *list, const struct unit *unit) {
    struct option_room *room = list->room;
    size_t at = room->option_image_count;
    SCR_TRY(scr_grow(&list->options, &room->option_capacity, list->option_count + 1, sizeof *list->options));
    SCR_TRY(scr_grow(&list->option_images, &room->option_image_capacity, at + unit->n, sizeof *list->option_images));
    memcpy(list->option_images + at, room->choice + unit->first, unit->n * sizeof *list->option_images);
    list->options[list->option_count++] = (struct option){at, true};
    room->option_image_count += unit->n;
    return scr_done();
}

/* Chooses images for the unit's candidates order[at ..]. Targets of one contest have different totals, so no target is
 * chosen twice. */
static scr_result choose(struct option_list *list, const struct unit *unit, size_t at, bool moved, size_t from) {
    if (at == unit->n) return moved ? keep_option(list, unit) : scr_done();
    uint32_t c = list->room->order[unit->first + at];
    for (size_t p = list->start[c]; p < list->start[c + 1]; p++) {
        uint32_t target = list->images[p];
        if (target != c && list->unit_of[target] < from) continue;
        if (!list->work || list->option_count - unit->options >= OPTIONS_MOST ||
            list->room->option_image_count >= OPTION_IMAGES_MOST) {
            list->complete = false;
            return scr_done();
        }
        if (!add_column(list, at, unit->v, target)) continue;
        list->room->choice[c] = target;
        SCR_TRY(choose(list, unit, at + 1, moved || target != c, from));
        if (!list->complete) return scr_done();
    }
    return scr_done();
}

scr_result options_list(struct option_list *list, size_t from) {
    list->option_count = list->room->option_image_count = 0;
    list->complete = true;
    for (size_t k = 0; k < list->unit_count && list->complete; k++) {
        struct unit *unit = &list->units[k];
        unit->options = unit->options_end = list->option_count;
        if (k < from || list->start[unit->first + unit->n] - list->start[unit->first] == unit->n) continue;
        memset(list->room->planes, 0, list->room->limit_most * list->marks->words * sizeof *list->room->planes);
        SCR_TRY(choose(list, unit, 0, false, from));
        unit->options_end = list->option_count;
    }
    return scr_done();
}

/* Counts anew which targets live options give up and take. */
static void count_targets(struct option_list *list) {
    size_t m = list->shape->candidate_count;
    memset(list->room->gives, 0, m * sizeof *list->room->gives);
    memset(list->room->takes, 0, m * sizeof *list->room->takes);
    for (size_t k = 0; k < list->unit_count; k++)
        for (size_t o = list->units[k].options; o < list->units[k].options_end; o++) {
            if (!list->options[o].live) continue;
            const uint32_t *images = list->option_images + list->options[o].images;
            for (uint32_t i = 0; i < list->units[k].n; i++)
                if (images[i] !=
                    list->units[k].first + i) { /* a contest's candidates take no target of their own contest */
                    list->room->gives[list->units[k].first + i]++;
                    list->room->takes[images[i]]++;
                }
        }
}

static bool fits(const struct option_list *list, const struct unit *unit, const struct option *option) {
    const uint32_t *images = list->option_images + option->images;
    for (uint32_t i = 0; i < unit->n; i++)
        if (images[i] != unit->first + i && (!list->room->gives[images[i]] || !list->room->takes[unit->first + i]))
            return false;
    return true;
}

bool options_strike(struct option_list *list) {
    for (;;) {
        bool any = false, changed = false;
        count_targets(list);
        for (size_t k = 0; k < list->unit_count; k++)
            for (size_t o = list->units[k].options; o < list->units[k].options_end; o++) {
                if (!list->options[o].live) continue;
                spend(list, 1);
                if (fits(list, &list->units[k], &list->options[o])) {
                    any = true;
                } else {
                    list->options[o].live = false;
                    changed = true;
                }
            }
        if (!changed) return any;
    }
}
