/* zones.h: a feasible distribution of options' sums over zones of units, from which the network of all tables is built.
 *
 * A zone is a unit whose total is known, or all units of which it is not: the counts in a zone sum to a known number,
 * its demand, and nothing else binds the units in it. */
#ifndef VERIFY_RELEASE_ZONES_H
#define VERIFY_RELEASE_ZONES_H

#include "verify/verdict.h"

struct zones {
    size_t zones, options;
    const int64_t *demands; /* of each zone */
    const int64_t *sums;    /* of each option; NULL: free, and then zone 0 may take anything */
    const uint32_t *first;  /* [zone * options + option]: 1 + a unit there that may have the option; 0: none */
    int64_t *flows;         /* same shape; zeroed by the caller, filled */
};

enum zones_outcome { ZONES_FILLED, ZONES_NONE, ZONES_BUDGET };

/* ZONES_NONE: nothing fits. Demands and sums are at least 0 and, if sums are given, have the same total. */
SCR_MUST_CHECK scr_result zones_fill(const struct zones *zones, struct budget *budget, enum zones_outcome *outcome);

#endif
