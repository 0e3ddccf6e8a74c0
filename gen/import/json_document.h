/* json_document.h: a JSON file as a tree of values that know their place, for importers. */
#ifndef GEN_IMPORT_JSON_DOCUMENT_H
#define GEN_IMPORT_JSON_DOCUMENT_H

#include <jansson.h>

#include "builder.h"

#define JSON_BYTES_MOST ((size_t)64 << 20)
/* Commas and opening brackets: bounds what the parsed tree takes (Jansson needs up to 128 bytes for "[]"). */
#define JSON_VALUES_MOST ((size_t)4000000)

/* A value and where it stands; chains on the stack, so that a path costs nothing until somebody asks for it. */
struct json_at {
    const struct json_at *parent;
    const char *key; /* NULL for an element of an array */
    size_t index;
    json_t *value; /* NULL when absent */
};

/* Parses the whole file: UTF-8, no duplicate keys, nothing after the value. The caller releases *root. */
SCR_MUST_CHECK scr_result json_document_read(const char *path, const char *shown, json_t **root, struct scr_hash *hash,
                                             struct scr_diagnosis *diagnosis);
/* The objects at one depth (the root's is 1) and those of their members that are read. */
struct json_part {
    unsigned depth;
    const char *const *members;
    size_t count;
};
/* The same for a file of at most `most` bytes of which only a part is read: arrays and objects that are other members
 * of the part's objects are JSON too, and null in *root; they do not count against JSON_VALUES_MOST together. */
SCR_MUST_CHECK scr_result json_document_read_part(const char *path, const char *shown, size_t most,
                                                  const struct json_part *part, json_t **root, struct scr_hash *hash,
                                                  struct scr_diagnosis *diagnosis);
/* Replaces in place what is not read by null, and gives the new length; lines stay lines. */
size_t json_prune(char *text, size_t length, const struct json_part *part);

/* Appends ", contests[3].candidates[0].name"; nothing for the root. */
SCR_MUST_CHECK scr_result json_at_print(const struct json_at *at, struct scr_buffer *out);

/* A member of an object; JSON null counts as absent. The value is NULL when `parent` is no object. */
struct json_at json_member(const struct json_at *parent, const char *key);
struct json_at json_element(const struct json_at *parent, size_t index);
/* Number of elements; an absent array has none and is a problem when `required`, and so is any other value. */
size_t json_elements(struct builder *builder, const struct json_at *array, bool required);
/* A string or whole number as clean text. */
SCR_MUST_CHECK scr_result json_text(struct builder *builder, const struct json_at *at, const char *what, bool required,
                                    const char **text);
/* true for JSON true, false for false and absent; else a problem. */
bool json_flag(struct builder *builder, const struct json_at *at);
/* Votes allowed; 0, after recording the problem, when it is no whole number from 1 to 1000. */
unsigned json_votes(struct builder *builder, const struct json_at *at);
/* True when the array of strings (absent: empty) holds `text`. */
bool json_lists(const json_t *array, const char *text);

#endif
