/* processing.c: the published counts follow from the measured ones (DPR-15) and add up (DPR-16). */
#include <inttypes.h>
#include <stdint.h>

#include "verify/release/release.h"
#include "verify/release/wide.h"

static scr_result check_published(struct contest_case *contest, void *context) {
    switch (contest->release->mechanism) {
    case MECHANISM_LAPLACE:
        return scr_done();
    case MECHANISM_TOYDOWN:
    case MECHANISM_TOYDOWN_NONNEGATIVE:
        toydown_complain(contest);
        return scr_done();
    case MECHANISM_TOPDOWN:
        break;
    }
    return topdown_complain(contest, context);
}

/* Ends a check that may have stayed open. */
static scr_result end(struct complaint *complaint, struct findings *findings, scr_result result, const char *open,
                      const char *id, const char *holds) {
    if (scr_failed(result) || (open && !complaint->count && !complaint->failed)) {
        complaint_free(complaint);
        return scr_failed(result) ? result : findings_add(findings, id, VERDICT_UNDECIDED, "%s", open);
    }
    return complaint_verdict(complaint, findings, id, "%s", holds);
}

static void check_sum(struct contest_case *contest, size_t level, size_t row, size_t option) {
    const struct release_block *above = release_upper_block(contest, level);
    const struct release_block *below = release_upper_block(contest, level + 1);
    const struct shape_level *upper = &contest->shape->level[level - 1];
    size_t columns = contest->shape->options, at = row * columns + option;
    struct wide_fraction sum = {0, 1}, wanted = {above->values[at], above->fractions ? above->denominators[at] : 1};
    for (size_t child = upper->first[row]; child < upper->first[row + 1]; child++) {
        size_t cell = child * columns + option;
        if (!wide_add(&sum, below->values[cell], below->fractions ? below->denominators[cell] : 1)) {
            contest->open = "fractions grow beyond what this verifier reckons with";
            return;
        }
    }
    sum = wide_reduce(sum);
    if (sum.p != wanted.p || sum.q != wanted.q)
        complain(contest->complaint, "%s: its units do not sum to its count",
                 release_place(contest, level, row, option));
}

static scr_result check_sums(struct contest_case *contest, void *context) {
    size_t exact = contest->statement->exact_levels, options = contest->shape->options;
    bool may_be_negative = contest->release->mechanism == MECHANISM_TOYDOWN;
    (void)context;
    if (contest->release->mechanism == MECHANISM_LAPLACE) return scr_done();
    for (size_t level = exact ? exact : 1; level < contest->shape->levels; level++)
        for (size_t row = 0; row < contest->shape->level[level - 1].rows; row++)
            for (size_t option = 0; option < options; option++) check_sum(contest, level, row, option);
    for (size_t level = exact + 1; !may_be_negative && level <= contest->shape->levels; level++) {
        const struct release_block *block = release_block_of(contest->claimed, level, COUNTS_PUBLISHED);
        for (size_t i = 0; i < block->count; i++)
            if (block->values[i] < 0)
                complain(contest->complaint, "%s: a published count below 0",
                         release_place(contest, level, i / options, i % options));
    }
    return scr_done();
}

scr_result release_add_dpr15(const struct release *release, struct work *work, struct findings *findings) {
    struct complaint sums = {0}, complaint = {0};
    const char *open = NULL;
    scr_result result = release_each_contest(release, false, &sums, NULL, check_sums, NULL);
    bool add_up = !sums.count;
    complaint_free(&sums);
    if (scr_failed(result)) return result;
    if (!add_up)
        return findings_add(findings, "DPR-15", VERDICT_UNDECIDED,
                            "published counts that do not sum to those above them, or are negative, follow from "
                            "nothing: see DPR-16");
    bool zeros = release->mechanism == MECHANISM_TOPDOWN;
    result = release_each_contest(release, zeros, &complaint, &open, check_published, work);
    return end(&complaint, findings, result, open, "DPR-15",
               release->mechanism == MECHANISM_LAPLACE ? "the measured counts stand as they are"
                                                       : "the published counts follow from the measured ones");
}

scr_result release_add_dpr16(const struct release *release, struct findings *findings) {
    struct complaint complaint = {0};
    const char *open = NULL;
    scr_result result = release_each_contest(release, false, &complaint, &open, check_sums, NULL);
    return end(&complaint, findings, result, open, "DPR-16",
               release->mechanism == MECHANISM_LAPLACE
                   ? "nothing is published beside the measured counts"
                   : "the published counts sum to those above them, and none is negative that may not be");
}
