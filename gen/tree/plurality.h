/* plurality.h: the value of one node: the plurality of its children's values.
 *
 * A value is a candidate, numbered from 0, or TREE_MISSING (blank, overvoted, invalid, no record). Missing counts 0 and
 * wins only when every child is missing. The candidates tied for most votes are listed in order of first occurrence,
 * and the node's tie residue picks one: entry (residue mod length). A residue lies in 0 .. 59, and 60 is a multiple of
 * every length that can occur, so a uniform residue makes every pick uniform. */
#ifndef GEN_TREE_PLURALITY_H
#define GEN_TREE_PLURALITY_H

#include <stdint.h>

#include "gen/tree/shape.h"

#define TREE_CANDIDATES_MOST 63
#define TREE_MISSING 63       /* also the bit of missing in a set of values */
#define TREE_TIE_RESIDUES 60u /* least common multiple of 1 .. TREE_ARITY_MOST */

/* `count` is 1 .. TREE_ARITY_MOST. */
uint8_t tree_plurality(const uint8_t *values, unsigned count, unsigned tie);

#endif
