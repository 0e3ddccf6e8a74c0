/* svg.h: draws one chart as SVG: axes with ticks and labels, lines, marks and a legend.
 *
 * Colours are those of Okabe and Ito, which people with any colour vision tell apart; each also has a mark and a dash
 * of its own, so that nothing depends on colour. Places are rounded to hundredths of a pixel. The first failure is kept
 * and makes every later call do nothing. */
#ifndef GEN_STUDY_SVG_H
#define GEN_STUDY_SVG_H

#include "scrutineer/bytes.h"

#define SVG_STYLES 7

struct svg_axis {
    const char *label; /* with its unit */
    long double low, high;
    bool logarithmic;            /* low and high above 0 */
    const char *const *category; /* NULL, or [high + 1] names of 0, 1, ..; low is then -0.5 and high count - 0.5 */
    size_t categories;
};

struct svg_chart {
    struct scr_buffer *out; /* borrowed */
    scr_result result;
    struct svg_axis x, y;
    size_t legend; /* entries so far */
};

struct svg_point {
    long double x, y;
};

/* Widens an axis so that its range is not empty and has room at the ends; `low` and `high` are of the numbers. */
struct svg_axis svg_axis_fit(const char *label, long double low, long double high, bool logarithmic);
struct svg_axis svg_axis_categories(const char *label, const char *const *names, size_t count);

struct svg_chart svg_begin(struct scr_buffer *out, const char *title, struct svg_axis x, struct svg_axis y);
SCR_MUST_CHECK scr_result svg_end(struct svg_chart *chart);

/* Between the two, what lies outside the axes is cut off; points that are no numbers are left out. */
void svg_line(struct svg_chart *chart, size_t style, const struct svg_point *points, size_t count, long double opacity);
void svg_mark(struct svg_chart *chart, size_t style, struct svg_point at, long double size, long double opacity);
/* An upright bar with end strokes. */
void svg_bar(struct svg_chart *chart, size_t style, long double x, long double low, long double high);
/* The next entry of the legend beside the chart: line and mark with words. */
void svg_legend(struct svg_chart *chart, size_t style, const char *words);
/* A sentence below the legend's entries. */
void svg_remark(struct svg_chart *chart, const char *words);

#endif
