/* decisions_words.c: says whom the noise would hurt and which epsilon of those tried would have spared them. */
#include <stdio.h>

#include "gen/study/decisions_report.h"

#define NAMED_MOST 3

static void put_fraction(struct page *page, struct release_fraction f) {
    char text[48];
    snprintf(text, sizeof text, f.q == 1 ? "%lld" : "%lld/%lld", (long long)f.p, (long long)f.q);
    page_html(page, text);
}

/* "Ann, Bo" of the marked options; "all options" when all are. */
static void put_options(struct page *page, const struct study_table *table, const bool *marked) {
    uint32_t count = 0, said = 0;
    for (uint32_t o = 0; o < table->option_count; o++) count += marked[o];
    if (count == table->option_count) {
        page_html(page, "all options");
        return;
    }
    for (uint32_t o = 0; o < table->option_count && said < 20; o++) {
        if (!marked[o]) continue;
        if (said++) page_html(page, ", ");
        page_text(page, table->options[o]);
    }
    if (said < count) page_html(page, ", …");
}

static void put_of(struct page *page, const struct study_table *table, const struct study_rule *rule) {
    put_fraction(page, rule->threshold);
    page_html(page, " of ");
    if (rule->of_known)
        page_html(page, "the numbers known exactly");
    else {
        page_html(page, "the counts of ");
        put_options(page, table, rule->of);
    }
}

static void put_rule(struct page *page, const struct study *study, const struct study_rule *rule) {
    static const char *const roundings[] = {"up", "down", "to the nearest whole number, halves up"};
    const struct study_table *table = study->table;
    page_html(page, "<p>");
    switch (rule->kind) {
    case STUDY_SHARE:
        page_html(page, "Above when the counts of ");
        put_options(page, table, rule->part);
        page_html(page, rule->strict ? " are more than " : " are at least ");
        put_of(page, table, rule);
        break;
    case STUDY_RECOUNT:
        page_html(page, "A recount when the first two of ");
        put_options(page, table, rule->part);
        page_html(page, rule->strict ? " are less than " : " are at most ");
        if (rule->by_votes)
            page_count(page, (uint64_t)rule->votes), page_html(page, " votes");
        else
            put_of(page, table, rule);
        page_html(page, " apart");
        break;
    case STUDY_QUOTA:
        page_html(page, "Signatures required: ");
        put_of(page, table, rule);
        page_html(page, ", rounded ");
        page_html(page, roundings[rule->rounding]);
        break;
    }
    page_html(page, "; level: ");
    page_text(page, rule->by_district ? "districts" : table->level_names[rule->level]);
    page_html(page, ".");
    if (*rule->source) {
        page_html(page, " Source: ");
        page_text(page, rule->source);
    }
    page_html(page, "</p>\n");
}

struct saying {
    const struct study *study;
    size_t rule;
    const struct study_rule *of;
    struct scr_arena arena;
    struct page *page;
};

static void put_unit(struct saying *s, uint32_t unit) {
    const char *name = "";
    scr_result result =
        study_rule_unit_name(s->study->table, s->study->parameters->decisions, s->of, unit, &s->arena, &name);
    if (!scr_failed(s->page->result)) s->page->result = result;
    page_html(s->page, "<strong>");
    page_text(s->page, name);
    page_html(s->page, "</strong>");
}

/* The units that are not spared with the lowest rates, ascending; at least the worst one if it is ever wrong. */
static size_t find_worst(const struct saying *s, const struct study_tally *tallies, uint32_t *worst) {
    const struct study *study = s->study;
    uint32_t units = study_rule_units(study->table, study->parameters->decisions, s->of);
    size_t count = 0;
    for (uint32_t u = 0; u < units; u++) {
        uint32_t rate = study_rule_rate(s->of, &tallies[u]);
        if (s->of->signatures && !study->decider.truth[s->rule][u].stands) continue;
        if (rate == study->parameters->runs) continue;
        size_t at = count < NAMED_MOST ? count++ : NAMED_MOST;
        for (; at && rate < study_rule_rate(s->of, &tallies[worst[at - 1]]); at--)
            if (at < NAMED_MOST) worst[at] = worst[at - 1];
        if (at < NAMED_MOST) worst[at] = u;
    }
    return count;
}

static void put_victim(struct saying *s, const struct study_tally *tallies, uint32_t unit) {
    const struct study_verdict *truth = &s->study->decider.truth[s->rule][unit];
    uint32_t runs = s->study->parameters->runs;
    char text[160];
    put_unit(s, unit);
    if (truth->stands)
        snprintf(text, sizeof text, " (%s; %lld.%03d %s from the limit), decided so in %.2Lf %% of the runs",
                 study_rule_class(s->of, truth->yes), (long long)(truth->distance / 1000),
                 (int)(truth->distance % 1000), s->of->kind == STUDY_QUOTA ? "signatures" : "votes",
                 100.0L * tallies[unit].right / runs);
    else
        snprintf(text, sizeof text, " (%lld required; with noise %lld to %lld), within 1 %% in %.2Lf %% of the runs",
                 (long long)truth->required, (long long)tallies[unit].least, (long long)tallies[unit].most,
                 100.0L * tallies[unit].near / runs);
    page_html(s->page, text);
}

