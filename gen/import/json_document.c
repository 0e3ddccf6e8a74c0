/* json_document.c: reading JSON with Jansson under limits of bytes and values, with paths for messages. */
#include <string.h>

#include "json_document.h"
#include "scrutineer/file.h"
#include "scrutineer/text.h"

scr_result json_document_read(const char *path, const char *shown, json_t **root, struct scr_hash *hash,
                              struct scr_diagnosis *diagnosis) {
    return json_document_read_part(path, shown, JSON_BYTES_MOST, NULL, root, hash, diagnosis);
}

scr_result json_document_read_part(const char *path, const char *shown, size_t most, const struct json_part *part,
                                   json_t **root, struct scr_hash *hash, struct scr_diagnosis *diagnosis) {
    struct scr_buffer contents = {0};
    scr_result result;
    *root = NULL;
    SCR_TRY_OR(result, scr_file_read(path, most, &contents, diagnosis), end);
    SCR_TRY_OR(result, scr_hash_bytes(contents.data, contents.length, hash), end);
    char *text = (char *)contents.data;
    size_t length = contents.length, values = 0;
    if (length >= 3 && !memcmp(text, "\xEF\xBB\xBF", 3)) text += 3, length -= 3;
    if (part) length = json_prune(text, length, part);
    for (size_t i = 0; i < length; i++) values += text[i] == ',' || text[i] == '[' || text[i] == '{';
    if (values > JSON_VALUES_MOST) {
        result = scr_refuse(diagnosis, SCR_LIMIT, shown, "the file holds more than %zu JSON values", JSON_VALUES_MOST);
        goto end;
    }
    json_error_t error;
    *root = json_loadb(text, length, JSON_REJECT_DUPLICATES, &error);
    if (!*root) {
        struct scr_buffer place = {0}, words = {0};
        error.text[sizeof error.text - 2] = 0; /* the last byte is Jansson's error code */
        result = scr_buffer_print(&place, "%s, line %d, column %d", shown, error.line, error.column);
        if (!scr_failed(result)) result = scr_text_terminal(&words, error.text);
        if (!scr_failed(result))
            result = scr_refuse(diagnosis, SCR_INPUT, (const char *)place.data, "the file is not correct JSON: %s",
                                words.data ? (const char *)words.data : "unknown error");
        scr_buffer_free(&place);
        scr_buffer_free(&words);
    }
end:
    scr_buffer_free(&contents);
    return result;
}

scr_result json_at_print(const struct json_at *at, struct scr_buffer *out) {
    /* Jansson accepts 2048 levels; importers descend a fixed few. */
    const struct json_at *chain[64];
    size_t depth = 0;
    for (; at && at->parent && depth < sizeof chain / sizeof *chain; at = at->parent) chain[depth++] = at;
    if (depth) SCR_TRY(scr_buffer_text(out, ", "));
    for (size_t i = depth; i-- > 0;) {
        if (!chain[i]->key)
            SCR_TRY(scr_buffer_print(out, "[%zu]", chain[i]->index));
        else
            SCR_TRY(scr_buffer_print(out, "%s%s", i + 1 < depth ? "." : "", chain[i]->key));
    }
    return scr_done();
}

struct json_at json_member(const struct json_at *parent, const char *key) {
    json_t *value = json_object_get(parent->value, key);
    return (struct json_at){parent, key, 0, json_is_null(value) ? NULL : value};
}

struct json_at json_element(const struct json_at *parent, size_t index) {
    return (struct json_at){parent, NULL, index, json_array_get(parent->value, index)};
}

size_t json_elements(struct builder *builder, const struct json_at *array, bool required) {
    const struct import_place place = {.at = array};
    if (array->value && !json_is_array(array->value))
        builder_problem(builder, place, "this must be a JSON array");
    else if (!array->value && required)
        builder_problem(builder, place, "this array is missing");
    return json_array_size(array->value);
}

scr_result json_text(struct builder *builder, const struct json_at *at, const char *what, bool required,
                     const char **text) {
    const struct import_place place = {.at = at};
    *text = "";
    if (!at->value) {
        if (required) builder_problem(builder, place, "the %s is missing", what);
        return scr_done();
    }
    if (json_is_integer(at->value)) {
        *text = scr_arena_print(&builder->arena, "%" JSON_INTEGER_FORMAT, json_integer_value(at->value));
        return *text ? scr_done() : (scr_result){SCR_MEMORY};
    }
    if (!json_is_string(at->value)) {
        builder_problem(builder, place, "the %s must be a JSON string", what);
        return scr_done();
    }
    return builder_text(builder, place, what, json_string_value(at->value), json_string_length(at->value), required,
                        text);
}

bool json_flag(struct builder *builder, const struct json_at *at) {
    const struct import_place place = {.at = at};
    if (at->value && !json_is_boolean(at->value)) builder_problem(builder, place, "this must be true or false");
    return json_is_true(at->value);
}

unsigned json_votes(struct builder *builder, const struct json_at *at) {
    const struct import_place place = {.at = at};
    if (json_is_integer(at->value)) {
        json_int_t votes = json_integer_value(at->value);
        if (votes >= 1 && votes <= ELECTION_CANDIDATES_MOST) return (unsigned)votes;
        builder_problem(builder, place,
                        "votes allowed is %" JSON_INTEGER_FORMAT "; it must be a whole number from 1 to %d", votes,
                        ELECTION_CANDIDATES_MOST);
    } else
        builder_problem(builder, place, "votes allowed is %s; it must be a whole number from 1 to %d",
                        at->value ? "not a whole number" : "missing", ELECTION_CANDIDATES_MOST);
    return 0;
}

bool json_lists(const json_t *array, const char *text) {
    for (size_t i = 0; i < json_array_size(array); i++) {
        const char *item = json_string_value(json_array_get(array, i));
        if (item && !strcmp(item, text)) return true;
    }
    return false;
}
