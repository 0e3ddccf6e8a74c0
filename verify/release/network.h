/* network.h: which edges of a network carry the same flow in every feasible flow. */
#ifndef VERIFY_RELEASE_NETWORK_H
#define VERIFY_RELEASE_NETWORK_H

#include <stdint.h>

#include "scrutineer/status.h"

enum { RESIDUAL_MORE = 1, RESIDUAL_LESS = 2 }; /* the flow of an edge may grow, or shrink */

/* Edge i leads from tails[i] to heads[i]; residual[i] says what a feasible flow leaves to change. */
struct network {
    size_t nodes, edges; /* below 2^31 */
    uint32_t *tails, *heads;
    uint8_t *residual;
};

/* fixed[i] becomes 1 when edge i has the same flow in all feasible flows, else 0. Flows differ by cycles of the
 * residual graph, so an edge is fixed unless it lies on one that is more than the edge to and fro: that is, unless its
 * ends lie in one strongly connected component, in which it is no bridge. Linear in nodes and edges. */
SCR_MUST_CHECK scr_result network_fixed(const struct network *network, uint8_t *fixed);

#endif
