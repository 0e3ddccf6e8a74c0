/* test_release_flow.c: integer splits and two-way tables against all tables there are, and against improving cycles. */
#include <stdlib.h>

#include "gen/release/flow.h"
#include "release_fixture.h"
#include "unit.h"

/* Cost of one part, squares above words. */
static release_wide part_cost(const struct release_part *part, int64_t value) {
    release_wide distance = value - part->target;
    return ((release_wide)part->weight * distance * distance + (release_wide)part->offset * value) *
               ((release_wide)1 << 48) +
           (release_wide)part->word * value;
}

enum { SPAN = 12 }; /* values tried: -SPAN .. SPAN, or 0 .. SPAN */

/* The least cost of parts from `k` on that sum to `total`; `none` if there are none. */
static const release_wide none = (release_wide)1 << 120;
static release_wide least(const struct release_part *parts, size_t count, int64_t total) {
    if (!count) return total ? none : 0;
    release_wide best = none;
    int64_t low = parts->bound == RELEASE_ANY_SIGN ? -SPAN : 0, high = parts->bound == RELEASE_ZERO ? 0 : SPAN;
    for (int64_t value = low; value <= high; value++) {
        release_wide rest = least(parts + 1, count - 1, total - value);
        if (rest < none && rest + part_cost(parts, value) < best) best = rest + part_cost(parts, value);
    }
    return best;
}

static struct release_part random_part(struct release_bits *bits, bool any_sign) {
    struct release_part part = {.target = (int64_t)fixture_below(bits, 9) - 3,
                                .offset = (int64_t)fixture_below(bits, 7) - 3,
                                .weight = (uint32_t)fixture_below(bits, 3) + 1,
                                .word = (uint32_t)fixture_below(bits, 5)};
    uint64_t kind = fixture_below(bits, 8);
    if (!kind) part.bound = RELEASE_ZERO;
    if (kind == 1 && any_sign) part.bound = RELEASE_ANY_SIGN;
    return part;
}

UNIT_TEST(release_flow, splits_are_the_least_of_all) {
    struct release_bits bits = {0};
    CU_ASSERT_FALSE_FATAL(scr_failed(release_bits_begin(&bits)));
    fixture_stream(&bits, 21);
    unsigned solved = 0, impossible = 0;
    for (int round = 0; round < 3000; round++) {
        struct release_part parts[4];
        uint64_t ties[4];
        size_t count = fixture_below(&bits, 4) + 1;
        int64_t total = (int64_t)fixture_below(&bits, 12) - 2, sum = 0;
        for (size_t k = 0; k < count; k++) parts[k] = random_part(&bits, true);
        release_wide wanted = least(parts, count, total), cost = 0;
        scr_result result = release_split(parts, count, total, ties);
        if (wanted == none) {
            CU_ASSERT_EQUAL(result.code, SCR_INPUT);
            impossible++;
            continue;
        }
        CU_ASSERT_FALSE_FATAL(scr_failed(result));
        for (size_t k = 0; k < count; k++) {
            sum += parts[k].value;
            cost += part_cost(&parts[k], parts[k].value);
            CU_ASSERT(parts[k].bound != RELEASE_ZERO || !parts[k].value);
            CU_ASSERT(parts[k].bound == RELEASE_ANY_SIGN || parts[k].value >= 0);
        }
        CU_ASSERT(sum == total && cost == wanted);
        solved++;
    }
    CU_ASSERT(solved > 2000 && impossible > 50);
    release_bits_end(&bits);
}

