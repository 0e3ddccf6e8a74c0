/* read_impact.c: an impact statement from its file, as far as IMP-01 goes. */
#include <stdlib.h>
#include <string.h>

#include "verify/impact/impact.h"

const char *const impact_decisions[3] = {"coverage", "funds", "seats"};
const char *const impact_mechanisms[4] = {"laplace", "d-laplace", "dawa-sound", "dawa-published"};
const char *const impact_thresholds[3] = {"percent", "number", "illiteracy"};
const char *const impact_summaries[3][IMPACT_SUMMARY] = {
    {"CoveredLeast", "CoveredMost", "CoveredSum", "NotCoveredLeast", "NotCoveredMost", "NotCoveredSum", "ErrorVac",
     "ErrorLep", "ErrorLit"},
    {"Empty", "MisallocationTotal", "MisallocationLeast", "MisallocationMost", "DeviationTotal", "MultiplicativeLeast",
     "MultiplicativeMost", "Inversions", "CertainInversions", "InvertedRows"},
    {"HouseSum", "HouseLeast", "HouseMost", "MaxMultiplicativeSum", "AverageDeviation"},
};

bool impact_number(const char *text, size_t length, wide *number) {
    bool negative = length > 1 && text[0] == '-';
    size_t i = negative;
    *number = 0;
    if (i == length || (text[i] == '0' && (length > 1))) return false;
    for (; i < length; i++) {
        if (text[i] < '0' || text[i] > '9') return false;
        if (__builtin_mul_overflow(*number, 10, number) || __builtin_add_overflow(*number, text[i] - '0', number))
            *number = IMPACT_WIDE_MOST; /* and stays there: ten times it overflows again */
    }
    if (negative) *number = -*number;
    return true;
}

const char *impact_decimal(wide number, char text[static 41]) {
    wide_count rest = number < 0 ? -(wide_count)number : (wide_count)number;
    char *at = text + 40;
    *at = 0;
    do {
        *--at = (char)('0' + (int)(rest % 10));
        rest /= 10;
    } while (rest);
    if (number < 0) *--at = '-';
    return at;
}

static scr_result read_number(struct document *document, const char *name, wide *number) {
    const char *text;
    SCR_TRY(document_borrow(document, name, &text));
    if (!impact_number(text, strlen(text), number)) document->misplaced = true;
    return scr_done();
}

static scr_result start_source(void *context, struct document *document) {
    const char *ignored;
    struct scr_hash digest;
    (void)context;
    SCR_TRY(document_borrow(document, "Name", &ignored));
    SCR_TRY(document_borrow(document, "Format", &ignored));
    return document_hash(document, "SHA256", &digest);
}

static scr_result start_parameters(void *context, struct document *document) {
    struct impact *impact = context;
    size_t decision, mechanism;
    SCR_TRY(document_word(document, "Decision", impact_decisions, 3, &decision));
    SCR_TRY(document_word(document, "Mechanism", impact_mechanisms, 4, &mechanism));
    impact->decision = (enum decision)decision;
    impact->mechanism = (enum mechanism)mechanism;
    SCR_TRY(document_attribute(document, "Rho", &impact->rho));
    SCR_TRY(document_attribute(document, "Trials", &impact->trials));
    return document_attribute(document, "Seed", &impact->seed);
}

static scr_result start_epsilon(void *context, struct document *document) {
    struct impact *impact = context;
    if (impact->epsilon_count == IMPACT_EPSILONS) {
        document->misplaced = true;
        return scr_done();
    }
    return document_attribute(document, "Value", &impact->epsilons[impact->epsilon_count++]);
}

static scr_result rule(struct impact *impact, struct document *document, enum decision decision,
                       const char *const names[], size_t count) {
    impact->rule = (int)decision;
    impact->rule_text_count = count;
    for (size_t i = 0; i < count; i++) SCR_TRY(document_attribute(document, names[i], &impact->rule_text[i]));
    return scr_done();
}

