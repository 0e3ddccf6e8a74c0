/* solve.h: the shortest swap-safe deck of one shape, with the certificate of its length; and of all shapes of a state,
 * where larger shapes serve smaller ones (paper, appendix E). */
#ifndef GEN_DECK_SOLVE_H
#define GEN_DECK_SOLVE_H

#include "gen/deck/certificate.h"
#include "gen/deck/cutting_plane.h"

struct solve_options {
    uint64_t conflicts; /* --effort: conflicts of the SAT solver for one shape */
    size_t repairs;     /* construction: re-drawn contests for one number of ballots */
    struct cutting_options cutting;
    bool reuse; /* let solutions of larger shapes serve smaller ones */
};
extern const struct solve_options solve_defaults;

enum solve_origin { SOLVED_BY_CONSTRUCTION, SOLVED_BY_CUTS, SOLVED_BY_REUSE };

struct solution {
    struct shape shape;
    struct marks marks; /* swap-safe: marks.ballots is the upper bound */
    size_t lower_bound; /* equal: minimal; else the honest gap */
    struct certificate certificate;
    enum solve_origin origin;
    size_t repairs, iterations;
    uint64_t conflicts;
};

/* Solutions of one run, in the order of their shapes. */
struct solver;
SCR_MUST_CHECK scr_result solver_new(const struct solve_options *options, struct solver **solver);
void solver_free(struct solver *solver);
/* Announces a shape (borrowed while the call lasts); *id names its solution. Equal shapes get the same id. */
SCR_MUST_CHECK scr_result solver_announce(struct solver *solver, const struct shape *shape, size_t *id);
size_t solver_count(const struct solver *solver);
/* Solves everything announced, larger shapes first. `progress` (may be NULL) is told how many are done. */
SCR_MUST_CHECK scr_result solver_run(struct solver *solver, void (*progress)(void *context, size_t done, size_t all),
                                     void *context);
/* After solver_run; the solver owns it. */
const struct solution *solver_solution(const struct solver *solver, size_t id);

#endif
