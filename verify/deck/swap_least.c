/* swap_least.c: the smallest undetected swap, by iterative deepening on the number of candidates moved.
 *
 * The search follows the swap: a candidate that moves is counted from another's target, so that one moves too; a target
 * put where it would overvote a ballot forces out whoever is marked there. A swap of the least size is connected in
 * this way (a part that closes by itself would be a smaller one), so starting from its first candidate finds it. */
#include <stdlib.h>
#include <string.h>

#include "verify/deck/swap_cover.h"

struct least {
    const struct cover *cover;
    const struct swap_problem *problem;
    uint32_t limit, first;        /* candidates moved in all; no candidate before `first` moves */
    uint32_t *image;              /* by candidate: the target it is counted from, or NOBODY */
    bool *moved, *taken, *frozen; /* frozen: decided not to move */
    uint32_t *order;              /* the moved candidates, as they came */
    uint32_t count;
    uint32_t *chill; /* the frozen candidates, as they came */
    uint32_t frozen_count;
    struct tally tally;
    struct swap *best;
    bool found, ended;
};

static bool movable(const struct least *s, uint32_t target) {
    return target >= s->first && !s->frozen[target] && s->cover->sizes[target] > 1;
}

static bool move(struct least *s, uint32_t candidate) {
    if (s->count == s->limit || !movable(s, candidate)) return false;
    s->moved[candidate] = true;
    s->order[s->count++] = candidate;
    return true;
}

static void unmove(struct least *s, uint32_t count) {
    while (s->count > count) s->moved[s->order[--s->count]] = false;
}

/* Counts the images chosen so far in the candidate's contest; the candidate itself has none yet. */
static void tally_images(struct least *s, const struct deck_contest *contest) {
    size_t words = s->problem->words;
    tally_clear(&s->tally, contest->votes_allowed, words);
    for (uint32_t i = contest->first; i < contest->first + contest->count; i++)
        if (s->image[i] != NOBODY) /* never fails: each was tried before it was chosen */
            (void)tally_add(&s->tally, swap_column(s->problem, s->image[i]), contest->votes_allowed, words);
    if (!swap_spend(s->problem, contest->count + s->count)) s->ended = true;
}

static bool allowed(const struct least *s, uint32_t candidate, uint32_t target, bool limited) {
    if (target == candidate || s->taken[target]) return false;
    if (!s->moved[target] && (s->count == s->limit || !movable(s, target))) return false;
    return !limited || !bits_meet(s->tally.full, swap_column(s->problem, target), s->problem->words);
}

/* The moved candidate without an image that has the fewest targets to choose from; NOBODY when none waits. */
static uint32_t waiting(struct least *s) {
    uint32_t best = NOBODY, least = UINT32_MAX;
    for (uint32_t a = 0; a < s->count && least && !s->ended; a++) {
        uint32_t candidate = s->order[a], contest = s->problem->deck->candidates[candidate].contest, choices = 0;
        if (s->image[candidate] != NOBODY) continue;
        bool limited = swap_competitive(s->problem, contest);
        if (limited) tally_images(s, &s->problem->deck->contests[contest]);
        for (uint32_t place = domain_next(s->cover, candidate, 0); place != NOBODY && choices < least;
             place = domain_next(s->cover, candidate, place + 1))
            choices += allowed(s, candidate, target_at(s->problem, candidate, place), limited);
        if (choices < least) {
            least = choices;
            best = candidate;
        }
        if (!swap_spend(s->problem, 1 + s->cover->sizes[candidate])) s->ended = true;
    }
    return best;
}

static int by_value(const void *a, const void *b) {
    uint32_t x = *(const uint32_t *)a, y = *(const uint32_t *)b;
    return (x > y) - (x < y);
}

/* Keeps the swap at hand when it comes before the best one so far. */
static void record(struct least *s) {
    uint32_t *moved = s->best->moved, *image = s->best->image, n = s->count;
    uint32_t *order = s->best->moved + s->limit; /* room beside, see swap_least */
    memcpy(order, s->order, n * sizeof *order);
    qsort(order, n, sizeof *order, by_value);
    int sign = s->found ? 0 : -1;
    for (uint32_t a = 0; a < n && !sign; a++) sign = (order[a] > moved[a]) - (order[a] < moved[a]);
    for (uint32_t a = 0; a < n && !sign; a++) sign = (s->image[order[a]] > image[a]) - (s->image[order[a]] < image[a]);
    if (sign >= 0) return;
    s->found = true;
    s->best->count = n;
    for (uint32_t a = 0; a < n; a++) {
        moved[a] = order[a];
        image[a] = s->image[order[a]];
    }
}

static void search(struct least *s);

/* Every moved candidate has its image. In `contest` the candidates that stay, with the images, overvote a ballot:
 * one of those marked there must move. Returns false when no ballot is overvoted. */
