/* artifact_frame.h: what every artifact begins with, root element and header, and how it ends. Specification, sections
 * 1 and 2. */
#ifndef GEN_ARTIFACT_FRAME_H
#define GEN_ARTIFACT_FRAME_H

#include "gen/election.h"
#include "scrutineer/hash.h"
#include "scrutineer/xml_writer.h"

#define ARTIFACT_NAMESPACE "urn:scrutineer:artifact:1"

struct artifact_rest {
    const char *kind;            /* "ballot-commitment", ... */
    const struct scr_hash *hash; /* NULL: there is no such link */
};

/* The root element's start with its namespace and version. */
SCR_MUST_CHECK scr_result artifact_root(struct scr_xml_writer *xml, const char *name);
/* `rests` are what it rests on, in the order of section 2; `supersedes` may be NULL. */
SCR_MUST_CHECK scr_result artifact_header(struct scr_xml_writer *xml, const struct election *election,
                                          const char *purpose, const struct artifact_rest *rests, size_t count,
                                          const struct scr_hash *supersedes);
/* An element with text alone. */
SCR_MUST_CHECK scr_result artifact_text(struct scr_xml_writer *xml, const char *name, const char *text);
/* Ends a writer that was begun: hands over the rest when `result` is SCR_DONE, else gives that failure back. */
SCR_MUST_CHECK scr_result artifact_end(struct scr_xml_writer *xml, scr_result result);

#endif
