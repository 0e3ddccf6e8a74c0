/* predecessors.c: finds what was published before, and writes what takes its place. */
#include "gen/deck/predecessors.h"

#include <stdlib.h>
#include <string.h>

#include "gen/package/intact.h"
#include "gen/package/names.h"
#include "gen/package/objects.h"
#include "gen/package/payload.h"
#include "gen/package/say.h"
#include "scrutineer/file.h"

struct reading {
    struct predecessors *before;
    const char *election;
    struct scr_diagnosis *diagnosis;
};

static int order(const struct predecessor *a, const char *purpose, const char *subject) {
    int kinds = strcmp(a->purpose, purpose);
    return kinds ? kinds : strcmp(a->subject, subject);
}

static int by_subject(const void *a, const void *b) {
    const struct predecessor *y = b;
    return order(a, y->purpose, y->subject);
}

static scr_result keep(struct reading *r, const char *path, const struct artifact_header *header,
                       const struct scr_hash *hash) {
    struct predecessors *before = r->before;
    const char *shown = package_shown(&before->arena, path);
    const char *subject = header->subject ? header->subject : "";
    if (strcmp(header->election, r->election) != 0)
        return scr_refuse(r->diagnosis, SCR_INPUT, shown, "is of the election %s, the store's is %s",
                          package_shown(&before->arena, header->election), package_shown(&before->arena, r->election));
    if (header->supersedes_count > 1)
        return scr_refuse(r->diagnosis, SCR_INPUT, shown, "supersedes several artifacts, as none of this program does");
    subject = scr_arena_copy(&before->arena, subject, strlen(subject));
    if (!subject) return (scr_result){SCR_MEMORY};
    SCR_TRY(scr_grow(&before->items, &before->capacity, before->count + 1, sizeof *before->items));
    struct predecessor *item = &before->items[before->count++];
    *item = (struct predecessor){.purpose = header->purpose, .subject = subject, .hash = *hash};
    item->supersedes = header->supersedes_count == 1;
    if (item->supersedes) item->superseded = header->supersedes[0].hash;
    return scr_done();
}

static scr_result read_file(struct reading *r, const char *path) {
    struct scr_arena arena = {0};
    struct scr_buffer bytes = {0};
    struct artifact_header header = {0};
    struct scr_hash hash;
    scr_result result;
    SCR_TRY_OR(result, scr_file_read(path, ARTIFACT_BYTES_MOST, &bytes, r->diagnosis), done);
    SCR_TRY_OR(result, artifact_header_read(bytes.data, bytes.length, path, &arena, &header, r->diagnosis), done);
    SCR_TRY_OR(result, scr_hash_bytes(bytes.data, bytes.length, &hash), done);
    if (!strcmp(header.purpose, "ballot-definition") || !strcmp(header.purpose, "logic-and-accuracy-test-deck") ||
        !strcmp(header.purpose, "straight-party-test-deck"))
        result = keep(r, path, &header, &hash);
done:
    artifact_header_free(&header);
    scr_buffer_free(&bytes);
    scr_arena_free(&arena);
    return result;
}

static scr_result read_folder(struct reading *r, const char *folder) {
    struct payload payload = {0};
    scr_result result = payload_list(folder, &payload, r->diagnosis);
    for (size_t i = 0; i < payload.count && !scr_failed(result); i++) {
        const char *path = payload.files[i].path;
        size_t length = strlen(path);
        if (length > 4 && !strcmp(path + length - 4, ".xml"))
            result = read_file(r, say_path(&payload.arena, folder, path));
    }
    payload_free(&payload);
    return result;
}

/* A package, or the one that the path lies in, still is what was published. */
static scr_result intact(struct reading *r, const char *path, enum place_kind kind) {
    char *package = kind == PLACE_PACKAGE ? strdup(path) : place_of(path);
    struct scr_hash tag_manifest;
    const char *election;
    scr_result result = package ? place_kind_of(package, &kind, r->diagnosis) : (scr_result){SCR_MEMORY};
    if (!scr_failed(result) && kind == PLACE_PACKAGE)
        result = package_intact(package, &r->before->arena, &tag_manifest, &election, r->diagnosis);
    free(package);
    return result;
}

static scr_result each_once(struct reading *r, const char *path) {
    struct predecessors *before = r->before;
    if (!before->count)
        return scr_refuse(r->diagnosis, SCR_INPUT, package_shown(&before->arena, path),
                          "holds neither a ballot definition nor a deck to supersede");
    qsort(before->items, before->count, sizeof *before->items, by_subject);
    for (size_t i = 1; i < before->count; i++)
        if (!by_subject(&before->items[i - 1], &before->items[i]))
            return scr_refuse(r->diagnosis, SCR_INPUT, package_shown(&before->arena, path),
                              "holds two artifacts of the kind %s%s%s; leave one of them out", before->items[i].purpose,
                              *before->items[i].subject ? " for the ballot style " : "",
                              package_shown(&before->arena, before->items[i].subject));
    return scr_done();
}

scr_result predecessors_read(const char *path, const char *election, struct predecessors *before,
                             struct scr_diagnosis *diagnosis) {
    struct reading r = {before, election, diagnosis};
    enum place_kind kind;
    SCR_TRY(place_kind_of(path, &kind, diagnosis));
    SCR_TRY(intact(&r, path, kind));
    SCR_TRY(kind == PLACE_FILE
                ? read_file(&r, path)
                : read_folder(&r, kind == PLACE_PACKAGE ? say_path(&before->arena, path, "data") : path));
    return each_once(&r, path);
}

static struct predecessor *find(struct predecessors *before, const char *purpose, const char *subject) {
    size_t low = 0, high = before->count;
    while (low < high) {
        size_t middle = low + (high - low) / 2;
        int compared = order(&before->items[middle], purpose, subject);
        if (!compared) return &before->items[middle];
        if (compared < 0)
            low = middle + 1;
        else
            high = middle;
    }
    return NULL;
}

scr_result predecessors_succeed(struct predecessors *before, const char *purpose, const char *subject,
                                artifact_maker *make, const void *what, struct scr_buffer *out) {
    struct predecessor *older = find(before, purpose, subject);
    struct scr_hash hash;
    out->length = 0;
    SCR_TRY(make(what, older && older->supersedes ? &older->superseded : NULL, out));
    if (!older) return scr_done();
    older->met = true;
    SCR_TRY(scr_hash_bytes(out->data, out->length, &hash));
    if (scr_hash_equal(&hash, &older->hash)) {
        before->unchanged++;
        return scr_done();
    }
    before->superseded++;
    out->length = 0;
    return make(what, &older->hash, out);
}

void predecessors_free(struct predecessors *before) {
    free(before->items);
    scr_arena_free(&before->arena);
    *before = (struct predecessors){0};
}
