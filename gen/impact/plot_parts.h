/* plot_parts.h: what the pictures of the three decisions share. */
#ifndef GEN_IMPACT_PLOT_PARTS_H
#define GEN_IMPACT_PLOT_PARTS_H

#include "gen/impact/plot.h"
#include "gen/study/svg.h"

/* As many epsilons as there are colours can be told apart; of more, the first, the last and some between are drawn. */
struct impact_shown {
    size_t count, index[SVG_STYLES];
};
struct impact_shown impact_shown(const struct impact_parameters *parameters, size_t most);
long double impact_epsilon_value(const struct impact_study *study, size_t e);

/* One epsilon's points in the style of its place among those shown. */
struct impact_cloud {
    const struct impact_shown *shown;
    struct svg_point *points; /* [shown->count][count] */
    size_t count;
};
SCR_MUST_CHECK scr_result impact_cloud_begin(struct impact_cloud *cloud, const struct impact_shown *shown,
                                             size_t count);
void impact_cloud_end(struct impact_cloud *cloud);
/* A mark for each point, or above IMPACT_MARKS_MOST of them, in each of some equal parts of the x axis, the least and
 * the greatest, joined by lines. True: so thinned. */
SCR_MUST_CHECK scr_result impact_cloud_draw(struct svg_chart *chart, const struct impact_cloud *cloud, bool *thinned);
#define IMPACT_MARKS_MOST 2700 /* of about 90 bytes */

/* The least and greatest finite x and y; nothing is changed where there is none. */
void impact_widen(const struct svg_point *points, size_t count, struct svg_point *low, struct svg_point *high);

/* Legend of epsilons with what could not be shown, then remarks (lines of at most 44 bytes, NULL at the end), the
 * description for those who do not see the picture, and the end. */
SCR_MUST_CHECK scr_result impact_plot_end(struct svg_chart *chart, const struct impact_study *study,
                                          const struct impact_shown *shown, const char *const *remarks,
                                          const char *description);

extern const struct impact_plot impact_plot_covered, impact_plot_not_covered, impact_plot_distance, impact_plot_repair,
    impact_plot_funds, impact_plot_deviation, impact_plot_multiplicative, impact_plot_states;

#endif
