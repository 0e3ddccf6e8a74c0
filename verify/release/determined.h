/* determined.h: cells that have the same count in every table that agrees with what is published exactly.
 * Specification, section 14.4. */
#ifndef VERIFY_RELEASE_DETERMINED_H
#define VERIFY_RELEASE_DETERMINED_H

#include "verify/release/shape.h"
#include "verify/verdict.h"

#define DETERMINED_CELLS_MOST ((size_t)1 << 25) /* of all levels below the exact ones */

/* cells[l - 1][row * options + option] is 1 for a determined cell of level l, below the exact levels; NULL above. */
struct determined {
    uint8_t *cells[RELEASE_LEVELS]; /* malloc'ed */
};

enum determined_outcome {
    DETERMINED_FOUND,
    DETERMINED_NO_TABLE, /* no table agrees; `row` of the exact level says where (0 without exact levels) */
    DETERMINED_BUDGET,
};

/* `exact`: the last exact level, or 0; `sums`: its counts, row after row, none negative. The shape has its zeros. Free
 * in any case. */
SCR_MUST_CHECK scr_result determined_find(const struct shape *shape, size_t exact, const int64_t *sums,
                                          struct budget *budget, struct determined *determined,
                                          enum determined_outcome *outcome, size_t *row);
void determined_free(struct determined *determined);

#endif
