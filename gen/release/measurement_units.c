/* measurement_units.c: from the units of returns, whose levels may be left out, to a tree with all leaves on one level.
 */
#include "gen/release/measurement_units.h"

#include <stdlib.h>
#include <string.h>

#include "gen/import/name_index.h"
#include "gen/package/names.h"

#define RANGES_MOST 60000
#define NO_UNIT UINT32_MAX

/* A unit before it has its place in document order: nodes stand in the order in which the returns first need them. */
struct node {
    const char *name;
    uint32_t parent, level; /* level from 0 */
    uint32_t index;         /* in document order */
    size_t unit;            /* of the returns that stands for it, or RETURNS_NONE */
};

struct growing {
    const struct returns *returns;
    const struct measurement_plan *plan;
    struct measurement *measurement;
    struct scr_diagnosis *diagnosis;
    struct node *nodes;
    size_t count, capacity;
    struct name_index index; /* "parent\nname" -> node */
    struct scr_buffer name, key;
    uint64_t *ballots; /* [unit_count] ballots cast in a unit of the returns and all below it, or unknown */
};

/* A unit's own number, else the sum of those directly below it if all are known. */
static void sum_ballots(struct growing *g) {
    const struct returns *returns = g->returns;
    bool *any = scr_arena_alloc(&g->measurement->arena, returns->unit_count, sizeof *any);
    g->ballots = scr_arena_alloc(&g->measurement->arena, returns->unit_count, sizeof *g->ballots);
    if (!any || !g->ballots) {
        g->ballots = NULL;
        return;
    }
    for (size_t u = returns->unit_count; u-- > 0;) {
        const struct returns_unit *unit = &returns->units[u];
        if (unit->ballots != RETURNS_UNKNOWN)
            g->ballots[u] = unit->ballots;
        else if (!any[u])
            g->ballots[u] = RETURNS_UNKNOWN;
        if (unit->parent == RETURNS_NONE) continue;
        uint64_t *sum = &g->ballots[unit->parent];
        any[unit->parent] = true;
        if (g->ballots[u] == RETURNS_UNKNOWN || *sum == RETURNS_UNKNOWN || *sum > RETURNS_VOTES_MOST)
            *sum = RETURNS_UNKNOWN;
        else
            *sum += g->ballots[u];
    }
}

static scr_result refuse_twins(const struct growing *g, const char *name) {
    struct scr_arena words = {0};
    scr_result result = scr_refuse(g->diagnosis, SCR_INPUT, "release",
                                   "two units would have the name %s; give --levels so that their own units differ",
                                   package_shown(&words, name));
    scr_arena_free(&words);
    return result;
}

/* The node below `parent` that has the name in g->name. `unit` of the returns stands for it, or RETURNS_NONE: it may
 * hold what belongs to no unit, also beside a unit's own votes. */
static scr_result descend(struct growing *g, size_t parent, uint32_t level, size_t unit, size_t *node) {
    g->key.length = 0;
    SCR_TRY(scr_buffer_print(&g->key, "%zu\n", parent));
    SCR_TRY(scr_buffer_append(&g->key, g->name.data, g->name.length));
    if (name_index_find(&g->index, (const char *)g->key.data, g->key.length, node)) {
        struct node *found = &g->nodes[*node];
        if (found->unit == RETURNS_NONE) found->unit = unit;
        return unit == RETURNS_NONE || found->unit == unit ? scr_done() : refuse_twins(g, found->name);
    }
    if (g->count >= RELEASE_UNIT_LIMIT)
        return scr_refuse(g->diagnosis, SCR_LIMIT, "release", "the returns have more than %u units",
                          RELEASE_UNIT_LIMIT);
    if (g->name.length > 2000)
        return scr_refuse(g->diagnosis, SCR_LIMIT, "release", "a unit's name would have more than 2000 bytes");
    SCR_TRY(scr_grow(&g->nodes, &g->capacity, g->count + 1, sizeof *g->nodes));
    const char *key = scr_arena_copy(&g->measurement->arena, (const char *)g->key.data, g->key.length);
    if (!key) return (scr_result){SCR_MEMORY};
    const char *name = strchr(key, '\n') + 1;
    *node = g->count++;
    g->nodes[*node] = (struct node){.name = name, .parent = (uint32_t)parent, .level = level, .unit = unit};
    return name_index_add(&g->index, key, g->key.length, *node, NULL);
}

