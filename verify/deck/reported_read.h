/* reported_read.h: a machine's tape, typed as CSV, matched with a deck's contests and candidates. */
#ifndef VERIFY_DECK_REPORTED_READ_H
#define VERIFY_DECK_REPORTED_READ_H

#include "verify/deck/deck.h"

#define NOT_REPORTED UINT32_MAX

/* Arrays belong to the arena. NOT_REPORTED where a tape need not say and does not. */
struct reported_totals {
    uint32_t *votes;                                    /* by target, all reported */
    uint32_t *undervotes, *overvotes, *contest_ballots; /* by contest */
    uint32_t ballots;                                   /* cast */
};

/* Reads the CSV text. Every problem goes to `diagnosis` with `shown` and the line; the result is then SCR_INPUT. */
SCR_MUST_CHECK scr_result reported_read(const struct deck *deck, const char *shown, const char *text, size_t length,
                                        struct scr_arena *arena, struct reported_totals *totals,
                                        struct scr_diagnosis *diagnosis);

#endif
