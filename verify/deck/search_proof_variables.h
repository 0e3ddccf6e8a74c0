/* search_proof_variables.h: the numbering of variables in specification 4.6. */
#ifndef VERIFY_DECK_SEARCH_PROOF_VARIABLES_H
#define VERIFY_DECK_SEARCH_PROOF_VARIABLES_H

#include "verify/deck/search_proof_clauses.h"

/* Literals that a clause writer understands as constants; negation exchanges them. */
#define LITERAL_TRUE INT32_MAX
#define LITERAL_FALSE (-INT32_MAX)

struct pair_variables { /* E, then U and V for each total, for the candidates low < high */
    uint32_t low, high, base;
};

struct overvote_variables {  /* O(T, v, 1..b) */
    const uint32_t *targets; /* T, ascending */
    uint32_t count, votes_allowed, base;
};

struct variables {
    uint32_t candidates, ballots;
    uint32_t count; /* all variables */
    uint32_t totals_base, order_base, rows_base;
    uint32_t *pair_index; /* by low * M + high: place in pairs plus 1, or 0 */
    struct pair_variables *pairs;
    size_t pair_count, pair_capacity;
    struct overvote_variables *overvotes;
    size_t overvote_count, overvote_capacity;
    uint32_t *chains; /* hash of (T, v) to the first of a chain, plus 1 */
    uint32_t *next;   /* by overvote: the next of its chain, plus 1 */
    size_t next_capacity;
    struct scr_arena arena;
};

/* Zero-initialise; release with variables_free, also on failure. SCR_LIMIT when there are too many. */
SCR_MUST_CHECK scr_result variables_number(const struct proof_shape *shape, struct variables *variables);
void variables_free(struct variables *variables);

/* Ballots and totals count from 1, candidates from 0. */
int32_t variable_mark(const struct variables *variables, uint32_t ballot, uint32_t candidate);
int32_t variable_count(const struct variables *variables, uint32_t ballot, uint32_t candidate, uint32_t least);
int32_t variable_row(const struct variables *variables, uint32_t ballot, uint32_t upto);
const struct pair_variables *variables_pair(const struct variables *variables, uint32_t a, uint32_t b);
/* Writes T = s(C_k) of a cut, ascending, into `targets` (room for the block). */
void cut_targets(const struct deck_cut *cut, const struct shape_block *block, uint32_t *targets);
const struct overvote_variables *variables_overvote(const struct variables *variables, const uint32_t *targets,
                                                    uint32_t count, uint32_t votes_allowed);

#endif