UNIT_TEST(release_flow, what_is_left_of_a_split_goes_to_the_least_words) {
    struct release_part parts[4] = {{.target = 5, .weight = 1, .word = 30},
                                    {.target = 5, .weight = 1, .word = 10},
                                    {.target = 5, .weight = 1, .word = 20},
                                    {.target = 0, .weight = 1, .word = 0}};
    uint64_t ties[4];
    CU_ASSERT_FALSE_FATAL(scr_failed(release_split(parts, 4, 14, ties))); /* 14/3 each, two of three rounded up */
    CU_ASSERT(parts[0].value == 4 && parts[1].value == 5 && parts[2].value == 5 && parts[3].value == 0);
    CU_ASSERT_FALSE_FATAL(scr_failed(release_split(parts, 4, 17, ties))); /* 15 + 2 / 4 */
    CU_ASSERT(parts[0].value == 5 && parts[1].value == 6 && parts[2].value == 5 && parts[3].value == 1);
    parts[2].word = 10; /* the same word: the earlier */
    CU_ASSERT_FALSE_FATAL(scr_failed(release_split(parts, 4, 13, ties)));
    CU_ASSERT(parts[0].value == 4 && parts[1].value == 5 && parts[2].value == 4 && parts[3].value == 0);
}

UNIT_TEST(release_flow, numbers_beyond_the_limits_are_refused_and_those_at_them_are_not) {
    struct release_part parts[2] = {{.target = RELEASE_COUNT_LIMIT, .weight = RELEASE_WEIGHT_LIMIT},
                                    {.target = -RELEASE_COUNT_LIMIT, .weight = 1, .offset = -RELEASE_OFFSET_LIMIT}};
    uint64_t ties[2];
    CU_ASSERT_FALSE(scr_failed(release_split(parts, 2, RELEASE_TOTAL_LIMIT, ties)));
    CU_ASSERT_EQUAL(parts[0].value + parts[1].value, RELEASE_TOTAL_LIMIT);
    parts[0].bound = parts[1].bound = RELEASE_ANY_SIGN;
    CU_ASSERT_FALSE(scr_failed(release_split(parts, 2, -RELEASE_TOTAL_LIMIT, ties)));
    CU_ASSERT_EQUAL(parts[0].value + parts[1].value, -RELEASE_TOTAL_LIMIT);
    CU_ASSERT_EQUAL(release_split(parts, 2, RELEASE_TOTAL_LIMIT + 1, ties).code, SCR_LIMIT);
    parts[0].weight = 0;
    CU_ASSERT_EQUAL(release_split(parts, 2, 1, ties).code, SCR_LIMIT);
    parts[0].weight = RELEASE_WEIGHT_LIMIT + 1;
    CU_ASSERT_EQUAL(release_split(parts, 2, 1, ties).code, SCR_LIMIT);
    parts[0].weight = 1;
    parts[1].target = -RELEASE_COUNT_LIMIT - 1;
    CU_ASSERT_EQUAL(release_split(parts, 2, 1, ties).code, SCR_LIMIT);
}

/* All tables of up to 3 by 3: cell by cell, with what the rows and columns still need. */
static release_wide least_table(const struct release_flow *flow, size_t cell, int64_t *rows, int64_t *columns) {
    size_t row = cell / flow->columns, column = cell % flow->columns;
    if (row == flow->rows) {
        for (size_t i = 0; i < flow->columns; i++)
            if (columns[i]) return none;
        return 0;
    }
    const struct release_part *part = &flow->cells[cell];
    bool last = column + 1 == flow->columns;
    int64_t low = part->bound == RELEASE_ANY_SIGN ? -SPAN : 0, high = part->bound == RELEASE_ZERO ? 0 : SPAN;
    if (last) { /* the row leaves no choice */
        if (rows[row] < low || rows[row] > high) return none;
        low = high = rows[row];
    }
    release_wide best = none;
    for (int64_t value = low; value <= high; value++) {
        rows[row] -= value;
        columns[column] -= value;
        release_wide rest = least_table(flow, cell + 1, rows, columns);
        rows[row] += value;
        columns[column] += value;
        if (rest < none && rest + part_cost(part, value) < best) best = rest + part_cost(part, value);
    }
    return best;
}

static void check_sums(const struct release_flow *flow) {
    for (size_t row = 0; row < flow->rows; row++) {
        int64_t sum = 0;
        for (size_t column = 0; column < flow->columns; column++)
            sum += flow->cells[row * flow->columns + column].value;
        CU_ASSERT_EQUAL(sum, flow->row_total[row]);
    }
    for (size_t column = 0; column < flow->columns; column++) {
        int64_t sum = 0;
        for (size_t row = 0; row < flow->rows; row++) sum += flow->cells[row * flow->columns + column].value;
        CU_ASSERT_EQUAL(sum, flow->column_total[column]);
    }
}

