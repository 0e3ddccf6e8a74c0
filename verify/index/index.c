/* index.c: looks entries of an index up by number and digest, and compares two indexes. */
#include "verify/index/index.h"

#include <stdlib.h>
#include <string.h>

const struct index_entry *index_find(const struct publication_index *index, const struct scr_hash *file) {
    size_t first = 0, end = index->publications;
    while (first < end) {
        size_t middle = first + (end - first) / 2;
        int order = memcmp(index->by_file[middle]->file.bytes, file->bytes, SCR_HASH_SIZE);
        if (!order) return index->by_file[middle];
        if (order < 0)
            first = middle + 1;
        else
            end = middle;
    }
    return NULL;
}

const struct index_entry *index_first_of(const struct publication_index *index, const char *kind, const char *subject) {
    size_t low = 0, high = index->subjects;
    while (low < high) {
        size_t middle = low + (high - low) / 2;
        const struct index_entry *entry = index->by_subject[middle];
        int order = strcmp(entry->kind, kind);
        if (!order) order = strcmp(entry->text, subject);
        if (order < 0)
            low = middle + 1;
        else
            high = middle;
    }
    const struct index_entry *first = low < index->subjects ? index->by_subject[low] : NULL;
    return first && !strcmp(first->kind, kind) && !strcmp(first->text, subject) ? first : NULL;
}

const struct scr_hash *index_files(const struct publication_index *index, struct scr_arena *arena) {
    struct scr_hash *files = scr_arena_alloc(arena, index->publications, sizeof *files);
    for (size_t i = 0; files && i < index->publications; i++) files[i] = index->by_file[i]->file;
    return files;
}

size_t index_number(const struct publication_index *index, const struct index_entry *entry) {
    return (size_t)(entry - index->entries) + 1;
}

size_t index_common(const struct publication_index *a, const struct publication_index *b) {
    size_t first = 0, end = a->count < b->count ? a->count : b->count;
    if (scr_hash_equal(&a->entries[end - 1].hash, &b->entries[end - 1].hash)) return end;
    while (first < end) { /* all before `first` are the same, the one at `end` is not */
        size_t middle = first + (end - first) / 2;
        if (scr_hash_equal(&a->entries[middle].hash, &b->entries[middle].hash))
            first = middle + 1;
        else
            end = middle;
    }
    return first;
}

void index_free(struct publication_index *index) {
    if (!index) return;
    free(index->entries);
    scr_arena_free(&index->arena);
    free(index);
}
