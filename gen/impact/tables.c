/* tables.c: what an impact statement found, as CSV: one line for each row and epsilon, one for each epsilon. */
#include "gen/impact/report.h"
#include "scrutineer/text.h"

scr_result impact_decimal(struct scr_buffer *out, impact_signed p, impact_wide q, unsigned places) {
    impact_wide size = p < 0 ? 0 - (impact_wide)p : (impact_wide)p, ten = 1, whole = size / q, rest = size % q;
    for (unsigned i = 0; i < places; i++) ten *= 10; /* at most 10^9; rest < q < 2^97 */
    impact_wide part = rest * ten / q, left = rest * ten % q;
    if (2 * left > q || (2 * left == q && part % 2)) part++;
    if (part == ten) part = 0, whole++;
    if (p < 0 && (whole || part)) SCR_TRY(scr_buffer_text(out, "-"));
    SCR_TRY(impact_wide_print(out, whole));
    if (!places) return scr_done();
    return scr_buffer_print(out, ".%0*llu", (int)places, (unsigned long long)part);
}

scr_result impact_row_name(const struct impact_study *study, size_t i, struct scr_buffer *room) {
    room->length = 0;
    if (i < study->table->count) return scr_buffer_text(room, study->table->rows[i].name);
    const struct impact_constructed *made = &study->constructed[i - study->table->count];
    SCR_TRY(scr_buffer_text(room, study->table->rows[made->of].name));
    return scr_buffer_print(room, " (made to fail: %s)", impact_threshold_name(made->threshold));
}

static scr_result number(struct scr_buffer *out, impact_signed p, impact_wide q, unsigned places) {
    SCR_TRY(scr_buffer_text(out, ","));
    return impact_decimal(out, p, q, places);
}

static scr_result field(struct scr_buffer *out, impact_wide value) {
    SCR_TRY(scr_buffer_text(out, ","));
    return impact_wide_print(out, value);
}

static scr_result row_results(const struct impact_study *study, const struct impact_outcome *outcome, size_t i,
                              struct scr_buffer *out) {
    const impact_wide *row = outcome->sums + i * outcome->width;
    impact_wide trials = study->parameters->trials;
    switch (study->table->decision) {
    case IMPACT_COVERAGE:
        SCR_TRY(field(out, study->truth[i]));
        SCR_TRY(number(out, (impact_signed)study->distance[i], 1000, 3));
        return number(out, (impact_signed)row[0], trials, 6);
    case IMPACT_FUNDS:
        SCR_TRY(number(out, (impact_signed)study->truth[i], IMPACT_SHARE / 1000000, 6));
        SCR_TRY(number(out, (impact_signed)row[0], trials * (IMPACT_SHARE / 1000000), 6));
        SCR_TRY(number(out, (impact_signed)row[1], trials * (IMPACT_SHARE / 1000000), 6));
        return study->truth[i] ? number(out, (impact_signed)row[0], trials * study->truth[i], 6)
                               : scr_buffer_text(out, ",");
    case IMPACT_SEATS:
        SCR_TRY(
            number(out, (impact_signed)(study->parameters->house * (impact_wide)study->counts[0][i]), study->total, 6));
        SCR_TRY(field(out, study->truth[i]));
        SCR_TRY(number(out, (impact_signed)row[0], trials, 6));
        SCR_TRY(number(out, (impact_signed)row[1], trials, 6));
        return number(out, (impact_signed)row[2], trials, 6);
    }
    return (scr_result){SCR_INTERNAL};
}

static scr_result row_line(const struct impact_study *study, const struct impact_outcome *outcome, size_t e, size_t i,
                           struct scr_buffer *name, struct scr_buffer *out) {
    const struct impact_table *table = study->table;
    size_t given = i < table->count ? i : study->constructed[i - table->count].of;
    SCR_TRY(impact_fraction_print(out, study->parameters->epsilons[e]));
    SCR_TRY(scr_buffer_text(out, ","));
    SCR_TRY(scr_text_csv(out, table->rows[given].id));
    SCR_TRY(scr_buffer_text(out, ","));
    SCR_TRY(impact_row_name(study, i, name));
    SCR_TRY(scr_text_csv(out, (const char *)name->data));
    const uint64_t *values = i < table->count ? table->rows[i].values : study->constructed[i - table->count].values;
    for (size_t c = 0; c < impact_value_count(table->decision); c++) SCR_TRY(field(out, values[c]));
    SCR_TRY(row_results(study, outcome, i, out));
    return scr_buffer_text(out, "\r\n");
}

