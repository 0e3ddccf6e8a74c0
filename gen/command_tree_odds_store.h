/* command_tree_odds_store.h: what `tree odds` takes from the store: votes in one contest, and how many ballots there
 * are. */
#ifndef GEN_COMMAND_TREE_ODDS_STORE_H
#define GEN_COMMAND_TREE_ODDS_STORE_H

#include <stdint.h>

#include "gen/command.h"
#include "gen/tree/plurality.h"
#include "scrutineer/bytes.h"

/* Zero-initialise; release with odds_contest_free, also after a failure. */
struct odds_contest {
    struct scr_arena arena; /* owns the names */
    const char *name, *candidate_names[TREE_CANDIDATES_MOST];
    uint64_t votes[TREE_CANDIDATES_MOST];
    unsigned candidates;
    uint64_t voted, ballots; /* with a valid vote; in storage, phantoms and ballots without this contest included */
    uint64_t outside;        /* records of ballots that the manifest does not list: not counted */
    size_t unresolved;       /* disagreements of records and manifest that may still change all this */
};

/* Refuses in words a store without cast-vote records, a contest that is not there or not the only one of that name, and
 * one that a plurality tree cannot serve. */
SCR_MUST_CHECK scr_result odds_contest_load(const struct command_context *context, const char *wanted,
                                            struct odds_contest *contest);
void odds_contest_free(struct odds_contest *contest);

#endif
