/* stock_lines.h: commands by which a stranger repeats a verification, as text for a shell. */
#ifndef GEN_REPORT_VERIFIED_STOCK_LINES_H
#define GEN_REPORT_VERIFIED_STOCK_LINES_H

#include "gen/report/page.h"
#include "gen/report/verified/inputs.h"

/* Appends `text` as one word of a POSIX shell, in single quotes where it needs them. */
SCR_MUST_CHECK scr_result shell_word(struct scr_buffer *out, const char *text);

/* Appends the command line of the run, as the verifier's output has it, of at most `most` words; *left: how many more
 * it had. False in *known, and nothing appended, when the output does not say. */
SCR_MUST_CHECK scr_result run_line(const struct verdict *verdict, size_t most, struct scr_buffer *out, bool *known,
                                   size_t *left);

/* Appends the lines of the specification, section 7.1, for a package by its position: one openssl line for each
 * signature in it, then the others, each ending in a line feed. */
SCR_MUST_CHECK scr_result stock_lines(const struct inputs *inputs, size_t package, struct scr_buffer *out);

/* Appends lines to a page, each made safe; line feeds stay. The result is also kept in the page. */
SCR_MUST_CHECK scr_result page_lines(struct page *page, const struct scr_buffer *lines);

#endif
