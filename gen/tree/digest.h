/* digest.h: many SHA-256 hashes of short messages through one reused libcrypto context. */
#ifndef GEN_TREE_DIGEST_H
#define GEN_TREE_DIGEST_H

#include <openssl/evp.h>
#include <stdint.h>

#include "scrutineer/hash.h"

/* Zero-initialise; release with tree_digest_end, also after a failure. */
struct tree_digest {
    EVP_MD *sha256;
    EVP_MD_CTX *context;
};

SCR_MUST_CHECK scr_result tree_digest_begin(struct tree_digest *digest);
SCR_MUST_CHECK scr_result tree_digest_hash(struct tree_digest *digest, const void *message, size_t length,
                                           uint8_t hash[static SCR_HASH_SIZE]);
void tree_digest_end(struct tree_digest *digest);

#endif
