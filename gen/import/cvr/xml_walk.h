/* xml_walk.h: walks through an XML document and hands over elements with their text: what NIST and Hart records need.
 */
#ifndef GEN_IMPORT_CVR_XML_WALK_H
#define GEN_IMPORT_CVR_XML_WALK_H

#include "cvr_builder.h"
#include "scrutineer/xml_reader.h"

#define XML_WALK_DEPTH 12 /* deeper elements are passed over */

struct xml_walk {
    struct scr_xml_reader *reader;
    char path[XML_WALK_DEPTH][40]; /* names of the open elements, the root first; cut off at 39 bytes */
    unsigned depth;                /* of the current element */
    struct scr_buffer text;        /* of the element that closes, "" when it has none */
    struct import_place place;
};

/* `open` on a start tag, `close` on an end tag with `text`. */
typedef scr_result xml_walk_step(void *context, struct xml_walk *walk);
SCR_MUST_CHECK scr_result xml_walk_all(struct scr_xml_reader *reader, xml_walk_step *open, xml_walk_step *close,
                                       void *context);
/* True when the current element is called `name` and stands in `parent`. */
bool xml_walk_at(const struct xml_walk *walk, const char *parent, const char *name);
/* The text as clean text that lives in the builder. */
SCR_MUST_CHECK scr_result xml_walk_text(struct xml_walk *walk, struct cvr_builder *builder, const char *what,
                                        bool required, const char **text);
const char *xml_walk_raw(const struct xml_walk *walk);

#endif
