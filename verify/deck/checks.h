/* checks.h: the checks of decks, one function for each number of the specification, and the order they are made in. */
#ifndef VERIFY_DECK_CHECKS_H
#define VERIFY_DECK_CHECKS_H

#include "verify/deck/deck.h"
#include "verify/surroundings.h"

/* Makes every check of a test deck (LAT-03 to LAT-13), or of a straight-party deck (LAT-22 to LAT-25), that was read as
 * valid. */
SCR_MUST_CHECK scr_result deck_check(const struct deck *deck, bool straight, const struct surroundings *surroundings,
                                     struct findings *findings);

typedef scr_result deck_check_function(const struct deck *deck, const struct surroundings *surroundings,
                                       struct findings *findings);
/* Each adds the one check it is named for; LAT-06 nothing when its rule does not apply. */
deck_check_function deck_lat_03, deck_lat_04, deck_lat_05, deck_lat_06, deck_lat_07, deck_lat_08, deck_lat_09,
    deck_lat_10, deck_lat_11, deck_lat_12, deck_lat_13, deck_lat_22, deck_lat_23, deck_lat_24, deck_lat_25;

/* What a correct machine counts (4.2): totals by target, the other numbers by contest. In the arena. */
struct recount {
    uint64_t *votes, *undervotes, *overvoted_ballots;
};
SCR_MUST_CHECK scr_result deck_recount(const struct deck *deck, struct scr_arena *arena, struct recount *recount);

/* The length, totals and style of a deck as facts for --json. */
SCR_MUST_CHECK scr_result deck_facts(const struct deck *deck, bool straight, struct findings *findings);

static inline bool deck_competitive(const struct deck_contest *contest) {
    return contest->count > contest->votes_allowed;
}

#endif
