/* key_pair.h: a new signing key as two files, both or neither. */
#ifndef GEN_PACKAGE_KEY_PAIR_H
#define GEN_PACKAGE_KEY_PAIR_H

#include "scrutineer/bytes.h"
#include "scrutineer/sign.h"

/* Makes NAME.key (private, PEM PKCS#8, mode 0600, encrypted when `phrase` is not NULL) and NAME.pub (public, PEM, mode
 * 0644). Refuses to replace either. */
SCR_MUST_CHECK scr_result key_pair_create(const char *name, const char *phrase, size_t length,
                                          struct scr_public_key *public_key, struct scr_diagnosis *diagnosis);

/* scr_public_key_load for a path that somebody typed: a private key is refused as such. */
SCR_MUST_CHECK scr_result key_pair_public(const char *path, struct scr_public_key *key,
                                          struct scr_diagnosis *diagnosis);

/* Appends the fingerprint for people: in one piece, and in groups of four for reading aloud; and the line of the PEM
 * block that is the key itself. */
SCR_MUST_CHECK scr_result key_fingerprint_text(const struct scr_public_key *key, struct scr_buffer *out);

#endif
