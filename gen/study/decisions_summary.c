/* decisions_summary.c: what a choice of epsilon did to one decision in all units. */
#include <stdlib.h>

#include "gen/study/study.h"

uint32_t study_rule_rate(const struct study_rule *rule, const struct study_tally *tally) {
    return rule->kind == STUDY_QUOTA && !rule->signatures ? tally->near : tally->right;
}

bool study_rule_spared(const struct study_rule *rule, const struct study_tally *tally, uint32_t runs) {
    return 20 * (uint64_t)study_rule_rate(rule, tally) >= 19 * (uint64_t)runs;
}

/* A unit of a quota: its true number and what it needed in all runs together. */
struct need {
    int64_t truth, sum;
};

static int by_truth(const void *a, const void *b) {
    const struct need *x = a, *y = b;
    if (x->truth != y->truth) return x->truth < y->truth ? -1 : 1;
    return (x->sum > y->sum) - (x->sum < y->sum);
}

/* Merges two sorted halves by sum; counts pairs of a larger sum before a smaller one. */
static uint64_t merge(struct need *needs, struct need *room, size_t count) {
    size_t half = count / 2, a = 0, b = half;
    if (count < 2) return 0;
    uint64_t pairs = merge(needs, room, half) + merge(needs + half, room, count - half);
    for (size_t i = 0; i < count; i++) {
        bool second = a == half || (b < count && needs[b].sum < needs[a].sum);
        if (second) pairs += half - a;
        room[i] = needs[second ? b++ : a++];
    }
    for (size_t i = 0; i < count; i++) needs[i] = room[i];
    return pairs;
}

/* In order of true numbers, and of sums where these are equal, a pair out of order has different true numbers. */
static scr_result find_inversions(const struct study_verdict *truth, const struct study_tally *tallies, uint32_t units,
                                  struct study_rule_summary *summary) {
    struct need *needs = calloc(units, sizeof *needs), *room = calloc(units, sizeof *room);
    scr_result result = {needs && room ? SCR_DONE : SCR_MEMORY};
    int64_t most = -1;
    for (uint32_t u = 0; !scr_failed(result) && u < units; u++)
        needs[u] = (struct need){truth[u].required, tallies[u].sum};
    if (!scr_failed(result)) {
        qsort(needs, units, sizeof *needs, by_truth);
        for (uint32_t u = 0; u < units; u++) {
            summary->inverted += needs[u].sum < most;
            if (needs[u].sum > most) most = needs[u].sum;
        }
        summary->inversions = merge(needs, room, units);
    }
    free(needs);
    free(room);
    return result;
}

static void add_quota(const struct study_verdict *truth, const struct study_tally *tallies, uint32_t unit,
                      uint32_t runs, struct study_rule_summary *summary) {
    if (truth[unit].required <= 0) return;
    release_wide here = (release_wide)tallies[unit].most * truth[summary->largest].required;
    release_wide there = (release_wide)tallies[summary->largest].most * truth[unit].required;
    if (!summary->ratios++ || here > there) summary->largest = unit;
    summary->ratio += (long double)tallies[unit].sum / ((long double)truth[unit].required * runs);
}

scr_result study_rule_summarise(const struct study *study, size_t number, const struct study_rule_outcome *outcome,
                                struct study_rule_summary *summary) {
    const struct study_decisions *decisions = study->parameters->decisions;
    const struct study_rule *rule = &decisions->rules[number];
    const struct study_verdict *truth = study->decider.truth[number];
    uint32_t units = study_rule_units(study->table, decisions, rule), runs = study->parameters->runs;
    bool any = false;
    *summary = (struct study_rule_summary){.error = outcome->error / units / runs};
    for (uint32_t u = 0; u < units; u++) {
        const struct study_tally *tally = &outcome->units[u];
        uint32_t rate = study_rule_rate(rule, tally), yes = truth[u].yes;
        if (rule->kind == STUDY_QUOTA) add_quota(truth, outcome->units, u, runs, summary);
        summary->near += tally->near;
        if (rule->signatures && !truth[u].stands) continue;
        summary->outside += !study_rule_spared(rule, tally, runs);
        if (!any || rate < study_rule_rate(rule, &outcome->units[summary->worst])) summary->worst = u;
        any = true;
        summary->kept += tally->kept;
        summary->right[yes] += rate;
        if (!summary->units[yes]++ || rate < summary->least[yes]) summary->least[yes] = rate;
        if (rate > summary->most[yes]) summary->most[yes] = rate;
    }
    if (rule->kind != STUDY_QUOTA) return scr_done();
    if (summary->ratios) summary->ratio /= summary->ratios;
    return find_inversions(truth, outcome->units, units, summary);
}
