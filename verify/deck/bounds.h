/* bounds.h: does a certificate of the kinds L1 to L4 prove a deck's LowerBound? Specification, section 4.5. */
#ifndef VERIFY_DECK_BOUNDS_H
#define VERIFY_DECK_BOUNDS_H

#include "verify/deck/deck.h"

/* One function for each kind. *verdict: does it prove LowerBound; `why` receives a sentence in any case. */
typedef scr_result bound_check(const struct deck *deck, struct budget *budget, enum verdict *verdict,
                               struct scr_buffer *why);
bound_check bound_l1, bound_l2, bound_l3, bound_l4;

#endif
