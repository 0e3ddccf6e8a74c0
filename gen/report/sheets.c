/* sheets.c: writes the papers of one deck. */
#include "sheets.h"

#include "expected_sheet.h"
#include "marking_sheet.h"

static const struct {
    const char *ending;
    scr_result (*make)(const struct deck_view *view, struct scr_buffer *out);
} papers[] = {{"marking.html", marking_sheet_html},
              {"marking.csv", marking_sheet_csv},
              {"expected.html", expected_sheet_html},
              {"expected.csv", expected_sheet_csv}};

static scr_result write_all(const struct deck_view *view, struct scr_folder *folder, struct scr_diagnosis *diagnosis) {
    struct scr_buffer name = {0}, out = {0};
    scr_result result = scr_done();
    for (size_t i = 0; i < sizeof papers / sizeof *papers; i++) {
        name.length = out.length = 0; /* the memory serves all four */
        SCR_TRY_OR(result, scr_buffer_print(&name, "sheets/%s-%s", view->base, papers[i].ending), done);
        SCR_TRY_OR(result, papers[i].make(view, &out), done);
        SCR_TRY_OR(result, scr_folder_write(folder, (const char *)name.data, out.data, out.length, diagnosis), done);
    }
done:
    scr_buffer_free(&name);
    scr_buffer_free(&out);
    return result;
}

scr_result sheets_write(const struct test_deck *deck, const char *base, struct scr_folder *folder,
                        struct scr_diagnosis *diagnosis) {
    struct scr_arena arena = {0};
    struct deck_view view;
    scr_result result = deck_view_of_test(deck, base, &arena, &view);
    if (!scr_failed(result)) result = write_all(&view, folder, diagnosis);
    scr_arena_free(&arena);
    return result;
}

scr_result sheets_write_straight(const struct straight_party_deck *deck, const char *base, struct scr_folder *folder,
                                 struct scr_diagnosis *diagnosis) {
    struct scr_arena arena = {0};
    struct deck_view view;
    scr_result result = deck_view_of_straight(deck, base, &arena, &view);
    if (!scr_failed(result)) result = write_all(&view, folder, diagnosis);
    scr_arena_free(&arena);
    return result;
}
