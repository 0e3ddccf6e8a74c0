/* report.h: an impact statement's tables for spreadsheets, its plots, and the page that says what they mean. */
#ifndef GEN_IMPACT_REPORT_H
#define GEN_IMPACT_REPORT_H

#include "gen/impact/study.h"

/* Each appends a whole file. Decimals are rounded half to even from exact fractions. */
SCR_MUST_CHECK scr_result impact_rows_csv(const struct impact_study *study, const struct impact_outcome *outcomes,
                                          struct scr_buffer *out);
SCR_MUST_CHECK scr_result impact_summary_csv(const struct impact_study *study, const struct impact_outcome *outcomes,
                                             struct scr_buffer *out);
/* p/q with `places` decimals, for tables and words; a leading "-" where p is negative. */
SCR_MUST_CHECK scr_result impact_decimal(struct scr_buffer *out, impact_signed p, impact_wide q, unsigned places);
/* The id and name of one of all rows; constructed ones say so. In the study's table or in `room`. */
SCR_MUST_CHECK scr_result impact_row_name(const struct impact_study *study, size_t i, struct scr_buffer *room);

#endif
