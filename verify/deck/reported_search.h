/* reported_search.h: the exchanges of targets under which a machine reports given totals. Specification, 4.2 and 6. */
#ifndef VERIFY_DECK_REPORTED_SEARCH_H
#define VERIFY_DECK_REPORTED_SEARCH_H

#include "verify/deck/swap.h"

#define EXCHANGES_KEPT 20

struct explanation {
    struct swap exchanges[EXCHANGES_KEPT]; /* arrays owned by the arena given */
    uint32_t kept;
    uint64_t count;     /* exchanges found, all of the same, least size */
    bool ended;         /* the budget did: of that size there may be more, or, with count 0, larger ones */
    uint32_t ruled_out; /* no exchange of this many candidates or fewer explains the totals */
};

/* Searches by number of candidates moved, smallest first, over all ballots of the deck; the totals must differ from the
 * expected ones somewhere. With count 0 and not ended, no exchange explains them. */
SCR_MUST_CHECK scr_result reported_explain(const struct deck *deck, const uint32_t *reported, struct budget *budget,
                                           struct scr_arena *arena, struct explanation *explanation);

#endif