scr_result impact_rows_csv(const struct impact_study *study, const struct impact_outcome *outcomes,
                           struct scr_buffer *out) {
    static const char *const heads[] = {
        "epsilon,id,name,vac,lep,lit,covered,distance,rate_correct\r\n",
        ("epsilon,id,name,weight,children,true_per_million,expected_per_million,expected_deviation_per_million,"
         "multiplicative\r\n"),
        "epsilon,id,name,population,quota,seats_without_noise,expected_seats,share_fewer,share_more\r\n"};
    struct scr_buffer name = {0};
    scr_result result = scr_buffer_text(out, heads[study->table->decision]);
    for (size_t e = 0; e < study->parameters->epsilon_count && !scr_failed(result); e++)
        for (size_t i = 0; i < study->count && !scr_failed(result); i++)
            result = row_line(study, &outcomes[e], e, i, &name, out);
    scr_buffer_free(&name);
    return result;
}

static scr_result coverage_line(const struct impact_study *study, const struct impact_outcome *outcome,
                                struct scr_buffer *out) {
    struct impact_coverage_summary summary;
    impact_wide trials = study->parameters->trials, all = trials * study->count;
    impact_coverage_summarise(study, outcome, &summary);
    for (unsigned class = 2; class --;) {
        size_t rows = class ? study->covered : study->count - study->covered;
        SCR_TRY(number(out, (impact_signed)summary.least[class], trials, 6));
        SCR_TRY(number(out, (impact_signed)summary.sum[class], trials * (rows ? rows : 1), 6));
        SCR_TRY(number(out, (impact_signed)summary.most[class], trials, 6));
    }
    for (size_t c = 0; c < IMPACT_COLUMNS; c++) SCR_TRY(number(out, (impact_signed)outcome->errors[c], all, 3));
    return scr_done();
}

static scr_result funds_line(const struct impact_study *study, const struct impact_outcome *outcome,
                             struct scr_buffer *out) {
    struct impact_funds_summary summary;
    impact_wide trials = study->parameters->trials, million = trials * (IMPACT_SHARE / 1000000);
    SCR_TRY(impact_funds_summarise(study, outcome, &summary));
    SCR_TRY(number(out, (impact_signed)summary.total, million, 3));
    SCR_TRY(number(out, summary.least, million, 3));
    SCR_TRY(number(out, summary.most, million, 3));
    SCR_TRY(number(out, (impact_signed)summary.deviation, million, 3));
    SCR_TRY(number(out, (impact_signed)summary.multiplicative_least, 1000000, 6));
    SCR_TRY(number(out, (impact_signed)summary.multiplicative_most, 1000000, 6));
    SCR_TRY(field(out, summary.inversions));
    SCR_TRY(field(out, summary.certain));
    SCR_TRY(field(out, summary.inverted));
    if (!study->parameters->delta.q) return scr_buffer_text(out, ",,,,");
    SCR_TRY(field(out, outcome->slack));
    SCR_TRY(field(out, outcome->refused));
    SCR_TRY(field(out, outcome->failures));
    impact_wide given = trials - outcome->refused;
    return given ? number(out, (impact_signed)outcome->inflation, given * 1000000, 6) : scr_buffer_text(out, ",");
}

static scr_result seats_line(const struct impact_study *study, const struct impact_outcome *outcome,
                             struct scr_buffer *out) {
    uint32_t trials = study->parameters->trials;
    SCR_TRY(number(out, (impact_signed)outcome->house_sum, trials, 6));
    SCR_TRY(field(out, outcome->house_least));
    SCR_TRY(field(out, outcome->house_most));
    SCR_TRY(number(out, (impact_signed)outcome->max_multiplicative, (impact_wide)trials * 1000000, 6));
    return number(out, (impact_signed)impact_average_deviation(study, outcome->sums, 3, trials), 1000000000, 9);
}

scr_result impact_summary_csv(const struct impact_study *study, const struct impact_outcome *outcomes,
                              struct scr_buffer *out) {
    static const char *const heads[] = {
        ("epsilon,covered_least,covered_mean,covered_most,not_covered_least,not_covered_mean,not_covered_most,"
         "mean_error_vac,mean_error_lep,mean_error_lit\r\n"),
        ("epsilon,misallocation_per_million,most_lost,most_gained,deviation_per_million,multiplicative_least,"
         "multiplicative_most,inversions,certain_inversions,inverted_rows,slack,refused,failures,mean_inflation\r\n"),
        "epsilon,expected_house,house_least,house_most,max_multiplicative,average_deviation\r\n"};
    SCR_TRY(scr_buffer_text(out, heads[study->table->decision]));
    for (size_t e = 0; e < study->parameters->epsilon_count; e++) {
        SCR_TRY(impact_fraction_print(out, study->parameters->epsilons[e]));
        switch (study->table->decision) {
        case IMPACT_COVERAGE:
            SCR_TRY(coverage_line(study, &outcomes[e], out));
            break;
        case IMPACT_FUNDS:
            SCR_TRY(funds_line(study, &outcomes[e], out));
            break;
        case IMPACT_SEATS:
            SCR_TRY(seats_line(study, &outcomes[e], out));
            break;
        }
        SCR_TRY(scr_buffer_text(out, "\r\n"));
    }
    return scr_done();
}
