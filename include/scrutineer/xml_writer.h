/* xml_writer.h: the one writer of canonical artifact bytes (specification, section "Canonical bytes").
 *
 * UTF-8, LF, two spaces of indentation per level, attributes in the order they are given, double quotes, empty
 * elements as <Name/>, an element holds either text or elements, no comments, no processing instructions, no DTD. In
 * text & < > are written &amp; &lt; &gt;; in attributes also " as &quot;. Tabs, line feeds and carriage returns are
 * written &#9; &#10; &#13; everywhere. Other characters stand for themselves. */
#ifndef SCRUTINEER_XML_WRITER_H
#define SCRUTINEER_XML_WRITER_H

#include <stdint.h>

#include "scrutineer/bytes.h"

/* Receives the bytes in order. */
typedef scr_result scr_xml_sink(void *context, const void *bytes, size_t length);

struct scr_xml_writer {
    scr_xml_sink *sink;
    void *context;
    struct scr_buffer pending; /* bytes not yet handed to the sink */
    char *names[32];           /* open elements, owned */
    unsigned depth;
    bool tag_open, has_text, has_child;
};

/* Writes the XML declaration. A writer must be ended also after a failure. */
SCR_MUST_CHECK scr_result scr_xml_begin(struct scr_xml_writer *writer, scr_xml_sink *sink, void *context);
SCR_MUST_CHECK scr_result scr_xml_open(struct scr_xml_writer *writer, const char *name);
SCR_MUST_CHECK scr_result scr_xml_attribute(struct scr_xml_writer *writer, const char *name, const char *value);
SCR_MUST_CHECK scr_result scr_xml_attribute_count(struct scr_xml_writer *writer, const char *name, uint64_t value);
SCR_MUST_CHECK scr_result scr_xml_text(struct scr_xml_writer *writer, const char *text, size_t length);
SCR_MUST_CHECK scr_result scr_xml_close(struct scr_xml_writer *writer);
/* Checks that all elements are closed, hands the rest to the sink. Frees the writer's memory whatever happens. */
SCR_MUST_CHECK scr_result scr_xml_end(struct scr_xml_writer *writer);
void scr_xml_abandon(struct scr_xml_writer *writer);

/* A sink that appends to a struct scr_buffer. */
scr_result scr_xml_to_buffer(void *buffer, const void *bytes, size_t length) SCR_MUST_CHECK;

#endif
