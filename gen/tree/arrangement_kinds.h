/* arrangement_kinds.h: the two arrangements behind arrangement.h; private to its implementation. */
#ifndef GEN_TREE_ARRANGEMENT_KINDS_H
#define GEN_TREE_ARRANGEMENT_KINDS_H

#include "gen/tree/arrangement.h"
#include "gen/tree/digest.h"

/* `shape`, `ballots` and `replication` of the arrangement are set; entries hold 0 .. n-1 and are to be shuffled. */
SCR_MUST_CHECK scr_result tree_rivest_shuffle(struct tree_digest *digest, const struct tree_seed *seed,
                                              const struct tree_arrangement *arrangement);
SCR_MUST_CHECK scr_result tree_rivest_ties(struct tree_digest *digest, const struct tree_seed *seed, size_t count,
                                           uint8_t *ties);
SCR_MUST_CHECK scr_result tree_scrutineer_shuffle(struct tree_digest *digest, const struct tree_seed *seed,
                                                  const struct tree_arrangement *arrangement);
SCR_MUST_CHECK scr_result tree_scrutineer_ties(struct tree_digest *digest, const struct tree_seed *seed,
                                               const struct tree_arrangement *arrangement, size_t count, uint8_t *ties);

/* Exchanges are known before they are made: a batch is drawn, its places are fetched into the cache, then it is
 * applied. In large trees almost every place is a cache miss, and waiting for one after another would cost more than
 * hashing. */
#define TREE_BATCH 64
static inline void tree_exchange(uint32_t *entries, size_t a, size_t b) {
    uint32_t kept = entries[a];
    entries[a] = entries[b];
    entries[b] = kept;
}

#endif
