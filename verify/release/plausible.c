/* plausible.c: whether the noise, where exact counts show its sum, can be honest at a stated false-alarm rate (DPR-19).
 */
#include <inttypes.h>
#include <stdint.h>
#include <stdlib.h>

#include "verify/release/real.h"
#include "verify/release/release.h"

/* The sums of noise of one contest: for each exact unit and option a sum of as many draws as units below. */
struct plausibility {
    uint64_t sums; /* T, of the whole release */
    struct scale_zeros {
        struct fraction scale;
        uint64_t sums, zeros; /* G, g */
    } * scales;
    size_t count, capacity;
};

enum { STEPS = 64 };
static const long double LOG_2 = 0.693147180559945309417L;

static const struct measured_share *highest(const struct measured_contest *contest, size_t levels) {
    for (size_t level = 1; level <= levels; level++) {
        const struct measured_share *share = release_share(contest, level, HISTOGRAM_OPTIONS);
        if (share) return share;
    }
    return NULL;
}

static scr_result count_sums(struct contest_case *contest, void *context) {
    struct plausibility *found = context;
    const struct measured_share *share = highest(contest->contest, contest->statement->level_count);
    if (share)
        found->sums += contest->shape->level[contest->statement->exact_levels - 1].rows * contest->shape->options;
    return scr_done();
}

static scr_result zeros_of(struct plausibility *found, const struct fraction *scale, struct scale_zeros **zeros) {
    for (size_t i = 0; i < found->count; i++)
        if (found->scales[i].scale.p == scale->p && found->scales[i].scale.q == scale->q) {
            *zeros = &found->scales[i];
            return scr_done();
        }
    SCR_TRY(scr_grow(&found->scales, &found->capacity, found->count + 1, sizeof *found->scales));
    *zeros = &found->scales[found->count++];
    (*zeros)->scale = *scale;
    return scr_done();
}

/* log m(lambda_j) for j = 1..63, with q e^lambda and q e^-lambda as e^-((64 -+ j) s / 64): nothing overflows. */
static void fill_moments(long double s, long double moments[STEPS]) {
    long double both = 2 * real_log(real_one_minus_exp(s));
    for (int j = 1; j < STEPS; j++)
        moments[j] = both - real_log(real_one_minus_exp((long double)(STEPS - j) * s / STEPS)) -
                     real_log(real_one_minus_exp((long double)(STEPS + j) * s / STEPS));
}

/* The logarithm of the least bound on the probability of a sum of k draws so far from 0. */
static long double log_bound(long double s, const long double moments[STEPS], long double distance, size_t k) {
    long double least = 0;
    for (int j = 1; j < STEPS; j++) {
        long double bound = LOG_2 - (long double)j * s / STEPS * distance + (long double)k * moments[j];
        if (j == 1 || bound < least) least = bound;
    }
    return least;
}

/* Rows first .. end - 1 of `level` are below `row` of `from`. */
static void rows_below(const struct shape *shape, size_t from, size_t row, size_t level, size_t *first, size_t *end) {
    *first = row;
    *end = row + 1;
    for (size_t at = from; at < level; at++) {
        *first = shape->level[at - 1].first[*first];
        *end = shape->level[at - 1].first[*end];
    }
}

static scr_result check_contest(struct contest_case *contest, void *context) {
    struct plausibility *found = context;
    const struct measured_share *share = highest(contest->contest, contest->statement->level_count);
    size_t exact = contest->statement->exact_levels, options = contest->shape->options;
    struct scale_zeros *zeros;
    long double moments[STEPS];
    if (!share) return scr_done();
    const struct release_block *measured = release_block_of(contest->claimed, share->level, COUNTS_MEASURED);
    const struct release_block *known = release_block_of(contest->claimed, exact, COUNTS_EXACT);
    long double s = (long double)share->scale.q / (long double)share->scale.p;
    long double least = real_log(1e-9L) - real_log((long double)found->sums);
    SCR_TRY(zeros_of(found, &share->scale, &zeros));
    fill_moments(s, moments);
    for (size_t row = 0; row < known->rows; row++) {
        size_t first, end;
        rows_below(contest->shape, exact, row, share->level, &first, &end);
        for (size_t option = 0; option < options; option++) {
            int64_t sum = -known->values[row * options + option];
            for (size_t child = first; child < end; child++)
                sum = release_sum(sum, measured->values[child * options + option]);
            zeros->sums++;
            zeros->zeros += !sum;
            long double distance = sum < 0 ? -(long double)sum : (long double)sum;
            if (log_bound(s, moments, distance, end - first) < least)
                complain(contest->complaint,
                         "%s: the %zu measured counts below sum to %" PRId64 " %s than the exact one, which honest "
                         "noise does in fewer than one of %.0Lf releases",
                         release_place(contest, exact, row, option), end - first, sum < 0 ? -sum : sum,
                         sum < 0 ? "less" : "more", 1e9L);
        }
    }
    return scr_done();
}

/* Sums that are exactly 0 oftener than chance has it: noise that was never added. */
static void check_zeros(const struct plausibility *found, struct complaint *complaint) {
    for (size_t i = 0; i < found->count; i++) {
        const struct scale_zeros *zeros = &found->scales[i];
        long double s = (long double)zeros->scale.q / (long double)zeros->scale.p, q = real_exp_minus(s);
        long double log_p = real_log(real_one_minus_exp(s)) - real_log(1 + q), bound = 0;
        for (uint64_t g = 1; g <= zeros->zeros; g++)
            bound += log_p + real_log((long double)(zeros->sums - zeros->zeros + g)) - real_log((long double)g);
        if (bound < real_log(1e-9L))
            complain(complaint,
                     "%" PRIu64 " of %" PRIu64 " sums of noise of scale %" PRIu64 "/%" PRIu64
                     " are exactly 0, which honest noise does in fewer than one of 1000000000 releases",
                     zeros->zeros, zeros->sums, zeros->scale.p, zeros->scale.q);
    }
}

scr_result release_add_dpr19(const struct release *release, struct findings *findings) {
    struct complaint complaint = {0};
    struct plausibility found = {0};
    if (!release->statement->exact_levels)
        return findings_add(findings, "DPR-19", VERDICT_UNDECIDED,
                            "no counts are published exactly with which measured ones could be compared");
    scr_result result = release_each_contest(release, false, &complaint, NULL, count_sums, &found);
    if (!scr_failed(result)) result = release_each_contest(release, false, &complaint, NULL, check_contest, &found);
    if (!scr_failed(result)) check_zeros(&found, &complaint);
    free(found.scales);
    if (scr_failed(result)) {
        complaint_free(&complaint);
        return result;
    }
    return complaint_verdict(&complaint, findings, "DPR-19",
                             "%" PRIu64 " sums of noise are plausible (honest noise fails this in fewer than one of "
                             "100000000 releases; noise chosen with care passes it)",
                             found.sums);
}
