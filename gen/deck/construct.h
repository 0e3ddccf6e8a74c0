/* construct.h: builds a swap-safe deck of a given length by layout, search for a missed swap, and repair. */
#ifndef GEN_DECK_CONSTRUCT_H
#define GEN_DECK_CONSTRUCT_H

#include "gen/deck/marks.h"
#include "gen/deck/random.h"

struct construct_effort {
    size_t restarts; /* choices of totals */
    size_t repairs;  /* re-drawn contests for each */
    size_t repaired; /* counts what was spent */
    uint64_t work;   /* of looking for missed swaps, may be spent; lowered by what was */
};

/* Marks that are swap-safe, or *found = false when the effort is spent. The marks live in the arena. */
SCR_MUST_CHECK scr_result construct_deck(const struct shape *shape, uint32_t ballots, struct random *random,
                                         struct construct_effort *effort, struct scr_arena *arena, struct marks *marks,
                                         bool *found);

#endif
