/* values.h: the recorded value of every node of a tree. Specification, section 11.1. */
#ifndef VERIFY_TREE_VALUES_H
#define VERIFY_TREE_VALUES_H

#include "verify/tree/arranged.h"
#include "verify/tree/value.h"

enum { VALUES_LEAF_WORK = 2 }; /* counted work of a pass over all leaves, which callers count */

/* The value of internal node i at i-1, in a malloc'ed array of its own (a byte a node; one byte for a single leaf,
 * whose value is the root's); so the root's value stands at 0. recorded[b]: of ballot b from 0; VALUE_UNKNOWN (a
 * phantom) counts as missing. */
SCR_MUST_CHECK scr_result values_new(const struct arranged *tree, const uint8_t *recorded, uint8_t **values);

#endif
