/* plot_coverage.c: how often the rule is right in spite of the noise: by rank, by distance, and what repair costs. */
#include <math.h>
#include <stdlib.h>

#include "gen/impact/plot_parts.h"

#define AXIS_RATE "share of trials with the right decision (%)"
/* Distances of less than this stand at the edge: the axis is logarithmic. */
#define NEAREST 0.5L

static long double percent(const struct impact_study *study, impact_wide trials) {
    return 100 * (long double)trials / study->parameters->trials;
}

static int by_value(const void *a, const void *b) {
    const long double *x = a, *y = b;
    return (*x > *y) - (*x < *y);
}

static size_t rates_of(const struct impact_study *study, const struct impact_outcome *outcome, bool covered,
                       long double *rates) {
    size_t count = 0;
    for (size_t i = 0; i < study->count; i++)
        if (study->truth[i] == covered) rates[count++] = percent(study, outcome->sums[i * outcome->width]);
    qsort(rates, count, sizeof *rates, by_value);
    return count;
}

/* A line through at most POINTS rows, the first and the last among them, with a mark at every tenth or so. */
static void draw_ranked(struct svg_chart *chart, size_t style, const long double *rates, size_t count) {
    enum { POINTS = 250, MARKS = 10 };
    struct svg_point points[POINTS];
    size_t drawn = count < POINTS ? count : POINTS;
    for (size_t p = 0; p < drawn; p++) {
        size_t i = drawn > 1 ? p * (count - 1) / (drawn - 1) : 0;
        points[p] = (struct svg_point){(long double)i + 1, rates[i]};
    }
    svg_line(chart, style, points, drawn, 1);
    for (size_t m = 0; m <= MARKS; m++) svg_mark(chart, style, points[m * (drawn - 1) / MARKS], 4, 1);
}

static scr_result draw_rates(const struct impact_study *study, const struct impact_outcome *outcomes, bool covered,
                             struct scr_buffer *out) {
    static const char *const titles[] = {"Jurisdictions without coverage: how often they rightly stay without",
                                         "Jurisdictions with coverage: how often they rightly keep it"};
    static const char *const descriptions[] = {
        ("One rising line for each epsilon: the share of trials in which a jurisdiction that is not covered is found "
         "not covered, from the jurisdiction that is worst off to the one that is best off."),
        ("One rising line for each epsilon: the share of trials in which a covered jurisdiction is found covered, from "
         "the jurisdiction that is worst off to the one that is best off.")};
    struct impact_shown shown = impact_shown(study->parameters, SVG_STYLES);
    size_t count = covered ? study->covered : study->count - study->covered;
    long double *rates = calloc(count + 1, sizeof *rates);
    if (!rates) return (scr_result){SCR_MEMORY};
    struct svg_chart chart = svg_begin(
        out, titles[covered],
        svg_axis_fit("rank of the jurisdiction at each epsilon (1: most often wrong)", 1, (long double)count, false),
        (struct svg_axis){AXIS_RATE, -2, 102, false, NULL, 0});
    for (size_t s = 0; s < shown.count; s++)
        if (rates_of(study, &outcomes[shown.index[s]], covered, rates)) draw_ranked(&chart, s, rates, count);
    free(rates);
    const char *const remarks[] = {count > 250 ? "250 ranks drawn, evenly spaced" : NULL, NULL};
    return impact_plot_end(&chart, study, &shown, remarks, descriptions[covered]);
}

static scr_result draw_covered(const struct impact_study *study, const struct impact_outcome *outcomes,
                               struct scr_buffer *out) {
    return draw_rates(study, outcomes, true, out);
}

static scr_result draw_not_covered(const struct impact_study *study, const struct impact_outcome *outcomes,
                                   struct scr_buffer *out) {
    return draw_rates(study, outcomes, false, out);
}

