/* draw_release.c: a precinct release as tables of counts with their intervals, and pictures with error bars. */
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "gen/report/verified/release_parts.h"
#include "gen/report/verified/svg_parts.h"

enum {
    NAMES_LEAST = 70, /* width of the column of names */
    NAMES_MOST = 236,
    PANELS_MOST = 5,
    GAP = 26,
    HEAD = 26,
    ROW = 17,
    FOOT = 24,
    ROWS_MOST = 46, /* of one picture: a page */
    NAME_COLUMNS = 32
};

struct window {
    size_t first_row, last_row, first_option, last_option; /* the last ones are not in it */
    int names, panel;                                      /* widths */
};

/* For places in a picture only. */
static long double value_of(const char *number) {
    char *end;
    long double p = strtold(number, &end);
    return *end == '/' ? p / strtold(end + 1, NULL) : p;
}

static long double greatest(const struct release_contest_seen *contest, size_t rows, size_t option) {
    long double most = 1;
    for (size_t r = 0; r < rows; r++) {
        long double high = value_of(contest->measured.cells[r][option]) + (long double)contest->count_error,
                    published = value_of(release_published(contest, r, option));
        if (high > most) most = high;
        if (published > most) most = published;
    }
    return most;
}

static void panel_axis(struct report *report, int left, int width, int height, long double most) {
    struct page *page = &report->page;
    long double step = 1;
    while (most / step > 50) step *= 10;
    if (most / step > 20)
        step *= 10;
    else if (most / step > 10)
        step *= 5;
    else if (most / step > 4)
        step *= 2;
    for (long double at = 0; at <= most; at += step) {
        int x = left + (int)(at / most * width);
        svg_print(page,
                  "<path d=\"M%d %dV%d\" stroke=\"#ccc\"/><text x=\"%d\" y=\"%d\" text-anchor=\"middle\" "
                  "font-size=\"10\">%.0Lf</text>\n",
                  x, HEAD, height - FOOT + 3, x, height - FOOT + 15, at);
    }
}

/* The bar is the interval of the true count; the mark the published count. */
static void cell(struct report *report, const struct release_contest_seen *contest, size_t row, size_t option, int left,
                 int y, long double unit) {
    long double measured = value_of(contest->measured.cells[row][option]),
                published = value_of(release_published(contest, row, option)),
                error = (long double)contest->count_error, low = measured - error > 0 ? measured - error : 0,
                high = measured + error > 0 ? measured + error : 0;
    if (published < 0) published = 0;
    svg_print(&report->page,
              "<path d=\"M%.1Lf %dH%.1LfM%.1Lf %dv6M%.1Lf %dv6\" stroke=\"#000\" stroke-width=\"1.4\"/>"
              "<circle cx=\"%.1Lf\" cy=\"%d\" r=\"3\" fill=\"#0058a0\" stroke=\"#fff\"/>\n",
              left + low * unit, y, left + high * unit, left + low * unit, y - 3, left + high * unit, y - 3,
              left + published * unit, y);
}

static void panel(struct report *report, const struct release_contest_seen *contest, const struct window *window,
                  size_t option, size_t rows, int height) {
    int left = window->names + (int)(option - window->first_option) * window->panel + 6, width = window->panel - GAP;
    long double most = greatest(contest, rows, option);
    svg_print(&report->page, "<text x=\"%d\" y=\"16\" font-weight=\"bold\">", left);
    svg_short(&report->page, contest->options[option], (size_t)width / 7);
    page_html(&report->page, "</text>\n");
    panel_axis(report, left, width, height, most);
    for (size_t r = window->first_row; r < window->last_row; r++)
        cell(report, contest, r, option, left, HEAD + (int)(r - window->first_row) * ROW + ROW / 2, width / most);
}

static scr_result words(const struct report *report, const struct release_contest_seen *contest,
                        const struct window *window, struct scr_buffer *title, struct scr_buffer *description) {
    SCR_TRY(report_text_with(report, W_RELEASE_TITLE, title, contest->name,
                             report_number(report, window->first_option + 1).text,
                             report_number(report, window->last_option).text, (char *)NULL));
    return report_text_with(report, W_RELEASE_DESC, description,
                            report_number(report, window->last_row - window->first_row).text, (char *)NULL);
}

static scr_result picture(struct report *report, const struct release_seen *seen,
                          const struct release_contest_seen *contest, const struct window *window, size_t rows) {
    struct page *page = &report->page;
    struct scr_buffer title = {0}, description = {0};
    int height = HEAD + (int)(window->last_row - window->first_row) * ROW + FOOT;
    scr_result result = words(report, contest, window, &title, &description);
    if (scr_failed(result)) goto done;
    svg_frame_begin(page, ++report->figures, height, (const char *)title.data, (const char *)description.data);
    for (size_t r = window->first_row; r < window->last_row; r++) {
        int y = HEAD + (int)(r - window->first_row) * ROW;
        if ((r - window->first_row) % 2)
            svg_print(page, "<rect x=\"0\" y=\"%d\" width=\"%d\" height=\"%d\" fill=\"#f3f3f3\"/>\n", y, SVG_WIDTH,
                      ROW);
        svg_print(page, "<text x=\"4\" y=\"%d\">", y + 13);
        release_unit_name(page, seen, contest->precincts[r], NAME_COLUMNS);
        page_html(page, "</text>\n");
    }
    for (size_t o = window->first_option; o < window->last_option; o++) panel(report, contest, window, o, rows, height);
    svg_print(page, "<text x=\"4\" y=\"%d\" font-size=\"10\">", height - 9);
    report_say(report, W_RELEASE_AXIS);
    page_html(page, "</text>\n");
    svg_frame_end(page);
    report_say_with(report, W_RELEASE_CAPTION, report_number(report, contest->count_error).text, (char *)NULL);
    page_html(page, "</figcaption>\n</figure>\n");
done:
    scr_buffer_free(&title);
    scr_buffer_free(&description);
    return result;
}

