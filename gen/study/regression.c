/* regression.c: points, lines, and the naive Gaussian noise to compare with. */
#include "gen/study/regression.h"

#include "gen/release/bits.h"

const char *study_variant_name(enum study_variant variant) {
    static const char *const names[] = {"all", "filtered", "weighted"};
    return names[variant];
}

bool study_point(const struct study_table *table, const struct study_regression *regression, const long double *error,
                 uint32_t leaf, long double *x, long double *y) {
    const struct study_known_share *known = &regression->known[leaf - study_first_leaf(table)];
    size_t options = table->option_count, base = leaf * options;
    long double sum = (long double)study_unit_total(table, leaf), part;
    part = (long double)table->counts[base + regression->option];
    if (error) {
        for (size_t o = 0; o < options; o++) sum += error[base + o];
        part += error[base + regression->option];
    }
    if (!known->whole || !(sum > 0)) return false;
    long double exact = (long double)known->part / (long double)known->whole, noised = part / sum;
    *x = regression->votes_noised ? exact : noised;
    *y = regression->votes_noised ? noised : exact;
    return true;
}

uint64_t study_leaf_votes(const struct study_table *table, const struct study_regression *regression, uint32_t leaf) {
    if (regression->votes_noised) return (uint64_t)study_unit_total(table, leaf);
    return regression->known[leaf - study_first_leaf(table)].whole;
}

struct study_fit study_regress(const struct study_table *table, const struct study_regression *regression,
                               const long double *error, enum study_variant variant) {
    struct study_fit fit = {0};
    long double sum = 0, mean_x = 0, mean_y = 0, sxx = 0, sxy = 0, x, y;
    for (uint32_t leaf = study_first_leaf(table); leaf < table->tree.units; leaf++) {
        uint64_t votes = study_leaf_votes(table, regression, leaf);
        if (variant == STUDY_FILTERED && votes < STUDY_FILTER) continue;
        long double weight = variant == STUDY_WEIGHTED ? (long double)votes : 1;
        if (!(weight > 0) || !study_point(table, regression, error, leaf, &x, &y)) continue;
        sum += weight;
        long double dx = x - mean_x, dy = y - mean_y;
        mean_x += dx * weight / sum;
        mean_y += dy * weight / sum;
        sxx += weight * dx * (x - mean_x);
        sxy += weight * dx * (y - mean_y);
        fit.precincts++;
    }
    if (fit.precincts < 2 || !(sxx > 0)) return fit;
    fit.outside = mean_y - sxy / sxx * mean_x;
    fit.inside = fit.outside + sxy / sxx;
    fit.stands = true;
    return fit;
}

void study_regress_all(const struct study_table *table, const struct study_regression *regression,
                       const long double *error, struct study_fits *fits) {
    for (int v = 0; v < STUDY_VARIANTS; v++) {
        struct study_fit fit = study_regress(table, regression, error, (enum study_variant)v);
        if (!fit.stands) continue;
        if (!fits->inside[v].count || fit.precincts < fits->precincts_least[v])
            fits->precincts_least[v] = fit.precincts;
        study_moments_add(&fits->inside[v], fit.inside);
        study_moments_add(&fits->outside[v], fit.outside);
    }
}

static const long double pi = 3.141592653589793238462643383279502884L;

long double study_matching_sigma(long double change, uint64_t cells) {
    return change / (long double)cells * sqrtl(pi / 2);
}

scr_result study_gaussian_pair(struct release_bits *bits, long double pair[static 2]) {
    const uint64_t range = UINT64_C(1) << 62;
    uint64_t first, second;
    SCR_TRY(release_bits_uniform(bits, range, &first));
    SCR_TRY(release_bits_uniform(bits, range, &second));
    long double radius = sqrtl(-2 * logl(((long double)first + 1) / (long double)range));
    long double angle = 2 * pi * ((long double)second / (long double)range);
    pair[0] = radius * cosl(angle);
    pair[1] = radius * sinl(angle);
    return scr_done();
}
