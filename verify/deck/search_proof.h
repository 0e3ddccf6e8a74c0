/* search_proof.h: checks a proof by search that no shorter swap-safe deck exists. Specification, section 4.6. */
#ifndef VERIFY_DECK_SEARCH_PROOF_H
#define VERIFY_DECK_SEARCH_PROOF_H

#include "verify/deck/deck.h"

enum proof_answer { PROOF_HOLDS, PROOF_FAILS, PROOF_UNKNOWN };

/* `proof` is the DRAT text (its digest already compared); `m` is 1 when each candidate needs a vote. Builds the clauses
 * of section 4.6 for LowerBound - 1 ballots from the certificate in deck->length and checks the proof against them.
 * *why receives a sentence for PROOF_FAILS (sub-shape not in the style, malformed cut, line and reason of a bad step)
 * and PROOF_UNKNOWN (budget). */
SCR_MUST_CHECK scr_result search_proof_check(const struct deck *deck, bool m, const void *proof, size_t length,
                                             struct budget *budget, enum proof_answer *answer, struct scr_buffer *why);

#endif
