/* parameters.c: IMP-04 and IMP-08: the parameters within their limits, what follows from them, and the shape of
 * Results. */
#include "verify/impact/parameters.h"

#include <inttypes.h>
#include <stdio.h>
#include <string.h>

#include "scrutineer/text.h"
#include "verify/release/real.h"

static wide quotient_up(wide a, wide b) { return (a + b - 1) / b; }

bool impact_rule_sound(const struct impact *impact, struct fraction *rate) {
    *rate = (struct fraction){1, 2};
    if (impact->decision == DECISION_SEATS) return impact->house >= 1 && impact->house <= 1000000;
    return impact->decision != DECISION_COVERAGE ||
           (fraction_parse(impact->rule_text[0], 1000000, rate) && rate->p < rate->q);
}

static void check_rule(const struct impact *impact, struct impact_parameters *parameters, struct complaint *complaint) {
    const char *delta = impact->rule_text[0];
    if (!impact_rule_sound(impact, &parameters->rate))
        complain(complaint, impact->decision == DECISION_SEATS
                                ? "the House is not one of 1 to 1000000"
                                : "the IlliteracyRate is not a fraction below 1 in lowest terms of numbers up to 10^6");
    if (impact->decision == DECISION_COVERAGE && (impact->samples > 10000 || (impact_dawa(impact) && impact->samples)))
        complain(complaint, "Samples is above %s", impact_dawa(impact) ? "0, with DAWA" : "10000");
    if (impact->decision != DECISION_FUNDS || !delta[0]) return;
    if (impact->mechanism != MECHANISM_LAPLACE)
        complain(complaint, "there is a Delta with another mechanism than laplace");
    if (!fraction_parse(delta, FRACTION_EPSILON_MOST, &parameters->delta) || parameters->delta.p >= parameters->delta.q)
        complain(complaint, "the Delta is not a fraction below 1 in lowest terms of numbers up to 10^9");
}

static void check_parameters(const struct impact *impact, struct impact_parameters *parameters,
                             struct complaint *complaint) {
    if (impact->mechanism == MECHANISM_D_LAPLACE && impact->decision != DECISION_COVERAGE)
        complain(complaint, "the mechanism d-laplace is for coverage only");
    if (impact_dawa(impact) ? !fraction_parse(impact->rho, FRACTION_EPSILON_MOST, &parameters->rho) ||
                                  parameters->rho.p >= parameters->rho.q
                            : impact->rho[0] != 0)
        complain(complaint, impact_dawa(impact) ? "Rho is not a fraction below 1 in lowest terms of numbers up to 10^9"
                                                : "there is a Rho without DAWA");
    if (!scr_count_parse(impact->trials, strlen(impact->trials), 1000000, &parameters->trials))
        complain(complaint, "there are more than 1000000 trials");
    for (size_t e = 0; e < impact->epsilon_count; e++) {
        const struct fraction *before = e ? &parameters->epsilons[e - 1] : NULL, *own = &parameters->epsilons[e];
        if (!fraction_parse(impact->epsilons[e], FRACTION_EPSILON_MOST, &parameters->epsilons[e]))
            complain(complaint, "epsilon number %zu is not a fraction in lowest terms of numbers up to 10^9", e + 1);
        else if (before && (wide)before->p * own->q >= (wide)own->p * before->q)
            complain(complaint, "epsilon number %zu is not above the one before it", e + 1);
    }
}

/* Epsilon e's scales, all at most 2^31 in both terms; n cells of a DAWA. */
static void check_scales(const struct impact *impact, size_t n, size_t e, struct impact_parameters *parameters,
                         struct complaint *complaint) {
    const struct fraction *epsilon = &parameters->epsilons[e], *rho = &parameters->rho;
    const wide most = (wide)FRACTION_SCALE_MOST;
    if (!impact_dawa(impact)) {
        const uint64_t sensitivity =
            impact->decision == DECISION_COVERAGE && impact->mechanism == MECHANISM_LAPLACE ? 3 : 1;
        parameters->scales[e] = fraction_reduce(sensitivity * epsilon->q, epsilon->p);
        if (parameters->scales[e].p > FRACTION_SCALE_MOST)
            complain(complaint, "the scale of epsilon number %zu has a term above 2^31", e + 1);
        return;
    }
    /* Denominators of epsilon1 and epsilon2 are below 2^60. */
    struct dawa_scales *dawa = &parameters->dawa[e];
    const wide g = impact->mechanism == MECHANISM_DAWA_SOUND ? 2 : 1, p1 = (wide)rho->p * epsilon->p;
    dawa->clamped = g == 1;
    dawa->p = (wide)(rho->q - rho->p) * epsilon->p;
    dawa->q = (wide)rho->q * epsilon->q;
    const wide h = (1 << 16) * dawa->q / dawa->p;
    bool large = quotient_up((1 << 19) * dawa->q, dawa->p) > most;
    for (size_t l = 0; l < DAWA_LENGTHS && (size_t)1 << l <= n; l++) {
        const wide length = (wide)1 << l, cells = (wide)n;
        wide t = quotient_up((1 << 16) * g * (2 * length * cells - cells - length) * dawa->q, length * cells * p1);
        if (!t) t = 1;
        if (t > most) large = true;
        dawa->t[l] = large ? 1 : (uint64_t)t;
    }
    dawa->h = large ? 0 : (int64_t)h; /* below 2^28, as 2^19 / epsilon2 is at most 2^31 */
    if (large) complain(complaint, "a scale of epsilon number %zu is above 2^31", e + 1);
}

