/* determined_graph.c: strong components, then bridges, both by Tarjan's depth-first numbering without recursion. */
#include "gen/release/determined_graph.h"

#include <stdlib.h>
#include <string.h>

#define NONE UINT32_MAX

struct walk {
    const struct determined_graph *graph;
    uint32_t *begin;     /* [nodes + 1] of each node's edges in `incident` */
    uint32_t *incident;  /* [2 * edges] */
    uint32_t *next;      /* [nodes] the edge to be looked at next */
    uint32_t *index;     /* [nodes] number of visit from 1; 0: not yet */
    uint32_t *low;       /* [nodes] least index reached */
    uint32_t *component; /* [nodes] */
    uint32_t *waiting;   /* [nodes] visited nodes whose component is open */
    uint32_t *path;      /* [nodes] from the root of the search to where it is */
    uint32_t *entered;   /* [nodes] by this edge */
};

static void list_edges(struct walk *w) {
    const struct determined_graph *g = w->graph;
    for (uint32_t e = 0; e < g->edges; e++) {
        w->begin[g->from[e] + 1]++;
        w->begin[g->to[e] + 1]++;
    }
    for (uint32_t v = 0; v < g->nodes; v++) w->begin[v + 1] += w->begin[v];
    memcpy(w->next, w->begin, g->nodes * sizeof *w->next);
    for (uint32_t e = 0; e < g->edges; e++) {
        w->incident[w->next[g->from[e]]++] = e;
        w->incident[w->next[g->to[e]]++] = e;
    }
}

static void restart(struct walk *w) {
    memcpy(w->next, w->begin, w->graph->nodes * sizeof *w->next);
    memset(w->index, 0, w->graph->nodes * sizeof *w->index);
}

static void enter(struct walk *w, uint32_t node, uint32_t edge, uint32_t *count, uint32_t *depth) {
    w->index[node] = w->low[node] = ++*count;
    w->entered[node] = edge;
    w->path[(*depth)++] = node;
}

static void lower(uint32_t *low, uint32_t value) {
    if (value < *low) *low = value;
}

static void find_components(struct walk *w) {
    const struct determined_graph *g = w->graph;
    uint32_t count = 0, depth = 0, open = 0;
    restart(w);
    memset(w->component, 0xFF, g->nodes * sizeof *w->component);
    for (uint32_t root = 0; root < g->nodes; root++) {
        if (w->index[root]) continue;
        enter(w, root, NONE, &count, &depth);
        w->waiting[open++] = root;
        while (depth) {
            uint32_t v = w->path[depth - 1];
            if (w->next[v] < w->begin[v + 1]) {
                uint32_t e = w->incident[w->next[v]++];
                bool forward = g->from[e] == v;
                if (!forward && !g->above[e]) continue;
                uint32_t other = forward ? g->to[e] : g->from[e];
                if (!w->index[other]) {
                    enter(w, other, e, &count, &depth);
                    w->waiting[open++] = other;
                } else if (w->component[other] == NONE) {
                    lower(&w->low[v], w->index[other]);
                }
                continue;
            }
            depth--;
            if (depth) lower(&w->low[w->path[depth - 1]], w->low[v]);
            if (w->low[v] != w->index[v]) continue;
            do w->component[w->waiting[--open]] = v;
            while (w->waiting[open] != v);
        }
    }
}

/* Marks bridges within components; parallel edges are none, for each is told by its number. */
static void find_bridges(struct walk *w, bool *fixed) {
    const struct determined_graph *g = w->graph;
    uint32_t count = 0, depth = 0;
    restart(w);
    for (uint32_t root = 0; root < g->nodes; root++) {
        if (w->index[root]) continue;
        enter(w, root, NONE, &count, &depth);
        while (depth) {
            uint32_t v = w->path[depth - 1];
            if (w->next[v] < w->begin[v + 1]) {
                uint32_t e = w->incident[w->next[v]++];
                uint32_t other = g->from[e] == v ? g->to[e] : g->from[e];
                if (e == w->entered[v] || w->component[other] != w->component[v]) continue;
                if (!w->index[other])
                    enter(w, other, e, &count, &depth);
                else
                    lower(&w->low[v], w->index[other]);
                continue;
            }
            if (!--depth) continue;
            lower(&w->low[w->path[depth - 1]], w->low[v]);
            if (w->low[v] == w->index[v]) fixed[w->entered[v]] = true;
        }
    }
}

scr_result determined_graph_fixed(const struct determined_graph *g, bool *fixed) {
    size_t nodes = g->nodes, edges = g->edges; /* below 2^31: the sum below 2^35 */
    struct walk w = {.graph = g};
    uint32_t *block = calloc(9 * nodes + 2 * edges + 1, sizeof *block);
    if (!block) return (scr_result){SCR_MEMORY};
    uint32_t **const parts[] = {&w.next, &w.index, &w.low, &w.component, &w.waiting, &w.path, &w.entered};
    uint32_t *at = block;
    w.begin = at;
    at += nodes + 1;
    for (size_t i = 0; i < sizeof parts / sizeof *parts; i++, at += nodes) *parts[i] = at;
    w.incident = at;
    list_edges(&w);
    find_components(&w);
    for (uint32_t e = 0; e < g->edges; e++) fixed[e] = w.component[g->from[e]] != w.component[g->to[e]];
    find_bridges(&w, fixed);
    free(block);
    return scr_done();
}
