/* plot.c: which pictures an impact statement has, and what they share: epsilons, clouds of points, legends. */
#include <math.h>
#include <stdlib.h>

#include "gen/impact/plot_parts.h"
#include "gen/impact/report.h"
#include "scrutineer/text.h"

size_t impact_plots(const struct impact_study *study, const struct impact_plot *plots[static IMPACT_PLOTS_MOST]) {
    size_t count = 0;
    switch (study->table->decision) {
    case IMPACT_COVERAGE:
        if (study->covered) plots[count++] = &impact_plot_covered;
        if (study->covered < study->count) plots[count++] = &impact_plot_not_covered;
        plots[count++] = &impact_plot_distance;
        if (study->parameters->samples && study->covered) plots[count++] = &impact_plot_repair;
        break;
    case IMPACT_FUNDS:
        plots[count++] = &impact_plot_funds;
        break;
    case IMPACT_SEATS:
        plots[count++] = &impact_plot_deviation;
        plots[count++] = &impact_plot_multiplicative;
        plots[count++] = &impact_plot_states;
        break;
    }
    return count;
}

scr_result impact_epsilon_text(struct scr_buffer *out, struct impact_fraction epsilon) {
    if (!epsilon.q || 1000000000 % epsilon.q) return impact_fraction_print(out, epsilon);
    uint64_t billionths = 1000000000 / epsilon.q * epsilon.p; /* terms are at most 10^9 */
    unsigned places = 9;
    for (; places && billionths % 10 == 0; places--) billionths /= 10;
    return impact_decimal(out, (impact_signed)epsilon.p, epsilon.q, places);
}

struct impact_shown impact_shown(const struct impact_parameters *parameters, size_t most) {
    struct impact_shown shown = {.count = parameters->epsilon_count < most ? parameters->epsilon_count : most};
    for (size_t s = 0; s < shown.count; s++)
        shown.index[s] = shown.count > 1 ? s * (parameters->epsilon_count - 1) / (shown.count - 1) : 0;
    return shown;
}

long double impact_epsilon_value(const struct impact_study *study, size_t e) {
    return (long double)study->parameters->epsilons[e].p / (long double)study->parameters->epsilons[e].q;
}

scr_result impact_cloud_begin(struct impact_cloud *cloud, const struct impact_shown *shown, size_t count) {
    *cloud = (struct impact_cloud){shown, calloc(shown->count * count + 1, sizeof(struct svg_point)), count};
    return cloud->points ? scr_done() : (scr_result){SCR_MEMORY};
}

void impact_cloud_end(struct impact_cloud *cloud) { free(cloud->points); }

void impact_widen(const struct svg_point *points, size_t count, struct svg_point *low, struct svg_point *high) {
    for (size_t i = 0; i < count; i++) {
        if (!isfinite(points[i].x) || !isfinite(points[i].y)) continue;
        low->x = fminl(low->x, points[i].x); /* of a NaN and a number, the number */
        low->y = fminl(low->y, points[i].y);
        high->x = fmaxl(high->x, points[i].x);
        high->y = fmaxl(high->y, points[i].y);
    }
}

enum { BINS = 48 };

/* 0 to BINS - 1, or BINS for what lies outside. */
static size_t bin_of(const struct svg_axis *axis, long double x) {
    long double at = axis->logarithmic ? logl(x / axis->low) / logl(axis->high / axis->low)
                                       : (x - axis->low) / (axis->high - axis->low);
    return at >= 0 && at < 1 ? (size_t)(at * BINS) : BINS;
}

static long double bin_middle(const struct svg_axis *axis, size_t bin) {
    long double at = ((long double)bin + 0.5L) / BINS;
    return axis->logarithmic ? axis->low * powl(axis->high / axis->low, at) : axis->low + at * (axis->high - axis->low);
}

static void draw_ends(struct svg_chart *chart, size_t style, const struct svg_point *points, size_t count) {
    struct svg_point ends[2][BINS];
    for (size_t b = 0; b < BINS; b++)
        for (size_t end = 0; end < 2; end++) ends[end][b] = (struct svg_point){bin_middle(&chart->x, b), NAN};
    for (size_t i = 0; i < count; i++) {
        size_t b = bin_of(&chart->x, points[i].x);
        if (b == BINS) continue;
        ends[0][b].y = fminl(ends[0][b].y, points[i].y);
        ends[1][b].y = fmaxl(ends[1][b].y, points[i].y);
    }
    for (size_t end = 0; end < 2; end++) {
        svg_line(chart, style, ends[end], BINS, 1);
        for (size_t b = end; b < BINS; b += 2) svg_mark(chart, style, ends[end][b], 3, 1);
    }
}

scr_result impact_cloud_draw(struct svg_chart *chart, const struct impact_cloud *cloud, bool *thinned) {
    *thinned = cloud->count * cloud->shown->count > IMPACT_MARKS_MOST;
    for (size_t s = 0; s < cloud->shown->count; s++) {
        const struct svg_point *points = cloud->points + s * cloud->count;
        if (*thinned)
            draw_ends(chart, s, points, cloud->count);
        else
            for (size_t i = 0; i < cloud->count; i++) svg_mark(chart, s, points[i], 2.5L, 0.7L);
    }
    return chart->result;
}

scr_result impact_plot_end(struct svg_chart *chart, const struct impact_study *study, const struct impact_shown *shown,
                           const char *const *remarks, const char *description) {
    struct scr_buffer words = {0};
    for (size_t s = 0; s < shown->count && !scr_failed(chart->result); s++) {
        words.length = 0;
        chart->result = scr_buffer_text(&words, "epsilon ");
        if (!scr_failed(chart->result))
            chart->result = impact_epsilon_text(&words, study->parameters->epsilons[shown->index[s]]);
        if (!scr_failed(chart->result)) svg_legend(chart, s, (const char *)words.data);
    }
    scr_buffer_free(&words);
    for (; *remarks; remarks++) svg_remark(chart, *remarks);
    if (shown->count && shown->count < study->parameters->epsilon_count)
        svg_remark(chart, "not all epsilons are drawn");
    if (!scr_failed(chart->result)) chart->result = scr_buffer_text(chart->out, "<desc>");
    if (!scr_failed(chart->result)) chart->result = scr_text_html(chart->out, description);
    if (!scr_failed(chart->result)) chart->result = scr_buffer_text(chart->out, "</desc>\n");
    return svg_end(chart);
}
