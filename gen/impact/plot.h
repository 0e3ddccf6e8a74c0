/* plot.h: the pictures of an impact statement, each a whole SVG file that is also part of the page.
 *
 * Pictures are drawn in floating point: numbers of record are those of impact.xml and the tables. */
#ifndef GEN_IMPACT_PLOT_H
#define GEN_IMPACT_PLOT_H

#include "gen/impact/study.h"

#define IMPACT_PLOTS_MOST 4

struct impact_plot {
    const char *file, *caption; /* words of ours */
    /* Appends at most about 250,000 bytes: what is too much to be drawn is thinned, and the picture says so. */
    scr_result (*draw)(const struct impact_study *study, const struct impact_outcome *outcomes, struct scr_buffer *out);
};

/* The pictures that this study has. */
size_t impact_plots(const struct impact_study *study, const struct impact_plot *plots[static IMPACT_PLOTS_MOST]);

/* "0.1", or "1/3" where the decimals do not end within nine places. */
SCR_MUST_CHECK scr_result impact_epsilon_text(struct scr_buffer *out, struct impact_fraction epsilon);

#endif
