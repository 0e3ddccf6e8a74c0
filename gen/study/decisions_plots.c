/* decisions_plots.c: a picture for each decision: how often it stands against how far a unit is from its limit. */
#include <math.h>
#include <stdio.h>

#include "gen/study/decisions_report.h"
#include "gen/study/svg.h"

#define DRAWN_MOST 1500 /* units of one rule */
#define NEAREST 0.5L    /* distances below stand at the edge: the axis is logarithmic */

struct plot {
    const struct study *study;
    size_t rule;
    bool quota; /* the number required, not a rate */
    uint32_t units, step;
};

static struct svg_point point_of(const struct plot *p, const struct study_tally *tally, uint32_t unit) {
    const struct study_verdict *truth = &p->study->decider.truth[p->rule][unit];
    long double runs = p->study->parameters->runs;
    if (p->quota)
        return truth->required > 0
                   ? (struct svg_point){(long double)truth->required, (long double)tally->sum / runs / truth->required}
                   : (struct svg_point){NAN, NAN};
    if (!truth->stands) return (struct svg_point){NAN, NAN};
    return (struct svg_point){fmaxl(NEAREST, (long double)truth->distance / 1000), 100 * tally->right / runs};
}

static void widen(long double value, long double *low, long double *high) {
    if (!isfinite(value)) return;
    if (!(value >= *low)) *low = value;
    if (!(value <= *high)) *high = value;
}

static void find_range(const struct plot *p, const size_t *order, size_t shown, struct svg_point *low,
                       struct svg_point *high) {
    for (size_t s = 0; s < shown; s++) {
        const struct study_outcome *outcome = &study_first_split(p->study, order[s])->outcome[STUDY_SHOWN];
        for (uint32_t u = 0; u < p->units; u += p->step) {
            const struct study_tally *tally = &outcome->rules[p->rule].units[u];
            struct svg_point at = point_of(p, tally, u);
            long double times = isfinite(at.x) ? at.x : 1;
            widen(at.x, &low->x, &high->x);
            if (!isfinite(at.x)) continue;
            widen((long double)tally->least / times, &low->y, &high->y);
            widen((long double)tally->most / times, &low->y, &high->y);
        }
    }
}

static struct svg_chart begin(const struct plot *p, const size_t *order, size_t shown, struct scr_buffer *out) {
    const struct study_rule *rule = &p->study->parameters->decisions->rules[p->rule];
    struct svg_point low = {NAN, NAN}, high = {NAN, NAN};
    char title[160];
    find_range(p, order, shown, &low, &high);
    snprintf(title, sizeof title, "%s: %.100s",
             p->quota ? "Number required over the true one" : "How often the decision stands", rule->name);
    if (p->quota)
        return svg_begin(out, title,
                         svg_axis_fit("number required without noise (signatures, logarithmic)", low.x, high.x, true),
                         svg_axis_fit("required with noise / without: mean, least and most", low.y, high.y, false));
    return svg_begin(out, title,
                     svg_axis_fit("votes between the unit and its limit (logarithmic)", low.x, high.x, true),
                     (struct svg_axis){"share of runs decided as without noise (%)", -2, 102, false, NULL, 0});
}

static void draw(struct svg_chart *chart, const struct plot *p, const struct study_outcome *outcome, size_t style) {
    for (uint32_t u = 0; u < p->units; u += p->step) {
        const struct study_tally *tally = &outcome->rules[p->rule].units[u];
        struct svg_point at = point_of(p, tally, u);
        if (!isfinite(at.x)) continue;
        svg_mark(chart, style, at, 3.5L, 0.8L);
        if (p->quota) svg_bar(chart, style, at.x, (long double)tally->least / at.x, (long double)tally->most / at.x);
    }
}

static void explain(struct svg_chart *chart, const struct plot *p, const size_t *order, size_t shown) {
    char words[64];
    for (size_t s = 0; s < shown; s++) {
        struct release_fraction e = p->study->parameters->epsilons[order[s]];
        if (e.q == 1)
            snprintf(words, sizeof words, "epsilon %lld", (long long)e.p);
        else
            snprintf(words, sizeof words, "epsilon %lld/%lld", (long long)e.p, (long long)e.q);
        svg_legend(chart, s, words);
    }
    snprintf(words, sizeof words, "%s, split %.24s", study_mechanism_name(STUDY_SHOWN), p->study->cells[0].split);
    svg_remark(chart, words);
    if (!p->quota) svg_remark(chart, "distances below half a vote: left edge");
    if (shown < p->study->parameters->epsilon_count) svg_remark(chart, "the seven smallest epsilons");
    if (p->step == 1) return;
    snprintf(words, sizeof words, "every %luth unit", (unsigned long)p->step);
    svg_remark(chart, words);
}

static scr_result plot_rule(const struct study *study, size_t rule, struct study_picture *picture) {
    const struct study_decisions *decisions = study->parameters->decisions;
    const struct study_rule *of = &decisions->rules[rule];
    struct plot p = {study, rule, of->kind == STUDY_QUOTA && !of->signatures,
                     study_rule_units(study->table, decisions, of), 1};
    size_t order[STUDY_EPSILONS_MOST], shown = study->parameters->epsilon_count;
    p.step = p.units / DRAWN_MOST + 1;
    if (shown > SVG_STYLES) shown = SVG_STYLES;
    study_epsilon_order(study, order);
    struct svg_chart chart = begin(&p, order, shown, &picture->svg);
    for (size_t s = 0; s < shown; s++) draw(&chart, &p, &study_first_split(study, order[s])->outcome[STUDY_SHOWN], s);
    explain(&chart, &p, order, shown);
    picture->caption = p.quota ? "The number of signatures that noisy counts ask for, against the true number: mean "
                                 "over the runs, least and most. Above 1 petitioners need more than is due."
                               : "Each mark a unit: units close to a limit are decided like the toss of a coin; the "
                                 "smaller epsilon, the further from the limit that reaches.";
    return svg_end(&chart);
}

scr_result study_decision_plots(const struct study *study, struct scr_arena *arena, struct study_picture *pictures,
                                size_t *count) {
    for (size_t r = 0; r < study->parameters->decisions->count; r++) {
        struct study_picture *picture = &pictures[(*count)++];
        if (!(picture->file = scr_arena_print(arena, "decision-%zu.svg", r + 1))) return (scr_result){SCR_MEMORY};
        SCR_TRY(plot_rule(study, r, picture));
    }
    return scr_done();
}
