/* lp.h: the paper's integer programs in CPLEX LP format, so that any MILP solver can repeat the answers (sections 4.2
 * and 4.3). */
#ifndef GEN_DECK_LP_H
#define GEN_DECK_LP_H

#include "gen/deck/certificate.h"
#include "gen/deck/marks.h"

/* Program (1) at `ballots` ballots with the cuts, improvements 2 and 3 as constraints: infeasible means that no
 * swap-safe deck of that many ballots exists. Variables: x_b_i mark, y_i_l total is l, z_i_j totals equal, w_b_k_s
 * contest k is not overvoted on ballot b under cut s, d_k_j contests k and k+1 first differ at candidate j. All counted
 * from 1. */
SCR_MUST_CHECK scr_result lp_relaxation(const struct shape *shape, size_t ballots, const struct cut *cuts, size_t count,
                                        struct scr_buffer *out);

/* Program (7), CUT: infeasible exactly when the deck detects every swap; otherwise its optimum is a missed swap with
 * the most candidates in place. p_i_j = 1 when candidate i is counted from target j. */
SCR_MUST_CHECK scr_result lp_cut(const struct shape *shape, const struct marks *marks, struct scr_buffer *out);

#endif
