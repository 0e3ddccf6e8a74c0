/* test_verify_release_determined.c: determined cells against the enumeration of all tables, on made-up hierarchies. */
#include <stdlib.h>
#include <string.h>

#include "unit.h"
#include "verify/release/determined.h"

enum { MOST_OPTIONS = 3, MOST_LEAVES = 3, MOST_ROWS = 4, MOST_COUNT = 3 };

/* Levels of 1, 1 or 2, and 2 or 3 units, all in the contest. */
struct made {
    struct published_statement statement;
    struct measured_unit units[3][MOST_ROWS];
    struct measured_contest contest;
    struct measured_option options[MOST_OPTIONS];
    struct structural_zero zeros[MOST_OPTIONS];
    struct range ranges[MOST_OPTIONS][MOST_LEAVES], all;
    size_t exact;
    int64_t truth[MOST_LEAVES * MOST_OPTIONS], now[MOST_LEAVES * MOST_OPTIONS];
    int64_t seen[3][MOST_ROWS * MOST_OPTIONS]; /* first count met in each cell */
    bool varies[3][MOST_ROWS * MOST_OPTIONS], any[3];
};

static uint64_t state = 1876;
static uint32_t below(uint32_t bound) {
    state = state * UINT64_C(6364136223846793005) + UINT64_C(1442695040888963407);
    return (uint32_t)(state >> 33) % bound;
}

/* The count of a cell: `level` 0 to 2. */
static int64_t count(const struct made *made, const int64_t *table, size_t level, uint32_t row, size_t option) {
    int64_t sum = 0;
    for (uint32_t leaf = 0; leaf < made->statement.levels[2].count; leaf++) {
        uint32_t at = leaf;
        for (size_t up = 2; up > level; up--) at = made->units[up][at].parent - 1;
        if (at == row) sum += table[leaf * made->contest.option_count + option];
    }
    return sum;
}

static int64_t total(const struct made *made, const int64_t *table, size_t level, uint32_t row) {
    int64_t sum = 0;
    for (size_t o = 0; o < made->contest.option_count; o++)
        if (made->options[o].kind != OPTION_BALLOTS_CAST) sum += count(made, table, level, row, o);
    return sum;
}

/* Whether everybody below this exact unit chose the option, as far as units of `level` and its exact sum tell. */
static bool is_full(const struct made *made, size_t level, uint32_t exact_row, size_t option) {
    int64_t ballots = 0;
    if (made->options[option].kind != OPTION_LISTED) return false;
    for (uint32_t row = 0; row < made->statement.levels[level].count; row++) {
        uint32_t at = row;
        for (size_t up = level; up + 1 > made->exact; up--) at = made->units[up][at].parent - 1;
        if (at != exact_row) continue;
        if (!made->units[level][row].turnout) return false;
        ballots += made->units[level][row].ballots_cast;
    }
    return ballots == count(made, made->truth, made->exact - 1, exact_row, option);
}

/* Whether the table agrees with the exact sums and with the turnout of this level. */
static bool fits(const struct made *made, size_t level) {
    for (uint32_t row = 0; row < made->statement.levels[level].count; row++) {
        const struct measured_unit *unit = &made->units[level][row];
        int64_t rest = (int64_t)made->contest.votes_allowed * unit->ballots_cast - total(made, made->now, level, row);
        uint32_t at = row;
        if (unit->turnout && (made->contest.complete ? rest != 0 : rest < 0)) return false;
        for (size_t up = level; made->exact && up + 1 > made->exact; up--) at = made->units[up][at].parent - 1;
        for (size_t o = 0; made->exact && o < made->contest.option_count; o++)
            if (is_full(made, level, at, o) && count(made, made->now, level, row, o) != unit->ballots_cast)
                return false;
    }
    for (uint32_t row = 0; made->exact && row < made->statement.levels[made->exact - 1].count; row++)
        for (size_t o = 0; o < made->contest.option_count; o++)
            if (count(made, made->now, made->exact - 1, row, o) != count(made, made->truth, made->exact - 1, row, o))
                return false;
    return true;
}

static void note(struct made *made, size_t level) {
    for (uint32_t row = 0; row < made->statement.levels[level].count; row++)
        for (size_t o = 0; o < made->contest.option_count; o++) {
            size_t cell = row * made->contest.option_count + o;
            int64_t now = count(made, made->now, level, row, o);
            if (made->any[level] && made->seen[level][cell] != now) made->varies[level][cell] = true;
            made->seen[level][cell] = now;
        }
    made->any[level] = true;
}

