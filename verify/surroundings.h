/* surroundings.h: what the checks of one artifact may look at besides the artifact itself. */
#ifndef VERIFY_SURROUNDINGS_H
#define VERIFY_SURROUNDINGS_H

#include "verify/definition/definition.h"

/* A proof file as it was read: the package's manifest must name the same bytes. Zero-initialise. */
struct proof_seen {
    char *path;
    struct scr_hash hash;
};
struct proofs_seen {
    struct proof_seen *items;
    size_t count, capacity;
};

struct surroundings {
    const struct definitions *definitions;
    const char *folder;         /* of the artifact: proof files stand here */
    uint64_t budget;            /* counted work that each search may do */
    bool facts;                 /* gather facts for --json */
    struct proofs_seen *proofs; /* receives the proof files read; may be NULL */
};

SCR_MUST_CHECK scr_result proofs_add(struct proofs_seen *proofs, const char *path, const struct scr_hash *hash);
const struct scr_hash *proofs_find(const struct proofs_seen *proofs, const char *path);
void proofs_free(struct proofs_seen *proofs);

#endif
