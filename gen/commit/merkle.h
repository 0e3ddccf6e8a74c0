/* merkle.h: the Merkle tree over one contest's salted ballot codes: its root, and the proof for some opened ballots.
 * Specification, sections 10.1 and 11.4; RFC 6962, section 2.1. */
#ifndef GEN_COMMIT_MERKLE_H
#define GEN_COMMIT_MERKLE_H

#include <stddef.h>
#include <stdint.h>

#include "scrutineer/hash.h"

#define SALT_SIZE 16

/* Secret: whoever has it can open every ballot of its contest. */
struct salt_key {
    uint8_t bytes[32];
};

/* A contest's ballots in order of number, from index 0. */
struct committed_ballots {
    const uint8_t *codes; /* [count]: '.', '?' or a candidate's code */
    size_t count;         /* at least 1 */
    struct salt_key key;
};

/* Takes memory for the height of the tree, not for its leaves. SCR_CRYPTO. */
SCR_MUST_CHECK scr_result merkle_root(const struct committed_ballots *ballots, struct scr_hash *root);

/* The salts of `count` ballots from index `first` on, SALT_SIZE bytes each. */
SCR_MUST_CHECK scr_result merkle_salts(const struct salt_key *key, size_t first, size_t count, uint8_t *salts);

/* Receives the proof's hashes in order. */
typedef scr_result merkle_sink(void *context, const struct scr_hash *hash);
/* `opened` are [opened_count] ascending indices, each once. */
SCR_MUST_CHECK scr_result merkle_prove(const struct committed_ballots *ballots, const uint32_t *opened,
                                       size_t opened_count, merkle_sink *sink, void *context);

#endif
