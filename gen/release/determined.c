/* determined.c: the graph of sums of each exact unit, level by level, and the lists of its fixed cells. */
#include "gen/release/determined.h"

#include <inttypes.h>
#include <stdio.h>
#include <stdlib.h>

#include "gen/release/determined_graph.h"
#include "gen/release/structural_zeros.h"

#define UNITS_MOST 60000 /* characters of one list */

struct finding {
    const struct measurement *measurement;
    const struct measurement_contest *contest;
    bool *zero;          /* [tree.units * options] */
    bool *determined;    /* [tree.units * options] */
    bool *full;          /* [options] in the group at hand */
    uint32_t *from, *to; /* [most cells and rests of a level] */
    size_t *cell;        /* [the same] which cell an edge is; SIZE_MAX: a rest */
    bool *above, *fixed; /* [the same] */
};

/* BallotsCast of a unit, or RETURNS_UNKNOWN. */
static uint64_t ballots_of(const struct finding *f, uint32_t unit) {
    return f->measurement->units[f->contest->unit[unit]].ballots;
}

static int64_t rest_of(const struct finding *f, uint32_t unit) {
    const struct measurement_contest *contest = f->contest;
    int64_t rest = (int64_t)(ballots_of(f, unit) * contest->votes_allowed);
    for (uint32_t option = 0; option < contest->option_count; option++)
        if (contest->options[option].kind != MEASUREMENT_BALLOTS_CAST)
            rest -= contest->counts[(size_t)unit * contest->option_count + option];
    return rest;
}

/* Whether everybody in these units voted for the option, as its exact sum then says. Numbers here are at most 2^40, and
 * units 2^20 or so. */
static bool is_full(const struct finding *f, uint32_t first, uint32_t end, uint32_t option) {
    const struct measurement_contest *contest = f->contest;
    uint64_t ballots = 0, votes = 0;
    if (contest->options[option].kind != MEASUREMENT_LISTED) return false;
    for (uint32_t unit = first; unit < end; unit++) {
        if (ballots_of(f, unit) == RETURNS_UNKNOWN) return false;
        ballots += ballots_of(f, unit);
        votes += (uint64_t)contest->counts[(size_t)unit * contest->option_count + option];
    }
    return votes == ballots;
}

/* Units first .. end - 1, below one exact unit (or all, without exact levels). Node 0 stands for what has no sum. The
 * rests come from there: their sum follows from the others where it is known. */
static scr_result find_group(struct finding *f, uint32_t first, uint32_t end, bool exact) {
    const struct measurement_contest *contest = f->contest;
    uint32_t options = contest->option_count, column = exact ? options : 0;
    struct determined_graph graph = {1 + column + (end - first), 0, f->from, f->to, f->above};
    for (uint32_t option = 0; option < options; option++) f->full[option] = exact && is_full(f, first, end, option);
    for (uint32_t unit = first; unit < end; unit++) {
        bool known = ballots_of(f, unit) != RETURNS_UNKNOWN;
        column++;
        for (uint32_t option = 0; option < options; option++) {
            size_t cell = (size_t)unit * options + option;
            f->determined[cell] = f->zero[cell] || f->full[option];
            if (f->determined[cell]) continue;
            bool summed = known && contest->options[option].kind != MEASUREMENT_BALLOTS_CAST;
            f->from[graph.edges] = exact ? 1 + option : 0;
            f->to[graph.edges] = summed ? column : 0;
            f->above[graph.edges] = contest->counts[cell] > 0;
            f->cell[graph.edges++] = cell;
        }
        if (contest->complete || !known) continue;
        f->from[graph.edges] = 0;
        f->to[graph.edges] = column;
        f->above[graph.edges] = rest_of(f, unit) > 0;
        f->cell[graph.edges++] = SIZE_MAX;
    }
    SCR_TRY(determined_graph_fixed(&graph, f->fixed));
    for (uint32_t e = 0; e < graph.edges; e++)
        if (f->cell[e] != SIZE_MAX) f->determined[f->cell[e]] = f->fixed[e];
    return scr_done();
}

static scr_result find_level(struct finding *f, uint32_t level) {
    const struct release_hierarchy *tree = &f->contest->tree;
    uint32_t exact = f->measurement->exact_levels;
    if (!exact) return find_group(f, tree->level_begin[level - 1], tree->level_begin[level], false);
    /* Units below one unit follow each other on every level. */
    for (uint32_t unit = tree->level_begin[exact - 1]; unit < tree->level_begin[exact]; unit++) {
        uint32_t first = unit, last = unit;
        for (uint32_t at = exact; at < level; at++) {
            first = tree->first_child[first];
            last = tree->first_child[last] + tree->children[last] - 1;
        }
        SCR_TRY(find_group(f, first, last + 1, true));
    }
    return scr_done();
}

