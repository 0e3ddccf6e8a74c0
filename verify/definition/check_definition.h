/* check_definition.h: BDF-02, and the lookups that it prepares. */
#ifndef VERIFY_CHECK_DEFINITION_H
#define VERIFY_CHECK_DEFINITION_H

#include "verify/definition/definition.h"

/* Adds BDF-02; sorts contests and styles by id and resolves contest_ids into style_contests. */
SCR_MUST_CHECK scr_result definition_check(struct definition *definition, struct findings *findings);

#endif
