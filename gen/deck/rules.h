/* rules.h: what a jurisdiction asks of a test deck: built-in rule sets and JSON rules files. */
#ifndef GEN_DECK_RULES_H
#define GEN_DECK_RULES_H

#include "gen/deck/deck.h"

/* `name` is "michigan", "votes-for-all", "none", or the path of a JSON rules file:
 *   { "name": TEXT, "source": TEXT, "each_candidate": BOOL, "overvote": "none"|"all"|"exact", "blank_ballots": COUNT,
 * "straight_party": BOOL } where "name" is required and the others default to: "", true, "none", 0, false. Unknown keys
 * are refused. Strings live in the arena. */
SCR_MUST_CHECK scr_result deck_rules_load(const char *name, struct scr_arena *arena, struct deck_rules *rules,
                                          struct scr_diagnosis *diagnosis);

#endif
