/* certificate_writer.h: one document as plain text or as a page: headings, paragraphs, lists, blanks to fill in. */
#ifndef GEN_REPORT_VERIFIED_CERTIFICATE_WRITER_H
#define GEN_REPORT_VERIFIED_CERTIFICATE_WRITER_H

#include "gen/report/page.h"

struct certificate_writer {
    struct page page; /* keeps the first failure */
    bool text;
    bool in_list, in_table;
};

struct certificate_writer certificate_begin(struct scr_buffer *out, bool text, const char *title);
SCR_MUST_CHECK scr_result certificate_end(struct certificate_writer *writer);

/* All words may hold names from files: they are made safe here. */
void certificate_heading(struct certificate_writer *writer, const char *words);
void certificate_paragraph(struct certificate_writer *writer, const char *words);
/* The same in a frame: not to be overlooked. */
void certificate_warning(struct certificate_writer *writer, const char *words);
void certificate_item(struct certificate_writer *writer, const char *words);
/* A name and its value, or, with NULL, a blank for it. */
void certificate_field(struct certificate_writer *writer, const char *name, const char *value);
/* A line for a shell. */
void certificate_command(struct certificate_writer *writer, const char *line);

#endif
