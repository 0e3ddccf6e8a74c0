/* marking_sheet.c: the marking sheet of a deck, as a printable page and as CSV. */
#include "marking_sheet.h"

#include "sheet_parts.h"

scr_result marking_sheet_html(const struct deck_view *view, struct scr_buffer *out) {
    struct page page = sheet_begin(view, view->method ? "Marking sheet" : "Marking sheet, straight-party deck", out);
    sheet_steps(&page, view);
    sheet_record(&page);
    sheet_ballots(&page, view);
    sheet_limits(&page, view);
    return page_end(&page);
}

scr_result marking_sheet_csv(const struct deck_view *view, struct scr_buffer *out) {
    SCR_TRY(scr_buffer_text(out, "ballot,kind,contest,candidate,target\r\n"));
    for (size_t i = 0; i < view->ballot_count; i++) {
        const struct deck_ballot *ballot = &view->ballots[i];
        const char *kind = ballot_kind_word(ballot->kind);
        if (!ballot->mark_count) SCR_TRY(scr_buffer_print(out, "%zu,%s,,,blank\r\n", i + 1, kind));
        for (size_t j = 0; j < ballot->mark_count; j++) {
            size_t target = ballot->marks[j];
            SCR_TRY(scr_buffer_print(out, "%zu,%s,%s,%s,%zu\r\n", i + 1, kind,
                                     view->contests[view->contest_of[target]].name.csv, view->targets[target].csv,
                                     target + 1));
        }
    }
    return scr_done();
}
