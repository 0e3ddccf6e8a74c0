/* plots.c: the pictures of a study: changes by epsilon, errors by level, and ecological regression. */
#include "gen/study/plots.h"

#include <stdio.h>

#include "gen/study/svg.h"

/* The pictures that show one epsilon show the middle one. */
static const struct study_cell *middle(const struct study *study) {
    size_t splits = study->cell_count / study->parameters->epsilon_count;
    return &study->cells[study->parameters->epsilon_count / 2 * splits];
}

static long double value_of(struct release_fraction f) { return (long double)f.p / (long double)f.q; }

static void widen(long double value, long double *low, long double *high) {
    if (!isfinite(value)) return;
    if (!(value >= *low)) *low = value;
    if (!(value <= *high)) *high = value;
}

/* Ascending by epsilon. */
static void sort_points(struct svg_point *points, size_t count) {
    for (size_t i = 1; i < count; i++)
        for (size_t j = i; j && points[j].x < points[j - 1].x; j--) {
            struct svg_point other = points[j];
            points[j] = points[j - 1];
            points[j - 1] = other;
        }
}

static scr_result plot_changes(const struct study *study, struct study_picture *picture) {
    const struct study_table *table = study->table;
    size_t epsilons = study->parameters->epsilon_count, splits = study->cell_count / epsilons;
    long double cells = (long double)study_leaves(table) * table->option_count;
    long double x_low = NAN, x_high = NAN, y_low = NAN, y_high = NAN;
    struct svg_point points[STUDY_MECHANISMS][STUDY_EPSILONS_MOST];
    char remark[64];
    for (size_t m = 0; m < STUDY_MECHANISMS; m++) {
        for (size_t e = 0; e < epsilons; e++) {
            const struct study_cell *cell = &study->cells[e * splits];
            long double mean = cell->outcome[m].change.mean / cells;
            points[m][e] = (struct svg_point){value_of(cell->epsilon), mean > 0 ? mean : NAN};
            widen(points[m][e].x, &x_low, &x_high);
            widen(points[m][e].y, &y_low, &y_high);
        }
        sort_points(points[m], epsilons);
    }
    struct svg_chart chart = svg_begin(&picture->svg, "Mean change of one count of the smallest units",
                                       svg_axis_fit("epsilon (privacy loss; smaller is safer)", x_low, x_high, true),
                                       svg_axis_fit("mean size of the change (counts)", y_low, y_high, true));
    for (size_t m = 0; m < STUDY_MECHANISMS; m++) {
        svg_line(&chart, m, points[m], epsilons, 1);
        for (size_t e = 0; e < epsilons; e++) svg_mark(&chart, m, points[m][e], 4, 1);
    }
    for (size_t m = 0; m < STUDY_MECHANISMS; m++) svg_legend(&chart, m, study_mechanism_name((enum study_mechanism)m));
    snprintf(remark, sizeof remark, "split: %.40s", study->cells[0].split);
    svg_remark(&chart, remark);
    picture->file = "changes.svg";
    picture->caption =
        "How much one published count of the smallest units is off on average, by epsilon and mechanism.";
    return svg_end(&chart);
}

static void remark_epsilon(struct svg_chart *chart, const struct study_cell *cell) {
    char text[64];
    if (cell->epsilon.q == 1)
        snprintf(text, sizeof text, "epsilon: %lld", (long long)cell->epsilon.p);
    else
        snprintf(text, sizeof text, "epsilon: %lld/%lld", (long long)cell->epsilon.p, (long long)cell->epsilon.q);
    svg_remark(chart, text);
}

/* A fifth of a step between the marks of different splits, so that they do not hide each other. */
static long double beside(uint32_t level, size_t split, size_t splits) {
    return level + 0.5L * ((long double)split + 0.5L - (long double)splits / 2) / (long double)splits;
}

static scr_result plot_levels(const struct study *study, struct study_picture *picture) {
    const struct study_table *table = study->table;
    size_t splits = study->cell_count / study->parameters->epsilon_count;
    const struct study_cell *cells = middle(study);
    uint32_t exact = study->parameters->exact_levels, count = table->tree.levels - exact;
    long double low = NAN, high = NAN;
    if (splits > SVG_STYLES) splits = SVG_STYLES;
    for (size_t s = 0; s < splits; s++)
        for (uint32_t l = exact; l < table->tree.levels; l++) {
            long double simulated = cells[s].outcome[STUDY_TOYDOWN].level[l].mean;
            if (cells[s].formula[l] > 0) widen(sqrtl(cells[s].formula[l]), &low, &high);
            if (simulated > 0) widen(sqrtl(simulated), &low, &high);
        }
    struct svg_chart chart = svg_begin(&picture->svg, "Error of one count by level and split (toydown)",
                                       svg_axis_categories("level", table->level_names + exact, count),
                                       high > 3 * low ? svg_axis_fit("standard deviation (counts)", low, high, true)
                                                      : svg_axis_fit("standard deviation (counts)", 0, high, false));
    for (size_t s = 0; s < splits; s++) {
        struct svg_point points[RELEASE_LEVEL_LIMIT];
        for (uint32_t l = 0; l < count; l++) {
            const struct study_moments *simulated = &cells[s].outcome[STUDY_TOYDOWN].level[exact + l];
            long double error = 2 * study_moments_error(simulated), x = beside(l, s, splits);
            long double below = simulated->mean - error;
            points[l] =
                (struct svg_point){x, cells[s].formula[exact + l] > 0 ? sqrtl(cells[s].formula[exact + l]) : NAN};
            svg_bar(&chart, s, x, below > 0 ? sqrtl(below) : chart.y.low, sqrtl(simulated->mean + error));
            svg_mark(&chart, s, points[l], 4.5L, 1);
        }
        svg_line(&chart, s, points, count, 0.5L);
    }
    for (size_t s = 0; s < splits; s++) svg_legend(&chart, s, cells[s].split);
    svg_remark(&chart, "marks: by formula");
    svg_remark(&chart, "bars: simulated, 2 standard errors");
    remark_epsilon(&chart, cells);
    picture->file = "levels.svg";
    picture->caption = "Standard deviation of one count on each level that is not exact, for each split of the middle "
                       "epsilon: marks by formula, bars simulated with two standard errors either way.";
    return svg_end(&chart);
}

