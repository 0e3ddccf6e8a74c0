/* payload.c: lists the files that go below data/, and looks at each. */
#include "payload.h"

#include <stdlib.h>
#include <string.h>
#include <strings.h>

#include "names.h"
#include "scrutineer/file.h"

#define ENTRIES_MOST 1000000 /* looked at in the folder, what is left out included */

struct listing {
    struct payload *payload;
    struct scr_diagnosis *diagnosis;
    bool refused;
};

const char *payload_place(struct payload *payload, const char *path) {
    const char *place =
        scr_arena_print(&payload->arena, "%s/%s", payload->folder, package_shown(&payload->arena, path));
    return place ? place : "";
}

static void object(struct listing *listing, const char *path, const char *sentence) {
    scr_note(listing->diagnosis, SCR_INPUT, payload_place(listing->payload, path), "%s", sentence);
    listing->refused = true;
}

static scr_result visit(void *context, const char *path, enum scr_entry kind) {
    struct listing *listing = context;
    struct payload *payload = listing->payload;
    if (!strncmp(path, PAYLOAD_LEFT_OUT, strlen(PAYLOAD_LEFT_OUT))) {
        payload->left_out++;
        return scr_done();
    }
    if (kind != SCR_ENTRY_FILE) {
        object(listing, path,
               kind == SCR_ENTRY_LINK ? "is a symbolic link; a package holds regular files only"
                                      : "is not a regular file; a package holds regular files only");
        return scr_done();
    }
    if (!package_path_valid(path)) {
        object(
            listing, path,
            "has a name that a package does not allow: letters, digits, '.', '_' and '-', first a letter or digit, at "
            "most 128 of them, at most 6 folders deep");
        return scr_done();
    }
    if (payload->count == PAYLOAD_FILES_MOST)
        return scr_refuse(listing->diagnosis, SCR_LIMIT, payload->folder,
                          "holds more than %d files, too many for a package", PAYLOAD_FILES_MOST);
    SCR_TRY(scr_grow(&payload->files, &payload->capacity, payload->count + 1, sizeof *payload->files));
    struct payload_file *file = &payload->files[payload->count];
    file->path = scr_arena_copy(&payload->arena, path, strlen(path));
    if (!file->path) return (scr_result){SCR_MEMORY};
    payload->count++;
    return scr_done();
}

static int by_path(const void *a, const void *b) {
    const struct payload_file *x = a, *y = b;
    return strcmp(x->path, y->path);
}

static int by_folded_path(const void *a, const void *b) {
    const char *const *x = a, *const *y = b;
    return strcasecmp(*x, *y);
}

/* Paths are ASCII by now, so that folding case is the same everywhere. */
static scr_result find_twins(struct listing *listing) {
    struct payload *payload = listing->payload;
    const char **paths = calloc(payload->count ? payload->count : 1, sizeof *paths);
    if (!paths) return (scr_result){SCR_MEMORY};
    for (size_t i = 0; i < payload->count; i++) paths[i] = payload->files[i].path;
    qsort(paths, payload->count, sizeof *paths, by_folded_path);
    for (size_t i = 1; i < payload->count; i++)
        if (!strcasecmp(paths[i - 1], paths[i]))
            object(listing, paths[i],
                   "differs only in upper and lower case from another file here; some systems would "
                   "mix the two up");
    free(paths);
    return scr_done();
}

scr_result payload_list(const char *folder, struct payload *payload, struct scr_diagnosis *diagnosis) {
    *payload = (struct payload){0};
    struct listing listing = {payload, diagnosis, false};
    const char *shown = package_shown(&payload->arena, folder);
    payload->folder = scr_arena_copy(&payload->arena, shown, strlen(shown));
    if (!payload->folder) return (scr_result){SCR_MEMORY};
    for (size_t last = strlen(payload->folder); last > 1 && payload->folder[last - 1] == '/';)
        payload->folder[--last] = 0;
    SCR_TRY(scr_folder_walk(folder, ENTRIES_MOST, visit, &listing, diagnosis));
    if (payload->count) qsort(payload->files, payload->count, sizeof *payload->files, by_path);
    SCR_TRY(find_twins(&listing));
    if (!payload->count && !listing.refused)
        return scr_refuse(diagnosis, SCR_INPUT, payload->folder, "holds no artifact to package");
    return (scr_result){listing.refused ? SCR_INPUT : SCR_DONE};
}

static bool named_xml(const char *path) {
    size_t length = strlen(path);
    return length > 4 && !strcasecmp(path + length - 4, ".xml");
}

scr_result payload_look(struct payload *payload, struct payload_file *file, const void *bytes, size_t length,
                        struct scr_diagnosis *diagnosis) {
    file->size = length;
    payload->bytes += length; /* at most 100,000 files of at most 2^31 bytes: below 2^64 */
    SCR_TRY(scr_hash_bytes(bytes, length, &file->hash));
    if (!named_xml(file->path)) return scr_done();
    /* The reader makes names safe itself: it gets the path as it is. */
    const char *place = scr_arena_print(&payload->arena, "%s/%s", payload->folder, file->path);
    if (!place) return (scr_result){SCR_MEMORY};
    return artifact_header_read(bytes, length, place, &payload->arena, &file->header, diagnosis);
}

void payload_free(struct payload *payload) {
    for (size_t i = 0; i < payload->count; i++) artifact_header_free(&payload->files[i].header);
    free(payload->files);
    scr_arena_free(&payload->arena);
    *payload = (struct payload){0};
}
