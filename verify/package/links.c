/* links.c: checks how the artifacts of a package belong together: what they say about each other by their digests, and
 * that no two of them are of the same thing: PKG-07. */
#include <stdlib.h>
#include <string.h>

#include "verify/package/parts.h"

/* Of these a package holds one at most. */
static const char *const sole[] = {"ballot-definition", "ballot-commitment", "seed-record"};

static bool is_sole(const char *kind) {
    for (size_t i = 0; i < sizeof sole / sizeof *sole; i++)
        if (!strcmp(sole[i], kind)) return true;
    return false;
}

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
        const char *kind = artifact->rests_on_kinds[i];
        scr_hash_hex(&artifact->rests_on[i], hex);
        if (!below && package->complete)
            places_add(places, VERDICT_REFUTED, artifact->path,
                       "rests on the %s with SHA-256 %s, which is not in the package", kind, hex);
        else if (below && strcmp(below->kind, kind) != 0)
            places_add(places, VERDICT_REFUTED, artifact->path, "rests on a %s with SHA-256 %s, but that is %s, a %s",
                       kind, hex, places_name(&names, below->path), below->kind);
    }
    for (size_t i = 0; i < artifact->supersedes_count; i++) {
        const struct package_artifact *old = find(index, &artifact->supersedes[i]);
        if (old)
            places_add(places, VERDICT_REFUTED, old->path, "is superseded by %s in the same package",
                       places_name(&names, artifact->path));
    }
    scr_arena_free(&names);
}

/* The ballot style or contest that an artifact is about; NULL when it is about neither. No kind is about both. */
static const char *subject_of(const struct package_artifact *artifact) {
    return artifact->style_id ? artifact->style_id : artifact->contest_id;
}

static int by_subject(const void *a, const void *b) {
    const struct package_artifact *const *x = a, *const *y = b;
    const char *first = subject_of(*x), *second = subject_of(*y);
    int order = strcmp((*x)->kind, (*y)->kind);
    if (!order && first && second)
        order = strcmp(first, second);
    else if (!order)
        order = (first != NULL) - (second != NULL);
    return order ? order : strcmp((*x)->path, (*y)->path);
}

/* At most one of some kinds, and one of the others for each ballot style or contest: else a reader could take either
 * for the one that counts. An artifact that could not be read tells no subject. Sorts the index anew. */
static void find_rivals(struct index *index, struct places *places) {
    if (index->count) qsort(index->artifacts, index->count, sizeof *index->artifacts, by_subject);
    for (size_t i = 1; i < index->count; i++) {
        const struct package_artifact *first = index->artifacts[i - 1], *second = index->artifacts[i];
        const char *subject = subject_of(first), *other = subject_of(second);
        struct scr_arena names = {0};
        if (strcmp(first->kind, second->kind) != 0) continue;
        if (is_sole(first->kind))
            places_add(places, VERDICT_REFUTED, second->path, "is a second %s beside %s", first->kind,
                       places_name(&names, first->path));
        else if (subject && other && !strcmp(subject, other))
            places_add(places, VERDICT_REFUTED, second->path, "is a second %s of the %s \"%s\" beside %s", second->kind,
                       second->style_id ? "ballot style" : "contest", places_name(&names, other),
                       places_name(&names, first->path));
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
