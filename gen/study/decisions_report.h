/* decisions_report.h: what a study says about decisions: tables, pictures and words. */
#ifndef GEN_STUDY_DECISIONS_REPORT_H
#define GEN_STUDY_DECISIONS_REPORT_H

#include "gen/study/page.h"
#include "gen/study/study.h"

/* The release's usual mechanism; pictures and words show it with the first split, tables have all. */
#define STUDY_SHOWN STUDY_TOPDOWN
/* The choice of epsilons[order[i]] ascending, with the first split. */
void study_epsilon_order(const struct study *study, size_t order[static STUDY_EPSILONS_MOST]);
const struct study_cell *study_first_split(const struct study *study, size_t epsilon);

/* Each sheet's arena is set; a failure is kept in the sheet. */
void study_sheet_decisions(const struct study *study, struct study_sheet *sheet);
void study_sheet_spared(const struct study *study, struct study_sheet *sheet);
void study_sheet_units(const struct study *study, struct study_sheet *sheet);

/* One picture for each rule, added; texts live in the arena. */
SCR_MUST_CHECK scr_result study_decision_plots(const struct study *study, struct scr_arena *arena,
                                               struct study_picture *pictures, size_t *count);

/* Whom the noise would hurt, and which epsilon of those tried would have spared them. */
void study_decision_words(const struct study *study, struct page *page);

/* "share-threshold", ..; "above", "recount", "met" or their opposites. */
const char *study_rule_kind_name(enum study_rule_kind kind);
const char *study_rule_class(const struct study_rule *rule, bool yes);
/* The number of epsilons (in ascending order) after which every larger one tried spares the unit, or all units when
 * `unit` is STUDY_ALL_UNITS: order[that] is the smallest that spares; the number of epsilons when none does. */
#define STUDY_ALL_UNITS UINT32_MAX
size_t study_spared_from(const struct study *study, size_t rule, size_t split, enum study_mechanism mechanism,
                         uint32_t unit);

#endif
