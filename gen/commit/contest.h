/* contest.h: a committed contest and its election as the artifacts write them. */
#ifndef GEN_COMMIT_CONTEST_H
#define GEN_COMMIT_CONTEST_H

#include "gen/commit/commitment.h"
#include "gen/tree/artifact_parts.h"

/* `candidates` receives contest->candidate_count of them, at most TREE_CODES_MOST (leaves_unfit sees to it), and must
 * live as long as the result. Texts are borrowed from both. */
struct tree_contest committed_tree_contest(const struct committed_contest *committed, const struct cvr_contest *contest,
                                           struct tree_contest_candidate *candidates);
/* Texts are borrowed. */
struct election committed_election(const struct commitment *commitment);

#endif
