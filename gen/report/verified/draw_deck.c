/* draw_deck.c: a deck as a grid of ballots and voting targets, and its expected totals as a table. */
#include <inttypes.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "gen/report/verified/deck_seen.h"
#include "gen/report/verified/report_parts.h"
#include "gen/report/verified/svg_parts.h"

enum {
    NAMES = 340, /* width of the column of names */
    TOTALS = 60,
    HEAD = 104, /* height of the row of ballot numbers */
    ROW = 18,
    ROWS_MOST = 54, /* of one picture: a page */
    NAME_COLUMNS = 42,
    CELL_MOST = 24
};

struct grid {
    struct report *report;
    const struct deck_seen *deck;
    size_t targets, ballots; /* that are drawn */
    int cell;
};

/* Targets first <= t < last in one picture; a contest that begins or goes on there takes a row for its name. */
struct part {
    size_t first, last;
    int rows;
};

static size_t contest_of(const struct deck_seen *deck, size_t target) {
    size_t k = 0;
    while (k + 1 < deck->contest_count && deck->contests[k + 1].first <= target) k++;
    return k;
}

static struct part next_part(const struct grid *grid, size_t first) {
    struct part part = {first, first, 0};
    size_t contest = (size_t)-1;
    while (part.last < grid->targets) {
        size_t of = contest_of(grid->deck, part.last);
        int more = of == contest ? 1 : 2;
        if (part.rows + more > ROWS_MOST) break;
        part.rows += more;
        part.last++;
        contest = of;
    }
    return part;
}

static void ballot_heads(const struct grid *grid, int height) {
    struct page *page = &grid->report->page;
    for (size_t b = 0; b < grid->ballots; b++) {
        bool test = !strcmp(grid->deck->kinds[b], "test");
        int x = NAMES + (int)b * grid->cell;
        if (!test)
            svg_print(page, "<rect x=\"%d\" y=\"%d\" width=\"%d\" height=\"%d\" fill=\"#e4e4e4\"/>\n", x, HEAD - 4,
                      grid->cell, height - HEAD + 4);
        if (grid->cell < 11 && test && (b + 1) % 5 && b) continue;
        svg_print(page, "<text transform=\"translate(%d %d) rotate(-90)\" font-size=\"12\">%zu", x + grid->cell / 2 + 4,
                  HEAD - 7, b + 1);
        if (!test && grid->cell >= 9) {
            page_html(page, " ");
            svg_short(page, grid->deck->kinds[b], 11);
        }
        page_html(page, "</text>\n");
    }
    svg_print(page, "<text x=\"%d\" y=\"%d\" text-anchor=\"end\" font-style=\"italic\">", NAMES - 8, HEAD - 8);
    report_say(grid->report, W_BALLOT);
    svg_print(page, "</text>\n<text x=\"%d\" y=\"%d\" font-style=\"italic\">",
              NAMES + (int)grid->ballots * grid->cell + 8, HEAD - 8);
    report_say(grid->report, W_TOTAL);
    page_html(page, "</text>\n");
}

static void target_row(const struct grid *grid, size_t target, int y) {
    struct page *page = &grid->report->page;
    int room = grid->cell < ROW ? grid->cell : ROW, side = room - (room > 6 ? 4 : 1), inset = (grid->cell - side) / 2;
    bool some = false;
    svg_print(page, "<text x=\"10\" y=\"%d\">%zu ", y + 13, target + 1);
    svg_short(page, grid->deck->names[target], NAME_COLUMNS);
    page_html(page, "</text>");
    for (size_t b = 0; b < grid->ballots; b++) {
        if (!grid->deck->marks[b][target]) continue;
        page_html(page, some ? "" : "<path d=\"");
        some = true;
        svg_print(page, "M%d %dh%dv%dh-%dz", NAMES + (int)b * grid->cell + inset, y + (ROW - side) / 2, side, side,
                  side);
    }
    page_html(page, some ? "\"/>" : "");
    svg_print(page, "<text x=\"%d\" y=\"%d\" font-weight=\"bold\">%" PRIu64 "</text>\n",
              NAMES + (int)grid->ballots * grid->cell + 8, y + 13, grid->deck->totals[target]);
}

static void lines(const struct grid *grid, int height) {
    struct page *page = &grid->report->page;
    int right = NAMES + (int)grid->ballots * grid->cell;
    page_html(page, "<path stroke=\"#bbb\" stroke-width=\"0.6\" d=\"");
    for (size_t b = 0; b <= grid->ballots; b += grid->cell < 9 ? 5 : 1)
        svg_print(page, "M%d %dV%d", NAMES + (int)b * grid->cell, HEAD - 4, height);
    for (int y = HEAD; y <= height; y += ROW) svg_print(page, "M%d %dH%d", NAMES, y, right);
    page_html(page, "\"/>\n");
}

static scr_result title_of(const struct grid *grid, const struct part *part, struct scr_buffer *title,
                           struct scr_buffer *description) {
    const struct report *report = grid->report;
    SCR_TRY(report_text_with(report, W_DECK_TITLE, title, grid->deck->style,
                             report_number(report, part->first + 1).text, report_number(report, part->last).text,
                             (char *)NULL));
    return report_text_with(report, W_DECK_DESC, description, report_number(report, grid->ballots).text,
                            report_number(report, part->last - part->first).text, (char *)NULL);
}

