/* sheet_parts.c: the head of a sheet, room for records, and what a deck leaves out. */
#include "sheet_parts.h"

#include <string.h>

static const char *shown_style(const struct deck_view *view) {
    const struct ballot_style *style = view->style->style;
    return *style->name ? style->name : style->id;
}

static void election_name(struct page *page, const struct deck_view *view) {
    const struct election *election = view->style->election;
    page_text(page, *election->name ? election->name : election->id);
    if (!*election->date) return;
    page_html(page, ", ");
    page_text(page, election->date);
}

static void ballot_counts(struct page *page, const struct deck_view *view) {
    static const struct {
        enum ballot_kind kind;
        const char *words;
    } kinds[] = {{BALLOT_TEST, "test"},
                 {BALLOT_OVERVOTE, "overvoted"},
                 {BALLOT_BLANK, "blank"},
                 {BALLOT_STRAIGHT, "straight ticket"},
                 {BALLOT_OVERRIDE, "straight ticket with exceptions"},
                 {BALLOT_TWO_PARTIES, "with two parties"},
                 {BALLOT_NO_MARK, "blank"},
                 {BALLOT_ALL_MARKED, "with every target filled"}};
    page_html(page, "<b>");
    page_count(page, view->ballot_count);
    page_html(page, "</b>");
    const char *before = ": ";
    for (size_t k = 0; k < sizeof kinds / sizeof *kinds; k++) {
        size_t count = 0;
        for (size_t i = 0; i < view->ballot_count; i++) count += view->ballots[i].kind == kinds[k].kind;
        if (!count) continue;
        page_html(page, before);
        page_count(page, count);
        page_html(page, " ");
        page_html(page, kinds[k].words);
        before = ", ";
    }
}

static const char *method_words(const char *method) {
    if (!method) return "straight-party deck: exercises the party-line option; not claimed to be swap-safe";
    if (!strcmp(method, "swap-safe"))
        return "swap-safe: every exchange of the covered voting targets changes a printed total or overvotes a ballot";
    if (!strcmp(method, "heuristic")) return "heuristic (1, 2, 3, .. votes): NOT claimed to be swap-safe";
    if (!strcmp(method, "legal")) return "legal minimum: NOT claimed to be swap-safe";
    if (!strcmp(method, "attack")) return "made to HIDE an exchange of targets, for teaching: not for testing machines";
    return NULL;
}

struct page sheet_begin(const struct deck_view *view, const char *what, struct scr_buffer *out) {
    const struct election *election = view->style->election;
    const struct ballot_style *style = view->style->style;
    struct page page = page_begin(out, what, shown_style(view));
    page_html(&page, "<h1>");
    page_html(&page, what);
    page_html(&page, ": ballot style ");
    page_text(&page, shown_style(view));
    page_html(&page, "</h1>\n<table class=\"facts\"><tbody>\n");
    page_fact_begin(&page, "Election");
    election_name(&page, view);
    if (*election->jurisdiction) {
        page_html(&page, ", ");
        page_text(&page, election->jurisdiction);
    }
    page_fact_end(&page);
    page_fact_begin(&page, "Ballot style");
    page_text(&page, shown_style(view));
    page_html(&page, " <small>[id ");
    page_text(&page, style->id);
    page_html(&page, "]</small>");
    page_fact_end(&page);
    page_fact_begin(&page, "Ballots");
    ballot_counts(&page, view);
    page_fact_end(&page);
    page_fact_begin(&page, "Voting targets");
    page_count(&page, view->target_count);
    page_html(&page, " in ");
    page_count(&page, view->contest_count);
    page_html(&page, view->contest_count == 1 ? " contest" : " contests");
    page_fact_end(&page);
    page_fact_begin(&page, "Method");
    const char *words = method_words(view->method);
    if (words) {
        page_html(&page, words);
    } else {
        page_text(&page, view->method);
        page_html(&page, ": for comparison, NOT claimed to be swap-safe");
    }
    page_fact_end(&page);
    page_fact_begin(&page, "Rules");
    page_text(&page, view->rules->name);
    if (*view->rules->source) {
        page_html(&page, " (");
        page_text(&page, view->rules->source);
        page_html(&page, ")");
    }
    page_fact_end(&page);
    page_fact_begin(&page, "Deck file");
    page_html(&page, "<code>");
    page_text(&page, view->base);
    page_html(&page, ".xml</code>");
    page_fact_end(&page);
    page_html(&page, "</tbody></table>\n");
    return page;
}