static void put_epsilon(struct saying *s, size_t epsilon, uint32_t *hurt, bool *any) {
    const struct study_rule_outcome *outcome =
        &study_first_split(s->study, epsilon)->outcome[STUDY_SHOWN].rules[s->rule];
    struct study_rule_summary summary = {0};
    uint32_t worst[NAMED_MOST];
    scr_result result = study_rule_summarise(s->study, s->rule, outcome, &summary);
    if (!scr_failed(s->page->result)) s->page->result = result;
    page_html(s->page, "<li>Epsilon ");
    put_fraction(s->page, s->study->parameters->epsilons[epsilon]);
    page_html(s->page, ": ");
    page_count(s->page, summary.outside);
    page_html(s->page, " of ");
    page_count(s->page, summary.units[0] + summary.units[1]);
    page_html(s->page, " not spared.");
    size_t count = find_worst(s, outcome->units, worst);
    for (size_t i = 0; i < count; i++) {
        page_html(s->page, i ? "; " : " Worst off: ");
        put_victim(s, outcome->units, worst[i]);
    }
    if (count) page_html(s->page, ".");
    if (s->of->kind == STUDY_RECOUNT &&
        summary.kept < (uint64_t)s->study->parameters->runs * (summary.units[0] + summary.units[1])) {
        char text[96];
        snprintf(text, sizeof text, " The winner is another, or nobody, in %.2Lf %% of all cases.",
                 100 - 100.0L * summary.kept / s->study->parameters->runs / (summary.units[0] + summary.units[1]));
        page_html(s->page, text);
    }
    page_html(s->page, "</li>\n");
    if (*any || !count) return;
    *hurt = worst[0];
    *any = true;
}

static void put_spared(struct saying *s, const size_t *order, uint32_t unit) {
    size_t from = study_spared_from(s->study, s->rule, 0, STUDY_SHOWN, unit);
    if (from == s->study->parameters->epsilon_count) {
        page_html(s->page, "No epsilon tried would have spared ");
    } else {
        page_html(s->page, "Epsilon ");
        put_fraction(s->page, s->study->parameters->epsilons[order[from]]);
        page_html(s->page, " is the smallest of those tried that would have spared ");
    }
    if (unit == STUDY_ALL_UNITS)
        page_html(s->page, "all units");
    else
        put_unit(s, unit);
    page_html(s->page, ". ");
}

static void say_rule(struct saying *s) {
    const struct study *study = s->study;
    size_t order[STUDY_EPSILONS_MOST];
    uint32_t hurt = 0, yes = 0, no = 0;
    bool any = false;
    uint32_t units = study_rule_units(study->table, study->parameters->decisions, s->of);
    char text[160];
    for (uint32_t u = 0; u < units; u++) {
        const struct study_verdict *truth = &study->decider.truth[s->rule][u];
        yes += truth->stands && truth->yes;
        no += truth->stands && !truth->yes;
    }
    page_html(s->page, "<h3>");
    page_text(s->page, s->of->name);
    page_html(s->page, "</h3>\n");
    put_rule(s->page, study, s->of);
    if (yes + no) {
        snprintf(text, sizeof text, "<p>Without noise: %s %lu, %s %lu.</p>\n", study_rule_class(s->of, true),
                 (unsigned long)yes, study_rule_class(s->of, false), (unsigned long)no);
        page_html(s->page, text);
    }
    page_html(s->page, "<ul>\n");
    study_epsilon_order(study, order);
    for (size_t e = 0; e < study->parameters->epsilon_count; e++) put_epsilon(s, order[e], &hurt, &any);
    page_html(s->page, "</ul>\n<p>");
    if (any) put_spared(s, order, hurt);
    put_spared(s, order, STUDY_ALL_UNITS);
    page_html(s->page, "</p>\n");
}

void study_decision_words(const struct study *study, struct page *page) {
    const struct study_decisions *decisions = study->parameters->decisions;
    struct saying s = {.study = study, .page = page};
    page_html(page, "<h2>Decisions: whom the noise would hurt</h2>\n<p>With the mechanism ");
    page_html(page, study_mechanism_name(STUDY_SHOWN));
    page_html(page, " and the split ");
    page_text(page, study->cells[0].split);
    page_html(page,
              "; the tables below have the others. A unit is spared when at least 95 of 100 runs decide it as "
              "without noise (of a quota without signatures: when the number is within 1 % of the true one). "
              "Decisions are taken exactly in every run; percentages are rounded to nearest, distances down.</p>\n");
    for (size_t r = 0; r < decisions->count; r++) {
        s.rule = r;
        s.of = &decisions->rules[r];
        say_rule(&s);
    }
    scr_arena_free(&s.arena);
}
