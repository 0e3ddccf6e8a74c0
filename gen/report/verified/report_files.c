/* report_files.c: every check of every file that is shown in detail, grouped by file. */
#include <stdlib.h>
#include <string.h>

#include "gen/report/verified/check_words.h"
#include "gen/report/verified/report_parts.h"

static void check_row(struct report *report, const struct verdict_check *check) {
    const char *means = check_words(check->id, report->request->language);
    page_html(&report->page, "<tr><th scope=\"row\" class=\"id\">");
    page_html(&report->page, check->id);
    page_html(&report->page, "</th><td class=\"v\">");
    report_verdict(report, check->verdict);
    page_html(&report->page, "</td><td class=\"m\">");
    if (means)
        page_text(&report->page, means);
    else
        report_say(report, W_UNKNOWN_CHECK);
    page_html(&report->page, "</td><td>");
    report_detail(report, check->detail);
    page_html(&report->page, "</td></tr>\n");
}

static void checks(struct report *report, const struct verdict_file *file) {
    if (!file->check_count) {
        report_element(report, "p", W_NO_CHECKS);
        return;
    }
    page_html(&report->page, "<table>\n<caption>");
    report_say_with(report, W_CHECKS_OF, file->file, (char *)NULL);
    page_html(&report->page, "</caption>\n<thead><tr>");
    report_column(report, W_COL_CHECK);
    report_column(report, W_COL_VERDICT);
    report_column(report, W_COL_MEANING);
    report_column(report, W_COL_DETAIL);
    page_html(&report->page, "</tr></thead>\n<tbody>\n");
    for (size_t i = 0; i < file->check_count; i++) check_row(report, &file->checks[i]);
    page_html(&report->page, "</tbody>\n</table>\n");
}

static void notes(struct report *report, const struct verdict_file *file) {
    if (!file->note_count) return;
    report_element(report, "p", W_NOTES);
    page_html(&report->page, "<ul>\n");
    for (size_t i = 0; i < file->note_count; i++) {
        page_html(&report->page, "<li>");
        report_detail(report, file->notes[i]);
        page_html(&report->page, "</li>\n");
    }
    page_html(&report->page, "</ul>\n");
}

static void file_section(struct report *report, const struct verdict_file *file) {
    const char *about = report_kind_about(file->kind, report->request->language);
    page_html(&report->page, "<section>\n<h3>");
    page_html(&report->page, report_kind(file->kind, report->request->language));
    page_html(&report->page, ": <span class=\"file\">");
    page_text(&report->page, file->file);
    page_html(&report->page, "</span></h3>\n");
    if (about) {
        page_html(&report->page, "<p>");
        page_html(&report->page, about);
        page_html(&report->page, "</p>\n");
    }
    report_pictures(report, file);
    notes(report, file);
    checks(report, file);
    page_html(&report->page, "</section>\n");
}

/* Positions of the files in the order of the page: the gravest first, else as the verifier has them. */
static size_t *in_order(const struct verdict *verdict) {
    size_t *positions = malloc((verdict->file_count + 1) * sizeof *positions), at = 0;
    for (int gravest = VERDICT_IS_REFUTED; positions && gravest >= VERDICT_IS_HELD; gravest--)
        for (size_t i = 0; i < verdict->file_count; i++)
            if ((int)verdict->files[i].gravest == gravest) positions[at++] = i;
    return positions;
}

void report_files(struct report *report) {
    const struct verdict *verdict = report->request->verdict;
    bool cut = verdict->file_count > REPORT_FILES_SHOWN;
    size_t shown = cut ? REPORT_FILES_SHOWN : verdict->file_count;
    size_t *positions = cut ? in_order(verdict) : NULL;
    if (cut && !positions && !scr_failed(report->page.result)) report->page.result.code = SCR_MEMORY;
    report_element(report, "h2", W_CHECKS_HEAD);
    report_element(report, "p", W_CHECKS_INTRO);
    report_element(report, "p", W_SPECIFICATION);
    if (cut) {
        page_html(&report->page, "<p class=\"note\">");
        report_say_with(report, W_FILES_CUT, report_number(report, shown).text,
                        report_number(report, verdict->file_count).text, (char *)NULL);
        page_html(&report->page, "</p>\n");
    }
    for (size_t i = 0; i < shown && !scr_failed(report->page.result); i++)
        file_section(report, &verdict->files[positions ? positions[i] : i]);
    free(positions);
}
