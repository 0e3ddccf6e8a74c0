/* plot_seats.c: how far seats are from quotas with noise: on average, in the worst trial pairs, and state by state. */
#include <math.h>

#include "gen/impact/plot_parts.h"

#define AXIS_EPSILON "epsilon (privacy loss; smaller is safer; logarithmic)"

/* A line over the epsilons, and one across for what there is without noise. */
static scr_result draw_line(const struct impact_study *study, struct svg_point points[static IMPACT_EPSILONS_MOST],
                            long double without, bool from_zero, const char *const words[static 3],
                            struct scr_buffer *out) {
    size_t count = study->parameters->epsilon_count;
    struct svg_point low = {NAN, without}, high = {NAN, without};
    for (size_t e = 0; e < count; e++) points[e].x = impact_epsilon_value(study, e);
    impact_widen(points, count, &low, &high);
    bool logarithmic = !from_zero && high.y > 4 * low.y;
    struct svg_axis x = svg_axis_fit(AXIS_EPSILON, low.x, high.x, true),
                    y = svg_axis_fit(words[1], from_zero ? fminl(0, low.y) : low.y, high.y, logarithmic);
    struct svg_chart chart = svg_begin(out, words[0], x, y);
    struct svg_point across[] = {{x.low, without}, {x.high, without}};
    svg_line(&chart, 1, across, 2, 1);
    svg_line(&chart, 0, points, count, 1);
    for (size_t e = 0; e < count; e++) svg_mark(&chart, 0, points[e], 4, 1);
    svg_legend(&chart, 0, "with noise");
    svg_legend(&chart, 1, "without noise");
    static const char *const none[] = {NULL};
    const struct impact_shown nothing = {0};
    return impact_plot_end(&chart, study, &nothing, none, words[2]);
}

static scr_result draw_deviation(const struct impact_study *study, const struct impact_outcome *outcomes,
                                 struct scr_buffer *out) {
    static const char *const words[] = {
        "Average distance of expected seats from the quota", "average deviation (seats per state)",
        ("Average over the states of the difference between the seats that a state expects over many trials and its "
         "quota, for each epsilon, with a line across for the seats without noise.")};
    struct svg_point points[IMPACT_EPSILONS_MOST];
    for (size_t e = 0; e < study->parameters->epsilon_count; e++)
        points[e].y =
            (long double)impact_average_deviation(study, outcomes[e].sums, 3, study->parameters->trials) / 1e9L;
    return draw_line(study, points, (long double)study->average_deviation / 1e9L, true, words, out);
}

static scr_result draw_multiplicative(const struct impact_study *study, const struct impact_outcome *outcomes,
                                      struct scr_buffer *out) {
    static const char *const words[] = {"How many times more seats per person the most favoured state has",
                                        "most / least seats per person (times)",
                                        ("Seats per person of the most favoured state over those of the least favoured "
                                         "one, on average over the trials, "
                                         "for each epsilon, with a line across for the seats without noise.")};
    struct svg_point points[IMPACT_EPSILONS_MOST];
    for (size_t e = 0; e < study->parameters->epsilon_count; e++)
        points[e].y = (long double)outcomes[e].max_multiplicative / study->parameters->trials / 1e6L;
    return draw_line(study, points, (long double)study->max_multiplicative / 1e6L, false, words, out);
}

/* A cloud for each epsilon shown, then that without noise. */
static scr_result draw_states(const struct impact_study *study, const struct impact_outcome *outcomes,
                              struct scr_buffer *out) {
    struct impact_shown shown = impact_shown(study->parameters, SVG_STYLES - 1), styles = {shown.count + 1, {0}};
    struct impact_cloud cloud;
    struct svg_point low = {NAN, 0}, high = {NAN, 0};
    bool thinned = false;
    SCR_TRY(impact_cloud_begin(&cloud, &styles, study->count));
    for (size_t s = 0; s <= shown.count; s++)
        for (size_t i = 0; i < study->count; i++) {
            long double people = (long double)study->counts[0][i],
                        quota = people * study->parameters->house / (long double)study->total,
                        seats = s < shown.count
                                    ? (long double)outcomes[shown.index[s]].sums[3 * i] / study->parameters->trials
                                    : (long double)study->truth[i];
            cloud.points[s * study->count + i] = (struct svg_point){people, seats - quota};
        }
    impact_widen(cloud.points, styles.count * study->count, &low, &high);
    struct svg_chart chart = svg_begin(out, "Seats above or below the quota, state by state",
                                       svg_axis_fit("population (persons, logarithmic)", low.x, high.x, true),
                                       svg_axis_fit("expected seats less quota (seats)", low.y, high.y, false));
    scr_result result = impact_cloud_draw(&chart, &cloud, &thinned);
    impact_cloud_end(&cloud);
    if (scr_failed(result)) return result;
    svg_legend(&chart, shown.count, "without noise");
    const char *remarks[3] = {NULL};
    if (thinned) {
        remarks[0] = "lines: the least and the greatest of";
        remarks[1] = "each of 48 parts of the axis";
    }
    return impact_plot_end(&chart, study, &shown, remarks,
                           "For each state the seats that it expects less its quota, for each epsilon and without "
                           "noise, against its population. The line at 0 is a state's exact share.");
}

const struct impact_plot
    impact_plot_deviation = {"average-deviation.svg",
                             "Averaged over trials, noise can bring states closer to their quotas than rounding alone "
                             "does: each trial by itself does not.",
                             draw_deviation},
    impact_plot_multiplicative = {"max-multiplicative.svg",
                                  "Within one trial the gap between the most and the least favoured state, on average "
                                  "over the trials.",
                                  draw_multiplicative},
    impact_plot_states = {"states.svg", "Who is above and who is below the quota, on average over the trials.",
                          draw_states};
