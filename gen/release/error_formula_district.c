/* error_formula_district.c: Greedy on any hierarchy; Square and the bounds of theorem 6.2 on homogeneous ones. */
#include "gen/release/error_formula_district.h"

#include <stdlib.h>
#include <string.h>

#define SIDE_LIMIT (UINT64_C(1) << 20) /* of a homogeneous hierarchy in leaves: sums of squares stay below 2^60 */

/* Takes what fits among the children of `unit`; *into is the first child that was not taken. */
static scr_result take_children(const struct release_hierarchy *tree, const uint32_t *leaves, uint32_t unit,
                                struct release_bits *bits, bool *district, uint64_t *wanted, uint32_t *into) {
    uint32_t count = tree->children[unit], first = tree->first_child[unit];
    uint64_t start;
    bool found = false;
    SCR_TRY(release_bits_uniform(bits, count, &start)); /* no children: SCR_LIMIT, cannot be, for a leaf fits */
    for (uint64_t i = 0; i < count; i++) {
        uint32_t child = first + (uint32_t)((start + i) % count);
        if (leaves[child] <= *wanted) {
            district[child] = true;
            *wanted -= leaves[child];
        } else if (!found) {
            *into = child;
            found = true;
        }
    }
    return scr_done();
}

scr_result release_greedy(const struct release_hierarchy *tree, uint64_t k, struct release_bits *bits, bool *district) {
    if (!k) return (scr_result){SCR_INPUT};
    uint32_t *leaves = calloc(tree->units, sizeof *leaves);
    if (!leaves) return (scr_result){SCR_MEMORY};
    for (uint32_t unit = tree->units; unit-- > 0;) {
        if (!tree->children[unit]) leaves[unit] = 1;
        if (unit) leaves[tree->parent[unit]] += leaves[unit];
    }
    memset(district, 0, tree->units * sizeof *district);
    uint64_t wanted = leaves[0] / k;
    district[0] = k == 1;
    scr_result result = scr_done();
    /* The unit gone into holds more leaves than are wanted, so some child is left while any is wanted. */
    for (uint32_t unit = 0; wanted && k > 1 && !scr_failed(result);)
        result = take_children(tree, leaves, unit, bits, district, &wanted, &unit);
    for (uint32_t unit = 1; unit < tree->units; unit++) district[unit] = district[unit] || district[tree->parent[unit]];
    free(leaves);
    return result;
}

/* The root of a square, or 0. */
static uint64_t whole_root(uint64_t square) {
    uint64_t low = 0, high = UINT64_C(1) << 32;
    while (high - low > 1) {
        uint64_t middle = low + (high - low) / 2;
        if (middle * middle <= square) /* middle < 2^32 */
            low = middle;
        else
            high = middle;
    }
    return low * low == square ? low : 0;
}

/* Sides, in leaves, of the whole and of the district. */
static scr_result sides(const uint32_t *branching, size_t levels, uint64_t k, uint64_t *whole, uint64_t *part,
                        struct scr_diagnosis *diagnosis) {
    *whole = 1;
    if (levels < 2 || levels > RELEASE_LEVEL_LIMIT || !k)
        return scr_refuse(diagnosis, SCR_INPUT, "", "a square hierarchy has 2 to %u levels", RELEASE_LEVEL_LIMIT);
    for (size_t i = 0; i + 1 < levels; i++) {
        uint64_t root = whole_root(branching[i]);
        if (!root || (*whole *= root) > SIDE_LIMIT)
            return scr_refuse(diagnosis, SCR_INPUT, "",
                              "level %zu has %u children a unit; squares of children need a square number, and at most "
                              "2^20 leaves a side",
                              i + 1, branching[i]);
    }
    uint64_t area = *whole * *whole;
    *part = area % k ? 0 : whole_root(area / k);
    if (!*part)
        return scr_refuse(diagnosis, SCR_INPUT, "", "a district of a %llu-th of the leaves is no square",
                          (unsigned long long)k);
    return scr_done();
}

/* Sum over the cells of length b of the square of what [from, from + length) covers of each. */
static uint64_t squares_of(uint64_t from, uint64_t length, uint64_t b) {
    uint64_t left = b - from % b, right = (from + length) % b;
    if (length <= left) return length * length;
    return left * left + (length - left - right) * b + right * right; /* whole cells: their number times b^2 */
}

