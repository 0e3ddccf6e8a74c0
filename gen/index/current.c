/* current.c: finds what stands in an index by kind and subject. */
#include "gen/index/current.h"

#include <stdlib.h>
#include <string.h>

struct subject {
    const char *kind, *subject;
    uint32_t number, ended_by;
};

struct index_currents {
    size_t count;
    struct subject subjects[];
};

static int by_subject(const void *a, const void *b) {
    const struct subject *x = a, *y = b;
    int order = strcmp(x->kind, y->kind);
    return order ? order : strcmp(x->subject, y->subject);
}

static int by_subject_and_number(const void *a, const void *b) {
    const struct subject *x = a, *y = b;
    int order = by_subject(a, b);
    return order ? order : (x->number > y->number) - (x->number < y->number);
}

static scr_result collect(const struct publication_index *index, bool ended, struct index_currents **currents) {
    size_t bytes;
    if (__builtin_mul_overflow(index->count, sizeof(struct subject), &bytes) ||
        __builtin_add_overflow(bytes, sizeof **currents, &bytes) || !(*currents = malloc(bytes)))
        return (scr_result){SCR_MEMORY};
    (*currents)->count = 0;
    for (size_t i = 0; i < index->count; i++) {
        const struct index_entry *entry = &index->entries[i];
        if (entry->withdrawal || (entry->ended_by && !ended) || !strcmp(entry->kind, "impact-statement")) continue;
        (*currents)->subjects[(*currents)->count++] =
            (struct subject){entry->kind, entry->subject, entry->number, entry->ended_by};
    }
    if ((*currents)->count)
        qsort((*currents)->subjects, (*currents)->count, sizeof *(*currents)->subjects, by_subject_and_number);
    return scr_done();
}

scr_result index_currents_new(const struct publication_index *index, struct index_currents **currents) {
    return collect(index, false, currents);
}

void index_currents_free(struct index_currents *currents) { free(currents); }

uint32_t index_currents_find(const struct index_currents *currents, const char *kind, const char *subject) {
    const struct subject wanted = {.kind = kind, .subject = subject};
    const struct subject *found =
        currents->count ? bsearch(&wanted, currents->subjects, currents->count, sizeof *currents->subjects, by_subject)
                        : NULL;
    return found ? found->number : 0;
}

scr_result index_beside(const struct publication_index *index, uint32_t *first, uint32_t *second) {
    struct index_currents *all;
    *first = *second = 0;
    SCR_TRY(collect(index, true, &all));
    for (size_t i = 1; i < all->count && !*second; i++) {
        const struct subject *before = &all->subjects[i - 1], *behind = &all->subjects[i];
        if (by_subject(before, behind) || (before->ended_by && before->ended_by <= behind->number)) continue;
        *first = before->number;
        *second = behind->number;
    }
    index_currents_free(all);
    return scr_done();
}
