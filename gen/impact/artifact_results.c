/* artifact_results.c: what the trials gave, in an impact statement (specification, section 16.5). */
#include "gen/artifact_frame.h"
#include "gen/impact/artifact_parts.h"
#include "gen/release/laplace.h"

#define TRIALS_IN_ELEMENT 1000

static scr_result write_rows(struct scr_xml_writer *xml, const struct impact_study *study,
                             const struct impact_outcome *outcome, struct scr_buffer *text) {
    for (size_t i = 0; i < study->count; i++) {
        text->length = 0;
        for (size_t c = 0; c < outcome->width; c++) {
            if (c) SCR_TRY(scr_buffer_text(text, " "));
            SCR_TRY(impact_wide_print(text, outcome->sums[i * outcome->width + c]));
        }
        SCR_TRY(artifact_text(xml, "Row", (const char *)text->data));
    }
    return scr_done();
}

static scr_result write_trials(struct scr_xml_writer *xml, const struct impact_outcome *outcome, uint32_t trials,
                               struct scr_buffer *text) {
    for (uint32_t first = 0; first < trials; first += TRIALS_IN_ELEMENT) {
        text->length = 0;
        for (uint32_t k = first; k < trials && k < first + TRIALS_IN_ELEMENT; k++) {
            if (k > first) SCR_TRY(scr_buffer_text(text, " "));
            SCR_TRY(scr_buffer_text(text, outcome->digests[k]));
        }
        SCR_TRY(scr_xml_open(xml, "Trials"));
        SCR_TRY(scr_xml_attribute_count(xml, "First", first));
        SCR_TRY(scr_xml_text(xml, (const char *)text->data, text->length));
        SCR_TRY(scr_xml_close(xml));
    }
    return scr_done();
}

static scr_result write_coverage(struct scr_xml_writer *xml, const struct impact_study *study,
                                 const struct impact_outcome *outcome) {
    struct impact_coverage_summary summary;
    impact_coverage_summarise(study, outcome, &summary);
    SCR_TRY(scr_xml_open(xml, "CoverageSummary"));
    SCR_TRY(impact_attribute(xml, "CoveredLeast", summary.least[1]));
    SCR_TRY(impact_attribute(xml, "CoveredMost", summary.most[1]));
    SCR_TRY(impact_attribute(xml, "CoveredSum", summary.sum[1]));
    SCR_TRY(impact_attribute(xml, "NotCoveredLeast", summary.least[0]));
    SCR_TRY(impact_attribute(xml, "NotCoveredMost", summary.most[0]));
    SCR_TRY(impact_attribute(xml, "NotCoveredSum", summary.sum[0]));
    SCR_TRY(impact_attribute(xml, "ErrorVac", outcome->errors[IMPACT_VAC]));
    SCR_TRY(impact_attribute(xml, "ErrorLep", outcome->errors[IMPACT_LEP]));
    SCR_TRY(impact_attribute(xml, "ErrorLit", outcome->errors[IMPACT_LIT]));
    static const uint8_t divisors[IMPACT_GRID] = {1, 2, 1, 4, 5, 2, 1, 4, 1, 10, 1, 4, 1, 2, 5, 4, 1, 2, 1};
    for (uint64_t g = 0; g < IMPACT_GRID && study->parameters->samples; g++) { /* (g + 1)/20 reduced */
        SCR_TRY(scr_xml_open(xml, "Repair"));
        SCR_TRY(
            impact_attribute_fraction(xml, "P", (struct impact_fraction){(g + 1) / divisors[g], 20u / divisors[g]}));
        SCR_TRY(impact_attribute(xml, "CoveredLeast", summary.repair[g].covered_least));
        SCR_TRY(impact_attribute(xml, "CoveredSum", summary.repair[g].covered_sum));
        SCR_TRY(impact_attribute(xml, "FalsePositives", summary.repair[g].false_positives));
        SCR_TRY(scr_xml_close(xml));
    }
    return scr_xml_close(xml);
}

static scr_result attribute_signed(struct scr_xml_writer *xml, const char *name, impact_signed number) {
    struct scr_buffer text = {0};
    scr_result result = impact_signed_print(&text, number);
    if (!scr_failed(result)) result = scr_xml_attribute(xml, name, (const char *)text.data);
    scr_buffer_free(&text);
    return result;
}

