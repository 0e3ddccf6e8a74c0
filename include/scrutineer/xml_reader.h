/* xml_reader.h: streaming reading of hostile XML on libxml2's xmlTextReader, in bounded memory.
 *
 * Always: XML_PARSE_NONET and no other option; a document type declaration is refused; depth at most 32 for artifacts
 * (256 for foreign files); a file is accepted only when the parser ends with Read() == 0 and, with a schema,
 * IsValid() == 1. For artifacts (canonical = true) the reader writes again what it reads with xml_writer and compares
 * byte for byte while streaming, and refuses comments, processing instructions and CDATA.
 * The caller acts on nothing before SCR_XML_DONE. */
#ifndef SCRUTINEER_XML_READER_H
#define SCRUTINEER_XML_READER_H

#include <stdint.h>

#include "scrutineer/bytes.h"
#include "scrutineer/hash.h"

enum scr_xml_event { SCR_XML_START, SCR_XML_TEXT, SCR_XML_CLOSE, SCR_XML_DONE };

struct scr_xml_schema; /* a parsed XSD, reusable for many files */
SCR_MUST_CHECK scr_result scr_xml_schema_parse(const void *xsd, size_t length, struct scr_xml_schema **schema,
                                               struct scr_diagnosis *diagnosis);
void scr_xml_schema_free(struct scr_xml_schema *schema);

struct scr_xml_options {
    const struct scr_xml_schema *schema; /* NULL: structure is the caller's to check */
    bool canonical;                      /* an artifact of ours */
    uint64_t limit;                      /* bytes read at most */
    const char *shown;                   /* the file's name in messages */
};

struct scr_xml_reader;
/* Opens a regular file (as scr_file_read does). Errors go to `diagnosis`, which must outlive the reader. */
SCR_MUST_CHECK scr_result scr_xml_reader_file(const char *path, const struct scr_xml_options *options,
                                              struct scr_xml_reader **reader, struct scr_diagnosis *diagnosis);
SCR_MUST_CHECK scr_result scr_xml_reader_memory(const void *bytes, size_t length, const struct scr_xml_options *options,
                                                struct scr_xml_reader **reader, struct scr_diagnosis *diagnosis);
void scr_xml_reader_free(struct scr_xml_reader *reader);

/* The next event. White space between elements is passed over; an element written <Name/> gives START and CLOSE.
 * Text of one element arrives as one TEXT event (nothing for an empty element); mixed content is refused in
 * canonical files and otherwise reported piece by piece. */
SCR_MUST_CHECK scr_result scr_xml_next(struct scr_xml_reader *reader, enum scr_xml_event *event);
/* Of the current START or CLOSE: local name and namespace URI ("" if none). Valid until the next call. */
const char *scr_xml_name(const struct scr_xml_reader *reader);
const char *scr_xml_namespace(const struct scr_xml_reader *reader);
/* Depth of the current element, the root being 0. */
unsigned scr_xml_depth(const struct scr_xml_reader *reader);
/* Value of an attribute of the current START by local name and namespace (NULL: none); NULL when absent. Valid until
 * the next event. */
const char *scr_xml_attribute_of(struct scr_xml_reader *reader, const char *name, const char *namespace_uri);
/* Local name of the attribute at `index`, from 0 in the order of the document; NULL behind the last one. */
const char *scr_xml_attribute_at(const struct scr_xml_reader *reader, size_t index);
/* Text of the current TEXT event. */
const char *scr_xml_content(const struct scr_xml_reader *reader, size_t *length);
/* "FILE, line N", for messages. Valid until the next call. */
const char *scr_xml_place(struct scr_xml_reader *reader);
unsigned long scr_xml_line(const struct scr_xml_reader *reader);
/* After SCR_XML_DONE: SHA-256 of the file's bytes, as they were read (not read a second time). */
SCR_MUST_CHECK scr_result scr_xml_digest(const struct scr_xml_reader *reader, struct scr_hash *hash);

#endif
