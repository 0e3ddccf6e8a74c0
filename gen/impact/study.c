/* study.c: lays out all rows of a decision and finds what it gives without noise. */
#include "gen/impact/study.h"

#include <stdlib.h>

#include "gen/impact/study_parts.h"

static void fill(struct impact_study *study) {
    const struct impact_table *table = study->table;
    bool funds = table->decision == IMPACT_FUNDS;
    for (size_t c = 0; c < impact_noisy_columns(table->decision); c++) {
        for (size_t i = 0; i < table->count; i++)
            study->counts[c][i] = table->rows[i].values[funds ? IMPACT_CHILDREN : c];
        for (size_t i = 0; i < study->constructed_count; i++)
            study->counts[c][table->count + i] = study->constructed[i].values[c];
    }
}

scr_result impact_study_set(struct impact_study *study, const struct impact_table *table,
                            const struct impact_parameters *parameters) {
    study->table = table;
    study->parameters = parameters;
    if (table->decision == IMPACT_COVERAGE) SCR_TRY(impact_coverage_construct(study));
    study->count = table->count + study->constructed_count;
    for (size_t c = 0; c < impact_noisy_columns(table->decision); c++)
        if (!(study->counts[c] = calloc(study->count, sizeof **study->counts))) return (scr_result){SCR_MEMORY};
    study->truth = calloc(study->count, sizeof *study->truth);
    study->distance = calloc(study->count, sizeof *study->distance);
    if (!study->truth || !study->distance) return (scr_result){SCR_MEMORY};
    fill(study);
    switch (table->decision) {
    case IMPACT_COVERAGE:
        impact_coverage_truth(study);
        break;
    case IMPACT_FUNDS:
        impact_funds_truth(study);
        break;
    case IMPACT_SEATS:
        return impact_seats_truth(study);
    }
    return scr_done();
}

void impact_study_free(struct impact_study *study) {
    for (size_t c = 0; c < IMPACT_COLUMNS; c++) free(study->counts[c]);
    free(study->constructed);
    free(study->truth);
    free(study->distance);
    *study = (struct impact_study){0};
}
