/* payload_check.c: whether the files of a package belong together, before they are signed (PKG-06, PKG-07). */
#include <stdlib.h>
#include <string.h>
#include <strings.h>

#include "gen/index/index.h"
#include "names.h"
#include "payload.h"

struct check {
    struct payload *payload;
    struct scr_diagnosis *diagnosis;
    bool refused;
};

#define OBJECT(check, file, ...)                                                                                       \
    do {                                                                                                               \
        scr_note((check)->diagnosis, SCR_INPUT, payload_place((check)->payload, (file)->path), __VA_ARGS__);           \
        (check)->refused = true;                                                                                       \
    } while (0)

/* "" for the whole election: no style or contest has an empty id. */
static const char *subject_of(const struct artifact_header *header) { return header->subject ? header->subject : ""; }

static int by_subject(const void *a, const void *b) {
    const struct payload_file *const *x = a, *const *y = b;
    int order = strcmp((*x)->header.purpose, (*y)->header.purpose);
    if (!order) order = strcmp(subject_of(&(*x)->header), subject_of(&(*y)->header));
    return order ? order : strcmp((*x)->path, (*y)->path);
}

/* One ballot definition, commitment and seed record, and one artifact of a kind for each ballot style or contest: a
 * reader must not be left to choose. */
static scr_result check_doubles(struct check *check) {
    size_t count = 0;
    const struct payload_file **files = calloc(check->payload->count + 1, sizeof(void *));
    if (!files) return (scr_result){SCR_MEMORY};
    for (size_t i = 0; i < check->payload->count; i++)
        if (check->payload->files[i].header.purpose) files[count++] = &check->payload->files[i];
    qsort(files, count, sizeof *files, by_subject);
    for (size_t i = 1; i < count; i++) {
        const struct artifact_header *a = &files[i - 1]->header, *b = &files[i]->header;
        if (b->any_number || strcmp(a->purpose, b->purpose) != 0 || strcmp(subject_of(a), subject_of(b)) != 0) continue;
        if (b->subject)
            OBJECT(check, files[i], "is a second %s of %s %s beside %s; leave one of the two out", b->purpose,
                   b->subject_kind, package_shown(&check->payload->arena, b->subject), files[i - 1]->path);
        else
            OBJECT(check, files[i], "is a second %s beside %s; leave one of the two out", b->purpose,
                   files[i - 1]->path);
    }
    free(files);
    return scr_done();
}

static int path_order(const void *path, const void *file) {
    return strcmp(path, ((const struct payload_file *)file)->path);
}

/* The file that `artifact` names as its proof, or NULL: it lies in the artifact's own folder. */
static struct payload_file *proof_of(const struct check *check, const struct payload_file *artifact,
                                     const struct artifact_link *proof) {
    char path[2100]; /* paths have at most 7 * 129 bytes */
    const char *slash = strrchr(artifact->path, '/');
    size_t folder = slash ? (size_t)(slash + 1 - artifact->path) : 0, name = strlen(proof->name);
    if (name >= sizeof path - folder) return NULL;
    memcpy(path, artifact->path, folder);
    memcpy(path + folder, proof->name, name + 1);
    return bsearch(path, check->payload->files, check->payload->count, sizeof *check->payload->files, path_order);
}

static void check_proofs(struct check *check, const struct payload_file *artifact, bool *named) {
    for (size_t i = 0; i < artifact->header.proof_count; i++) {
        const struct artifact_link *proof = &artifact->header.proofs[i];
        const char *name = package_shown(&check->payload->arena, proof->name);
        const struct payload_file *file = proof_of(check, artifact, proof);
        if (!file)
            OBJECT(check, artifact, "names the proof %s, which is not in its folder", name);
        else if (!scr_hash_equal(&file->hash, &proof->hash))
            OBJECT(check, artifact, "names the proof %s with another digest than that file has", name);
        else
            named[file - check->payload->files] = true;
    }
}

static void check_artifact(struct check *check, const struct payload_file *file, const struct payload_file *first,
                           const char *role) {
    const struct artifact_header *header = &file->header;
    struct scr_arena *arena = &check->payload->arena;
    if (!strcmp(header->purpose, INDEX_PURPOSE) || !strcasecmp(file->path, INDEX_FILE))
        OBJECT(check, file,
               "is the index of publications, or has its name; a package makes its own: take this file out of the "
               "folder, and if it is the newest index give it with --index");
    if (strcmp(header->election, first->header.election) != 0)
        OBJECT(check, file, "names the election %s, but %s names %s; a package is of one election",
               package_shown(arena, header->election), first->path, package_shown(arena, first->header.election));
    if (strcmp(header->signer_role, role) != 0)
        OBJECT(check, file, "asks to be signed in the role %s, not %s", package_shown(arena, header->signer_role),
               role);
    for (size_t i = 0; i < header->rests_on_count; i++)
        if (!payload_find(check->payload, &header->rests_on[i].hash, header->rests_on[i].name)) {
            char hex[SCR_HEX_SIZE];
            scr_hash_hex(&header->rests_on[i].hash, hex);
            OBJECT(check, file, "rests on the %s with SHA-256 %s, which is not in this folder",
                   package_shown(arena, header->rests_on[i].name), hex);
        }
    for (size_t i = 0; i < header->supersedes_count; i++) {
        const struct payload_file *older = payload_find(check->payload, &header->supersedes[i].hash, NULL);
        if (older) OBJECT(check, older, "is superseded by %s; leave one of the two out", file->path);
    }
}

scr_result payload_check(struct payload *payload, const char *role, struct scr_diagnosis *diagnosis) {
    struct check check = {.payload = payload, .diagnosis = diagnosis};
    const struct payload_file *first = NULL;
    size_t room = payload->count ? payload->count : 1;
    bool *named = calloc(room, sizeof *named); /* by file: some artifact names it as its proof */
    if (!named) return (scr_result){SCR_MEMORY};
    for (size_t i = payload->count; i-- > 0;)
        if (payload->files[i].header.purpose) first = &payload->files[i];
    if (!first) {
        scr_note(diagnosis, SCR_INPUT, payload->folder, "holds no artifact (an XML file made by this program)");
        check.refused = true;
    }
    for (size_t i = 0; i < payload->count; i++)
        if (payload->files[i].header.purpose) {
            check_artifact(&check, &payload->files[i], first, role);
            check_proofs(&check, &payload->files[i], named);
        }
    for (size_t i = 0; i < payload->count; i++)
        if (!payload->files[i].header.purpose && !named[i])
            OBJECT(&check, &payload->files[i],
                   "is neither an artifact (.xml) nor a proof that an artifact in its folder names; a package holds "
                   "nothing else");
    free(named);
    SCR_TRY(check_doubles(&check));
    return (scr_result){check.refused ? SCR_INPUT : SCR_DONE};
}
