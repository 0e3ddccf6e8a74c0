/* test_steps.c: the steps of logic and accuracy testing with one deck, in the order in which they are done. */
#include "sheet_parts.h"

/* "1, 4 to 7, 9": numbers of the ballots for which `is` holds. False, and nothing written, when there are none. */
static bool list_ballots(struct page *page, const struct deck_view *view,
                         bool (*is)(const struct deck_view *, const struct deck_ballot *)) {
    bool some = false;
    for (size_t i = 0; i < view->ballot_count; i++) {
        if (!is(view, &view->ballots[i])) continue;
        size_t last = i;
        while (last + 1 < view->ballot_count && is(view, &view->ballots[last + 1])) last++;
        if (some) page_html(page, ", ");
        page_count(page, i + 1);
        if (last > i) {
            page_html(page, last == i + 1 ? ", " : " to ");
            page_count(page, last + 1);
        }
        some = true;
        i = last;
    }
    return some;
}

static bool unmarked(const struct deck_view *view, const struct deck_ballot *ballot) {
    (void)view;
    return !ballot->mark_count;
}

static bool any(const struct deck_view *view, bool (*is)(const struct deck_view *, const struct deck_ballot *)) {
    for (size_t i = 0; i < view->ballot_count; i++)
        if (is(view, &view->ballots[i])) return true;
    return false;
}

static void returned_ballots(struct page *page, const struct deck_view *view) {
    page_html(page, "<li>When the machine returns a ballot, note what it says, then:\n<ul>\n");
    if (any(view, deck_view_overvoted)) {
        page_html(page, "<li><b>Overvote: expected on ballot ");
        list_ballots(page, view, deck_view_overvoted);
        page_html(page,
                  " and no other.</b> There, accept it as cast. If the machine does not report it there, that is a "
                  "finding: write it down.</li>\n<li>Overvote on any other ballot: check its marks against this "
                  "sheet. If they are right, <b>stop: it is a finding.</b></li>\n");
    } else {
        page_html(page, "<li><b>Overvote: expected on no ballot.</b> Check the marks against this sheet. If they are "
                        "right, <b>stop: it is a finding.</b></li>\n");
    }
    if (any(view, unmarked)) {
        page_html(page, "<li>Blank ballot: expected on ballot ");
        list_ballots(page, view, unmarked);
        page_html(page, ". Accept it as cast.</li>\n");
    }
    page_html(page,
              "<li>Undervote or contests left blank: expected on many ballots. Accept as cast.</li>\n"
              "<li>Could not be read, or jammed: make sure that the ballot counter did not go up, and feed the same "
              "ballot again. Note it.</li>\n</ul></li>\n");
}

void sheet_steps(struct page *page, const struct deck_view *view) {
    page_html(page,
              "<h2>Steps of the test</h2>\n<ol>\n"
              "<li><b>Mark.</b> One person fills the targets of each ballot as listed below and ticks its box; a "
              "second person checks it. On a write-in line also write the name that your office uses in tests. Number "
              "the ballots on the back or the stub.</li>\n"
              "<li><b>Zero tape.</b> Print it before the first ballot. Every total and the ballot counter must be 0. "
              "Both persons sign it. If anything is not 0, stop: it is a finding.</li>\n"
              "<li><b>Feed</b> the ");
    page_count(page, view->ballot_count);
    page_html(page, " ballots of this deck, each once, and no ballot of another style or deck.</li>\n");
    returned_ballots(page, view);
    page_html(
        page,
        "<li><b>A tape for this deck alone.</b> Close the count and print the totals before any ballot of another "
        "style is fed. The ballot counter must read ");
    page_count(page, view->ballot_count);
    page_html(page, ". Both persons sign the tape.</li>\n"
                    "<li><b>Compare</b> every number with the sheet of expected totals (<code>");
    page_text(page, view->base);
    page_html(page, "-expected.html</code>). Or write what the machine printed into a copy of <code>");
    page_text(page, view->base);
    page_html(page, "-expected.csv</code>, named totals.csv here, and run, in the folder above sheets<br>"
                    "<code>scrutineer-verify artifacts/");
    page_text(page, view->base);
    page_html(page, ".xml artifacts/ballot-definition.xml --reported totals.csv</code><br>It compares all numbers");
    page_html(page,
              view->method ? ", and names the exchanges of targets that explain a difference.</li>\n" : ".</li>\n");
    page_html(page,
              "<li><b>A difference is a finding.</b> Do not feed again until the numbers agree. Keep tape and ballots "
              "as they are, and report it.</li>\n"
              "<li><b>Reset</b> the machine to zero, print a zero tape, seal it, and write down the seal numbers. Keep "
              "ballots, tapes and this sheet together.</li>\n</ol>\n");
}
