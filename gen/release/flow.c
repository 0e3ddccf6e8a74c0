/* flow.c: columns are split apart, a price per row brings the row sums near, shortest paths between rows do the rest.
 *
 * Splitting each column alone, with a price per row added to the marginal costs, gives a table that is optimal for its
 * own row sums, whatever the prices: on a cycle of exchanges prices cancel. From such a table successive shortest paths
 * (Busacker, Gowen 1960; Ahuja, Magnanti, Orlin, "Network Flows", 14.4) move one unit at a time from a row with too
 * much to a row with too little and keep it optimal. Only rows are nodes: the cheapest column for moving a unit from
 * one row to another is kept at the top of a tournament tree per pair of rows.
 *
 * A cost is a pair (squares, words), compared in that order, in 128 bits as squares * 2^48 + words. A path has at most
 * 64 edges of two cells, so words add to less than 2^40 and squares, below 2^60 each, to less than 2^67. */
#include "gen/release/flow.h"

#include <stdlib.h>

enum { PRICE_ROUNDS = 40 };

static const release_wide no_way = (release_wide)1 << 126;

struct search {
    const struct release_flow *flow;
    release_wide excess[RELEASE_FLOW_ROW_LIMIT]; /* sums of at most 2^26 numbers of 63 bits */
    int64_t price[RELEASE_FLOW_ROW_LIMIT];
    release_wide distance[RELEASE_FLOW_ROW_LIMIT];
    size_t before[RELEASE_FLOW_ROW_LIMIT];
    uint32_t *winner; /* [rows * rows][2 * columns], node 1 the top, leaf i at columns + i */
    struct release_part *column;
    uint64_t *ties;
    uint64_t work;
};

static struct release_part *cell_at(const struct release_flow *flow, size_t row, size_t column) {
    return &flow->cells[row * flow->columns + column];
}

static release_wide cost_of(const struct release_part *part, int64_t value) {
    return (release_wide)release_part_marginal(part, value) * ((release_wide)1 << 48) + part->word;
}

/* Of moving one unit of `column` from row `from` to row `to`. */
static release_wide move_cost(const struct release_flow *flow, size_t from, size_t to, size_t column) {
    const struct release_part *less = cell_at(flow, from, column), *more = cell_at(flow, to, column);
    if (less->bound == RELEASE_ZERO || more->bound == RELEASE_ZERO ||
        (less->bound == RELEASE_AT_LEAST_ZERO && !less->value))
        return no_way;
    return cost_of(more, more->value) - cost_of(less, less->value - 1);
}

/* Splits every column under the prices; excess is what the rows then have too much. */
static scr_result split_columns(struct search *s) {
    const struct release_flow *flow = s->flow;
    for (size_t row = 0; row < flow->rows; row++) s->excess[row] = -flow->row_total[row];
    for (size_t column = 0; column < flow->columns; column++) {
        for (size_t row = 0; row < flow->rows; row++) {
            s->column[row] = *cell_at(flow, row, column);
            s->column[row].offset = s->price[row];
        }
        SCR_TRY(release_split(s->column, flow->rows, flow->column_total[column], s->ties));
        for (size_t row = 0; row < flow->rows; row++) {
            cell_at(flow, row, column)->value = s->column[row].value;
            s->excess[row] += s->column[row].value;
        }
        s->work += flow->rows;
    }
    return (scr_result){s->work > flow->work_limit ? SCR_LIMIT : SCR_DONE};
}

static release_wide imbalance(const struct search *s) {
    release_wide sum = 0;
    for (size_t row = 0; row < s->flow->rows; row++) sum += s->excess[row] < 0 ? -s->excess[row] : s->excess[row];
    return sum;
}

/* Newton steps, each row alone: one more on the price takes 1 / (2 weight) from each of its movable cells. Any prices
 * are valid, good ones save augmentations; the best seen are kept. */
