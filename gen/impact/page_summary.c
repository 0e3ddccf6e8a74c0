/* page_summary.c: what each epsilon does to all rows, one line for each. */
#include "gen/impact/page_parts.h"
#include "gen/impact/page_worst.h"
#include "gen/impact/report.h"

static void put_heads(struct page *page, const char *const *heads, size_t count) {
    page_html(page, "<thead><tr>");
    for (size_t i = 0; i < count && heads[i]; i++) {
        page_html(page, "<th scope=\"col\">");
        page_html(page, heads[i]);
    }
    page_html(page, "</thead>\n<tbody>\n");
}

static void coverage_cells(struct page *page, const struct impact_study *study, const struct impact_outcome *outcome) {
    struct impact_coverage_summary summary;
    impact_wide trials = study->parameters->trials;
    impact_coverage_summarise(study, outcome, &summary);
    impact_page_cell(page, (impact_signed)(100 * summary.least[1]), trials, 1);
    for (unsigned class = 2; class --;) {
        size_t rows = class ? study->covered : study->count - study->covered;
        impact_page_cell(page, (impact_signed)(100 * summary.sum[class]), trials * (rows ? rows : 1), 1);
    }
    impact_page_cell(page, (impact_signed)outcome->errors[IMPACT_LEP], trials * study->count, 1);
}

static void funds_cells(struct page *page, const struct impact_study *study, const struct impact_outcome *outcome) {
    struct impact_funds_summary summary = {0};
    impact_wide trials = study->parameters->trials, million = trials * (IMPACT_SHARE / 1000000);
    if (!scr_failed(page->result)) page->result = impact_funds_summarise(study, outcome, &summary);
    impact_page_cell(page, (impact_signed)summary.total, million, 2);
    impact_page_cell(page, (impact_signed)summary.multiplicative_least, 1000000, 3);
    impact_page_cell(page, (impact_signed)summary.multiplicative_most, 1000000, 3);
    page_html(page, "<td class=\"n\">");
    page_count(page, summary.inverted);
    if (!study->parameters->delta.q) return;
    impact_wide given = trials - outcome->refused;
    if (given)
        impact_page_cell(page, (impact_signed)outcome->inflation, given * 1000000, 3);
    else
        page_html(page, "<td class=\"n\">cannot be done");
    if (given && outcome->refused) {
        page_html(page, " (");
        page_count(page, outcome->refused);
        page_html(page, " trials refused)");
    }
}

static void seats_cells(struct page *page, const struct impact_study *study, const struct impact_outcome *outcome) {
    uint32_t trials = study->parameters->trials;
    impact_page_cell(page, (impact_signed)outcome->house_sum, trials, 1);
    page_html(page, " (");
    page_count(page, outcome->house_least);
    page_html(page, " to ");
    page_count(page, outcome->house_most);
    page_html(page, ")");
    impact_page_cell(page, (impact_signed)outcome->max_multiplicative, (impact_wide)trials * 1000000, 2);
    impact_page_cell(page, (impact_signed)impact_average_deviation(study, outcome->sums, 3, trials), 1000000000, 4);
}

static void seats_without_noise(struct page *page, const struct impact_study *study) {
    page_html(page, "<tr><th scope=\"row\">no noise<td class=\"n\">0<td class=\"n\">");
    page_count(page, study->seats);
    impact_page_cell(page, (impact_signed)study->max_multiplicative, 1000000, 2);
    impact_page_cell(page, (impact_signed)study->average_deviation, 1000000000, 4);
    page_html(page, "\n");
}

static void put_all_spared(struct page *page, const struct impact_study *study, const struct impact_outcome *outcomes) {
    const struct impact_words *words = impact_words(study->table->decision);
    size_t spared = impact_all_spared(study, outcomes);
    page_html(page, "<p>We call a row of the table <em>spared</em> when ");
    page_html(page, words->bound);
    page_html(page, ". ");
    if (spared < study->parameters->epsilon_count) {
        page_html(page, "<strong>From epsilon ");
        impact_page_epsilon(page, study->parameters->epsilons[spared]);
        page_html(page, " on all ");
        page_html(page, words->concerned);
        page_html(page, " are spared.</strong></p>\n");
    } else {
        page_html(page, "<strong>None of the epsilons tried spares all ");
        page_html(page, words->concerned);
        page_html(page, ".</strong></p>\n");
    }
}

void impact_page_summary(struct page *page, const struct impact_study *study, const struct impact_outcome *outcomes) {
    static const char *const heads[][7] = {
        {"Epsilon", "Covered jurisdictions not spared", "The worst off of them is covered in (% of trials)",
         "Covered ones rightly covered, on average (%)", "Others rightly not covered, on average (%)",
         "Mean error of the count of people with limited English"},
        {"Epsilon", "Districts not spared", "Dollars of every million that go to the wrong district, on average",
         "Least part of its due that a district expects", "Greatest multiple of its due that a district expects",
         "Districts that expect less than a smaller one",
         "Budget needed so that nobody expects a loss (no-penalty repair)"},
        {"Epsilon", "States not spared", "Seats given, on average (least to most)",
         "Seats per person: most favoured state over least favoured", "Mean distance of expected seats from quota"}};
    enum impact_decision decision = study->table->decision;
    size_t columns = decision == IMPACT_FUNDS && !study->parameters->delta.q ? 6 : 7;
    page_html(page, "<h2>In short</h2>\n");
    put_all_spared(page, study, outcomes);
    page_html(page, "<table>\n");
    put_heads(page, heads[decision], columns);
    if (decision == IMPACT_SEATS) seats_without_noise(page, study);
    for (size_t e = 0; e < study->parameters->epsilon_count; e++) {
        struct impact_worst worst;
        impact_worst_find(study, &outcomes[e], IMPACT_WORST_PART, &worst);
        page_html(page, "<tr><th scope=\"row\">");
        impact_page_epsilon(page, study->parameters->epsilons[e]);
        page_html(page, "<td class=\"n\">");
        page_count(page, worst.outside);
        page_html(page, " of ");
        page_count(page, worst.concerned);
        if (decision == IMPACT_COVERAGE) coverage_cells(page, study, &outcomes[e]);
        if (decision == IMPACT_FUNDS) funds_cells(page, study, &outcomes[e]);
        if (decision == IMPACT_SEATS) seats_cells(page, study, &outcomes[e]);
        page_html(page, "\n");
    }
    page_html(page, "</tbody></table>\n");
}
