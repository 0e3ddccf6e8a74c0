/* decisions.h: reads the public tables that impact statements are about.
 *
 * coverage  the Census Bureau's section 203 determinations (CSV in latin-1), or a plain CSV: id,name,vac,lep,lit
 * funds     SAIPE school districts (CSV under two title lines) with state expenditures, or plain:
 * id,name,weight,children seats     state populations (code,pop2011,..), or plain: id,name,population
 *
 * All problems of a file are reported together; nothing of a refused file is used. */
#ifndef GEN_IMPORT_DECISIONS_DECISIONS_H
#define GEN_IMPORT_DECISIONS_DECISIONS_H

#include "gen/impact/impact.h"

struct decisions_request {
    const char *const *paths;
    size_t count;
    const char *language; /* of section 203 rows */
    const char *only;     /* the state's postal code in SAIPE, or NULL for all */
};

/* Fills `table`, whose decision is set, and checks it; release it also after a failure. */
SCR_MUST_CHECK scr_result decisions_read(struct impact_table *table, const struct decisions_request *request,
                                         struct scr_diagnosis *diagnosis);

#endif
