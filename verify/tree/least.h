/* least.h: whether a plan with fewer ballots exists (TPT-14), for trees in which each ballot has one leaf.
 * Specification, section 11.3. */
#ifndef VERIFY_TREE_LEAST_H
#define VERIFY_TREE_LEAST_H

#include "verify/tree/arranged.h"
#include "verify/tree/value.h"
#include "verify/verdict.h"

enum least_answer {
    LEAST_HOLDS, /* no plan has fewer ballots */
    LEAST_FEWER, /* one has: `fewer` ballots */
    LEAST_OPEN,  /* the search ended at its budget or its memory; none has fewer than `bound` */
};

#define LEAST_NEVER UINT32_MAX /* a cost: no plan at all */

struct least {
    enum least_answer answer;
    uint32_t fewer;
    uint32_t bound; /* proved: no plan has fewer than so many; LEAST_NEVER: there is none */
    bool searched;  /* a search over sets was needed */
};

/* Asks for the tree with the recorded values of its ballots (VALUE_UNKNOWN: a phantom, which no plan may name).
 * Replication must be 1 (else SCR_INPUT). Memory: about 9 bytes an internal node, and a search's lists. */
SCR_MUST_CHECK scr_result least_check(const struct arranged *tree, size_t candidates, const uint8_t *recorded,
                                      uint32_t plan, struct budget *budget, struct least *least);

#endif
