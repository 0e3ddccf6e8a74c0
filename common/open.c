/* open.c: opening regular files without following links or waiting for pipes. */
#include "open.h"

#include <errno.h>
#include <fcntl.h>
#include <string.h>
#include <sys/stat.h>
#include <unistd.h>

#include "scrutineer/text.h"

/* Paths come from packages and folders too, so they are escaped like every other name. */
static scr_result refuse(struct scr_diagnosis *diagnosis, enum scr_code code, const char *path, const char *words,
                         const char *reason) {
    struct scr_buffer shown = {0};
    if (scr_failed(scr_text_terminal(&shown, path))) scr_buffer_free(&shown);
    scr_result result = scr_refuse(diagnosis, code, shown.data ? (const char *)shown.data : "", "%s%s%s", words,
                                   reason ? ": " : "", reason ? reason : "");
    scr_buffer_free(&shown);
    return result;
}

scr_result scr_refuse_io(struct scr_diagnosis *diagnosis, const char *path, const char *what, int problem) {
    char reason[256];
    if (strerror_r(problem, reason, sizeof reason)) reason[0] = 0;
    return refuse(diagnosis, problem == ENOMEM ? SCR_MEMORY : SCR_IO, path, what, reason);
}

scr_result scr_refuse_path(struct scr_diagnosis *diagnosis, enum scr_code code, const char *path, const char *words) {
    return refuse(diagnosis, code, path, words, NULL);
}

scr_result scr_open_regular(const char *path, int *fd, uint64_t *size, struct scr_diagnosis *diagnosis) {
    static const char *const words = "is not a regular file (links, folders, pipes and devices are not read)";
    /* O_NONBLOCK: a pipe without a writer would otherwise hang the program; it changes nothing for regular files. */
    int opened = open(path, O_RDONLY | O_NOFOLLOW | O_NONBLOCK | O_CLOEXEC);
    if (opened < 0) {
        int problem = errno;
        struct stat link;
        if ((problem == ELOOP || problem == ENXIO) && !lstat(path, &link) && !S_ISREG(link.st_mode))
            return refuse(diagnosis, SCR_INPUT, path, words, NULL);
        return scr_refuse_io(diagnosis, path, "could not be opened", problem);
    }
    struct stat state;
    if (fstat(opened, &state)) {
        int problem = errno;
        close(opened);
        return scr_refuse_io(diagnosis, path, "could not be examined", problem);
    }
    if (!S_ISREG(state.st_mode) || state.st_size < 0) {
        close(opened);
        return refuse(diagnosis, SCR_INPUT, path, words, NULL);
    }
    *fd = opened;
    *size = (uint64_t)state.st_size;
    return scr_done();
}

long scr_read_some(int fd, void *bytes, size_t size) {
    ssize_t got;
    do got = read(fd, bytes, size);
    while (got < 0 && errno == EINTR);
    return got;
}
