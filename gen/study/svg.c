/* svg.c: charts as SVG. */
#include "gen/study/svg.h"

#include <math.h>
#include <stdio.h>
#include <string.h>

#include "scrutineer/text.h"

#define WIDTH 960
#define HEIGHT 440
#define LEFT 84
#define TOP 44
#define PLOT_WIDTH 600
#define PLOT_HEIGHT 316
#define LEGEND (LEFT + PLOT_WIDTH + 24)
#define LABEL_MOST 34 /* bytes of a name that are shown */

static const char *const colours[SVG_STYLES] = {"#0072B2", "#D55E00", "#009E73", "#CC79A7",
                                                "#000000", "#E69F00", "#56B4E9"};
static const char *const dashes[SVG_STYLES] = {"none", "7 3", "2 3", "9 3 2 3", "12 4", "4 4", "1 2"};

static void put(struct svg_chart *chart, const char *text) {
    if (!scr_failed(chart->result)) chart->result = scr_buffer_text(chart->out, text);
}

#define PUT(chart, ...)                                                                                                \
    do {                                                                                                               \
        if (!scr_failed((chart)->result)) (chart)->result = scr_buffer_print((chart)->out, __VA_ARGS__);               \
    } while (0)

/* Escaped, and cut where it is long. */
static void put_text(struct svg_chart *chart, const char *text, size_t most) {
    char cut[256];
    size_t length = strlen(text);
    if (length > most) {
        for (length = most; length && ((unsigned char)text[length] & 0xC0) == 0x80;) length--;
        snprintf(cut, sizeof cut, "%.*s…", (int)length, text);
        text = cut;
    }
    if (!scr_failed(chart->result)) chart->result = scr_text_html(chart->out, text);
}

struct svg_axis svg_axis_fit(const char *label, long double low, long double high, bool logarithmic) {
    if (!(low <= high) || !isfinite(low) || !isfinite(high)) low = high = 1;
    if (logarithmic) {
        low = low > 0 ? low : 1e-9L;
        high = high > low ? high : low;
        return (struct svg_axis){label, low / 1.4L, high * 1.4L, true, NULL, 0};
    }
    long double room = high > low ? (high - low) * 0.05L : fabsl(high) * 0.1L + 0.1L;
    return (struct svg_axis){label, low - room, high + room, false, NULL, 0};
}

struct svg_axis svg_axis_categories(const char *label, const char *const *names, size_t count) {
    return (struct svg_axis){label, -0.5L, (long double)count - 0.5L, false, names, count};
}

/* From 0 to 1. */
static long double along(const struct svg_axis *axis, long double value) {
    if (axis->logarithmic) return value > 0 ? logl(value / axis->low) / logl(axis->high / axis->low) : -1;
    return (value - axis->low) / (axis->high - axis->low);
}

/* Within the plot's own square; far away is cut, so that numbers stay short. */
static long double place(const struct svg_axis *axis, long double value, int size, bool upwards) {
    long double at = along(axis, value);
    at = at < -9 ? -9 : at > 9 ? 9 : at;
    return (upwards ? 1 - at : at) * size;
}

static long double x_of(const struct svg_chart *chart, long double x) { return place(&chart->x, x, PLOT_WIDTH, false); }
static long double y_of(const struct svg_chart *chart, long double y) { return place(&chart->y, y, PLOT_HEIGHT, true); }

static void tick(struct svg_chart *chart, bool upright, long double value, const char *name) {
    long double at = upright ? TOP + y_of(chart, value) : LEFT + x_of(chart, value);
    if (upright)
        PUT(chart, "<path d=\"M%d %.2LfH%d\" stroke=\"#ddd\"/><text x=\"%d\" y=\"%.2Lf\" text-anchor=\"end\">", LEFT,
            at, LEFT + PLOT_WIDTH, LEFT - 6, at + 4);
    else
        PUT(chart, "<path d=\"M%.2Lf %dV%d\" stroke=\"#ddd\"/><text x=\"%.2Lf\" y=\"%d\" text-anchor=\"middle\">", at,
            TOP, TOP + PLOT_HEIGHT, at, TOP + PLOT_HEIGHT + 17);
    if (name)
        put_text(chart, name, LABEL_MOST);
    else
        PUT(chart, fabsl(value) < 1e6L && fabsl(value) >= 1e4L ? "%.0Lf" : "%.4Lg", value);
    put(chart, "</text>\n");
}

