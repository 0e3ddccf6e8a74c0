/* statement_complete.c: `Complete` of each contest is what its options and public turnout make it, never a function of
 * counts. Part of DPR-03. */
#include <inttypes.h>

#include "verify/release/statement.h"

/* One level, laid over the precincts: those below unit i are first[i] to first[i + 1] - 1, counted from 0. */
struct laid {
    uint32_t *first; /* [count + 1] */
    uint32_t *wrong; /* [count + 1]: how many units before i have no BallotsCast, or not that of all below them */
};

struct laying {
    struct scr_arena arena;
    const struct published_statement *statement;
    struct laid levels[RELEASE_LEVELS];
    uint64_t *ballots; /* [precincts + 1]: sums of BallotsCast of the precincts before i */
};

/* A unit, and BallotsCast of the precincts below it with the contest, as far as they were met. */
struct found {
    size_t unit; /* SIZE_MAX: none yet */
    uint64_t ballots;
};

/* What keeps a contest from being complete. */
struct lack {
    const char *option; /* the kind that is not there; NULL: the unit is at fault */
    size_t level;
    struct found found;
};

/* Precincts first to end - 1. */
static uint64_t ballots_of(const struct laying *laying, uint32_t first, uint32_t end) {
    return laying->ballots[end] - laying->ballots[first];
}

static scr_result lay_level(struct laying *laying, size_t level) {
    const struct measured_level *units = &laying->statement->levels[level];
    struct laid *laid = &laying->levels[level];
    bool lowest = level + 1 == laying->statement->level_count;
    laid->first = scr_arena_alloc(&laying->arena, units->count + 1, sizeof *laid->first);
    laid->wrong = scr_arena_alloc(&laying->arena, units->count + 1, sizeof *laid->wrong);
    if (!laid->first || !laid->wrong) return (scr_result){SCR_MEMORY};
    if (lowest) {
        for (size_t i = 0; i <= units->count; i++) laid->first[i] = (uint32_t)i;
    } else { /* parents never decrease, and each unit has a child */
        const struct measured_level *below = &laying->statement->levels[level + 1];
        const uint32_t *starts = laying->levels[level + 1].first;
        for (size_t i = below->count; i-- > 0;) laid->first[below->units[i].parent - 1] = starts[i];
        laid->first[units->count] = starts[below->count];
    }
    if (lowest)
        for (size_t i = 0; i < units->count; i++)
            laying->ballots[i + 1] = laying->ballots[i] + (units->units[i].turnout ? units->units[i].ballots_cast : 0);
    for (size_t i = 0; i < units->count; i++) {
        const struct measured_unit *unit = &units->units[i];
        bool right = unit->turnout && unit->ballots_cast == ballots_of(laying, laid->first[i], laid->first[i + 1]);
        laid->wrong[i + 1] = laid->wrong[i] + !right;
    }
    return scr_done();
}

/* The last unit of the level that does not begin behind this precinct. */
static size_t unit_with(const struct laid *laid, size_t count, uint32_t precinct) {
    size_t low = 0, high = count;
    while (high - low > 1) {
        size_t middle = low + (high - low) / 2;
        if (laid->first[middle] <= precinct)
            low = middle;
        else
            high = middle;
    }
    return low;
}

/* Whether the unit's BallotsCast is what was found below it. */
static bool found_right(const struct measured_level *level, const struct found *found) {
    if (found->unit == SIZE_MAX) return true;
    const struct measured_unit *unit = &level->units[found->unit];
    return unit->turnout && unit->ballots_cast == found->ballots;
}

/* One part of one unit, of which the contest has some precincts and not all. */
static bool add_part(const struct laying *laying, size_t level, size_t unit, uint32_t first, uint32_t end,
                     struct found *partly) {
    if (partly->unit != unit) { /* the next one begins */
        if (!found_right(&laying->statement->levels[level], partly)) return false;
        *partly = (struct found){.unit = unit};
    }
    partly->ballots += ballots_of(laying, first, end);
    return true;
}

/* Units from to end - 1, of which the contest has all precincts. */
static bool wholes_right(const struct laying *laying, size_t level, size_t from, size_t end, struct found *partly) {
    const struct laid *laid = &laying->levels[level];
    if (from >= end) return true;
    if (!found_right(&laying->statement->levels[level], partly)) return false;
    partly->unit = SIZE_MAX; /* it stands before them */
    if (laid->wrong[end] == laid->wrong[from]) return true;
    while (laid->wrong[from + 1] == laid->wrong[from]) from++;
    *partly = (struct found){from, ballots_of(laying, laid->first[from], laid->first[from + 1])};
    return false;
}

