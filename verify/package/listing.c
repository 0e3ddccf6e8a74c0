/* listing.c: lists what stands in a package folder, without following links or opening files, and checks PKG-01. */
#include <dirent.h>
#include <errno.h>
#include <fcntl.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>
#include <unistd.h>

#include "verify/package/names.h"
#include "verify/package/open_beneath.h"
#include "verify/package/parts.h"

struct walk {
    struct package *package;
    struct places *places;
    size_t files;
    bool full; /* a limit was reached: nothing more is listed */
};

/* An entry that was there a moment ago was removed or replaced meanwhile; anything else is the system's refusal. */
static bool changed_meanwhile(int problem) { return problem == ENOENT || problem == ENOTDIR || problem == ELOOP; }

static const char *no_file(mode_t mode) {
    if (S_ISLNK(mode)) return "is a symbolic link";
    if (S_ISFIFO(mode)) return "is a pipe";
    if (S_ISSOCK(mode)) return "is a socket";
    return "is a device or something else that is neither a file nor a folder";
}

/* Looks at one name and lists it. *into is set when it is a folder whose contents are to be listed too. */
static scr_result visit(struct walk *walk, int folder, const char *path, const char *name, bool *into) {
    struct package *package = walk->package;
    struct stat state;
    if (fstatat(folder, name, &state, AT_SYMLINK_NOFOLLOW)) {
        if (!changed_meanwhile(errno)) return (scr_result){SCR_IO};
        package->complete = false;
        places_add(walk->places, VERDICT_UNDECIDED, path, "could not be examined (error %d)", errno);
        return scr_done();
    }
    if (S_ISREG(state.st_mode) && ++walk->files > package->most_files) {
        places_add(walk->places, VERDICT_REFUTED, path, "is one file more than %zu; the rest was not looked at",
                   package->most_files);
        walk->full = true;
    } else if (package->entry_count >= PACKAGE_ENTRIES) {
        places_add(walk->places, VERDICT_UNDECIDED, path, "is one entry more than %d; the rest was not looked at",
                   PACKAGE_ENTRIES);
        walk->full = true;
    }
    if (walk->full) {
        package->complete = false;
        return scr_done();
    }
    SCR_TRY(scr_grow(&package->entries, &package->entry_capacity, package->entry_count + 1, sizeof *package->entries));
    struct entry *entry = &package->entries[package->entry_count++];
    entry->path = path;
    if (!S_ISREG(state.st_mode) && !S_ISDIR(state.st_mode)) {
        entry->kind = ENTRY_OTHER;
        places_add(walk->places, VERDICT_REFUTED, path, "%s", no_file(state.st_mode));
        return scr_done();
    }
    entry->kind = S_ISDIR(state.st_mode) ? ENTRY_FOLDER : ENTRY_FILE;
    entry->size = entry->kind == ENTRY_FILE && state.st_size > 0 ? (uint64_t)state.st_size : 0;
    const char *misplaced = path_misplaced(path, entry->kind == ENTRY_FOLDER);
    if (misplaced) places_add(walk->places, VERDICT_REFUTED, path, "%s", misplaced);
    *into = entry->kind == ENTRY_FOLDER;
    return scr_done();
}

/* Takes over `folder`. `depth` is the number of components of the paths of its entries; a folder nested deeper than a
 * package allows is named by PKG-01 and not entered, so the recursion ends at PATH_COMPONENTS + 1. */
static scr_result walk_folder(struct walk *walk, int folder, const char *prefix, unsigned depth) {
    struct scr_arena *arena = &walk->package->arena;
    DIR *stream = fdopendir(folder);
    if (!stream) {
        close(folder);
        return (scr_result){SCR_MEMORY};
    }
    scr_result result = scr_done();
    while (!walk->full && !scr_failed(result)) {
        errno = 0;
        const struct dirent *found = readdir(stream);
        if (!found && errno) result.code = SCR_IO;
        if (!found) break;
        if (!strcmp(found->d_name, ".") || !strcmp(found->d_name, "..")) continue;
        bool into = false;
        char *path = scr_arena_print(arena, "%s%s", prefix, found->d_name);
        if (!path) {
            result.code = SCR_MEMORY;
            break;
        }
        const char *name = path + strlen(prefix); /* found->d_name lives only until the next readdir */
        SCR_TRY_OR(result, visit(walk, folder, path, name, &into), done);
        if (!into || depth > PATH_COMPONENTS) continue;
        const char *below = scr_arena_print(arena, "%s/", path);
        int next = below ? open_folder_at(folder, name) : -1;
        if (!below) {
            result.code = SCR_MEMORY;
        } else if (next < 0 && !changed_meanwhile(errno)) {
            result.code = SCR_IO;
        } else if (next < 0) {
            walk->package->complete = false;
            places_add(walk->places, VERDICT_UNDECIDED, path, "could not be opened (error %d)", errno);
        } else {
            result = walk_folder(walk, next, below, depth + 1);
        }
    }
done:
    closedir(stream);
    return result;
}

