/* error_formula.c: terms of a district level by level, from the leaves up, in exact fractions. */
#include "gen/release/error_formula.h"

#include <math.h>
#include <stdlib.h>

__extension__ typedef unsigned __int128 wide;

/* One fraction per unit that has children; NULL for leaves. */
struct work {
    const struct release_hierarchy *tree;
    const bool *district;
    struct scr_rational **weight; /* [units] */
    struct scr_rational *squares, *scratch;
};

/* Sum and sum of squares of the weights of a unit's children, the leaves among them counted. */
static scr_result add_children(struct work *w, uint32_t unit) {
    const struct release_hierarchy *tree = w->tree;
    int64_t inside = 0;
    struct scr_rational *sum = w->weight[unit];
    SCR_TRY(scr_rational_set(w->squares, 0, 1));
    for (uint32_t child = tree->first_child[unit]; child < tree->first_child[unit] + tree->children[unit]; child++) {
        if (!tree->children[child]) {
            inside += w->district[child];
            continue;
        }
        SCR_TRY(scr_rational_add(sum, sum, w->weight[child]));
        SCR_TRY(scr_rational_multiply(w->scratch, w->weight[child], w->weight[child]));
        SCR_TRY(scr_rational_add(w->squares, w->squares, w->scratch));
    }
    SCR_TRY(scr_rational_set(w->scratch, inside, 1));
    SCR_TRY(scr_rational_add(sum, sum, w->scratch));
    return scr_rational_add(w->squares, w->squares, w->scratch);
}

/* Sets the weight of `unit`, the mean w of its n children, and adds to the term of their level: the sum of (w_c - w)^2
 * is the sum of w_c^2 less n w^2. */
static scr_result settle(struct work *w, uint32_t unit, struct scr_rational *term) {
    struct scr_rational *weight = w->weight[unit];
    SCR_TRY(add_children(w, unit));
    SCR_TRY(scr_rational_set(w->scratch, w->tree->children[unit], 1));
    SCR_TRY(scr_rational_divide(weight, weight, w->scratch));
    SCR_TRY(scr_rational_multiply(w->scratch, w->scratch, weight));
    SCR_TRY(scr_rational_multiply(w->scratch, w->scratch, weight));
    SCR_TRY(scr_rational_subtract(w->squares, w->squares, w->scratch));
    return scr_rational_add(term, term, w->squares);
}

static scr_result run(struct work *w, struct release_error_terms *terms) {
    const struct release_hierarchy *tree = w->tree;
    SCR_TRY(scr_rational_new(&w->squares));
    SCR_TRY(scr_rational_new(&w->scratch));
    for (uint32_t level = 0; level < tree->levels; level++) SCR_TRY(scr_rational_new(&terms->term[level]));
    for (uint32_t level = tree->levels - 1; level > 0; level--)
        for (uint32_t unit = tree->level_begin[level - 1]; unit < tree->level_begin[level]; unit++) {
            if (!tree->children[unit]) continue;
            SCR_TRY(scr_rational_new(&w->weight[unit]));
            SCR_TRY(settle(w, unit, terms->term[level]));
        }
    if (!tree->children[0]) return scr_rational_set(terms->term[0], w->district[0], 1);
    return scr_rational_multiply(terms->term[0], w->weight[0], w->weight[0]);
}

scr_result release_error_terms(const struct release_hierarchy *tree, const bool *district,
                               struct release_error_terms *terms) {
    struct work work = {.tree = tree, .district = district};
    *terms = (struct release_error_terms){.levels = tree->levels};
    work.weight = calloc(tree->units, sizeof *work.weight);
    if (!work.weight) return (scr_result){SCR_MEMORY};
    scr_result result = run(&work, terms);
    for (uint32_t unit = 0; unit < tree->units; unit++) scr_rational_free(work.weight[unit]);
    free(work.weight);
    scr_rational_free(work.squares);
    scr_rational_free(work.scratch);
    return result;
}

void release_error_terms_free(struct release_error_terms *terms) {
    for (uint32_t level = 0; level < terms->levels; level++) scr_rational_free(terms->term[level]);
    *terms = (struct release_error_terms){0};
}

