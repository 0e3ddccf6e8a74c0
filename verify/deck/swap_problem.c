/* swap_problem.c: columns of marks, groups of equal totals, and counters of marks per ballot. */
#include <stdlib.h>
#include <string.h>

#include "verify/deck/swap_problem.h"

#define COLUMN_WORDS_MOST ((size_t)16 << 20) /* 128 MiB */

struct keyed {
    uint32_t total, target;
};

static int by_total(const void *a, const void *b) {
    const struct keyed *x = a, *y = b;
    if (x->total != y->total) return x->total < y->total ? -1 : 1;
    return (x->target > y->target) - (x->target < y->target);
}

static scr_result build_groups(struct swap_problem *p, struct scr_arena *arena) {
    size_t n = p->targets;
    struct keyed *keyed = scr_arena_alloc(arena, n, sizeof *keyed);
    p->members = scr_arena_alloc(arena, n, sizeof *p->members);
    p->group_of = scr_arena_alloc(arena, n, sizeof *p->group_of);
    p->place_of = scr_arena_alloc(arena, n, sizeof *p->place_of);
    p->groups = scr_arena_alloc(arena, n, sizeof *p->groups);
    if (!keyed || !p->members || !p->group_of || !p->place_of || !p->groups) return (scr_result){SCR_MEMORY};
    for (uint32_t t = 0; t < n; t++) keyed[t] = (struct keyed){p->totals[t], t};
    if (n) qsort(keyed, n, sizeof *keyed, by_total);
    for (uint32_t i = 0; i < n; i++) {
        if (!i || keyed[i].total != keyed[i - 1].total) p->groups[p->group_count++].first = i;
        struct swap_group *group = &p->groups[p->group_count - 1];
        p->members[i] = keyed[i].target;
        p->group_of[keyed[i].target] = p->group_count - 1;
        p->place_of[keyed[i].target] = group->count++;
    }
    return scr_done();
}

/* Only contests in which some target shares its total need columns, but those need them for all their targets; the
 * few words saved by leaving others out are not worth a second index. */
static scr_result build_columns(struct swap_problem *p, struct scr_arena *arena) {
    size_t size;
    p->words = ((size_t)p->ballots + 63) / 64;
    if (p->words == 0) p->words = 1;
    if (!scr_multiply(p->words, p->targets, &size) || size > COLUMN_WORDS_MOST) return (scr_result){SCR_LIMIT};
    p->columns = scr_arena_alloc(arena, size, sizeof *p->columns);
    if (!p->columns) return (scr_result){SCR_MEMORY};
    uint32_t ballot = 0;
    for (uint32_t b = 0; b < p->deck->ballot_count; b++) {
        const struct deck_ballot *from = &p->deck->ballots[b];
        if (from->kind != BALLOT_TEST) continue;
        for (uint32_t i = 0; i < from->mark_count; i++)
            p->columns[from->marks[i] * p->words + ballot / 64] |= (uint64_t)1 << ballot % 64;
        ballot++;
    }
    return scr_done();
}

scr_result swap_problem_build(const struct deck *deck, struct budget *budget, struct scr_arena *arena,
                              struct swap_problem *p) {
    *p = (struct swap_problem){.deck = deck, .budget = budget, .targets = deck->target_count, .planes_most = 1};
    p->totals = scr_arena_alloc(arena, p->targets, sizeof *p->totals);
    if (!p->totals) return (scr_result){SCR_MEMORY};
    for (uint32_t b = 0; b < deck->ballot_count; b++) {
        if (deck->ballots[b].kind != BALLOT_TEST) continue;
        p->ballots++;
        for (uint32_t i = 0; i < deck->ballots[b].mark_count; i++) p->totals[deck->ballots[b].marks[i]]++;
    }
    for (uint32_t k = 0; k < deck->contest_count; k++)
        if (swap_competitive(p, k) && tally_planes(deck->contests[k].votes_allowed) > p->planes_most)
            p->planes_most = tally_planes(deck->contests[k].votes_allowed);
    SCR_TRY(build_groups(p, arena));
    if (p->group_count == p->targets) return scr_done(); /* all totals differ: nothing will ask for columns */
    return build_columns(p, arena);
}

