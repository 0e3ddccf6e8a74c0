/* toydown.c: ToyDown's published counts are the measured ones shifted together, with or without a floor at 0 (DPR-15).
 */
#include <inttypes.h>
#include <stdint.h>

#include "verify/release/release.h"
#include "verify/release/wide.h"

/* One option of one unit's children: rows first .. end - 1 of the level below. */
struct group {
    struct contest_case *contest;
    const struct release_block *measured, *published;
    size_t level, option, first, end; /* level of the children */
    wide p, q;                        /* the parent's number */
};

static size_t cell(const struct group *group, size_t row) { return row * group->measured->columns + group->option; }

static void complain_of(struct group *group, size_t row, const char *why) {
    size_t at = cell(group, row);
    complain(group->contest->complaint, "%s: published %" PRId64 "/%" PRId64 " with a measured %" PRId64 ", %s",
             release_place(group->contest, group->level, row, group->option), group->published->values[at],
             group->published->denominators[at], group->measured->values[at], why);
}

/* a_i + (P - sum of a)/n: one shift for all. In lowest terms a whole number plus a fraction keeps its denominator. */
static void check_even(struct group *group) {
    wide sum = 0, all;
    struct wide_fraction shift;
    for (size_t row = group->first; row < group->end; row++) sum += group->measured->values[cell(group, row)];
    if (__builtin_mul_overflow(sum, group->q, &all) || __builtin_sub_overflow(group->p, all, &shift.p) ||
        __builtin_mul_overflow(group->q, (wide)(group->end - group->first), &shift.q)) {
        group->contest->open = "fractions grow beyond what this verifier reckons with";
        return;
    }
    shift = wide_reduce(shift);
    if (shift.q > RELEASE_FRACTION_MOST) {
        group->contest->open = "fractions grow beyond what this verifier reckons with";
        return;
    }
    for (size_t row = group->first; row < group->end; row++) {
        wide expected; /* 2^40 * 2^60 + |shift.p| < 2^127: shift.p was the difference of two such numbers */
        size_t at = cell(group, row);
        if (__builtin_add_overflow(group->measured->values[at] * shift.q, shift.p, &expected) ||
            group->published->denominators[at] != shift.q || group->published->values[at] != expected)
            complain_of(group, row, "not the measured count plus an equal part of what is missing in its group");
    }
}

/* max(0, a_i - tau) with their sum equal to P: those above 0 lie one tau below their measured counts, the others have
 * measured counts of at most tau; the sum is looked at here as well, since it fixes tau. */
static void check_floor(struct group *group) {
    size_t reference = SIZE_MAX;
    struct wide_fraction sum = {0, 1}, parent = wide_reduce((struct wide_fraction){group->p, group->q});
    const struct release_block *measured = group->measured, *published = group->published;
    for (size_t row = group->first; row < group->end; row++) {
        size_t at = cell(group, row);
        if (published->values[at] < 0) {
            complain_of(group, row, "below 0");
            return;
        }
        if (reference == SIZE_MAX && published->values[at]) reference = at;
        if (!wide_add(&sum, published->values[at], published->denominators[at])) {
            group->contest->open = "fractions grow beyond what this verifier reckons with";
            return;
        }
    }
    sum = wide_reduce(sum);
    if (sum.p != parent.p || sum.q != parent.q)
        complain(group->contest->complaint, "%s: these units do not sum to the count above them",
                 release_place(group->contest, group->level, group->first, group->option));
    if (reference == SIZE_MAX) return;           /* all 0: any tau from the greatest measured count on will do */
    wide q = published->denominators[reference]; /* tau = tau_p / q */
    wide tau_p = measured->values[reference] * q - published->values[reference];
    for (size_t row = group->first; row < group->end; row++) {
        size_t at = cell(group, row);
        wide above = measured->values[at] * q - tau_p; /* q (a_i - tau) */
        bool positive = published->values[at] > 0;
        if (positive ? published->denominators[at] != q || published->values[at] != above : above > 0)
            complain_of(group, row, "not the measured count less what is taken from all of its group, floored at 0");
    }
}

/* With no exact level the root's published count is the measured one, floored at 0 where nothing may be negative. */
static void check_root(struct contest_case *contest) {
    struct group group = {.contest = contest,
                          .measured = release_block_of(contest->claimed, 1, COUNTS_MEASURED),
                          .published = release_block_of(contest->claimed, 1, COUNTS_PUBLISHED),
                          .level = 1};
    bool floored = contest->release->mechanism == MECHANISM_TOYDOWN_NONNEGATIVE;
    for (group.option = 0; group.option < contest->shape->options; group.option++) {
        size_t at = cell(&group, 0);
        int64_t expected = floored && group.measured->values[at] < 0 ? 0 : group.measured->values[at];
        if (group.published->denominators[at] != 1 || group.published->values[at] != expected)
            complain_of(&group, 0,
                        "at the first unit, where they must be equal (0 for a negative one without negatives)");
    }
}

void toydown_complain(struct contest_case *contest) {
    size_t exact = contest->statement->exact_levels;
    bool floored = contest->release->mechanism == MECHANISM_TOYDOWN_NONNEGATIVE;
    if (!exact) check_root(contest);
    for (size_t level = exact ? exact : 1; level < contest->shape->levels; level++) {
        const struct shape_level *upper = &contest->shape->level[level - 1];
        const struct release_block *above = release_upper_block(contest, level);
        struct group group = {.contest = contest,
                              .measured = release_block_of(contest->claimed, level + 1, COUNTS_MEASURED),
                              .published = release_block_of(contest->claimed, level + 1, COUNTS_PUBLISHED),
                              .level = level + 1};
        for (size_t row = 0; row < upper->rows; row++)
            for (group.option = 0; group.option < contest->shape->options; group.option++) {
                size_t at = row * contest->shape->options + group.option;
                group.first = upper->first[row];
                group.end = upper->first[row + 1];
                group.p = above->values[at];
                group.q = above->fractions ? above->denominators[at] : 1;
                if (floored)
                    check_floor(&group);
                else
                    check_even(&group);
            }
    }
}
