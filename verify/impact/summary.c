/* summary.c: IMP-07: the numbers of summaries that follow from the rows of Results. */
#include <inttypes.h>
#include <stdlib.h>
#include <string.h>

#include "verify/impact/trials.h"

struct summing {
    const struct impact *impact;
    const struct impact_table *table;
    wide trials;   /* N */
    size_t *order; /* of rows by weight, then by x; funds */
    uint8_t *inverted;
    struct complaint complaint;
};

static wide magnitude(wide number) { return number < 0 ? -number : number; }

static void differ(struct summing *summing, size_t e, const char *name, wide found, wide claimed) {
    char right[41], wrong[41];
    if (found != claimed)
        complain(&summing->complaint, "Results number %zu: %s is %s, not %s", e + 1, name, impact_decimal(found, right),
                 impact_decimal(claimed, wrong));
}

static void coverage(struct summing *summing, size_t e) {
    const struct impact *impact = summing->impact;
    const struct impact_results *results = &impact->results[e];
    const size_t columns = impact->columns;
    wide sums[IMPACT_COLUMNS][2][3] = {0}; /* by column, C = 1 and C = 0: least, most, sum */
    bool any[2] = {false, false};
    for (size_t i = 0; i < results->row_count; i++) {
        const size_t side = summing->table->truth[i] ? 0 : 1;
        for (size_t c = 0; c < columns; c++) {
            const wide number = results->numbers[i * columns + c];
            wide *sum = sums[c][side];
            if (!any[side] || number < sum[0]) sum[0] = number;
            if (number > sum[1]) sum[1] = number;
            sum[2] += number;
        }
        any[side] = true;
    }
    for (size_t j = 0; j < 6; j++)
        differ(summing, e, impact_summaries[0][j], sums[0][j / 3][j % 3], results->summary_numbers[j]);
    for (size_t g = 1; g < columns; g++) {
        const wide *claimed = results->repairs[g - 1].numbers;
        differ(summing, e, "CoveredLeast of a Repair", sums[g][0][0], claimed[0]);
        differ(summing, e, "CoveredSum of a Repair", sums[g][0][2], claimed[1]);
        differ(summing, e, "FalsePositives of a Repair", sums[g][1][2], claimed[2]);
    }
}

/* Pairs of one weight, the first with fewer children: how many are inverted, surely inverted, and which rows are the
 * second one of a sure one. A is at most 10^18, Q at most 10^30: all products stay below 2^121. */
static void inversions(struct summing *summing, const struct impact_results *results, wide found[static 3]) {
    const struct impact_table *table = summing->table;
    const size_t count = table->given;
    const wide n = summing->trials;
    memset(summing->inverted, 0, count);
    for (size_t a = 0; a < count; a++) {
        const size_t i = summing->order[a];
        const wide *first = results->numbers + 3 * i, v1 = n * first[2] - first[0] * first[0];
        for (size_t b = a + 1; b < count; b++) {
            const size_t j = summing->order[b];
            if (table->rows[j].numbers[0] != table->rows[i].numbers[0]) break;
            const wide *second = results->numbers + 3 * j, difference = first[0] - second[0];
            if (difference <= 0 || table->rows[j].numbers[1] == table->rows[i].numbers[1]) continue;
            found[0]++;
            const wide v2 = n * second[2] - second[0] * second[0];
            const wide floors = v1 / n - (v1 % n < 0) + v2 / n - (v2 % n < 0);
            if (difference * difference <= 36 * floors) continue;
            found[1]++;
            summing->inverted[j] = 1;
        }
    }
    for (size_t i = 0; i < count; i++) found[2] += summing->inverted[i];
}

static void funds(struct summing *summing, size_t e) {
    const struct impact_results *results = &summing->impact->results[e];
    wide found[IMPACT_SUMMARY] = {0};
    bool any = false;
    for (size_t i = 0; i < results->row_count; i++) {
        const wide *numbers = results->numbers + 3 * i, truth = summing->trials * summing->table->truth[i];
        const wide difference = numbers[0] - truth;
        found[1] += magnitude(difference);
        if (!i || difference < found[2]) found[2] = difference;
        if (!i || difference > found[3]) found[3] = difference;
        found[4] += numbers[1];
        if (!truth) continue;
        const wide multiplicative = 1000000 * numbers[0] / truth;
        if (!any || multiplicative < found[5]) found[5] = multiplicative;
        if (multiplicative > found[6]) found[6] = multiplicative;
        any = true;
    }
    inversions(summing, results, found + 7);
    for (size_t j = 1; j < IMPACT_SUMMARY; j++)
        differ(summing, e, impact_summaries[1][j], found[j], results->summary_numbers[j]);
}