scr_result release_fragmentation(const struct release_error_terms *terms, struct scr_rational *frag) {
    SCR_TRY(scr_rational_set(frag, 0, 1));
    for (uint32_t level = 1; level < terms->levels; level++) SCR_TRY(scr_rational_add(frag, frag, terms->term[level]));
    return scr_done();
}

scr_result release_error_variance(const struct release_error_terms *terms, struct scr_rational *const *variance,
                                  struct scr_rational *sum) {
    struct scr_rational *product = NULL;
    SCR_TRY(scr_rational_set(sum, 0, 1));
    SCR_TRY(scr_rational_new(&product));
    scr_result result = scr_done();
    for (uint32_t level = 0; level < terms->levels; level++) {
        SCR_TRY_OR(result, scr_rational_multiply(product, terms->term[level], variance[level]), done);
        SCR_TRY_OR(result, scr_rational_add(sum, sum, product), done);
    }
done:
    scr_rational_free(product);
    return result;
}

scr_result release_continuous_variance(const struct release_scale *scale, struct scr_rational *variance) {
    struct scr_rational *two = NULL;
    if (!scale->s || scale->d > RELEASE_SCALE_LIMIT) return (scr_result){SCR_LIMIT};
    SCR_TRY(scr_rational_set(variance, (int64_t)scale->d, scale->s));
    SCR_TRY(scr_rational_multiply(variance, variance, variance));
    SCR_TRY(scr_rational_new(&two));
    scr_result result = scr_rational_set(two, 2, 1);
    if (!scr_failed(result)) result = scr_rational_multiply(variance, variance, two);
    scr_rational_free(two);
    return result;
}

long double release_discrete_variance(const struct release_scale *scale) {
    long double half = sinhl((long double)scale->s / (2 * (long double)scale->d));
    return 1 / (2 * half * half);
}

/* The largest c with c^3 <= 10^36 * part / whole, 0 <= part <= whole: at most 10^12, its cube within 128 bits. */
static scr_result cube_root(const struct scr_rational *part, const struct scr_rational *whole, uint64_t *root) {
    struct scr_rational *ratio = NULL;
    struct scr_buffer text = {0};
    scr_result result = scr_rational_new(&ratio);
    if (!scr_failed(result)) result = scr_rational_divide(ratio, part, whole);
    if (!scr_failed(result)) result = scr_rational_decimal(ratio, 36, &text);
    wide scaled = 0; /* at most 10^36 < 2^120 */
    for (size_t i = 0; !scr_failed(result) && i < text.length; i++)
        if (text.data[i] != '.') scaled = scaled * 10 + (unsigned)(text.data[i] - '0');
    uint64_t low = 0, high = UINT64_C(1000000000001);
    while (high - low > 1) {
        uint64_t middle = low + (high - low) / 2;
        if ((wide)middle * middle * middle <= scaled)
            low = middle;
        else
            high = middle;
    }
    *root = low;
    scr_buffer_free(&text);
    scr_rational_free(ratio);
    return result;
}

scr_result release_best_split(const struct release_error_terms *terms, unsigned places, uint64_t *share) {
    uint64_t root[RELEASE_LEVEL_LIMIT], sum = 0, unit = 1, left;
    wide rest[RELEASE_LEVEL_LIMIT];
    uint32_t greatest = 0;
    if (places > 9) return (scr_result){SCR_LIMIT};
    for (unsigned i = 0; i < places; i++) unit *= 10;
    for (uint32_t level = 1; level < terms->levels; level++) {
        int order;
        SCR_TRY(scr_rational_compare(terms->term[level], terms->term[greatest], &order));
        if (order > 0) greatest = level;
    }
    for (uint32_t level = 0; level < terms->levels; level++) {
        /* Dividing by a greatest term of 0 is SCR_INPUT, as promised. */
        SCR_TRY(cube_root(terms->term[level], terms->term[greatest], &root[level]));
        sum += root[level]; /* from 10^12 to 16 * 10^12 */
    }
    left = unit;
    for (uint32_t level = 0; level < terms->levels; level++) {
        wide product = (wide)root[level] * unit;
        share[level] = (uint64_t)(product / sum);
        rest[level] = product % sum;
        left -= share[level];
    }
    for (; left; left--) {
        uint32_t most = 0;
        for (uint32_t level = 1; level < terms->levels; level++)
            if (rest[level] > rest[most]) most = level;
        share[most]++;
        rest[most] = 0;
    }
    return scr_done();
}
