/* open_beneath.c: reads files below a folder descriptor, component by component, following no link. */
#include "verify/package/open_beneath.h"

#include <errno.h>
#include <fcntl.h>
#include <stdio.h>
#include <string.h>
#include <sys/stat.h>
#include <unistd.h>

#include "verify/package/parts.h"

int open_folder_at(int folder, const char *name) {
    return openat(folder, name, O_RDONLY | O_DIRECTORY | O_NOFOLLOW | O_CLOEXEC);
}

/* Looks before it opens, because opening a device can already do something, and looks again afterwards, because the
 * entry may have been replaced in between. */
static int open_file_at(int folder, const char *name) {
    struct stat state;
    if (fstatat(folder, name, &state, AT_SYMLINK_NOFOLLOW)) return -1;
    int fd = S_ISREG(state.st_mode) ? openat(folder, name, O_RDONLY | O_NOFOLLOW | O_NONBLOCK | O_CLOEXEC) : -1;
    if (S_ISREG(state.st_mode) && fd < 0) return -1;
    if (fd < 0 || fstat(fd, &state) || !S_ISREG(state.st_mode)) {
        if (fd >= 0) close(fd);
        errno = EINVAL;
        return -1;
    }
    return fd;
}

int open_file_beneath(int folder, const char *path) {
    char component[256]; /* longer than any component that a package allows */
    int inside = folder;
    for (const char *slash; (slash = strchr(path, '/')); path = slash + 1) {
        size_t length = (size_t)(slash - path);
        int next = -1, problem = EINVAL;
        if (length < sizeof component) {
            memcpy(component, path, length);
            component[length] = 0;
            next = open_folder_at(inside, component);
            problem = errno == ELOOP || errno == ENOTDIR ? EINVAL : errno;
        }
        if (inside != folder) close(inside);
        if (next < 0) {
            errno = problem;
            return -1;
        }
        inside = next;
    }
    int fd = open_file_at(inside, path), problem = errno;
    if (inside != folder) close(inside);
    errno = problem;
    return fd;
}

/* Reads to the end or to one byte above the limit, whatever size the file claimed: it may grow meanwhile. */
static scr_result read_all(int fd, size_t limit, struct scr_buffer *contents, int *problem) {
    uint8_t piece[1 << 14];
    while (contents->length <= limit) {
        ssize_t got = read(fd, piece, sizeof piece);
        if (got < 0 && errno == EINTR) continue;
        if (got < 0) *problem = errno;
        if (got <= 0) break;
        SCR_TRY(scr_buffer_append(contents, piece, (size_t)got));
    }
    return scr_done();
}

scr_result package_read(int folder, const char *path, size_t limit, struct scr_buffer *contents, enum verdict *verdict,
                        char trouble[static 160]) {
    int problem = 0, fd = open_file_beneath(folder, path);
    scr_result result = scr_done();
    trouble[0] = 0;
    if (fd < 0) problem = errno;
    if (fd >= 0) {
        result = read_all(fd, limit, contents, &problem);
        close(fd);
    }
    if (scr_failed(result)) return result;
    if (problem == ENOENT || problem == EINVAL) {
        *verdict = VERDICT_REFUTED;
        snprintf(trouble, 160, "%s", problem == ENOENT ? "is missing" : "is not a regular file");
    } else if (problem) { /* no fault of the file's: what follows from its absence would be said of the package */
        result.code = problem == ENOMEM ? SCR_MEMORY : SCR_IO;
    } else if (contents->length > limit) {
        *verdict = VERDICT_UNDECIDED;
        snprintf(trouble, 160, "has more than %zu bytes, the most that this verifier reads of such a file", limit);
    } else {
        *verdict = VERDICT_HOLDS;
    }
    return result;
}
