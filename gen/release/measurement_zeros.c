/* measurement_zeros.c: collects structural zeros option by option. */
#include "gen/release/measurement_zeros.h"

#include <string.h>

#include "gen/package/names.h"
#include "gen/release/measurement_units.h"

static scr_result refuse(struct scr_diagnosis *diagnosis, enum scr_code code, const char *contest,
                         const char *sentence) {
    struct scr_arena words = {0};
    scr_result result =
        scr_refuse(diagnosis, code, "release", "the contest %s %s", package_shown(&words, contest), sentence);
    scr_arena_free(&words);
    return result;
}

static scr_result refuse_votes(struct scr_diagnosis *diagnosis, const struct measurement_contest *contest,
                               uint32_t option, const char *unit, bool planned) {
    struct scr_arena words = {0};
    scr_result result = scr_refuse(
        diagnosis, SCR_INPUT, "release", "the contest %s has votes for %s in %s, %s",
        package_shown(&words, contest->name), package_shown(&words, contest->options[option].name),
        package_shown(&words, unit),
        planned ? "where it is said not to be on the ballot; correct the returns or the file of --not-on-ballot"
                : "where no ballots were cast; correct the returns");
    scr_arena_free(&words);
    return result;
}

static const struct measurement_plan_zero *planned_of(const struct measurement_zeroing *z, uint32_t option) {
    if (option >= z->source->option_count) return NULL; /* ballots cast */
    for (size_t i = 0; i < z->planned->zero_count; i++)
        if (z->planned->zeros[i].option == z->order[option]) return &z->planned->zeros[i];
    return NULL;
}

/* open[leaf]: rows of the returns in it that the plan does not say to be zero. */
static void count_open(const struct measurement_zeroing *z, const struct measurement_plan_zero *planned, uint32_t first,
                       uint32_t *open) {
    for (size_t i = 0, next = 0; i < z->source->row_count; i++) {
        size_t unit = z->returns->rows[z->source->first_row + i].unit;
        if (z->is_total[unit]) continue;
        while (planned && next < planned->unit_count && planned->units[next] < unit) next++;
        bool listed = planned && next < planned->unit_count && planned->units[next] == unit;
        open[z->own[z->leaf_of[unit]] - first] += !listed;
    }
}

static scr_result take(const struct measurement_zeroing *z, uint32_t option, uint32_t *open, struct measurement *m,
                       struct measurement_contest *contest, struct scr_diagnosis *diagnosis) {
    uint32_t first = contest->tree.level_begin[m->tree.levels - 1], leaves = contest->tree.units - first, count = 0;
    uint32_t below = m->tree.level_begin[m->tree.levels - 1];
    memset(open, 0, leaves * sizeof *open);
    count_open(z, planned_of(z, option), first, open);
    for (uint32_t i = 0; i < leaves; i++) {
        const struct measurement_unit *unit = &m->units[contest->unit[first + i]];
        bool planned = !open[i];
        if (unit->ballots == 0) open[i] = 0;
        if (open[i]) continue;
        if (contest->counts[(size_t)(first + i) * contest->option_count + option])
            return refuse_votes(diagnosis, contest, option, unit->name, planned);
        count++;
    }
    if (!count) return scr_done();
    uint32_t *leaf = scr_arena_alloc(&m->arena, count, sizeof *leaf);
    uint32_t *numbers = scr_arena_alloc(&m->arena, count, sizeof *numbers);
    if (!leaf || !numbers) return (scr_result){SCR_MEMORY};
    struct measurement_zero *zero = &contest->zeros[contest->zero_count++];
    *zero = (struct measurement_zero){.option = option, .leaf = leaf};
    for (uint32_t i = 0; i < leaves; i++) {
        if (open[i]) continue;
        numbers[zero->leaf_count] = contest->unit[first + i] - below;
        leaf[zero->leaf_count++] = first + i;
    }
    scr_result result = measurement_ranges(&m->arena, numbers, count, &zero->units);
    return result.code == SCR_LIMIT
               ? refuse(diagnosis, SCR_LIMIT, contest->name, "has structural zeros too scattered to be listed")
               : result;
}

scr_result measurement_zeros(const struct measurement_zeroing *zeroing, struct measurement *m,
                             struct measurement_contest *contest, struct scr_diagnosis *diagnosis) {
    uint32_t first = contest->tree.level_begin[m->tree.levels - 1], leaves = contest->tree.units - first;
    bool empty = false;
    for (uint32_t u = first; u < contest->tree.units; u++) empty = empty || m->units[contest->unit[u]].ballots == 0;
    if (!empty && !zeroing->planned->zero_count) return scr_done();
    uint32_t *open = scr_arena_alloc(&m->arena, leaves, sizeof *open);
    contest->zeros = scr_arena_alloc(&m->arena, contest->option_count, sizeof *contest->zeros);
    if (!open || !contest->zeros) return (scr_result){SCR_MEMORY};
    for (uint32_t option = 0; option < contest->option_count; option++)
        if (empty || planned_of(zeroing, option)) SCR_TRY(take(zeroing, option, open, m, contest, diagnosis));
    return scr_done();
}