static scr_result write_funds(struct scr_xml_writer *xml, const struct impact_study *study,
                              const struct impact_outcome *outcome) {
    struct impact_funds_summary summary;
    SCR_TRY(impact_funds_summarise(study, outcome, &summary));
    SCR_TRY(scr_xml_open(xml, "FundsSummary"));
    SCR_TRY(impact_attribute(xml, "Empty", outcome->empty));
    SCR_TRY(impact_attribute(xml, "MisallocationTotal", summary.total));
    SCR_TRY(attribute_signed(xml, "MisallocationLeast", summary.least));
    SCR_TRY(attribute_signed(xml, "MisallocationMost", summary.most));
    SCR_TRY(impact_attribute(xml, "DeviationTotal", summary.deviation));
    SCR_TRY(impact_attribute(xml, "MultiplicativeLeast", summary.multiplicative_least));
    SCR_TRY(impact_attribute(xml, "MultiplicativeMost", summary.multiplicative_most));
    SCR_TRY(impact_attribute(xml, "Inversions", summary.inversions));
    SCR_TRY(impact_attribute(xml, "CertainInversions", summary.certain));
    SCR_TRY(impact_attribute(xml, "InvertedRows", summary.inverted));
    if (study->parameters->delta.q) {
        SCR_TRY(scr_xml_open(xml, "NoPenalty"));
        SCR_TRY(impact_attribute(xml, "Slack", outcome->slack));
        SCR_TRY(impact_attribute(xml, "Refused", outcome->refused));
        SCR_TRY(impact_attribute(xml, "Failures", outcome->failures));
        SCR_TRY(impact_attribute(xml, "InflationSum", outcome->inflation));
        SCR_TRY(scr_xml_close(xml));
    }
    return scr_xml_close(xml);
}

static scr_result write_seats(struct scr_xml_writer *xml, const struct impact_study *study,
                              const struct impact_outcome *outcome) {
    SCR_TRY(scr_xml_open(xml, "SeatsSummary"));
    SCR_TRY(impact_attribute(xml, "HouseSum", outcome->house_sum));
    SCR_TRY(impact_attribute(xml, "HouseLeast", outcome->house_least));
    SCR_TRY(impact_attribute(xml, "HouseMost", outcome->house_most));
    SCR_TRY(impact_attribute(xml, "MaxMultiplicativeSum", outcome->max_multiplicative));
    SCR_TRY(impact_attribute(xml, "AverageDeviation",
                             impact_average_deviation(study, outcome->sums, 3, study->parameters->trials)));
    return scr_xml_close(xml);
}

/* The scale of laplace and d-laplace; none for DAWA. */
static scr_result scale_of(const struct impact_parameters *parameters, size_t e, struct impact_fraction *scale) {
    struct release_scale of;
    *scale = (struct impact_fraction){0, 0};
    if (impact_is_dawa(parameters->mechanism)) return scr_done();
    bool shared = parameters->decision == IMPACT_COVERAGE && parameters->mechanism == IMPACT_LAPLACE;
    SCR_TRY(release_scale_set(&of, shared ? IMPACT_COLUMNS : 1, parameters->epsilons[e].p, parameters->epsilons[e].q));
    *scale = (struct impact_fraction){of.d, of.s};
    return scr_done();
}

static scr_result write_parts(struct scr_xml_writer *xml, const struct impact_study *study,
                              const struct impact_outcome *outcome, struct scr_buffer *text) {
    SCR_TRY(write_rows(xml, study, outcome, text));
    SCR_TRY(write_trials(xml, outcome, study->parameters->trials, text));
    switch (study->table->decision) {
    case IMPACT_COVERAGE:
        return write_coverage(xml, study, outcome);
    case IMPACT_FUNDS:
        return write_funds(xml, study, outcome);
    case IMPACT_SEATS:
        return write_seats(xml, study, outcome);
    }
    return (scr_result){SCR_INTERNAL};
}

scr_result impact_write_results(struct scr_xml_writer *xml, const struct impact_study *study,
                                const struct impact_outcome *outcomes, size_t e) {
    struct impact_fraction scale;
    struct scr_buffer text = {0};
    SCR_TRY(scale_of(study->parameters, e, &scale));
    SCR_TRY(scr_xml_open(xml, "Results"));
    SCR_TRY(impact_attribute_fraction(xml, "Epsilon", study->parameters->epsilons[e]));
    SCR_TRY(impact_attribute_fraction(xml, "Scale", scale));
    scr_result result = write_parts(xml, study, &outcomes[e], &text);
    scr_buffer_free(&text);
    return scr_failed(result) ? result : scr_xml_close(xml);
}
