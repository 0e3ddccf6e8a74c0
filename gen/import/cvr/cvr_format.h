/* cvr_format.h: what one format of cast-vote records offers to the table of formats, and how a file looks at first. */
#ifndef GEN_IMPORT_CVR_CVR_FORMAT_H
#define GEN_IMPORT_CVR_CVR_FORMAT_H

#include "../csv_file.h"
#include "cvr_builder.h"

#define LOOK_RECORDS 8

enum look_kind { LOOK_OTHER, LOOK_CSV, LOOK_XML, LOOK_JSON, LOOK_ZIP, LOOK_FOLDER };

/* A path as far as it was looked at to recognise it. */
struct cvr_look {
    struct scr_arena arena;
    const char *path;
    const char *shown; /* last component, escaped */
    enum look_kind kind;
    const char *root, *root_namespace; /* of XML, and of a folder's first .xml file; else "" */
    const char *prefix;                /* of JSON: its beginning */
    struct {                           /* of CSV: the first records, cells trimmed */
        const char **cells;
        size_t count;
    } records[LOOK_RECORDS];
    size_t record_count;
    char **files; /* of a folder: names below it, in byte order */
    size_t file_count, file_capacity;
};

/* Never fails for what a file holds: what is of no form known here is LOOK_OTHER. What is no regular file nor a folder,
 * or cannot be read, is refused. */
SCR_MUST_CHECK scr_result cvr_look_at(const char *path, struct cvr_look *look, struct scr_diagnosis *diagnosis);
void cvr_look_free(struct cvr_look *look);
/* True when a cell of the record is `text`. */
bool cvr_look_has(const struct cvr_look *look, size_t record, const char *text);
/* True when a file of the folder ends in `end`. */
bool cvr_look_holds(const struct cvr_look *look, const char *end);

struct cvr_format {
    const char *name;
    bool (*recognise)(const struct cvr_look *look);
    scr_result (*read)(struct cvr_builder *builder, const struct cvr_look *look);
};

extern const struct cvr_format cvr_dominion_csv, cvr_dominion_json, cvr_ess, cvr_hart, cvr_clear_ballot, cvr_nist,
    cvr_plain;

/* Columns of a header found by name. */
size_t cvr_column(const struct csv_field *fields, size_t count, const char *name);
/* The text without white space around it, and unwrapped from ="...". */
struct csv_field cvr_trim(struct csv_field field);
bool cvr_field_is(struct csv_field field, const char *text);

#endif