static scr_result find_prices(struct search *s) {
    const struct release_flow *flow = s->flow;
    int64_t best[RELEASE_FLOW_ROW_LIMIT] = {0};
    release_wide least = no_way;
    for (int round = 0, worse = 0; round < PRICE_ROUNDS && worse < 6; round++) {
        SCR_TRY(split_columns(s));
        release_wide now = imbalance(s);
        worse = now < least ? 0 : worse + 1;
        if (now < least) {
            least = now;
            for (size_t row = 0; row < flow->rows; row++) best[row] = s->price[row];
        }
        if (now <= (release_wide)flow->columns / 8) break;
        for (size_t row = 0; row < flow->rows; row++) {
            size_t movable = 1;
            for (size_t column = 0; column < flow->columns; column++) {
                const struct release_part *part = cell_at(flow, row, column);
                movable += part->bound == RELEASE_ANY_SIGN || (part->bound == RELEASE_AT_LEAST_ZERO && part->value);
            }
            release_wide price =
                s->price[row] + s->excess[row] * 2 * cell_at(flow, row, 0)->weight / (release_wide)movable;
            if (price < RELEASE_OFFSET_LIMIT / 2 && price > -RELEASE_OFFSET_LIMIT / 2) s->price[row] = (int64_t)price;
        }
    }
    for (size_t row = 0; row < flow->rows; row++) s->price[row] = best[row];
    return split_columns(s);
}

static uint32_t *tree_of(const struct search *s, size_t from, size_t to) {
    return s->winner + (from * s->flow->rows + to) * 2 * s->flow->columns;
}

static void play(struct search *s, size_t from, size_t to, size_t node) {
    uint32_t *tree = tree_of(s, from, to), left = tree[2 * node], right = tree[2 * node + 1];
    tree[node] = move_cost(s->flow, from, to, right) < move_cost(s->flow, from, to, left) ? right : left;
    s->work++;
}

static void build_trees(struct search *s) {
    size_t rows = s->flow->rows, columns = s->flow->columns;
    for (size_t pair = 0; pair < rows * rows; pair++) {
        uint32_t *tree = tree_of(s, pair / rows, pair % rows);
        for (size_t column = 0; column < columns; column++) tree[columns + column] = (uint32_t)column;
        for (size_t node = columns - 1; node; node--) play(s, pair / rows, pair % rows, node);
    }
}

/* The cells of one column in the rows of a move have changed: replay every pair with one of them. */
static void replay(struct search *s, size_t changed, size_t column) {
    for (size_t other = 0; other < s->flow->rows; other++) {
        if (other == changed) continue;
        for (size_t node = (s->flow->columns + column) / 2; node; node /= 2) {
            play(s, changed, other, node);
            play(s, other, changed, node);
        }
    }
}

/* Bellman and Ford from all rows with too much; *to is the nearest row with too little. */
static scr_result find_path(struct search *s, size_t *to) {
    size_t rows = s->flow->rows;
    for (size_t row = 0; row < rows; row++) {
        s->distance[row] = s->excess[row] > 0 ? 0 : no_way;
        s->before[row] = row;
    }
    bool changed = true;
    for (size_t round = 0; changed; round++) {
        if (round > rows) return (scr_result){SCR_INTERNAL}; /* a cycle that improves: the table was not optimal */
        changed = false;
        for (size_t from = 0; from < rows; from++)
            for (size_t next = 0; next < rows; next++) {
                if (from == next || s->distance[from] == no_way) continue;
                release_wide cost = move_cost(s->flow, from, next, tree_of(s, from, next)[1]);
                s->work++;
                if (cost == no_way || s->distance[from] + cost >= s->distance[next]) continue;
                s->distance[next] = s->distance[from] + cost;
                s->before[next] = from;
                changed = true;
            }
    }
    *to = rows;
    for (size_t row = 0; row < rows; row++)
        if (s->excess[row] < 0 && s->distance[row] != no_way && (*to == rows || s->distance[row] < s->distance[*to]))
            *to = row;
    return (scr_result){*to == rows ? SCR_INPUT : SCR_DONE};
}

