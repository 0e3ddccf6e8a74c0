/* posterior.c: two sums over the other voters' votes, kept apart from overflow by their greatest term. */
#include "gen/release/posterior.h"

#include <math.h>

/* A sum of terms e^x with its greatest exponent taken out, so that nothing under- or overflows as a whole. */
struct log_sum {
    long double greatest, sum;
};

static void add_exponential(struct log_sum *s, long double exponent) {
    if (exponent == -HUGE_VALL) return;
    if (exponent > s->greatest) {
        s->sum = s->sum * expl(s->greatest - exponent) + 1; /* expl(-infinity) = 0 the first time */
        s->greatest = exponent;
    } else {
        s->sum += expl(exponent - s->greatest);
    }
}

static bool probability(struct release_fraction f) { return f.q > 0 && f.p >= 0 && f.p <= f.q; }

static long double value_of(struct release_fraction f) { return (long double)f.p / (long double)f.q; }

static long double log_weight(const struct release_belief *b, int64_t z) {
    if (!b->noise) return z ? -HUGE_VALL : 0;
    return -(long double)(z < 0 ? -z : z) * (long double)b->noise->s / (long double)b->noise->d;
}

scr_result release_posterior(const struct release_belief *b, long double *posterior) {
    if (!b->voters || b->voters > RELEASE_VOTER_LIMIT || !probability(b->her) || !probability(b->others) ||
        b->published > RELEASE_COUNT_LIMIT || b->published < -RELEASE_COUNT_LIMIT ||
        (b->noise && (!b->noise->d || !b->noise->s)))
        return (scr_result){SCR_INPUT};
    struct log_sum with = {-HUGE_VALL, 0}, without = {-HUGE_VALL, 0};
    int64_t others = (int64_t)b->voters - 1;
    long double q = value_of(b->others), p = value_of(b->her);
    /* q = 0 or 1 leaves one possible j; otherwise the logarithm of the binomial term is carried along. */
    int64_t first = b->others.p == b->others.q ? others : 0, last = b->others.p ? others : 0;
    long double odds = first == last ? 0 : logl(q) - log1pl(-q);
    long double term = first == last ? 0 : (long double)others * log1pl(-q);
    for (int64_t j = first; j <= last; j++) {
        add_exponential(&with, term + log_weight(b, b->published - j - 1));
        add_exponential(&without, term + log_weight(b, b->published - j));
        term += odds + logl((long double)(others - j) / (long double)(j + 1)); /* -infinity behind the last one */
    }
    long double shift = with.greatest > without.greatest ? with.greatest : without.greatest;
    if (shift == -HUGE_VALL) return (scr_result){SCR_INPUT};
    long double a = p * with.sum * expl(with.greatest - shift);
    long double c = (1 - p) * without.sum * expl(without.greatest - shift);
    if (!(a + c > 0)) return (scr_result){SCR_INPUT};
    *posterior = a / (a + c);
    return scr_done();
}