/* Numbers of at most nine digits by the schema. */
static uint32_t small(struct document *document, const char *text) {
    wide number = 0;
    if (!impact_number(text, strlen(text), &number) || number < 0 || number > 999999999) document->misplaced = true;
    return number < 0 || number > 999999999 ? 0 : (uint32_t)number;
}

static scr_result start_coverage_rule(void *context, struct document *document) {
    static const char *const names[] = {"IlliteracyRate", "Constructed", "Samples"};
    struct impact *impact = context;
    SCR_TRY(rule(impact, document, DECISION_COVERAGE, names, 3));
    impact->constructed = !strcmp(impact->rule_text[1], "true");
    impact->samples = small(document, impact->rule_text[2]);
    return scr_done();
}

static scr_result start_funds_rule(void *context, struct document *document) {
    static const char *const names[] = {"Delta"};
    return rule(context, document, DECISION_FUNDS, names, 1);
}

static scr_result start_seats_rule(void *context, struct document *document) {
    static const char *const names[] = {"House"};
    struct impact *impact = context;
    SCR_TRY(rule(impact, document, DECISION_SEATS, names, 1));
    impact->house = small(document, impact->rule_text[0]);
    return scr_done();
}

static scr_result start_guarantee(void *context, struct document *document) {
    const char *ignored;
    SCR_TRY(document_attribute(document, "Claim", &((struct impact *)context)->claim));
    return document_borrow(document, "Adjacency", &ignored);
}

static scr_result start_table(void *context, struct document *document) {
    struct impact *impact = context;
    impact->in_table = true;
    return document_hash(document, "SHA256", &impact->table_digest);
}

static scr_result start_row(void *context, struct document *document) {
    struct impact *impact = context;
    if (!impact->in_table) return scr_done();
    SCR_TRY(scr_grow(&impact->rows, &impact->row_capacity, impact->row_count + 1, sizeof *impact->rows));
    struct impact_row *row = &impact->rows[impact->row_count++];
    SCR_TRY(document_attribute(document, "Id", &row->id));
    SCR_TRY(document_attribute(document, "Name", &row->name));
    SCR_TRY(document_attribute(document, "Values", &row->values));
    return document_attribute(document, "Truth", &row->truth);
}

static scr_result start_constructed(void *context, struct document *document) {
    struct impact *impact = context;
    size_t threshold;
    SCR_TRY(scr_grow(&impact->made, &impact->made_capacity, impact->made_count + 1, sizeof *impact->made));
    struct impact_constructed *made = &impact->made[impact->made_count++];
    SCR_TRY(document_count(document, "Of", &made->of));
    SCR_TRY(document_word(document, "Threshold", impact_thresholds, 3, &threshold));
    made->threshold = (enum threshold)threshold;
    SCR_TRY(document_attribute(document, "Values", &made->values));
    return document_attribute(document, "Truth", &made->truth);
}

static scr_result truth(struct impact *impact, struct document *document, enum decision decision,
                        const char *const names[], size_t count) {
    impact->truth = (int)decision;
    for (size_t i = 0; i < count; i++) SCR_TRY(read_number(document, names[i], &impact->truth_numbers[i]));
    return scr_done();
}

static scr_result start_coverage_truth(void *context, struct document *document) {
    static const char *const names[] = {"Covered", "NotCovered"};
    return truth(context, document, DECISION_COVERAGE, names, 2);
}

static scr_result start_funds_truth(void *context, struct document *document) {
    static const char *const names[] = {"Total"};
    return truth(context, document, DECISION_FUNDS, names, 1);
}

static scr_result start_seats_truth(void *context, struct document *document) {
    static const char *const names[] = {"Seats", "MaxMultiplicative", "AverageDeviation"};
    return truth(context, document, DECISION_SEATS, names, 3);
}

