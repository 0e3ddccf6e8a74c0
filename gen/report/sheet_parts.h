/* sheet_parts.h: parts that the marking sheet and the sheet of expected totals share. */
#ifndef GEN_REPORT_SHEET_PARTS_H
#define GEN_REPORT_SHEET_PARTS_H

#include "deck_view.h"
#include "page.h"

/* A page titled "`what`: STYLE", with its heading and the facts of election, style and deck. */
struct page sheet_begin(const struct deck_view *view, const char *what, struct scr_buffer *out);
/* A table row across `columns` columns that names election, style and sheet: for heads that repeat on every page. */
void sheet_running_head(struct page *page, const struct deck_view *view, const char *what, unsigned columns);
/* A table with room for the machine's numbers and two signatures. */
void sheet_record(struct page *page);
/* The steps of the test. */
void sheet_steps(struct page *page, const struct deck_view *view);
/* What the deck leaves out and takes for granted, in plain words. */
void sheet_limits(struct page *page, const struct deck_view *view);
/* The table of ballots. */
void sheet_ballots(struct page *page, const struct deck_view *view);

#endif
