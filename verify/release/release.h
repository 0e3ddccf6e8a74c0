/* release.h: a precinct release as it is read, and its checks one by one. Specification, section 14. */
#ifndef VERIFY_RELEASE_RELEASE_H
#define VERIFY_RELEASE_RELEASE_H

#include "verify/complaint.h"
#include "verify/release/checks.h"
#include "verify/release/shape.h"

enum mechanism { MECHANISM_LAPLACE, MECHANISM_TOYDOWN, MECHANISM_TOYDOWN_NONNEGATIVE, MECHANISM_TOPDOWN };

#define RELEASE_NUMBER_MOST (INT64_C(1) << 40)   /* the size of a count */
#define RELEASE_FRACTION_MOST (INT64_C(1) << 60) /* of numerators and denominators; larger ones are not looked at */

/* One element Counts. Zero-initialise; the arrays are malloc'ed and owned by the release. */
struct release_block {
    uint32_t level; /* from 1 */
    enum counts_kind kind;
    bool fractions;       /* Kind published of ToyDown: value i is values[i] / denominators[i] */
    size_t rows, columns; /* columns: of the first row */
    int64_t *values, *denominators;
    size_t count, capacity, denominator_capacity; /* numbers in all */
    size_t faults, fault_row, fault_column;       /* what is not written as it must be: how often, where first */
    const char *fault;                            /* the first one in words; static */
    bool beyond;                                  /* a fraction is larger than this verifier reads */
};

/* Elements as written; text in the arena of the document. */
struct claimed_accuracy {
    uint32_t level;
    uint64_t count_error, margin_error;
};
struct claimed_sum {
    uint32_t level, units;
    uint64_t deviation_thousandths, error;
};
struct claimed_determined {
    uint32_t level, option;
    const char *units;
};
struct claimed_guarantee {
    const char *epsilon, *exchange_epsilon;
    uint32_t low, high; /* millionths */
};

/* One element ContestCounts. */
struct claimed_contest {
    const char *id;
    struct release_block *blocks;
    size_t block_count, block_capacity;
    struct claimed_guarantee guarantee;
    struct claimed_accuracy accuracies[RELEASE_LEVELS];
    struct claimed_sum sums[RELEASE_LEVELS];
    size_t accuracy_count, sum_count;
    struct claimed_determined *determined; /* malloc'ed */
    size_t determined_count, determined_capacity;
};

struct release {
    struct published_release *published; /* owned until it is published */
    enum mechanism mechanism;
    struct claimed_contest *contests; /* malloc'ed */
    size_t contest_count, contest_capacity;
    struct scr_hash statement_digest, seed_digest;
    const struct published_statement *statement; /* what it rests on, when at hand */
    const struct published_seed *seed;
};

/* Reads the file. SCR_INPUT and SCR_LIMIT: the file is at fault. Free in any case. */
SCR_MUST_CHECK scr_result release_read(const char *path, const struct scr_xml_schema *schema, struct release *release,
                                       struct scr_arena *arena, struct artifact_header *header,
                                       struct scr_diagnosis *diagnosis);
void release_free(struct release *release);

/* rows.c: appends the numbers of one Row; what is not written as it must be is noted in the block. */
SCR_MUST_CHECK scr_result release_read_row(struct release_block *block, const char *text, size_t length);

/* The block of this level (from 1) and kind, or NULL. */
const struct release_block *release_block_of(const struct claimed_contest *claimed, size_t level,
                                             enum counts_kind kind);
/* The share of this level (from 1) and histogram, or NULL. */
const struct measured_share *release_share(const struct measured_contest *contest, size_t level,
                                           enum histogram histogram);

/* w : w' of section 14.3 for two shares of one level; false when they are above 4,096. */
bool release_weights(const struct measured_share *options, const struct measured_share *total, int64_t *of_options,
                     int64_t *of_total);

/* What the checks of one contest look at. */
struct contest_case {
    const struct release *release;
    const struct published_statement *statement;
    const struct measured_contest *contest;
    const struct claimed_contest *claimed;
    const struct shape *shape;
    struct complaint *complaint;
    const char *open; /* set to what keeps the check from an answer; static */
};
/* a + b, or the greatest number when that overflows: no count is so large, so that sums are only compared. */
static inline int64_t release_sum(int64_t a, int64_t b) {
    int64_t sum;
    return __builtin_add_overflow(a, b, &sum) ? INT64_MAX : sum;
}
/* Counts of one contest at an upper unit: exact ones above, published ones below. */
const struct release_block *release_upper_block(const struct contest_case *contest, size_t level);
/* A place for people: contest, level, unit with the unit above it; and the option, unless SIZE_MAX. `level` from 1,
 * `row` within the level. Valid until the complaint is released. */
const char *release_place(const struct contest_case *contest, size_t level, size_t row, size_t option);

/* Each adds the one check it is named for to the findings. DPR-14 to DPR-19 presuppose DPR-13, except DPR-17. */
SCR_MUST_CHECK scr_result release_add_dpr13(const struct release *release, struct findings *findings);
SCR_MUST_CHECK scr_result release_add_dpr14(const struct release *release, struct findings *findings);
SCR_MUST_CHECK scr_result release_add_dpr15(const struct release *release, struct work *work,
                                            struct findings *findings);
SCR_MUST_CHECK scr_result release_add_dpr16(const struct release *release, struct findings *findings);
SCR_MUST_CHECK scr_result release_add_dpr17(const struct release *release, struct findings *findings);
SCR_MUST_CHECK scr_result release_add_dpr18(const struct release *release, struct work *work,
                                            struct findings *findings);
/* The note on the whole release, with the number of determined cells; after DPR-17. */
SCR_MUST_CHECK scr_result release_add_note(const struct release *release, uint64_t cells, struct findings *findings);
SCR_MUST_CHECK scr_result release_add_dpr19(const struct release *release, struct findings *findings);
/* Needs the statement only. */
SCR_MUST_CHECK scr_result release_add_dpr20(const struct release *release, const struct surroundings *surroundings,
                                            struct findings *findings);
/* The parts of DPR-15: complain of what the mechanism did not give, for one contest. */
void toydown_complain(struct contest_case *contest);
SCR_MUST_CHECK scr_result topdown_complain(struct contest_case *contest, struct work *work);
SCR_MUST_CHECK scr_result release_add_facts(const struct release *release, struct findings *findings);

/* Calls `check` for each contest with its shape; `zeros` also with its structural zeros (`open` when they are too many
 * to be held). `context` is handed through. */
typedef scr_result contest_check(struct contest_case *contest, void *context);
SCR_MUST_CHECK scr_result release_each_contest(const struct release *release, bool zeros, struct complaint *complaint,
                                               const char **open, contest_check *check, void *context);

#endif
