/* nist_json.c: the JSON form of NIST 1500-20: members are elements, "@id" is ObjectId, "@type" is xsi:type, the
 * "Content" of a LanguageString is its text. */
#include <stdio.h>
#include <string.h>

#include "json_document.h"
#include "nist.h"

static scr_result walk(struct nist *nist, const struct json_at *at, const char *name, unsigned depth);

static bool is_simple(const json_t *value) { return !json_is_object(value) && !json_is_array(value); }

static scr_result walk_members(struct nist *nist, const struct json_at *at, unsigned depth) {
    const char *key;
    json_t *value;
    /* Members have no order in JSON; in the XML form the ids of a part stand before the parts inside it, so first the
     * simple ones. */
    for (int pass = 0; pass < 2; pass++) {
        json_object_foreach(at->value, key, value) {
            if (*key == '@' || json_is_null(value) || is_simple(value) == (pass == 1)) continue;
            struct json_at member = {at, key, 0, value};
            SCR_TRY(walk(nist, &member, key, depth));
        }
    }
    return scr_done();
}

/* Elements whose place is kept in a record, which outlives the walk and its chain of places. */
static bool makes_record(const char *name) {
    static const char *const names[] = {"Party", "Contest", "ContestOption", "BallotStyle", "OrderedContent"};
    for (size_t i = 0; i < sizeof names / sizeof *names; i++)
        if (!strcmp(name, names[i])) return true;
    return false;
}

static scr_result place_words(struct nist *nist, const struct json_at *at, struct import_place *place) {
    struct scr_buffer words = {0};
    place->at = NULL;
    scr_result result = json_at_print(at, &words);
    if (!scr_failed(result)) {
        place->words = scr_arena_copy(&nist->builder->arena, (const char *)words.data, words.length);
        if (!place->words) result = (scr_result){SCR_MEMORY};
    }
    scr_buffer_free(&words);
    return result;
}

static scr_result walk_one(struct nist *nist, const struct json_at *at, const char *name, unsigned depth) {
    json_t *value = at->value;
    struct import_place place = {.at = at};
    if (!nist_skips(nist) && makes_record(name)) SCR_TRY(place_words(nist, at, &place));
    const char *language = json_string_value(json_object_get(value, "Language"));
    SCR_TRY(nist_open(nist, name, place, json_string_value(json_object_get(value, "@id")),
                      json_string_value(json_object_get(value, "@type")), language));
    if (!nist_skips(nist)) {
        if (json_is_object(value)) {
            const char *content = json_string_value(json_object_get(value, "Content"));
            if (content) SCR_TRY(nist_text(nist, content, strlen(content)));
            SCR_TRY(walk_members(nist, at, depth));
        } else if (json_is_string(value)) {
            SCR_TRY(nist_text(nist, json_string_value(value), json_string_length(value)));
        } else if (json_is_integer(value)) {
            char digits[32];
            int length = snprintf(digits, sizeof digits, "%" JSON_INTEGER_FORMAT, json_integer_value(value));
            SCR_TRY(nist_text(nist, digits, length > 0 ? (size_t)length : 0));
        } else if (json_is_boolean(value)) {
            SCR_TRY(nist_text(nist, json_is_true(value) ? "true" : "false", json_is_true(value) ? 4 : 5));
        } else if (json_is_real(value)) {
            SCR_TRY(nist_text(nist, "a fraction", 10)); /* no field that is read may hold one */
        }
    }
    return nist_close(nist, place);
}

static scr_result walk(struct nist *nist, const struct json_at *at, const char *name, unsigned depth) {
    if (depth > NIST_DEPTH_MOST) {
        builder_problem(nist->builder, (struct import_place){0}, "the document is nested more than %d levels deep",
                        NIST_DEPTH_MOST);
        return (scr_result){SCR_LIMIT};
    }
    if (!json_is_array(at->value)) return walk_one(nist, at, name, depth + 1);
    for (size_t i = 0; i < json_array_size(at->value); i++) {
        struct json_at element = json_element(at, i);
        SCR_TRY(walk(nist, &element, name, depth + 1));
    }
    return scr_done();
}

static scr_result read(const struct source *source, struct builder *builder, struct scr_hash *hash) {
    const struct json_at root = {.value = source->json};
    struct nist *nist = nist_new(builder, NIST_1500_20);
    if (!nist) return (scr_result){SCR_MEMORY};
    *hash = source->hash;
    scr_result result = walk(nist, &root, "BallotDefinition", 0);
    if (!scr_failed(result)) result = nist_resolve(nist);
    nist_free(nist);
    return result;
}

static bool recognise(const struct source *source) {
    const char *type = json_string_value(json_object_get(source->json, "@type"));
    return type && !strcmp(type, "BallotDefinition.BallotDefinition");
}

const struct import_format format_nist_1500_20_json = {"nist-1500-20-json", "NIST ballot definition (1500-20 v1, JSON)",
                                                       SOURCE_JSON, recognise, read};
