/* expected_sheet.h: what a correct machine prints after a deck: as a page to compare the tape with, and as CSV. */
#ifndef GEN_REPORT_EXPECTED_SHEET_H
#define GEN_REPORT_EXPECTED_SHEET_H

#include "deck_view.h"

SCR_MUST_CHECK scr_result expected_sheet_html(const struct deck_view *view, struct scr_buffer *out);
/* style,contest,candidate,votes with rows for undervotes, overvotes and ballots: the form that scrutineer-verify
 * accepts with --reported (specification, section 6), for a clerk to write the machine's numbers into. */
SCR_MUST_CHECK scr_result expected_sheet_csv(const struct deck_view *view, struct scr_buffer *out);

#endif
