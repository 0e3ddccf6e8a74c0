/* statements.h: what a contest's release promises and how accurate it is (specification, section 14.4): functions of
 * the measurement statement and of exact counts, which are public. */
#ifndef GEN_RELEASE_STATEMENTS_H
#define GEN_RELEASE_STATEMENTS_H

#include "gen/release/determined.h"

#define RELEASE_PROBABILITY_SIZE 9 /* "0.123456" and NUL */

struct release_accuracy {
    uint32_t level;
    uint64_t count, margin; /* 95 % errors */
};

struct release_sum_accuracy {
    uint32_t level, units;
    uint64_t deviation, error; /* standard deviation in thousandths; 95 % error */
};

/* Zero-initialise; released with release_statements_free, also after a failure. */
struct release_statements {
    struct scr_arena arena;
    const char *epsilon, *exchange; /* canonical fractions; epsilon "" with exact levels */
    char posterior_low[RELEASE_PROBABILITY_SIZE], posterior_high[RELEASE_PROBABILITY_SIZE];
    struct release_accuracy accuracy[RELEASE_LEVEL_LIMIT];
    size_t accuracy_count;
    struct release_sum_accuracy sums[RELEASE_LEVEL_LIMIT];
    size_t sum_count;
    struct release_determined_list determined;
};
void release_statements_free(struct release_statements *statements);

/* SCR_LIMIT with a sentence when a number is beyond what the artifact writes. */
SCR_MUST_CHECK scr_result release_statements_make(const struct measurement *measurement, size_t contest,
                                                  struct release_statements *statements,
                                                  struct scr_diagnosis *diagnosis);

/* 1/(1+e^x) rounded down and e^x/(1+e^x) rounded up, to 6 decimals; `x` is "p" or "p/q", positive. */
void release_belief_bounds(const char *x, char low[static RELEASE_PROBABILITY_SIZE],
                           char high[static RELEASE_PROBABILITY_SIZE]);

#endif