static scr_result draw_distance(const struct impact_study *study, const struct impact_outcome *outcomes,
                                struct scr_buffer *out) {
    struct impact_shown shown = impact_shown(study->parameters, SVG_STYLES);
    struct impact_cloud cloud;
    bool thinned = false;
    SCR_TRY(impact_cloud_begin(&cloud, &shown, study->count));
    for (size_t s = 0; s < shown.count; s++)
        for (size_t i = 0; i < study->count; i++) {
            const struct impact_outcome *outcome = &outcomes[shown.index[s]];
            cloud.points[s * study->count + i] =
                (struct svg_point){fmaxl(NEAREST, (long double)study->distance[i] / 1000),
                                   percent(study, outcome->sums[i * outcome->width])};
        }
    struct svg_point low = {NAN, NAN}, high = {NAN, NAN};
    impact_widen(cloud.points, study->count, &low, &high);
    struct svg_chart chart =
        svg_begin(out, "Right decisions by distance to the nearest threshold",
                  svg_axis_fit("distance to the nearest threshold (persons, logarithmic)", low.x, high.x, true),
                  (struct svg_axis){AXIS_RATE, -2, 102, false, NULL, 0});
    scr_result result = impact_cloud_draw(&chart, &cloud, &thinned);
    impact_cloud_end(&cloud);
    if (scr_failed(result)) return result;
    const char *remarks[5] = {"distances below half a person", "stand at the left edge"};
    if (thinned) {
        remarks[2] = "lines: the least and the greatest share";
        remarks[3] = "in each of 48 parts of the axis";
    }
    return impact_plot_end(&chart, study, &shown, remarks,
                           "For each jurisdiction and epsilon the share of trials with the right decision, against its "
                           "distance in persons to the nearest threshold of the rule. Jurisdictions near a threshold "
                           "are decided like the toss of a coin; the smaller epsilon, the further that reaches.");
}

static scr_result draw_repair(const struct impact_study *study, const struct impact_outcome *outcomes,
                              struct scr_buffer *out) {
    struct impact_shown shown = impact_shown(study->parameters, SVG_STYLES);
    struct svg_point points[SVG_STYLES][IMPACT_GRID], low = {0, NAN}, high = {1, NAN};
    for (size_t s = 0; s < shown.count; s++) {
        struct impact_coverage_summary summary;
        impact_coverage_summarise(study, &outcomes[shown.index[s]], &summary);
        for (size_t g = 0; g < IMPACT_GRID; g++)
            points[s][g] = (struct svg_point){percent(study, summary.repair[g].false_positives) / 100,
                                              percent(study, summary.repair[g].covered_least)};
        impact_widen(points[s], IMPACT_GRID, &low, &high);
    }
    struct svg_chart chart =
        svg_begin(out, "Repair: cover a jurisdiction when it is covered with probability above p",
                  svg_axis_fit("wrongly covered jurisdictions, on average over the trials", low.x, high.x, false),
                  (struct svg_axis){"the worst-off covered one keeps coverage (%)", -2, 102, false, NULL, 0});
    for (size_t s = 0; s < shown.count; s++) {
        svg_line(&chart, s, points[s], IMPACT_GRID, 1);
        for (size_t g = 0; g < IMPACT_GRID; g++) svg_mark(&chart, s, points[s][g], g == IMPACT_GRID / 2 ? 5 : 3, 1);
    }
    static const char *const remarks[] = {"from p = 0.05 (top right) to 0.95;", "large mark: p = 0.5", NULL};
    return impact_plot_end(
        &chart, study, &shown, remarks,
        "For each epsilon a line through 19 values of p: the lower p is, the more often the covered "
        "jurisdiction that is worst off keeps its coverage, and the more others are covered wrongly.");
}

const struct impact_plot
    impact_plot_covered = {"rates-covered.svg",
                           "Each covered jurisdiction's share of trials in which it keeps its coverage, ranked from "
                           "the worst off. Where a line is below 100 %, noise takes language help from somebody.",
                           draw_covered},
    impact_plot_not_covered = {"rates-not-covered.svg",
                               "The same for jurisdictions that are not covered. Where a line is below 100 %, noise "
                               "gives coverage that the rule does not ask for.",
                               draw_not_covered},
    impact_plot_distance = {"rate-by-distance.svg",
                            "Jurisdictions close to a threshold are the ones at risk; the smaller epsilon, the further "
                            "from the threshold the risk reaches.",
                            draw_distance},
    impact_plot_repair = {"repair.svg",
                          "What it costs to protect the worst off by covering in doubt: wrongly covered jurisdictions.",
                          draw_repair};
