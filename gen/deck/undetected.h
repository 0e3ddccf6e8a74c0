/* undetected.h: does a swap of voting targets go undetected by these ballots, and which one?
 *
 * The generator's own method, unlike the verifier's: filter the graph of possible moves (candidate i counted from
 * target j) as an all-different constraint is filtered (Regin 1994: a move belongs to some bijection exactly when it
 * lies on a cycle), together with the overvote limit of each contest, until nothing changes. Mostly only the identity
 * is left. Otherwise a depth-first search follows displaced candidates from contest to contest. Theorem 1 of the paper
 * says what "undetected" means. */
#ifndef GEN_DECK_UNDETECTED_H
#define GEN_DECK_UNDETECTED_H

#include "gen/deck/marks.h"

/* Candidate moved[a] is counted from target image[a]; moved ascends. Arrays belong to the finder and hold until its
 * next use. */
struct moves {
    uint32_t *moved, *image;
    size_t count;
};

enum undetected_answer { UNDETECTED_NONE, UNDETECTED_FOUND, UNDETECTED_UNKNOWN };

struct undetected; /* working memory for one shape */
SCR_MUST_CHECK scr_result undetected_new(const struct shape *shape, size_t ballots, struct undetected **finder);
void undetected_free(struct undetected *finder);

/* Looks for an undetected swap that touches few contests. `marks` obeys the contests' limits. *work is the counted
 * effort that may be spent and is lowered by what was spent; UNDETECTED_UNKNOWN when it ran out. Contests before `from`
 * are taken not to move: 0 looks at everything; calling again with *seed + 1 of the last answer looks for further
 * swaps. Totals within a block must be distinct, else the exchange of two equal ones is the answer. */
SCR_MUST_CHECK scr_result undetected_find(struct undetected *finder, const struct marks *marks, size_t from,
                                          uint64_t *work, enum undetected_answer *answer, struct moves *moves,
                                          size_t *seed);

/* The moves that filtering left at the last look: candidate c may be counted from images[start[c]], .., images[start[c
 * + 1] - 1] where kept[] is true; the first of each is c itself. Hold until the next look. */
struct undetected_left {
    const size_t *start;
    const uint32_t *images;
    const bool *kept;
};
struct undetected_left undetected_left(const struct undetected *finder);

#endif
