/* decisions.c: takes the decisions of a rules file on counts, exactly, and counts how often they stay as they were. */
#include "gen/study/decisions.h"

#include <math.h>
#include <stdlib.h>
#include <string.h>

#include "gen/study/study.h"

uint32_t study_rule_units(const struct study_table *table, const struct study_decisions *decisions,
                          const struct study_rule *rule) {
    if (rule->by_district) return decisions->divided->count;
    return table->tree.level_begin[rule->level + 1] - table->tree.level_begin[rule->level];
}

scr_result study_rule_unit_name(const struct study_table *table, const struct study_decisions *decisions,
                                const struct study_rule *rule, uint32_t unit, struct scr_arena *arena,
                                const char **name) {
    if (rule->by_district)
        *name = decisions->divided->names[unit];
    else if (!rule->level)
        *name = table->level_names[0];
    else
        return study_unit_path(table, table->tree.level_begin[rule->level] + unit, arena, name);
    return scr_done();
}

static struct release_fraction count_at(const struct study_counts *counts, size_t cell) {
    return counts->fractions ? counts->fractions[cell] : (struct release_fraction){counts->whole[cell], 1};
}

static scr_result sum_districts(struct study_decider *d, const struct study_counts *counts) {
    const struct study_districts *divided = d->decisions->divided;
    size_t options = d->table->option_count, first = study_first_leaf(d->table);
    for (size_t i = 0; i < divided->count * options; i++)
        study_sum_set(&d->districts[i], (struct release_fraction){0, 1});
    for (size_t leaf = first; leaf < d->table->tree.units; leaf++) {
        uint32_t district = divided->of[leaf - first];
        for (size_t o = 0; district != UINT32_MAX && o < options; o++)
            SCR_TRY(study_sum_add(&d->districts[district * options + o], count_at(counts, leaf * options + o)));
    }
    return scr_done();
}

static int64_t known_of(const struct study_decider *d, const struct study_rule *rule, uint32_t unit) {
    const int64_t *known = d->decisions->known;
    uint32_t first = study_first_leaf(d->table);
    int64_t sum = 0; /* at most 500,000 numbers of 10^9 */
    if (!rule->by_district) return known[d->table->tree.level_begin[rule->level] + unit];
    for (uint32_t leaf = first; leaf < d->table->tree.units; leaf++)
        if (d->decisions->divided->of[leaf - first] == unit) sum += known[leaf];
    return sum;
}

/* The options' numbers in one unit, and the sum that shares are of, which is not negative. */
static scr_result load(struct study_decider *d, const struct study_rule *rule, uint32_t unit,
                       const struct study_counts *counts) {
    size_t options = d->table->option_count;
    const struct study_sum none = STUDY_SUM_ZERO;
    int sign;
    for (size_t o = 0; o < options; o++) {
        size_t cell = rule->by_district ? 0 : (d->table->tree.level_begin[rule->level] + unit) * options + o;
        if (rule->by_district)
            SCR_TRY(study_sum_combine(&d->option[o], &d->districts[unit * options + o], 1, &none, 0));
        else
            study_sum_set(&d->option[o], count_at(counts, cell));
    }
    study_sum_set(&d->of, (struct release_fraction){rule->of_known ? known_of(d, rule, unit) : 0, 1});
    for (size_t o = 0; o < options; o++)
        if (!rule->of_known && rule->of && rule->of[o]) SCR_TRY(study_sum_combine(&d->of, &d->of, 1, &d->option[o], 1));
    SCR_TRY(study_sum_sign(&d->of, &sign));
    if (sign < 0) study_sum_set(&d->of, (struct release_fraction){0, 1});
    return scr_done();
}

/* d->form is the amount times `by`. */
static scr_result take_amount(struct study_decider *d, int64_t by, struct study_verdict *verdict, int *sign) {
    struct study_sum thousand = STUDY_SUM_ZERO;
    SCR_TRY(study_sum_sign(&d->form, sign));
    SCR_TRY(study_sum_value(&d->form, by, &verdict->amount));
    scr_result result = study_sum_combine(&thousand, &d->form, *sign < 0 ? -1000 : 1000, &d->form, 0);
    if (!scr_failed(result)) result = study_sum_floor(&thousand, by, &verdict->distance);
    study_sum_free(&thousand);
    return result;
}

