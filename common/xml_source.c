/* xml_source.c: the bytes under an XML reader, counted and hashed once on their way to the parser. */
#include "xml_source.h"

#include <errno.h>
#include <inttypes.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

#include "open.h"

enum { PIECE = 1 << 14 };

static scr_result refuse_limit(const struct scr_xml_source *source, const char *shown,
                               struct scr_diagnosis *diagnosis) {
    return scr_refuse(diagnosis, SCR_LIMIT, shown, "is longer than the %" PRIu64 " bytes allowed for such a file",
                      source->limit);
}

scr_result scr_xml_source_file(struct scr_xml_source *source, const char *path, uint64_t limit, const char *shown,
                               struct scr_diagnosis *diagnosis) {
    uint64_t size;
    *source = (struct scr_xml_source){.fd = -1, .limit = limit};
    SCR_TRY(scr_hasher_new(&source->hasher));
    source->piece = malloc(PIECE);
    if (!source->piece) return (scr_result){SCR_MEMORY};
    SCR_TRY(scr_open_regular(path, &source->fd, &size, diagnosis));
    return size > limit ? refuse_limit(source, shown, diagnosis) : scr_done();
}

scr_result scr_xml_source_memory(struct scr_xml_source *source, const void *bytes, size_t length, uint64_t limit,
                                 const char *shown, struct scr_diagnosis *diagnosis) {
    *source = (struct scr_xml_source){.fd = -1, .limit = limit, .memory = bytes, .left = length};
    SCR_TRY(scr_hasher_new(&source->hasher));
    return length > limit ? refuse_limit(source, shown, diagnosis) : scr_done();
}

/* Counts and hashes what is about to be handed out. */
static scr_result pass(struct scr_xml_source *source, const void *bytes, size_t length, const char *shown,
                       struct scr_diagnosis *diagnosis) {
    source->total += length;
    if (source->total > source->limit) return refuse_limit(source, shown, diagnosis);
    return scr_hasher_add(source->hasher, bytes, length);
}

scr_result scr_xml_source_take(struct scr_xml_source *source, void *bytes, size_t size, size_t *got, const char *shown,
                               struct scr_diagnosis *diagnosis) {
    if (source->fd < 0) {
        *got = size < source->left ? size : source->left;
        if (!*got) return scr_done();
        memcpy(bytes, source->memory, *got);
        source->memory += *got;
        source->left -= *got;
        return pass(source, bytes, *got, shown, diagnosis);
    }
    if (source->begin == source->end) {
        long filled = scr_read_some(source->fd, source->piece, PIECE);
        if (filled < 0) return scr_refuse_io(diagnosis, shown, "could not be read", errno);
        source->begin = 0;
        source->end = (size_t)filled;
        SCR_TRY(pass(source, source->piece, source->end, shown, diagnosis));
    }
    size_t left = source->end - source->begin;
    *got = size < left ? size : left;
    memcpy(bytes, source->piece + source->begin, *got);
    source->begin += *got;
    return scr_done();
}

scr_result scr_xml_source_digest(struct scr_xml_source *source, struct scr_hash *digest) {
    struct scr_hasher *hasher = source->hasher;
    if (!hasher) return (scr_result){SCR_INTERNAL};
    source->hasher = NULL;
    return scr_hasher_end(hasher, digest);
}

void scr_xml_source_end(struct scr_xml_source *source) {
    if (source->fd >= 0) close(source->fd);
    scr_hasher_free(source->hasher);
    free(source->piece);
    *source = (struct scr_xml_source){.fd = -1};
}
