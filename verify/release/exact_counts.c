/* exact_counts.c: exact counts add up from level to level and to public turnout (DPR-14). */
#include <inttypes.h>
#include <stdint.h>

#include "verify/release/release.h"

static void check_children(struct contest_case *contest, size_t level, const struct release_block *above,
                           const struct release_block *below) {
    const struct shape_level *upper = &contest->shape->level[level - 1];
    for (size_t row = 0; row < upper->rows; row++)
        for (size_t option = 0; option < above->columns; option++) {
            int64_t sum = 0, count = above->values[row * above->columns + option];
            for (size_t child = upper->first[row]; child < upper->first[row + 1]; child++)
                sum = release_sum(sum, below->values[child * below->columns + option]);
            if (sum != count)
                complain(contest->complaint, "%s: exactly %" PRId64 ", but its units have %" PRId64,
                         release_place(contest, level, row, option), count, sum);
        }
}

/* Of a complete contest: all its units have BallotsCast (DPR-03). */
static void check_turnout(struct contest_case *contest, size_t level, const struct release_block *block) {
    for (size_t row = 0; row < block->rows; row++) {
        int64_t sum = 0;
        for (size_t option = 0; option < block->columns; option++)
            if (shape_in_total(contest->shape, option)) sum += block->values[row * block->columns + option];
        if (sum != shape_total(contest->shape, level, row))
            complain(contest->complaint,
                     "%s: the exact counts sum to %" PRId64 ", votes allowed times ballots cast is %" PRId64,
                     release_place(contest, level, row, SIZE_MAX), sum, shape_total(contest->shape, level, row));
    }
}

static scr_result check_contest(struct contest_case *contest, void *context) {
    (void)context;
    for (size_t level = 1; level <= contest->statement->exact_levels; level++) {
        const struct release_block *block = release_block_of(contest->claimed, level, COUNTS_EXACT);
        if (level > 1)
            check_children(contest, level - 1, release_block_of(contest->claimed, level - 1, COUNTS_EXACT), block);
        if (contest->contest->complete) check_turnout(contest, level, block);
    }
    return scr_done();
}

scr_result release_add_dpr14(const struct release *release, struct findings *findings) {
    struct complaint complaint = {0};
    scr_result result = release_each_contest(release, false, &complaint, NULL, check_contest, NULL);
    if (scr_failed(result)) {
        complaint_free(&complaint);
        return result;
    }
    return release->statement->exact_levels
               ? complaint_verdict(&complaint, findings, "DPR-14", "the exact counts add up on all levels")
               : complaint_verdict(&complaint, findings, "DPR-14", "no counts are published exactly");
}
