/* hart_cvr.h: one Hart cast-vote record, as a file of a folder or a member of a ZIP archive. */
#ifndef GEN_IMPORT_CVR_HART_CVR_H
#define GEN_IMPORT_CVR_HART_CVR_H

#include "cvr_format.h"
#include "scrutineer/xml_reader.h"

#define HART_BYTES_MOST ((uint64_t)4 << 20) /* of one record */

/* Reads one record into the builder; base.shown names it. The reader is not freed. */
SCR_MUST_CHECK scr_result hart_record(struct cvr_builder *builder, struct scr_xml_reader *reader);
/* The records of a ZIP archive. */
SCR_MUST_CHECK scr_result hart_read_zip(struct cvr_builder *builder, const struct cvr_look *look);
bool hart_zip_holds_records(const char *path);

#endif
