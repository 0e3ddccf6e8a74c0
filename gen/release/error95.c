/* error95.c: 95 % errors of discrete Laplace noise by halving, since the probabilities fall with m. */
#include "gen/release/error95.h"

#include <math.h>

static long double step_of(const struct release_scale *scale) { return (long double)scale->s / (long double)scale->d; }

long double release_count_beyond(const struct release_scale *scale, uint64_t m) {
    long double x = step_of(scale);
    return 2 * expl(-x * ((long double)m + 1)) / (1 + expl(-x));
}

long double release_margin_beyond(const struct release_scale *scale, uint64_t m) {
    long double x = step_of(scale), q = expl(-x), rest = -expm1l(-x), next = (long double)m + 1;
    long double c = (1 + q * q) / -expm1l(-2 * x);
    /* ((1-q)/(1+q))^2 is multiplied into the bracket: rest (next + c) + q. */
    return 2 * expl(-x * next) * (rest * (next + c) + q) / ((1 + q) * (1 + q));
}

typedef long double beyond(const struct release_scale *scale, uint64_t m);

static uint64_t least(const struct release_scale *scale, beyond *probability) {
    const long double bound = 1.0L / 20;
    uint64_t low = 0, high = 1; /* scales are at most 2^31: high stays below 2^40 */
    while (probability(scale, high) > bound) high *= 2;
    while (low < high) {
        uint64_t middle = low + (high - low) / 2;
        if (probability(scale, middle) <= bound)
            high = middle;
        else
            low = middle + 1;
    }
    return low;
}

uint64_t release_count_error95(const struct release_scale *scale) { return least(scale, release_count_beyond); }
uint64_t release_margin_error95(const struct release_scale *scale) { return least(scale, release_margin_beyond); }

scr_result release_sum_error95(const struct release_scale *scale, uint64_t draws, uint64_t *thousandths,
                               uint64_t *error) {
    long double x = step_of(scale);
    long double deviation = sqrtl(2 * (long double)draws * expl(-x)) / -expm1l(-x);
    if (!(deviation < 1e12L)) return (scr_result){SCR_LIMIT};
    *thousandths = (uint64_t)roundl(deviation * 1000);
    *error = (*thousandths * 196 + 99999) / 100000; /* below 2^50 * 196 */
    return scr_done();
}