static scr_result add_list(struct scr_arena *arena, uint32_t level, uint32_t option, struct scr_buffer *text,
                           struct release_determined_list *list) {
    const char *units = scr_arena_copy(arena, (const char *)text->data, text->length);
    if (!units) return (scr_result){SCR_MEMORY};
    SCR_TRY(scr_grow(&list->items, &list->capacity, list->count + 1, sizeof *list->items));
    list->items[list->count++] = (struct release_determined){level, option + 1, units};
    text->length = 0;
    return scr_done();
}

/* Ranges as in section 10.1. A unit of the statement that lacks the contest ends a range. */
static scr_result list_option(const struct finding *f, struct scr_arena *arena, uint32_t level, uint32_t option,
                              struct scr_buffer *text, struct release_determined_list *list) {
    const struct release_hierarchy *tree = &f->contest->tree;
    uint32_t before = f->measurement->tree.level_begin[level - 1], end = tree->level_begin[level];
    const uint32_t *unit = f->contest->unit;
    const bool *determined = f->determined + option;
    size_t options = f->contest->option_count;
    for (uint32_t first = tree->level_begin[level - 1], last; first < end; first = last + 1) {
        last = first;
        if (!determined[first * options]) continue;
        while (last + 1 < end && determined[(last + 1) * options] && unit[last + 1] == unit[last] + 1) last++;
        char range[32];
        uint32_t number = unit[first] - before + 1;
        int length = last == first
                         ? snprintf(range, sizeof range, " %" PRIu32, number)
                         : snprintf(range, sizeof range, " %" PRIu32 "-%" PRIu32, number, number + (last - first));
        if (text->length && text->length + (size_t)length > UNITS_MOST)
            SCR_TRY(add_list(arena, level, option, text, list));
        SCR_TRY(scr_buffer_text(text, text->length ? range : range + 1));
        list->cells += last - first + 1;
    }
    return text->length ? add_list(arena, level, option, text, list) : scr_done();
}

static scr_result find_all(struct finding *f, struct scr_arena *arena, struct release_determined_list *list) {
    const struct release_hierarchy *tree = &f->contest->tree;
    struct scr_buffer text = {0};
    scr_result result = scr_done();
    for (uint32_t level = f->measurement->exact_levels + 1; level <= tree->levels && !scr_failed(result); level++) {
        uint32_t units = tree->level_begin[level] - tree->level_begin[level - 1];
        list->all_cells += (uint64_t)units * f->contest->option_count;
        result = find_level(f, level);
        for (uint32_t option = 0; option < f->contest->option_count && !scr_failed(result); option++)
            result = list_option(f, arena, level, option, &text, list);
    }
    scr_buffer_free(&text);
    return result;
}

scr_result release_determined_find(const struct measurement *measurement, size_t number, struct scr_arena *arena,
                                   struct release_determined_list *list) {
    const struct measurement_contest *contest = &measurement->contests[number];
    const struct release_hierarchy *tree = &contest->tree;
    struct finding f = {.measurement = measurement, .contest = contest};
    /* The last level is the widest; its cells and rests are at most twice the counts in memory. */
    size_t most = (size_t)(tree->units - tree->level_begin[tree->levels - 1]) * (contest->option_count + 1);
    if (most >= UINT32_C(1) << 31) return (scr_result){SCR_LIMIT};
    f.zero = structural_zeros_make(contest);
    f.determined = calloc((size_t)tree->units * contest->option_count, sizeof *f.determined);
    f.full = calloc(contest->option_count, sizeof *f.full);
    f.from = calloc(most, sizeof *f.from);
    f.to = calloc(most, sizeof *f.to);
    f.cell = calloc(most, sizeof *f.cell);
    f.above = calloc(most, sizeof *f.above);
    f.fixed = calloc(most, sizeof *f.fixed);
    bool good = f.zero && f.determined && f.full && f.from && f.to && f.cell && f.above && f.fixed;
    scr_result result = good ? find_all(&f, arena, list) : (scr_result){SCR_MEMORY};
    free(f.zero);
    free(f.determined);
    free(f.full);
    free(f.from);
    free(f.to);
    free(f.cell);
    free(f.above);
    free(f.fixed);
    return result;
}
