/* other_methods.h: decks for comparison: common practice, the legal minimum, and Propositions 4 and 5. None is claimed
 * swap-safe. */
#ifndef GEN_DECK_OTHER_METHODS_H
#define GEN_DECK_OTHER_METHODS_H

#include "gen/deck/marks.h"

/* Marks over the style's own targets (column c belongs to target c). */

/* "1, 2, 3": one ballot with each contest's first candidate, two with the second, three with the third, .. (paper,
 * figure 2). */
SCR_MUST_CHECK scr_result method_heuristic(const struct deck_style *style, struct scr_arena *arena,
                                           struct marks *marks);
/* The shortest deck in which candidates of a contest have distinct totals (paper, footnote 9). */
SCR_MUST_CHECK scr_result method_legal(const struct deck_style *style, bool each_candidate, struct scr_arena *arena,
                                       struct marks *marks);
/* Proposition 5: all totals 1..N distinct, packed. *lower is a bound on the length of such decks; equal to
 * marks->ballots: shortest. */
SCR_MUST_CHECK scr_result method_distinct(const struct deck_style *style, struct scr_arena *arena, struct marks *marks,
                                          size_t *lower);
/* Proposition 4: one target a ballot, N(N+1)/2 ballots. */
SCR_MUST_CHECK scr_result method_single(const struct deck_style *style, struct scr_arena *arena, struct marks *marks);

/* Lengths of the same, without making the decks. */
size_t length_heuristic(const struct deck_style *style);
size_t length_legal(const struct deck_style *style, bool each_candidate);
size_t length_single(const struct deck_style *style);

#endif
