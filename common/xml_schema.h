/* xml_schema.h: a parsed XML Schema, and the way libxml2's complaints become problems. */
#ifndef SCRUTINEER_COMMON_XML_SCHEMA_H
#define SCRUTINEER_COMMON_XML_SCHEMA_H

#include <libxml/xmlerror.h>
#include <libxml/xmlschemas.h>

#include "scrutineer/status.h"

struct scr_xml_schema {
    xmlSchemaPtr schema;
};

#define SCR_XML_ERRORS_NOTED 100 /* further ones are counted as dropped */

/* Where libxml2's errors go. */
struct scr_xml_errors {
    const char *shown; /* the file's name in messages */
    struct scr_diagnosis *diagnosis;
    size_t count;       /* errors so far; warnings are passed over */
    size_t noted;       /* those that went to `diagnosis`: the same one after itself does not, nor others beyond */
    enum scr_code code; /* of the first error */
};

/* A structured error handler; `context` is a struct scr_xml_errors. */
void scr_xml_collect(void *context, xmlErrorPtr error);

#endif