static bool is_zero(const struct made *made, size_t cell) {
    size_t option = cell % made->contest.option_count, leaf = cell / made->contest.option_count;
    for (size_t i = 0; i < made->contest.zero_count; i++)
        for (size_t j = 0; made->zeros[i].option == option + 1 && j < made->zeros[i].units.count; j++)
            if (made->zeros[i].units.items[j].first == leaf + 1) return true;
    return false;
}

static void enumerate(struct made *made, size_t cell) {
    if (cell == made->statement.levels[2].count * made->contest.option_count) {
        for (size_t level = made->exact; level < 3; level++)
            if (fits(made, level)) note(made, level);
        return;
    }
    int64_t most = is_zero(made, cell) ? 0 : MOST_COUNT;
    for (made->now[cell] = 0; made->now[cell] <= most; made->now[cell]++) enumerate(made, cell + 1);
    made->now[cell] = 0;
}

static void make_hierarchy(struct made *made) {
    uint32_t middle = 1 + below(2), leaves = middle + below(MOST_LEAVES + 1 - middle);
    uint32_t counts[3] = {1, middle, leaves < 2 ? 2 : leaves};
    made->statement.level_count = 3;
    for (size_t level = 0; level < 3; level++) {
        made->statement.levels[level] =
            (struct measured_level){.name = "level", .units = made->units[level], .count = counts[level]};
        for (uint32_t row = 0; row < counts[level]; row++)
            made->units[level][row] = (struct measured_unit){
                .name = "unit", .parent = level == 0 ? 0 : (level == 1 ? 1 : 1 + row * middle / counts[2])};
    }
}

/* Votes fit into it, often with none to spare. */
static uint32_t ballots(const struct made *made, size_t level, uint32_t row) {
    uint32_t votes = (uint32_t)total(made, made->truth, level, row), allowed = made->contest.votes_allowed;
    uint32_t least = (votes + allowed - 1) / allowed;
    if (made->contest.complete) return votes;
    for (size_t o = 0; o < made->contest.option_count; o++)
        if (made->options[o].kind == OPTION_LISTED && count(made, made->truth, level, row, o) > least)
            least = (uint32_t)count(made, made->truth, level, row, o);
    return least + !below(5);
}

static void make_contest(struct made *made) {
    uint32_t leaves = (uint32_t)made->statement.levels[2].count;
    made->all = (struct range){1, leaves};
    made->contest = (struct measured_contest){.id = "contest",
                                              .votes_allowed = 1 + below(2),
                                              .complete = below(2) > 0,
                                              .units = {&made->all, 1},
                                              .unit_count = leaves,
                                              .options = made->options,
                                              .zeros = made->zeros,
                                              .option_count = 1 + below(MOST_OPTIONS)};
    for (size_t o = 0; o < made->contest.option_count; o++) {
        struct structural_zero *zero = &made->zeros[made->contest.zero_count];
        made->options[o] =
            (struct measured_option){.kind = below(6) ? OPTION_LISTED : OPTION_BALLOTS_CAST, .id = "o", .name = "o"};
        *zero = (struct structural_zero){.option = (uint32_t)o + 1, .units = {made->ranges[o], 0}};
        for (uint32_t leaf = 1; leaf <= leaves; leaf++)
            if (!below(4)) made->ranges[o][zero->units.count++] = (struct range){leaf, leaf};
        made->contest.zero_count += zero->units.count > 0;
    }
    if (made->contest.complete) made->contest.votes_allowed = 1;
    for (size_t cell = 0; cell < leaves * made->contest.option_count; cell++)
        made->truth[cell] = is_zero(made, cell) || below(3) ? 0 : 1;
    for (size_t level = 0; level < 3; level++)
        for (uint32_t row = 0; row < made->statement.levels[level].count; row++)
            if (below(4)) {
                made->units[level][row].turnout = true;
                made->units[level][row].ballots_cast = ballots(made, level, row);
            }
}

/* Compares the cells of all levels below the exact ones. */
static void compare(struct made *made, unsigned *determined_cells, unsigned *free_cells) {
    struct shape shape;
    struct determined determined;
    enum determined_outcome outcome;
    struct budget budget = {1000000};
    int64_t sums[MOST_ROWS * MOST_OPTIONS];
    size_t row;
    CU_ASSERT_FALSE_FATAL(scr_failed(shape_build(&made->statement, &made->contest, &shape)));
    CU_ASSERT_FALSE_FATAL(scr_failed(shape_zeros(&shape)));
    for (uint32_t r = 0; made->exact && r < made->statement.levels[made->exact - 1].count; r++)
        for (size_t o = 0; o < made->contest.option_count; o++)
            sums[r * made->contest.option_count + o] = count(made, made->truth, made->exact - 1, r, o);
    CU_ASSERT_FALSE_FATAL(scr_failed(
        determined_find(&shape, made->exact, made->exact ? sums : NULL, &budget, &determined, &outcome, &row)));
    CU_ASSERT_EQUAL_FATAL(outcome, DETERMINED_FOUND);
    for (size_t level = made->exact; level < 3; level++)
        for (size_t cell = 0; cell < made->statement.levels[level].count * made->contest.option_count; cell++) {
            CU_ASSERT_EQUAL(determined.cells[level][cell], !made->varies[level][cell]);
            *determined_cells += determined.cells[level][cell];
            *free_cells += !determined.cells[level][cell];
        }
    determined_free(&determined);
    shape_free(&shape);
}

