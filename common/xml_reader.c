/* xml_reader.c: events of hostile XML, from libxml2's xmlTextReader, in bounded memory and time. */
#include "scrutineer/xml_reader.h"

#include <inttypes.h>
#include <libxml/xmlreader.h>
#include <stdlib.h>
#include <string.h>

#include "scrutineer/text.h"
#include "xml_echo.h"
#include "xml_schema.h"
#include "xml_source.h"

enum {
    DEEPEST_ARTIFACT = 32, /* elements; the root has depth 0 */
    DEEPEST_FOREIGN = 256,
    LONGEST_TEXT = 9000000, /* bytes; libxml2 itself stops at 10,000,000 */
    ERRORS_LOOKED_FOR = 100,
    /* libxml2 looks through one unfinished tag, comment or instruction again with every 512 bytes it gets: this bounds
     * that work (quadratic in the markup's length) to some dozen steps per byte of the file. */
    LONGEST_MARKUP = 1 << 16,
    /* Names are kept until the end, in a table that gets slow when it is large. */
    MOST_NAMES = 100000,
    MOST_NAME_BYTES = 10000000,
    LAST_LINE = 65535, /* libxml2 keeps the line of a node in 16 bits */
};

struct scr_xml_reader {
    xmlTextReaderPtr parser;
    xmlNodePtr node; /* of the current START or CLOSE */
    unsigned depth;  /* of `node` */
    bool canonical, validating, ended;
    bool held;          /* `node` was read, but the text before it goes first */
    bool self_closing;  /* the START just given was <Name/>: its CLOSE follows */
    bool inside_leaf;   /* the last tag given was a START: the element has no child so far */
    scr_result failure; /* the first one, given again to whoever goes on asking */
    struct scr_buffer text, place, shown;
    struct scr_xml_errors errors;
    struct scr_xml_source source;
    struct scr_xml_echo echo;
    struct scr_hash digest;
};

/* Records a problem at the current line and returns its code. */
static scr_result refuse(struct scr_xml_reader *reader, enum scr_code code, const char *words) {
    return scr_refuse(reader->errors.diagnosis, code, scr_xml_place(reader), "%s", words);
}

/* Refuses markup that begins with `opening`. The parser has read it whole, and often more. */
static scr_result refuse_markup(struct scr_xml_reader *reader, const char *opening, const char *words) {
    struct scr_buffer place = {0};
    uint64_t line = scr_xml_echo_line_of(&reader->echo, opening);
    if (!line) return refuse(reader, SCR_INPUT, words); /* in another encoding */
    scr_result result = scr_buffer_print(&place, "%s, line %" PRIu64, reader->errors.shown, line);
    if (!scr_failed(result))
        result = scr_refuse(reader->errors.diagnosis, SCR_INPUT, (const char *)place.data, "%s", words);
    scr_buffer_free(&place);
    return result;
}

/* libxml2's read callback: the number of bytes given, 0 at the end, -1 to stop. */
static int feed(void *context, char *buffer, int size) {
    struct scr_xml_reader *reader = context;
    size_t got = 0;
    if (scr_failed(reader->failure) || size < 0) return -1;
    scr_result result = scr_xml_source_take(&reader->source, buffer, (size_t)size, &got, reader->errors.shown,
                                            reader->errors.diagnosis);
    if (!scr_failed(result) && !reader->source.total)
        result = scr_refuse(reader->errors.diagnosis, SCR_INPUT, reader->errors.shown, SCR_XML_EMPTY);
    if (!scr_failed(result) && reader->canonical) result = scr_xml_echo_expect(&reader->echo, buffer, got);
    if (!scr_failed(result) && reader->parser) {
        long consumed = xmlTextReaderByteConsumed(reader->parser);
        if (consumed >= 0 && reader->source.total - (uint64_t)consumed > LONGEST_MARKUP)
            result = refuse(reader, SCR_LIMIT, "a tag, comment, section or instruction is longer than 64 KiB");
    }
    reader->failure = result;
    return scr_failed(result) ? -1 : (int)got;
}

static scr_result make_parser(struct scr_xml_reader *reader, const struct scr_xml_schema *schema) {
    reader->parser = xmlReaderForIO(feed, NULL, reader, NULL, NULL, XML_PARSE_NONET);
    if (scr_failed(reader->failure)) return reader->failure;
    if (reader->errors.count) return (scr_result){reader->errors.code};
    if (!reader->parser) return (scr_result){SCR_MEMORY};
    xmlTextReaderSetStructuredErrorHandler(reader->parser, scr_xml_collect, &reader->errors);
    reader->validating = schema;
    return (scr_result){schema && xmlTextReaderSetSchema(reader->parser, schema->schema) ? SCR_MEMORY : SCR_DONE};
}

