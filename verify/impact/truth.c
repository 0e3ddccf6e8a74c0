/* truth.c: IMP-03: what the rule gives without noise, and the rows that just fail. */
#include <inttypes.h>
#include <stdio.h>
#include <string.h>

#include "verify/impact/rule.h"
#include "verify/impact/table.h"

/* (1 - f) of the j-th covered row, as a fraction. */
static const struct fraction remaining[] = {{1, 1}, {99, 100}, {9, 10}, {1, 2}};

/* The row made from covered row j, `from`: too small a group first, then one that reads too well. */
static void construct(const struct fraction *rate, const struct impact_row *from, size_t j, bool size,
                      struct impact_row *row) {
    const struct fraction *part = &remaining[j % 4];
    const int64_t vac = from->numbers[0], lep = from->numbers[1], lit = from->numbers[2];
    const int64_t p = (int64_t)part->p, q = (int64_t)part->q;
    *row = (struct impact_row){.numbers = {vac, lep, 0}};
    if (size) {
        int64_t most = vac / 20 < 10000 ? vac / 20 : 10000;
        row->numbers[1] = p * most / q;
        row->numbers[2] = (lit * row->numbers[1] + lep - 1) / lep; /* a covered row has lep > 0 */
    } else {
        row->numbers[2] = (int64_t)((wide)p * (wide)rate->p * lep / ((wide)q * (wide)rate->q));
    }
}

static bool covers(const struct fraction *rate, const struct impact_row *row) {
    return rule_covers(rate, row->numbers[0], row->numbers[1], row->numbers[2], 1);
}

static void add_constructed(const struct impact *impact, const struct fraction *rate, struct impact_table *table) {
    for (int pass = 0; pass < 2; pass++)
        for (size_t i = 0, j = 0; i < table->given; i++) {
            if (!covers(rate, &impact->rows[i])) continue;
            enum threshold size = impact->rows[i].numbers[0] <= 200000 ? THRESHOLD_PERCENT : THRESHOLD_NUMBER;
            table->made[table->count - table->given] = (struct made_row){i, pass ? THRESHOLD_ILLITERACY : size};
            construct(rate, &impact->rows[i], j++, !pass, &table->rows[table->count++]);
        }
}

static void add_truth(const struct impact *impact, const struct fraction *rate, struct impact_table *table) {
    if (impact->decision != DECISION_COVERAGE)
        for (size_t i = 0; i < table->count; i++) {
            const int64_t *numbers = table->rows[i].numbers;
            table->total += impact->decision == DECISION_FUNDS ? (wide)numbers[0] * numbers[1] : numbers[0];
        }
    for (size_t i = 0; i < table->count; i++) {
        const struct impact_row *row = &table->rows[i];
        if (impact->decision == DECISION_COVERAGE)
            table->truth[i] = covers(rate, row);
        else if (impact->decision == DECISION_FUNDS)
            table->truth[i] = rule_share(row->numbers[0], row->numbers[1], table->total);
        else
            table->house += table->truth[i] = rule_seats(impact->house, row->numbers[0], table->total);
    }
}

scr_result impact_table_make(const struct impact *impact, const struct fraction *rate, struct impact_table *table,
                             struct scr_arena *arena) {
    const size_t given = impact->row_count, most = impact->constructed ? 3 * given : given;
    *table = (struct impact_table){.given = given, .count = given};
    table->rows = scr_arena_alloc(arena, most, sizeof *table->rows);
    table->made = scr_arena_alloc(arena, most - given, sizeof *table->made);
    table->truth = scr_arena_alloc(arena, most, sizeof *table->truth);
    if (!table->rows || !table->made || !table->truth) return (scr_result){SCR_MEMORY};
    memcpy(table->rows, impact->rows, given * sizeof *table->rows);
    if (impact->constructed) add_constructed(impact, rate, table);
    add_truth(impact, rate, table);
    return scr_done();
}

