/* opening.h: the Merkle tree hash of a contest's ballots (RFC 6962, section 2.1), from opened ballots and a multiproof
 * or from all codes and the salt key. Specification, sections 10.1 and 11.4. */
#ifndef VERIFY_TREE_OPENING_H
#define VERIFY_TREE_OPENING_H

#include "verify/tree/lists.h"

enum proof_fault {
    PROOF_FITS,
    PROOF_SHORT, /* more hashes are needed than it has */
    PROOF_LONG,  /* it has more than are needed */
};

/* The root over `ballots` (at least 1) ballots. The opened ones ascend strictly within 1..ballots (opened_disorder).
 * *root is set when *fault is PROOF_FITS. Time: at most 31 steps for each opened ballot. */
SCR_MUST_CHECK scr_result opening_root(uint32_t ballots, const struct opened_ballot *opened, size_t opened_count,
                                       const struct scr_hash *proof, size_t proof_count, struct scr_hash *root,
                                       enum proof_fault *fault);

/* The root over `count` (at least 1) ballots with these codes, salted with AES-256 under `key`. */
SCR_MUST_CHECK scr_result opening_root_of_all(const char *codes, size_t count, const struct scr_hash *key,
                                              struct scr_hash *root);

#endif
