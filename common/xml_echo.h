/* xml_echo.h: proves that a document is in canonical form, by writing it again and comparing while it streams. */
#ifndef SCRUTINEER_COMMON_XML_ECHO_H
#define SCRUTINEER_COMMON_XML_ECHO_H

#include <libxml/tree.h>

#include "scrutineer/xml_writer.h"

struct scr_xml_echo {
    struct scr_xml_writer writer;
    struct scr_buffer queue; /* the document's bytes that were read and not yet compared, from `begin` on */
    size_t begin;
    uint64_t offset;   /* bytes compared equal */
    uint64_t line;     /* of the byte at `offset`, the first line being 1 */
    bool differs;      /* a difference was found and described */
    const char *shown; /* the file's name in messages */
    struct scr_diagnosis *diagnosis;
};

/* All functions record their own problem: SCR_INPUT for the first difference. The echo must stay where it is in memory
 * (the writer points to it) and must be freed. */
SCR_MUST_CHECK scr_result scr_xml_echo_begin(struct scr_xml_echo *echo, const char *shown,
                                             struct scr_diagnosis *diagnosis);
/* Bytes of the document, before the parser gets them. */
SCR_MUST_CHECK scr_result scr_xml_echo_expect(struct scr_xml_echo *echo, const void *bytes, size_t length);
/* What the parser made of them. */
SCR_MUST_CHECK scr_result scr_xml_echo_open(struct scr_xml_echo *echo, const xmlNode *element);
SCR_MUST_CHECK scr_result scr_xml_echo_text(struct scr_xml_echo *echo, const char *text, size_t length);
SCR_MUST_CHECK scr_result scr_xml_echo_close(struct scr_xml_echo *echo);
/* The line on which the first markup begins that begins so ("<!--", "<![CDATA[", "<?") and stands among what was not
 * yet compared, where the XML declaration is none; 0 when there is none. Asked when the parser meets such markup:
 * nothing behind it is compared by then. */
uint64_t scr_xml_echo_line_of(const struct scr_xml_echo *echo, const char *opening);
/* Nothing may be left over on either side. */
SCR_MUST_CHECK scr_result scr_xml_echo_end(struct scr_xml_echo *echo);
void scr_xml_echo_free(struct scr_xml_echo *echo);

#endif
