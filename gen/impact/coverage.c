/* coverage.c: the rule of section 203, the distance to its thresholds, and rows made to fail just below them. */
#include <stdlib.h>

#include "gen/impact/study_parts.h"

#define NUMBER 10000 /* of persons; strict */
#define PERCENT 20   /* one in 20 */

static int64_t raised(int64_t count) { return count < 0 ? 0 : count; }

bool impact_covered(const struct impact_parameters *parameters, int64_t vac, int64_t lep, int64_t lit, int64_t unit) {
    impact_signed v = raised(vac), l = raised(lep), e = raised(lit);
    const struct impact_fraction *rate = &parameters->illiteracy;
    return (l > (impact_signed)NUMBER * unit || PERCENT * l > v) &&
           (impact_signed)rate->q * e > (impact_signed)rate->p * l;
}

/* The greatest r with r r <= n; n < 2^127. */
static uint64_t square_root(impact_wide n) {
    uint64_t root = 0;
    for (uint64_t bit = UINT64_C(1) << 63; bit; bit >>= 1) {
        impact_wide next = root | bit;
        if (next * next <= n) root |= bit;
    }
    return root;
}

/* |n| / sqrt(m) in thousandths, rounded down; |n| <= 10^15, so that 10^6 n^2 <= 10^36. */
static uint64_t to_plane(impact_signed n, impact_wide m) {
    impact_wide size = (impact_wide)(n < 0 ? -n : n);
    return square_root(1000000 * size * size / m);
}

static uint64_t lesser(uint64_t a, uint64_t b) { return a < b ? a : b; }
static uint64_t greater(uint64_t a, uint64_t b) { return a > b ? a : b; }

uint64_t impact_distance(const struct impact_parameters *parameters, const uint64_t values[static IMPACT_COLUMNS]) {
    impact_signed vac = (impact_signed)values[IMPACT_VAC], lep = (impact_signed)values[IMPACT_LEP];
    impact_signed w = (impact_signed)parameters->illiteracy.p, v = (impact_signed)parameters->illiteracy.q;
    impact_signed above = v * (impact_signed)values[IMPACT_LIT] - w * lep;
    uint64_t a = to_plane(lep - NUMBER, 1), b = to_plane(PERCENT * lep - vac, PERCENT * PERCENT + 1);
    uint64_t c = to_plane(above, (impact_wide)(v * v + w * w));
    bool number = lep > NUMBER, percent = PERCENT * lep > vac, size = number || percent, illiterate = above > 0;
    uint64_t s = number && percent ? greater(a, b) : number ? a : percent ? b : lesser(a, b);
    if (size && illiterate) return lesser(s, c);
    if (!size && !illiterate) return greater(s, c);
    return size ? c : s;
}

/* 100 (1 - f) of the j-th covered row. */
static uint64_t hundredths(size_t j) {
    static const uint64_t depths[] = {100, 99, 90, 50};
    return depths[j % 4];
}

static struct impact_constructed below_size(const struct impact_row *row, size_t of, size_t j) {
    const uint64_t *v = row->values;
    uint64_t limit = lesser(NUMBER, v[IMPACT_VAC] / PERCENT), lep = hundredths(j) * limit / 100;
    uint64_t lit = (v[IMPACT_LIT] * lep + v[IMPACT_LEP] - 1) / v[IMPACT_LEP]; /* a covered row has lep >= 1 */
    enum impact_threshold threshold = v[IMPACT_VAC] <= PERCENT * NUMBER ? IMPACT_PERCENT : IMPACT_NUMBER;
    return (struct impact_constructed){of, threshold, {v[IMPACT_VAC], lep, lit}};
}

static struct impact_constructed below_illiteracy(const struct impact_parameters *parameters,
                                                  const struct impact_row *row, size_t of, size_t j) {
    const uint64_t *v = row->values;
    impact_wide above = (impact_wide)hundredths(j) * parameters->illiteracy.p * v[IMPACT_LEP];
    uint64_t lit = (uint64_t)(above / ((impact_wide)100 * parameters->illiteracy.q));
    return (struct impact_constructed){of, IMPACT_ILLITERACY, {v[IMPACT_VAC], v[IMPACT_LEP], lit}};
}

static bool row_covered(const struct impact_parameters *parameters, const uint64_t *values) {
    return impact_covered(parameters, (int64_t)values[IMPACT_VAC], (int64_t)values[IMPACT_LEP],
                          (int64_t)values[IMPACT_LIT], 1);
}

scr_result impact_coverage_construct(struct impact_study *study) {
    const struct impact_table *table = study->table;
    const struct impact_parameters *parameters = study->parameters;
    size_t covered = 0, j = 0;
    for (size_t i = 0; i < table->count; i++) covered += row_covered(parameters, table->rows[i].values);
    if (!parameters->constructed) return scr_done();
    study->constructed = calloc(2 * covered + 1, sizeof *study->constructed);
    if (!study->constructed) return (scr_result){SCR_MEMORY};
    study->constructed_count = 2 * covered;
    for (size_t i = 0; i < table->count; i++) {
        const struct impact_row *row = &table->rows[i];
        if (!row_covered(parameters, row->values)) continue;
        study->constructed[j] = below_size(row, i, j);
        study->constructed[covered + j] = below_illiteracy(parameters, row, i, j);
        j++;
    }
    return scr_done();
}

void impact_coverage_truth(struct impact_study *study) {
    for (size_t i = 0; i < study->count; i++) {
        uint64_t values[IMPACT_COLUMNS];
        for (size_t c = 0; c < IMPACT_COLUMNS; c++) values[c] = study->counts[c][i];
        study->truth[i] = row_covered(study->parameters, values);
        study->distance[i] = impact_distance(study->parameters, values);
        study->covered += study->truth[i];
    }
}

void impact_coverage_summarise(const struct impact_study *study, const struct impact_outcome *outcome,
                               struct impact_coverage_summary *summary) {
    bool seen[2] = {false, false};
    *summary = (struct impact_coverage_summary){0};
    for (size_t i = 0; i < study->count; i++) {
        const impact_wide *row = outcome->sums + i * outcome->width;
        uint64_t class = study->truth[i];
        if (!seen[class] || row[0] < summary->least[class]) summary->least[class] = row[0];
        if (row[0] > summary->most[class]) summary->most[class] = row[0];
        summary->sum[class] += row[0];
        for (size_t g = 0; g + 1 < outcome->width; g++) {
            impact_wide times = row[g + 1];
            if (!class) {
                summary->repair[g].false_positives += times;
                continue;
            }
            if (!seen[1] || times < summary->repair[g].covered_least) summary->repair[g].covered_least = times;
            summary->repair[g].covered_sum += times;
        }
        seen[class] = true;
    }
}
