/* study.h: one decision with its rows and what it gives without noise, and the sums that its trials add up to. */
#ifndef GEN_IMPACT_STUDY_H
#define GEN_IMPACT_STUDY_H

#include "gen/impact/impact.h"

#define IMPACT_DIGEST_SIZE 33 /* 32 digits and NUL */
#define IMPACT_WIDTH_MOST (1 + IMPACT_GRID)

struct impact_constructed {
    size_t of; /* row, from 0 */
    enum impact_threshold threshold;
    uint64_t values[IMPACT_COLUMNS];
};

/* Column of a noisy vector: of coverage as in the table, else the children or the population. */
struct impact_study {
    const struct impact_table *table;           /* borrowed */
    const struct impact_parameters *parameters; /* borrowed */
    struct impact_constructed *constructed;
    size_t constructed_count;
    size_t count;                     /* all rows: those of the table, then the constructed ones */
    uint64_t *counts[IMPACT_COLUMNS]; /* true ones by noisy column, [count] */
    uint64_t *truth;                  /* coverage: 1 covered, 0 not; funds: T; seats: o */
    uint64_t *distance;               /* coverage: thousandths of a person */
    size_t covered;                   /* coverage */
    impact_wide total;                /* funds: sum of w x; seats: sum of x */
    uint64_t seats;
    impact_wide max_multiplicative, average_deviation; /* seats, in millionths and billionths */
};

/* Zero-initialised; the table has passed impact_table_check, and its limits are relied upon below. */
SCR_MUST_CHECK scr_result impact_study_set(struct impact_study *study, const struct impact_table *table,
                                           const struct impact_parameters *parameters);
void impact_study_free(struct impact_study *study);

/* The rules of section 16.2, on counts in units of 1/unit. */
bool impact_covered(const struct impact_parameters *parameters, int64_t vac, int64_t lep, int64_t lit, int64_t unit);
uint64_t impact_distance(const struct impact_parameters *parameters, const uint64_t values[static IMPACT_COLUMNS]);
uint64_t impact_seats(uint32_t house, uint64_t count, impact_wide total);
/* floor(10^6 o_a x_b / (x_a o_b)), greatest over pairs of the study's rows. */
impact_wide impact_max_multiplicative(const struct impact_study *study, const uint64_t *seats);
/* floor(10^9 sum |P A - N H x| / (n N P)); `seats` are sums over `trials`, every `width`-th of the array. */
impact_wide impact_average_deviation(const struct impact_study *study, const impact_wide *seats, size_t width,
                                     uint32_t trials);

/* What the trials at one epsilon add up to. */
struct impact_outcome {
    impact_wide *sums; /* [count][width], as the Rows of the specification, 16.5 */
    size_t width;
    char (*digests)[IMPACT_DIGEST_SIZE]; /* [trials] */
    impact_wide errors[IMPACT_COLUMNS];  /* coverage, in units of the mechanism until the end, then in persons */
    uint64_t empty, slack, refused, failures;
    impact_wide inflation;
    uint64_t house_sum, house_least, house_most;
    impact_wide max_multiplicative;
};

/* What follows from an outcome's rows: the numbers of the summaries that no trial has to be done for. */
struct impact_coverage_summary {
    impact_wide least[2], most[2], sum[2]; /* [0] not covered, [1] covered */
    struct {
        impact_wide covered_least, covered_sum, false_positives;
    } repair[IMPACT_GRID];
};
void impact_coverage_summarise(const struct impact_study *study, const struct impact_outcome *outcome,
                               struct impact_coverage_summary *summary);
struct impact_funds_summary {
    impact_wide total, deviation;
    impact_signed least, most;
    size_t least_row, most_row; /* the first ones */
    impact_wide multiplicative_least, multiplicative_most;
    uint64_t inversions, certain, inverted;
};
/* As inversions.h counts them. */
SCR_MUST_CHECK scr_result impact_funds_summarise(const struct impact_study *study, const struct impact_outcome *outcome,
                                                 struct impact_funds_summary *summary);

#endif
