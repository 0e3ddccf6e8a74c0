/* make.h: makes a commitment of what lies in storage: the root of each contest, and the artifact's bytes. */
#ifndef GEN_COMMIT_MAKE_H
#define GEN_COMMIT_MAKE_H

#include "commitment.h"
#include "leaves.h"

struct commit_options {
    char *const *contests; /* [contest_count] ids or names; none: all that are fit */
    size_t contest_count;
    enum tree_arrangement_kind arrangement;
    unsigned arity;
    size_t replication;
    bool bearing; /* batches that do not bear the contest are left out */
    /* Told before each contest; may be NULL. */
    void (*progress)(void *context, const char *what, size_t done, size_t all);
    void *context;
};

/* What is worth saying of one contest that was committed. */
struct commit_line {
    const struct cvr_contest *contest; /* of the storage */
    size_t phantoms, left_out;
};

struct commit_passed {
    const struct cvr_contest *contest;
    const char *why; /* leaves_unfit */
};

struct commit_summary {
    struct commit_line *lines; /* [commitment->count] */
    struct commit_passed *passed;
    size_t passed_count;
};

/* Fills contests and digest of `commitment`, whose election, key, source and supersession stand already; appends the
 * artifact. A contest that is named and unfit is refused by name; without names unfit ones are passed over. The summary
 * lives in the commitment's arena. SCR_USAGE, SCR_INPUT, SCR_LIMIT when the artifact would be longer than a verifier
 * reads. */
SCR_MUST_CHECK scr_result commitment_make(struct store *store, const struct storage *storage,
                                          const struct commit_options *options, struct commitment *commitment,
                                          struct scr_buffer *artifact, struct commit_summary *summary,
                                          struct scr_diagnosis *diagnosis);

/* The artifact alone, of a commitment whose roots stand: appended. */
SCR_MUST_CHECK scr_result commitment_artifact(const struct storage *storage, const struct commitment *commitment,
                                              const struct commit_line *lines, struct scr_buffer *artifact);

#endif
