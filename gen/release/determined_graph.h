/* determined_graph.h: which entries of a table are the same in all tables with the same sums, in linear time.
 *
 * A table of whole numbers, each at least 0 and otherwise free, with given sums is a flow in a graph: sums are nodes,
 * an entry is an edge between the two sums that it stands in. Two tables differ by a circulation, so an entry can
 * change exactly when its edge lies on a cycle of exchanges: along an edge an entry grows, against it an entry above 0
 * shrinks (an edge and its own reverse are no cycle). Let G be the directed graph of these arcs. An edge lies on no
 * such cycle exactly when its ends are in different strong components of G, or when it is a bridge of the undirected
 * graph of its component's edges:
 *   A bridge, and an edge between components, lies on no cycle. Conversely, take an edge o - c within a component and
 *   let neither c reach o nor o reach c without it. R, all that o reaches without the edge, then lacks c, and o -> c is
 *   the only arc that leaves R. Each node of R reaches o without leaving R before. An arc into R other than c -> o
 *   would start at a node that c reaches without the edge (every path from o to it leaves R by o -> c), so c would
 *   reach o: hence o - c is the only edge between R and the rest, a bridge.
 * Any table with the sums gives the same answer. */
#ifndef GEN_RELEASE_DETERMINED_GRAPH_H
#define GEN_RELEASE_DETERMINED_GRAPH_H

#include <stdint.h>

#include "scrutineer/status.h"

struct determined_graph {
    uint32_t nodes, edges;     /* below 2^31 each */
    const uint32_t *from, *to; /* [edges] an entry that stands in one sum only has an edge to a node for all others */
    const bool *above;         /* [edges] the entry is above 0 in some table with these sums */
};

/* Sets fixed[edges]. */
SCR_MUST_CHECK scr_result determined_graph_fixed(const struct determined_graph *graph, bool *fixed);

#endif
