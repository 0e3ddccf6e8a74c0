/* trials.h: IMP-05 and IMP-06: the trials made again, all or some chosen at random. */
#ifndef VERIFY_IMPACT_TRIALS_H
#define VERIFY_IMPACT_TRIALS_H

#include "verify/impact/trial.h"
#include "verify/surroundings.h"

/* The numbers that `count` different ones of 0 .. total - 1, chosen by chance (RAND_bytes), have in `chosen`: bit k of
 * byte k / 8 there is set. All when count >= total. */
SCR_MUST_CHECK scr_result sample_choose(uint64_t total, uint64_t count, uint8_t *chosen);

struct trials_task {
    const struct impact *impact;
    const struct impact_table *table;
    const struct impact_parameters *parameters;
    uint64_t sample; /* so many trials; 0: all */
    struct work *work;
    uint64_t done, total; /* set: trials made again, of how many */
    bool in_range;        /* set: trials can give the numbers of all rows */
};
/* Adds IMP-05 and IMP-06. */
SCR_MUST_CHECK scr_result impact_add_trials(struct trials_task *task, struct findings *findings);
/* summary.c: IMP-07. */
SCR_MUST_CHECK scr_result impact_add_imp07(const struct impact *impact, const struct impact_table *table,
                                           const struct impact_parameters *parameters, struct work *work,
                                           struct findings *findings);

#endif