/* One unit along the path that ends in `to`. A shortest path visits a cell at most once (using a column twice in a row
 * would cost more than going straight), so the moves of all edges are made first and the trees played again after. */
static void move_unit(struct search *s, size_t to) {
    size_t column[RELEASE_FLOW_ROW_LIMIT], row = to;
    for (row = to; s->before[row] != row; row = s->before[row]) column[row] = tree_of(s, s->before[row], row)[1];
    for (row = to; s->before[row] != row; row = s->before[row]) {
        cell_at(s->flow, s->before[row], column[row])->value--;
        cell_at(s->flow, row, column[row])->value++;
    }
    s->excess[row]--;
    s->excess[to]++;
    for (row = to; s->before[row] != row; row = s->before[row]) {
        replay(s, s->before[row], column[row]);
        replay(s, row, column[row]);
    }
}

static scr_result run(struct search *s) {
    SCR_TRY(find_prices(s));
    build_trees(s);
    while (imbalance(s)) {
        size_t to;
        if (s->work > s->flow->work_limit) return (scr_result){SCR_LIMIT};
        SCR_TRY(find_path(s, &to));
        move_unit(s, to);
    }
    return scr_done();
}

static scr_result check(const struct release_flow *flow, const char *shown, struct scr_diagnosis *diagnosis) {
    release_wide rows = 0, columns = 0;
    if (flow->rows > RELEASE_FLOW_ROW_LIMIT || flow->columns > RELEASE_FLOW_SIZE_LIMIT ||
        flow->rows * flow->rows * flow->columns > RELEASE_FLOW_SIZE_LIMIT)
        return scr_refuse(diagnosis, SCR_LIMIT, "",
                          "%s: %zu options by %zu units are too many to fit to both kinds of totals", shown, flow->rows,
                          flow->columns);
    for (size_t row = 0; row < flow->rows; row++) rows += flow->row_total[row];
    for (size_t column = 0; column < flow->columns; column++) columns += flow->column_total[column];
    if (rows != columns)
        return scr_refuse(diagnosis, SCR_INPUT, "", "%s: the totals of the options and of the units differ", shown);
    return scr_done();
}

static scr_result explain(scr_result result, const char *shown, const struct release_flow *flow,
                          struct scr_diagnosis *diagnosis) {
    if (result.code == SCR_INPUT)
        return scr_refuse(diagnosis, SCR_INPUT, "",
                          "%s: no counts fit the totals of the options, those of the units and the structural zeros",
                          shown);
    if (result.code == SCR_LIMIT)
        return scr_refuse(diagnosis, SCR_LIMIT, "",
                          "%s: fitting counts to both kinds of totals passed its limits (%llu steps, counts of 2^40)",
                          shown, (unsigned long long)flow->work_limit);
    return result;
}

scr_result release_flow(const struct release_flow *flow, const char *shown, struct scr_diagnosis *diagnosis) {
    SCR_TRY(check(flow, shown, diagnosis));
    if (!flow->rows || !flow->columns) {
        for (size_t row = 0; row < flow->rows; row++)
            if (flow->row_total[row]) return explain((scr_result){SCR_INPUT}, shown, flow, diagnosis);
        for (size_t column = 0; column < flow->columns; column++)
            if (flow->column_total[column]) return explain((scr_result){SCR_INPUT}, shown, flow, diagnosis);
        return scr_done();
    }
    struct search search = {.flow = flow};
    search.winner = calloc(2 * flow->rows * flow->rows * flow->columns, sizeof *search.winner);
    search.column = calloc(flow->rows, sizeof *search.column);
    search.ties = calloc(flow->rows, sizeof *search.ties);
    scr_result result = {search.winner && search.column && search.ties ? SCR_DONE : SCR_MEMORY};
    if (!scr_failed(result)) result = explain(run(&search), shown, flow, diagnosis);
    free(search.winner);
    free(search.column);
    free(search.ties);
    return result;
}
