/* svg_parts.h: pieces of the inline SVG of a report: frame with title and description, text that fits. */
#ifndef GEN_REPORT_VERIFIED_SVG_PARTS_H
#define GEN_REPORT_VERIFIED_SVG_PARTS_H

#include "gen/report/page.h"
#include "scrutineer/text.h"

#define SVG_WIDTH 960 /* units; the page's width */

/* <figure><svg>, with title and description made safe. Ids are those of `number`, which no two pictures share. */
void svg_frame_begin(struct page *page, size_t number, int height, const char *title, const char *description);
/* </svg><figcaption>; the caption, </figcaption></figure> are the caller's. */
void svg_frame_end(struct page *page);
/* printf to the page: numbers and words of ours only. */
void svg_print(struct page *page, const char *format, ...) SCR_PRINTF(2, 3);
/* A name, cut to about `columns` columns, made safe. */
void svg_short(struct page *page, const char *name, size_t columns);

#endif
