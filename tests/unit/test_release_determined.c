/* test_release_determined.c: determined cells against the enumeration of all tables, and lists of many units. */
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "gen/release/determined.h"
#include "release_case.h"
#include "release_fixture.h"

enum { UNITS = 16, OPTIONS = 3, CELLS = UNITS * OPTIONS, FREE = 2 };

/* Enumerates all tables of one level with the published sums; a cell in no sum goes from 0 to FREE. */
struct tables {
    const struct measurement *m;
    uint32_t first, end, exact; /* units of the contest's tree; the exact level, 0: none */
    int64_t rows[UNITS][OPTIONS], columns[UNITS];
    bool has_column[UNITS], zero[CELLS], full[CELLS]; /* full: everybody chose the option, as its exact sum says */
    int64_t value[CELLS], least[CELLS], most[CELLS];
    uint64_t count;
};

static uint32_t exact_unit(const struct tables *t, uint32_t unit) {
    const struct release_hierarchy *tree = &t->m->contests[0].tree;
    while (release_level_of(tree, unit) > t->exact) unit = tree->parent[unit];
    return unit;
}

static void enumerate(struct tables *t, uint32_t unit, uint32_t option) {
    const struct measurement_contest *contest = &t->m->contests[0];
    if (unit == t->end) {
        for (uint32_t u = 0; u < UNITS && t->exact; u++)
            for (uint32_t o = 0; o < OPTIONS; o++)
                if (t->rows[u][o]) return;
        t->count++;
        for (size_t cell = t->first * contest->option_count; cell < t->end * contest->option_count; cell++) {
            if (t->value[cell] < t->least[cell]) t->least[cell] = t->value[cell];
            if (t->value[cell] > t->most[cell]) t->most[cell] = t->value[cell];
        }
        return;
    }
    if (option == contest->option_count) {
        /* A contest that is not complete may leave a rest. */
        if (!t->has_column[unit] || !contest->complete || !t->columns[unit]) enumerate(t, unit + 1, 0);
        return;
    }
    bool summed = t->has_column[unit] && contest->options[option].kind != MEASUREMENT_BALLOTS_CAST;
    int64_t none = 0, *row = t->exact ? &t->rows[exact_unit(t, unit)][option] : &none;
    int64_t *column = summed ? &t->columns[unit] : &none;
    int64_t bound = FREE;
    if (t->exact && summed)
        bound = *row < *column ? *row : *column;
    else if (t->exact || summed)
        bound = t->exact ? *row : *column;
    if (t->zero[unit * contest->option_count + option]) bound = 0;
    int64_t ballots = (int64_t)t->m->units[contest->unit[unit]].ballots;
    for (int64_t value = 0; value <= bound; value++) {
        if (t->full[unit * contest->option_count + option] && value != ballots) continue;
        t->value[unit * contest->option_count + option] = value;
        *row -= value;
        *column -= value;
        enumerate(t, unit, option + 1);
        *row += value;
        *column += value;
        none = 0;
    }
}

/* Options of Kind listed whose exact sum is that of the ballots cast of all units of the level below. */
static void find_full(struct tables *t) {
    const struct measurement_contest *contest = &t->m->contests[0];
    for (uint32_t cell = 0; t->exact && cell < contest->tree.units * contest->option_count; cell++) {
        uint32_t unit = cell / contest->option_count, option = cell % contest->option_count;
        if (unit < t->first || unit >= t->end) continue;
        uint32_t above = exact_unit(t, unit);
        int64_t ballots = 0;
        bool known = contest->options[option].kind == MEASUREMENT_LISTED;
        for (uint32_t u = t->first; u < t->end; u++) {
            if (exact_unit(t, u) != above) continue;
            known = known && t->has_column[u];
            ballots += (int64_t)t->m->units[contest->unit[u]].ballots;
        }
        t->full[cell] = known && ballots == t->rows[above][option];
    }
}

static bool in_list(const char *units, uint32_t number) {
    while (*units) {
        char *end;
        unsigned long first = strtoul(units, &end, 10), last = first;
        if (*end == '-') last = strtoul(end + 1, &end, 10);
        if (number >= first && number <= last) return true;
        units = end;
    }
    return false;
}

