/* flow_split.c: the common marginal cost is found by bisection, what is left goes to the smallest words.
 *
 * Bounds: with weights at most 2^12, offsets 2^58, totals 2^46, targets 2^40, a level of +-2^60 gives every part that
 * may move at least (2^60 - 2^58) / 2^13 - 2^40 > 2^46 in that direction: the bisection always starts from a bracket.
 */
#include "gen/release/flow_split.h"

#include <stdlib.h>

static const int64_t level_limit = INT64_C(1) << 60;

static int64_t floor_divide(int64_t a, int64_t b) { /* b > 0 */
    return a / b - (a % b < 0);
}

/* The largest value whose last unit costs at most `level`: weight (2 (x - 1 - target) + 1) + offset <= level. */
static int64_t value_at(const struct release_part *part, int64_t level) {
    if (part->bound == RELEASE_ZERO) return 0;
    int64_t weight = part->weight;
    int64_t value = part->target + floor_divide(level - part->offset + weight, 2 * weight);
    return value < 0 && part->bound == RELEASE_AT_LEAST_ZERO ? 0 : value;
}

static release_wide sum_at(const struct release_part *parts, size_t count, int64_t level) {
    release_wide sum = 0;
    for (size_t k = 0; k < count; k++) sum += value_at(&parts[k], level);
    return sum;
}

/* The largest level at which the sum is at most `total`. Levels near 0 are tried first: noisy parts nearly add up. */
static int64_t find_level(const struct release_part *parts, size_t count, int64_t total) {
    int64_t low = -level_limit, high = level_limit;
    for (int64_t step = 64; step < level_limit; step *= 8) {
        if (sum_at(parts, count, step) > total) {
            high = step;
            break;
        }
        low = step;
    }
    if (high == 64)
        for (int64_t step = 64; step < level_limit; step *= 8) {
            if (sum_at(parts, count, -step) <= total) {
                low = -step;
                break;
            }
            high = -step;
        }
    while (high - low > 1) {
        int64_t middle = low + (high - low) / 2;
        if (sum_at(parts, count, middle) <= total)
            low = middle;
        else
            high = middle;
    }
    return low;
}

static int ascending(const void *a, const void *b) {
    uint64_t x = *(const uint64_t *)a, y = *(const uint64_t *)b;
    return (x > y) - (x < y);
}

static scr_result check(const struct release_part *parts, size_t count, int64_t total, bool *movable) {
    bool below = false;
    *movable = false;
    if (count > UINT32_MAX || total > RELEASE_TOTAL_LIMIT || total < -RELEASE_TOTAL_LIMIT)
        return (scr_result){SCR_LIMIT};
    for (size_t k = 0; k < count; k++) {
        const struct release_part *part = &parts[k];
        if (!part->weight || part->weight > RELEASE_WEIGHT_LIMIT || part->target > RELEASE_COUNT_LIMIT ||
            part->target < -RELEASE_COUNT_LIMIT || part->offset > RELEASE_OFFSET_LIMIT ||
            part->offset < -RELEASE_OFFSET_LIMIT)
            return (scr_result){SCR_LIMIT};
        *movable = *movable || part->bound != RELEASE_ZERO;
        below = below || part->bound == RELEASE_ANY_SIGN;
    }
    return (scr_result){(total < 0 && !below) || (total && !*movable) ? SCR_INPUT : SCR_DONE};
}

scr_result release_split(struct release_part *parts, size_t count, int64_t total, uint64_t *ties) {
    bool movable;
    SCR_TRY(check(parts, count, total, &movable));
    int64_t level = movable ? find_level(parts, count, total) : 0;
    release_wide left = total;
    size_t tied = 0;
    for (size_t k = 0; k < count; k++) {
        left -= parts[k].value = value_at(&parts[k], level);
        /* One level up a part grows by 1 or not at all, for marginal costs differ by 2 weights. */
        if (value_at(&parts[k], level + 1) > parts[k].value) ties[tied++] = (uint64_t)parts[k].word << 32 | k;
    }
    if (left < 0 || left > (release_wide)tied) return (scr_result){SCR_INTERNAL};
    if (left && left < (release_wide)tied) qsort(ties, tied, sizeof *ties, ascending);
    for (size_t k = 0; k < (size_t)left; k++) parts[(uint32_t)ties[k]].value++;
    return scr_done();
}
