/* sat.h: the SAT solver CaDiCaL behind a few C functions (its own C interface cannot write proofs). */
#ifndef GEN_DECK_SAT_H
#define GEN_DECK_SAT_H

#include <stdio.h>

#include "scrutineer/status.h"

#ifdef __cplusplus
extern "C" {
#endif

enum sat_answer { SAT_UNKNOWN = 0, SAT_SATISFIABLE = 10, SAT_UNSATISFIABLE = 20 };

struct sat;
/* `proof`, where not NULL, receives a DRAT proof in text form while the solver lives; the caller closes it afterwards.
 * Every function returns false (NULL) only when memory ran out. */
struct sat *sat_new(FILE *proof);
void sat_free(struct sat *sat); /* flushes the proof */
/* One literal of a clause, or 0 to end it. */
bool sat_add(struct sat *sat, int literal);
/* A literal that holds for the next solve only. */
bool sat_assume(struct sat *sat, int literal);
/* Solves with at most `conflicts` conflicts; *answer is SAT_UNKNOWN when they do not suffice. */
bool sat_solve(struct sat *sat, long conflicts, enum sat_answer *answer);
/* After SAT_SATISFIABLE. */
bool sat_value(struct sat *sat, int variable);
/* Conflicts met so far, over all solves. */
long sat_conflicts(struct sat *sat);

#ifdef __cplusplus
}
#endif

#endif
