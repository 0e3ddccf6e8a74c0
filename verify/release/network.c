/* network.c: strongly connected components (Tarjan 1972) and bridges (Tarjan 1974), without recursion. */
#include "verify/release/network.h"

#include <stdlib.h>

#include "scrutineer/bytes.h"

#define NONE UINT32_MAX

/* One depth-first search; a node's edges are incident[offset[node]] .. */
struct search {
    const struct network *network;
    uint32_t *offset, *incident;
    uint32_t *number, *low, *at, *path, *by, *component, *stack; /* per node */
    uint32_t numbers, components;
    size_t depth, stacked;
};

static uint32_t other_end(const struct network *network, uint32_t edge, uint32_t node) {
    return network->tails[edge] == node ? network->heads[edge] : network->tails[edge];
}

static void fill_incident(struct search *search) {
    const struct network *network = search->network;
    uint32_t *offset = search->offset;
    for (size_t edge = 0; edge < network->edges; edge++) {
        offset[network->tails[edge] + 2]++;
        offset[network->heads[edge] + 2]++;
    }
    for (size_t node = 2; node < network->nodes + 2; node++) offset[node] += offset[node - 1];
    for (size_t edge = 0; edge < network->edges; edge++) {
        search->incident[offset[network->tails[edge] + 1]++] = (uint32_t)edge;
        search->incident[offset[network->heads[edge] + 1]++] = (uint32_t)edge;
    }
}

static void enter(struct search *search, uint32_t node, uint32_t by) {
    search->number[node] = search->low[node] = ++search->numbers;
    search->at[node] = search->offset[node];
    search->by[node] = by;
    search->path[search->depth++] = node;
}

static void lower(struct search *search, uint32_t node, uint32_t to) {
    if (to < search->low[node]) search->low[node] = to;
}

/* Whether a search may go along this edge away from this node. */
static bool leads(const struct network *network, uint32_t edge, uint32_t node) {
    uint8_t residual = network->residual[edge];
    return (network->tails[edge] == node && (residual & RESIDUAL_MORE)) ||
           (network->heads[edge] == node && (residual & RESIDUAL_LESS));
}

static void close_component(struct search *search, uint32_t node) {
    if (search->low[node] != search->number[node]) return;
    uint32_t member;
    do {
        member = search->stack[--search->stacked];
        search->component[member] = search->components;
    } while (member != node);
    search->components++;
}

static void find_components(struct search *search, uint32_t from) {
    const struct network *network = search->network;
    enter(search, from, NONE);
    search->stack[search->stacked++] = from;
    while (search->depth) {
        uint32_t node = search->path[search->depth - 1];
        if (search->at[node] == search->offset[node + 1]) {
            close_component(search, node);
            if (--search->depth) lower(search, search->path[search->depth - 1], search->low[node]);
            continue;
        }
        uint32_t edge = search->incident[search->at[node]++], next = other_end(network, edge, node);
        if (!leads(network, edge, node)) continue;
        if (!search->number[next]) {
            enter(search, next, edge);
            search->stack[search->stacked++] = next;
        } else if (search->component[next] == NONE) {
            lower(search, node, search->number[next]);
        }
    }
}

/* Over edges within components, in either direction: those that no other way joins are bridges. */
static void find_bridges(struct search *search, uint32_t from, uint8_t *fixed) {
    const struct network *network = search->network;
    enter(search, from, NONE);
    while (search->depth) {
        uint32_t node = search->path[search->depth - 1];
        if (search->at[node] == search->offset[node + 1]) {
            uint32_t by = search->by[node];
            if (by != NONE && search->low[node] == search->number[node]) fixed[by] = 1;
            if (--search->depth) lower(search, search->path[search->depth - 1], search->low[node]);
            continue;
        }
        uint32_t edge = search->incident[search->at[node]++], next = other_end(network, edge, node);
        if (edge == search->by[node] || !network->residual[edge] || search->component[next] != search->component[node])
            continue;
        if (!search->number[next])
            enter(search, next, edge);
        else
            lower(search, node, search->number[next]);
    }
}

static void search_all(struct search *search, uint8_t *fixed) {
    const struct network *network = search->network;
    for (size_t node = 0; node < network->nodes; node++) search->component[node] = NONE;
    for (uint32_t node = 0; node < network->nodes; node++)
        if (!search->number[node]) find_components(search, node);
    for (size_t edge = 0; edge < network->edges; edge++)
        fixed[edge] = !network->residual[edge] ||
                      search->component[network->tails[edge]] != search->component[network->heads[edge]];
    search->numbers = 0;
    for (size_t node = 0; node < network->nodes; node++) search->number[node] = 0;
    for (uint32_t node = 0; node < network->nodes; node++)
        if (!search->number[node]) find_bridges(search, node, fixed);
}

scr_result network_fixed(const struct network *network, uint8_t *fixed) {
    struct search search = {.network = network};
    size_t nodes = network->nodes;
    if (nodes >= NONE / 4 || network->edges >= NONE / 4) return (scr_result){SCR_LIMIT};
    uint32_t *room = calloc(8 * (nodes + 2) + 2 * network->edges, sizeof *room);
    if (!room) return (scr_result){SCR_MEMORY};
    uint32_t **parts[] = {&search.offset, &search.number, &search.low,       &search.at,
                          &search.path,   &search.by,     &search.component, &search.stack};
    for (size_t i = 0; i < sizeof parts / sizeof *parts; i++) *parts[i] = room + i * (nodes + 2);
    search.incident = room + 8 * (nodes + 2);
    fill_incident(&search);
    search_all(&search, fixed);
    free(room);
    return scr_done();
}
