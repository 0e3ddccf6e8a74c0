/* assemble.h: from marks to a whole deck: extra ballots that the rules ask for, and what a correct machine counts. */
#ifndef GEN_DECK_ASSEMBLE_H
#define GEN_DECK_ASSEMBLE_H

#include "gen/deck/certificate.h"
#include "gen/deck/deck.h"
#include "gen/deck/marks.h"

/* Limits of the artifact (specification, section 1). */
#define DECK_BALLOTS_MOST 100000
#define DECK_COUNT_MOST 999999999

/* A deck whose test ballots are `marks`, column c belonging to target target_of[c]; lower_bound, claim and certificate
 * are the caller's to set. The style and rules must outlive the deck. SCR_LIMIT when the artifact could not hold it. */
SCR_MUST_CHECK scr_result deck_assemble(const struct deck_style *style, const struct deck_rules *rules,
                                        const struct marks *marks, const uint32_t *target_of, const char *method,
                                        struct scr_arena *arena, struct test_deck *deck,
                                        struct scr_diagnosis *diagnosis);

/* Recounts `ballots` as a correct machine does (specification, 4.2): votes by target, totals by contest. */
SCR_MUST_CHECK scr_result deck_count(const struct deck_style *style, const struct deck_ballot *ballots, size_t count,
                                     struct scr_arena *arena, size_t **votes, struct contest_totals **totals);

#endif
