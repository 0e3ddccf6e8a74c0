/* trial.h: one trial made again from the seed, and the sums over trials. Specification, sections 16.3 and 16.5. */
#ifndef VERIFY_IMPACT_TRIAL_H
#define VERIFY_IMPACT_TRIAL_H

#include "verify/impact/dawa.h"

/* Sums over the trials of one epsilon. */
struct tally {
    wide *numbers;   /* `columns` of each row */
    wide errors[3];  /* |noisy - true| of vac, lep, lit, in the mechanism's units */
    wide empty;      /* funds: trials with S = 0 */
    wide penalty[3]; /* Refused, Failures, InflationSum */
    wide house[3];   /* HouseSum, HouseLeast, HouseMost */
    wide max_multiplicative;
};

/* What trials are made with; owned, zero-initialise. */
struct trials {
    const struct impact *impact;
    const struct impact_table *table;
    const struct impact_parameters *parameters;
    size_t columns, vectors; /* vectors: of DAWA */
    int64_t unit;            /* noisy counts are in units of 1 / this */
    struct scr_hash key;     /* K */
    struct noise_stream *stream;
    int64_t *parts; /* what DAWA measures: lit, lep - lit, vac - lep, or x */
    struct dawa dawa[3];
    wide (*noisy)[3];      /* of each row; x of funds and seats stands first */
    wide *results;         /* of one DAWA, or a trial's o */
    int64_t (*samples)[3]; /* triples of the repair at the epsilon of `samples_of` */
    size_t samples_of;     /* from 1; 0: none yet */
    uint8_t *bytes;        /* what is hashed */
};

SCR_MUST_CHECK scr_result trials_begin(struct trials *trials, const struct impact *impact,
                                       const struct impact_table *table, const struct impact_parameters *parameters);
void trials_free(struct trials *trials);
/* Counted work of the beginning, and of each trial. */
uint64_t trials_work_first(const struct impact *impact, const struct impact_table *table);
uint64_t trials_work_each(const struct impact *impact, const struct impact_table *table);
/* Trial k at epsilon index e: its digest, and its part of the sums. SCR_LIMIT: it has no result. */
SCR_MUST_CHECK scr_result trial_make(struct trials *trials, size_t e, uint32_t k, struct tally *tally,
                                     uint8_t digest[static IMPACT_DIGEST]);
/* trial_noise.c: the noisy counts of a trial in `noisy`; and the samples of the repair. */
SCR_MUST_CHECK scr_result trial_noise(struct trials *trials, size_t e, uint32_t k);
SCR_MUST_CHECK scr_result trial_samples(struct trials *trials, size_t e);

#endif