/* The parameters stand before all results, and say how many numbers a row has. */
static scr_result start_results(void *context, struct document *document) {
    struct impact *impact = context;
    impact->in_table = false;
    if (impact->result_count == IMPACT_EPSILONS) {
        document->misplaced = true;
        return scr_done();
    }
    if (!impact->columns)
        impact->columns = impact->decision != DECISION_COVERAGE ? 3 : impact->samples ? IMPACT_COLUMNS : 1;
    struct impact_results *results = &impact->results[impact->result_count++];
    results->summary = -1;
    SCR_TRY(document_attribute(document, "Epsilon", &results->epsilon));
    return document_attribute(document, "Scale", &results->scale);
}

/* Where an element belongs to results, those that it belongs to. */
static struct impact_results *current(struct impact *impact, struct document *document) {
    if (!impact->result_count) document->misplaced = true;
    return impact->result_count ? &impact->results[impact->result_count - 1] : NULL;
}

static scr_result text_row(void *context, struct document *document, const char *text, size_t length) {
    struct impact *impact = context;
    struct impact_results *results = current(impact, document);
    if (!results) return scr_done();
    size_t first = results->row_count * impact->columns, column = 0;
    SCR_TRY(scr_grow(&results->numbers, &results->number_capacity, first + impact->columns, sizeof(wide)));
    results->row_count++;
    for (size_t i = 0; i <= length; column++) {
        const char *space = memchr(text + i, ' ', length - i);
        size_t end = space ? (size_t)(space - text) : length;
        wide number;
        if (!impact_number(text + i, end - i, &number) || number < 0) document->misplaced = true;
        if (column < impact->columns) results->numbers[first + column] = number;
        i = end + 1;
    }
    if (column != impact->columns && !results->misshapen) results->misshapen = results->row_count;
    return scr_done();
}

static scr_result start_trials(void *context, struct document *document) {
    struct impact_results *results = current(context, document);
    uint32_t first;
    if (!results) return scr_done();
    SCR_TRY(document_count(document, "First", &first));
    if (first != results->digest_count || first % IMPACT_TOGETHER) results->digests_misshapen = true;
    return scr_done();
}

static bool read_digest(const char *text, uint8_t digest[static IMPACT_DIGEST]) {
    static const char digits[] = "0123456789abcdef";
    for (size_t i = 0; i < 2 * IMPACT_DIGEST; i++) {
        const char *digit = memchr(digits, text[i], 16);
        if (!digit) return false;
        digest[i / 2] = (uint8_t)(digest[i / 2] << 4 | (digit - digits));
    }
    return true;
}

static scr_result text_trials(void *context, struct document *document, const char *text, size_t length) {
    enum { SIZE = 2 * IMPACT_DIGEST + 1 }; /* with the space behind it */
    struct impact_results *results = current(context, document);
    if (!results) return scr_done();
    size_t count = (length + 1) / SIZE;
    if ((length + 1) % SIZE || count > IMPACT_TOGETHER) {
        results->digests_misshapen = true;
        return scr_done();
    }
    SCR_TRY(scr_grow(&results->digests, &results->digest_capacity, results->digest_count + count, IMPACT_DIGEST));
    for (size_t i = 0; i < count; i++, results->digest_count++)
        if (!read_digest(text + i * SIZE, results->digests[results->digest_count]) ||
            (i + 1 < count && text[i * SIZE + SIZE - 1] != ' '))
            results->digests_misshapen = true;
    return scr_done();
}

static scr_result summary(struct impact *impact, struct document *document, enum decision decision) {
    struct impact_results *results = current(impact, document);
    if (!results) return scr_done();
    results->summary = (int)decision;
    for (size_t i = 0; i < IMPACT_SUMMARY && impact_summaries[decision][i]; i++)
        SCR_TRY(read_number(document, impact_summaries[decision][i], &results->summary_numbers[i]));
    return scr_done();
}
static scr_result start_coverage_summary(void *context, struct document *document) {
    return summary(context, document, DECISION_COVERAGE);
}
static scr_result start_funds_summary(void *context, struct document *document) {
    return summary(context, document, DECISION_FUNDS);
}
static scr_result start_seats_summary(void *context, struct document *document) {
    return summary(context, document, DECISION_SEATS);
}

