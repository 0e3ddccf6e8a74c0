/* index.c: entries of an index: their chain of hashes, how they end each other, how they are found and shown. */
#include "gen/index/index.h"

#include <stdlib.h>
#include <string.h>

#include "gen/package/names.h"
#include "gen/release/field.h"

void index_free(struct publication_index *index) {
    scr_arena_free(&index->arena);
    scr_buffer_free(&index->file);
    free(index->entries);
    free(index->by_hash);
    *index = (struct publication_index){0};
}

scr_result index_replaces(const struct index_entry *entry, struct scr_buffer *out) {
    SCR_TRY(scr_buffer_text(out, ""));
    for (size_t i = 0; i < entry->replaces_count; i++)
        SCR_TRY(scr_buffer_print(out, "%s%u", i ? " " : "", (unsigned)entry->replaces[i]));
    return scr_done();
}

static scr_result publication_fields(const struct index_entry *entry, struct scr_buffer *message) {
    struct scr_buffer replaces = {0};
    char hex[SCR_HEX_SIZE];
    scr_hash_hex(&entry->sha256, hex);
    scr_result result = index_replaces(entry, &replaces);
    SCR_TRY_OR(result, result, done);
    SCR_TRY_OR(result, release_field_text(message, "publication"), done);
    SCR_TRY_OR(result, release_field_u32(message, entry->number), done);
    SCR_TRY_OR(result, release_field_text(message, entry->date), done);
    SCR_TRY_OR(result, release_field_text(message, entry->kind), done);
    SCR_TRY_OR(result, release_field_text(message, entry->subject), done);
    SCR_TRY_OR(result, release_field_text(message, hex), done);
    result = release_field_text(message, (const char *)replaces.data);
done:
    scr_buffer_free(&replaces);
    return result;
}

static scr_result withdrawal_fields(const struct index_entry *entry, struct scr_buffer *message) {
    SCR_TRY(release_field_text(message, "withdrawal"));
    SCR_TRY(release_field_u32(message, entry->number));
    SCR_TRY(release_field_text(message, entry->date));
    SCR_TRY(release_field_u32(message, entry->of));
    return release_field_text(message, entry->reason);
}

scr_result index_hash(const char *election, const struct scr_hash *before, const struct index_entry *entry,
                      struct scr_hash *hash) {
    static const struct scr_hash none = {{0}};
    struct scr_buffer message = {0};
    scr_result result;
    SCR_TRY_OR(result, release_field_text(&message, "scrutineer index 1"), done);
    SCR_TRY_OR(result, release_field_text(&message, election), done);
    SCR_TRY_OR(result, scr_buffer_append(&message, (before ? before : &none)->bytes, SCR_HASH_SIZE), done);
    SCR_TRY_OR(result, entry->withdrawal ? withdrawal_fields(entry, &message) : publication_fields(entry, &message),
               done);
    result = scr_hash_bytes(message.data, message.length, hash);
done:
    scr_buffer_free(&message);
    return result;
}

static scr_result copy(struct scr_arena *arena, const char **text) {
    if (!*text) return scr_done();
    *text = scr_arena_copy(arena, *text, strlen(*text));
    return (scr_result){*text ? SCR_DONE : SCR_MEMORY};
}

scr_result index_append(struct publication_index *index, const struct index_entry *entry) {
    if (index->count == INDEX_NUMBER_MOST) return (scr_result){SCR_LIMIT};
    SCR_TRY(scr_grow(&index->entries, &index->capacity, index->count + 1, sizeof *index->entries));
    struct index_entry *added = &index->entries[index->count];
    *added = *entry;
    added->number = (uint32_t)index->count + 1;
    added->ended_by = 0;
    SCR_TRY(copy(&index->arena, &added->date));
    SCR_TRY(copy(&index->arena, &added->kind));
    SCR_TRY(copy(&index->arena, &added->subject));
    SCR_TRY(copy(&index->arena, &added->reason));
    uint32_t *replaces = scr_arena_alloc(&index->arena, entry->replaces_count, sizeof *replaces);
    if (!replaces) return (scr_result){SCR_MEMORY};
    if (entry->replaces_count) memcpy(replaces, entry->replaces, entry->replaces_count * sizeof *replaces);
    added->replaces = replaces;
    const struct scr_hash *before = index->count ? &index->entries[index->count - 1].hash : NULL;
    SCR_TRY(index_hash(index->election, before, added, &added->hash));
    for (size_t i = 0; i < added->replaces_count; i++) {
        struct index_entry *ended = &index->entries[added->replaces[i] - 1];
        if (added->replaces[i] >= added->number || ended->ended_by) return (scr_result){SCR_INTERNAL};
        ended->ended_by = added->number;
    }
    if (added->withdrawal) {
        if (!added->of || added->of >= added->number) return (scr_result){SCR_INTERNAL};
        index->entries[added->of - 1].ended_by = added->number;
    }
    index->count++;
    return scr_done();
}

/* What is sorted, for qsort, which takes no context: digests with their places. */
struct sortable {
    const uint8_t *digest;
    uint32_t at;
};

static int by_digest(const void *a, const void *b) {
    const struct sortable *x = a, *y = b;
    return memcmp(x->digest, y->digest, SCR_HASH_SIZE);
}

scr_result index_sort(struct publication_index *index) {
    size_t count = 0, room = index->count + 1; /* far below the largest size_t */
    struct sortable *sorted = calloc(room, sizeof *sorted);
    uint32_t *by_hash = calloc(room, sizeof *by_hash);
    if (!sorted || !by_hash) {
        free(sorted);
        free(by_hash);
        return (scr_result){SCR_MEMORY};
    }
    for (size_t i = 0; i < index->count; i++)
        if (!index->entries[i].withdrawal)
            sorted[count++] = (struct sortable){index->entries[i].sha256.bytes, (uint32_t)i};
    qsort(sorted, count, sizeof *sorted, by_digest);
    for (size_t i = 0; i < count; i++) by_hash[i] = sorted[i].at;
    free(sorted);
    free(index->by_hash);
    index->by_hash = by_hash;
    index->sorted = count;
    return scr_done();
}

const struct index_entry *index_find(const struct publication_index *index, const struct scr_hash *sha256) {
    size_t low = 0, high = index->sorted;
    while (low < high) {
        size_t middle = low + (high - low) / 2;
        const struct index_entry *entry = &index->entries[index->by_hash[middle]];
        int order = memcmp(entry->sha256.bytes, sha256->bytes, SCR_HASH_SIZE);
        if (!order) return entry;
        if (order < 0)
            low = middle + 1;
        else
            high = middle;
    }
    return NULL;
}

const char *index_shown(struct scr_arena *arena, const struct index_entry *entry) {
    const char *words =
        scr_arena_print(arena, "publication %u (%s%s%s, %s)", (unsigned)entry->number, entry->kind,
                        *entry->subject ? " of " : "", package_shown(arena, entry->subject), entry->date);
    return words ? words : "a publication";
}

const char *index_end_shown(struct scr_arena *arena, const struct publication_index *index,
                            const struct index_entry *entry) {
    const struct index_entry *end = &index->entries[entry->ended_by - 1];
    char hex[SCR_HEX_SIZE];
    scr_hash_hex(&end->sha256, hex);
    const char *words = end->withdrawal
                            ? scr_arena_print(arena, "withdrawn by entry %u on %s: %s", (unsigned)end->number,
                                              end->date, package_shown(arena, end->reason))
                            : scr_arena_print(arena, "replaced by publication %u on %s, the file with SHA-256 %s",
                                              (unsigned)end->number, end->date, hex);
    return words ? words : "ended";
}
