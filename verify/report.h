/* report.h: what was found, in words for people or as JSON for machines. Specification, section 8. */
#ifndef VERIFY_REPORT_H
#define VERIFY_REPORT_H

#include "verify/verify.h"

/* Receives the report piece by piece. */
typedef scr_result report_sink(void *context, const void *bytes, size_t length);

/* `colour` allows terminal colours. Up to REPORT_FILES_SHOWN files get all their checks in detail; of more, those with
 * something refuted, audits and trees, and the others are counted. */
#define REPORT_FILES_SHOWN 3
#define REPORT_REFUTED_SHOWN 20
#define REPORT_AUDITS_SHOWN 20
#define REPORT_NOTED_SHOWN 20 /* of other files with notes: trees, and as many releases */
SCR_MUST_CHECK scr_result report_text(const struct verification *verification, bool colour, report_sink *sink,
                                      void *context);
SCR_MUST_CHECK scr_result report_json(const struct verification *verification, const char *version, report_sink *sink,
                                      void *context);

#endif
