/* cvr_look.c: looks into a file or folder as far as it takes to recognise its format. */
#include <errno.h>
#include <stdlib.h>
#include <string.h>
#include <strings.h>
#include <sys/stat.h>
#include <unistd.h>

#include "../../../common/open.h"
#include "cvr_format.h"
#include "scrutineer/file.h"
#include "scrutineer/text.h"
#include "scrutineer/xml_reader.h"
#include "scrutineer/xml_root.h"

#define FILES_MOST 20000000
#define PREFIX ((size_t)1 << 14)

struct csv_field cvr_trim(struct csv_field field) {
    while (field.length && strchr(" \t\r\n", *field.text)) field.text++, field.length--;
    while (field.length && strchr(" \t\r\n", field.text[field.length - 1])) field.length--;
    if (field.length >= 3 && !memcmp(field.text, "=\"", 2) && field.text[field.length - 1] == '"')
        field.text += 2, field.length -= 3;
    return field;
}

bool cvr_field_is(struct csv_field field, const char *text) {
    field = cvr_trim(field);
    return field.length == strlen(text) && !strncasecmp(field.text, text, field.length);
}

size_t cvr_column(const struct csv_field *fields, size_t count, const char *name) {
    for (size_t i = 0; i < count; i++)
        if (cvr_field_is(fields[i], name)) return i;
    return CVR_NONE;
}

static scr_result keep_record(void *context, unsigned long line, const struct csv_field *fields, size_t count) {
    struct cvr_look *look = context;
    (void)line;
    const char **cells = scr_arena_alloc(&look->arena, count, sizeof *cells);
    if (!cells) return (scr_result){SCR_MEMORY};
    for (size_t i = 0; i < count; i++) {
        struct csv_field cell = cvr_trim(fields[i]);
        cells[i] = scr_arena_copy(&look->arena, cell.text, cell.length);
        if (!cells[i]) return (scr_result){SCR_MEMORY};
    }
    look->records[look->record_count].cells = cells;
    look->records[look->record_count++].count = count;
    /* A failure without words ends the reading. */
    return look->record_count == LOOK_RECORDS ? (scr_result){SCR_LIMIT} : scr_done();
}

bool cvr_look_has(const struct cvr_look *look, size_t record, const char *text) {
    if (record >= look->record_count) return false;
    for (size_t i = 0; i < look->records[record].count; i++)
        if (!strcasecmp(look->records[record].cells[i], text)) return true;
    return false;
}

static bool ends_in(const char *name, const char *end) {
    size_t length = strlen(name), wanted = strlen(end);
    return length >= wanted && !strcasecmp(name + length - wanted, end);
}

bool cvr_look_holds(const struct cvr_look *look, const char *end) {
    for (size_t i = 0; i < look->file_count; i++)
        if (ends_in(look->files[i], end)) return true;
    return false;
}

static scr_result keep_file(void *context, const char *relative, enum scr_entry kind) {
    struct cvr_look *look = context;
    if (kind != SCR_ENTRY_FILE) return scr_done();
    char *name = scr_arena_copy(&look->arena, relative, strlen(relative));
    if (!name) return (scr_result){SCR_MEMORY};
    SCR_TRY(scr_grow(&look->files, &look->file_capacity, look->file_count + 1, sizeof *look->files));
    look->files[look->file_count++] = name;
    return scr_done();
}

/* What a file holds is said by who reads it as what it is; but a file or folder that cannot be read must not pass for
 * one of another format. */
static scr_result only_trouble(const struct cvr_look *look, scr_result result, struct scr_diagnosis *diagnosis) {
    if (result.code == SCR_MEMORY) return result;
    return result.code == SCR_IO ? scr_refuse_path(diagnosis, SCR_IO, look->path, "could not be read") : scr_done();
}

static scr_result look_at_xml(struct cvr_look *look) {
    struct scr_xml_reader *reader = NULL;
    enum scr_xml_event event = SCR_XML_DONE;
    const struct scr_xml_options options = {.limit = UINT64_MAX, .shown = look->shown};
    scr_result result = scr_xml_reader_file(look->path, &options, &reader, NULL);
    if (!scr_failed(result)) result = scr_xml_next(reader, &event);
    if (!scr_failed(result) && event == SCR_XML_START) {
        look->kind = LOOK_XML;
        look->root = scr_arena_copy(&look->arena, scr_xml_name(reader), strlen(scr_xml_name(reader)));
        look->root_namespace =
            scr_arena_copy(&look->arena, scr_xml_namespace(reader), strlen(scr_xml_namespace(reader)));
        if (!look->root || !look->root_namespace) result = (scr_result){SCR_MEMORY};
    }
    scr_xml_reader_free(reader);
    return result;
}

