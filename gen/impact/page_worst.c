/* page_worst.c: whom the noise hurts most, and at which epsilon it no longer does. */
#include "gen/impact/page_worst.h"

bool impact_concerned(const struct impact_study *study, size_t i) {
    return study->table->decision == IMPACT_SEATS || study->truth[i];
}

static const impact_wide *sums_of(const struct impact_outcome *outcome, size_t i) {
    return outcome->sums + i * outcome->width;
}

/* Sums are at most 10^18 and dues 10^6 10^12, so that products stay below 10^21. */
bool impact_within(const struct impact_study *study, const struct impact_outcome *outcome, size_t i) {
    const impact_wide *row = sums_of(outcome, i), trials = study->parameters->trials;
    switch (study->table->decision) {
    case IMPACT_COVERAGE:
        return 20 * row[0] >= 19 * trials;
    case IMPACT_FUNDS:
        return 100 * row[0] >= 99 * trials * study->truth[i];
    case IMPACT_SEATS:
        return 20 * row[1] <= trials;
    }
    return false;
}

static bool hurt(const struct impact_study *study, const struct impact_outcome *outcome, size_t i) {
    const impact_wide *row = sums_of(outcome, i), trials = study->parameters->trials;
    switch (study->table->decision) {
    case IMPACT_COVERAGE:
        return row[0] < trials;
    case IMPACT_FUNDS:
        return row[0] < trials * study->truth[i];
    case IMPACT_SEATS:
        return row[1] > 0;
    }
    return false;
}

static bool worse(const struct impact_study *study, const struct impact_outcome *outcome, enum impact_worst_by by,
                  size_t a, size_t b) {
    const impact_wide *x = sums_of(outcome, a), *y = sums_of(outcome, b), trials = study->parameters->trials;
    switch (study->table->decision) {
    case IMPACT_COVERAGE:
        return x[0] < y[0];
    case IMPACT_FUNDS: /* both are hurt, so that nothing below is negative */
        if (by == IMPACT_WORST_AMOUNT) return trials * study->truth[a] - x[0] > trials * study->truth[b] - y[0];
        return x[0] * study->truth[b] < y[0] * study->truth[a]; /* below 10^30 */
    case IMPACT_SEATS:
        return x[1] > y[1];
    }
    return false;
}

void impact_worst_find(const struct impact_study *study, const struct impact_outcome *outcome, enum impact_worst_by by,
                       struct impact_worst *worst) {
    *worst = (struct impact_worst){0};
    for (size_t i = 0; i < study->count; i++) {
        if (!impact_concerned(study, i)) continue;
        worst->concerned++;
        worst->outside += !impact_within(study, outcome, i);
        if (!hurt(study, outcome, i)) continue;
        size_t at = worst->count;
        if (at == IMPACT_WORST_MOST) {
            if (!worse(study, outcome, by, i, worst->rows[--at])) continue;
        } else
            worst->count++;
        for (; at && worse(study, outcome, by, i, worst->rows[at - 1]); at--) worst->rows[at] = worst->rows[at - 1];
        worst->rows[at] = i;
    }
    if (!worst->outside && worst->count) worst->count = 1;
}

size_t impact_spared(const struct impact_study *study, const struct impact_outcome *outcomes, size_t i) {
    size_t e = study->parameters->epsilon_count;
    while (e && impact_within(study, &outcomes[e - 1], i)) e--;
    return e;
}

size_t impact_all_spared(const struct impact_study *study, const struct impact_outcome *outcomes) {
    size_t most = 0;
    for (size_t i = 0; i < study->count; i++) {
        if (!impact_concerned(study, i)) continue;
        size_t e = impact_spared(study, outcomes, i);
        if (e > most) most = e;
    }
    return most;
}
