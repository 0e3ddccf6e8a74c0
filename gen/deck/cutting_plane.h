/* cutting_plane.h: the paper's cutting-plane loop (section 4.1) with a SAT solver in place of the MILP solver. */
#ifndef GEN_DECK_CUTTING_PLANE_H
#define GEN_DECK_CUTTING_PLANE_H

#include "gen/deck/certificate.h"
#include "gen/deck/encoding.h"
#include "gen/deck/marks.h"

/* Cuts found so far for one shape; they serve every number of ballots. Zero-initialise; arrays live in the arena. */
struct cut_list {
    struct cut *cuts;
    size_t count, capacity;
};

struct cutting_options {
    bool fixed_totals_first; /* try totals fixed by the chooser before totals free */
    bool many_cuts;          /* improvement 4: every missed swap that few contests share, instead of any one */
    struct encoding_symmetry symmetry;
    uint64_t seed;
};

/* Counted work: conflicts of the solver, and building clauses and looking for swaps as the conflicts they last for. */
struct cutting_effort {
    uint64_t conflicts_left, iterations;
};

enum cutting_answer { CUTTING_DECK, CUTTING_IMPOSSIBLE, CUTTING_UNKNOWN };

/* Looks for a swap-safe deck of `ballots` ballots. CUTTING_DECK: *marks holds it. CUTTING_IMPOSSIBLE: with the cuts in
 * the list no deck exists (totals free). CUTTING_UNKNOWN: the effort ran out, or the clauses would be too many. */
SCR_MUST_CHECK scr_result cutting_search(const struct shape *shape, size_t ballots,
                                         const struct cutting_options *options, struct cutting_effort *effort,
                                         struct cut_list *cuts, struct scr_arena *arena, enum cutting_answer *answer,
                                         struct marks *marks);

/* After CUTTING_IMPOSSIBLE: solves once more from nothing and keeps the proof. *found = false when the effort ran out.
 */
SCR_MUST_CHECK scr_result cutting_prove(const struct shape *shape, size_t ballots, const struct cut_list *cuts,
                                        struct cutting_effort *effort, struct scr_arena *arena,
                                        struct certificate *certificate, bool *found);

#endif
