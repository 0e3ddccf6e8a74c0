/* sorted.c: sorting positions by name, in n log n whatever the names are. */
#include "verify/sorted.h"

#include <stdlib.h>
#include <string.h>

struct named {
    const char *name;
    size_t position;
};

static int compare(const void *a, const void *b) {
    const struct named *x = a, *y = b;
    int order = strcmp(x->name, y->name);
    return order ? order : (x->position > y->position) - (x->position < y->position);
}

size_t *sorted_by_name(struct scr_arena *arena, const void *items, size_t count, sorted_name *name) {
    struct named *all = calloc(count ? count : 1, sizeof *all);
    size_t *order = all ? scr_arena_alloc(arena, count, sizeof *order) : NULL;
    for (size_t i = 0; order && i < count; i++) all[i] = (struct named){name(items, i), i};
    if (order && count) qsort(all, count, sizeof *all, compare);
    for (size_t i = 0; order && i < count; i++) order[i] = all[i].position;
    free(all);
    return order;
}

size_t sorted_duplicate(const size_t *order, const void *items, size_t count, sorted_name *name) {
    for (size_t i = 1; i < count; i++)
        if (!strcmp(name(items, order[i - 1]), name(items, order[i]))) return i;
    return count;
}

size_t sorted_find(const size_t *order, const void *items, size_t count, sorted_name *name, const char *wanted) {
    size_t low = 0, high = count;
    while (low < high) {
        size_t middle = low + (high - low) / 2;
        int difference = strcmp(name(items, order[middle]), wanted);
        if (!difference) return order[middle];
        if (difference < 0)
            low = middle + 1;
        else
            high = middle;
    }
    return count;
}
