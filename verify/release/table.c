/* table.c: looks for the exchange that makes a table less; there is none exactly when it is the least. */
#include "verify/release/table.h"

#include <stdlib.h>

#include "scrutineer/bytes.h"

/* The pair (first sum, second sum) as one number: second sums are at most 2^32 a step, and walks have at most 2,002
 * steps, so they stay below 2^48; first sums of a step are at most 2 * 4096 * (2^40 + 2^51) + .. < 2^65, of a walk
 * < 2^77. Together below 2^125. */
__extension__ typedef __int128 pair;
#define UNIT ((pair)1 << 48)
#define NO_STEP ((pair)1 << 126)

static bool outside(const struct table *table, size_t option) { return table->outside && table->outside[option]; }
static bool is_zero(const struct table *table, size_t cell) { return table->zeros && table->zeros[cell]; }

static int64_t word(const struct table *table, size_t option, size_t child) {
    return table->words ? (int64_t)table->words[option * table->children + child] : 0;
}

/* What one more in a cell adds to the pair of sums. */
static pair more(const struct table *table, size_t option, size_t child) {
    size_t cell = child * table->options + option;
    if (is_zero(table, cell)) return NO_STEP;
    int64_t difference = table->published[cell] - table->measured[cell];
    return (pair)table->weight * (2 * difference + 1) * UNIT + word(table, option, child);
}
static pair fewer(const struct table *table, size_t option, size_t child) {
    size_t cell = child * table->options + option;
    if (!table->published[cell]) return NO_STEP;
    int64_t difference = table->published[cell] - table->measured[cell];
    return (pair)table->weight * (1 - 2 * difference) * UNIT - word(table, option, child);
}

static int64_t child_sum(const struct table *table, size_t child) {
    int64_t sum = 0;
    for (size_t option = 0; option < table->options; option++)
        if (!outside(table, option)) sum += table->published[child * table->options + option];
    return sum;
}

/* Whether the table is one of those among which the least is sought. */
static bool feasible(const struct table *table, struct table_finding *finding) {
    for (size_t option = 0; option < table->options; option++) {
        pair sum = 0;
        for (size_t child = 0; child < table->children; child++) {
            size_t cell = child * table->options + option;
            int64_t number = table->published[cell];
            *finding = (struct table_finding){.option = option, .child = child};
            if (number < 0) {
                finding->verdict = TABLE_NEGATIVE;
                return false;
            }
            if (number && is_zero(table, cell)) {
                finding->verdict = TABLE_ZERO;
                return false;
            }
            sum += number;
        }
        if (sum != table->parent[option]) {
            finding->verdict = TABLE_OPTION;
            return false;
        }
    }
    for (size_t child = 0; table->bound && child < table->children; child++)
        if (child_sum(table, child) != table->bound[child]) {
            *finding = (struct table_finding){.verdict = TABLE_CHILD, .child = child};
            return false;
        }
    return true;
}

/* One option apart: the cheapest place for one more and the cheapest for one fewer. One and the same cell in both costs
 * twice the weight, which is above 0 and hides nothing. */
static bool least_apart(const struct table *table, size_t option, struct table_finding *finding) {
    pair best_more = NO_STEP, best_fewer = NO_STEP;
    *finding = (struct table_finding){.verdict = TABLE_EXCHANGE, .option = option};
    for (size_t child = 0; child < table->children; child++) {
        pair up = more(table, option, child), down = fewer(table, option, child);
        if (up < best_more) {
            best_more = up;
            finding->other = child;
        }
        if (down < best_fewer) {
            best_fewer = down;
            finding->child = child;
        }
    }
    if (best_more < NO_STEP && best_fewer < NO_STEP && best_more + best_fewer < 0) return false;
    finding->verdict = TABLE_LEAST;
    return true;
}

/* Steps between nodes: options, and behind them, with totals, one node for a child's total that may change. Step i -> j
 * takes one more of option i and one fewer of option j in the same child; i -> last: one more of i, the total changes;
 * last -> j likewise. Every exchange that keeps the sums is made of cycles of these. */
static void steps_of_child(const struct table *table, size_t child, size_t nodes, pair *steps) {
    size_t last = nodes - 1;
    pair total_more = 0, total_fewer = 0;
    if (table->totals) {
        pair difference = (pair)child_sum(table, child) - table->totals[child];
        total_more = table->total_weight * (2 * difference + 1) * UNIT;
        total_fewer = table->total_weight * (1 - 2 * difference) * UNIT;
    }
    for (size_t i = 0; i < table->options; i++) {
        if (outside(table, i)) continue;
        pair up = more(table, i, child), down = fewer(table, i, child);
        if (table->totals && up < NO_STEP && up + total_more < steps[i * nodes + last])
            steps[i * nodes + last] = up + total_more;
        if (table->totals && down < NO_STEP && down + total_fewer < steps[last * nodes + i])
            steps[last * nodes + i] = down + total_fewer;
        for (size_t j = 0; up < NO_STEP && j < table->options; j++) {
            if (j == i || outside(table, j)) continue;
            pair other = fewer(table, j, child);
            if (other < NO_STEP && up + other < steps[i * nodes + j]) steps[i * nodes + j] = up + other;
        }
    }
}

/* Bellman and Ford from all nodes at once: distances still fall after as many rounds as nodes exactly when some cycle
 * is below 0. */
static bool falls_forever(const pair *steps, size_t nodes, pair *distance) {
    for (size_t i = 0; i < nodes; i++) distance[i] = 0;
    for (size_t round = 0; round < nodes; round++) {
        bool fell = false;
        for (size_t i = 0; i < nodes; i++)
            for (size_t j = 0; j < nodes; j++)
                if (steps[i * nodes + j] < NO_STEP && distance[i] + steps[i * nodes + j] < distance[j]) {
                    distance[j] = distance[i] + steps[i * nodes + j];
                    fell = true;
                }
        if (!fell) return false;
    }
    return true;
}

static scr_result check_together(const struct table *table, struct budget *budget, struct table_finding *finding) {
    size_t nodes = table->options + (table->totals ? 1 : 0), cells;
    if (!scr_multiply(nodes, nodes, &cells)) return (scr_result){SCR_MEMORY};
    uint64_t work = (uint64_t)cells * (table->children + nodes);
    if (!budget_spend(budget, work)) {
        *finding = (struct table_finding){.verdict = TABLE_BUDGET};
        return scr_done();
    }
    pair *steps = calloc(cells + nodes, sizeof *steps);
    if (!steps) return (scr_result){SCR_MEMORY};
    for (size_t i = 0; i < cells; i++) steps[i] = NO_STEP;
    for (size_t child = 0; child < table->children; child++) steps_of_child(table, child, nodes, steps);
    *finding =
        (struct table_finding){.verdict = falls_forever(steps, nodes, steps + cells) ? TABLE_CYCLE : TABLE_LEAST};
    free(steps);
    return scr_done();
}

scr_result table_check(const struct table *table, struct budget *budget, struct table_finding *finding) {
    bool together = table->totals || table->bound;
    if (!feasible(table, finding)) return scr_done();
    *finding = (struct table_finding){.verdict = TABLE_LEAST};
    if (table->children < 2) return scr_done(); /* the parent's numbers leave no other table */
    for (size_t option = 0; option < table->options; option++) {
        if (together && !outside(table, option)) continue;
        if (!least_apart(table, option, finding)) return scr_done();
    }
    return together ? check_together(table, budget, finding) : scr_done();
}
