/* decisions_sheets.c: tables of decisions: in all units, in each unit, and from which epsilon on units are spared. */
#include <math.h>

#include "gen/study/decisions_report.h"

const char *study_rule_kind_name(enum study_rule_kind kind) {
    static const char *const names[] = {"share-threshold", "recount-margin", "petition-quota"};
    return names[kind];
}

const char *study_rule_class(const struct study_rule *rule, bool yes) {
    static const char *const classes[][2] = {{"below", "above"}, {"no recount", "recount"}, {"not met", "met"}};
    return classes[rule->kind][yes];
}

void study_epsilon_order(const struct study *study, size_t order[static STUDY_EPSILONS_MOST]) {
    const struct release_fraction *e = study->parameters->epsilons;
    for (size_t i = 0; i < study->parameters->epsilon_count; i++) {
        size_t at = i;
        for (; at && (release_wide)e[i].p * e[order[at - 1]].q < (release_wide)e[order[at - 1]].p * e[i].q; at--)
            order[at] = order[at - 1];
        order[at] = i;
    }
}

static size_t splits_of(const struct study *study) { return study->cell_count / study->parameters->epsilon_count; }

const struct study_cell *study_first_split(const struct study *study, size_t epsilon) {
    return &study->cells[epsilon * splits_of(study)];
}

/* Is this unit, or is every unit, spared under this choice? */
static bool spares(const struct study *study, size_t rule, const struct study_rule_outcome *outcome, uint32_t unit) {
    const struct study_decisions *decisions = study->parameters->decisions;
    const struct study_rule *of = &decisions->rules[rule];
    uint32_t units = study_rule_units(study->table, decisions, of);
    for (uint32_t u = 0; u < units; u++) {
        if (unit != STUDY_ALL_UNITS && u != unit) continue;
        if (of->signatures && !study->decider.truth[rule][u].stands) continue;
        if (!study_rule_spared(of, &outcome->units[u], study->parameters->runs)) return false;
    }
    return true;
}

size_t study_spared_from(const struct study *study, size_t rule, size_t split, enum study_mechanism mechanism,
                         uint32_t unit) {
    size_t order[STUDY_EPSILONS_MOST], from = study->parameters->epsilon_count;
    study_epsilon_order(study, order);
    while (from) {
        const struct study_cell *cell = &study->cells[order[from - 1] * splits_of(study) + split];
        if (!spares(study, rule, &cell->outcome[mechanism].rules[rule], unit)) break;
        from--;
    }
    return from;
}

static const char *level_of(const struct study *study, const struct study_rule *rule) {
    return rule->by_district ? "districts" : study->table->level_names[rule->level];
}

static void put_unit(const struct study *study, const struct study_rule *rule, uint32_t unit,
                     struct study_sheet *sheet) {
    const char *name = "";
    scr_result result =
        study_rule_unit_name(study->table, study->parameters->decisions, rule, unit, sheet->arena, &name);
    if (!scr_failed(sheet->result)) sheet->result = result;
    study_put(sheet, name);
}

/* Runs of all runs in percent; nothing without units. */
static void put_percent(struct study_sheet *sheet, const struct study *study, uint64_t runs, uint64_t units) {
    study_put_places(sheet, units ? 100.0L * (long double)runs / units / study->parameters->runs : (long double)NAN, 2);
}

static void put_choice(struct study_sheet *sheet, const struct study_cell *cell, int mechanism) {
    study_put_fraction(sheet, cell->epsilon);
    study_put(sheet, cell->split);
    study_put(sheet, study_mechanism_name((enum study_mechanism)mechanism));
}

static void put_classes(struct study_sheet *sheet, const struct study *study, const struct study_rule *rule,
                        const struct study_rule_summary *s) {
    for (unsigned class = 2; class --;) {
        bool plain = rule->kind == STUDY_QUOTA && !rule->signatures;
        if (plain && class)
            study_put(sheet, "");
        else
            study_put_count(sheet, s->units[class]);
        put_percent(sheet, study, s->least[class], s->units[class] > 0);
        put_percent(sheet, study, s->right[class], s->units[class]);
        put_percent(sheet, study, s->most[class], s->units[class] > 0);
        put_percent(sheet, study, s->most[class] - s->least[class], s->units[class] > 0);
    }
}

