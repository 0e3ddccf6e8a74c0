/* districts.h: given and constructed districts, their fragmentation and error terms, and Theorem 6.2. */
#ifndef GEN_STUDY_DISTRICTS_H
#define GEN_STUDY_DISTRICTS_H

#include "gen/release/error_formula_district.h"
#include "gen/study/study.h"

/* Of one district; texts live in the arena given. */
struct study_district_terms {
    uint64_t leaves;
    const char *fragmentation;             /* 6 decimals, to nearest, ties to even */
    long double term[RELEASE_LEVEL_LIMIT]; /* the terms of its variance, each rounded from its 12 decimals */
    uint64_t best[RELEASE_LEVEL_LIMIT];    /* its best split over the measured levels, in ten-thousandths */
    bool best_stands;                      /* false: no term is above 0 there */
};

/* terms[districts->count]. Exact terms (error_formula.h), then rounded. */
SCR_MUST_CHECK scr_result study_district_terms_find(const struct study_table *table, uint32_t exact_levels,
                                                    const struct study_districts *districts, struct scr_arena *arena,
                                                    struct study_district_terms *terms);

/* The error variance of a district's count after ToyDown, by formula. */
long double study_district_variance(const struct study_cell *cell, const struct study_district_terms *terms,
                                    uint32_t levels);

/* One district of floor(leaves / parts) leaves in the largest units possible (Greedy, algorithm 3), the units taken in
 * an order that follows from the seed: terms of it. */
SCR_MUST_CHECK scr_result study_greedy_terms(const struct study_table *table, uint32_t exact_levels, uint64_t parts,
                                             const char *seed, struct scr_arena *arena,
                                             struct study_district_terms *terms);

/* Theorem 6.2 on a homogeneous hierarchy: texts are decimals with 6 places, "" where it says nothing. */
struct study_theorem {
    uint32_t branching[RELEASE_LEVEL_LIMIT];
    size_t levels; /* of branching: one less than the hierarchy's */
    uint64_t parts;
    const char *greedy, *greedy_bound, *square, *square_bound;
};
/* Fills the four texts; SCR_INPUT, SCR_LIMIT with one sentence. */
SCR_MUST_CHECK scr_result study_theorem_find(struct study_theorem *theorem, const char *seed, struct scr_arena *arena,
                                             struct scr_diagnosis *diagnosis);

/* Reads a CSV file with the columns unit and district: a district's units, as study_leaf_find knows them. All problems
 * are reported together. Everything lives in the arena. */
SCR_MUST_CHECK scr_result study_districts_read(const char *path, const char *shown, const struct study_table *table,
                                               struct scr_arena *arena, struct study_districts *districts,
                                               struct scr_diagnosis *diagnosis);
/* Reads unit, part and whole: known[leaves]. */
SCR_MUST_CHECK scr_result study_shares_read(const char *path, const char *shown, const struct study_table *table,
                                            struct scr_arena *arena, struct study_known_share **known,
                                            struct scr_diagnosis *diagnosis);
/* Reads unit and count, every leaf once: known[units], sums above the leaves. */
SCR_MUST_CHECK scr_result study_known_read(const char *path, const char *shown, const struct study_table *table,
                                           struct scr_arena *arena, int64_t **known, struct scr_diagnosis *diagnosis);

#endif
