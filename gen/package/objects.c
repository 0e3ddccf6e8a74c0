/* objects.c: what can be stamped, in a package, in a folder of artifacts, and where a file's stamps belong. */
#include "objects.h"

#include <errno.h>
#include <stdlib.h>
#include <string.h>
#include <strings.h>
#include <sys/stat.h>
#include <unistd.h>

#include "common/open.h"
#include "package.h"
#include "payload.h"
#include "scrutineer/file.h"

#define ENTRIES_MOST 1000000

scr_result objects_add(struct objects *objects, const struct scr_hash *hash, const char *path) {
    SCR_TRY(scr_grow(&objects->items, &objects->capacity, objects->count + 1, sizeof *objects->items));
    const char *copy = scr_arena_copy(&objects->arena, path, strlen(path));
    if (!copy) return (scr_result){SCR_MEMORY};
    objects->items[objects->count++] = (struct object){*hash, copy};
    return scr_done();
}

static int by_hash(const void *a, const void *b) {
    const struct object *x = a, *y = b;
    int order = memcmp(x->hash.bytes, y->hash.bytes, SCR_HASH_SIZE);
    return order ? order : strcmp(x->path, y->path);
}

void objects_sort(struct objects *objects) {
    if (objects->count) qsort(objects->items, objects->count, sizeof *objects->items, by_hash);
}

const struct object *objects_find(const struct objects *objects, const struct scr_hash *hash) {
    size_t low = 0, high = objects->count;
    while (low < high) { /* the first with a digest not below `hash` is in [low, high] */
        size_t middle = low + (high - low) / 2;
        if (memcmp(objects->items[middle].hash.bytes, hash->bytes, SCR_HASH_SIZE) < 0)
            low = middle + 1;
        else
            high = middle;
    }
    return low < objects->count && scr_hash_equal(&objects->items[low].hash, hash) ? &objects->items[low] : NULL;
}

void objects_free(struct objects *objects) {
    free(objects->items);
    scr_arena_free(&objects->arena);
    *objects = (struct objects){0};
}

static char *join(const char *folder, const char *name) {
    struct scr_buffer path = {0};
    if (!scr_failed(scr_buffer_print(&path, "%s/%s", folder, name))) return (char *)path.data;
    scr_buffer_free(&path);
    return NULL;
}

static bool is_package(const char *folder) {
    struct stat state;
    char *path = join(folder, PACKAGE_TAG_MANIFEST);
    bool found = path && !lstat(path, &state) && S_ISREG(state.st_mode);
    free(path);
    return found;
}

scr_result place_kind_of(const char *path, enum place_kind *kind, struct scr_diagnosis *diagnosis) {
    struct stat state;
    if (stat(path, &state)) return scr_refuse_io(diagnosis, path, "could not be opened", errno);
    if (S_ISDIR(state.st_mode)) {
        if (access(path, R_OK | X_OK)) return scr_refuse_io(diagnosis, path, "could not be opened as a folder", errno);
        *kind = is_package(path) ? PLACE_PACKAGE : PLACE_FOLDER;
        return scr_done();
    }
    *kind = PLACE_FILE;
    return S_ISREG(state.st_mode) ? scr_done()
                                  : scr_refuse_path(diagnosis, SCR_INPUT, path, "is neither a file nor a folder");
}

struct looking {
    const char *folder;
    bool package;
    struct objects *objects;
    struct scr_diagnosis *diagnosis;
};

static bool ends_in(const char *path, const char *end) {
    size_t length = strlen(path), tail = strlen(end);
    return length > tail && !strcasecmp(path + length - tail, end);
}

static bool below(const char *path, const char *folder) { return !strncmp(path, folder, strlen(folder)); }

static bool stampable(const struct looking *l, const char *path) {
    if (below(path, PAYLOAD_STATEMENTS)) return ends_in(path, ".txt");
    if (l->package) return !strcmp(path, PACKAGE_TAG_MANIFEST) || (below(path, "data/") && ends_in(path, ".xml"));
    return !below(path, PAYLOAD_LEFT_OUT) && ends_in(path, ".xml");
}

static scr_result look(void *context, const char *path, enum scr_entry kind) {
    struct looking *l = context;
    struct scr_hash hash;
    if (kind != SCR_ENTRY_FILE || !stampable(l, path)) return scr_done();
    char *whole = join(l->folder, path);
    if (!whole) return (scr_result){SCR_MEMORY};
    scr_result result = scr_hash_file(whole, &hash, NULL, l->diagnosis);
    if (!scr_failed(result)) result = objects_add(l->objects, &hash, path);
    free(whole);
    return result;
}

scr_result objects_of(const char *path, enum place_kind kind, struct objects *objects,
                      struct scr_diagnosis *diagnosis) {
    struct looking l = {path, kind == PLACE_PACKAGE, objects, diagnosis};
    SCR_TRY(scr_folder_walk(path, ENTRIES_MOST, look, &l, diagnosis));
    objects_sort(objects);
    return scr_done();
}

/* Cuts the last component off; "." and "/" where nothing is left. */
static void to_parent(char *path) {
    char *slash = strrchr(path, '/');
    if (!slash)
        strcpy(path, "."); /* room: a path has at least one byte */
    else
        slash[slash == path ? 1 : 0] = 0;
}

static bool named(const char *path, const char *name) {
    const char *slash = strrchr(path, '/');
    return !strcmp(slash ? slash + 1 : path, name);
}

char *place_of(const char *path) {
    char *folder = *path ? strdup(path) : NULL;
    if (!folder) return NULL;
    to_parent(folder);
    if (named(folder, "countersignatures")) {
        to_parent(folder);
        return folder;
    }
    char *up = strdup(folder);
    for (size_t depth = 0; up && depth < 8 && strcmp(up, ".") != 0 && strcmp(up, "/") != 0; depth++) {
        /* paths of a package have at most 8 components */
        const bool data = named(up, "data");
        to_parent(up);
        if (!data || !is_package(up)) continue;
        free(folder);
        return up;
    }
    free(up);
    return folder;
}
