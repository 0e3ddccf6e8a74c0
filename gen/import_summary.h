/* import_summary.h: what an import brought, in words and in JSON. */
#ifndef GEN_IMPORT_SUMMARY_H
#define GEN_IMPORT_SUMMARY_H

#include "store/store.h"

/* Appends the summary of the parts that are there, and the notes. */
SCR_MUST_CHECK scr_result import_say(struct scr_buffer *out, const struct store_changes *changes,
                                     const struct scr_diagnosis *notes);
SCR_MUST_CHECK scr_result import_json(struct scr_buffer *out, const struct store_changes *changes,
                                      const struct scr_diagnosis *notes);

#endif
