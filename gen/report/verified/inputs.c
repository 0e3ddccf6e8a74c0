/* inputs.c: walks packages, computes digests, and finds each file in the verifier's output. */
#include "gen/report/verified/inputs.h"

#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>

#include "gen/package/intact.h"
#include "gen/package/package.h"
#include "gen/package/payload.h"
#include "scrutineer/file.h"
#include "scrutineer/text.h"

enum { PACKAGE_ENTRIES_MOST = 100000 };

struct gathering {
    struct inputs *inputs;
    const char *folder; /* of the package being walked */
    struct scr_diagnosis *diagnosis;
};

static scr_result add(struct gathering *g, const char *path, const char *relative, size_t package) {
    struct inputs *inputs = g->inputs;
    if (inputs->count == INPUT_FILES_MOST)
        return scr_refuse(g->diagnosis, SCR_LIMIT, "report", "more than %zu files are given", INPUT_FILES_MOST);
    SCR_TRY(scr_grow(&inputs->files, &inputs->capacity, inputs->count + 1, sizeof *inputs->files));
    struct input_file *file = &inputs->files[inputs->count];
    *file = (struct input_file){scr_arena_copy(&inputs->arena, path, strlen(path)), NULL, package, {{0}}, false, false};
    if (!file->path) return (scr_result){SCR_MEMORY};
    file->relative = relative ? scr_arena_copy(&inputs->arena, relative, strlen(relative)) : file->path;
    if (!file->relative) return (scr_result){SCR_MEMORY};
    SCR_TRY(scr_hash_file(path, &file->hash, NULL, g->diagnosis));
    inputs->count++;
    return scr_done();
}

/* Links and devices are the verifier's to refute; they are not followed here. */
static scr_result add_entry(void *context, const char *relative, enum scr_entry kind) {
    struct gathering *g = context;
    if (kind != SCR_ENTRY_FILE) return scr_done();
    const char *path = scr_arena_print(&g->inputs->arena, "%s/%s", g->folder, relative);
    return path ? add(g, path, relative, g->inputs->package_count - 1) : (scr_result){SCR_MEMORY};
}

static scr_result gather(struct gathering *g, const char *const *paths, size_t count) {
    struct inputs *inputs = g->inputs;
    inputs->packages = scr_arena_alloc(&inputs->arena, count, sizeof *inputs->packages);
    if (!inputs->packages) return (scr_result){SCR_MEMORY};
    for (size_t i = 0; i < count; i++) {
        struct stat about;
        if (!stat(paths[i], &about) && S_ISDIR(about.st_mode)) {
            g->folder = inputs->packages[inputs->package_count++] = paths[i];
            SCR_TRY(scr_folder_walk(paths[i], PACKAGE_ENTRIES_MOST, add_entry, g, g->diagnosis));
        } else {
            SCR_TRY(add(g, paths[i], NULL, INPUT_BARE));
        }
    }
    return scr_done();
}

struct by_digest {
    struct scr_hash hash;
    size_t position;
};

static int order(const void *a, const void *b) {
    const struct by_digest *x = a, *y = b;
    int hashes = memcmp(&x->hash, &y->hash, sizeof x->hash);
    return hashes ? hashes : (x->position > y->position) - (x->position < y->position);
}

static scr_result sort(struct inputs *inputs) {
    struct by_digest *list = malloc((inputs->count + 1) * sizeof *list);
    inputs->by_hash = scr_arena_alloc(&inputs->arena, inputs->count, sizeof *inputs->by_hash);
    scr_result result = {list && inputs->by_hash ? SCR_DONE : SCR_MEMORY};
    if (scr_failed(result)) goto done;
    for (size_t i = 0; i < inputs->count; i++) list[i] = (struct by_digest){inputs->files[i].hash, i};
    if (inputs->count) qsort(list, inputs->count, sizeof *list, order);
    for (size_t i = 0; i < inputs->count; i++) inputs->by_hash[i] = list[i].position;
done:
    free(list);
    return result;
}

