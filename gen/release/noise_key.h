/* noise_key.h: the election's noise key, and the keys of single releases that derive from it.
 *
 * Release key i is HMAC-SHA256(noise key, F("scrutineer release key 1") U32(i)), table key i the same with "scrutineer
 * table key 1". An opening gives away one release key and one table key; neither tells anything of the others. */
#ifndef GEN_RELEASE_NOISE_KEY_H
#define GEN_RELEASE_NOISE_KEY_H

#include "gen/release/bits.h"

#define NOISE_RELEASES_MOST 1000

struct noise_key {
    uint8_t bytes[RELEASE_KEY_SIZE];
};

/* Of release `number`, from 1. */
SCR_MUST_CHECK scr_result noise_release_key(const struct noise_key *key, uint32_t number,
                                            uint8_t release[static RELEASE_KEY_SIZE]);
SCR_MUST_CHECK scr_result noise_table_key(const struct noise_key *key, uint32_t number,
                                          uint8_t table[static RELEASE_KEY_SIZE]);

/* Root of the Merkle tree (RFC 6962) over release keys 1 .. releases. */
SCR_MUST_CHECK scr_result noise_keys_root(const struct noise_key *key, uint32_t releases, struct scr_hash *root);
/* The audit path of release key `number`, from the leaf up: [*count], at most 10. */
#define NOISE_PATH_MOST 10
SCR_MUST_CHECK scr_result noise_keys_path(const struct noise_key *key, uint32_t releases, uint32_t number,
                                          struct scr_hash path[static NOISE_PATH_MOST], size_t *count);

#endif
