/* csv_file.h: streams a CSV file record by record in bounded memory, for importers. */
#ifndef GEN_IMPORT_CSV_FILE_H
#define GEN_IMPORT_CSV_FILE_H

#include "builder.h"

#define CSV_RECORD_MOST ((size_t)4 << 20) /* bytes */
#define CSV_FIELDS_MOST 50000

struct csv_field {
    const char *text; /* NUL-terminated, may hold anything but NUL */
    size_t length;
};

/* Called for every record that is not an empty line; `line` is where it begins. A failure ends the reading. */
typedef scr_result csv_record(void *context, unsigned long line, const struct csv_field *fields, size_t count);

/* Reads a regular file; a byte order mark is passed over. `strict`: a quotation mark inside an unquoted field is
 * malformed; otherwise it stands for itself (="1"). */
SCR_MUST_CHECK scr_result csv_file_read(const char *path, const char *shown, bool strict, csv_record *visit,
                                        void *context, struct scr_hash *hash, struct scr_diagnosis *diagnosis);

#endif
