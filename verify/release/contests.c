/* contests.c: takes the contests of a release one by one through a check, and names places for people. */
#include <stdint.h>

#include "verify/release/release.h"

const struct release_block *release_upper_block(const struct contest_case *contest, size_t level) {
    return release_block_of(contest->claimed, level,
                            level <= contest->statement->exact_levels ? COUNTS_EXACT : COUNTS_PUBLISHED);
}

const char *release_place(const struct contest_case *contest, size_t level, size_t row, size_t option) {
    struct complaint *complaint = contest->complaint;
    const struct published_statement *statement = contest->statement;
    const char *above = "", *of = "", *option_name = "", *of_option = "";
    if (complaint->count >= 3) return ""; /* only counted then: no work and memory for words */
    const char *contest_name = shown(complaint, contest->contest->id);
    const char *level_name = shown(complaint, statement->levels[level - 1].name);
    const char *unit = shown(complaint, shape_unit(contest->shape, level, row)->name);
    if (level > 1) {
        of = " of ";
        above = shown(complaint,
                      shape_unit(contest->shape, level - 1, contest->shape->level[level - 1].parents[row])->name);
    }
    if (option != SIZE_MAX) {
        of_option = ", option ";
        option_name = shown(complaint, contest->contest->options[option].name);
    }
    const char *place = scr_arena_print(&complaint->names, "contest %s, level %s, unit %s%s%s%s%s", contest_name,
                                        level_name, unit, of, above, of_option, option_name);
    if (!place) complaint->failed = true;
    return place ? place : "";
}

scr_result release_each_contest(const struct release *release, bool zeros, struct complaint *complaint,
                                const char **open, contest_check *check, void *context) {
    const struct published_statement *statement = release->statement;
    for (size_t i = 0; i < statement->contest_count && i < release->contest_count; i++) {
        struct shape shape;
        struct contest_case contest = {.release = release,
                                       .statement = statement,
                                       .contest = &statement->contests[i],
                                       .claimed = &release->contests[i],
                                       .shape = &shape,
                                       .complaint = complaint};
        scr_result result = shape_build(statement, contest.contest, &shape);
        if (!scr_failed(result) && zeros) result = shape_zeros(&shape);
        if (result.code == SCR_LIMIT) {
            contest.open = "the structural zeros of a contest are more than this verifier holds";
            result = scr_done();
        } else if (!scr_failed(result)) {
            result = check(&contest, context);
        }
        if (contest.open && open && !*open) *open = contest.open;
        shape_free(&shape);
        if (scr_failed(result)) return result;
    }
    return scr_done();
}
