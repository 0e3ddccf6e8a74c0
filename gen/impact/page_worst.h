/* page_worst.h: whom the noise hurts most, and at which epsilon it no longer does, by exact comparison.
 *
 * Concerned are: of coverage the covered rows, of funds those to which something is due, of seats all. Bounds: covered
 * in at least 95 % of the trials; at least 99 % of what is due, on average; fewer seats in at most 5 % of the trials.
 */
#ifndef GEN_IMPACT_PAGE_WORST_H
#define GEN_IMPACT_PAGE_WORST_H

#include "gen/impact/study.h"

#define IMPACT_WORST_MOST 5

/* Of funds: the least part of what is due, or the greatest amount lost. Of the others the first. */
enum impact_worst_by { IMPACT_WORST_PART, IMPACT_WORST_AMOUNT };

struct impact_worst {
    size_t rows[IMPACT_WORST_MOST], count; /* the worst off first, of equal ones the first of the table */
    size_t concerned, outside;             /* rows; those of them outside the bound */
};

bool impact_concerned(const struct impact_study *study, size_t i);
bool impact_within(const struct impact_study *study, const struct impact_outcome *outcome, size_t i);
/* Rows that are hurt at all; when none is outside the bound only the first of them. */
void impact_worst_find(const struct impact_study *study, const struct impact_outcome *outcome, enum impact_worst_by by,
                       struct impact_worst *worst);
/* Index of the least epsilon run from which on, at it and all greater ones, the row is within the bound; the number of
 * epsilons when that is none. */
size_t impact_spared(const struct impact_study *study, const struct impact_outcome *outcomes, size_t i);
/* The same for all rows that are concerned. */
size_t impact_all_spared(const struct impact_study *study, const struct impact_outcome *outcomes);

#endif
