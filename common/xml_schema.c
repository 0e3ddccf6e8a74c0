/* xml_schema.c: parsing XML Schemas, and turning libxml2's complaints into problems. */
#include "xml_schema.h"

#include <libxml/parser.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "scrutineer/text.h"
#include "scrutineer/xml_reader.h"

enum { LONGEST = 600 }; /* bytes of a complaint that are shown: it may quote a value of any length */

/* libxml2 repeats names and values of the file in its messages: cut, then escaped. */
static scr_result clean(struct scr_buffer *out, const char *message) {
    char part[LONGEST + 1];
    size_t length = strlen(message);
    while (length && (message[length - 1] == '\n' || message[length - 1] == ' ')) length--;
    size_t kept = length < LONGEST ? length : LONGEST;
    while (kept && kept < length && ((unsigned char)message[kept] & 0xC0) == 0x80) kept--;
    memcpy(part, message, kept);
    part[kept] = 0;
    SCR_TRY(scr_text_terminal(out, part));
    return kept < length ? scr_buffer_text(out, " ...") : scr_done();
}

/* What the parser says of a file that is no XML at all or ends early is about something else: that it is empty, or that
 * there is more of it. NULL: nothing better to say. */
static const char *misnamed(const xmlError *error) {
    const xmlParserCtxt *parser = error->domain == XML_FROM_PARSER ? error->ctxt : NULL;
    if (!parser) return NULL;
    if (error->code == XML_ERR_DOCUMENT_EMPTY)
        return "no XML: other characters stand where its first element should begin";
    if (error->code != XML_ERR_DOCUMENT_END || parser->instate == XML_PARSER_EPILOG) return NULL;
    return parser->nameNr > 0 ? "the file ends before its last element is closed"
                              : "the file ends before its first element begins";
}

/* Where libxml2 speaks of its own limits and options, or calls a long text a lack of memory, these words are clearer.
 */
static const char *reworded(const xmlError *error, enum scr_code *code) {
    const char *message = error->message ? error->message : "is not well-formed XML";
    *code = SCR_LIMIT;
    if (strstr(message, "huge text node")) return "the text of one element is longer than 9,000,000 bytes";
    if (strstr(message, "Excessive depth in document")) return "elements are nested too deeply";
    if (strstr(message, "XML_PARSE_HUGE")) return "a name, value, comment or text is too long";
    *code = error->code == XML_ERR_NO_MEMORY ? SCR_MEMORY : SCR_INPUT;
    return misnamed(error) ? misnamed(error) : message;
}

/* A text out of place is complained of once for each piece of it. */
static bool said(const struct scr_diagnosis *diagnosis, const struct scr_buffer *place,
                 const struct scr_buffer *words) {
    const struct scr_problem *last = diagnosis && diagnosis->count ? &diagnosis->problems[diagnosis->count - 1] : NULL;
    return last && !strcmp(last->place, (const char *)place->data) && !strcmp(last->message, (const char *)words->data);
}

void scr_xml_collect(void *context, xmlErrorPtr error) {
    struct scr_xml_errors *errors = context;
    if (!error || error->level < XML_ERR_ERROR) return;
    struct scr_buffer place = {0}, words = {0};
    enum scr_code code;
    const char *message = reworded(error, &code);
    if (!errors->count++) errors->code = code;
    if (errors->noted == SCR_XML_ERRORS_NOTED) {
        if (errors->diagnosis) errors->diagnosis->dropped++;
        return;
    }
    scr_result result = scr_buffer_text(&place, errors->shown);
    if (!scr_failed(result) && error->line > 0) result = scr_buffer_print(&place, ", line %d", error->line);
    if (!scr_failed(result)) result = clean(&words, message);
    if (scr_failed(result))
        scr_note(errors->diagnosis, SCR_MEMORY, "", "memory is short");
    else if (!said(errors->diagnosis, &place, &words)) {
        scr_note(errors->diagnosis, code, (const char *)place.data, "%s", (const char *)words.data);
        errors->noted++;
    }
    scr_buffer_free(&place);
    scr_buffer_free(&words);
}

scr_result scr_xml_schema_parse(const void *xsd, size_t length, struct scr_xml_schema **schema,
                                struct scr_diagnosis *diagnosis) {
    *schema = NULL;
    if (length > INT32_MAX) return scr_refuse(diagnosis, SCR_LIMIT, "XML Schema", "is longer than 2 GB");
    struct scr_xml_errors errors = {.shown = "XML Schema", .diagnosis = diagnosis};
    struct scr_xml_schema *made = calloc(1, sizeof *made);
    if (!made) return (scr_result){SCR_MEMORY};
    xmlSchemaParserCtxtPtr parser = xmlSchemaNewMemParserCtxt(xsd, (int)length);
    /* A schema that is no XML at all is reported by a parser inside, which only knows the handler of the thread. */
    xmlStructuredErrorFunc older = xmlStructuredError;
    void *older_context = xmlStructuredErrorContext;
    xmlSetStructuredErrorFunc(&errors, scr_xml_collect);
    if (parser) {
        xmlSchemaSetParserStructuredErrors(parser, scr_xml_collect, &errors);
        made->schema = xmlSchemaParse(parser);
        xmlSchemaFreeParserCtxt(parser);
    }
    xmlSetStructuredErrorFunc(older_context, older);
    if (made->schema && !errors.count) {
        *schema = made;
        return scr_done();
    }
    scr_xml_schema_free(made);
    if (errors.count) return (scr_result){errors.code};
    return scr_refuse(diagnosis, SCR_INPUT, "XML Schema", "cannot be read as an XML Schema 1.0");
}

void scr_xml_schema_free(struct scr_xml_schema *schema) {
    if (!schema) return;
    xmlSchemaFree(schema->schema);
    free(schema);
}
