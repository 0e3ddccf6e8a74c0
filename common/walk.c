/* walk.c: every entry below a folder, in an order that does not depend on the file system. */
#include <dirent.h>
#include <errno.h>
#include <fcntl.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>
#include <unistd.h>

#include "open.h"
#include "scrutineer/file.h"
#include "write.h"

struct entry {
    char *relative;
    enum scr_entry kind;
};

struct walk {
    const char *path;
    struct scr_diagnosis *diagnosis;
    struct scr_arena arena;
    struct entry *entries;
    size_t count, capacity, seen, limit; /* `seen` counts folders too: hostile trees may hold nothing else */
};

/* Paths are ordered by their bytes, not by the locale. */
static int by_bytes(const void *a, const void *b) {
    const struct entry *x = a, *y = b;
    return strcmp(x->relative, y->relative);
}

static scr_result list(struct walk *walk, int fd, const char *below, unsigned depth);

/* One directory entry: noted, or gone into. */
static scr_result look_at(struct walk *walk, int fd, const char *name, const char *relative, unsigned depth) {
    struct stat state;
    if (fstatat(fd, name, &state, AT_SYMLINK_NOFOLLOW))
        return scr_refuse_io(walk->diagnosis, relative, "could not be examined", errno);
    if (S_ISDIR(state.st_mode)) {
        if (depth == SCR_FOLDER_DEPTH)
            return scr_refuse_path(walk->diagnosis, SCR_LIMIT, relative, "lies too deep: 32 folders are allowed");
        int inner = openat(fd, name, O_RDONLY | O_DIRECTORY | O_NOFOLLOW | O_CLOEXEC);
        if (inner < 0) return scr_refuse_io(walk->diagnosis, relative, "could not be opened", errno);
        return list(walk, inner, relative, depth + 1);
    }
    SCR_TRY(scr_grow(&walk->entries, &walk->capacity, walk->count + 1, sizeof *walk->entries));
    char *copy = scr_arena_copy(&walk->arena, relative, strlen(relative));
    if (!copy) return (scr_result){SCR_MEMORY};
    enum scr_entry kind = S_ISREG(state.st_mode)   ? SCR_ENTRY_FILE
                          : S_ISLNK(state.st_mode) ? SCR_ENTRY_LINK
                                                   : SCR_ENTRY_OTHER;
    walk->entries[walk->count++] = (struct entry){copy, kind};
    return scr_done();
}

/* Takes over `fd`. Recursion is at most SCR_FOLDER_DEPTH deep. */
static scr_result list(struct walk *walk, int fd, const char *below, unsigned depth) {
    scr_result result = scr_done();
    struct scr_buffer relative = {0};
    DIR *folder = fdopendir(fd);
    if (!folder) {
        int problem = errno;
        close(fd);
        return scr_refuse_io(walk->diagnosis, *below ? below : walk->path, "could not be listed", problem);
    }
    for (;;) {
        errno = 0;
        struct dirent *entry = readdir(folder);
        if (!entry && errno)
            result = scr_refuse_io(walk->diagnosis, *below ? below : walk->path, "could not be listed", errno);
        if (!entry) break;
        if (!strcmp(entry->d_name, ".") || !strcmp(entry->d_name, "..")) continue;
        if (walk->seen++ >= walk->limit) {
            result = scr_refuse_path(walk->diagnosis, SCR_LIMIT, walk->path, "holds more files than are allowed");
            break;
        }
        relative.length = 0;
        SCR_TRY_OR(result, scr_buffer_print(&relative, "%s%s%s", below, *below ? "/" : "", entry->d_name), done);
        SCR_TRY_OR(result, look_at(walk, fd, entry->d_name, (const char *)relative.data, depth), done);
    }
done:
    closedir(folder);
    scr_buffer_free(&relative);
    return result;
}

scr_result scr_folder_walk(const char *path, size_t limit, scr_visit *visit, void *context,
                           struct scr_diagnosis *diagnosis) {
    struct walk walk = {.path = path, .diagnosis = diagnosis, .limit = limit};
    int fd = open(path, O_RDONLY | O_DIRECTORY | O_CLOEXEC);
    if (fd < 0) return scr_refuse_io(diagnosis, path, "could not be opened as a folder", errno);
    scr_result result = list(&walk, fd, "", 0);
    if (!scr_failed(result) && walk.count) qsort(walk.entries, walk.count, sizeof *walk.entries, by_bytes);
    for (size_t i = 0; i < walk.count && !scr_failed(result); i++)
        result = visit(context, walk.entries[i].relative, walk.entries[i].kind);
    free(walk.entries);
    scr_arena_free(&walk.arena);
    return result;
}