/* 1, 2, 5 times powers of ten; the first of each ten alone when there are many. */
static void logarithmic_ticks(struct svg_chart *chart, const struct svg_axis *axis, bool upright) {
    static const int steps[] = {1, 2, 5};
    long double tens = log10l(axis->high / axis->low);
    int first = (int)floorl(log10l(axis->low)), last = (int)ceill(log10l(axis->high));
    for (int power = first; power <= last; power++)
        for (size_t s = 0; s < (tens > 4 ? 1 : 3); s++) {
            long double value = steps[s] * powl(10, power);
            if (value >= axis->low && value <= axis->high) tick(chart, upright, value, NULL);
        }
}

static void linear_ticks(struct svg_chart *chart, const struct svg_axis *axis, bool upright) {
    long double range = axis->high - axis->low, step = powl(10, floorl(log10l(range / 4)));
    if (range / step > 20) step *= 5;
    if (range / step > 8) step *= 2;
    for (long double k = ceill(axis->low / step); k * step <= axis->high && k < ceill(axis->low / step) + 40; k++)
        tick(chart, upright, k == 0 ? 0 : k * step, NULL);
}

static void draw_axis(struct svg_chart *chart, const struct svg_axis *axis, bool upright) {
    if (axis->category)
        for (size_t i = 0; i < axis->categories; i++) tick(chart, upright, (long double)i, axis->category[i]);
    else if (axis->logarithmic)
        logarithmic_ticks(chart, axis, upright);
    else
        linear_ticks(chart, axis, upright);
    if (upright)
        PUT(chart, "<text x=\"%d\" y=\"%d\" transform=\"rotate(-90 %d %d)\" text-anchor=\"middle\">", 18,
            TOP + PLOT_HEIGHT / 2, 18, TOP + PLOT_HEIGHT / 2);
    else
        PUT(chart, "<text x=\"%d\" y=\"%d\" text-anchor=\"middle\">", LEFT + PLOT_WIDTH / 2, TOP + PLOT_HEIGHT + 44);
    put_text(chart, axis->label, 120);
    put(chart, "</text>\n");
}

struct svg_chart svg_begin(struct scr_buffer *out, const char *title, struct svg_axis x, struct svg_axis y) {
    struct svg_chart chart = {out, scr_done(), x, y, 0};
    PUT(&chart,
        "<svg xmlns=\"http://www.w3.org/2000/svg\" viewBox=\"0 0 %d %d\" width=\"%d\" height=\"%d\" role=\"img\" "
        "font-family=\"Liberation Sans,Arial,sans-serif\" font-size=\"13\">\n<title>",
        WIDTH, HEIGHT, WIDTH, HEIGHT);
    put_text(&chart, title, 200);
    PUT(&chart, "</title>\n<rect width=\"%d\" height=\"%d\" fill=\"#fff\"/>\n", WIDTH, HEIGHT);
    PUT(&chart, "<text x=\"%d\" y=\"24\" font-size=\"16\" font-weight=\"bold\">", LEFT);
    put_text(&chart, title, 200);
    put(&chart, "</text>\n");
    draw_axis(&chart, &chart.x, false);
    draw_axis(&chart, &chart.y, true);
    PUT(&chart, "<rect x=\"%d\" y=\"%d\" width=\"%d\" height=\"%d\" fill=\"none\" stroke=\"#000\"/>\n", LEFT, TOP,
        PLOT_WIDTH, PLOT_HEIGHT);
    PUT(&chart, "<svg x=\"%d\" y=\"%d\" width=\"%d\" height=\"%d\">\n", LEFT, TOP, PLOT_WIDTH, PLOT_HEIGHT);
    return chart;
}

scr_result svg_end(struct svg_chart *chart) {
    if (!chart->legend) put(chart, "</svg>\n");
    put(chart, "</svg>\n");
    return chart->result;
}

void svg_line(struct svg_chart *chart, size_t style, const struct svg_point *points, size_t count,
              long double opacity) {
    bool pen = false;
    put(chart, "<path d=\"");
    for (size_t i = 0; i < count; i++) {
        if (!isfinite(points[i].x) || !isfinite(points[i].y)) continue;
        PUT(chart, "%s%.2Lf %.2Lf", pen ? "L" : "M", x_of(chart, points[i].x), y_of(chart, points[i].y));
        pen = true;
    }
    PUT(chart, "\" fill=\"none\" stroke=\"%s\" stroke-width=\"1.8\" stroke-dasharray=\"%s\" opacity=\"%.2Lf\"/>\n",
        colours[style % SVG_STYLES], dashes[style % SVG_STYLES], opacity);
}

