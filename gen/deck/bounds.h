/* bounds.h: lower bounds L1 to L4 on the length of a swap-safe deck. Specification, section 4.5. */
#ifndef GEN_DECK_BOUNDS_H
#define GEN_DECK_BOUNDS_H

#include "gen/deck/certificate.h"
#include "gen/deck/totals.h"

/* Legal minimum of one contest: distinct totals, from 1 when each candidate needs a vote (paper, footnote 9). */
size_t bound_contest(size_t n, size_t v, bool each_candidate);

/* The largest of L1, L2, L3, and which of them it is. */
SCR_MUST_CHECK scr_result bound_simple(const struct shape *shape, struct scr_arena *arena, size_t *length,
                                       struct certificate *certificate);

/* Looks for weights that show (L4) that chooser->ballots ballots do not suffice; *found = false when none turned up. */
SCR_MUST_CHECK scr_result bound_weights(struct totals_chooser *chooser, struct scr_arena *arena,
                                        struct certificate *certificate, bool *found);

#endif
