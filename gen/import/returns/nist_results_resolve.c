/* nist_results_resolve.c: from the ids of NIST 1500-100 results to units in a tree, contests and selections. */
#include <string.h>

#include "nist_results.h"

#define SPACE " \t\r\n"

static unsigned level_of(const char *type) {
    static const struct {
        const char *type;
        enum returns_level level;
    } levels[] = {{"country", RETURNS_WHOLE},
                  {"state", RETURNS_STATE},
                  {"county", RETURNS_COUNTY},
                  {"borough", RETURNS_MUNICIPALITY},
                  {"city", RETURNS_MUNICIPALITY},
                  {"municipality", RETURNS_MUNICIPALITY},
                  {"town", RETURNS_MUNICIPALITY},
                  {"township", RETURNS_MUNICIPALITY},
                  {"village", RETURNS_MUNICIPALITY},
                  {"ward", RETURNS_PRECINCT},
                  {"precinct", RETURNS_PRECINCT},
                  {"split-precinct", RETURNS_PRECINCT},
                  {"combined-precinct", RETURNS_PRECINCT},
                  {"polling-place", RETURNS_PRECINCT},
                  {"vote-center", RETURNS_PRECINCT}};
    for (size_t i = 0; i < sizeof levels / sizeof *levels; i++)
        if (!strcmp(type, levels[i].type)) return levels[i].level;
    return RETURNS_LEVELS;
}

/* The unit's parent becomes the nearest of those that are composed of it. */
static void adopt(struct results *results, size_t parent, size_t child) {
    struct results_unit *p = &results->units[parent], *c = &results->units[child];
    struct builder *base = &results->builder->base;
    if (p->level < c->level && (c->parent == RESULTS_NOWHERE || results->units[c->parent].level < p->level))
        c->parent = parent;
    if (p->level == RETURNS_PRECINCT && c->level == RETURNS_PRECINCT && p->counted && c->counted && parent != child)
        builder_problem(base, p->place, "both the unit %s and its part %s have counts; give those of the parts alone",
                        builder_shown(base, p->id), builder_shown(base, c->id));
}

static scr_result find_parents(struct results *results) {
    for (size_t i = 0; i < results->unit_count; i++) {
        const char *at = results->units[i].members + strspn(results->units[i].members, SPACE);
        while (*at && results->units[i].level < RETURNS_LEVELS) {
            size_t length = strcspn(at, SPACE), child;
            if (name_index_find(&results->unit_ids, at, length, &child)) adopt(results, i, child);
            at += length;
            at += strspn(at, SPACE);
        }
    }
    return scr_done();
}

/* Levels rise from child to parent, so this ends after at most five steps. */
static scr_result place_unit(struct results *results, size_t index) {
    struct results_unit *unit = &results->units[index];
    size_t parent = 0;
    if (unit->unit != RETURNS_NONE) return scr_done();
    if (unit->level == RETURNS_WHOLE) {
        unit->unit = 0;
        return scr_done();
    }
    if (unit->parent != RESULTS_NOWHERE) {
        SCR_TRY(place_unit(results, unit->parent));
        parent = results->units[unit->parent].unit;
    }
    return returns_unit_below(results->builder, parent, (enum returns_level)unit->level,
                              *unit->name ? unit->name : unit->id, &unit->unit);
}

static scr_result place_units(struct results *results) {
    struct builder *base = &results->builder->base;
    for (size_t i = 0; i < results->unit_count; i++) {
        struct results_unit *unit = &results->units[i];
        if (!unit->type)
            builder_problem(base, unit->place, "the unit %s is named, but there is no GpUnit with this ObjectId",
                            builder_shown(base, unit->id));
        else
            unit->level = level_of(unit->type);
    }
    SCR_TRY(find_parents(results));
    for (size_t i = 0; i < results->unit_count; i++) {
        const struct results_unit *unit = &results->units[i];
        bool wanted = unit->counted || unit->registered != RETURNS_UNKNOWN;
        if (wanted && unit->level < RETURNS_LEVELS) {
            SCR_TRY(place_unit(results, i));
            if (unit->registered != RETURNS_UNKNOWN)
                SCR_TRY(returns_add(results->builder, unit->place, unit->unit, RETURNS_REGISTERED, RETURNS_MODE_TOTAL,
                                    unit->registered));
        } else if (unit->counted && unit->type) {
            builder_remark(base, unit->place,
                           "the counts of the unit %s are left out: it is no state, county, municipality or precinct "
                           "(its type is %s)",
                           builder_shown(base, unit->id), builder_shown(base, unit->type));
        }
    }
    return scr_done();
}