/* The first position in by_hash with this digest or a greater one. */
static size_t find(const struct inputs *inputs, const struct scr_hash *hash) {
    size_t low = 0, high = inputs->count;
    while (low < high) {
        size_t middle = low + (high - low) / 2;
        if (memcmp(&inputs->files[inputs->by_hash[middle]].hash, hash, sizeof *hash) < 0)
            low = middle + 1;
        else
            high = middle;
    }
    return low;
}

static bool found(const struct inputs *inputs, size_t at, const struct scr_hash *hash) {
    return at < inputs->count && scr_hash_equal(&inputs->files[inputs->by_hash[at]].hash, hash);
}

const char *inputs_path(const struct inputs *inputs, const struct scr_hash *hash) {
    size_t at = find(inputs, hash);
    return found(inputs, at, hash) ? inputs->files[inputs->by_hash[at]].path : NULL;
}

static void note(struct scr_diagnosis *diagnosis, const char *name, const char *sentence, const struct scr_hash *was,
                 const struct scr_hash *is) {
    struct scr_buffer shown = {0};
    char before[SCR_HEX_SIZE] = "", now[SCR_HEX_SIZE] = "";
    if (was) scr_hash_hex(was, before);
    if (is) scr_hash_hex(is, now);
    if (!scr_failed(scr_text_terminal(&shown, name)))
        scr_note(diagnosis, SCR_INPUT, (const char *)shown.data, "%s%s%s%s", sentence, before,
                 is ? "; it now has " : "", now);
    scr_buffer_free(&shown);
}

/* The file of the verifier's output is not among those given; another one of its name may be. */
static void complain(const struct inputs *inputs, const struct verdict_file *file, struct scr_diagnosis *diagnosis) {
    for (size_t i = 0; i < inputs->count; i++)
        if (!strcmp(inputs->files[i].relative, file->file)) {
            note(diagnosis, file->file, "this is not the file that was verified, which has SHA-256 ", &file->hash,
                 &inputs->files[i].hash);
            return;
        }
    note(diagnosis, file->file, "the file that was verified under this name is not among those given, SHA-256 ",
         &file->hash, NULL);
}

/* A file that the verifier could not read has no digest. */
static bool named_without_digest(const struct verdict *verdict, const char *relative) {
    for (size_t i = 0; i < verdict->file_count; i++)
        if (!verdict->files[i].hashed && !strcmp(verdict->files[i].file, relative)) return true;
    return false;
}

static bool is_tag_manifest(const struct input_file *file) {
    return file->package != INPUT_BARE && !strcmp(file->relative, PACKAGE_TAG_MANIFEST);
}

static bool is_artifact(const struct input_file *file) {
    size_t length = strlen(file->relative);
    if (file->package == INPUT_BARE) return true;
    return !strncmp(file->relative, "data/", 5) && length > 4 && !strcmp(file->relative + length - 4, ".xml");
}

/* Whether the verifier found the lists of this package right, so that its tag manifest stands for what they list. */
static bool lists_held(const struct verdict_file *file) {
    static const char *const ids[] = {"PKG-01", "PKG-02", "PKG-03", "PKG-04"};
    for (size_t i = 0; i < sizeof ids / sizeof *ids; i++) {
        const struct verdict_check *check = verdict_check_of(file, ids[i]);
        if (!check || check->verdict != VERDICT_IS_HELD) return false;
    }
    return true;
}

/* The package still is as its lists say: all but what lies beside is fixed by its tag manifest. */
static scr_result fix(struct inputs *inputs, size_t package, struct scr_diagnosis *diagnosis) {
    static const char *const beside[] = {"signatures/", PAYLOAD_STAMPS, PAYLOAD_STATEMENTS};
    struct scr_hash tag_manifest;
    const char *election;
    SCR_TRY(package_intact(inputs->packages[package], &inputs->arena, &tag_manifest, &election, diagnosis));
    for (size_t i = 0; i < inputs->count; i++) {
        struct input_file *file = &inputs->files[i];
        if (file->package != package) continue;
        file->fixed = true;
        for (size_t k = 0; k < sizeof beside / sizeof *beside; k++)
            if (!strncmp(file->relative, beside[k], strlen(beside[k]))) file->fixed = false;
    }
    return scr_done();
}