/* What the first .xml file of a folder is, as far as its start tag tells. */
static scr_result look_into_folder(struct cvr_look *look) {
    scr_result result = scr_folder_walk(look->path, FILES_MOST, keep_file, look, NULL);
    size_t at = 0;
    while (at < look->file_count && !ends_in(look->files[at], ".xml")) at++;
    if (scr_failed(result) || at == look->file_count) return result;
    char *root = NULL, *space = NULL, *path = scr_arena_print(&look->arena, "%s/%s", look->path, look->files[at]);
    if (!path) return (scr_result){SCR_MEMORY};
    result = scr_xml_root(path, UINT64_MAX, SCR_XML_ROOT_BLOCK, &root, &space, NULL);
    if (!scr_failed(result)) {
        look->root = scr_arena_copy(&look->arena, root, strlen(root));
        look->root_namespace = scr_arena_copy(&look->arena, space, strlen(space));
        if (!look->root || !look->root_namespace) result = (scr_result){SCR_MEMORY};
    }
    free(root);
    free(space);
    return result;
}

static scr_result look_at_file(struct cvr_look *look, struct scr_diagnosis *diagnosis) {
    char prefix[PREFIX + 1];
    int fd, problem = 0;
    uint64_t size;
    SCR_TRY(scr_open_regular(look->path, &fd, &size, diagnosis));
    size_t length = 0;
    for (long got = 1; got > 0 && length < PREFIX; length += (size_t)got) {
        got = scr_read_some(fd, prefix + length, PREFIX - length);
        if (got >= 0) continue;
        problem = errno;
        got = 0;
    }
    close(fd);
    if (problem) return scr_refuse_io(diagnosis, look->path, "could not be read", problem);
    prefix[length] = 0;
    const char *text = prefix;
    if (!strncmp(text, "\xEF\xBB\xBF", 3)) text += 3;
    char first = text[strspn(text, " \t\r\n")];
    if (length >= 4 && !memcmp(prefix, "PK\3\4", 4)) {
        look->kind = LOOK_ZIP;
        return scr_done();
    }
    if (first == '<' || !strncmp(prefix, "\xFF\xFE", 2) || !strncmp(prefix, "\xFE\xFF", 2))
        return only_trouble(look, look_at_xml(look), diagnosis);
    if (first == '{') {
        look->kind = LOOK_JSON;
        look->prefix = scr_arena_copy(&look->arena, text, strlen(text));
        return look->prefix ? scr_done() : (scr_result){SCR_MEMORY};
    }
    struct scr_hash hash;
    scr_result result = csv_file_read(look->path, look->shown, false, keep_record, look, &hash, NULL);
    if (look->record_count) look->kind = LOOK_CSV;
    return only_trouble(look, result, diagnosis);
}

scr_result cvr_look_at(const char *path, struct cvr_look *look, struct scr_diagnosis *diagnosis) {
    struct stat state;
    struct scr_buffer shown = {0};
    *look = (struct cvr_look){.path = path, .shown = "", .root = "", .root_namespace = "", .prefix = ""};
    size_t length = strlen(path); /* "folder/" is "folder" */
    while (length > 1 && path[length - 1] == '/') length--;
    char *trimmed = scr_arena_copy(&look->arena, path, length);
    if (!trimmed) return (scr_result){SCR_MEMORY};
    const char *slash = strrchr(trimmed, '/');
    scr_result result = scr_text_terminal(&shown, slash && slash[1] ? slash + 1 : trimmed);
    if (!scr_failed(result) && shown.length) {
        look->shown = scr_arena_copy(&look->arena, (const char *)shown.data, shown.length);
        if (!look->shown) result = (scr_result){SCR_MEMORY};
    }
    scr_buffer_free(&shown);
    SCR_TRY(result);
    if (!lstat(path, &state) && S_ISDIR(state.st_mode)) {
        look->kind = LOOK_FOLDER;
        return only_trouble(look, look_into_folder(look), diagnosis);
    }
    return look_at_file(look, diagnosis);
}

void cvr_look_free(struct cvr_look *look) {
    scr_arena_free(&look->arena);
    free(look->files);
    *look = (struct cvr_look){0};
}
