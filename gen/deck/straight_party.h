/* straight_party.h: the deck that exercises the party-line option of a ballot style. Specification, section 5. */
#ifndef GEN_DECK_STRAIGHT_PARTY_H
#define GEN_DECK_STRAIGHT_PARTY_H

#include "gen/deck/deck.h"

/* *made = false, with a note, when no such deck can be had: the rules do not ask for one, the style has no party-line
 * option (no note), or a party has more candidates in a contest than votes allowed, or no contest in which it could be
 * overridden. */
SCR_MUST_CHECK scr_result straight_party_make(const struct deck_style *style, const struct deck_rules *rules,
                                              struct scr_arena *arena, struct straight_party_deck *deck, bool *made,
                                              struct scr_diagnosis *notes);

#endif