static void draw_mark(struct svg_chart *chart, size_t style, long double x, long double y, long double r,
                      long double opacity) {
    const char *colour = colours[style % SVG_STYLES];
    switch (style % SVG_STYLES) {
    case 0:
        PUT(chart, "<circle cx=\"%.2Lf\" cy=\"%.2Lf\" r=\"%.2Lf\"", x, y, r);
        break;
    case 1:
        PUT(chart, "<path d=\"M%.2Lf %.2Lfh%.2Lfv%.2Lfh-%.2Lfz\"", x - r, y - r, 2 * r, 2 * r, 2 * r);
        break;
    case 2:
        PUT(chart, "<path d=\"M%.2Lf %.2Lfl%.2Lf %.2Lfh-%.2Lfz\"", x, y - r, r, 2 * r, 2 * r);
        break;
    case 3:
        PUT(chart, "<path d=\"M%.2Lf %.2Lfl%.2Lf %.2Lfl-%.2Lf %.2Lfl-%.2Lf -%.2Lfz\"", x, y - r, r, r, r, r, r, r);
        break;
    case 4:
        PUT(chart, "<path d=\"M%.2Lf %.2Lfl%.2Lf %.2Lfm0 -%.2Lfl-%.2Lf %.2Lf\" stroke-width=\"2\" stroke=\"%s\"", x - r,
            y - r, 2 * r, 2 * r, 2 * r, 2 * r, 2 * r, colour);
        break;
    case 5:
        PUT(chart, "<path d=\"M%.2Lf %.2Lfl%.2Lf -%.2Lfh-%.2Lfz\"", x, y + r, r, 2 * r, 2 * r);
        break;
    default:
        PUT(chart, "<path d=\"M%.2Lf %.2Lfh%.2Lfm-%.2Lf -%.2Lfv%.2Lf\" stroke-width=\"2\" stroke=\"%s\"", x - r, y,
            2 * r, r, r, 2 * r, colour);
    }
    PUT(chart, " fill=\"%s\" opacity=\"%.2Lf\"/>\n", colour, opacity);
}

void svg_mark(struct svg_chart *chart, size_t style, struct svg_point at, long double size, long double opacity) {
    if (isfinite(at.x) && isfinite(at.y)) draw_mark(chart, style, x_of(chart, at.x), y_of(chart, at.y), size, opacity);
}

void svg_bar(struct svg_chart *chart, size_t style, long double x, long double low, long double high) {
    if (!isfinite(low) || !isfinite(high)) return;
    long double at = x_of(chart, x), from = y_of(chart, low), to = y_of(chart, high);
    PUT(chart, "<path d=\"M%.2Lf %.2LfV%.2Lfm-4 0h8M%.2Lf %.2Lfm-4 0h8\" stroke=\"%s\" stroke-width=\"1.5\"/>\n", at,
        from, to, at, from, colours[style % SVG_STYLES]);
}

/* The first entry closes the plot's square. */
static int next_entry(struct svg_chart *chart) {
    if (!chart->legend) put(chart, "</svg>\n");
    return TOP + 12 + 22 * (int)chart->legend++;
}

void svg_legend(struct svg_chart *chart, size_t style, const char *words) {
    int y = next_entry(chart);
    PUT(chart, "<path d=\"M%d %dh34\" stroke=\"%s\" stroke-width=\"1.8\" stroke-dasharray=\"%s\"/>\n", LEGEND, y,
        colours[style % SVG_STYLES], dashes[style % SVG_STYLES]);
    draw_mark(chart, style, LEGEND + 17, y, 4, 1);
    PUT(chart, "<text x=\"%d\" y=\"%d\">", LEGEND + 42, y + 4);
    put_text(chart, words, LABEL_MOST);
    put(chart, "</text>\n");
}

void svg_remark(struct svg_chart *chart, const char *words) {
    int y = next_entry(chart);
    PUT(chart, "<text x=\"%d\" y=\"%d\" font-size=\"12\">", LEGEND, y + 4);
    put_text(chart, words, 44);
    put(chart, "</text>\n");
}