/* The parser, after the source and the echo stand. While libxml2's objects are being made they have no handler of
 * their own, and would report a refused encoding or a lack of memory on stderr. */
static scr_result start_parser(struct scr_xml_reader *reader, const struct scr_xml_schema *schema) {
    xmlStructuredErrorFunc older = xmlStructuredError;
    void *older_context = xmlStructuredErrorContext;
    xmlSetStructuredErrorFunc(&reader->errors, scr_xml_collect);
    scr_result result = make_parser(reader, schema);
    xmlSetStructuredErrorFunc(older_context, older);
    return result;
}

static scr_result new_reader(const struct scr_xml_options *options, struct scr_xml_reader **reader,
                             struct scr_diagnosis *diagnosis) {
    *reader = calloc(1, sizeof **reader);
    if (!*reader) return (scr_result){SCR_MEMORY};
    struct scr_xml_reader *made = *reader;
    made->source.fd = -1;
    made->canonical = options->canonical;
    SCR_TRY(scr_text_terminal(&made->shown, options->shown ? options->shown : ""));
    made->errors = (struct scr_xml_errors){.shown = (const char *)made->shown.data, .diagnosis = diagnosis};
    return options->canonical ? scr_xml_echo_begin(&made->echo, made->errors.shown, diagnosis) : scr_done();
}

static scr_result finish_new(struct scr_xml_reader **reader, const struct scr_xml_options *options, scr_result result) {
    if (!scr_failed(result)) result = start_parser(*reader, options->schema);
    if (!scr_failed(result)) return result;
    scr_xml_reader_free(*reader);
    *reader = NULL;
    return result;
}

scr_result scr_xml_reader_file(const char *path, const struct scr_xml_options *options, struct scr_xml_reader **reader,
                               struct scr_diagnosis *diagnosis) {
    scr_result result = new_reader(options, reader, diagnosis);
    if (!scr_failed(result))
        result = scr_xml_source_file(&(*reader)->source, path, options->limit, (*reader)->errors.shown, diagnosis);
    return finish_new(reader, options, result);
}

scr_result scr_xml_reader_memory(const void *bytes, size_t length, const struct scr_xml_options *options,
                                 struct scr_xml_reader **reader, struct scr_diagnosis *diagnosis) {
    scr_result result = new_reader(options, reader, diagnosis);
    if (!scr_failed(result))
        result = scr_xml_source_memory(&(*reader)->source, bytes, length, options->limit, (*reader)->errors.shown,
                                       diagnosis);
    return finish_new(reader, options, result);
}

void scr_xml_reader_free(struct scr_xml_reader *reader) {
    if (!reader) return;
    if (reader->parser) xmlFreeTextReader(reader->parser);
    scr_xml_source_end(&reader->source);
    scr_xml_echo_free(&reader->echo);
    scr_buffer_free(&reader->text);
    scr_buffer_free(&reader->place);
    scr_buffer_free(&reader->shown);
    free(reader);
}

/* The parser's next node. libxml2 reports a lack of memory in places that only know the handler of the thread. */
static int read_node(struct scr_xml_reader *reader) {
    xmlStructuredErrorFunc older = xmlStructuredError;
    void *older_context = xmlStructuredErrorContext;
    xmlSetStructuredErrorFunc(&reader->errors, scr_xml_collect);
    int got = xmlTextReaderRead(reader->parser);
    xmlSetStructuredErrorFunc(older_context, older);
    return got;
}

/* The document is refused already: reads on only to report its other errors together, and gives up at a hundred. */
static scr_result collect_errors(struct scr_xml_reader *reader) {
    while (reader->errors.count < ERRORS_LOOKED_FOR && !scr_failed(reader->failure))
        if (read_node(reader) != 1 || xmlTextReaderNodeType(reader->parser) == XML_READER_TYPE_DOCUMENT_TYPE) break;
    return (scr_result){reader->errors.code};
}

