/* batch_names.h: finds two batches of one manifest that are called the same, without keeping millions of names.
 * Specification, section 10.1. */
#ifndef VERIFY_TREE_BATCH_NAMES_H
#define VERIFY_TREE_BATCH_NAMES_H

#include "scrutineer/bytes.h"
#include "scrutineer/hash.h"

/* Half of the SHA-256 of a batch's names: two that are equal by chance take 2^64 attempts, and their maker only refutes
 * his own manifest. */
struct batch_name {
    uint8_t digest[SCR_HASH_SIZE / 2];
    uint32_t number; /* from 1 */
};

/* Zero-initialise; items are malloc'ed. */
struct batch_names {
    struct batch_name *items;
    size_t count, capacity;
};

/* The next batch, `named` being a digest of its names. SCR_LIMIT is no outcome: a document holds fewer than 2^32. */
SCR_MUST_CHECK scr_result batch_names_add(struct batch_names *names, const struct scr_hash *named);
/* Sorts; the numbers of the first two batches called the same, or false. Ends the use of `names` but for freeing. */
bool batch_names_twin(struct batch_names *names, uint32_t *first, uint32_t *second);
void batch_names_free(struct batch_names *names);

#endif
