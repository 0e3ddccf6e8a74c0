/* page.h: builds a printable HTML page piece by piece: self-contained, black on white, no script.
 *
 * The first failure is kept and makes every later call do nothing, so that a page reads like the page it makes;
 * page_end gives the failure back. */
#ifndef GEN_REPORT_PAGE_H
#define GEN_REPORT_PAGE_H

#include <stdint.h>

#include "scrutineer/bytes.h"

struct page {
    struct scr_buffer *out; /* borrowed; bytes are appended */
    scr_result result;
};

/* The head of a page, up to the opening of its body. "`title`: `of`" is its title and stands at the foot of every
 * printed page; `title` is a word of ours, `of` may come from a file. */
struct page page_begin(struct scr_buffer *out, const char *title, const char *of);
SCR_MUST_CHECK scr_result page_end(struct page *page);

void page_html(struct page *page, const char *html); /* appended as it is */
void page_text(struct page *page, const char *text); /* made safe for HTML */
void page_count(struct page *page, uint64_t number);

/* A row of the table of facts at the top of a sheet: fact_begin, the value, fact_end. */
void page_fact_begin(struct page *page, const char *what);
void page_fact_end(struct page *page);

#endif
