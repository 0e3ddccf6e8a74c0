/* signer.c: loads a signing key and names its holder. */
#include "signer.h"

#include <string.h>

#include "common/open.h"
#include "passphrase.h"

scr_result signer_load(struct signer *signer, struct scr_diagnosis *diagnosis) {
    struct passphrase_source passphrase = {signer->passphrase_file, signer->key, diagnosis};
    if (!signer->name) {
        const char *slash = strrchr(signer->key, '/'), *name = slash ? slash + 1 : signer->key;
        size_t length = strlen(name);
        if (length > 4 && !strcmp(name + length - 4, ".key")) length -= 4;
        signer->name = scr_arena_copy(&signer->arena, name, length);
        if (!signer->name) return (scr_result){SCR_MEMORY};
    }
    struct scr_public_key public_key;
    if (!scr_failed(scr_public_key_load(signer->key, &public_key, NULL)))
        return scr_refuse_path(diagnosis, SCR_INPUT, signer->key,
                               "is a public key, with which nobody signs; give the private one, as a rule NAME.key");
    return scr_private_key_load(signer->key, passphrase_ask, &passphrase, &signer->private_key, diagnosis);
}

void signer_free(struct signer *signer) {
    scr_private_key_free(signer->private_key);
    scr_arena_free(&signer->arena);
    signer->private_key = NULL;
}