/* The packages given are those verified. An output without tag manifests says nothing of them. */
static scr_result compare_packages(struct inputs *inputs, const struct verdict *verdict,
                                   struct scr_diagnosis *diagnosis) {
    scr_result result = scr_done();
    bool all_listed = true;
    for (size_t i = 0; i < verdict->file_count; i++) {
        const struct verdict_file *package = &verdict->files[i];
        if (!package->listed) {
            if (!strcmp(package->kind, "package")) all_listed = false;
            continue;
        }
        const struct verdict_file tag_manifest = {.file = PACKAGE_TAG_MANIFEST, .hash = package->tag_manifest};
        size_t at = find(inputs, &tag_manifest.hash);
        if (!found(inputs, at, &tag_manifest.hash)) {
            complain(inputs, &tag_manifest, diagnosis);
            result.code = SCR_INPUT;
        }
        for (; found(inputs, at, &tag_manifest.hash); at++) {
            struct input_file *file = &inputs->files[inputs->by_hash[at]];
            file->verified = true;
            if (!is_tag_manifest(file) || !lists_held(package)) continue;
            scr_result fixed = fix(inputs, file->package, diagnosis);
            if (scr_failed(fixed)) result = fixed;
        }
    }
    for (size_t i = 0; i < inputs->count && all_listed; i++) {
        const struct input_file *file = &inputs->files[i];
        if (file->verified || !is_tag_manifest(file)) continue;
        note(diagnosis, file->path, "this package is not among those that were verified; SHA-256 ", &file->hash, NULL);
        result.code = SCR_INPUT;
    }
    return result;
}

static scr_result compare(struct inputs *inputs, const struct verdict *verdict, struct scr_diagnosis *diagnosis) {
    scr_result result = scr_done();
    for (size_t i = 0; i < verdict->file_count; i++) {
        const struct verdict_file *file = &verdict->files[i];
        if (!file->hashed) continue;
        size_t at = find(inputs, &file->hash);
        if (!found(inputs, at, &file->hash)) {
            if (diagnosis->count < SCR_PROBLEMS_KEPT) complain(inputs, file, diagnosis);
            result.code = SCR_INPUT;
        }
        for (; found(inputs, at, &file->hash) && !inputs->files[inputs->by_hash[at]].verified; at++)
            inputs->files[inputs->by_hash[at]].verified = true;
    }
    for (size_t i = 0; i < inputs->count; i++) {
        const struct input_file *file = &inputs->files[i];
        if (file->verified || !is_artifact(file) || named_without_digest(verdict, file->relative)) continue;
        note(diagnosis, file->relative, "this file is not among those that were verified; SHA-256 ", &file->hash, NULL);
        result.code = SCR_INPUT;
    }
    return result;
}

scr_result inputs_read(const char *const *paths, size_t count, const struct verdict *verdict, struct inputs *inputs,
                       struct scr_diagnosis *diagnosis) {
    struct gathering g = {inputs, NULL, diagnosis};
    *inputs = (struct inputs){0};
    if (!count) return scr_done();
    SCR_TRY(gather(&g, paths, count));
    SCR_TRY(sort(inputs));
    SCR_TRY(compare(inputs, verdict, diagnosis));
    SCR_TRY(compare_packages(inputs, verdict, diagnosis));
    for (size_t i = 0; i < inputs->count; i++)
        inputs->not_compared += !inputs->files[i].verified && !inputs->files[i].fixed;
    return scr_done();
}

void inputs_free(struct inputs *inputs) {
    free(inputs->files);
    scr_arena_free(&inputs->arena);
    *inputs = (struct inputs){0};
}
