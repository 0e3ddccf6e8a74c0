/* style.h: the covered part of a ballot style, with voting targets numbered, and its shape: what decks are made for.
 *
 * Specification, section 4.1. Targets count from 0 here and from 1 in files. */
#ifndef GEN_DECK_STYLE_H
#define GEN_DECK_STYLE_H

#include "gen/election.h"

struct covered_contest {
    const struct contest *contest;
    size_t first, count; /* its targets are first .. first + count - 1; count at least 1 */
    unsigned votes_allowed;
};

struct uncovered_target {
    const struct contest *contest;
    const struct candidate *candidate;
    bool straight_party; /* else an excluded write-in line */
};

#define STYLE_TARGETS_MOST 20000 /* in one style; the verifier reads no more */

/* Borrowed from the election, which must outlive it; arrays live in the arena given. */
struct deck_style {
    const struct election *election;
    const struct ballot_style *style;
    struct covered_contest *contests;
    size_t contest_count;
    const struct candidate **candidates; /* by target */
    size_t target_count;
    struct uncovered_target *uncovered; /* in ballot order */
    size_t uncovered_count;
    const struct contest *straight_party; /* the party-line option, or NULL */
};

/* Numbers the covered targets of one style. SCR_INPUT when no target is covered, SCR_LIMIT
 * when there are too many. */
SCR_MUST_CHECK scr_result deck_style_of(const struct election *election, const struct ballot_style *style,
                                        struct scr_arena *arena, struct deck_style *out,
                                        struct scr_diagnosis *diagnosis);

#endif
