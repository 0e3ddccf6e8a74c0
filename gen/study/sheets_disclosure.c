/* sheets_disclosure.c: what counts tell about one voter, before and after noise. */
#include "gen/release/error95.h"
#include "gen/release/error_formula.h"
#include "gen/release/posterior.h"
#include "gen/release/statements.h"
#include "gen/study/sheets.h"

#include <stdio.h>

static const struct release_fraction half = {1, 2};

static void fraction_text(struct release_fraction number, char text[static 48]) {
    if (number.q == 1)
        snprintf(text, 48, "%lld", (long long)number.p);
    else
        snprintf(text, 48, "%lld/%lld", (long long)number.p, (long long)number.q);
}

void study_sheet_protection(const struct study *study, struct study_sheet *sheet) {
    const struct study_parameters *parameters = study->parameters;
    sheet->file = "protection.csv";
    sheet->title = "What each epsilon promises";
    sheet->note =
        "A belief of 1/2 about one voter's choice stays between these bounds (6 decimals, rounded outwards), as "
        "far as her own vote goes. Error and deviation are of one option's count published alone for the "
        "smallest units, with all of epsilon: 95 % of counts are off by at most the error; the deviation is of "
        "the sum over all units (6 significant digits, to nearest).";
    study_sheet_heads(sheet, "epsilon|belief at least|belief at most|95 % error of a count|deviation of a count|units|"
                             "deviation of the sum over all units");
    for (size_t e = 0; e < parameters->epsilon_count; e++) {
        struct release_fraction epsilon = parameters->epsilons[e];
        struct release_scale scale;
        char text[48], low[RELEASE_PROBABILITY_SIZE], high[RELEASE_PROBABILITY_SIZE];
        if (scr_failed(sheet->result)) return;
        sheet->result = release_scale_set(&scale, 1, (uint64_t)epsilon.p, (uint64_t)epsilon.q);
        if (scr_failed(sheet->result)) return;
        fraction_text(epsilon, text);
        release_belief_bounds(text, low, high);
        long double variance = release_discrete_variance(&scale);
        study_put_fraction(sheet, epsilon);
        study_put(sheet, low);
        study_put(sheet, high);
        study_put_count(sheet, release_count_error95(&scale));
        study_put_number(sheet, sqrtl(variance));
        study_put_count(sheet, study_leaves(study->table));
        study_put_number(sheet, sqrtl(variance * study_leaves(study->table)));
    }
}

static void put_belief(struct study_sheet *sheet, uint64_t voters, int64_t count, struct release_fraction others,
                       const struct release_scale *noise) {
    long double posterior;
    const struct release_belief belief = {voters, count, half, others, noise};
    if (scr_failed(release_posterior(&belief, &posterior))) /* too many voters, or impossible for this observer */
        study_put(sheet, "");
    else
        study_put_places(sheet, posterior, 6);
}

static void put_leaf(const struct study *study, uint32_t leaf, uint32_t option, uint64_t voters,
                     struct release_fraction others, struct study_sheet *sheet) {
    const struct study_table *table = study->table;
    int64_t count = table->counts[(size_t)leaf * table->option_count + option];
    study_put(sheet, table->names[leaf]);
    study_put(sheet, table->tree.levels > 1 ? table->names[table->tree.parent[leaf]] : "");
    study_put(sheet, table->options[option]);
    study_put_count(sheet, (uint64_t)count);
    study_put_count(sheet, voters);
    study_put(sheet, (uint64_t)count == voters ? "unanimous" : "near-unanimous");
    put_belief(sheet, voters, count, half, NULL);
    put_belief(sheet, voters, count, others, NULL);
    for (size_t e = 0; e < study->parameters->epsilon_count; e++) {
        struct release_fraction epsilon = study->parameters->epsilons[e];
        struct release_scale scale;
        if (scr_failed(sheet->result)) return;
        sheet->result = release_scale_set(&scale, 1, (uint64_t)epsilon.p, (uint64_t)epsilon.q);
        if (scr_failed(sheet->result)) return;
        put_belief(sheet, voters, count, half, &scale);
        put_belief(sheet, voters, count, others, &scale);
    }
}

void study_sheet_disclosure(const struct study *study, struct release_fraction others, struct study_sheet *sheet) {
    const struct study_table *table = study->table;
    char head[120];
    sheet->file = "disclosure.csv";
    sheet->title = "Units that give votes away";
    sheet->note =
        "Units where one option has all votes but at most 2. An observer thinks 1/2 that a certain voter chose "
        "it, and that each other voter did with probability q, independently; the columns say what the "
        "published count makes of the 1/2: exact, and with noise that happens to be 0 (another draw moves it "
        "within the bounds above). 6 decimals, to nearest. A published 143 of 143 still says that most voted "
        "so: noise hides her own vote, not what the others did.";
    study_sheet_heads(sheet, "unit|within|option|count|of|kind");
    for (size_t e = 0; e <= study->parameters->epsilon_count; e++) {
        char what[64] = "exact", epsilon[48];
        if (e) {
            fraction_text(study->parameters->epsilons[e - 1], epsilon);
            snprintf(what, sizeof what, "epsilon %s", epsilon);
        }
        snprintf(head, sizeof head, "%s, q = 1/2", what);
        study_sheet_head(sheet, head);
        fraction_text(others, epsilon);
        snprintf(head, sizeof head, "%s, q = %s", what, epsilon);
        study_sheet_head(sheet, head);
    }
    for (uint32_t leaf = study_first_leaf(table); leaf < table->tree.units; leaf++) {
        int64_t voters = study_unit_total(table, leaf);
        for (uint32_t o = 0; o < table->option_count && voters > 0; o++) {
            int64_t count = table->counts[(size_t)leaf * table->option_count + o];
            if (count >= voters - STUDY_NEAR && 2 * count > voters)
                put_leaf(study, leaf, o, (uint64_t)voters, others, sheet);
        }
    }
}
