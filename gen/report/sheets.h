/* sheets.h: writes the papers of one deck into a folder that is being made. */
#ifndef GEN_REPORT_SHEETS_H
#define GEN_REPORT_SHEETS_H

#include "gen/deck/deck.h"
#include "scrutineer/file.h"

/* sheets/BASE-marking.html, .csv, sheets/BASE-expected.html, .csv, where BASE.xml is the deck's own file. */
SCR_MUST_CHECK scr_result sheets_write(const struct test_deck *deck, const char *base, struct scr_folder *folder,
                                       struct scr_diagnosis *diagnosis);
SCR_MUST_CHECK scr_result sheets_write_straight(const struct straight_party_deck *deck, const char *base,
                                                struct scr_folder *folder, struct scr_diagnosis *diagnosis);

#endif