void tally_clear(struct tally *tally, uint32_t votes, size_t words) {
    memset(tally->planes, 0, tally_planes(votes) * words * sizeof *tally->planes);
    memset(tally->full, 0, words * sizeof *tally->full);
}

void tally_copy(struct tally *to, const struct tally *from, uint32_t votes, size_t words) {
    memcpy(to->planes, from->planes, tally_planes(votes) * words * sizeof *to->planes);
    memcpy(to->full, from->full, words * sizeof *to->full);
}

bool tally_add(struct tally *tally, const uint64_t *column, uint32_t votes, size_t words) {
    uint32_t planes = tally_planes(votes);
    if (bits_meet(tally->full, column, words)) return false;
    for (size_t w = 0; w < words; w++) {
        uint64_t carry = column[w], full = ~(uint64_t)0;
        for (uint32_t p = 0; p < planes; p++) {
            uint64_t *plane = &tally->planes[p * words + w], old = *plane;
            *plane = old ^ carry;
            carry &= old;
            full &= votes >> p & 1 ? *plane : ~*plane;
        }
        tally->full[w] = full;
    }
    return true;
}

/* `full` by contest: ballots on which the contest has all the marks it may have. */
static bool exchange_unnoticed(const struct swap_problem *p, const uint64_t *const *full, uint32_t a, uint32_t b) {
    const uint64_t *x = swap_column(p, a), *y = swap_column(p, b);
    const uint64_t *fa = full[p->deck->candidates[a].contest], *fb = full[p->deck->candidates[b].contest];
    if (p->deck->candidates[a].contest == p->deck->candidates[b].contest) return true;
    for (size_t w = 0; w < p->words; w++)
        if ((fa && fa[w] & y[w] & ~x[w]) || (fb && fb[w] & x[w] & ~y[w])) return false;
    return true;
}

/* The ballots on which each competitive contest that may matter is full; NULL for the others. */
static scr_result full_ballots(const struct swap_problem *p, struct scr_arena *arena, const uint64_t ***full) {
    const struct deck *deck = p->deck;
    struct tally tally = {.planes = scr_arena_alloc(arena, p->planes_most * p->words, sizeof(uint64_t))};
    *full = scr_arena_alloc(arena, deck->contest_count, sizeof **full);
    if (!tally.planes || !*full) return (scr_result){SCR_MEMORY};
    for (uint32_t k = 0; k < deck->contest_count; k++) {
        const struct deck_contest *contest = &deck->contests[k];
        bool matters = false;
        for (uint32_t i = 0; i < contest->count; i++) matters |= p->groups[p->group_of[contest->first + i]].count > 1;
        if (!matters || !swap_competitive(p, k)) continue;
        tally.full = scr_arena_alloc(arena, p->words, sizeof *tally.full);
        if (!tally.full) return (scr_result){SCR_MEMORY};
        tally_clear(&tally, contest->votes_allowed, p->words);
        for (uint32_t i = 0; i < contest->count; i++)
            if (!tally_add(&tally, swap_column(p, contest->first + i), contest->votes_allowed, p->words))
                return (scr_result){SCR_INTERNAL}; /* the caller promised ballots without overvotes (LAT-05) */
        (*full)[k] = tally.full;
    }
    return scr_done();
}

scr_result swap_pair(const struct swap_problem *p, struct scr_arena *room, struct scr_arena *arena, bool *found,
                     struct swap *swap) {
    const uint64_t **full;
    *found = false;
    SCR_TRY(full_ballots(p, room, &full));
    for (uint32_t a = 0; a < p->targets; a++) {
        const struct swap_group *group = &p->groups[p->group_of[a]];
        for (uint32_t place = p->place_of[a] + 1; place < group->count; place++) {
            uint32_t b = p->members[group->first + place];
            if (!swap_spend(p, 1 + p->words / 8)) return (scr_result){SCR_LIMIT};
            if (!exchange_unnoticed(p, full, a, b)) continue;
            swap->moved = scr_arena_alloc(arena, 2, sizeof *swap->moved);
            swap->image = scr_arena_alloc(arena, 2, sizeof *swap->image);
            if (!swap->moved || !swap->image) return (scr_result){SCR_MEMORY};
            swap->count = 2;
            swap->moved[0] = swap->image[1] = a;
            swap->moved[1] = swap->image[0] = b;
            *found = true;
            return scr_done();
        }
    }
    return scr_done();
}
