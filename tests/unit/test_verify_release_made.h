/* test_verify_release_made.h: releases of one contest made up in memory, for what no ordinary release brings about. */
#ifndef TESTS_VERIFY_RELEASE_MADE_H
#define TESTS_VERIFY_RELEASE_MADE_H

#include <stdio.h>
#include <string.h>

#include "unit.h"
#include "verify/release/release.h"

enum { MADE_UNITS = 4, MADE_OPTIONS = 4, MADE_BLOCKS = 4 };

/* One contest in all units of one or two levels. */
struct made {
    struct published_statement statement;
    struct measured_unit units[2][MADE_UNITS];
    struct measured_contest contest;
    struct measured_option options[MADE_OPTIONS];
    struct structural_zero zero;
    struct range all, zero_units;
    struct measured_share shares[2];
    struct claimed_contest claimed;
    struct release_block blocks[MADE_BLOCKS];
    struct release release;
    struct published_seed seed;
    struct shape shape;
    struct complaint complaint;
};

/* `parents`: those of the units of the second level, a digit each; "" for one level of `tops` units. */
void made_begin(struct made *made, size_t exact, uint32_t tops, const char *parents, size_t options);
/* The next element Counts; `denominators` NULL: whole numbers. */
void made_put(struct made *made, uint32_t level, enum counts_kind kind, int64_t *values, int64_t *denominators);
void made_turn_out(struct made *made, size_t level, const uint32_t *ballots);
/* Option `option` is not on the ballot in the precincts first to last. */
void made_leave_out(struct made *made, uint32_t option, uint32_t first, uint32_t last);

#define EXPECT_WORDS(found, wanted)                                                                                    \
    do {                                                                                                               \
        const char *words_ = found;                                                                                    \
        if (!strstr(words_, wanted)) printf("\n%s:%d: \"%s\"\n", __FILE__, __LINE__, words_);                          \
        CU_ASSERT(strstr(words_, wanted) != NULL);                                                                     \
    } while (0)

#endif
