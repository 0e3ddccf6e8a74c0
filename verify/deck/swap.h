/* swap.h: does a deck detect every swap of its voting targets? Specification, sections 4.2 and LAT-11. */
#ifndef VERIFY_DECK_SWAP_H
#define VERIFY_DECK_SWAP_H

#include "verify/deck/deck.h"

/* A swap: candidate moved[a] is counted from target image[a]; moved ascends, image is a permutation of it. */
struct swap {
    uint32_t *moved, *image; /* owned by the arena given */
    uint32_t count;
};

enum swap_answer {
    SWAP_SAFE,        /* every swap is detected */
    SWAP_MISSED,      /* *missed holds an undetected swap with the fewest candidates moved */
    SWAP_MISSED_SOME, /* *missed is undetected; the budget ended before a smaller one was ruled out */
    SWAP_UNKNOWN      /* the budget ended first */
};

/* Looks at the ballots of kind BALLOT_TEST only, which must not overvote (LAT-05). Exact cover over options of
 * contests, written from the specification; shares nothing with the generator. */
SCR_MUST_CHECK scr_result swap_search(const struct deck *deck, struct budget *budget, struct scr_arena *arena,
                                      enum swap_answer *answer, struct swap *missed);

/* "Jefferson (President) and Clay (Senate) can be exchanged unnoticed", for any number of moved candidates. */
SCR_MUST_CHECK scr_result swap_describe(const struct deck *deck, const struct swap *swap, struct scr_buffer *out);

/* "A (X) gets the votes of B (Y), B (Y) those of A (X)": what a machine with this swap does, cycle by cycle. */
SCR_MUST_CHECK scr_result swap_words(const struct deck *deck, const struct swap *swap, struct scr_buffer *out);

#endif
