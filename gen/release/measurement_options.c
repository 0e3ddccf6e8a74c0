/* measurement_options.c: sorts options by kind, place on the ballot and name. */
#include "gen/release/measurement_options.h"

#include <stdlib.h>
#include <string.h>

struct placed {
    const struct returns_option *option;
    size_t rank; /* among the definition's candidates, or their number */
};

enum measurement_kind measurement_option_kind(enum returns_kind kind) {
    static const enum measurement_kind kinds[] = {MEASUREMENT_LISTED,    MEASUREMENT_WRITE_IN, MEASUREMENT_UNDERVOTES,
                                                  MEASUREMENT_OVERVOTES, MEASUREMENT_OTHER,    MEASUREMENT_OTHER};
    return kinds[kind];
}

static int by_place(const void *a, const void *b) {
    const struct placed *first = a, *second = b;
    enum measurement_kind one = measurement_option_kind(first->option->kind);
    enum measurement_kind other = measurement_option_kind(second->option->kind);
    if (one != other) return one < other ? -1 : 1;
    if (first->rank != second->rank) return first->rank < second->rank ? -1 : 1;
    int order = strcmp(first->option->name, second->option->name);
    return order ? order : strcmp(first->option->party, second->option->party);
}

static size_t rank_of(const char *name, const struct contest *definition) {
    size_t rank = 0;
    while (definition && rank < definition->candidate_count && strcmp(definition->candidates[rank].name, name) != 0)
        rank++;
    return rank;
}

scr_result measurement_option_order(const struct returns_contest *source, const struct contest *definition,
                                    struct scr_arena *arena, size_t **order) {
    struct placed *placed = scr_arena_alloc(arena, source->option_count, sizeof *placed);
    *order = scr_arena_alloc(arena, source->option_count, sizeof **order);
    if (!placed || !*order) return (scr_result){SCR_MEMORY};
    for (size_t i = 0; i < source->option_count; i++)
        placed[i] = (struct placed){&source->options[i], rank_of(source->options[i].name, definition)};
    qsort(placed, source->option_count, sizeof *placed, by_place);
    for (size_t i = 0; i < source->option_count; i++) (*order)[i] = (size_t)(placed[i].option - source->options);
    return scr_done();
}
