/* payload.c: lists the files that go below data/, and looks at each. */
#include "payload.h"

#include <stdlib.h>
#include <string.h>
#include <strings.h>

#include "names.h"
#include "scrutineer/file.h"
#include "twin.h"

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

static bool below(const char *path, const char *folder) { return !strncmp(path, folder, strlen(folder)); }

static scr_result visit(void *context, const char *path, enum scr_entry kind) {
    struct listing *listing = context;
    struct payload *payload = listing->payload;
    if (below(path, PAYLOAD_LEFT_OUT)) {
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
    path = scr_arena_copy(&payload->arena, path, strlen(path));
    if (!path) return (scr_result){SCR_MEMORY};
    if (below(path, PAYLOAD_STAMPS) || below(path, PAYLOAD_STATEMENTS)) {
        SCR_TRY(scr_grow(&payload->attached, &payload->attached_capacity, payload->attached_count + 1,
                         sizeof *payload->attached));
        payload->attached[payload->attached_count++] = path;
        return scr_done();
    }
    if (payload->count == PAYLOAD_FILES_MOST)
        return scr_refuse(listing->diagnosis, SCR_LIMIT, payload->folder,
                          "holds more than %d files, too many for a package", PAYLOAD_FILES_MOST);
    SCR_TRY(scr_grow(&payload->files, &payload->capacity, payload->count + 1, sizeof *payload->files));
    payload->files[payload->count++].path = path;
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
    size_t count = payload->count + payload->attached_count; /* of what is in memory */
    const char **paths = calloc(count + 1, sizeof *paths);
    if (!paths) return (scr_result){SCR_MEMORY};
    for (size_t i = 0; i < payload->count; i++) paths[i] = payload->files[i].path;
    for (size_t i = payload->count; i < count; i++) paths[i] = payload->attached[i - payload->count];
    qsort(paths, count, sizeof *paths, by_folded_path);
    for (size_t i = 1; i < count; i++)
        if (!strcasecmp(paths[i - 1], paths[i])) object(listing, paths[i], TWIN_OF_ANOTHER);
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
        return scr_refuse(diagnosis, SCR_INPUT, payload->folder,
                          "holds no artifact to package; to publish an index alone, give --index and no folder");
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

scr_result payload_add(struct payload *payload, const char *path, const void *bytes, size_t length,
                       struct scr_diagnosis *diagnosis) {
    size_t at = 0;
    SCR_TRY(scr_grow(&payload->files, &payload->capacity, payload->count + 1, sizeof *payload->files));
    while (at < payload->count && strcmp(payload->files[at].path, path) < 0) at++;
    memmove(&payload->files[at + 1], &payload->files[at], (payload->count - at) * sizeof *payload->files);
    payload->files[at] = (struct payload_file){.path = path};
    payload->count++;
    free(payload->by_hash);
    payload->by_hash = NULL;
    return payload_look(payload, &payload->files[at], bytes, length, diagnosis);
}

static int by_hash(const void *a, const void *b) {
    const struct payload_file *const *x = a, *const *y = b;
    int order = memcmp((*x)->hash.bytes, (*y)->hash.bytes, SCR_HASH_SIZE);
    return order ? order : strcmp((*x)->path, (*y)->path);
}

scr_result payload_sort(struct payload *payload) {
    free(payload->by_hash);
    payload->by_hash = calloc(payload->count + 1, sizeof(void *)); /* at most 95,993 */
    if (!payload->by_hash) return (scr_result){SCR_MEMORY};
    for (size_t i = 0; i < payload->count; i++) payload->by_hash[i] = &payload->files[i];
    if (payload->count) qsort(payload->by_hash, payload->count, sizeof *payload->by_hash, by_hash);
    return scr_done();
}

const struct payload_file *payload_find(const struct payload *payload, const struct scr_hash *hash,
                                        const char *purpose) {
    size_t low = 0, high = payload->count;
    while (low < high) { /* the first with a digest not below `hash` is in [low, high] */
        size_t middle = low + (high - low) / 2;
        if (memcmp(payload->by_hash[middle]->hash.bytes, hash->bytes, SCR_HASH_SIZE) < 0)
            low = middle + 1;
        else
            high = middle;
    }
    for (; low < payload->count && scr_hash_equal(&payload->by_hash[low]->hash, hash); low++) {
        const char *is = payload->by_hash[low]->header.purpose;
        if (!purpose || (is && !strcmp(is, purpose))) return payload->by_hash[low];
    }
    return NULL;
}

void payload_free(struct payload *payload) {
    for (size_t i = 0; i < payload->count; i++) artifact_header_free(&payload->files[i].header);
    free(payload->files);
    free(payload->attached);
    free(payload->by_hash);
    scr_arena_free(&payload->arena);
    *payload = (struct payload){0};
}
