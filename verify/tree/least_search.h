/* least_search.h: the exact search for a plan with fewer ballots, over the sets that each node can be brought to. */
#ifndef VERIFY_TREE_LEAST_SEARCH_H
#define VERIFY_TREE_LEAST_SEARCH_H

#include "verify/tree/least_bounds.h"

/* Sets `least`; its bound is known already and below `plan`. `inform` are the costs of GOAL_INFORM. */
SCR_MUST_CHECK scr_result least_search(struct bounds *bounds, const uint32_t *inform, uint32_t plan,
                                       struct budget *budget, struct least *least);

#endif
