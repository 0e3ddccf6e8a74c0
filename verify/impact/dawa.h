/* dawa.h: the mechanism DAWA on one vector of counts. Specification, section 16.4. */
#ifndef VERIFY_IMPACT_DAWA_H
#define VERIFY_IMPACT_DAWA_H

#include "verify/impact/parameters.h"
#include "verify/release/noise.h"

/* One node of the tree over buckets; nodes stand in preorder, a left child behind its parent. */
struct dawa_node {
    wide e, s, g;     /* of the weights; units of 2^-24 */
    wide z, variance; /* least squares */
    int64_t sum;      /* of x, then with noise: y */
    uint32_t choice;  /* a */
    uint32_t weight;  /* o */
};

/* A vector of n counts and the room for DAWA on it; owned, zero-initialise. */
struct dawa {
    const int64_t *x; /* not owned */
    size_t n, lengths;
    int64_t *costs[DAWA_LENGTHS]; /* true costs by length and start */
    int64_t *noisy[DAWA_LENGTHS];
    int64_t *best;     /* n + 1 */
    uint8_t *last;     /* n + 1: the exponent of the last bucket's length */
    size_t *start;     /* of each bucket, and behind the last one n */
    uint8_t *exponent; /* of each bucket's length */
    struct dawa_node *nodes;
    size_t buckets;
};

/* The true costs, which are those of all trials; `x` at most 10^10 with n <= 1000, 10^9 with n <= 20,000. */
SCR_MUST_CHECK scr_result dawa_begin(struct dawa *dawa, const int64_t *x, size_t n);
void dawa_free(struct dawa *dawa);
/* One run from the stream: n results in units of 2^-20. SCR_LIMIT: a draw has no result (section 16.3). */
SCR_MUST_CHECK scr_result dawa_run(struct dawa *dawa, const struct dawa_scales *scales, struct noise_stream *stream,
                                   wide *results);
/* How many draws a run takes at most. */
uint64_t dawa_draws(size_t n);

/* The parts of a run, one after the other. */
SCR_MUST_CHECK scr_result dawa_costs(struct dawa *dawa, const struct dawa_scales *scales, struct noise_stream *stream);
void dawa_partition(struct dawa *dawa); /* of `noisy` */
void dawa_weights(struct dawa *dawa);   /* of the buckets */
SCR_MUST_CHECK scr_result dawa_measure(struct dawa *dawa, const struct dawa_scales *scales,
                                       struct noise_stream *stream); /* with the weights */
void dawa_estimate(struct dawa *dawa, wide *results);                /* of the measurements */

/* A draw that is at most 2^40 in size. */
static inline scr_result impact_draw(struct noise_stream *stream, const struct fraction *scale, int64_t *noise) {
    SCR_TRY(noise_draw(stream, scale, noise));
    return (scr_result){*noise > IMPACT_DRAW_MOST || *noise < -IMPACT_DRAW_MOST ? SCR_LIMIT : SCR_DONE};
}

#endif