void sheet_running_head(struct page *page, const struct deck_view *view, const char *what, unsigned columns) {
    page_html(page, "<tr><td colspan=\"");
    page_count(page, columns);
    page_html(page, "\"><small>");
    page_html(page, what);
    page_html(page, " · style <b>");
    page_text(page, shown_style(view));
    page_html(page, "</b> · ");
    election_name(page, view);
    page_html(page, "</small>\n");
}

void sheet_record(struct page *page) {
    page_html(page, "<table class=\"fill\"><caption>Record of this test</caption><tbody>\n"
                    "<tr><th scope=\"row\">Machine, serial number</th><td></td>"
                    "<th scope=\"row\">Place</th><td></td></tr>\n"
                    "<tr><th scope=\"row\">Date</th><td></td>"
                    "<th scope=\"row\">Time, from and to</th><td></td></tr>\n"
                    "<tr><th scope=\"row\">Seal numbers before</th><td></td>"
                    "<th scope=\"row\">Seal numbers after</th><td></td></tr>\n"
                    "<tr><th scope=\"row\">First person, name</th><td></td>"
                    "<th scope=\"row\">Signature</th><td></td></tr>\n"
                    "<tr><th scope=\"row\">Second person, name</th><td></td>"
                    "<th scope=\"row\">Signature</th><td></td></tr>\n"
                    "</tbody></table>\n");
}

/* Two or more covered write-in lines in a contest: the machine must tell them apart (specification, section 4.3). */
static bool write_in_lines(const struct deck_style *style) {
    for (size_t k = 0; k < style->contest_count; k++) {
        size_t lines = 0;
        for (size_t i = 0; i < style->contests[k].count; i++)
            lines += style->candidates[style->contests[k].first + i]->kind == CANDIDATE_WRITE_IN;
        if (lines > 1) return true;
    }
    return false;
}

static void not_covered(struct page *page, const struct deck_view *view) {
    const struct deck_style *style = view->style;
    size_t listed = 0;
    for (size_t i = 0; i < style->uncovered_count; i++) {
        const struct uncovered_target *target = &style->uncovered[i];
        if (target->straight_party && !view->method) continue; /* this deck covers the parties */
        if (!listed++) page_html(page, "<p><b>Never fill these targets; this deck does not test them:</b></p>\n<ul>\n");
        page_html(page, "<li>");
        page_text(page, target->contest->name);
        page_html(page, ": <b>");
        page_text(page, target->candidate->name);
        page_html(page, "</b>, ");
        page_html(page, target->straight_party
                            ? "a party-line choice (tested by the straight-party deck, if there is one)"
                            : "a write-in line left out on the official's wish");
        page_html(page, "\n");
    }
    page_html(page, listed ? "</ul>\n" : "<p>Every voting target of this ballot style is covered.</p>\n");
}

void sheet_limits(struct page *page, const struct deck_view *view) {
    page_html(page, "<h2>What this deck leaves out and takes for granted</h2>\n");
    not_covered(page, view);
    page_html(page, "<ul>\n<li>The totals are read for this deck alone, on a tape of its own. Totals of several ballot "
                    "styles added together can hide an exchange.</li>\n");
    if (view->method && view->rules->overvote == OVERVOTE_EXACT)
        page_html(page, "<li>The machine says on which ballots it sees an overvote. If it does not, this deck proves "
                        "less.</li>\n");
    if (write_in_lines(view->style))
        page_html(page,
                  "<li>The machine prints a total for each write-in line, not one for all lines of a contest. If it "
                  "does not, exchanges of those lines go unseen.</li>\n");
    if (view->method && view->style->straight_party)
        page_html(page,
                  "<li>The machine prints a total for each party-line choice, and each reads 0. If it prints none, an "
                  "exchange of a candidate's target with a party's can go unseen by this deck.</li>\n");
    page_html(page,
              "<li>Not proved: that the machine behaves on election day as in the test; that the ballots were marked "
              "and fed as listed here; faults other than exchanged voting targets (worn sensors, a wrong style "
              "loaded on another machine, software made to notice tests).</li>\n</ul>\n");
}
