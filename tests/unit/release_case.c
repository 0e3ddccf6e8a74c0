/* release_case.c: fills a struct measurement by hand. */
#include "release_case.h"

#include <stdlib.h>
#include <string.h>

static void take_zeros(const struct release_case *w, struct measurement *m, struct measurement_contest *contest) {
    uint32_t first = contest->tree.level_begin[contest->tree.levels - 1], leaves = contest->tree.units - first;
    uint32_t above = m->tree.level_begin[m->tree.levels - 1];
    contest->zeros = scr_arena_alloc(&m->arena, w->options, sizeof *contest->zeros);
    for (uint32_t option = 0; w->zero && option < w->options; option++) {
        uint32_t *leaf = scr_arena_alloc(&m->arena, leaves, sizeof *leaf), count = 0;
        for (uint32_t i = 0; i < leaves; i++)
            if (w->zero[(contest->unit[first + i] - above) * w->options + option]) leaf[count++] = first + i;
        if (count)
            contest->zeros[contest->zero_count++] =
                (struct measurement_zero){.option = option, .units = "", .leaf = leaf, .leaf_count = count};
    }
}

void release_case_make(const struct release_case *w, struct measurement *m) {
    *m = (struct measurement){.release = 1, .exact_levels = w->exact_levels, .contest_count = 1};
    CU_ASSERT_FALSE_FATAL(scr_failed(release_hierarchy_build(&m->arena, w->parent, w->units, &m->tree, NULL)));
    m->units = scr_arena_alloc(&m->arena, w->units, sizeof *m->units);
    struct measurement_contest *contest = m->contests = scr_arena_alloc(&m->arena, 1, sizeof *contest);
    contest->id = contest->name = "c1";
    contest->votes_allowed = 1;
    contest->complete = w->complete;
    contest->units = "";
    contest->option_count = w->options;
    contest->options = scr_arena_alloc(&m->arena, w->options, sizeof *contest->options);
    for (uint32_t i = 0; i < w->options; i++)
        contest->options[i] =
            (struct measurement_option){scr_arena_print(&m->arena, "%u", i + 1), "Option", MEASUREMENT_LISTED};
    if (w->ballots_cast) contest->options[w->options - 1].kind = MEASUREMENT_BALLOTS_CAST;
    contest->shares = w->shares;
    contest->share_count = w->share_count;
    uint32_t *unit = scr_arena_alloc(&m->arena, w->units, sizeof *unit), count = 0;
    uint32_t *parent = scr_arena_alloc(&m->arena, w->units, sizeof *parent);
    for (uint32_t u = 0; u < w->units; u++) {
        if (u && u == w->without) continue;
        parent[count] = w->parent[u]; /* the one left out is a leaf: no number of a parent moves */
        unit[count++] = u;
    }
    contest->unit = unit;
    CU_ASSERT_FALSE_FATAL(scr_failed(release_hierarchy_build(&m->arena, parent, count, &contest->tree, NULL)));
    CU_ASSERT_EQUAL_FATAL(contest->tree.levels, m->tree.levels);
    take_zeros(w, m, contest);
    contest->counts = calloc((size_t)count * w->options, sizeof *contest->counts);
    uint32_t above = m->tree.level_begin[m->tree.levels - 1];
    for (uint32_t u = count; u-- > 0;) {
        int64_t sum = 0;
        for (uint32_t o = 0; o < w->options; o++) {
            int64_t *own = &contest->counts[(size_t)u * w->options + o];
            if (unit[u] >= above) *own = w->leaf_counts[(unit[u] - above) * w->options + o];
            if (u) contest->counts[(size_t)contest->tree.parent[u] * w->options + o] += *own;
            if (contest->options[o].kind != MEASUREMENT_BALLOTS_CAST) sum += *own;
        }
        bool known = w->turnout ? w->turnout[unit[u]] : w->complete;
        m->units[unit[u]] = (struct measurement_unit){"U", m->tree.parent[unit[u]],
                                                      known ? (uint64_t)sum : RETURNS_UNKNOWN, (uint64_t)sum};
    }
    if (w->without) m->units[w->without].ballots = RETURNS_UNKNOWN;
    for (uint32_t l = 0; l < m->tree.levels; l++) m->level_names[l] = "level";
}
