/* test_verify_sealed_tree.c: roots and audit paths against the definitions of RFC 6962 (section 2.1), spelt out. */
#include <string.h>

#include "unit.h"
#include "verify/release/opening.h"

static struct scr_hash pair(const struct scr_hash *left, const struct scr_hash *right) {
    uint8_t bytes[65] = {1};
    struct scr_hash hash = {{0}};
    memcpy(bytes + 1, left->bytes, 32);
    memcpy(bytes + 33, right->bytes, 32);
    CU_ASSERT_FALSE_FATAL(scr_failed(scr_hash_bytes(bytes, sizeof bytes, &hash)));
    return hash;
}

static size_t split(size_t count) {
    size_t left = 1;
    while (2 * left < count) left *= 2;
    return left;
}

static struct scr_hash root_of(const struct scr_hash *leaves, size_t count) {
    if (count == 1) return *leaves;
    struct scr_hash left = root_of(leaves, split(count)), right = root_of(leaves + split(count), count - split(count));
    return pair(&left, &right);
}

static size_t path_of(const struct scr_hash *leaves, size_t count, size_t at, struct scr_hash *path) {
    if (count == 1) return 0;
    size_t left = split(count), length;
    if (at < left) {
        length = path_of(leaves, left, at, path);
        path[length] = root_of(leaves + left, count - left);
    } else {
        length = path_of(leaves + left, count - left, at - left, path);
        path[length] = root_of(leaves, left);
    }
    return length + 1;
}

enum { MOST = 40 };
static void make_leaves(struct scr_hash *leaves) {
    for (size_t i = 0; i < MOST; i++) memset(leaves[i].bytes, (int)i + 1, SCR_HASH_SIZE);
}

UNIT_TEST(verify_sealed_tree, roots) {
    struct scr_hash leaves[MOST], root, expected;
    struct opening_tree tree = {0};
    make_leaves(leaves);
    CU_ASSERT_EQUAL(opening_tree_root(&tree, &root).code, SCR_INTERNAL);
    for (size_t count = 1; count <= MOST; count++) {
        CU_ASSERT_FALSE_FATAL(scr_failed(opening_tree_add(&tree, &leaves[count - 1])));
        CU_ASSERT_FALSE_FATAL(scr_failed(opening_tree_root(&tree, &root)));
        expected = root_of(leaves, count);
        CU_ASSERT(scr_hash_equal(&root, &expected));
    }
}

/* Each leaf of each size has its path and no other; of the wrong length, place or content it does not lead to the root.
 */
UNIT_TEST(verify_sealed_tree, paths) {
    struct scr_hash leaves[MOST], path[OPENING_PATH + 1], root;
    bool fits;
    make_leaves(leaves);
    for (size_t count = 1; count <= MOST; count++) {
        struct scr_hash expected = root_of(leaves, count);
        for (size_t at = 0; at < count; at++) {
            size_t length = path_of(leaves, count, at, path);
            CU_ASSERT_FALSE_FATAL(scr_failed(opening_path_root(&leaves[at], at, count, path, length, &root, &fits)));
            CU_ASSERT(fits && scr_hash_equal(&root, &expected));
            if (length) {
                CU_ASSERT_FALSE(scr_failed(opening_path_root(&leaves[at], at, count, path, length - 1, &root, &fits)));
                CU_ASSERT_FALSE(fits);
                size_t other = (at + 1) % count;
                CU_ASSERT_FALSE(scr_failed(opening_path_root(&leaves[at], other, count, path, length, &root, &fits)));
                CU_ASSERT(!fits || !scr_hash_equal(&root, &expected));
                path[0].bytes[0] ^= 1;
                CU_ASSERT_FALSE(scr_failed(opening_path_root(&leaves[at], at, count, path, length, &root, &fits)));
                CU_ASSERT(fits && !scr_hash_equal(&root, &expected));
            }
            path[length] = leaves[0];
            CU_ASSERT_FALSE(scr_failed(opening_path_root(&leaves[at], at, count, path, length + 1, &root, &fits)));
            CU_ASSERT_FALSE(fits);
        }
    }
}