/* The people of a ticket, joined. */
static scr_result people_of(struct results *results, const struct results_selection *selection,
                            struct import_place place, struct scr_buffer *name) {
    struct builder *base = &results->builder->base;
    for (const char *at = selection->people + strspn(selection->people, SPACE); *at; at += strspn(at, SPACE)) {
        size_t length = strcspn(at, SPACE), person;
        if (name_index_find(&results->person_ids, at, length, &person)) {
            if (name->length) SCR_TRY(scr_buffer_text(name, " / "));
            SCR_TRY(scr_buffer_text(name, results->people[person].name));
        } else {
            builder_problem(base, place, "the selection %s names a candidate or party that is not in the file",
                            builder_shown(base, selection->id));
        }
        at += length;
    }
    return scr_done();
}

static scr_result option_of(struct results *results, const struct results_count *count, size_t contest,
                            size_t *option) {
    static const char *const labels[RESULTS_WHATS] = {"", "Undervotes", "Overvotes", "Write-ins", ""};
    const struct csv_field none = {"", 0};
    if (count->what != RESULTS_SELECTION) {
        struct csv_field label = {labels[count->what], strlen(labels[count->what])};
        return returns_option(results->builder, count->place, contest, label, none, false, option);
    }
    struct results_selection *selection = &results->selections[count->selection];
    struct scr_buffer name = {0};
    *option = selection->option;
    if (selection->resolved) return scr_done();
    scr_result result = people_of(results, selection, count->place, &name);
    if (!scr_failed(result) && !name.length)
        result = scr_buffer_text(&name, *selection->text      ? selection->text
                                        : selection->write_in ? "Write-in"
                                                              : selection->id);
    if (!scr_failed(result))
        result =
            returns_option(results->builder, count->place, contest,
                           (struct csv_field){(const char *)name.data, name.length}, none, selection->write_in, option);
    scr_buffer_free(&name);
    selection->option = *option;
    selection->resolved = true;
    return result;
}

static scr_result hand_over(struct results *results, const struct results_count *count) {
    struct results_unit *unit = &results->units[count->unit];
    struct returns_builder *builder = results->builder;
    size_t contest, option;
    if (unit->unit == RETURNS_NONE) return scr_done();
    if (count->what == RESULTS_BALLOTS)
        return returns_add(builder, count->place, unit->unit, RETURNS_BALLOTS, count->mode, count->votes);
    const struct results_contest *from = &results->contests[count->contest];
    if (count->what == RESULTS_WRITE_INS && from->write_ins_counted) return scr_done();
    const char *name = *from->name ? from->name : from->id;
    SCR_TRY(returns_contest(builder, count->place, name, strlen(name), from->votes_allowed, &contest));
    if (contest == RETURNS_NONE) return scr_done();
    SCR_TRY(option_of(results, count, contest, &option));
    return option == RETURNS_NONE ? scr_done()
                                  : returns_add(builder, count->place, unit->unit, option, count->mode, count->votes);
}

scr_result results_resolve(struct results *results) {
    SCR_TRY(place_units(results));
    for (size_t i = 0; i < results->count_count; i++) {
        const struct results_count *count = &results->counts[i];
        if (count->what == RESULTS_SELECTION && results->selections[count->selection].write_in)
            results->contests[count->contest].write_ins_counted = true;
    }
    if (results->later_rounds)
        builder_remark(&results->builder->base, (struct import_place){0},
                       "%zu counts of later rounds of ranked contests are left out", results->later_rounds);
    for (size_t i = 0; i < results->count_count; i++) SCR_TRY(hand_over(results, &results->counts[i]));
    return scr_done();
}
