/* swap_cover.h: for each target the targets it may be carried to by an undetected swap, narrowed by propagation. */
#ifndef VERIFY_DECK_SWAP_COVER_H
#define VERIFY_DECK_SWAP_COVER_H

#include "verify/deck/swap_problem.h"

#define NOBODY UINT32_MAX

struct removal { /* a value taken out of a domain */
    uint32_t target, place;
};

struct contest_room; /* working memory of swap_options.c */

/* The state of the search. An option of a contest assigns a target of the right total to each of its candidates without
 * overvoting a ballot; an undetected swap is a choice of one option per contest that covers every target once. Options
 * are never listed: a value stays in a domain while some option within the domains contains it. */
struct cover {
    const struct swap_problem *problem;
    uint64_t *domains;   /* by target: a bit for each place in its group */
    uint64_t *supported; /* the same shape: values of the contest at hand for which an option is known */
    size_t *domain_at;   /* by target: where its words begin */
    uint32_t *sizes;     /* by target: bits left in its domain */
    struct removal *trail;
    size_t trail_length, trail_capacity;
    uint32_t *match, *taken_by; /* by place in members: a permutation of each group within the domains, or NOBODY */
    uint32_t *contest_queue, *group_queue;
    uint32_t contests_waiting, groups_waiting;
    bool *contest_waits, *group_waits;
    struct contest_room *room;
    uint32_t *scratch; /* 6 * the largest group, for swap_groups.c */
};

/* Zero-initialise; everything but the trail is the arena's. SCR_LIMIT when the memory would be too much. */
SCR_MUST_CHECK scr_result cover_begin(struct cover *cover, const struct swap_problem *problem, struct scr_arena *arena);
void cover_end(struct cover *cover);

static inline size_t domain_words(const struct swap_problem *problem, uint32_t target) {
    return ((size_t)problem->groups[problem->group_of[target]].count + 63) / 64;
}
static inline bool domain_has(const struct cover *cover, uint32_t target, uint32_t place) {
    return cover->domains[cover->domain_at[target] + place / 64] >> place % 64 & 1;
}
/* The first place of the domain at or after `place`, or NOBODY. */
uint32_t domain_next(const struct cover *cover, uint32_t target, uint32_t place);
/* The target at a place of another target's group. */
static inline uint32_t target_at(const struct swap_problem *problem, uint32_t target, uint32_t place) {
    return problem->members[problem->groups[problem->group_of[target]].first + place];
}

/* Takes a value out of a domain and marks what must be looked at again. */
SCR_MUST_CHECK scr_result cover_remove(struct cover *cover, uint32_t target, uint32_t place);
/* Leaves only one value. */
SCR_MUST_CHECK scr_result cover_assign(struct cover *cover, uint32_t target, uint32_t place);
/* Puts back what was removed since the trail had `length` entries. */
void cover_restore(struct cover *cover, size_t length);
/* Removes values until every one left has an option of its contest and a permutation of its group. *possible is false
 * when a domain became empty. SCR_LIMIT when the budget ends. */
SCR_MUST_CHECK scr_result cover_propagate(struct cover *cover, bool *possible);

/* swap_options.c: one contest's pass. */
SCR_MUST_CHECK scr_result contest_room_build(const struct swap_problem *problem, struct scr_arena *arena,
                                             struct contest_room **room);
SCR_MUST_CHECK scr_result narrow_contest(struct cover *cover, uint32_t contest, bool *possible);
/* swap_groups.c: one group's pass. */
SCR_MUST_CHECK scr_result narrow_group(struct cover *cover, uint32_t group, bool *possible);

/* swap_exists.c: an undetected swap, any; *found false when there is none. On return the domains hold every target of
 * every undetected swap. */
SCR_MUST_CHECK scr_result cover_second(struct cover *cover, struct scr_arena *arena, bool *found, struct swap *swap);

/* swap_least.c: the undetected swap of exactly `count` candidates that is first in lexicographic order of the moved
 * candidates, then of the images, when no smaller one exists. *found is meaningful also with SCR_LIMIT: then *swap is
 * one of that size, perhaps not the first. */
SCR_MUST_CHECK scr_result swap_least(const struct cover *cover, uint32_t count, struct scr_arena *arena, bool *found,
                                     struct swap *swap);

#endif