/* |P A - N H x| summed: A is at most N H, P at most 10^13. */
static void seats(struct summing *summing, size_t e) {
    const struct impact_results *results = &summing->impact->results[e];
    const wide total = summing->table->total, count = (wide)results->row_count;
    wide sum = 0;
    for (size_t i = 0; i < results->row_count; i++)
        sum += magnitude(total * results->numbers[3 * i] -
                         summing->trials * summing->impact->house * summing->table->rows[i].numbers[0]);
    /* The sum is below 2 * 10^3 * 10^25, n N P below 10^22. */
    differ(summing, e, impact_summaries[2][4], 1000000000 * sum / (count * summing->trials * total),
           results->summary_numbers[4]);
}

static int compare(const struct impact_row *a, const struct impact_row *b) {
    for (size_t i = 0; i < 2; i++)
        if (a->numbers[i] != b->numbers[i]) return a->numbers[i] < b->numbers[i] ? -1 : 1;
    return 0;
}

struct place {
    const struct impact_row *row;
    size_t position;
};
static int by_weight(const void *a, const void *b) {
    const struct place *x = a, *y = b;
    int order = compare(x->row, y->row);
    return order ? order : (x->position > y->position) - (x->position < y->position);
}

static scr_result sort_rows(struct summing *summing) {
    const size_t count = summing->table->given;
    struct place *places = calloc(count, sizeof *places);
    summing->order = calloc(count, sizeof *summing->order);
    summing->inverted = calloc(count, 1);
    const bool enough = places && summing->order && summing->inverted;
    for (size_t i = 0; i < count && enough; i++) places[i] = (struct place){&summing->table->rows[i], i};
    if (enough) qsort(places, count, sizeof *places, by_weight);
    for (size_t i = 0; i < count && enough; i++) summing->order[i] = places[i].position;
    free(places);
    return (scr_result){enough ? SCR_DONE : SCR_MEMORY};
}

/* The pairs of equal weights that inversions() meets, as work. */
static uint64_t pairs(const struct summing *summing) {
    uint64_t sum = 0, together = 0;
    for (size_t a = 1; a < summing->table->given; a++) {
        const struct impact_row *rows = summing->table->rows;
        together = rows[summing->order[a]].numbers[0] == rows[summing->order[a - 1]].numbers[0] ? together + 1 : 0;
        sum += together;
    }
    return sum * summing->impact->result_count;
}

scr_result impact_add_imp07(const struct impact *impact, const struct impact_table *table,
                            const struct impact_parameters *parameters, struct work *work, struct findings *findings) {
    struct summing summing = {.impact = impact, .table = table, .trials = (wide)parameters->trials};
    scr_result result = scr_done();
    if (impact->decision == DECISION_FUNDS) {
        SCR_TRY_OR(result, sort_rows(&summing), end);
        struct budget budget = work_begin(work);
        const bool enough = budget_spend(&budget, pairs(&summing));
        const char *words = work_end(work, &budget);
        if (!enough) {
            result = findings_add(findings, "IMP-07", VERDICT_UNDECIDED,
                                  "looking for inversions is work of %" PRIu64 ", above the budget%s", pairs(&summing),
                                  words);
            goto end;
        }
    }
    for (size_t e = 0; e < impact->result_count; e++) {
        if (impact->decision == DECISION_COVERAGE)
            coverage(&summing, e);
        else if (impact->decision == DECISION_FUNDS)
            funds(&summing, e);
        else
            seats(&summing, e);
    }
    result = complaint_verdict(&summing.complaint, findings, "IMP-07",
                               "all other numbers of the summaries follow from the rows of the results");
end:
    complaint_free(&summing.complaint);
    free(summing.order);
    free(summing.inverted);
    return result;
}
