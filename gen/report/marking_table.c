/* marking_table.c: the table of ballots: what to fill on each, contest by contest. */
#include "sheet_parts.h"

enum {
    NAMED_BLANKS = 4,      /* up to this many contests to leave blank are named; beyond it their numbers say enough */
    CONTESTS_IN_FULL = 12, /* beyond it ballots name contests in short, and a list before them in full */
    CONTESTS_AT_EASE = 30  /* beyond it the type is smaller: three ballots of 50 contests fit a page */
};

static bool in_short(const struct deck_view *view) { return view->contest_count > CONTESTS_IN_FULL; }

static void contest_name(struct page *page, const struct deck_view *view, size_t contest) {
    page_count(page, contest + 1);
    page_html(page, ".&nbsp;");
    page_html(page, in_short(view) ? view->contests[contest].short_html : view->contests[contest].name.html);
}

static void target(struct page *page, const struct deck_view *view, uint32_t target) {
    page_html(page, "<b>");
    page_html(page, view->targets[target].html);
    page_html(page, "</b><sub>");
    page_count(page, (uint64_t)target + 1);
    page_html(page, "</sub>");
}

/* "leave blank" for the contests of `ballot` without a mark. Marks ascend, and so do the contests of the view. */
static void blanks(struct page *page, const struct deck_view *view, const struct deck_ballot *ballot, size_t count) {
    size_t mark = 0, run = 0, first = 0; /* `run` unmarked contests from `first` on are not yet written */
    bool some = false;
    page_html(page, "<p class=\"rest\">Leave blank: ");
    for (size_t k = 0; k <= view->contest_count; k++) {
        bool marked = k == view->contest_count;
        while (!marked && mark < ballot->mark_count && view->contest_of[ballot->marks[mark]] < k) mark++;
        if (!marked) marked = mark < ballot->mark_count && view->contest_of[ballot->marks[mark]] == k;
        if (!marked) {
            if (!run++) first = k;
            if (count > NAMED_BLANKS) continue;
        }
        if (!run) continue;
        if (some) page_html(page, count > NAMED_BLANKS ? ", " : " · ");
        some = true;
        if (count <= NAMED_BLANKS)
            contest_name(page, view, first);
        else
            page_count(page, first + 1);
        if (count > NAMED_BLANKS && run > 1) {
            page_html(page, run > 2 ? "–" : ", ");
            page_count(page, first + run);
        }
        run = 0;
    }
}

static void marks(struct page *page, const struct deck_view *view, const struct deck_ballot *ballot) {
    size_t marked = 0;
    page_html(page, "<ul class=\"marks\">");
    for (size_t i = 0; i < ballot->mark_count;) {
        size_t contest = view->contest_of[ballot->marks[i]];
        page_html(page, "<li>");
        contest_name(page, view, contest);
        page_html(page, ": ");
        target(page, view, ballot->marks[i++]);
        for (; i < ballot->mark_count && view->contest_of[ballot->marks[i]] == contest; i++) {
            page_html(page, " + ");
            target(page, view, ballot->marks[i]);
        }
        marked++;
    }
    page_html(page, "</ul>");
    if (marked < view->contest_count) blanks(page, view, ballot, view->contest_count - marked);
}

/* Targets of the style that stay empty even where all are to be filled. */
static bool some_never_filled(const struct deck_view *view) {
    const struct deck_style *style = view->style;
    for (size_t i = 0; i < style->uncovered_count; i++)
        if (view->method || !style->uncovered[i].straight_party) return true;
    return false;
}

static void what_to_fill(struct page *page, const struct deck_view *view, const struct deck_ballot *ballot) {
    if (!ballot->mark_count)
        page_html(page, "<b>Leave the whole ballot blank.</b>");
    else if (ballot->mark_count == view->target_count)
        page_html(page, some_never_filled(view) ? "<b>Fill every target of every contest</b>, except those that are "
                                                  "never filled (listed at the end)."
                                                : "<b>Fill every target of every contest.</b>");
    else
        marks(page, view, ballot);
}

static const char *kind_note(enum ballot_kind kind) {
    switch (kind) {
    case BALLOT_TEST:
        return NULL;
    case BALLOT_OVERVOTE:
        return "overvoted";
    case BALLOT_BLANK:
    case BALLOT_NO_MARK:
        return "blank";
    case BALLOT_STRAIGHT:
        return "straight ticket";
    case BALLOT_OVERRIDE:
        return "straight ticket with exceptions";
    case BALLOT_TWO_PARTIES:
        return "two parties";
    case BALLOT_ALL_MARKED:
        return "all filled";
    }
    return NULL;
}

static void contest_list(struct page *page, const struct deck_view *view) {
    page_html(page, "<h2 class=\"new\">Contests, in the order of the ballot</h2>\n<ul class=\"marks\">\n");
    for (size_t k = 0; k < view->contest_count; k++) {
        page_html(page, "<li>");
        page_count(page, k + 1);
        page_html(page, ".&nbsp;");
        page_html(page, view->contests[k].name.html);
        page_html(page, "\n");
    }
    page_html(page, "</ul>\n");
}

static void ballot_row(struct page *page, const struct deck_view *view, size_t i) {
    const char *note = kind_note(view->ballots[i].kind);
    page_html(page, "<tr><th scope=\"row\">");
    page_count(page, i + 1);
    page_html(page, " <input type=\"checkbox\" aria-label=\"ballot ");
    page_count(page, i + 1);
    page_html(page, " is marked and checked\">");
    if (note) {
        page_html(page, "<br><small>");
        page_html(page, note);
        page_html(page, "</small>");
    }
    page_html(page, "<td>");
    what_to_fill(page, view, &view->ballots[i]);
    page_html(page, "\n");
}

void sheet_ballots(struct page *page, const struct deck_view *view) {
    if (in_short(view)) contest_list(page, view);
    page_html(page, in_short(view) ? "<h2>" : "<h2 class=\"new\">");
    page_html(page,
              "Ballots to mark</h2>\n<p>Fill the targets in bold, and no others; the small number is the target's "
              "number in the deck file. Tick the box when the ballot is marked and checked.</p>\n"
              "<table class=\"ballots");
    page_html(page, view->contest_count > CONTESTS_AT_EASE ? " dense" : "");
    page_html(page, "\"><caption>What to fill on each ballot</caption>\n<thead>\n");
    sheet_running_head(page, view, "Marking sheet", 2);
    page_html(page, "<tr><th scope=\"col\">Ballot<th scope=\"col\">Fill\n<tbody>\n");
    for (size_t i = 0; i < view->ballot_count; i++) ballot_row(page, view, i);
    page_html(page, "</table>\n");
}