/* Random totals that some table has, mostly; `measured` makes the last row one of any sign with column totals 0. */
static void random_flow(struct release_bits *bits, struct release_flow *flow, bool measured, int64_t *rows,
                        int64_t *columns, uint64_t reach) {
    for (size_t i = 0; i < flow->rows; i++) rows[i] = 0;
    for (size_t i = 0; i < flow->columns; i++) columns[i] = 0;
    for (size_t cell = 0; cell < flow->rows * flow->columns; cell++) {
        struct release_part *part = &flow->cells[cell];
        size_t row = cell / flow->columns, column = cell % flow->columns;
        *part = random_part(bits, false);
        part->offset = 0;
        part->target = (int64_t)fixture_below(bits, reach) - (int64_t)reach / 4;
        if (measured && row + 1 == flow->rows) {
            part->bound = RELEASE_ANY_SIGN;
            part->target = -part->target;
            continue;
        }
        int64_t value = part->bound == RELEASE_ZERO ? 0 : (int64_t)fixture_below(bits, reach / 2);
        rows[row] += value;
        if (measured)
            rows[flow->rows - 1] -= value;
        else
            columns[column] += value;
    }
}

UNIT_TEST(release_flow, tables_are_the_least_of_all) {
    struct release_bits bits = {0};
    CU_ASSERT_FALSE_FATAL(scr_failed(release_bits_begin(&bits)));
    fixture_stream(&bits, 22);
    unsigned solved = 0, impossible = 0;
    for (int round = 0; round < 600; round++) {
        struct release_part cells[9];
        int64_t rows[3], columns[3];
        bool measured = fixture_below(&bits, 3) == 0;
        struct release_flow flow = {
            fixture_below(&bits, 2) + 2, fixture_below(&bits, 2) + 2, cells, rows, columns, 1000000};
        if (flow.rows * flow.columns == 9 && round % 4) flow.columns = 2; /* the slow ones less often */
        random_flow(&bits, &flow, measured, rows, columns, 6);
        if (!measured && fixture_below(&bits, 4) == 0) { /* other totals, for which there may be no table */
            columns[0]++;
            columns[1]--;
        }
        release_wide wanted = least_table(&flow, 0, rows, columns), cost = 0;
        scr_result result = release_flow(&flow, "group", NULL);
        if (wanted == none) {
            CU_ASSERT_EQUAL(result.code, SCR_INPUT);
            impossible++;
            continue;
        }
        CU_ASSERT_FALSE_FATAL(scr_failed(result));
        check_sums(&flow);
        for (size_t cell = 0; cell < flow.rows * flow.columns; cell++) {
            const struct release_part *part = &cells[cell];
            CU_ASSERT(part->bound != RELEASE_ZERO || !part->value);
            CU_ASSERT(part->bound == RELEASE_ANY_SIGN || part->value >= 0);
            cost += part_cost(part, part->value);
        }
        CU_ASSERT(cost == wanted);
        solved++;
    }
    CU_ASSERT(solved > 400 && impossible > 20);
    release_bits_end(&bits);
}

/* True when some cycle of exchanges improves the table: Bellman and Ford over rows and columns, all cells as edges. */
static bool improvable(const struct release_flow *flow) {
    enum { MOST = 64 };
    release_wide distance[MOST] = {0};
    size_t nodes = flow->rows + flow->columns;
    CU_ASSERT_TRUE_FATAL(nodes <= MOST);
    for (size_t round = 0; round <= nodes; round++) {
        bool changed = false;
        for (size_t cell = 0; cell < flow->rows * flow->columns; cell++) {
            const struct release_part *part = &flow->cells[cell];
            size_t row = cell / flow->columns, column = flow->rows + cell % flow->columns;
            if (part->bound == RELEASE_ZERO) continue;
            release_wide here = part_cost(part, part->value), more = part_cost(part, part->value + 1) - here;
            release_wide less = part_cost(part, part->value - 1) - here;
            if (distance[row] + more < distance[column]) {
                distance[column] = distance[row] + more;
                changed = true;
            }
            if ((part->value || part->bound == RELEASE_ANY_SIGN) && distance[column] + less < distance[row]) {
                distance[row] = distance[column] + less;
                changed = true;
            }
        }
        if (!changed) return false;
    }
    return true;
}

