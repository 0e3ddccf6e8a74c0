/* sheets_error.c: errors of counts by level, and the sum of changes. */
#include "gen/study/sheets.h"

void study_sheet_levels(const struct study *study, struct study_sheet *sheet) {
    const struct study_table *table = study->table;
    sheet->file = "levels.csv";
    sheet->title = "Error of one count, by level";
    sheet->note = "Mean square of the errors of a level's counts (counts squared). The formula is exact for "
                  "discrete-laplace (the noise itself) and toydown; the others have none. Simulated: the mean over the "
                  "runs, with its standard error. 6 significant digits, to nearest.";
    study_sheet_heads(sheet, "epsilon|split|level|units|share|scale|mechanism|variance by formula|"
                             "simulated|standard error|standard deviation");
    for (size_t c = 0; c < study->cell_count; c++)
        for (uint32_t l = 0; l < table->tree.levels; l++)
            for (int m = 0; m < STUDY_MECHANISMS; m++) {
                const struct study_cell *cell = &study->cells[c];
                const struct study_moments *simulated = &cell->outcome[m].level[l];
                study_put_fraction(sheet, cell->epsilon);
                study_put(sheet, cell->split);
                study_put(sheet, table->level_names[l]);
                study_put_count(sheet, table->tree.level_begin[l + 1] - table->tree.level_begin[l]);
                if (l < study->parameters->exact_levels) {
                    study_put(sheet, "exact");
                    study_put(sheet, "");
                } else {
                    study_put_fraction(sheet, cell->share[l]);
                    study_put_fraction(sheet,
                                       (struct release_fraction){(int64_t)cell->scale[l].d, (int64_t)cell->scale[l].s});
                }
                study_put(sheet, study_mechanism_name((enum study_mechanism)m));
                if (m == STUDY_DISCRETE_LAPLACE)
                    study_put_number(sheet, cell->noise[l]);
                else if (m == STUDY_TOYDOWN)
                    study_put_number(sheet, cell->formula[l]);
                else
                    study_put(sheet, "");
                study_put_number(sheet, simulated->mean);
                study_put_number(sheet, study_moments_error(simulated));
                study_put_number(sheet, sqrtl(simulated->mean));
            }
}

void study_sheet_changes(const struct study *study, struct study_sheet *sheet) {
    const struct study_table *table = study->table;
    long double population = 0;
    for (uint32_t o = 0; o < table->option_count; o++) population += (long double)table->counts[o];
    sheet->file = "changes.csv";
    sheet->title = "Changes of the smallest units' counts";
    sheet->note =
        "Sum of the sizes of all changes of counts on the last level, the mean over the runs with its standard "
        "error; the L1 error is that over twice all counts. Sigma: Gaussian noise of the same mean size. 6 "
        "significant digits, to nearest.";
    study_sheet_heads(sheet, "epsilon|split|mechanism|sum of changes|standard error|L1 error|matching sigma");
    for (size_t c = 0; c < study->cell_count; c++)
        for (int m = 0; m < STUDY_MECHANISMS; m++) {
            const struct study_cell *cell = &study->cells[c];
            const struct study_moments *change = &cell->outcome[m].change;
            uint64_t cells = (uint64_t)study_leaves(table) * table->option_count;
            study_put_fraction(sheet, cell->epsilon);
            study_put(sheet, cell->split);
            study_put(sheet, study_mechanism_name((enum study_mechanism)m));
            study_put_number(sheet, change->mean);
            study_put_number(sheet, study_moments_error(change));
            study_put_number(sheet, change->mean / (2 * population)); /* without counts no number: left empty */
            study_put_number(sheet, study_matching_sigma(change->mean, cells));
        }
}