static scr_result decide_share(struct study_decider *d, const struct study_rule *rule, struct study_verdict *verdict) {
    int sign, any;
    study_sum_set(&d->part, (struct release_fraction){0, 1});
    for (size_t o = 0; o < d->table->option_count; o++)
        if (rule->part[o]) SCR_TRY(study_sum_combine(&d->part, &d->part, 1, &d->option[o], 1));
    SCR_TRY(study_sum_combine(&d->form, &d->part, rule->threshold.q, &d->of, -rule->threshold.p));
    SCR_TRY(study_sum_sign(&d->of, &any));
    SCR_TRY(take_amount(d, rule->threshold.q, verdict, &sign));
    verdict->yes = any > 0 && (sign > 0 || (!rule->strict && !sign));
    return scr_done();
}

/* Is option a ahead of option b? */
static scr_result compare(struct study_decider *d, uint32_t a, uint32_t b, int *order) {
    SCR_TRY(study_sum_combine(&d->margin, &d->option[a], 1, &d->option[b], -1));
    return study_sum_sign(&d->margin, order);
}

static scr_result decide_recount(struct study_decider *d, const struct study_rule *rule,
                                 struct study_verdict *verdict) {
    uint32_t first = UINT32_MAX, second = UINT32_MAX;
    const struct study_sum one = {1, 1, false, NULL};
    int sign;
    for (uint32_t o = 0; o < d->table->option_count; o++) {
        int ahead = 1, next = 1;
        if (!rule->part[o]) continue;
        if (first != UINT32_MAX) SCR_TRY(compare(d, o, first, &ahead));
        if (second != UINT32_MAX) SCR_TRY(compare(d, o, second, &next));
        if (ahead > 0)
            second = first, first = o;
        else if (next > 0)
            second = o;
    }
    SCR_TRY(compare(d, first, second, &sign)); /* leaves the margin; a rule has two options at least */
    verdict->first = sign ? first : STUDY_NO_WINNER;
    int64_t by = rule->by_votes ? 1 : rule->threshold.q;
    if (rule->by_votes)
        SCR_TRY(study_sum_combine(&d->form, &d->margin, 1, &one, -rule->votes));
    else
        SCR_TRY(study_sum_combine(&d->form, &d->margin, by, &d->of, -rule->threshold.p));
    SCR_TRY(take_amount(d, by, verdict, &sign));
    verdict->yes = sign < 0 || (!rule->strict && !sign);
    return scr_done();
}

static scr_result decide_quota(struct study_decider *d, const struct study_rule *rule, uint32_t unit,
                               struct study_verdict *verdict) {
    const struct study_sum one = {1, 1, false, NULL};
    int64_t p = rule->threshold.p, q = rule->threshold.q, signatures = rule->signatures ? rule->signatures[unit] : -1;
    switch (rule->rounding) {
    case STUDY_UP: /* -floor(-x) */
        SCR_TRY(study_sum_combine(&d->form, &d->of, -p, &one, 0));
        SCR_TRY(study_sum_floor(&d->form, q, &verdict->required));
        verdict->required = -verdict->required;
        break;
    case STUDY_DOWN:
        SCR_TRY(study_sum_combine(&d->form, &d->of, p, &one, 0));
        SCR_TRY(study_sum_floor(&d->form, q, &verdict->required));
        break;
    case STUDY_NEAREST: /* floor(x + 1/2) */
        SCR_TRY(study_sum_combine(&d->form, &d->of, 2 * p, &one, q));
        SCR_TRY(study_sum_floor(&d->form, 2 * q, &verdict->required));
        break;
    }
    verdict->stands = signatures >= 0;
    int64_t left = (verdict->stands ? signatures : 0) - verdict->required, size = left < 0 ? -left : left;
    verdict->yes = verdict->stands && left >= 0;
    verdict->amount = (long double)left;
    verdict->distance = 1000 * size; /* both below 2^42: counts are, and a threshold is at most 1 */
    return scr_done();
}