static bool resolve(struct least *s, const struct deck_contest *contest) {
    const struct swap_problem *p = s->problem;
    uint32_t end = contest->first + contest->count, last = NOBODY;
    tally_images(s, contest);
    for (uint32_t i = contest->first; i < end && last == NOBODY; i++)
        if (!s->moved[i] && !tally_add(&s->tally, swap_column(p, i), contest->votes_allowed, p->words)) last = i;
    if (last == NOBODY) return false;
    size_t w = 0;
    while (!(s->tally.full[w] & swap_column(p, last)[w])) w++;
    uint64_t over = s->tally.full[w] & swap_column(p, last)[w], ballot = over & (~over + 1);
    uint32_t count = s->count, frozen = s->frozen_count;
    for (uint32_t i = contest->first; i <= last && !s->ended; i++) {
        if (s->moved[i] || s->frozen[i] || !(swap_column(p, i)[w] & ballot) || !move(s, i)) continue;
        search(s);
        unmove(s, count);
        s->frozen[i] = true; /* from here on another one moves and this one stays */
        s->chill[s->frozen_count++] = i;
    }
    while (s->frozen_count > frozen) s->frozen[s->chill[--s->frozen_count]] = false;
    return true;
}

/* Candidates that stay where the images chosen fill a ballot they are marked on must move. */
static bool force_out(struct least *s, const struct deck_contest *contest) {
    tally_images(s, contest);
    for (uint32_t i = contest->first; i < contest->first + contest->count; i++)
        if (!s->moved[i] && bits_meet(s->tally.full, swap_column(s->problem, i), s->problem->words) && !move(s, i))
            return false;
    return true;
}

static void search(struct least *s) {
    const struct swap_problem *p = s->problem;
    uint32_t candidate = waiting(s);
    if (s->ended) return;
    if (candidate == NOBODY) {
        for (uint32_t a = 0; a < s->count; a++) {
            uint32_t contest = p->deck->candidates[s->order[a]].contest;
            if (swap_competitive(p, contest) && resolve(s, &p->deck->contests[contest])) return;
        }
        record(s);
        return;
    }
    uint32_t contest = p->deck->candidates[candidate].contest, count = s->count;
    bool limited = swap_competitive(p, contest);
    for (uint32_t place = domain_next(s->cover, candidate, 0); place != NOBODY && !s->ended;
         place = domain_next(s->cover, candidate, place + 1)) {
        uint32_t target = target_at(p, candidate, place);
        if (limited) tally_images(s, &p->deck->contests[contest]);
        if (!allowed(s, candidate, target, limited)) continue;
        s->image[candidate] = target;
        s->taken[target] = true;
        if ((s->moved[target] || move(s, target)) && (!limited || force_out(s, &p->deck->contests[contest]))) search(s);
        unmove(s, count);
        s->image[candidate] = NOBODY;
        s->taken[target] = false;
    }
}

scr_result swap_least(const struct cover *cover, uint32_t count, struct scr_arena *arena, bool *found,
                      struct swap *swap) {
    const struct swap_problem *p = cover->problem;
    size_t n = p->targets;
    struct least s = {.cover = cover, .problem = p, .limit = count, .best = swap};
    *found = false;
    s.image = scr_arena_alloc(arena, n, sizeof *s.image);
    s.moved = scr_arena_alloc(arena, n, sizeof *s.moved);
    s.taken = scr_arena_alloc(arena, n, sizeof *s.taken);
    s.frozen = scr_arena_alloc(arena, n, sizeof *s.frozen);
    s.chill = scr_arena_alloc(arena, n, sizeof *s.chill);
    s.order = scr_arena_alloc(arena, count, sizeof *s.order);
    s.tally.planes = scr_arena_alloc(arena, p->planes_most * p->words, sizeof *s.tally.planes);
    s.tally.full = scr_arena_alloc(arena, p->words, sizeof *s.tally.full);
    swap->moved = scr_arena_alloc(arena, 2 * (size_t)count, sizeof *swap->moved);
    swap->image = scr_arena_alloc(arena, count, sizeof *swap->image);
    if (!s.image || !s.moved || !s.taken || !s.frozen || !s.chill || !s.order || !s.tally.planes || !s.tally.full ||
        !swap->moved || !swap->image)
        return (scr_result){SCR_MEMORY};
    for (uint32_t t = 0; t < n; t++) s.image[t] = NOBODY;
    for (uint32_t t = 0; t < n && !s.found && !s.ended; t++) {
        s.first = t;
        if (!move(&s, t)) continue;
        search(&s);
        unmove(&s, 0);
    }
    *found = s.found;
    return s.ended ? (scr_result){SCR_LIMIT} : scr_done();
}