/* The node of the last level for the votes of unit `u` of the returns. */
static scr_result place(struct growing *g, size_t u, size_t *node) {
    const struct returns_unit *units = g->returns->units;
    size_t path[RETURNS_LEVELS + 1], depth = 0, at = 0;
    for (size_t up = u; up != g->plan->root && up != RETURNS_NONE; up = units[up].parent) path[depth++] = up;
    for (uint32_t l = 0; l + 1 < g->plan->level_count; l++) {
        enum returns_level level = g->plan->levels[l];
        bool last = l + 2 == g->plan->level_count;
        size_t end = depth;
        for (size_t i = depth; i-- > 0 && units[path[i]].level <= level;) end = i;
        bool here = end < depth && units[path[end]].level == level;
        g->name.length = 0;
        /* Units of levels that are left out give their names to the unit below them. */
        for (size_t i = depth; (here || last) && i-- > end;) {
            SCR_TRY(scr_buffer_print(&g->name, "%s%s", g->name.length ? ", " : "", units[path[i]].name));
            depth = i;
        }
        if (!here && last)
            SCR_TRY(scr_buffer_print(&g->name, "%s[Jurisdiction-wide]", g->name.length ? ", " : ""));
        else if (!here)
            SCR_TRY(scr_buffer_print(&g->name, "[no %s]", returns_level_name(level, false)));
        SCR_TRY(descend(g, at, l + 1, here ? path[end] : RETURNS_NONE, node));
        at = *node;
    }
    return scr_done();
}

struct place {
    const struct node *node;
    uint32_t parent; /* index in document order */
};

static int by_parent_and_name(const void *a, const void *b) {
    const struct place *first = a, *second = b;
    if (first->parent != second->parent) return first->parent < second->parent ? -1 : 1;
    return strcmp(first->node->name, second->node->name);
}

/* Document order: level after level, the children of one unit together and by name, in bytes: the order in which the
 * returns have them may follow from counts. `order` gets the nodes by their index. */
static scr_result put_in_order(struct growing *g, size_t *order, uint32_t *level_begin) {
    uint32_t levels = g->plan->level_count;
    struct place *places = scr_arena_alloc(&g->measurement->arena, g->count, sizeof *places);
    if (!places) return (scr_result){SCR_MEMORY};
    memset(level_begin, 0, (levels + 1) * sizeof *level_begin);
    for (size_t i = 0; i < g->count; i++) level_begin[g->nodes[i].level + 1]++;
    for (uint32_t l = 0; l < levels; l++) level_begin[l + 1] += level_begin[l];
    /* Indices of a level come from those of the level above. */
    for (uint32_t l = 0; l < levels; l++) {
        uint32_t next = level_begin[l];
        for (size_t i = 0; i < g->count; i++)
            if (g->nodes[i].level == l)
                places[next++] = (struct place){&g->nodes[i], i ? g->nodes[g->nodes[i].parent].index : 0};
        qsort(places + level_begin[l], level_begin[l + 1] - level_begin[l], sizeof *places, by_parent_and_name);
        for (uint32_t i = level_begin[l]; i < level_begin[l + 1]; i++) {
            order[i] = (size_t)(places[i].node - g->nodes);
            g->nodes[order[i]].index = i;
        }
    }
    return scr_done();
}

static scr_result make_tree(struct growing *g) {
    struct measurement *m = g->measurement;
    size_t *order = scr_arena_alloc(&m->arena, g->count, sizeof *order);
    uint32_t *parent = scr_arena_alloc(&m->arena, g->count, sizeof *parent);
    uint32_t level_begin[RELEASE_LEVEL_LIMIT + 1];
    m->units = scr_arena_alloc(&m->arena, g->count, sizeof *m->units);
    if (!order || !parent || !m->units) return (scr_result){SCR_MEMORY};
    SCR_TRY(put_in_order(g, order, level_begin));
    for (size_t i = 0; i < g->count; i++) {
        const struct node *node = &g->nodes[order[i]];
        parent[i] = i ? g->nodes[node->parent].index : 0;
        uint64_t cast = node->unit == RETURNS_NONE ? RETURNS_UNKNOWN : g->ballots[node->unit];
        m->units[i] = (struct measurement_unit){node->name, parent[i], cast, cast};
    }
    SCR_TRY(release_hierarchy_build(&m->arena, parent, g->count, &m->tree, g->diagnosis));
    /* An upper unit's ballots are those of the units below it that are in the measurement. */
    for (size_t i = level_begin[m->tree.levels - 1]; i-- > 0;) {
        uint64_t sum = 0;
        for (uint32_t c = m->tree.first_child[i]; c < m->tree.first_child[i] + m->tree.children[i]; c++)
            sum = sum == RETURNS_UNKNOWN || m->units[c].cast == RETURNS_UNKNOWN ? RETURNS_UNKNOWN
                                                                                : sum + m->units[c].cast;
        m->units[i].cast = sum;
    }
    /* The artifact's counts have nine digits. */
    for (size_t i = 0; i < g->count; i++)
        m->units[i].ballots =
            g->plan->turnout_public && m->units[i].cast < RETURNS_VOTES_MOST ? m->units[i].cast : RETURNS_UNKNOWN;
    return scr_done();
}

