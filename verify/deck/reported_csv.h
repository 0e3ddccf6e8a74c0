/* reported_csv.h: a strict reader for CSV as RFC 4180 has it, one record at a time. */
#ifndef VERIFY_DECK_REPORTED_CSV_H
#define VERIFY_DECK_REPORTED_CSV_H

#include "scrutineer/bytes.h"

#define CSV_FIELDS_MOST 64

/* UTF-8 text whose fields contain no NUL. Records end in LF or CRLF; the last may lack it; empty lines are passed over.
 * A byte order mark at the beginning is passed over. Zero-initialise and set text, length, line = 1. */
struct csv_reader {
    const char *text;
    size_t length, at;
    unsigned long line;             /* where the next record begins */
    struct scr_buffer fields;       /* of the current record, each followed by NUL */
    size_t starts[CSV_FIELDS_MOST]; /* in `fields` */
    size_t count;                   /* fields of the current record */
    unsigned long record_line;      /* where it began */
    const char *complaint;          /* why the record is malformed, or NULL */
};

/* Reads the next record; *more is false at the end. A malformed record is reported in `complaint` and reading goes on
 * with the next line, except after an unclosed quote, which swallows the rest. */
SCR_MUST_CHECK scr_result reported_csv_next(struct csv_reader *csv, bool *more);
/* Field `index` of the current record, valid until the next csv_next. */
const char *reported_csv_field(const struct csv_reader *csv, size_t index);
void reported_csv_free(struct csv_reader *csv);

#endif
