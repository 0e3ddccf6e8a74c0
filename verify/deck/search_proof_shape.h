/* search_proof_shape.h: from a search's certificate to the shape whose clauses are built. */
#ifndef VERIFY_DECK_SEARCH_PROOF_SHAPE_H
#define VERIFY_DECK_SEARCH_PROOF_SHAPE_H

#include "verify/deck/search_proof_clauses.h"

/* Fills `shape`, in the arena and with the deck's own cuts. *fits is false, with a sentence in `why`, when the style
 * lacks the sub-shape or a cut is malformed. */
SCR_MUST_CHECK scr_result proof_shape_build(const struct deck *deck, bool m, struct scr_arena *arena,
                                            struct proof_shape *shape, bool *fits, struct scr_buffer *why);

#endif
