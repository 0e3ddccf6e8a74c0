/* moments.h: the mean of numbers that come one by one, their variance, and the standard error of the mean.
 *
 * Welford's recurrence in long double: n numbers lose about n 2^-64 of themselves. */
#ifndef GEN_STUDY_MOMENTS_H
#define GEN_STUDY_MOMENTS_H

#include <math.h>
#include <stdint.h>

struct study_moments {
    uint32_t count;
    long double mean, squares; /* sum of squared distances from the mean */
};

static inline void study_moments_add(struct study_moments *m, long double x) {
    long double distance = x - m->mean;
    m->mean += distance / ++m->count;
    m->squares += distance * (x - m->mean);
}

/* With count - 1; 0 for fewer than two numbers. */
static inline long double study_moments_variance(const struct study_moments *m) {
    return m->count > 1 ? m->squares / (m->count - 1) : 0;
}

static inline long double study_moments_error(const struct study_moments *m) {
    return m->count > 1 ? sqrtl(study_moments_variance(m) / m->count) : 0;
}

#endif
