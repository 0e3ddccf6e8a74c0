/* statement_seen.h: the units, contests and options of a measurement statement, for the tables of its release. */
#ifndef GEN_REPORT_VERIFIED_STATEMENT_SEEN_H
#define GEN_REPORT_VERIFIED_STATEMENT_SEEN_H

#include "gen/report/verified/release_seen.h"

/* Into `seen`, whose contests have room for RELEASE_CONTESTS_SEEN. */
SCR_MUST_CHECK scr_result statement_seen_read(const char *path, const struct scr_hash *hash, struct release_seen *seen);

#endif
