/* page.c: the HTML page of a study, with its pictures inside. */
#include "gen/study/page.h"

#include <stdio.h>

#include "gen/study/decisions_report.h"

static void put_fractions(struct page *page, const struct study *study) {
    for (size_t e = 0; e < study->parameters->epsilon_count; e++) {
        struct release_fraction epsilon = study->parameters->epsilons[e];
        char text[48];
        snprintf(text, sizeof text, epsilon.q == 1 ? "%s%lld" : "%s%lld/%lld", e ? ", " : "", (long long)epsilon.p,
                 (long long)epsilon.q);
        page_html(page, text);
    }
}

static void put_facts(struct page *page, const struct study *study, const char *source) {
    const struct study_table *table = study->table;
    page_html(page, "<table class=\"facts\">\n");
    page_fact_begin(page, "Counts of");
    page_text(page, source);
    page_fact_end(page);
    page_fact_begin(page, "Levels");
    for (uint32_t l = 0; l < table->tree.levels; l++) {
        if (l) page_html(page, ", ");
        page_text(page, table->level_names[l]);
        page_html(page, " (");
        page_count(page, table->tree.level_begin[l + 1] - table->tree.level_begin[l]);
        page_html(page, l < study->parameters->exact_levels ? ", exact)" : ")");
    }
    page_fact_end(page);
    page_fact_begin(page, "Options");
    for (uint32_t o = 0; o < table->option_count; o++) {
        if (o) page_html(page, ", ");
        page_text(page, table->options[o]);
    }
    page_fact_end(page);
    page_fact_begin(page, "L1 sensitivity");
    page_count(page, table->sensitivity);
    page_fact_end(page);
    page_fact_begin(page, "Epsilon");
    put_fractions(page, study);
    page_fact_end(page);
    page_fact_begin(page, "Runs");
    page_count(page, study->parameters->runs);
    page_fact_end(page);
    page_fact_begin(page, "Seed");
    page_text(page, study->parameters->seed);
    page_fact_end(page);
    page_html(page, "</table>\n");
    for (size_t i = 0; i < study->left_out_count; i++) {
        page_html(page, "<p>Left out, having too few levels here: the split ");
        page_text(page, study->left_out[i]);
        page_html(page, ".</p>\n");
    }
}

scr_result study_page(const struct study *study, const char *source, const struct study_sheet *sheets,
                      size_t sheet_count, const struct study_picture *pictures, size_t picture_count,
                      struct scr_buffer *out) {
    struct page page = page_begin(out, "Study of private releases", source);
    page_html(&page, "<style>body{max-width:270mm}td.n{text-align:right}svg{max-width:100%;height:auto}"
                     "figure{margin:4mm 0;break-inside:avoid}</style>\n<h1>Study of private precinct releases</h1>\n"
                     "<p class=\"warn\"><strong>These tables and pictures are functions of true counts.</strong> "
                     "They belong to public or earlier data only. Made of counts that noise is to protect, they would "
                     "give away what the noise hides: such a study must never be made public.</p>\n");
    put_facts(&page, study, source);
    for (size_t i = 0; i < picture_count; i++) {
        page_html(&page, "<figure>\n");
        if (!scr_failed(page.result))
            page.result = scr_buffer_append(out, pictures[i].svg.data, pictures[i].svg.length);
        page_html(&page, "<figcaption>");
        page_text(&page, pictures[i].caption);
        page_html(&page, " <a href=\"");
        page_text(&page, pictures[i].file);
        page_html(&page, "\">");
        page_text(&page, pictures[i].file);
        page_html(&page, "</a></figcaption>\n</figure>\n");
    }
    if (study->parameters->decisions) study_decision_words(study, &page);
    for (size_t i = 0; i < sheet_count; i++) study_sheet_html(&sheets[i], &page);
    return page_end(&page);
}
