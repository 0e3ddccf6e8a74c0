/* sheets.h: the tables of a study, each filled from results that stand. */
#ifndef GEN_STUDY_SHEETS_H
#define GEN_STUDY_SHEETS_H

#include "gen/study/districts.h"
#include "gen/study/sheet.h"
#include "gen/study/study.h"

/* Each sheet's arena is set; a failure is kept in the sheet. */
void study_sheet_levels(const struct study *study, struct study_sheet *sheet);
void study_sheet_changes(const struct study *study, struct study_sheet *sheet);
void study_sheet_regression(const struct study *study, struct study_sheet *sheet);
void study_sheet_districts(const struct study *study, const struct study_district_terms *terms,
                           struct study_sheet *sheet);
void study_sheet_district_errors(const struct study *study, const struct study_district_terms *terms,
                                 struct study_sheet *sheet);
void study_sheet_theorem(const struct study_theorem *theorem, struct study_sheet *sheet);

/* What a belief may become at each epsilon, and the noise of sums over all leaves. */
void study_sheet_protection(const struct study *study, struct study_sheet *sheet);

/* Leaves where one option has all votes but at most two (and more than half): what an observer then believes about one
 * voter's vote for it, prior 1/2, others voting for it with probability 1/2 or `others`, each independently; before
 * (the exact count) and after (the count with noise of scale 1/epsilon, when that happens to be 0). Source: the blog
 * post "precinct privacy", math.md section 3: one option's count alone is published, with all of epsilon. */
void study_sheet_disclosure(const struct study *study, struct release_fraction others, struct study_sheet *sheet);
#define STUDY_NEAR 2

#endif
