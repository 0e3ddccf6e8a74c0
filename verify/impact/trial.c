/* trial.c: what the rules give of a trial's noisy counts, its sums and its digest. Specification, section 16.5. */
#include <string.h>

#include "verify/impact/rule.h"
#include "verify/impact/trial.h"

static const char label[] = "scrutineer impact trial 1";

static uint8_t *put(uint8_t *at, uint64_t number, size_t size) {
    for (size_t i = size; i-- > 0; number >>= 8) at[i] = (uint8_t)number;
    return at + size;
}

/* For how many g the repaired rule covers a row. Counts are below 2^43 in size, so that v lit stays below 2^63. */
static unsigned repaired(const struct trials *trials, size_t row, bool plain) {
    const struct fraction *rate = &trials->parameters->rate;
    const int64_t v = (int64_t)rate->q, w = (int64_t)rate->p, vac = (int64_t)trials->noisy[row][0],
                  lep = (int64_t)trials->noisy[row][1], lit = (int64_t)trials->noisy[row][2];
    uint32_t possible = 0, covered = 0;
    for (size_t i = 0; i < trials->impact->samples; i++) {
        const int64_t *noise = trials->samples[i];
        const int64_t a = vac - noise[0], b = lep - noise[1], c = lit - noise[2];
        const bool may = (c >= 0) & (c <= b) & (b <= a);
        possible += may;
        covered += may & ((b > 10000) | (20 * b > a)) & (v * c > w * b);
    }
    if (!possible) return plain ? IMPACT_GRID : 0;
    unsigned g = 0;
    while (g < IMPACT_GRID && 20 * (uint64_t)covered > (g + 1) * (uint64_t)possible) g++;
    return g;
}

static uint8_t *tally_coverage(struct trials *trials, struct tally *tally, uint8_t *at) {
    for (size_t i = 0; i < trials->table->count; i++) {
        const wide *noisy = trials->noisy[i];
        const bool covers = rule_covers(&trials->parameters->rate, noisy[0], noisy[1], noisy[2], trials->unit);
        wide *numbers = tally->numbers + i * trials->columns;
        numbers[0] += covers == (trials->table->truth[i] != 0);
        *at++ = covers;
        for (size_t j = 0; j < 3; j++) {
            const wide error = noisy[j] - (wide)trials->table->rows[i].numbers[j] * trials->unit;
            tally->errors[j] += error < 0 ? -error : error;
        }
        if (!trials->impact->samples) continue;
        const unsigned g = repaired(trials, i, covers);
        for (unsigned j = 1; j <= g; j++) numbers[j]++;
        *at++ = (uint8_t)g;
    }
    return at;
}

/* The no-penalty repair: what it does in this trial. */
static uint8_t *tally_penalty(struct trials *trials, wide slack, struct tally *tally, uint8_t *at) {
    const struct impact_row *rows = trials->table->rows;
    const size_t count = trials->table->count;
    wide below = 0, above = 0, inflation = 0;
    uint8_t outcome = 0;
    for (size_t i = 0; i < count; i++) {
        const wide w = rows[i].numbers[0], x = trials->noisy[i][0];
        below += w * (x - slack);
        if (x + slack > 0) above += w * (x + slack);
    }
    if (below <= 0) {
        outcome = 2;
        tally->penalty[0]++;
    } else {
        for (size_t i = 0; i < count && !outcome; i++) {
            const wide x = trials->noisy[i][0] + slack;
            /* w x+ / R below the true w x / S; products are below 2^110. */
            outcome = (x > 0 ? x : 0) * trials->table->total < rows[i].numbers[1] * below;
        }
        tally->penalty[1] += outcome;
        inflation = 1000000 * above / below;
        if (inflation > IMPACT_INFLATION) inflation = IMPACT_INFLATION;
        tally->penalty[2] += inflation;
    }
    *at++ = outcome;
    return put(at, (uint64_t)inflation, 8);
}

