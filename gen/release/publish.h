/* publish.h: the measured and published counts of one contest of a release (specification, sections 14.1 to 14.3). */
#ifndef GEN_RELEASE_PUBLISH_H
#define GEN_RELEASE_PUBLISH_H

#include "gen/release/measurement.h"

enum release_mechanism {
    RELEASE_DISCRETE_LAPLACE,
    RELEASE_TOYDOWN,
    RELEASE_TOYDOWN_NONNEGATIVE,
    RELEASE_TOPDOWN,
};
const char *release_mechanism_name(enum release_mechanism mechanism);
bool release_mechanism_parse(const char *name, enum release_mechanism *mechanism);

/* What all draws of a release rest on. `base` is secret. */
struct release_drawing {
    const struct measurement *measurement;
    struct release_source source; /* the seed's text, and the measurement digest */
    uint8_t base[RELEASE_KEY_SIZE];
    struct release_bits bits; /* begun and ended by the owner */
};

/* Numbers of one contest, units in the order of its own tree, a unit's options together. Zero-initialise; released with
 * release_counts_free. Below the exact levels these are noisy, so that all of it may be published. */
struct release_counts {
    int64_t *measured;                  /* [units * options]; exact counts on exact levels; 0 on levels without share */
    int64_t *totals;                    /* [units] histogram `total`; NULL when it is nowhere measured */
    int64_t *whole;                     /* [units * options] published by topdown, else NULL */
    struct release_fraction *fractions; /* [units * options] published by toydown, else NULL */
    uint64_t draws;
};
void release_counts_free(struct release_counts *counts);

/* The share of a level, from 1; NULL without one. */
const struct measurement_share *release_share_of(const struct measurement_contest *contest, uint32_t level, bool total);

/* Draws the noise of every cell and adds it. SCR_LIMIT when a sum passes 2^40. */
SCR_MUST_CHECK scr_result release_draw(struct release_drawing *drawing, size_t contest, struct release_counts *counts,
                                       struct scr_diagnosis *diagnosis);
/* True when the statement measures what the mechanism needs; else SCR_INPUT with one sentence. */
SCR_MUST_CHECK scr_result release_processing_fits(const struct measurement *measurement, size_t contest,
                                                  enum release_mechanism mechanism, struct scr_diagnosis *diagnosis);
/* Fills `whole` or `fractions`, a function of measured counts, the statement and the seed alone. */
SCR_MUST_CHECK scr_result release_process(struct release_drawing *drawing, size_t contest,
                                          enum release_mechanism mechanism, struct release_counts *counts,
                                          struct scr_diagnosis *diagnosis);

#endif
