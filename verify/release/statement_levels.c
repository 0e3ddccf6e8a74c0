/* statement_levels.c: the levels of a measurement statement and their units: one root, children in the order of their
 * parents, names that tell siblings apart. Part of DPR-03. */
#include <inttypes.h>
#include <stdlib.h>
#include <string.h>

#include "verify/release/statement.h"

static int by_name(const void *a, const void *b) { return strcmp(*(const char *const *)a, *(const char *const *)b); }

/* Sorts the names of one unit's children and looks for equal neighbours. */
static void check_siblings(const char **names, size_t count, uint32_t parent, const char *level,
                           struct complaint *complaint) {
    if (count < 2) return;
    qsort(names, count, sizeof *names, by_name);
    for (size_t i = 1; i < count; i++)
        if (!strcmp(names[i - 1], names[i]))
            complain(complaint, "two units of level %s below unit %" PRIu32 " have the name %s",
                     shown(complaint, level), parent, shown(complaint, names[i]));
}

/* Siblings stand together when parents never decrease; else that has been complained of. */
static scr_result check_names(const struct measured_level *level, struct complaint *complaint) {
    const char **names = calloc(level->count, sizeof *names);
    if (!names) return (scr_result){SCR_MEMORY};
    for (size_t i = 0, first = 0; i < level->count; i++) {
        uint32_t parent = level->units[i].parent;
        names[i - first] = level->units[i].name;
        if (i + 1 < level->count && level->units[i + 1].parent == parent) continue;
        check_siblings(names, i + 1 - first, parent, level->name, complaint);
        first = i + 1;
    }
    free(names);
    return scr_done();
}

/* Each parent follows the one before it, so that every unit above has children and they stand in its order. */
static void check_parents(const struct measured_level *level, size_t above, struct complaint *complaint) {
    uint32_t last = 0;
    for (size_t i = 0; i < level->count; i++) {
        uint32_t parent = level->units[i].parent;
        if (parent < 1 || parent > above)
            complain(complaint, "unit %zu of level %s has Parent %" PRIu32 ", the level above has units 1 to %zu",
                     i + 1, shown(complaint, level->name), parent, above);
        else if (parent < last)
            complain(complaint, "unit %zu of level %s has Parent %" PRIu32 " behind Parent %" PRIu32, i + 1,
                     shown(complaint, level->name), parent, last);
        else if (parent > last + 1)
            complain(complaint, "unit %" PRIu32 " above level %s has no child", last + 1,
                     shown(complaint, level->name));
        if (parent > last && parent <= above) last = parent;
    }
    if (last < above)
        complain(complaint, "unit %" PRIu32 " above level %s has no child", last + 1, shown(complaint, level->name));
}

scr_result statement_check_levels(struct published_statement *statement, struct complaint *complaint) {
    const struct measured_level *root = &statement->levels[0];
    if (root->count != 1 || root->units[0].parent)
        complain(complaint,
                 "the first level has %zu units, the first of Parent %" PRIu32 ", instead of one of Parent 0",
                 root->count, root->units[0].parent);
    if (statement->exact_levels >= statement->level_count)
        complain(complaint, "ExactLevels is %" PRIu32 " of %zu levels, so that nothing is left for noise",
                 statement->exact_levels, statement->level_count);
    for (size_t i = 0; i < statement->level_count; i++) {
        struct measured_level *level = &statement->levels[i];
        level->first = statement->unit_count;
        statement->unit_count += level->count;
        if (i) check_parents(level, statement->levels[i - 1].count, complaint);
        SCR_TRY(check_names(level, complaint));
    }
    return scr_done();
}
