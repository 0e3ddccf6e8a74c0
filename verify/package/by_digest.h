/* by_digest.h: the artifacts of a package in the order of their digests, to follow what they say about each other. */
#ifndef VERIFY_PACKAGE_BY_DIGEST_H
#define VERIFY_PACKAGE_BY_DIGEST_H

#include "verify/package/package.h"

struct digest_index {
    const struct package_artifact **artifacts; /* by digest, then path; in the arena */
    size_t count;
};

/* Of `count` payload files, those that are artifacts. */
SCR_MUST_CHECK scr_result digest_index_make(const struct package_artifact *artifacts, size_t count,
                                            struct scr_arena *arena, struct digest_index *index);
/* The position of the first artifact with this digest, or index->count. Files with equal bytes are of equal kind: any
 * of them will do. */
size_t digest_index_position(const struct digest_index *index, const struct scr_hash *hash);
/* The artifact there, or NULL. */
const struct package_artifact *digest_index_find(const struct digest_index *index, const struct scr_hash *hash);

#endif
