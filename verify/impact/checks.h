/* checks.h: the checks of impact statements, from a file to its findings. Specification, section 16.6. */
#ifndef VERIFY_IMPACT_CHECKS_H
#define VERIFY_IMPACT_CHECKS_H

#include "verify/document.h"
#include "verify/impact/scope.h"
#include "verify/surroundings.h"
#include "verify/verdict.h"

struct impact_task {
    const char *path;
    const struct scr_xml_schema *schema;
    const struct surroundings *surroundings;
    uint64_t sample; /* trials to make again; 0: all */
    struct findings *findings;
    struct scr_arena *arena; /* outlives the check; for header */
    /* Filled by the check when the document is valid (then findings->hashed is set). */
    struct artifact_header header;
    struct impact_scope scope; /* the check counts its file and what it left out */
};

/* IMP-01 to IMP-08. A failure means that something could not be examined; a fault of the file is a finding. */
SCR_MUST_CHECK scr_result impact_check(struct impact_task *task);

#endif
