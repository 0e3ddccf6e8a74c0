/* measurement_text.c: canonical forms. */
#include "gen/release/measurement_text.h"

#include <inttypes.h>
#include <stdio.h>

uint32_t measurement_parent_number(const struct measurement *measurement, uint32_t level, uint32_t index) {
    return level ? measurement->units[index].parent - measurement->tree.level_begin[level - 1] + 1 : 0;
}

const char *measurement_ballots_text(const struct measurement_unit *unit, char text[static MEASUREMENT_NUMBER_SIZE]) {
    text[0] = 0;
    if (unit->ballots != RETURNS_UNKNOWN) snprintf(text, MEASUREMENT_NUMBER_SIZE, "%" PRIu64, unit->ballots);
    return text;
}

static const char *fraction(uint64_t p, uint64_t q, char *text) {
    if (q == 1)
        snprintf(text, MEASUREMENT_NUMBER_SIZE, "%" PRIu64, p);
    else
        snprintf(text, MEASUREMENT_NUMBER_SIZE, "%" PRIu64 "/%" PRIu64, p, q);
    return text;
}

const char *measurement_epsilon_text(const struct measurement_share *share, char text[static MEASUREMENT_NUMBER_SIZE]) {
    return fraction((uint64_t)share->epsilon.p, (uint64_t)share->epsilon.q, text);
}

const char *measurement_scale_text(const struct measurement_share *share, char text[static MEASUREMENT_NUMBER_SIZE]) {
    return fraction(share->scale.d, share->scale.s, text);
}
