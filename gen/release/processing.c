/* processing.c: from measured to published counts by the mechanism that the artifact names (specification, sections
 * 14.2 and 14.3). */
#include <stdlib.h>

#include "gen/package/names.h"
#include "gen/release/publish.h"
#include "gen/release/structural_zeros.h"
#include "gen/release/topdown.h"
#include "gen/release/toydown.h"

#define FLOW_WORK UINT64_C(4000000000) /* per group; see flow.h */

static scr_result refuse(const struct measurement_contest *contest, struct scr_diagnosis *diagnosis,
                         const char *sentence) {
    struct scr_arena words = {0};
    scr_result result = scr_refuse(diagnosis, SCR_INPUT, "release", "the contest %s %s",
                                   package_shown(&words, contest->name), sentence);
    scr_arena_free(&words);
    return result;
}

static uint64_t common_divisor(uint64_t a, uint64_t b) {
    while (b) {
        uint64_t rest = a % b;
        a = b;
        b = rest;
    }
    return a;
}

/* Inverse squares of the scales d/s, (s d')^2 : (s' d)^2 in lowest terms; false above the limit. */
static bool weigh(const struct release_scale *options, const struct release_scale *total,
                  struct release_weights *weights) {
    uint64_t a = options->s * total->d, b = total->s * options->d; /* at most 2^31 each: below 2^63 */
    uint64_t divisor = common_divisor(a, b);
    a /= divisor;
    b /= divisor;
    if (a > 64 || b > 64) return false; /* 64^2 = RELEASE_WEIGHT_LIMIT */
    *weights = (struct release_weights){(uint32_t)(a * a), (uint32_t)(b * b)};
    return true;
}

/* [levels]; *measured: some level has a measured total. */
static bool weigh_levels(const struct measurement *measurement, const struct measurement_contest *contest,
                         struct release_weights *weights, bool *measured) {
    *measured = false;
    for (uint32_t level = 1; level <= contest->tree.levels; level++) {
        const struct measurement_share *options = release_share_of(contest, level, false);
        const struct measurement_share *total = release_share_of(contest, level, true);
        weights[level - 1] = (struct release_weights){1, 0};
        if (level <= measurement->exact_levels || !total || !options) continue;
        *measured = true;
        if (!weigh(&options->scale, &total->scale, &weights[level - 1])) return false;
    }
    return true;
}

/* Turnout binds: exact totals above, VotesAllowed times BallotsCast in every unit. */
static bool turnout_binds(const struct measurement *measurement, const struct measurement_contest *contest) {
    if (!measurement->exact_levels || !contest->complete) return false;
    for (uint32_t unit = 0; unit < contest->tree.units; unit++)
        if (measurement->units[contest->unit[unit]].ballots == RETURNS_UNKNOWN) return false;
    return true;
}

scr_result release_processing_fits(const struct measurement *measurement, size_t number,
                                   enum release_mechanism mechanism, struct scr_diagnosis *diagnosis) {
    const struct measurement_contest *contest = &measurement->contests[number];
    struct release_weights weights[RELEASE_LEVEL_LIMIT];
    bool totals = false;
    if (mechanism == RELEASE_DISCRETE_LAPLACE) return scr_done();
    for (uint32_t level = measurement->exact_levels + 1; level <= contest->tree.levels; level++) {
        if (!release_share_of(contest, level, false))
            return refuse(contest, diagnosis,
                          "has a level whose counts are not measured: only --mechanism discrete-laplace goes with its "
                          "statement");
        totals = totals || release_share_of(contest, level, true);
    }
    if (!totals) return scr_done();
    if (mechanism != RELEASE_TOPDOWN)
        return refuse(contest, diagnosis, "has measured totals, which go with --mechanism topdown or discrete-laplace");
    if (!measurement->exact_levels || turnout_binds(measurement, contest))
        return refuse(contest, diagnosis,
                      "has measured totals, which topdown takes only below exact levels and where public turnout does "
                      "not bind already; use --mechanism discrete-laplace");
    if (!weigh_levels(measurement, contest, weights, &totals))
        return refuse(contest, diagnosis,
                      "has measured totals with a weight above 4096, which topdown does not take; use --mechanism "
                      "discrete-laplace");
    return scr_done();
}

