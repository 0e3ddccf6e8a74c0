/* attack.h: decks that hide a given swap, as an untrusted vendor could make them (paper, appendix B). For teaching and
 * for tests: the verifier refutes them all. */
#ifndef GEN_DECK_ATTACK_H
#define GEN_DECK_ATTACK_H

#include "gen/deck/marks.h"

/* `image_of[i]` is the target that candidate i is counted from: a permutation of the style's targets. Theorem 4 where
 * its condition holds (no cycle holds two candidates of one contest): distinct totals within each contest; *distinct =
 * true. Otherwise Proposition 6: each candidate on a ballot of its own; *distinct = false. */
SCR_MUST_CHECK scr_result attack_deck(const struct deck_style *style, const uint32_t *image_of, struct scr_arena *arena,
                                      struct marks *marks, bool *distinct);

/* Reads "A>B,B>C,C>A": candidate A is counted from B's target, .. Each is a target number or CONTEST_ID/CANDIDATE_ID.
 * "A<>B" exchanges two. */
SCR_MUST_CHECK scr_result attack_parse(const struct deck_style *style, const char *text, struct scr_arena *arena,
                                       uint32_t **image_of, struct scr_diagnosis *diagnosis);

#endif
