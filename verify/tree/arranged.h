/* arranged.h: the shape of a plurality tree, the ballot at each leaf and the residue of each internal node, from the
 * seed. Specification, sections 11.1 and 11.2.
 *
 * Nodes are numbered from 1 as in the specification; leaf j, from 0, is node internal + 1 + j. */
#ifndef VERIFY_TREE_ARRANGED_H
#define VERIFY_TREE_ARRANGED_H

#include "verify/tree/published.h"

#define TREE_ARITY_MOST 5
#define TREE_RESIDUES 60

/* Memory: 4 bytes a leaf and 1 an internal node. */
struct arranged {
    uint32_t ballots, replication, arity;
    uint32_t leaves, internal; /* at least 1 leaf; internal may be 0 */
    uint32_t *ballot;          /* of leaf j: 0 .. ballots-1, the ballot's number less 1 */
    uint8_t *residue;          /* of node i at i-1: 0 .. 59 */
};

/* Counted work of arranging a contest's tree, which callers count. */
uint64_t arranged_work(const struct published_contest *contest);
/* The internal nodes of a tree of so many leaves, at least 1, arity at least 2. */
static inline uint64_t arranged_internal(uint64_t leaves, uint32_t arity) {
    return (leaves - 1 + arity - 2) / (arity - 1);
}

/* Of a contest with Ballots times Replication at most TREE_LEAVES and at least 1, arity 2 to 5 (else SCR_INPUT).
 * `context` is the SHA-256 of the commitment. For rivest2019 the seed must be decimal (arranged_seed_decimal, else
 * SCR_INPUT). On failure *tree is empty; else the caller frees it. */
SCR_MUST_CHECK scr_result arranged_make(const struct published_contest *contest, const struct scr_hash *context,
                                        const char *seed, struct arranged *tree);
void arranged_free(struct arranged *tree);

/* True when the seed is 0 or digits without leading zero. */
bool arranged_seed_decimal(const char *seed);

/* The children of internal node i: *first, from 1, and how many (2 to arity). */
static inline uint32_t arranged_children(const struct arranged *tree, uint32_t node, uint32_t *first) {
    uint32_t nodes = tree->leaves + tree->internal; /* below 2^31 + 1 */
    uint64_t begin = (uint64_t)tree->arity * (node - 1) + 2;
    uint64_t end = begin + tree->arity - 1;
    *first = (uint32_t)begin;
    return (uint32_t)((end < nodes ? end : nodes) - begin + 1);
}

#endif
