/* flow_split.h: one whole number split into integers closest to given targets: one sum constraint, weights, ties by
 * word.
 *
 * Among all integers x_k with sum x_k = total and their bounds kept, those with the least
 *     sum of weight_k (x_k - target_k)^2 + offset_k x_k,
 * and among those the least sum of word_k x_k. For equal weights and no offsets this is the least-squares solution over
 * the reals followed by largest-remainder rounding: targets are integers, so all parts above 0 have the same remainder,
 * and the words alone decide which of them are rounded up. */
#ifndef GEN_RELEASE_FLOW_SPLIT_H
#define GEN_RELEASE_FLOW_SPLIT_H

#include "gen/release/fraction.h"

#define RELEASE_WEIGHT_LIMIT 4096u              /* of a weight; at least 1 */
#define RELEASE_OFFSET_LIMIT (INT64_C(1) << 58) /* of the size of an offset */
#define RELEASE_TOTAL_LIMIT (INT64_C(1) << 46)  /* of the size of a total */

enum release_bound {
    RELEASE_AT_LEAST_ZERO,
    RELEASE_ZERO, /* a structural zero */
    RELEASE_ANY_SIGN,
};

struct release_part {
    int64_t target; /* at most RELEASE_COUNT_LIMIT in size */
    int64_t offset;
    uint32_t weight, word;
    enum release_bound bound;
    int64_t value; /* the answer */
};

/* What one more costs at `value`, before words: strictly increasing in value. Below 2^60 in size for values the solver
 * meets. */
static inline int64_t release_part_marginal(const struct release_part *part, int64_t value) {
    return (int64_t)part->weight * (2 * (value - part->target) + 1) + part->offset;
}

/* Sets the values. `ties` is scratch for `count` numbers. SCR_INPUT when no such integers exist, SCR_LIMIT when a
 * number passes its limit. Two parts with the same word: the earlier one is rounded up. count < 2^32. */
SCR_MUST_CHECK scr_result release_split(struct release_part *parts, size_t count, int64_t total, uint64_t *ties);

#endif