static scr_result picture(const struct grid *grid, const struct part *part) {
    struct page *page = &grid->report->page;
    struct scr_buffer title = {0}, description = {0};
    int height = HEAD + part->rows * ROW, y = HEAD;
    size_t contest = (size_t)-1;
    scr_result result;
    SCR_TRY_OR(result, title_of(grid, part, &title, &description), done);
    svg_frame_begin(page, ++grid->report->figures, height + 2, (const char *)title.data,
                    (const char *)description.data);
    ballot_heads(grid, height);
    lines(grid, height);
    for (size_t t = part->first; t < part->last; t++, y += ROW) {
        size_t of = contest_of(grid->deck, t);
        if (of != contest) {
            svg_print(page, "<text x=\"0\" y=\"%d\" font-weight=\"bold\">", y + 13);
            svg_short(page, grid->deck->contests[of].name, NAME_COLUMNS);
            page_html(page, "</text>\n");
            contest = of;
            y += ROW;
        }
        target_row(grid, t, y);
    }
    svg_frame_end(page);
    report_say(grid->report, W_DECK_CAPTION);
    page_html(page, "</figcaption>\n</figure>\n");
done:
    scr_buffer_free(&title);
    scr_buffer_free(&description);
    return result;
}

static void contest_rows(struct report *report, const struct deck_seen *deck, size_t contest, size_t targets) {
    const struct deck_contest_seen *of = &deck->contests[contest];
    page_html(&report->page, "<tr class=\"group\"><th colspan=\"3\" scope=\"rowgroup\">");
    report_say_with(report, W_CONTEST_ROW, of->name, report_number(report, of->votes_allowed).text, (char *)NULL);
    page_html(&report->page, "<br/><span class=\"small\">");
    report_say_with(report, W_OVERVOTES_ROW, report_number(report, of->undervotes).text,
                    report_number(report, of->overvoted).text, (char *)NULL);
    page_html(&report->page, "</span></th></tr>\n");
    for (size_t t = of->first; t < of->first + of->count && t < targets; t++) {
        page_html(&report->page, "<tr><td class=\"n\">");
        page_count(&report->page, t + 1);
        page_html(&report->page, "</td><th scope=\"row\">");
        page_text(&report->page, deck->names[t]);
        page_html(&report->page, "</th><td class=\"n\">");
        page_html(&report->page, report_number(report, deck->totals[t]).text);
        page_html(&report->page, "</td></tr>\n");
    }
}

static void totals_table(struct report *report, const struct deck_seen *deck, size_t targets) {
    page_html(&report->page, "<table class=\"totals\">\n<caption>");
    report_say_with(report, W_TOTALS_CAPTION, deck->style, (char *)NULL);
    page_html(&report->page, "</caption>\n<thead><tr>");
    report_column(report, W_COL_TARGET);
    report_column(report, W_COL_CANDIDATE);
    report_column(report, W_COL_VOTES);
    page_html(&report->page, "</tr></thead>\n");
    for (size_t k = 0; k < deck->contest_count && deck->contests[k].first < targets; k++) {
        page_html(&report->page, "<tbody>\n");
        contest_rows(report, deck, k, targets);
        page_html(&report->page, "</tbody>\n");
    }
    page_html(&report->page, "</table>\n");
}

static scr_result draw(struct report *report, const struct deck_seen *deck) {
    struct grid grid = {report, deck, deck->target_count, deck->ballot_count, CELL_MOST};
    if (grid.targets > DECK_TARGETS_SEEN) grid.targets = DECK_TARGETS_SEEN;
    if (grid.ballots > DECK_BALLOTS_SEEN) grid.ballots = DECK_BALLOTS_SEEN;
    int fitting = (SVG_WIDTH - NAMES - TOTALS) / (int)grid.ballots; /* 4 or more: at most 140 ballots */
    if (fitting < grid.cell) grid.cell = fitting;
    page_html(&report->page, "<p>");
    report_say_with(report, W_DECK_FACTS, deck->style, report_number(report, deck->ballot_count).text,
                    report_number(report, deck->target_count).text, report_number(report, deck->contest_count).text,
                    (char *)NULL);
    page_html(&report->page, "</p>\n");
    for (struct part part = next_part(&grid, 0); part.first < part.last; part = next_part(&grid, part.last))
        SCR_TRY(picture(&grid, &part));
    if (grid.targets < deck->target_count || grid.ballots < deck->ballot_count) {
        page_html(&report->page, "<p class=\"note\">");
        report_say_with(report, W_DECK_CUT, report_number(report, grid.ballots).text,
                        report_number(report, deck->ballot_count).text, report_number(report, grid.targets).text,
                        report_number(report, deck->target_count).text, (char *)NULL);
        page_html(&report->page, "</p>\n");
    }
    totals_table(report, deck, grid.targets);
    return scr_done();
}

scr_result report_draw_deck(struct report *report, const struct verdict_file *file, const char *path) {
    struct deck_seen *deck = malloc(sizeof *deck); /* 60 KB */
    if (!deck) return (scr_result){SCR_MEMORY};
    scr_result result = deck_seen_read(path, &file->hash, deck);
    if (!scr_failed(result)) result = draw(report, deck);
    deck_seen_free(deck);
    free(deck);
    return result;
}