/* Read() gave 0. Nothing counts as read before all of this holds. */
static scr_result finish(struct scr_xml_reader *reader, enum scr_xml_event *event) {
    char rest[512];
    size_t got;
    SCR_TRY(
        scr_xml_source_take(&reader->source, rest, sizeof rest, &got, reader->errors.shown, reader->errors.diagnosis));
    if (got) return refuse(reader, SCR_INPUT, "bytes follow the end of the document");
    if (reader->validating && xmlTextReaderIsValid(reader->parser) != 1)
        return refuse(reader, SCR_INPUT, "does not follow its XML Schema");
    if (reader->canonical) SCR_TRY(scr_xml_echo_end(&reader->echo));
    SCR_TRY(scr_xml_source_digest(&reader->source, &reader->digest));
    reader->node = NULL;
    reader->ended = true;
    *event = SCR_XML_DONE;
    return scr_done();
}

static scr_result give_close(struct scr_xml_reader *reader, enum scr_xml_event *event) {
    if (reader->canonical) SCR_TRY(scr_xml_echo_close(&reader->echo));
    reader->self_closing = reader->inside_leaf = false;
    *event = SCR_XML_CLOSE;
    return scr_done();
}

/* The START or CLOSE of reader->node. */
static scr_result give_tag(struct scr_xml_reader *reader, enum scr_xml_event *event) {
    if (xmlTextReaderNodeType(reader->parser) == XML_READER_TYPE_END_ELEMENT) return give_close(reader, event);
    if (reader->depth >= (reader->canonical ? DEEPEST_ARTIFACT : DEEPEST_FOREIGN))
        return refuse(reader, SCR_LIMIT, "elements are nested too deeply");
    xmlDictPtr names = reader->node->doc ? reader->node->doc->dict : NULL;
    if (names && !reader->depth) xmlDictSetLimit(names, MOST_NAME_BYTES);
    if (names && xmlDictSize(names) > MOST_NAMES)
        return refuse(reader, SCR_LIMIT, "has more than 100,000 different names of elements and attributes");
    /* Without a document type every attribute's value is one text node; the accessors rely on it. */
    for (const xmlAttr *a = reader->node->properties; a; a = a->next)
        if (a->children && (a->children->type != XML_TEXT_NODE || a->children->next))
            return refuse(reader, SCR_INPUT, "an attribute refers to an entity");
    if (reader->canonical) SCR_TRY(scr_xml_echo_open(&reader->echo, reader->node));
    reader->self_closing = xmlTextReaderIsEmptyElement(reader->parser) == 1;
    reader->inside_leaf = true;
    *event = SCR_XML_START;
    return scr_done();
}

/* `text` is not empty. */
static bool blank(const struct scr_buffer *text) { return strspn((const char *)text->data, " \t\r\n") == text->length; }

/* Called at a tag: either the text before it, or the tag itself, is the next event. */
static scr_result give_text_or_tag(struct scr_xml_reader *reader, enum scr_xml_event *event) {
    bool end = xmlTextReaderNodeType(reader->parser) == XML_READER_TYPE_END_ELEMENT;
    reader->node = xmlTextReaderCurrentNode(reader->parser);
    int depth = xmlTextReaderDepth(reader->parser);
    if (!reader->node || depth < 0) return (scr_result){SCR_INTERNAL};
    reader->depth = (unsigned)depth;
    bool whole = end && reader->inside_leaf; /* all of the content of an element without children */
    if (!reader->text.length || (!whole && blank(&reader->text))) return give_tag(reader, event);
    if (reader->canonical) {
        if (!whole) return refuse(reader, SCR_INPUT, "text and elements stand side by side");
        /* A schema passes over blanks where it has no text: <Name> </Name> would be a second way to write <Name/>. */
        if (blank(&reader->text))
            return refuse(reader, SCR_INPUT, "not in canonical form: an element holds nothing but blanks");
        SCR_TRY(scr_xml_echo_text(&reader->echo, (const char *)reader->text.data, reader->text.length));
    }
    reader->held = true;
    *event = SCR_XML_TEXT;
    return scr_done();
}

static scr_result add_text(struct scr_xml_reader *reader) {
    const xmlNode *node = xmlTextReaderCurrentNode(reader->parser);
    if (!node || !node->content) return scr_done();
    size_t length = strlen((const char *)node->content);
    if (length > LONGEST_TEXT - reader->text.length)
        return refuse(reader, SCR_LIMIT, "the text of one element is longer than 9,000,000 bytes");
    return scr_buffer_append(&reader->text, node->content, length);
}

