/* sheet.h: a table of texts that becomes a CSV file and a part of the HTML page.
 *
 * The first failure is kept and makes every later call do nothing; the renderers give it back. */
#ifndef GEN_STUDY_SHEET_H
#define GEN_STUDY_SHEET_H

#include "gen/release/fraction.h"
#include "gen/report/page.h"

#define STUDY_ROWS_SHOWN 60 /* on the page; the CSV file has all */

struct study_sheet {
    const char *file, *title, *note; /* "levels.csv"; words of ours */
    struct scr_arena *arena;         /* of all texts */
    const char **heads;              /* [columns] */
    size_t columns;
    const char **cells; /* malloc'ed, row after row */
    size_t count, capacity;
    scr_result result;
};
void study_sheet_free(struct study_sheet *sheet);

/* Heads between bars: "epsilon|split". They may be added to before the first row. */
void study_sheet_heads(struct study_sheet *sheet, const char *heads);
void study_sheet_head(struct study_sheet *sheet, const char *head);

void study_put(struct study_sheet *sheet, const char *text); /* copied */
void study_put_count(struct study_sheet *sheet, uint64_t number);
void study_put_fraction(struct study_sheet *sheet, struct release_fraction number);
/* 6 significant digits, to nearest, ties to even; "" for what is no number. */
void study_put_number(struct study_sheet *sheet, long double number);
/* `places` after the point. */
void study_put_places(struct study_sheet *sheet, long double number, int places);

SCR_MUST_CHECK scr_result study_sheet_csv(const struct study_sheet *sheet, struct scr_buffer *out);
void study_sheet_html(const struct study_sheet *sheet, struct page *page);

#endif
