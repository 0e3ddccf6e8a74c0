/* intact.c: writes the lists of a package again from its files, and compares. */
#include "intact.h"

#include <string.h>

#include "bag.h"
#include "names.h"
#include "package.h"
#include "payload.h"
#include "say.h"
#include "scrutineer/file.h"

enum { ENTRIES_MOST = 200000, LIST_BYTES_MOST = 200000000, INFO_BYTES_MOST = 1 << 20 };

struct relisting {
    const char *path;
    struct scr_arena *arena;
    struct scr_buffer manifest; /* as the files are */
    struct scr_diagnosis *diagnosis;
};

static const char *const tag_files[] = {"HOWTO-VERIFY.txt", "bag-info.txt", "bagit.txt", "manifest-sha256.txt"};

static scr_result inside(const struct relisting *r, const char *name, const char **path) {
    *path = scr_arena_print(r->arena, "%s/%s", r->path, name);
    return (scr_result){*path ? SCR_DONE : SCR_MEMORY};
}

static scr_result list(struct relisting *r, const char *name, struct scr_buffer *out) {
    const char *path;
    struct scr_hash hash;
    SCR_TRY(inside(r, name, &path));
    SCR_TRY(scr_hash_file(path, &hash, NULL, r->diagnosis));
    return bag_manifest_line(&hash, "", name, out);
}

/* Of a package: the lists, what may be added later, and nothing else. */
static bool has_place(const char *name) {
    static const char *const folders[] = {"signatures/", PAYLOAD_STAMPS, PAYLOAD_STATEMENTS};
    for (size_t i = 0; i < sizeof folders / sizeof *folders; i++)
        if (!strncmp(name, folders[i], strlen(folders[i]))) return true;
    for (size_t i = 0; i < sizeof tag_files / sizeof *tag_files; i++)
        if (!strcmp(name, tag_files[i])) return true;
    return !strcmp(name, PACKAGE_TAG_MANIFEST);
}

static scr_result visit(void *context, const char *name, enum scr_entry kind) {
    struct relisting *r = context;
    bool data = !strncmp(name, "data/", 5);
    if (kind != SCR_ENTRY_FILE || (data ? !package_path_valid(name + 5) : !has_place(name)))
        return scr_refuse(r->diagnosis, SCR_INPUT, say_inside(r->arena, r->path, name),
                          "has no place in a package; it is not the package that was published");
    return data ? list(r, name, &r->manifest) : scr_done();
}

/* The first line that two lists do not have in common, named by its file. */
static scr_result differ(struct relisting *r, const char *list_name, const char *written, const char *wanted) {
    while (*written && *wanted) {
        size_t a = strcspn(written, "\n"), b = strcspn(wanted, "\n");
        if (a != b || memcmp(written, wanted, a) != 0) break;
        written += a + (written[a] == '\n');
        wanted += b + (wanted[b] == '\n');
    }
    /* Both are by path: the lesser one is missing in the other list, or has another digest there. */
    bool first = *written && (!*wanted || (strcspn(written, "\n") > 66 && strcmp(written + 66, wanted + 66) < 0));
    const char *line = first ? written : wanted;
    size_t length = strcspn(line, "\n");
    const char *file = length > 66 ? scr_arena_copy(r->arena, line + 66, length - 66) : NULL;
    return scr_refuse(
        r->diagnosis, SCR_INPUT, say_inside(r->arena, r->path, list_name),
        "is not the list of the files that are there (first difference: %s); this is not the package that "
        "was published",
        file ? package_shown(r->arena, file) : "its form");
}

static scr_result same(struct relisting *r, const char *name, const struct scr_buffer *wanted,
                       struct scr_buffer *written) {
    const char *path;
    SCR_TRY(inside(r, name, &path));
    SCR_TRY(scr_file_read(path, LIST_BYTES_MOST, written, r->diagnosis));
    if (written->length == wanted->length && !memcmp(written->data, wanted->data, wanted->length)) return scr_done();
    return differ(r, name, (const char *)written->data, (const char *)wanted->data);
}

static scr_result find_election(struct relisting *r, const char **election) {
    static const char label[] = "\nScrutineer-Election: ";
    struct scr_buffer info = {0};
    const char *path;
    scr_result result = inside(r, "bag-info.txt", &path);
    if (!scr_failed(result)) result = scr_file_read(path, INFO_BYTES_MOST, &info, r->diagnosis);
    const char *at = scr_failed(result) ? NULL : strstr((const char *)info.data, label);
    if (at) {
        at += sizeof label - 1;
        *election = scr_arena_copy(r->arena, at, strcspn(at, "\n"));
        if (!*election) result = (scr_result){SCR_MEMORY};
    }
    if (!scr_failed(result) && (!at || !package_value_valid(*election)))
        result = scr_refuse(r->diagnosis, SCR_INPUT, path, "names no Scrutineer-Election");
    scr_buffer_free(&info);
    return result;
}

scr_result package_intact(const char *path, struct scr_arena *arena, struct scr_hash *tag_manifest,
                          const char **election, struct scr_diagnosis *diagnosis) {
    struct relisting r = {.path = path, .arena = arena, .diagnosis = diagnosis};
    struct scr_buffer tags = {0}, written = {0};
    scr_result result;
    SCR_TRY_OR(result, scr_buffer_text(&r.manifest, ""), done);
    SCR_TRY_OR(result, scr_folder_walk(path, ENTRIES_MOST, visit, &r, diagnosis), done);
    for (size_t i = 0; i < sizeof tag_files / sizeof *tag_files; i++)
        SCR_TRY_OR(result, list(&r, tag_files[i], &tags), done);
    SCR_TRY_OR(result, same(&r, "manifest-sha256.txt", &r.manifest, &written), done);
    written.length = 0;
    SCR_TRY_OR(result, same(&r, PACKAGE_TAG_MANIFEST, &tags, &written), done);
    SCR_TRY_OR(result, scr_hash_bytes(written.data, written.length, tag_manifest), done);
    result = find_election(&r, election);
done:
    scr_buffer_free(&r.manifest);
    scr_buffer_free(&tags);
    scr_buffer_free(&written);
    return result;
}
