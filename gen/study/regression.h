/* regression.h: ecological regression, a line through the precincts' shares of a candidate and of a group.
 *
 * Source: "Census TopDown" (2021), section 7. y is the candidate's share of a precinct's votes, x the group's share of
 * its people; the line at x = 1 and x = 0 estimates the candidate's share within the group and outside. One of the two
 * is known exactly, the other is a share of the table's counts and is noised. Precincts where a share would be over a
 * sum that is not positive are left out. Filtering and weighting use exact numbers of votes, as in the paper. */
#ifndef GEN_STUDY_REGRESSION_H
#define GEN_STUDY_REGRESSION_H

#include "gen/study/moments.h"
#include "gen/study/table.h"

enum study_variant { STUDY_ALL, STUDY_FILTERED, STUDY_WEIGHTED, STUDY_VARIANTS };
#define STUDY_FILTER 10 /* votes, at least */
const char *study_variant_name(enum study_variant variant);

struct study_known_share {
    uint64_t part, whole; /* whole 0: not known */
};

struct study_regression {
    uint32_t option;                       /* of the table: the noised part */
    bool votes_noised;                     /* y is noised; else x */
    const struct study_known_share *known; /* [leaves] the other share, exactly */
};

struct study_fit {
    bool stands; /* false: fewer than two different x */
    uint32_t precincts;
    long double inside, outside; /* at x = 1 and x = 0 */
};

struct study_fits {
    struct study_moments inside[STUDY_VARIANTS], outside[STUDY_VARIANTS];
    uint32_t precincts_least[STUDY_VARIANTS]; /* that a run took */
};

#define STUDY_CLOUD_RUNS 16

/* For one picture: the points before and after the noise of one run, and the lines of several. */
struct study_cloud {
    uint32_t count, runs;
    long double *x, *y, *noisy_x, *noisy_y; /* [count] those that stand in both; NaN where one does not */
    struct study_fit lines[STUDY_CLOUD_RUNS];
    const char *split;
    struct release_fraction epsilon;
};

/* One leaf's point; false when it has none. `error[units * options]` is added to the counts; NULL: without noise. */
bool study_point(const struct study_table *table, const struct study_regression *regression, const long double *error,
                 uint32_t leaf, long double *x, long double *y);
/* Votes cast in a leaf, exactly. */
uint64_t study_leaf_votes(const struct study_table *table, const struct study_regression *regression, uint32_t leaf);

/* Least squares: all precincts alike; those with at least 10 votes; weighted by votes. */
struct study_fit study_regress(const struct study_table *table, const struct study_regression *regression,
                               const long double *error, enum study_variant variant);
/* All three, added to the moments. */
void study_regress_all(const struct study_table *table, const struct study_regression *regression,
                       const long double *error, struct study_fits *fits);

/* The standard deviation of Gaussian noise whose mean sum of sizes over `cells` counts is `change`: change sqrt(pi) /
 * (cells sqrt 2). */
long double study_matching_sigma(long double change, uint64_t cells);

/* Two independent standard Gaussian numbers (Box and Muller) from two uniform draws of the stream, in long double. */
struct release_bits;
SCR_MUST_CHECK scr_result study_gaussian_pair(struct release_bits *bits, long double pair[static 2]);

#endif
