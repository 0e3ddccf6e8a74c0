/* scope.h: what the artifacts of trees cover, counted over one run, for saying what was not proved. */
#ifndef VERIFY_TREE_SCOPE_H
#define VERIFY_TREE_SCOPE_H

#include <stddef.h>

struct tree_scope {
    size_t commitments, seed_records, trees, audits; /* files, valid or not */
    size_t dice, pulses;                             /* valid seed records with this evidence */
    size_t plan_only, disclosed;                     /* valid trees with Disclosure plan, all */
    size_t rivest2019;                               /* valid trees with that arrangement */
    size_t winner_apart;                             /* valid trees whose TPTWinner is not the one plurality leader */
    size_t unfinished;                               /* valid audits that end unfinished or not-confirmable */
    size_t opposed; /* audits whose papers establish, so far or at the end, another winner than their trees have */
};

#endif
