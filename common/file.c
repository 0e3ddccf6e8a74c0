/* file.c: single files: read whole when regular and small enough, written whole or not at all. */
#include "scrutineer/file.h"

#include <errno.h>
#include <fcntl.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

#include "open.h"
#include "write.h"

/* The bytes go straight into one allocation of the right size, so that no copy of a secret is left on the way. */
scr_result scr_file_read(const char *path, size_t limit, struct scr_buffer *contents, struct scr_diagnosis *diagnosis) {
    int fd = -1;
    uint64_t size;
    long got = 0;
    SCR_TRY(scr_open_regular(path, &fd, &size, diagnosis));
    scr_result result = scr_done();
    contents->length = 0;
    if (size > limit || size > SIZE_MAX - 2) {
        result = scr_refuse_path(diagnosis, SCR_LIMIT, path, "is longer than is allowed for such a file");
        goto done;
    }
    size_t wanted = (size_t)size + 2; /* the NUL, and one byte more that shows whether the file grew */
    if (wanted > contents->capacity) {
        uint8_t *data = realloc(contents->data, wanted);
        if (!data) {
            result.code = SCR_MEMORY;
            goto done;
        }
        contents->data = data;
        contents->capacity = wanted;
    }
    while (contents->length <= size &&
           (got = scr_read_some(fd, contents->data + contents->length, (size_t)size + 1 - contents->length)) > 0)
        contents->length += (size_t)got;
    if (got < 0)
        result = scr_refuse_io(diagnosis, path, "could not be read", errno);
    else if (contents->length != size)
        result = scr_refuse_path(diagnosis, SCR_INPUT, path, "changed while it was read");
    contents->data[contents->length] = 0;
done:
    close(fd);
    return result;
}

scr_result scr_write_new(const char *path, const void *bytes, size_t length, unsigned mode, bool sync, int *problem) {
    const char *at = bytes;
    int fd = open(path, O_WRONLY | O_CREAT | O_EXCL | O_NOFOLLOW | O_CLOEXEC, (mode_t)mode);
    *problem = fd < 0 ? errno : 0;
    if (fd < 0) return (scr_result){SCR_IO};
    if (sync) scr_hold(fd);
    while (length && !*problem) {
        ssize_t written = write(fd, at, length);
        if (written < 0) {
            if (errno != EINTR) *problem = errno;
        } else {
            at += written;
            length -= (size_t)written;
        }
    }
    if (!*problem && sync && fsync(fd)) *problem = errno;
    if (close(fd) && !*problem) *problem = errno;
    if (*problem) unlink(path);
    return (scr_result){*problem ? SCR_IO : SCR_DONE};
}

int scr_sync_parent(const char *path) {
    const char *slash = strrchr(path, '/');
    char *parent = slash ? strndup(path, slash == path ? 1 : (size_t)(slash - path)) : strdup(".");
    if (!parent) return ENOMEM;
    int fd = open(parent, O_RDONLY | O_DIRECTORY | O_CLOEXEC);
    /* EINVAL: some file systems cannot sync folders; there the rename is as durable as it gets. */
    int problem = fd < 0 || (fsync(fd) && errno != EINVAL) ? errno : 0;
    if (fd >= 0) close(fd);
    free(parent);
    return problem;
}

char *scr_partial_name(const char *path, unsigned attempt) {
    size_t size = strlen(path) + 64;
    char *name = malloc(size);
    if (!name) return NULL;
    if (attempt)
        snprintf(name, size, "%s" SCR_PARTIAL "%ld-%u", path, (long)getpid(), attempt);
    else
        snprintf(name, size, "%s" SCR_PARTIAL "%ld", path, (long)getpid());
    return name;
}

/* Puts the finished temporary file in its place. 0 or an errno value. */
static int put_in_place(const char *partial, const char *path, bool replace) {
    if (replace) return rename(partial, path) ? errno : 0;
    if (link(partial, path)) return errno; /* unlike rename, never replaces */
    unlink(partial);
    return 0;
}

static scr_result write_whole(const char *path, const void *bytes, size_t length, unsigned mode, bool replace,
                              struct scr_diagnosis *diagnosis) {
    int problem = EEXIST;
    char *partial = NULL;
    scr_result result = {SCR_IO};
    scr_remove_stale(path);
    /* A partial file of that name can only be left over from a killed run whose process number came round again. */
    for (unsigned attempt = 0; problem == EEXIST && attempt < SCR_ATTEMPTS; attempt++) {
        free(partial);
        partial = scr_partial_name(path, attempt);
        if (!partial) return (scr_result){SCR_MEMORY};
        result = scr_write_new(partial, bytes, length, mode, true, &problem);
    }
    if (scr_failed(result)) {
        result = scr_refuse_io(diagnosis, path, "could not be written", problem);
        goto done;
    }
    problem = put_in_place(partial, path, replace);
    if (problem) unlink(partial);
    if (problem == EEXIST)
        result = scr_refuse_path(diagnosis, SCR_IO, path, "exists already and is not replaced");
    else if (problem)
        result = scr_refuse_io(diagnosis, path, "could not be put in place", problem);
    else if ((problem = scr_sync_parent(path)) != 0 && !replace && !unlink(path)) /* as before: nothing stands there */
        result = scr_refuse_io(diagnosis, path, "could not be written: its folder could not be synced", problem);
    else if (problem)
        result = scr_refuse_io(diagnosis, path, "was written, but its folder could not be synced", problem);
done:
    free(partial);
    return result;
}

scr_result scr_file_write(const char *path, const void *bytes, size_t length, unsigned mode,
                          struct scr_diagnosis *diagnosis) {
    return write_whole(path, bytes, length, mode, true, diagnosis);
}

scr_result scr_file_create(const char *path, const void *bytes, size_t length, unsigned mode,
                           struct scr_diagnosis *diagnosis) {
    return write_whole(path, bytes, length, mode, false, diagnosis);
}
