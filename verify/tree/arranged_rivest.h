/* arranged_rivest.h: the arrangement rivest2019, with which the paper's published numbers were made. */
#ifndef VERIFY_TREE_ARRANGED_RIVEST_H
#define VERIFY_TREE_ARRANGED_RIVEST_H

#include "verify/tree/arranged.h"

/* Exchanges the ballots of a tree that holds its entries in order, and fills in the residues. SCR_INPUT when the seed
 * is not decimal. */
SCR_MUST_CHECK scr_result arrange_rivest2019(const char *seed, struct arranged *tree);

#endif
