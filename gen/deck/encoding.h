/* encoding.h: the clauses of specification section 4.6: "a swap-safe deck of b ballots exists for this shape, as far as
 * these cuts can tell". */
#ifndef GEN_DECK_ENCODING_H
#define GEN_DECK_ENCODING_H

#include "gen/deck/certificate.h"
#include "gen/deck/marks.h"

/* Receives clauses literal by literal, 0 ending each; false stops (memory). */
typedef bool encoding_sink(void *context, int literal);

/* Which symmetries are broken; a proof needs all of them. The paper's improvements 2 (totals), 3 (contests) and 5
 * (group). */
struct encoding_symmetry {
    bool totals;   /* S1: totals ascend within each contest */
    bool group;    /* S1 for the merged noncompetitive candidates */
    bool contests; /* S2: equivalent contests in lexicographic order of totals */
    bool ballots;  /* S3 */
};
extern const struct encoding_symmetry encoding_all_symmetry;

struct encoding; /* numbers the variables; remembers which pairs and images have theirs */

/* Literals that the clauses without cuts would have, or `limit` if at least that many. */
uint64_t encoding_size(const struct shape *shape, size_t ballots, uint64_t limit);

SCR_MUST_CHECK scr_result encoding_new(const struct shape *shape, size_t ballots,
                                       const struct encoding_symmetry *symmetry, struct encoding **encoding);
void encoding_free(struct encoding *encoding);
const struct shape *encoding_shape(const struct encoding *encoding);
/* Clauses 1 to 6. */
SCR_MUST_CHECK scr_result encoding_base(struct encoding *encoding, encoding_sink *sink, void *context);
/* Clauses 7 to 9 for one further cut. */
SCR_MUST_CHECK scr_result encoding_cut(struct encoding *encoding, const struct cut *cut, encoding_sink *sink,
                                       void *context);
/* X(ballot, candidate), both from 0. */
int encoding_mark(const struct encoding *encoding, size_t ballot, size_t candidate);
/* G(candidate, least): its total is at least `least`, 1 <= least <= b. */
int encoding_total(const struct encoding *encoding, size_t candidate, size_t least);

#endif
