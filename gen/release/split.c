/* split.c: named and given splits. */
#include "gen/release/split.h"

#include <stdlib.h>
#include <string.h>

#include "gen/release/error_formula.h"
#include "gen/release/measurement.h"
#include "scrutineer/rational.h"
#include "scrutineer/text.h"

#define BEST_PLACES 4

static bool take_terms(const struct scr_buffer *text, struct release_fraction *fraction) {
    const char *p = (const char *)text->data, *slash = memchr(p, '/', text->length);
    size_t length = slash ? (size_t)(slash - p) : text->length;
    uint64_t numerator, denominator = 1;
    if (!scr_count_parse(p, length, MEASUREMENT_EPSILON_LIMIT, &numerator)) return false;
    if (slash && !scr_count_parse(slash + 1, text->length - length - 1, MEASUREMENT_EPSILON_LIMIT, &denominator))
        return false;
    *fraction = (struct release_fraction){(int64_t)numerator, (int64_t)denominator};
    return true;
}

bool release_fraction_parse(const char *text, struct release_fraction *fraction) {
    struct scr_rational *number = NULL;
    struct scr_buffer canonical = {0};
    bool good = !scr_failed(scr_rational_new(&number)) && !scr_failed(scr_rational_parse(number, text, true, 40)) &&
                !scr_failed(scr_rational_print(number, &canonical)) && take_terms(&canonical, fraction);
    scr_rational_free(number);
    scr_buffer_free(&canonical);
    return good;
}

static scr_result refuse(struct scr_diagnosis *diagnosis, const char *sentence) {
    return scr_refuse(diagnosis, SCR_USAGE, "--split", "%s", sentence);
}

/* Heavy is level `heavy` of n, from 0. */
static scr_result weigh(uint32_t heavy, bool at_end, uint32_t n, struct release_fraction *share) {
    int64_t weight[RELEASE_LEVEL_LIMIT], sum = 0;
    for (uint32_t l = 0; l < n; l++) {
        bool beside = l + 1 == heavy || l == heavy + 1;
        weight[l] = l == heavy ? 6 : !beside ? 1 : at_end ? 3 : 2;
        sum += weight[l];
    }
    for (uint32_t l = 0; l < n; l++) SCR_TRY(release_fraction_set(&share[l], weight[l], sum));
    return scr_done();
}

/* The mean number of children on each level but the last, rounded to the nearest whole number (halves up). */
static void mean_branching(const struct release_hierarchy *tree, uint32_t *branching) {
    for (uint32_t l = 0; l + 1 < tree->levels; l++) {
        uint64_t units = tree->level_begin[l + 1] - tree->level_begin[l];
        uint64_t below = tree->level_begin[l + 2] - tree->level_begin[l + 1];
        uint64_t mean = (2 * below + units) / (2 * units);
        branching[l] = mean < 2 ? 2 : (uint32_t)mean;
    }
}

static scr_result best_terms(struct scr_arena *arena, const struct release_hierarchy *tree,
                             struct release_error_terms *terms, struct scr_diagnosis *diagnosis) {
    struct release_hierarchy regular;
    uint32_t branching[RELEASE_LEVEL_LIMIT];
    mean_branching(tree, branching);
    SCR_TRY(release_hierarchy_regular(arena, branching, tree->levels, &regular, diagnosis));
    bool *district = scr_arena_alloc(arena, regular.units, sizeof *district);
    if (!district) return (scr_result){SCR_MEMORY};
    district[regular.level_begin[regular.levels - 1]] = true;
    return release_error_terms(&regular, district, terms);
}

static scr_result best(const struct release_hierarchy *tree, uint32_t exact_levels, struct release_fraction *share,
                       struct scr_diagnosis *diagnosis) {
    struct scr_arena arena = {0};
    struct release_error_terms terms = {0};
    uint64_t units[RELEASE_LEVEL_LIMIT];
    scr_result result = best_terms(&arena, tree, &terms, diagnosis);
    for (uint32_t l = 0; l < exact_levels && !scr_failed(result); l++) result = scr_rational_set(terms.term[l], 0, 1);
    if (!scr_failed(result)) result = release_best_split(&terms, BEST_PLACES, units);
    for (uint32_t l = exact_levels; l < tree->levels && !scr_failed(result); l++)
        result = release_fraction_set(&share[l - exact_levels], (release_wide)units[l], 10000);
    release_error_terms_free(&terms);
    scr_arena_free(&arena);
    return result;
}

static scr_result parse_list(const char *split, uint32_t n, struct release_fraction *share,
                             struct scr_diagnosis *diagnosis) {
    struct scr_rational *sum = NULL, *one = NULL;
    struct scr_buffer said = {0};
    char text[48];
    scr_result result;
    uint32_t found = 0;
    SCR_TRY_OR(result, scr_rational_new(&sum), done);
    SCR_TRY_OR(result, scr_rational_new(&one), done);
    for (const char *at = split; at; found++) {
        const char *comma = strchr(at, ',');
        size_t length = comma ? (size_t)(comma - at) : strlen(at);
        bool good = found < n && length < sizeof text;
        if (good) {
            memcpy(text, at, length);
            text[length] = 0;
            good = release_fraction_parse(text, &share[found]);
        }
        if (!good) {
            result =
                scr_refuse(diagnosis, SCR_USAGE, "--split",
                           "a split is equal, state-heavy, tract-heavy, BG-heavy, block-heavy, best, or one fraction "
                           "for each of the %u measured levels, such as 1/2,1/4,1/4",
                           (unsigned)n);
            goto done;
        }
        SCR_TRY_OR(result, scr_rational_set(one, share[found].p, (uint64_t)share[found].q), done);
        SCR_TRY_OR(result, scr_rational_add(sum, sum, one), done);
        at = comma ? comma + 1 : NULL;
    }
    SCR_TRY_OR(result, scr_rational_print(sum, &said), done);
    if (found != n || strcmp((const char *)said.data, "1"))
        result = scr_refuse(diagnosis, SCR_USAGE, "--split",
                            "there are %u measured levels and %u fractions, which add up to %s instead of 1",
                            (unsigned)n, (unsigned)found, (const char *)said.data);
done:
    scr_rational_free(sum);
    scr_rational_free(one);
    scr_buffer_free(&said);
    return result;
}

scr_result release_split_shares(const char *split, const struct release_hierarchy *tree, uint32_t exact_levels,
                                struct release_fraction *share, struct scr_diagnosis *diagnosis) {
    uint32_t n = tree->levels - exact_levels;
    if (!strcmp(split, "equal")) {
        for (uint32_t l = 0; l < n; l++) share[l] = (struct release_fraction){1, n};
        return scr_done();
    }
    if (!strcmp(split, "best")) return best(tree, exact_levels, share, diagnosis);
    if (!strcmp(split, "state-heavy")) return weigh(0, true, n, share);
    if (!strcmp(split, "block-heavy")) return weigh(n - 1, true, n, share);
    if (!strcmp(split, "BG-heavy"))
        return n < 2 ? refuse(diagnosis, "BG-heavy needs two measured levels at least") : weigh(n - 2, false, n, share);
    if (!strcmp(split, "tract-heavy"))
        return n < 3 ? refuse(diagnosis, "tract-heavy needs three measured levels at least")
                     : weigh(n - 3, false, n, share);
    return parse_list(split, n, share, diagnosis);
}
