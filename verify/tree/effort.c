/* effort.c: what the arrays of a tree take, and why a check of it was spared. */
#include "verify/tree/effort.h"

#include <inttypes.h>

#include "verify/tree/arranged.h"
#include "verify/tree/value.h"

uint64_t effort_memory(const struct published_contest *contest, enum effort_of of) {
    uint64_t ballots = contest->ballots, leaves = ballots * contest->replication; /* two counts below 2^32 */
    if (!leaves || leaves > TREE_LEAVES || contest->arity < 2) return 0;          /* nothing is made of it */
    uint64_t internal = arranged_internal(leaves, contest->arity);
    /* Ballots at leaves, residues, sets of nodes, what is known of each ballot. */
    uint64_t bytes = leaves * sizeof(uint32_t) + internal * (1 + sizeof(value_set)) + ballots;
    if (of == EFFORT_ALL) bytes += 2 * ballots; /* codes, and values of them */
    /* Leaves of each ballot, and where the next one belongs while they are sorted. */
    if (of == EFFORT_AUDIT) bytes += leaves * sizeof(uint32_t) + (contest->replication > 1 ? ballots * 4 : 0);
    return bytes;
}

static uint64_t allowed(const struct work *work) { return work->memory ? work->memory : WORK_MEMORY; }

bool effort_fits(const struct published_contest *contest, enum effort_of of, const struct work *work) {
    return effort_memory(contest, of) <= allowed(work);
}

static uint64_t mebibytes(uint64_t bytes) { return (bytes >> 20) + !!(bytes & ((1 << 20) - 1)); }

scr_result effort_spared(const struct published_contest *contest, enum effort_of of, const struct work *work,
                         scr_result result, const char *end, struct findings *findings, const char *id) {
    uint64_t needed = mebibytes(effort_memory(contest, of));
    if (result.code != SCR_LIMIT && result.code != SCR_MEMORY) return result;
    if (!effort_fits(contest, of, work))
        return findings_add(findings, id, VERDICT_UNDECIDED,
                            "this tree needs %" PRIu64 " MiB of memory, and %" PRIu64
                            " MiB are allowed: allow it with --memory %" PRIu64,
                            needed, allowed(work) >> 20, needed);
    if (result.code == SCR_MEMORY)
        return findings_add(findings, id, VERDICT_UNDECIDED,
                            "there is not enough memory for this check: the tree needs about %" PRIu64 " MiB", needed);
    return findings_add(findings, id, VERDICT_UNDECIDED, "the work allowed has ended (--budget)%s", end);
}