static uint64_t compare(const struct measurement *m, const bool *zero) {
    const struct measurement_contest *contest = &m->contests[0];
    struct release_determined_list list = {0};
    struct scr_arena arena = {0};
    uint64_t tables = 0, cells = 0;
    CU_ASSERT_FALSE_FATAL(scr_failed(release_determined_find(m, 0, &arena, &list)));
    for (uint32_t level = m->exact_levels + 1; level <= contest->tree.levels; level++) {
        struct tables t = {.m = m,
                           .first = contest->tree.level_begin[level - 1],
                           .end = contest->tree.level_begin[level],
                           .exact = m->exact_levels};
        for (uint32_t u = 0; u < contest->tree.units; u++) {
            t.has_column[u] = m->units[contest->unit[u]].ballots != RETURNS_UNKNOWN;
            if (t.has_column[u]) t.columns[u] = (int64_t)(m->units[contest->unit[u]].ballots * contest->votes_allowed);
            for (uint32_t o = 0; o < contest->option_count; o++)
                if (m->exact_levels && release_level_of(&contest->tree, u) == m->exact_levels)
                    t.rows[u][o] = contest->counts[u * contest->option_count + o];
        }
        for (size_t i = 0; i < CELLS; i++) t.least[i] = INT64_MAX, t.most[i] = -1;
        memcpy(t.zero, zero, sizeof t.zero);
        find_full(&t);
        enumerate(&t, t.first, 0);
        tables += t.count;
        CU_ASSERT_FATAL(t.count > 0);
        for (uint32_t u = t.first; u < t.end; u++)
            for (uint32_t o = 0; o < contest->option_count; o++) {
                size_t cell = u * contest->option_count + o;
                uint32_t number = contest->unit[u] - m->tree.level_begin[level - 1] + 1;
                bool listed = false;
                for (size_t i = 0; i < list.count; i++)
                    if (list.items[i].level == level && list.items[i].option == o + 1)
                        listed = listed || in_list(list.items[i].units, number);
                CU_ASSERT_EQUAL(listed, t.least[cell] == t.most[cell]);
                cells += listed;
            }
    }
    CU_ASSERT_EQUAL(cells, list.cells);
    free(list.items);
    scr_arena_free(&arena);
    return tables;
}

/* Votes fit into ballots cast, often with none to spare. */
static void make_incomplete(struct measurement *m, struct release_bits *bits) {
    struct measurement_contest *contest = &m->contests[0];
    contest->votes_allowed = 1 + (unsigned)fixture_below(bits, 2);
    for (uint32_t u = 0; u < contest->tree.units; u++) {
        uint64_t *ballots = &m->units[contest->unit[u]].ballots, least;
        if (*ballots == RETURNS_UNKNOWN) continue;
        least = (*ballots + contest->votes_allowed - 1) / contest->votes_allowed;
        for (uint32_t o = 0; o < contest->option_count; o++) {
            uint64_t votes = (uint64_t)contest->counts[u * contest->option_count + o];
            if (contest->options[o].kind == MEASUREMENT_LISTED && votes > least) least = votes;
        }
        *ballots = least + (fixture_below(bits, 5) == 0);
    }
}

UNIT_TEST(release_determined, lists_exactly_the_cells_that_are_the_same_in_all_tables) {
    struct release_bits bits = {0};
    uint64_t tables = 0;
    CU_ASSERT_FALSE_FATAL(scr_failed(release_bits_begin(&bits)));
    fixture_stream(&bits, 14);
    for (int round = 0; round < 600; round++) {
        uint32_t parent[UNITS] = {0}, counties = 1 + (uint32_t)fixture_below(&bits, 2), units = 1 + counties;
        for (uint32_t county = 1; county <= counties; county++)
            for (uint64_t n = 1 + fixture_below(&bits, 3); n; n--) parent[units++] = county;
        struct release_case wanted = {.parent = parent,
                                      .units = units,
                                      .options = 1 + (uint32_t)fixture_below(&bits, OPTIONS),
                                      .exact_levels = (uint32_t)fixture_below(&bits, 3),
                                      .complete = fixture_below(&bits, 2) > 0};
        wanted.ballots_cast = wanted.options > 1 && fixture_below(&bits, 5) == 0;
        int64_t counts[CELLS];
        bool zero[CELLS] = {0}, all[CELLS] = {0}, turnout[UNITS];
        uint32_t leaves = units - 1 - counties, most = fixture_below(&bits, 2) ? 3 : 2;
        for (size_t i = 0; i < leaves * wanted.options; i++) {
            zero[i] = fixture_below(&bits, 6) == 0;
            counts[i] = zero[i] || fixture_below(&bits, 2) ? 0 : (int64_t)fixture_below(&bits, most);
        }
        for (uint32_t i = 0; i < units; i++) turnout[i] = fixture_below(&bits, 4) > 0;
        wanted.leaf_counts = counts;
        wanted.zero = zero;
        wanted.turnout = turnout;
        struct measurement m;
        release_case_make(&wanted, &m);
        if (!wanted.complete) make_incomplete(&m, &bits);
        /* A structural zero of an upper unit is one in all its precincts. */
        for (uint32_t u = 0; u < units; u++)
            for (uint32_t o = 0; o < wanted.options; o++) all[u * wanted.options + o] = true;
        for (uint32_t leaf = 0; leaf < leaves; leaf++)
            for (uint32_t o = 0; o < wanted.options; o++)
                for (uint32_t u = 1 + counties + leaf;; u = parent[u]) {
                    if (!zero[leaf * wanted.options + o]) all[u * wanted.options + o] = false;
                    if (!u) break;
                }
        tables += compare(&m, all);
        measurement_free(&m);
    }
    CU_ASSERT(tables > 10000);
    release_bits_end(&bits);
}

