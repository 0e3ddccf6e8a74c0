/* publish.c: draws the noise of a contest's cells, each from its own key (specification, section 14.1). */
#include "gen/release/publish.h"

#include <stdlib.h>
#include <string.h>

#define TOTAL_OPTION (UINT32_C(1) << 31) /* plus the contest's number: histogram `total` in cell keys */

static const char *const names[] = {"discrete-laplace", "toydown", "toydown-nonnegative", "topdown"};

const char *release_mechanism_name(enum release_mechanism mechanism) { return names[mechanism]; }

bool release_mechanism_parse(const char *name, enum release_mechanism *mechanism) {
    for (size_t i = 0; i < sizeof names / sizeof *names; i++)
        if (!strcmp(name, names[i])) {
            *mechanism = (enum release_mechanism)i;
            return true;
        }
    return false;
}

void release_counts_free(struct release_counts *counts) {
    free(counts->measured);
    free(counts->totals);
    free(counts->whole);
    free(counts->fractions);
    *counts = (struct release_counts){0};
}

const struct measurement_share *release_share_of(const struct measurement_contest *contest, uint32_t level,
                                                 bool total) {
    for (size_t i = 0; i < contest->share_count; i++)
        if (contest->shares[i].level == level && contest->shares[i].total == total) return &contest->shares[i];
    return NULL;
}

static scr_result draw_one(struct release_drawing *drawing, const struct measurement_share *share, uint32_t unit,
                           uint32_t option, int64_t truth, int64_t *noisy, struct scr_diagnosis *diagnosis) {
    int64_t noise;
    SCR_TRY(release_bits_cell(&drawing->bits, drawing->base, share->level, unit, option));
    SCR_TRY(release_laplace(&drawing->bits, &share->scale, &noise));
    /* Noise is below 2^62 in size, true counts below 2^40. */
    *noisy = truth + noise;
    if (*noisy > RELEASE_COUNT_LIMIT || *noisy < -RELEASE_COUNT_LIMIT)
        return scr_refuse(diagnosis, SCR_LIMIT, "release", "a noisy count passes 2^40: the scale is too large");
    return scr_done();
}

static scr_result draw_level(struct release_drawing *drawing, size_t number, uint32_t level,
                             struct release_counts *counts, struct scr_diagnosis *diagnosis) {
    const struct measurement_contest *contest = &drawing->measurement->contests[number];
    const struct measurement_share *options = release_share_of(contest, level, false);
    const struct measurement_share *total = release_share_of(contest, level, true);
    for (uint32_t unit = contest->tree.level_begin[level - 1]; unit < contest->tree.level_begin[level]; unit++) {
        size_t first = (size_t)unit * contest->option_count;
        int64_t sum = 0;
        for (uint32_t option = 0; option < contest->option_count; option++) {
            int64_t truth = contest->counts[first + option];
            sum += truth;
            if (options)
                SCR_TRY(draw_one(drawing, options, contest->unit[unit], contest->first_option + option, truth,
                                 &counts->measured[first + option], diagnosis));
        }
        if (total)
            SCR_TRY(draw_one(drawing, total, contest->unit[unit], TOTAL_OPTION + (uint32_t)number, sum,
                             &counts->totals[unit], diagnosis));
        counts->draws += (options ? contest->option_count : 0) + (total ? 1u : 0u);
    }
    return scr_done();
}

scr_result release_draw(struct release_drawing *drawing, size_t number, struct release_counts *counts,
                        struct scr_diagnosis *diagnosis) {
    const struct measurement_contest *contest = &drawing->measurement->contests[number];
    const struct release_hierarchy *tree = &contest->tree;
    uint32_t exact = drawing->measurement->exact_levels;
    bool totals = false;
    for (size_t i = 0; i < contest->share_count; i++) totals = totals || contest->shares[i].total;
    counts->measured = calloc((size_t)tree->units * contest->option_count, sizeof *counts->measured);
    if (totals) counts->totals = calloc(tree->units, sizeof *counts->totals);
    if (!counts->measured || (totals && !counts->totals)) return (scr_result){SCR_MEMORY};
    if (exact)
        memcpy(counts->measured, contest->counts,
               (size_t)tree->level_begin[exact] * contest->option_count * sizeof *counts->measured);
    for (uint32_t level = exact + 1; level <= tree->levels; level++)
        SCR_TRY(draw_level(drawing, number, level, counts, diagnosis));
    return scr_done();
}