static void put_summary(struct study_sheet *sheet, const struct study *study, size_t r,
                        const struct study_rule_outcome *outcome) {
    const struct study_rule *rule = &study->parameters->decisions->rules[r];
    struct study_rule_summary s = {0};
    scr_result result = study_rule_summarise(study, r, outcome, &s);
    if (!scr_failed(sheet->result)) sheet->result = result;
    put_classes(sheet, study, rule, &s);
    study_put_number(sheet, s.error);
    put_percent(sheet, study, s.kept, rule->kind == STUDY_RECOUNT ? s.units[0] + s.units[1] : 0);
    if (rule->kind != STUDY_QUOTA) {
        for (int i = 0; i < 5; i++) study_put(sheet, "");
        return;
    }
    const struct study_verdict *truth = study->decider.truth[r];
    if (s.ratios) {
        study_put_places(sheet, s.ratio, 6);
        study_put_places(sheet, (long double)outcome->units[s.largest].most / truth[s.largest].required, 6);
        put_unit(study, rule, s.largest, sheet);
    } else
        for (int i = 0; i < 3; i++) study_put(sheet, "");
    study_put_count(sheet, s.inversions);
    study_put_count(sheet, s.inverted);
}

void study_sheet_decisions(const struct study *study, struct study_sheet *sheet) {
    const struct study_decisions *decisions = study->parameters->decisions;
    sheet->file = "decisions.csv";
    sheet->title = "Decisions in all units";
    sheet->note =
        "Rates: runs in which a unit is decided as without noise, in percent to nearest with two places, for units "
        "above (a recount, met) and below apart: the least, the mean over the units, the most, and their disparity, "
        "the most less the least. Of a quota without signatures the rate is of runs in which the number is within 1 % "
        "of the true one, and stands under below. Mean error: mean size of the change of the votes between a unit and "
        "its limit, 6 significant digits. Ratio: required with noise over required without, the mean and the largest "
        "of all runs. Inversions: pairs of units of which the larger needs fewer on average.";
    study_sheet_heads(sheet,
                      "rule|kind|level|epsilon|split|mechanism|units above|least above|mean above|most above|disparity "
                      "above|units below|least below|mean below|most below|disparity below|mean error|winner "
                      "kept|mean ratio|largest ratio|unit of the largest|inversions|units inverted");
    for (size_t r = 0; r < decisions->count; r++)
        for (size_t c = 0; c < study->cell_count; c++)
            for (int m = 0; m < STUDY_MECHANISMS; m++) {
                study_put(sheet, decisions->rules[r].name);
                study_put(sheet, study_rule_kind_name(decisions->rules[r].kind));
                study_put(sheet, level_of(study, &decisions->rules[r]));
                put_choice(sheet, &study->cells[c], m);
                put_summary(sheet, study, r, &study->cells[c].outcome[m].rules[r]);
            }
}

static void put_spared(struct study_sheet *sheet, const struct study *study, size_t r, size_t split, int mechanism,
                       uint32_t unit) {
    size_t order[STUDY_EPSILONS_MOST];
    size_t from = study_spared_from(study, r, split, (enum study_mechanism)mechanism, unit);
    study_epsilon_order(study, order);
    if (from == study->parameters->epsilon_count)
        study_put(sheet, "none tried");
    else
        study_put_fraction(sheet, study->parameters->epsilons[order[from]]);
}

static void put_worst(struct study_sheet *sheet, const struct study *study, size_t r, size_t c, int m) {
    const struct study_rule *rule = &study->parameters->decisions->rules[r];
    const struct study_rule_outcome *outcome = &study->cells[c].outcome[m].rules[r];
    struct study_rule_summary s = {0};
    scr_result result = study_rule_summarise(study, r, outcome, &s);
    if (!scr_failed(sheet->result)) sheet->result = result;
    const struct study_verdict *truth = &study->decider.truth[r][s.worst];
    study_put(sheet, rule->name);
    put_choice(sheet, &study->cells[c], m);
    study_put_count(sheet, s.units[0] + s.units[1]);
    study_put_count(sheet, s.outside);
    put_unit(study, rule, s.worst, sheet);
    study_put(sheet, truth->stands ? study_rule_class(rule, truth->yes) : "");
    put_percent(sheet, study, study_rule_rate(rule, &outcome->units[s.worst]), 1);
    put_spared(sheet, study, r, c % splits_of(study), m, s.worst);
    put_spared(sheet, study, r, c % splits_of(study), m, STUDY_ALL_UNITS);
}