UNIT_TEST(release_flow, larger_tables_cannot_be_improved) {
    struct release_bits bits = {0};
    CU_ASSERT_FALSE_FATAL(scr_failed(release_bits_begin(&bits)));
    fixture_stream(&bits, 23);
    for (int round = 0; round < 60; round++) {
        struct release_part cells[6 * 40];
        int64_t rows[6], columns[40];
        struct release_flow flow = {
            fixture_below(&bits, 5) + 2, fixture_below(&bits, 40) + 1, cells, rows, columns, UINT64_C(1) << 32};
        random_flow(&bits, &flow, round & 1, rows, columns, 400);
        CU_ASSERT_FALSE_FATAL(scr_failed(release_flow(&flow, "group", NULL)));
        check_sums(&flow);
        CU_ASSERT_FALSE(improvable(&flow));
        /* The oracle can say yes: an exchange that keeps all sums and lets no cell below 0 makes it worse. */
        if (flow.columns > 1 && cells[0].bound != RELEASE_ZERO && cells[1].bound != RELEASE_ZERO &&
            cells[flow.columns].bound != RELEASE_ZERO && cells[flow.columns + 1].bound != RELEASE_ZERO) {
            cells[0].value += 500;
            cells[flow.columns + 1].value += 500;
            cells[1].value -= 500;
            cells[flow.columns].value -= 500;
            CU_ASSERT(improvable(&flow));
        }
    }
    release_bits_end(&bits);
}

UNIT_TEST(release_flow, work_and_contradictions_are_refused_in_words) {
    struct release_part cells[4] = {{.weight = 1}, {.weight = 1}, {.weight = 1}, {.weight = 1, .target = 900}};
    int64_t rows[] = {500, 500}, columns[] = {300, 700};
    struct release_flow flow = {2, 2, cells, rows, columns, 3};
    struct scr_diagnosis diagnosis = {0};
    rows[0] = 400;
    CU_ASSERT_EQUAL(release_flow(&flow, "unit 7", &diagnosis).code, SCR_INPUT);
    rows[0] = 500;
    cells[0].bound = cells[2].bound = RELEASE_ZERO; /* nobody can vote in the first column */
    CU_ASSERT_EQUAL(release_flow(&flow, "unit 7", &diagnosis).code, SCR_INPUT);
    cells[0].bound = cells[2].bound = RELEASE_AT_LEAST_ZERO;
    cells[0].weight = cells[3].weight = 2; /* prices alone do not hit the sums then */
    rows[0] = 501;
    rows[1] = 499;
    CU_ASSERT_EQUAL(release_flow(&flow, "unit 7", &diagnosis).code, SCR_LIMIT);
    flow.work_limit = 100000;
    CU_ASSERT_EQUAL(release_flow(&flow, "unit 7", &diagnosis).code, SCR_DONE);
    CU_ASSERT_EQUAL(diagnosis.count, 3);
    for (size_t i = 0; i < diagnosis.count; i++) CU_ASSERT_NSTRING_EQUAL(diagnosis.problems[i].message, "unit 7: ", 8);
    scr_diagnosis_free(&diagnosis);
    flow = (struct release_flow){65, 2, cells, rows, columns, 3};
    CU_ASSERT_EQUAL(release_flow(&flow, "unit 7", NULL).code, SCR_LIMIT);
    int64_t empty[] = {0};
    flow = (struct release_flow){1, 0, cells, empty, NULL, 3};
    CU_ASSERT_EQUAL(release_flow(&flow, "unit 7", NULL).code, SCR_DONE);
    empty[0] = 1;
    CU_ASSERT_EQUAL(release_flow(&flow, "unit 7", NULL).code, SCR_INPUT);
}
