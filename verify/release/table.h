/* table.h: whether a table of whole numbers is the least one of section 14.3 of the specification.
 *
 * The published numbers of one unit's children: columns are children, rows (of the specification's x_{o,c}) options. In
 * memory a child's numbers follow each other, as in the file: cell (o, c) is [c * options + o]. */
#ifndef VERIFY_RELEASE_TABLE_H
#define VERIFY_RELEASE_TABLE_H

#include "verify/verdict.h"

struct table {
    size_t options, children;
    const int64_t *measured, *published; /* of size at most 2^40 */
    const uint8_t *zeros;                /* structural zeros; NULL: none */
    const int64_t *parent;               /* a number for each option */
    const int64_t *totals;               /* measured total of each child; NULL: no Share total */
    const int64_t *bound;                /* what each child's numbers sum to; NULL: anything */
    int64_t weight, total_weight;        /* at most 4,096 */
    const uint8_t *outside;              /* for each option: it does not enter totals; NULL: all enter */
    const uint32_t *words;               /* cell (o, c) has word o * children + c; NULL: not known, taken as equal */
};

enum table_verdict {
    TABLE_LEAST,
    TABLE_NEGATIVE, /* where: child, option */
    TABLE_ZERO,     /* a structural zero is not 0 */
    TABLE_OPTION,   /* an option does not sum to its parent's number */
    TABLE_CHILD,    /* a child does not sum to its bound */
    TABLE_EXCHANGE, /* an exchange makes it less: of option `option` one fewer in `child`, one more in `other` */
    TABLE_CYCLE,    /* a cycle of exchanges between several options makes it less */
    TABLE_BUDGET,
};
struct table_finding {
    enum table_verdict verdict;
    size_t option, child, other;
};

/* Work is options x children, and with totals or bounds options^2 x children + options^3. */
SCR_MUST_CHECK scr_result table_check(const struct table *table, struct budget *budget, struct table_finding *finding);

#endif
