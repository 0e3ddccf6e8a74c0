/* other_methods.c: how decks are made where nobody looks for swaps, and the two simple ways that are safe but long. */
#include "gen/deck/other_methods.h"

#include "gen/deck/bounds.h"

/* Lays totals of one contest one after another around the cycle of ballots 0, 1, ..: at most v marks a ballot when they
 * sum to at most v * B. */
static void lay(struct marks *marks, const struct covered_contest *contest, const size_t *totals) {
    size_t at = 0;
    for (size_t i = 0; i < contest->count; i++)
        for (size_t t = 0; t < totals[contest->first + i]; t++) {
            marks_set(marks, contest->first + i, at);
            at = at + 1 < marks->ballots ? at + 1 : 0;
        }
}

size_t length_heuristic(const struct deck_style *style) {
    size_t most = 0;
    for (size_t k = 0; k < style->contest_count; k++)
        if (style->contests[k].count > most) most = style->contests[k].count;
    return most * (most + 1) / 2;
}

scr_result method_heuristic(const struct deck_style *style, struct scr_arena *arena, struct marks *marks) {
    SCR_TRY(marks_make(length_heuristic(style), style->target_count, arena, marks));
    for (size_t k = 0; k < style->contest_count; k++)
        for (size_t i = 0; i < style->contests[k].count; i++) /* candidate i: ballots i(i+1)/2 .. + i */
            for (size_t t = 0; t <= i; t++) marks_set(marks, style->contests[k].first + i, i * (i + 1) / 2 + t);
    return scr_done();
}

size_t length_legal(const struct deck_style *style, bool each_candidate) {
    size_t length = 0;
    for (size_t k = 0; k < style->contest_count; k++) {
        size_t bound = bound_contest(style->contests[k].count, style->contests[k].votes_allowed, each_candidate);
        if (bound > length) length = bound;
    }
    return length;
}

scr_result method_legal(const struct deck_style *style, bool each_candidate, struct scr_arena *arena,
                        struct marks *marks) {
    size_t *totals = scr_arena_alloc(arena, style->target_count, sizeof *totals);
    if (!totals) return (scr_result){SCR_MEMORY};
    for (size_t k = 0; k < style->contest_count; k++)
        for (size_t i = 0; i < style->contests[k].count; i++) totals[style->contests[k].first + i] = i + each_candidate;
    SCR_TRY(marks_make(length_legal(style, each_candidate), style->target_count, arena, marks));
    for (size_t k = 0; k < style->contest_count; k++) lay(marks, &style->contests[k], totals);
    return scr_done();
}

size_t length_single(const struct deck_style *style) { return style->target_count * (style->target_count + 1) / 2; }

scr_result method_single(const struct deck_style *style, struct scr_arena *arena, struct marks *marks) {
    size_t ballot = 0;
    SCR_TRY(marks_make(length_single(style), style->target_count, arena, marks));
    for (size_t i = 0; i < style->target_count; i++)
        for (size_t t = 0; t <= i; t++) marks_set(marks, i, ballot++);
    return scr_done();
}

/* A contest being filled with totals, largest totals first. */
struct filling {
    size_t contest, left; /* candidates without a total yet */
    size_t room;          /* votes left: votes allowed * ballots, less the totals given */
};

/* Gives totals N, N-1, .., 1 in turn to the contest with the most room for each candidate it still has to serve. */
static bool pack(const struct deck_style *style, size_t ballots, struct filling *fillings, size_t *totals) {
    for (size_t k = 0; k < style->contest_count; k++)
        fillings[k] = (struct filling){k, style->contests[k].count, style->contests[k].votes_allowed * ballots};
    for (size_t total = style->target_count; total; total--) {
        struct filling *best = NULL;
        for (size_t k = 0; k < style->contest_count; k++) {
            struct filling *f = &fillings[k];
            if (f->left && f->room >= total && (!best || f->room * best->left > best->room * f->left)) best = f;
        }
        if (!best) return false;
        totals[style->contests[best->contest].first + --best->left] = total;
        best->room -= total;
    }
    return true;
}

/* Any contests with n candidates and v votes in all: their totals sum to at least n(n+1)/2 and at most v * B. Contests
 * by falling candidates per vote: each prefix gives a bound; and some candidate has N votes. */
static size_t distinct_lower(const struct deck_style *style, struct filling *order) {
    size_t n = 0, v = 0, lower = style->target_count;
    for (size_t k = 0; k < style->contest_count; k++) order[k] = (struct filling){k, 0, 0};
    for (size_t a = 1; a < style->contest_count; a++)
        for (size_t b = a; b; b--) {
            const struct covered_contest *x = &style->contests[order[b - 1].contest];
            const struct covered_contest *y = &style->contests[order[b].contest];
            if (x->count * y->votes_allowed >= y->count * x->votes_allowed) break;
            struct filling kept = order[b];
            order[b] = order[b - 1];
            order[b - 1] = kept;
        }
    for (size_t k = 0; k < style->contest_count; k++) {
        n += style->contests[order[k].contest].count;
        v += style->contests[order[k].contest].votes_allowed;
        size_t bound = (n * (n + 1) / 2 + v - 1) / v;
        if (bound > lower) lower = bound;
    }
    return lower;
}

scr_result method_distinct(const struct deck_style *style, struct scr_arena *arena, struct marks *marks,
                           size_t *lower) {
    struct filling *fillings = scr_arena_alloc(arena, style->contest_count, sizeof *fillings);
    size_t *totals = scr_arena_alloc(arena, style->target_count, sizeof *totals);
    if (!fillings || !totals) return (scr_result){SCR_MEMORY};
    *lower = distinct_lower(style, fillings);
    size_t ballots = *lower;
    while (!pack(style, ballots, fillings, totals)) ballots++;
    SCR_TRY(marks_make(ballots, style->target_count, arena, marks));
    for (size_t k = 0; k < style->contest_count; k++) lay(marks, &style->contests[k], totals);
    return scr_done();
}
