/* hart_zip.c: Hart cast-vote records in a ZIP archive, through libzip. A member is read into memory of bounded size,
 * whatever the archive claims about it. */
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>
#include <zip.h>

#include "hart_cvr.h"

#define MEMBERS_MOST 20000000
/* An archive may unfold to so many times its own size, and what a small one may hold besides; records of real elections
 * shrink to a tenth or so. This bounds the work that a file of a few megabytes can ask for. */
#define UNFOLD_MOST 100
#define UNFOLD_SMALL ((uint64_t)64 << 20)

static bool is_xml(const char *name) {
    size_t length = name ? strlen(name) : 0;
    return length > 4 && !strcmp(name + length - 4, ".xml");
}

bool hart_zip_holds_records(const char *path) {
    int problem;
    zip_t *archive = zip_open(path, ZIP_RDONLY, &problem);
    bool holds = false;
    zip_int64_t count = archive ? zip_get_num_entries(archive, 0) : 0;
    for (zip_int64_t i = 0; i < count && !holds; i++) holds = is_xml(zip_get_name(archive, (zip_uint64_t)i, 0));
    if (archive) zip_discard(archive);
    return holds;
}

static scr_result refuse(struct cvr_builder *builder, const char *words) {
    builder_problem(&builder->base, (struct import_place){0}, "%s", words);
    return (scr_result){SCR_INPUT};
}

/* The bytes of a member; `bytes` has room for one more than the limit. */
static scr_result read_member(struct cvr_builder *builder, zip_t *archive, zip_uint64_t index, char *bytes,
                              size_t *length) {
    zip_file_t *file = zip_fopen_index(archive, index, 0);
    *length = 0;
    if (!file) return refuse(builder, "the archive's member cannot be opened; is it encrypted or damaged?");
    zip_int64_t got = 1;
    for (*length = 0; got > 0 && *length <= HART_BYTES_MOST; *length += got > 0 ? (size_t)got : 0)
        got = zip_fread(file, bytes + *length, HART_BYTES_MOST + 1 - *length);
    int closed = zip_fclose(file); /* tells a wrong checksum */
    if (got < 0 || (closed && *length <= HART_BYTES_MOST)) return refuse(builder, "the archive's member is damaged");
    if (*length > HART_BYTES_MOST) return refuse(builder, "the archive's member is longer than 4 MB");
    return scr_done();
}

static scr_result read_record(struct cvr_builder *builder, const char *bytes, size_t length) {
    const struct scr_xml_options options = {.limit = HART_BYTES_MOST, .shown = builder->base.shown};
    struct scr_xml_reader *reader = NULL;
    scr_result result = scr_xml_reader_memory(bytes, length, &options, &reader, builder->base.diagnosis);
    if (!scr_failed(result)) result = hart_record(builder, reader);
    scr_xml_reader_free(reader);
    return result;
}

/* Members in byte order of their names, as the files of a folder are. */
struct member {
    const char *name;
    zip_uint64_t index;
};

static int compare(const void *a, const void *b) {
    const struct member *x = a, *y = b;
    return strcmp(x->name, y->name);
}

static scr_result list_members(struct cvr_builder *builder, zip_t *archive, struct member **members, size_t *count) {
    zip_int64_t entries = zip_get_num_entries(archive, 0);
    *count = 0;
    if (entries < 0 || entries > MEMBERS_MOST) return refuse(builder, "the archive has too many members");
    *members = calloc((size_t)entries + 1, sizeof **members);
    if (!*members) return (scr_result){SCR_MEMORY};
    for (zip_uint64_t i = 0; i < (zip_uint64_t)entries; i++) {
        const char *name = zip_get_name(archive, i, 0);
        if (is_xml(name)) (*members)[(*count)++] = (struct member){name, i};
    }
    qsort(*members, *count, sizeof **members, compare);
    return scr_done();
}

static scr_result read_members(struct cvr_builder *builder, zip_t *archive, uint64_t room) {
    struct member *members = NULL;
    size_t count, length;
    scr_result first = scr_done();
    char *bytes = malloc(HART_BYTES_MOST + 1);
    scr_result result = bytes ? list_members(builder, archive, &members, &count) : (scr_result){SCR_MEMORY};
    for (size_t i = 0; !scr_failed(result) && i < count; i++) {
        SCR_TRY_OR(result, cvr_show(builder, members[i].name), end);
        scr_result read = read_member(builder, archive, members[i].index, bytes, &length);
        if (length > room) {
            result = refuse(builder, "the archive unfolds to more than 100 times its size; import the files in it");
            goto end;
        }
        room -= length;
        if (!scr_failed(read)) read = read_record(builder, bytes, length);
        if (read.code == SCR_MEMORY) SCR_TRY_OR(result, read, end);
        if (scr_failed(read)) first = read;
    }
    if (!scr_failed(result)) result = first;
end:
    free(bytes);
    free(members);
    return result;
}

scr_result hart_read_zip(struct cvr_builder *builder, const struct cvr_look *look) {
    struct scr_hash hash;
    struct stat state;
    int problem;
    zip_t *archive = zip_open(look->path, ZIP_RDONLY | ZIP_CHECKCONS, &problem);
    if (!archive) return refuse(builder, "the ZIP archive is damaged; is it truncated?");
    uint64_t size = stat(look->path, &state) || state.st_size < 0 ? 0 : (uint64_t)state.st_size;
    scr_result result = read_members(builder, archive, size * UNFOLD_MOST + UNFOLD_SMALL);
    zip_discard(archive);
    builder->base.shown = look->shown;
    if (!scr_failed(result)) result = scr_hash_file(look->path, &hash, NULL, builder->base.diagnosis);
    return scr_failed(result) ? result : cvr_source(builder, look->shown, "hart-cvr-zip", &hash);
}
