/* plot_funds.c: what districts expect to receive of what is due to them, from small to large ones. */
#include <math.h>

#include "gen/impact/plot_parts.h"

#define LEAST 0.001L /* of what is due; less stands at the lower edge of the logarithmic axis */

static scr_result draw(const struct impact_study *study, const struct impact_outcome *outcomes,
                       struct scr_buffer *out) {
    struct impact_shown shown = impact_shown(study->parameters, SVG_STYLES);
    struct impact_cloud cloud;
    struct svg_point low = {NAN, 1}, high = {NAN, 1};
    bool thinned = false;
    SCR_TRY(impact_cloud_begin(&cloud, &shown, study->count));
    for (size_t s = 0; s < shown.count; s++)
        for (size_t i = 0; i < study->count; i++) {
            struct svg_point *point = &cloud.points[s * study->count + i];
            long double due = (long double)study->truth[i];
            *point = (struct svg_point){NAN, NAN};
            if (!study->truth[i]) continue;
            const struct impact_outcome *outcome = &outcomes[shown.index[s]];
            long double given = (long double)outcome->sums[3 * i] / study->parameters->trials;
            *point = (struct svg_point){due / (IMPACT_SHARE / 1000000), fmaxl(LEAST, given / due)};
        }
    impact_widen(cloud.points, shown.count * study->count, &low, &high);
    struct svg_chart chart =
        svg_begin(out, "What districts expect to receive, as a multiple of what is due to them",
                  svg_axis_fit("due to the district (dollars of every million, logarithmic)", low.x, high.x, true),
                  svg_axis_fit("expected / due (1: fair; logarithmic)", low.y, high.y, true));
    scr_result result = impact_cloud_draw(&chart, &cloud, &thinned);
    impact_cloud_end(&cloud);
    if (scr_failed(result)) return result;
    const char *remarks[6] = {"districts to which nothing is due", "are not drawn"};
    size_t count = 2;
    if (thinned) {
        remarks[count++] = "lines: the least and the greatest of";
        remarks[count++] = "each of 48 parts of the axis";
    }
    if (low.y <= LEAST) remarks[count++] = "0.001: that or less";
    return impact_plot_end(&chart, study, &shown, remarks,
                           "For each district and epsilon what it expects to receive over what is due to it, against "
                           "what is due. At 1 a district expects what is due; above 1 more, below 1 less. The lines "
                           "spread for small districts, the more the smaller epsilon is.");
}

const struct impact_plot impact_plot_funds = {
    "multiple-by-share.svg",
    "Districts above 1 expect more than is due to them, those below 1 less, on average over the trials.", draw};
