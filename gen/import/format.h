/* format.h: what one file of importers offers to the table of formats in import.c. */
#ifndef GEN_IMPORT_FORMAT_H
#define GEN_IMPORT_FORMAT_H

#include <jansson.h>

#include "builder.h"

enum source_kind { SOURCE_XML, SOURCE_JSON, SOURCE_CSV };

/* A file as far as it was looked at to recognise it. */
struct source {
    const char *path;
    const char *shown; /* its last component, escaped */
    enum source_kind kind;
    const char *root, *root_namespace; /* of XML, else "" */
    json_t *json;                      /* of JSON: the whole document */
    struct scr_hash hash;              /* of JSON; the other readers find it as they go */
    const char *prefix;                /* of CSV: the beginning, NUL-terminated */
};

struct import_format {
    const char *name, *description;
    enum source_kind kind;
    bool (*recognise)(const struct source *source);
    /* Reads the file into the builder and gives its digest. */
    scr_result (*read)(const struct source *source, struct builder *builder, struct scr_hash *hash);
};

extern const struct import_format format_nist_1500_20, format_nist_1500_20_json, format_nist_1500_100,
    format_votingworks, format_electionguard, format_dominion_csv, format_plain_csv;

#endif