UNIT_TEST(verify_release_determined, all_tables) {
    static struct made made;
    unsigned determined_cells = 0, free_cells = 0, trials = 0;
    while (trials < 400) {
        made = (struct made){.exact = below(3)};
        made.statement.exact_levels = (uint32_t)made.exact;
        make_hierarchy(&made);
        make_contest(&made);
        /* Without exact levels counts of cells without a total may be anything: the enumeration's 0 to 3 show that. */
        if (made.contest.option_count * made.statement.levels[2].count > 8) continue;
        enumerate(&made, 0);
        for (size_t level = made.exact; level < 3; level++) CU_ASSERT_FATAL(made.any[level]);
        compare(&made, &determined_cells, &free_cells);
        trials++;
    }
    CU_ASSERT(determined_cells > 300 && free_cells > 300);
}

/* Totals that contradict each other, sums that no precinct may have, and a budget that ends. */
UNIT_TEST(verify_release_determined, no_table) {
    static struct made made;
    struct shape shape;
    struct determined determined;
    enum determined_outcome outcome;
    struct budget budget = {1000000};
    int64_t sums[] = {2, 1};
    size_t row;
    made = (struct made){.exact = 1, .statement = {.level_count = 2}};
    made.units[0][0] = (struct measured_unit){.name = "county"};
    made.units[1][0] = made.units[1][1] = (struct measured_unit){.name = "precinct", .parent = 1, .turnout = true};
    made.statement.levels[0] = (struct measured_level){.units = made.units[0], .count = 1};
    made.statement.levels[1] = (struct measured_level){.units = made.units[1], .count = 2};
    made.all = (struct range){1, 2};
    made.contest = (struct measured_contest){.votes_allowed = 1,
                                             .complete = true,
                                             .units = {&made.all, 1},
                                             .unit_count = 2,
                                             .options = made.options,
                                             .option_count = 2,
                                             .zeros = made.zeros,
                                             .zero_count = 1};
    made.ranges[0][0] = (struct range){1, 1};
    made.zeros[0] = (struct structural_zero){.option = 1, .units = {made.ranges[0], 1}};
    /* Precinct 1 has 1 ballot and not option 1: all is determined. */
    made.units[1][0].ballots_cast = 1;
    made.units[1][1].ballots_cast = 2;
    CU_ASSERT_FALSE_FATAL(scr_failed(shape_build(&made.statement, &made.contest, &shape)));
    CU_ASSERT_FALSE_FATAL(scr_failed(shape_zeros(&shape)));
    CU_ASSERT_FALSE(scr_failed(determined_find(&shape, 1, sums, &budget, &determined, &outcome, &row)));
    CU_ASSERT_EQUAL(outcome, DETERMINED_FOUND);
    for (size_t cell = 0; cell < 4; cell++) CU_ASSERT_EQUAL(determined.cells[1][cell], 1);
    determined_free(&determined);
    made.units[1][0].ballots_cast = 2, made.units[1][1].ballots_cast = 1;
    CU_ASSERT_FALSE(scr_failed(determined_find(&shape, 1, sums, &budget, &determined, &outcome, &row)));
    CU_ASSERT_EQUAL(outcome, DETERMINED_NO_TABLE);
    determined_free(&determined);
    made.units[1][0].ballots_cast = 9;
    CU_ASSERT_FALSE(scr_failed(determined_find(&shape, 1, sums, &budget, &determined, &outcome, &row)));
    CU_ASSERT_EQUAL(outcome, DETERMINED_NO_TABLE);
    determined_free(&determined);
    budget.left = 3;
    CU_ASSERT_FALSE(scr_failed(determined_find(&shape, 1, sums, &budget, &determined, &outcome, &row)));
    CU_ASSERT_EQUAL(outcome, DETERMINED_BUDGET);
    determined_free(&determined);
    shape_free(&shape);
}
