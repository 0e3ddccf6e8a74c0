/* swap_options.c: one contest's pass: keeps the values for which the contest has an option within the domains.
 *
 * An option is looked for depth first, the candidate with the fewest targets left first; ballots are counted in bit
 * slices. What one option shows is remembered for all its values, so most need no search of their own. */
#include <string.h>

#include "verify/deck/swap_cover.h"

#define OPEN_MOST 2000u /* candidates of one contest with more than one value; bounds the recursion */
#define ROOM_WORDS_MOST ((size_t)16 << 20) /* 128 MiB */

struct contest_room {
    struct tally *levels; /* by depth: marks of the values chosen so far */
    uint32_t depth_most;
    uint32_t *open, *chosen; /* candidates not yet decided; the place chosen for each, by position in `open` */
    uint32_t count;
    uint32_t votes;
    bool ended; /* the budget did */
};

scr_result contest_room_build(const struct swap_problem *p, struct scr_arena *arena, struct contest_room **built) {
    uint32_t depth = 0;
    for (uint32_t k = 0; k < p->deck->contest_count; k++) {
        uint32_t open = 0;
        for (uint32_t i = 0; i < p->deck->contests[k].count; i++)
            open += p->groups[p->group_of[p->deck->contests[k].first + i]].count > 1;
        if (swap_competitive(p, k) && open > depth) depth = open;
    }
    size_t each = (p->planes_most + 1) * p->words;
    if (depth > OPEN_MOST || each > ROOM_WORDS_MOST / (depth + 1)) return (scr_result){SCR_LIMIT};
    struct contest_room *room = scr_arena_alloc(arena, 1, sizeof *room);
    if (!room) return (scr_result){SCR_MEMORY};
    uint64_t *words = scr_arena_alloc(arena, (depth + 1) * each, sizeof *words);
    room->levels = scr_arena_alloc(arena, (size_t)depth + 1, sizeof *room->levels);
    room->open = scr_arena_alloc(arena, depth, sizeof *room->open);
    room->chosen = scr_arena_alloc(arena, depth, sizeof *room->chosen);
    if (!words || !room->levels || !room->open || !room->chosen) return (scr_result){SCR_MEMORY};
    for (uint32_t d = 0; d <= depth; d++)
        room->levels[d] = (struct tally){words + d * each, words + d * each + p->planes_most * p->words};
    room->depth_most = depth;
    *built = room;
    return scr_done();
}

/* Of the candidates from `depth` on, the position of the one with the fewest values that fit; NOBODY when one has
 * none. */
static uint32_t tightest(struct cover *c, uint32_t depth) {
    const struct swap_problem *p = c->problem;
    struct contest_room *room = c->room;
    const uint64_t *full = room->levels[depth].full;
    uint32_t best = NOBODY, least = UINT32_MAX;
    uint64_t work = 1;
    for (uint32_t at = depth; at < room->count && least; at++) {
        uint32_t fitting = 0, target = room->open[at];
        for (uint32_t place = domain_next(c, target, 0); place != NOBODY && fitting < least;
             place = domain_next(c, target, place + 1)) {
            fitting += !bits_meet(full, swap_column(p, target_at(p, target, place)), p->words);
            work += 1 + p->words / 8;
        }
        if (fitting < least) {
            least = fitting;
            best = at;
        }
    }
    if (!swap_spend(p, work)) room->ended = true;
    return least ? best : NOBODY;
}

static bool extend(struct cover *c, uint32_t depth);

/* Chooses a value for the candidate at `depth` and goes on. */
static bool try_value(struct cover *c, uint32_t depth, uint32_t place) {
    const struct swap_problem *p = c->problem;
    struct contest_room *room = c->room;
    const uint64_t *column = swap_column(p, target_at(p, room->open[depth], place));
    if (bits_meet(room->levels[depth].full, column, p->words)) return false;
    tally_copy(&room->levels[depth + 1], &room->levels[depth], room->votes, p->words);
    (void)tally_add(&room->levels[depth + 1], column, room->votes, p->words); /* never fails: no full ballot is met */
    room->chosen[depth] = place;
    return extend(c, depth + 1);
}

/* Completes the option of depth candidates to one of the whole contest. Depth is at most OPEN_MOST. */
static bool extend(struct cover *c, uint32_t depth) {
    struct contest_room *room = c->room;
    if (depth == room->count) return true;
    uint32_t at = tightest(c, depth);
    if (at == NOBODY || room->ended) return false;
    uint32_t target = room->open[at], own = c->problem->place_of[target];
    room->open[at] = room->open[depth];
    room->open[depth] = target;
    if (domain_has(c, target, own) && try_value(c, depth, own)) return true; /* the identity fits most often */
    for (uint32_t place = domain_next(c, target, 0); place != NOBODY && !room->ended;
         place = domain_next(c, target, place + 1))
        if (place != own && try_value(c, depth, place)) return true;
    return false;
}

static bool is_supported(const struct cover *c, uint32_t target, uint32_t place) {
    return c->supported[c->domain_at[target] + place / 64] >> place % 64 & 1;
}

/* Sorts the contest's candidates into decided ones, counted in level 0, and open ones. False when the decided ones
 * overvote a ballot. */
static bool enter(struct cover *c, const struct deck_contest *contest) {
    const struct swap_problem *p = c->problem;
    struct contest_room *room = c->room;
    room->count = 0;
    room->votes = contest->votes_allowed;
    tally_clear(&room->levels[0], room->votes, p->words);
    for (uint32_t target = contest->first; target < contest->first + contest->count; target++) {
        if (c->sizes[target] > 1) {
            room->open[room->count++] = target;
            memset(c->supported + c->domain_at[target], 0, domain_words(p, target) * sizeof *c->supported);
            continue;
        }
        uint32_t place = domain_next(c, target, 0);
        if (place == NOBODY ||
            !tally_add(&room->levels[0], swap_column(p, target_at(p, target, place)), room->votes, p->words))
            return false;
    }
    if (!swap_spend(p, 1 + contest->count * (1 + p->words / 8))) room->ended = true;
    return true;
}

/* Is there an option with this value? Marks all the values of the option found. */
static bool find_option(struct cover *c, uint32_t target, uint32_t place) {
    struct contest_room *room = c->room;
    uint32_t at = 0;
    while (room->open[at] != target) at++;
    room->open[at] = room->open[0];
    room->open[0] = target;
    if (!try_value(c, 0, place)) return false;
    for (uint32_t d = 0; d < room->count; d++)
        c->supported[c->domain_at[room->open[d]] + room->chosen[d] / 64] |= (uint64_t)1 << room->chosen[d] % 64;
    return true;
}

scr_result narrow_contest(struct cover *c, uint32_t contest, bool *possible) {
    const struct deck_contest *from = &c->problem->deck->contests[contest];
    struct contest_room *room = c->room;
    room->ended = false;
    *possible = enter(c, from);
    if (room->ended) return (scr_result){SCR_LIMIT};
    for (uint32_t target = from->first; target < from->first + from->count && *possible && room->count; target++) {
        if (c->sizes[target] < 2) continue; /* decided, also by this very loop: the value that is left has its option */
        for (uint32_t place = domain_next(c, target, 0); place != NOBODY; place = domain_next(c, target, place + 1)) {
            if (is_supported(c, target, place) || find_option(c, target, place)) continue;
            if (room->ended) return (scr_result){SCR_LIMIT};
            SCR_TRY(cover_remove(c, target, place));
        }
        *possible = c->sizes[target] > 0;
    }
    return scr_done();
}
