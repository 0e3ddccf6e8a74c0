/* links.c: checks how the artifacts of a package belong together: what they say about each other by their digests, and
 * that no two of them are of the same thing: PKG-07. */
#include <inttypes.h>
#include <stdlib.h>
#include <string.h>

#include "verify/package/by_digest.h"
#include "verify/package/parts.h"

/* Of these a package holds one at most. */
static const char *const sole[] = {"ballot-definition", "ballot-commitment", "noise-commitment", "publication-index"};

static bool is_sole(const char *kind) {
    for (size_t i = 0; i < sizeof sole / sizeof *sole; i++)
        if (!strcmp(sole[i], kind)) return true;
    return false;
}

static void check_links(const struct package *package, const struct digest_index *index,
                        const struct package_artifact *artifact, struct places *places, size_t *followed) {
    char hex[SCR_HEX_SIZE];
    struct scr_arena names = {0};
    for (size_t i = 0; i < artifact->rests_on_count; i++, ++*followed) {
        const struct package_artifact *below = digest_index_find(index, &artifact->rests_on[i]);
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
        const struct package_artifact *old = digest_index_find(index, &artifact->supersedes[i]);
        if (old && strcmp(old->kind, artifact->kind) != 0)
            places_add(places, VERDICT_REFUTED, artifact->path, "supersedes %s, which is a %s and not a %s",
                       places_name(&names, old->path), old->kind, artifact->kind);
        else if (old)
            places_add(places, VERDICT_REFUTED, old->path, "is superseded by %s in the same package",
                       places_name(&names, artifact->path));
    }
    scr_arena_free(&names);
}

/* The ballot style or contest that an artifact is about; NULL when it is about neither. No kind is about both. */
static const char *subject_of(const struct package_artifact *artifact) {
    return artifact->style_id ? artifact->style_id : artifact->contest_id;
}

/* What a seed record rests on: it is the only one for that. NULL for other kinds. */
static const struct scr_hash *seeded_by(const struct package_artifact *artifact) {
    return !strcmp(artifact->kind, "seed-record") && artifact->rests_on_count ? artifact->rests_on : NULL;
}

/* Orders artifacts of one kind by what they are about: 0 only when that is the same, or neither tells. */
static int compare_subjects(const struct package_artifact *x, const struct package_artifact *y) {
    const char *first = subject_of(x), *second = subject_of(y);
    const struct scr_hash *seed = seeded_by(x), *other = seeded_by(y);
    if (first && second) return strcmp(first, second);
    if (seed && other) return memcmp(seed->bytes, other->bytes, SCR_HASH_SIZE);
    if (x->release != y->release) return x->release < y->release ? -1 : 1;
    return (first || seed) - (second || other);
}

static int by_subject(const void *a, const void *b) {
    const struct package_artifact *const *x = a, *const *y = b;
    int order = strcmp((*x)->kind, (*y)->kind);
    if (!order) order = compare_subjects(*x, *y);
    return order ? order : strcmp((*x)->path, (*y)->path);
}

/* How two artifacts of one kind are rivals, both of the same thing, in words in `arena`; "" when one of them tells
 * nothing about itself. */
static const char *rivalry(const struct package_artifact *artifact, struct scr_arena *arena) {
    const char *subject = subject_of(artifact);
    if (is_sole(artifact->kind)) return " beside";
    if (subject)
        return scr_arena_print(arena, " of the %s \"%s\" beside", artifact->style_id ? "ballot style" : "contest",
                               places_name(arena, subject));
    if (seeded_by(artifact)) return " resting on the same artifact beside";
    return artifact->release ? scr_arena_print(arena, " of release %" PRIu32 " beside", artifact->release) : "";
}

/* At most one of some kinds, and one of the others for each ballot style, contest, release number or artifact that a
 * seed is for: else a reader could take either for the one that counts. Sorts the index anew. */
static scr_result find_rivals(struct digest_index *index, struct places *places) {
    if (index->count) qsort(index->artifacts, index->count, sizeof *index->artifacts, by_subject);
    for (size_t i = 1; i < index->count; i++) {
        const struct package_artifact *first = index->artifacts[i - 1], *second = index->artifacts[i];
        struct scr_arena names = {0};
        if (strcmp(first->kind, second->kind) != 0) continue;
        if (!is_sole(first->kind) && compare_subjects(first, second)) continue;
        const char *words = rivalry(second, &names);
        if (words && words[0])
            places_add(places, VERDICT_REFUTED, second->path, "is a second %s%s %s", second->kind, words,
                       places_name(&names, first->path));
        scr_arena_free(&names);
        if (!words) return (scr_result){SCR_MEMORY};
    }
    return scr_done();
}

scr_result check_pkg07(const struct package *package, const struct package_artifact *artifacts,
                       struct findings *findings) {
    struct places places = {0};
    struct scr_arena arena = {0};
    struct digest_index index;
    size_t followed = 0;
    scr_result result = digest_index_make(artifacts, package->payload_count, &arena, &index);
    if (scr_failed(result)) goto done;
    for (size_t i = 0; i < index.count; i++) check_links(package, &index, index.artifacts[i], &places, &followed);
    result = find_rivals(&index, &places);
    if (scr_failed(result)) goto done;
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
