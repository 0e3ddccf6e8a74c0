/* passphrase.h: the passphrase of a private key, from a file or typed on the terminal without echo. */
#ifndef GEN_PACKAGE_PASSPHRASE_H
#define GEN_PACKAGE_PASSPHRASE_H

#include "scrutineer/bytes.h"

#define PASSPHRASE_BYTES_MOST 1024

/* Where a passphrase comes from; the context of passphrase_ask. */
struct passphrase_source {
    const char *file;    /* NULL: the terminal */
    const char *subject; /* whose it is, for the prompt: the key's path */
    struct scr_diagnosis *diagnosis;
};

/* A scr_passphrase (sign.h): the file's content without one trailing line feed, or what is typed, once. */
int passphrase_ask(char *phrase, size_t size, bool again, void *source);
/* For a new key: from the file, or typed twice and equal. `phrase` has PASSPHRASE_BYTES_MOST bytes; wipe it after use.
 */
SCR_MUST_CHECK scr_result passphrase_choose(struct passphrase_source *source, char *phrase, size_t *length);

#endif
