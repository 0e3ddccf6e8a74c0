/* study_parts.h: the parts of a study and of its trials that one decision alone has. */
#ifndef GEN_IMPACT_STUDY_PARTS_H
#define GEN_IMPACT_STUDY_PARTS_H

#include "gen/impact/study.h"

SCR_MUST_CHECK scr_result impact_coverage_construct(struct impact_study *study);
void impact_coverage_truth(struct impact_study *study);
void impact_funds_truth(struct impact_study *study);
SCR_MUST_CHECK scr_result impact_seats_truth(struct impact_study *study);

/* One trial: noisy counts in units of 1/unit come in, terms are added to the outcome, and what the digest covers is
 * appended to `digested`. `work` is room for a number for each row. */
struct impact_trial {
    const struct impact_study *study;
    struct impact_outcome *outcome;
    int64_t *noisy[IMPACT_COLUMNS];
    int64_t unit;
    const int64_t (*samples)[IMPACT_COLUMNS]; /* noise for the repair of coverage */
    uint64_t *work;
    struct scr_buffer *digested;
};
SCR_MUST_CHECK scr_result impact_coverage_trial(struct impact_trial *trial);
SCR_MUST_CHECK scr_result impact_funds_trial(struct impact_trial *trial);
SCR_MUST_CHECK scr_result impact_seats_trial(struct impact_trial *trial);
/* The least whole D with n/delta <= e^(D epsilon). */
uint64_t impact_slack(size_t n, struct impact_fraction delta, struct impact_fraction epsilon);

#endif
