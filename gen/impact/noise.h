/* noise.h: the noisy counts of one trial, drawn from the stream that belongs to it (specification, section 16.3). */
#ifndef GEN_IMPACT_NOISE_H
#define GEN_IMPACT_NOISE_H

#include "gen/impact/dawa.h"
#include "gen/impact/study.h"

#define IMPACT_SAMPLE_STREAM UINT32_MAX /* the k of the repair's noise */

/* Zero-initialise. */
struct impact_noise {
    const struct impact_study *study; /* borrowed */
    struct scr_hash key;              /* K */
    struct release_bits stream;
    struct release_scale scale; /* of laplace and d-laplace, at the epsilon that was set */
    uint32_t epsilon;
    struct dawa_plan plan;
    struct dawa_costs costs[IMPACT_COLUMNS]; /* of lit, lep - lit, vac - lep; or of the one column */
    uint64_t *parts[IMPACT_COLUMNS];         /* what they are costs of; owned */
    int64_t *cells;
    struct dawa_room room;
};

SCR_MUST_CHECK scr_result impact_table_digest(const struct impact_table *table, struct scr_hash *digest);
SCR_MUST_CHECK scr_result impact_noise_begin(struct impact_noise *noise, const struct impact_study *study);
/* SCR_LIMIT when the scales of this epsilon leave their limits. */
SCR_MUST_CHECK scr_result impact_noise_epsilon(struct impact_noise *noise, size_t index);
/* The noisy columns of trial k; in units of 2^-20 for DAWA. */
SCR_MUST_CHECK scr_result impact_noise_trial(struct impact_noise *noise, uint32_t k,
                                             int64_t *const noisy[static IMPACT_COLUMNS]);
/* Noise of the coverage columns for `count` rows, for the repair. */
SCR_MUST_CHECK scr_result impact_noise_samples(struct impact_noise *noise, int64_t (*samples)[IMPACT_COLUMNS],
                                               size_t count);
void impact_noise_end(struct impact_noise *noise);

#endif