/* `Truth` of row i as it must be written. */
static void truth_text(const struct impact *impact, const struct fraction *rate, const struct impact_table *table,
                       size_t i, char text[static 64]) {
    char digits[41];
    if (impact->decision == DECISION_COVERAGE)
        snprintf(text, 64, "%d %" PRIu64, table->truth[i] ? 1 : 0, rule_distance(rate, table->rows[i].numbers));
    else
        snprintf(text, 64, "%s", impact_decimal(table->truth[i], digits));
}

static void complain_of_constructed(const struct impact *impact, const struct fraction *rate,
                                    const struct impact_table *table, struct complaint *complaint) {
    const size_t count = table->count - table->given;
    if (impact->made_count != count)
        complain(complaint, "%zu rows are constructed instead of %zu", impact->made_count, count);
    for (size_t i = 0; i < count && i < impact->made_count; i++) {
        const struct impact_constructed *claim = &impact->made[i];
        const struct made_row *made = &table->made[i];
        const int64_t *numbers = table->rows[table->given + i].numbers;
        char values[80], truth[64];
        snprintf(values, sizeof values, "%" PRId64 " %" PRId64 " %" PRId64, numbers[0], numbers[1], numbers[2]);
        truth_text(impact, rate, table, table->given + i, truth);
        if (claim->of != made->of + 1 || claim->threshold != made->threshold || strcmp(claim->values, values) != 0)
            complain(complaint,
                     "constructed row %zu, of row %" PRIu32 " at %s, is %s instead of one of row %zu at %s, %s", i + 1,
                     claim->of, impact_thresholds[claim->threshold], shown(complaint, claim->values), made->of + 1,
                     impact_thresholds[made->threshold], values);
        else if (strcmp(claim->truth, truth) != 0)
            complain(complaint, "the truth of constructed row %zu is %s, not %s", i + 1, truth,
                     shown(complaint, claim->truth));
    }
}

static void complain_of_sums(const struct impact *impact, const struct impact_table *table,
                             struct complaint *complaint) {
    static const char *const names[3][3] = {
        {"Covered", "NotCovered"}, {"Total"}, {"Seats", "MaxMultiplicative", "AverageDeviation"}};
    wide found[3] = {0};
    if (impact->decision == DECISION_COVERAGE) {
        for (size_t i = 0; i < table->count; i++) found[table->truth[i] ? 0 : 1]++;
    } else if (impact->decision == DECISION_FUNDS) {
        found[0] = table->total;
    } else {
        wide deviation = 0;
        for (size_t i = 0; i < table->count; i++) {
            wide difference = table->total * table->truth[i] - (wide)impact->house * table->rows[i].numbers[0];
            deviation += difference < 0 ? -difference : difference;
        }
        found[0] = table->house;
        found[1] = rule_max_multiplicative(table->rows, table->truth, table->count);
        found[2] = 1000000000 * deviation / ((wide)table->count * table->total);
    }
    for (size_t i = 0; i < 3 && names[impact->decision][i]; i++) {
        char right[41], wrong[41];
        if (found[i] != impact->truth_numbers[i])
            complain(complaint, "%s is %s, not %s", names[impact->decision][i], impact_decimal(found[i], right),
                     impact_decimal(impact->truth_numbers[i], wrong));
    }
}

scr_result impact_add_imp03(const struct impact *impact, const struct fraction *rate, const struct impact_table *table,
                            struct findings *findings) {
    struct complaint complaint = {0};
    for (size_t i = 0; i < table->given; i++) {
        char truth[64];
        truth_text(impact, rate, table, i, truth);
        if (strcmp(truth, impact->rows[i].truth) != 0)
            complain(&complaint, "the truth of row %zu, %s, is %s, not %s", i + 1,
                     shown(&complaint, impact->rows[i].name), truth, shown(&complaint, impact->rows[i].truth));
    }
    complain_of_constructed(impact, rate, table, &complaint);
    complain_of_sums(impact, table, &complaint);
    return complaint_verdict(&complaint, findings, "IMP-03",
                             "the rule gives what is said of all %zu rows (%zu of them constructed) and of their sums",
                             table->count, table->count - table->given);
}
