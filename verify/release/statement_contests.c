/* statement_contests.c: the contests of a measurement statement: options, precincts, structural zeros and shares. Part
 * of DPR-03. */
#include <inttypes.h>
#include <string.h>

#include "verify/release/statement.h"
#include "verify/sorted.h"

static const char *contest_id(const void *items, size_t position) {
    return ((const struct measured_contest *)items)[position].id;
}

static const char *option_id(const void *items, size_t position) {
    return ((const struct measured_option *)items)[position].id;
}

/* Kinds stand in one order; any other could tell counts. */
static void check_kinds(const struct measured_contest *contest, struct complaint *complaint) {
    static const unsigned places[] = {[OPTION_LISTED] = 0,     [OPTION_WRITE_IN] = 1,  [OPTION_OTHER] = 2,
                                      [OPTION_UNDERVOTES] = 3, [OPTION_OVERVOTES] = 4, [OPTION_BALLOTS_CAST] = 5};
    for (size_t i = 1; i < contest->option_count; i++)
        if (places[contest->options[i].kind] < places[contest->options[i - 1].kind])
            complain(complaint, "option %zu of contest %s, %s, stands behind one of a kind that comes after it", i + 1,
                     shown(complaint, contest->id), shown(complaint, contest->options[i].id));
}

static scr_result check_options(const struct published_statement *statement, const struct measured_contest *contest,
                                struct complaint *complaint) {
    struct scr_arena arena = {0};
    const struct measured_option *options = contest->options;
    size_t count = contest->option_count, ballots_cast = 0;
    size_t *order = sorted_by_name(&arena, options, count, option_id);
    if (!order) {
        scr_arena_free(&arena);
        return (scr_result){SCR_MEMORY};
    }
    size_t twin = sorted_duplicate(order, options, count, option_id);
    if (twin < count)
        complain(complaint, "two options of contest %s have the id %s", shown(complaint, contest->id),
                 shown(complaint, options[order[twin]].id));
    check_kinds(contest, complaint);
    for (size_t i = 0; i < count; i++) ballots_cast += options[i].kind == OPTION_BALLOTS_CAST;
    if (ballots_cast && !statement->add_remove)
        complain(complaint, "contest %s has an option ballots-cast, which goes with add-remove only",
                 shown(complaint, contest->id));
    if (ballots_cast > 1)
        complain(complaint, "contest %s has %zu options ballots-cast", shown(complaint, contest->id), ballots_cast);
    if (ballots_cast == count) complain(complaint, "contest %s counts no votes", shown(complaint, contest->id));
    scr_arena_free(&arena);
    return scr_done();
}

static scr_result check_units(struct published_statement *statement, struct measured_contest *contest,
                              struct complaint *complaint) {
    const char *why;
    size_t offset;
    /* A file of 256 MiB has fewer than 2^24 units. */
    SCR_TRY(ranges_read(contest->units_text, (uint32_t)statement_precincts(statement)->count, &statement->head.arena,
                        &contest->units, &contest->unit_count, &why, &offset));
    if (why)
        complain(complaint, "Units of contest %s has, at character %zu, what is %s", shown(complaint, contest->id),
                 offset + 1, why);
    return scr_done();
}

static scr_result check_zero(struct published_statement *statement, const struct measured_contest *contest,
                             struct structural_zero *zero, bool *seen, struct complaint *complaint) {
    const char *why;
    size_t offset;
    uint64_t total;
    if (zero->option > contest->option_count) {
        complain(complaint, "a StructuralZero of contest %s is of option %" PRIu32 ", the last one is %zu",
                 shown(complaint, contest->id), zero->option, contest->option_count);
        return scr_done();
    }
    if (seen[zero->option])
        complain(complaint, "option %" PRIu32 " of contest %s has two StructuralZero", zero->option,
                 shown(complaint, contest->id));
    seen[zero->option] = true;
    SCR_TRY(ranges_read(zero->units_text, (uint32_t)statement_precincts(statement)->count, &statement->head.arena,
                        &zero->units, &total, &why, &offset));
    uint32_t outside = ranges_outside(&zero->units, &contest->units);
    if (why)
        complain(complaint,
                 "Units of the StructuralZero of option %" PRIu32 " of contest %s has, at character %zu, "
                 "what is %s",
                 zero->option, shown(complaint, contest->id), offset + 1, why);
    else if (outside)
        complain(complaint,
                 "the StructuralZero of option %" PRIu32 " of contest %s names precinct %" PRIu32
                 ", which does not have the contest",
                 zero->option, shown(complaint, contest->id), outside);
    return scr_done();
}