/* D; a quotient within 10^-9 of a whole number may fall on either side. */
static bool slack_right(const struct impact_parameters *parameters, size_t rows, size_t e, wide slack) {
    const struct fraction *delta = &parameters->delta, *epsilon = &parameters->epsilons[e];
    const long double exact = real_log((long double)rows * (long double)delta->q / (long double)delta->p) *
                              (long double)epsilon->q / (long double)epsilon->p;
    if (slack < 1 || slack > ((wide)1 << 40)) return false;
    return (long double)slack > exact - 1e-9L && (long double)slack < exact + 1 + 1e-9L;
}

static void check_repairs(const struct impact *impact, const struct impact_results *results, size_t e,
                          struct complaint *complaint) {
    const size_t wanted = impact->samples ? IMPACT_GRID : 0;
    if (results->repair_count != wanted)
        complain(complaint, "Results number %zu have %zu Repair instead of %zu", e + 1, results->repair_count, wanted);
    for (size_t g = 1; g <= wanted && g <= results->repair_count; g++) {
        const struct fraction p = fraction_reduce(g, 20);
        char text[16];
        snprintf(text, sizeof text, "%d/%d", (int)p.p, (int)p.q);
        if (strcmp(text, results->repairs[g - 1].p) != 0)
            complain(complaint, "Results number %zu, Repair number %zu: P is %s instead of %s", e + 1, g,
                     results->repairs[g - 1].p, text);
    }
}

static void check_results(const struct impact *impact, const struct impact_table *table, size_t e,
                          struct impact_parameters *parameters, bool scales, struct complaint *complaint) {
    const struct impact_results *results = &impact->results[e];
    const struct fraction *scale = &parameters->scales[e];
    char text[48] = "";
    int length = 0;
    if (strcmp(results->epsilon, impact->epsilons[e]) != 0)
        complain(complaint, "Results number %zu are of epsilon %s instead of %s", e + 1, results->epsilon,
                 impact->epsilons[e]);
    if (!impact_dawa(impact) && scales) length = snprintf(text, sizeof text, "%" PRIu64, scale->p);
    if (length && scale->q > 1) snprintf(text + length, sizeof text - (size_t)length, "/%" PRIu64, scale->q);
    if (scales && strcmp(results->scale, text) != 0)
        complain(complaint, "Results number %zu: the scale is \"%s\" instead of \"%s\"", e + 1, results->scale, text);
    if (scales && results->row_count != table->count)
        complain(complaint, "Results number %zu have %zu rows instead of %zu", e + 1, results->row_count, table->count);
    if (results->misshapen)
        complain(complaint, "Results number %zu, row %zu: there are not %zu numbers", e + 1, results->misshapen,
                 impact->columns);
    check_repairs(impact, results, e, complaint);
    const bool slack = impact->decision == DECISION_FUNDS && impact->rule_text[0][0];
    if (results->no_penalty != slack)
        complain(complaint, "Results number %zu have %s NoPenalty", e + 1, slack ? "no" : "a");
    else if (slack && scales && !slack_right(parameters, table->given, e, results->penalty[0]))
        complain(complaint, "Results number %zu: the Slack is not ceiling(ln(%zu/Delta)/epsilon)", e + 1, table->given);
    parameters->slack[e] = results->penalty[0];
}

scr_result impact_add_imp04(const struct impact *impact, const struct impact_table *table,
                            struct impact_parameters *parameters, struct findings *findings) {
    struct complaint complaint = {0};
    *parameters = (struct impact_parameters){0};
    check_parameters(impact, parameters, &complaint);
    check_rule(impact, parameters, &complaint);
    const bool scales = !complaint.count; /* nothing follows from wrong parameters */
    for (size_t e = 0; e < impact->epsilon_count && scales; e++)
        check_scales(impact, table->count, e, parameters, &complaint);
    if (impact->result_count != impact->epsilon_count)
        complain(&complaint, "there are %zu Results for %zu epsilons", impact->result_count, impact->epsilon_count);
    for (size_t e = 0; e < impact->result_count && e < impact->epsilon_count; e++)
        check_results(impact, table, e, parameters, scales, &complaint);
    return complaint_verdict(
        &complaint, findings, "IMP-04",
        "the parameters are within their limits, and the scales and the form of the results follow "
        "from them (%zu epsilons, %s trials of each)",
        impact->epsilon_count, impact->trials);
}

scr_result impact_add_imp08(const struct impact *impact, struct findings *findings) {
    const char *claim = impact->mechanism == MECHANISM_DAWA_PUBLISHED ? "none" : "epsilon";
    if (strcmp(impact->claim, claim) != 0)
        return findings_add(findings, "IMP-08", VERDICT_REFUTED,
                            "the guarantee claimed of %s is \"%s\" instead of \"%s\"",
                            impact_mechanisms[impact->mechanism], impact->claim, claim);
    return findings_add(findings, "IMP-08", VERDICT_HOLDS, "the guarantee claimed of %s is \"%s\"",
                        impact_mechanisms[impact->mechanism], claim);
}
