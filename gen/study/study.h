/* study.h: what a choice of epsilon and split does to counts, measured on public or earlier data.
 *
 * Sources: "Census TopDown" (2021), sections 5 to 7; math.md section 3. Everything here is a statement for people and a
 * function of true counts: for public or earlier data only. Noise is drawn exactly (laplace.h) from streams whose keys
 * follow from a public seed; what is averaged over it is computed in long double (rounding unit 2^-64), each error of a
 * count first rounded to that, and is printed with 6 significant digits, rounded to nearest, ties to even. */
#ifndef GEN_STUDY_STUDY_H
#define GEN_STUDY_STUDY_H

#include "gen/study/decisions.h"
#include "gen/study/moments.h"
#include "gen/study/regression.h"
#include "gen/study/table.h"

#define STUDY_EPSILONS_MOST 16
#define STUDY_SPLITS_MOST 16
#define STUDY_RUNS_MOST 10000u
#define STUDY_DISTRICTS_MOST 1000u
#define STUDY_WORK_MOST UINT64_C(4000000000) /* counts drawn and processed in all */

enum study_mechanism {
    STUDY_DISCRETE_LAPLACE, /* every level as it was measured */
    STUDY_TOYDOWN,
    STUDY_TOYDOWN_NONNEGATIVE,
    STUDY_TOPDOWN,
    STUDY_MECHANISMS,
};
const char *study_mechanism_name(enum study_mechanism mechanism);

/* Districts of leaves. */
struct study_districts {
    const char **names; /* [count] */
    uint32_t count;
    const uint32_t *of; /* [leaves] a leaf's district, UINT32_MAX for none */
};

struct study_parameters {
    const char *seed;
    struct release_fraction epsilons[STUDY_EPSILONS_MOST];
    size_t epsilon_count;
    const char *splits[STUDY_SPLITS_MOST];
    size_t split_count;
    bool splits_given; /* one that this hierarchy has too few levels for is refused instead of left out */
    uint32_t runs, exact_levels;
    const struct study_districts *districts;   /* NULL: none */
    const struct study_regression *regression; /* NULL: none */
    const struct study_decisions *decisions;   /* NULL: none */
};

/* What happened under one mechanism with one epsilon and split, over the runs. */
struct study_outcome {
    struct study_moments level[RELEASE_LEVEL_LIMIT]; /* mean square of the errors of the level's counts */
    struct study_moments change;                     /* sum of the sizes of the errors of the leaves' counts */
    struct study_moments *district;                  /* [districts] mean square over options of a district's error */
    struct study_fits fits, gaussian_fits;           /* under the mechanism; under the matched Gaussian noise */
    long double sigma;                               /* of that */
    struct study_rule_outcome *rules;                /* [decisions] */
};

struct study_cell {
    struct release_fraction epsilon;
    const char *split;
    struct release_fraction share[RELEASE_LEVEL_LIMIT]; /* 0 on exact levels */
    struct release_scale scale[RELEASE_LEVEL_LIMIT];    /* meaningful where the share is not 0 */
    long double noise[RELEASE_LEVEL_LIMIT];             /* variance of one draw; 0 on exact levels */
    long double formula[RELEASE_LEVEL_LIMIT];           /* of ToyDown's counts, the mean over the level's units */
    struct study_outcome outcome[STUDY_MECHANISMS];
};

/* Zero-initialise; released with study_free, also after a failure. */
struct study {
    struct scr_arena arena;
    const struct study_table *table;
    const struct study_parameters *parameters;
    struct study_cell *cells; /* [epsilons * splits left], by epsilon, then split */
    size_t cell_count;
    const char *left_out[STUDY_SPLITS_MOST]; /* splits for which there are too few levels */
    size_t left_out_count;
    struct study_fit true_fit[STUDY_VARIANTS];
    struct study_cloud cloud; /* of one cell, for the picture */
    struct study_decider decider;
};
void study_free(struct study *study);

/* Shares, scales and formulas of all cells. SCR_USAGE, SCR_LIMIT with one sentence. */
SCR_MUST_CHECK scr_result study_begin(const struct study_table *table, const struct study_parameters *parameters,
                                      struct study *study, struct scr_diagnosis *diagnosis);
/* Draws everything. `progress` (may be NULL) hears of every run. */
typedef void study_progress(void *context, size_t done, size_t all);
SCR_MUST_CHECK scr_result study_run(struct study *study, study_progress *progress, void *context,
                                    struct scr_diagnosis *diagnosis);

/* Variance of each unit's count after ToyDown with negatives: v_1 at the root; v_l (1 - 1/n) + variance of the parent /
 * n^2 with n siblings (itself one of them), 0 on exact levels. Writes variance[units]. */
void study_unit_variances(const struct release_hierarchy *tree, uint32_t exact_levels, const long double *noise,
                          long double *variance);

/* The key of one stream: SHA-256(F("scrutineer study 1") || F(purpose) || F(seed) || F(epsilon) || F(split) || U32(run)
 * || U32(level)), epsilon as "p/q"; F and U32 as in bits.h. */
SCR_MUST_CHECK scr_result study_key(const struct study_parameters *parameters, const char *purpose,
                                    const struct study_cell *cell, uint32_t run, uint32_t level, struct scr_hash *key);

#endif
