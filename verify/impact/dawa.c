/* dawa.c: DAWA's costs, with noise, and the partition of least cost by dynamic programming over its end. */
#include "verify/impact/dawa.h"

#include <stdlib.h>
#include <string.h>

/* 2^16/L times the sum of |L x - sum|: with L x <= 2^14 10^9 the sum over 2^14 cells stays below 2^59, and the product
 * is at most 2^17 L 10^9, below 2^62; with n <= 1000 and x <= 10^10 less. */
static void true_costs(const struct dawa *dawa, size_t l) {
    const size_t length = (size_t)1 << l;
    int64_t sum = 0;
    for (size_t i = 0; i + 1 < length; i++) sum += dawa->x[i];
    for (size_t start = 0; start + length <= dawa->n; start++) {
        sum += dawa->x[start + length - 1];
        int64_t deviation = 0;
        for (size_t i = start; i < start + length; i++) {
            int64_t difference = (int64_t)length * dawa->x[i] - sum;
            deviation += difference < 0 ? -difference : difference;
        }
        dawa->costs[l][start] = deviation * (INT64_C(65536) >> l);
        sum -= dawa->x[start];
    }
}

scr_result dawa_begin(struct dawa *dawa, const int64_t *x, size_t n) {
    *dawa = (struct dawa){.x = x, .n = n};
    for (; dawa->lengths < DAWA_LENGTHS && (size_t)1 << dawa->lengths <= n; dawa->lengths++) {
        const size_t l = dawa->lengths, starts = n - ((size_t)1 << l) + 1;
        dawa->costs[l] = calloc(starts, sizeof **dawa->costs);
        dawa->noisy[l] = calloc(starts, sizeof **dawa->noisy);
        if (!dawa->costs[l] || !dawa->noisy[l]) return (scr_result){SCR_MEMORY};
        true_costs(dawa, l);
    }
    dawa->best = calloc(n + 1, sizeof *dawa->best);
    dawa->last = calloc(n + 1, 1);
    dawa->start = calloc(n + 1, sizeof *dawa->start);
    dawa->exponent = calloc(n + 1, 1);
    dawa->nodes = calloc(2 * n, sizeof *dawa->nodes);
    return (scr_result){dawa->best && dawa->last && dawa->start && dawa->exponent && dawa->nodes ? SCR_DONE
                                                                                                 : SCR_MEMORY};
}

void dawa_free(struct dawa *dawa) {
    for (size_t l = 0; l < DAWA_LENGTHS; l++) {
        free(dawa->costs[l]);
        free(dawa->noisy[l]);
    }
    free(dawa->best);
    free(dawa->last);
    free(dawa->start);
    free(dawa->exponent);
    free(dawa->nodes);
    *dawa = (struct dawa){0};
}

uint64_t dawa_draws(size_t n) {
    uint64_t draws = 2 * n;
    for (size_t length = 1; length <= n && length <= (size_t)1 << (DAWA_LENGTHS - 1); length *= 2)
        draws += n - length + 1;
    return draws;
}

scr_result dawa_costs(struct dawa *dawa, const struct dawa_scales *scales, struct noise_stream *stream) {
    for (size_t l = 0; l < dawa->lengths; l++) {
        const struct fraction scale = {scales->t[l], 1};
        const size_t starts = dawa->n - ((size_t)1 << l) + 1;
        for (size_t i = 0; i < starts; i++) {
            int64_t noise = 0, *cost = &dawa->noisy[l][i];
            if (scales->clamped && l == 0) {
                *cost = scales->h;
                continue;
            }
            SCR_TRY(impact_draw(stream, &scale, &noise));
            *cost = dawa->costs[l][i] + scales->h + noise;
            if (scales->clamped && *cost < scales->h) *cost = scales->h;
        }
    }
    return scr_done();
}

/* |best| is at most 20,000 (2^28 + 2^40): all in buckets of one costs no more, and no cost is below -2^40. */
void dawa_partition(struct dawa *dawa) {
    for (size_t m = 1; m <= dawa->n; m++) {
        dawa->best[m] = INT64_MAX;
        for (size_t l = dawa->lengths; l-- > 0;) { /* the longest first: where equal it stays */
            const size_t length = (size_t)1 << l;
            if (length > m) continue;
            int64_t cost = dawa->best[m - length] + dawa->noisy[l][m - length];
            if (cost >= dawa->best[m]) continue;
            dawa->best[m] = cost;
            dawa->last[m] = (uint8_t)l;
        }
    }
    size_t count = 0, end = dawa->n;
    for (size_t m = end; m; m -= (size_t)1 << dawa->last[m]) count++;
    dawa->buckets = count;
    dawa->start[count] = dawa->n;
    while (count-- > 0) {
        dawa->exponent[count] = dawa->last[end];
        end -= (size_t)1 << dawa->last[end];
        dawa->start[count] = end;
    }
}

scr_result dawa_run(struct dawa *dawa, const struct dawa_scales *scales, struct noise_stream *stream, wide *results) {
    SCR_TRY(dawa_costs(dawa, scales, stream));
    dawa_partition(dawa);
    dawa_weights(dawa);
    SCR_TRY(dawa_measure(dawa, scales, stream));
    dawa_estimate(dawa, results);
    return scr_done();
}
