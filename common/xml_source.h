/* xml_source.h: where xml_reader's bytes come from: a file or memory, counted against a limit and hashed as they pass.
 */
#ifndef SCRUTINEER_COMMON_XML_SOURCE_H
#define SCRUTINEER_COMMON_XML_SOURCE_H

#include <stdint.h>

#include "scrutineer/hash.h"

/* What is said of a file without a byte. */
#define SCR_XML_EMPTY "the file is empty"

struct scr_xml_source {
    int fd; /* -1: the bytes are in memory, which the caller owns */
    const uint8_t *memory;
    size_t left;
    uint64_t limit, total; /* bytes allowed, bytes taken so far */
    struct scr_hasher *hasher;
    uint8_t *piece; /* of a file: what was read and is not yet taken */
    size_t begin, end;
};

/* `shown` is the file's name in messages. Both must be ended, also after a failure. */
SCR_MUST_CHECK scr_result scr_xml_source_file(struct scr_xml_source *source, const char *path, uint64_t limit,
                                              const char *shown, struct scr_diagnosis *diagnosis);
SCR_MUST_CHECK scr_result scr_xml_source_memory(struct scr_xml_source *source, const void *bytes, size_t length,
                                                uint64_t limit, const char *shown, struct scr_diagnosis *diagnosis);
/* Up to `size` further bytes; *got is 0 only at the end. */
SCR_MUST_CHECK scr_result scr_xml_source_take(struct scr_xml_source *source, void *bytes, size_t size, size_t *got,
                                              const char *shown, struct scr_diagnosis *diagnosis);
/* The digest of all bytes taken; can be asked once. */
SCR_MUST_CHECK scr_result scr_xml_source_digest(struct scr_xml_source *source, struct scr_hash *digest);
void scr_xml_source_end(struct scr_xml_source *source);

#endif