static void list_of(const struct release_case *wanted, struct scr_arena *arena, struct release_determined_list *list) {
    struct measurement m;
    release_case_make(wanted, &m);
    CU_ASSERT_FALSE_FATAL(scr_failed(release_determined_find(&m, 0, arena, list)));
    measurement_free(&m);
}

/* A county of one precinct; a county whose exact count is 0; a precinct where turnout leaves no doubt. */
UNIT_TEST(release_determined, names_units_by_their_number_within_the_level) {
    static const uint32_t parent[] = {0, 0, 0, 0, 1, 2, 2, 3, 3, 3};
    static const int64_t counts[] = {5, 4, 0, 7, 0, 9, 2, 3, 4, 0, 0, 6};
    struct release_case wanted = {
        .parent = parent, .units = 10, .options = 2, .exact_levels = 2, .leaf_counts = counts, .without = 8};
    struct scr_arena arena = {0};
    struct release_determined_list list = {0};
    list_of(&wanted, &arena, &list);
    CU_ASSERT_EQUAL_FATAL(list.count, 2);
    CU_ASSERT(list.items[0].level == 3 && list.items[0].option == 1 && list.items[1].option == 2);
    CU_ASSERT_STRING_EQUAL(list.items[0].units, "1-3"); /* county 2 has no vote for option 1 */
    CU_ASSERT_STRING_EQUAL(list.items[1].units, "1");
    CU_ASSERT(list.cells == 4 && list.all_cells == 10);
    free(list.items);
    scr_arena_free(&arena);
}

/* 60,000 characters in one list; what does not fit goes on in the next. */
UNIT_TEST(release_determined, long_lists_go_on_in_another) {
    enum { MANY = 40000 };
    uint32_t *parent = calloc(MANY + 1, sizeof *parent);
    int64_t *counts = calloc(MANY, sizeof *counts);
    bool *zero = calloc(MANY, sizeof *zero);
    struct scr_arena arena = {0};
    struct release_determined_list list = {0};
    CU_ASSERT_FATAL(parent && counts && zero);
    for (size_t i = 0; i < MANY; i++) zero[i] = i % 2;
    for (size_t i = 0; i < MANY; i += 2) counts[i] = 3;
    const struct release_case wanted = {
        .parent = parent, .units = MANY + 1, .options = 1, .exact_levels = 1, .leaf_counts = counts, .zero = zero};
    list_of(&wanted, &arena, &list);
    CU_ASSERT_EQUAL(list.cells, MANY / 2);
    CU_ASSERT_EQUAL_FATAL(list.count, 2);
    /* 4 of 1 digit, 45 of 2, 450 of 3, 4500 of 4 digits, then 5, with spaces between. */
    CU_ASSERT(strlen(list.items[0].units) <= 60000 && strlen(list.items[0].units) > 60000 - 6);
    CU_ASSERT_EQUAL(strlen(list.items[0].units) + 1 + strlen(list.items[1].units),
                    4 * 2 + 45 * 3 + 450 * 4 + 4500 * 5 + 15001 * 6 - 1);
    free(list.items);
    scr_arena_free(&arena);
    free(parent);
    free(counts);
    free(zero);
}

/* One exact unit with turnout everywhere: a graph of 50,004 nodes and 200,000 edges in one piece. */
UNIT_TEST(release_determined, a_wide_group_takes_linear_time) {
    enum { MANY = 50000, WIDE = 4 };
    uint32_t *parent = calloc(MANY + 1, sizeof *parent);
    int64_t *counts = calloc(MANY * WIDE, sizeof *counts);
    struct scr_arena arena = {0};
    struct release_determined_list list = {0};
    CU_ASSERT_FATAL(parent && counts);
    for (size_t i = 0; i < MANY; i++) counts[i * WIDE + i % 3] = i % 7 ? 1 : 0; /* nobody for option 4; empty units */
    const struct release_case wanted = {.parent = parent,
                                        .units = MANY + 1,
                                        .options = WIDE,
                                        .exact_levels = 1,
                                        .complete = true,
                                        .leaf_counts = counts};
    list_of(&wanted, &arena, &list);
    CU_ASSERT_EQUAL(list.cells, MANY + 3 * ((MANY + 6) / 7));
    free(list.items);
    scr_arena_free(&arena);
    free(parent);
    free(counts);
}