static scr_result place_all(struct growing *g, const bool *reports, uint32_t *leaf_of) {
    for (size_t u = 0; u < g->returns->unit_count; u++) {
        size_t node;
        leaf_of[u] = NO_UNIT;
        if (!reports[u]) continue;
        SCR_TRY(place(g, u, &node));
        leaf_of[u] = (uint32_t)node;
    }
    return scr_done();
}

static scr_result grow(struct growing *g, const char *root_name, const bool *reports, uint32_t *leaf_of) {
    struct measurement *m = g->measurement;
    sum_ballots(g);
    if (!g->ballots) return (scr_result){SCR_MEMORY};
    SCR_TRY(scr_grow(&g->nodes, &g->capacity, 1, sizeof *g->nodes));
    const char *own = g->returns->units[g->plan->root].name;
    g->nodes[g->count++] = (struct node){.name = *own ? own : root_name, .unit = g->plan->root};
    g->nodes[0].name = scr_arena_copy(&m->arena, g->nodes[0].name, strlen(g->nodes[0].name));
    if (!g->nodes[0].name) return (scr_result){SCR_MEMORY};
    SCR_TRY(place_all(g, reports, leaf_of));
    if (g->count < 2 || g->plan->level_count < 2) return (scr_result){SCR_INTERNAL}; /* a contest has a row */
    SCR_TRY(make_tree(g));
    for (size_t u = 0; u < g->returns->unit_count; u++)
        if (leaf_of[u] != NO_UNIT) leaf_of[u] = g->nodes[leaf_of[u]].index;
    m->level_names[0] = returns_level_name(g->returns->units[g->plan->root].level, false);
    for (uint32_t l = 1; l < m->tree.levels; l++) m->level_names[l] = returns_level_name(g->plan->levels[l - 1], false);
    return scr_done();
}

scr_result measurement_units(const struct returns *returns, const struct measurement_plan *plan, const char *root_name,
                             const bool *reports, uint32_t *leaf_of, struct measurement *measurement,
                             struct scr_diagnosis *diagnosis) {
    struct growing g = {.returns = returns, .plan = plan, .measurement = measurement, .diagnosis = diagnosis};
    scr_result result = grow(&g, root_name, reports, leaf_of);
    free(g.nodes);
    name_index_free(&g.index);
    scr_buffer_free(&g.name);
    scr_buffer_free(&g.key);
    return result;
}

scr_result measurement_ranges(struct scr_arena *arena, const uint32_t *numbers, size_t count, const char **text) {
    struct scr_buffer out = {0};
    scr_result result = scr_done();
    for (size_t i = 0, last; i < count && !scr_failed(result); i = last + 1) {
        for (last = i; last + 1 < count && numbers[last + 1] == numbers[last] + 1;) last++;
        const char *gap = i ? " " : "";
        result = last == i ? scr_buffer_print(&out, "%s%u", gap, numbers[i] + 1)
                           : scr_buffer_print(&out, "%s%u-%u", gap, numbers[i] + 1, numbers[last] + 1);
        if (!scr_failed(result) && out.length > RANGES_MOST) result.code = SCR_LIMIT;
    }
    *text = scr_failed(result) ? NULL : scr_arena_copy(arena, count ? (const char *)out.data : "", out.length);
    scr_buffer_free(&out);
    return scr_failed(result) || *text ? result : (scr_result){SCR_MEMORY};
}
