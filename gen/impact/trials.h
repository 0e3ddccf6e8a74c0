/* trials.h: all trials of a study, at all its epsilons. */
#ifndef GEN_IMPACT_TRIALS_H
#define GEN_IMPACT_TRIALS_H

#include "gen/impact/study.h"

/* Told now and then how many trials are done; may be NULL. */
typedef void impact_progress(void *context, size_t done, size_t all);

/* Fills an outcome for each epsilon; zero-initialise them, free them also after a failure. */
SCR_MUST_CHECK scr_result impact_run(const struct impact_study *study,
                                     struct impact_outcome outcomes[static IMPACT_EPSILONS_MOST],
                                     impact_progress *progress, void *context, struct scr_diagnosis *diagnosis);
void impact_outcomes_free(struct impact_outcome outcomes[static IMPACT_EPSILONS_MOST]);

#endif
