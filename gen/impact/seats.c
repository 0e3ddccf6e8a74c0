/* seats.c: quotas rounded half up with at least one seat, and how far they are from equal representation. */
#include <stdlib.h>

#include "gen/impact/study_parts.h"
#include "gen/release/field.h"

uint64_t impact_seats(uint32_t house, uint64_t count, impact_wide total) {
    if (!total) return 1;
    impact_wide seats = (2 * (impact_wide)house * count + total) / (2 * total); /* 2^21 2^62 + 2^72 */
    return seats ? (uint64_t)seats : 1;
}

impact_wide impact_max_multiplicative(const struct impact_study *study, const uint64_t *seats) {
    const uint64_t *x = study->counts[0];
    size_t most = 0, least = 0; /* of seats per person; products below 2^20 2^34 */
    for (size_t i = 1; i < study->count; i++) {
        if (seats[i] * x[most] > seats[most] * x[i]) most = i;
        if (seats[i] * x[least] < seats[least] * x[i]) least = i;
    }
    return (impact_wide)1000000 * seats[most] * x[least] / ((impact_wide)x[most] * seats[least]);
}

impact_wide impact_average_deviation(const struct impact_study *study, const impact_wide *seats, size_t width,
                                     uint32_t trials) {
    impact_wide sum = 0, house = study->parameters->house;
    for (size_t i = 0; i < study->count; i++) {
        impact_wide given = study->total * seats[i * width], due = trials * house * study->counts[0][i];
        sum += given > due ? given - due : due - given;
    }
    return 1000000000 * sum / (study->count * (impact_wide)trials * study->total); /* below 10^35 */
}

scr_result impact_seats_truth(struct impact_study *study) {
    impact_wide *once = calloc(study->count, sizeof *once);
    if (!once) return (scr_result){SCR_MEMORY};
    for (size_t i = 0; i < study->count; i++) study->total += study->counts[0][i];
    for (size_t i = 0; i < study->count; i++) {
        study->truth[i] = impact_seats(study->parameters->house, study->counts[0][i], study->total);
        study->seats += study->truth[i];
        once[i] = study->truth[i];
    }
    study->max_multiplicative = impact_max_multiplicative(study, study->truth);
    study->average_deviation = impact_average_deviation(study, once, 1, 1);
    free(once);
    return scr_done();
}

scr_result impact_seats_trial(struct impact_trial *trial) {
    const struct impact_study *study = trial->study;
    struct impact_outcome *outcome = trial->outcome;
    impact_wide total = 0;
    uint64_t house = 0;
    for (size_t i = 0; i < study->count; i++)
        if (trial->noisy[0][i] > 0) total += (uint64_t)trial->noisy[0][i];
    for (size_t i = 0; i < study->count; i++) {
        impact_wide *row = outcome->sums + 3 * i;
        uint64_t count = trial->noisy[0][i] > 0 ? (uint64_t)trial->noisy[0][i] : 0;
        uint64_t seats = impact_seats(study->parameters->house, count, total);
        trial->work[i] = seats;
        house += seats;
        row[0] += seats;
        row[1] += seats < study->truth[i];
        row[2] += seats > study->truth[i];
        SCR_TRY(release_field_u32(trial->digested, (uint32_t)seats));
    }
    if (!outcome->house_sum || house < outcome->house_least) outcome->house_least = house;
    if (house > outcome->house_most) outcome->house_most = house;
    outcome->house_sum += house;
    outcome->max_multiplicative += impact_max_multiplicative(study, trial->work);
    return scr_done();
}
