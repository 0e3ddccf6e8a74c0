/* table.c: leaves with keys become a hierarchy with counts; leaves are found by name. */
#include "gen/study/table.h"

#include <stdlib.h>
#include <string.h>

void study_table_free(struct study_table *table) {
    scr_arena_free(&table->arena);
    *table = (struct study_table){0};
}

uint32_t study_first_leaf(const struct study_table *table) { return table->tree.level_begin[table->tree.levels - 1]; }

uint32_t study_leaves(const struct study_table *table) { return table->tree.units - study_first_leaf(table); }

int64_t study_unit_total(const struct study_table *table, uint32_t unit) {
    int64_t sum = 0;
    for (uint32_t o = 0; o < table->option_count; o++) sum += table->counts[(size_t)unit * table->option_count + o];
    return sum;
}

uint64_t study_sensitivity(enum measurement_adjacency adjacency, uint32_t options, unsigned votes) {
    uint64_t most = options < votes ? options : votes;
    if (adjacency == MEASUREMENT_ADD_REMOVE) return options == 1 ? most : votes;
    return options == 1 ? most : 2 * most;
}

static scr_result check_size(size_t units, size_t options, struct scr_diagnosis *diagnosis) {
    size_t cells;
    if (!units || !options || units > STUDY_UNITS_MOST || options > STUDY_OPTIONS_MOST ||
        !scr_multiply(units, options, &cells) || cells > STUDY_CELLS_MOST)
        return scr_refuse(diagnosis, SCR_LIMIT, "study",
                          "a study takes 1 to %u units, 1 to %u counts of each, and at most %u counts in all",
                          STUDY_UNITS_MOST, STUDY_OPTIONS_MOST, STUDY_CELLS_MOST);
    return scr_done();
}

/* A leaf to be sorted: its keys. */
struct leaf {
    const char *const *keys;
    size_t number;
    uint32_t levels;
};

static int by_keys(const void *a, const void *b) {
    const struct leaf *x = a, *y = b;
    for (uint32_t l = 0; l < x->levels; l++) {
        int order = strcmp(x->keys[l], y->keys[l]);
        if (order) return order;
    }
    return x->number < y->number ? -1 : 1;
}

/* The first level on which two leaves differ; `levels` when on none. */
static uint32_t first_difference(const struct leaf *a, const struct leaf *b) {
    uint32_t l = 0;
    while (l < a->levels && !strcmp(a->keys[l], b->keys[l])) l++;
    return l;
}

/* How many units each level has, and whether a root must be put above them. */
static scr_result count_units(const struct leaf *leaves, size_t count, uint32_t *per_level, size_t *twice) {
    for (size_t i = 0; i < count; i++) {
        uint32_t from = i ? first_difference(&leaves[i - 1], &leaves[i]) : 0;
        if (from == leaves[i].levels) {
            *twice = leaves[i].number;
            return (scr_result){SCR_INPUT};
        }
        for (uint32_t l = from; l < leaves[i].levels; l++) per_level[l]++;
    }
    return scr_done();
}

/* `above` is 1 when a root stands above the first level of the keys. */
static scr_result number_units(struct study_table *table, const struct leaf *leaves, size_t count, uint32_t above,
                               const uint32_t *per_level, const int64_t *leaf_counts, struct scr_diagnosis *diagnosis) {
    uint32_t levels = leaves[0].levels, units = above, next[RELEASE_LEVEL_LIMIT];
    size_t options = table->option_count;
    for (uint32_t l = 0; l < levels; l++) next[l] = units, units += per_level[l];
    uint32_t *parent = scr_arena_alloc(&table->arena, units, sizeof *parent);
    table->names = scr_arena_alloc(&table->arena, units, sizeof *table->names);
    table->counts = scr_arena_alloc(&table->arena, (size_t)units * options, sizeof *table->counts);
    if (!parent || !table->names || !table->counts) return (scr_result){SCR_MEMORY};
    if (above) table->names[0] = "";
    for (size_t i = 0; i < count; i++) {
        for (uint32_t l = i ? first_difference(&leaves[i - 1], &leaves[i]) : 0; l < levels; l++) {
            uint32_t unit = next[l]++;
            parent[unit] = l ? next[l - 1] - 1 : 0;
            table->names[unit] = leaves[i].keys[l];
        }
        memcpy(table->counts + (size_t)(next[levels - 1] - 1) * options, leaf_counts + leaves[i].number * options,
               options * sizeof *leaf_counts);
    }
    SCR_TRY(release_hierarchy_build(&table->arena, parent, units, &table->tree, diagnosis));
    for (uint32_t unit = units; --unit;) /* children stand behind their parents */
        for (size_t o = 0; o < options; o++)
            table->counts[parent[unit] * options + o] += table->counts[unit * options + o];
    return scr_done();
}

