/* target_xml.c: the XML reader by itself: foreign, canonical, and canonical with the schema of the root. */
#include "tests/fuzz/targets.h"

#include <stdlib.h>
#include <string.h>

#include "scrutineer/xml_reader.h"
#include "verify/kinds.h"

enum { LIMIT = 1 << 22, DEEPEST = 256 };

/* The events of a document must be balanced, and their words safe to show. Gives the root's name. */
static void walk(const struct scr_buffer *bytes, const struct scr_xml_options *options, char *root, size_t room) {
    struct scr_xml_reader *reader = NULL;
    struct scr_diagnosis diagnosis = {0};
    unsigned open = 0;
    enum scr_xml_event event = SCR_XML_START;
    scr_result result = scr_xml_reader_memory(bytes->data ? bytes->data : (const uint8_t *)"", bytes->length, options,
                                              &reader, &diagnosis);
    while (!scr_failed(result) && event != SCR_XML_DONE) {
        result = scr_xml_next(reader, &event);
        if (scr_failed(result)) break;
        size_t length = 0;
        if (event == SCR_XML_START) {
            fuzz_expect(scr_xml_depth(reader) == open && open < DEEPEST, "an element begins at another depth");
            open++;
            if (open == 1 && root && strlen(scr_xml_name(reader)) < room) strcpy(root, scr_xml_name(reader));
            const char *name;
            for (size_t i = 0; (name = scr_xml_attribute_at(reader, i)) != NULL; i++)
                (void)scr_xml_attribute_of(reader, name, scr_xml_namespace(reader));
        } else if (event == SCR_XML_CLOSE) {
            fuzz_expect(open && scr_xml_depth(reader) == open - 1, "an element ends at another depth");
            open--;
        } else if (event == SCR_XML_TEXT) {
            fuzz_expect(strlen(scr_xml_content(reader, &length)) == length && length > 0, "a text holds a NUL");
        }
    }
    if (!scr_failed(result)) {
        struct scr_hash read, whole;
        fuzz_expect(!open, "a document is accepted before its end");
        fuzz_expect(!scr_failed(scr_xml_digest(reader, &read)) &&
                        !scr_failed(scr_hash_bytes(bytes->data, bytes->length, &whole)) &&
                        scr_hash_equal(&read, &whole),
                    "the digest is not that of the bytes");
    } else {
        fuzz_expect(diagnosis.count > 0 || result.code == SCR_MEMORY, "a refusal has no words");
    }
    fuzz_expect_clean_words(&diagnosis);
    scr_xml_reader_free(reader);
    scr_diagnosis_free(&diagnosis);
}

void target_xml(const struct bundle *bundle, const char *folder) {
    const struct scr_buffer *bytes = &bundle->parts[0].bytes;
    char root[64] = "";
    (void)folder;
    walk(bytes, &(struct scr_xml_options){.limit = LIMIT, .shown = "input"}, root, sizeof root);
    walk(bytes, &(struct scr_xml_options){.canonical = true, .limit = LIMIT, .shown = "input"}, NULL, 0);
    const struct artifact_kind *kind = artifact_kind(root);
    if (!kind) return;
    struct scr_xml_schema *schema;
    if (scr_failed(scr_xml_schema_parse(kind->schema, *kind->schema_size, &schema, NULL))) abort();
    walk(bytes, &(struct scr_xml_options){schema, true, LIMIT, "input"}, NULL, 0);
    scr_xml_schema_free(schema);
}
