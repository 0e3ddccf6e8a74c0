/* folder.c: a folder of files that appears whole or not at all. */
#include <dirent.h>
#include <errno.h>
#include <fcntl.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>
#include <unistd.h>

#include "open.h"
#include "scrutineer/file.h"
#include "write.h"

/* True when something other than an empty folder is at `path`. */
static bool occupied(const char *path) {
    struct stat state;
    if (lstat(path, &state)) return errno != ENOENT;
    DIR *folder = S_ISDIR(state.st_mode) ? opendir(path) : NULL;
    if (!folder) return true;
    bool found = false;
    for (struct dirent *entry; !found && (entry = readdir(folder));)
        found = strcmp(entry->d_name, ".") && strcmp(entry->d_name, "..");
    closedir(folder);
    return found;
}

scr_result scr_folder_begin(struct scr_folder *folder, const char *path, struct scr_diagnosis *diagnosis) {
    *folder = (struct scr_folder){0};
    size_t length = strlen(path);
    while (length > 1 && path[length - 1] == '/') length--;
    folder->path = strndup(path, length);
    if (!folder->path) return (scr_result){SCR_MEMORY};
    const char *slash = strrchr(folder->path, '/'), *name = slash ? slash + 1 : folder->path;
    if (!*name || !strcmp(name, ".") || !strcmp(name, ".."))
        return scr_refuse_path(diagnosis, SCR_USAGE, path, "is not the name of a folder that could be made");
    if (occupied(folder->path))
        return scr_refuse_path(diagnosis, SCR_IO, path, "exists already and is not an empty folder");
    scr_remove_stale(folder->path);
    int problem = EEXIST;
    for (unsigned attempt = 0; problem == EEXIST && attempt < SCR_ATTEMPTS; attempt++) {
        char *partial = scr_partial_name(folder->path, attempt);
        if (!partial) return (scr_result){SCR_MEMORY};
        problem = mkdir(partial, 0755) ? errno : 0;
        if (problem)
            free(partial);
        else
            folder->partial = partial;
    }
    int lock = folder->partial ? open(folder->partial, O_RDONLY | O_DIRECTORY | O_NOFOLLOW | O_CLOEXEC) : -1;
    if (lock >= 0) scr_hold(lock);
    folder->lock = lock + 1;
    return problem ? scr_refuse_io(diagnosis, path, "could not be made", problem) : scr_done();
}

/* Relative, not empty, no component that is empty, "." or "..", no deeper than scr_folder_walk goes. */
static bool name_safe(const char *name) {
    unsigned depth = 0;
    for (;;) {
        size_t length = strcspn(name, "/");
        if (!length || (length == 1 && name[0] == '.') || (length == 2 && !memcmp(name, "..", 2))) return false;
        if (!name[length]) return true;
        if (++depth > SCR_FOLDER_DEPTH) return false;
        name += length + 1;
    }
}

scr_result scr_folder_write(struct scr_folder *folder, const char *name, const void *bytes, size_t length,
                            struct scr_diagnosis *diagnosis) {
    if (!folder->partial) return (scr_result){SCR_INTERNAL};
    if (!name_safe(name)) return scr_refuse_path(diagnosis, SCR_INTERNAL, name, "is not a name inside the folder");
    struct scr_buffer path = {0};
    int problem = 0;
    scr_result result = scr_buffer_print(&path, "%s/%s", folder->partial, name);
    if (scr_failed(result)) goto done;
    result = scr_write_new((const char *)path.data, bytes, length, 0644, false, &problem);
    if (problem == ENOENT) { /* the first file of a folder on the way */
        problem = 0;
        char *at = (char *)path.data + strlen(folder->partial) + 1;
        for (char *slash; !problem && (slash = strchr(at, '/')); at = slash + 1) {
            *slash = 0;
            if (mkdir((const char *)path.data, 0755) && errno != EEXIST) problem = errno;
            *slash = '/';
        }
        if (!problem) result = scr_write_new((const char *)path.data, bytes, length, 0644, false, &problem);
    }
    if (scr_failed(result)) result = scr_refuse_io(diagnosis, name, "could not be written", problem);
done:
    scr_buffer_free(&path);
    return result;
}

scr_result scr_folder_publish(struct scr_folder *folder, struct scr_diagnosis *diagnosis) {
    if (!folder->partial) return (scr_result){SCR_INTERNAL};
    int problem = scr_sync_all(folder->partial);
    if (problem) return scr_refuse_io(diagnosis, folder->path, "could not be synced", problem);
    /* rename(2) replaces an empty folder, and refuses everything else that may have come to stand there. */
    if (rename(folder->partial, folder->path))
        return scr_refuse_io(diagnosis, folder->path, "could not be put in place", errno);
    free(folder->partial);
    folder->partial = NULL;
    problem = scr_sync_parent(folder->path);
    return problem ? scr_refuse_io(diagnosis, folder->path, "was written, but its folder could not be synced", problem)
                   : scr_done();
}

void scr_folder_end(struct scr_folder *folder) {
    if (folder->partial) scr_remove_tree(AT_FDCWD, folder->partial, SCR_FOLDER_DEPTH);
    if (folder->lock) close(folder->lock - 1);
    free(folder->partial);
    free(folder->path);
    *folder = (struct scr_folder){0};
}
