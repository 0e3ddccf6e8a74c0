/* contest.c: what a commitment and the records say of a contest, put together. */
#include "gen/commit/contest.h"

struct tree_contest committed_tree_contest(const struct committed_contest *committed, const struct cvr_contest *contest,
                                           struct tree_contest_candidate *candidates) {
    for (size_t i = 0; i < contest->candidate_count; i++)
        candidates[i] = (struct tree_contest_candidate){contest->candidates[i].id, contest->candidates[i].name,
                                                        contest->candidates[i].write_in};
    return (struct tree_contest){.id = committed->id,
                                 .name = contest->name,
                                 .batches = committed->batches,
                                 .first_preferences = contest->ranked,
                                 .ballots = committed->ballots,
                                 .replication = committed->replication,
                                 .arrangement = committed->arrangement,
                                 .arity = committed->arity,
                                 .root = committed->root,
                                 .candidates = candidates,
                                 .candidate_count = (unsigned)contest->candidate_count};
}

struct election committed_election(const struct commitment *commitment) {
    return (struct election){.id = commitment->election_id,
                             .name = commitment->election_name,
                             .date = commitment->election_date,
                             .jurisdiction = commitment->jurisdiction};
}
