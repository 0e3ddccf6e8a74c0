/* key_pair.c: writes a new signing key as two files, both or neither. */
#include "key_pair.h"

#include <openssl/crypto.h>
#include <string.h>
#include <unistd.h>

#include "common/open.h"
#include "gen/package/signals.h"
#include "scrutineer/file.h"

#define KEY_BYTES_MOST ((size_t)64 << 10) /* as in sign.h */

/* Signals wait until both files stand or none does. */
static scr_result write_pair(const char *private_path, const struct scr_buffer *private_pem, const char *public_path,
                             const struct scr_buffer *public_pem, struct scr_diagnosis *diagnosis) {
    sigset_t before;
    SCR_TRY(signals_hold(&before));
    scr_result result = scr_file_create(private_path, private_pem->data, private_pem->length, 0600, diagnosis);
    if (!scr_failed(result)) {
        result = scr_file_create(public_path, public_pem->data, public_pem->length, 0644, diagnosis);
        if (scr_failed(result) && unlink(private_path))
            scr_note(diagnosis, SCR_IO, "", "the new private key stands without its public key; remove it");
    }
    return signals_release(&before, result);
}

scr_result key_pair_create(const char *name, const char *phrase, size_t length, struct scr_public_key *public_key,
                           struct scr_diagnosis *diagnosis) {
    struct scr_buffer private_path = {0}, public_path = {0}, private_pem = {0}, public_pem = {0};
    struct scr_private_key *key = NULL;
    scr_result result;
    SCR_TRY_OR(result, scr_buffer_print(&private_path, "%s.key", name), done);
    SCR_TRY_OR(result, scr_buffer_print(&public_path, "%s.pub", name), done);
    SCR_TRY_OR(result, scr_key_generate(&key), done);
    SCR_TRY_OR(result, scr_private_key_public(key, public_key), done);
    SCR_TRY_OR(result, scr_private_key_pem(key, phrase, length, &private_pem), done);
    SCR_TRY_OR(result, scr_public_key_pem(public_key, &public_pem), done);
    result = write_pair((const char *)private_path.data, &private_pem, (const char *)public_path.data, &public_pem,
                        diagnosis);
done:
    if (private_pem.data) OPENSSL_cleanse(private_pem.data, private_pem.length);
    scr_private_key_free(key);
    scr_buffer_free(&private_pem);
    scr_buffer_free(&public_pem);
    scr_buffer_free(&private_path);
    scr_buffer_free(&public_path);
    return result;
}

/* The one line of the key between the first and the last of its PEM block. */
static scr_result key_line(const struct scr_public_key *key, struct scr_buffer *out) {
    struct scr_buffer pem = {0};
    SCR_TRY(scr_public_key_pem(key, &pem));
    const char *line = strchr((const char *)pem.data, '\n');
    scr_result result = line ? scr_buffer_print(out, "\nThe key itself, to print beside it:\n\n    %.*s\n",
                                                (int)strcspn(line + 1, "\n"), line + 1)
                             : (scr_result){SCR_INTERNAL};
    scr_buffer_free(&pem);
    return result;
}

scr_result key_fingerprint_text(const struct scr_public_key *key, struct scr_buffer *out) {
    enum { GROUP = 4, GROUPS_PER_LINE = 4 };
    struct scr_hash fingerprint;
    char hex[SCR_HEX_SIZE];
    SCR_TRY(scr_public_key_fingerprint(key, &fingerprint));
    scr_hash_hex(&fingerprint, hex);
    SCR_TRY(scr_buffer_print(out, "Fingerprint (SHA-256 of the public key):\n\n    %s\n\nThe same, to read aloud:\n\n",
                             hex));
    for (size_t i = 0; hex[i]; i += GROUP) {
        size_t column = i / GROUP % GROUPS_PER_LINE;
        SCR_TRY(scr_buffer_print(out, "%s%.*s%s", column ? "  " : "    ", GROUP, hex + i,
                                 column == GROUPS_PER_LINE - 1 ? "\n" : ""));
    }
    return key_line(key, out);
}

scr_result key_pair_public(const char *path, struct scr_public_key *key, struct scr_diagnosis *diagnosis) {
    struct scr_buffer pem = {0};
    bool secret = !scr_failed(scr_file_read(path, KEY_BYTES_MOST, &pem, NULL)) && pem.length &&
                  strstr((const char *)pem.data, "PRIVATE KEY-----");
    if (pem.data) OPENSSL_cleanse(pem.data, pem.length);
    scr_buffer_free(&pem);
    if (!secret) return scr_public_key_load(path, key, diagnosis);
    return scr_refuse_path(diagnosis, SCR_INPUT, path,
                           "is a private key, which nobody else is to see; give the public one, as a rule NAME.pub");
}