static int by_path(const void *a, const void *b) {
    const struct entry *x = a, *y = b;
    return strcmp(x->path, y->path); /* compares as unsigned char */
}

struct twin {
    const char *lowered, *path;
};
static int by_lowered(const void *a, const void *b) {
    const struct twin *x = a, *y = b;
    int order = strcmp(x->lowered, y->lowered);
    return order ? order : strcmp(x->path, y->path);
}

/* Folders count as well: "Decks" and "decks" become one folder where case does not matter. */
static scr_result find_twins(const struct package *package, struct places *places) {
    struct scr_arena arena = {0};
    scr_result result = {SCR_MEMORY};
    struct twin *twins = scr_arena_alloc(&arena, package->entry_count, sizeof *twins);
    if (!twins) goto done;
    for (size_t i = 0; i < package->entry_count; i++) {
        const char *path = package->entries[i].path;
        char *lowered = scr_arena_copy(&arena, path, strlen(path));
        if (!lowered) goto done;
        for (char *c = lowered; *c; c++)
            if (*c >= 'A' && *c <= 'Z') *c = (char)(*c - 'A' + 'a');
        twins[i] = (struct twin){lowered, path};
    }
    if (package->entry_count) qsort(twins, package->entry_count, sizeof *twins, by_lowered);
    for (size_t i = 1; i < package->entry_count; i++)
        if (!strcmp(twins[i - 1].lowered, twins[i].lowered)) {
            struct scr_arena shown = {0};
            places_add(places, VERDICT_REFUTED, twins[i].path, "differs from %s only in upper and lower case",
                       places_name(&shown, twins[i - 1].path));
            scr_arena_free(&shown);
        }
    result = scr_done();
done:
    scr_arena_free(&arena);
    return result;
}

void package_add_incomplete(const struct package *package, struct places *places) {
    if (!package->complete)
        places_add(places, VERDICT_UNDECIDED, "The folder",
                   "not everything in it could be listed (PKG-01), and what was not was not checked");
}

const struct entry *package_entry(const struct package *package, const char *path) {
    struct entry wanted = {.path = path};
    if (!package->entry_count) return NULL;
    return bsearch(&wanted, package->entries, package->entry_count, sizeof wanted, by_path);
}

const struct entry *package_below(const struct package *package, const char *prefix, size_t *count) {
    size_t first = 0, end = package->entry_count, length = strlen(prefix);
    *count = 0;
    if (!end) return NULL;
    while (first < end) { /* the least entry not below `prefix` in order */
        size_t middle = first + (end - first) / 2;
        if (strcmp(package->entries[middle].path, prefix) < 0)
            first = middle + 1;
        else
            end = middle;
    }
    while (first + *count < package->entry_count && !strncmp(package->entries[first + *count].path, prefix, length))
        ++*count;
    return package->entries + first;
}

static scr_result collect_payload(struct package *package) {
    size_t below;
    const struct entry *entries = package_below(package, "data/", &below);
    struct entry *payload = scr_arena_alloc(&package->arena, below, sizeof *payload);
    if (!payload) return (scr_result){SCR_MEMORY};
    for (size_t i = 0; i < below; i++)
        if (entries[i].kind == ENTRY_FILE) payload[package->payload_count++] = entries[i];
    package->payload = payload;
    return scr_done();
}

scr_result package_list(struct package *package, struct findings *findings) {
    struct places places = {0};
    struct walk walk = {.package = package, .places = &places};
    scr_result result = scr_done();
    package->complete = true;
    int fd = open_folder_at(package->folder, "."); /* fdopendir would move the position of our own descriptor */
    if (fd < 0) return (scr_result){SCR_IO};
    SCR_TRY_OR(result, walk_folder(&walk, fd, "", 1), done);
    if (package->entry_count) qsort(package->entries, package->entry_count, sizeof *package->entries, by_path);
    SCR_TRY_OR(result, find_twins(package, &places), done);
    SCR_TRY_OR(result, collect_payload(package), done);
    result = places_report(&places, findings, "PKG-01",
                           "The folder holds %zu files, all where a package has them, and nothing else.", walk.files);
done:
    places_free(&places);
    return result;
}
