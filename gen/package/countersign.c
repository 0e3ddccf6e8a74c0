/* countersign.c: signs a statement and writes its three files. */
#include "countersign.h"

#include <errno.h>
#include <sys/stat.h>
#include <unistd.h>

#include "common/open.h"
#include "gen/package/signals.h"
#include "names.h"
#include "say.h"
#include "scrutineer/file.h"
#include "twin.h"

/* The statement comes last: without it the others say nothing. */
enum { SIGNATURE, KEY, TEXT, FILES };
static const char *const endings[FILES] = {".sig", ".pub", ".txt"};

struct triple {
    const char *paths[FILES];
    struct scr_buffer bytes[FILES];
};

static scr_result name_files(struct triple *t, const struct statement *s, const char *folder, struct scr_arena *arena) {
    char hex[SCR_HEX_SIZE];
    scr_hash_hex(&s->hash, hex);
    for (size_t i = 0; i < FILES; i++) {
        const char *name = scr_arena_print(arena, "%s-%.8s%s", s->signer, hex, endings[i]);
        t->paths[i] = name ? say_path(arena, folder, name) : "";
        if (!*t->paths[i]) return (scr_result){SCR_MEMORY};
    }
    return scr_done();
}

static scr_result none_there(const struct triple *t, const struct statement *s, struct scr_arena *arena, bool *already,
                             struct scr_diagnosis *diagnosis) {
    struct stat state;
    bool there = !lstat(t->paths[TEXT], &state);
    if (already) *already = there;
    if (there)
        return already ? scr_done()
                       : scr_refuse(diagnosis, SCR_INPUT, package_shown(arena, t->paths[TEXT]),
                                    "is there already: %s has made a statement about this before", s->signer);
    for (size_t i = 0; i < TEXT; i++)
        if (!lstat(t->paths[i], &state))
            return scr_refuse(diagnosis, SCR_INPUT, package_shown(arena, t->paths[i]),
                              "is left over from a statement that was not finished; remove it and begin again");
    for (size_t i = 0; i < FILES; i++) SCR_TRY(twin_refuse(t->paths[i], arena, diagnosis));
    return scr_done();
}

static scr_result make(struct triple *t, const struct signer *signer, const struct statement *s,
                       const struct scr_public_key *key) {
    uint8_t signature[SCR_SIGNATURE_SIZE];
    SCR_TRY(statement_text(s, &t->bytes[TEXT]));
    SCR_TRY(scr_sign(signer->private_key, t->bytes[TEXT].data, t->bytes[TEXT].length, signature));
    SCR_TRY(scr_buffer_append(&t->bytes[SIGNATURE], signature, sizeof signature));
    return scr_public_key_pem(key, &t->bytes[KEY]);
}

/* Signals wait until all three stand or none does. */
static scr_result put_in_place(struct triple *t, struct scr_diagnosis *diagnosis) {
    sigset_t before;
    size_t written = 0;
    scr_result result = scr_done();
    SCR_TRY(signals_hold(&before));
    for (; written < FILES && !scr_failed(result); written++)
        result = scr_file_create(t->paths[written], t->bytes[written].data, t->bytes[written].length, 0644, diagnosis);
    if (scr_failed(result))
        for (size_t i = 0; i + 1 < written; i++) unlink(t->paths[i]); /* the last one tried did not come to be */
    return signals_release(&before, result);
}

scr_result countersign(const struct signer *signer, struct statement *statement, const char *folder,
                       struct scr_arena *arena, const char **path, bool *already, struct scr_diagnosis *diagnosis) {
    struct triple t = {0};
    struct scr_public_key key;
    scr_result result;
    statement->signer = signer->name;
    SCR_TRY(scr_private_key_public(signer->private_key, &key));
    SCR_TRY(scr_public_key_fingerprint(&key, &statement->fingerprint));
    SCR_TRY(name_files(&t, statement, folder, arena));
    *path = t.paths[TEXT];
    SCR_TRY(none_there(&t, statement, arena, already, diagnosis));
    if (already && *already) return scr_done();
    SCR_TRY_OR(result, make(&t, signer, statement, &key), done);
    if (mkdir(folder, 0755) && errno != EEXIST) {
        result = scr_refuse_io(diagnosis, folder, "could not be made", errno);
        goto done;
    }
    result = put_in_place(&t, diagnosis);
done:
    for (size_t i = 0; i < FILES; i++) scr_buffer_free(&t.bytes[i]);
    return result;
}
