/* construct.c: totals first, then marks around a cycle of the ballots, then repair (mathematics, section 1). */
#include "gen/deck/construct.h"

#include <string.h>

#include "gen/deck/totals.h"
#include "gen/deck/undetected.h"

#define CHECK_WORK 200000 /* effort of one look for a missed swap; typical decks need a few hundred */

struct workshop {
    const struct shape *shape;
    struct marks *marks;
    uint32_t *totals, *ballots, *candidates;
};

/* Lays the contest's totals one after another around a random cycle of the ballots: a candidate with t <= B votes gets
 * t different ballots, and since the totals sum to at most v * B no ballot is passed more than v times. */
static void lay_contest(struct workshop *shop, struct random *random, size_t k) {
    const struct shape_contest *contest = &shop->shape->contests[k];
    size_t count = shop->marks->ballots, at = 0;
    memset(marks_column(shop->marks, contest->first), 0, contest->n * shop->marks->words * sizeof(uint64_t));
    for (size_t b = 0; b < count; b++) shop->ballots[b] = (uint32_t)b;
    random_shuffle(random, shop->ballots, count);
    for (uint32_t i = 0; i < contest->n; i++) shop->candidates[i] = contest->first + i;
    random_shuffle(random, shop->candidates, contest->n);
    for (uint32_t i = 0; i < contest->n; i++)
        for (uint32_t t = shop->totals[shop->candidates[i]]; t; t--) {
            marks_set(shop->marks, shop->candidates[i], shop->ballots[at]);
            at = at + 1 < count ? at + 1 : 0;
        }
}

static void lay_single(struct workshop *shop, struct random *random, size_t candidate) {
    size_t count = shop->marks->ballots;
    memset(marks_column(shop->marks, candidate), 0, shop->marks->words * sizeof(uint64_t));
    for (size_t b = 0; b < count; b++) shop->ballots[b] = (uint32_t)b;
    random_shuffle(random, shop->ballots, count);
    for (uint32_t t = 0; t < shop->totals[candidate]; t++) marks_set(shop->marks, candidate, shop->ballots[t]);
}

static size_t block_of(const struct shape *shape, uint32_t candidate) {
    size_t low = 0, high = shape->contest_count;
    while (low < high) {
        size_t middle = (low + high) / 2;
        if (shape->contests[middle].first + shape->contests[middle].n <= candidate)
            low = middle + 1;
        else
            high = middle;
    }
    return low;
}

/* Draws again one of the contests (or noncompetitive candidates) that the swap moves. */
static void redraw_one(struct workshop *shop, struct random *random, const struct moves *moves) {
    uint32_t candidate = moves->moved[random_below(random, moves->count)];
    size_t block = block_of(shop->shape, candidate);
    if (block < shop->shape->contest_count)
        lay_contest(shop, random, block);
    else
        lay_single(shop, random, candidate);
}

static scr_result repair(struct workshop *shop, struct random *random, struct undetected *finder,
                         struct construct_effort *effort, bool *found) {
    /* Each candidate may have an alternative in each block. */
    uint64_t moves_most = (uint64_t)shop->shape->candidate_count * shape_block_count(shop->shape);
    uint64_t most = CHECK_WORK + 16 * moves_most * (1 + shop->marks->words / 8);
    for (size_t i = 0;; i++) {
        uint64_t work = most;
        enum undetected_answer answer;
        struct moves moves;
        size_t seed;
        SCR_TRY(undetected_find(finder, shop->marks, 0, &work, &answer, &moves, &seed));
        *found = answer == UNDETECTED_NONE;
        uint64_t spent = most - work + shop->shape->candidate_count; /* a look without search is work too */
        effort->work -= spent < effort->work ? spent : effort->work;
        if (*found || answer == UNDETECTED_UNKNOWN || i >= effort->repairs || !effort->work) return scr_done();
        redraw_one(shop, random, &moves);
        effort->repaired++;
    }
}

scr_result construct_deck(const struct shape *shape, uint32_t ballots, struct random *random,
                          struct construct_effort *effort, struct scr_arena *arena, struct marks *marks, bool *found) {
    struct totals_chooser chooser;
    struct undetected *finder = NULL;
    struct workshop shop = {.shape = shape, .marks = marks};
    *found = false;
    SCR_TRY(totals_prepare(shape, ballots, arena, &chooser));
    SCR_TRY(marks_make(ballots, shape->candidate_count, arena, marks));
    shop.totals = scr_arena_alloc(arena, shape->candidate_count, sizeof *shop.totals);
    shop.candidates = scr_arena_alloc(arena, shape->candidate_count, sizeof *shop.candidates);
    shop.ballots = scr_arena_alloc(arena, ballots, sizeof *shop.ballots);
    if (!shop.totals || !shop.candidates || !shop.ballots) return (scr_result){SCR_MEMORY};
    SCR_TRY(undetected_new(shape, ballots, &finder));
    scr_result result = scr_done();
    for (size_t restart = 0; restart < effort->restarts && !*found && !scr_failed(result); restart++) {
        if (totals_choose(&chooser, random, shop.totals)) continue;
        for (size_t k = 0; k < shape->contest_count; k++) lay_contest(&shop, random, k);
        for (size_t g = shape_group_first(shape); g < shape->candidate_count; g++) lay_single(&shop, random, g);
        result = repair(&shop, random, finder, effort, found);
        if (!effort->work) break;
    }
    undetected_free(finder);
    return result;
}