scr_result release_square_fragmentation(const uint32_t *branching, size_t levels, uint64_t k,
                                        struct scr_rational *expectation, struct scr_diagnosis *diagnosis) {
    uint64_t whole, part;
    SCR_TRY(sides(branching, levels, k, &whole, &part, diagnosis));
    struct scr_rational *mean = NULL, *above = NULL, *factor = NULL;
    scr_result result = scr_rational_set(expectation, 0, 1);
    if (!scr_failed(result)) result = scr_rational_new(&mean);
    if (!scr_failed(result)) result = scr_rational_new(&above);
    if (!scr_failed(result)) result = scr_rational_new(&factor);
    uint64_t places = whole - part + 1;
    uint64_t cell = whole;
    /* Level by level: mean is that of the sum of squared one-dimensional weights, squared for the two dimensions; the
     * units of a level give mean_l^2 - n_{l-1} mean_{l-1}^2 to Frag. */
    for (size_t level = 0; !scr_failed(result) && level < levels; level++) {
        if (level) cell /= whole_root(branching[level - 1]);
        uint64_t sum = 0; /* at most 2^20 places of at most length * b <= 2^40 */
        for (uint64_t from = 0; from < places; from++) sum += squares_of(from, part, cell);
        SCR_TRY_OR(result, scr_rational_set(mean, (int64_t)sum, places), done); /* sum <= 2^60 */
        SCR_TRY_OR(result, scr_rational_set(factor, 1, cell * cell), done);
        SCR_TRY_OR(result, scr_rational_multiply(mean, mean, factor), done);
        SCR_TRY_OR(result, scr_rational_multiply(mean, mean, mean), done);
        if (level) {
            SCR_TRY_OR(result, scr_rational_set(factor, branching[level - 1], 1), done);
            SCR_TRY_OR(result, scr_rational_multiply(above, above, factor), done);
            SCR_TRY_OR(result, scr_rational_subtract(above, mean, above), done);
            SCR_TRY_OR(result, scr_rational_add(expectation, expectation, above), done);
        }
        SCR_TRY_OR(result, scr_rational_copy(above, mean), done);
    }
done:
    scr_rational_free(mean);
    scr_rational_free(above);
    scr_rational_free(factor);
    return result;
}

/* The theorem's premise; *reach is L. */
static scr_result premise(const uint32_t *branching, size_t levels, uint64_t k, size_t *reach,
                          struct scr_diagnosis *diagnosis) {
    uint64_t product = 1;
    *reach = 0;
    for (size_t i = 0; i + 2 < levels && product < k; i++) {
        if (__builtin_mul_overflow(product, (uint64_t)branching[i], &product)) product = UINT64_MAX;
        *reach = i + 1;
    }
    if (k < 2 || k > INT32_MAX || product < k)
        return scr_refuse(diagnosis, SCR_INPUT, "",
                          "theorem 6.2 needs at least 2 districts, and at most as many as units above the last two "
                          "levels");
    return scr_done();
}

scr_result release_greedy_bound(const uint32_t *branching, size_t levels, uint64_t k, struct scr_rational *bound,
                                struct scr_diagnosis *diagnosis) {
    size_t reach;
    int64_t above = 0, below = 0;
    SCR_TRY(premise(branching, levels, k, &reach, diagnosis));
    for (size_t i = 0; i + 1 < levels; i++) *(i < reach ? &above : &below) += branching[i];
    struct scr_rational *other = NULL;
    SCR_TRY(scr_rational_new(&other));
    scr_result result = scr_rational_set(bound, (int64_t)k - 1, k * k); /* k < 2^31 */
    if (!scr_failed(result)) result = scr_rational_set(other, above, 1);
    if (!scr_failed(result)) result = scr_rational_multiply(bound, bound, other);
    if (!scr_failed(result)) result = scr_rational_set(other, below, 4);
    if (!scr_failed(result)) result = scr_rational_add(bound, bound, other);
    scr_rational_free(other);
    return result;
}

scr_result release_square_bound(const uint32_t *branching, size_t levels, uint64_t k, struct scr_rational *bound,
                                struct scr_diagnosis *diagnosis) {
    size_t reach;
    uint64_t whole, part;
    SCR_TRY(premise(branching, levels, k, &reach, diagnosis));
    SCR_TRY(sides(branching, levels, k, &whole, &part, diagnosis));
    /* 2/3 (s - 11/2) r = (2 s - 11) r / 3 */
    return scr_rational_set(bound, (2 * (int64_t)part - 11) * (int64_t)whole_root(branching[levels - 2]), 3);
}
