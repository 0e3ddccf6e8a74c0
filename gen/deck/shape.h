/* shape.h: the normal form of a ballot style (paper, appendix E): competitive contests sorted by candidates and votes
 * allowed, all noncompetitive candidates merged into one group. Equal shapes share one solution. */
#ifndef GEN_DECK_SHAPE_H
#define GEN_DECK_SHAPE_H

#include "gen/deck/style.h"

struct shape_contest {
    uint32_t n, v;  /* candidates, votes allowed; n > v */
    uint32_t first; /* its candidates are first .. first + n - 1 */
};

/* Candidates are numbered contest by contest, the group last. A *block* is a contest, or the group (which no ballot
 * overvotes). Totals within a block are distinct in every swap-safe deck. */
struct shape {
    struct shape_contest *contests; /* ascending (n, v) */
    size_t contest_count;
    size_t group;           /* noncompetitive candidates */
    size_t candidate_count; /* all */
    bool each_candidate;    /* rule: every candidate needs a vote (m = 1) */
};

static inline size_t shape_group_first(const struct shape *shape) { return shape->candidate_count - shape->group; }
static inline size_t shape_block_count(const struct shape *shape) { return shape->contest_count + (shape->group > 0); }
static inline size_t shape_block_first(const struct shape *shape, size_t block) {
    return block < shape->contest_count ? shape->contests[block].first : shape_group_first(shape);
}
static inline size_t shape_block_size(const struct shape *shape, size_t block) {
    return block < shape->contest_count ? shape->contests[block].n : shape->group;
}
/* One past the last contest with the same (n, v) as contest `k`. */
size_t shape_class_end(const struct shape *shape, size_t k);

/* The shape of a style. target_of[c] (arena) is the style's target that shape candidate c stands for. */
SCR_MUST_CHECK scr_result shape_of_style(const struct deck_style *style, bool each_candidate, struct scr_arena *arena,
                                         struct shape *shape, uint32_t **target_of);
/* The shape with the given contests (any order) and group. */
SCR_MUST_CHECK scr_result shape_make(const uint32_t (*contests)[2], size_t count, size_t group, bool each_candidate,
                                     struct scr_arena *arena, struct shape *shape);

/* Orders shapes: more contests first, then larger groups, then by contests; 0 when equal. For qsort-like use. */
int shape_compare(const struct shape *a, const struct shape *b);

/* Whether `small` is a sub-shape of `large` (Lemma 4): contest_of[k] is then the contest of `large` that serves contest
 * k of `small` (room for small->contest_count). */
bool shape_within(const struct shape *small, const struct shape *large, uint32_t *contest_of);

#endif
