/* merkle_stack.h: the Merkle tree hash of RFC 6962 over data that come one after the other, in memory for its height.
 */
#ifndef GEN_RELEASE_MERKLE_STACK_H
#define GEN_RELEASE_MERKLE_STACK_H

#include <openssl/evp.h>

#include "scrutineer/hash.h"

#define MERKLE_STACK_DATA_MOST 64 /* bytes of one leaf's data */

/* Zero-initialise; merkle_stack_end frees it, also after a failure. The roots of full subtrees stand on the stack,
 * their sizes being the powers of two in the number of leaves taken so far, largest first. */
struct merkle_stack {
    EVP_MD_CTX *context;
    struct scr_hash roots[65];
    size_t height;
    uint64_t leaves;
};

SCR_MUST_CHECK scr_result merkle_stack_begin(struct merkle_stack *stack);
SCR_MUST_CHECK scr_result merkle_stack_leaf(struct merkle_stack *stack, const void *data, size_t length);
/* The root over all leaves; at least one. */
SCR_MUST_CHECK scr_result merkle_stack_root(struct merkle_stack *stack, struct scr_hash *root);
void merkle_stack_end(struct merkle_stack *stack);

#endif
