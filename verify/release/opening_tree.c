/* opening_tree.c: Merkle tree hashes of RFC 6962 as openings need them: a root from many leaves, a root from a path. */
#include <string.h>

#include "verify/release/opening.h"

static scr_result hash_pair(const struct scr_hash *left, const struct scr_hash *right, struct scr_hash *pair) {
    uint8_t bytes[1 + 2 * SCR_HASH_SIZE] = {1};
    memcpy(bytes + 1, left->bytes, SCR_HASH_SIZE);
    memcpy(bytes + 1 + SCR_HASH_SIZE, right->bytes, SCR_HASH_SIZE);
    return scr_hash_bytes(bytes, sizeof bytes, pair);
}

/* Two subtrees of one size become one, as when adding 1 to a binary number: sizes fall from the first to the last, so
 * that there are never more than 64. */
scr_result opening_tree_add(struct opening_tree *tree, const struct scr_hash *leaf) {
    tree->hashes[tree->count] = *leaf;
    tree->sizes[tree->count++] = 1;
    while (tree->count > 1 && tree->sizes[tree->count - 1] == tree->sizes[tree->count - 2]) {
        struct scr_hash *left = &tree->hashes[tree->count - 2];
        SCR_TRY(hash_pair(left, left + 1, left));
        tree->sizes[tree->count - 2] *= 2;
        tree->count--;
    }
    return scr_done();
}

scr_result opening_tree_root(const struct opening_tree *tree, struct scr_hash *root) {
    if (!tree->count) return (scr_result){SCR_INTERNAL};
    *root = tree->hashes[tree->count - 1];
    for (size_t i = tree->count - 1; i-- > 0;) SCR_TRY(hash_pair(&tree->hashes[i], root, root));
    return scr_done();
}

/* RFC 9162, section 2.1.3.2: `last` is the position of the last node of a layer, which has no sibling when it is even.
 */
scr_result opening_path_root(const struct scr_hash *leaf, uint64_t index, uint64_t leaves, const struct scr_hash *path,
                             size_t count, struct scr_hash *root, bool *fits) {
    uint64_t at = index, last = leaves - 1;
    *root = *leaf;
    *fits = true;
    for (size_t i = 0; i < count; i++) {
        if (!last) {
            *fits = false;
            return scr_done();
        }
        if (at % 2 || at == last) {
            SCR_TRY(hash_pair(&path[i], root, root));
            for (; at % 2 == 0 && at; at /= 2) last /= 2;
        } else {
            SCR_TRY(hash_pair(root, &path[i], root));
        }
        at /= 2;
        last /= 2;
    }
    *fits = !last;
    return scr_done();
}
