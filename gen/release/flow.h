/* flow.h: exact two-way rounding: integers in a table whose row sums and column sums are both given, closest to
 * targets.
 *
 * A transportation problem with separable convex quadratic costs. Rows are options, columns are the units of one group.
 * Among all tables of integers with these sums and bounds: the least sum of weight (x - target)^2, and among those the
 * least sum of word x. The words make the answer unique but for a chance below 3 * cells / 2^32 (the isolation lemma of
 * Mulmuley, Vazirani, Vazirani 1987), so that any correct method finds the same table, and a table is checked by
 * looking for a cycle of exchanges that improves it. */
#ifndef GEN_RELEASE_FLOW_H
#define GEN_RELEASE_FLOW_H

#include "gen/release/flow_split.h"

#define RELEASE_FLOW_ROW_LIMIT 64u
#define RELEASE_FLOW_SIZE_LIMIT (UINT64_C(1) << 26) /* of rows * rows * columns */

struct release_flow {
    size_t rows, columns;
    /* [rows * columns], a row's cells together; bounds per cell; weights are equal along a row; offsets are ignored;
     * `value` receives the answer. */
    struct release_part *cells;
    const int64_t *row_total;    /* [rows] */
    const int64_t *column_total; /* [columns] */
    uint64_t work_limit;         /* comparisons and splits, counted */
};

/* SCR_INPUT: no such table exists. SCR_LIMIT: sizes, numbers, or the counted work. With one sentence, which begins with
 * `shown` (what the group is). Memory: 4 bytes * 2 * rows^2 * columns. */
SCR_MUST_CHECK scr_result release_flow(const struct release_flow *flow, const char *shown,
                                       struct scr_diagnosis *diagnosis);

#endif
