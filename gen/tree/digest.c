/* digest.c: a SHA-256 context fetched once; fetching for each of millions of hashes would cost more than hashing. */
#include "gen/tree/digest.h"

scr_result tree_digest_begin(struct tree_digest *digest) {
    digest->sha256 = EVP_MD_fetch(NULL, "SHA256", NULL);
    digest->context = EVP_MD_CTX_new();
    return digest->sha256 && digest->context ? scr_done() : (scr_result){SCR_CRYPTO};
}

scr_result tree_digest_hash(struct tree_digest *digest, const void *message, size_t length,
                            uint8_t hash[static SCR_HASH_SIZE]) {
    if (!EVP_DigestInit_ex2(digest->context, digest->sha256, NULL) ||
        !EVP_DigestUpdate(digest->context, message, length) || !EVP_DigestFinal_ex(digest->context, hash, NULL))
        return (scr_result){SCR_CRYPTO};
    return scr_done();
}

void tree_digest_end(struct tree_digest *digest) {
    EVP_MD_CTX_free(digest->context);
    EVP_MD_free(digest->sha256);
    *digest = (struct tree_digest){0};
}
