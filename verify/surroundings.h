/* surroundings.h: what the checks of one artifact may look at besides the artifact itself. */
#ifndef VERIFY_SURROUNDINGS_H
#define VERIFY_SURROUNDINGS_H

#include "verify/beacons.h"
#include "verify/definition/definition.h"

struct publications;         /* verify/tree/published.h */
struct release_publications; /* verify/release/published.h */

/* A proof file as it was read: the package's manifest must name the same bytes. Zero-initialise. */
struct proof_seen {
    char *path;
    struct scr_hash hash;
};
struct proofs_seen {
    struct proof_seen *items;
    size_t count, capacity;
};

/* Bytes that the checks of one tree may take unless told otherwise: enough for 3 to the 17th ballots. */
#define WORK_MEMORY (UINT64_C(2048) << 20)

/* Counted work that searches may still do: each by itself, and all of one run together, so that many hard decks cannot
 * take days; and the memory that the checks of one tree may take. */
struct work {
    uint64_t each, all;
    uint64_t memory; /* bytes; 0: WORK_MEMORY */
};

struct surroundings {
    const struct definitions *definitions;
    const char *folder;         /* of the artifact: proof files stand here */
    struct work *work;          /* left to all searches of the run */
    bool facts;                 /* gather facts for --json */
    struct proofs_seen *proofs; /* receives the proof files read; may be NULL */
    /* Commitments, seed records and trees at hand: later artifacts find what they rest on here and add themselves. */
    struct publications *publications;
    struct release_publications *releases;     /* likewise noise commitments, measurement statements, releases */
    const struct beacon_certificates *beacons; /* whose the reader says they are; NULL: he says nothing */
    bool package; /* the artifact lies in a package: `publications` are all that it holds */
};

/* What the next search may spend; hand it back to work_end, and begin no other search in between. */
static inline struct budget work_begin(const struct work *work) {
    return (struct budget){work->all < work->each ? work->all : work->each};
}
/* Takes what was spent from the work of all searches. The words for a search that ended at its budget: "", or that all
 * searches together have come to their end. */
const char *work_end(struct work *work, const struct budget *budget);

SCR_MUST_CHECK scr_result proofs_add(struct proofs_seen *proofs, const char *path, const struct scr_hash *hash);
const struct scr_hash *proofs_find(const struct proofs_seen *proofs, const char *path);
void proofs_free(struct proofs_seen *proofs);

#endif
