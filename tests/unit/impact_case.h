/* impact_case.h: what the tests of impact statements share: a study made from numbers, run and released. */
#ifndef TESTS_UNIT_IMPACT_CASE_H
#define TESTS_UNIT_IMPACT_CASE_H

#include "gen/impact/noise.h"
#include "gen/impact/trials.h"
#include "unit.h"

struct impact_case {
    struct impact_table table;
    struct impact_parameters parameters;
    struct impact_study study;
    struct impact_outcome outcomes[IMPACT_EPSILONS_MOST];
};

/* `values` are `count` rows of as many numbers as the decision has; parameters: laplace, epsilon 1, 10 trials. */
void impact_case_begin(struct impact_case *c, enum impact_decision decision, const uint64_t *values, size_t count);
/* Fills the study; then runs the trials. */
void impact_case_study(struct impact_case *c);
void impact_case_run(struct impact_case *c);
void impact_case_end(struct impact_case *c);

#endif
