/* pictures.c: chooses the drawer of a kind of artifact, keeps within the room there is, and says why there is no
 * picture. */
#include <string.h>

#include "gen/report/verified/report_parts.h"

static const struct drawn_kind {
    const char *kind;
    report_drawer *draw;
} kinds[] = {{"test-deck", report_draw_deck},
             {"straight-party-deck", report_draw_deck},
             {"plurality-tree", report_draw_tree},
             {"tree-audit", report_draw_audit},
             {"precinct-release", report_draw_release},
             {"impact-statement", report_draw_impact},
             {"ballot-definition", report_draw_facts},
             {"ballot-commitment", report_draw_facts},
             {"seed-record", report_draw_facts},
             {"noise-commitment", report_draw_facts},
             {"measurement-statement", report_draw_facts},
             {"publication-index", report_draw_facts}};

static void no_picture(struct report *report, enum report_word why) {
    page_html(&report->page, "<p class=\"note\">");
    report_say(report, why);
    page_html(&report->page, "</p>\n");
}

void report_pictures(struct report *report, const struct verdict_file *file) {
    const char *path = file->hashed ? inputs_path(report->request->inputs, &file->hash) : NULL;
    struct scr_buffer drawn = {0};
    struct page page = report->page;
    size_t k = 0;
    while (k < sizeof kinds / sizeof *kinds && strcmp(kinds[k].kind, file->kind) != 0) k++;
    if (!path || k == sizeof kinds / sizeof *kinds || scr_failed(page.result)) return;
    if (!report->pictures_left) {
        no_picture(report, W_NO_PICTURE_ROOM);
        return;
    }
    report->page = (struct page){&drawn, scr_done()};
    scr_result result = kinds[k].draw(report, file, path);
    if (!scr_failed(result)) result = report->page.result;
    report->page = page;
    if (result.code == SCR_MEMORY || result.code == SCR_INTERNAL) {
        report->page.result = result;
    } else if (scr_failed(result)) {
        no_picture(report, result.code == SCR_LIMIT   ? W_NO_PICTURE_SIZE
                           : result.code == SCR_STORE ? W_NO_PICTURE_MISSING
                                                      : W_NO_PICTURE_FORM);
    } else if (drawn.length > REPORT_PICTURE_MOST) {
        no_picture(report, W_NO_PICTURE_SIZE);
    } else if (drawn.length > report->pictures_left) {
        report->pictures_left = 0;
        no_picture(report, W_NO_PICTURE_ROOM);
    } else if (drawn.length) {
        report->pictures_left -= drawn.length;
        report->page.result = scr_buffer_append(page.out, drawn.data, drawn.length);
    }
    scr_buffer_free(&drawn);
}
