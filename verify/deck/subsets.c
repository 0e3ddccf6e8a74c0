/* subsets.c: counting sets of totals one after another, and their least weights by dynamic programming. */
#include "verify/deck/subsets.h"

#include <stdlib.h>
#include <string.h>

__extension__ typedef unsigned __int128 wide;

uint64_t binomial(uint64_t b, uint64_t t) {
    if (t > b) return 0;
    if (t > b - t) t = b - t;
    wide value = 1;
    /* value = (b - t + i) over i after step i: each division is exact. Before it value < 2^64 and the factor is, too.
     * For 2t <= b a step at least doubles, so that 64 steps pass the limit whatever t is. */
    for (uint64_t i = 1; i <= t; i++) {
        value = value * (b - t + i) / i;
        if (value >= UINT64_MAX) return UINT64_MAX;
    }
    return (uint64_t)value;
}

/* The least sum of `count` different values from `first` up. Below 2^63 for values and counts below 2^31. */
static uint64_t run(uint64_t first, uint64_t count) { return count * first + count * (count ? count - 1 : 0) / 2; }

static bool any(const struct subsets *subsets) {
    return subsets->high - subsets->low + 1 >= (int64_t)subsets->size &&
           run((uint64_t)subsets->low, subsets->size) <= subsets->most;
}

/* Subsets in lexicographic order of their ascending elements. The successor raises the last element that can be raised
 * with the smallest possible elements behind it; if those do not fit, no larger ones do. */
scr_result total_sets_count(const struct subsets *subsets, uint64_t cap, struct budget *budget, uint64_t *count,
                            bool *decided) {
    *count = 0;
    *decided = true;
    if (!cap || !any(subsets)) return scr_done();
    uint32_t n = subsets->size;
    uint64_t high = subsets->high < 0 ? 0 : (uint64_t)subsets->high;
    uint64_t *element = calloc(n ? n : 1, sizeof *element);
    if (!element) return (scr_result){SCR_MEMORY};
    uint64_t sum = run((uint64_t)subsets->low, n);
    for (uint32_t i = 0; i < n; i++) element[i] = (uint64_t)subsets->low + i;
    for (*count = 1; *count < cap; ++*count) {
        uint64_t kept = sum;
        uint32_t i = n;
        bool found = false;
        while (i > 0 && !found) {
            i--;
            kept -= element[i];
            found = element[i] + 1 + (n - 1 - i) <= high && kept + run(element[i] + 1, n - i) <= subsets->most;
        }
        if (!found) break;
        *decided = budget_spend(budget, n - i);
        if (!*decided) break;
        sum = kept + run(element[i] + 1, n - i);
        for (uint32_t first = i; i < n; i++) element[i] = i == first ? element[i] + 1 : element[i - 1] + 1;
    }
    free(element);
    return scr_done();
}

/* The least weights known for one number of elements and one excess: ascending, at most `wanted`. */
struct table {
    uint64_t *weights; /* (size + 1) * (slack + 1) lists of room `wanted` */
    uint32_t *lengths;
    uint64_t *merged; /* room for one list */
    uint64_t slack;
    uint32_t wanted;
};

/* Joins the list `from`, each weight raised by `added`, into the list `into`, keeping the least. Returns the work done.
 */
static uint64_t merge(struct table *table, uint64_t into, uint64_t from, uint64_t added) {
    uint32_t first = table->lengths[into], second = table->lengths[from], length = 0;
    uint64_t *a = table->weights + into * table->wanted;
    const uint64_t *b = table->weights + from * table->wanted;
    if (!second) return 1;
    for (uint32_t i = 0, j = 0; length < table->wanted && (i < first || j < second);)
        table->merged[length++] = j == second || (i < first && a[i] <= b[j] + added) ? a[i++] : b[j++] + added;
    memcpy(a, table->merged, length * sizeof *a);
    table->lengths[into] = length;
    return (uint64_t)length + 1;
}

/* A subset low + 0 + o_0 < low + 1 + o_1 < .. has offsets 0 <= o_0 <= o_1 <= ..; its sum is the least sum plus its
 * offsets, whose sum (the excess) may be at most `slack`. Taking element t as number j costs the excess t - low - j. */
static bool fill(struct table *table, const struct subsets *subsets, const uint32_t *weight, struct budget *budget) {
    uint64_t row = table->slack + 1;
    table->lengths[0] = 1;
    for (int64_t t = subsets->low; t <= subsets->high; t++) {
        uint64_t position = (uint64_t)(t - subsets->low);
        uint64_t left = (uint64_t)(subsets->high - t);
        for (uint64_t j = subsets->size; j-- > 0;) {
            /* t must be able to be number j, with enough elements behind it, and within the slack. */
            if (j > position || subsets->size - 1 - j > left || position - j > table->slack) continue;
            uint64_t offset = position - j, work = 1;
            for (uint64_t excess = 0; excess + offset <= table->slack; excess++)
                work += merge(table, (j + 1) * row + excess + offset, j * row + excess, weight[t]);
            if (!budget_spend(budget, work)) return false;
        }
    }
    return true;
}

scr_result subsets_least(const struct subsets *subsets, uint32_t wanted, const uint32_t *weight, struct budget *budget,
                         enum subsets_answer *answer, uint64_t *sum) {
    *sum = 0;
    *answer = wanted && !any(subsets) ? SUBSETS_TOO_FEW : SUBSETS_FOUND;
    if (!wanted || *answer == SUBSETS_TOO_FEW) return scr_done();
    *answer = SUBSETS_UNKNOWN;
    if (subsets->high > SUBSETS_TOTAL_MOST || subsets->size > SUBSETS_TOTAL_MOST) return scr_done();
    /* No set exceeds the least sum by more than every element moved to the top of the range. */
    uint64_t slack = subsets->most - run((uint64_t)subsets->low, subsets->size);
    uint64_t top = subsets->size * (uint64_t)(subsets->high - subsets->low + 1 - (int64_t)subsets->size);
    if (slack > top) slack = top;
    uint64_t lists = ((uint64_t)subsets->size + 1) * (slack + 1); /* below 2^17 * 2^35 */
    if (lists > SUBSETS_CELLS_MOST / wanted) return scr_done();
    struct table table = {.slack = slack, .wanted = wanted};
    scr_result result = {SCR_MEMORY};
    table.weights = calloc((size_t)(lists * wanted), sizeof *table.weights);
    table.lengths = calloc((size_t)lists, sizeof *table.lengths);
    table.merged = calloc(wanted, sizeof *table.merged);
    if (table.weights && table.lengths && table.merged) {
        result = scr_done();
        if (fill(&table, subsets, weight, budget)) {
            /* The lists of `size` elements, one for each excess, into the last of them. */
            uint64_t row = slack + 1, last = subsets->size * row + slack;
            for (uint64_t excess = 0; excess < slack; excess++)
                (void)merge(&table, last, subsets->size * row + excess, 0);
            *answer = table.lengths[last] == wanted ? SUBSETS_FOUND : SUBSETS_TOO_FEW;
            for (uint32_t i = 0; i < table.lengths[last]; i++) *sum += table.weights[last * wanted + i];
        }
    }
    free(table.weights);
    free(table.lengths);
    free(table.merged);
    return result;
}
