/* marking_sheet.h: the sheet by which a deck is marked, fed and signed for at the machine. */
#ifndef GEN_REPORT_MARKING_SHEET_H
#define GEN_REPORT_MARKING_SHEET_H

#include "deck_view.h"

/* A printable page: what is tested, the steps of the test with room for numbers and signatures, the ballots. */
SCR_MUST_CHECK scr_result marking_sheet_html(const struct deck_view *view, struct scr_buffer *out);
/* ballot,kind,contest,candidate,target: a row for each mark; a ballot without marks has one row with the word blank. */
SCR_MUST_CHECK scr_result marking_sheet_csv(const struct deck_view *view, struct scr_buffer *out);

#endif