static scr_result start_repair(void *context, struct document *document) {
    static const char *const names[] = {"CoveredLeast", "CoveredSum", "FalsePositives"};
    struct impact_results *results = current(context, document);
    if (!results || results->repair_count == IMPACT_GRID) {
        document->misplaced = true;
        return scr_done();
    }
    struct impact_repair *repair = &results->repairs[results->repair_count++];
    SCR_TRY(document_attribute(document, "P", &repair->p));
    for (size_t i = 0; i < 3; i++) SCR_TRY(read_number(document, names[i], &repair->numbers[i]));
    return scr_done();
}

static scr_result start_no_penalty(void *context, struct document *document) {
    static const char *const names[] = {"Slack", "Refused", "Failures", "InflationSum"};
    struct impact_results *results = current(context, document);
    if (!results) return scr_done();
    results->no_penalty = true;
    for (size_t i = 0; i < 4; i++) SCR_TRY(read_number(document, names[i], &results->penalty[i]));
    return scr_done();
}

static const struct document_element elements[] = {
    {"ImpactStatement", NULL, NULL},
    {"Source", start_source, NULL},
    {"Parameters", start_parameters, NULL},
    {"Epsilon", start_epsilon, NULL},
    {"CoverageRule", start_coverage_rule, NULL},
    {"FundsRule", start_funds_rule, NULL},
    {"SeatsRule", start_seats_rule, NULL},
    {"Guarantee", start_guarantee, NULL},
    {"Table", start_table, NULL},
    {"Row", start_row, text_row},
    {"Constructed", start_constructed, NULL},
    {"CoverageTruth", start_coverage_truth, NULL},
    {"FundsTruth", start_funds_truth, NULL},
    {"SeatsTruth", start_seats_truth, NULL},
    {"Results", start_results, NULL},
    {"Trials", start_trials, text_trials},
    {"CoverageSummary", start_coverage_summary, NULL},
    {"FundsSummary", start_funds_summary, NULL},
    {"SeatsSummary", start_seats_summary, NULL},
    {"Repair", start_repair, NULL},
    {"NoPenalty", start_no_penalty, NULL},
};
static const struct document_kind kind = {.purpose = "impact-statement",
                                          .signer_role = "election-official",
                                          .elements = elements,
                                          .element_count = sizeof elements / sizeof *elements};

/* The schema allows each part for each decision. */
static void check_parts(const struct impact *impact, struct scr_diagnosis *diagnosis) {
    const char *decision = impact_decisions[impact->decision];
    if (impact->rule != (int)impact->decision)
        scr_note(diagnosis, SCR_INPUT, "Parameters", "the rule is not one of the Decision %s", decision);
    if (impact->truth != (int)impact->decision)
        scr_note(diagnosis, SCR_INPUT, "Table", "what follows it is not the truth of the Decision %s", decision);
    for (size_t i = 0; i < impact->result_count; i++)
        if (impact->results[i].summary != (int)impact->decision)
            scr_note(diagnosis, SCR_INPUT, "Results", "the summary of Results number %zu is not one of the Decision %s",
                     i + 1, decision);
}

scr_result impact_read(const char *path, const struct scr_xml_schema *schema, struct impact *impact,
                       struct scr_arena *arena, struct artifact_header *header, struct scr_hash *digest,
                       struct scr_diagnosis *diagnosis) {
    impact->rule = impact->truth = -1;
    SCR_TRY(document_read(path, schema, &kind, impact, arena, header, digest, diagnosis));
    check_parts(impact, diagnosis);
    return diagnosis->count ? (scr_result){SCR_INPUT} : scr_done();
}

void impact_free(struct impact *impact) {
    for (size_t i = 0; i < impact->result_count; i++) {
        free(impact->results[i].numbers);
        free(impact->results[i].digests);
    }
    free(impact->rows);
    free(impact->made);
    *impact = (struct impact){0};
}
