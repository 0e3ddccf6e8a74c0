/* page_rows.c: who is worst off at each epsilon, by name, and which epsilon would have spared them. */
#include <string.h>

#include "gen/impact/page_parts.h"
#include "gen/impact/page_worst.h"

static void put_count(struct page *page, uint64_t count) {
    page_html(page, "<td class=\"n\">");
    page_count(page, count);
}

/* Those concerned are rows of the table: constructed ones are never covered. */
static void put_name(struct page *page, const struct impact_row *row) {
    page_html(page, "<th scope=\"row\">");
    page_text(page, row->name);
    if (!strcmp(row->id, row->name)) return;
    page_html(page, " <small>");
    page_text(page, row->id);
    page_html(page, "</small>");
}

static void put_results(struct page *page, const struct impact_study *study, const struct impact_outcome *outcome,
                        size_t i) {
    const impact_wide *row = outcome->sums + i * outcome->width;
    impact_wide trials = study->parameters->trials, million = IMPACT_SHARE / 1000000;
    switch (study->table->decision) {
    case IMPACT_COVERAGE:
        impact_page_cell(page, (impact_signed)study->distance[i], 1000, 0);
        impact_page_cell(page, (impact_signed)(100 * row[0]), trials, 1);
        break;
    case IMPACT_FUNDS:
        impact_page_cell(page, (impact_signed)study->truth[i], million, 3);
        impact_page_cell(page, (impact_signed)row[0], trials * million, 3);
        impact_page_cell(page, (impact_signed)(100 * row[0]), trials * study->truth[i], 1);
        break;
    case IMPACT_SEATS:
        impact_page_cell(page, (impact_signed)(study->parameters->house * (impact_wide)study->counts[0][i]),
                         study->total, 2);
        put_count(page, study->truth[i]);
        impact_page_cell(page, (impact_signed)row[0], trials, 2);
        impact_page_cell(page, (impact_signed)(100 * row[1]), trials, 1);
        impact_page_cell(page, (impact_signed)(100 * row[2]), trials, 1);
        break;
    }
}

static void put_spared(struct page *page, const struct impact_study *study, const struct impact_outcome *outcomes,
                       size_t i) {
    size_t spared = impact_spared(study, outcomes, i);
    page_html(page, "<td class=\"n\">");
    if (spared < study->parameters->epsilon_count)
        impact_page_epsilon(page, study->parameters->epsilons[spared]);
    else
        page_html(page, "none of those tried");
}

static void put_group(struct page *page, const struct impact_study *study, const struct impact_outcome *outcomes,
                      size_t e, enum impact_worst_by by, size_t columns) {
    struct impact_worst worst;
    impact_worst_find(study, &outcomes[e], by, &worst);
    page_html(page, "<tbody>\n<tr><th scope=\"rowgroup\" rowspan=\"");
    page_count(page, worst.count ? worst.count : 1);
    page_html(page, "\">");
    impact_page_epsilon(page, study->parameters->epsilons[e]);
    if (!worst.count) {
        page_html(page, "<td colspan=\"");
        page_count(page, columns - 1);
        page_html(page, "\">nobody is worse off than without noise\n");
    }
    for (size_t w = 0; w < worst.count; w++) {
        const struct impact_row *row = &study->table->rows[worst.rows[w]];
        if (w) page_html(page, "<tr>");
        put_name(page, row);
        for (size_t c = 0; c < impact_value_count(study->table->decision); c++) put_count(page, row->values[c]);
        put_results(page, study, &outcomes[e], worst.rows[w]);
        put_spared(page, study, outcomes, worst.rows[w]);
        page_html(page, "\n");
    }
    page_html(page, "</tbody>\n");
}

static void put_table(struct page *page, const struct impact_study *study, const struct impact_outcome *outcomes,
                      enum impact_worst_by by, const char *caption) {
    static const char *const heads[][10] = {
        {"Epsilon", "Jurisdiction", "Citizens of voting age", "With limited English", "Of low schooling",
         "Distance to the nearest threshold (persons)", "Covered in (% of trials)", "Spared from epsilon"},
        {"Epsilon", "District", "Weight", "Children", "Due (dollars of a million)", "Expected (dollars of a million)",
         "Expected of what is due (%)", "Spared from epsilon"},
        {"Epsilon", "State", "Population", "Quota", "Seats without noise", "Expected seats", "Fewer in (% of trials)",
         "More in (% of trials)", "Spared from epsilon"}};
    size_t columns = 0;
    page_html(page, "<table class=\"worst\">\n<caption>");
    page_html(page, caption);
    page_html(page, "</caption>\n<thead><tr>");
    for (; heads[study->table->decision][columns]; columns++) {
        page_html(page, "<th scope=\"col\">");
        page_html(page, heads[study->table->decision][columns]);
    }
    page_html(page, "</thead>\n");
    for (size_t e = 0; e < study->parameters->epsilon_count; e++) put_group(page, study, outcomes, e, by, columns);
    page_html(page, "</table>\n");
}

void impact_page_worst(struct page *page, const struct impact_study *study, const struct impact_outcome *outcomes) {
    static const char *const captions[] = {"Covered jurisdictions that would most often lose their coverage",
                                           "Districts that would keep the least part of what is due to them",
                                           "States that would most often lose a seat"};
    enum impact_decision decision = study->table->decision;
    page_html(page,
              "<h2>Who is worst off</h2>\n<p>Up to five at each epsilon; where all are spared, the one that is "
              "worst off even so. The last column has the least of the epsilons tried from which on, at it and all "
              "greater ones, the row is spared.</p>\n");
    put_table(page, study, outcomes, IMPACT_WORST_PART, captions[decision]);
    if (decision == IMPACT_FUNDS)
        put_table(page, study, outcomes, IMPACT_WORST_AMOUNT, "Districts that would lose the most money");
}
