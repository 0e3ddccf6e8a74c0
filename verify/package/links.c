/* links.c: checks how the artifacts of a package belong together: what they say about each other by their digests, and
 * that no two of them are of the same thing: PKG-07. */
#include <stdlib.h>
#include <string.h>

#include "verify/package/parts.h"

/* The one kind that the schemas of version 1 let RestsOn name (ballot-style.xsd). */
static const char rests_on_kind[] = "ballot-definition";

static int by_hash(const void *a, const void *b) {
    const struct package_artifact *const *x = a, *const *y = b;
    int order = memcmp((*x)->hash.bytes, (*y)->hash.bytes, SCR_HASH_SIZE);
    return order ? order : strcmp((*x)->path, (*y)->path);
}

struct index {
    const struct package_artifact **artifacts; /* by digest, then path */
    size_t count;
};

/* The first artifact with this digest, or NULL. Files with equal bytes are of equal kind: any of them will do. */
static const struct package_artifact *find(const struct index *index, const struct scr_hash *hash) {
    size_t first = 0, end = index->count;
    while (first < end) {
        size_t middle = first + (end - first) / 2;
        if (memcmp(index->artifacts[middle]->hash.bytes, hash->bytes, SCR_HASH_SIZE) < 0)
            first = middle + 1;
        else
            end = middle;
    }
    if (first == index->count || !scr_hash_equal(&index->artifacts[first]->hash, hash)) return NULL;
    return index->artifacts[first];
}

static void check_links(const struct package *package, const struct index *index,
                        const struct package_artifact *artifact, struct places *places, size_t *followed) {
    char hex[SCR_HEX_SIZE];
    struct scr_arena names = {0};
    for (size_t i = 0; i < artifact->rests_on_count; i++, ++*followed) {
        const struct package_artifact *below = find(index, &artifact->rests_on[i]);
        scr_hash_hex(&artifact->rests_on[i], hex);
        if (!below && package->complete)
            places_add(places, VERDICT_REFUTED, artifact->path,
                       "rests on the %s with SHA-256 %s, which is not in the package", rests_on_kind, hex);
        else if (below && strcmp(below->kind, rests_on_kind) != 0)
            places_add(places, VERDICT_REFUTED, artifact->path, "rests on a %s with SHA-256 %s, but that is %s, a %s",
                       rests_on_kind, hex, places_name(&names, below->path), below->kind);
    }
    for (size_t i = 0; i < artifact->supersedes_count; i++) {
        const struct package_artifact *old = find(index, &artifact->supersedes[i]);
        if (old)
            places_add(places, VERDICT_REFUTED, old->path, "is superseded by %s in the same package",
                       places_name(&names, artifact->path));
    }
    scr_arena_free(&names);
}

static int by_subject(const void *a, const void *b) {
    const struct package_artifact *const *x = a, *const *y = b;
    int order = strcmp((*x)->kind, (*y)->kind);
    if (!order && (*x)->style_id && (*y)->style_id)
        order = strcmp((*x)->style_id, (*y)->style_id);
    else if (!order)
        order = ((*x)->style_id != NULL) - ((*y)->style_id != NULL);
    return order ? order : strcmp((*x)->path, (*y)->path);
}

/* At most one ballot definition, and one artifact of a kind for each ballot style: else a reader could take either for
 * the one that counts. An artifact that could not be read tells no style. Sorts the index anew. */
static void find_rivals(struct index *index, struct places *places) {
    if (index->count) qsort(index->artifacts, index->count, sizeof *index->artifacts, by_subject);
    for (size_t i = 1; i < index->count; i++) {
        const struct package_artifact *first = index->artifacts[i - 1], *second = index->artifacts[i];
        struct scr_arena names = {0};
        if (strcmp(first->kind, second->kind) != 0) continue;
        if (!strcmp(first->kind, rests_on_kind))
            places_add(places, VERDICT_REFUTED, second->path, "is a second %s beside %s", rests_on_kind,
                       places_name(&names, first->path));
        else if (first->style_id && second->style_id && !strcmp(first->style_id, second->style_id))
            places_add(places, VERDICT_REFUTED, second->path, "is a second %s of the ballot style \"%s\" beside %s",
                       second->kind, places_name(&names, second->style_id), places_name(&names, first->path));
        scr_arena_free(&names);
    }
}

scr_result check_pkg07(const struct package *package, const struct package_artifact *artifacts,
                       struct findings *findings) {
    struct places places = {0};
    struct scr_arena arena = {0};
    struct index index = {.artifacts = scr_arena_alloc(&arena, package->payload_count, sizeof *index.artifacts)};
    size_t followed = 0;
    scr_result result = {SCR_MEMORY};
    if (!index.artifacts) goto done;
    for (size_t i = 0; i < package->payload_count; i++)
        if (artifacts[i].kind[0]) index.artifacts[index.count++] = &artifacts[i];
    if (index.count) qsort(index.artifacts, index.count, sizeof *index.artifacts, by_hash);
    for (size_t i = 0; i < index.count; i++) check_links(package, &index, index.artifacts[i], &places, &followed);
    find_rivals(&index, &places);
    package_add_incomplete(package, &places);
    result = places_report(
        &places, findings, "PKG-07",
        "%zu reference%s from artifact to artifact lead%s to the artifact meant; none is superseded or there twice.",
        followed, followed == 1 ? "" : "s", followed == 1 ? "s" : "");
done:
    places_free(&places);
    scr_arena_free(&arena);
    return result;
}
