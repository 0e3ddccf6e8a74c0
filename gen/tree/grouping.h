/* grouping.h: grouping by threes (Rivest, method 1): votes are taken in groups of three, round after round, a last
 * group having two or four. With 3^d votes this is the ternary tree.
 *
 * The paper does not number the groups for ties. Here the one group of the last round is 1, and the others follow round
 * by round from the last to the first, from left to right: with 3^d votes the numbers are those of the tree's nodes. */
#ifndef GEN_TREE_GROUPING_H
#define GEN_TREE_GROUPING_H

#include "gen/tree/plurality.h"

/* How many groups all rounds have together: the number of tie residues needed. */
size_t tree_group_count(size_t votes);

/* The winner of votes[count], count >= 1, as they lie at the leaves of a ternary arrangement. The votes are
 * overwritten. ties[tree_group_count(count)]: residues of groups 1, 2, ... */
uint8_t tree_group_by_threes(uint8_t *votes, size_t count, const uint8_t *ties);

#endif
