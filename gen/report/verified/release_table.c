/* release_table.c: the counts of precincts as text. */
#include <inttypes.h>
#include <string.h>

#include "gen/report/verified/release_parts.h"
#include "gen/report/verified/svg_parts.h"
#include "scrutineer/rational.h"

enum { DIGITS_MOST = 100, PANEL_OPTIONS = 6 /* columns of one table, to fit a page */ };

const char *release_published(const struct release_contest_seen *contest, size_t row, size_t option) {
    return (contest->published.rows ? &contest->published : &contest->measured)->cells[row][option];
}

scr_result release_unit_text(const struct release_seen *seen, size_t unit, struct scr_buffer *out) {
    size_t above = seen->level_count > 1 ? seen->level_count - 2 : 0;
    bool several = seen->level_count > 1 && seen->level_begin[above + 1] - seen->level_begin[above] > 1;
    if (several) SCR_TRY(scr_buffer_print(out, "%s: ", seen->units[seen->units[unit].parent].name));
    return scr_buffer_text(out, seen->units[unit].name);
}

void release_unit_name(struct page *page, const struct release_seen *seen, size_t unit, size_t columns) {
    struct scr_buffer name = {0};
    scr_result result = release_unit_text(seen, unit, &name);
    if (scr_failed(result)) {
        if (!scr_failed(page->result)) page->result = result;
    } else if (columns) {
        svg_short(page, (const char *)name.data, columns);
    } else {
        page_text(page, (const char *)name.data);
    }
    scr_buffer_free(&name);
}

void release_exact(struct report *report, const struct release_contest_seen *contest, size_t options) {
    struct scr_buffer list = {0};
    scr_result result = scr_done();
    if (!contest->exact[0]) return;
    for (size_t o = 0; o < options && contest->exact[o] && !scr_failed(result); o++)
        result = scr_buffer_print(&list, "%s%s %s", o ? "; " : "", contest->options[o], contest->exact[o]);
    page_html(&report->page, "<p>");
    if (!scr_failed(result))
        report_say_with(report, W_RELEASE_EXACT, (const char *)list.data, (char *)NULL);
    else if (!scr_failed(report->page.result))
        report->page.result = result;
    page_html(&report->page, "</p>\n");
    scr_buffer_free(&list);
}

/* A number of the file; a fraction as a decimal with one place. `more` is added to it; below 0 it is 0 if `cut`. */
static scr_result decimal(struct scr_buffer *out, const char *number, int64_t more, bool cut) {
    struct scr_rational *value = NULL, *added = NULL, *zero = NULL;
    int order = 0;
    bool negative = false;
    scr_result result;
    SCR_TRY_OR(result, scr_rational_new(&value), done);
    SCR_TRY_OR(result, scr_rational_new(&added), done);
    SCR_TRY_OR(result, scr_rational_new(&zero), done);
    SCR_TRY_OR(result, scr_rational_parse(value, number, false, DIGITS_MOST), done);
    SCR_TRY_OR(result, scr_rational_set(added, more, 1), done);
    SCR_TRY_OR(result, scr_rational_add(value, value, added), done);
    SCR_TRY_OR(result, scr_rational_compare(value, zero, &order), done);
    negative = cut && order < 0;
    result = scr_rational_decimal(negative ? zero : value, strchr(number, '/') ? 1 : 0, out);
done:
    scr_rational_free(value);
    scr_rational_free(added);
    scr_rational_free(zero);
    return result;
}

static scr_result cell(struct report *report, const struct release_contest_seen *contest, size_t row, size_t option) {
    const char *measured = contest->measured.cells[row][option];
    int64_t error = (int64_t)contest->count_error;
    struct scr_buffer low = {0}, high = {0};
    page_html(&report->page, "<td class=\"n\">");
    scr_result result = report->page.result;
    if (!scr_failed(result)) result = decimal(report->page.out, release_published(contest, row, option), 0, false);
    if (!scr_failed(result)) result = decimal(&low, measured, -error, true);
    if (!scr_failed(result)) result = decimal(&high, measured, error, true);
    if (!scr_failed(result)) {
        page_html(&report->page, " (");
        report_say_with(report, W_RELEASE_CELL, (const char *)low.data, (const char *)high.data, (char *)NULL);
        page_html(&report->page, ")</td>");
    }
    scr_buffer_free(&low);
    scr_buffer_free(&high);
    return result;
}

static scr_result columns(struct report *report, const struct release_seen *seen,
                          const struct release_contest_seen *contest, size_t rows, size_t first, size_t last) {
    page_html(&report->page, "<table class=\"small\">\n<caption>");
    report_say(report, W_RELEASE_TABLE);
    page_html(&report->page, "</caption>\n<thead><tr>");
    report_column(report, W_COL_PRECINCT);
    for (size_t o = first; o < last; o++) {
        page_html(&report->page, "<th scope=\"col\">");
        page_text(&report->page, contest->options[o]);
        page_html(&report->page, "</th>");
    }
    page_html(&report->page, "</tr></thead>\n<tbody>\n");
    for (size_t r = 0; r < rows; r++) {
        page_html(&report->page, "<tr><th scope=\"row\">");
        release_unit_name(&report->page, seen, contest->precincts[r], 0);
        page_html(&report->page, "</th>");
        for (size_t o = first; o < last; o++) SCR_TRY(cell(report, contest, r, o));
        page_html(&report->page, "</tr>\n");
    }
    page_html(&report->page, "</tbody>\n</table>\n");
    return scr_done();
}

scr_result release_table(struct report *report, const struct release_seen *seen,
                         const struct release_contest_seen *contest, size_t rows, size_t options) {
    for (size_t o = 0; o < options; o += PANEL_OPTIONS)
        SCR_TRY(columns(report, seen, contest, rows, o, o + PANEL_OPTIONS < options ? o + PANEL_OPTIONS : options));
    return scr_done();
}
