/* sign.h: raw Ed25519 (RFC 8032) over whole messages, with PEM keys that stock `openssl pkeyutl -rawin` accepts. */
#ifndef SCRUTINEER_SIGN_H
#define SCRUTINEER_SIGN_H

#include <stdint.h>

#include "scrutineer/bytes.h"
#include "scrutineer/hash.h"

#define SCR_SIGNATURE_SIZE 64
#define SCR_PUBLIC_KEY_SIZE 32

struct scr_public_key {
    uint8_t bytes[SCR_PUBLIC_KEY_SIZE];
};
struct scr_private_key; /* opaque; released with scr_private_key_free, which wipes it */

/* Asks for a passphrase: writes at most `size` bytes to `phrase`, returns the length, or -1 to give up. `again` is true
 * when a new passphrase is to be typed a second time. */
typedef int scr_passphrase(char *phrase, size_t size, bool again, void *context);

SCR_MUST_CHECK scr_result scr_key_generate(struct scr_private_key **key);
/* PKCS#8 PEM; encrypted (AES-256-CBC, PBKDF2) when `phrase` is not NULL. The buffer holds a secret: wipe after use. */
SCR_MUST_CHECK scr_result scr_private_key_pem(const struct scr_private_key *key, const char *phrase, size_t length,
                                              struct scr_buffer *pem);
SCR_MUST_CHECK scr_result scr_private_key_load(const char *path, scr_passphrase *ask, void *context,
                                               struct scr_private_key **key, struct scr_diagnosis *diagnosis);
void scr_private_key_free(struct scr_private_key *key);
SCR_MUST_CHECK scr_result scr_private_key_public(const struct scr_private_key *key, struct scr_public_key *public_key);

/* SubjectPublicKeyInfo PEM. Loading takes files of at most 64 KiB that hold one such block, in one form of its digits,
 * and white space (specification, section 7.1); it refuses points of small order, by which anybody could sign. */
SCR_MUST_CHECK scr_result scr_public_key_pem(const struct scr_public_key *key, struct scr_buffer *pem);
SCR_MUST_CHECK scr_result scr_public_key_load(const char *path, struct scr_public_key *key,
                                              struct scr_diagnosis *diagnosis);
/* The same for bytes at hand: NULL, or what is wrong with them, in words behind the name of their file. */
const char *scr_public_key_trouble(const struct scr_buffer *pem, struct scr_public_key *key);
/* True when nothing is. */
bool scr_public_key_parse(const struct scr_buffer *pem, struct scr_public_key *key);
/* SHA-256 of the DER SubjectPublicKeyInfo: what `openssl pkey -pubin -outform DER | sha256sum` prints. */
SCR_MUST_CHECK scr_result scr_public_key_fingerprint(const struct scr_public_key *key, struct scr_hash *fingerprint);

SCR_MUST_CHECK scr_result scr_sign(const struct scr_private_key *key, const void *message, size_t length,
                                   uint8_t signature[static SCR_SIGNATURE_SIZE]);
/* *valid says whether the signature is genuine; a failure result means that this could not be found out. */
SCR_MUST_CHECK scr_result scr_verify(const struct scr_public_key *key, const void *message, size_t length,
                                     const uint8_t *signature, size_t signature_length, bool *valid);

#endif
