/* page.c: the page of an impact statement, from its parts. */
#include "gen/impact/page.h"

#include "gen/impact/page_parts.h"
#include "gen/impact/plot.h"
#include "gen/impact/report.h"

void impact_page_number(struct page *page, impact_signed p, impact_wide q, unsigned places) {
    if (!scr_failed(page->result)) page->result = impact_decimal(page->out, p, q, places);
}

void impact_page_epsilon(struct page *page, struct impact_fraction epsilon) {
    if (!scr_failed(page->result)) page->result = impact_epsilon_text(page->out, epsilon);
}

void impact_page_cell(struct page *page, impact_signed p, impact_wide q, unsigned places) {
    page_html(page, "<td class=\"n\">");
    impact_page_number(page, p, q, places);
}

static void put_sources(struct page *page, const struct impact_table *table) {
    page_fact_begin(page, "Table");
    for (size_t s = 0; s < table->source_count; s++) {
        char hex[SCR_HEX_SIZE];
        scr_hash_hex(&table->sources[s].hash, hex);
        if (s) page_html(page, "<br>");
        page_text(page, table->sources[s].name);
        page_html(page, " <small>SHA-256 <code>");
        page_html(page, hex);
        page_html(page, "</code></small>");
    }
    page_fact_end(page);
}

static void put_rows(struct page *page, const struct impact_study *study) {
    const struct impact_table *table = study->table;
    page_fact_begin(page, "Rows");
    page_count(page, table->count);
    page_html(page, " ");
    page_html(page, impact_words(table->decision)->rows);
    if (study->constructed_count) {
        page_html(page, " of the table, and ");
        page_count(page, study->constructed_count);
        page_html(page, " made from them to fall just below a threshold, since lists of determinations hold covered "
                        "ones only");
    }
    if (table->left_out) {
        page_html(page, "; left out, for want of a weight: ");
        page_count(page, table->left_out);
    }
    page_fact_end(page);
}

static void put_facts(struct page *page, const struct impact_study *study) {
    const struct impact_parameters *parameters = study->parameters;
    page_html(page, "<table class=\"facts\">\n");
    page_fact_begin(page, "Decision");
    impact_page_rule(page, study);
    page_fact_end(page);
    put_sources(page, study->table);
    put_rows(page, study);
    page_fact_begin(page, "Mechanism");
    impact_page_mechanism(page, study);
    page_fact_end(page);
    page_fact_begin(page, "Guarantee");
    impact_page_guarantee(page, study);
    page_fact_end(page);
    page_fact_begin(page, "Epsilon");
    for (size_t e = 0; e < parameters->epsilon_count; e++) {
        if (e) page_html(page, ", ");
        impact_page_epsilon(page, parameters->epsilons[e]);
    }
    page_html(page, " (smaller: more privacy, more noise)");
    page_fact_end(page);
    page_fact_begin(page, "Trials");
    page_count(page, parameters->trials);
    page_html(page, " at each epsilon, each with noise of its own");
    page_fact_end(page);
    page_fact_begin(page, "Seed");
    page_html(page, "<code>");
    page_text(page, parameters->seed);
    page_html(page, "</code>: all noise follows from it, so that anyone can make every trial again");
    page_fact_end(page);
    page_html(page, "</table>\n");
}

static void put_pictures(struct page *page, const struct impact_study *study, const struct impact_outcome *outcomes) {
    const struct impact_plot *plots[IMPACT_PLOTS_MOST];
    size_t count = impact_plots(study, plots);
    page_html(page, "<h2>Pictures</h2>\n");
    for (size_t i = 0; i < count; i++) {
        page_html(page, "<figure>\n");
        if (!scr_failed(page->result)) page->result = plots[i]->draw(study, outcomes, page->out);
        page_html(page, "<figcaption>");
        page_text(page, plots[i]->caption);
        page_html(page, " <small>");
        page_text(page, plots[i]->file);
        page_html(page, "</small></figcaption>\n</figure>\n");
    }
}

scr_result impact_page(const struct impact_study *study, const struct impact_outcome *outcomes,
                       const char hex[static SCR_HEX_SIZE], struct scr_buffer *out) {
    const struct impact_words *words = impact_words(study->table->decision);
    struct page page = page_begin(out, "Impact statement", words->title);
    page_html(&page, "<style>body{max-width:200mm}td.n,th.n{text-align:right}td.n,th{overflow-wrap:normal}"
                     ".facts th{width:24mm}"
                     "svg{max-width:100%;height:auto}figure{margin:3mm 0;break-inside:avoid}"
                     ".worst th[scope=row]{font-weight:normal}</style>\n<h1>What noise would do to ");
    page_html(&page, words->title);
    page_html(&page, "</h1>\n");
    if (study->parameters->mechanism == IMPACT_DAWA_PUBLISHED)
        page_html(&page, "<p class=\"warn\"><strong>This mechanism gives no guarantee of privacy.</strong> The step by "
                         "which dawa-published groups rows is not private, though it was published as such. It is "
                         "shown for comparison only and must not be used for a release.</p>\n");
    put_facts(&page, study);
    impact_page_summary(&page, study, outcomes);
    impact_page_worst(&page, study, outcomes);
    put_pictures(&page, study, outcomes);
    impact_page_limits(&page, study, hex);
    return page_end(&page);
}
