/* xml_root.h: what the root element of hostile XML is, judged by what stands up to the end of its start tag alone. */
#ifndef SCRUTINEER_XML_ROOT_H
#define SCRUTINEER_XML_ROOT_H

#include <stdint.h>

#include "scrutineer/status.h"

#define SCR_XML_ROOT_BLOCK 512

/* The local name of the root element of a regular file and its namespace URI ("" if none), both malloc'ed, the
 * caller's. SCR_INPUT: the file is not well-formed, or has a document type, before the end of the root's start tag;
 * what follows it makes no difference. SCR_LIMIT: it is longer than `limit` bytes, or one piece of markup is longer
 * than 64 KiB. `block`: how many bytes the parser gets at once, from 1; it makes no difference either. */
SCR_MUST_CHECK scr_result scr_xml_root(const char *path, uint64_t limit, size_t block, char **name,
                                       char **namespace_uri, struct scr_diagnosis *diagnosis);

#endif
