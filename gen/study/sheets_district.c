/* sheets_district.c: districts, their fragmentation and errors, Theorem 6.2, and ecological regression. */
#include "gen/study/sheets.h"

#include <stdio.h>

/* Behind the given districts one more entry stands: Greedy's. */
static const char *district_name(const struct study *study, uint32_t d) {
    const struct study_districts *given = study->parameters->districts;
    return given && d < given->count ? given->names[d] : "(Greedy)";
}

void study_sheet_districts(const struct study *study, const struct study_district_terms *terms,
                           struct study_sheet *sheet) {
    const struct study_table *table = study->table;
    uint32_t given = study->parameters->districts ? study->parameters->districts->count : 0;
    char best[16];
    sheet->file = "districts.csv";
    sheet->title = "Districts and how they break units";
    sheet->note =
        "Frag is the sum of squared differences of weights between units and those above them (6 decimals): 0 "
        "for a district of everything, larger the more units are broken. Best split: the shares of the "
        "measured levels that make the error of this district's count least after toydown (4 decimals). "
        "(Greedy) is a district built of the largest units possible.";
    study_sheet_heads(sheet, "district|units|Frag");
    for (uint32_t l = study->parameters->exact_levels; l < table->tree.levels; l++) {
        char head[200];
        snprintf(head, sizeof head, "best share of %.150s", table->level_names[l]);
        study_sheet_head(sheet, head);
    }
    for (uint32_t d = 0; d <= given; d++) {
        study_put(sheet, district_name(study, d));
        study_put_count(sheet, terms[d].leaves);
        study_put(sheet, terms[d].fragmentation);
        for (uint32_t l = study->parameters->exact_levels; l < table->tree.levels; l++) {
            snprintf(best, sizeof best, "%.4Lf", (long double)terms[d].best[l] / 10000);
            study_put(sheet, terms[d].best_stands ? best : "");
        }
    }
}

void study_sheet_district_errors(const struct study *study, const struct study_district_terms *terms,
                                 struct study_sheet *sheet) {
    const struct study_districts *districts = study->parameters->districts;
    uint32_t given = districts ? districts->count : 0;
    sheet->file = "district-errors.csv";
    sheet->title = "Errors of districts' counts";
    sheet->note = "Mean square of the error of one option's count in the district: by formula for toydown (Census "
                  "TopDown, corollary 5.3), simulated for the given districts with its standard error. 6 significant "
                  "digits, to nearest.";
    study_sheet_heads(sheet, "epsilon|split|district|mechanism|variance by formula|simulated|standard error");
    for (size_t c = 0; c < study->cell_count; c++)
        for (uint32_t d = 0; d <= given; d++)
            for (int m = 0; m < STUDY_MECHANISMS; m++) {
                const struct study_cell *cell = &study->cells[c];
                if (d == given && m != STUDY_TOYDOWN) continue;
                study_put_fraction(sheet, cell->epsilon);
                study_put(sheet, cell->split);
                study_put(sheet, district_name(study, d));
                study_put(sheet, study_mechanism_name((enum study_mechanism)m));
                if (m == STUDY_TOYDOWN)
                    study_put_number(sheet, study_district_variance(cell, &terms[d], study->table->tree.levels));
                else if (m == STUDY_DISCRETE_LAPLACE) /* the leaves' own noise adds up */
                    study_put_number(sheet, cell->noise[study->table->tree.levels - 1] * (long double)terms[d].leaves);
                else
                    study_put(sheet, "");
                study_put_number(sheet, d < given ? cell->outcome[m].district[d].mean : NAN);
                study_put_number(sheet, d < given ? study_moments_error(&cell->outcome[m].district[d]) : NAN);
            }
}

