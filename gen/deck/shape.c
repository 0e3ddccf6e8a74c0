/* shape.c: normal forms of ballot styles, and whether one lies within another. */
#include "gen/deck/shape.h"

#include <stdlib.h>

size_t shape_class_end(const struct shape *shape, size_t k) {
    size_t end = k + 1;
    while (end < shape->contest_count && shape->contests[end].n == shape->contests[k].n &&
           shape->contests[end].v == shape->contests[k].v)
        end++;
    return end;
}

/* A contest on its way into normal form; `source` keeps the sort stable and leads back to the style. */
struct draft {
    uint32_t n, v;
    size_t source;
};

static int by_size(const void *a, const void *b) {
    const struct draft *x = a, *y = b;
    if (x->n != y->n) return x->n < y->n ? -1 : 1;
    if (x->v != y->v) return x->v < y->v ? -1 : 1;
    return x->source < y->source ? -1 : x->source > y->source;
}

static void number_contests(struct shape *shape, const struct draft *drafts, size_t count) {
    uint32_t first = 0;
    for (size_t k = 0; k < count; k++) {
        shape->contests[k] = (struct shape_contest){drafts[k].n, drafts[k].v, first};
        first += drafts[k].n;
    }
    shape->contest_count = count;
    shape->candidate_count = first + shape->group;
}

scr_result shape_of_style(const struct deck_style *style, bool each_candidate, struct scr_arena *arena,
                          struct shape *shape, uint32_t **target_of) {
    struct draft *drafts = scr_arena_alloc(arena, style->contest_count, sizeof *drafts);
    shape->contests = scr_arena_alloc(arena, style->contest_count, sizeof *shape->contests);
    *target_of = scr_arena_alloc(arena, style->target_count, sizeof **target_of);
    if (!drafts || !shape->contests || !*target_of) return (scr_result){SCR_MEMORY};
    size_t count = 0;
    shape->group = 0;
    shape->each_candidate = each_candidate;
    for (size_t k = 0; k < style->contest_count; k++) {
        const struct covered_contest *contest = &style->contests[k];
        if (contest->count > contest->votes_allowed)
            drafts[count++] = (struct draft){(uint32_t)contest->count, contest->votes_allowed, k};
        else
            shape->group += contest->count;
    }
    qsort(drafts, count, sizeof *drafts, by_size);
    number_contests(shape, drafts, count);
    size_t at = 0;
    for (size_t k = 0; k < count; k++)
        for (size_t i = 0; i < drafts[k].n; i++)
            (*target_of)[at++] = (uint32_t)(style->contests[drafts[k].source].first + i);
    for (size_t k = 0; k < style->contest_count; k++)
        if (style->contests[k].count <= style->contests[k].votes_allowed)
            for (size_t i = 0; i < style->contests[k].count; i++)
                (*target_of)[at++] = (uint32_t)(style->contests[k].first + i);
    return scr_done();
}

scr_result shape_make(const uint32_t (*contests)[2], size_t count, size_t group, bool each_candidate,
                      struct scr_arena *arena, struct shape *shape) {
    struct draft *drafts = scr_arena_alloc(arena, count, sizeof *drafts);
    shape->contests = scr_arena_alloc(arena, count, sizeof *shape->contests);
    if (!drafts || !shape->contests) return (scr_result){SCR_MEMORY};
    shape->group = group;
    shape->each_candidate = each_candidate;
    size_t competitive = 0;
    for (size_t k = 0; k < count; k++) {
        if (contests[k][0] > contests[k][1])
            drafts[competitive++] = (struct draft){contests[k][0], contests[k][1], k};
        else
            shape->group += contests[k][0];
    }
    qsort(drafts, competitive, sizeof *drafts, by_size);
    number_contests(shape, drafts, competitive);
    return scr_done();
}

int shape_compare(const struct shape *a, const struct shape *b) {
    if (a->contest_count != b->contest_count) return a->contest_count > b->contest_count ? -1 : 1;
    if (a->group != b->group) return a->group > b->group ? -1 : 1;
    for (size_t k = 0; k < a->contest_count; k++) {
        const struct shape_contest *x = &a->contests[k], *y = &b->contests[k];
        if (x->n != y->n) return x->n < y->n ? -1 : 1;
        if (x->v != y->v) return x->v < y->v ? -1 : 1;
    }
    return a->each_candidate == b->each_candidate ? 0 : a->each_candidate ? -1 : 1;
}

bool shape_within(const struct shape *small, const struct shape *large, uint32_t *contest_of) {
    if (small->contest_count > large->contest_count || small->group > large->group ||
        small->each_candidate != large->each_candidate)
        return false;
    size_t at = 0;
    for (size_t k = 0; k < small->contest_count; k++) {
        uint32_t n = small->contests[k].n, v = small->contests[k].v;
        while (at < large->contest_count &&
               (large->contests[at].n < n || (large->contests[at].n == n && large->contests[at].v < v)))
            at++;
        if (at == large->contest_count || large->contests[at].n != n || large->contests[at].v != v) return false;
        contest_of[k] = (uint32_t)at++;
    }
    return true;
}
