/* file_names.c: safe and unique names from ballot style ids. */
#include "gen/deck/file_names.h"

#include <stdlib.h>
#include <string.h>
#include <strings.h>

#define NAME_MOST 80

struct named {
    char *name;
    size_t style;
};

static int by_name(const void *a, const void *b) {
    const struct named *x = a, *y = b;
    int order = strcasecmp(x->name, y->name);
    return order ? order : x->style < y->style ? -1 : 1;
}

static char *safe_name(const char *id, struct scr_arena *arena) {
    char name[NAME_MOST + 1];
    size_t length = 0;
    for (; *id && length < NAME_MOST; id++) {
        char c = *id;
        bool safe = (c >= 'A' && c <= 'Z') || (c >= 'a' && c <= 'z') || (c >= '0' && c <= '9') || c == '_' ||
                    (c == '.' && length) || (c == '-' && length);
        /* One dash for a run of others. */
        if (!safe && length && name[length - 1] == '-') continue;
        name[length++] = safe ? c : '-';
    }
    return scr_arena_copy(arena, length ? name : "style", length ? length : 5);
}

/* Equal names stand side by side when sorted; the later ones get a number, until no two are equal. */
scr_result file_names_of_styles(const struct election *election, struct scr_arena *arena, const char ***names) {
    size_t count = election->style_count;
    struct named *order = scr_arena_alloc(arena, count, sizeof *order);
    *names = scr_arena_alloc(arena, count, sizeof **names);
    if (!order || !*names) return (scr_result){SCR_MEMORY};
    for (size_t s = 0; s < count; s++) {
        order[s] = (struct named){safe_name(election->styles[s].id, arena), s};
        if (!order[s].name) return (scr_result){SCR_MEMORY};
    }
    for (bool again = true; again;) {
        again = false;
        qsort(order, count, sizeof *order, by_name);
        for (size_t i = 0, run = 1; i + 1 < count; i++) {
            run = strcasecmp(order[i].name, order[i + 1].name) ? 1 : run + 1;
            if (run == 1) continue;
            /* Only the last of a run is compared with the next name, so the first keeps its own. */
            char *longer = scr_arena_print(arena, "%s-%zu", order[i + 1].name, run);
            if (!longer) return (scr_result){SCR_MEMORY};
            (*names)[order[i + 1].style] = longer;
            again = true;
        }
        for (size_t i = 0; i < count && again; i++)
            if ((*names)[order[i].style]) {
                order[i].name = scr_arena_copy(arena, (*names)[order[i].style], strlen((*names)[order[i].style]));
                if (!order[i].name) return (scr_result){SCR_MEMORY};
                (*names)[order[i].style] = NULL;
            }
    }
    for (size_t i = 0; i < count; i++) (*names)[order[i].style] = order[i].name;
    return scr_done();
}
