/* nist_xml.c: NIST 1500-20 and 1500-100 in XML, streamed. */
#include <string.h>

#include "nist.h"
#include "scrutineer/xml_reader.h"

#define XML_BYTES_MOST ((uint64_t)1 << 30)
#define XSI "http://www.w3.org/2001/XMLSchema-instance"
#define NAMESPACE_1500_20 "http://itl.nist.gov/ns/voting/1500-20/v1"
#define NAMESPACE_1500_100 "http://itl.nist.gov/ns/voting/1500-100/v2"

static scr_result take_events(struct nist *nist, struct scr_xml_reader *reader, const char *namespace_uri) {
    for (;;) {
        enum scr_xml_event event;
        SCR_TRY(scr_xml_next(reader, &event));
        const struct import_place place = {.line = scr_xml_line(reader)};
        size_t length;
        switch (event) {
        case SCR_XML_START: {
            /* An element of another namespace is an extension: no step bears the name "". */
            const char *name = strcmp(scr_xml_namespace(reader), namespace_uri) ? "" : scr_xml_name(reader);
            const char *id = NULL, *type = NULL, *language = NULL;
            if (!nist_skips(nist)) {
                id = scr_xml_attribute_of(reader, "ObjectId", NULL);
                type = scr_xml_attribute_of(reader, "type", XSI);
                language = scr_xml_attribute_of(reader, "Language", NULL);
            }
            SCR_TRY(nist_open(nist, name, place, id, type, language));
            break;
        }
        case SCR_XML_TEXT: {
            const char *text = scr_xml_content(reader, &length);
            SCR_TRY(nist_text(nist, text, length));
            break;
        }
        case SCR_XML_CLOSE:
            SCR_TRY(nist_close(nist, place));
            break;
        case SCR_XML_DONE:
            return scr_done();
        }
    }
}

scr_result nist_read_xml(const struct source *source, struct builder *builder, enum nist_dialect dialect,
                         const char *namespace_uri, struct scr_hash *hash) {
    const struct scr_xml_options options = {.limit = XML_BYTES_MOST, .shown = source->shown};
    struct scr_xml_reader *reader = NULL;
    struct nist *nist = nist_new(builder, dialect);
    scr_result result = {SCR_MEMORY};
    if (!nist) goto end;
    SCR_TRY_OR(result, scr_xml_reader_file(source->path, &options, &reader, builder->diagnosis), end);
    SCR_TRY_OR(result, take_events(nist, reader, namespace_uri), end);
    SCR_TRY_OR(result, scr_xml_digest(reader, hash), end);
    result = nist_resolve(nist);
end:
    scr_xml_reader_free(reader);
    nist_free(nist);
    return result;
}

static scr_result read_20(const struct source *source, struct builder *builder, struct scr_hash *hash) {
    return nist_read_xml(source, builder, NIST_1500_20, NAMESPACE_1500_20, hash);
}

static scr_result read_100(const struct source *source, struct builder *builder, struct scr_hash *hash) {
    return nist_read_xml(source, builder, NIST_1500_100, NAMESPACE_1500_100, hash);
}

static bool is_20(const struct source *source) {
    return !strcmp(source->root, "BallotDefinition") && !strcmp(source->root_namespace, NAMESPACE_1500_20);
}

static bool is_100(const struct source *source) {
    return !strcmp(source->root, "ElectionReport") && !strcmp(source->root_namespace, NAMESPACE_1500_100);
}

const struct import_format format_nist_1500_20 = {"nist-1500-20", "NIST ballot definition (1500-20 v1, XML)",
                                                  SOURCE_XML, is_20, read_20};
const struct import_format format_nist_1500_100 = {
    "nist-1500-100", "NIST election results reporting (1500-100 v2, XML)", SOURCE_XML, is_100, read_100};
