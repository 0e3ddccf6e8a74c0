/* report_attention.c: what is refuted and what is undecided, before everything that holds. */
#include <string.h>

#include "gen/report/verified/report_parts.h"

enum { REFUTED_SHOWN = 500, IDS_MOST = 1000 };

static void entry_begin(struct report *report, const struct verdict_check *check) {
    page_html(&report->page, "<li><strong>");
    page_html(&report->page, check->id);
    page_html(&report->page, "</strong> ");
    report_verdict(report, check->verdict);
    page_html(&report->page, " ");
}

static void entry_end(struct report *report, const struct verdict_check *check) {
    page_html(&report->page, " ");
    report_detail(report, check->detail);
    page_html(&report->page, "</li>\n");
}

static void refuted(struct report *report) {
    const struct verdict *verdict = report->request->verdict;
    size_t all = verdict->counts[VERDICT_IS_REFUTED], shown = 0;
    report_element(report, "h2", W_REFUTED_HEAD);
    report_element(report, "p", all ? W_REFUTED_INTRO : W_NOTHING_REFUTED);
    if (!all) return;
    page_html(&report->page, "<ul>\n");
    for (size_t i = 0; i < verdict->file_count && shown < REFUTED_SHOWN; i++)
        for (size_t c = 0; c < verdict->files[i].check_count && shown < REFUTED_SHOWN; c++) {
            const struct verdict_check *check = &verdict->files[i].checks[c];
            if (check->verdict != VERDICT_IS_REFUTED) continue;
            entry_begin(report, check);
            report_say_with(report, W_IN_FILE, verdict->files[i].file, (char *)NULL);
            entry_end(report, check);
            shown++;
        }
    page_html(&report->page, "</ul>\n");
    if (shown == all) return;
    page_html(&report->page, "<p class=\"note\">");
    report_say_with(report, W_MORE_REFUTED, report_number(report, all - shown).text, (char *)NULL);
    page_html(&report->page, "</p>\n");
}

/* Undecided checks with one id: how many files, and the first of them. */
struct open_check {
    const struct verdict_check *first;
    const char *file;
    size_t count;
};

static size_t gather(const struct verdict *verdict, struct open_check open[static IDS_MOST]) {
    size_t count = 0;
    for (size_t i = 0; i < verdict->file_count; i++)
        for (size_t c = 0; c < verdict->files[i].check_count; c++) {
            const struct verdict_check *check = &verdict->files[i].checks[c];
            if (check->verdict != VERDICT_IS_UNDECIDED) continue;
            size_t at = 0;
            while (at < count && strcmp(open[at].first->id, check->id) != 0) at++;
            if (at == IDS_MOST) continue;
            if (at == count) open[count++] = (struct open_check){check, verdict->files[i].file, 0};
            open[at].count++;
        }
    return count;
}

static void undecided(struct report *report) {
    struct open_check open[IDS_MOST];
    size_t count = gather(report->request->verdict, open);
    report_element(report, "h2", W_UNDECIDED_HEAD);
    report_element(report, "p", count ? W_UNDECIDED_INTRO : W_NOTHING_UNDECIDED);
    if (!count) return;
    page_html(&report->page, "<ul>\n");
    for (size_t i = 0; i < count; i++) {
        entry_begin(report, open[i].first);
        if (open[i].count > 1)
            report_say_with(report, W_IN_FILES, report_number(report, open[i].count).text, open[i].file, (char *)NULL);
        else
            report_say_with(report, W_IN_FILE, open[i].file, (char *)NULL);
        entry_end(report, open[i].first);
    }
    page_html(&report->page, "</ul>\n");
}

void report_attention(struct report *report) {
    refuted(report);
    undecided(report);
}
