/* reported.h: compares a machine's reported totals with a deck's expected ones, and searches for the exchanges of
 * targets that explain a difference. Specification, section 6 (LAT-31). */
#ifndef VERIFY_DECK_REPORTED_H
#define VERIFY_DECK_REPORTED_H

#include "verify/deck/deck.h"
#include "verify/surroundings.h"

/* Reads the CSV at `path` and adds check LAT-31 with facts to `findings`, and to `headline` "equal in all 9
 * numbers compared" or "differ: " and the first difference. A malformed CSV is a failure with its
 * problems in `diagnosis` (the caller ends with exit 2), not a refutation. */
SCR_MUST_CHECK scr_result reported_compare(const struct deck *deck, const char *path, struct work *work,
                                           struct findings *findings, struct scr_buffer *headline,
                                           struct scr_diagnosis *diagnosis);

#endif
