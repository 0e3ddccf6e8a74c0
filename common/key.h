/* key.h: what the two files about Ed25519 keys share. */
#ifndef SCRUTINEER_COMMON_KEY_H
#define SCRUTINEER_COMMON_KEY_H

#include <openssl/evp.h>

#include "scrutineer/sign.h"

enum { SCR_KEY_FILE_LIMIT = 1 << 16 };

struct scr_private_key {
    EVP_PKEY *pkey;
};

/* SCR_CRYPTO when the key is of another type. */
SCR_MUST_CHECK scr_result scr_key_raw_public(const EVP_PKEY *pkey, struct scr_public_key *public_key);
/* SCR_CRYPTO, with libcrypto's own error queue emptied. */
SCR_MUST_CHECK scr_result scr_key_failure(void);

#endif