static scr_result check_zeros(struct published_statement *statement, struct measured_contest *contest,
                              struct complaint *complaint) {
    bool seen[RELEASE_OPTIONS + 1] = {false}; /* the schema allows no more options */
    for (size_t i = 0; i < contest->zero_count; i++)
        SCR_TRY(check_zero(statement, contest, &contest->zeros[i], seen, complaint));
    return scr_done();
}

static bool counts_ballots(const struct measured_contest *contest) {
    for (size_t i = 0; i < contest->option_count; i++)
        if (contest->options[i].kind == OPTION_BALLOTS_CAST) return true;
    return false;
}

static void check_share(const struct published_statement *statement, const struct measured_contest *contest,
                        struct measured_share *share, bool seen[RELEASE_LEVELS + 1][2], struct complaint *complaint) {
    static const char *const histograms[] = {"options", "total"};
    const char *name = histograms[share->histogram];
    if (share->level <= statement->exact_levels || share->level > statement->level_count)
        complain(complaint, "contest %s has a Share on level %" PRIu32 ", levels with noise are %" PRIu32 " to %zu",
                 shown(complaint, contest->id), share->level, statement->exact_levels + 1, statement->level_count);
    else if (seen[share->level][share->histogram])
        complain(complaint, "contest %s has two Shares %s on level %" PRIu32, shown(complaint, contest->id), name,
                 share->level);
    else
        seen[share->level][share->histogram] = true;
    if (share->histogram == HISTOGRAM_TOTAL && counts_ballots(contest))
        complain(complaint, "contest %s has a Share total beside an option ballots-cast",
                 shown(complaint, contest->id));
    if (!fraction_parse(share->epsilon_text, FRACTION_EPSILON_MOST, &share->epsilon))
        complain(complaint,
                 "the Epsilon %s of contest %s, level %" PRIu32 ", %s, is no fraction in lowest terms of "
                 "numbers up to %" PRIu64,
                 share->epsilon_text, shown(complaint, contest->id), share->level, name, FRACTION_EPSILON_MOST);
    if (!fraction_parse(share->scale_text, FRACTION_SCALE_MOST, &share->scale))
        complain(complaint,
                 "the Scale %s of contest %s, level %" PRIu32 ", %s, is no fraction in lowest terms of "
                 "numbers up to %" PRIu64,
                 share->scale_text, shown(complaint, contest->id), share->level, name, FRACTION_SCALE_MOST);
}

static scr_result check_contest(struct published_statement *statement, struct measured_contest *contest,
                                struct complaint *complaint) {
    bool seen[RELEASE_LEVELS + 1][2] = {{false}};
    SCR_TRY(check_options(statement, contest, complaint));
    SCR_TRY(check_units(statement, contest, complaint));
    SCR_TRY(check_zeros(statement, contest, complaint));
    for (size_t i = 0; i < contest->share_count; i++)
        check_share(statement, contest, &contest->shares[i], seen, complaint);
    return scr_done();
}

scr_result statement_check_contests(struct published_statement *statement, struct complaint *complaint) {
    size_t count = statement->contest_count, options = 0;
    statement->contests_by_id = sorted_by_name(&statement->head.arena, statement->contests, count, contest_id);
    if (!statement->contests_by_id) return (scr_result){SCR_MEMORY};
    size_t twin = sorted_duplicate(statement->contests_by_id, statement->contests, count, contest_id);
    if (twin < count)
        complain(complaint, "two contests have the id %s",
                 shown(complaint, statement->contests[statement->contests_by_id[twin]].id));
    for (size_t i = 0; i < count; i++) {
        struct measured_contest *contest = &statement->contests[i];
        contest->first_option = options;
        options += contest->option_count;
        SCR_TRY(check_contest(statement, contest, complaint));
    }
    return scr_done();
}
