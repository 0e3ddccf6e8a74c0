/* election_tally_sheet.c: the totals of a whole election's decks, as a printable page and as CSV. */
#include <inttypes.h>
#include <stdlib.h>

#include "election_tally.h"
#include "labels.h"
#include "page.h"
#include "scrutineer/text.h"

static void row(struct page *page, const char *name, uint64_t number, bool candidate) {
    page_html(page, candidate ? "<tr><th scope=\"row\">" : "<tr class=\"sum\"><th scope=\"row\">");
    page_text(page, name);
    page_html(page, "<td>");
    page_count(page, number);
    page_html(page, "\n");
}

static void contest_table(struct page *page, const struct contest *contest, const struct tallied_contest *sums) {
    page_html(page, "<table class=\"tally\"><caption>");
    page_text(page, contest->name);
    page_html(page, " <small>[id ");
    page_text(page, contest->id);
    page_html(page, "] vote for ");
    page_count(page, contest->votes_allowed);
    page_html(page, "; decks with this contest: ");
    page_count(page, sums->decks);
    page_html(page, "</small></caption>\n<thead><tr><th scope=\"col\">Candidate<th scope=\"col\">Sum\n<tbody>\n");
    for (size_t i = 0; i < contest->candidate_count; i++)
        if (sums->covered[i]) row(page, contest->candidates[i].name, sums->votes[i], true);
    row(page, "Undervotes", sums->undervotes, false);
    row(page, "Overvotes", sums->overvotes, false);
    row(page, "Ballots overvoted", sums->overvoted_ballots, false);
    page_html(page, "</table>\n");
}

scr_result election_tally_html(const struct election_tally *tally, struct scr_buffer *out) {
    const struct election *election = tally->election;
    struct page page =
        page_begin(out, "Expected totals of the whole election", *election->name ? election->name : election->id);
    page_html(&page, "<h1>Expected totals of the whole election</h1>\n<table class=\"facts\"><tbody>\n");
    page_fact_begin(&page, "Election");
    page_text(&page, *election->name ? election->name : election->id);
    page_html(&page, " <small>");
    page_text(&page, election->date);
    page_html(&page, " ");
    page_text(&page, election->jurisdiction);
    page_html(&page, "</small>");
    page_fact_end(&page);
    page_fact_begin(&page, "Decks added up");
    page_count(&page, tally->test_decks);
    page_html(&page, " test decks, ");
    page_count(&page, tally->straight_decks);
    page_html(&page, " straight-party decks");
    page_fact_end(&page);
    page_fact_begin(&page, "Ballots");
    page_count(&page, tally->ballots);
    page_fact_end(&page);
    page_html(&page,
              "</tbody></table>\n<p class=\"warn\"><b>These sums do not prove that a machine is configured correctly."
              "</b> What proves it is a tape for each ballot style, compared with that style's own sheet: added "
              "together, the totals of two styles can hide an exchange of voting targets. (A = 1, B = 2 in one style "
              "and A = 2, B = 1 in another: both read 3.)</p>\n<h2>Sums over all decks</h2>\n<div class=\"two\">\n");
    for (size_t k = 0; k < election->contest_count; k++)
        if (tally->contests[k].decks) contest_table(&page, &election->contests[k], &tally->contests[k]);
    page_html(&page, "</div>\n");
    return page_end(&page);
}

static scr_result line(struct scr_buffer *out, const struct label *contest, const char *candidate, uint64_t number) {
    SCR_TRY(scr_text_csv(out, contest->by_name ? contest->name : contest->id));
    SCR_TRY(scr_buffer_text(out, ","));
    SCR_TRY(scr_text_csv(out, candidate));
    return scr_buffer_print(out, ",%" PRIu64 "\r\n", number);
}

/* `labels` has room for the candidates of the contest. */
static scr_result contest_lines(struct scr_buffer *out, const struct label *name, const struct contest *contest,
                                const struct tallied_contest *sums, struct label *labels) {
    for (size_t i = 0; i < contest->candidate_count; i++)
        labels[i] = (struct label){contest->candidates[i].id, contest->candidates[i].name, false};
    SCR_TRY(labels_find(labels, contest->candidate_count));
    for (size_t i = 0; i < contest->candidate_count; i++)
        if (sums->covered[i])
            SCR_TRY(line(out, name, labels[i].by_name ? labels[i].name : labels[i].id, sums->votes[i]));
    SCR_TRY(line(out, name, "undervotes", sums->undervotes));
    return line(out, name, "overvotes", sums->overvotes);
}

scr_result election_tally_csv(const struct election_tally *tally, struct scr_buffer *out) {
    const struct election *election = tally->election;
    size_t most = 1;
    for (size_t k = 0; k < election->contest_count; k++)
        if (election->contests[k].candidate_count > most) most = election->contests[k].candidate_count;
    struct label *names = calloc(election->contest_count ? election->contest_count : 1, sizeof *names);
    struct label *labels = calloc(most, sizeof *labels);
    scr_result result = {names && labels ? SCR_DONE : SCR_MEMORY};
    if (scr_failed(result)) goto done;
    for (size_t k = 0; k < election->contest_count; k++)
        names[k] = (struct label){election->contests[k].id, election->contests[k].name, false};
    SCR_TRY_OR(result, labels_find(names, election->contest_count), done);
    SCR_TRY_OR(result, scr_buffer_text(out, "contest,candidate,votes\r\n"), done);
    for (size_t k = 0; k < election->contest_count; k++)
        if (tally->contests[k].decks)
            SCR_TRY_OR(result, contest_lines(out, &names[k], &election->contests[k], &tally->contests[k], labels),
                       done);
    result = scr_buffer_print(out, ",ballots,%" PRIu64 "\r\n", tally->ballots);
done:
    free(names);
    free(labels);
    return result;
}
