/* artifact.c: parameters, table and truth of an impact statement (specification, section 16.1). */
#include "gen/impact/artifact.h"

#include "gen/artifact_frame.h"
#include "gen/impact/artifact_parts.h"
#include "gen/impact/noise.h"

scr_result impact_attribute(struct scr_xml_writer *xml, const char *name, impact_wide number) {
    struct scr_buffer text = {0};
    scr_result result = impact_wide_print(&text, number);
    if (!scr_failed(result)) result = scr_xml_attribute(xml, name, (const char *)text.data);
    scr_buffer_free(&text);
    return result;
}

scr_result impact_attribute_fraction(struct scr_xml_writer *xml, const char *name, struct impact_fraction fraction) {
    struct scr_buffer text = {0};
    scr_result result = impact_fraction_print(&text, fraction);
    if (!scr_failed(result)) result = scr_xml_attribute(xml, name, text.data ? (const char *)text.data : "");
    scr_buffer_free(&text);
    return result;
}

static scr_result write_sources(struct scr_xml_writer *xml, const struct impact_table *table) {
    for (size_t i = 0; i < table->source_count; i++) {
        char hex[SCR_HEX_SIZE];
        scr_hash_hex(&table->sources[i].hash, hex);
        SCR_TRY(scr_xml_open(xml, "Source"));
        SCR_TRY(scr_xml_attribute(xml, "Name", table->sources[i].name));
        SCR_TRY(scr_xml_attribute(xml, "Format", table->sources[i].format));
        SCR_TRY(scr_xml_attribute(xml, "SHA256", hex));
        SCR_TRY(scr_xml_close(xml));
    }
    return scr_done();
}

static scr_result write_rule(struct scr_xml_writer *xml, const struct impact_parameters *parameters) {
    static const char *const rules[] = {"CoverageRule", "FundsRule", "SeatsRule"};
    SCR_TRY(scr_xml_open(xml, rules[parameters->decision]));
    switch (parameters->decision) {
    case IMPACT_COVERAGE:
        SCR_TRY(impact_attribute_fraction(xml, "IlliteracyRate", parameters->illiteracy));
        SCR_TRY(scr_xml_attribute(xml, "Constructed", parameters->constructed ? "true" : "false"));
        SCR_TRY(scr_xml_attribute_count(xml, "Samples", parameters->samples));
        break;
    case IMPACT_FUNDS:
        SCR_TRY(impact_attribute_fraction(xml, "Delta", parameters->delta));
        break;
    case IMPACT_SEATS:
        SCR_TRY(scr_xml_attribute_count(xml, "House", parameters->house));
        break;
    }
    return scr_xml_close(xml);
}

static scr_result write_parameters(struct scr_xml_writer *xml, const struct impact_parameters *parameters) {
    SCR_TRY(scr_xml_open(xml, "Parameters"));
    SCR_TRY(scr_xml_attribute(xml, "Decision", impact_decision_name(parameters->decision)));
    SCR_TRY(scr_xml_attribute(xml, "Mechanism", impact_mechanism_name(parameters->mechanism)));
    SCR_TRY(impact_attribute_fraction(xml, "Rho", parameters->rho));
    SCR_TRY(scr_xml_attribute_count(xml, "Trials", parameters->trials));
    SCR_TRY(scr_xml_attribute(xml, "Seed", parameters->seed));
    for (size_t e = 0; e < parameters->epsilon_count; e++) {
        SCR_TRY(scr_xml_open(xml, "Epsilon"));
        SCR_TRY(impact_attribute_fraction(xml, "Value", parameters->epsilons[e]));
        SCR_TRY(scr_xml_close(xml));
    }
    SCR_TRY(write_rule(xml, parameters));
    SCR_TRY(scr_xml_close(xml));
    SCR_TRY(scr_xml_open(xml, "Guarantee"));
    SCR_TRY(scr_xml_attribute(xml, "Claim", parameters->mechanism == IMPACT_DAWA_PUBLISHED ? "none" : "epsilon"));
    SCR_TRY(scr_xml_attribute(xml, "Adjacency", "add-remove"));
    return scr_xml_close(xml);
}