void study_sheet_theorem(const struct study_theorem *theorem, struct study_sheet *sheet) {
    char list[12 * RELEASE_LEVEL_LIMIT] = "";
    size_t length = 0;
    sheet->file = "theorem.csv";
    sheet->title = "Whole units against squares";
    sheet->note =
        "Theorem 6.2 of Census TopDown on a hierarchy where all units of a level have as many children. Greedy: "
        "a district of the largest units possible, its Frag and the most it can be. Square: a square at a "
        "random place, expected Frag and the least it can be; empty where the numbers are not square or the "
        "theorem's conditions fail. 6 decimals, to nearest.";
    study_sheet_heads(sheet, "children by level|districts|Greedy|Greedy at most|Square expected|Square at least");
    for (size_t l = 0; l < theorem->levels; l++)
        length += (size_t)snprintf(list + length, sizeof list - length, l ? ",%u" : "%u", theorem->branching[l]);
    study_put(sheet, list);
    study_put_count(sheet, theorem->parts);
    study_put(sheet, theorem->greedy);
    study_put(sheet, theorem->greedy_bound);
    study_put(sheet, theorem->square);
    study_put(sheet, theorem->square_bound);
}

static void put_fits(struct study_sheet *sheet, const struct study_fits *fits, int v) {
    bool any = fits->inside[v].count > 0;
    study_put_count(sheet, fits->inside[v].count);
    study_put_count(sheet, fits->precincts_least[v]);
    study_put_number(sheet, any ? fits->inside[v].mean : NAN);
    study_put_number(sheet, any ? study_moments_variance(&fits->inside[v]) : NAN);
    study_put_number(sheet, any ? fits->outside[v].mean : NAN);
    study_put_number(sheet, any ? study_moments_variance(&fits->outside[v]) : NAN);
}

void study_sheet_regression(const struct study *study, struct study_sheet *sheet) {
    sheet->file = "regression.csv";
    sheet->title = "Ecological regression";
    sheet->note =
        "A line through the precincts' shares of the candidate (y) and the group (x): at x = 1 the candidate's "
        "estimated share within the group, at x = 0 outside. Mean and variance over the runs in which a line "
        "stands; filtered: precincts with at least 10 votes; weighted: by votes. gaussian: normal noise on "
        "every count, of the same mean size as the mechanism's error. 6 significant digits, to nearest.";
    study_sheet_heads(sheet, "epsilon|split|noise|sigma|precincts taken|runs|precincts, at least|in the group: "
                             "mean|variance|outside: mean|variance");
    for (int v = 0; v < STUDY_VARIANTS; v++) {
        const struct study_fit *fit = &study->true_fit[v];
        study_put(sheet, "");
        study_put(sheet, "");
        study_put(sheet, "none");
        study_put(sheet, "");
        study_put(sheet, study_variant_name((enum study_variant)v));
        study_put(sheet, "");
        study_put_count(sheet, fit->precincts);
        study_put_number(sheet, fit->stands ? fit->inside : NAN);
        study_put(sheet, "");
        study_put_number(sheet, fit->stands ? fit->outside : NAN);
        study_put(sheet, "");
    }
    for (size_t c = 0; c < study->cell_count; c++)
        for (int m = 0; m < STUDY_MECHANISMS; m++)
            for (int v = 0; v < 2 * STUDY_VARIANTS; v++) {
                const struct study_cell *cell = &study->cells[c];
                const struct study_outcome *outcome = &cell->outcome[m];
                bool gaussian = v >= STUDY_VARIANTS;
                int variant = v % STUDY_VARIANTS;
                char noise[64];
                snprintf(noise, sizeof noise, gaussian ? "gaussian like %s" : "%s",
                         study_mechanism_name((enum study_mechanism)m));
                study_put_fraction(sheet, cell->epsilon);
                study_put(sheet, cell->split);
                study_put(sheet, noise);
                study_put_number(sheet, gaussian ? outcome->sigma : NAN);
                study_put(sheet, study_variant_name((enum study_variant)variant));
                put_fits(sheet, gaussian ? &outcome->gaussian_fits : &outcome->fits, variant);
            }
}
