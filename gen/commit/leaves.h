/* leaves.h: the ballots in storage order, batch by batch, and what each says in one contest: the leaves of its tree.
 * Specification, section 10.1. */
#ifndef GEN_COMMIT_LEAVES_H
#define GEN_COMMIT_LEAVES_H

#include "gen/reconcile/reconcile.h"

#define LEAVES_CANDIDATES_MOST 62
/* Ballots times replication. The schema's counts have nine digits, which is a little less than 2^30. */
#define LEAVES_MOST 999999999

struct storage_batch {
    const char *container, *tabulator, *name; /* tabulator and name are not both "" */
    size_t ballots;                           /* at least 1 */
    size_t first;                             /* its first ballot in order.slots */
};

/* Zero-initialise; released with storage_free, also after a failure. */
struct storage {
    struct cvr_records records;
    struct manifest manifest;
    struct reconciliation order; /* order.slots: the record of each ballot in storage order, or RECONCILE_PHANTOM */
    struct storage_batch *batches;
    size_t count, capacity;
};

/* Loads records and manifest and puts them in order; SCR_STORE with words while disagreements are not resolved.
 * Without a manifest the order of the files is that of storage, and a batch ends where tabulator or batch change. */
SCR_MUST_CHECK scr_result storage_load(struct store *store, struct storage *storage, struct scr_diagnosis *diagnosis);
void storage_free(struct storage *storage);

/* Zero-initialise; released with contest_leaves_free, also after a failure. */
struct contest_leaves {
    const struct cvr_contest *contest; /* of storage->records */
    uint8_t *codes;                    /* [count]: '.', '?' or the candidate's code, in order of ballot number */
    size_t count;
    size_t *batches; /* [batch_count] indices of the batches that are in, ascending */
    size_t batch_count;
    size_t left_out;          /* ballots of the other batches */
    size_t phantoms;          /* ballots without record, of those that are in */
    struct scr_buffer listed; /* the artifact's Batches: "1-3 7" */
};

/* 'A'..'Z', 'a'..'z', '0'..'9' for candidates 0 to 61. */
char leaves_code(size_t candidate);

/* NULL when a tree can be made of the contest, else why not: a clause that follows its name. */
const char *leaves_unfit(const struct cvr_contest *contest);

/* Overvotes, blanks and undecided marks count as missing. With `bearing` batches in which records stand, but none that
 * bears the contest, are left out. SCR_INPUT when no batch is left or the ballots are more than LEAVES_MOST. */
SCR_MUST_CHECK scr_result leaves_of_contest(struct store *store, const struct storage *storage, size_t contest,
                                            bool bearing, struct contest_leaves *leaves,
                                            struct scr_diagnosis *diagnosis);
void contest_leaves_free(struct contest_leaves *leaves);

/* Where the ballot of index `leaf` (its number less 1) lies: the index into storage->order.slots, and its batch's into
 * storage->batches. */
size_t leaves_slot(const struct storage *storage, const struct contest_leaves *leaves, size_t leaf, size_t *batch);

#endif
