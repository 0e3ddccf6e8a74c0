/* artifact_walk.c: events of one artifact. */
#include "gen/report/verified/artifact_walk.h"

#include <string.h>

#include "gen/package/artifact_header.h"
#include "scrutineer/text.h"

static scr_result walk_on(struct scr_xml_reader *xml, const struct artifact_walker *walker, void *context,
                          const struct scr_hash *hash) {
    for (bool done = false; !done;) {
        enum scr_xml_event event;
        struct scr_hash found;
        const char *text;
        size_t length;
        SCR_TRY(scr_xml_next(xml, &event));
        switch (event) {
        case SCR_XML_START:
            SCR_TRY(walker->start(context, xml, &done));
            break;
        case SCR_XML_TEXT:
            text = scr_xml_content(xml, &length);
            if (walker->text) SCR_TRY(walker->text(context, text, length));
            break;
        case SCR_XML_CLOSE:
            if (walker->close) SCR_TRY(walker->close(context, scr_xml_name(xml), scr_xml_depth(xml)));
            break;
        case SCR_XML_DONE:
            SCR_TRY(scr_xml_digest(xml, &found));
            return (scr_result){scr_hash_equal(&found, hash) ? SCR_DONE : SCR_INPUT};
        }
    }
    return scr_done();
}

scr_result artifact_walk(const char *path, const struct scr_hash *hash, const struct artifact_walker *walker,
                         void *context) {
    const struct scr_xml_options options = {.canonical = true, .limit = ARTIFACT_BYTES_MOST, .shown = ""};
    struct scr_diagnosis diagnosis = {0};
    struct scr_xml_reader *xml = NULL;
    scr_result result = scr_xml_reader_file(path, &options, &xml, &diagnosis);
    if (!scr_failed(result)) result = walk_on(xml, walker, context, hash);
    scr_xml_reader_free(xml);
    scr_diagnosis_free(&diagnosis);
    return result;
}

scr_result artifact_copy(struct scr_arena *arena, struct scr_xml_reader *xml, const char *name, const char **value) {
    const char *text = scr_xml_attribute_of(xml, name, NULL);
    if (!text) return (scr_result){SCR_INPUT};
    *value = scr_arena_copy(arena, text, strlen(text));
    return (scr_result){*value ? SCR_DONE : SCR_MEMORY};
}

scr_result artifact_count(struct scr_xml_reader *xml, const char *name, uint64_t most, uint64_t *value) {
    const char *text = scr_xml_attribute_of(xml, name, NULL);
    return (scr_result){text && scr_count_parse(text, strlen(text), most, value) ? SCR_DONE : SCR_INPUT};
}

bool artifact_rests_on(struct scr_xml_reader *xml, const char *kind, struct scr_hash *hash) {
    if (strcmp(scr_xml_name(xml), "RestsOn") != 0) return false;
    const char *of = scr_xml_attribute_of(xml, "Kind", NULL);
    if (!of || strcmp(of, kind) != 0) return false;
    const char *hex = scr_xml_attribute_of(xml, "SHA256", NULL);
    return hex && scr_hash_parse(hex, hash);
}

bool artifact_token(struct artifact_tokens *tokens, const char **token, size_t *length) {
    if (tokens->at >= tokens->end) return false;
    const char *space = memchr(tokens->at, ' ', (size_t)(tokens->end - tokens->at));
    *token = tokens->at;
    *length = (size_t)((space ? space : tokens->end) - tokens->at);
    tokens->at = space ? space + 1 : tokens->end;
    return true;
}
