/* release_parts.h: what the picture and the table of a precinct release share. */
#ifndef GEN_REPORT_VERIFIED_RELEASE_PARTS_H
#define GEN_REPORT_VERIFIED_RELEASE_PARTS_H

#include "gen/report/verified/release_seen.h"
#include "gen/report/verified/report_parts.h"

/* The published count of a cell that is shown: the measured one where nothing else is published. */
const char *release_published(const struct release_contest_seen *contest, size_t row, size_t option);
/* Appends the name of a unit, behind that of the unit above where there are several; not escaped. */
SCR_MUST_CHECK scr_result release_unit_text(const struct release_seen *seen, size_t unit, struct scr_buffer *out);
/* The same made safe, cut to `columns` unless 0. */
void release_unit_name(struct page *page, const struct release_seen *seen, size_t unit, size_t columns);
/* A sentence with the exact totals of the first level, if there are. */
void release_exact(struct report *report, const struct release_contest_seen *contest, size_t options);
/* Rows of precincts, a column for each option: count and interval. */
SCR_MUST_CHECK scr_result release_table(struct report *report, const struct release_seen *seen,
                                        const struct release_contest_seen *contest, size_t rows, size_t options);

#endif