void study_sheet_spared(const struct study *study, struct study_sheet *sheet) {
    sheet->file = "decisions-worst.csv";
    sheet->title = "Whom the noise hurts most, and what would spare them";
    sheet->note = "A unit is spared when at least 95 of 100 runs decide it as without noise (of a quota without "
                  "signatures: when the number is within 1 % of the true one). The last two columns: the smallest "
                  "epsilon tried that spares the worst-off unit, or all of them, as every larger one tried does.";
    study_sheet_heads(sheet, "rule|epsilon|split|mechanism|units|not spared|worst off|without noise|rate|epsilon that "
                             "spares it|epsilon that spares all");
    for (size_t r = 0; r < study->parameters->decisions->count; r++)
        for (size_t c = 0; c < study->cell_count; c++)
            for (int m = 0; m < STUDY_MECHANISMS; m++) put_worst(sheet, study, r, c, m);
}

static void put_thousandths(struct study_sheet *sheet, int64_t number) {
    const char *text = scr_arena_print(sheet->arena, "%lld.%03d", (long long)(number / 1000), (int)(number % 1000));
    study_put(sheet, text ? text : "");
}

/* Numbers required are not negative: what they are a share of counts as 0 then. */
static void put_required(struct study_sheet *sheet, const struct study *study, const struct study_tally *tally,
                         int64_t truth) {
    long double runs = study->parameters->runs;
    study_put_count(sheet, (uint64_t)truth);
    study_put_count(sheet, (uint64_t)tally->least);
    study_put_places(sheet, (long double)tally->sum / runs, 3);
    study_put_count(sheet, (uint64_t)tally->most);
    study_put_places(sheet, truth ? (long double)tally->sum / runs / truth : (long double)NAN, 6);
    study_put_places(sheet, truth ? (long double)tally->most / truth : (long double)NAN, 6);
}

static void put_tally(struct study_sheet *sheet, const struct study *study, size_t r, uint32_t unit,
                      const struct study_tally *tally) {
    const struct study_rule *rule = &study->parameters->decisions->rules[r];
    const struct study_verdict *truth = &study->decider.truth[r][unit];
    put_percent(sheet, study, study_rule_rate(rule, tally), 1);
    put_percent(sheet, study, tally->yes, truth->stands);
    put_percent(sheet, study, tally->kept, rule->kind == STUDY_RECOUNT);
    if (rule->kind == STUDY_QUOTA)
        put_required(sheet, study, tally, truth->required);
    else
        for (int i = 0; i < 6; i++) study_put(sheet, "");
}

void study_sheet_units(const struct study *study, struct study_sheet *sheet) {
    const struct study_decisions *decisions = study->parameters->decisions;
    sheet->file = "decisions-units.csv";
    sheet->title = "Decisions in each unit";
    sheet->note = "Distance: votes or signatures between a unit and its limit, rounded down to thousandths. Rates in "
                  "percent of the runs and mean numbers to nearest; ratios are to the number required without noise.";
    study_sheet_heads(sheet, "rule|unit|without noise|distance|epsilon|split|mechanism|rate|decided yes|winner "
                             "kept|required without noise|least|mean|most|mean ratio|largest ratio");
    for (size_t r = 0; r < decisions->count; r++) {
        const struct study_rule *rule = &decisions->rules[r];
        uint32_t units = study_rule_units(study->table, decisions, rule);
        for (uint32_t u = 0; u < units; u++)
            for (size_t i = 0; i < study->cell_count * STUDY_MECHANISMS; i++) {
                const struct study_cell *cell = &study->cells[i / STUDY_MECHANISMS];
                const struct study_verdict *truth = &study->decider.truth[r][u];
                int m = (int)(i % STUDY_MECHANISMS);
                study_put(sheet, rule->name);
                put_unit(study, rule, u, sheet);
                study_put(sheet, truth->stands ? study_rule_class(rule, truth->yes) : "");
                if (truth->stands)
                    put_thousandths(sheet, truth->distance);
                else
                    study_put(sheet, "");
                put_choice(sheet, cell, m);
                put_tally(sheet, study, r, u, &cell->outcome[m].rules[r].units[u]);
            }
    }
}
