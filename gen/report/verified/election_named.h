/* election_named.h: the elections that the artifacts' headers name, for the top of a page. */
#ifndef GEN_REPORT_VERIFIED_ELECTION_NAMED_H
#define GEN_REPORT_VERIFIED_ELECTION_NAMED_H

#include "gen/report/verified/report.h"

#define ELECTIONS_NAMED ((size_t)5)
#define ELECTIONS_LOOKED_AT ((size_t)500) /* files whose headers are read */

struct elections_named {
    struct election_named {
        const char *id, *name, *date, *jurisdiction;
    } elections[ELECTIONS_NAMED];
    size_t count;
    struct scr_arena arena;
};

/* Different ones in the order of the files; those of files that cannot be read are passed over. SCR_MEMORY only. */
SCR_MUST_CHECK scr_result elections_named(const struct report_request *request, struct elections_named *named);
void elections_named_free(struct elections_named *named);

#endif