scr_result study_table_build(struct study_table *table, const char *const *keys, size_t leaves, uint32_t levels,
                             const int64_t *leaf_counts, size_t *twice, struct scr_diagnosis *diagnosis) {
    uint32_t per_level[RELEASE_LEVEL_LIMIT] = {0}, above;
    size_t units = 1;
    *twice = SIZE_MAX;
    SCR_TRY(check_size(leaves, table->option_count, diagnosis));
    if (!levels || levels >= RELEASE_LEVEL_LIMIT) return (scr_result){SCR_LIMIT};
    struct leaf *sorted = calloc(leaves, sizeof *sorted);
    if (!sorted) return (scr_result){SCR_MEMORY};
    for (size_t i = 0; i < leaves; i++) sorted[i] = (struct leaf){keys + i * levels, i, levels};
    qsort(sorted, leaves, sizeof *sorted, by_keys);
    scr_result result = count_units(sorted, leaves, per_level, twice);
    above = per_level[0] > 1;
    for (uint32_t l = 0; l < levels; l++) units += per_level[l]; /* at most 15 * 500,000 */
    if (!scr_failed(result)) result = check_size(units, table->option_count, diagnosis);
    if (!scr_failed(result)) result = number_units(table, sorted, leaves, above, per_level, leaf_counts, diagnosis);
    if (!scr_failed(result) && above) {
        memmove(table->level_names + 1, table->level_names, levels * sizeof *table->level_names);
        table->level_names[0] = "all";
    }
    free(sorted);
    return result;
}

scr_result study_table_take(struct study_table *table, const struct measurement *measurement, size_t contest,
                            struct scr_diagnosis *diagnosis) {
    const struct measurement_contest *c = &measurement->contests[contest];
    size_t units = c->tree.units, cells;
    SCR_TRY(check_size(units, c->option_count, diagnosis));
    cells = units * c->option_count;
    table->option_count = c->option_count;
    table->votes_allowed = c->votes_allowed;
    table->sensitivity = measurement_sensitivity(measurement->adjacency, false, c);
    SCR_TRY(release_hierarchy_build(&table->arena, c->tree.parent, units, &table->tree, diagnosis));
    table->names = scr_arena_alloc(&table->arena, units, sizeof *table->names);
    table->options = scr_arena_alloc(&table->arena, c->option_count, sizeof *table->options);
    table->counts = scr_arena_alloc(&table->arena, cells, sizeof *table->counts);
    if (!table->names || !table->options || !table->counts) return (scr_result){SCR_MEMORY};
    memcpy(table->counts, c->counts, cells * sizeof *table->counts);
    for (size_t u = 0; u < units; u++) {
        const char *name = measurement->units[c->unit[u]].name;
        if (!(table->names[u] = scr_arena_copy(&table->arena, name, strlen(name)))) return (scr_result){SCR_MEMORY};
    }
    for (uint32_t o = 0; o < c->option_count; o++)
        if (!(table->options[o] = scr_arena_copy(&table->arena, c->options[o].name, strlen(c->options[o].name))))
            return (scr_result){SCR_MEMORY};
    for (uint32_t l = 0; l < c->tree.levels; l++) {
        const char *name = measurement->level_names[l];
        if (!(table->level_names[l] = scr_arena_copy(&table->arena, name, strlen(name))))
            return (scr_result){SCR_MEMORY};
    }
    return scr_done();
}

struct study_leaf_name {
    const char *name;
    uint32_t leaf; /* unit */
};

static int by_name(const void *a, const void *b) {
    const struct study_leaf_name *x = a, *y = b;
    int order = strcmp(x->name, y->name);
    if (order) return order;
    return x->leaf < y->leaf ? -1 : x->leaf > y->leaf;
}

scr_result study_unit_path(const struct study_table *table, uint32_t unit, struct scr_arena *arena, const char **path) {
    *path = table->names[unit];
    for (uint32_t up = table->tree.parent[unit]; up; up = table->tree.parent[up])
        if (!(*path = scr_arena_print(arena, "%s/%s", table->names[up], *path))) return (scr_result){SCR_MEMORY};
    return scr_done();
}

scr_result study_level_index_make(const struct study_table *table, uint32_t level, struct study_leaf_index *index) {
    uint32_t first = table->tree.level_begin[level], end = table->tree.level_begin[level + 1];
    index->names = scr_arena_alloc(&index->arena, 2 * (size_t)(end - first), sizeof *index->names);
    if (!index->names) return (scr_result){SCR_MEMORY};
    for (uint32_t leaf = first; leaf < end; leaf++) {
        const char *path;
        SCR_TRY(study_unit_path(table, leaf, &index->arena, &path));
        index->names[index->count++] = (struct study_leaf_name){table->names[leaf], leaf};
        if (strcmp(path, table->names[leaf]) != 0) index->names[index->count++] = (struct study_leaf_name){path, leaf};
    }
    qsort(index->names, index->count, sizeof *index->names, by_name);
    return scr_done();
}

scr_result study_leaf_index_make(const struct study_table *table, struct study_leaf_index *index) {
    return study_level_index_make(table, table->tree.levels - 1, index);
}

void study_leaf_index_free(struct study_leaf_index *index) {
    scr_arena_free(&index->arena);
    *index = (struct study_leaf_index){0};
}

uint32_t study_leaf_find(const struct study_leaf_index *index, const char *name) {
    size_t low = 0, high = index->count;
    while (low < high) {
        size_t middle = low + (high - low) / 2;
        if (strcmp(index->names[middle].name, name) < 0)
            low = middle + 1;
        else
            high = middle;
    }
    if (low == index->count || strcmp(index->names[low].name, name) != 0) return STUDY_NO_LEAF;
    if (low + 1 < index->count && !strcmp(index->names[low + 1].name, name)) return STUDY_SEVERAL_LEAVES;
    return index->names[low].leaf;
}