/* Units that have the contest have BallotsCast, and it is the sum of that of the precincts below with the contest: then
 * also of the units below with it. Each range is a few units at its ends and whole ones between. If not, `found` is the
 * first unit that is wrong. */
static bool level_right(const struct laying *laying, size_t level, const struct ranges *ranges, struct found *found) {
    const struct measured_level *units = &laying->statement->levels[level];
    const struct laid *laid = &laying->levels[level];
    *found = (struct found){.unit = SIZE_MAX};
    for (size_t i = 0; i < ranges->count; i++) {
        uint32_t first = ranges->items[i].first - 1, end = ranges->items[i].last;
        size_t from = unit_with(laid, units->count, first), to = unit_with(laid, units->count, end - 1);
        if (laid->first[from] < first || laid->first[from + 1] > end) {
            uint32_t stop = laid->first[from + 1] < end ? laid->first[from + 1] : end;
            if (!add_part(laying, level, from++, first, stop, found)) return false;
            first = stop;
        }
        if (first == end) continue;
        bool part = laid->first[to + 1] > end; /* not the unit in which the range began: that was taken above */
        if (!wholes_right(laying, level, from, part ? to : to + 1, found)) return false;
        if (part && !add_part(laying, level, to, laid->first[to], end, found)) return false;
    }
    return found_right(units, found);
}

static bool has_kind(const struct measured_contest *contest, enum option_kind kind) {
    for (size_t i = 0; i < contest->option_count; i++)
        if (contest->options[i].kind == kind) return true;
    return false;
}

/* Whether something keeps the contest from being complete. */
static bool lacking(const struct laying *laying, const struct measured_contest *contest, struct lack *lack) {
    *lack = (struct lack){.option = "undervotes"};
    if (!has_kind(contest, OPTION_UNDERVOTES)) return true;
    lack->option = "overvotes";
    if (!has_kind(contest, OPTION_OVERVOTES)) return true;
    lack->option = NULL;
    for (lack->level = laying->statement->level_count; lack->level-- > 0;)
        if (!level_right(laying, lack->level, &contest->units, &lack->found)) return true;
    return false;
}

static void complain_called(const struct published_statement *statement, const struct measured_contest *contest,
                            const struct lack *lack, struct complaint *complaint) {
    const char *id = shown(complaint, contest->id);
    if (lack->option) {
        complain(complaint, "contest %s is called Complete, but has no option %s", id, lack->option);
        return;
    }
    const struct measured_level *level = &statement->levels[lack->level];
    const struct measured_unit *unit = &level->units[lack->found.unit];
    const char *level_name = shown(complaint, level->name), *unit_name = shown(complaint, unit->name);
    if (!unit->turnout)
        complain(complaint, "contest %s is called Complete, but unit %zu of level %s, %s, has it and no BallotsCast",
                 id, lack->found.unit + 1, level_name, unit_name);
    else
        complain(complaint,
                 "contest %s is called Complete, but unit %zu of level %s, %s, has BallotsCast %" PRIu32
                 ", and those below it with the contest %" PRIu64 " together",
                 id, lack->found.unit + 1, level_name, unit_name, unit->ballots_cast, lack->found.ballots);
}

static void complain_not_called(const struct laying *laying, const struct measured_contest *contest,
                                struct complaint *complaint) {
    uint64_t ballots = 0;
    for (size_t i = 0; i < contest->units.count; i++)
        ballots += ballots_of(laying, contest->units.items[i].first - 1, contest->units.items[i].last);
    complain(complaint,
             "contest %s is not called Complete, but has undervotes, overvotes and the BallotsCast of all its units, "
             "%" PRIu64 " together",
             shown(complaint, contest->id), ballots);
}

scr_result statement_check_complete(const struct published_statement *statement, struct complaint *complaint) {
    struct laying laying = {.statement = statement};
    size_t precincts = statement->levels[statement->level_count - 1].count;
    laying.ballots = scr_arena_alloc(&laying.arena, precincts + 1, sizeof *laying.ballots);
    scr_result result = {laying.ballots ? SCR_DONE : SCR_MEMORY};
    for (size_t level = statement->level_count; level-- > 0 && !scr_failed(result);) result = lay_level(&laying, level);
    for (size_t i = 0; i < statement->contest_count && !scr_failed(result); i++) {
        const struct measured_contest *contest = &statement->contests[i];
        struct lack lack;
        bool lacks = lacking(&laying, contest, &lack);
        if (contest->complete && lacks)
            complain_called(statement, contest, &lack, complaint);
        else if (!contest->complete && !lacks)
            complain_not_called(&laying, contest, complaint);
    }
    scr_arena_free(&laying.arena);
    return result;
}
