/* checks.h: the checks of an index of publications: from a file to its findings, IDX-01 and IDX-02. */
#ifndef VERIFY_INDEX_CHECKS_H
#define VERIFY_INDEX_CHECKS_H

#include "verify/complaint.h"
#include "verify/document.h"
#include "verify/index/index.h"

struct index_task {
    const char *path;
    const struct scr_xml_schema *schema;
    struct findings *findings; /* ->hash and ->hashed are set once the document is read to its end */
    struct scr_arena *arena;   /* outlives the check; for header */
    bool facts;                /* gather facts for --json */
    /* Filled by the check. */
    struct artifact_header header;   /* when the document is valid against its schema */
    struct publication_index *index; /* when both checks hold, else NULL; the caller frees it */
};

/* A failure means that something could not be examined; a fault of the file is a finding. */
SCR_MUST_CHECK scr_result index_check(struct index_task *task);

/* chain.c: an index as its entries are read, one after the other. */
struct index_reading {
    struct publication_index *index;
    const struct artifact_header *header; /* the election's Id stands before the entries */
    struct scr_hash last;                 /* Hash of the entry before, as it is written there */
    struct complaint complaint;           /* of IDX-02 */
};

/* One entry as it is written; texts are borrowed. */
struct index_line {
    uint32_t number, of; /* of: 0 for a publication */
    const char *date, *kind, *text, *replaces;
    struct scr_hash file, hash;
};
/* Adds the entry, and complains of what IDX-02 says that it must be. Safe for entries of any form, in documents that
 * are not valid: all that is stored then is never used. */
SCR_MUST_CHECK scr_result chain_add(struct index_reading *reading, const struct index_line *line);
/* After the last entry: fills by_file and complains of digests that stand twice. */
SCR_MUST_CHECK scr_result chain_end(struct index_reading *reading);

#endif
