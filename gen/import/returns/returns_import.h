/* returns_import.h: recognises files of precinct returns and reads them into the model. */
#ifndef GEN_IMPORT_RETURNS_RETURNS_IMPORT_H
#define GEN_IMPORT_RETURNS_RETURNS_IMPORT_H

#include "../../returns.h"
#include "../cvr/cvr_format.h"

enum returns_role {
    RETURNS_ROLE_NONE,
    RETURNS_ROLE_RETURNS,
    RETURNS_ROLE_BOTH, /* a definition with ballot styles too (NIST 1500-100) */
};

/* XML is read as far as it takes to see whether there are counts and ballot styles in it. */
enum returns_role returns_role(const struct cvr_look *look);

/* Reads all the looks with `wanted` as files of one election. *returns is released with returns_free, also after a
 * failure. All problems of all files go into `diagnosis`, decisions into `notes`; neither may be NULL. */
SCR_MUST_CHECK scr_result returns_import(const struct cvr_look *looks, const bool *wanted, size_t count,
                                         struct returns *returns, struct scr_diagnosis *diagnosis,
                                         struct scr_diagnosis *notes);

#endif
