/* statement_levels.c: the levels of a measurement statement and their units: one root, children in the order of their
 * parents and by name, names that tell siblings apart. Part of DPR-03. */
#include <inttypes.h>
#include <string.h>

#include "verify/release/statement.h"

/* Units of one parent stand by name: any other order could tell their counts. They stand together when parents never
 * decrease; else that has been complained of. */
static void check_names(const struct measured_level *level, struct complaint *complaint) {
    for (size_t i = 1; i < level->count; i++) {
        const struct measured_unit *first = &level->units[i - 1], *second = &level->units[i];
        int order = first->parent == second->parent ? strcmp(first->name, second->name) : -1;
        if (!order)
            complain(complaint, "two units of level %s below unit %" PRIu32 " have the name %s",
                     shown(complaint, level->name), second->parent, shown(complaint, second->name));
        else if (order > 0)
            complain(complaint, "unit %zu of level %s, %s, stands behind %s, and not by name", i + 1,
                     shown(complaint, level->name), shown(complaint, second->name), shown(complaint, first->name));
    }
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
        check_names(level, complaint);
    }
    return scr_done();
}
