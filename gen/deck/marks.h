/* marks.h: which ballots mark which candidates: a bit matrix by columns, the shared currency of the deck search. */
#ifndef GEN_DECK_MARKS_H
#define GEN_DECK_MARKS_H

#include "gen/deck/shape.h"

struct marks {
    size_t ballots, words, candidates; /* words = 64-bit words of a column */
    uint64_t *columns;                 /* candidate c: columns[c * words ..]; bit b of the column is ballot b */
};

static inline uint64_t *marks_column(const struct marks *marks, size_t candidate) {
    return marks->columns + candidate * marks->words;
}
static inline bool marks_has(const struct marks *marks, size_t candidate, size_t ballot) {
    return marks_column(marks, candidate)[ballot / 64] >> (ballot % 64) & 1;
}
static inline void marks_set(struct marks *marks, size_t candidate, size_t ballot) {
    marks_column(marks, candidate)[ballot / 64] |= UINT64_C(1) << (ballot % 64);
}
static inline size_t marks_total(const struct marks *marks, size_t candidate) {
    size_t total = 0;
    for (size_t w = 0; w < marks->words; w++) total += (size_t)__builtin_popcountll(marks_column(marks, candidate)[w]);
    return total;
}

/* All unmarked. */
SCR_MUST_CHECK static inline scr_result marks_make(size_t ballots, size_t candidates, struct scr_arena *arena,
                                                   struct marks *marks) {
    size_t cells;
    *marks = (struct marks){.ballots = ballots, .words = (ballots + 63) / 64, .candidates = candidates};
    if (!scr_multiply(candidates, marks->words, &cells)) return (scr_result){SCR_MEMORY};
    marks->columns = scr_arena_alloc(arena, cells, sizeof *marks->columns);
    return (scr_result){marks->columns ? SCR_DONE : SCR_MEMORY};
}

#endif
