/* words.c: the names and numbers of impact statements as artifacts and command lines write them. */
#include <string.h>

#include "gen/impact/impact.h"
#include "scrutineer/text.h"

static const char *const decisions[] = {"coverage", "funds", "seats"};
static const char *const mechanisms[] = {"laplace", "d-laplace", "dawa-sound", "dawa-published"};
static const char *const thresholds[] = {"percent", "number", "illiteracy"};

const char *impact_decision_name(enum impact_decision decision) { return decisions[decision]; }
const char *impact_mechanism_name(enum impact_mechanism mechanism) { return mechanisms[mechanism]; }
const char *impact_threshold_name(enum impact_threshold threshold) { return thresholds[threshold]; }

bool impact_decision_find(const char *name, enum impact_decision *decision) {
    for (unsigned i = 0; i < sizeof decisions / sizeof *decisions; i++)
        if (!strcmp(name, decisions[i])) {
            *decision = (enum impact_decision)i;
            return true;
        }
    return false;
}

bool impact_mechanism_find(const char *name, enum impact_mechanism *mechanism) {
    for (unsigned i = 0; i < sizeof mechanisms / sizeof *mechanisms; i++)
        if (!strcmp(name, mechanisms[i])) {
            *mechanism = (enum impact_mechanism)i;
            return true;
        }
    return false;
}

size_t impact_value_count(enum impact_decision decision) { return 3 - (size_t)decision; }
size_t impact_noisy_columns(enum impact_decision decision) { return decision == IMPACT_COVERAGE ? 3 : 1; }

size_t impact_rows_most(enum impact_decision decision) {
    static const size_t most[] = {5000, 20000, 1000};
    return most[decision];
}

static uint64_t common_divisor(uint64_t a, uint64_t b) {
    while (b) {
        uint64_t rest = a % b;
        a = b;
        b = rest;
    }
    return a;
}

static bool decimal(const char *text, struct impact_fraction *fraction) {
    const char *point = strchr(text, '.');
    size_t places = strlen(point + 1), whole = (size_t)(point - text);
    uint64_t before, after = 0, ten = 1;
    if (!places || places > 9 || !scr_count_parse(text, whole, IMPACT_FRACTION_MOST, &before)) return false;
    for (const char *digit = point + 1; *digit; digit++) {
        if (*digit < '0' || *digit > '9') return false;
        after = 10 * after + (uint64_t)(*digit - '0');
        ten *= 10;
    }
    *fraction = (struct impact_fraction){before * ten + after, ten}; /* below 10^9 10^9 + 10^9 */
    return true;
}

bool impact_fraction_parse(const char *text, struct impact_fraction *fraction) {
    const char *bar = strchr(text, '/');
    if (strchr(text, '.')) {
        if (!decimal(text, fraction)) return false;
    } else {
        fraction->q = 1;
        size_t length = bar ? (size_t)(bar - text) : strlen(text);
        if (!scr_count_parse(text, length, IMPACT_FRACTION_MOST, &fraction->p)) return false;
        if (bar && !scr_count_parse(bar + 1, strlen(bar + 1), IMPACT_FRACTION_MOST, &fraction->q)) return false;
    }
    if (!fraction->p || !fraction->q) return false;
    uint64_t divisor = common_divisor(fraction->p, fraction->q);
    fraction->p /= divisor;
    fraction->q /= divisor;
    return fraction->p <= IMPACT_FRACTION_MOST && fraction->q <= IMPACT_FRACTION_MOST;
}

int impact_fraction_compare(struct impact_fraction a, struct impact_fraction b) {
    uint64_t left = a.p * b.q, right = b.p * a.q; /* terms are at most 10^9 */
    return (left > right) - (left < right);
}

scr_result impact_fraction_print(struct scr_buffer *out, struct impact_fraction fraction) {
    if (!fraction.q) return scr_buffer_text(out, "");
    SCR_TRY(impact_wide_print(out, fraction.p));
    if (fraction.q == 1) return scr_done();
    SCR_TRY(scr_buffer_text(out, "/"));
    return impact_wide_print(out, fraction.q);
}

scr_result impact_wide_print(struct scr_buffer *out, impact_wide number) {
    char digits[40];
    size_t at = sizeof digits;
    do {
        digits[--at] = (char)('0' + (int)(number % 10));
        number /= 10;
    } while (number); /* 2^128 has 39 digits */
    return scr_buffer_append(out, digits + at, sizeof digits - at);
}

scr_result impact_signed_print(struct scr_buffer *out, impact_signed number) {
    if (number < 0) SCR_TRY(scr_buffer_text(out, "-"));
    return impact_wide_print(out, number < 0 ? 0 - (impact_wide)number : (impact_wide)number);
}

scr_result impact_row_values(struct scr_buffer *out, enum impact_decision decision,
                             const uint64_t values[static IMPACT_COLUMNS]) {
    for (size_t i = 0; i < impact_value_count(decision); i++) {
        if (i) SCR_TRY(scr_buffer_text(out, " "));
        SCR_TRY(impact_wide_print(out, values[i]));
    }
    return scr_done();
}