static void fit_line(struct svg_chart *chart, size_t style, const struct study_fit *fit, long double opacity) {
    const struct svg_point ends[] = {{0, fit->outside}, {1, fit->inside}};
    if (fit->stands) svg_line(chart, style, ends, 2, opacity);
}

static scr_result plot_cloud(const struct study *study, struct study_picture *picture) {
    const struct study_cloud *cloud = &study->cloud;
    struct svg_axis share = {"share of the group among people", -0.05L, 1.05L, false, NULL, 0};
    struct svg_axis votes = {"share of the candidate among votes", -0.05L, 1.05L, false, NULL, 0};
    struct svg_chart chart =
        svg_begin(&picture->svg, "Precincts before and after noise, with fitted lines", share, votes);
    for (uint32_t i = 0; i < cloud->count; i++)
        svg_mark(&chart, 1, (struct svg_point){cloud->noisy_x[i], cloud->noisy_y[i]}, 2.5L, 0.5L);
    for (uint32_t i = 0; i < cloud->count; i++)
        svg_mark(&chart, 0, (struct svg_point){cloud->x[i], cloud->y[i]}, 2, 0.8L);
    for (uint32_t r = 0; r < cloud->runs; r++) fit_line(&chart, 1, &cloud->lines[r], 0.5L);
    fit_line(&chart, 0, &study->true_fit[STUDY_FILTERED], 1);
    svg_legend(&chart, 0, "without noise");
    svg_legend(&chart, 1, "toydown-nonnegative");
    svg_remark(&chart, "points of one run, lines of up to 16");
    svg_remark(&chart, "precincts with at least 10 votes");
    remark_epsilon(&chart, middle(study));
    picture->file = "regression.svg";
    picture->caption =
        "Ecological regression: each point a precinct, each line a fit over the precincts with at least 10 "
        "votes. What lies outside 0 to 1 is cut off.";
    return svg_end(&chart);
}

static scr_result plot_estimates(const struct study *study, struct study_picture *picture) {
    static const char *const names[] = {"all", "filtered", "weighted"};
    const struct study_cell *cell = middle(study);
    const struct study_fits *fits[] = {
        &cell->outcome[STUDY_TOYDOWN].fits, &cell->outcome[STUDY_TOYDOWN_NONNEGATIVE].fits,
        &cell->outcome[STUDY_TOPDOWN].fits, &cell->outcome[STUDY_TOYDOWN_NONNEGATIVE].gaussian_fits};
    static const char *const noises[] = {"toydown", "toydown-nonnegative", "topdown", "gaussian like the second"};
    const size_t count = sizeof fits / sizeof *fits;
    struct svg_axis y = {"estimated share of the candidate within the group", -0.25L, 1.25L, false, NULL, 0};
    struct svg_chart chart = svg_begin(&picture->svg, "Estimates within the group under noise",
                                       svg_axis_categories("precincts taken", names, STUDY_VARIANTS), y);
    for (uint32_t v = 0; v < STUDY_VARIANTS; v++) {
        const struct study_fit *truth = &study->true_fit[v];
        const struct svg_point ends[] = {{v - 0.4L, truth->inside}, {v + 0.4L, truth->inside}};
        if (truth->stands) svg_line(&chart, 4, ends, 2, 1);
        for (size_t f = 0; f < count; f++) {
            const struct study_moments *moments = &fits[f]->inside[v];
            long double spread = 2 * sqrtl(study_moments_variance(moments)), x = beside(v, f, count);
            if (!moments->count) continue;
            svg_bar(&chart, f, x, moments->mean - spread, moments->mean + spread);
            svg_mark(&chart, f, (struct svg_point){x, moments->mean}, 4.5L, 1);
        }
    }
    for (size_t f = 0; f < count; f++) svg_legend(&chart, f, noises[f]);
    svg_legend(&chart, 4, "without noise");
    svg_remark(&chart, "bars: 2 standard deviations of runs");
    remark_epsilon(&chart, cell);
    picture->file = "estimates.svg";
    picture->caption =
        "The candidate's estimated share within the group (the line at x = 1): mean over the runs, with two "
        "standard deviations either way; without noise as the long strokes.";
    return svg_end(&chart);
}

scr_result study_plots(const struct study *study, struct study_picture *pictures, size_t *count) {
    *count = 2;
    SCR_TRY(plot_changes(study, &pictures[0]));
    SCR_TRY(plot_levels(study, &pictures[1]));
    if (!study->parameters->regression) return scr_done();
    *count = 4;
    SCR_TRY(plot_cloud(study, &pictures[2]));
    return plot_estimates(study, &pictures[3]);
}