static scr_result write_values(struct scr_xml_writer *xml, const struct impact_study *study, size_t i,
                               const uint64_t *values) {
    struct scr_buffer text = {0};
    scr_result result;
    SCR_TRY_OR(result, impact_row_values(&text, study->table->decision, values), end);
    SCR_TRY_OR(result, scr_xml_attribute(xml, "Values", (const char *)text.data), end);
    text.length = 0;
    SCR_TRY_OR(result, impact_wide_print(&text, study->truth[i]), end);
    if (study->table->decision == IMPACT_COVERAGE) {
        SCR_TRY_OR(result, scr_buffer_text(&text, " "), end);
        SCR_TRY_OR(result, impact_wide_print(&text, study->distance[i]), end);
    }
    SCR_TRY_OR(result, scr_xml_attribute(xml, "Truth", (const char *)text.data), end);
    result = scr_xml_close(xml);
end:
    scr_buffer_free(&text);
    return result;
}

static scr_result write_table(struct scr_xml_writer *xml, const struct impact_study *study) {
    const struct impact_table *table = study->table;
    struct scr_hash digest;
    char hex[SCR_HEX_SIZE];
    SCR_TRY(impact_table_digest(table, &digest));
    scr_hash_hex(&digest, hex);
    SCR_TRY(scr_xml_open(xml, "Table"));
    SCR_TRY(scr_xml_attribute(xml, "SHA256", hex));
    for (size_t i = 0; i < table->count; i++) {
        SCR_TRY(scr_xml_open(xml, "Row"));
        SCR_TRY(scr_xml_attribute(xml, "Id", table->rows[i].id));
        SCR_TRY(scr_xml_attribute(xml, "Name", table->rows[i].name));
        SCR_TRY(write_values(xml, study, i, table->rows[i].values));
    }
    for (size_t i = 0; i < study->constructed_count; i++) {
        const struct impact_constructed *row = &study->constructed[i];
        SCR_TRY(scr_xml_open(xml, "Constructed"));
        SCR_TRY(scr_xml_attribute_count(xml, "Of", row->of + 1));
        SCR_TRY(scr_xml_attribute(xml, "Threshold", impact_threshold_name(row->threshold)));
        SCR_TRY(write_values(xml, study, table->count + i, row->values));
    }
    return scr_xml_close(xml);
}

static scr_result write_truth(struct scr_xml_writer *xml, const struct impact_study *study) {
    switch (study->table->decision) {
    case IMPACT_COVERAGE:
        SCR_TRY(scr_xml_open(xml, "CoverageTruth"));
        SCR_TRY(scr_xml_attribute_count(xml, "Covered", study->covered));
        SCR_TRY(scr_xml_attribute_count(xml, "NotCovered", study->count - study->covered));
        break;
    case IMPACT_FUNDS:
        SCR_TRY(scr_xml_open(xml, "FundsTruth"));
        SCR_TRY(impact_attribute(xml, "Total", study->total));
        break;
    case IMPACT_SEATS:
        SCR_TRY(scr_xml_open(xml, "SeatsTruth"));
        SCR_TRY(scr_xml_attribute_count(xml, "Seats", study->seats));
        SCR_TRY(impact_attribute(xml, "MaxMultiplicative", study->max_multiplicative));
        SCR_TRY(impact_attribute(xml, "AverageDeviation", study->average_deviation));
        break;
    }
    return scr_xml_close(xml);
}

static scr_result write_body(struct scr_xml_writer *xml, const struct impact_study *study,
                             const struct impact_outcome *outcomes, const struct election *election) {
    SCR_TRY(artifact_root(xml, "ImpactStatement"));
    SCR_TRY(artifact_header(xml, election, "impact-statement", NULL, 0, NULL));
    SCR_TRY(write_sources(xml, study->table));
    SCR_TRY(write_parameters(xml, study->parameters));
    SCR_TRY(write_table(xml, study));
    SCR_TRY(write_truth(xml, study));
    for (size_t e = 0; e < study->parameters->epsilon_count; e++)
        SCR_TRY(impact_write_results(xml, study, outcomes, e));
    return scr_xml_close(xml);
}

scr_result impact_artifact(const struct impact_study *study, const struct impact_outcome *outcomes,
                           const struct election *election, struct scr_buffer *out) {
    struct scr_xml_writer xml;
    scr_result result = scr_xml_begin(&xml, scr_xml_to_buffer, out);
    if (!scr_failed(result)) result = write_body(&xml, study, outcomes, election);
    return artifact_end(&xml, result);
}
