/* reported_problem.c: columns, totals and the first quick proofs that no exchange can explain reported totals. */
#include <stdlib.h>

#include "verify/deck/reported_problem.h"

#define COLUMN_WORDS_MOST ((size_t)16 << 20) /* 128 MiB */

struct keyed {
    uint32_t key, target;
};

static int by_key(const void *a, const void *b) {
    const struct keyed *x = a, *y = b;
    if (x->key != y->key) return x->key < y->key ? -1 : 1;
    return (x->target > y->target) - (x->target < y->target);
}

uint32_t reported_from(const struct reported_problem *p, uint64_t marks) {
    uint32_t low = 0, high = p->deck->target_count;
    while (low < high) {
        uint32_t middle = low + (high - low) / 2;
        if (p->marks[p->by_marks[middle]] < marks)
            low = middle + 1;
        else
            high = middle;
    }
    return low;
}

static scr_result build_columns(struct reported_problem *p, struct scr_arena *arena, uint32_t *everywhere) {
    const struct deck *deck = p->deck;
    uint32_t kept = 0;
    size_t size;
    *everywhere = 0;
    for (uint32_t b = 0; b < deck->ballot_count; b++) {
        if (deck->ballots[b].mark_count == deck->target_count)
            ++*everywhere;
        else if (deck->ballots[b].mark_count)
            kept++;
    }
    p->words = kept ? ((size_t)kept + 63) / 64 : 1;
    if (!scr_multiply(p->words, deck->target_count, &size) || size > COLUMN_WORDS_MOST) return (scr_result){SCR_LIMIT};
    p->columns = scr_arena_alloc(arena, size, sizeof *p->columns);
    p->marks = scr_arena_alloc(arena, deck->target_count, sizeof *p->marks);
    if (!p->columns || !p->marks) return (scr_result){SCR_MEMORY};
    kept = 0;
    for (uint32_t b = 0; b < deck->ballot_count; b++) {
        const struct deck_ballot *ballot = &deck->ballots[b];
        if (!ballot->mark_count || ballot->mark_count == deck->target_count) continue;
        for (uint32_t i = 0; i < ballot->mark_count; i++) {
            p->columns[ballot->marks[i] * p->words + kept / 64] |= (uint64_t)1 << kept % 64;
            p->marks[ballot->marks[i]]++;
        }
        kept++;
    }
    return scr_done();
}

/* Sorted reported totals against sorted marks: each candidate needs a target with enough marks, and exactly as many
 * when nothing is lost. */
static scr_result compare_sorted(struct reported_problem *p, struct scr_arena *arena) {
    size_t n = p->deck->target_count;
    struct keyed *keyed = scr_arena_alloc(arena, n, sizeof *keyed);
    p->by_marks = scr_arena_alloc(arena, n, sizeof *p->by_marks);
    p->largest = scr_arena_alloc(arena, n + 1, sizeof *p->largest);
    if (!keyed || !p->by_marks || !p->largest) return (scr_result){SCR_MEMORY};
    for (uint32_t i = 0; i < n; i++) keyed[i] = (struct keyed){p->marks[i], i};
    qsort(keyed, n, sizeof *keyed, by_key);
    for (uint32_t i = 0; i < n; i++) p->by_marks[i] = keyed[i].target;
    for (uint32_t i = 0; i < n; i++) keyed[i] = (struct keyed){p->reported[i], i};
    qsort(keyed, n, sizeof *keyed, by_key);
    for (uint32_t i = 0; i < n; i++)
        if (p->marks[p->by_marks[i]] < keyed[i].key) p->impossible = true; /* and with equal sums: all are equal */
    for (uint32_t i = 0; i < n; i++)
        keyed[i] = (struct keyed){p->marks[i] > p->reported[i] ? p->marks[i] - p->reported[i] : 0, i};
    qsort(keyed, n, sizeof *keyed, by_key);
    for (size_t i = 0; i < n; i++) p->largest[i + 1] = p->largest[i] + keyed[n - 1 - i].key;
    return scr_done();
}

/* What a correct machine counts for the contest's candidates from the ballots kept: recounted here, so that nothing
 * rests on the totals that the deck prints. */
static scr_result count_votes(const struct reported_problem *p, uint32_t k, struct scr_arena *arena, uint32_t *votes) {
    const struct deck_contest *contest = &p->deck->contests[k];
    size_t words = p->words;
    uint32_t limit = contest->votes_allowed < contest->count ? contest->votes_allowed : contest->count;
    struct tally tally = {scr_arena_alloc(arena, tally_planes(limit) * words, sizeof(uint64_t)),
                          scr_arena_alloc(arena, words, sizeof(uint64_t))};
    uint64_t *over = scr_arena_alloc(arena, words, sizeof *over), *fresh = scr_arena_alloc(arena, words, sizeof *fresh);
    if (!tally.planes || !tally.full || !over || !fresh) return (scr_result){SCR_MEMORY};
    for (uint32_t i = 0; i < contest->count; i++) {
        const uint64_t *column = p->columns + words * (contest->first + i);
        for (size_t w = 0; w < words; w++) {
            over[w] |= tally.full[w] & column[w];
            fresh[w] = column[w] & ~tally.full[w];
        }
        (void)tally_add(&tally, fresh, limit, words); /* full ballots were taken out */
    }
    for (uint32_t i = 0; i < contest->count; i++) {
        const uint64_t *column = p->columns + words * (contest->first + i);
        votes[i] = 0;
        for (size_t w = 0; w < words; w++) votes[i] += (uint32_t)__builtin_popcountll(column[w] & ~over[w]);
    }
    return scr_done();
}

scr_result reported_problem_build(const struct deck *deck, const uint32_t *reported, struct scr_arena *arena,
                                  struct reported_problem *p) {
    uint64_t all_marks = 0, all_votes = 0;
    uint32_t everywhere;
    *p = (struct reported_problem){.deck = deck, .planes_most = 1};
    if (!deck->target_count) return (scr_result){SCR_INTERNAL};
    SCR_TRY(build_columns(p, arena, &everywhere));
    p->reported = scr_arena_alloc(arena, deck->target_count, sizeof *p->reported);
    p->differs = scr_arena_alloc(arena, deck->contest_count, sizeof *p->differs);
    uint32_t *votes = scr_arena_alloc(arena, deck->target_count, sizeof *votes);
    if (!p->reported || !p->differs || !votes) return (scr_result){SCR_MEMORY};
    for (uint32_t k = 0; k < deck->contest_count; k++) {
        const struct deck_contest *contest = &deck->contests[k];
        bool competitive = reported_competitive(p, k);
        if (competitive && tally_planes(contest->votes_allowed) > p->planes_most)
            p->planes_most = tally_planes(contest->votes_allowed);
        uint32_t always = competitive ? 0 : everywhere; /* votes from ballots that mark everything */
        struct scr_arena room = {0};
        scr_result counted = count_votes(p, k, &room, votes);
        scr_arena_free(&room);
        SCR_TRY(counted);
        for (uint32_t i = contest->first; i < contest->first + contest->count; i++) {
            uint32_t own = votes[i - contest->first];
            if (reported[i] < always) p->impossible = true;
            p->reported[i] = reported[i] < always ? 0 : reported[i] - always;
            p->differs[k] |= p->reported[i] != own;
            all_marks += p->marks[i];
            all_votes += p->reported[i];
        }
    }
    if (all_votes > all_marks)
        p->impossible = true;
    else
        p->loss = all_marks - all_votes;
    return compare_sorted(p, arena);
}
