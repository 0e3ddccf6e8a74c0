/* hash.h: SHA-256 (FIPS 180-4) through libcrypto, and its lower-case hexadecimal form. */
#ifndef SCRUTINEER_HASH_H
#define SCRUTINEER_HASH_H

#include <stdint.h>

#include "scrutineer/status.h"

#define SCR_HASH_SIZE 32
#define SCR_HEX_SIZE 65 /* 64 digits and NUL */

struct scr_hash {
    uint8_t bytes[SCR_HASH_SIZE];
};

SCR_MUST_CHECK scr_result scr_hash_bytes(const void *bytes, size_t length, struct scr_hash *hash);
/* The digest of a regular file, read in pieces; *size (may be NULL) receives its length. A path that is no regular file
 * is refused with SCR_INPUT. The final component must not be a symbolic link. */
SCR_MUST_CHECK scr_result scr_hash_file(const char *path, struct scr_hash *hash, uint64_t *size,
                                        struct scr_diagnosis *diagnosis);
void scr_hash_hex(const struct scr_hash *hash, char hex[static SCR_HEX_SIZE]);
/* Exactly 64 lower-case digits, else false. */
bool scr_hash_parse(const char *hex, struct scr_hash *hash);
bool scr_hash_equal(const struct scr_hash *a, const struct scr_hash *b);

/* Hashing piece by piece. */
struct scr_hasher;
SCR_MUST_CHECK scr_result scr_hasher_new(struct scr_hasher **hasher);
SCR_MUST_CHECK scr_result scr_hasher_add(struct scr_hasher *hasher, const void *bytes, size_t length);
/* Finishes and frees the hasher, also on failure. */
SCR_MUST_CHECK scr_result scr_hasher_end(struct scr_hasher *hasher, struct scr_hash *hash);
void scr_hasher_free(struct scr_hasher *hasher);

#endif
