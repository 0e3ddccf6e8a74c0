/* xml_root.c: the root element's start tag, from libxml2's push parser, which says it before it looks further. */
#include "scrutineer/xml_root.h"

#include <libxml/parser.h>
#include <stdlib.h>
#include <string.h>

#include "xml_schema.h"
#include "xml_source.h"

enum {
    LONGEST_MARKUP = 1 << 16, /* as in xml_reader.c */
    STEP = 512,               /* how often it is looked at whether markup is too long */
    /* Of a file in another encoding than UTF-8 the parser gets single bytes, since it decodes all that it has at once,
     * and would stumble over what stands behind the tag; but not for ever so long a prologue. */
    SINGLE_BYTES = 1 << 20,
};

/* The parser's user data. The errors come first: its error handler knows only them. */
struct looking {
    struct scr_xml_errors errors;
    struct scr_xml_source source;
    xmlParserCtxtPtr parser;
    char *name, *namespace_uri;
    bool found, document_type, memory;
};

static void start_element(void *context, const xmlChar *name, const xmlChar *prefix, const xmlChar *uri, int spaces,
                          const xmlChar **declared, int attributes, int defaulted, const xmlChar **values) {
    struct looking *looking = context;
    (void)prefix, (void)spaces, (void)declared, (void)attributes, (void)defaulted, (void)values;
    /* The parser says the name and its attributes before it looks for the end of the tag. */
    const xmlChar *end = looking->parser->input->cur;
    if (end[0] != '>' && (end[0] != '/' || end[1] != '>')) return;
    if (!looking->errors.count) { /* a prefix without a namespace is at fault, and said all the same */
        looking->name = strdup((const char *)name);
        looking->namespace_uri = strdup(uri ? (const char *)uri : "");
        looking->memory = !looking->name || !looking->namespace_uri;
        looking->found = true;
    }
    xmlStopParser(looking->parser);
}

static void document_type(void *context, const xmlChar *name, const xmlChar *external, const xmlChar *system) {
    struct looking *looking = context;
    (void)name, (void)external, (void)system;
    looking->document_type = true;
    xmlStopParser(looking->parser);
}

static bool decoding(const struct looking *looking) {
    const xmlParserInput *input = looking->parser->input;
    return input && input->buf && input->buf->encoder;
}

/* Feeds the parser until it has said what the root is, or is at fault, or the file ends. */
static scr_result feed(struct looking *looking, size_t block) {
    char bytes[SCR_XML_ROOT_BLOCK];
    bool declared =
        false; /* the first markup is over: the XML declaration, which names the encoding, if there is one */
    uint64_t given = 0, looked = 0;
    for (size_t got = 1; got && !looking->found && !looking->document_type && !looking->errors.count;) {
        bool single = (!declared || decoding(looking)) && given < SINGLE_BYTES;
        size_t size = single ? 1 : block < sizeof bytes ? block : sizeof bytes;
        SCR_TRY(
            scr_xml_source_take(&looking->source, bytes, size, &got, looking->errors.shown, looking->errors.diagnosis));
        if (!looking->source.total)
            return scr_refuse(looking->errors.diagnosis, SCR_INPUT, looking->errors.shown, SCR_XML_EMPTY);
        (void)xmlParseChunk(looking->parser, bytes, (int)got, got == 0);
        declared = declared || memchr(bytes, '>', got);
        given += got;
        if (given - looked < STEP) continue;
        looked = given;
        int64_t waiting = (int64_t)given - xmlByteConsumed(looking->parser);
        if (!looking->found && waiting > LONGEST_MARKUP)
            return scr_refuse(looking->errors.diagnosis, SCR_LIMIT, looking->errors.shown,
                              "a tag, comment, section or instruction is longer than 64 KiB");
    }
    return scr_done();
}

static scr_result look(struct looking *looking, size_t block) {
    xmlSAXHandler handler = {.initialized = XML_SAX2_MAGIC,
                             .startElementNs = start_element,
                             .internalSubset = document_type,
                             .serror = scr_xml_collect};
    looking->parser = xmlCreatePushParserCtxt(&handler, looking, NULL, 0, NULL);
    if (!looking->parser) return (scr_result){SCR_MEMORY};
    xmlCtxtUseOptions(looking->parser, XML_PARSE_NONET);
    SCR_TRY(feed(looking, block));
    if (looking->memory) return (scr_result){SCR_MEMORY};
    if (looking->found) return scr_done();
    if (looking->document_type)
        return scr_refuse(looking->errors.diagnosis, SCR_INPUT, looking->errors.shown,
                          "a document type declaration (DOCTYPE) is not allowed");
    if (looking->errors.count) return (scr_result){looking->errors.code};
    return scr_refuse(looking->errors.diagnosis, SCR_INPUT, looking->errors.shown, "is not well-formed XML");
}

scr_result scr_xml_root(const char *path, uint64_t limit, size_t block, char **name, char **namespace_uri,
                        struct scr_diagnosis *diagnosis) {
    struct looking looking = {.errors = {.shown = "", .diagnosis = diagnosis}};
    xmlStructuredErrorFunc older = xmlStructuredError;
    void *older_context = xmlStructuredErrorContext;
    *name = *namespace_uri = NULL;
    xmlSetStructuredErrorFunc(&looking.errors, scr_xml_collect);
    scr_result result = scr_xml_source_file(&looking.source, path, limit, looking.errors.shown, diagnosis);
    if (!scr_failed(result)) result = look(&looking, block);
    xmlSetStructuredErrorFunc(older_context, older);
    if (looking.parser) {
        xmlFreeDoc(looking.parser->myDoc);
        xmlFreeParserCtxt(looking.parser);
    }
    scr_xml_source_end(&looking.source);
    if (scr_failed(result)) {
        free(looking.name);
        free(looking.namespace_uri);
        return result;
    }
    *name = looking.name;
    *namespace_uri = looking.namespace_uri;
    return result;
}