static scr_result advance(struct scr_xml_reader *reader, enum scr_xml_event *event) {
    if (reader->held) {
        reader->held = false;
        return give_tag(reader, event);
    }
    if (reader->self_closing) return give_close(reader, event);
    reader->text.length = 0;
    reader->node = NULL; /* reading on may free it */
    for (;;) {
        int got = read_node(reader);
        if (scr_failed(reader->failure)) return reader->failure;
        if (reader->errors.count) return collect_errors(reader);
        if (got < 0) return refuse(reader, SCR_INPUT, "is not well-formed XML");
        if (got == 0) return finish(reader, event);
        switch (xmlTextReaderNodeType(reader->parser)) {
        case XML_READER_TYPE_ELEMENT:
        case XML_READER_TYPE_END_ELEMENT:
            return give_text_or_tag(reader, event);
        case XML_READER_TYPE_CDATA:
            if (reader->canonical) return refuse_markup(reader, "<![CDATA[", "not in canonical form: a CDATA section");
            SCR_TRY(add_text(reader));
            break;
        case XML_READER_TYPE_TEXT:
        case XML_READER_TYPE_WHITESPACE:
        case XML_READER_TYPE_SIGNIFICANT_WHITESPACE:
            SCR_TRY(add_text(reader));
            break;
        case XML_READER_TYPE_COMMENT:
            if (reader->canonical) return refuse_markup(reader, "<!--", "not in canonical form: a comment");
            break;
        case XML_READER_TYPE_PROCESSING_INSTRUCTION:
            if (reader->canonical)
                return refuse_markup(reader, "<?", "not in canonical form: a processing instruction");
            break;
        case XML_READER_TYPE_DOCUMENT_TYPE:
            return refuse(reader, SCR_INPUT, "a document type declaration (DOCTYPE) is not allowed");
        default:
            return refuse(reader, SCR_INPUT, "holds an entity or notation, which is not allowed");
        }
    }
}

scr_result scr_xml_next(struct scr_xml_reader *reader, enum scr_xml_event *event) {
    if (scr_failed(reader->failure)) return reader->failure;
    if (reader->ended) {
        *event = SCR_XML_DONE;
        return scr_done();
    }
    scr_result result = advance(reader, event);
    if (scr_failed(result)) reader->failure = result;
    return result;
}

const char *scr_xml_name(const struct scr_xml_reader *reader) {
    return reader->node ? (const char *)reader->node->name : "";
}

const char *scr_xml_namespace(const struct scr_xml_reader *reader) {
    const xmlNs *ns = reader->node ? reader->node->ns : NULL;
    return ns && ns->href ? (const char *)ns->href : "";
}

unsigned scr_xml_depth(const struct scr_xml_reader *reader) { return reader->depth; }

const char *scr_xml_attribute_of(struct scr_xml_reader *reader, const char *name, const char *namespace_uri) {
    if (!reader->node) return NULL;
    for (const xmlAttr *a = reader->node->properties; a; a = a->next) {
        if (strcmp((const char *)a->name, name)) continue;
        const char *uri = a->ns ? (const char *)a->ns->href : NULL;
        if (uri && namespace_uri ? strcmp(uri, namespace_uri) != 0 : uri || namespace_uri) continue;
        return a->children && a->children->content ? (const char *)a->children->content : "";
    }
    return NULL;
}

const char *scr_xml_attribute_at(const struct scr_xml_reader *reader, size_t index) {
    const xmlAttr *a = reader->node ? reader->node->properties : NULL;
    while (a && index--) a = a->next;
    return a ? (const char *)a->name : NULL;
}

const char *scr_xml_content(const struct scr_xml_reader *reader, size_t *length) {
    *length = reader->text.length;
    return reader->text.data ? (const char *)reader->text.data : "";
}

unsigned long scr_xml_line(const struct scr_xml_reader *reader) {
    if (reader->node && reader->node->line && reader->node->line < LAST_LINE) return reader->node->line;
    int line = xmlTextReaderGetParserLineNumber(reader->parser); /* 0 without a parser */
    return line > 0 ? (unsigned long)line : 0; /* where the parser is: at most one markup or 512 bytes ahead */
}

const char *scr_xml_place(struct scr_xml_reader *reader) {
    reader->place.length = 0;
    if (scr_failed(scr_buffer_print(&reader->place, "%s, line %lu", reader->errors.shown, scr_xml_line(reader))))
        return reader->errors.shown;
    return (const char *)reader->place.data;
}

scr_result scr_xml_digest(const struct scr_xml_reader *reader, struct scr_hash *hash) {
    if (!reader->ended) return (scr_result){SCR_INTERNAL};
    *hash = reader->digest;
    return scr_done();
}
