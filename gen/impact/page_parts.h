/* page_parts.h: the parts of the page of an impact statement. */
#ifndef GEN_IMPACT_PAGE_PARTS_H
#define GEN_IMPACT_PAGE_PARTS_H

#include "gen/impact/page.h"
#include "gen/report/page.h"

void impact_page_number(struct page *page, impact_signed p, impact_wide q, unsigned places);
void impact_page_epsilon(struct page *page, struct impact_fraction epsilon);
/* <td class="n"> around it. */
void impact_page_cell(struct page *page, impact_signed p, impact_wide q, unsigned places);

struct impact_words {
    const char *title, *rows, *concerned; /* plurals: all rows; those the noise can hurt */
    const char *bound;                    /* what a row must keep to count as spared */
};
const struct impact_words *impact_words(enum impact_decision decision);
void impact_page_rule(struct page *page, const struct impact_study *study);
void impact_page_mechanism(struct page *page, const struct impact_study *study);
void impact_page_guarantee(struct page *page, const struct impact_study *study);
/* What nobody can read off the statement, and how to check what one can. */
void impact_page_limits(struct page *page, const struct impact_study *study, const char *hex);

/* A table with a line for each epsilon, and what it says in a sentence. */
void impact_page_summary(struct page *page, const struct impact_study *study, const struct impact_outcome *outcomes);
/* Tables of the worst off at each epsilon. */
void impact_page_worst(struct page *page, const struct impact_study *study, const struct impact_outcome *outcomes);

#endif
