/* signer.h: the key that a command signs with, and its holder's name. */
#ifndef GEN_PACKAGE_SIGNER_H
#define GEN_PACKAGE_SIGNER_H

#include "scrutineer/bytes.h"
#include "scrutineer/sign.h"

struct signer {
    const char *key;             /* path of the private key */
    const char *passphrase_file; /* NULL: asked on the terminal, if the key has one */
    const char *name;            /* NULL: signer_load takes the key's file name without ".key" */
    struct scr_private_key *private_key;
    struct scr_arena arena;
};

/* Loads the key and finds the name; release with signer_free in any case. */
SCR_MUST_CHECK scr_result signer_load(struct signer *signer, struct scr_diagnosis *diagnosis);
void signer_free(struct signer *signer);

#endif