static scr_result toydown(const struct measurement *measurement, const struct measurement_contest *contest,
                          bool non_negative, struct release_counts *counts, struct scr_diagnosis *diagnosis) {
    const struct release_toydown problem = {.tree = &contest->tree,
                                            .options = contest->option_count,
                                            .measured = counts->measured,
                                            .exact_levels = measurement->exact_levels,
                                            .non_negative = non_negative};
    counts->fractions = calloc((size_t)contest->tree.units * contest->option_count, sizeof *counts->fractions);
    if (!counts->fractions) return (scr_result){SCR_MEMORY};
    return release_toydown(&problem, counts->fractions, diagnosis);
}

/* Sums that bind: of every unit, of the exact units already checked by whoever counted. */
static int64_t *turnout_totals(const struct measurement *measurement, const struct measurement_contest *contest) {
    int64_t *totals = calloc(contest->tree.units, sizeof *totals);
    for (uint32_t unit = 0; totals && unit < contest->tree.units; unit++)
        totals[unit] = (int64_t)(measurement->units[contest->unit[unit]].ballots * contest->votes_allowed);
    return totals;
}

static scr_result topdown(struct release_drawing *drawing, size_t number, struct release_counts *counts,
                          struct scr_diagnosis *diagnosis) {
    const struct measurement *measurement = drawing->measurement;
    const struct measurement_contest *contest = &measurement->contests[number];
    struct release_weights weights[RELEASE_LEVEL_LIMIT];
    struct release_topdown problem = {.tree = &contest->tree,
                                      .options = contest->option_count,
                                      .measured = counts->measured,
                                      .exact_levels = measurement->exact_levels,
                                      .option_weight = 1,
                                      .weights = weights,
                                      .source = &drawing->source,
                                      .contest = (uint32_t)number,
                                      .unit = contest->unit,
                                      .work_limit = FLOW_WORK};
    bool measured;
    if (!weigh_levels(measurement, contest, weights, &measured)) return (scr_result){SCR_INTERNAL}; /* it fits */
    bool *zero = structural_zeros_make(contest);
    int64_t *turnout = turnout_binds(measurement, contest) ? turnout_totals(measurement, contest) : NULL;
    counts->whole = calloc((size_t)contest->tree.units * contest->option_count, sizeof *counts->whole);
    problem.zero = zero;
    problem.totals = turnout ? turnout : counts->totals;
    problem.totals_kind = turnout ? RELEASE_EXACT_TOTALS : measured ? RELEASE_MEASURED_TOTALS : RELEASE_NO_TOTALS;
    scr_result result = {zero && counts->whole ? SCR_DONE : SCR_MEMORY};
    if (turnout_binds(measurement, contest) && !turnout) result.code = SCR_MEMORY;
    if (!scr_failed(result)) result = release_topdown(&problem, &drawing->bits, counts->whole, diagnosis);
    free(zero);
    free(turnout);
    return result;
}

scr_result release_process(struct release_drawing *drawing, size_t number, enum release_mechanism mechanism,
                           struct release_counts *counts, struct scr_diagnosis *diagnosis) {
    const struct measurement *measurement = drawing->measurement;
    const struct measurement_contest *contest = &measurement->contests[number];
    SCR_TRY(release_processing_fits(measurement, number, mechanism, diagnosis));
    switch (mechanism) {
    case RELEASE_DISCRETE_LAPLACE:
        return scr_done();
    case RELEASE_TOYDOWN:
    case RELEASE_TOYDOWN_NONNEGATIVE:
        return toydown(measurement, contest, mechanism == RELEASE_TOYDOWN_NONNEGATIVE, counts, diagnosis);
    case RELEASE_TOPDOWN:
        return topdown(drawing, number, counts, diagnosis);
    }
    return (scr_result){SCR_INTERNAL};
}
