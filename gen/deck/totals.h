/* totals.h: chooses how many votes each candidate gets, before any ballot is marked. */
#ifndef GEN_DECK_TOTALS_H
#define GEN_DECK_TOTALS_H

#include "gen/deck/random.h"
#include "gen/deck/shape.h"

/* Pools of possible sets of totals per class of equivalent contests, for one number of ballots. Arrays live in the
 * arena. */
struct totals_pool {
    size_t n, v, contests; /* the class: contests of n candidates and v votes allowed */
    uint32_t *subsets;     /* count * n totals, each ascending; all there are, or NULL where there are too many */
    size_t count;
};

struct totals_chooser {
    const struct shape *shape;
    uint32_t ballots;
    struct totals_pool *pools; /* in the order of the shape's classes */
    size_t pool_count;
    uint32_t *load;     /* by total: candidates that have it */
    uint32_t *capacity; /* by total: min(binomial(ballots, total), candidates of the ballot) */
    size_t *chosen;     /* by contest: index into its pool, where the pool is listed */
};

SCR_MUST_CHECK scr_result totals_prepare(const struct shape *shape, uint32_t ballots, struct scr_arena *arena,
                                         struct totals_chooser *chooser);

/* Fills totals[candidate], ascending within each block: sets distinct within each class, sums within the limit, and
 * near it, since full contests leave a swap no room. Returns how many candidates exceed the capacity of their total (0:
 * bound L4 is respected), or SIZE_MAX when a class has too few sets (L3) or the group does not fit (L2). */
size_t totals_choose(struct totals_chooser *chooser, struct random *random, uint32_t *totals);

#endif
