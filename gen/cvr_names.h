/* cvr_names.h: contests as lists show them: by name, and by id too where two have the same name. */
#ifndef GEN_CVR_NAMES_H
#define GEN_CVR_NAMES_H

#include "gen/cvr.h"
#include "scrutineer/bytes.h"

/* Appends "Mayor", or "Mayor [m2]" where another contest of the records is called Mayor too; escaped. */
SCR_MUST_CHECK scr_result cvr_add_contest(const struct cvr_records *records, const char *id, const char *name,
                                          struct scr_buffer *out);

#endif
