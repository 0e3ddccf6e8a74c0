/* expected_sheet.c: the expected totals of a deck, as a printable page and as CSV. */
#include "expected_sheet.h"

#include <string.h>

#include "scrutineer/text.h"
#include "sheet_parts.h"

/* The head of a table of totals, up to its column heads. */
static void columns(struct page *page, const char *first) {
    page_html(page, "<thead><tr><th scope=\"col\">");
    page_html(page, first);
    page_html(page, "<th scope=\"col\">Expected<th scope=\"col\">Printed\n<tbody>\n");
}

static void contest(struct page *page, const struct deck_view *view, size_t k) {
    const struct view_contest *contest = &view->contests[k];
    page_html(page, "<table class=\"tally\"><caption>");
    page_count(page, k + 1);
    page_html(page, ". ");
    page_html(page, contest->name.html);
    page_html(page, " <small>vote for ");
    page_count(page, contest->votes_allowed);
    page_html(page, "</small></caption>\n");
    columns(page, "Candidate");
    for (size_t target = contest->first; target < contest->first + contest->count; target++) {
        page_html(page, "<tr><th scope=\"row\">");
        page_html(page, view->targets[target].html);
        page_html(page, "<sub>");
        page_count(page, target + 1);
        page_html(page, "</sub><td>");
        page_count(page, view->votes[target]);
        page_html(page, "<td>\n");
    }
    page_html(page, "<tr class=\"sum\"><th scope=\"row\">Undervotes<td>");
    page_count(page, contest->totals.undervotes);
    page_html(page, "<td>\n<tr class=\"sum\"><th scope=\"row\">Overvotes <small>(ballots overvoted: ");
    page_count(page, contest->totals.overvoted_ballots);
    page_html(page, ")</small><td>");
    page_count(page, contest->totals.overvotes);
    page_html(page, "<td>\n</table>\n");
}

/* Targets that no ballot of the deck marks: a correct machine prints 0 for each (specification, section 4.2). */
static void zeros(struct page *page, const struct deck_view *view) {
    const struct deck_style *style = view->style;
    size_t listed = 0;
    for (size_t i = 0; i < style->uncovered_count; i++) {
        const struct uncovered_target *target = &style->uncovered[i];
        if (target->straight_party && !view->method) continue; /* this deck marks the parties */
        if (!listed++) {
            page_html(page, "<table class=\"tally\"><caption>Never marked: each must read 0</caption>\n");
            columns(page, "Target");
        }
        page_html(page, "<tr><th scope=\"row\">");
        page_text(page, target->contest->name);
        page_html(page, ": ");
        page_text(page, target->candidate->name);
        page_html(page, "<td>0<td>\n");
    }
    if (listed) page_html(page, "</table>\n");
}

scr_result expected_sheet_html(const struct deck_view *view, struct scr_buffer *out) {
    const char *what = view->method ? "Expected totals" : "Expected totals, straight-party deck";
    struct page page = sheet_begin(view, what, out);
    page_html(
        &page,
        "<h2>Compare with the machine's tape</h2>\n<p>The tape must be of this deck alone. Write what the machine "
        "printed into the empty column; every number must be equal. Some machines print the ballots overvoted "
        "in place of the overvotes. A difference is a finding: keep tape and ballots, and report it.</p>\n"
        "<div class=\"two\">\n<table class=\"tally\"><caption>Ballot counter</caption>\n");
    columns(&page, "Count");
    page_html(&page, "<tr><th scope=\"row\">Ballots cast<td>");
    page_count(&page, view->ballot_count);
    page_html(&page, "<td>\n</table>\n");
    for (size_t k = 0; k < view->contest_count; k++) contest(&page, view, k);
    zeros(&page, view);
    page_html(&page, "</div>\n");
    sheet_record(&page);
    return page_end(&page);
}

/* A candidate with such a name or id is what the line of that word means (specification, section 6), so the count has
 * no line. */
static bool is_taken(const struct deck_view *view, const struct view_contest *contest, const char *word) {
    for (size_t t = contest->first; t < contest->first + contest->count && t < view->style->target_count; t++)
        if (!strcmp(view->style->candidates[t]->name, word) || !strcmp(view->style->candidates[t]->id, word))
            return true;
    return false;
}

static scr_result count_line(const struct deck_view *view, const struct view_contest *contest, const char *style,
                             const char *word, size_t count, struct scr_buffer *out) {
    if (is_taken(view, contest, word)) return scr_done();
    return scr_buffer_print(out, "%s,%s,%s,%zu\r\n", style, contest->name.csv, word, count);
}

scr_result expected_sheet_csv(const struct deck_view *view, struct scr_buffer *out) {
    struct scr_buffer style = {0};
    scr_result result = scr_text_csv(&style, view->style->style->id);
    const char *id = (const char *)style.data;
    if (!scr_failed(result)) result = scr_buffer_print(out, "style,contest,candidate,votes\r\n");
    for (size_t k = 0; k < view->contest_count && !scr_failed(result); k++) {
        const struct view_contest *contest = &view->contests[k];
        const char *name = contest->name.csv;
        for (size_t t = contest->first; t < contest->first + contest->count && !scr_failed(result); t++)
            result = scr_buffer_print(out, "%s,%s,%s,%zu\r\n", id, name, view->targets[t].csv, view->votes[t]);
        if (!scr_failed(result)) result = count_line(view, contest, id, "undervotes", contest->totals.undervotes, out);
        if (!scr_failed(result)) result = count_line(view, contest, id, "overvotes", contest->totals.overvotes, out);
    }
    if (!scr_failed(result)) result = scr_buffer_print(out, "%s,,ballots,%zu\r\n", id, view->ballot_count);
    scr_buffer_free(&style);
    return result;
}
