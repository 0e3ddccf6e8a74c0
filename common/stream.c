/* stream.c: a file of any length, written piece by piece beside its place and then put there. */
#include <errno.h>
#include <fcntl.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

#include "open.h"
#include "scrutineer/file.h"
#include "scrutineer/hash.h"
#include "write.h"

scr_result scr_stream_begin(struct scr_stream *stream, const char *path, unsigned mode,
                            struct scr_diagnosis *diagnosis) {
    *stream = (struct scr_stream){.file = -1, .path = strdup(path)};
    scr_result result = {SCR_MEMORY};
    if (!stream->path) goto failed;
    SCR_TRY_OR(result, scr_hasher_new(&stream->hasher), failed);
    scr_remove_stale(path);
    for (unsigned attempt = 0; stream->file < 0 && attempt < SCR_ATTEMPTS; attempt++) {
        free(stream->partial);
        stream->partial = scr_partial_name(path, attempt);
        result.code = SCR_MEMORY;
        if (!stream->partial) goto failed;
        stream->file = open(stream->partial, O_WRONLY | O_CREAT | O_EXCL | O_NOFOLLOW | O_CLOEXEC, (mode_t)mode);
        if (stream->file < 0 && errno != EEXIST) break;
    }
    if (stream->file >= 0) {
        scr_hold(stream->file);
        return scr_done();
    }
    result = scr_refuse_io(diagnosis, path, "could not be written", errno);
    free(stream->partial); /* it is not ours */
    stream->partial = NULL;
failed:
    scr_stream_end(stream);
    return result;
}

scr_result scr_stream_write(void *context, const void *bytes, size_t length) {
    struct scr_stream *stream = context;
    const char *at = bytes;
    if (stream->file < 0) return (scr_result){SCR_INTERNAL};
    SCR_TRY(scr_hasher_add(stream->hasher, bytes, length));
    while (length) {
        ssize_t written = write(stream->file, at, length);
        if (written < 0 && errno == EINTR) continue;
        if (written < 0) return (scr_result){SCR_IO};
        at += written;
        length -= (size_t)written;
    }
    return scr_done();
}

scr_result scr_stream_finish(struct scr_stream *stream, struct scr_hash *hash, struct scr_diagnosis *diagnosis) {
    if (stream->file < 0) return (scr_result){SCR_INTERNAL};
    int problem = fsync(stream->file) ? errno : 0;
    if (close(stream->file) && !problem) problem = errno;
    stream->file = -1;
    if (problem) return scr_refuse_io(diagnosis, stream->path, "could not be written", problem);
    struct scr_hasher *hasher = stream->hasher;
    stream->hasher = NULL;
    return scr_hasher_end(hasher, hash);
}

scr_result scr_stream_publish(struct scr_stream *stream, struct scr_diagnosis *diagnosis) {
    if (stream->file >= 0 || !stream->partial) return (scr_result){SCR_INTERNAL};
    if (rename(stream->partial, stream->path))
        return scr_refuse_io(diagnosis, stream->path, "could not be put in place", errno);
    free(stream->partial);
    stream->partial = NULL;
    int problem = scr_sync_parent(stream->path);
    if (!problem) return scr_done();
    return scr_refuse_io(diagnosis, stream->path, "was written, but its folder could not be synced", problem);
}

void scr_stream_end(struct scr_stream *stream) {
    if (stream->path && stream->file >= 0) close(stream->file);
    if (stream->partial) unlink(stream->partial);
    scr_hasher_free(stream->hasher);
    free(stream->path);
    free(stream->partial);
    *stream = (struct scr_stream){.file = -1};
}
