/* by_digest.c: sorting and searching by digest. */
#include "verify/package/by_digest.h"

#include <stdlib.h>
#include <string.h>

static int by_hash(const void *a, const void *b) {
    const struct package_artifact *const *x = a, *const *y = b;
    int order = memcmp((*x)->hash.bytes, (*y)->hash.bytes, SCR_HASH_SIZE);
    return order ? order : strcmp((*x)->path, (*y)->path);
}

scr_result digest_index_make(const struct package_artifact *artifacts, size_t count, struct scr_arena *arena,
                             struct digest_index *index) {
    *index = (struct digest_index){.artifacts = scr_arena_alloc(arena, count, sizeof *index->artifacts)};
    if (!index->artifacts) return (scr_result){SCR_MEMORY};
    for (size_t i = 0; i < count; i++)
        if (artifacts[i].kind[0]) index->artifacts[index->count++] = &artifacts[i];
    if (index->count) qsort(index->artifacts, index->count, sizeof *index->artifacts, by_hash);
    return scr_done();
}

size_t digest_index_position(const struct digest_index *index, const struct scr_hash *hash) {
    size_t first = 0, end = index->count;
    while (first < end) {
        size_t middle = first + (end - first) / 2;
        if (memcmp(index->artifacts[middle]->hash.bytes, hash->bytes, SCR_HASH_SIZE) < 0)
            first = middle + 1;
        else
            end = middle;
    }
    bool found = first < index->count && scr_hash_equal(&index->artifacts[first]->hash, hash);
    return found ? first : index->count;
}

const struct package_artifact *digest_index_find(const struct digest_index *index, const struct scr_hash *hash) {
    size_t position = digest_index_position(index, hash);
    return position < index->count ? index->artifacts[position] : NULL;
}
