/* undetected.h: does a swap of voting targets go undetected by these ballots, and which one?
 *
 * The generator's own method, unlike the verifier's (which narrows a domain for each target): list every *option* of
 * every contest, that is every way to count its candidates from targets of the same totals that overvotes no ballot,
 * other than leaving all in place. Strike out options that use a target whose contest cannot give it up, or give up a
 * target that no other option uses, until nothing changes; mostly nothing is left, and the deck is safe. Otherwise a
 * depth-first search follows displaced candidates from contest to contest, option by option. Where there are too many
 * options the answer is UNDETECTED_UNKNOWN, and undetected_sat.h decides. Theorem 1 of the paper says what "undetected"
 * means.
 */
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
 * effort that may be spent and is lowered by what was spent; UNDETECTED_UNKNOWN when it or the room for options ran
 * out. Contests before `from` are taken not to move: 0 looks at everything; calling again with *seed + 1 of the last
 * answer looks for further swaps. Totals within a block must be distinct, else the exchange of two equal ones is the
 * answer. */
SCR_MUST_CHECK scr_result undetected_find(struct undetected *finder, const struct marks *marks, size_t from,
                                          uint64_t *work, enum undetected_answer *answer, struct moves *moves,
                                          size_t *seed);

/* For each candidate the targets of the same total, as of the last look: images[start[c]], .., images[start[c + 1] -
 * 1], itself first. Hold until the next look. */
struct undetected_images {
    const size_t *start;
    const uint32_t *images;
};
struct undetected_images undetected_images(const struct undetected *finder);

#endif
