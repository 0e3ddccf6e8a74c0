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

/* A unit of which a contest has some precincts and not all. */
struct partly {
    size_t unit; /* SIZE_MAX: none yet */
    uint64_t ballots;
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

/* Whether the unit's BallotsCast is what was found below it; the next one begins. */
static bool partly_right(const struct measured_level *level, const struct partly *partly) {
    if (partly->unit == SIZE_MAX) return true;
    const struct measured_unit *unit = &level->units[partly->unit];
    return unit->turnout && unit->ballots_cast == partly->ballots;
}

/* One part of one unit. */
static bool add_part(const struct laying *laying, size_t level, size_t unit, uint32_t first, uint32_t end,
                     struct partly *partly) {
    bool right = true;
    if (partly->unit != unit) {
        right = partly_right(&laying->statement->levels[level], partly);
        *partly = (struct partly){.unit = unit};
    }
    partly->ballots += ballots_of(laying, first, end);
    return right;
}

/* Units that have the contest have BallotsCast, and it is the sum of that of the precincts below with the contest: then
 * also of the units below with it. Each range is a few units at its ends and whole ones between. */
static bool level_right(const struct laying *laying, size_t level, const struct ranges *ranges) {
    const struct measured_level *units = &laying->statement->levels[level];
    const struct laid *laid = &laying->levels[level];
    struct partly partly = {.unit = SIZE_MAX};
    for (size_t i = 0; i < ranges->count; i++) {
        uint32_t first = ranges->items[i].first - 1, end = ranges->items[i].last;
        size_t from = unit_with(laid, units->count, first), to = unit_with(laid, units->count, end - 1);
        if (laid->first[from] < first || laid->first[from + 1] > end) {
            uint32_t stop = laid->first[from + 1] < end ? laid->first[from + 1] : end;
            if (!add_part(laying, level, from++, first, stop, &partly)) return false;
            first = stop;
        }
        if (first < end && laid->first[to + 1] > end) {
            if (!add_part(laying, level, to, laid->first[to], end, &partly)) return false;
            to--; /* a unit stands before it: where the range began in this one, it was taken above */
        }
        if (first < end && from <= to && laid->wrong[to + 1] > laid->wrong[from]) return false;
    }
    return partly_right(units, &partly);
}

static bool has_kind(const struct measured_contest *contest, enum option_kind kind) {
    for (size_t i = 0; i < contest->option_count; i++)
        if (contest->options[i].kind == kind) return true;
    return false;
}

/* What keeps the contest from being complete, or NULL. Static. */
static const char *lacking(const struct laying *laying, const struct measured_contest *contest) {
    if (!has_kind(contest, OPTION_UNDERVOTES)) return "it has no option undervotes";
    if (!has_kind(contest, OPTION_OVERVOTES)) return "it has no option overvotes";
    for (size_t level = laying->statement->level_count; level-- > 0;)
        if (!level_right(laying, level, &contest->units))
            return "a unit with it has no BallotsCast, or another one than the units below it with the contest "
                   "together";
    return NULL;
}

scr_result statement_check_complete(const struct published_statement *statement, struct complaint *complaint) {
    struct laying laying = {.statement = statement};
    size_t precincts = statement->levels[statement->level_count - 1].count;
    laying.ballots = scr_arena_alloc(&laying.arena, precincts + 1, sizeof *laying.ballots);
    scr_result result = {laying.ballots ? SCR_DONE : SCR_MEMORY};
    for (size_t level = statement->level_count; level-- > 0 && !scr_failed(result);) result = lay_level(&laying, level);
    for (size_t i = 0; i < statement->contest_count && !scr_failed(result); i++) {
        const struct measured_contest *contest = &statement->contests[i];
        const char *lack = lacking(&laying, contest);
        if (contest->complete && lack)
            complain(complaint, "contest %s is called Complete, but %s", shown(complaint, contest->id), lack);
        else if (!contest->complete && !lack)
            complain(complaint,
                     "contest %s is not called Complete, but has undervotes, overvotes and the BallotsCast of all its "
                     "units",
                     shown(complaint, contest->id));
    }
    scr_arena_free(&laying.arena);
    return result;
}
