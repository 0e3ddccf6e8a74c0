/* search_proof_drat.h: checks a DRAT proof in text format, forwards, against a set of clauses. */
#ifndef VERIFY_DECK_SEARCH_PROOF_DRAT_H
#define VERIFY_DECK_SEARCH_PROOF_DRAT_H

#include "verify/deck/search_proof.h"
#include "verify/deck/search_proof_clauses.h"

/* PROOF_HOLDS when the proof reaches a contradiction and every line before it follows; PROOF_FAILS with the line and
 * the reason in `why`; PROOF_UNKNOWN when the budget (literals looked at) ends or the memory of 2^28 words does. */
SCR_MUST_CHECK scr_result drat_check(const struct clause_set *clauses, const char *proof, size_t length,
                                     struct budget *budget, enum proof_answer *answer, struct scr_buffer *why);

#endif
