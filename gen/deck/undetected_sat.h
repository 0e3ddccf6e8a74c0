/* undetected_sat.h: the complete answer to "is a swap missed?" by SAT, for the few decks where the search of
 * undetected.h runs out of effort or room: the paper's program CUT (section 4.2.2). */
#ifndef GEN_DECK_UNDETECTED_SAT_H
#define GEN_DECK_UNDETECTED_SAT_H

#include "gen/deck/undetected.h"

/* After undetected_find on the same marks answered UNDETECTED_UNKNOWN. `moves` has room for all candidates in both
 * arrays; the swap is connected (Theorem 2). `conflicts` is lowered by what was spent. */
SCR_MUST_CHECK scr_result undetected_by_sat(const struct undetected *finder, const struct shape *shape,
                                            const struct marks *marks, uint64_t *conflicts,
                                            enum undetected_answer *answer, struct moves *moves);

#endif
