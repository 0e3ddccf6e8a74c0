/* topdown.h: the TopDown form: non-negative integers that add up, closest to the noisy counts, settled from the root
 * down.
 *
 * Source: "Census TopDown" (2021), appendix A, algorithm 1; math.md section 3. What the paper leaves to "a
 * sophisticated heuristic" is exact here, group by group: the counts of a unit's children are the integers with the
 * least sum of option_weight (x - noisy count)^2 over children and options
 *     [+ total_weight (sum of a child's options - its noisy total)^2 over children, with measured totals],
 *   x >= 0, x = 0 at structural zeros, each option adding up to the unit's settled count,
 *   [each child's options adding up to its turnout, with exact totals],
 * and among those the ones with the least sum of word x. Words are public and drawn per group from the tie stream
 * (bits.h) of the contest and the unit's level and index: word number o n + c for option o of the c-th of n children,
 * both from 0. At the root, when it is noisy, the stream is that of level 0, unit 0, and n = 1.
 *
 * Everything but the noise is public: zeros come from ballot definitions and public turnout, never from counts. */
#ifndef GEN_RELEASE_TOPDOWN_H
#define GEN_RELEASE_TOPDOWN_H

#include "gen/release/bits.h"
#include "gen/release/fraction.h"
#include "gen/release/hierarchy.h"

enum release_totals {
    RELEASE_NO_TOTALS,
    RELEASE_EXACT_TOTALS,    /* turnout: binds every unit */
    RELEASE_MEASURED_TOTALS, /* a second noisy histogram of the workload: pulls with its weight */
};

struct release_weights {
    uint32_t option, total;
};

struct release_topdown {
    const struct release_hierarchy *tree;
    uint32_t options;
    const int64_t *measured; /* [units * options], a unit's options together; exact on levels 1 .. exact_levels */
    uint32_t exact_levels;   /* 0: the root is noisy too */
    enum release_totals totals_kind;
    const int64_t *totals;  /* [units], when there are totals */
    uint32_t option_weight; /* 1 .. RELEASE_WEIGHT_LIMIT; the shares of the two histograms */
    uint32_t total_weight;
    /* NULL, or [levels] weights of measured totals by level, when they differ: a total weight of 0 says that the level
     * has none. */
    const struct release_weights *weights;
    const bool *zero; /* [units * options] structural zeros, or NULL. A unit all of whose children are 0 is 0 */
    const struct release_source *source;
    uint32_t contest;     /* for the tie streams */
    const uint32_t *unit; /* [units] for the tie streams: indices of the tree's units; NULL: their numbers in it */
    uint64_t work_limit;  /* per group, for two-way sums only */
};

/* Writes adjusted[units * options]. SCR_INPUT: exact numbers contradict each other or no counts fit; SCR_LIMIT: a
 * number or the counted work. With one sentence each. */
SCR_MUST_CHECK scr_result release_topdown(const struct release_topdown *problem, struct release_bits *bits,
                                          int64_t *adjusted, struct scr_diagnosis *diagnosis);

#endif