static scr_result decide(struct study_decider *d, const struct study_rule *rule, uint32_t unit,
                         const struct study_counts *counts, struct study_verdict *verdict) {
    *verdict = (struct study_verdict){.stands = true, .first = STUDY_NO_WINNER};
    SCR_TRY(load(d, rule, unit, counts));
    switch (rule->kind) {
    case STUDY_SHARE:
        return decide_share(d, rule, verdict);
    case STUDY_RECOUNT:
        return decide_recount(d, rule, verdict);
    case STUDY_QUOTA:
        return decide_quota(d, rule, unit, verdict);
    }
    return (scr_result){SCR_INTERNAL};
}

static scr_result find_truth(struct study_decider *d) {
    const struct study_decisions *decisions = d->decisions;
    const struct study_counts counts = {d->table->counts, NULL};
    if (d->districts) SCR_TRY(sum_districts(d, &counts));
    for (size_t r = 0; r < decisions->count; r++) {
        uint32_t units = study_rule_units(d->table, decisions, &decisions->rules[r]);
        d->truth[r] = calloc(units, sizeof **d->truth);
        if (!d->truth[r]) return (scr_result){SCR_MEMORY};
        for (uint32_t u = 0; u < units; u++) SCR_TRY(decide(d, &decisions->rules[r], u, &counts, &d->truth[r][u]));
    }
    return scr_done();
}

scr_result study_decider_begin(struct study_decider *d, const struct study_table *table,
                               const struct study_decisions *decisions) {
    size_t cells = decisions->divided ? (size_t)decisions->divided->count * table->option_count : 0;
    d->table = table;
    d->decisions = decisions;
    d->part = d->of = d->margin = d->form = STUDY_SUM_ZERO;
    d->option = calloc(table->option_count, sizeof *d->option);
    d->truth = calloc(decisions->count, sizeof *d->truth);
    if (cells) d->districts = calloc(cells, sizeof *d->districts);
    if (!d->option || !d->truth || (cells && !d->districts)) return (scr_result){SCR_MEMORY};
    return find_truth(d);
}

void study_decider_end(struct study_decider *d) {
    struct study_sum *const room[] = {&d->part, &d->of, &d->margin, &d->form};
    for (size_t i = 0; i < sizeof room / sizeof *room; i++) study_sum_free(room[i]);
    for (size_t o = 0; d->option && o < d->table->option_count; o++) study_sum_free(&d->option[o]);
    size_t cells = d->districts ? (size_t)d->decisions->divided->count * d->table->option_count : 0;
    for (size_t i = 0; i < cells; i++) study_sum_free(&d->districts[i]);
    for (size_t r = 0; d->truth && r < d->decisions->count; r++) free(d->truth[r]);
    free(d->option);
    free(d->districts);
    free(d->truth);
    *d = (struct study_decider){0};
}

static bool is_near(int64_t number, int64_t truth) {
    int64_t away = number < truth ? truth - number : number - truth;
    return 100 * away <= truth; /* below 2^49 */
}

static void learn(struct study_tally *tally, const struct study_verdict *verdict, const struct study_verdict *truth) {
    tally->right += verdict->yes == truth->yes;
    tally->yes += verdict->yes;
    tally->kept += verdict->first == truth->first;
    tally->near += is_near(verdict->required, truth->required);
    tally->least = verdict->required < tally->least ? verdict->required : tally->least;
    tally->most = verdict->required > tally->most ? verdict->required : tally->most;
    tally->sum += verdict->required; /* below 2^42 10^4 */
}

scr_result study_decide(struct study_decider *d, const struct study_counts *counts,
                        struct study_rule_outcome *outcomes) {
    if (d->districts) SCR_TRY(sum_districts(d, counts));
    for (size_t r = 0; r < d->decisions->count; r++) {
        const struct study_rule *rule = &d->decisions->rules[r];
        uint32_t units = study_rule_units(d->table, d->decisions, rule);
        for (uint32_t u = 0; u < units; u++) {
            struct study_verdict verdict;
            SCR_TRY(decide(d, rule, u, counts, &verdict));
            learn(&outcomes[r].units[u], &verdict, &d->truth[r][u]);
            outcomes[r].error += fabsl(verdict.amount - d->truth[r][u].amount);
        }
    }
    return scr_done();
}