static uint8_t *tally_funds(struct trials *trials, size_t e, struct tally *tally, uint8_t *at) {
    const struct impact_row *rows = trials->table->rows;
    wide total = 0;
    for (size_t i = 0; i < trials->table->count; i++)
        if (trials->noisy[i][0] > 0) total += rows[i].numbers[0] * trials->noisy[i][0];
    tally->empty += !total;
    for (size_t i = 0; i < trials->table->count; i++) {
        const wide x = trials->noisy[i][0] > 0 ? trials->noisy[i][0] : 0;
        const int64_t share = (int64_t)rule_share(rows[i].numbers[0], x, total); /* at most 10^12 */
        const int64_t difference = share - (int64_t)trials->table->truth[i];
        wide *numbers = tally->numbers + i * trials->columns;
        numbers[0] += share;
        numbers[1] += difference < 0 ? -difference : difference;
        numbers[2] += (wide)share * share;
        at = put(at, (uint64_t)share, 8);
    }
    return trials->parameters->delta.p ? tally_penalty(trials, trials->parameters->slack[e], tally, at) : at;
}

static uint8_t *tally_seats(struct trials *trials, struct tally *tally, uint8_t *at) {
    const size_t count = trials->table->count;
    wide population = 0, house = 0, *seats = trials->results;
    for (size_t i = 0; i < count; i++)
        if (trials->noisy[i][0] > 0) population += trials->noisy[i][0];
    for (size_t i = 0; i < count; i++) {
        const wide x = trials->noisy[i][0] > 0 ? trials->noisy[i][0] : 0;
        wide *numbers = tally->numbers + i * trials->columns;
        seats[i] = rule_seats(trials->impact->house, x, population);
        house += seats[i];
        numbers[0] += seats[i];
        numbers[1] += seats[i] < trials->table->truth[i];
        numbers[2] += seats[i] > trials->table->truth[i];
        at = put(at, (uint64_t)seats[i], 4);
    }
    if (!tally->house[0] || house < tally->house[1]) tally->house[1] = house;
    if (house > tally->house[2]) tally->house[2] = house;
    tally->house[0] += house; /* at least 1 of each trial, so 0 before the first only */
    tally->max_multiplicative += rule_max_multiplicative(trials->table->rows, seats, count);
    return at;
}

scr_result trial_make(struct trials *trials, size_t e, uint32_t k, struct tally *tally,
                      uint8_t digest[static IMPACT_DIGEST]) {
    struct scr_hash hash;
    uint8_t *at = put(trials->bytes, sizeof label - 1, 8);
    if (trials->impact->samples && trials->samples_of != e + 1) SCR_TRY(trial_samples(trials, e));
    SCR_TRY(trial_noise(trials, e, k));
    memcpy(at, label, sizeof label - 1);
    at = put(put(at + sizeof label - 1, e, 4), k, 4);
    if (trials->impact->decision == DECISION_COVERAGE)
        at = tally_coverage(trials, tally, at);
    else if (trials->impact->decision == DECISION_FUNDS)
        at = tally_funds(trials, e, tally, at);
    else
        at = tally_seats(trials, tally, at);
    SCR_TRY(scr_hash_bytes(trials->bytes, (size_t)(at - trials->bytes), &hash));
    memcpy(digest, hash.bytes, IMPACT_DIGEST);
    return scr_done();
}

uint64_t trials_work_first(const struct impact *impact, const struct impact_table *table) {
    const uint64_t n = table->count, vectors = impact->decision == DECISION_COVERAGE ? 3 : 1;
    /* Additions for true costs, 2 n^2 at most, are cheap beside draws. */
    return impact_dawa(impact) ? vectors * n * n / 16 : 3 * (uint64_t)impact->samples * impact->epsilon_count;
}

/* A draw is 1; so is a row; so are 8 comparisons of the repair. */
uint64_t trials_work_each(const struct impact *impact, const struct impact_table *table) {
    const uint64_t n = table->count, vectors = impact->decision == DECISION_COVERAGE ? 3 : 1;
    return n + vectors * (impact_dawa(impact) ? dawa_draws(n) : n) + n * impact->samples / 8;
}