/* As wide as the longest name asks for. */
static int names_width(const struct release_seen *seen, const struct release_contest_seen *contest, size_t rows) {
    int width = NAMES_LEAST;
    for (size_t r = 0; r < rows && width < NAMES_MOST; r++) {
        struct scr_buffer name = {0};
        if (!scr_failed(release_unit_text(seen, contest->precincts[r], &name)) && name.length > 8)
            width = name.length > 32                    ? NAMES_MOST
                    : 14 + 7 * (int)name.length > width ? 14 + 7 * (int)name.length
                                                        : width;
        scr_buffer_free(&name);
    }
    return width;
}

/* Options are spread evenly over as few pictures as hold them. */
static scr_result pictures(struct report *report, const struct release_seen *seen,
                           const struct release_contest_seen *contest, size_t rows, size_t options) {
    size_t beside = (options + PANELS_MOST - 1) / PANELS_MOST, panels = (options + beside - 1) / beside;
    int names = names_width(seen, contest, rows), panel = (SVG_WIDTH - names) / (int)panels;
    for (size_t r = 0; r < rows; r += ROWS_MOST)
        for (size_t o = 0; o < options; o += panels) {
            const struct window window = {r,     r + ROWS_MOST < rows ? r + ROWS_MOST : rows,
                                          o,     o + panels < options ? o + panels : options,
                                          names, panel};
            SCR_TRY(picture(report, seen, contest, &window, rows));
        }
    return scr_done();
}

static scr_result contest_part(struct report *report, const struct release_seen *seen,
                               const struct release_contest_seen *contest) {
    size_t rows = contest->precinct_count < RELEASE_ROWS_SEEN ? contest->precinct_count : RELEASE_ROWS_SEEN;
    size_t options = contest->option_count < RELEASE_OPTIONS_SEEN ? contest->option_count : RELEASE_OPTIONS_SEEN;
    page_html(&report->page, "<h4>");
    page_text(&report->page, contest->name);
    page_html(&report->page, "</h4>\n");
    release_exact(report, contest, options);
    page_html(&report->page, "<p>");
    report_say_with(report, W_RELEASE_ACCURACY, report_number(report, contest->count_error).text,
                    report_number(report, contest->margin_error).text, (char *)NULL);
    page_html(&report->page, "</p>\n");
    if (contest->determined) report_element(report, "p", W_RELEASE_DETERMINED);
    SCR_TRY(pictures(report, seen, contest, rows, options));
    SCR_TRY(release_table(report, seen, contest, rows, options));
    if (rows == contest->precinct_count && options == contest->option_count) return scr_done();
    page_html(&report->page, "<p class=\"note\">");
    report_say_with(report, W_RELEASE_CUT, report_number(report, rows).text,
                    report_number(report, contest->precinct_count).text, report_number(report, options).text,
                    report_number(report, contest->option_count).text, (char *)NULL);
    page_html(&report->page, "</p>\n");
    return scr_done();
}

static scr_result draw(struct report *report, const struct release_seen *seen) {
    size_t shown = seen->contest_count < RELEASE_CONTESTS_SEEN ? seen->contest_count : RELEASE_CONTESTS_SEEN;
    page_html(&report->page, "<p>");
    report_say_with(report, W_RELEASE_MECHANISM, seen->mechanism, (char *)NULL);
    page_html(&report->page, "</p>\n");
    for (size_t i = 0; i < shown; i++) SCR_TRY(contest_part(report, seen, &seen->contests[i]));
    if (shown == seen->contest_count) return scr_done();
    page_html(&report->page, "<p class=\"note\">");
    report_say_with(report, W_RELEASE_CONTESTS_CUT, report_number(report, shown).text,
                    report_number(report, seen->contest_count).text, (char *)NULL);
    page_html(&report->page, "</p>\n");
    return scr_done();
}

scr_result report_draw_release(struct report *report, const struct verdict_file *file, const char *path) {
    struct release_seen seen = {0};
    struct scr_hash statement;
    SCR_TRY(release_seen_statement(path, &file->hash, &statement));
    const char *below = inputs_path(report->request->inputs, &statement);
    if (!below) return (scr_result){SCR_STORE};
    scr_result result = release_seen_read(below, &statement, path, &file->hash, &seen);
    if (!scr_failed(result)) result = draw(report, &seen);
    release_seen_free(&seen);
    return result;
}
